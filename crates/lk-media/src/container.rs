//! Files and streams that hold encoded frames.
//!
//! A [`Demux`] takes bytes and gives frames, a [`Mux`] takes frames and gives bytes; neither reads or
//! writes anything itself. [`FrameReader`] and [`FrameWriter`] put them on [`std::io`], the `tokio`
//! feature on its traits.
//!
//! Damage behind which a container can be taken up again is passed over and counted ([`Damage`]), as players do. Input that
//! is cut short, or damaged where nothing shows how to go on, ends in a [`DemuxError`] that says where; every frame before
//! it has been given out by then. Memory is bounded by what is pushed at once and by
//! [`MAX_FRAME`](crate::packetize::MAX_FRAME).

pub mod annexb;
#[cfg(feature = "tokio")]
mod asynchronous;
mod clock;
mod codec_name;
#[cfg(any(feature = "matroska", feature = "mp4"))]
mod config;
mod info;
mod input;
pub mod ivf;
mod kind;
mod layers;
#[cfg(feature = "matroska")]
pub mod matroska;
mod media;
#[cfg(feature = "mp4")]
pub mod mp4;
pub mod obu;
pub mod ogg;
pub mod raw;
mod reader;
#[cfg(test)]
mod testing;
pub mod wav;
mod writer;

use crate::{Codec, Frame};

pub use annexb::{AnnexBDemuxer, AnnexBMuxer};
#[cfg(feature = "tokio")]
pub use asynchronous::{AsyncFrameReader, AsyncFrameWriter};
pub use codec_name::CodecName;
pub use info::{Timing, TrackInfo};
pub use ivf::{IvfDemuxer, IvfMuxer};
pub use kind::Kind;
#[cfg(feature = "matroska")]
pub use matroska::{MatroskaDemuxer, MatroskaMuxer, MatroskaTrack};
pub use media::{MediaReader, MediaWriter};
#[cfg(feature = "mp4")]
pub use mp4::{Mp4Demuxer, Mp4Track};
pub use obu::{ObuDemuxer, ObuMuxer};
pub use ogg::{OggOpusDemuxer, OggOpusMuxer};
pub use raw::{RawAudioDemuxer, RawAudioMuxer};
pub use reader::{FileReader, FrameReader, OpenError, ReadError};
pub use wav::{WavDemuxer, WavMuxer};
pub use writer::{FileWriter, FrameWriter, WriteError};

/// Bytes in, frames out.
pub trait Demux {
    /// Takes the next bytes of the file. Poll until `None` before pushing more: what is pushed and
    /// not polled is held.
    fn push(&mut self, bytes: &[u8]);

    /// Says that the file ends here.
    fn finish(&mut self);

    /// Gives the next frame; `None` if it takes more bytes, or if the file has ended.
    ///
    /// # Errors
    ///
    /// [`DemuxError`] where the file is not what it should be; once that happened, for ever.
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError>;

    /// What the file says of the track that is read; `None` while too little was read to know its codec. Once the
    /// first frame was given, all is known that will be.
    fn info(&self) -> Option<TrackInfo>;

    /// What the file says of every track that can be read, by the track's number; empty while too little was read.
    /// Default: of the only one, which has the number 1.
    fn infos(&self) -> Vec<(u64, TrackInfo)> {
        self.info().map(|info| (1, info)).into_iter().collect()
    }

    /// As [`poll`](Self::poll), for every track that can be read: gives the next frame in the order of the file, with the
    /// number of its track. One or the other is called, not both. Default: of the only one.
    ///
    /// # Errors
    ///
    /// As [`poll`](Self::poll).
    fn poll_any(&mut self) -> Result<Option<(u64, Frame)>, DemuxError> {
        Ok(self.poll()?.map(|frame| (1, frame)))
    }

    /// The codec of the frames; `None` while too little was read to know it.
    fn codec(&self) -> Option<Codec> {
        Some(self.info()?.codec)
    }

    /// What was damaged and passed over so far. Default: nothing, for formats that end at any damage.
    fn damage(&self) -> Damage {
        Damage::default()
    }

    /// Where the input should go on, if it can be sought. Taking the answer promises that what is pushed
    /// next are the bytes from there on; whoever cannot seek does not ask. To be asked when
    /// [`poll`](Self::poll) has given `None`. Default: no other place than where it is.
    fn poll_seek(&mut self) -> Option<u64> {
        None
    }

    /// Where the frame that [`poll`](Self::poll) gave last begins.
    fn mark(&self) -> Mark;

    /// Goes to a place in the same file: what was pushed before is forgotten, what is pushed next are
    /// the bytes from [`Mark::offset`] on.
    fn resume(&mut self, mark: Mark);
}

/// A place in a file at which a frame begins. `Mark::default()` is the beginning of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    offset: u64,
    /// Time at this place, in units of the container.
    ticks: u64,
    /// Which stream of the file is being read, where it may hold several.
    stream: u32,
    /// How many packets of the page, block or fragment at this place come before.
    packets_before: u32,
}

impl Mark {
    /// Where to read from, in bytes from the start of the file.
    pub const fn offset(self) -> u64 {
        self.offset
    }
}

/// Frames in, bytes out.
pub trait Mux {
    /// Appends to `out` what is to be written for a frame; that may lag behind the frame.
    ///
    /// # Errors
    ///
    /// [`MuxError`] if the container cannot hold such a frame; nothing was appended.
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError>;

    /// As [`write`](Self::write), for a frame of this track, by the order in which tracks were given, from 1. Default: of
    /// the only one.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write), and [`MuxError::NoTrack`] for a track that there is not.
    fn write_to(&mut self, track: u64, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        match track {
            1 => self.write(frame, out),
            _ => Err(MuxError::NoTrack),
        }
    }

    /// Appends to `out` what ends the file. What is to be put right at its beginning, where the output
    /// allows that, is returned; the file is usable without.
    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch>;
}

/// Bytes to overwrite in what was already written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Where, in bytes from the start of the file.
    pub offset: u64,
    /// With what.
    pub bytes: Vec<u8>,
}

/// What was damaged in a file and passed over, as far as it was read; what is read again counts again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Damage {
    /// How many places there were.
    pub places: u64,
    /// How many bytes were passed over; none where something was missing.
    pub bytes: u64,
    /// The first place, and what is wrong there.
    pub first: Option<DemuxError>,
}

/// Why a file cannot be read further, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fault} at byte {offset}")]
#[non_exhaustive]
pub struct DemuxError {
    /// Where the damaged or unknown part begins, in bytes from the start of the file.
    pub offset: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file is of another kind.
    #[error("not {0}")]
    NotThisKind(Kind),
    /// The container is known, what it holds is not.
    #[error("unsupported codec {0}")]
    UnsupportedCodec(CodecName),
    /// The container is known, what it holds cannot be read, for this reason.
    #[error("unsupported ({0})")]
    Unsupported(&'static str),
    /// What comes next stands before what was read, in an input that cannot be sought.
    #[error("what comes next stands before what was read, which needs an input that can be sought")]
    NeedsSeek,
    /// The file ends within a header or a frame.
    #[error("cut short")]
    Truncated,
    /// A checksum does not match.
    #[error("checksum mismatch")]
    Checksum,
    /// A part is missing before this one.
    #[error("missing page")]
    Missing,
    /// A field has a value that it must not have.
    #[error("malformed header or frame")]
    Malformed,
    /// A frame is larger than is accepted.
    #[error("frame of more than {} bytes", crate::packetize::MAX_FRAME)]
    TooLarge,
}

/// Why a frame cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MuxError {
    /// The container cannot hold this codec.
    #[error("{1} cannot hold {0}")]
    UnsupportedCodec(Codec, Kind),
    /// Files of this kind are read here and not written.
    #[error("{0} is read only here")]
    ReadOnly(Kind),
    /// Files of this kind hold one track.
    #[error("{0} holds one track")]
    OneTrack(Kind),
    /// The frame is empty, or not what its codec prescribes.
    #[error("malformed frame")]
    Malformed,
    /// The file was ended.
    #[error("the file was ended")]
    Finished,
    /// Tracks are added before the first frame.
    #[error("a track was added behind the first frame")]
    Started,
    /// No track has this number.
    #[error("no track has this number")]
    NoTrack,
}

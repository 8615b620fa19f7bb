//! Files and streams that hold encoded frames.
//!
//! A [`Demux`] takes bytes and gives frames, a [`Mux`] takes frames and gives bytes; neither reads or
//! writes anything itself. [`FrameReader`] and [`FrameWriter`] put them on [`std::io`], the `tokio`
//! feature on its traits.
//!
//! Input that is cut short or corrupt ends in a [`DemuxError`] that says where; every frame before it
//! has been given out by then. Memory is bounded by what is pushed at once and by
//! [`MAX_FRAME`](crate::packetize::MAX_FRAME).

pub mod annexb;
#[cfg(feature = "tokio")]
mod asynchronous;
mod input;
pub mod ivf;
pub mod ogg;
mod reader;
#[cfg(test)]
mod testing;
mod writer;

use std::path::Path;

use crate::{Codec, Frame};

pub use annexb::{AnnexBDemuxer, AnnexBMuxer};
#[cfg(feature = "tokio")]
pub use asynchronous::AsyncFrameReader;
pub use ivf::{IvfDemuxer, IvfMuxer};
pub use ogg::{OggOpusDemuxer, OggOpusMuxer};
pub use reader::{FileReader, FrameReader, OpenError, ReadError};
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

    /// The codec of the frames; `None` while too little was read to know it.
    fn codec(&self) -> Option<Codec>;

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
    /// How many packets of the page at this place come before.
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
    /// The container is known, what it holds is not. The bytes are the container's name for it.
    #[error("unsupported codec {}", .0.escape_ascii())]
    UnsupportedCodec([u8; 4]),
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
    /// The frame is empty, or not what its codec prescribes.
    #[error("malformed frame")]
    Malformed,
    /// The file was ended.
    #[error("the file was ended")]
    Finished,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// IVF: VP8, VP9 or AV1.
    Ivf,
    /// Ogg with Opus.
    OggOpus,
    /// H.264 byte stream.
    H264,
    /// H.265 byte stream.
    H265,
}

impl Kind {
    /// The kind that a file's extension stands for (`ivf`, `ogg`, `opus`, `h264`, `264`, `h265`, `265`,
    /// `hevc`), in any letter case.
    ///
    /// ```
    /// # use lk_media::container::Kind;
    /// assert_eq!(Kind::of_path("clip.IVF"), Some(Kind::Ivf));
    /// assert_eq!(Kind::of_path("clip.mp4"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Self> {
        let extension = path.as_ref().extension()?.to_str()?;
        let is = |name: &&(&str, Self)| name.0.eq_ignore_ascii_case(extension);
        EXTENSIONS.iter().find(is).map(|(_, kind)| *kind)
    }

    /// The kind of file that holds frames of `codec`, if there is one.
    pub const fn of_codec(codec: Codec) -> Option<Self> {
        match codec {
            Codec::Vp8 | Codec::Vp9 | Codec::Av1 => Some(Self::Ivf),
            Codec::Opus => Some(Self::OggOpus),
            Codec::H264 => Some(Self::H264),
            Codec::H265 => Some(Self::H265),
            Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => None,
        }
    }

    /// A demuxer for it, with default options.
    pub fn demuxer(self) -> Box<dyn Demux + Send> {
        match self {
            Self::Ivf => Box::new(IvfDemuxer::new()),
            Self::OggOpus => Box::new(OggOpusDemuxer::new()),
            Self::H264 => Box::new(AnnexBDemuxer::h264()),
            Self::H265 => Box::new(AnnexBDemuxer::h265()),
        }
    }

    /// A muxer that writes frames of `codec` into it, with default options.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] if it cannot hold them.
    pub fn muxer(self, codec: Codec) -> Result<Box<dyn Mux + Send>, MuxError> {
        Ok(match (self, codec) {
            (Self::Ivf, _) => Box::new(IvfMuxer::new(codec)?),
            (Self::OggOpus, Codec::Opus) => Box::new(OggOpusMuxer::new()),
            (Self::H264, Codec::H264) | (Self::H265, Codec::H265) => Box::new(AnnexBMuxer::new()),
            _ => return Err(MuxError::UnsupportedCodec(codec, self)),
        })
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Ivf => "IVF",
            Self::OggOpus => "Ogg Opus",
            Self::H264 => "H.264 Annex B",
            Self::H265 => "H.265 Annex B",
        })
    }
}

const EXTENSIONS: [(&str, Kind); 9] = [
    ("ivf", Kind::Ivf),
    ("ogg", Kind::OggOpus),
    ("opus", Kind::OggOpus),
    ("oga", Kind::OggOpus),
    ("h264", Kind::H264),
    ("264", Kind::H264),
    ("h265", Kind::H265),
    ("265", Kind::H265),
    ("hevc", Kind::H265),
];

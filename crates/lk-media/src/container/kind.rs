//! The kinds of files, by their names and their codecs.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

#[cfg(feature = "mp4")]
use super::Mp4Demuxer;
use super::obu::DELIMITER;
use super::ogg::OpusHead;
use super::{
    AnnexBDemuxer, AnnexBMuxer, Demux, IvfDemuxer, IvfMuxer, Mux, MuxError, ObuDemuxer, ObuMuxer,
    OggOpusDemuxer, OggOpusMuxer, OpenError, RawAudioDemuxer, RawAudioMuxer, TrackInfo, WavDemuxer,
    WavMuxer,
};
#[cfg(feature = "matroska")]
use super::{MatroskaDemuxer, MatroskaMuxer};
use crate::bitstream::annexb::START_CODE;
use crate::{Codec, MediaKind};

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
    /// AV1 open bitstream units, low-overhead or length-delimited.
    Obu,
    /// WAV with G.711, or linear samples at 8 kHz to be read as such.
    Wav,
    /// Raw G.711 µ-law.
    Pcmu,
    /// Raw G.711 A-law.
    Pcma,
    /// Raw G.722.
    G722,
    /// Matroska: VP8, VP9, AV1, H.264, H.265, Opus. Feature `matroska`.
    #[cfg(feature = "matroska")]
    Matroska,
    /// WebM: VP8, VP9, AV1, Opus. Feature `matroska`.
    #[cfg(feature = "matroska")]
    WebM,
    /// MP4, to be read: VP8, VP9, AV1, H.264, H.265, Opus. Feature `mp4`.
    #[cfg(feature = "mp4")]
    Mp4,
}

impl Kind {
    /// The kind that a file's extension stands for, in any letter case; [`EXTENSIONS`](Self::EXTENSIONS)
    /// has them all.
    ///
    /// ```
    /// # use lk_media::container::Kind;
    /// assert_eq!(Kind::of_path("clip.IVF"), Some(Kind::Ivf));
    /// assert_eq!(Kind::of_path("clip.avi"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Self> {
        let extension = path.as_ref().extension()?.to_str()?;
        let is = |name: &&(&str, Self)| name.0.eq_ignore_ascii_case(extension);
        Self::EXTENSIONS.iter().find(is).map(|(_, kind)| *kind)
    }

    /// The kind of file that begins with these bytes, [`PROBED`](Self::PROBED) of them where the file has so many; `None`
    /// if they are those of no kind that can be told. Raw audio cannot, and WebM is not told from Matroska, which reads
    /// the same.
    ///
    /// ```
    /// # use lk_media::container::Kind;
    /// assert_eq!(Kind::of_bytes(b"DKIF\0\0\x20\0VP80"), Some(Kind::Ivf));
    /// assert_eq!(Kind::of_bytes(b"#!/bin/sh"), None);
    /// ```
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let is = |at: usize, magic: &[u8]| {
            bytes
                .get(at..)
                .is_some_and(|bytes| bytes.starts_with(magic))
        };
        if is(0, b"DKIF") {
            return Some(Self::Ivf);
        }
        if is(0, b"OggS") {
            return Some(Self::OggOpus);
        }
        if (is(0, b"RIFF") || is(0, b"RF64")) && is(8, b"WAVE") {
            return Some(Self::Wav);
        }
        #[cfg(feature = "matroska")]
        if is(0, &[0x1a, 0x45, 0xdf, 0xa3]) {
            return Some(Self::Matroska);
        }
        #[cfg(feature = "mp4")]
        if MP4_BOXES.iter().any(|name| is(4, name)) {
            return Some(Self::Mp4);
        }
        if is(0, &DELIMITER) {
            return Some(Self::Obu);
        }
        let code = if is(0, &START_CODE) { 4 } else { 3 };
        if !is(code - 3, &[0, 0, 1]) {
            return None;
        }
        match bytes.get(code..) {
            // A parameter set or a delimiter of the lowest layer begins a stream.
            Some([0x40 | 0x42 | 0x46, 1, ..]) => Some(Self::H265),
            Some([0x67 | 0x27 | 0x47 | 9, ..]) => Some(Self::H264),
            _ => None,
        }
    }

    /// The kind of a file: what its first bytes say, where they say it, else what its name says. A file that is named as
    /// one of the kinds that begin with bytes of their own, and does not begin so, is of the kind of its name, and refused
    /// by that.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if neither tells, or the file is empty or cannot be read.
    pub fn of_file(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let mut first = Vec::new();
        let read = File::open(path)
            .and_then(|file| file.take(Self::PROBED as u64).read_to_end(&mut first));
        read.map_err(|error| OpenError::Read {
            path: path.to_owned(),
            source: error.into(),
        })?;
        let path_buf = || path.to_owned();
        if first.is_empty() {
            return Err(OpenError::Empty { path: path_buf() });
        }
        let (told, named) = (Self::of_bytes(&first), Self::of_path(path));
        match (told, named) {
            // Samples may begin with anything.
            (Some(Self::H264 | Self::H265 | Self::Obu), Some(raw)) if raw.is_raw() => Ok(raw),
            #[cfg(feature = "matroska")]
            (Some(Self::Matroska), Some(Self::WebM)) => Ok(Self::WebM),
            (Some(told), _) => Ok(told),
            (None, named) => {
                let feature = feature_of_bytes(&first).or(Self::feature_of_path(path));
                match (feature, named) {
                    (Some(feature), _) => Err(OpenError::FeatureOff {
                        path: path_buf(),
                        feature,
                    }),
                    (None, Some(named)) => Ok(named),
                    (None, None) => Err(OpenError::UnknownKind { path: path_buf() }),
                }
            }
        }
    }

    const fn is_raw(self) -> bool {
        matches!(self, Self::Pcmu | Self::Pcma | Self::G722)
    }

    /// The feature that is off and would know files with this extension.
    pub(super) fn feature_of_path(path: &Path) -> Option<&'static str> {
        let extension = path.extension()?.to_str()?;
        let is = |(name, _): &&(&str, &str)| name.eq_ignore_ascii_case(extension);
        FEATURES_OFF.iter().find(is).map(|(_, feature)| *feature)
    }

    /// How many bytes of a file tell its kind.
    pub const PROBED: usize = 16;

    /// What files of this kind are named by, the usual name.
    ///
    /// ```
    /// # use lk_media::container::Kind;
    /// assert_eq!(Kind::OggOpus.extension(), "ogg");
    /// ```
    pub fn extension(self) -> &'static str {
        let mut named = Self::EXTENSIONS.iter();
        named
            .find(|(_, of)| *of == self)
            .map_or("", |(name, _)| name)
    }

    /// What a file of frames of this codec is named by: `ivf`, `ogg`, `h264` and so on; `None` if no kind holds it.
    ///
    /// ```
    /// # use lk_media::{Codec, container::Kind};
    /// assert_eq!(Kind::extension_of(Codec::Vp9), Some("ivf"));
    /// assert_eq!(Kind::extension_of(Codec::Red), None);
    /// ```
    pub fn extension_of(codec: Codec) -> Option<&'static str> {
        Self::of_codec(codec).map(Self::extension)
    }

    /// The kind of file that holds frames of `codec`, if there is one.
    pub const fn of_codec(codec: Codec) -> Option<Self> {
        match codec {
            Codec::Vp8 | Codec::Vp9 | Codec::Av1 => Some(Self::Ivf),
            Codec::Opus => Some(Self::OggOpus),
            Codec::H264 => Some(Self::H264),
            Codec::H265 => Some(Self::H265),
            Codec::Pcmu | Codec::Pcma => Some(Self::Wav),
            Codec::G722 => Some(Self::G722),
            Codec::Red => None,
        }
    }

    /// A demuxer for it, with default options.
    pub fn demuxer(self) -> Box<dyn Demux + Send> {
        match self {
            Self::Ivf => Box::new(IvfDemuxer::new()),
            Self::OggOpus => Box::new(OggOpusDemuxer::new()),
            Self::H264 => Box::new(AnnexBDemuxer::h264()),
            Self::H265 => Box::new(AnnexBDemuxer::h265()),
            Self::Obu => Box::new(ObuDemuxer::new()),
            Self::Wav => Box::new(WavDemuxer::new()),
            Self::Pcmu => Box::new(RawAudioDemuxer::pcmu()),
            Self::Pcma => Box::new(RawAudioDemuxer::pcma()),
            Self::G722 => Box::new(RawAudioDemuxer::g722()),
            #[cfg(feature = "matroska")]
            Self::Matroska | Self::WebM => Box::new(MatroskaDemuxer::new()),
            #[cfg(feature = "mp4")]
            Self::Mp4 => Box::new(Mp4Demuxer::new()),
        }
    }

    /// A demuxer for the first track of video or audio, with default options; `None` if such files have none.
    ///
    /// ```
    /// # use lk_media::{MediaKind, container::Kind};
    /// assert!(Kind::OggOpus.demuxer_of(MediaKind::Audio).is_some());
    /// assert!(Kind::OggOpus.demuxer_of(MediaKind::Video).is_none());
    /// ```
    pub fn demuxer_of(self, media: MediaKind) -> Option<Box<dyn Demux + Send>> {
        match (self, media) {
            #[cfg(feature = "matroska")]
            (Self::Matroska | Self::WebM, _) => Some(Box::new(MatroskaDemuxer::of_kind(media))),
            #[cfg(feature = "mp4")]
            (Self::Mp4, _) => Some(Box::new(Mp4Demuxer::of_kind(media))),
            (Self::Ivf | Self::H264 | Self::H265 | Self::Obu, MediaKind::Video)
            | (
                Self::OggOpus | Self::Wav | Self::Pcmu | Self::Pcma | Self::G722,
                MediaKind::Audio,
            ) => Some(self.demuxer()),
            (_, MediaKind::Audio | MediaKind::Video) => None,
        }
    }

    /// A muxer that writes frames of this track into it, with default options. Of a codec alone, its header is made of
    /// defaults; from what a reader says ([`Demux::info`]) it takes over what the container can hold.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] if it cannot hold them, [`MuxError::ReadOnly`] if nothing can be written.
    pub fn muxer(self, track: impl Into<TrackInfo>) -> Result<Box<dyn Mux + Send>, MuxError> {
        let track = track.into();
        let codec = track.codec;
        Ok(match (self, codec) {
            (Self::Ivf, _) => Box::new(IvfMuxer::new(codec)?),
            (Self::OggOpus, Codec::Opus) => {
                Box::new(OggOpusMuxer::new().head(OpusHead::of(&track)))
            }
            (Self::H264, Codec::H264) | (Self::H265, Codec::H265) => Box::new(AnnexBMuxer::new()),
            (Self::Obu, Codec::Av1) => Box::new(ObuMuxer::new()),
            (Self::Wav, _) => Box::new(WavMuxer::new(codec)?),
            (Self::Pcmu, Codec::Pcmu) => Box::new(RawAudioMuxer::pcmu()),
            (Self::Pcma, Codec::Pcma) => Box::new(RawAudioMuxer::pcma()),
            (Self::G722, Codec::G722) => Box::new(RawAudioMuxer::g722()),
            #[cfg(feature = "matroska")]
            (Self::Matroska, _) => Box::new(MatroskaMuxer::matroska().with_track(track)?),
            #[cfg(feature = "matroska")]
            (Self::WebM, _) => Box::new(MatroskaMuxer::webm().with_track(track)?),
            #[cfg(feature = "mp4")]
            (Self::Mp4, _) => return Err(MuxError::ReadOnly(self)),
            _ => return Err(MuxError::UnsupportedCodec(codec, self)),
        })
    }

    /// A muxer that writes frames of several tracks into it, which have the numbers 1, 2 and so on.
    ///
    /// # Errors
    ///
    /// As [`muxer`](Self::muxer), and [`MuxError::OneTrack`] if it holds no more than one, [`MuxError::NoTrack`] for none.
    pub fn muxer_of(self, tracks: &[TrackInfo]) -> Result<Box<dyn Mux + Send>, MuxError> {
        match tracks {
            [] => Err(MuxError::NoTrack),
            [one] => self.muxer(one),
            #[cfg(feature = "matroska")]
            several if matches!(self, Self::Matroska | Self::WebM) => {
                let mut muxer = match self {
                    Self::WebM => MatroskaMuxer::webm(),
                    _ => MatroskaMuxer::matroska(),
                };
                for track in several {
                    muxer.add_track(track)?;
                }
                Ok(Box::new(muxer))
            }
            // What is not written at all says so.
            [one, ..] => self.muxer(one).and(Err(MuxError::OneTrack(self))),
        }
    }

    /// What files are named by, and what is in them.
    pub const EXTENSIONS: &[(&str, Self)] = &[
        ("ivf", Self::Ivf),
        ("ogg", Self::OggOpus),
        ("opus", Self::OggOpus),
        ("oga", Self::OggOpus),
        ("h264", Self::H264),
        ("264", Self::H264),
        ("h265", Self::H265),
        ("265", Self::H265),
        ("hevc", Self::H265),
        ("obu", Self::Obu),
        ("wav", Self::Wav),
        ("ulaw", Self::Pcmu),
        ("ul", Self::Pcmu),
        ("alaw", Self::Pcma),
        ("al", Self::Pcma),
        ("g722", Self::G722),
        #[cfg(feature = "matroska")]
        ("mkv", Self::Matroska),
        #[cfg(feature = "matroska")]
        ("mka", Self::Matroska),
        #[cfg(feature = "matroska")]
        ("webm", Self::WebM),
        #[cfg(feature = "mp4")]
        ("mp4", Self::Mp4),
        #[cfg(feature = "mp4")]
        ("m4v", Self::Mp4),
        #[cfg(feature = "mp4")]
        ("m4a", Self::Mp4),
        #[cfg(feature = "mp4")]
        ("mov", Self::Mp4),
    ];
}

/// The feature that is off and would know files that begin with these bytes.
fn feature_of_bytes(bytes: &[u8]) -> Option<&'static str> {
    if cfg!(not(feature = "matroska")) && bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
        return Some("matroska");
    }
    let name = bytes.get(4..8)?;
    (cfg!(not(feature = "mp4")) && MP4_BOXES.contains(&name)).then_some("mp4")
}

/// What files are named by that a feature would read which is off.
const FEATURES_OFF: &[(&str, &str)] = &[
    #[cfg(not(feature = "matroska"))]
    ("mkv", "matroska"),
    #[cfg(not(feature = "matroska"))]
    ("mka", "matroska"),
    #[cfg(not(feature = "matroska"))]
    ("webm", "matroska"),
    #[cfg(not(feature = "mp4"))]
    ("mp4", "mp4"),
    #[cfg(not(feature = "mp4"))]
    ("m4v", "mp4"),
    #[cfg(not(feature = "mp4"))]
    ("m4a", "mp4"),
    #[cfg(not(feature = "mp4"))]
    ("mov", "mp4"),
];

/// The boxes that MP4 begins with.
const MP4_BOXES: [&[u8]; 5] = [b"ftyp", b"styp", b"moov", b"mdat", b"wide"];

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Ivf => "IVF",
            Self::OggOpus => "Ogg Opus",
            Self::H264 => "H.264 Annex B",
            Self::H265 => "H.265 Annex B",
            Self::Obu => "AV1 OBU",
            Self::Wav => "WAV",
            Self::Pcmu => "raw PCMU",
            Self::Pcma => "raw PCMA",
            Self::G722 => "raw G.722",
            #[cfg(feature = "matroska")]
            Self::Matroska => "Matroska",
            #[cfg(feature = "matroska")]
            Self::WebM => "WebM",
            #[cfg(feature = "mp4")]
            Self::Mp4 => "MP4",
        })
    }
}

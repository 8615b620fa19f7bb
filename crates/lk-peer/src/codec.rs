//! Codecs by name, and the payload types that we give them.

use std::sync::Arc;

use crate::MediaKind;

/// An encoding that travels over RTP and that this crate negotiates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Codec {
    /// `audio/opus`.
    Opus,
    /// `audio/red`: redundant Opus, RFC 2198.
    Red,
    /// `audio/PCMU`.
    Pcmu,
    /// `audio/PCMA`.
    Pcma,
    /// `audio/G722`.
    G722,
    /// `video/VP8`.
    Vp8,
    /// `video/VP9`.
    Vp9,
    /// `video/H264`.
    H264,
    /// `video/H265`.
    H265,
    /// `video/AV1`.
    Av1,
}

impl Codec {
    const ALL: [Self; 10] = [
        Self::Opus,
        Self::Red,
        Self::Pcmu,
        Self::Pcma,
        Self::G722,
        Self::Vp8,
        Self::Vp9,
        Self::H264,
        Self::H265,
        Self::Av1,
    ];

    /// The codec of a mime type such as `video/vp8`, without regard to case.
    ///
    /// ```
    /// # use lk_peer::Codec;
    /// assert_eq!(Codec::from_mime("audio/OPUS"), Some(Codec::Opus));
    /// assert_eq!(Codec::from_mime("video/rtx"), None);
    /// ```
    pub fn from_mime(mime: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|codec| codec.mime().eq_ignore_ascii_case(mime))
    }

    /// The codec of this kind with this encoding name, as in `a=rtpmap`.
    pub fn from_name(kind: MediaKind, name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|codec| codec.kind() == kind && codec.name().eq_ignore_ascii_case(name))
    }

    /// The mime type, in the spelling LiveKit uses.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Opus => "audio/opus",
            Self::Red => "audio/red",
            Self::Pcmu => "audio/PCMU",
            Self::Pcma => "audio/PCMA",
            Self::G722 => "audio/G722",
            Self::Vp8 => "video/VP8",
            Self::Vp9 => "video/VP9",
            Self::H264 => "video/H264",
            Self::H265 => "video/H265",
            Self::Av1 => "video/AV1",
        }
    }

    /// The encoding name, as in `a=rtpmap`.
    pub fn name(self) -> &'static str {
        self.mime().split_once('/').map_or("", |(_, name)| name)
    }

    /// Whether it carries audio or video.
    pub const fn kind(self) -> MediaKind {
        match self {
            Self::Opus | Self::Red | Self::Pcmu | Self::Pcma | Self::G722 => MediaKind::Audio,
            Self::Vp8 | Self::Vp9 | Self::H264 | Self::H265 | Self::Av1 => MediaKind::Video,
        }
    }

    /// RTP clock rate in Hz.
    pub const fn clock_rate(self) -> u32 {
        match self {
            Self::Opus | Self::Red => 48_000,
            Self::Pcmu | Self::Pcma | Self::G722 => 8000,
            Self::Vp8 | Self::Vp9 | Self::H264 | Self::H265 | Self::Av1 => 90_000,
        }
    }

    /// Number of channels as written in `a=rtpmap`.
    pub const fn channels(self) -> Option<u16> {
        match self {
            Self::Opus | Self::Red => Some(2),
            _ => None,
        }
    }
}

/// One payload type that we offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodecEntry {
    /// What it carries.
    pub codec: Codec,
    /// Payload type, 0 to 127.
    pub pt: u8,
    /// Payload type of its retransmissions.
    pub rtx: Option<u8>,
    /// Format parameters, as in `a=fmtp`.
    pub fmtp: String,
}

impl CodecEntry {
    fn new(codec: Codec, pt: u8, rtx: Option<u8>, fmtp: &str) -> Self {
        Self {
            codec,
            pt,
            rtx,
            fmtp: fmtp.into(),
        }
    }
}

/// The payload types that we offer, in order of preference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodecTable {
    entries: Vec<CodecEntry>,
}

impl CodecTable {
    /// The payload types that LiveKit's server and SDKs agree on.
    ///
    /// ```
    /// # use lk_peer::{Codec, CodecTable};
    /// let table = CodecTable::livekit();
    /// let vp8 = table.entries().iter().find(|entry| entry.codec == Codec::Vp8);
    /// assert_eq!(vp8.map(|entry| (entry.pt, entry.rtx)), Some((96, Some(97))));
    /// ```
    pub fn livekit() -> Self {
        let opus = "minptime=10;useinbandfec=1";
        let baseline = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
        let single_nal = "level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f";
        let high = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640032";
        Self {
            entries: vec![
                CodecEntry::new(Codec::Opus, 111, None, opus),
                CodecEntry::new(Codec::Red, 63, None, "111/111"),
                CodecEntry::new(Codec::G722, 9, None, ""),
                CodecEntry::new(Codec::Pcmu, 0, None, ""),
                CodecEntry::new(Codec::Pcma, 8, None, ""),
                CodecEntry::new(Codec::Vp8, 96, Some(97), ""),
                CodecEntry::new(Codec::H264, 108, Some(109), baseline),
                CodecEntry::new(Codec::H264, 125, Some(126), single_nal),
                CodecEntry::new(Codec::H264, 123, Some(124), high),
                CodecEntry::new(Codec::Vp9, 98, Some(99), "profile-id=0"),
                CodecEntry::new(Codec::Vp9, 100, Some(101), "profile-id=1"),
                CodecEntry::new(Codec::Av1, 35, Some(36), ""),
                CodecEntry::new(Codec::H265, 116, Some(117), ""),
            ],
        }
    }

    /// A table of these entries. Entries whose payload type is above 127, or taken by an earlier one, are left out.
    pub fn new(entries: impl IntoIterator<Item = CodecEntry>) -> Self {
        let mut taken = [false; 128];
        let free = |taken: &[bool; 128], pt: u8| taken.get(usize::from(pt)).is_some_and(|t| !t);
        let mut kept = Vec::new();
        for entry in entries {
            let pts = [Some(entry.pt), entry.rtx];
            if pts.iter().flatten().all(|pt| free(&taken, *pt)) && entry.rtx != Some(entry.pt) {
                pts.iter()
                    .flatten()
                    .for_each(|pt| taken[usize::from(*pt)] = true);
                kept.push(entry);
            }
        }
        Self { entries: kept }
    }

    /// The same table with only these codecs.
    #[must_use]
    pub fn only(mut self, codecs: &[Codec]) -> Self {
        self.entries.retain(|entry| codecs.contains(&entry.codec));
        self
    }

    /// The entries in order of preference.
    pub fn entries(&self) -> &[CodecEntry] {
        &self.entries
    }
}

/// A codec that both peers agreed on for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NegotiatedCodec {
    /// What it is.
    pub codec: Codec,
    /// Payload type.
    pub pt: u8,
    /// Payload type of its retransmissions.
    pub rtx: Option<u8>,
    /// RTP clock rate in Hz.
    pub clock_rate: u32,
    /// Number of channels where one is written.
    pub channels: Option<u16>,
    /// Format parameters of the remote description.
    pub fmtp: Arc<str>,
}

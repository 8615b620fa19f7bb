//! The codecs that LiveKit negotiates, and the constants that RTP fixes for each.

use std::fmt;

/// A codec as LiveKit negotiates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Codec {
    /// Opus. Source: RFC 7587.
    Opus,
    /// Redundant audio, in LiveKit always Opus in Opus. Source: RFC 2198.
    Red,
    /// G.711 µ-law at 8 kHz. Source: RFC 3551 §4.5.14.
    Pcmu,
    /// G.711 A-law at 8 kHz. Source: RFC 3551 §4.5.14.
    Pcma,
    /// G.722, sampled at 16 kHz with an RTP clock of 8 kHz. Source: RFC 3551 §4.5.2.
    G722,
    /// VP8. Source: RFC 7741.
    Vp8,
    /// VP9. Source: RFC 9628.
    Vp9,
    /// H.264, frames in Annex B form. Source: RFC 6184.
    H264,
    /// H.265, frames in Annex B form. Source: RFC 7798.
    H265,
    /// AV1, frames as temporal units of the low-overhead format. Source: AV1 RTP specification 1.0.
    Av1,
}

impl Codec {
    /// Every codec, audio first.
    pub const ALL: [Self; 10] = [
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

    /// The codec of a MIME type such as `video/VP8`; letter case does not matter.
    ///
    /// ```
    /// # use lk_media::Codec;
    /// assert_eq!(Codec::from_mime("video/vp8"), Some(Codec::Vp8));
    /// assert_eq!(Codec::from_mime("video/rtx"), None);
    /// ```
    pub fn from_mime(mime: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|codec| codec.mime().eq_ignore_ascii_case(mime))
    }

    /// The MIME type as LiveKit writes it, such as `video/VP8`.
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

    /// The encoding name that an `a=rtpmap` line carries, such as `VP8`.
    pub fn name(self) -> &'static str {
        self.mime().split_once('/').map_or("", |(_, name)| name)
    }

    /// Audio or video.
    pub const fn kind(self) -> MediaKind {
        match self {
            Self::Opus | Self::Red | Self::Pcmu | Self::Pcma | Self::G722 => MediaKind::Audio,
            Self::Vp8 | Self::Vp9 | Self::H264 | Self::H265 | Self::Av1 => MediaKind::Video,
        }
    }

    /// Samples a second of audio; `None` for video.
    ///
    /// Those of G.722 are twice its [`clock_rate`](Self::clock_rate): the registration was wrong once, and stayed
    /// so. Source: RFC 3551 §4.5.2.
    pub const fn sample_rate(self) -> Option<u32> {
        match self {
            Self::Opus | Self::Red => Some(48_000),
            Self::Pcmu | Self::Pcma => Some(8_000),
            Self::G722 => Some(16_000),
            Self::Vp8 | Self::Vp9 | Self::H264 | Self::H265 | Self::Av1 => None,
        }
    }

    /// Ticks a second of the RTP timestamp.
    pub const fn clock_rate(self) -> u32 {
        match self {
            Self::Opus | Self::Red => 48_000,
            Self::Pcmu | Self::Pcma | Self::G722 => 8_000,
            Self::Vp8 | Self::Vp9 | Self::H264 | Self::H265 | Self::Av1 => 90_000,
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mime())
    }
}

/// What a codec carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// Sound.
    Audio,
    /// Pictures.
    Video,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mime_type_leads_back_to_its_codec() {
        for codec in Codec::ALL {
            assert_eq!(Codec::from_mime(&codec.mime().to_lowercase()), Some(codec));
            let family = codec.mime().split('/').next().unwrap();
            assert_eq!(family == "audio", codec.kind() == MediaKind::Audio);
        }
    }
}

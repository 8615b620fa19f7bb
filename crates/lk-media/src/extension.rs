//! RTP header extensions: which there are, how they lie in a packet, and what each says.
//!
//! [`ExtensionMap`] knows what each id means in a session and reads and writes all extensions of a packet
//! at once; [`Elements`] and [`ElementWriter`] are the layer below, for extensions that are not known
//! here. Everything borrows from the packet: nothing is allocated. How one frame depends on others is
//! told by the dependency descriptor, which needs what earlier packets said: see [`dependency`].
//!
//! Source: RFC 8285.

mod block;
pub mod dependency;
mod map;
mod value;

use std::fmt;

pub use block::{Element, ElementWriter, Elements, Form};
pub use map::{ExtensionMap, Extensions};
pub use value::{
    AbsCaptureTime, AbsSendTime, AudioLevel, CameraFacing, PlayoutDelay, Rotation, VideoOrientation,
};

/// A header extension that LiveKit uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ExtensionKind {
    /// The section of the session description that the packet belongs to. Source: RFC 9143 §15.
    Mid,
    /// The layer of a simulcast that the packet belongs to. Source: RFC 8852 §3.1.
    Rid,
    /// The layer that a retransmission repairs. Source: RFC 8852 §3.2.
    RepairedRid,
    /// How loud the audio is. Source: RFC 6464.
    AudioLevel,
    /// When the packet left its sender.
    AbsSendTime,
    /// When the media was captured.
    AbsCaptureTime,
    /// The packet's number on its transport. Source: draft-holmer-rmcat-transport-wide-cc-extensions-01 §2.
    TransportCc,
    /// How long the receiver may hold the media.
    PlayoutDelay,
    /// How the picture is to be turned. Source: 3GPP TS 26.114 §7.4.5.
    VideoOrientation,
    /// How the frame depends on others. Source: AV1 RTP specification, appendix A.
    DependencyDescriptor,
}

impl ExtensionKind {
    /// Every extension.
    pub const ALL: [Self; 10] = [
        Self::Mid,
        Self::Rid,
        Self::RepairedRid,
        Self::AudioLevel,
        Self::AbsSendTime,
        Self::AbsCaptureTime,
        Self::TransportCc,
        Self::PlayoutDelay,
        Self::VideoOrientation,
        Self::DependencyDescriptor,
    ];

    /// The URI of its `a=extmap` line.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Mid => "urn:ietf:params:rtp-hdrext:sdes:mid",
            Self::Rid => "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
            Self::RepairedRid => "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
            Self::AudioLevel => "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            Self::AbsSendTime => "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
            Self::AbsCaptureTime => "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
            Self::TransportCc => {
                "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
            }
            Self::PlayoutDelay => "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
            Self::VideoOrientation => "urn:3gpp:video-orientation",
            Self::DependencyDescriptor => {
                "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"
            }
        }
    }

    /// The extension of a URI.
    ///
    /// ```
    /// # use lk_media::extension::ExtensionKind;
    /// let kind = ExtensionKind::from_uri("urn:3gpp:video-orientation");
    /// assert_eq!(kind, Some(ExtensionKind::VideoOrientation));
    /// assert_eq!(ExtensionKind::from_uri("urn:example"), None);
    /// ```
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.uri() == uri)
    }
}

impl fmt::Display for ExtensionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.uri())
    }
}

/// Why header extensions cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The profile field names neither the one-byte form nor the two-byte form.
    #[error("{0:#06x} is no form of header extensions")]
    UnknownForm(u16),
    /// An element says that it is longer than what is left.
    #[error("the header extensions are cut short")]
    Truncated,
    /// An element does not hold what its extension prescribes.
    #[error("malformed {0}")]
    Malformed(ExtensionKind),
}

/// Why header extensions cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The buffer is too short.
    #[error("no room for the header extensions")]
    NoRoom,
    /// The id is not one that the form can carry: 1 to 14 in one byte, 1 to 255 in two.
    #[error("extension id {0} does not fit the form")]
    Id(u8),
    /// The value is longer than the form can carry, or empty in the one-byte form.
    #[error("a value of {0} bytes does not fit the form")]
    Length(usize),
}

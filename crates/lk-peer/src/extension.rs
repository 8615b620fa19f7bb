//! RTP header extensions: which we offer, and their values.

use std::sync::Arc;

use crate::{MediaKind, Side};

/// A header extension that this crate writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum ExtensionKind {
    /// Section of the packet, RFC 9143 §15.
    Mid = 1,
    /// Layer of the packet, RFC 8852 §3.1.
    Rid,
    /// Layer that a retransmission repairs, RFC 8852 §3.2.
    RepairedRid,
    /// Loudness of the audio, RFC 6464.
    AudioLevel,
    /// When the packet left, 24 bits in 6.18 fixed-point seconds.
    AbsSendTime,
    /// When the media was captured.
    AbsCaptureTime,
    /// Number of the packet on the transport, for congestion control.
    TransportCc,
    /// Bounds on how long the receiver may hold the media.
    PlayoutDelay,
    /// Rotation of the video, 3GPP TS 26.114 §7.4.5.
    VideoOrientation,
    /// Structure of the coded video, AV1 RTP §A.
    DependencyDescriptor,
    /// Start and end of a frame and its layer.
    FrameMarking,
}

impl ExtensionKind {
    const ALL: [Self; 11] = [
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
        Self::FrameMarking,
    ];

    /// The URI of `a=extmap`.
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
            Self::FrameMarking => "urn:ietf:params:rtp-hdrext:framemarking",
        }
    }

    /// The extension of a URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.uri() == uri)
    }
}

/// The header extensions that we offer and accept, by kind of media.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionTable {
    entries: Vec<(u8, ExtensionKind, Vec<MediaKind>)>,
}

impl ExtensionTable {
    /// What LiveKit's SDKs offer when they publish ([`Side::Client`]), or what its server uses ([`Side::Server`]).
    pub fn livekit(side: Side) -> Self {
        use ExtensionKind as E;
        use MediaKind::{Audio, Video};
        let both = [Audio, Video].as_slice();
        let table: &[(u8, E, &[MediaKind])] = match side {
            Side::Client => &[
                (1, E::Mid, both),
                (2, E::Rid, &[Video]),
                (3, E::RepairedRid, &[Video]),
                (4, E::AudioLevel, &[Audio]),
                (5, E::TransportCc, &[Video]),
                (6, E::AbsSendTime, &[Video]),
                (7, E::AbsCaptureTime, both),
                (8, E::DependencyDescriptor, &[Video]),
                (9, E::PlayoutDelay, &[Video]),
                (10, E::VideoOrientation, &[Video]),
            ],
            Side::Server => &[
                (1, E::DependencyDescriptor, &[Video]),
                (2, E::AbsCaptureTime, both),
                (3, E::AbsSendTime, &[Video]),
                (4, E::PlayoutDelay, &[Video]),
                (5, E::Mid, both),
                (6, E::Rid, &[Video]),
                (7, E::RepairedRid, &[Video]),
                (8, E::AudioLevel, &[Audio]),
                (9, E::TransportCc, &[Video]),
                (10, E::VideoOrientation, &[Video]),
                (11, E::FrameMarking, &[Video]),
            ],
        };
        Self {
            entries: table
                .iter()
                .map(|(id, kind, media)| (*id, *kind, media.to_vec()))
                .collect(),
        }
    }

    /// The extensions for `media` with the ids that we offer.
    pub fn of(&self, media: MediaKind) -> impl Iterator<Item = (u8, ExtensionKind)> + '_ {
        let entries = self
            .entries
            .iter()
            .filter(move |(_, _, kinds)| kinds.contains(&media));
        entries.map(|(id, kind, _)| (*id, *kind))
    }

    /// The same table without this extension.
    #[must_use]
    pub fn without(mut self, kind: ExtensionKind) -> Self {
        self.entries.retain(|(_, known, _)| *known != kind);
        self
    }
}

/// Values of the header extensions of one packet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extensions {
    /// Loudness of the audio.
    pub audio_level: Option<AudioLevel>,
    /// When the media was captured.
    pub abs_capture_time: Option<AbsCaptureTime>,
    /// Rotation of the video in quarter turns clockwise, and flags, as on the wire.
    pub video_orientation: Option<u8>,
    /// How long the receiver may hold the media.
    pub playout_delay: Option<PlayoutDelay>,
    /// Dependency descriptor as on the wire, at most 16 bytes to write; read up to 255.
    pub dependency_descriptor: Option<Arc<[u8]>>,
}

/// Loudness of the audio in a packet. Source: RFC 6464 §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AudioLevel {
    /// −dBov: 0 is loudest, 127 silence.
    pub level: u8,
    /// Whether it is speech.
    pub voice: bool,
}

/// When the first audio or video in a packet was captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsCaptureTime {
    /// NTP time of the capturing clock in 32.32 fixed point.
    pub ntp: u64,
    /// How far that clock is ahead of the sender's, in 32.32 fixed-point seconds.
    pub clock_offset: Option<i64>,
}

/// How long the receiver may hold the media, in steps of 10 ms, each at most 4095.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlayoutDelay {
    /// At least.
    pub min: u16,
    /// At most.
    pub max: u16,
}

//! RTP header extensions: which we offer and accept, and their values.
//!
//! How they are written to and read from packets stands in `extension/wire.rs`.

pub(crate) mod wire;

use std::sync::Arc;

use crate::{MediaKind, Side};

/// A header extension that this crate writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ExtensionKind {
    /// Section of the packet, RFC 9143 §15.
    Mid,
    /// Layer of the packet, RFC 8852 §3.1.
    Rid,
    /// Layer that a retransmission repairs, RFC 8852 §3.2.
    RepairedRid,
    /// Loudness of the audio, RFC 6464.
    AudioLevel,
    /// When the packet left, 24 bits in 6.18 fixed-point seconds. Audio is sent without it.
    AbsSendTime,
    /// When the media was captured.
    AbsCaptureTime,
    /// Number of the packet on the transport: answered with feedback, never sent.
    TransportCc,
    /// Bounds on how long the receiver may hold the media.
    PlayoutDelay,
    /// Rotation of the video, 3GPP TS 26.114 §7.4.5.
    VideoOrientation,
    /// Structure of the coded video, AV1 RTP specification, appendix A.
    DependencyDescriptor,
}

impl ExtensionKind {
    const ALL: [Self; 10] = [
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
        }
    }

    /// The extension of a URI.
    ///
    /// ```
    /// # use lk_peer::ExtensionKind;
    /// assert_eq!(ExtensionKind::from_uri("urn:3gpp:video-orientation"), Some(ExtensionKind::VideoOrientation));
    /// assert_eq!(ExtensionKind::from_uri("urn:example"), None);
    /// ```
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.uri() == uri)
    }
}

/// One extension of an [`ExtensionTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtensionEntry {
    /// The id that we offer it with, 1 to 14.
    pub id: u8,
    /// What it is.
    pub kind: ExtensionKind,
    /// Whether it is offered for audio.
    pub audio: bool,
    /// Whether it is offered for video.
    pub video: bool,
    /// Whether it is offered where we send.
    pub sending: bool,
    /// Whether it is offered where we receive.
    pub receiving: bool,
}

/// The header extensions that we offer and accept.
///
/// The ids hold where we offer; where the remote offers, the remote's ids hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionTable {
    entries: Vec<ExtensionEntry>,
}

impl ExtensionTable {
    /// What a client offers to LiveKit ([`Side::Client`]), or what LiveKit's server uses ([`Side::Server`]).
    pub fn livekit(side: Side) -> Self {
        use ExtensionKind as E;
        const AUDIO: u8 = 1;
        const VIDEO: u8 = 2;
        const EITHER: u8 = AUDIO | VIDEO;
        const SEND: u8 = 4;
        const RECV: u8 = 8;
        const DUPLEX: u8 = SEND | RECV;
        let table: &[(E, u8)] = match side {
            Side::Client => &[
                (E::Mid, EITHER | DUPLEX),
                (E::Rid, VIDEO | SEND),
                (E::RepairedRid, VIDEO | SEND),
                (E::AudioLevel, AUDIO | DUPLEX),
                (E::AbsCaptureTime, EITHER | DUPLEX),
                (E::TransportCc, EITHER | RECV),
                (E::AbsSendTime, VIDEO | RECV),
                (E::DependencyDescriptor, VIDEO | DUPLEX),
                (E::PlayoutDelay, VIDEO | RECV),
                (E::VideoOrientation, VIDEO | DUPLEX),
            ],
            Side::Server => &[
                (E::DependencyDescriptor, VIDEO | DUPLEX),
                (E::AbsCaptureTime, EITHER | DUPLEX),
                (E::AbsSendTime, VIDEO | DUPLEX),
                (E::PlayoutDelay, VIDEO | DUPLEX),
                (E::Mid, EITHER | RECV),
                (E::Rid, VIDEO | RECV),
                (E::RepairedRid, VIDEO | RECV),
                (E::AudioLevel, AUDIO | RECV),
                (E::TransportCc, EITHER | RECV),
                (E::VideoOrientation, VIDEO | DUPLEX),
            ],
        };
        let entries = (1..)
            .zip(table)
            .map(|(id, (kind, use_for))| ExtensionEntry {
                id,
                kind: *kind,
                audio: use_for & AUDIO != 0,
                video: use_for & VIDEO != 0,
                sending: use_for & SEND != 0,
                receiving: use_for & RECV != 0,
            });
        Self::new(entries)
    }

    /// A table of these entries. Those whose id is not 1 to 14, or taken by an earlier one, are left out.
    pub fn new(entries: impl IntoIterator<Item = ExtensionEntry>) -> Self {
        let mut kept: Vec<ExtensionEntry> = Vec::new();
        for entry in entries {
            let free = kept
                .iter()
                .all(|k| k.id != entry.id && k.kind != entry.kind);
            if (1..=wire::MAX_ID).contains(&entry.id) && free {
                kept.push(entry);
            }
        }
        Self { entries: kept }
    }

    /// The entries.
    pub fn entries(&self) -> &[ExtensionEntry] {
        &self.entries
    }

    /// The same table without this extension.
    #[must_use]
    pub fn without(mut self, kind: ExtensionKind) -> Self {
        self.entries.retain(|entry| entry.kind != kind);
        self
    }

    /// What is offered for a section that sends or receives.
    pub(crate) fn offered(
        &self,
        media: MediaKind,
        sends: bool,
        receives: bool,
    ) -> impl Iterator<Item = &ExtensionEntry> + '_ {
        self.of(media)
            .filter(move |e| (sends && e.sending) || (receives && e.receiving))
    }

    /// Whether an offered extension is accepted.
    pub(crate) fn knows(&self, media: MediaKind, kind: ExtensionKind) -> bool {
        self.of(media).any(|entry| entry.kind == kind)
    }

    fn of(&self, media: MediaKind) -> impl Iterator<Item = &ExtensionEntry> + '_ {
        self.entries.iter().filter(move |entry| match media {
            MediaKind::Audio => entry.audio,
            MediaKind::Video => entry.video,
        })
    }
}

/// Values of the header extensions of one packet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extensions {
    /// Loudness of the audio.
    pub audio_level: Option<AudioLevel>,
    /// Rotation of the video in quarter turns clockwise, and flags, as on the wire.
    pub video_orientation: Option<u8>,
    /// What few packets carry; boxed to keep the others small.
    pub rare: Option<Box<RareExtensions>>,
}

/// Values of the header extensions that few packets carry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RareExtensions {
    /// When the media was captured.
    pub abs_capture_time: Option<AbsCaptureTime>,
    /// How long the receiver may hold the media.
    pub playout_delay: Option<PlayoutDelay>,
    /// Dependency descriptor as on the wire; one longer than 16 bytes makes its packet use the two-byte form.
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

//! RTP packets as they cross the border of the engine.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use lk_media::Codec;

/// An RTP packet of a track that we receive; what was sent again stands where it was missing.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedPacket {
    /// Sequence number without wrapping; its lower 16 bits are those on the wire.
    pub seq: u64,
    /// RTP timestamp.
    pub timestamp: u32,
    /// The marker bit: end of a video frame, or start of a talk spurt.
    pub marker: bool,
    /// Payload type.
    pub payload_type: u8,
    /// What the payload type stands for; `None` where we do not know the codec by name.
    pub codec: Option<Codec>,
    /// Whether the server made it, and not the publisher: black pictures and silence, at the track's end and while it is
    /// muted. See [`RoomOptions::server_made_frames`](crate::RoomOptions::server_made_frames).
    pub server_made: bool,
    /// RTP payload, padding taken off.
    pub payload: Bytes,
    /// Loudness as its sender measured it: 0 is loudest, 127 silence.
    pub audio_level: Option<u8>,
    /// The dependency descriptor as on the wire: which layers its frame is of, and what it depends on. Read it with the
    /// `DependencyReader` of lk-media, one for each SSRC.
    pub dependency_descriptor: Option<Arc<[u8]>>,
    /// When it came.
    pub arrival: Instant,
}

impl fmt::Debug for ReceivedPacket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedPacket")
            .field("seq", &self.seq)
            .field("timestamp", &self.timestamp)
            .field("marker", &self.marker)
            .field("codec", &self.codec)
            .field("payload", &self.payload.len())
            .finish_non_exhaustive()
    }
}

/// An RTP packet to be sent on a track of ours. Start from [`RtpToSend::new`], then narrow.
///
/// The track rewrites SSRC, payload type and the beginning of both numberings; differences stay.
#[derive(Clone, PartialEq, Eq)]
pub struct RtpToSend {
    pub(crate) seq: u16,
    pub(crate) timestamp: u32,
    pub(crate) marker: bool,
    pub(crate) payload: Bytes,
    pub(crate) audio_level: Option<u8>,
}

impl RtpToSend {
    /// A packet with sequence number, RTP timestamp and payload.
    pub fn new(seq: u16, timestamp: u32, payload: impl Into<Bytes>) -> Self {
        Self {
            seq,
            timestamp,
            marker: false,
            payload: payload.into(),
            audio_level: None,
        }
    }

    /// The marker bit: end of a video frame, or start of a talk spurt. Default: false.
    #[must_use]
    pub const fn marker(mut self, marker: bool) -> Self {
        self.marker = marker;
        self
    }

    /// Loudness: 0 is loudest, 127 silence. The server watches it for who speaks. Default: as
    /// the track's options say.
    #[must_use]
    pub const fn audio_level(mut self, level: u8) -> Self {
        self.audio_level = Some(level);
        self
    }
}

impl fmt::Debug for RtpToSend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RtpToSend")
            .field("seq", &self.seq)
            .field("timestamp", &self.timestamp)
            .field("marker", &self.marker)
            .field("payload", &self.payload.len())
            .finish_non_exhaustive()
    }
}

//! Placeholders: what a subscriber is sent of a track while the publisher sends nothing.
//!
//! pion reports a track at its first packet, so its users would wait for a muted track for ever. They are sent what the real
//! server sends: empty packets of video, silence of audio, until the first packet of the publisher comes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use lk_peer::{Codec, MediaKind, NegotiatedCodec};

use super::payload;

/// When placeholders are sent.
#[derive(Debug)]
pub(crate) struct Placeholders {
    from: Instant,
    sent: u32,
}

impl Placeholders {
    /// For a track that can be sent from `now` on: its publisher has a moment to send something first.
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            from: now + WAIT,
            sent: 0,
        }
    }

    /// When the next one is due; none after five seconds.
    pub(crate) fn due(&self, kind: MediaKind) -> Option<Instant> {
        let at = interval(kind) * self.sent;
        (at < DURATION).then(|| self.from + at)
    }

    pub(crate) fn sent(&mut self) {
        self.sent += 1;
    }
}

/// The time between two placeholders of a track.
pub(crate) const fn interval(kind: MediaKind) -> Duration {
    match kind {
        MediaKind::Audio => Duration::from_millis(20),
        MediaKind::Video => Duration::from_millis(100),
    }
}

/// What stands for nothing among these codecs, with its payload type; `trailer` tells encrypted rooms who made it.
pub(crate) fn payload(
    kind: MediaKind,
    codecs: &[NegotiatedCodec],
    trailer: &[u8],
) -> Option<(u8, Arc<[u8]>)> {
    if kind == MediaKind::Video {
        return Some((codecs.first()?.pt, Arc::from([])));
    }
    let silence = |codec, frame: &[u8]| {
        let pt = payload::any(codecs, codec)?;
        Some((pt, Arc::from([frame, trailer].concat())))
    };
    silence(Codec::Opus, &OPUS)
        .or_else(|| silence(Codec::Pcmu, &[0xff; G711]))
        .or_else(|| silence(Codec::Pcma, &[0xd5; G711]))
}

/// How long the publisher has for a packet of its own.
const WAIT: Duration = Duration::from_millis(100);
/// For how long placeholders are sent.
const DURATION: Duration = Duration::from_secs(5);
/// A silent Opus frame, as the real server pads it: receivers of encrypted rooms know it by its bytes.
const OPUS: [u8; 80] = {
    let mut frame = [0; 80];
    (frame[0], frame[1], frame[2]) = (0xf8, 0xff, 0xfe);
    frame
};
/// Bytes of a G.711 frame of 20 ms.
const G711: usize = 160;

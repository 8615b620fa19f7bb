//! How a source begins that waits for its first subscriber.

use std::time::Duration;

use tokio::time::Instant;

use super::Start;

/// How far a source has begun.
///
/// A server may say that somebody receives a track of video, and forward it only some packets later: servers have to see
/// media before they choose what to forward, drop what they have seen, and then ask for a keyframe. A file that just began
/// would lose its first group of pictures. So its first frame is sent by itself. If a keyframe is asked for, the file begins
/// with that same frame; if none is, the frame has arrived, and the file goes on with the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nobody receives the track.
    Closed,
    /// The first frame is to be sent at this instant.
    Probing(Instant),
    /// It was sent; a request until this instant says that it has not arrived.
    Probed(Instant),
    /// It plays.
    Open,
}

impl Opening {
    pub(super) fn new(start: Start) -> Self {
        match start {
            Start::AtOnce => Self::Open,
            Start::WithFirstSubscriber => Self::Closed,
        }
    }

    /// Somebody receives the track. Audio is not asked for: it begins.
    pub(super) fn subscribed(&mut self, is_video: bool, now: Instant) {
        if *self == Self::Closed {
            *self = if is_video {
                Self::Probing(now + SETTLING)
            } else {
                Self::Open
            };
        }
    }

    pub(super) fn probed(&mut self, now: Instant) {
        *self = Self::Probed(now + ANSWER);
    }
}

/// So long requests are on their way that were made when the subscription was.
const SETTLING: Duration = Duration::from_millis(50);

/// So long it may take a server to ask for a keyframe: servers do so once a second.
const ANSWER: Duration = Duration::from_millis(1500);

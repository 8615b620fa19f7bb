//! What a source does when a receiver asks for a keyframe.

use std::time::Duration;

use tokio::time::Instant;

/// What a source of encoded video, which cannot make a keyframe, does when a receiver asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnKeyframeRequest {
    /// Plays on: the receiver waits for the next keyframe of the media. Receivers that were there before notice nothing.
    NextKeyframe,
    /// Sends the last keyframe and the frames since it again, at once, with RTP times between the last frame and the next:
    /// whoever joined sees the present within a few frames, and media time goes on for all. Those who were there before
    /// decode the frames twice. Sent again are at most 4 MiB, at 50 Mbit/s, every half second; otherwise the receiver waits
    /// for the next keyframe.
    #[default]
    CatchUp,
    /// Goes back to the last keyframe, and with it every source of the [`Timeline`](super::Timeline): all receivers see
    /// and hear again what followed it.
    Rewind,
}

/// When a request is answered, and how fast.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// When a keyframe was sent last.
    keyframe: Option<Instant>,
    /// When frames were sent again last.
    last: Option<Instant>,
    /// Up to this media time frames are sent as fast as they may be.
    until: Option<Duration>,
    /// Before this none of them is.
    next: Option<Instant>,
}

impl Answer {
    /// Whether a request that comes now is to be answered: not if a keyframe was sent while it was on its way.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        let since = |at: Option<Instant>, time| at.is_none_or(|at| now >= at + time);
        since(self.keyframe, ANSWERED) && since(self.last, INTERVAL)
    }

    /// From here on frames are sent as fast as they may be, up to a media time.
    pub(super) fn begin(&mut self, until: Duration, now: Instant) {
        self.last = Some(now);
        self.until = Some(until);
        self.next = Some(now);
    }

    /// Whether the frame of a media time is sent as fast as it may be.
    pub(super) fn covers(&self, at: Duration) -> bool {
        self.until.is_some_and(|until| at <= until)
    }

    /// Until when the next of these frames is to wait, if it is.
    pub(super) fn waits_until(&self, now: Instant) -> Option<Instant> {
        self.next.filter(|next| *next > now + SLICE)
    }

    pub(super) fn sent(&mut self, at: Duration, bytes: usize, keyframe: bool, now: Instant) {
        if keyframe {
            self.keyframe = Some(now);
        }
        if self.covers(at) {
            let takes = Duration::from_secs(bytes as u64) / BYTES_A_SECOND;
            self.next = self.next.map(|next| next + takes);
        } else {
            self.until = None;
        }
    }
}

/// A request this soon after a keyframe was made before it came. Servers ask again.
pub(super) const ANSWERED: Duration = Duration::from_millis(250);

/// The least time from one answer to the next.
const INTERVAL: Duration = Duration::from_millis(500);

/// What is sent at once lasts so long at that speed: timers are of whole milliseconds.
const SLICE: Duration = Duration::from_millis(5);

/// How fast frames are sent again.
const BYTES_A_SECOND: u32 = 50_000_000 / 8;

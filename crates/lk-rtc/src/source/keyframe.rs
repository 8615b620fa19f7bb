//! What a source does when a receiver asks for a keyframe.

use std::time::Duration;

use tokio::time::Instant;

/// What a source of encoded video, which cannot make a keyframe, does when a receiver asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnKeyframeRequest {
    /// Plays on: the receiver waits for the next keyframe of the media. Receivers that were there before notice nothing.
    #[default]
    NextKeyframe,
    /// Sends the last keyframe and the frames since it again, as fast as a network takes it, with RTP times between the last
    /// frame and the next: whoever joined sees the present within some frames, and media time goes on for all. Those who
    /// were there before decode the frames twice. At most 4 MiB are sent again, at 10 Mbit/s or eight times the rate of
    /// the media, and not for more than a fifth of the time, so that losses do not lead to ever more of them; otherwise the
    /// receiver waits for the next keyframe.
    ///
    /// For receivers in Chromium, or that record. libwebrtc, as in LiveKit's Python SDK, shows the first picture at once and
    /// then froze for up to 5.5 s in measurements.
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
    /// When frames began to be sent again.
    begun: Option<Instant>,
    /// Before this none are.
    rests_until: Option<Instant>,
    /// Up to this media time frames are sent as fast as they may be.
    until: Option<Duration>,
    bytes_a_second: f64,
    /// When the next of them may be.
    next: Option<Instant>,
}

impl Answer {
    /// Whether a request that comes now is to be answered: not if a keyframe was sent while it was on its way.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        let answered = self.keyframe.is_some_and(|at| now < at + ANSWERED);
        let rests = self.rests_until.is_some_and(|until| now < until);
        !answered && !rests && self.until.is_none()
    }

    /// From here on frames are sent as fast as they may be, up to a media time: so many bytes, which last so long.
    pub(super) fn begin(
        &mut self,
        until: Duration,
        (bytes, lasts): (usize, Duration),
        now: Instant,
    ) {
        let speed = SPEED * bytes as f64 / lasts.as_secs_f64();
        self.bytes_a_second = if speed.is_finite() {
            speed.max(LEAST)
        } else {
            LEAST
        };
        self.begun = Some(now);
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
            let takes = Duration::from_secs_f64(bytes as f64 / self.bytes_a_second.max(LEAST));
            self.next = self.next.map(|next| next + takes);
        } else if self.until.take().is_some() {
            let took = self.begun.map_or(Duration::ZERO, |begun| now - begun);
            self.rests_until = Some(now + INTERVAL.max(took * 4));
        }
    }
}

/// A request this soon after a keyframe was made before it came. Servers ask again.
pub(super) const ANSWERED: Duration = Duration::from_millis(250);

/// The least time from the end of one answer to the next.
const INTERVAL: Duration = Duration::from_millis(500);

/// What is sent at once lasts so long at that speed: timers are of whole milliseconds.
const SLICE: Duration = Duration::from_millis(5);

/// How many times faster than they are played frames are sent again.
const SPEED: f64 = 8.0;

/// The least speed at which frames are sent again, in bytes a second.
const LEAST: f64 = 10_000_000.0 / 8.0;

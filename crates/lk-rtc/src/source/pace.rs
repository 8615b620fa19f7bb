//! When the frames of something that is played are due.

use std::time::Duration;

use lk_media::{Frame, MediaKind};
use tokio::time::{Instant, sleep_until};

/// Where something that is played stands in time.
///
/// A frame is due when those before it are over. Of audio gaps are kept, where nothing was recorded; times of video
/// need not go forward in a file, so there what a frame lasts tells all.
#[derive(Debug)]
pub(super) struct Pace {
    kind: MediaKind,
    started: Option<Instant>,
    played: Duration,
    /// A time of the file and ours for it; none where what follows comes from another place.
    anchor: Option<(Duration, Duration)>,
}

impl Pace {
    pub(super) const fn new(kind: MediaKind) -> Self {
        Self {
            kind,
            started: None,
            played: Duration::ZERO,
            anchor: None,
        }
    }

    /// Whether anything was played.
    pub(super) const fn has_started(&self) -> bool {
        self.started.is_some()
    }

    /// How long what was played lasts.
    pub(super) const fn played(&self) -> Duration {
        self.played
    }

    /// What is played next comes from another place of the file: its time there means nothing.
    pub(super) const fn jump(&mut self) {
        self.anchor = None;
    }

    /// Waits until a frame is due, and gives it with its time in what is played. Dropped before, it was not played.
    pub(super) async fn wait(&mut self, frame: &Frame) -> Frame {
        let pts = self.played.saturating_add(self.gap(frame));
        let now = Instant::now();
        let started = *self.started.get_or_insert(now);
        // A file may say anything.
        let mut due = started.checked_add(pts).unwrap_or(now + FAR);
        if now > due + LATE {
            // The machine slept, or the disk did: what was missed is not made up for in a burst.
            self.started = now.checked_sub(pts);
            due = now;
        }
        sleep_until(due).await;
        self.played = pts.saturating_add(frame.duration);
        self.anchor.get_or_insert((frame.pts, pts));
        frame.clone().pts(pts)
    }

    fn gap(&self, frame: &Frame) -> Duration {
        let Some((theirs, ours)) = self.anchor.filter(|_| self.kind == MediaKind::Audio) else {
            return Duration::ZERO;
        };
        let due = ours.saturating_add(frame.pts.saturating_sub(theirs));
        let gap = due.saturating_sub(self.played);
        // Times in files are rounded: less than half a frame is none.
        if gap >= frame.duration / 2 {
            gap
        } else {
            Duration::ZERO
        }
    }
}

/// Longer than anything is played.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// How late a frame may be and still be made up for.
const LATE: Duration = Duration::from_millis(500);

//! Time that passes when it is told to.

use std::time::{Duration, Instant, SystemTime};

/// A clock that stands still between steps.
///
/// ```
/// # use {lk_testkit::VirtualClock, std::time::Duration};
/// let mut clock = VirtualClock::new();
/// clock.advance(Duration::from_secs(3600));
/// assert_eq!(clock.elapsed(), Duration::from_secs(3600));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct VirtualClock {
    start: Instant,
    now: Instant,
}

impl VirtualClock {
    /// A clock at its start.
    #[must_use]
    pub fn new() -> Self {
        // An `Instant` cannot be made up; where the real one stood does not show.
        let start = Instant::now();
        Self { start, now: start }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// How long it has run.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.now - self.start
    }

    /// The wall clock at its start, the same in every run: 14 November 2023, 22:13:20 UTC.
    #[must_use]
    pub fn unix_start(&self) -> Duration {
        Duration::from_secs(1_700_000_000)
    }

    /// The wall clock now.
    #[must_use]
    pub fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.unix_start() + self.elapsed()
    }

    /// Lets time pass.
    pub fn advance(&mut self, duration: Duration) {
        self.now += duration;
    }

    /// Goes on to `moment`; never back.
    pub fn advance_to(&mut self, moment: Instant) {
        self.now = self.now.max(moment);
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

//! RTP timestamps, unfolded into time since the first frame.

use std::time::Duration;

#[derive(Debug)]
pub(super) struct Timeline {
    clock_rate: u32,
    last: Option<u32>,
    ticks: i64,
}

impl Timeline {
    pub(super) const fn new(clock_rate: u32) -> Self {
        Self {
            clock_rate,
            last: None,
            ticks: 0,
        }
    }

    /// The time of the frame with this timestamp, which is taken as near the one before.
    pub(super) fn advance(&mut self, timestamp: u32) -> Duration {
        if let Some(last) = self.last {
            self.ticks += i64::from(timestamp.wrapping_sub(last) as i32);
        }
        self.last = Some(timestamp);
        let (ticks, rate) = (self.ticks.max(0) as u64, u64::from(self.clock_rate));
        let nanos = (ticks % rate) * 1_000_000_000 / rate;
        Duration::from_secs(ticks / rate) + Duration::from_nanos(nanos)
    }

    /// The timestamps to come have nothing to do with those before: time goes on where it stands.
    pub(super) const fn restart(&mut self) {
        self.last = None;
    }
}

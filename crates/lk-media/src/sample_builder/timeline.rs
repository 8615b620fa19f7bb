//! RTP timestamps, unfolded into time since the first frame.

use std::time::{Duration, Instant};

#[derive(Debug)]
pub(super) struct Timeline {
    clock_rate: u32,
    last: Option<Last>,
    ticks: i64,
}

/// The frame before.
#[derive(Debug, Clone, Copy)]
struct Last {
    timestamp: u32,
    arrival: Instant,
    /// How far it was ahead of the one before it.
    step: i64,
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
    ///
    /// Where it is not near, its sender counts from elsewhere, or was silent for so long that nobody knows how often the
    /// timestamp wrapped around: then as much time has passed as did between the arrivals of the two.
    pub(super) fn advance(&mut self, timestamp: u32, arrival: Instant) -> Duration {
        let mut step = 0;
        if let Some(last) = self.last {
            step = i64::from(timestamp.wrapping_sub(last.timestamp) as i32);
            let rate = i64::from(self.clock_rate);
            if !(-rate * BACK..=rate * AHEAD).contains(&step) {
                step = self.passed(last, arrival);
            }
        }
        self.go(timestamp, arrival, step)
    }

    /// The time of a frame whose timestamp has nothing to do with that of the one before.
    pub(super) fn start_anew(&mut self, timestamp: u32, arrival: Instant) -> Duration {
        let step = self.last.map_or(0, |last| self.passed(last, arrival));
        self.go(timestamp, arrival, step)
    }

    /// The timestamp of the frame before.
    pub(super) fn last(&self) -> Option<u32> {
        self.last.map(|last| last.timestamp)
    }

    fn go(&mut self, timestamp: u32, arrival: Instant, step: i64) -> Duration {
        self.ticks = self.ticks.saturating_add(step);
        // A step back says nothing of how long a frame lasts.
        let usual = self.last.map_or(0, |last| last.step);
        self.last = Some(Last {
            timestamp,
            arrival,
            step: if step > 0 { step } else { usual },
        });
        // To divide by what is known beforehand takes no division.
        let ticks = self.ticks.max(0) as u64;
        match self.clock_rate {
            48_000 => duration(ticks, 48_000),
            90_000 => duration(ticks, 90_000),
            rate => duration(ticks, rate),
        }
    }

    /// The time between two arrivals, and at least what a frame lasted before, in ticks.
    fn passed(&self, last: Last, arrival: Instant) -> i64 {
        let time = arrival.saturating_duration_since(last.arrival);
        let ticks = time.as_nanos() * u128::from(self.clock_rate) / 1_000_000_000;
        let usual = last.step.min(i64::from(self.clock_rate));
        i64::try_from(ticks).unwrap_or(i64::MAX / 2).max(usual)
    }
}

#[inline(always)]
fn duration(ticks: u64, rate: u32) -> Duration {
    let rate = u64::from(rate);
    let nanos = (ticks % rate) * 1_000_000_000 / rate;
    Duration::new(ticks / rate, nanos as u32)
}

/// How many seconds a frame may come behind the one before: pictures that others are predicted from go first.
const BACK: i64 = 2;
/// How many seconds it may be ahead.
const AHEAD: i64 = 300;

#[cfg(test)]
mod tests {
    use super::*;

    fn times(arrivals: &[(u32, u64)]) -> Vec<u128> {
        let (mut timeline, start) = (Timeline::new(48_000), Instant::now());
        let advance = |(timestamp, millis): &(u32, u64)| {
            let arrival = start + Duration::from_millis(*millis);
            timeline.advance(*timestamp, arrival).as_millis()
        };
        arrivals.iter().map(advance).collect()
    }

    #[test]
    fn time_goes_on_by_arrival_where_the_timestamp_leaps() {
        let leaps = [2_000_000_000, 3_000_000_000, 4_200_000_000, 200_000];
        for leap in leaps {
            let before = [(4_000_000, 0), (4_000_960, 20)];
            let after = [(leap, 520), (leap + 960, 540)];
            let times = times(&[before, after].concat());
            assert_eq!(times, [0, 20, 520, 540], "{leap}");
        }
        // All at once: each has its time all the same.
        let burst = [(0, 0), (960, 0), (3_000_000_000, 0), (3_000_000_960, 0)];
        assert_eq!(times(&burst), [0, 20, 40, 60]);
    }

    #[test]
    fn what_is_near_is_believed() {
        // Wrapped around, a pause of a minute, a picture that is shown before the one sent first.
        let start = u32::MAX - 959;
        let sent = [(start, 0), (0, 0), (2_880_000, 0), (2_878_080, 0)];
        assert_eq!(times(&sent), [0, 20, 60_020, 59_980]);
    }

    #[test]
    fn a_new_count_goes_on_where_time_stands() {
        let (mut timeline, start) = (Timeline::new(48_000), Instant::now());
        assert_eq!(timeline.start_anew(7, start), Duration::ZERO);
        timeline.advance(967, start);
        let later = start + Duration::from_millis(100);
        let next = timeline.start_anew(4711, later);
        assert_eq!(next, Duration::from_millis(120));
    }
}

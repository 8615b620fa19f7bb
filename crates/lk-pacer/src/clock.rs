//! The time as a pacer counts it.

use std::time::{Duration, Instant};

/// Nanoseconds since the first moment that was told; never backwards.
///
/// Counted so, times cost no more to compare, add and multiply than other numbers do. Six centuries are as far
/// as it goes.
#[derive(Debug)]
pub(crate) struct Clock {
    /// The first moment, and the latest.
    span: Option<(Instant, Instant)>,
    now: u64,
}

impl Clock {
    pub(crate) const fn new() -> Self {
        Self { span: None, now: 0 }
    }

    /// Takes a moment that was told; says the time, which is that of the latest.
    pub(crate) fn pass(&mut self, now: Instant) -> u64 {
        let (start, latest) = self.span.get_or_insert((now, now));
        if now > *latest {
            *latest = now;
            self.now = nanos(now - *start);
        }
        self.now
    }

    pub(crate) const fn now(&self) -> u64 {
        self.now
    }

    /// The moment of a time.
    pub(crate) fn moment(&self, time: u64) -> Option<Instant> {
        let (start, _) = self.span?;
        start.checked_add(Duration::from_nanos(time))
    }
}

/// A duration in nanoseconds; six centuries at most.
pub(crate) const fn nanos(time: Duration) -> u64 {
    let seconds = time.as_secs().saturating_mul(NANOS);
    seconds.saturating_add(time.subsec_nanos() as u64)
}

/// Nanoseconds in a second.
pub(crate) const NANOS: u64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_from_the_first_moment_and_never_goes_back() {
        let (mut clock, start) = (Clock::new(), Instant::now());
        let after = |nanos| start + Duration::from_nanos(nanos);
        assert_eq!(clock.moment(0), None);
        let told = [100, 100, 107, 103, 0, 2_000_000_108];
        let counted = told.map(|told| clock.pass(after(told)));
        assert_eq!(counted, [0, 0, 7, 7, 7, 2_000_000_008]);
        assert_eq!(clock.moment(clock.now()), Some(after(2_000_000_108)));
    }

    #[test]
    fn a_duration_without_end_is_as_long_as_can_be_counted() {
        assert_eq!(nanos(Duration::from_millis(1500)), 1_500_000_000);
        assert_eq!(nanos(Duration::MAX), u64::MAX);
        let (mut clock, start) = (Clock::new(), Instant::now());
        clock.pass(start);
        let end = start.checked_add(Duration::from_nanos(u64::MAX));
        assert_eq!(clock.moment(u64::MAX), end);
    }
}

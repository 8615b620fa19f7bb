//! Times for formats that have none of their own, and times in samples.

use std::time::Duration;

/// When frame `number` is due at a rate of `frames` in `seconds`.
pub(super) fn frame_time(number: u64, (frames, seconds): (u32, u32)) -> Duration {
    let nanos =
        u128::from(number) * u128::from(seconds) * 1_000_000_000 / u128::from(frames.max(1));
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// How long `samples` last at `rate` a second, rounded down to the nanosecond.
pub(super) fn samples_time(samples: u64, rate: u32) -> Duration {
    let rate = u64::from(rate.max(1));
    let nanos = u128::from(samples % rate) * 1_000_000_000 / u128::from(rate);
    Duration::from_secs(samples / rate) + Duration::from_nanos(nanos as u64)
}

/// Frames a second where nothing tells.
pub(super) const DEFAULT_RATE: (u32, u32) = (30, 1);

/// How many samples `time` is at `rate` a second, to the nearest.
pub(super) fn time_samples(time: Duration, rate: u32) -> u64 {
    let nanos = 1_000_000_000;
    let samples = (time.as_nanos() * u128::from(rate) + nanos / 2) / nanos;
    u64::try_from(samples).unwrap_or(u64::MAX)
}

//! How far sending is ahead of a rate, to the nanosecond.

use std::time::{Duration, Instant};

use crate::Bitrate;

/// What was sent leaves a debt, which time pays off at the rate. With a debt nothing may leave.
///
/// Debts are counted in bits times nanoseconds a second, so that no division loses anything.
#[derive(Debug)]
pub(crate) struct Budget {
    rate: Bitrate,
    /// Below zero: sending fell behind because the caller polled late.
    debt: i128,
    at: Option<Instant>,
}

impl Budget {
    pub(crate) const fn new(rate: Bitrate) -> Self {
        Self {
            rate,
            debt: 0,
            at: None,
        }
    }

    pub(crate) const fn rate(&self) -> Bitrate {
        self.rate
    }

    /// Changes the rate from `now` on.
    pub(crate) fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        self.advance(now);
        self.rate = rate;
    }

    /// Lets time pass, up to `now`. What the caller's lateness left unused is kept for a moment.
    pub(crate) fn advance(&mut self, now: Instant) {
        let elapsed = self
            .at
            .map_or(Duration::ZERO, |at| now.saturating_duration_since(at));
        self.at = self.at.max(Some(now));
        let rate = i128::from(self.rate.bps());
        let paid = rate * elapsed.as_nanos() as i128;
        let least = -rate * CATCH_UP.as_nanos() as i128;
        // At a lower rate than before less is kept from here on, but what was is not taken back.
        self.debt = (self.debt - paid).max(least.min(self.debt));
    }

    /// Nothing was there to send: what was unused is no credit.
    pub(crate) fn forfeit(&mut self) {
        self.debt = self.debt.max(0);
    }

    pub(crate) const fn may_send(&self) -> bool {
        self.debt <= 0
    }

    pub(crate) const fn spend(&mut self, bytes: usize) {
        self.debt += bytes as i128 * 8 * NANOS;
    }

    /// Bytes' worth of debt, rounded up.
    pub(crate) const fn debt_bytes(&self) -> u64 {
        let unit = 8 * NANOS;
        let debt = if self.debt > 0 { self.debt } else { 0 };
        ((debt + unit - 1) / unit) as u64
    }

    /// When the next packet may leave, the rate staying as it is.
    pub(crate) fn next(&self) -> Option<Instant> {
        let at = self.at?;
        let rate = i128::from(self.rate.bps());
        let nanos = (self.debt.max(0) + rate - 1) / rate;
        Some(at + Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX)).min(FAR))
    }
}

/// The rate at which `bytes` are gone after `time`.
pub(crate) fn rate_for(bytes: u64, time: Duration) -> Bitrate {
    let bits = u128::from(bytes) * 8 * NANOS as u128;
    let rate = bits.div_ceil(time.as_nanos().max(1));
    Bitrate::from_bps(u64::try_from(rate).unwrap_or(u64::MAX))
}

const NANOS: i128 = 1_000_000_000;
/// How much lateness of the caller is made up for at once.
pub(crate) const CATCH_UP: Duration = Duration::from_millis(10);
/// A day: later than anyone sleeps.
pub(crate) const FAR: Duration = Duration::from_secs(86_400);

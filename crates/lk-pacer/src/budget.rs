//! How far sending is ahead of a rate, to the nanosecond.

use std::time::Duration;

use crate::Bitrate;
use crate::clock::{NANOS, nanos};

/// What was sent leaves a debt, which time pays off at the rate. With a debt nothing may leave.
///
/// Debts are counted in bits times nanoseconds a second, so that no division loses anything.
#[derive(Debug)]
pub(crate) struct Budget {
    rate: Bitrate,
    /// Below zero: sending fell behind because the caller polled late.
    debt: i128,
    at: u64,
}

impl Budget {
    pub(crate) const fn new(rate: Bitrate) -> Self {
        Self {
            rate,
            debt: 0,
            at: 0,
        }
    }

    pub(crate) const fn rate(&self) -> Bitrate {
        self.rate
    }

    /// Changes the rate from now on.
    pub(crate) const fn set_rate(&mut self, rate: Bitrate) {
        self.rate = rate;
    }

    /// Lets time pass, up to `now`. What the caller's lateness left unused is kept for a moment.
    pub(crate) fn advance(&mut self, now: u64) {
        if now <= self.at {
            return;
        }
        let rate = i128::from(self.rate.bps());
        let paid = rate * i128::from(now - self.at);
        self.at = now;
        let least = -rate * i128::from(nanos(CATCH_UP));
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
        self.debt += bytes as i128 * BYTE as i128;
    }

    /// Bytes' worth of debt, rounded up.
    pub(crate) fn debt_bytes(&self) -> u64 {
        div_ceil(self.owed(), BYTE)
    }

    /// When the next packet may leave, the rate staying as it is.
    pub(crate) fn next(&self) -> u64 {
        let wait = div_ceil(self.owed(), self.rate.bps());
        self.at.saturating_add(wait.min(nanos(FAR)))
    }

    fn owed(&self) -> u128 {
        u128::try_from(self.debt).unwrap_or(0)
    }
}

/// Whether `bytes` are gone after so many nanoseconds at a rate: so whether [`rate_for`] them is no higher.
pub(crate) fn carries(rate: Bitrate, bytes: u64, nanos: u64) -> bool {
    u128::from(bytes) * u128::from(BYTE) <= u128::from(rate.bps()) * u128::from(nanos.max(1))
}

/// The rate at which `bytes` are gone after `time`.
pub(crate) fn rate_for(bytes: u64, time: Duration) -> Bitrate {
    let bits = u128::from(bytes) * u128::from(BYTE);
    Bitrate::from_bps(div_ceil(bits, nanos(time).max(1)))
}

/// Rounded up, and at most the largest there is. What fits is divided in 64 bits, in a fraction of the time.
fn div_ceil(amount: u128, by: u64) -> u64 {
    match u64::try_from(amount) {
        Ok(amount) => amount.div_ceil(by),
        Err(_) => u64::try_from(amount.div_ceil(u128::from(by))).unwrap_or(u64::MAX),
    }
}

/// What a byte leaves, in bits times nanoseconds a second.
const BYTE: u64 = 8 * NANOS;
/// How much lateness of the caller is made up for at once.
pub(crate) const CATCH_UP: Duration = Duration::from_millis(10);
/// A day: later than anyone sleeps.
pub(crate) const FAR: Duration = Duration::from_secs(86_400);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_rate_carries_what_needs_no_higher_one(bytes in 0..1_u64 << 20, shift in 0..40_u32, wide in any::<u64>(), by in -2..3_i64) {
            let nanos = wide % (1 << shift);
            let time = Duration::from_nanos(nanos);
            let needed = rate_for(bytes, time);
            let rate = Bitrate::from_bps(needed.bps().saturating_add_signed(by));
            // At the highest rate there is, more may be needed than that.
            if needed < Bitrate::from_bps(u64::MAX) {
                prop_assert_eq!(carries(rate, bytes, nanos), needed <= rate);
            }
        }

        #[test]
        fn narrow_and_wide_divisions_agree(amount in any::<u128>(), by in 1..u64::MAX, shift in 0..128_u32) {
            let amount = amount >> shift;
            let wide = amount.div_ceil(u128::from(by));
            prop_assert_eq!(div_ceil(amount, by), u64::try_from(wide).unwrap_or(u64::MAX));
        }
    }
}

//! Bits a second.

use std::fmt;

/// A rate in bits a second; never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bitrate(u64);

impl Bitrate {
    /// `bits` a second; zero is taken as one, and a thousand terabits are the most.
    pub const fn from_bps(bits: u64) -> Self {
        Self(match bits {
            0 => 1,
            1..MAX => bits,
            _ => MAX,
        })
    }

    /// `kilobits` of a thousand bits a second.
    pub const fn from_kbps(kilobits: u64) -> Self {
        Self::from_bps(kilobits.saturating_mul(1_000))
    }

    /// `megabits` of a million bits a second.
    pub const fn from_mbps(megabits: u64) -> Self {
        Self::from_bps(megabits.saturating_mul(1_000_000))
    }

    /// In bits a second.
    pub const fn bps(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Bitrate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bit/s", self.0)
    }
}

const MAX: u64 = 1_000_000_000_000_000;

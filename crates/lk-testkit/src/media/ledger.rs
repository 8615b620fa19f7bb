//! What arrived of a track.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::{Spoiled, Stamp};

/// Keeps count of the frames of one track as they arrive.
#[derive(Clone, Default)]
pub struct FrameLedger {
    track: Option<u32>,
    seen: BTreeSet<u64>,
    last: Option<u64>,
    repeated: u64,
    disordered: u64,
    spoiled: u64,
    foreign: u64,
}

/// What one frame turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// A frame of the track, not seen before.
    New(u64),
    /// A frame that had come before.
    Repeated(u64),
    /// A frame of another track.
    Foreign(Stamp),
    /// A frame that is not as it was sent.
    Spoiled(Spoiled),
}

impl FrameLedger {
    /// A ledger of the track that its pattern calls `track`. The default one takes the track of
    /// the first frame that it sees.
    #[must_use]
    pub fn new(track: u32) -> Self {
        Self {
            track: Some(track),
            ..Self::default()
        }
    }

    /// The track, once it is known.
    #[must_use]
    pub fn track(&self) -> Option<u32> {
        self.track
    }

    /// Enters a frame.
    pub fn enter(&mut self, frame: &[u8]) -> Arrival {
        let stamp = match Stamp::read(frame) {
            Ok(stamp) => stamp,
            Err(spoiled) => {
                self.spoiled += 1;
                return Arrival::Spoiled(spoiled);
            }
        };
        if stamp.track != *self.track.get_or_insert(stamp.track) {
            self.foreign += 1;
            return Arrival::Foreign(stamp);
        }
        if !self.seen.insert(stamp.number) {
            self.repeated += 1;
            return Arrival::Repeated(stamp.number);
        }
        if self.last.is_some_and(|last| last > stamp.number) {
            self.disordered += 1;
        }
        self.last = self.last.max(Some(stamp.number));
        Arrival::New(stamp.number)
    }

    /// How many frames arrived, each counted once.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.seen.len() as u64
    }

    /// The first frame that arrived.
    #[must_use]
    pub fn first(&self) -> Option<u64> {
        self.seen.first().copied()
    }

    /// The latest frame that arrived.
    #[must_use]
    pub fn last(&self) -> Option<u64> {
        self.last
    }

    /// How many frames of `numbers` arrived.
    #[must_use]
    pub fn count_in(&self, numbers: Range<u64>) -> u64 {
        self.seen.range(numbers).count() as u64
    }

    /// How many frames between the first and the latest did not arrive.
    #[must_use]
    pub fn missing(&self) -> u64 {
        match (self.first(), self.last) {
            (Some(first), Some(last)) => last - first + 1 - self.count(),
            _ => 0,
        }
    }

    /// Whether every frame of `numbers` arrived, and all that arrived, these and others, came
    /// once, in order and unchanged.
    ///
    /// # Errors
    ///
    /// What is wrong, in words for a failing test.
    pub fn check_holds(&self, numbers: Range<u64>) -> Result<(), String> {
        self.check_clean()?;
        let held = self.seen.range(numbers.clone()).count() as u64;
        if held == numbers.end.saturating_sub(numbers.start) {
            Ok(())
        } else {
            Err(format!("not all of frames {numbers:?}: {self:?}"))
        }
    }

    /// Whether the frames of `numbers` arrived, as [`check_holds`](Self::check_holds), and no
    /// others.
    ///
    /// # Errors
    ///
    /// What is wrong, in words for a failing test.
    pub fn check_exact(&self, numbers: Range<u64>) -> Result<(), String> {
        self.check_holds(numbers.clone())?;
        if self.count() == numbers.end - numbers.start {
            Ok(())
        } else {
            Err(format!("more than frames {numbers:?}: {self:?}"))
        }
    }

    /// Whether what arrived came in order, once and unchanged, gaps allowed.
    ///
    /// # Errors
    ///
    /// What is wrong, in words for a failing test.
    pub fn check_clean(&self) -> Result<(), String> {
        let faults = self.repeated + self.disordered + self.spoiled + self.foreign;
        if faults == 0 {
            Ok(())
        } else {
            Err(format!("{self:?}"))
        }
    }
}

impl fmt::Debug for FrameLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<u64> = self.seen.iter().copied().collect();
        let gaps = numbers.windows(2).filter(|pair| pair[1] != pair[0] + 1);
        f.debug_struct("FrameLedger")
            .field("track", &self.track)
            .field("count", &self.count())
            .field("first", &self.first())
            .field("last", &self.last)
            .field(
                "gaps",
                &gaps.map(|pair| pair[0] + 1..pair[1]).collect::<Vec<_>>(),
            )
            .field("repeated", &self.repeated)
            .field("disordered", &self.disordered)
            .field("spoiled", &self.spoiled)
            .field("foreign", &self.foreign)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::AudioPattern;
    use super::*;

    #[test]
    fn every_kind_of_fault_is_told() {
        let (ours, theirs) = (AudioPattern::new(1), AudioPattern::new(2));
        let mut ledger = FrameLedger::new(1);
        for number in [3, 4, 5] {
            assert_eq!(ledger.enter(&ours.frame(number).data), Arrival::New(number));
        }
        assert_eq!(ledger.check_exact(3..6), Ok(()));
        assert!(ledger.check_exact(3..7).is_err());
        ledger.enter(&ours.frame(8).data);
        assert_eq!(ledger.check_holds(3..6), Ok(()));
        assert!(ledger.check_exact(3..6).is_err());
        assert_eq!(ledger.missing(), 2);
        assert_eq!(ledger.check_clean(), Ok(()));

        for bad in [ours.frame(8), ours.frame(7), theirs.frame(9)] {
            let mut ledger = ledger.clone();
            ledger.enter(&bad.data);
            assert!(ledger.check_clean().is_err());
        }
        assert_eq!(ledger.enter(b"noise"), Arrival::Spoiled(Spoiled::NoStamp));
        assert!(ledger.check_clean().is_err());
    }
}

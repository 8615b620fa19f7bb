//! Sequence numbers, unfolded from 16 bits, and senders that start anew.
//!
//! Source: RFC 3550 appendix A.1, with a wider window.

use super::MAX_PACKETS;

/// Unfolds the sequence numbers of one stream.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    highest: Option<u64>,
    /// The newest timestamp of those placed.
    newest: u32,
    strays: Strays,
    /// The next packet starts a new count.
    anew: bool,
}

/// Packets outside the window that follow each other.
#[derive(Debug, Default)]
struct Strays {
    next: u16,
    run: u32,
    /// Of how many the timestamp is ahead of everything that came, so that they were not sent before.
    ahead: u32,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// Belongs into the window.
    At(u64),
    /// Late, or so far off that it is not believed yet.
    Stray,
    /// The sender counts anew; this is where its packet stands from now on.
    Restart(u64),
}

impl Sequence {
    /// Places a packet among those seen so far; those below `floor` are done with.
    #[inline]
    pub(super) fn place(&mut self, seq: u16, timestamp: u32, floor: u64) -> Placement {
        let Some(highest) = self.highest else {
            let first = FIRST_CYCLE + u64::from(seq);
            self.highest = Some(first);
            self.newest = timestamp;
            return Placement::At(first);
        };
        let leap = i64::from(seq.wrapping_sub(highest as u16) as i16);
        let near = leap.unsigned_abs() < MAX_PACKETS;
        let place = highest.saturating_add_signed(leap);
        let ahead = timestamp.wrapping_sub(self.newest) as i32;
        if near && place >= floor && !self.anew {
            if self.strays.run > 0 && self.strays.end_with(seq, ahead) {
                return self.start_with(seq, timestamp, highest);
            }
            self.highest = Some(highest.max(place));
            // Pictures may be sent before others that are shown first; but a sender whose clock leaps back is followed.
            if ahead > 0 || (place >= highest && ahead < -REORDERED) {
                self.newest = timestamp;
            }
            return Placement::At(place);
        }
        self.place_stray(seq, timestamp, highest, near)
    }

    /// Places a packet that belongs into no window.
    #[cold]
    fn place_stray(&mut self, seq: u16, timestamp: u32, highest: u64, near: bool) -> Placement {
        let ahead = timestamp.wrapping_sub(self.newest) as i32;
        let strays = &mut self.strays;
        if strays.next != seq {
            *strays = Strays::default();
        }
        strays.next = seq.wrapping_add(1);
        strays.run += 1;
        strays.ahead = if ahead > 0 { strays.ahead + 1 } else { 0 };
        let believed = !near && strays.run >= FAR_RUN
            || near && (strays.run >= LATE_RUN || strays.ahead >= AHEAD_RUN);
        if !believed && !self.anew {
            return Placement::Stray;
        }
        self.start_with(seq, timestamp, highest)
    }

    #[cold]
    fn start_with(&mut self, seq: u16, timestamp: u32, highest: u64) -> Placement {
        // One above a full cycle, so that the packet before it has a place too.
        let gap = u64::from(seq.wrapping_sub(highest as u16).wrapping_sub(2)) + 2;
        let place = highest + gap;
        *self = Self {
            highest: Some(place),
            newest: timestamp,
            ..Self::default()
        };
        Placement::Restart(place)
    }

    /// Takes the next packet for the first of a new count.
    pub(super) const fn start_anew(&mut self) {
        self.anew = self.highest.is_some();
    }
}

impl Strays {
    /// Ends the run before a packet that has its place among the old numbers. Says whether it is one of the run all the
    /// same: a count that starts anew slightly below the old one soon reaches it. Its timestamp is then newer than all,
    /// as theirs were, or far behind.
    #[cold]
    fn end_with(&mut self, seq: u16, ahead: i32) -> bool {
        let run = std::mem::take(self);
        run.next == seq && (ahead < -FAR_BEHIND || ahead > 0 && run.ahead > 0)
    }
}

/// The first packet stands here, so that earlier ones have a place too.
const FIRST_CYCLE: u64 = 1 << 16;
/// How many packets in a row, far outside the window, show a new count.
const FAR_RUN: u32 = 2;
/// The same for packets that look late, but are newer than everything that came.
const AHEAD_RUN: u32 = 2;
/// The same for packets that look late and may be sent again: retransmissions come in runs as well.
const LATE_RUN: u32 = 256;
/// By how many ticks a timestamp may lie behind one that was sent before it.
const REORDERED: i32 = 1 << 18;
/// By how many ticks a timestamp lies behind those that are still waited for only if it is of another clock: more than a
/// minute.
const FAR_BEHIND: i32 = 1 << 23;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_forward_and_backward() {
        let mut sequence = Sequence::default();
        assert_eq!(sequence.place(65_534, 0, 0), Placement::At(0x1_fffe));
        assert_eq!(sequence.place(1, 0, 0), Placement::At(0x2_0001));
        assert_eq!(sequence.place(65_535, 0, 0), Placement::At(0x1_ffff));
        assert_eq!(sequence.place(0, 0, 0), Placement::At(0x2_0000));
    }

    #[test]
    fn believes_a_leap_only_when_it_goes_on() {
        let mut sequence = Sequence::default();
        sequence.place(100, 0, 0);
        assert_eq!(sequence.place(30_000, 0, 0), Placement::Stray);
        assert_eq!(sequence.place(101, 0, 0), Placement::At(0x1_0065));
        assert_eq!(sequence.place(30_000, 0, 0), Placement::Stray);
        let Placement::Restart(place) = sequence.place(30_001, 0, 0) else {
            panic!()
        };
        assert_eq!(place as u16, 30_001);
        assert!(place > 0x1_0065);
        assert_eq!(sequence.place(30_002, 0, 0), Placement::At(place + 1));
    }

    #[test]
    fn a_long_run_below_the_floor_is_a_new_count() {
        let mut sequence = Sequence::default();
        sequence.place(1300, 0, 0);
        let floor = 0x1_0000 + 1301;
        for seq in 900..900 + LATE_RUN as u16 - 1 {
            assert_eq!(sequence.place(seq, 0, floor), Placement::Stray);
        }
        let restart = sequence.place(900 + LATE_RUN as u16 - 1, 0, floor);
        assert!(matches!(restart, Placement::Restart(place) if place > floor));
    }

    #[test]
    fn a_run_below_the_floor_that_is_newer_than_all_is_a_new_count() {
        let mut sequence = Sequence::default();
        sequence.place(1300, 96_000, 0);
        let floor = 0x1_0000 + 1301;
        // Sent before and late, then a new one between old ones.
        for (seq, timestamp) in [(900, 1000), (901, 1960), (902, 97_000), (904, 97_000)] {
            assert_eq!(sequence.place(seq, timestamp, floor), Placement::Stray);
        }
        let restart = sequence.place(905, 97_960, floor);
        let Placement::Restart(place) = restart else {
            panic!()
        };
        assert!(place > floor && place as u16 == 905);
    }

    #[test]
    fn a_new_count_that_runs_into_the_old_numbers_is_told_by_its_clock() {
        // Far behind; ahead, and one alone is below the floor.
        for (first, clock) in [(1290, 3_000_000_000), (1300, 97_000)] {
            let mut sequence = Sequence::default();
            sequence.place(1300, 96_000, 0);
            let floor = 0x1_0000 + 1301;
            for (seq, n) in (first..1301).zip(0..) {
                let place = sequence.place(seq, clock + n * 960, floor);
                assert_eq!(place, Placement::Stray, "{seq}");
            }
            let n = 1301 - u32::from(first);
            let restart = sequence.place(1301, clock + n * 960, floor);
            assert!(
                matches!(restart, Placement::Restart(place) if place > floor && place as u16 == 1301)
            );
        }
    }

    #[test]
    fn what_is_sent_again_before_a_pause_ends_is_no_new_count() {
        let mut sequence = Sequence::default();
        sequence.place(1300, 96_000, 0);
        let floor = 0x1_0000 + 1301;
        for seq in 1290..1301_u16 {
            let timestamp = 96_000 - (1300 - u32::from(seq)) * 960;
            assert_eq!(sequence.place(seq, timestamp, floor), Placement::Stray);
        }
        let next = sequence.place(1301, 2_000_000_000, floor);
        assert_eq!(next, Placement::At(floor));
        // One that was missing comes behind another that came twice.
        for (seq, timestamp) in [(1303, 2_000_001_920), (1300, 96_000), (1301, 2_000_000_000)] {
            sequence.place(seq, timestamp, floor + 1);
        }
        let missing = sequence.place(1302, 2_000_000_960, floor + 1);
        assert_eq!(missing, Placement::At(floor + 1));
    }

    #[test]
    fn a_picture_that_is_shown_before_one_sent_earlier_makes_no_lost_one_new() {
        let mut sequence = Sequence::default();
        for (seq, timestamp) in [(10, 9000), (11, 3000), (12, 6000)] {
            sequence.place(seq, timestamp, 0);
        }
        for seq in 5..9 {
            assert_eq!(sequence.place(seq, 8000, 0x1_000a), Placement::Stray);
        }
    }

    #[test]
    fn a_new_count_that_was_announced_needs_no_run() {
        let mut sequence = Sequence::default();
        sequence.start_anew();
        assert_eq!(sequence.place(10, 0, 0), Placement::At(0x1_000a));
        sequence.start_anew();
        assert!(matches!(sequence.place(11, 0, 0), Placement::Restart(_)));
        assert!(matches!(sequence.place(12, 0, 0), Placement::At(_)));
    }
}

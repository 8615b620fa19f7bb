//! Sequence numbers, unfolded from 16 bits, and senders that start anew.
//!
//! Source: RFC 3550 appendix A.1, with a wider window.

use super::MAX_PACKETS;

/// Unfolds the sequence numbers of one stream.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    highest: Option<u64>,
    strays: Strays,
}

/// Packets outside the window that follow each other.
#[derive(Debug, Default)]
struct Strays {
    next: u16,
    run: u32,
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
    pub(super) fn place(&mut self, seq: u16, floor: u64) -> Placement {
        let Some(highest) = self.highest else {
            let first = FIRST_CYCLE + u64::from(seq);
            self.highest = Some(first);
            return Placement::At(first);
        };
        let leap = i64::from(seq.wrapping_sub(highest as u16) as i16);
        let near = leap.unsigned_abs() < MAX_PACKETS;
        let place = highest.saturating_add_signed(leap);
        if near && place >= floor {
            self.highest = Some(highest.max(place));
            self.strays.run = 0;
            return Placement::At(place);
        }
        self.strays.run = if self.strays.next == seq {
            self.strays.run + 1
        } else {
            1
        };
        self.strays.next = seq.wrapping_add(1);
        let believed = if near { LATE_RUN } else { FAR_RUN };
        if self.strays.run < believed {
            return Placement::Stray;
        }
        self.strays.run = 0;
        // One above a full cycle, so that the packet before it has a place too.
        let gap = u64::from(seq.wrapping_sub(highest as u16).wrapping_sub(2)) + 2;
        let place = highest + gap;
        self.highest = Some(place);
        Placement::Restart(place)
    }
}

/// The first packet stands here, so that earlier ones have a place too.
const FIRST_CYCLE: u64 = 1 << 16;
/// How many packets in a row, far outside the window, show a new count.
const FAR_RUN: u32 = 2;
/// The same for packets that look late: retransmissions come in runs as well.
const LATE_RUN: u32 = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_forward_and_backward() {
        let mut sequence = Sequence::default();
        assert_eq!(sequence.place(65_534, 0), Placement::At(0x1_fffe));
        assert_eq!(sequence.place(1, 0), Placement::At(0x2_0001));
        assert_eq!(sequence.place(65_535, 0), Placement::At(0x1_ffff));
        assert_eq!(sequence.place(0, 0), Placement::At(0x2_0000));
    }

    #[test]
    fn believes_a_leap_only_when_it_goes_on() {
        let mut sequence = Sequence::default();
        sequence.place(100, 0);
        assert_eq!(sequence.place(30_000, 0), Placement::Stray);
        assert_eq!(sequence.place(101, 0), Placement::At(0x1_0065));
        assert_eq!(sequence.place(30_000, 0), Placement::Stray);
        let Placement::Restart(place) = sequence.place(30_001, 0) else {
            panic!()
        };
        assert_eq!(place as u16, 30_001);
        assert!(place > 0x1_0065);
        assert_eq!(sequence.place(30_002, 0), Placement::At(place + 1));
    }

    #[test]
    fn a_long_run_below_the_floor_is_a_new_count() {
        let mut sequence = Sequence::default();
        sequence.place(1300, 0);
        let floor = 0x1_0000 + 1301;
        for seq in 900..900 + LATE_RUN as u16 - 1 {
            assert_eq!(sequence.place(seq, floor), Placement::Stray);
        }
        let restart = sequence.place(900 + LATE_RUN as u16 - 1, floor);
        assert!(matches!(restart, Placement::Restart(place) if place > floor));
    }
}

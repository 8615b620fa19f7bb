//! Sequence numbers, given when packets leave: what a pacer drops of a frame is then no loss.

/// How a packet gets its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Numbering {
    /// The next one.
    Next,
    /// As far from that of the packet before as its writer has it, whose own this is, without wrapping.
    ByHand(u64),
}

/// The numbers of one track.
#[derive(Debug)]
pub(in crate::engine) struct Numbers {
    next: u64,
    /// A number of the writer's by hand, and ours for it; none behind a frame.
    by_hand: Option<(u64, u64)>,
    /// Below it numbers are taken.
    least: u64,
}

impl Numbers {
    pub(super) const fn from(first: u64) -> Self {
        Self {
            next: first,
            by_hand: None,
            least: 0,
        }
    }

    /// Numbers a packet that leaves; `None` if it would come before one that has left.
    pub(in crate::engine) fn give(&mut self, numbering: Numbering) -> Option<u64> {
        let number = self.peek(numbering)?;
        match numbering {
            Numbering::Next => {
                self.by_hand = None;
                self.least = number + 1;
            }
            Numbering::ByHand(theirs) => self.by_hand = Some((theirs, number)),
        }
        self.next = self.next.max(number + 1);
        Some(number)
    }

    /// The number that a packet would get if it left now.
    pub(super) fn peek(&self, numbering: Numbering) -> Option<u64> {
        let number = match (numbering, self.by_hand) {
            (Numbering::ByHand(theirs), Some((before, ours))) => {
                ours.checked_add_signed(theirs.wrapping_sub(before).cast_signed())?
            }
            _ => self.next,
        };
        (number >= self.least).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Numbering::{ByHand, Next};

    #[test]
    fn what_never_leaves_has_no_number() {
        let mut numbers = Numbers::from(7);
        assert_eq!(numbers.peek(Next), Some(7));
        assert_eq!([Next; 3].map(|it| numbers.give(it)), [7, 8, 9].map(Some));
    }

    #[test]
    fn what_is_missing_by_hand_is_missing_here() {
        let mut numbers = Numbers::from(7);
        let given = [100, 103, 102].map(|theirs| numbers.give(ByHand(theirs)));
        assert_eq!(given, [7, 10, 9].map(Some));
        assert_eq!(numbers.give(Next), Some(11));
    }

    #[test]
    fn no_number_is_given_twice_where_frames_and_packets_by_hand_alternate() {
        let mut numbers = Numbers::from(7);
        let given = [
            ByHand(100),
            Next,
            Next,
            ByHand(101),
            ByHand(102),
            ByHand(100),
        ];
        let given = given.map(|numbering| numbers.give(numbering));
        assert_eq!(given, [Some(7), Some(8), Some(9), Some(10), Some(11), None]);
    }
}

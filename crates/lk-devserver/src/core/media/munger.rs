//! Rewrites sequence numbers and timestamps so that a subscriber sees one unbroken stream.
//!
//! What a subscriber is sent starts late, stops, and hops between simulcast layers; each time the numbers must go on where
//! they ended. A packet that comes late is given the number that its place in the stream has, if that place was kept.

use std::collections::VecDeque;

/// The numbers of one outgoing stream.
///
/// Incoming numbers are extended to 64 bits and count within one *source* (one simulcast layer); outgoing numbers are
/// extended as well. A [`start`](Self::start) begins a run: from there on, incoming numbers map to outgoing ones by a fixed
/// distance, until packets are left out or the next run begins.
#[derive(Debug)]
pub(crate) struct Munger {
    /// Newest last. Only the last one is open.
    spans: VecDeque<Span>,
    /// What the next run begins with.
    next: u64,
    /// Incoming minus outgoing timestamp of the current source.
    timestamp_shift: u32,
    /// Where the last in-order packet was, outgoing.
    last_timestamp: Option<u32>,
}

/// A stretch of incoming numbers that keep one distance to outgoing ones.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: u64,
    /// One past the highest seen; later ones extend the last span.
    end: u64,
    /// Outgoing number of `first`.
    out: u64,
}

/// What became of an incoming packet's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sequence: u64,
    pub(crate) timestamp: u32,
}

impl Munger {
    /// A stream whose first packet gets the number `first`.
    pub(crate) fn new(first: u64) -> Self {
        Self {
            spans: VecDeque::new(),
            next: first,
            timestamp_shift: 0,
            last_timestamp: None,
        }
    }

    /// Begins a run at the incoming `sequence`: it gets the next outgoing number.
    ///
    /// `timestamp` is the one that the incoming `from_timestamp` shall become. Packets of the same source from before are
    /// still found a place if they have one; say `new_source` when the numbers are of another source.
    pub(crate) fn start(
        &mut self,
        sequence: u64,
        from_timestamp: u32,
        timestamp: u32,
        new_source: bool,
    ) {
        if new_source {
            self.spans.clear();
        }
        self.timestamp_shift = from_timestamp.wrapping_sub(timestamp);
        self.open(sequence);
    }

    /// Goes on with the same source at `sequence` after a pause, timestamps running on.
    pub(crate) fn resume(&mut self, sequence: u64) {
        self.open(sequence);
    }

    /// The place of a packet that no source has: `ticks` after the newest.
    pub(crate) fn insert(&mut self, ticks: u32) -> Place {
        let last = self.last_timestamp.unwrap_or_default();
        let place = Place {
            sequence: self.next,
            timestamp: last.wrapping_add(ticks),
        };
        self.next += 1;
        self.last_timestamp = Some(place.timestamp);
        place
    }

    /// The place of the packet `sequence`, or `None` if it has none: it is from before the run, or was left out.
    pub(crate) fn place(&mut self, sequence: u64, timestamp: u32) -> Option<Place> {
        let newest = self.spans.len().checked_sub(1)?;
        let at = self.spans.iter().rposition(|span| span.first <= sequence)?;
        let span = &mut self.spans[at];
        if at == newest {
            span.end = span.end.max(sequence + 1);
        } else if sequence >= span.end {
            return None;
        }
        let place = Place {
            sequence: span.out + (sequence - span.first),
            timestamp: timestamp.wrapping_sub(self.timestamp_shift),
        };
        if place.sequence >= self.next {
            self.next = place.sequence + 1;
            self.last_timestamp = Some(place.timestamp);
        }
        Some(place)
    }

    /// Leaves out the packet `sequence`: what follows closes the gap. A packet that is not the newest keeps its gap.
    pub(crate) fn leave_out(&mut self, sequence: u64) {
        let Some(span) = self.spans.back() else {
            return;
        };
        if sequence < span.end {
            return;
        }
        // Packets lost before this one keep their places; this one's goes to its successor.
        let out = span.out + (sequence - span.first);
        if let Some(span) = self.spans.back_mut() {
            span.end = sequence;
        }
        self.push(Span {
            first: sequence + 1,
            end: sequence + 1,
            out,
        });
        self.next = self.next.max(out);
    }

    /// The timestamp of the newest packet sent.
    pub(crate) fn last_timestamp(&self) -> Option<u32> {
        self.last_timestamp
    }

    fn open(&mut self, sequence: u64) {
        self.push(Span {
            first: sequence,
            end: sequence,
            out: self.next,
        });
    }

    fn push(&mut self, span: Span) {
        if self.spans.len() == MAX_SPANS {
            self.spans.pop_front();
        }
        self.spans.push_back(span);
    }
}

/// How many distances are remembered for late packets.
const MAX_SPANS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn places(munger: &mut Munger, sequences: &[u64]) -> Vec<Option<u64>> {
        sequences
            .iter()
            .map(|&s| munger.place(s, 0).map(|place| place.sequence))
            .collect()
    }

    #[test]
    fn nothing_has_a_place_before_the_first_run() {
        assert_eq!(Munger::new(9).place(1, 1), None);
    }

    #[test]
    fn a_run_keeps_gaps_and_gives_late_packets_their_place() {
        let mut munger = Munger::new(100);
        munger.start(5000, 0, 0, true);
        assert_eq!(
            places(&mut munger, &[5000, 5001, 5004, 5002, 4999, 5003]),
            [Some(100), Some(101), Some(104), Some(102), None, Some(103)]
        );
    }

    #[test]
    fn what_is_left_out_leaves_no_gap() {
        let mut munger = Munger::new(100);
        munger.start(10, 0, 0, true);
        assert_eq!(places(&mut munger, &[10, 11]), [Some(100), Some(101)]);
        munger.leave_out(12);
        munger.leave_out(13);
        assert_eq!(
            places(&mut munger, &[14, 12, 11, 15]),
            [Some(102), None, Some(101), Some(103)]
        );
    }

    #[test]
    fn what_is_left_out_after_a_loss_keeps_the_lost_place() {
        let mut munger = Munger::new(0);
        munger.start(10, 0, 0, true);
        assert_eq!(places(&mut munger, &[10]), [Some(0)]);
        munger.leave_out(12);
        assert_eq!(places(&mut munger, &[13]), [Some(2)]);
        assert_eq!(places(&mut munger, &[11]), [Some(1)]);
    }

    #[test]
    fn a_new_source_continues_where_the_old_one_ended() {
        let mut munger = Munger::new(7);
        munger.start(1000, 90_000, 5, true);
        assert_eq!(
            munger.place(1000, 90_000),
            Some(Place {
                sequence: 7,
                timestamp: 5
            })
        );
        assert_eq!(
            munger.place(1001, 93_000),
            Some(Place {
                sequence: 8,
                timestamp: 3005
            })
        );

        munger.start(3, 1, 6005, true);
        assert_eq!(
            munger.place(3, 1),
            Some(Place {
                sequence: 9,
                timestamp: 6005
            })
        );
        assert_eq!(munger.place(2, 1), None);
        assert_eq!(munger.last_timestamp(), Some(6005));
    }

    #[test]
    fn after_a_pause_late_packets_from_before_it_still_fit() {
        let mut munger = Munger::new(0);
        munger.start(10, 0, 0, true);
        assert_eq!(places(&mut munger, &[10, 12]), [Some(0), Some(2)]);
        munger.resume(50);
        assert_eq!(
            places(&mut munger, &[50, 11, 30, 51]),
            [Some(3), Some(1), None, Some(4)]
        );
    }

    #[test]
    fn spans_are_bounded() {
        let mut munger = Munger::new(0);
        munger.start(0, 0, 0, true);
        for sequence in 0..1000 {
            munger.leave_out(sequence * 2 + 1);
            munger.place(sequence * 2 + 2, 0);
        }
        assert!(munger.spans.len() <= MAX_SPANS);
    }
}

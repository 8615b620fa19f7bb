//! The packets of one frame that follow each other, in brief.

use std::time::Instant;

use super::facts::Facts;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Partial {
    pub(super) timestamp: u32,
    /// Packets that carry something.
    pub(super) packets: u32,
    /// What all of them show together.
    pub(super) facts: Facts,
    /// When the first of them came.
    pub(super) arrival: Option<Instant>,
}

impl Partial {
    pub(super) const fn is_empty(&self) -> bool {
        self.packets == 0
    }

    /// Whether a packet with this timestamp belongs to it.
    #[inline]
    pub(super) const fn takes(&self, timestamp: u32) -> bool {
        self.packets == 0 || self.timestamp == timestamp
    }

    /// Adds a packet, at either end.
    #[inline]
    pub(super) fn add(&mut self, timestamp: u32, facts: Facts, arrival: Instant) {
        self.timestamp = timestamp;
        self.packets += 1;
        self.facts = self.facts.and(facts);
        self.arrival = Some(self.arrival.map_or(arrival, |first| first.min(arrival)));
    }

    /// Adds the packets of another part of the same frame.
    pub(super) fn join(&mut self, other: &Self) {
        self.timestamp = other.timestamp;
        self.packets += other.packets;
        self.facts = self.facts.and(other.facts);
        let arrivals = [self.arrival, other.arrival].into_iter().flatten();
        self.arrival = arrivals.min();
    }
}

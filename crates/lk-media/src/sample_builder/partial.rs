//! The packets of one frame that follow each other, in brief.

use super::facts::Facts;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Partial {
    pub(super) timestamp: u32,
    /// Packets that carry something.
    pub(super) packets: u32,
    /// What all of them show together.
    pub(super) facts: Facts,
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
    pub(super) const fn add(&mut self, timestamp: u32, facts: Facts) {
        self.timestamp = timestamp;
        self.packets += 1;
        self.facts = self.facts.and(facts);
    }

    /// Adds the packets of another part of the same frame.
    pub(super) const fn join(&mut self, other: &Self) {
        self.timestamp = other.timestamp;
        self.packets += other.packets;
        self.facts = self.facts.and(other.facts);
    }
}

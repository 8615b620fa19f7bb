//! Packets under way.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Instant;

use super::{FlowId, Netem, Verdict};

/// A [`Netem`] with the packets that are under way in it.
#[derive(Debug)]
pub struct Network<T> {
    netem: Netem,
    under_way: BinaryHeap<Reverse<UnderWay<T>>>,
    posted: u64,
}

impl<T: Clone> Network<T> {
    /// An empty network.
    #[must_use]
    pub fn new(netem: Netem) -> Self {
        Self {
            netem,
            under_way: BinaryHeap::new(),
            posted: 0,
        }
    }

    /// Sends a packet of `size` bytes on its way, or not.
    pub fn post(&mut self, flow: FlowId, size: usize, packet: T, now: Instant) -> Verdict {
        let verdict = self.netem.send(flow, size, now);
        if let Verdict::Arrives { at, again } = verdict {
            if let Some(at) = again {
                self.push(flow, at, packet.clone());
            }
            self.push(flow, at, packet);
        }
        verdict
    }

    /// When the next packet arrives.
    #[must_use]
    pub fn next_arrival(&self) -> Option<Instant> {
        self.under_way.peek().map(|Reverse(next)| next.at)
    }

    /// Takes a packet that has arrived by `now`, in the order of arrival.
    pub fn arrived(&mut self, now: Instant) -> Option<(FlowId, T)> {
        if self.next_arrival()? > now {
            return None;
        }
        let Reverse(next) = self.under_way.pop()?;
        Some((next.flow, next.packet))
    }

    /// The network itself, to look at or to change.
    pub fn netem(&mut self) -> &mut Netem {
        &mut self.netem
    }

    fn push(&mut self, flow: FlowId, at: Instant, packet: T) {
        self.posted += 1;
        self.under_way.push(Reverse(UnderWay {
            at,
            number: self.posted,
            flow,
            packet,
        }));
    }
}

#[derive(Debug)]
struct UnderWay<T> {
    at: Instant,
    number: u64,
    flow: FlowId,
    packet: T,
}

impl<T> UnderWay<T> {
    fn rank(&self) -> (Instant, u64) {
        (self.at, self.number)
    }
}

impl<T> PartialEq for UnderWay<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl<T> Eq for UnderWay<T> {}

impl<T> PartialOrd for UnderWay<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for UnderWay<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

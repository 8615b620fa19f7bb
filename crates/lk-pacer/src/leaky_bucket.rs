//! A pacer that holds a rate, and raises it before anything waits too long.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::budget::{Budget, rate_for};
use crate::queue::{DEFAULT_MAX_BYTES, Queue};
use crate::{Bitrate, Pacer, Packet};

/// Lets packets leave in order at a rate, each within a time limit.
///
/// A packet leaves when those before it have been paid off at the rate, to the nanosecond: there is no
/// tick. Time without packets earns nothing, so a pause is not followed by a burst; only what the caller
/// was late by is made up for, up to 10 ms. While more is queued than the rate can carry within
/// the time limit, the rate is as much higher as it takes, so every packet leaves in time.
///
/// ```
/// # use std::time::{Duration, Instant};
/// # use lk_pacer::{Bitrate, LeakyBucket, Packet, Pacer};
/// # struct Datagram(usize);
/// # impl Packet for Datagram { fn size(&self) -> usize { self.0 } }
/// let mut pacer = LeakyBucket::new(Bitrate::from_mbps(1)).max_latency(Duration::from_secs(1));
/// let start = Instant::now();
/// for _ in 0..2 {
///     assert!(pacer.enqueue(Datagram(1250), start).is_empty());
/// }
/// assert!(pacer.poll(start).is_some());
/// assert!(pacer.poll(start).is_none());
/// assert_eq!(pacer.next_wake(), Some(start + Duration::from_millis(10)));
/// ```
#[derive(Debug)]
pub struct LeakyBucket<P> {
    queue: Queue<P>,
    rate: Bitrate,
    max_latency: Duration,
    budget: Budget,
    now: Option<Instant>,
    /// The rates that queued packets call for, highest first; each holds until its packet has left.
    demands: VecDeque<Demand>,
}

#[derive(Debug, Clone, Copy)]
struct Demand {
    packet: u64,
    rate: Bitrate,
}

impl<P: Packet> LeakyBucket<P> {
    /// A pacer of this rate, with a time limit of 2 s and room for 4 MiB.
    pub const fn new(rate: Bitrate) -> Self {
        Self {
            queue: Queue::new(DEFAULT_MAX_BYTES),
            rate,
            max_latency: Duration::from_secs(2),
            budget: Budget::new(rate),
            now: None,
            demands: VecDeque::new(),
        }
    }

    /// Sets how long a packet may wait before the rate is raised for it. Default: 2 s.
    #[must_use]
    pub const fn max_latency(mut self, limit: Duration) -> Self {
        self.max_latency = limit;
        self
    }

    /// Sets how much may be queued, in bytes. Default: 4 MiB.
    #[must_use]
    pub fn max_queue(mut self, bytes: usize) -> Self {
        self.queue = Queue::new(bytes);
        self
    }

    /// The rate at this moment: that set, or the higher one that the queue calls for.
    pub fn effective_rate(&self) -> Bitrate {
        self.budget.rate()
    }

    fn pass(&mut self, now: Instant) -> Instant {
        let now = self.now.map_or(now, |before| before.max(now));
        self.now = Some(now);
        self.budget.advance(now);
        now
    }

    fn effective(&self) -> Bitrate {
        self.demands
            .front()
            .map_or(self.rate, |demand| demand.rate.max(self.rate))
    }

    /// Notes what the packet that was queued last calls for.
    fn demand(&mut self, now: Instant) {
        let ahead = self.queue.bytes() as u64 + self.budget.debt_bytes();
        let rate = rate_for(ahead, self.max_latency);
        while self
            .demands
            .back()
            .is_some_and(|demand| demand.rate <= rate)
        {
            self.demands.pop_back();
        }
        self.demands.push_back(Demand {
            packet: self.queue.entered(),
            rate,
        });
        self.budget.set_rate(self.effective(), now);
    }
}

impl<P: Packet> Pacer<P> for LeakyBucket<P> {
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P> {
        let now = self.pass(now);
        if self.queue.is_empty() {
            self.budget.forfeit();
        }
        let before = self.queue.entered();
        let dropped = self.queue.push(packet);
        if self.queue.entered() > before {
            self.demand(now);
        }
        dropped
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        let now = self.pass(now);
        if !self.budget.may_send() {
            return None;
        }
        let (number, packet) = self.queue.pop_numbered()?;
        self.budget.spend(packet.size());
        // What a packet called for that was dropped since holds until one behind it has left: it may
        // stand for others before it.
        let met = |demand: &Demand| demand.packet <= number || self.queue.is_empty();
        while self.demands.front().is_some_and(met) {
            self.demands.pop_front();
        }
        self.budget.set_rate(self.effective(), now);
        Some(packet)
    }

    fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        self.rate = rate;
        let now = self.pass(now);
        self.budget.set_rate(self.effective(), now);
    }

    fn next_wake(&self) -> Option<Instant> {
        self.budget.next().filter(|_| !self.queue.is_empty())
    }

    fn queued_bytes(&self) -> usize {
        self.queue.bytes()
    }
}

#[cfg(test)]
mod tests;

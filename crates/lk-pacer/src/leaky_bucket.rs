//! A pacer that holds a rate, and raises it before anything waits too long.

mod demands;

use std::time::{Duration, Instant};

use crate::budget::{Budget, carries, rate_for};
use crate::clock::{Clock, nanos};
use crate::queue::{DEFAULT_MAX_BYTES, Queue, packets};
use crate::{Bitrate, Pacer, Packet};
use demands::{Demand, Demands};

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
    queue: Queue<P, Demand>,
    rate: Bitrate,
    max_latency: Option<Duration>,
    budget: Budget,
    clock: Clock,
    demands: Demands,
}

impl<P: Packet> LeakyBucket<P> {
    /// A pacer of this rate, with a time limit of 2 s and room for 4 MiB.
    pub const fn new(rate: Bitrate) -> Self {
        Self {
            queue: Queue::new(DEFAULT_MAX_BYTES),
            rate,
            max_latency: Some(DEFAULT_MAX_LATENCY),
            budget: Budget::new(rate),
            clock: Clock::new(),
            demands: Demands::new(),
        }
    }

    /// Sets how long a packet may wait before the rate is raised for it; with zero all leave at once.
    /// Default: 2 s.
    #[must_use]
    pub const fn max_latency(mut self, limit: Duration) -> Self {
        self.max_latency = Some(limit);
        self
    }

    /// Lets packets wait as long as the rate takes, which is then never raised.
    #[must_use]
    pub const fn without_latency_limit(mut self) -> Self {
        self.max_latency = None;
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

    fn pass(&mut self, now: Instant) {
        self.budget.advance(self.clock.pass(now));
    }

    fn adjust(&mut self) {
        let rate = match self.demands.most().zip(self.max_latency) {
            Some((bytes, limit)) if !carries(self.rate, bytes, nanos(limit)) => {
                rate_for(bytes, limit)
            }
            _ => self.rate,
        };
        self.budget.set_rate(rate);
    }
}

impl<P: Packet> Pacer<P> for LeakyBucket<P> {
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P> {
        self.pass(now);
        if self.queue.is_empty() {
            self.budget.forfeit();
        }
        let ahead = (self.queue.bytes().saturating_add(packet.size()) as u64)
            .saturating_add(self.budget.debt_bytes());
        let demand = Demand::new(self.queue.line().entered() + 1, ahead);
        let dropped = self.queue.push(packet, demand);
        let line = self.queue.line_mut();
        match dropped.split_last() {
            Some((_, queued)) => self.demands.take_out(queued, line),
            None => line
                .back_mut()
                .into_iter()
                .for_each(|(_, demand)| self.demands.enter(demand)),
        }
        self.adjust();
        packets(dropped)
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        self.pass(now);
        if !self.budget.may_send() {
            return None;
        }
        let (packet, demand) = self.queue.pop()?;
        self.budget.spend(packet.size());
        self.demands.leave(demand.number);
        self.adjust();
        Some(packet)
    }

    fn remove(&mut self, stream: u32, now: Instant) -> Vec<P> {
        self.pass(now);
        let removed = self.queue.take_stream(stream);
        self.demands.take_out(&removed, self.queue.line_mut());
        self.adjust();
        packets(removed)
    }

    fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        self.pass(now);
        self.rate = rate;
        self.adjust();
    }

    fn next_wake(&self) -> Option<Instant> {
        let next = (!self.queue.is_empty()).then(|| self.budget.next())?;
        self.clock.moment(next)
    }

    fn queued_bytes(&self) -> usize {
        self.queue.bytes()
    }
}

/// How long a packet waits at most, unless a pacer is told otherwise.
pub(crate) const DEFAULT_MAX_LATENCY: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests;

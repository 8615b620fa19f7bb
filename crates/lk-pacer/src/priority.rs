//! A pacer that knows what is urgent.

mod fair;

use std::time::{Duration, Instant};

use crate::budget::{Budget, carries, rate_for};
use crate::clock::{Clock, nanos};
use crate::leaky_bucket::DEFAULT_MAX_LATENCY;
use crate::queue::{DEFAULT_MAX_BYTES, packets};
use crate::{Bitrate, Class, Pacer, Packet};
use fair::{FairQueue, Stamped};

/// Holds a rate over everything that is sent, in the manner of WebRTC's pacer: the urgent first.
///
/// - Audio never waits. It counts towards the rate, so that the rest makes way for it.
/// - Retransmissions leave before video, video before padding.
/// - Within a class streams take turns by bytes: a large frame of one does not hold up the others. Of two that
///   both have something queued neither gets ahead of the other by more than a packet of each; a stream that
///   comes anew or was idle begins level with the others. Beyond 256 of a class at once they share a turn.
/// - When what is queued (padding aside) would have to wait longer than the time limit, the rate rises so
///   that it is gone by then, its mean waiting time taken into account.
/// - A retransmission or video packet that has waited for the time limit all the same, because others kept
///   coming before it, leaves then, whatever the rate.
/// - Padding leaves only while nothing else is queued.
///
/// Time without packets earns nothing; what the caller was late by is made up for, up to 10 ms.
/// Each class has room of its own; what does not fit is dropped frame by frame, the newest first.
#[derive(Debug)]
pub struct Priority<P> {
    /// One for each of [`Class::ALL`].
    queues: [FairQueue<P>; 4],
    rate: Bitrate,
    max_latency: Option<Duration>,
    budget: Budget,
    clock: Clock,
    waits: Waits,
}

/// How long what is queued has waited in the mean.
#[derive(Debug, Default)]
struct Waits {
    packets: u64,
    /// The sum of the times at which they came.
    came: u128,
}

impl Waits {
    fn enter(&mut self, now: u64) {
        self.packets += 1;
        self.came += u128::from(now);
    }

    fn leave(&mut self, came: u64) {
        self.packets -= 1;
        self.came -= u128::from(came);
    }

    /// In nanoseconds.
    fn mean(&self, now: u64) -> u64 {
        let waited = u128::from(self.packets) * u128::from(now) - self.came;
        // What fits is divided in 64 bits, in a fraction of the time.
        match u64::try_from(waited) {
            Ok(waited) => waited.checked_div(self.packets).unwrap_or(0),
            Err(_) => (waited / u128::from(self.packets)) as u64,
        }
    }
}

impl<P: Packet> Priority<P> {
    /// A pacer of this rate, with a time limit of 2 s and room for 4 MiB a class.
    pub fn new(rate: Bitrate) -> Self {
        Self {
            queues: Class::ALL.map(|_| FairQueue::new(DEFAULT_MAX_BYTES)),
            rate,
            max_latency: Some(DEFAULT_MAX_LATENCY),
            budget: Budget::new(rate),
            clock: Clock::new(),
            waits: Waits::default(),
        }
    }

    /// Sets how long packets may wait before the rate is raised for them; with zero all but padding leave
    /// at once. Default: 2 s.
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

    /// Sets how much of each class may be queued, in bytes. Default: 4 MiB.
    #[must_use]
    pub fn max_queue(mut self, bytes: usize) -> Self {
        self.queues = Class::ALL.map(|_| FairQueue::new(bytes));
        self
    }

    /// The rate at this moment: that set, or the higher one that the queues call for.
    pub const fn effective_rate(&self) -> Bitrate {
        self.budget.rate()
    }

    fn pass(&mut self, now: Instant) -> u64 {
        let now = self.clock.pass(now);
        self.budget.advance(now);
        now
    }

    fn adjust(&mut self, now: u64) {
        let waiting = [Class::Retransmission, Class::Video].map(|class| self.queue(class).bytes());
        let bytes = waiting.iter().sum::<usize>() as u64;
        let mut rate = self.rate;
        if let Some(limit) = self.max_latency.filter(|_| bytes > 0) {
            let left = nanos(limit).saturating_sub(self.waits.mean(now));
            let left = left.max(LEAST_LEFT);
            let bytes = bytes + self.budget.debt_bytes();
            if !carries(rate, bytes, left) {
                rate = rate_for(bytes, Duration::from_nanos(left));
            }
        }
        self.budget.set_rate(rate);
    }

    fn queue(&self, class: Class) -> &FairQueue<P> {
        let [audio, retransmission, video, padding] = &self.queues;
        match class {
            Class::Audio => audio,
            Class::Retransmission => retransmission,
            Class::Video => video,
            Class::Padding => padding,
        }
    }

    fn queue_mut(&mut self, class: Class) -> &mut FairQueue<P> {
        let [audio, retransmission, video, padding] = &mut self.queues;
        match class {
            Class::Audio => audio,
            Class::Retransmission => retransmission,
            Class::Video => video,
            Class::Padding => padding,
        }
    }

    /// The class whose oldest packet has to leave first, and when that is.
    fn deadline(&self) -> Option<(u64, Class)> {
        let limit = nanos(self.max_latency?);
        let deadline = |class: Class| {
            let at = self.queue(class).oldest()?.saturating_add(limit);
            Some((at, class))
        };
        Class::ALL
            .into_iter()
            .filter(|class| is_counted(*class))
            .filter_map(deadline)
            .min()
    }

    /// Gives out a packet that was taken from its queue.
    fn leave(&mut self, class: Class, (packet, came): Stamped<P>, now: u64) -> P {
        self.budget.spend(packet.size());
        if is_counted(class) {
            self.waits.leave(came);
        }
        self.adjust(now);
        packet
    }

    fn is_empty(&self) -> bool {
        self.queues.iter().all(FairQueue::is_empty)
    }
}

impl<P: Packet> Pacer<P> for Priority<P> {
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P> {
        let now = self.pass(now);
        if self.is_empty() {
            self.budget.forfeit();
        }
        let class = packet.class();
        let dropped = self.queue_mut(class).push(packet, now);
        if is_counted(class) {
            self.waits.enter(now);
            for (_, came) in &dropped {
                self.waits.leave(*came);
            }
        }
        self.adjust(now);
        packets(dropped)
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        let now = self.pass(now);
        let may_send = self.budget.may_send();
        let due = |class: &Class| *class == Class::Audio || may_send;
        for class in Class::ALL.into_iter().filter(due) {
            if let Some(stamped) = self.queue_mut(class).pop() {
                return Some(self.leave(class, stamped, now));
            }
        }
        let (_, class) = self.deadline().filter(|(at, _)| *at <= now)?;
        let stamped = self.queue_mut(class).pop_oldest()?;
        Some(self.leave(class, stamped, now))
    }

    fn remove(&mut self, stream: u32, now: Instant) -> Vec<P> {
        let now = self.pass(now);
        let mut removed = Vec::new();
        for class in Class::ALL {
            let taken = self.queue_mut(class).take_stream(stream);
            if is_counted(class) {
                for (_, came) in &taken {
                    self.waits.leave(*came);
                }
            }
            removed.extend(taken);
        }
        self.adjust(now);
        packets(removed)
    }

    fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        let now = self.pass(now);
        self.rate = rate;
        self.adjust(now);
    }

    fn next_wake(&self) -> Option<Instant> {
        if self.is_empty() {
            return None;
        }
        if !self.queue(Class::Audio).is_empty() {
            return self.clock.moment(self.clock.now());
        }
        let paid = self.budget.next();
        let next = self.deadline().map_or(paid, |(at, _)| at.min(paid));
        self.clock.moment(next)
    }

    fn queued_bytes(&self) -> usize {
        self.queues.iter().map(FairQueue::bytes).sum()
    }
}

/// Whose waiting raises the rate: audio does not wait, padding may.
const fn is_counted(class: Class) -> bool {
    matches!(class, Class::Retransmission | Class::Video)
}

/// Time that is always left, in nanoseconds, so that the rate stays finite.
const LEAST_LEFT: u64 = 1_000_000;

/// So many streams of a class have turns of their own. Of idle ones only as many are remembered.
const MAX_STREAMS: usize = 256;

#[cfg(test)]
mod tests;

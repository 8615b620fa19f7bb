//! A pacer that knows what is urgent.

mod fair;

use std::time::{Duration, Instant};

use crate::budget::{Budget, rate_for};
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
    now: Option<Instant>,
    waits: Waits,
}

/// How long what is queued has waited in the mean.
#[derive(Debug, Default)]
struct Waits {
    packets: u64,
    /// The sum of the times they have waited, in nanoseconds, at `at`.
    nanos: u128,
    at: Option<Instant>,
}

impl Waits {
    fn advance(&mut self, now: Instant) {
        let elapsed = self
            .at
            .map_or(Duration::ZERO, |at| now.saturating_duration_since(at));
        self.nanos += elapsed.as_nanos() * u128::from(self.packets);
        self.at = Some(now);
    }

    fn enter(&mut self) {
        self.packets += 1;
    }

    fn leave(&mut self, waited: Duration) {
        self.packets = self.packets.saturating_sub(1);
        self.nanos = self.nanos.saturating_sub(waited.as_nanos());
    }

    fn mean(&self) -> Duration {
        let nanos = self
            .nanos
            .checked_div(u128::from(self.packets))
            .unwrap_or_default();
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
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
            now: None,
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

    fn pass(&mut self, now: Instant) -> Instant {
        let now = self.now.map_or(now, |before| before.max(now));
        self.now = Some(now);
        self.budget.advance(now);
        self.waits.advance(now);
        now
    }

    fn adjust(&mut self, now: Instant) {
        let waiting = [Class::Retransmission, Class::Video].map(|class| self.queue(class).bytes());
        let bytes = waiting.iter().sum::<usize>() as u64;
        let mut rate = self.rate;
        if let Some(limit) = self.max_latency.filter(|_| bytes > 0) {
            let left = limit.saturating_sub(self.waits.mean()).max(LEAST_LEFT);
            rate = rate.max(rate_for(bytes + self.budget.debt_bytes(), left));
        }
        self.budget.set_rate(rate, now);
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
    fn deadline(&self) -> Option<(Instant, Class)> {
        let limit = self.max_latency?;
        let deadline = |class: Class| {
            let at = self.queue(class).oldest()?.checked_add(limit)?;
            Some((at, class))
        };
        Class::ALL
            .into_iter()
            .filter(|class| is_counted(*class))
            .filter_map(deadline)
            .min()
    }

    /// Gives out a packet that was taken from its queue.
    fn leave(&mut self, class: Class, (packet, entered): Stamped<P>, now: Instant) -> P {
        self.budget.spend(packet.size());
        if is_counted(class) {
            self.waits.leave(now - entered);
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
            self.waits.enter();
            for (_, entered) in &dropped {
                self.waits.leave(now - *entered);
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
                for (_, entered) in &taken {
                    self.waits.leave(now - *entered);
                }
            }
            removed.extend(taken);
        }
        self.adjust(now);
        packets(removed)
    }

    fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        self.rate = rate;
        let now = self.pass(now);
        self.adjust(now);
    }

    fn next_wake(&self) -> Option<Instant> {
        if !self.queue(Class::Audio).is_empty() {
            return self.now;
        }
        let paid = self.budget.next().filter(|_| !self.is_empty())?;
        Some(self.deadline().map_or(paid, |(at, _)| at.min(paid)))
    }

    fn queued_bytes(&self) -> usize {
        self.queues.iter().map(FairQueue::bytes).sum()
    }
}

/// Whose waiting raises the rate: audio does not wait, padding may.
const fn is_counted(class: Class) -> bool {
    matches!(class, Class::Retransmission | Class::Video)
}

/// Time that is always left, so that the rate stays finite.
const LEAST_LEFT: Duration = Duration::from_millis(1);

/// So many streams of a class have turns of their own. Of idle ones only as many are remembered.
const MAX_STREAMS: usize = 256;

#[cfg(test)]
mod tests;

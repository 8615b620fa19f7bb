//! A pacer that keeps packets apart.

use std::time::{Duration, Instant};

use crate::budget::{CATCH_UP, FAR};
use crate::queue::{DEFAULT_MAX_BYTES, Queue, packets};
use crate::{Pacer, Packet};

/// Lets packets leave in order, with a pause between one and the next, whatever their size.
///
/// A frame then goes out as an even trickle rather than a burst, at no rate in particular: what comes
/// in faster than the pause allows waits, up to 4 MiB. What the caller is late by is made up for, up to 10 ms:
/// so a timer coarser than the pause still gives a packet a pause, some of them together.
#[derive(Debug)]
pub struct Spaced<P> {
    queue: Queue<P>,
    pause: Duration,
    now: Option<Instant>,
    /// When the next packet may leave.
    next: Option<Instant>,
}

impl<P: Packet> Spaced<P> {
    /// A pacer that lets `pause` pass between two packets, a day at most.
    pub const fn new(pause: Duration) -> Self {
        Self {
            queue: Queue::new(DEFAULT_MAX_BYTES),
            pause,
            now: None,
            next: None,
        }
    }

    /// Sets how much may be queued, in bytes. Default: 4 MiB.
    #[must_use]
    pub fn max_queue(mut self, bytes: usize) -> Self {
        self.queue = Queue::new(bytes);
        self
    }

    /// Changes the pause; it holds from the next packet on.
    pub const fn set_pause(&mut self, pause: Duration) {
        self.pause = pause;
    }
}

impl<P: Packet> Pacer<P> for Spaced<P> {
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P> {
        self.now = self.now.max(Some(now));
        if self.queue.is_empty() {
            self.next = self.next.max(self.now);
        }
        packets(self.queue.push(packet, ()))
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        self.now = self.now.max(Some(now));
        let (now, next) = (self.now?, self.next?);
        if now < next {
            return None;
        }
        let (packet, ()) = self.queue.pop()?;
        let due = if now - next > CATCH_UP {
            now - CATCH_UP
        } else {
            next
        };
        self.next = Some(due + self.pause.min(FAR));
        Some(packet)
    }

    fn remove(&mut self, stream: u32, now: Instant) -> Vec<P> {
        self.now = self.now.max(Some(now));
        packets(self.queue.take_stream(stream))
    }

    fn next_wake(&self) -> Option<Instant> {
        self.next.filter(|_| !self.queue.is_empty())
    }

    fn queued_bytes(&self) -> usize {
        self.queue.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Part, departures, micros};

    #[test]
    fn packets_leave_a_pause_apart() {
        let mut pacer = Spaced::new(micros(250));
        let arrivals = [0, 0, 0, 100, 5000].map(|at| (micros(at), Part::video(1200)));
        let left = departures(&mut pacer, arrivals.into());
        assert_eq!(left, [0, 250, 500, 750, 5000].map(micros));
    }
    #[test]
    fn a_timer_coarser_than_the_pause_gives_a_packet_a_pause() {
        let (mut pacer, start) = (Spaced::new(micros(500)), Instant::now());
        for _ in 0..1000 {
            assert!(pacer.enqueue(Part::video(1200), start).is_empty());
        }
        let (mut ticks, mut left) = (0, Vec::new());
        while pacer.next_wake().is_some() {
            let polled = std::iter::from_fn(|| pacer.poll(start + micros(1000 * ticks)));
            left.push(polled.count());
            ticks += 1;
        }
        assert_eq!(left, [vec![1], vec![2; 499], vec![1]].concat());
    }

    #[test]
    fn of_a_long_sleep_ten_milliseconds_are_made_up_for() {
        let (mut pacer, start) = (Spaced::new(micros(1000)), Instant::now());
        for _ in 0..40 {
            assert!(pacer.enqueue(Part::video(1200), start).is_empty());
        }
        assert!(pacer.poll(start).is_some());
        let late = start + micros(300_500);
        // Ten, and the one that is due.
        assert_eq!(std::iter::from_fn(|| pacer.poll(late)).count(), 11);
        assert_eq!(pacer.next_wake(), Some(late + micros(1000)));
    }

    #[test]
    fn a_pause_without_end_is_a_day() {
        let (mut pacer, start) = (Spaced::new(Duration::MAX), Instant::now());
        for _ in 0..2 {
            assert!(pacer.enqueue(Part::video(1200), start).is_empty());
        }
        assert!(pacer.poll(start).is_some());
        let day = Duration::from_secs(24 * 60 * 60);
        assert_eq!(pacer.next_wake(), Some(start + day));
    }
}

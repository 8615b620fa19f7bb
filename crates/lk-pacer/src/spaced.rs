//! A pacer that keeps packets apart.

use std::time::{Duration, Instant};

use crate::queue::{DEFAULT_MAX_BYTES, Queue};
use crate::{Pacer, Packet};

/// Lets packets leave in order, with a pause between one and the next, whatever their size.
///
/// A frame then goes out as an even trickle rather than a burst, at no rate in particular: what comes
/// in faster than the pause allows waits, up to 4 MiB.
#[derive(Debug)]
pub struct Spaced<P> {
    queue: Queue<P>,
    pause: Duration,
    now: Option<Instant>,
    /// When the next packet may leave.
    next: Option<Instant>,
}

impl<P: Packet> Spaced<P> {
    /// A pacer that lets `pause` pass between two packets.
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
        self.queue.push(packet)
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        self.now = self.now.max(Some(now));
        let (now, next) = (self.now?, self.next?);
        if now < next {
            return None;
        }
        let packet = self.queue.pop()?;
        self.next = Some(now + self.pause);
        Some(packet)
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
}

//! The pacer that does not pace.

use std::time::Instant;

use crate::queue::{DEFAULT_MAX_BYTES, Queue, packets};
use crate::{Pacer, Packet};

/// Lets every packet leave at once, in order.
#[derive(Debug)]
pub struct PassThrough<P> {
    queue: Queue<P>,
    now: Option<Instant>,
}

impl<P: Packet> PassThrough<P> {
    /// A pacer that holds what was not polled yet, at most 4 MiB.
    pub const fn new() -> Self {
        Self {
            queue: Queue::new(DEFAULT_MAX_BYTES),
            now: None,
        }
    }

    /// Sets how much may be queued, in bytes. Default: 4 MiB.
    #[must_use]
    pub fn max_queue(mut self, bytes: usize) -> Self {
        self.queue = Queue::new(bytes);
        self
    }
}

impl<P: Packet> Default for PassThrough<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P: Packet> Pacer<P> for PassThrough<P> {
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P> {
        self.now = self.now.max(Some(now));
        packets(self.queue.push(packet, ()))
    }

    fn poll(&mut self, now: Instant) -> Option<P> {
        self.now = self.now.max(Some(now));
        self.queue.pop().map(|(packet, ())| packet)
    }

    fn remove(&mut self, stream: u32, now: Instant) -> Vec<P> {
        self.now = self.now.max(Some(now));
        packets(self.queue.take_stream(stream))
    }

    fn next_wake(&self) -> Option<Instant> {
        self.now.filter(|_| !self.queue.is_empty())
    }

    fn queued_bytes(&self) -> usize {
        self.queue.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Part {
        frame: u64,
        size: usize,
    }

    impl Packet for Part {
        fn size(&self) -> usize {
            self.size
        }

        fn frame(&self) -> Option<u64> {
            Some(self.frame)
        }
    }

    #[test]
    fn packets_leave_in_order_and_at_once() {
        let mut pacer = PassThrough::new();
        let now = Instant::now();
        for frame in 0..3 {
            assert!(pacer.enqueue(Part { frame, size: 100 }, now).is_empty());
        }
        assert_eq!(pacer.next_wake(), Some(now));
        for frame in 0..3 {
            assert_eq!(pacer.poll(now).map(|part| part.frame), Some(frame));
        }
        assert_eq!((pacer.next_wake(), pacer.queued_bytes()), (None, 0));
    }

    #[test]
    fn a_full_queue_drops_the_newest_frame_as_a_whole() {
        let mut pacer = PassThrough::new();
        let now = Instant::now();
        let mut dropped = Vec::new();
        for n in 0..60_u64 {
            dropped.extend(pacer.enqueue(
                Part {
                    frame: n / 10,
                    size: 100_000,
                },
                now,
            ));
        }
        // 41 packets fit into 4 MiB: the fifth frame was begun and could not be ended.
        let frames: Vec<_> = dropped.iter().map(|part| part.frame).collect();
        assert_eq!(frames, [[4; 10], [5; 10]].concat()[..frames.len()]);
        let kept: Vec<_> = std::iter::from_fn(|| pacer.poll(now))
            .map(|part| part.frame)
            .collect();
        assert_eq!(kept.len() + dropped.len(), 60);
        for frame in 0..6 {
            assert!(matches!(
                kept.iter().filter(|kept| **kept == frame).count(),
                0 | 10
            ));
        }
    }
}

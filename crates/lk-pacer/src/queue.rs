//! A queue bounded in bytes that drops whole frames.

use crate::Packet;
use crate::line::Line;

/// First in, first out, at most `max_bytes` and [`MAX_PACKETS`].
#[derive(Debug)]
pub(crate) struct Queue<P, T = ()> {
    line: Line<P, T>,
    max_bytes: usize,
}

impl<P: Packet, T> Queue<P, T> {
    pub(crate) const fn new(max_bytes: usize) -> Self {
        Self {
            line: Line::new(),
            max_bytes,
        }
    }

    /// Queues a packet. If it does not fit, its frame is dropped and given back: the newest goes,
    /// since the older ones may have left in part, and a decoder needs them first.
    #[inline]
    pub(crate) fn push(&mut self, packet: P, beside: T) -> Vec<(P, T)> {
        let bytes = self.line.bytes().saturating_add(packet.size());
        let fits = bytes <= self.max_bytes && self.line.packets() < MAX_PACKETS;
        self.line.push(packet, beside, fits)
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<(P, T)> {
        self.line.pop()
    }

    /// Takes back all of a stream.
    pub(crate) fn take_stream(&mut self, stream: u32) -> Vec<(P, T)> {
        self.line.take_stream(stream)
    }

    pub(crate) const fn line(&self) -> &Line<P, T> {
        &self.line
    }

    pub(crate) const fn line_mut(&mut self) -> &mut Line<P, T> {
        &mut self.line
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.line.bytes()
    }
}

/// Only the packets of what comes out of a queue.
pub(crate) fn packets<P, T>(taken: Vec<(P, T)>) -> Vec<P> {
    if taken.is_empty() {
        return Vec::new();
    }
    taken.into_iter().map(|(packet, _)| packet).collect()
}

/// How much a pacer queues unless told otherwise, in bytes: more than a second of any video.
pub(crate) const DEFAULT_MAX_BYTES: usize = 4 << 20;

/// How many packets are queued at most, however small they are.
pub(crate) const MAX_PACKETS: usize = 1 << 16;

//! A queue bounded in bytes that drops whole frames.

use std::collections::VecDeque;

use crate::Packet;

/// First in, first out, at most `max_bytes`.
#[derive(Debug)]
pub(crate) struct Queue<P> {
    packets: VecDeque<P>,
    bytes: usize,
    max_bytes: usize,
    /// The frame that was dropped last of each stream: what still comes of it is dropped too.
    dropping: VecDeque<FrameId>,
}

type FrameId = (u32, u64);

impl<P: Packet> Queue<P> {
    pub(crate) const fn new(max_bytes: usize) -> Self {
        Self {
            packets: VecDeque::new(),
            bytes: 0,
            max_bytes,
            dropping: VecDeque::new(),
        }
    }

    /// Queues a packet. If it does not fit, its frame is dropped and given back: the newest goes,
    /// since the older ones may have left in part, and a decoder needs them first.
    pub(crate) fn push(&mut self, packet: P) -> Vec<P> {
        let frame = frame_id(&packet);
        let dropped_before = frame.is_some_and(|frame| self.dropping.contains(&frame));
        let fits = self.bytes + packet.size() <= self.max_bytes;
        if fits && !dropped_before {
            self.bytes += packet.size();
            self.packets.push_back(packet);
            return Vec::new();
        }
        let mut dropped = Vec::new();
        if let Some(id) = frame.filter(|_| !dropped_before) {
            let (gone, kept): (VecDeque<P>, _) = self
                .packets
                .drain(..)
                .partition(|queued| frame_id(queued) == frame);
            self.packets = kept;
            self.bytes -= gone.iter().map(Packet::size).sum::<usize>();
            dropped = gone.into();
            self.dropping.retain(|(stream, _)| *stream != id.0);
            self.dropping.push_back(id);
            if self.dropping.len() > MAX_STREAMS {
                self.dropping.pop_front();
            }
        }
        dropped.push(packet);
        dropped
    }

    pub(crate) fn pop(&mut self) -> Option<P> {
        let packet = self.packets.pop_front()?;
        self.bytes -= packet.size();
        Some(packet)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packets.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.packets.len()
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }
}

fn frame_id(packet: &impl Packet) -> Option<FrameId> {
    packet.frame().map(|frame| (packet.stream(), frame))
}

/// How much a pacer queues unless told otherwise, in bytes: more than a second of any video.
pub(crate) const DEFAULT_MAX_BYTES: usize = 4 << 20;

/// How many streams are remembered by the frame that they lost.
const MAX_STREAMS: usize = 64;

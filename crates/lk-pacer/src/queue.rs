//! A queue bounded in bytes that drops whole frames.

use std::collections::VecDeque;

use crate::Packet;

/// First in, first out, at most `max_bytes` and [`MAX_PACKETS`].
#[derive(Debug)]
pub(crate) struct Queue<P> {
    /// Packets and their numbers, which tell their order and nothing else.
    packets: VecDeque<(u64, P)>,
    entered: u64,
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
            entered: 0,
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
        let fits = self.bytes.saturating_add(packet.size()) <= self.max_bytes
            && self.packets.len() < MAX_PACKETS;
        if fits && !dropped_before {
            self.bytes += packet.size();
            self.entered += 1;
            self.packets.push_back((self.entered, packet));
            return Vec::new();
        }
        let mut dropped = Vec::new();
        if let Some(id) = frame.filter(|_| !dropped_before) {
            let (gone, kept): (VecDeque<_>, _) = self
                .packets
                .drain(..)
                .partition(|(_, queued)| frame_id(queued) == frame);
            self.packets = kept;
            dropped = gone.into_iter().map(|(_, packet)| packet).collect();
            self.bytes -= dropped.iter().map(Packet::size).sum::<usize>();
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
        self.pop_numbered().map(|(_, packet)| packet)
    }

    pub(crate) fn pop_numbered(&mut self) -> Option<(u64, P)> {
        let (number, packet) = self.packets.pop_front()?;
        self.bytes -= packet.size();
        Some((number, packet))
    }

    /// The number of the packet that was queued last.
    pub(crate) const fn entered(&self) -> u64 {
        self.entered
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packets.is_empty()
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

/// How many packets are queued at most, however small they are.
pub(crate) const MAX_PACKETS: usize = 1 << 16;

/// How many streams are remembered by the frame that they lost.
const MAX_STREAMS: usize = 64;

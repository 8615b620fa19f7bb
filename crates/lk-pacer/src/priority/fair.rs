//! Streams that take turns by bytes, bounded together.

use std::collections::VecDeque;
use std::time::Instant;

use super::MAX_STREAMS;
use crate::Packet;
use crate::queue::MAX_PACKETS;

/// A packet and when it came.
pub(super) type Stamped<P> = (P, Instant);

type Line<P> = VecDeque<Stamped<P>>;

/// The packets of one class.
#[derive(Debug)]
pub(super) struct FairQueue<P> {
    streams: Vec<Stream<P>>,
    bytes: usize,
    packets: usize,
    max_bytes: usize,
}

#[derive(Debug)]
struct Stream<P> {
    id: u32,
    line: Line<P>,
    /// Bytes sent, as far as the others have been caught up with.
    sent: u64,
    /// The frame that was dropped last: what still comes of it is dropped too.
    dropping: Option<u64>,
}

impl<P: Packet> FairQueue<P> {
    pub(super) const fn new(max_bytes: usize) -> Self {
        Self {
            streams: Vec::new(),
            bytes: 0,
            packets: 0,
            max_bytes,
        }
    }

    /// Queues a packet. If it does not fit, its frame is dropped and given back, the packet last, each
    /// with the time at which it came.
    pub(super) fn push(&mut self, packet: P, now: Instant) -> Vec<Stamped<P>> {
        let (size, frame) = (packet.size(), packet.frame());
        let fits = self.bytes.saturating_add(size) <= self.max_bytes && self.packets < MAX_PACKETS;
        let stream = self.stream(packet.stream());
        let dropped_before = frame.is_some() && stream.dropping == frame;
        if fits && !dropped_before {
            stream.line.push_back((packet, now));
            self.bytes += size;
            self.packets += 1;
            return Vec::new();
        }
        let mut dropped = Vec::new();
        if frame.is_some() && !dropped_before {
            let (gone, kept): (Line<P>, Line<P>) = stream
                .line
                .drain(..)
                .partition(|(queued, _)| queued.frame() == frame);
            stream.line = kept;
            stream.dropping = frame;
            self.packets -= gone.len();
            self.bytes -= gone.iter().map(|(packet, _)| packet.size()).sum::<usize>();
            dropped = gone.into();
        }
        dropped.push((packet, now));
        dropped
    }

    /// The next packet of the stream that has had the least.
    pub(super) fn pop(&mut self) -> Option<Stamped<P>> {
        let waiting = self
            .streams
            .iter_mut()
            .filter(|stream| !stream.line.is_empty());
        let stream = waiting.min_by_key(|stream| stream.sent)?;
        let stamped = stream.take()?;
        self.bytes -= stamped.0.size();
        self.packets -= 1;
        Some(stamped)
    }

    /// The packet that has waited longest.
    pub(super) fn pop_oldest(&mut self) -> Option<Stamped<P>> {
        let streams = self.streams.iter_mut();
        let stream = streams
            .filter_map(|stream| Some((stream.oldest()?, stream)))
            .min_by_key(|(since, _)| *since)?
            .1;
        let stamped = stream.take()?;
        self.bytes -= stamped.0.size();
        self.packets -= 1;
        Some(stamped)
    }

    /// When the packet came that has waited longest.
    pub(super) fn oldest(&self) -> Option<Instant> {
        self.streams.iter().filter_map(Stream::oldest).min()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.packets == 0
    }

    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The stream of this id. One that was idle is not owed what it did not ask for: it starts level
    /// with the one that has had the least.
    fn stream(&mut self, id: u32) -> &mut Stream<P> {
        let busy = self.streams.iter().filter(|stream| !stream.line.is_empty());
        let level = busy.map(|stream| stream.sent).min();
        let known = self.streams.iter().position(|stream| stream.id == id);
        let index = known.unwrap_or_else(|| {
            if self.streams.len() >= MAX_STREAMS {
                self.streams.retain(|stream| !stream.line.is_empty());
            }
            self.streams.push(Stream {
                id,
                line: VecDeque::new(),
                sent: 0,
                dropping: None,
            });
            self.streams.len() - 1
        });
        let stream = &mut self.streams[index];
        if stream.line.is_empty() {
            stream.sent = stream.sent.max(level.unwrap_or(stream.sent));
        }
        stream
    }
}

impl<P: Packet> Stream<P> {
    fn oldest(&self) -> Option<Instant> {
        self.line.front().map(|(_, since)| *since)
    }

    fn take(&mut self) -> Option<Stamped<P>> {
        let stamped = self.line.pop_front()?;
        self.sent += stamped.0.size() as u64;
        Some(stamped)
    }
}

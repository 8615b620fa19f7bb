//! Streams that take turns by bytes, bounded together.
//!
//! This is start-time fair queueing: the packet at the head of each lane has a tag, the bytes at which its turn
//! begins, and the least goes first. A lane goes on where its last packet ended; one that was idle goes on no
//! earlier than where the others are, so nobody is owed, or owes, a past without a queue.
//!
//! Source: P. Goyal, H. M. Vin, H. Cheng, "Start-time Fair Queueing", 1996, §2.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::MAX_STREAMS;
use crate::Packet;
use crate::line::Line;
use crate::queue::MAX_PACKETS;

/// A packet and the time at which it came.
pub(super) type Stamped<P> = (P, u64);

/// The packets of one class.
#[derive(Debug)]
pub(super) struct FairQueue<P> {
    /// Lanes of one stream each, and the last for all that come while none of them is free.
    lanes: Vec<Lane<P>>,
    /// Which stream has which lane.
    places: BTreeMap<u32, usize>,
    /// Lanes by their tags. What stands here may be too low, or a lane that is idle since, except at the top.
    turns: BinaryHeap<Reverse<(u64, usize)>>,
    /// Lanes by the age of their first packet, in the same manner.
    ages: BinaryHeap<Reverse<(u64, usize)>>,
    /// The lane that was given to another stream last.
    given: usize,
    /// The tag of the packet that left last.
    level: u64,
    /// The highest tag of any lane.
    furthest: u64,
    bytes: usize,
    packets: usize,
    max_bytes: usize,
}

#[derive(Debug)]
struct Lane<P> {
    stream: Option<u32>,
    line: Line<P, u64>,
    tag: u64,
    has_turn: bool,
    has_age: bool,
}

impl<P: Packet> FairQueue<P> {
    pub(super) const fn new(max_bytes: usize) -> Self {
        Self {
            lanes: Vec::new(),
            places: BTreeMap::new(),
            turns: BinaryHeap::new(),
            ages: BinaryHeap::new(),
            given: 0,
            level: 0,
            furthest: 0,
            bytes: 0,
            packets: 0,
            max_bytes,
        }
    }

    /// Queues a packet. If it does not fit, its frame is dropped and given back, the packet last, each
    /// with the time at which it came.
    pub(super) fn push(&mut self, packet: P, now: u64) -> Vec<Stamped<P>> {
        let size = packet.size();
        let fits = self.bytes.saturating_add(size) <= self.max_bytes && self.packets < MAX_PACKETS;
        let at = self.lane(packet.stream());
        let lane = &mut self.lanes[at];
        let dropped = lane.line.push(packet, now, fits);
        if let Some((_, queued)) = dropped.split_last() {
            self.gone(queued);
            return dropped;
        }
        self.bytes += size;
        self.packets += 1;
        if lane.line.packets() == 1 {
            lane.tag = lane.tag.max(self.level);
            if !lane.has_turn {
                lane.has_turn = true;
                self.turns.push(Reverse((lane.tag, at)));
            }
            if !lane.has_age {
                lane.has_age = true;
                self.ages.push(Reverse((now, at)));
            }
            // The tops stay true: an idle lane was at neither, and what was pushed is.
        }
        Vec::new()
    }

    /// The next packet of the stream whose turn it is.
    pub(super) fn pop(&mut self) -> Option<Stamped<P>> {
        let Reverse((tag, at)) = *self.turns.peek()?;
        self.level = self.level.max(tag);
        self.take(at)
    }

    /// The packet that has waited longest.
    pub(super) fn pop_oldest(&mut self) -> Option<Stamped<P>> {
        let Reverse((_, at)) = *self.ages.peek()?;
        self.take(at)
    }

    /// When the packet came that has waited longest.
    pub(super) fn oldest(&self) -> Option<u64> {
        self.ages.peek().map(|Reverse((since, _))| *since)
    }

    /// Takes back all of a stream.
    pub(super) fn take_stream(&mut self, stream: u32) -> Vec<Stamped<P>> {
        let at = self.places.get(&stream).copied();
        let Some(lane) = self.lanes.get_mut(at.unwrap_or(MAX_STREAMS)) else {
            return Vec::new();
        };
        let taken = lane.line.take_stream(stream);
        self.gone(&taken);
        taken
    }

    pub(super) fn is_empty(&self) -> bool {
        self.packets == 0
    }

    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    #[cfg(test)]
    pub(super) fn lanes(&self) -> usize {
        self.lanes.len()
    }

    fn take(&mut self, at: usize) -> Option<Stamped<P>> {
        let lane = &mut self.lanes[at];
        let stamped = lane.line.pop()?;
        lane.tag += stamped.0.size() as u64;
        self.furthest = self.furthest.max(lane.tag);
        self.bytes -= stamped.0.size();
        self.packets -= 1;
        self.settle();
        Some(stamped)
    }

    /// Packets were taken out of their lane.
    fn gone(&mut self, taken: &[Stamped<P>]) {
        if !taken.is_empty() {
            self.packets -= taken.len();
            self.bytes -= taken.iter().map(|(packet, _)| packet.size()).sum::<usize>();
            self.settle();
        }
    }

    /// Makes the tops of both heaps true. Tags and times only grow, so that what stands too low comes up
    /// sooner or later.
    fn settle(&mut self) {
        if self.packets == 0 {
            // Nobody waits, so nobody is ahead.
            self.level = self.furthest;
        }
        while let Some(Reverse((tag, at))) = self.turns.peek().copied() {
            let lane = &mut self.lanes[at];
            if lane.line.is_empty() {
                lane.has_turn = false;
                self.turns.pop();
            } else if lane.tag == tag {
                break;
            } else if let Some(mut top) = self.turns.peek_mut() {
                *top = Reverse((lane.tag, at));
            }
        }
        while let Some(Reverse((since, at))) = self.ages.peek().copied() {
            let lane = &mut self.lanes[at];
            match lane.line.front().map(|(_, since)| *since) {
                None => {
                    lane.has_age = false;
                    self.ages.pop();
                }
                Some(first) if first == since => break,
                Some(first) => {
                    if let Some(mut top) = self.ages.peek_mut() {
                        *top = Reverse((first, at));
                    }
                }
            }
        }
    }

    /// The lane of a stream. One without takes a new or an idle one; where there is none, it shares the last
    /// with others, and as long as anything waits there newcomers do too, so that none overtakes itself.
    fn lane(&mut self, stream: u32) -> usize {
        if let Some(at) = self.places.get(&stream) {
            return *at;
        }
        if self.lanes.len() < MAX_STREAMS {
            self.lanes.push(Lane::new(Some(stream)));
            self.places.insert(stream, self.lanes.len() - 1);
            return self.lanes.len() - 1;
        }
        let shared = self.lanes.get(MAX_STREAMS);
        if shared.is_none_or(|lane| lane.line.is_empty())
            && let Some(at) = self.idle()
        {
            let lane = &mut self.lanes[at];
            if let Some(before) = lane.stream.replace(stream) {
                self.places.remove(&before);
            }
            lane.line.forget();
            self.places.insert(stream, at);
            return at;
        }
        if self.lanes.len() == MAX_STREAMS {
            self.lanes.push(Lane::new(None));
        }
        MAX_STREAMS
    }

    /// An idle lane, each in its turn.
    fn idle(&mut self) -> Option<usize> {
        let mut round = (1..=MAX_STREAMS).map(|step| (self.given + step) % MAX_STREAMS);
        let at = round.find(|at| self.lanes[*at].line.is_empty())?;
        self.given = at;
        Some(at)
    }
}

impl<P: Packet> Lane<P> {
    const fn new(stream: Option<u32>) -> Self {
        Self {
            stream,
            line: Line::new(),
            tag: 0,
            has_turn: false,
            has_age: false,
        }
    }
}

#[cfg(test)]
mod tests;

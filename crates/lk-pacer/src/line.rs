//! Packets in their order, out of which whole frames can be taken.

use std::collections::VecDeque;

use crate::Packet;
use crate::frames::Frames;

/// First in, first out, each packet with something beside it.
///
/// The packets of a frame are linked backwards, so that taking one out costs what putting it in did, however
/// much stands before and between. What is taken out leaves an empty place, until it is at an end of the line
/// or half of the places are empty.
#[derive(Debug)]
pub(crate) struct Line<P, T> {
    places: VecDeque<Place<P, T>>,
    frames: Frames,
    /// How many places are not empty.
    packets: usize,
    bytes: usize,
    entered: u64,
}

#[derive(Debug)]
struct Place<P, T> {
    /// Goes up along the line, not always by one.
    number: u64,
    /// The number of the packet of the same frame before this; zero for none.
    before: u64,
    content: Option<(P, T)>,
}

impl<P: Packet, T> Line<P, T> {
    pub(crate) const fn new() -> Self {
        Self {
            places: VecDeque::new(),
            frames: Frames::new(),
            packets: 0,
            bytes: 0,
            entered: 0,
        }
    }

    /// Queues a packet if it fits. If it does not, or something of its frame did not before, the frame as far
    /// as it is here comes back, in order and the packet last.
    #[inline]
    pub(crate) fn push(&mut self, packet: P, beside: T, fits: bool) -> Vec<(P, T)> {
        let number = self.entered + 1;
        let mut before = 0;
        if let Some(id) = packet.frame() {
            let frame = self.frames.touch(packet.stream(), id);
            if frame.dropped {
                return vec![(packet, beside)];
            }
            before = frame.last;
            if fits {
                frame.last = number;
            } else {
                frame.dropped = true;
            }
        }
        if !fits {
            let mut dropped = self.take_linked(before);
            dropped.push((packet, beside));
            return dropped;
        }
        self.entered = number;
        self.packets += 1;
        self.bytes += packet.size();
        let content = Some((packet, beside));
        self.places.push_back(Place {
            number,
            before,
            content,
        });
        Vec::new()
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<(P, T)> {
        // The first place is never empty.
        let (packet, beside) = self.places.pop_front()?.content?;
        self.bytes -= packet.size();
        self.packets -= 1;
        if self.places.len() > self.packets || self.places.is_empty() {
            self.tidy();
        }
        Some((packet, beside))
    }

    /// Takes back all of a stream, and forgets its frames.
    pub(crate) fn take_stream(&mut self, stream: u32) -> Vec<(P, T)> {
        self.frames.forget(stream);
        let mut taken = Vec::new();
        for place in &mut self.places {
            let of_it = |(packet, _): &mut (P, T)| packet.stream() == stream;
            taken.extend(place.content.take_if(of_it));
        }
        self.packets -= taken.len();
        self.bytes -= taken.iter().map(|(packet, _)| packet.size()).sum::<usize>();
        self.tidy();
        taken
    }

    /// Forgets the frames of all streams; what is queued stays.
    pub(crate) fn forget(&mut self) {
        self.frames.clear();
    }

    pub(crate) fn front(&self) -> Option<&(P, T)> {
        self.places.front()?.content.as_ref()
    }

    pub(crate) fn back_mut(&mut self) -> Option<&mut (P, T)> {
        self.places.back_mut()?.content.as_mut()
    }

    /// The number of the packet that was queued last, were it taken out since or not.
    pub(crate) const fn entered(&self) -> u64 {
        self.entered
    }

    /// What stands beside the packet of a number.
    pub(crate) fn beside(&self, number: u64) -> Option<&T> {
        let (_, beside) = self.places[self.place(number)?].content.as_ref()?;
        Some(beside)
    }

    /// The packets behind a number.
    pub(crate) fn behind(&mut self, number: u64) -> impl Iterator<Item = (u64, &mut (P, T))> {
        let from = self.places.partition_point(|place| place.number <= number);
        let places = self.places.range_mut(from..);
        places.filter_map(|place| Some((place.number, place.content.as_mut()?)))
    }

    /// The number of the last packet before a number.
    pub(crate) fn before(&self, number: u64) -> Option<u64> {
        let from = self.places.partition_point(|place| place.number < number);
        let mut places = self.places.range(..from).rev();
        let place = places.find(|place| place.content.is_some())?;
        Some(place.number)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub(crate) const fn packets(&self) -> usize {
        self.packets
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    fn place(&self, number: u64) -> Option<usize> {
        // As long as no empty place was given up, numbers tell places; what has left is before the first.
        let ahead = usize::try_from(number.checked_sub(self.places.front()?.number)?).ok()?;
        if self
            .places
            .get(ahead)
            .is_some_and(|place| place.number == number)
        {
            return Some(ahead);
        }
        let found = self
            .places
            .binary_search_by_key(&number, |place| place.number);
        found.ok()
    }

    /// Takes out the packet of a number and those linked to it, which are before it.
    #[cold]
    fn take_linked(&mut self, mut number: u64) -> Vec<(P, T)> {
        let mut taken = Vec::new();
        while let Some(at) = self.place(number) {
            let place = &mut self.places[at];
            number = place.before;
            taken.extend(place.content.take());
        }
        taken.reverse();
        self.packets -= taken.len();
        self.bytes -= taken.iter().map(|(packet, _)| packet.size()).sum::<usize>();
        self.tidy();
        taken
    }

    /// Leaves no empty place at an end, nor more of them than packets.
    fn tidy(&mut self) {
        let is_empty = |place: &Place<P, T>| place.content.is_none();
        while self.places.front().is_some_and(is_empty) {
            self.places.pop_front();
        }
        while self.places.back().is_some_and(is_empty) {
            self.places.pop_back();
        }
        if self.places.len() > 2 * self.packets + KEPT {
            self.places.retain(|place| place.content.is_some());
        }
        if self.places.is_empty() && self.places.capacity() > KEPT {
            self.places.shrink_to(KEPT);
        }
    }
}

/// So many places are kept for what comes next.
const KEPT: usize = 64;

#[cfg(test)]
mod tests;

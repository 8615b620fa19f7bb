//! The packets held, by sequence number, and since when each gap between them is known.

use std::collections::VecDeque;
use std::ops::Range;
use std::time::Instant;

use bytes::Bytes;

use super::facts::Facts;
use super::{MAX_BYTES, MAX_PACKETS};
use crate::depacketize::FrameStart;

/// A ring of packets. Its capacity doubles as needed, up to [`MAX_PACKETS`].
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Packet `seq` stands at `seq % slots.len()`, a power of two.
    slots: Vec<Option<Slot>>,
    /// A bit for each slot, set where there is a packet: stretches without one are passed over by words.
    present: Vec<u64>,
    /// Everything below has been released.
    base: u64,
    /// One above the highest packet that came.
    end: u64,
    bytes: usize,
    /// Stretches that were missing when a packet behind them came, in order.
    gaps: VecDeque<Gap>,
}

#[derive(Debug)]
pub(super) struct Slot {
    pub(super) timestamp: u32,
    pub(super) marker: bool,
    pub(super) content: Content,
    pub(super) arrival: Instant,
    pub(super) payload: Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Data(FrameStart, Facts),
    Padding,
    Malformed,
}

#[derive(Debug)]
struct Gap {
    end: u64,
    since: Instant,
}

impl Window {
    /// Whether no packet was put in since the start or the last reset.
    pub(super) const fn is_unused(&self) -> bool {
        self.end == 0
    }

    /// Starts with the packet `seq`.
    pub(super) const fn begin(&mut self, seq: u64) {
        self.base = seq;
        self.end = seq;
    }

    /// Whether packets from `seq` on can still be taken in, below those held.
    pub(super) const fn reaches_down_to(&self, seq: u64) -> bool {
        self.end - seq <= MAX_PACKETS
    }

    /// Makes room for packets from `seq` on, below the lowest `known` one.
    pub(super) fn extend_down(&mut self, seq: u64, known: u64, now: Instant) {
        self.grow((self.end - seq) as usize);
        self.base = seq;
        let earlier = self
            .gaps
            .front()
            .filter(|gap| gap.end <= known)
            .map(|gap| gap.since);
        if earlier.is_some() {
            self.gaps.pop_front();
        }
        self.gaps.push_front(Gap {
            end: known,
            since: earlier.unwrap_or(now),
        });
    }

    pub(super) fn reset(&mut self) {
        self.release_to(self.end);
        self.gaps.clear();
        self.end = 0;
    }

    pub(super) const fn base(&self) -> u64 {
        self.base
    }

    /// Bytes of the payloads held.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn has_room(&self, seq: u64, bytes: usize) -> bool {
        seq < self.base + MAX_PACKETS && (self.bytes + bytes <= MAX_BYTES || self.bytes == 0)
    }

    pub(super) fn get(&self, seq: u64) -> Option<&Slot> {
        if !(self.base..self.end).contains(&seq) {
            return None;
        }
        self.slots.get(self.index(seq))?.as_ref()
    }

    /// The timestamp of the packet `seq`, if it is held and carries something.
    pub(super) fn data_at(&self, seq: u64) -> Option<u32> {
        let slot = self.get(seq)?;
        matches!(slot.content, Content::Data(..)).then_some(slot.timestamp)
    }

    /// Puts a packet in, unless it is below the base or there already.
    pub(super) fn insert(&mut self, seq: u64, slot: Slot, now: Instant) -> bool {
        if seq < self.base {
            return false;
        }
        self.grow((self.end.max(seq + 1) - self.base) as usize);
        let (index, bytes) = (self.index(seq), slot.payload.len());
        let Some(place @ None) = self.slots.get_mut(index) else {
            return false;
        };
        *place = Some(slot);
        if let Some(word) = self.present.get_mut(index / WORD) {
            *word |= 1 << (index % WORD);
        }
        self.bytes += bytes;
        if seq > self.end {
            self.gaps.push_back(Gap {
                end: seq,
                since: now,
            });
        }
        self.end = self.end.max(seq + 1);
        true
    }

    /// Since when it is known that `seq` is missing; `None` if nothing behind it came.
    pub(super) fn waiting_since(&self, seq: u64) -> Option<Instant> {
        if seq >= self.end {
            return None;
        }
        self.gaps
            .iter()
            .find(|gap| gap.end > seq)
            .map(|gap| gap.since)
    }

    /// The first packet at or above `seq`; the end of all if there is none.
    pub(super) fn next_present(&self, seq: u64) -> u64 {
        let width = self.slots.len().min(WORD);
        let mut at = seq.max(self.base);
        while at < self.end {
            let index = self.index(at);
            let Some(word) = self.present.get(index / WORD) else {
                break;
            };
            let rest = word >> (index % WORD);
            if rest != 0 {
                return self.end.min(at + u64::from(rest.trailing_zeros()));
            }
            at += (width - index % width) as u64;
        }
        self.end
    }

    /// The payloads of the packets in `range` that have one.
    pub(super) fn payloads(&self, range: Range<u64>) -> impl Iterator<Item = &Bytes> + Clone {
        let data = |slot: &&Slot| matches!(slot.content, Content::Data(..));
        range
            .filter_map(|seq| self.get(seq))
            .filter(data)
            .map(|slot| &slot.payload)
    }

    /// Takes a packet out, and gives its payload if it has one.
    pub(super) fn take(&mut self, seq: u64) -> Option<Bytes> {
        let index = self.index(seq);
        let slot = self.slots.get_mut(index)?.take()?;
        if let Some(word) = self.present.get_mut(index / WORD) {
            *word &= !(1 << (index % WORD));
        }
        self.bytes -= slot.payload.len();
        matches!(slot.content, Content::Data(..)).then_some(slot.payload)
    }

    /// Drops every packet below `seq`.
    pub(super) fn release_to(&mut self, seq: u64) {
        let until = seq.min(self.end);
        let mut at = self.next_present(self.base);
        while at < until {
            self.take(at);
            at = self.next_present(at + 1);
        }
        self.base = self.base.max(seq);
        self.forget_gaps_below(seq);
    }

    /// Says that nothing is missing below `seq` any more.
    pub(super) fn forget_gaps_below(&mut self, seq: u64) {
        while self.gaps.front().is_some_and(|gap| gap.end <= seq) {
            self.gaps.pop_front();
        }
    }

    /// With nothing held: as if everything up to the next packet had been released.
    pub(super) fn skip_to_end(&mut self) {
        self.release_to(self.end);
    }

    const fn index(&self, seq: u64) -> usize {
        seq as usize & self.slots.len().wrapping_sub(1)
    }

    /// Grows the ring to hold at least `needed` packets.
    fn grow(&mut self, needed: usize) {
        if needed <= self.slots.len() {
            return;
        }
        let size = needed.next_power_of_two().max(MIN_SLOTS);
        let mut slots: Vec<Option<Slot>> = std::iter::repeat_with(|| None).take(size).collect();
        let mut present = vec![0_u64; size.div_ceil(WORD)];
        for seq in self.base..self.end {
            let old = self.index(seq);
            let taken = self.slots.get_mut(old).and_then(Option::take);
            let new = seq as usize & (size - 1);
            if let (Some(place), Some(word)) = (slots.get_mut(new), present.get_mut(new / WORD)) {
                *word |= u64::from(taken.is_some()) << (new % WORD);
                *place = taken;
            }
        }
        self.slots = slots;
        self.present = present;
    }
}

const MIN_SLOTS: usize = 16;
const WORD: usize = u64::BITS as usize;

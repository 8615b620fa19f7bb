//! A stretch of the frame in parts of nearly the same length.

use std::ops::Range;

/// The fewest parts of at most so many bytes, all of nearly the same length, so that no frame ends in a crumb. The
/// longer ones come last, as in libwebrtc.
#[derive(Debug, Clone, Copy)]
pub(in crate::packetize) struct Split {
    start: u32,
    /// The length of the shorter parts.
    each: u32,
    count: u32,
    /// So many parts are short; the others have a byte more.
    shorter: u32,
}

impl Split {
    /// The whole range as one part.
    #[inline]
    pub(super) const fn one(range: &Range<usize>) -> Self {
        Self {
            start: range.start as u32,
            each: (range.end - range.start) as u32,
            count: 1,
            shorter: 1,
        }
    }

    #[inline]
    pub(in crate::packetize) fn even(range: &Range<usize>, room: usize) -> Self {
        if range.len() <= room {
            return Self::one(range);
        }
        // Numbers of 32 bits are divided in half the time.
        let (len, room) = (range.len() as u32, room.max(1) as u32);
        let count = len.div_ceil(room);
        Self {
            start: range.start as u32,
            each: len / count,
            count,
            shorter: count - len % count,
        }
    }

    #[inline]
    pub(in crate::packetize) const fn count(&self) -> usize {
        self.count as usize
    }

    #[inline]
    pub(super) const fn is_last(&self, index: u32) -> bool {
        index + 1 == self.count
    }

    #[inline]
    pub(super) const fn start(&self) -> u32 {
        self.start
    }

    #[inline]
    pub(super) const fn part_len(&self, index: u32) -> u32 {
        self.each + (index >= self.shorter) as u32
    }

    /// The first part, and the others.
    pub(in crate::packetize) fn without_first(self) -> (Range<usize>, Self) {
        let end = self.start + self.part_len(0);
        let rest = Self {
            start: end,
            count: self.count.saturating_sub(1),
            shorter: self.shorter.saturating_sub(1),
            ..self
        };
        (self.start as usize..end as usize, rest)
    }

    /// The same parts, so many bytes further ahead in the frame.
    pub(in crate::packetize) const fn ahead_by(mut self, bytes: u32) -> Self {
        self.start -= bytes;
        self
    }
}

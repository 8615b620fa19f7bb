//! VP9 pictures of several spatial layers, as files have them: superframes of which the highest layer alone is shown.
//!
//! Encoders of rooms mark each layer as shown, since a receiver may get no higher one. Decoders that take a superframe for
//! what it is then show them all, one after another (ffmpeg's own; libvpx gives out the last). To hide a frame takes a flag,
//! and behind it a bit that shown frames do not have: the uncompressed header is written anew, the rest is left.
//! Source: VP9 bitstream specification §6.2, §7.2, annex B.

use bytes::Bytes;

use crate::bitstream::bits::Bits;
use crate::bitstream::vp9::frames;

/// Hides lower layers, picture by picture in decoding order.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// Sizes of the pictures that frames refer to, where they are known.
    slots: [Option<Size>; 8],
}

type Size = (u32, u32);

impl Layers {
    /// The picture with its last frame shown and no other. One that is no superframe, or of which a frame cannot be hidden
    /// without harm to the next, is left as it is, or that frame is.
    pub(super) fn pack(&mut self, picture: &Bytes) -> Bytes {
        let parts: Vec<_> = frames(picture)
            .map(|frame| (frame, self.read(frame)))
            .collect();
        let hidden: Vec<_> = parts
            .windows(2)
            .map(|pair| match pair {
                // A frame that does not stand alone takes vectors over from the one before, if that was shown.
                [(frame, Some(header)), (_, Some(next))] if next.stands_alone => header.hide(frame),
                _ => None,
            })
            .collect();
        let last = parts.last().and_then(|(_, header)| header.as_ref());
        let ends_shown = last.is_some_and(|header| header.shown);
        let told = picture.last().map_or(0, |marker| marker & 7) + 1;
        let is_whole = parts.len() == usize::from(told);
        if !ends_shown || !is_whole || hidden.iter().all(Option::is_none) {
            return picture.clone();
        }
        let mut out = Vec::with_capacity(picture.len() + 64);
        let mut sizes = Vec::with_capacity(parts.len());
        let hidden = hidden.iter().map(Option::as_deref).chain([None]);
        for ((frame, _), hidden) in parts.iter().zip(hidden) {
            let frame = hidden.unwrap_or(frame);
            out.extend_from_slice(frame);
            sizes.push(frame.len() as u32);
        }
        let marker = INDEX | LONG_SIZES | (told - 1);
        out.push(marker);
        out.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        out.push(marker);
        out.into()
    }

    /// Reads a frame's header, and keeps what later ones refer to.
    fn read(&mut self, frame: &[u8]) -> Option<Header> {
        let header = Header::read(frame, &self.slots);
        match &header {
            Some(header) => {
                for (index, slot) in self.slots.iter_mut().enumerate() {
                    if header.refreshes >> index & 1 == 1 {
                        *slot = Some(header.size);
                    }
                }
            }
            // It may have put anything anywhere.
            None => self.slots = Default::default(),
        }
        header
    }
}

/// The uncompressed header of a frame.
#[derive(Debug, Default)]
struct Header {
    shown: bool,
    /// Nothing of it depends on whether the frame before was shown.
    stands_alone: bool,
    /// The slots that it is put into, one bit each.
    refreshes: u32,
    size: Size,
    len: usize,
    /// The same header of a frame that is not shown.
    hidden: Vec<u8>,
}

impl Header {
    /// `None` if it is malformed, or refers to what is not known.
    fn read(frame: &[u8], slots: &[Option<Size>; 8]) -> Option<Self> {
        let mut bits = Copied::new(frame);
        if bits.read(2)? != 2 {
            return None;
        }
        let profile = bits.read(1)? | bits.read(1)? << 1;
        if profile == 3 {
            bits.read(1)?;
        }
        if bits.flag()? {
            // It shows a frame that was decoded before.
            return Some(Self {
                shown: true,
                ..Self::default()
            });
        }
        let key = !bits.flag()?;
        let shown = bits.source.flag()?;
        bits.taken += 1;
        bits.put(false);
        let resilient = bits.flag()?;
        let intra = !key && if shown { bits.put(false) } else { bits.flag()? };
        if !key && !resilient {
            bits.read(2)?;
        }
        if (key || intra) && bits.read(24)? != 0x49_8342 {
            return None;
        }
        if key || (intra && profile > 0) {
            bits.colours(profile)?;
        }
        let refreshes = if key { 0xff } else { bits.read(8)? };
        let size = if key || intra {
            bits.size()?
        } else {
            bits.size_by_references(slots)?
        };
        if bits.flag()? {
            // The size to show.
            bits.read(32)?;
        }
        if !key && !intra {
            // Precision of motion; filter.
            bits.read(1)?;
            if !bits.flag()? {
                bits.read(2)?;
            }
        }
        if !resilient {
            bits.read(2)?;
        }
        bits.read(2)?;
        bits.filter_and_quantizer()?;
        bits.segmentation()?;
        bits.tiles(size.0)?;
        let compressed = bits.read(16)? as usize;
        let (len, hidden) = bits.finish()?;
        // The first bit of what was compressed is zero.
        let rest = frame.get(len..).filter(|rest| rest.len() >= compressed)?;
        rest.first().filter(|first| **first < 0x80)?;
        Some(Self {
            shown,
            stands_alone: key || resilient,
            refreshes,
            size,
            len,
            hidden,
        })
    }

    /// The frame that it begins, not shown; `None` if it is not shown anyway, or is none of its own.
    fn hide(&self, frame: &[u8]) -> Option<Vec<u8>> {
        let rest = frame.get(self.len..)?;
        (self.shown && !self.hidden.is_empty()).then(|| [&self.hidden, rest].concat())
    }
}

/// Bits that are copied as they are read.
struct Copied<'a> {
    source: Bits<'a>,
    taken: usize,
    out: Vec<u8>,
    /// Bits in it.
    len: usize,
}

impl<'a> Copied<'a> {
    fn new(source: &'a [u8]) -> Self {
        Self {
            source: Bits::new(source),
            taken: 0,
            out: Vec::with_capacity(32),
            len: 0,
        }
    }

    /// Adds a bit that was not read; gives it back.
    fn put(&mut self, bit: bool) -> bool {
        if self.len.is_multiple_of(8) {
            self.out.push(0);
        }
        if let Some(last) = self.out.last_mut() {
            *last |= u8::from(bit) << (7 - self.len % 8);
        }
        self.len += 1;
        bit
    }

    fn read(&mut self, count: u32) -> Option<u32> {
        let value = self.source.read(count)?;
        self.taken += count as usize;
        for bit in (0..count).rev() {
            self.put(value >> bit & 1 == 1);
        }
        Some(value)
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.read(1)? == 1)
    }

    /// Length of the source in bytes, whose last bits are zero, and the copy.
    fn finish(mut self) -> Option<(usize, Vec<u8>)> {
        let len = self.taken.div_ceil(8);
        let left = (len * 8 - self.taken) as u32;
        (self.source.read(left)? == 0).then_some((len, self.out))
    }

    fn colours(&mut self, profile: u32) -> Option<()> {
        if profile >= 2 {
            self.read(1)?;
        }
        let rgb = self.read(3)? == 7;
        let odd_profile = profile & 1 == 1;
        let more = match (rgb, odd_profile) {
            (false, false) => 1,
            (false, true) => 4,
            (true, false) => 0,
            (true, true) => 1,
        };
        self.read(more).map(drop)
    }

    fn size(&mut self) -> Option<Size> {
        Some((self.read(16)? + 1, self.read(16)? + 1))
    }

    /// Three references, the first of which may give the size.
    fn size_by_references(&mut self, slots: &[Option<Size>; 8]) -> Option<Size> {
        let mut references = [0; 3];
        for reference in &mut references {
            *reference = self.read(3)?;
            self.read(1)?;
        }
        for reference in references {
            if self.flag()? {
                return *slots.get(reference as usize)?;
            }
        }
        self.size()
    }

    fn filter_and_quantizer(&mut self) -> Option<()> {
        self.read(6 + 3)?;
        if self.flag()? && self.flag()? {
            for _ in 0..4 + 2 {
                self.optional(7)?;
            }
        }
        self.read(8)?;
        for _ in 0..3 {
            self.optional(5)?;
        }
        Some(())
    }

    fn segmentation(&mut self) -> Option<()> {
        if !self.flag()? {
            return Some(());
        }
        if self.flag()? {
            for _ in 0..7 {
                self.optional(8)?;
            }
            if self.flag()? {
                for _ in 0..3 {
                    self.optional(8)?;
                }
            }
        }
        if self.flag()? {
            self.read(1)?;
            for _ in 0..8 {
                // Quantizer and filter with their sign; reference; skipped.
                for len in [9, 7, 2, 0] {
                    self.optional(len)?;
                }
            }
        }
        Some(())
    }

    fn tiles(&mut self, width: u32) -> Option<()> {
        let blocks = width.div_ceil(64);
        let (mut columns, mut most) = (0, 1);
        while 64 << columns < blocks {
            columns += 1;
        }
        while blocks >> most >= 4 {
            most += 1;
        }
        while columns < most - 1 && self.flag()? {
            columns += 1;
        }
        // Rows.
        self.optional(1)
    }

    /// A flag, and so many bits if it is set.
    fn optional(&mut self, len: u32) -> Option<()> {
        if self.flag()? {
            self.read(len)?;
        }
        Some(())
    }
}

/// The marker around the index of a superframe, and that sizes have four bytes there.
const INDEX: u8 = 0xc0;
const LONG_SIZES: u8 = 3 << 3;

#[cfg(test)]
mod tests;

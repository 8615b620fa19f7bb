//! What the parameter sets of H.265 say: picture size, frame rate, and how pictures are numbered.
//!
//! Source: ITU-T H.265 §7.3.2.1 to §7.3.2.3, §7.3.4, §7.3.7, §E.2.1.

use super::skip_profile_tier_level;
use crate::bitstream::bits::{Bits, unescape};

/// The part of a sequence parameter set that matters outside a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sps {
    pub(crate) id: u32,
    /// Width and height after cropping.
    pub(crate) dimensions: (u32, u32),
    /// The colours are coded as planes of their own.
    pub(crate) planes: bool,
    /// Bits of a picture's number in the header of its slices.
    pub(crate) order_bits: Option<u32>,
    /// Pictures a second as a fraction, if it says so.
    pub(crate) frame_rate: Option<(u32, u32)>,
}

impl Sps {
    pub(crate) fn parse(unit: &[u8]) -> Option<Self> {
        let payload = unescape(unit.get(2..)?, MAX_SET);
        let mut bits = Bits::new(&payload);
        bits.skip(4)?;
        let sub_layers = bits.read(3)?;
        bits.skip(1)?;
        skip_profile_tier_level(&mut bits, sub_layers)?;
        let id = bits.golomb()?;
        let chroma = bits.golomb()?;
        let planes = chroma == 3 && bits.flag()?;
        let dimensions = dimensions(&mut bits, chroma)?;
        let mut sps = Self {
            id,
            dimensions,
            planes,
            order_bits: None,
            frame_rate: None,
        };
        // What cannot be read further still has its size.
        sps.read_rest(&mut bits, sub_layers);
        Some(sps)
    }

    fn read_rest(&mut self, bits: &mut Bits<'_>, sub_layers: u32) -> Option<()> {
        bits.golomb()?;
        bits.golomb()?;
        let order_bits = bits.golomb()?.checked_add(4).filter(|bits| *bits <= 16)?;
        self.order_bits = Some(order_bits);
        skip_ordering(bits, sub_layers)?;
        // Sizes of blocks, depths of their hierarchy.
        for _ in 0..6 {
            bits.golomb()?;
        }
        if bits.flag()? && bits.flag()? {
            skip_scaling_lists(bits)?;
        }
        bits.skip(2)?;
        if bits.flag()? {
            bits.skip(8)?;
            bits.golomb()?;
            bits.golomb()?;
            bits.skip(1)?;
        }
        skip_reference_sets(bits)?;
        if bits.flag()? {
            let count = bits.golomb()?.min(32) as usize;
            bits.skip(count * (order_bits as usize + 1))?;
        }
        bits.skip(2)?;
        self.frame_rate = bits.flag()?.then(|| usability_rate(bits)).flatten();
        Some(())
    }
}

/// Pictures a second as a fraction, if a video parameter set says so.
pub(crate) fn video_rate(unit: &[u8]) -> Option<(u32, u32)> {
    let payload = unescape(unit.get(2..)?, MAX_SET);
    let mut bits = Bits::new(&payload);
    bits.skip(4 + 2 + 6)?;
    let sub_layers = bits.read(3)?;
    bits.skip(1 + 16)?;
    skip_profile_tier_level(&mut bits, sub_layers)?;
    skip_ordering(&mut bits, sub_layers)?;
    let layers = bits.read(6)? as usize + 1;
    let sets = bits.golomb()?.min(1024) as usize;
    bits.skip(sets * layers)?;
    rate(&mut bits)
}

/// What of a picture parameter set leads to the number in a slice's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pps {
    pub(crate) id: u32,
    pub(crate) sequence: u32,
    extra_bits: u32,
    has_output_flag: bool,
}

impl Pps {
    pub(crate) fn parse(unit: &[u8]) -> Option<Self> {
        let payload = unescape(unit.get(2..)?, MAX_HEADER);
        let mut bits = Bits::new(&payload);
        let (id, sequence) = (bits.golomb()?, bits.golomb()?);
        bits.skip(1)?;
        let has_output_flag = bits.flag()?;
        Some(Self {
            id,
            sequence,
            extra_bits: bits.read(3)?,
            has_output_flag,
        })
    }

    /// The number of a picture, and of how many bits, from its first slice; `None` if that has none (IDR) or cannot be
    /// read.
    pub(crate) fn order(self, sps: &Sps, slice: &[u8]) -> Option<(u32, u32)> {
        let kind = super::kind(*slice.first()?);
        let payload = unescape(slice.get(2..)?, MAX_HEADER);
        let mut bits = Bits::new(&payload);
        bits.skip(if matches!(kind, 16..=23) { 2 } else { 1 })?;
        bits.golomb()?;
        bits.skip(self.extra_bits as usize)?;
        bits.golomb()?;
        bits.skip(usize::from(self.has_output_flag) + if sps.planes { 2 } else { 0 })?;
        let width = sps.order_bits?;
        Some((bits.read(width)?, width))
    }
}

fn dimensions(bits: &mut Bits<'_>, chroma: u32) -> Option<(u32, u32)> {
    let (width, height) = (bits.golomb()?, bits.golomb()?);
    if !bits.flag()? {
        return Some((width, height));
    }
    let unit_x = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let unit_y = if chroma == 1 { 2 } else { 1 };
    let crop = [(); 4].map(|()| bits.golomb());
    let [left, right, top, bottom] = crop;
    let cropped = |full: u32, a: u32, b: u32, unit: u32| {
        full.checked_sub(a.checked_add(b)?.checked_mul(unit)?)
    };
    Some((
        cropped(width, left?, right?, unit_x)?,
        cropped(height, top?, bottom?, unit_y)?,
    ))
}

/// Sizes of the picture buffer, for each layer or for the highest.
fn skip_ordering(bits: &mut Bits<'_>, sub_layers: u32) -> Option<()> {
    let count = if bits.flag()? { sub_layers + 1 } else { 1 };
    for _ in 0..count * 3 {
        bits.golomb()?;
    }
    Some(())
}

fn skip_scaling_lists(bits: &mut Bits<'_>) -> Option<()> {
    for size in 0..4 {
        for _ in (0..6).step_by(if size == 3 { 3 } else { 1 }) {
            if !bits.flag()? {
                bits.golomb()?;
                continue;
            }
            let coefficients = 64.min(1 << (4 + 2 * size));
            for _ in 0..coefficients + u32::from(size > 1) {
                bits.signed_golomb()?;
            }
        }
    }
    Some(())
}

/// The pictures that others refer to, by their distance, before and after.
#[derive(Debug, Default)]
struct ReferenceSet {
    before: Vec<i32>,
    after: Vec<i32>,
}

fn skip_reference_sets(bits: &mut Bits<'_>) -> Option<()> {
    let count = bits.golomb()?;
    if count > 64 {
        return None;
    }
    let mut last = ReferenceSet::default();
    for index in 0..count {
        last = if index > 0 && bits.flag()? {
            predicted_set(bits, &last)?
        } else {
            explicit_set(bits)?
        };
    }
    Some(())
}

fn explicit_set(bits: &mut Bits<'_>) -> Option<ReferenceSet> {
    let (before, after) = (bits.golomb()?, bits.golomb()?);
    if before > 16 || after > 16 {
        return None;
    }
    let mut read = |count: u32, sign: i32| -> Option<Vec<i32>> {
        let mut at = 0_i32;
        let mut distances = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let step = i32::try_from(bits.golomb()?).ok()?.checked_add(1)?;
            at = at.checked_add(sign * step)?;
            distances.push(at);
            bits.skip(1)?;
        }
        Some(distances)
    };
    Some(ReferenceSet {
        before: read(before, -1)?,
        after: read(after, 1)?,
    })
}

/// A set told by its difference from the one before it. Source: ITU-T H.265 §7.4.8, (7-61), (7-62).
fn predicted_set(bits: &mut Bits<'_>, last: &ReferenceSet) -> Option<ReferenceSet> {
    let negative = bits.flag()?;
    let distance = i32::try_from(bits.golomb()?).ok()?.checked_add(1)?;
    let shift = if negative { -distance } else { distance };
    let known = last.before.iter().chain(&last.after).copied();
    let mut kept = Vec::new();
    // The last is the picture itself.
    for at in known.chain([0]) {
        if bits.flag()? || bits.flag()? {
            kept.push(at.checked_add(shift)?);
        }
    }
    let of_sign = |sign: i32| kept.iter().copied().filter(move |at| at.signum() == sign);
    Some(ReferenceSet {
        before: of_sign(-1).collect(),
        after: of_sign(1).collect(),
    })
}

/// From the usability information.
fn usability_rate(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
    const EXTENDED_ASPECT: u32 = 255;
    if bits.flag()? && bits.read(8)? == EXTENDED_ASPECT {
        bits.skip(32)?;
    }
    if bits.flag()? {
        bits.skip(1)?;
    }
    if bits.flag()? {
        bits.skip(4)?;
        if bits.flag()? {
            bits.skip(24)?;
        }
    }
    if bits.flag()? {
        bits.golomb()?;
        bits.golomb()?;
    }
    bits.skip(3)?;
    if bits.flag()? {
        for _ in 0..4 {
            bits.golomb()?;
        }
    }
    rate(bits)
}

/// A tick is a picture here, be it a frame or a field.
fn rate(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
    if !bits.flag()? {
        return None;
    }
    let (units_in_tick, time_scale) = (bits.read(32)?, bits.read(32)?);
    (units_in_tick > 0 && time_scale > 0).then_some((time_scale, units_in_tick))
}

/// More than any real parameter set; the rest is not looked at.
const MAX_SET: usize = 4096;
/// More than stands before a picture's number in its slice, or of a picture parameter set before what is read.
const MAX_HEADER: usize = 64;

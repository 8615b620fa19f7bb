//! What Matroska keeps of a codec beside its frames, made from a keyframe.
//!
//! Source: ISO/IEC 14496-15 §5.3.3.1 (AVC), §8.3.3.1 (HEVC); AV1 in ISOBMFF §2.3.3.

use crate::bitstream::annexb::nal_ranges;
use crate::bitstream::av1::{HAS_SIZE, SEQUENCE_HEADER, obus};
use crate::bitstream::bits::{Bits, unescape};
use crate::bitstream::{h264, h265};
use crate::container::obu::put_leb128;

/// An access unit with lengths of four bytes in place of start codes; `None` if it has no start code.
pub(super) fn with_lengths(frame: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(frame.len() + 16);
    for range in nal_ranges(frame)? {
        let unit = frame.get(range).filter(|unit| !unit.is_empty())?;
        out.extend_from_slice(&u32::try_from(unit.len()).ok()?.to_be_bytes());
        out.extend_from_slice(unit);
    }
    Some(out)
}

/// The record `avcC` for a keyframe, from the parameter sets in it.
pub(super) fn avc_record(frame: &[u8]) -> Option<Vec<u8>> {
    let of = |kind: u8| units(frame, move |header| header & h264::TYPE_MASK == kind);
    let (sps, pps) = (of(h264::SPS), of(h264::PPS));
    let &[_, profile, compatible, level, ..] = *sps.first()? else {
        return None;
    };
    if pps.is_empty() {
        return None;
    }
    let mut out = vec![1, profile, compatible, level, 0xff];
    out.push(0xe0 | u8::try_from(sps.len()).ok().filter(|count| *count < 32)?);
    put_sets(&mut out, &sps)?;
    out.push(u8::try_from(pps.len()).ok()?);
    put_sets(&mut out, &pps)?;
    if !matches!(profile, 66 | 77 | 88) {
        // Chroma and bit depth follow for the higher profiles.
        let payload = unescape(sps.first()?.get(1..)?, 64);
        let mut bits = Bits::new(&payload);
        bits.skip(24)?;
        bits.golomb()?;
        let chroma = bits.golomb()?;
        if chroma == 3 {
            bits.skip(1)?;
        }
        let (luma, depth) = (bits.golomb()?, bits.golomb()?);
        out.extend([
            0xfc | chroma as u8 & 3,
            0xf8 | luma as u8 & 7,
            0xf8 | depth as u8 & 7,
            0,
        ]);
    }
    Some(out)
}

/// The record `hvcC` for a keyframe, from the parameter sets in it.
pub(super) fn hevc_record(frame: &[u8]) -> Option<Vec<u8>> {
    let of = |kind: u8| units(frame, move |header| h265::kind(header) == kind);
    let sets = [h265::VPS, h265::SPS, h265::PPS].map(|kind| (kind, of(kind)));
    let [_, (_, sps), _] = &sets;
    let payload = unescape(sps.first()?.get(2..)?, 512);
    let mut bits = Bits::new(&payload);
    bits.skip(4)?;
    let (sub_layers, nested) = (bits.read(3)?, bits.flag()?);
    skip_profile_tier_level(&mut bits, sub_layers)?;
    bits.golomb()?;
    let chroma = bits.golomb()?;
    if chroma == 3 {
        bits.skip(1)?;
    }
    let _size = (bits.golomb()?, bits.golomb()?);
    if bits.flag()? {
        for _ in 0..4 {
            bits.golomb()?;
        }
    }
    let (luma, depth) = (bits.golomb()?, bits.golomb()?);
    let mut out = vec![1];
    // Profile, compatibility, constraints and level, as they stand behind the first byte.
    out.extend_from_slice(payload.get(1..13)?);
    out.extend([
        0xf0,
        0,
        0xfc,
        0xfc | chroma as u8 & 3,
        0xf8 | luma as u8 & 7,
    ]);
    out.extend([0xf8 | depth as u8 & 7, 0, 0]);
    out.push((sub_layers as u8 + 1) << 3 | u8::from(nested) << 2 | 3);
    out.push(3);
    for (kind, sets) in &sets {
        // Without the bit that says that the stream has none of its own: keyframes keep theirs.
        out.push(*kind);
        out.extend(u16::try_from(sets.len()).ok()?.to_be_bytes());
        put_sets(&mut out, sets)?;
    }
    Some(out)
}

/// The record `av1C` for a temporal unit with a sequence header.
pub(super) fn av1_record(frame: &[u8]) -> Option<Vec<u8>> {
    let sequence = obus(frame).find(|obu| obu.kind == SEQUENCE_HEADER)?;
    let mut out = vec![0x81];
    out.extend(av1_flags(sequence.payload)?);
    out.push(0);
    out.push(SEQUENCE_HEADER << 3 | HAS_SIZE);
    put_leb128(&mut out, sequence.payload.len());
    out.extend_from_slice(sequence.payload);
    Some(out)
}

/// Whether the sequence header in a temporal unit speaks of spatial layers above the lowest; `None` if it has none.
pub(super) fn av1_has_upper_layers(frame: &[u8]) -> Option<bool> {
    let sequence = obus(frame).find(|obu| obu.kind == SEQUENCE_HEADER)?;
    let mut bits = Bits::new(sequence.payload);
    bits.skip(4)?;
    let reduced = bits.flag()?;
    Some(!reduced && OperatingPoints::read(&mut bits)?.upper_layers)
}

fn units(frame: &[u8], is: impl Fn(u8) -> bool) -> Vec<&[u8]> {
    let Some(ranges) = nal_ranges(frame) else {
        return Vec::new();
    };
    let units = ranges.filter_map(|range| frame.get(range));
    units
        .filter(|unit| unit.first().is_some_and(|header| is(*header)))
        .collect()
}

fn put_sets(out: &mut Vec<u8>, sets: &[&[u8]]) -> Option<()> {
    for set in sets {
        out.extend(u16::try_from(set.len()).ok()?.to_be_bytes());
        out.extend_from_slice(set);
    }
    Some(())
}

/// Source: ITU-T H.265 §7.3.3.
fn skip_profile_tier_level(bits: &mut Bits<'_>, sub_layers: u32) -> Option<()> {
    bits.skip(96)?;
    let mut present = 0;
    for _ in 0..sub_layers {
        let (profile, level) = (bits.flag()?, bits.flag()?);
        present += if profile { 88 } else { 0 } + if level { 8 } else { 0 };
    }
    if sub_layers > 0 {
        bits.skip(2 * (8 - sub_layers as usize))?;
    }
    bits.skip(present)
}

/// Profile and level, then tier and form of the samples, as two bytes of the record.
///
/// Source: AV1 bitstream specification §5.5.1, §5.5.2.
fn av1_flags(sequence: &[u8]) -> Option<[u8; 2]> {
    let mut bits = Bits::new(sequence);
    let profile = bits.read(3)?;
    bits.skip(1)?;
    let reduced = bits.flag()?;
    let (level, tier) = if reduced {
        (bits.read(5)?, false)
    } else {
        let points = OperatingPoints::read(&mut bits)?;
        (points.level, points.tier)
    };
    let (width, height) = (bits.read(4)? + 1, bits.read(4)? + 1);
    bits.skip((width + height) as usize)?;
    if !reduced && bits.flag()? {
        bits.skip(7)?;
    }
    // Superblocks and the two intra tools.
    bits.skip(3)?;
    if !reduced {
        skip_inter_tools(&mut bits)?;
    }
    // Superres, cdef, restoration.
    bits.skip(3)?;
    let deep = bits.flag()?;
    let twelve = profile == 2 && deep && bits.flag()?;
    let mono = profile != 1 && bits.flag()?;
    let described = bits.flag()?;
    let colors = if described {
        bits.read(24)?
    } else {
        0x02_02_02
    };
    let (sub_x, sub_y) = if mono {
        bits.skip(1)?;
        (true, true)
    } else if colors == SRGB {
        (false, false)
    } else {
        bits.skip(1)?;
        match profile {
            0 => (true, true),
            1 => (false, false),
            _ if !twelve => (true, false),
            _ => {
                let x = bits.flag()?;
                (x, x && bits.flag()?)
            }
        }
    };
    let position = if sub_x && sub_y && !mono {
        bits.read(2)?
    } else {
        0
    };
    let flags = [tier, deep, twelve, mono, sub_x, sub_y]
        .into_iter()
        .fold(0, |byte, flag| byte << 1 | u8::from(flag));
    Some([(profile << 5 | level) as u8, flags << 2 | position as u8])
}

/// What a sequence header tells of its operating points.
struct OperatingPoints {
    /// Of the first.
    level: u32,
    tier: bool,
    /// One of them has spatial layers above the lowest.
    upper_layers: bool,
}

impl OperatingPoints {
    /// From behind the flag for reduced headers.
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let mut delay_bits = None;
        if bits.flag()? {
            bits.skip(64)?;
            if bits.flag()? {
                bits.golomb()?;
            }
            if bits.flag()? {
                delay_bits = Some(bits.read(5)? as usize + 1);
                bits.skip(32 + 5 + 5)?;
            }
        }
        let display_delay = bits.flag()?;
        let (mut first, mut upper_layers) = (None, false);
        for _ in 0..=bits.read(5)? {
            // Eight bits for temporal layers stand behind four for spatial ones, the lowest of these last.
            let layers = bits.read(12)?;
            upper_layers |= layers >> 9 != 0;
            let level = bits.read(5)?;
            let tier = level > 7 && bits.flag()?;
            first.get_or_insert((level, tier));
            if let Some(delay_bits) = delay_bits
                && bits.flag()?
            {
                bits.skip(2 * delay_bits + 1)?;
            }
            if display_delay && bits.flag()? {
                bits.skip(4)?;
            }
        }
        let (level, tier) = first?;
        Some(Self {
            level,
            tier,
            upper_layers,
        })
    }
}

fn skip_inter_tools(bits: &mut Bits<'_>) -> Option<()> {
    // Compound, masks, warped motion, dual filter.
    bits.skip(4)?;
    let order_hint = bits.flag()?;
    if order_hint {
        bits.skip(2)?;
    }
    let screen_content = bits.flag()? || bits.flag()?;
    if screen_content && !bits.flag()? {
        bits.skip(1)?;
    }
    if order_hint {
        bits.skip(3)?;
    }
    Some(())
}

/// Primaries, transfer and matrix of sRGB, which is never subsampled.
const SRGB: u32 = 0x01_0d_00;

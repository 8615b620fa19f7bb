//! H.265: NAL unit types and the picture size.
//!
//! Source: ITU-T H.265 §7.3 and §7.4.

use super::FrameInfo;
use super::annexb::{ParameterSets, nal_ranges};
use super::bits::{Bits, unescape};

/// Below this: slices of pictures.
pub(crate) const FIRST_NON_VCL: u8 = 32;
pub(crate) const VPS: u8 = 32;
pub(crate) const SPS: u8 = 33;
pub(crate) const PPS: u8 = 34;
pub(crate) const ACCESS_UNIT_DELIMITER: u8 = 35;
pub(crate) const FILLER_DATA: u8 = 38;
/// Aggregation packet of RFC 7798, no NAL unit of its own.
pub(crate) const AGGREGATION: u8 = 48;
/// Fragment of RFC 7798, no NAL unit of its own.
pub(crate) const FRAGMENT: u8 = 49;

/// The type of a NAL unit, from the first byte of its header.
pub(crate) const fn kind(header: u8) -> u8 {
    header >> 1 & 0x3f
}

/// The layer that a NAL unit belongs to, from the two bytes of its header; 0 is the one that stands alone.
pub(crate) const fn layer(first: u8, second: u8) -> u8 {
    (first & 1) << 5 | second >> 3
}

/// Whether decoding can start at a slice of this type: BLA, IDR and CRA pictures.
pub(crate) const fn is_irap(kind: u8) -> bool {
    matches!(kind, 16..=21)
}

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let mut info = FrameInfo::default();
    for unit in nal_ranges(frame)
        .into_iter()
        .flatten()
        .filter_map(|range| frame.get(range))
    {
        let &[first, second, ..] = unit else { continue };
        if layer(first, second) > 0 {
            continue;
        }
        match kind(first) {
            SPS => info.dimensions = dimensions(unit),
            kind if kind < FIRST_NON_VCL => {
                info.keyframe = is_irap(kind);
                info.temporal_layer = temporal_layer(second);
                info.discardable = is_reference(kind).then_some(false);
                break;
            }
            _ => {}
        }
    }
    info
}

/// The temporal layer, from the second byte of a NAL unit's header.
pub(crate) const fn temporal_layer(second: u8) -> Option<u8> {
    (second & 7).checked_sub(1)
}

/// Whether pictures of the same temporal layer may refer to one of slices of this type. Of those to which
/// none may, it takes the parameter sets to know whether pictures of a higher layer do.
pub(crate) const fn is_reference(kind: u8) -> bool {
    kind & 1 == 1 || kind >= 16
}

pub(crate) fn parameter_sets(header: u8) -> ParameterSets {
    match kind(header) {
        VPS => ParameterSets::First,
        SPS | PPS => ParameterSets::Later,
        _ => ParameterSets::None,
    }
}

/// The id of a parameter set; each of the three kinds has its own.
pub(crate) fn parameter_set_id(unit: &[u8]) -> Option<u32> {
    let payload = unescape(unit.get(2..)?, MAX_PROFILE_TIER_LEVEL);
    let mut bits = Bits::new(&payload);
    match kind(*unit.first()?) {
        VPS => bits.read(4),
        SPS => {
            bits.skip(4)?;
            let sub_layers = bits.read(3)?;
            bits.skip(1)?;
            skip_profile_tier_level(&mut bits, sub_layers)?;
            bits.golomb()
        }
        _ => bits.golomb(),
    }
}

/// Width and height after cropping, from a sequence parameter set.
fn dimensions(unit: &[u8]) -> Option<(u32, u32)> {
    let payload = unescape(unit.get(2..)?, 512);
    let mut bits = Bits::new(&payload);
    bits.skip(4)?;
    let sub_layers = bits.read(3)?;
    bits.skip(1)?;
    skip_profile_tier_level(&mut bits, sub_layers)?;
    bits.golomb()?;
    let chroma = bits.golomb()?;
    if chroma == 3 {
        bits.skip(1)?;
    }
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

fn skip_profile_tier_level(bits: &mut Bits<'_>, sub_layers: u32) -> Option<()> {
    const PROFILE: usize = 88;
    const LEVEL: usize = 8;
    bits.skip(PROFILE + LEVEL)?;
    let mut present = 0;
    for _ in 0..sub_layers {
        let (profile, level) = (bits.flag()?, bits.flag()?);
        present += if profile { PROFILE } else { 0 } + if level { LEVEL } else { 0 };
    }
    if sub_layers > 0 {
        bits.skip(2 * (8 - sub_layers as usize))?;
    }
    bits.skip(present)
}

/// More bytes than come before the id of a parameter set, however many layers it tells of.
const MAX_PROFILE_TIER_LEVEL: usize = 128;

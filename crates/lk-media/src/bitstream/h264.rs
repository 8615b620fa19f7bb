//! H.264: NAL unit types, access units, and what a sequence parameter set says.
//!
//! Source: ITU-T H.264 §7.3 and §7.4, annex E for the timing.

use super::FrameInfo;
use super::annexb::{ParameterSets, nal_ranges};
use super::bits::{Bits, unescape};

/// Bits of the NAL unit header that say its type.
pub(crate) const TYPE_MASK: u8 = 0x1f;
pub(crate) const SLICE: u8 = 1;
pub(crate) const PARTITION_B: u8 = 3;
pub(crate) const PARTITION_C: u8 = 4;
pub(crate) const IDR_SLICE: u8 = 5;
pub(crate) const SPS: u8 = 7;
pub(crate) const PPS: u8 = 8;
pub(crate) const ACCESS_UNIT_DELIMITER: u8 = 9;
pub(crate) const FILLER_DATA: u8 = 12;
/// Says of the slice behind it what scalable coding adds.
pub(crate) const PREFIX: u8 = 14;
/// Aggregation packet of RFC 6184, no NAL unit of its own.
pub(crate) const STAP_A: u8 = 24;
/// Fragment of RFC 6184, no NAL unit of its own.
pub(crate) const FU_A: u8 = 28;

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let mut info = FrameInfo::default();
    for unit in nal_ranges(frame)
        .into_iter()
        .flatten()
        .filter_map(|range| frame.get(range))
    {
        let Some(header) = unit.first() else { continue };
        match header & TYPE_MASK {
            SPS => info.dimensions = Sps::parse(unit).map(|sps| sps.dimensions),
            PREFIX => info.temporal_layer = temporal_layer(unit),
            IDR_SLICE | SLICE => {
                info.keyframe = header & TYPE_MASK == IDR_SLICE;
                // Of one picture all slices are references or none is.
                info.discardable = Some(!is_reference(*header));
                break;
            }
            _ => {}
        }
    }
    info
}

/// Whether other pictures may refer to the one that a slice belongs to, by the slice's header. To a picture that
/// resets the decoder they always may.
pub(crate) const fn is_reference(header: u8) -> bool {
    header & 0x60 != 0 || header & TYPE_MASK == IDR_SLICE
}

/// The temporal layer that a prefix unit states for the slice behind it. Source: ITU-T H.264 §F.7.3.1.1.
pub(crate) fn temporal_layer(prefix: &[u8]) -> Option<u8> {
    match prefix {
        [_, first, _, third, ..] if first & 0x80 != 0 => Some(third >> 5),
        _ => None,
    }
}

/// What an access unit is made of, as far as its bounds hang on it.
pub(crate) fn parameter_sets(header: u8) -> ParameterSets {
    match header & TYPE_MASK {
        SPS => ParameterSets::First,
        PPS => ParameterSets::Later,
        _ => ParameterSets::None,
    }
}

/// The id of a parameter set; each of the two kinds has its own. No byte against emulated start codes can stand so far
/// in front.
pub(crate) fn parameter_set_id(unit: &[u8]) -> Option<u32> {
    let mut bits = Bits::new(unit.get(1..)?);
    if unit.first()? & TYPE_MASK == SPS {
        // Profile, constraints, level.
        bits.skip(24)?;
    }
    bits.golomb()
}

/// The part of a sequence parameter set that matters outside a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sps {
    /// Width and height after cropping.
    pub(crate) dimensions: (u32, u32),
    /// Frames a second as a fraction, if it says so.
    pub(crate) frame_rate: Option<(u32, u32)>,
}

impl Sps {
    pub(crate) fn parse(unit: &[u8]) -> Option<Self> {
        let payload = unescape(unit.get(1..)?, MAX_SPS);
        let mut bits = Bits::new(&payload);
        let profile = bits.read(8)?;
        bits.skip(16)?;
        bits.golomb()?;
        let mut chroma = 1;
        if HIGH_PROFILES.contains(&profile) {
            chroma = bits.golomb()?;
            if chroma == 3 {
                bits.skip(1)?;
            }
            // Bit depths, lossless flag.
            bits.golomb()?;
            bits.golomb()?;
            bits.skip(1)?;
            if bits.flag()? {
                for list in 0..if chroma == 3 { 12 } else { 8 } {
                    if bits.flag()? {
                        skip_scaling_list(&mut bits, if list < 6 { 16 } else { 64 })?;
                    }
                }
            }
        }
        bits.golomb()?;
        match bits.golomb()? {
            0 => {
                bits.golomb()?;
            }
            1 => {
                bits.skip(1)?;
                bits.signed_golomb()?;
                bits.signed_golomb()?;
                for _ in 0..bits.golomb()?.min(255) {
                    bits.signed_golomb()?;
                }
            }
            _ => {}
        }
        // Reference frames, gaps allowed.
        bits.golomb()?;
        bits.skip(1)?;
        let width = bits.golomb()?.checked_add(1)?.checked_mul(16)?;
        let map_units = bits.golomb()?.checked_add(1)?;
        let frames_only = bits.flag()?;
        if !frames_only {
            bits.skip(1)?;
        }
        let height = map_units.checked_mul(if frames_only { 16 } else { 32 })?;
        bits.skip(1)?;
        let mut dimensions = (width, height);
        if bits.flag()? {
            let unit_x = if matches!(chroma, 1 | 2) { 2 } else { 1 };
            let unit_y = if chroma == 1 { 2 } else { 1 } * if frames_only { 1 } else { 2 };
            let (left, right) = (bits.golomb()?, bits.golomb()?);
            let (top, bottom) = (bits.golomb()?, bits.golomb()?);
            let cropped = |full: u32, a: u32, b: u32, unit: u32| {
                full.checked_sub(a.checked_add(b)?.checked_mul(unit)?)
            };
            dimensions = (
                cropped(width, left, right, unit_x)?,
                cropped(height, top, bottom, unit_y)?,
            );
        }
        let frame_rate = bits.flag()?.then(|| timing(&mut bits)).flatten();
        Some(Self {
            dimensions,
            frame_rate,
        })
    }
}

/// Frames a second, from the usability information.
fn timing(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
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
    if !bits.flag()? {
        return None;
    }
    let (units_in_tick, time_scale) = (bits.read(32)?, bits.read(32)?);
    // A tick is a field: two make a frame.
    let units_in_frame = units_in_tick.checked_mul(2)?;
    (units_in_frame > 0 && time_scale > 0).then_some((time_scale, units_in_frame))
}

fn skip_scaling_list(bits: &mut Bits<'_>, size: u32) -> Option<()> {
    let (mut last, mut next) = (8_i32, 8_i32);
    for _ in 0..size {
        if next != 0 {
            next = (last + bits.signed_golomb()?.checked_rem(256)? + 256) % 256;
        }
        last = if next == 0 { last } else { next };
    }
    Some(())
}

/// Profiles whose parameter sets say the chroma format. Source: ITU-T H.264 §7.3.2.1.1.
const HIGH_PROFILES: [u32; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/// More than any real parameter set; the rest is not looked at.
const MAX_SPS: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_parameter_set_tells_size_and_rate() {
        // Of examples/media/clip.h264.
        let clip = include_bytes!("../../../../examples/media/clip.h264");
        let info = info(&clip[..20_000]);
        assert_eq!((info.keyframe, info.dimensions), (true, Some((480, 270))));
        let range = nal_ranges(clip).unwrap().next().unwrap();
        assert_eq!(Sps::parse(&clip[range]).unwrap().frame_rate, Some((60, 2)));
    }
}

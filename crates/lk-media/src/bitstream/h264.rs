//! H.264: NAL unit types, access units, and what a sequence parameter set says.
//!
//! Source: ITU-T H.264 §7.3 and §7.4, annex E for the timing.

use super::FrameInfo;
use super::annexb::nal_units;
use super::bits::{Bits, unescape};
use super::parameter_sets::{Kind, Sequences, sequence_set};

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
    let mut sequences = Sequences::default();
    let (mut slice, mut teaches) = (None, false);
    for unit in nal_units(frame) {
        let Some(header) = unit.first() else { continue };
        match header & TYPE_MASK {
            SPS => {
                teaches = true;
                sequences.add(unit);
            }
            PPS => teaches = true,
            PREFIX => info.temporal_layer = temporal_layer(unit),
            IDR_SLICE | SLICE => {
                info.keyframe = header & TYPE_MASK == IDR_SLICE;
                // Of one picture all slices are references or none is.
                info.discardable = Some(!is_reference(*header) && !teaches);
                slice = Some(unit);
                break;
            }
            _ => {}
        }
    }
    let set = sequences.of_picture(|| {
        let units = nal_units(frame).take_while(|unit| Some(*unit) != slice);
        sequence_set(units, slice?, set_id, refers_to)
    });
    info.dimensions = set.and_then(Sps::parse).map(|sps| sps.dimensions);
    info
}

pub(super) fn is_keyframe(frame: &[u8]) -> bool {
    let mut kinds = nal_units(frame).filter_map(|unit| Some(unit.first()? & TYPE_MASK));
    let slice = kinds.find(|kind| matches!(*kind, IDR_SLICE | SLICE));
    slice == Some(IDR_SLICE)
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

/// Which kind of parameter set a NAL unit with this header is.
pub(crate) const fn set_kind(header: u8) -> Option<Kind> {
    match header & TYPE_MASK {
        SPS => Some(Kind::Sequence),
        PPS => Some(Kind::Picture),
        _ => None,
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

/// Kind and id of a parameter set.
fn set_id(unit: &[u8]) -> Option<(Kind, u32)> {
    Some((set_kind(*unit.first()?)?, parameter_set_id(unit)?))
}

/// The id of the sequence parameter set that a picture parameter set stands on, or of the picture parameter set that a
/// slice stands on.
pub(crate) fn refers_to(unit: &[u8]) -> Option<u32> {
    let payload = unescape(unit.get(1..)?, MAX_SLICE_HEADER);
    let mut bits = Bits::new(&payload);
    if unit.first()? & TYPE_MASK == PPS {
        bits.golomb()?;
        return bits.golomb();
    }
    slice_picture_set(&mut bits)
}

/// The first three numbers of a slice's header: first macroblock, type, picture parameter set.
fn slice_picture_set(bits: &mut Bits<'_>) -> Option<u32> {
    bits.golomb()?;
    bits.golomb()?;
    bits.golomb()
}

/// What of a sequence parameter set leads to the flag in a slice's header that tells a field from a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldFlag {
    /// The colours are coded as planes of their own, and a slice names its own.
    planes: bool,
    frame_number_bits: u32,
}

impl FieldFlag {
    /// Whether a slice is one of a field. Source: ITU-T H.264 §7.3.3.
    pub(crate) fn is_set(self, slice: &[u8]) -> Option<bool> {
        let payload = unescape(slice.get(1..)?, MAX_SLICE_HEADER);
        let mut bits = Bits::new(&payload);
        slice_picture_set(&mut bits)?;
        if self.planes {
            bits.skip(2)?;
        }
        bits.skip(self.frame_number_bits as usize)?;
        bits.flag()
    }
}

/// The part of a sequence parameter set that matters outside a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sps {
    pub(crate) id: u32,
    /// Width and height after cropping.
    pub(crate) dimensions: (u32, u32),
    /// Frames a second as a fraction, if it says so.
    pub(crate) frame_rate: Option<(u32, u32)>,
    /// `None` where every picture is a frame.
    pub(crate) field_flag: Option<FieldFlag>,
    /// Where slices carry the number of their picture; `None` where they do not, as pictures are shown in the order of
    /// decoding, or by a rule of which no encoder is known to make use.
    pub(crate) order: Option<Order>,
}

/// What of a sequence parameter set leads to the number of a picture in the header of its slices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    planes: bool,
    frame_number_bits: u32,
    has_field_flag: bool,
    bits: u32,
}

impl Order {
    /// The number of a slice's picture, and of how many bits. Source: ITU-T H.264 §7.3.3.
    pub(crate) fn of(self, slice: &[u8]) -> Option<(u32, u32)> {
        let payload = unescape(slice.get(1..)?, MAX_SLICE_HEADER);
        let mut bits = Bits::new(&payload);
        slice_picture_set(&mut bits)?;
        let before = if self.planes { 2 } else { 0 } + self.frame_number_bits as usize;
        bits.skip(before)?;
        if self.has_field_flag && bits.flag()? {
            bits.skip(1)?;
        }
        if slice.first()? & TYPE_MASK == IDR_SLICE {
            bits.golomb()?;
        }
        Some((bits.read(self.bits)?, self.bits))
    }
}

impl Sps {
    pub(crate) fn parse(unit: &[u8]) -> Option<Self> {
        let payload = unescape(unit.get(1..)?, MAX_SPS);
        let mut bits = Bits::new(&payload);
        let profile = bits.read(8)?;
        bits.skip(16)?;
        let id = bits.golomb()?;
        let (mut chroma, mut planes) = (1, false);
        if HIGH_PROFILES.contains(&profile) {
            chroma = bits.golomb()?;
            planes = chroma == 3 && bits.flag()?;
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
        let frame_number_bits = bits.golomb()?.checked_add(4)?;
        let mut order_bits = None;
        match bits.golomb()? {
            0 => {
                let width = bits.golomb()?.checked_add(4)?;
                order_bits = Some(width).filter(|bits| *bits <= 16);
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
        let field_flag = FieldFlag {
            planes,
            frame_number_bits,
        };
        Some(Self {
            id,
            dimensions,
            frame_rate,
            field_flag: (!frames_only).then_some(field_flag),
            order: order_bits.map(|bits| Order {
                planes,
                frame_number_bits,
                has_field_flag: !frames_only,
                bits,
            }),
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

/// More than stands in a slice's header before the flag that tells a field.
const MAX_SLICE_HEADER: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitstream::annexb::START_CODE;
    use crate::bitstream::testing::{SEQUENCE, Sequence, picture_set};

    #[test]
    fn what_brings_a_parameter_set_cannot_be_left_out() {
        let (slice, picture_set) = (&[0, 0, 0, 1, 0x01, 0x9a][..], &[0, 0, 0, 1, 0x68, 0xce]);
        assert_eq!(info(slice).discardable, Some(true));
        assert_eq!(
            info(&[picture_set, slice].concat()).discardable,
            Some(false)
        );
    }

    #[test]
    fn a_baseline_parameter_set_tells_size_and_rate() {
        // Of examples/media/clip.h264.
        let clip = include_bytes!("../../../../examples/media/clip.h264");
        let info = info(&clip[..20_000]);
        assert_eq!((info.keyframe, info.dimensions), (true, Some((480, 270))));
        let sps = Sps::parse(nal_units(clip).next().unwrap()).unwrap();
        assert_eq!((sps.id, sps.frame_rate), (0, Some((60, 2))));
        assert_eq!(sps.field_flag, None);
    }

    #[test]
    fn of_several_sequences_that_of_the_slice_tells_the_size() {
        let set = |id, width| {
            let sequence = Sequence {
                id,
                width,
                ..SEQUENCE
            };
            sequence.parameter_set()
        };
        let pictures = joined(&[picture_set(0, 0), picture_set(1, 1), picture_set(2, 2)]);
        let sequences = joined(&[set(0, 2), set(1, 3)]);
        let size = |sets: &[&[u8]], picture| {
            let slice = joined(&[SEQUENCE.slice(0x65, picture, 0, None)]);
            let dimensions = info(&[&sets.concat(), &slice[..]].concat()).dimensions;
            dimensions.map(|(width, height)| (width / 16, height / 16))
        };
        for sets in [[&sequences, &pictures], [&pictures, &sequences]] {
            let sets = sets.map(|sets| &sets[..]);
            assert_eq!(size(&sets, 0), Some((2, 1)));
            assert_eq!(size(&sets, 1), Some((3, 1)));
            assert_eq!(size(&sets, 2), None, "it did not come");
            assert_eq!(size(&sets, 3), None);
            // The last of an id counts.
            let again = joined(&[set(0, 5)]);
            assert_eq!(size(&[&sets.concat(), &again], 0), Some((5, 1)));
        }
        // One alone is it, though what refers to it came earlier.
        assert_eq!(size(&[&joined(&[set(0, 2)])], 0), Some((2, 1)));
        assert_eq!(size(&[&sequences], 0), None);
    }

    #[test]
    fn a_slice_says_whether_it_is_of_a_field() {
        for (planes, frame_number_bits) in [(false, 4), (false, 16), (true, 9)] {
            let sequence = Sequence {
                fields: true,
                planes,
                frame_number_bits,
                ..SEQUENCE
            };
            let sps = Sps::parse(&sequence.parameter_set()).unwrap();
            assert_eq!(sps.dimensions, (16, 32));
            // Zeros in front of the flag, against which a byte stands; ones as well.
            for number in [0, (1 << frame_number_bits) - 1] {
                for (set, bottom) in [(0, None), (255, Some(false)), (7, Some(true))] {
                    let slice = sequence.slice(0x61, set, number, bottom);
                    assert_eq!(refers_to(&slice), Some(set));
                    let is_set = |slice: &[u8]| sps.field_flag.unwrap().is_set(slice);
                    assert_eq!(is_set(&slice), Some(bottom.is_some()));
                    assert_eq!(is_set(&slice[..2]), None);
                }
            }
        }
        let frames = Sps::parse(&SEQUENCE.parameter_set()).unwrap();
        assert_eq!((frames.dimensions, frames.field_flag), ((16, 16), None));
    }

    /// Each behind a start code.
    fn joined(units: &[Vec<u8>]) -> Vec<u8> {
        let units = units.iter().map(|unit| [&START_CODE[..], unit].concat());
        units.collect::<Vec<_>>().concat()
    }
}

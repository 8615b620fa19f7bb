//! H.265: NAL unit types and access units.
//!
//! Source: ITU-T H.265 §7.3 and §7.4.

mod sets;

use super::FrameInfo;
use super::annexb::nal_units;
use super::bits::{Bits, unescape};
use super::parameter_sets::{Kind, Sequences, sequence_set};

pub(crate) use sets::{Pps, Sps, video_rate};

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
    let mut sequences = Sequences::default();
    let mut slice = None;
    for unit in lowest_layer(frame) {
        let &[first, second, ..] = unit else { continue };
        match kind(first) {
            SPS => sequences.add(unit),
            kind if kind < FIRST_NON_VCL => {
                info.keyframe = is_irap(kind);
                info.temporal_layer = temporal_layer(second);
                info.discardable = is_reference(kind).then_some(false);
                slice = Some(unit);
                break;
            }
            _ => {}
        }
    }
    let set = sequences.of_picture(|| {
        let units = lowest_layer(frame).take_while(|unit| Some(*unit) != slice);
        sequence_set(units, slice?, set_id, refers_to)
    });
    info.dimensions = set.and_then(Sps::parse).map(|sps| sps.dimensions);
    info
}

pub(super) fn is_keyframe(frame: &[u8]) -> bool {
    let mut kinds = lowest_layer(frame).filter_map(|unit| Some(kind(*unit.first()?)));
    let slice = kinds.find(|kind| *kind < FIRST_NON_VCL);
    slice.is_some_and(is_irap)
}

/// The NAL units of the layer that stands alone.
pub(super) fn lowest_layer(frame: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let is_lowest =
        |unit: &&[u8]| matches!(unit, [first, second, ..] if layer(*first, *second) == 0);
    nal_units(frame).filter(is_lowest)
}

/// A picture that resets the decoder and its numbers (IDR), by the type of its slices.
pub(crate) const fn is_idr(kind: u8) -> bool {
    matches!(kind, 19 | 20)
}

/// Whether later pictures are numbered from one of slices of this type: none that is left out with the keyframe behind
/// which it is decoded, and none without references to it. Source: ITU-T H.265 §8.3.1.
pub(crate) const fn counts(kind: u8) -> bool {
    !matches!(kind, 6..=9) && is_reference(kind)
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

/// Which kind of parameter set a NAL unit is, from the first byte of its header.
pub(crate) const fn set_kind(header: u8) -> Option<Kind> {
    match kind(header) {
        VPS => Some(Kind::Video),
        SPS => Some(Kind::Sequence),
        PPS => Some(Kind::Picture),
        _ => None,
    }
}

/// The id of a parameter set; each of the three kinds has its own.
pub(crate) fn parameter_set_id(unit: &[u8]) -> Option<u32> {
    let &[first, second, ref payload @ ..] = unit else {
        return None;
    };
    let payload = unescape(payload, MAX_PROFILE_TIER_LEVEL);
    let mut bits = Bits::new(&payload);
    match kind(first) {
        VPS => bits.read(4),
        SPS => {
            bits.skip(4)?;
            let sub_layers = bits.read(3)?;
            if layer(first, second) > 0 && sub_layers == 7 {
                // Its profile stands in the video parameter set. Source: ITU-T H.265 §F.7.3.2.2.1.
                return bits.golomb();
            }
            bits.skip(1)?;
            skip_profile_tier_level(&mut bits, sub_layers)?;
            bits.golomb()
        }
        _ => bits.golomb(),
    }
}

/// Kind and id of a parameter set.
fn set_id(unit: &[u8]) -> Option<(Kind, u32)> {
    Some((set_kind(*unit.first()?)?, parameter_set_id(unit)?))
}

/// The id of the sequence parameter set that a picture parameter set stands on, or of the picture parameter set that a
/// slice stands on. No byte against emulated start codes can stand so far in front.
pub(super) fn refers_to(unit: &[u8]) -> Option<u32> {
    let mut bits = Bits::new(unit.get(2..)?);
    match kind(*unit.first()?) {
        PPS => {
            bits.golomb()?;
        }
        kind => {
            // Whether it is the first slice; whether earlier pictures are shown.
            bits.skip(if matches!(kind, 16..=23) { 2 } else { 1 })?;
        }
    }
    bits.golomb()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitstream::annexb::START_CODE;
    use crate::bitstream::testing::{golomb, packed};

    /// Of a square of so many pixels.
    fn sequence_set(id: u32, size: u32) -> Vec<u8> {
        let profile = (0x5555_5555, 32);
        let head = [(0, 4 + 3 + 1), profile, profile, profile];
        let rest = [golomb(id), golomb(1), golomb(size), golomb(size), (0, 1)];
        [&[0x42, 1][..], &packed(&[&head[..], &rest].concat())].concat()
    }

    fn picture_set(id: u32, sequence: u32) -> Vec<u8> {
        [&[0x44, 1][..], &packed(&[golomb(id), golomb(sequence)])].concat()
    }

    #[test]
    fn of_several_sequences_that_of_the_slice_tells_the_size() {
        let size = |sets: &[Vec<u8>], slice: Vec<u8>| {
            let units = sets.iter().chain([&slice]);
            let frame: Vec<_> = units
                .flat_map(|unit| [&START_CODE, &unit[..]].concat())
                .collect();
            info(&frame).dimensions
        };
        // The first of a keyframe, and of another picture.
        let key = |set| [&[0x26, 1][..], &packed(&[(0b10, 2), golomb(set), (1, 1)])].concat();
        let inter = |set| [&[0x02, 1][..], &packed(&[(1, 1), golomb(set), (1, 1)])].concat();
        let sequences = [sequence_set(0, 16), sequence_set(1, 32)];
        let pictures = [picture_set(0, 0), picture_set(1, 1)];
        let all = [&sequences[..], &pictures].concat();
        assert_eq!(parameter_set_id(&sequences[1]), Some(1));
        for (set, expected) in [(0, Some((16, 16))), (1, Some((32, 32))), (2, None)] {
            assert_eq!(size(&all, key(set)), expected);
            assert_eq!(size(&all, inter(set)), expected);
        }
        assert_eq!(size(&sequences[1..], key(0)), Some((32, 32)));
        assert_eq!(size(&sequences, key(0)), None);
        // Of a layer above the lowest none counts.
        let mut upper = sequence_set(1, 32);
        upper[1] = 1 << 3 | 1;
        assert_eq!(size(&[sequence_set(0, 16), upper], key(1)), Some((16, 16)));
    }

    #[test]
    fn the_sequence_of_an_upper_layer_has_its_id_further_ahead() {
        // Its own count of sublayers is that of the layers.
        let upper = [&[0x42, 1 << 3 | 1][..], &packed(&[(7, 4 + 3), golomb(5)])].concat();
        assert_eq!(parameter_set_id(&upper), Some(5));
    }
}

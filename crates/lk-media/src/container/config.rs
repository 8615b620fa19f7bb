//! Frames as they stand in Matroska and MP4, and back into the form that they have here.
//!
//! H.264 and H.265 stand there with the length before each NAL unit and the parameter sets in a record of
//! their own, as a rule; AV1 without temporal delimiters.
//! Source: ISO/IEC 14496-15 §5.3.3.1 (AVC), §8.3.3.1 (HEVC); AV1 in ISOBMFF §2.3.

use bytes::Bytes;

use super::obu::DELIMITER;
use crate::Codec;
use crate::bitstream::annexb::START_CODE;
use crate::bitstream::{h264, h265};

/// How a track's frames become those of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unpacker {
    /// They are the same.
    Plain,
    /// A temporal delimiter is put before each.
    Av1,
    /// Lengths become start codes; a keyframe gets the parameter sets if it has none.
    Nal(NalUnpacker),
    /// They are the same, with start codes and their parameter sets among them.
    #[cfg(feature = "matroska")]
    StartCodes,
}

/// From lengths to start codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NalUnpacker {
    codec: Codec,
    length_size: usize,
    /// With start codes.
    parameter_sets: Vec<u8>,
}

impl Unpacker {
    /// One frame; `None` if it is malformed.
    pub(super) fn unpack(&self, sample: Bytes) -> Option<Bytes> {
        if sample.is_empty() {
            return None;
        }
        match self {
            Self::Plain => Some(sample),
            Self::Av1 if sample.starts_with(&DELIMITER) => Some(sample),
            Self::Av1 => Some([&DELIMITER, &*sample].concat().into()),
            Self::Nal(unpacker) => unpacker.unpack(&sample),
            #[cfg(feature = "matroska")]
            Self::StartCodes => {
                let codes = [&START_CODE, &START_CODE[1..]];
                let begins = codes.iter().any(|code| sample.starts_with(code));
                begins.then_some(sample)
            }
        }
    }
}

impl NalUnpacker {
    /// From the record `avcC`.
    pub(super) fn avc(record: &[u8]) -> Option<Self> {
        let (&[1, _, _, _, size, count], mut rest) = record.split_first_chunk()? else {
            return None;
        };
        let mut unpacker = Self::new(Codec::H264, size);
        for _ in 0..count & 0x1f {
            rest = unpacker.take_set(rest)?;
        }
        let (&count, mut rest) = rest.split_first()?;
        for _ in 0..count {
            rest = unpacker.take_set(rest)?;
        }
        Some(unpacker)
    }

    /// From the record `hvcC`.
    pub(super) fn hevc(record: &[u8]) -> Option<Self> {
        if *record.first()? != 1 {
            return None;
        }
        let mut unpacker = Self::new(Codec::H265, *record.get(21)?);
        let (&arrays, mut rest) = record.get(22..)?.split_first()?;
        for _ in 0..arrays {
            let (&[_, high, low], after) = rest.split_first_chunk()?;
            rest = after;
            for _ in 0..u16::from_be_bytes([high, low]) {
                rest = unpacker.take_set(rest)?;
            }
        }
        Some(unpacker)
    }

    pub(super) fn new(codec: Codec, length_size_less_one: u8) -> Self {
        Self {
            codec,
            length_size: usize::from(length_size_less_one & 3) + 1,
            parameter_sets: Vec::new(),
        }
    }

    pub(super) fn add_set(&mut self, set: &[u8]) {
        if self.parameter_sets.len() + set.len() <= MAX_SETS {
            self.parameter_sets.extend_from_slice(&START_CODE);
            self.parameter_sets.extend_from_slice(set);
        }
    }

    fn take_set<'r>(&mut self, rest: &'r [u8]) -> Option<&'r [u8]> {
        let (len, rest) = rest.split_first_chunk()?;
        let len = usize::from(u16::from_be_bytes(*len));
        self.add_set(rest.get(..len)?);
        rest.get(len..)
    }

    fn unpack(&self, sample: &[u8]) -> Option<Bytes> {
        let mut out = Vec::with_capacity(sample.len() + self.parameter_sets.len() + 16);
        let (mut keyframe, mut has_sets, mut insert_at) = (false, false, 0);
        let mut rest = sample;
        while !rest.is_empty() {
            let (len, after) = rest.split_at_checked(self.length_size)?;
            let len = len
                .iter()
                .fold(0, |len, byte| len << 8 | usize::from(*byte));
            let unit = after.get(..len)?;
            rest = after.get(len..)?;
            let Some(&header) = unit.first() else {
                continue;
            };
            if is_access_unit_delimiter(self.codec, header) && out.is_empty() {
                insert_at = START_CODE.len() + unit.len();
            }
            keyframe |= is_keyframe(self.codec, unit);
            has_sets |= is_sps(self.codec, header);
            out.extend_from_slice(&START_CODE);
            out.extend_from_slice(unit);
        }
        if keyframe && !has_sets {
            out.splice(insert_at..insert_at, self.parameter_sets.iter().copied());
        }
        (!out.is_empty()).then(|| out.into())
    }
}

/// Whether a unit is of a picture at which reading can start; of H.265 the lowest layer says so.
fn is_keyframe(codec: Codec, unit: &[u8]) -> bool {
    match (codec, unit) {
        (Codec::H264, &[header, ..]) => header & h264::TYPE_MASK == h264::IDR_SLICE,
        (_, &[first, second, ..]) => {
            h265::layer(first, second) == 0 && h265::is_irap(h265::kind(first))
        }
        _ => false,
    }
}

const fn is_sps(codec: Codec, header: u8) -> bool {
    match codec {
        Codec::H264 => header & h264::TYPE_MASK == h264::SPS,
        _ => h265::kind(header) == h265::SPS,
    }
}

const fn is_access_unit_delimiter(codec: Codec, header: u8) -> bool {
    match codec {
        Codec::H264 => header & h264::TYPE_MASK == h264::ACCESS_UNIT_DELIMITER,
        _ => h265::kind(header) == h265::ACCESS_UNIT_DELIMITER,
    }
}

/// More bytes of parameter sets than this are not kept.
const MAX_SETS: usize = 64 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upper_layer_makes_no_keyframe() {
        let mut unpacker = NalUnpacker::new(Codec::H265, 0);
        unpacker.add_set(&[0x42, 1, 9]);
        let upper = [3, 0x02, 1, 0xd0, 3, 0x26, 9, 0xaf];
        let unpacked = [0, 0, 0, 1, 0x02, 1, 0xd0, 0, 0, 0, 1, 0x26, 9, 0xaf];
        assert_eq!(unpacker.unpack(&upper).unwrap(), unpacked[..]);
        let keyframe = [3, 0x26, 1, 0xaf];
        let unpacked = [0, 0, 0, 1, 0x42, 1, 9, 0, 0, 0, 1, 0x26, 1, 0xaf];
        assert_eq!(unpacker.unpack(&keyframe).unwrap(), unpacked[..]);
    }
}

//! AV1: open bitstream units, key frames and the sequence header.
//!
//! Source: AV1 bitstream specification §5.3, §5.5, §5.9.

use super::FrameInfo;
use super::bits::Bits;

pub(crate) const SEQUENCE_HEADER: u8 = 1;
pub(crate) const FRAME_HEADER: u8 = 3;
pub(crate) const FRAME: u8 = 6;

/// One open bitstream unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Obu<'a> {
    pub(crate) kind: u8,
    /// What follows the header and the size.
    pub(crate) payload: &'a [u8],
}

/// The units of a temporal unit, each with its size; ends at the first that cannot be read.
pub(crate) fn obus(mut data: &[u8]) -> impl Iterator<Item = Obu<'_>> {
    std::iter::from_fn(move || {
        let [header, rest @ ..] = data else {
            return None;
        };
        let kind = header >> 3 & 0xf;
        let rest = if header & 4 != 0 {
            rest.get(1..)?
        } else {
            rest
        };
        let (size, rest) = if header & 2 != 0 {
            leb128(rest)?
        } else {
            (rest.len(), rest)
        };
        let (payload, after) = rest.split_at_checked(size)?;
        data = after;
        Some(Obu { kind, payload })
    })
}

/// A number of at most 32 bits, seven a byte, lowest first, and what follows it.
pub(crate) fn leb128(data: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_u64;
    for (index, byte) in data.iter().enumerate().take(8) {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let value = u32::try_from(value).ok()?;
            return Some((value as usize, data.get(index + 1..)?));
        }
    }
    None
}

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let mut sequence = None;
    for obu in obus(frame) {
        match obu.kind {
            SEQUENCE_HEADER => sequence = Sequence::parse(obu.payload),
            FRAME | FRAME_HEADER => {
                let Some(sequence) = sequence else {
                    return FrameInfo::default();
                };
                let keyframe = sequence.still || shows_keyframe(obu.payload);
                return FrameInfo {
                    keyframe,
                    dimensions: Some(sequence.dimensions),
                };
            }
            _ => {}
        }
    }
    FrameInfo {
        keyframe: false,
        dimensions: sequence.map(|sequence| sequence.dimensions),
    }
}

fn shows_keyframe(frame_header: &[u8]) -> bool {
    // show_existing_frame = 0, frame_type = KEY_FRAME (0), show_frame = 1
    frame_header.first().is_some_and(|byte| byte & 0xf0 == 0x10)
}

#[derive(Debug, Clone, Copy)]
struct Sequence {
    /// A still picture, whose frames have a reduced header.
    still: bool,
    dimensions: (u32, u32),
}

impl Sequence {
    fn parse(payload: &[u8]) -> Option<Self> {
        let mut bits = Bits::new(payload);
        bits.skip(4)?;
        let still = bits.flag()?;
        if still {
            bits.skip(5)?;
        } else {
            skip_operating_points(&mut bits)?;
        }
        let (width_bits, height_bits) = (bits.read(4)? + 1, bits.read(4)? + 1);
        let dimensions = (bits.read(width_bits)? + 1, bits.read(height_bits)? + 1);
        Some(Self { still, dimensions })
    }
}

fn skip_operating_points(bits: &mut Bits<'_>) -> Option<()> {
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
    for _ in 0..=bits.read(5)? {
        bits.skip(12)?;
        if bits.read(5)? > 7 {
            bits.skip(1)?;
        }
        if let Some(delay_bits) = delay_bits
            && bits.flag()?
        {
            bits.skip(2 * delay_bits + 1)?;
        }
        if display_delay && bits.flag()? {
            bits.skip(4)?;
        }
    }
    Some(())
}

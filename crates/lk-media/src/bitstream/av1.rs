//! AV1: open bitstream units, key frames and the sequence header.
//!
//! Source: AV1 bitstream specification §5.3, §5.5, §5.9.

use super::FrameInfo;
use super::bits::Bits;

pub(crate) const SEQUENCE_HEADER: u8 = 1;
pub(crate) const TEMPORAL_DELIMITER: u8 = 2;
pub(crate) const FRAME_HEADER: u8 = 3;
pub(crate) const FRAME: u8 = 6;
pub(crate) const TILE_LIST: u8 = 8;
pub(crate) const PADDING: u8 = 15;
/// Header flag: a second header byte follows.
pub(crate) const HAS_EXTENSION: u8 = 4;
/// Header flag: the size of the payload follows.
pub(crate) const HAS_SIZE: u8 = 2;

/// One open bitstream unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Obu<'a> {
    pub(crate) kind: u8,
    pub(crate) header: u8,
    pub(crate) extension: Option<u8>,
    /// How many bytes of header and size come before the payload.
    pub(crate) payload_at: usize,
    pub(crate) payload: &'a [u8],
}

/// The unit that the bytes begin with; one without a size takes them all.
#[inline]
pub(crate) fn first_obu(data: &[u8]) -> Option<Obu<'_>> {
    let [header, rest @ ..] = data else {
        return None;
    };
    let (extension, rest) = match rest {
        [extension, rest @ ..] if header & HAS_EXTENSION != 0 => (Some(*extension), rest),
        _ if header & HAS_EXTENSION != 0 => return None,
        _ => (None, rest),
    };
    let (size, rest) = if header & HAS_SIZE != 0 {
        leb128(rest)?
    } else {
        (rest.len(), rest)
    };
    let payload = rest.get(..size)?;
    let kind = header >> 3 & 0xf;
    Some(Obu {
        kind,
        header: *header,
        extension,
        payload_at: data.len() - rest.len(),
        payload,
    })
}

/// The units of a temporal unit; ends at the first that cannot be read.
pub(crate) fn obus(mut data: &[u8]) -> impl Iterator<Item = Obu<'_>> {
    std::iter::from_fn(move || {
        let obu = first_obu(data)?;
        data = data.get(obu.payload_at + obu.payload.len()..)?;
        Some(obu)
    })
}

/// A number of at most 32 bits, seven a byte, lowest first, and what follows it.
#[inline]
pub(crate) fn leb128(data: &[u8]) -> Option<(usize, &[u8])> {
    // As nearly all are.
    match data {
        [value @ ..0x80, rest @ ..] => Some((usize::from(*value), rest)),
        [low, high @ ..0x80, rest @ ..] => {
            Some((usize::from(low & 0x7f) | usize::from(*high) << 7, rest))
        }
        _ => long_leb128(data),
    }
}

fn long_leb128(data: &[u8]) -> Option<(usize, &[u8])> {
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
    let mut info = FrameInfo::default();
    let mut sequence = None;
    let mut first = true;
    for obu in obus(frame) {
        match obu.kind {
            SEQUENCE_HEADER => {
                sequence = Sequence::parse(obu.payload);
                info.dimensions = sequence.map(|sequence| sequence.dimensions);
            }
            FRAME | FRAME_HEADER => {
                let layers = obu.extension.map(layers);
                let spatial_layer = layers.map(|(_, spatial)| spatial);
                if first {
                    info.keyframe = sequence
                        .is_some_and(|sequence| sequence.still || shows_keyframe(obu.payload));
                    // A key frame that is shown becomes every reference. Of others only the sequence header tells.
                    info.discardable = info.keyframe.then_some(false);
                    (info.temporal_layer, info.spatial_layer) =
                        (layers.map(|(temporal, _)| temporal), spatial_layer);
                } else if info.spatial_layer != spatial_layer {
                    info.spatial_layer = None;
                    break;
                }
                first = false;
            }
            _ => {}
        }
    }
    info
}

/// Whether a frame begins a coded video sequence, as far as it says so itself.
pub(crate) fn starts_sequence(frame: &[u8]) -> bool {
    let mut sequence = None;
    for obu in obus(frame) {
        match obu.kind {
            SEQUENCE_HEADER => sequence = Some(obu.payload),
            FRAME | FRAME_HEADER => {
                let still = |sequence: &[u8]| sequence.first().is_some_and(|byte| byte & 8 != 0);
                return sequence
                    .is_some_and(|sequence| still(sequence) || shows_keyframe(obu.payload));
            }
            _ => {}
        }
    }
    false
}

/// Temporal and spatial layer, from the second byte of a unit's header.
pub(crate) const fn layers(extension: u8) -> (u8, u8) {
    (extension >> 5, extension >> 3 & 3)
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

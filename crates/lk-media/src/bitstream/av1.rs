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
            SEQUENCE_HEADER => sequence = Sequence::parse(obu.payload),
            FRAME | FRAME_HEADER => {
                let layers = obu.extension.map(layers);
                let spatial_layer = layers.map(|(_, spatial)| spatial);
                if first {
                    let key =
                        sequence.filter(|sequence| sequence.still || shows_keyframe(obu.payload));
                    info.keyframe = key.is_some();
                    info.dimensions = key.and_then(|sequence| sequence.size_of_key(obu.payload));
                    // A key frame that is shown becomes every reference. Of others only the sequence header tells.
                    info.discardable = info.keyframe.then_some(false);
                    (info.temporal_layer, info.spatial_layer) =
                        (layers.map(|(temporal, _)| temporal), spatial_layer);
                } else if info.spatial_layer != spatial_layer {
                    info.spatial_layer = None;
                    // The size of the layers above stands behind what they refer to; none is larger than this.
                    info.dimensions = sequence
                        .filter(|_| info.keyframe)
                        .map(|sequence| sequence.largest);
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

/// What of a sequence header the frames' headers are read by.
#[derive(Debug, Clone, Copy)]
struct Sequence {
    /// A still picture, whose frames have a reduced header.
    still: bool,
    /// How many bits give width and height, and the largest that a frame has.
    size_bits: (u32, u32),
    largest: (u32, u32),
    model: DecoderModel,
    /// How many bits give the place of a frame in the order of display.
    order_bits: u32,
    /// How many bits give the number of a frame, if it has one.
    frame_id_bits: u32,
    /// Whether screen content tools, and whole vectors with them, are for each frame to choose; else what holds.
    screen_content: Choice,
    whole_vectors: Choice,
}

/// What the sequence lays down, or leaves to its frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Never,
    Always,
    ByFrame,
}

impl Choice {
    /// One bit to leave it to the frames, else one that says what holds.
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        if bits.flag()? {
            return Some(Self::ByFrame);
        }
        Some(if bits.flag()? {
            Self::Always
        } else {
            Self::Never
        })
    }
}

impl Sequence {
    fn parse(payload: &[u8]) -> Option<Self> {
        let mut bits = Bits::new(payload);
        bits.skip(4)?;
        let still = bits.flag()?;
        let mut model = DecoderModel::default();
        if still {
            bits.skip(5)?;
        } else {
            model = operating_points(&mut bits)?;
        }
        let size_bits = (bits.read(4)? + 1, bits.read(4)? + 1);
        let largest = (bits.read(size_bits.0)? + 1, bits.read(size_bits.1)? + 1);
        let mut sequence = Self {
            still,
            size_bits,
            largest,
            model,
            order_bits: 0,
            frame_id_bits: 0,
            screen_content: Choice::ByFrame,
            whole_vectors: Choice::ByFrame,
        };
        if !still {
            sequence.parse_tools(&mut bits)?;
        }
        Some(sequence)
    }

    fn parse_tools(&mut self, bits: &mut Bits<'_>) -> Option<()> {
        if bits.flag()? {
            self.frame_id_bits = (bits.read(4)? + 2) + (bits.read(3)? + 1);
        }
        // Superblocks, two intra tools; four inter tools, then order hints with two more.
        bits.skip(3 + 4)?;
        let ordered = bits.flag()?;
        if ordered {
            bits.skip(2)?;
        }
        self.screen_content = Choice::read(bits)?;
        if self.screen_content != Choice::Never {
            self.whole_vectors = Choice::read(bits)?;
        }
        if ordered {
            self.order_bits = bits.read(3)? + 1;
        }
        Some(())
    }

    /// Width and height of a key frame that is shown, from its header.
    fn size_of_key(&self, frame_header: &[u8]) -> Option<(u32, u32)> {
        if self.still {
            return Some(self.largest);
        }
        let mut bits = Bits::new(frame_header);
        // Shows none before it; key; shown.
        bits.skip(1 + 2 + 1 + self.model.presentation_bits as usize)?;
        // Whether probabilities stay.
        bits.skip(1)?;
        let screen_content = match self.screen_content {
            Choice::ByFrame => bits.flag()?,
            choice => choice == Choice::Always,
        };
        if screen_content && self.whole_vectors == Choice::ByFrame {
            bits.skip(1)?;
        }
        bits.skip(self.frame_id_bits as usize)?;
        if !bits.flag()? {
            return Some(self.largest);
        }
        bits.skip(self.order_bits as usize)?;
        // When each operating point takes it from the buffer stands in between.
        if self.model.present && bits.flag()? {
            return None;
        }
        let (width, height) = self.size_bits;
        Some((bits.read(width)? + 1, bits.read(height)? + 1))
    }
}

/// What the frames' headers have of a decoder's model.
#[derive(Debug, Clone, Copy, Default)]
struct DecoderModel {
    present: bool,
    /// How many bits say when a frame is shown, if any do.
    presentation_bits: u32,
}

/// Passes over the operating points.
fn operating_points(bits: &mut Bits<'_>) -> Option<DecoderModel> {
    let mut model = DecoderModel::default();
    let mut delay_bits = None;
    if bits.flag()? {
        bits.skip(64)?;
        let even = bits.flag()?;
        if even {
            bits.golomb()?;
        }
        if bits.flag()? {
            delay_bits = Some(bits.read(5)? as usize + 1);
            bits.skip(32 + 5)?;
            let presentation_bits = bits.read(5)? + 1;
            model.present = true;
            model.presentation_bits = if even { 0 } else { presentation_bits };
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
    Some(model)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key frame with a sequence header that allows 64x48; `own` is its size, if it has one of its own, and `tools`
    /// whether the sequence leaves screen content to it.
    fn unit(own: Option<(u32, u32)>, tools: bool, layers: &[u8]) -> Vec<u8> {
        let sequence = [
            // Profile, neither still nor reduced, no timing, no delay, one operating point.
            (0, 3 + 1 + 1 + 1 + 1 + 5),
            (0, 12 + 5),
            (5, 4),
            (5, 4),
            (63, 6),
            (47, 6),
            // Numbers of 2 and 1 bits; tools; order hints of 3 bits.
            (1, 1),
            (0, 4 + 3),
            (0, 3 + 4),
            (1, 1),
            (0, 2),
            // Left to the frames twice, or never.
            (if tools { 0b11 } else { 0 }, 2),
            (2, 3),
            (0, 8),
        ];
        let frame = [
            // Key, shown; probabilities; screen content with whole vectors.
            (0b0_0010, 5),
            (if tools { 0b11 } else { 0 }, if tools { 2 } else { 0 }),
            (0, 3),
            (u32::from(own.is_some()), 1),
            (0, 3),
            (own.map_or(0, |(width, _)| width - 1), 6),
            (own.map_or(0, |(_, height)| height - 1), 6),
            (0, 8),
        ];
        let mut unit = obu(SEQUENCE_HEADER, None, &bits(&sequence));
        for layer in layers {
            unit.extend(obu(FRAME, Some(layer << 3), &bits(&frame)));
        }
        unit
    }

    fn bits(fields: &[(u32, u32)]) -> Vec<u8> {
        let ones = fields
            .iter()
            .flat_map(|(value, count)| (0..*count).rev().map(move |bit| value >> bit & 1));
        let ones: Vec<_> = ones.collect();
        let byte = |bits: &[u32]| {
            let byte = bits.iter().fold(0, |byte, bit| byte << 1 | *bit as u8);
            byte << (8 - bits.len())
        };
        ones.chunks(8).map(byte).collect()
    }

    fn obu(kind: u8, extension: Option<u8>, payload: &[u8]) -> Vec<u8> {
        let flag = if extension.is_some() {
            HAS_EXTENSION
        } else {
            0
        };
        let head = [kind << 3 | flag | HAS_SIZE].into_iter().chain(extension);
        let size = [payload.len() as u8].into_iter();
        head.chain(size).chain(payload.iter().copied()).collect()
    }

    #[test]
    fn a_frame_of_its_own_size_says_that_and_not_the_largest() {
        for tools in [false, true] {
            let size = |own, layers: &[u8]| info(&unit(own, tools, layers)).dimensions;
            assert_eq!(size(None, &[0]), Some((64, 48)));
            assert_eq!(size(Some((32, 24)), &[0]), Some((32, 24)));
            // A layer below alone, and with the one above.
            assert_eq!(size(Some((32, 24)), &[0, 0]), Some((32, 24)));
            assert_eq!(size(Some((32, 24)), &[0, 1]), Some((64, 48)));
        }
        let inter = [unit(None, false, &[]), obu(FRAME, None, &[0x30, 0])].concat();
        assert_eq!(info(&inter).dimensions, None);
        assert_eq!(info(&unit(None, false, &[])).dimensions, None);
    }
}

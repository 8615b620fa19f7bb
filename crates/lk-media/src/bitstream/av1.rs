//! AV1: open bitstream units, key frames and the sequence header.
//!
//! Source: AV1 bitstream specification §5.3, §5.5, §5.9.

use super::FrameInfo;
use super::bits::Bits;
use super::slots::{Size, Slots};

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
    let mut slots = Slots::default();
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
                    // A key frame that is shown becomes every reference. Of others only the sequence header tells.
                    info.discardable = info.keyframe.then_some(false);
                    (info.temporal_layer, info.spatial_layer) =
                        (layers.map(|(temporal, _)| temporal), spatial_layer);
                } else if info.spatial_layer != spatial_layer {
                    info.spatial_layer = None;
                    if !info.keyframe {
                        break;
                    }
                }
                if info.keyframe {
                    // The last that is shown is of the highest layer.
                    let header =
                        sequence.and_then(|sequence| sequence.frame_header(obu.payload, &slots));
                    match header {
                        Some(header) => slots.refresh(header.refreshes, header.size),
                        None => slots = Slots::default(),
                    }
                    if header.is_none_or(|header| header.shown) {
                        info.dimensions = header.and_then(|header| header.size);
                    }
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
    largest: Size,
    model: DecoderModel,
    /// How many bits give the place of a frame in the order of display.
    order_bits: u32,
    /// How many bits give the number of a frame, and how far from it that of a reference is, if it has one.
    frame_id_bits: u32,
    id_distance_bits: u32,
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
            id_distance_bits: 0,
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
            self.id_distance_bits = bits.read(4)? + 2;
            self.frame_id_bits = self.id_distance_bits + bits.read(3)? + 1;
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

    /// Reads a frame's header up to its size; `None` if that cannot be reached.
    fn frame_header(&self, header: &[u8], slots: &Slots) -> Option<FrameHeader> {
        if self.still {
            return Some(FrameHeader {
                shown: true,
                refreshes: 0xff,
                size: Some(self.largest),
            });
        }
        let mut bits = Bits::new(header);
        if bits.flag()? {
            // It shows a frame that was decoded before, and of a key frame makes every reference again.
            return None;
        }
        let kind = bits.read(2)?;
        let shown = bits.flag()?;
        if shown {
            bits.skip(self.model.presentation_bits as usize)?;
        } else {
            // Whether it can be shown later.
            bits.skip(1)?;
        }
        let is_start = kind == KEY && shown;
        let resilient = is_start || kind == SWITCH || bits.flag()?;
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
        let own_size = kind == SWITCH || bits.flag()?;
        bits.skip(self.order_bits as usize)?;
        let intra = matches!(kind, KEY | INTRA_ONLY);
        if !intra && !resilient {
            // The frame whose probabilities it begins with.
            bits.skip(3)?;
        }
        // When each operating point takes it from the buffer stands in between.
        if self.model.present && bits.flag()? {
            return None;
        }
        let refreshes = if is_start || kind == SWITCH {
            0xff
        } else {
            bits.read(8)?
        };
        if resilient && (!intra || refreshes != 0xff) {
            bits.skip(8 * self.order_bits as usize)?;
        }
        let size = if intra {
            self.size(&mut bits, own_size)
        } else {
            self.size_by_references(&mut bits, own_size, resilient, slots)
        };
        Some(FrameHeader {
            shown,
            refreshes,
            size,
        })
    }

    fn size(&self, bits: &mut Bits<'_>, own: bool) -> Option<Size> {
        if !own {
            return Some(self.largest);
        }
        let (width, height) = self.size_bits;
        Some((bits.read(width)? + 1, bits.read(height)? + 1))
    }

    /// The size of a frame that refers to others: that of the first of them that is said to have it, else its own.
    fn size_by_references(
        &self,
        bits: &mut Bits<'_>,
        own: bool,
        resilient: bool,
        slots: &Slots,
    ) -> Option<Size> {
        const LAST: usize = 0;
        const GOLDEN: usize = 3;
        let mut references = [None; 7];
        // Two of them may tell where all are, by the order of display.
        let is_short = self.order_bits > 0 && bits.flag()?;
        if is_short {
            for reference in [LAST, GOLDEN] {
                *references.get_mut(reference)? = Some(bits.read(3)?);
            }
        }
        for reference in &mut references {
            if !is_short {
                *reference = Some(bits.read(3)?);
            }
            bits.skip(self.id_distance_bits as usize)?;
        }
        if own && !resilient {
            for reference in references {
                if bits.flag()? {
                    return slots.size(reference?);
                }
            }
        }
        self.size(bits, own)
    }
}

/// What of a frame's header tells its size and that of others.
#[derive(Debug, Clone, Copy)]
struct FrameHeader {
    shown: bool,
    /// The slots that it is put into, one bit each.
    refreshes: u32,
    /// `None` where it is that of a frame of which nothing is known.
    size: Option<Size>,
}

/// Types of frames; the one left refers to others.
const KEY: u32 = 0;
const INTRA_ONLY: u32 = 2;
const SWITCH: u32 = 3;

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
    use crate::bitstream::testing::packed;

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
        let mut unit = obu(SEQUENCE_HEADER, None, &packed(&sequence));
        for layer in layers {
            unit.extend(obu(FRAME, Some(layer << 3), &packed(&frame)));
        }
        unit
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

    /// A frame of spatial layer 1 behind that of [`unit`] with its tools left to it, shown or not, that refers to the
    /// slots 0 to 6. It has the size of the one numbered so, its own, or the largest.
    fn upper(shown: bool, short: bool, of: Option<Result<u32, Size>>) -> Vec<u8> {
        // How far each is from it in numbers stands behind it.
        let references: Vec<_> = if short {
            let two = [(1, 1), (0, 3), (3, 3)];
            two.into_iter().chain([(0, 2); 7]).collect()
        } else {
            let each = (0..7).flat_map(|slot| [(slot, 3), (0, 2)]);
            [(0, 1)].into_iter().chain(each).collect()
        };
        let found = match of {
            None => (0, 0),
            Some(Ok(reference)) => (1, reference + 1),
            Some(Err(_)) => (0, 7),
        };
        let own = match of {
            Some(Err((width, height))) => [(width - 1, 6), (height - 1, 6)],
            _ => [(0, 0); 2],
        };
        let fields = [
            // Inter; what is not shown says whether it can be; not resilient; probabilities; screen content.
            (0b01, 1 + 2),
            (u32::from(shown), 1),
            (0, if shown { 0 } else { 1 }),
            (0, 1 + 1),
            (0b11, 2),
            (0, 3),
            (u32::from(of.is_some()), 1),
            // Order, the one to begin with, and what it is put into.
            (0, 3 + 3),
            (1 << 1, 8),
        ];
        let fields = [&fields[..], &references, &[found], &own, &[(0, 8)]].concat();
        obu(FRAME, Some(1 << 3), &packed(&fields))
    }

    #[test]
    fn a_frame_of_its_own_size_says_that_and_not_the_largest() {
        for tools in [false, true] {
            let size = |own, layers: &[u8]| info(&unit(own, tools, layers)).dimensions;
            assert_eq!(size(None, &[0]), Some((64, 48)));
            assert_eq!(size(Some((32, 24)), &[0]), Some((32, 24)));
            assert_eq!(size(Some((32, 24)), &[0, 0]), Some((32, 24)));
        }
        let inter = [unit(None, false, &[]), obu(FRAME, None, &[0x30, 0])].concat();
        assert_eq!(info(&inter).dimensions, None);
        assert_eq!(info(&unit(None, false, &[])).dimensions, None);
    }

    #[test]
    fn the_highest_layer_tells_the_size_of_a_picture() {
        let lowest = unit(Some((16, 12)), true, &[0]);
        let info = |above: &[Vec<u8>]| info(&[&lowest[..], &above.concat()].concat());
        for short in [false, true] {
            let above = |of| upper(true, short, of);
            let size = |above: &[Vec<u8>]| info(above).dimensions;
            assert_eq!(size(&[above(Some(Err((32, 24))))]), Some((32, 24)));
            assert_eq!(size(&[above(None)]), Some((64, 48)));
            // That of a layer below, which stands in any slot but 1.
            assert_eq!(size(&[above(Some(Ok(0)))]), Some((16, 12)));
            let second = || above(Some(Err((32, 24))));
            assert_eq!(size(&[second(), above(Some(Ok(3)))]), Some((16, 12)));
            // Where two references tell of all, it takes more to know which the others are.
            let known = if short { None } else { Some((32, 24)) };
            assert_eq!(size(&[second(), above(Some(Ok(1)))]), known);
            // One that is not shown tells nothing, one that cannot be read leaves it open.
            let hidden = upper(false, short, Some(Err((32, 24))));
            assert_eq!(size(&[hidden]), Some((16, 12)));
            assert_eq!(size(&[obu(FRAME, Some(1 << 3), &[0x30, 0])]), None);
        }
        let both = info(&[upper(true, false, None)]);
        assert_eq!((both.keyframe, both.spatial_layer), (true, None));
    }
}

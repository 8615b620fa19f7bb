//! Whether pictures are shown in another order than they are decoded in.

use std::collections::BTreeMap;

use super::annexb::nal_units;
use super::{h264, h265};
use crate::Codec;

/// Finds pictures that are shown before others which are decoded earlier, as B-frames are: a room does not take them,
/// since receivers show frames in the order of their RTP timestamps and decode as they come.
///
/// It reads the number that each picture of H.264 and H.265 carries, so it tells what a stream does and not what it
/// might do: a stream whose parameter sets allow for B-frames is fine as long as there is none. Frames of other codecs
/// are always shown in order, as pictures that are not shown stand within the frame of one that is. Of H.264 pictures
/// numbered by rule (`pic_order_cnt_type` 1), which no known encoder writes, nothing is known.
///
/// ```
/// # use lk_media::{Codec, FileReader, bitstream::PictureOrder};
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bframes.h264");
/// let mut reader = FileReader::open(path)?;
/// let mut order = PictureOrder::new(reader.codec()?);
/// let mut reordered = false;
/// // Encoders that make B-frames make one among the first pictures, as a rule.
/// for _ in 0..64 {
///     let Some(frame) = reader.next_frame()? else { break };
///     reordered |= order.is_reordered(&frame.data);
/// }
/// assert!(reordered);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct PictureOrder {
    codec: Codec,
    h264: BTreeMap<u32, h264::Sps>,
    /// The sequence that each picture parameter set of H.264 stands on.
    h264_pictures: BTreeMap<u32, u32>,
    h265: BTreeMap<u32, h265::Sps>,
    h265_pictures: BTreeMap<u32, h265::Pps>,
    /// The number, unfolded, from which the next is counted.
    last: i64,
    /// The highest number since numbers were reset.
    highest: Option<i64>,
}

impl PictureOrder {
    /// For the frames of one stream, to be handed over from a keyframe on.
    pub const fn new(codec: Codec) -> Self {
        Self {
            codec,
            h264: BTreeMap::new(),
            h264_pictures: BTreeMap::new(),
            h265: BTreeMap::new(),
            h265_pictures: BTreeMap::new(),
            last: 0,
            highest: None,
        }
    }

    /// Takes the next frame in the order of decoding, and says whether it is shown before one that came earlier.
    pub fn is_reordered(&mut self, frame: &[u8]) -> bool {
        match self.codec {
            Codec::H264 => self.h264_picture(frame),
            Codec::H265 => self.h265_picture(frame),
            _ => None,
        }
        .unwrap_or(false)
    }

    fn h264_picture(&mut self, frame: &[u8]) -> Option<bool> {
        for unit in nal_units(frame) {
            let header = *unit.first()?;
            match header & h264::TYPE_MASK {
                h264::SPS => {
                    if let Some(sps) = h264::Sps::parse(unit).filter(|sps| sps.id < MAX_SETS) {
                        self.h264.insert(sps.id, sps);
                    }
                }
                h264::PPS => {
                    let ids = h264::parameter_set_id(unit).zip(h264::refers_to(unit));
                    if let Some((id, sequence)) = ids.filter(|(id, _)| *id < MAX_PICTURE_SETS) {
                        self.h264_pictures.insert(id, sequence);
                    }
                }
                kind @ (h264::SLICE | h264::IDR_SLICE) => {
                    let sequence = self.h264_pictures.get(&h264::refers_to(unit)?)?;
                    let number = self.h264.get(sequence)?.order?.of(unit)?;
                    let resets = kind == h264::IDR_SLICE;
                    return Some(self.place(number, resets, h264::is_reference(header)));
                }
                _ => {}
            }
        }
        None
    }

    fn h265_picture(&mut self, frame: &[u8]) -> Option<bool> {
        for unit in h265::lowest_layer(frame) {
            let &[first, second, ..] = unit else { continue };
            match h265::kind(first) {
                h265::SPS => {
                    if let Some(sps) = h265::Sps::parse(unit).filter(|sps| sps.id < MAX_SETS) {
                        self.h265.insert(sps.id, sps);
                    }
                }
                h265::PPS => {
                    let pps = h265::Pps::parse(unit).filter(|pps| pps.id < MAX_PICTURE_SETS);
                    if let Some(pps) = pps {
                        self.h265_pictures.insert(pps.id, pps);
                    }
                }
                kind if kind < h265::FIRST_NON_VCL => {
                    if h265::is_idr(kind) {
                        return Some(self.place((0, 0), true, true));
                    }
                    let pps = self.h265_pictures.get(&h265::refers_to(unit)?)?;
                    let number = pps.order(self.h265.get(&pps.sequence)?, unit)?;
                    // BLA pictures count anew.
                    let resets = matches!(kind, 16..=18);
                    let counts = h265::temporal_layer(second) == Some(0) && h265::counts(kind);
                    return Some(self.place(number, resets, counts));
                }
                _ => {}
            }
        }
        None
    }

    /// Where the picture with this number stands. Source: ITU-T H.264 §8.2.1.1, H.265 §8.3.1.
    fn place(&mut self, (number, bits): (u32, u32), resets: bool, counts: bool) -> bool {
        if resets {
            (self.last, self.highest) = (0, None);
        }
        let modulus = 1_i64 << bits;
        let ahead = (i64::from(number) - self.last).rem_euclid(modulus);
        let back = bits > 0 && ahead >= modulus / 2;
        let ahead = if back { ahead - modulus } else { ahead };
        let order = self.last.saturating_add(ahead);
        if counts {
            self.last = order;
        }
        let earlier = self.highest.is_some_and(|highest| order < highest);
        self.highest = self.highest.max(Some(order));
        earlier
    }
}

/// As many as there can be. Source: ITU-T H.264 §7.4.2.1.1, §7.4.2.2.
const MAX_SETS: u32 = 32;
const MAX_PICTURE_SETS: u32 = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::Kind;

    /// Numbers of the frames that are shown before one that came earlier.
    fn reordered(kind: Kind, file: &[u8]) -> Vec<usize> {
        let mut demuxer = kind.demuxer();
        demuxer.push(file);
        demuxer.finish();
        let frames: Vec<_> = std::iter::from_fn(|| demuxer.poll().unwrap()).collect();
        let mut order = PictureOrder::new(demuxer.codec().unwrap());
        let frames = frames.iter().map(|frame| order.is_reordered(&frame.data));
        let numbered = frames.enumerate().filter(|(_, is)| *is);
        numbered.map(|(number, _)| number).collect()
    }

    #[test]
    fn frames_that_are_shown_early_are_found_and_no_others() {
        // As ffprobe's types of pictures tell, in the order in which they are shown: IBBBPBBP, and twice IBBP.
        let bframes = reordered(Kind::H264, include_bytes!("../../tests/data/bframes.h264"));
        assert_eq!(bframes, [2, 3, 4, 6, 7]);
        for file in [
            &include_bytes!("../../tests/data/slices.h264")[..],
            include_bytes!("../../tests/data/interlaced.h264"),
        ] {
            assert_eq!(reordered(Kind::H264, file), [2, 3, 6, 7]);
        }
        let pyramid = reordered(Kind::H265, include_bytes!("../../tests/data/layers.h265"));
        assert_eq!(pyramid, [2, 3, 4, 6, 7]);
        for (kind, file) in [
            (
                Kind::H264,
                &include_bytes!("../../../../examples/media/clip.h264")[..],
            ),
            (Kind::H265, include_bytes!("../../tests/data/h265.h265")),
            (Kind::Ivf, include_bytes!("../../tests/data/vp9.ivf")),
        ] {
            assert_eq!(reordered(kind, file), [0_usize; 0]);
        }
    }

    #[test]
    fn numbers_that_wrap_around_go_on() {
        let mut order = PictureOrder::new(Codec::H264);
        assert!(!order.place((0, 4), true, true));
        for number in (2..200).step_by(2) {
            assert!(!order.place((number % 16, 4), false, true), "{number}");
        }
        assert!(order.place((4, 4), false, false), "196");
        assert!(!order.place((8, 4), false, true), "200");
    }
}

//! VP8 frame headers: the plain beginning, and what is coded behind it.
//!
//! Source: RFC 6386 §7.3 (boolean decoder), §9.1 (frame tag), §19.2 (frame header).

use super::FrameInfo;

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let keyframe = is_keyframe(frame);
    let dimensions = match frame {
        [_, _, _, _, _, _, w0, w1, h0, h1, ..] if keyframe => {
            // The upper two bits of each are a scaling hint.
            let length = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            Some((length(*w0, *w1), length(*h0, *h1)))
        }
        _ => None,
    };
    let discardable = match frame {
        _ if keyframe => Some(false),
        [tag, _, _, coded @ ..] if tag & 1 == 1 => leaves_nothing(coded),
        _ => None,
    };
    FrameInfo {
        keyframe,
        dimensions,
        discardable,
        ..FrameInfo::default()
    }
}

/// By the tag and the start code; without that it is none.
pub(super) fn is_keyframe(frame: &[u8]) -> bool {
    matches!(frame, [tag, _, _, 0x9d, 0x01, 0x2a, ..] if tag & 1 == 0)
}

/// Whether nothing of an inter frame is left for the frames after it: no picture, no probability. `None` also
/// where it leaves neither, but sets what stays until it is set again, perhaps to what it was: segments, filter
/// differences.
fn leaves_nothing(coded: &[u8]) -> Option<bool> {
    let mut bits = BoolDecoder::new(coded)?;
    let mut sets = false;
    if bits.flag()? {
        let (map, features) = (bits.flag()?, bits.flag()?);
        sets = map | features;
        if features {
            bits.read(1)?;
            for (count, width) in [(4, 7), (4, 6)] {
                for _ in 0..count {
                    bits.optional(width + 1)?;
                }
            }
        }
        if map {
            for _ in 0..3 {
                bits.optional(8)?;
            }
        }
    }
    // Filter type, level, sharpness, and differences by reference and mode.
    bits.read(1 + 6 + 3)?;
    if bits.flag()? && bits.flag()? {
        sets = true;
        for _ in 0..8 {
            bits.optional(6 + 1)?;
        }
    }
    // Partitions, quantizers.
    bits.read(2 + 7)?;
    for _ in 0..5 {
        bits.optional(4 + 1)?;
    }
    let (golden, alternate) = (bits.flag()?, bits.flag()?);
    let mut leaves = golden | alternate;
    for refreshed in [golden, alternate] {
        // What is copied where it is not refreshed.
        leaves |= !refreshed && bits.read(2)? != 0;
    }
    // Sign biases, then probabilities and the last frame.
    bits.read(2)?;
    leaves |= bits.flag()? | bits.flag()?;
    if leaves {
        Some(false)
    } else {
        (!sets).then_some(true)
    }
}

/// Reads bits that were coded as equally likely.
struct BoolDecoder<'a> {
    rest: &'a [u8],
    value: u32,
    range: u32,
    shifted: u32,
}

impl<'a> BoolDecoder<'a> {
    fn new(coded: &'a [u8]) -> Option<Self> {
        let ([first, second], rest) = coded.split_first_chunk()?;
        Some(Self {
            rest,
            value: u32::from(*first) << 8 | u32::from(*second),
            range: 255,
            shifted: 0,
        })
    }

    fn flag(&mut self) -> Option<bool> {
        let split = 1 + ((self.range - 1) >> 1);
        let set = self.value >= split << 8;
        if set {
            self.range -= split;
            self.value -= split << 8;
        } else {
            self.range = split;
        }
        while self.range < 128 {
            self.value <<= 1;
            self.range <<= 1;
            self.shifted += 1;
            if self.shifted == 8 {
                self.shifted = 0;
                let (next, rest) = self.rest.split_first()?;
                self.value |= u32::from(*next);
                self.rest = rest;
            }
        }
        Some(set)
    }

    fn read(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |value, _| Some(value << 1 | u32::from(self.flag()?)))
    }

    /// A number of `count` bits behind a flag that it is there.
    fn optional(&mut self, count: u32) -> Option<()> {
        if self.flag()? {
            self.read(count)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyframe_is_one_by_its_start_code() {
        let key = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0xe0, 0x01, 0x0e, 0x01];
        for len in 0..=key.len() {
            let cut = &key[..len];
            let info = info(cut);
            assert_eq!(
                (info.keyframe, is_keyframe(cut)),
                (len >= 6, len >= 6),
                "{len}"
            );
            assert_eq!(info.dimensions, (len >= 10).then_some((480, 270)));
            assert_eq!(info.discardable, (len >= 6).then_some(false));
        }
        for at in [0, 3, 4, 5] {
            let mut other = key;
            other[at] ^= 1;
            let info = info(&other);
            assert!(!info.keyframe && !is_keyframe(&other) && info.dimensions.is_none());
        }
    }
}

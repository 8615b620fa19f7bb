//! VP9 superframes and uncompressed headers.
//!
//! Source: VP9 bitstream specification §6.2, §7.2, annex B (superframes).

use super::FrameInfo;
use super::bits::Bits;

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let frames = frames(frame);
    let (keyframe, dimensions) = frames.clone().next().map_or((false, None), start);
    let mut discardable = None;
    for part in frames {
        discardable = match (discardable, leaves_nothing(part)) {
            (_, Some(false)) => Some(false),
            (Some(false), _) => break,
            (None, Some(true)) => Some(true),
            (Some(true), Some(true)) => Some(true),
            (_, None) => return info_of(keyframe, dimensions, None),
        };
    }
    info_of(keyframe, dimensions, discardable)
}

pub(super) fn is_keyframe(frame: &[u8]) -> bool {
    frames(frame).next().is_some_and(|first| start(first).0)
}

fn info_of(keyframe: bool, dimensions: Option<(u32, u32)>, discardable: Option<bool>) -> FrameInfo {
    FrameInfo {
        keyframe,
        dimensions,
        discardable,
        ..FrameInfo::default()
    }
}

/// Whether a frame with this first byte is a keyframe.
pub(crate) const fn is_key(first: u8) -> bool {
    // The frame marker; profile 3 has a reserved bit behind it. Then: shows no earlier frame, refers to none.
    let kind = if first & 0x30 == 0x30 { 0x06 } else { 0x0c };
    first & 0xc0 == 0x80 && first & kind == 0
}

/// Whether a frame is a keyframe, and then its size.
pub(crate) fn start(frame: &[u8]) -> (bool, Option<(u32, u32)>) {
    // Of the usual profiles the first byte tells most frames from keyframes.
    if let [first, ..] = frame
        && first & 0x30 != 0x30
        && first & 0x0c != 0
    {
        return (false, None);
    }
    let mut bits = Bits::new(frame);
    match Start::read(&mut bits) {
        Some(Start::Key { profile }) => (true, size_of_intra(&mut bits, profile)),
        _ => (false, None),
    }
}

/// The frames of a superframe; one that is none, as it is.
pub(crate) fn frames(data: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let index = superframe_sizes(data);
    let mut rest = data;
    let mut sizes = index.unwrap_or_default().chunks(index_width(data));
    let whole = index.is_none().then_some(data);
    whole.into_iter().chain(std::iter::from_fn(move || {
        let size = sizes.next()?;
        let size = size
            .iter()
            .rev()
            .fold(0, |size, byte| size << 8 | usize::from(*byte));
        let (frame, after) = rest.split_at_checked(size)?;
        rest = after;
        Some(frame)
    }))
}

/// The sizes in the index at the end of a superframe, little-endian numbers of equal width.
fn superframe_sizes(data: &[u8]) -> Option<&[u8]> {
    let marker = *data.last()?;
    if marker & 0xe0 != 0xc0 {
        return None;
    }
    let len = index_width(data) * (usize::from(marker & 7) + 1);
    let index = data.get(data.len().checked_sub(len + 2)?..data.len() - 1)?;
    match index {
        [first, sizes @ ..] if *first == marker => Some(sizes),
        _ => None,
    }
}

fn index_width(data: &[u8]) -> usize {
    usize::from(data.last().map_or(0, |marker| marker >> 3 & 3)) + 1
}

/// What a frame begins with.
enum Start {
    /// It shows a frame that was decoded before.
    Existing,
    Key {
        profile: u32,
    },
    Other {
        profile: u32,
        shown: bool,
        resilient: bool,
    },
}

impl Start {
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        if bits.read(2)? != 2 {
            return None;
        }
        let profile = bits.read(1)? | bits.read(1)? << 1;
        if profile == 3 {
            bits.skip(1)?;
        }
        if bits.flag()? {
            return Some(Self::Existing);
        }
        let inter = bits.flag()?;
        let (shown, resilient) = (bits.flag()?, bits.flag()?);
        Some(if inter {
            Self::Other {
                profile,
                shown,
                resilient,
            }
        } else {
            Self::Key { profile }
        })
    }
}

/// Sync code, colours and size of a frame that refers to none.
fn size_of_intra(bits: &mut Bits<'_>, profile: u32) -> Option<(u32, u32)> {
    if bits.read(24)? != 0x49_8342 {
        return None;
    }
    skip_colours(bits, profile)?;
    size(bits)
}

fn skip_colours(bits: &mut Bits<'_>, profile: u32) -> Option<()> {
    if profile >= 2 {
        bits.skip(1)?;
    }
    let rgb = bits.read(3)? == 7;
    let odd_profile = profile & 1 == 1;
    bits.skip(match (rgb, odd_profile) {
        (false, false) => 1,
        (false, true) => 4,
        (true, false) => 0,
        (true, true) => 1,
    })
}

fn size(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
    Some((bits.read(16)? + 1, bits.read(16)? + 1))
}

/// Whether nothing of the frame is left for those after it. `None` also where it leaves no picture, but may
/// leave something else: probabilities, filter differences, a segmentation.
fn leaves_nothing(frame: &[u8]) -> Option<bool> {
    let mut bits = Bits::new(frame);
    let (profile, shown, resilient) = match Start::read(&mut bits)? {
        Start::Existing => return Some(true),
        Start::Key { .. } => return Some(false),
        Start::Other {
            profile,
            shown,
            resilient,
        } => (profile, shown, resilient),
    };
    let intra = !shown && bits.flag()?;
    if !resilient {
        bits.skip(2)?;
    }
    if intra {
        if bits.read(24)? != 0x49_8342 {
            return None;
        }
        if profile > 0 {
            skip_colours(&mut bits, profile)?;
        }
    }
    if bits.read(8)? != 0 {
        return Some(false);
    }
    if intra || resilient {
        // Sets every probability back.
        return None;
    }
    // Three references with their signs; a size where none of them gives it; the size to show.
    bits.skip(3 * 4)?;
    let mut found = false;
    for _ in 0..3 {
        found = bits.flag()?;
        if found {
            break;
        }
    }
    if !found {
        size(&mut bits)?;
    }
    if bits.flag()? {
        bits.skip(32)?;
    }
    // Precision of motion; filter.
    bits.skip(1)?;
    if !bits.flag()? {
        bits.skip(2)?;
    }
    let keeps_probabilities = bits.flag()?;
    // Parallel decoding, context; level and sharpness of the loop filter.
    bits.skip(1 + 2 + 6 + 3)?;
    let keeps_differences = bits.flag()? && bits.flag()?;
    if keeps_probabilities || keeps_differences {
        return None;
    }
    // Quantizers; segmentation.
    bits.skip(8)?;
    for _ in 0..3 {
        if bits.flag()? {
            bits.skip(5)?;
        }
    }
    let segmented = bits.flag()?;
    (!segmented).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_0_keyframe_tells_its_size() {
        let frame = [0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
        let expected = info_of(true, Some((480, 270)), Some(false));
        assert_eq!(info(&frame), expected);
        assert_eq!(start(&frame), (true, Some((480, 270))));
        assert_eq!(info(&[0x86, 0, 0]), info_of(false, None, None));
    }

    #[test]
    fn a_superframe_is_what_its_frames_are() {
        let key = [0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
        // Shows what was decoded before: 10, 0 0, 1, 000.
        let shows = [0x88];
        let superframe = [&key[..], &shows, &[0xc1, 9, 1, 0xc1]].concat();
        assert_eq!(frames(&superframe).collect::<Vec<_>>(), [&key[..], &shows]);
        assert_eq!(
            info(&superframe),
            info_of(true, Some((480, 270)), Some(false))
        );
        assert_eq!(info(&shows), info_of(false, None, Some(true)));
        // Sizes that reach beyond the frame.
        let broken = [&shows[..], &[0xc0, 200, 0xc0]].concat();
        assert_eq!(info(&broken), FrameInfo::default());
    }

    #[test]
    fn a_frame_that_refreshes_nothing_can_be_left_out() {
        // Shown, not resilient, no reset; refreshes none or one; three references, the first of the size;
        // no other size to show; filter 0 without differences; no quantizer of its own; no segments.
        let frame = |refresh: u8, keeps: u8| {
            let bits = [
                (0b1000_0110, 8),
                (0, 2),
                (u32::from(refresh), 8),
                (0, 12),
                (1, 1),
                (0, 1),
                (0b01, 2),
                (u32::from(keeps), 1),
                (0, 3 + 9),
                (0, 1),
                (0, 8 + 3),
                (0, 1),
            ];
            let mut bytes = vec![0_u8; 9];
            let mut at = 0;
            for (value, count) in bits {
                for bit in (0..count).rev() {
                    bytes[at / 8] |= ((value >> bit & 1) as u8) << (7 - at % 8);
                    at += 1;
                }
            }
            info(&bytes).discardable
        };
        assert_eq!(frame(0, 0), Some(true));
        assert_eq!(frame(1, 0), Some(false));
        assert_eq!(frame(0, 1), None);
    }
}

//! VP9 superframes and uncompressed headers.
//!
//! Source: VP9 bitstream specification §6.2, §7.2, annex B (superframes).

use super::FrameInfo;
use super::bits::Bits;
use super::slots::{Size, Slots};

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let mut info = FrameInfo::default();
    let mut slots = Slots::default();
    let mut shown = false;
    for (number, part) in frames(frame).enumerate() {
        let header = Header::read(part, &slots);
        match header {
            Some(header) => {
                info.keyframe |= number == 0 && header.keyframe;
                slots.refresh(header.refreshes, header.size);
                if header.refreshes != 0 {
                    info.discardable = Some(false);
                }
            }
            None => slots = Slots::default(),
        }
        // Of several layers the highest is seen; what is not shown is for others to refer to.
        let is_shown = header.is_none_or(|header| header.shown);
        if is_shown || !shown {
            info.dimensions = header.and_then(|header| header.size);
        }
        shown |= is_shown;
    }
    info
}

pub(super) fn is_keyframe(frame: &[u8]) -> bool {
    // The first byte tells most frames from keyframes, whatever stands behind them.
    let is_one = |frame: &[u8]| {
        frame.first().is_some_and(|first| is_key(*first))
            && Header::read(frame, &Slots::default()).is_some_and(|header| header.keyframe)
    };
    frames(frame).next().is_some_and(is_one)
}

/// Whether a frame with this first byte is a keyframe.
pub(crate) const fn is_key(first: u8) -> bool {
    // The frame marker; profile 3 has a reserved bit behind it. Then: shows no earlier frame, refers to none.
    let kind = if first & 0x30 == 0x30 { 0x06 } else { 0x0c };
    first & 0xc0 == 0x80 && first & kind == 0
}

/// Whether a frame is a keyframe by its first byte, as its packets are told, and then its size.
pub(crate) fn start(frame: &[u8]) -> (bool, Option<Size>) {
    match frame {
        [first, ..] if is_key(*first) => {
            let header = Header::read(frame, &Slots::default());
            (true, header.and_then(|header| header.size))
        }
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

/// What the uncompressed header of a frame says.
#[derive(Debug, Clone, Copy)]
struct Header {
    keyframe: bool,
    shown: bool,
    /// The slots that it is put into, one bit each.
    refreshes: u32,
    /// Its own, or that of the frame which it repeats or takes it from; `None` where that is not known.
    size: Option<Size>,
}

impl Header {
    fn read(frame: &[u8], slots: &Slots) -> Option<Self> {
        let mut bits = Bits::new(frame);
        if bits.read(2)? != 2 {
            return None;
        }
        let profile = bits.read(1)? | bits.read(1)? << 1;
        if profile == 3 {
            bits.skip(1)?;
        }
        if bits.flag()? {
            // It shows a frame that was decoded before.
            return Some(Self {
                keyframe: false,
                shown: true,
                refreshes: 0,
                size: slots.size(bits.read(3)?),
            });
        }
        let keyframe = !bits.flag()?;
        let (shown, resilient) = (bits.flag()?, bits.flag()?);
        let intra = !keyframe && !shown && bits.flag()?;
        if !keyframe && !resilient {
            // Which contexts are set back.
            bits.skip(2)?;
        }
        if keyframe || intra {
            check_sync_code(&mut bits)?;
        }
        if keyframe || intra && profile > 0 {
            skip_colours(&mut bits, profile)?;
        }
        let refreshes = if keyframe { 0xff } else { bits.read(8)? };
        // What follows may be missing, or encrypted.
        let size = if keyframe || intra {
            size(&mut bits)
        } else {
            size_by_references(&mut bits, slots)
        };
        Some(Self {
            keyframe,
            shown,
            refreshes,
            size,
        })
    }
}

fn check_sync_code(bits: &mut Bits<'_>) -> Option<()> {
    (bits.read(24)? == 0x49_8342).then_some(())
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

fn size(bits: &mut Bits<'_>) -> Option<Size> {
    Some((bits.read(16)? + 1, bits.read(16)? + 1))
}

/// The size of a frame that refers to others: that of the first of them that is said to have it, else its own.
fn size_by_references(bits: &mut Bits<'_>, slots: &Slots) -> Option<Size> {
    let mut references = [0; 3];
    for slot in &mut references {
        *slot = bits.read(3)?;
        // The sign of its motion.
        bits.skip(1)?;
    }
    for slot in references {
        if bits.flag()? {
            return slots.size(slot);
        }
    }
    size(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitstream::testing::packed;

    /// Of 480x270.
    const KEY: [u8; 9] = [0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
    /// Shows the frame in the first slot: 10, 0 0, 1, 000.
    const SHOWS: [u8; 1] = [0x88];

    fn info_of(keyframe: bool, dimensions: Option<Size>, discardable: Option<bool>) -> FrameInfo {
        FrameInfo {
            keyframe,
            dimensions,
            discardable,
            ..FrameInfo::default()
        }
    }

    /// A frame that is shown and is put into the slots `refreshes`, its references those in the slots `0`, `1` and `2`. It
    /// has the size of the one numbered so, or its own.
    fn inter(refreshes: u32, of: Result<u32, Size>) -> Vec<u8> {
        let (found, own) = match of {
            Ok(reference) => ((1, reference + 1), (0, 0)),
            Err(own) => ((0, 3), own),
        };
        let fields = [
            (0b1000_0110, 8),
            (0, 2),
            (refreshes, 8),
            (1 << 5 | 2 << 1, 12),
            found,
            (own.0.saturating_sub(1), 16),
            (own.1.saturating_sub(1), 16),
        ];
        packed(&fields)
    }

    fn superframe(parts: &[&[u8]]) -> Vec<u8> {
        let marker = 0xc0 | (parts.len() as u8 - 1);
        let sizes = parts.iter().map(|part| part.len() as u8);
        let index = [marker].into_iter().chain(sizes).chain([marker]);
        parts.concat().into_iter().chain(index).collect()
    }

    #[test]
    fn a_profile_0_keyframe_tells_its_size() {
        let expected = info_of(true, Some((480, 270)), Some(false));
        assert_eq!(info(&KEY), expected);
        assert_eq!(start(&KEY), (true, Some((480, 270))));
        assert_eq!(info(&[0x86, 0, 0]), info_of(false, None, None));
    }

    #[test]
    fn a_superframe_is_what_its_frames_are() {
        let whole = superframe(&[&KEY, &SHOWS]);
        assert_eq!(frames(&whole).collect::<Vec<_>>(), [&KEY[..], &SHOWS]);
        assert_eq!(info(&whole), info_of(true, Some((480, 270)), Some(false)));
        assert_eq!(info(&SHOWS), info_of(false, None, None));
        // Sizes that reach beyond the frame.
        let broken = [&SHOWS[..], &[0xc0, 200, 0xc0]].concat();
        assert_eq!(info(&broken), FrameInfo::default());
    }

    #[test]
    fn a_keyframe_is_one_by_its_sync_code() {
        for len in 0..KEY.len() {
            let cut = &KEY[..len];
            assert_eq!((info(cut).keyframe, is_keyframe(cut)), (len >= 5, len >= 5));
        }
        for at in 1..4 {
            let mut other = KEY;
            other[at] ^= 0x10;
            assert_eq!(info(&other), FrameInfo::default());
            assert!(!is_keyframe(&other));
        }
    }

    #[test]
    fn the_highest_layer_tells_the_size_of_a_picture() {
        let size = |parts: &[&[u8]]| info(&superframe(parts)).dimensions;
        let (second, third) = (
            inter(1 << 1, Err((960, 540))),
            inter(1 << 2, Err((1920, 1080))),
        );
        assert_eq!(size(&[&KEY, &second]), Some((960, 540)));
        assert_eq!(size(&[&KEY, &second, &third]), Some((1920, 1080)));
        // It may take its size from a layer below, or from a frame of which nothing is known here.
        assert_eq!(size(&[&KEY, &second, &inter(0, Ok(1))]), Some((960, 540)));
        assert_eq!(size(&[&KEY, &second, &inter(0, Ok(2))]), Some((480, 270)));
        assert_eq!(size(&[&second, &inter(0, Ok(2))]), None);
        assert_eq!(size(&[&KEY, &second, &inter(0, Ok(1))[..3]]), None);
        assert_eq!(size(&[&KEY, &second, &[0]]), None);
    }

    #[test]
    fn a_frame_that_is_not_shown_does_not_tell_the_size_of_one_that_is() {
        // Not shown, resilient, intra; refreshes one; 64x48.
        let fields = [
            (0b1000_0101, 8),
            (1, 1),
            (0x49_8342, 24),
            (1 << 3, 8),
            (63, 16),
            (47, 16),
        ];
        let hidden = packed(&fields);
        assert_eq!(info(&hidden), info_of(false, Some((64, 48)), Some(false)));
        let size = |parts: &[&[u8]]| info(&superframe(parts)).dimensions;
        assert_eq!(size(&[&KEY, &hidden]), Some((480, 270)));
        assert_eq!(size(&[&hidden, &inter(1, Err((32, 24)))]), Some((32, 24)));
        // 10, 0 0, 1, 011: shows it.
        assert_eq!(size(&[&KEY, &hidden, &[0x8b]]), Some((64, 48)));
    }

    #[test]
    fn a_frame_that_refreshes_nothing_may_still_be_needed() {
        // Its motion is what the next frame's is told by.
        let discardable = |refreshes| info(&inter(refreshes, Ok(0))).discardable;
        assert_eq!((discardable(0), discardable(1)), (None, Some(false)));
    }
}

//! VP9 uncompressed headers. Source: VP9 bitstream specification §6.2, §7.2.

use super::FrameInfo;
use super::bits::Bits;

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let mut bits = Bits::new(frame);
    let Some(true) = is_keyframe(&mut bits) else {
        return FrameInfo::default();
    };
    let profile = frame
        .first()
        .map_or(0, |byte| (byte >> 5 & 1) | (byte >> 3 & 2));
    FrameInfo {
        keyframe: true,
        dimensions: dimensions(&mut bits, profile),
    }
}

fn is_keyframe(bits: &mut Bits<'_>) -> Option<bool> {
    let marker = bits.read(2)?;
    let (low, high) = (bits.read(1)?, bits.read(1)?);
    if marker != 2 {
        return Some(false);
    }
    if low + 2 * high == 3 {
        bits.skip(1)?;
    }
    let shows_existing = bits.flag()?;
    let inter = bits.flag()?;
    Some(!shows_existing && !inter)
}

fn dimensions(bits: &mut Bits<'_>, profile: u8) -> Option<(u32, u32)> {
    // show_frame, error_resilient_mode, then the sync code.
    bits.skip(2)?;
    if bits.read(24)? != 0x49_8342 {
        return None;
    }
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
    })?;
    Some((bits.read(16)? + 1, bits.read(16)? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_0_keyframe_tells_its_size() {
        let frame = [0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
        let expected = FrameInfo {
            keyframe: true,
            dimensions: Some((480, 270)),
        };
        assert_eq!(info(&frame), expected);
        assert_eq!(info(&[0x86, 0, 0]), FrameInfo::default());
    }
}

//! VP8 frame headers. Source: RFC 6386 §9.1.

use super::FrameInfo;

pub(super) fn info(frame: &[u8]) -> FrameInfo {
    let keyframe = frame.first().is_some_and(|tag| tag & 1 == 0);
    let dimensions = match frame {
        [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] if keyframe => {
            // The upper two bits of each are a scaling hint.
            let length = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            Some((length(*w0, *w1), length(*h0, *h1)))
        }
        _ => None,
    };
    FrameInfo {
        keyframe,
        dimensions,
    }
}

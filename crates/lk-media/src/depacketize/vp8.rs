//! VP8 payloads: the descriptor says where a frame begins; what follows it is the frame.
//!
//! Source: RFC 7741 §4.2.

use super::{DepacketizeError, FrameStart, PayloadShape};

pub(super) fn inspect(payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
    let header = descriptor_len(payload)?;
    let first = payload.first().copied().unwrap_or_default();
    // S with partition index 0: the first packet of the first partition.
    if first & 0x17 != 0x10 {
        return Ok(PayloadShape {
            start: FrameStart::No,
            keyframe: false,
        });
    }
    let keyframe = payload.get(header).is_some_and(|tag| tag & 1 == 0);
    Ok(PayloadShape {
        start: FrameStart::Yes,
        keyframe,
    })
}

/// Length of the descriptor; there is at least one byte after it.
pub(super) fn descriptor_len(payload: &[u8]) -> Result<usize, DepacketizeError> {
    let byte = |at: usize| payload.get(at).copied().ok_or(DepacketizeError::Truncated);
    let mut len = 1;
    if byte(0)? & 0x80 != 0 {
        let extensions = byte(1)?;
        len = 2;
        if extensions & 0x80 != 0 {
            // I: a picture id of 7 or, with M, 15 bits.
            len += if byte(len)? & 0x80 != 0 { 2 } else { 1 };
        }
        if extensions & 0x40 != 0 {
            // L: TL0PICIDX.
            len += 1;
        }
        if extensions & 0x30 != 0 {
            // T or K: one byte for both.
            len += 1;
        }
    }
    byte(len).map(|_| len)
}

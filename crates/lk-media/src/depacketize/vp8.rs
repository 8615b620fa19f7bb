//! VP8 payloads: the descriptor says where a frame begins; what follows it is the frame.
//!
//! Source: RFC 7741 §4.2.

use super::{DepacketizeError, FrameStart, PayloadShape, PictureId};

pub(super) fn inspect(payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
    let Descriptor {
        first,
        picture_id,
        base_picture,
        layer,
        len,
    } = Descriptor::parse(payload)?;
    // S with partition index 0: the first packet of the first partition.
    let starts = first & 0x17 == 0x10;
    let keyframe = starts && payload.get(len).is_some_and(|tag| tag & 1 == 0);
    let start = if starts {
        FrameStart::Yes
    } else {
        FrameStart::No
    };
    Ok(PayloadShape {
        temporal_layer: layer.map(|indices| indices >> 6),
        switching_point: layer.is_some_and(|indices| indices & 0x20 != 0),
        picture_id,
        base_picture,
        // N is set where it is known that nothing refers to the frame; where it is not, nothing is said.
        discardable: (first & 0x20 != 0).then_some(true),
        ..PayloadShape::new(start, keyframe)
    })
}

/// Length of the descriptor; there is at least one byte after it.
#[inline]
pub(super) fn descriptor_len(payload: &[u8]) -> Result<usize, DepacketizeError> {
    // Without a branch for each field, as it is asked for each packet twice.
    if let [first, extensions, id, ..] = payload {
        let bit = |byte: &u8, at: u8| usize::from(byte >> at & 1);
        let id = bit(extensions, 7) * (1 + bit(id, 7));
        let layer = bit(extensions, 5) | bit(extensions, 4);
        let len = 1 + bit(first, 7) * (1 + id + bit(extensions, 6) + layer);
        if len < payload.len() {
            return Ok(len);
        }
    }
    Descriptor::parse(payload).map(|descriptor| descriptor.len)
}

struct Descriptor {
    first: u8,
    picture_id: Option<PictureId>,
    /// TL0PICIDX.
    base_picture: Option<u8>,
    /// The byte of TID and Y.
    layer: Option<u8>,
    len: usize,
}

impl Descriptor {
    #[inline]
    fn parse(payload: &[u8]) -> Result<Self, DepacketizeError> {
        let byte = |at: usize| payload.get(at).copied().ok_or(DepacketizeError::Truncated);
        let first = byte(0)?;
        let (mut len, mut picture_id, mut base_picture, mut layer) = (1, None, None, None);
        if first & 0x80 != 0 {
            let extensions = byte(1)?;
            len = 2;
            if extensions & 0x80 != 0 {
                // I
                let (id, size) = PictureId::read(payload, len)?;
                picture_id = Some(id);
                len += size;
            }
            if extensions & 0x40 != 0 {
                // L
                base_picture = Some(byte(len)?);
                len += 1;
            }
            if extensions & 0x30 != 0 {
                // T or K: one byte for both.
                if extensions & 0x20 != 0 {
                    layer = Some(byte(len)?);
                }
                len += 1;
            }
        }
        byte(len)?;
        Ok(Self {
            first,
            picture_id,
            base_picture,
            layer,
            len,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_length_is_that_of_the_descriptor(payload in prop::collection::vec(any::<u8>(), 0..10)) {
            let whole = Descriptor::parse(&payload).map(|descriptor| descriptor.len);
            prop_assert_eq!(descriptor_len(&payload), whole);
        }
    }
}

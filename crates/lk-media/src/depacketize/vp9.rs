//! VP9 payloads: flexible mode or not, with spatial layers or without.
//!
//! The layers of a picture are joined in their order, as a decoder takes them. Source: RFC 9628 §4.2.

use super::{DepacketizeError, FrameStart, PayloadShape, PictureId};
use crate::bitstream::vp9;

pub(super) fn inspect(payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
    let descriptor = Descriptor::parse(payload)?;
    let start = match (descriptor.begins, descriptor.layers) {
        (false, _) => FrameStart::No,
        (true, None | Some((_, 0))) => FrameStart::Yes,
        // A server may have taken the layers below away.
        (true, _) => FrameStart::Unknown,
    };
    // Without prediction from other pictures a frame need not be a keyframe: it may be one that only some layers, or some
    // references, begin anew with. Its own header tells.
    let keyframe = start == FrameStart::Yes
        && !descriptor.predicted
        && payload
            .get(descriptor.len)
            .is_some_and(|first| vp9::is_key(*first));
    Ok(PayloadShape {
        temporal_layer: descriptor.layers.map(|(temporal, _)| temporal),
        spatial_layer: descriptor.layers.map(|(_, spatial)| spatial),
        picture_id: descriptor.picture_id,
        base_picture: descriptor.base_picture,
        switching_point: descriptor.switching_point,
        ..PayloadShape::new(start, keyframe)
    })
}

/// Length of the descriptor; there is at least one byte after it.
#[inline]
pub(super) fn descriptor_len(payload: &[u8]) -> Result<usize, DepacketizeError> {
    // Without a branch for each field, as it is asked for each packet twice.
    if let [flags, id, ..] = payload
        && flags & (FLEXIBLE | HAS_STRUCTURE) == 0
    {
        let bit = |byte: &u8, at: u8| usize::from(byte >> at & 1);
        let len = 1 + bit(flags, 7) * (1 + bit(id, 7)) + 2 * bit(flags, 5);
        if len < payload.len() {
            return Ok(len);
        }
    }
    Descriptor::parse(payload).map(|descriptor| descriptor.len)
}

struct Descriptor {
    predicted: bool,
    begins: bool,
    picture_id: Option<PictureId>,
    /// TL0PICIDX.
    base_picture: Option<u8>,
    switching_point: bool,
    /// Temporal and spatial layer.
    layers: Option<(u8, u8)>,
    len: usize,
}

impl Descriptor {
    fn parse(payload: &[u8]) -> Result<Self, DepacketizeError> {
        let byte = |at: usize| payload.get(at).copied().ok_or(DepacketizeError::Truncated);
        let flags = byte(0)?;
        let set = |flag: u8| flags & flag != 0;
        let (predicted, flexible) = (set(0x40), set(FLEXIBLE));
        let mut len = 1;
        let mut picture_id = None;
        if set(0x80) {
            // I
            let (id, size) = PictureId::read(payload, len)?;
            picture_id = Some(id);
            len += size;
        }
        let (mut layers, mut switching_point, mut base_picture) = (None, false, None);
        if set(0x20) {
            // L: layer indices, and without flexible mode TL0PICIDX.
            let indices = byte(len)?;
            layers = Some((indices >> 5, indices >> 1 & 7));
            switching_point = indices & 0x10 != 0;
            len += 1;
            if !flexible {
                base_picture = Some(byte(len)?);
                len += 1;
            }
        }
        if flexible && predicted {
            // P_DIFF, at most three, each but the last with N set.
            for last in [false, false, true] {
                let difference = byte(len)?;
                len += 1;
                if difference & 1 == 0 {
                    break;
                }
                if last {
                    return Err(DepacketizeError::OutOfPlace);
                }
            }
        }
        if set(HAS_STRUCTURE) {
            len = structure_end(payload, len)?;
        }
        byte(len)?;
        Ok(Self {
            predicted,
            begins: set(0x08),
            picture_id,
            base_picture,
            switching_point,
            layers,
            len,
        })
    }
}

/// Where the scalability structure that stands at `at` ends.
fn structure_end(payload: &[u8], at: usize) -> Result<usize, DepacketizeError> {
    let byte = |at: usize| payload.get(at).copied().ok_or(DepacketizeError::Truncated);
    let flags = byte(at)?;
    let mut end = at + 1;
    if flags & 0x10 != 0 {
        // Y: width and height of each layer.
        end += 4 * (usize::from(flags >> 5) + 1);
    }
    if flags & 0x08 != 0 {
        // G: pictures of a group, each with its references.
        let pictures = byte(end)?;
        end += 1;
        for _ in 0..pictures {
            end += 1 + usize::from(byte(end)? >> 2 & 3);
        }
    }
    Ok(end)
}

/// F
const FLEXIBLE: u8 = 0x10;
/// V
const HAS_STRUCTURE: u8 = 0x02;

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

    #[test]
    fn a_keyframe_is_what_its_header_says_and_not_what_refers_to_no_picture() {
        let keyframe = |descriptor: u8, frame: &[u8]| {
            let payload = [&[descriptor, 1], frame].concat();
            inspect(&payload).unwrap().keyframe
        };
        // I and B, with P or without; profile 0 and 3: key, inter, intra-only, shown again.
        assert!(keyframe(0x88, &[0x82, 0x49, 0x83, 0x42]));
        assert!(keyframe(0x88, &[0xb1, 0x24]));
        assert!(!keyframe(0xc8, &[0x82, 0x49, 0x83, 0x42]));
        assert!(!keyframe(0x80, &[0x82, 0x49, 0x83, 0x42]), "not its start");
        for other in [0x86, 0x84, 0x88, 0xb2, 0xb4, 0x02] {
            assert!(!keyframe(0x88, &[other, 0x49, 0x83, 0x42]), "{other:02x}");
        }
    }
}

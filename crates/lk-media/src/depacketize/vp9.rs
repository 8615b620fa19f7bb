//! VP9 payloads: flexible mode or not, with spatial layers or without.
//!
//! The layers of a picture are joined in their order, as a superframe: without its index a decoder of a file takes the
//! lowest layer for the whole. Source: RFC 9628 §4.2, VP9 bitstream specification annex B.

use bytes::Bytes;

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

/// Hands out what stands behind the descriptors, then the index of a superframe where more than one frame began.
#[inline]
pub(super) fn for_each_slice<'a>(
    payloads: impl Iterator<Item = &'a Bytes>,
    mut each: impl FnMut(&[u8]),
) -> Result<(), DepacketizeError> {
    let mut index = Index::default();
    for payload in payloads {
        let part = payload.get(descriptor_len(payload)?..).unwrap_or_default();
        let begins = payload.first().is_some_and(|flags| flags & BEGINS != 0);
        index.add(begins, part.len());
        each(part);
    }
    index.write(each);
    Ok(())
}

/// How long the frames of a picture are.
#[derive(Default)]
struct Index {
    sizes: [u32; MAX_FRAMES],
    frames: usize,
}

impl Index {
    fn add(&mut self, begins: bool, len: usize) {
        if begins || self.frames == 0 {
            self.frames += 1;
        }
        if let Some(size) = self.sizes.get_mut(self.frames - 1) {
            *size = size.saturating_add(u32::try_from(len).unwrap_or(u32::MAX));
        }
    }

    /// One frame needs none, and it has room for eight.
    fn write(&self, mut each: impl FnMut(&[u8])) {
        let Some(sizes) = self
            .sizes
            .get(..self.frames)
            .filter(|sizes| sizes.len() > 1)
        else {
            return;
        };
        let marker = [INDEX | LONG_SIZES | (sizes.len() - 1) as u8];
        each(&marker);
        for size in sizes {
            each(&size.to_le_bytes());
        }
        each(&marker);
    }
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
            begins: set(BEGINS),
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

/// A superframe has no more frames.
const MAX_FRAMES: usize = 8;
/// The marker around its index, and that sizes have four bytes there.
const INDEX: u8 = 0xc0;
const LONG_SIZES: u8 = 3 << 3;
/// B
const BEGINS: u8 = 0x08;
/// F
const FLEXIBLE: u8 = 0x10;
/// V
const HAS_STRUCTURE: u8 = 0x02;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Codec, Depacketizer};

    proptest! {
        #[test]
        fn the_length_is_that_of_the_descriptor(payload in prop::collection::vec(any::<u8>(), 0..10)) {
            let whole = Descriptor::parse(&payload).map(|descriptor| descriptor.len);
            prop_assert_eq!(descriptor_len(&payload), whole);
        }
    }

    #[test]
    fn the_layers_of_a_picture_are_joined_as_a_superframe() {
        let joined = |payloads: &[&'static [u8]]| {
            let payloads: Vec<_> = payloads.iter().map(|it| Bytes::from_static(it)).collect();
            let depacketizer = Depacketizer::new(Codec::Vp9);
            depacketizer.assemble(payloads.iter()).unwrap()
        };
        // L, and B, E or neither; layer and TL0PICIDX.
        let lowest: [&[u8]; 2] = [&[0x28, 0, 1, 0x82, 1, 2], &[0x24, 0, 1, 3, 4]];
        let middle: &[u8] = &[0x2c, 3, 1, 0x86, 5];
        let highest: [&[u8]; 2] = [&[0x28, 5, 1, 0x86], &[0x24, 5, 1, 6, 7, 8]];
        assert_eq!(joined(&lowest), [0x82, 1, 2, 3, 4][..]);
        assert_eq!(
            joined(&[lowest[0], lowest[1], middle, highest[0], highest[1]]),
            [
                &[0x82, 1, 2, 3, 4, 0x86, 5, 0x86, 6, 7, 8, 0xda][..],
                &[5, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 0xda],
            ]
            .concat()[..]
        );
        // An index has no room for more.
        assert_eq!(joined(&[middle; 8]).len(), 8 * 2 + 2 + 8 * 4);
        assert_eq!(joined(&[middle; 9]).len(), 9 * 2);
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

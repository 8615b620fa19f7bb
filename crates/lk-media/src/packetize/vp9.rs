//! VP9 payloads: a descriptor in non-flexible mode before each part of the frame.
//!
//! The frame (or superframe) goes as one layer: which pictures it refers to is left to the rule that
//! each refers to the one before, stated with every keyframe. Source: RFC 9628 §4.2.

use super::plan::{Plan, even_split};
use crate::Codec;
use crate::bitstream::FrameInfo;

#[derive(Debug, Default)]
pub(super) struct Vp9 {
    pub(super) picture_id: u16,
}

impl Vp9 {
    pub(super) fn plan(&mut self, frame: &[u8], max: usize, plan: &mut Plan) {
        let [high, low] = (self.picture_id | LONG_ID).to_be_bytes();
        let info = FrameInfo::of(Codec::Vp9, frame);
        let predicted = if info.keyframe { 0 } else { INTER_PREDICTED };
        let flags = HAS_PICTURE_ID | NOT_FOR_UPPER_LAYERS | predicted;
        let structure = info.dimensions.map(|(width, height)| {
            let ([w0, w1], [h0, h1]) =
                ((width as u16).to_be_bytes(), (height as u16).to_be_bytes());
            let flags = flags | BEGINS | HAS_STRUCTURE;
            [
                flags,
                high,
                low,
                ONE_LAYER,
                w0,
                w1,
                h0,
                h1,
                1,
                REFERS_TO_LAST,
                1,
            ]
        });
        let plain = [flags | BEGINS, high, low];
        let head: &[u8] = structure.as_ref().map_or(&plain, |head| head);
        // The first packet has less room by the structure, which is counted as part of the frame.
        let extra = head.len() - DESCRIPTOR_LEN;
        let end = frame.len() + extra;
        for part in even_split(0..end, max - DESCRIPTOR_LEN) {
            let ends = if part.end == end { ENDS } else { 0 };
            if part.start > 0 {
                plan.payload(
                    &[flags | ends, high, low],
                    part.start - extra..part.end - extra,
                );
                continue;
            }
            plan.payload(head, 0..part.end - extra);
            if let Some(byte) = plan.heads.first_mut() {
                *byte |= ends;
            }
        }
        self.picture_id = (self.picture_id + 1) & super::vp8::PICTURE_ID_MASK;
    }
}

/// The flags and the picture id.
const DESCRIPTOR_LEN: usize = 3;
/// I
const HAS_PICTURE_ID: u8 = 0x80;
/// P
const INTER_PREDICTED: u8 = 0x40;
/// B
const BEGINS: u8 = 0x08;
/// E
const ENDS: u8 = 0x04;
/// V
const HAS_STRUCTURE: u8 = 0x02;
/// Z
const NOT_FOR_UPPER_LAYERS: u8 = 0x01;
/// M: the picture id has 15 bits.
const LONG_ID: u16 = 0x8000;
/// N_S = 0, Y and G: one spatial layer, its size and a picture group follow.
const ONE_LAYER: u8 = 0x18;
/// T = 0, U, R = 1: one reference, named by the next byte.
const REFERS_TO_LAST: u8 = 0x14;

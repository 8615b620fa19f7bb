//! VP8 payloads: a descriptor with a 15-bit picture id before each part of the frame, and where the caller
//! speaks of temporal layers, with these.
//!
//! Source: RFC 7741 §4.2.

use super::Layer;
use super::plan::{Head, Plan, Split};

#[derive(Debug, Default)]
pub(super) struct Vp8 {
    pub(super) picture_id: u16,
    /// Counts the frames of temporal layer 0.
    tl0_picture: u8,
}

impl Vp8 {
    pub(super) fn plan(&mut self, size: usize, layer: Option<&Layer>, max: usize, plan: &mut Plan) {
        let [high, low] = (self.picture_id | LONG_ID).to_be_bytes();
        let mut head = Head::new(&[EXTENDED, HAS_PICTURE_ID, high, low]);
        if let Some(layer) = layer {
            let temporal = layer.temporal.min(3);
            if temporal == 0 {
                self.tl0_picture = self.tl0_picture.wrapping_add(1);
            }
            let referenced = if layer.discardable { NOT_REFERENCED } else { 0 };
            let extensions = HAS_PICTURE_ID | HAS_TL0_PICTURE | HAS_TEMPORAL_LAYER;
            let indices = temporal << 6 | u8::from(layer.switching_point) << 5;
            let first = EXTENDED | referenced;
            head = Head::new(&[first, extensions, high, low, self.tl0_picture, indices]);
        }
        let parts = Split::even(&(0..size), max - head.len());
        plan.payloads([head.with_flags(START), head, head], parts);
        self.picture_id = (self.picture_id + 1) & PICTURE_ID_MASK;
    }
}

pub(super) const PICTURE_ID_MASK: u16 = 0x7fff;
/// X: the second descriptor byte is there.
const EXTENDED: u8 = 0x80;
/// N: no other frame refers to this one.
const NOT_REFERENCED: u8 = 0x20;
/// S: first packet of a partition; with partition index 0, of the frame.
const START: u8 = 0x10;
/// I: the picture id is there.
const HAS_PICTURE_ID: u8 = 0x80;
/// L: TL0PICIDX is there.
const HAS_TL0_PICTURE: u8 = 0x40;
/// T: the temporal layer is there.
const HAS_TEMPORAL_LAYER: u8 = 0x20;
/// M: the picture id has 15 bits.
const LONG_ID: u16 = 0x8000;

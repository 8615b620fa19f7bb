//! VP8 payloads: a descriptor with a 15-bit picture id before each part of the frame.
//!
//! Source: RFC 7741 §4.2.

use super::plan::{Plan, even_split};

#[derive(Debug, Default)]
pub(super) struct Vp8 {
    pub(super) picture_id: u16,
}

impl Vp8 {
    pub(super) fn plan(&mut self, frame: &[u8], max: usize, plan: &mut Plan) {
        let [high, low] = (self.picture_id | LONG_ID).to_be_bytes();
        let mut first = EXTENDED | START;
        for part in even_split(0..frame.len(), max - DESCRIPTOR_LEN) {
            plan.payload(&[first, HAS_PICTURE_ID, high, low], part);
            first = EXTENDED;
        }
        self.picture_id = (self.picture_id + 1) & PICTURE_ID_MASK;
    }
}

pub(super) const PICTURE_ID_MASK: u16 = 0x7fff;
const DESCRIPTOR_LEN: usize = 4;
/// X: the second descriptor byte is there.
const EXTENDED: u8 = 0x80;
/// S: first packet of a partition; with partition index 0, of the frame.
const START: u8 = 0x10;
/// I: the picture id is there.
const HAS_PICTURE_ID: u8 = 0x80;
/// M: the picture id has 15 bits.
const LONG_ID: u16 = 0x8000;

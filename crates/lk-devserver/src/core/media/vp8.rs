//! Keeps VP8 picture numbers without gaps when a subscriber is moved from one simulcast layer to another, and when
//! pictures are left out.
//!
//! Each layer numbers its pictures by itself. A decoder takes a number that goes backwards for an old picture, and one that is
//! left out for a lost picture, so the numbers are shifted. Source: RFC 7741 §4.2.

use std::{collections::VecDeque, sync::Arc};

use super::temporal::Temporal;

/// The shift of one outgoing stream.
#[derive(Debug, Default)]
pub(crate) struct PictureIds {
    picture: Shift,
    level_zero: Shift,
}

#[derive(Debug, Default)]
struct Shift {
    by: u16,
    last: Option<u16>,
    switching: bool,
    /// Incoming numbers that were left out lately, the oldest first; `by` accounts for older ones.
    left_out: VecDeque<u16>,
}

/// Where the numbers stand in a payload.
struct Fields {
    picture: Option<(usize, Width)>,
    level_zero: Option<usize>,
    temporal: Option<usize>,
}

#[derive(Clone, Copy)]
enum Width {
    Seven,
    Fifteen,
}

impl PictureIds {
    /// The next payload is the first of another layer.
    pub(crate) fn switch(&mut self) {
        self.picture.switching = true;
        self.level_zero.switching = true;
    }

    /// The next payload is of the same layer after a pause, however far its numbers have come meanwhile.
    pub(crate) fn resume(&mut self) {
        self.picture.resume();
        self.level_zero.resume();
    }

    /// The picture of this payload is left out.
    pub(crate) fn leave_out(&mut self, payload: &[u8]) {
        let picture = Fields::find(payload).and_then(|fields| fields.picture);
        if let Some(picture) = picture {
            let (id, mask) = picture_id(payload, picture);
            self.picture.leave_out(id, mask);
        }
    }

    /// The payload with its numbers shifted; the same one where there is nothing to shift.
    pub(crate) fn rewrite(&mut self, payload: &Arc<[u8]>) -> Arc<[u8]> {
        let Some(fields) = Fields::find(payload) else {
            return payload.clone();
        };
        let mut edits: [Option<(usize, u8)>; 3] = [None; 3];
        if let Some((at, width)) = fields.picture {
            let (id, mask) = picture_id(payload, (at, width));
            let [high, low] = self.picture.apply(id, mask).to_be_bytes();
            match width {
                Width::Seven => edits[0] = Some((at, low)),
                Width::Fifteen => {
                    edits[0] = Some((at, 0x80 | high));
                    edits[1] = Some((at + 1, low));
                }
            }
        }
        if let Some(at) = fields.level_zero {
            let id = u16::from(payload[at]);
            let [_, low] = self.level_zero.apply(id, 0xff).to_be_bytes();
            edits[2] = Some((at, low));
        }
        let edits = edits.into_iter().flatten();
        if edits.clone().all(|(at, byte)| payload[at] == byte) {
            return payload.clone();
        }
        let mut rewritten = payload.to_vec();
        for (at, byte) in edits {
            rewritten[at] = byte;
        }
        rewritten.into()
    }
}

/// The temporal layer of a payload, where it says it.
pub(crate) fn temporal(payload: &[u8]) -> Option<Temporal> {
    let byte = payload.get(Fields::find(payload)?.temporal?)?;
    Some(Temporal {
        layer: byte >> 6,
        switch: byte & 0x20 != 0,
    })
}

/// The picture number at a place that [`Fields::find`] has found, and its width in ones.
fn picture_id(payload: &[u8], (at, width): (usize, Width)) -> (u16, u16) {
    match width {
        Width::Seven => (u16::from(payload[at]), 0x7f),
        Width::Fifteen => (
            u16::from_be_bytes([payload[at] & 0x7f, payload[at + 1]]),
            0x7fff,
        ),
    }
}

impl Shift {
    /// Shifts a number that wraps behind `mask`, its width in ones.
    fn apply(&mut self, id: u16, mask: u16) -> u16 {
        if let (true, Some(last)) = (std::mem::take(&mut self.switching), self.last) {
            self.left_out.clear();
            self.by = last.wrapping_add(1).wrapping_sub(id);
        }
        let before = |left: &&u16| id.wrapping_sub(**left) & mask <= mask / 2;
        let left_out = self.left_out.iter().filter(before).count() as u16;
        let shifted = id.wrapping_add(self.by).wrapping_sub(left_out) & mask;
        // A late packet does not take the stream back.
        if self
            .last
            .is_none_or(|last| shifted.wrapping_sub(last) & mask <= mask / 2)
        {
            self.last = Some(shifted);
        }
        shifted
    }

    fn leave_out(&mut self, id: u16, mask: u16) {
        let last = self.left_out.back();
        // Another packet of a picture that is known, or of one from before it, whose number was not taken up.
        if last.is_some_and(|last| id.wrapping_sub(*last).wrapping_sub(1) & mask > mask / 2) {
            return;
        }
        self.left_out.push_back(id);
        if self.left_out.len() > LEFT_OUT {
            self.left_out.pop_front();
            self.by = self.by.wrapping_sub(1);
        }
    }

    fn resume(&mut self) {
        self.last = None;
        self.by = self.by.wrapping_sub(self.left_out.len() as u16);
        self.left_out.clear();
    }
}

impl Fields {
    fn find(payload: &[u8]) -> Option<Self> {
        let mut fields = Self {
            picture: None,
            level_zero: None,
            temporal: None,
        };
        if payload.first()? & 0x80 == 0 {
            return None;
        }
        let extensions = *payload.get(1)?;
        let mut at = 2;
        if extensions & 0x80 != 0 {
            let long = payload.get(at)? & 0x80 != 0;
            let width = if long { Width::Fifteen } else { Width::Seven };
            payload.get(at + usize::from(long))?;
            fields.picture = Some((at, width));
            at += 1 + usize::from(long);
        }
        if extensions & 0x40 != 0 {
            payload.get(at)?;
            fields.level_zero = Some(at);
            at += 1;
        }
        if extensions & 0x20 != 0 {
            payload.get(at)?;
            fields.temporal = Some(at);
        }
        Some(fields)
    }
}

/// Numbers of left out pictures that are remembered for late packets.
const LEFT_OUT: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(picture: u16, level_zero: u8) -> Arc<[u8]> {
        let [high, low] = picture.to_be_bytes();
        [0x90, 0xe0, 0x80 | high, low, level_zero, 0x20, 0x00].into()
    }

    #[test]
    fn one_layer_passes_untouched() {
        let mut ids = PictureIds::default();
        let first = payload(0x7ffe, 254);
        assert!(Arc::ptr_eq(&ids.rewrite(&first), &first));
        assert_eq!(ids.rewrite(&payload(0x7fff, 255)), payload(0x7fff, 255));
        assert_eq!(ids.rewrite(&payload(0, 0)), payload(0, 0));
    }

    #[test]
    fn the_next_layer_goes_on_where_the_last_one_ended() {
        let mut ids = PictureIds::default();
        ids.rewrite(&payload(500, 7));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(20, 200)), payload(501, 8));
        assert_eq!(ids.rewrite(&payload(21, 201)), payload(502, 9));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(9000, 1)), payload(503, 10));
    }

    #[test]
    fn the_next_layer_goes_on_after_the_numbers_have_wrapped() {
        let mut ids = PictureIds::default();
        ids.rewrite(&payload(0x7fff, 255));
        ids.rewrite(&payload(0, 0));
        ids.rewrite(&payload(1, 1));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(500, 50)), payload(2, 2));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(0x7ffe, 254)), payload(3, 3));
        assert_eq!(ids.rewrite(&payload(0x7fff, 255)), payload(4, 4));
        assert_eq!(ids.rewrite(&payload(0, 0)), payload(5, 5));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(9, 9)), payload(6, 6));
    }

    #[test]
    fn short_numbers_wrap_at_their_own_width() {
        let short = |picture: u8| Arc::<[u8]>::from([0x90, 0x80, picture, 0x00]);
        let mut ids = PictureIds::default();
        for picture in [126, 127, 0, 1] {
            assert_eq!(ids.rewrite(&short(picture)), short(picture));
        }
        ids.switch();
        assert_eq!(ids.rewrite(&short(90)), short(2));
        ids.switch();
        assert_eq!(ids.rewrite(&short(5)), short(3));
    }

    #[test]
    fn a_late_packet_does_not_take_the_numbers_back() {
        let mut ids = PictureIds::default();
        ids.rewrite(&payload(0x7fff, 255));
        ids.rewrite(&payload(2, 2));
        assert_eq!(ids.rewrite(&payload(0x7ffe, 254)), payload(0x7ffe, 254));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(70, 70)), payload(3, 3));
    }

    #[test]
    fn after_a_long_pause_the_newest_number_is_the_one_after_it() {
        let mut ids = PictureIds::default();
        ids.rewrite(&payload(5, 5));
        ids.resume();
        assert_eq!(ids.rewrite(&payload(20_000, 200)), payload(20_000, 200));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(9, 9)), payload(20_001, 201));
    }

    #[test]
    fn pictures_that_are_left_out_leave_no_gap() {
        let mut ids = PictureIds::default();
        assert_eq!(ids.rewrite(&payload(0x7ffd, 1)), payload(0x7ffd, 1));
        // Each of several packets.
        for picture in [0x7ffe, 0x7ffe, 0, 0] {
            ids.leave_out(&payload(picture, 1));
        }
        assert_eq!(ids.rewrite(&payload(1, 2)), payload(0x7fff, 2));
        assert_eq!(ids.rewrite(&payload(0x7fff, 1)), payload(0x7ffe, 1), "late");
        for picture in 0..1000 {
            ids.leave_out(&payload(2 * picture + 2, 3));
            let kept = ids.rewrite(&payload(2 * picture + 3, 3));
            assert_eq!(kept, payload(picture, 3));
        }
        assert!(ids.picture.left_out.len() <= LEFT_OUT);
        ids.resume();
        assert_eq!(ids.rewrite(&payload(2002, 4)), payload(1000, 4));
        ids.leave_out(&payload(2003, 4));
        ids.switch();
        assert_eq!(ids.rewrite(&payload(7, 7)), payload(1001, 5));
    }

    #[test]
    fn the_temporal_layer_stands_behind_the_numbers() {
        let temporal = |layer, switch| Some(Temporal { layer, switch });
        assert_eq!(
            super::temporal(&[0x90, 0xe0, 0x80, 1, 7, 0xa0, 0]),
            temporal(2, true)
        );
        assert_eq!(super::temporal(&[0x90, 0x20, 0x40, 0]), temporal(1, false));
        assert_eq!(super::temporal(&[0x90, 0x80, 1, 0]), None, "it has none");
        assert_eq!(
            super::temporal(&[0x90, 0xe0, 0x80, 1, 7]),
            None,
            "cut short"
        );
    }

    #[test]
    fn a_payload_without_numbers_or_cut_short_passes() {
        let mut ids = PictureIds::default();
        for bytes in [
            &[0x10, 0][..],
            &[0x90],
            &[0x90, 0x80],
            &[0x90, 0x80, 0x81],
            &[],
        ] {
            let payload: Arc<[u8]> = bytes.into();
            assert!(Arc::ptr_eq(&ids.rewrite(&payload), &payload));
        }
    }
}

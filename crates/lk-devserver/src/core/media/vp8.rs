//! Keeps VP8 picture numbers growing when a subscriber is moved from one simulcast layer to another.
//!
//! Each layer numbers its pictures by itself. A decoder takes a number that goes backwards for an old picture, so the numbers
//! are shifted at each switch. Source: RFC 7741 §4.2.

use std::sync::Arc;

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
}

/// Where the numbers stand in a payload.
struct Fields {
    picture: Option<(usize, Width)>,
    level_zero: Option<usize>,
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
        self.picture.last = None;
        self.level_zero.last = None;
    }

    /// The payload with its numbers shifted; the same one where there is nothing to shift.
    pub(crate) fn rewrite(&mut self, payload: &Arc<[u8]>) -> Arc<[u8]> {
        let Some(fields) = Fields::find(payload) else {
            return payload.clone();
        };
        let mut edits: [Option<(usize, u8)>; 3] = [None; 3];
        if let Some((at, width)) = fields.picture {
            let (mask, id) = match width {
                Width::Seven => (0x7f, u16::from(payload[at])),
                Width::Fifteen => (
                    0x7fff,
                    u16::from_be_bytes([payload[at] & 0x7f, payload[at + 1]]),
                ),
            };
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

impl Shift {
    /// Shifts a number that wraps behind `mask`, its width in ones.
    fn apply(&mut self, id: u16, mask: u16) -> u16 {
        if let (true, Some(last)) = (std::mem::take(&mut self.switching), self.last) {
            self.by = last.wrapping_add(1).wrapping_sub(id);
        }
        let shifted = id.wrapping_add(self.by) & mask;
        // A late packet does not take the stream back.
        if self
            .last
            .is_none_or(|last| shifted.wrapping_sub(last) & mask <= mask / 2)
        {
            self.last = Some(shifted);
        }
        shifted
    }
}

impl Fields {
    fn find(payload: &[u8]) -> Option<Self> {
        let mut fields = Self {
            picture: None,
            level_zero: None,
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
        }
        Some(fields)
    }
}

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

//! Where a frame is cut: the common output of every payload format.

mod head;
mod split;

use std::ops::Range;

pub(super) use head::Head;
use head::SHORT;
pub(super) use split::Split;

/// The cuts of one frame, in buffers that are reused for the next.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What all payloads are made of, one after another.
    pub(super) runs: Vec<Run>,
    /// How many payloads they make.
    pub(super) payloads: usize,
    /// How many of the runs belong to them; what stands behind is the payload being made.
    ended: usize,
    /// Header bytes that are too many to stand in their run.
    pub(super) long_heads: Vec<u8>,
}

/// A piece of a payload, or many of one kind, each a payload of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// The header bytes of the first piece, the last, and those between, with zeros behind them; where they are too
    /// many, nothing.
    heads: [[u8; SHORT]; 3],
    /// Where they stand if they are too many.
    long_head: u32,
    head_len: u16,
    /// How many runs behind it belong to its payload, and their bytes.
    more: u16,
    more_len: u32,
    bodies: Split,
}

/// Some header bytes and the slice of the frame that follows them.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    head: &'a [u8; SHORT],
    long_head: u32,
    head_len: u16,
    body: u32,
    body_len: u32,
}

impl Plan {
    /// Forgets the frame before.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.runs.clear();
        self.payloads = 0;
        self.ended = 0;
        self.long_heads.clear();
    }

    /// One payload, and no other: the whole frame of `len` bytes.
    #[inline]
    pub(super) fn whole(&mut self, len: usize) {
        // As a rule the frame before was planned likewise.
        if let [run] = &mut *self.runs {
            run.bodies = Split::one(&(0..len));
        } else {
            self.first_whole(len);
        }
    }

    #[cold]
    fn first_whole(&mut self, len: usize) {
        self.clear();
        self.payload(Head::EMPTY, 0..len);
    }

    /// One payload: `head`, then the bytes of the frame at `body`.
    #[inline]
    pub(super) fn payload(&mut self, head: Head, body: Range<usize>) {
        self.piece(head, body);
        self.end_payload();
    }

    /// Adds `head` and the bytes of the frame at `body` to the payload being made.
    #[inline]
    pub(super) fn piece(&mut self, head: Head, body: Range<usize>) {
        self.runs.push(Run {
            heads: [head.padded(); 3],
            long_head: 0,
            head_len: head.len() as u16,
            more: 0,
            more_len: 0,
            bodies: Split::one(&body),
        });
    }

    /// A payload for each part of the frame. The headers of the first, the last and those between are of one length;
    /// of a single part the first counts.
    #[inline]
    pub(super) fn payloads(&mut self, heads: [Head; 3], bodies: Split) {
        self.payloads += bodies.count();
        self.runs.push(Run {
            heads: heads.map(Head::padded),
            long_head: 0,
            head_len: heads[0].len() as u16,
            more: 0,
            more_len: 0,
            bodies,
        });
        self.ended = self.runs.len();
    }

    /// One payload: the long header bytes from `start` on, then the bytes of the frame at `body`.
    pub(super) fn payload_behind_long(&mut self, start: usize, body: Range<usize>) {
        let long = self.long_heads.get(start..).unwrap_or_default();
        let (head, len) = (Head::new(long), long.len() as u16);
        self.piece(head, body);
        if let Some(run) = self.runs.last_mut() {
            (run.long_head, run.head_len) = (start as u32, len);
        }
        self.end_payload();
    }

    /// Sets bits in the first header bytes of a piece, whose number it had when it was made.
    #[inline]
    pub(super) fn add_to_head(&mut self, piece: usize, first: Head) {
        if let Some(run) = self.runs.get_mut(piece) {
            run.change_head(|head| head.with(first));
        }
    }

    /// Takes the length (a number of seven bits a byte) out of the header bytes of the last piece,
    /// which stands behind one other byte or none.
    #[inline]
    pub(super) fn drop_last_length(&mut self, before: usize) {
        if let Some(run) = self.runs.last_mut() {
            run.change_head(|head| head.without_length(before));
        }
    }

    /// Ends the payload being made.
    #[inline]
    pub(super) fn end_payload(&mut self) {
        if let Some([first, more @ ..]) = self.runs.get_mut(self.ended..) {
            if !more.is_empty() {
                first.more = more.len() as u16;
                first.more_len = more.iter().map(|run| run.only().len() as u32).sum();
            }
            self.payloads += 1;
        }
        self.ended = self.runs.len();
    }
}

impl Run {
    /// Its only piece.
    #[inline]
    pub(super) fn only(&self) -> Piece<'_> {
        self.piece(0, self.start())
    }

    /// One of its pieces, which begins in the frame where the one before ends.
    #[inline]
    pub(super) fn piece(&self, index: u32, body: u32) -> Piece<'_> {
        let [first, last, between] = &self.heads;
        let head = match index {
            0 => first,
            _ if self.bodies.is_last(index) => last,
            _ => between,
        };
        Piece {
            head,
            long_head: self.long_head,
            head_len: self.head_len,
            body,
            body_len: self.bodies.part_len(index),
        }
    }

    /// Where its first piece begins in the frame.
    #[inline]
    pub(super) const fn start(&self) -> u32 {
        self.bodies.start()
    }

    /// Whether it has no piece behind this.
    #[inline]
    pub(super) const fn ends_with(&self, index: u32) -> bool {
        self.bodies.is_last(index)
    }

    /// How many runs behind it belong to its payload.
    #[inline]
    pub(super) const fn more(&self) -> usize {
        self.more as usize
    }

    /// The bytes of those.
    #[inline]
    pub(super) const fn more_len(&self) -> usize {
        self.more_len as usize
    }

    /// Changes the header of a run of one piece.
    #[inline]
    fn change_head(&mut self, change: impl FnOnce(Head) -> Head) {
        let [first, ..] = &mut self.heads;
        let head = change(Head::of_padded(*first, self.head_len));
        *first = head.padded();
        self.head_len = head.len() as u16;
    }
}

impl<'a> Piece<'a> {
    #[inline]
    pub(super) fn head(self, plan: &'a Plan) -> &'a [u8] {
        let len = usize::from(self.head_len);
        if let Some(head) = self.head.get(..len) {
            return head;
        }
        let start = self.long_head as usize;
        plan.long_heads.get(start..start + len).unwrap_or_default()
    }

    #[inline]
    pub(super) fn body(self, frame: &'a [u8]) -> &'a [u8] {
        let start = self.body as usize;
        let end = start + self.body_len as usize;
        frame.get(start..end).unwrap_or_default()
    }

    /// Where it ends in the frame.
    #[inline]
    pub(super) const fn end(self) -> u32 {
        self.body + self.body_len
    }

    #[inline]
    pub(super) const fn len(self) -> usize {
        self.head_len as usize + self.body_len as usize
    }

    /// Copies header and body to the beginning of `out`, and gives what is left of it.
    #[inline]
    pub(super) fn copy<'o>(
        self,
        plan: &Plan,
        frame: &[u8],
        out: &'o mut [u8],
    ) -> Option<&'o mut [u8]> {
        let (head_len, body) = (usize::from(self.head_len), self.body(frame));
        let (place, rest) = out.split_at_mut_checked(head_len + body.len())?;
        match place.first_chunk_mut() {
            // All of a short head at once; the body overwrites what is too much.
            Some(place) if head_len <= SHORT => *place = *self.head,
            _ => self.copy_head(plan, place)?,
        }
        place.get_mut(head_len..)?.copy_from_slice(body);
        Some(rest)
    }

    #[cold]
    fn copy_head(self, plan: &Plan, out: &mut [u8]) -> Option<()> {
        let head = self.head(plan);
        out.get_mut(..head.len())?.copy_from_slice(head);
        Some(())
    }
}

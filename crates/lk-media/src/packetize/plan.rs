//! Where a frame is cut: the common output of every payload format.

use std::ops::Range;

/// The cuts of one frame, in buffers that are reused for the next.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The header bytes of all pieces, one after another.
    pub(super) heads: Vec<u8>,
    pub(super) pieces: Vec<Piece>,
    pub(super) spans: Vec<Span>,
}

/// Some header bytes and the slice of the frame that follows them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    head: u32,
    head_len: u32,
    body: u32,
    body_len: u32,
}

/// The pieces of one payload.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    first: u32,
    end: u32,
    len: u32,
}

impl Plan {
    pub(super) fn clear(&mut self) {
        self.heads.clear();
        self.pieces.clear();
        self.spans.clear();
    }

    /// The same, empty.
    pub(super) fn cleared(&mut self) -> &mut Self {
        self.clear();
        self
    }

    /// One payload, and no other: the whole frame of `len` bytes.
    pub(super) fn whole(&mut self, len: usize) {
        let len = len as u32;
        // As a rule the frame before was planned likewise.
        match (&mut *self.pieces, &mut *self.spans) {
            ([piece], [span]) if piece.head_len == 0 => {
                (piece.body_len, span.len) = (len, len);
            }
            _ => {
                self.clear();
                self.piece(&[], 0..len as usize);
                self.end_payload();
            }
        }
    }

    /// Header bytes that several payloads share, and where they stand.
    pub(super) fn head(&mut self, head: &[u8]) -> Range<usize> {
        let start = self.heads.len();
        self.heads.extend_from_slice(head);
        start..self.heads.len()
    }

    /// One payload: header bytes that are there already, then the bytes of the frame at `body`.
    #[inline]
    pub(super) fn payload_behind(&mut self, head: Range<usize>, body: Range<usize>) {
        let first = self.pieces.len() as u32;
        self.spans.push(Span {
            first,
            end: first + 1,
            len: (head.len() + body.len()) as u32,
        });
        self.pieces.push(Piece {
            head: head.start as u32,
            head_len: head.len() as u32,
            body: body.start as u32,
            body_len: body.len() as u32,
        });
    }

    /// One payload: `head`, then the bytes of the frame at `body`.
    pub(super) fn payload(&mut self, head: &[u8], body: Range<usize>) {
        self.piece(head, body);
        self.end_payload();
    }

    /// Adds `head` and the bytes of the frame at `body` to the payload being made.
    pub(super) fn piece(&mut self, head: &[u8], body: Range<usize>) {
        self.pieces.push(Piece {
            head: self.heads.len() as u32,
            head_len: head.len() as u32,
            body: body.start as u32,
            body_len: body.len() as u32,
        });
        self.heads.extend_from_slice(head);
    }

    /// Takes the length (a number of seven bits a byte) out of the header bytes of the last piece,
    /// which stands behind `before` other bytes.
    pub(super) fn drop_last_length(&mut self, before: usize) {
        let Some(piece) = self.pieces.last_mut() else {
            return;
        };
        let start = piece.head as usize + before;
        let end = (piece.head + piece.head_len) as usize;
        let bytes = self.heads.get(start..end).unwrap_or_default();
        let len = bytes.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
        let kept = start + len.min(bytes.len());
        self.heads.drain(start..kept);
        piece.head_len -= (kept - start) as u32;
    }

    /// Ends the payload being made.
    pub(super) fn end_payload(&mut self) {
        let first = self.spans.last().map_or(0, |span| span.end);
        let made = self.pieces.get(first as usize..).unwrap_or_default();
        let len = made
            .iter()
            .map(|piece| piece.head_len + piece.body_len)
            .sum();
        self.spans.push(Span {
            first,
            end: self.pieces.len() as u32,
            len,
        });
    }
}

impl Piece {
    pub(super) fn head<'a>(&self, heads: &'a [u8]) -> &'a [u8] {
        heads
            .get(self.head as usize..(self.head + self.head_len) as usize)
            .unwrap_or_default()
    }

    pub(super) fn body<'a>(&self, frame: &'a [u8]) -> &'a [u8] {
        frame
            .get(self.body as usize..(self.body + self.body_len) as usize)
            .unwrap_or_default()
    }
}

impl Span {
    pub(super) fn pieces(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    pub(super) fn len(&self) -> usize {
        self.len as usize
    }
}

/// Cuts `range` into the fewest parts of at most `room` bytes, all of nearly the same length, so that
/// no frame ends in a crumb.
pub(super) fn even_split(range: Range<usize>, room: usize) -> impl Iterator<Item = Range<usize>> {
    let count = range.len().div_ceil(room.max(1)).max(1);
    let (each, longer) = (range.len() / count, range.len() % count);
    let mut start = range.start;
    (0..count).map(move |index| {
        let part = start..start + each + usize::from(index < longer);
        start = part.end;
        part
    })
}

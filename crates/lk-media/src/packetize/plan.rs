//! Where a frame is cut: the common output of every payload format.

use std::ops::Range;

/// The cuts of one frame, in buffers that are reused for the next.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The pieces of all payloads, one after another.
    pub(super) pieces: Vec<Piece>,
    /// How many payloads they make.
    pub(super) payloads: usize,
    /// Header bytes that are too many to stand in their piece.
    pub(super) long_heads: Vec<u8>,
}

/// Some header bytes and the slice of the frame that follows them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The header bytes, and zeros behind them; where they are too many, nothing.
    head: [u8; SHORT],
    /// Where they stand if they are too many.
    long_head: u32,
    body: u32,
    body_len: u32,
    head_len: u16,
    /// The payload ends with this piece.
    last: bool,
}

/// A few header bytes that several payloads share. As one number they stay in a register and are stored at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// The first byte lowest, zeros behind the last.
    bytes: u64,
    len: u16,
}

impl Head {
    pub(super) const EMPTY: Self = Self { bytes: 0, len: 0 };

    /// At most eight bytes; more are cut off.
    #[inline]
    pub(super) fn new(head: &[u8]) -> Self {
        let mut new = Self::EMPTY;
        head.iter().for_each(|byte| new.push(*byte));
        new
    }

    #[inline]
    pub(super) const fn push(&mut self, byte: u8) {
        if self.len() < SHORT {
            self.bytes |= (byte as u64) << (8 * self.len);
            self.len += 1;
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.len as usize
    }

    /// Appends the bytes to `out`.
    pub(super) fn write_to(self, out: &mut Vec<u8>) {
        out.extend(self.bytes.to_le_bytes().iter().take(self.len()));
    }

    /// The same with these bits set in its first byte.
    #[inline]
    pub(super) const fn with_flags(mut self, flags: u8) -> Self {
        self.bytes |= flags as u64;
        self
    }

    /// The same without `count` bytes behind the first `before`.
    #[inline]
    const fn without(self, before: usize, count: usize) -> Self {
        let kept = !(u64::MAX << (8 * before));
        let rest = (self.bytes >> (8 * count)) & !kept;
        Self {
            bytes: self.bytes & kept | rest,
            len: self.len - count as u16,
        }
    }
}

impl Plan {
    /// The same, empty.
    pub(super) fn cleared(&mut self) -> &mut Self {
        self.pieces.clear();
        self.payloads = 0;
        self.long_heads.clear();
        self
    }

    /// One payload, and no other: the whole frame of `len` bytes.
    #[inline]
    pub(super) fn whole(&mut self, len: usize) {
        // As a rule the frame before was planned likewise.
        if let [piece] = &mut *self.pieces
            && piece.head_len == 0
        {
            piece.body_len = len as u32;
        } else {
            self.cleared().payload(Head::EMPTY, 0..len);
        }
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
        self.pieces.push(Piece {
            head: head.bytes.to_le_bytes(),
            long_head: 0,
            body: body.start as u32,
            body_len: body.len() as u32,
            head_len: head.len,
            last: false,
        });
    }

    /// One payload: the long header bytes from `start` on, then the bytes of the frame at `body`.
    pub(super) fn payload_behind_long(&mut self, start: usize, body: Range<usize>) {
        let len = self.long_heads.len().saturating_sub(start);
        let mut piece = Piece {
            head: [0; SHORT],
            long_head: start as u32,
            body: body.start as u32,
            body_len: body.len() as u32,
            head_len: len as u16,
            last: false,
        };
        if len <= SHORT
            && let Some(head) = self.long_heads.get(start..)
        {
            piece.head = Head::new(head).bytes.to_le_bytes();
        }
        self.pieces.push(piece);
        self.end_payload();
    }

    /// Sets bits in the first header bytes of a piece, whose number it had when it was made.
    #[inline]
    pub(super) fn add_to_head(&mut self, piece: usize, first: Head) {
        if let Some(piece) = self.pieces.get_mut(piece) {
            piece.head = (u64::from_le_bytes(piece.head) | first.bytes).to_le_bytes();
        }
    }

    /// Takes the length (a number of seven bits a byte) out of the header bytes of the last piece,
    /// which stands behind one other byte or none.
    #[inline]
    pub(super) fn drop_last_length(&mut self, before: usize) {
        if let Some(piece) = self.pieces.last_mut() {
            let head = Head {
                bytes: u64::from_le_bytes(piece.head),
                len: piece.head_len,
            };
            let last_of_length = !head.bytes & (LEB128_MORE << (8 * before));
            let len = last_of_length.trailing_zeros() as usize / 8 + 1 - before;
            let head = head.without(before, len);
            (piece.head, piece.head_len) = (head.bytes.to_le_bytes(), head.len);
        }
    }

    /// Ends the payload being made.
    #[inline]
    pub(super) fn end_payload(&mut self) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.last = true;
            self.payloads += 1;
        }
    }
}

impl Piece {
    #[inline]
    pub(super) fn head<'a>(&'a self, plan: &'a Plan) -> &'a [u8] {
        let len = usize::from(self.head_len);
        if let Some(head) = self.head.get(..len) {
            return head;
        }
        let start = self.long_head as usize;
        plan.long_heads.get(start..start + len).unwrap_or_default()
    }

    #[inline]
    pub(super) fn body<'a>(&self, frame: &'a [u8]) -> &'a [u8] {
        let start = self.body as usize;
        let end = start + self.body_len as usize;
        frame.get(start..end).unwrap_or_default()
    }

    #[inline]
    pub(super) const fn len(&self) -> usize {
        self.head_len as usize + self.body_len as usize
    }

    #[inline]
    pub(super) const fn ends_payload(&self) -> bool {
        self.last
    }

    /// Copies header and body to the beginning of `out`, and gives what is left of it.
    #[inline]
    pub(super) fn copy<'o>(
        &self,
        plan: &Plan,
        frame: &[u8],
        out: &'o mut [u8],
    ) -> Option<&'o mut [u8]> {
        let head_len = usize::from(self.head_len);
        match out.first_chunk_mut() {
            // All of a short head at once; the body overwrites what is too much.
            Some(place) if head_len <= SHORT => *place = self.head,
            _ => out.get_mut(..head_len)?.copy_from_slice(self.head(plan)),
        }
        let (_, out) = out.split_at_mut_checked(head_len)?;
        let body = self.body(frame);
        let (place, out) = out.split_at_mut_checked(body.len())?;
        place.copy_from_slice(body);
        Some(out)
    }
}

/// Cuts `range` into the fewest parts of at most `room` bytes, all of nearly the same length, so that
/// no frame ends in a crumb. The longer ones come last, as in libwebrtc.
#[inline]
pub(super) fn even_split(range: Range<usize>, room: usize) -> impl Iterator<Item = Range<usize>> {
    let (mut count, mut each, mut shorter) = (1, range.len(), 1);
    if range.len() > room {
        // Numbers of 32 bits, as far as they do, are divided in half the time.
        let (len, room) = (range.len() as u32, room.max(1) as u32);
        let parts = len.div_ceil(room);
        (count, each, shorter) = (
            parts as usize,
            (len / parts) as usize,
            (parts - len % parts) as usize,
        );
    }
    let mut start = range.start;
    (0..count).map(move |index| {
        let part = start..start + each + usize::from(index >= shorter);
        start = part.end;
        part
    })
}

/// Set in each byte of a number of seven bits a byte but its last.
const LEB128_MORE: u64 = 0x8080_8080_8080_8080;
/// As long as nearly every header is, and copied in one step.
const SHORT: usize = 8;

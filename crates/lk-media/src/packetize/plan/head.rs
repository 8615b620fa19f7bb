//! The few bytes that a payload format puts in front of a part of the frame.

/// At most eight header bytes. As one number they stay in a register and are stored at once.
#[derive(Debug, Clone, Copy)]
pub(in crate::packetize) struct Head {
    /// The first byte lowest, zeros behind the last.
    bytes: u64,
    len: u16,
}

impl Head {
    pub(in crate::packetize) const EMPTY: Self = Self { bytes: 0, len: 0 };

    /// At most eight bytes; more are cut off.
    #[inline]
    pub(in crate::packetize) fn new(head: &[u8]) -> Self {
        let mut new = Self::EMPTY;
        head.iter().for_each(|byte| new.push(*byte));
        new
    }

    /// The first `len` of these bytes.
    #[inline]
    pub(super) const fn of_padded(padded: [u8; SHORT], len: u16) -> Self {
        let bytes = u64::from_le_bytes(padded);
        Self { bytes, len }
    }

    /// The bytes, with zeros behind them.
    #[inline]
    pub(super) const fn padded(self) -> [u8; SHORT] {
        self.bytes.to_le_bytes()
    }

    #[inline]
    pub(in crate::packetize) const fn push(&mut self, byte: u8) {
        if self.len() < SHORT {
            self.bytes |= (byte as u64) << (8 * self.len);
            self.len += 1;
        }
    }

    pub(in crate::packetize) const fn len(&self) -> usize {
        self.len as usize
    }

    /// Appends the bytes to `out`.
    pub(in crate::packetize) fn write_to(self, out: &mut Vec<u8>) {
        out.extend(self.bytes.to_le_bytes().iter().take(self.len()));
    }

    /// The same with these bits set in its first byte.
    #[inline]
    pub(in crate::packetize) const fn with_flags(self, flags: u8) -> Self {
        self.with_flags_at(0, flags)
    }

    /// The same with these bits set in one of its bytes.
    #[inline]
    pub(in crate::packetize) const fn with_flags_at(mut self, at: usize, flags: u8) -> Self {
        self.bytes |= (flags as u64) << (8 * at);
        self
    }

    /// The same with the bits of another set.
    #[inline]
    pub(super) const fn with(mut self, other: Self) -> Self {
        self.bytes |= other.bytes;
        self
    }

    /// The same without the length (a number of seven bits a byte) that stands behind the first `before` bytes, of
    /// which there is one or none.
    #[inline]
    pub(super) const fn without_length(self, before: usize) -> Self {
        let last_of_length = !self.bytes & (LEB128_MORE << (8 * before));
        let len = last_of_length.trailing_zeros() as usize / 8 + 1 - before;
        let kept = !(u64::MAX << (8 * before));
        let rest = (self.bytes >> (8 * len)) & !kept;
        Self {
            bytes: self.bytes & kept | rest,
            len: self.len - len as u16,
        }
    }
}

/// Set in each byte of a number of seven bits a byte but its last.
const LEB128_MORE: u64 = 0x8080_8080_8080_8080;
/// As long as nearly every header is, and copied in one step.
pub(super) const SHORT: usize = 8;

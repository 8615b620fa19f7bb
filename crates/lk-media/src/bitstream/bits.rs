//! Reading bits, most significant first, and the variable-length numbers made of them.

/// A position in some bytes. Reading past the end is `None`.
#[derive(Debug, Clone)]
pub(crate) struct Bits<'a> {
    data: &'a [u8],
    position: usize,
}

impl<'a> Bits<'a> {
    pub(crate) const fn new(data: &'a [u8]) -> Self {
        Self { data, position: 0 }
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        let byte = *self.data.get(self.position / 8)?;
        let bit = byte >> (7 - self.position % 8) & 1;
        self.position += 1;
        Some(bit == 1)
    }

    /// The next `count` bits, at most 32.
    #[inline]
    pub(crate) fn read(&mut self, count: u32) -> Option<u32> {
        let end = self.position + count as usize;
        if count == 0 || end > self.data.len() * 8 {
            return (count == 0).then_some(0);
        }
        let rest = self.data.get(self.position / 8..)?;
        let window = match rest.first_chunk() {
            Some(window) => u64::from_be_bytes(*window),
            None => {
                let mut window = [0; 8];
                window.get_mut(..rest.len())?.copy_from_slice(rest);
                u64::from_be_bytes(window)
            }
        };
        let aligned = window << (self.position % 8);
        self.position = end;
        Some((aligned >> (u64::BITS - count)) as u32)
    }

    pub(crate) fn skip(&mut self, count: usize) -> Option<()> {
        self.position = self.position.checked_add(count)?;
        (self.position <= self.data.len() * 8).then_some(())
    }

    /// An unsigned Exp-Golomb number. Source: ITU-T H.264 §9.1; `uvlc()` of AV1 is the same.
    pub(crate) fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        Some(((1_u64 << zeros) - 1) as u32 + self.read(zeros)?)
    }

    /// A signed Exp-Golomb number. Source: ITU-T H.264 §9.1.1.
    pub(crate) fn signed_golomb(&mut self) -> Option<i32> {
        let code = i64::from(self.golomb()?);
        let magnitude = (code + 1) / 2;
        i32::try_from(if code % 2 == 1 { magnitude } else { -magnitude }).ok()
    }
}

/// The first `max` bytes of a NAL unit's payload without its emulation prevention bytes.
///
/// Source: ITU-T H.264 §7.4.1.
pub(crate) fn unescape(unit: &[u8], max: usize) -> Vec<u8> {
    let mut zeros = 0;
    let keep = |byte: &u8| {
        let escape = zeros >= 2 && *byte == 3;
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        !escape
    };
    unit.iter().copied().filter(keep).take(max).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golomb_codes_follow_the_table() {
        // 1, 010, 011, 00100, 00101
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        assert_eq!([(); 5].map(|()| bits.golomb()), [0, 1, 2, 3, 4].map(Some));
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        assert_eq!(
            [(); 5].map(|()| bits.signed_golomb()),
            [0, 1, -1, 2, -2].map(Some)
        );
        assert_eq!(Bits::new(&[0; 8]).golomb(), None);
    }

    #[test]
    fn emulation_prevention_is_taken_out() {
        let unit = [0, 0, 3, 1, 0, 0, 3, 0, 0, 3];
        assert_eq!(unescape(&unit, 64), [0, 0, 1, 0, 0, 0, 0]);
    }
}

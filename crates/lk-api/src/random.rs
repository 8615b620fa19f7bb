//! Bytes that nobody guesses, from the operating system.

/// 16 random bytes; `None` when the operating system has none to give.
pub(crate) fn bytes() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

/// A random UUID (version 4), as request ids are.
pub(crate) fn uuid() -> Option<String> {
    let mut bytes = bytes()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0xf] {
            text.push(char::from(HEX[usize::from(digit)]));
        }
    }
    Some(text)
}

const HEX: &[u8; 16] = b"0123456789abcdef";

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_random_uuids() {
        let id = super::uuid().expect("randomness");
        assert_eq!(id.len(), 36);
        assert_eq!((&id[8..9], &id[14..15], &id[23..24]), ("-", "4", "-"));
        assert_ne!(Some(id), super::uuid());
    }
}

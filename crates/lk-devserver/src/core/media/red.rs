//! Takes the newest block out of redundant audio, for subscribers that do not speak it.

/// The primary block of an RFC 2198 payload, or `None` if it is malformed.
pub(crate) fn primary(payload: &[u8]) -> Option<&[u8]> {
    let mut headers = payload;
    let mut redundant = 0;
    loop {
        let (&first, after) = headers.split_first()?;
        if first & 0x80 == 0 {
            return after.get(redundant..);
        }
        let [_, middle, low, ..] = after else {
            return None;
        };
        redundant += usize::from(*middle & 0x03) << 8 | usize::from(*low);
        headers = after.get(3..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_block_is_the_newest() {
        assert_eq!(primary(&[111, 1, 2]), Some(&[1, 2][..]));
        let one_redundant = [0x80 | 111, 0, 0, 2, 111, 9, 9, 1, 2, 3];
        assert_eq!(primary(&one_redundant), Some(&[1, 2, 3][..]));
    }

    #[test]
    fn what_is_cut_short_has_none() {
        assert_eq!(primary(&[]), None);
        assert_eq!(primary(&[0x80 | 111, 0, 0]), None);
        assert_eq!(primary(&[0x80 | 111, 0, 0, 9, 111, 1]), None);
    }
}

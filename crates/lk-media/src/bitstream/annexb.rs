//! NAL units in a byte stream: start codes and what lies between them.
//!
//! Source: ITU-T H.264 Annex B, H.265 Annex B.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// The start code that this crate writes.
pub const START_CODE: [u8; 4] = [0, 0, 0, 1];

/// Where the NAL units of an access unit lie, start codes excluded; `None` if it does not begin with
/// a start code of three or four bytes. Any number of zeros may stand before the first.
///
/// One zero byte before a start code counts as part of it. Whatever else stands between two start
/// codes is the unit's, even zeros: an encrypted unit may end in them.
///
/// ```
/// # use lk_media::bitstream::annexb::nal_ranges;
/// let frame = [0, 0, 0, 1, 0x67, 7, 0, 0, 1, 0x68];
/// assert_eq!(nal_ranges(&frame).unwrap().collect::<Vec<_>>(), [4..6, 9..10]);
/// ```
pub fn nal_ranges(frame: &[u8]) -> Option<impl Iterator<Item = Range<usize>> + Clone + '_> {
    let code = frame.iter().position(|byte| *byte != 0)?;
    if code < 2 || frame.get(code) != Some(&1) {
        return None;
    }
    let mut start = Some(code + 1);
    Some(std::iter::from_fn(move || {
        let begin = start?;
        let Some(code) = find_code(frame, begin) else {
            start = None;
            return Some(begin..frame.len());
        };
        start = Some(code + 3);
        let four = code > begin && frame.get(code - 1) == Some(&0);
        Some(begin..code - usize::from(four))
    }))
}

/// Where the next start code of three bytes begins.
#[inline]
fn find_code(frame: &[u8], begin: usize) -> Option<usize> {
    // Parameter sets are shorter than it takes the finder to begin. By its last byte a place shows whether it can be a
    // code, or a code can begin up to two bytes further.
    let mut last = begin + 2;
    while last < begin + NEAR {
        match frame.get(last)? {
            0 => last += 1,
            1 if frame.get(last - 2..last)? == [0, 0] => return Some(last - 2),
            _ => last += 3,
        }
    }
    let from = last - 2;
    Some(from + SHORT_CODE.find(frame.get(from..)?)?)
}

/// As long as parameter sets are, as a rule.
const NEAR: usize = 32;

/// Finds the start code of three bytes; made once, since that takes longer than to look through a small frame.
static SHORT_CODE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&[0, 0, 1]));

/// The NAL units themselves; none where it does not begin with a start code.
pub(super) fn nal_units(frame: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let ranges = nal_ranges(frame).into_iter().flatten();
    ranges.filter_map(|range| frame.get(range))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zeros_may_stand_before_the_first_start_code() {
        let units = |frame: &[u8]| nal_ranges(frame).map(Iterator::collect::<Vec<_>>);
        for zeros in 2..8 {
            let frame = [&vec![0; zeros][..], &[1, 0x67, 7, 0, 0, 1, 0x68]].concat();
            let begin = zeros + 1;
            assert_eq!(
                units(&frame),
                Some(vec![begin..begin + 2, begin + 5..begin + 6])
            );
        }
        for none in [
            &[][..],
            &[0; 5],
            &[1, 0x67],
            &[0, 1, 0x67],
            &[0, 0, 2, 0, 0, 1],
        ] {
            assert_eq!(units(none), None, "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn start_codes_are_found_wherever_they_stand(
            units in prop::collection::vec(prop::collection::vec(0..3_u8, 0..50), 1..6),
            fill in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let units = units.into_iter().chain([fill]);
            let frame: Vec<u8> = units.flat_map(|unit| [&[0, 0, 1][..], &unit].concat()).collect();
            let mut expected = Vec::new();
            let mut begin = 3;
            while let Some(at) = frame[begin..].windows(3).position(|three| three == [0, 0, 1]) {
                let code = begin + at;
                let zero = code > begin && frame[code - 1] == 0;
                expected.push(begin..code - usize::from(zero));
                begin = code + 3;
            }
            expected.push(begin..frame.len());
            prop_assert_eq!(nal_ranges(&frame).unwrap().collect::<Vec<_>>(), expected);
        }
    }
}

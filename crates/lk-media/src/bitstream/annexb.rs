//! NAL units in a byte stream: start codes and what lies between them.
//!
//! Source: ITU-T H.264 Annex B, H.265 Annex B.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// The start code that this crate writes.
pub const START_CODE: [u8; 4] = [0, 0, 0, 1];

/// Where the NAL units of an access unit lie, start codes excluded; `None` if it does not begin with
/// a start code of three or four bytes.
///
/// One zero byte before a start code counts as part of it. Whatever else stands between two start
/// codes is the unit's, even zeros: an encrypted unit may end in them.
///
/// ```
/// # use lk_media::bitstream::annexb::nal_ranges;
/// let frame = [0, 0, 0, 1, 0x67, 7, 0, 0, 1, 0x68];
/// assert_eq!(nal_ranges(&frame).unwrap().collect::<Vec<_>>(), [4..6, 9..10]);
/// ```
pub fn nal_ranges(frame: &[u8]) -> Option<impl Iterator<Item = Range<usize>> + '_> {
    let first = if frame.starts_with(&START_CODE) {
        4
    } else if frame.starts_with(&[0, 0, 1]) {
        3
    } else {
        return None;
    };
    let mut codes = SHORT_CODE.find_iter(frame.get(first..)?);
    let mut start = Some(first);
    Some(std::iter::from_fn(move || {
        let begin = start?;
        let Some(code) = codes.next().map(|at| at + first) else {
            start = None;
            return Some(begin..frame.len());
        };
        start = Some(code + 3);
        let four = code > begin && frame.get(code - 1) == Some(&0);
        Some(begin..code - usize::from(four))
    }))
}

/// Finds the start code of three bytes; made once, since that takes longer than to look through a small frame.
static SHORT_CODE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&[0, 0, 1]));

/// Whether a NAL unit is a parameter set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterSets {
    /// The kind that a group of them begins with.
    First,
    /// Another kind.
    Later,
    /// It is none.
    None,
}

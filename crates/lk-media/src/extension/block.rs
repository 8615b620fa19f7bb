//! How header extensions lie in a packet, whatever they say.
//!
//! Source: RFC 8285 §4.2 (one-byte form), §4.3 (two-byte form).

use super::{ReadError, WriteError};

/// How the elements are headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Ids 1 to 14, values of 1 to 16 bytes.
    OneByte,
    /// Ids 1 to 255, values of up to 255 bytes. Only where `extmap-allow-mixed` was negotiated, or for all packets.
    TwoByte,
}

impl Form {
    /// The form that the field `defined by profile` of an RTP header names.
    pub const fn from_profile(profile: u16) -> Option<Self> {
        match profile {
            ONE_BYTE => Some(Self::OneByte),
            // The lower four bits are the application's.
            _ if profile & 0xfff0 == TWO_BYTE => Some(Self::TwoByte),
            _ => None,
        }
    }

    /// The value of the field `defined by profile` of an RTP header.
    pub const fn profile(self) -> u16 {
        match self {
            Self::OneByte => ONE_BYTE,
            Self::TwoByte => TWO_BYTE,
        }
    }

    /// Whether an element can be written in this form.
    pub const fn carries(self, id: u8, len: usize) -> bool {
        match self {
            Self::OneByte => matches!(id, 1..=14) && matches!(len, 1..=16),
            Self::TwoByte => id > 0 && len <= 255,
        }
    }
}

/// One extension of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// What the session description maps to an extension.
    pub id: u8,
    /// Its value.
    pub data: &'a [u8],
}

/// The extensions of a packet, one after another.
///
/// ```
/// # use lk_media::extension::{Element, Elements};
/// let mut elements = Elements::new(0xbede, &[0x10, 0x8a, 0x21, 0, 7, 0, 0, 0])?;
/// assert_eq!(elements.next(), Some(Ok(Element { id: 1, data: &[0x8a] })));
/// assert_eq!(elements.next(), Some(Ok(Element { id: 2, data: &[0, 7] })));
/// assert_eq!(elements.next(), None);
/// # Ok::<_, lk_media::extension::ReadError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Elements<'a> {
    form: Form,
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// The extensions in `data`, which in the RTP header follows the field `profile` and the length.
    ///
    /// # Errors
    ///
    /// [`ReadError::UnknownForm`]. What is wrong further inside is an item of the iterator, and its last.
    pub fn new(profile: u16, data: &'a [u8]) -> Result<Self, ReadError> {
        let form = Form::from_profile(profile).ok_or(ReadError::UnknownForm(profile))?;
        Ok(Self { form, rest: data })
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Result<Element<'a>, ReadError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        // Zeros stand between elements as padding.
        let (id, len, after) = loop {
            match *self.rest {
                [] => return None,
                [0, ref after @ ..] => self.rest = after,
                [head, ref after @ ..] if self.form == Form::OneByte => {
                    if matches!(head >> 4, 0 | RESERVED) {
                        // Padding that states a length, or an id for a future that did not come: neither it nor
                        // what follows counts.
                        self.rest = &[];
                        return None;
                    }
                    break (head >> 4, usize::from(head & 0xf) + 1, after);
                }
                [id, len, ref after @ ..] => break (id, usize::from(len), after),
                [_] => {
                    self.rest = &[];
                    return Some(Err(ReadError::Truncated));
                }
            }
        };
        let Some((data, after)) = after.split_at_checked(len) else {
            self.rest = &[];
            return Some(Err(ReadError::Truncated));
        };
        self.rest = after;
        Some(Ok(Element { id, data }))
    }
}

impl std::iter::FusedIterator for Elements<'_> {}

/// Writes extensions into a buffer of the caller.
///
/// ```
/// # use lk_media::extension::{ElementWriter, Form};
/// let mut header = [0; 16];
/// let mut writer = ElementWriter::new(&mut header, Form::OneByte)?;
/// writer.put(1, &[0x8a])?;
/// let len = writer.finish()?;
/// // Form, length in words, one element, padding.
/// assert_eq!(header[..len], [0xbe, 0xde, 0, 1, 0x10, 0x8a, 0, 0]);
/// # Ok::<_, lk_media::extension::WriteError>(())
/// ```
#[derive(Debug)]
pub struct ElementWriter<'a> {
    out: &'a mut [u8],
    form: Form,
    len: usize,
}

impl<'a> ElementWriter<'a> {
    /// A writer into `out`, which begins where the fixed part of the RTP header and its CSRCs end.
    ///
    /// # Errors
    ///
    /// [`WriteError::NoRoom`] for less than four bytes.
    pub fn new(out: &'a mut [u8], form: Form) -> Result<Self, WriteError> {
        let head = out.first_chunk_mut().ok_or(WriteError::NoRoom)?;
        let [high, low] = form.profile().to_be_bytes();
        *head = [high, low, 0, 0];
        Ok(Self { out, form, len: 4 })
    }

    /// Adds one extension.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; what was written before stays.
    #[inline]
    pub fn put(&mut self, id: u8, data: &[u8]) -> Result<(), WriteError> {
        if !self.form.carries(id, data.len()) {
            let id_fits = self.form.carries(id, 1);
            return Err(if id_fits {
                WriteError::Length(data.len())
            } else {
                WriteError::Id(id)
            });
        }
        let free = self.out.get_mut(self.len..).unwrap_or_default();
        let (head_len, place) = match (self.form, free) {
            (Form::OneByte, [head, place @ ..]) => {
                *head = id << 4 | (data.len() - 1) as u8;
                (1, place)
            }
            (Form::TwoByte, [first, second, place @ ..]) => {
                [*first, *second] = [id, data.len() as u8];
                (2, place)
            }
            _ => return Err(WriteError::NoRoom),
        };
        let place = place.get_mut(..data.len()).ok_or(WriteError::NoRoom)?;
        place.copy_from_slice(data);
        self.len += head_len + data.len();
        Ok(())
    }

    /// Pads to whole words, states the length, and says how many bytes were written, the head included.
    ///
    /// # Errors
    ///
    /// [`WriteError::NoRoom`] where the padding does not fit.
    pub fn finish(self) -> Result<usize, WriteError> {
        let end = self.len.next_multiple_of(4);
        let padding = self.out.get_mut(self.len..end);
        padding.ok_or(WriteError::NoRoom)?.fill(0);
        let words = u16::try_from(end / 4 - 1).map_err(|_| WriteError::NoRoom)?;
        let len = self.out.get_mut(2..4).ok_or(WriteError::NoRoom)?;
        len.copy_from_slice(&words.to_be_bytes());
        Ok(end)
    }
}

const ONE_BYTE: u16 = 0xbede;
const TWO_BYTE: u16 = 0x1000;
/// The id that ends everything in the one-byte form.
const RESERVED: u8 = 15;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(profile: u16, data: &[u8]) -> Vec<Result<(u8, Vec<u8>), ReadError>> {
        let own = |element: Element<'_>| (element.id, element.data.to_vec());
        Elements::new(profile, data)
            .unwrap()
            .map(|element| element.map(own))
            .collect()
    }

    #[test]
    fn padding_stands_anywhere_and_fifteen_ends_everything() {
        let data = [0, 0x30, 7, 0, 0, 0xf0, 1, 0x40, 8];
        assert_eq!(read(0xbede, &data), [Ok((3, vec![7]))]);
        assert_eq!(read(0xbede, &[0x05, 0x30, 7]), []);
    }

    #[test]
    fn the_two_byte_form_carries_the_empty_and_the_long() {
        let data = [[&[200, 0, 0, 17, 20][..], &[9; 20]].concat(), vec![0]].concat();
        let elements = [Ok((200, vec![])), Ok((17, vec![9; 20]))];
        assert_eq!(read(0x1000, &data), elements);
        assert_eq!(read(0x100f, &data), elements);
    }

    #[test]
    fn what_is_cut_short_says_so_and_ends() {
        assert_eq!(read(0xbede, &[0x11, 0]), [Err(ReadError::Truncated)]);
        assert_eq!(read(0x1000, &[1]), [Err(ReadError::Truncated)]);
        assert_eq!(read(0x1000, &[1, 3, 0, 0]), [Err(ReadError::Truncated)]);
        let error = Elements::new(0xabac, &[]).unwrap_err();
        assert_eq!(error.to_string(), "0xabac is no form of header extensions");
    }

    #[test]
    fn what_does_not_fit_is_refused_and_leaves_the_rest_whole() {
        let mut out = [0xff; 12];
        let mut writer = ElementWriter::new(&mut out, Form::OneByte).unwrap();
        assert_eq!(writer.put(15, &[1]), Err(WriteError::Id(15)));
        assert_eq!(writer.put(1, &[]), Err(WriteError::Length(0)));
        assert_eq!(writer.put(1, &[0; 17]), Err(WriteError::Length(17)));
        writer.put(1, &[1, 2, 3]).unwrap();
        assert_eq!(writer.put(2, &[0; 4]), Err(WriteError::NoRoom));
        writer.put(2, &[4]).unwrap();
        assert_eq!(writer.finish(), Ok(12));
        assert_eq!(out, [0xbe, 0xde, 0, 2, 0x12, 1, 2, 3, 0x20, 4, 0, 0]);

        let mut out = [0; 4];
        assert!(ElementWriter::new(&mut out[..3], Form::OneByte).is_err());
        let writer = ElementWriter::new(&mut out, Form::TwoByte).unwrap();
        assert_eq!(writer.finish(), Ok(4));
        assert_eq!(out, [0x10, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            two in any::<bool>(),
            elements in prop::collection::vec((1..=14_u8, prop::collection::vec(any::<u8>(), 1..=16)), 0..8),
        ) {
            let form = if two { Form::TwoByte } else { Form::OneByte };
            let mut out = [0xff; 256];
            let mut writer = ElementWriter::new(&mut out, form).unwrap();
            for (id, data) in &elements {
                writer.put(*id, data).unwrap();
            }
            let len = writer.finish().unwrap();
            prop_assert_eq!(len % 4, 0);
            let words = usize::from(u16::from_be_bytes([out[2], out[3]]));
            prop_assert_eq!(4 + 4 * words, len);
            let back: Vec<_> = read(u16::from_be_bytes([out[0], out[1]]), &out[4..len]);
            prop_assert_eq!(back, elements.into_iter().map(Ok).collect::<Vec<_>>());
        }
    }
}

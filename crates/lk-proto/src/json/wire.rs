//! Protobuf's records, as far as protojson touches them.

use prost::bytes::Buf;
use prost::encoding::{WireType, decode_key, decode_varint, encode_key, encode_varint};

use super::table::Kind;

/// One value as it stands on the wire.
#[derive(Clone, Copy)]
pub(super) enum Raw<'a> {
    Varint(u64),
    Fixed32(u32),
    Fixed64(u64),
    Bytes(&'a [u8]),
}

impl Raw<'_> {
    /// The value that a field of this kind has when it is not on the wire.
    pub(super) const fn default_of(kind: Kind) -> Self {
        match kind {
            Kind::Float => Self::Fixed32(0),
            Kind::Double => Self::Fixed64(0),
            Kind::Bool
            | Kind::Int32
            | Kind::Int64
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Enum(_) => Self::Varint(0),
            _ => Self::Bytes(&[]),
        }
    }
}

/// The records of a message; ends early where they are malformed, which prost's never are.
#[derive(Clone)]
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Records<'a> {
    /// Takes all records in a row that share their field number.
    pub(super) fn next_run(&mut self) -> Option<(u32, Records<'a>)> {
        let start = self.0;
        let (number, _) = self.next()?;
        loop {
            let mut ahead = self.clone();
            match ahead.next() {
                Some((next, _)) if next == number => *self = ahead,
                _ => break,
            }
        }
        Some((number, Records(&start[..start.len() - self.0.len()])))
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, Raw<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, form) = decode_key(&mut self.0).ok()?;
        let raw = match form {
            WireType::Varint => Raw::Varint(decode_varint(&mut self.0).ok()?),
            WireType::SixtyFourBit => Raw::Fixed64(self.0.try_get_u64_le().ok()?),
            WireType::ThirtyTwoBit => Raw::Fixed32(self.0.try_get_u32_le().ok()?),
            WireType::LengthDelimited => {
                let length = decode_varint(&mut self.0).ok()?;
                Raw::Bytes(self.bytes(usize::try_from(length).ok()?)?)
            }
            WireType::StartGroup | WireType::EndGroup => return None,
        };
        Some((number, raw))
    }
}

/// The values within a packed record.
pub(super) fn packed<'a>(kind: Kind, bytes: &'a [u8]) -> impl Iterator<Item = Raw<'a>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        Some(match kind {
            Kind::Float => Raw::Fixed32(rest.try_get_u32_le().ok()?),
            Kind::Double => Raw::Fixed64(rest.try_get_u64_le().ok()?),
            _ if rest.is_empty() => return None,
            _ => Raw::Varint(decode_varint(&mut rest).ok()?),
        })
    })
}

/// Appends one field.
pub(super) fn put(number: u32, raw: Raw<'_>, out: &mut Vec<u8>) {
    match raw {
        Raw::Varint(value) => {
            encode_key(number, WireType::Varint, out);
            encode_varint(value, out);
        }
        Raw::Fixed32(value) => {
            encode_key(number, WireType::ThirtyTwoBit, out);
            out.extend_from_slice(&value.to_le_bytes());
        }
        Raw::Fixed64(value) => {
            encode_key(number, WireType::SixtyFourBit, out);
            out.extend_from_slice(&value.to_le_bytes());
        }
        Raw::Bytes(value) => {
            if let (1..=15, Ok(length @ 0..=0x7f)) = (number, u8::try_from(value.len())) {
                // One byte each, as nearly always: the number with wire type 2, and the length.
                out.extend_from_slice(&[(number as u8) << 3 | 2, length]);
            } else {
                encode_key(number, WireType::LengthDelimited, out);
                encode_varint(value.len() as u64, out);
            }
            out.extend_from_slice(value);
        }
    }
}

/// Begins a length-delimited field; returns where its content starts, for [`close`].
pub(super) fn open(number: u32, out: &mut Vec<u8>) -> usize {
    encode_key(number, WireType::LengthDelimited, out);
    out.push(0);
    out.len()
}

/// Ends a field begun with [`open`] by writing its length before its content.
pub(super) fn close(start: usize, out: &mut Vec<u8>) {
    let length = out.len() - start;
    if let Ok(short @ 0..=0x7f) = u8::try_from(length) {
        out[start - 1] = short;
        return;
    }
    let mut prefix = [0; 10];
    let mut free = &mut prefix[..];
    encode_varint(length as u64, &mut free);
    let prefix_len = 10 - free.len();
    out.resize(start - 1 + prefix_len + length, 0);
    out.copy_within(start..start + length, start - 1 + prefix_len);
    out[start - 1..start - 1 + prefix_len].copy_from_slice(&prefix[..prefix_len]);
}

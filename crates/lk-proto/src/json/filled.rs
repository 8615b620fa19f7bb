//! Messages with every field set, for tests of those who decode them.

use super::JsonMessage;
use super::table::{Field, Kind, Label, Table};

/// The wire form of a message of the type `M` with every field set to something that is not its
/// default: of a oneof one member, of what repeats and of a map one entry, messages within
/// messages to a depth of 4.
///
/// Strings hold the name of their field. What decodes it and writes it again has the same length,
/// unless a field was lost.
#[must_use]
pub fn filled<M: JsonMessage>() -> Vec<u8> {
    let mut out = Vec::new();
    message(M::table(), DEPTH, &mut out);
    out
}

fn message(table: &Table, depth: usize, out: &mut Vec<u8>) {
    let mut chosen = 0_u32;
    for field in table.fields {
        if let Label::Oneof(index) = field.label {
            let bit = 1 << index;
            // The last level has scalars only, so that oneofs there may stay unset.
            if chosen & bit != 0 || (depth == 0 && is_message(field.kind)) {
                continue;
            }
            chosen |= bit;
        }
        self::field(field, depth, out);
    }
}

fn field(field: &Field, depth: usize, out: &mut Vec<u8>) {
    if depth == 0 && is_message(field.kind) {
        return;
    }
    match field.label {
        Label::Map(key) => {
            let mut entry = Vec::new();
            value(1, "key", key, depth, &mut entry);
            value(2, field.name, field.kind, depth, &mut entry);
            bytes(field.number, &entry, out);
        }
        // Packed, as proto3 has it.
        Label::Repeated if is_number(field.kind) => {
            let mut packed = Vec::new();
            number(field.kind, &mut packed);
            bytes(field.number, &packed, out);
        }
        _ => value(field.number, field.name, field.kind, depth, out),
    }
}

fn value(at: u32, name: &str, kind: Kind, depth: usize, out: &mut Vec<u8>) {
    match kind {
        Kind::String | Kind::Bytes => bytes(at, name.as_bytes(), out),
        Kind::Message(table) => {
            let mut inner = Vec::new();
            message(table, depth - 1, &mut inner);
            bytes(at, &inner, out);
        }
        // Seconds, and in range for each.
        Kind::Timestamp | Kind::Duration => bytes(at, &[0x08, 7], out),
        // {"a": true}
        Kind::Struct => bytes(at, b"\x0a\x07\x0a\x01a\x12\x02\x20\x01", out),
        Kind::Any => bytes(at, b"\x0a\x01t\x12\x01v", out),
        Kind::Float => {
            tag(at, 5, out);
            number(kind, out);
        }
        Kind::Double => {
            tag(at, 1, out);
            number(kind, out);
        }
        _ => {
            tag(at, 0, out);
            number(kind, out);
        }
    }
}

fn number(kind: Kind, out: &mut Vec<u8>) {
    match kind {
        Kind::Float => out.extend_from_slice(&1.5_f32.to_le_bytes()),
        Kind::Double => out.extend_from_slice(&1.5_f64.to_le_bytes()),
        // One that the schema has, where there is another than the default.
        Kind::Enum(table) => {
            let known = table.0.iter().map(|(number, _)| *number);
            let number = known.clone().find(|number| (1..128).contains(number));
            out.push(u8::try_from(number.unwrap_or(1)).unwrap_or(1));
        }
        _ => out.push(1),
    }
}

fn bytes(at: u32, content: &[u8], out: &mut Vec<u8>) {
    tag(at, 2, out);
    varint(content.len(), out);
    out.extend_from_slice(content);
}

fn tag(at: u32, wire: u32, out: &mut Vec<u8>) {
    varint(usize::try_from(at << 3 | wire).unwrap_or_default(), out);
}

fn varint(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(u8::try_from(value & 0x7f).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).unwrap_or_default());
}

fn is_message(kind: Kind) -> bool {
    matches!(kind, Kind::Message(_))
}

fn is_number(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::String
            | Kind::Bytes
            | Kind::Message(_)
            | Kind::Timestamp
            | Kind::Duration
            | Kind::Struct
            | Kind::Any
    )
}

const DEPTH: usize = 4;

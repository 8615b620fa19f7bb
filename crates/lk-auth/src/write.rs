//! Writing claims as JSON, straight into the bytes that are signed.
//!
//! Says what the `Serialize` implementations say and costs less: names stand ready between their quotes, and
//! nearly no text holds anything to escape.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::object::NumericDate;

/// A value of a claim.
pub(crate) trait Write {
    /// Appends it to `out` as JSON.
    fn write(&self, out: &mut Vec<u8>);
}

impl Write for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Write for str {
    fn write(&self, out: &mut Vec<u8>) {
        let is_special = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
        if self.bytes().any(is_special) {
            serde_json::to_writer(out, self).expect("memory takes any text");
        } else {
            out.reserve(self.len() + 2);
            out.push(b'"');
            out.extend_from_slice(self.as_bytes());
            out.push(b'"');
        }
    }
}

impl Write for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_str().write(out);
    }
}

impl Write for NumericDate {
    fn write(&self, out: &mut Vec<u8>) {
        serde_json::to_writer(out, self).expect("memory takes any number");
    }
}

impl Write for Value {
    fn write(&self, out: &mut Vec<u8>) {
        serde_json::to_writer(out, self).expect("memory takes any JSON value");
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        enclose(b'[', b']', out, |out| {
            for item in self {
                out.push(b',');
                item.write(out);
            }
        });
    }
}

impl<V: Write> Write for BTreeMap<String, V> {
    fn write(&self, out: &mut Vec<u8>) {
        object(out, |out| {
            for (name, value) in self {
                member(name, value, out);
            }
        });
    }
}

/// Appends the members of `map` that `is_known` does not name.
pub(crate) fn others(map: &Map<String, Value>, is_known: fn(&str) -> bool, out: &mut Vec<u8>) {
    for (name, value) in map.iter().filter(|(name, _)| !is_known(name)) {
        member(name, value, out);
    }
}

/// Appends one member and the comma before it.
pub(crate) fn member<V: Write + ?Sized>(name: &str, value: &V, out: &mut Vec<u8>) {
    out.push(b',');
    name.write(out);
    out.push(b':');
    value.write(out);
}

/// Encloses in braces what `members` appends, each member with a comma before it.
pub(crate) fn object(out: &mut Vec<u8>, members: impl FnOnce(&mut Vec<u8>)) {
    enclose(b'{', b'}', out, members);
}

/// The first comma makes room for the bracket.
fn enclose(open: u8, close: u8, out: &mut Vec<u8>, items: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    items(out);
    match out.get_mut(start) {
        Some(comma) => *comma = open,
        None => out.push(open),
    }
    out.push(close);
}

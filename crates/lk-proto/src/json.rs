//! Protojson in the two dialects of the field.
//!
//! | | [`Dialect::Camel`] | [`Dialect::Twirp`] |
//! | --- | --- | --- |
//! | spoken by | webhooks, claims in tokens, text frames | the server's API answers |
//! | names | `emptyTimeout` | `empty_timeout`, as in the schema |
//! | default values | left out | written; a message that is not set is `null` |
//!
//! In both, 64-bit integers are strings, enums go by name, bytes are base64, a `Timestamp` is
//! RFC 3339 and a `Duration` is seconds as in `"1.5s"`. An enum number that the schema has no name
//! for is written as a number, a time outside the years 1 to 9999 as the nearest one within.
//!
//! Reading takes either dialect, and is as lenient as the field's servers need:
//!
//! - unknown fields are skipped; `null` is the same as absent;
//! - an enum name that is not known here counts as absent, an enum number is kept;
//! - any integer may be a number or a string, with a fraction of zeros or an exponent or without
//!   (`"1.7e18"`, `7.0`); [`from_slice`] reads all of them exactly, `Deserialize` numbers of these
//!   forms as far as a float is exact (2^53);
//! - base64 may be standard or URL-safe, padded or not.
//!
//! It refuses numbers out of range, a field given twice, two members of one oneof, and nesting
//! beyond 100 messages. Of a map key given twice, the last value stays. An `Any` is
//! `{"@type": …, "value": base64}`, whatever it holds.
//!
//! Messages also implement serde's `Serialize`, in the camel dialect, and `Deserialize`, so that
//! they can stand within other JSON. There is no code per message behind it: a message goes
//! through its protobuf encoding, and static tables tell what the fields are called.
//!
//! ```
//! use lk_proto::{Room, json::{self, Dialect}};
//!
//! let room: Room = json::from_slice(br#"{"name": "demo", "creation_time": "1700000000"}"#)?;
//! assert_eq!(room.creation_time, 1_700_000_000);
//! assert_eq!(
//!     json::to_string(&room, Dialect::Camel),
//!     r#"{"name":"demo","creationTime":"1700000000"}"#,
//! );
//! # Ok::<(), json::Error>(())
//! ```

mod filled;
mod number;
mod read;
mod structure;
mod table;
mod wire;
mod write;

use serde::Serialize;

pub use filled::filled;
#[doc(hidden)]
pub use table::Table;
pub(crate) use table::{EnumTable, Kind, Label, field};

/// How names and defaults are written; reading takes both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Names in camelCase, defaults left out: webhooks, token claims, signalling in text frames.
    Camel,
    /// Names as in the schema, defaults written: what the server's API answers.
    Twirp,
}

/// Text that is not JSON, or not of the message's shape.
///
/// Neither this nor its source repeats what the text held.
#[derive(Debug, thiserror::Error)]
#[error("not a {message} in JSON")]
pub struct Error {
    message: &'static str,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Error {
    fn new<M: JsonMessage>(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            message: M::table().name,
            source: source.into(),
        }
    }
}

/// A message of the schema; every one of lk-proto's is, and nothing else can be.
pub trait JsonMessage: prost::Message + Default {
    #[doc(hidden)]
    fn table() -> &'static Table;
}

/// Writes a message as one line of JSON.
#[must_use]
pub fn to_string<M: JsonMessage>(message: &M, dialect: Dialect) -> String {
    // serde_json writes nothing but UTF-8.
    String::from_utf8(to_vec(message, dialect)).unwrap_or_default()
}

/// Writes a message as one line of JSON, in UTF-8.
#[must_use]
pub fn to_vec<M: JsonMessage>(message: &M, dialect: Dialect) -> Vec<u8> {
    let wire = message.encode_to_vec();
    let mut out = Vec::with_capacity(wire.len() * 2 + 2);
    let mut writer = serde_json::Serializer::new(&mut out);
    let written = write::Message::new(M::table(), &wire, dialect).serialize(&mut writer);
    debug_assert!(
        written.is_ok(),
        "writing to memory, with strings for keys, does not fail"
    );
    out
}

/// Reads one message, in either dialect.
///
/// # Errors
///
/// [`Error`] when `text` is not JSON in UTF-8, is not of the message's shape, or goes on after it.
pub fn from_slice<M: JsonMessage>(text: &[u8]) -> Result<M, Error> {
    let mut message = M::default();
    merge_slice(&mut message, text)?;
    Ok(message)
}

/// Reads one message into `message`, in either dialect: lists grow, single fields are replaced.
///
/// Saves moving a large message about: one that stands in its box already is filled there.
///
/// # Errors
///
/// As [`from_slice`]; what `message` then holds is not told.
pub fn merge_slice<M: JsonMessage>(message: &mut M, text: &[u8]) -> Result<(), Error> {
    let text = std::str::from_utf8(text).map_err(Error::new::<M>)?;
    let wire = read::message_of_text(M::table(), text).map_err(Error::new::<M>)?;
    message.merge(wire.as_slice()).map_err(Error::new::<M>)
}

/// Implements [`JsonMessage`], `Serialize` and `Deserialize` for messages by their tables.
macro_rules! messages {
    ($($message:path => $table:ident,)*) => {$(
        impl crate::json::JsonMessage for $message {
            fn table() -> &'static crate::json::Table {
                &$table
            }
        }

        impl serde::Serialize for $message {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::json::serialize(&$table, &prost::Message::encode_to_vec(self), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $message {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let wire = crate::json::deserialize(&$table, deserializer)?;
                prost::Message::decode(wire.as_slice()).map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use messages;

pub(crate) fn serialize<S: serde::Serializer>(
    table: &'static Table,
    wire: &[u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write::Message::new(table, wire, Dialect::Camel).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
    table: &'static Table,
    deserializer: D,
) -> Result<Vec<u8>, D::Error> {
    read::message(table, deserializer)
}

//! From JSON to protobuf records, through any serde deserializer.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use prost_types::{Any, Duration, Timestamp};
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::number::{integer, integral};
use super::structure;
use super::table::{Kind, Label, Table};
use super::wire::{Raw, close, open, put};

/// Messages within messages; prost reads no deeper either.
const MAX_DEPTH: u8 = 100;

/// Stands for a field's number where a message is all there is, with no record around it.
const ROOT: u32 = 0;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Reads a message and returns its protobuf encoding.
pub(super) fn message<'de, D: Deserializer<'de>>(
    table: &'static Table,
    deserializer: D,
) -> Result<Vec<u8>, D::Error> {
    let mut wire = Vec::new();
    root(table, false, &mut wire).deserialize(deserializer)?;
    Ok(wire)
}

/// The same from the text itself, from which integers are read exactly in every form: serde's
/// data model has only floats for those with a fraction or an exponent.
pub(super) fn message_of_text(
    table: &'static Table,
    text: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    // Names make up much of the text: half is plenty.
    let mut wire = Vec::with_capacity(text.len() / 2);
    let mut reader = serde_json::Deserializer::from_str(text);
    root(table, true, &mut wire).deserialize(&mut reader)?;
    reader.end()?;
    Ok(wire)
}

fn root<'a>(table: &'static Table, is_text: bool, out: &'a mut Vec<u8>) -> Value<'a> {
    Value {
        name: table.name,
        number: ROOT,
        kind: Kind::Message(table),
        shape: Shape::Item,
        depth: MAX_DEPTH,
        is_text,
        out,
    }
}

/// Reads an object into the records of a message.
struct Message<'a> {
    table: &'static Table,
    /// How many more levels there may be.
    depth: u8,
    is_text: bool,
    out: &'a mut Vec<u8>,
}

impl Message<'_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let Self {
            table,
            depth,
            is_text,
            out,
        } = self;
        let depth = depth
            .checked_sub(1)
            .ok_or_else(|| A::Error::custom("nested too deep"))?;
        let (mut fields, mut oneofs) = (0_u128, 0_u32);
        let mut hint = 0;
        while let Some(index) = map.next_key_seed(Name { table, hint })? {
            let Some(index) = index else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            hint = index + 1;
            let field = &table.fields[index];
            let shape = match field.label {
                Label::Repeated => Shape::List,
                Label::Map(key) => Shape::Map(key),
                _ => Shape::Single,
            };
            let value = Value {
                name: field.name,
                number: field.number,
                kind: field.kind,
                shape,
                depth,
                is_text,
                out: &mut *out,
            };
            if !map.next_value_seed(value)? {
                continue;
            }
            if !mark(&mut fields, 1 << (index % 128)) {
                return Err(A::Error::custom(format_args!(
                    "{} is given twice",
                    field.name
                )));
            }
            if let Label::Oneof(oneof) = field.label
                && !mark(&mut oneofs, 1 << (oneof % 32))
            {
                let why = format_args!("{} excludes a field given before", field.name);
                return Err(A::Error::custom(why));
            }
        }
        Ok(true)
    }
}

/// Sets a bit; false if it was set.
fn mark<B: Copy + std::ops::BitAnd<Output = B> + std::ops::BitOrAssign + PartialEq>(
    bits: &mut B,
    bit: B,
) -> bool {
    let fresh = *bits & bit != bit;
    *bits |= bit;
    fresh
}

/// Reads a key as the index of a field, `None` for one that is not known.
struct Name {
    table: &'static Table,
    hint: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.table.by_name(name, self.hint))
    }
}

/// How many values a field takes.
#[derive(Clone, Copy)]
enum Shape {
    Single,
    List,
    Map(Kind),
    /// A value within a list or a map, where `null` means nothing.
    Item,
}

/// Reads a field's value into records; true if there was one.
struct Value<'a> {
    name: &'static str,
    number: u32,
    kind: Kind,
    shape: Shape,
    depth: u8,
    /// The deserializer is serde_json's, on text at hand.
    is_text: bool,
    out: &'a mut Vec<u8>,
}

impl Value<'_> {
    fn wrong<E: Error>(&self) -> E {
        let shape = match self.shape {
            Shape::Single | Shape::Item => "",
            Shape::List => "a list, each item ",
            Shape::Map(_) => "an object, each value ",
        };
        E::custom(format_args!(
            "{} must be {shape}{}",
            self.name,
            self.kind.expected()
        ))
    }

    fn is_single(&self) -> bool {
        matches!(self.shape, Shape::Single | Shape::Item)
    }

    fn put<E>(self, raw: Raw<'_>) -> Result<bool, E> {
        put(self.number, raw, self.out);
        Ok(true)
    }

    fn integer<E: Error>(self, value: i128) -> Result<bool, E> {
        if !self.is_single() {
            return Err(self.wrong());
        }
        let signed = |value: i64| Raw::Varint(value.cast_unsigned());
        let raw = match self.kind {
            Kind::Int32 | Kind::Enum(_) => i32::try_from(value).map(|v| signed(v.into())),
            Kind::Int64 => i64::try_from(value).map(signed),
            Kind::Uint32 => u32::try_from(value).map(|v| Raw::Varint(v.into())),
            Kind::Uint64 => u64::try_from(value).map(Raw::Varint),
            Kind::Float | Kind::Double => return self.float(value as f64),
            _ => return Err(self.wrong()),
        };
        match raw {
            Ok(raw) => self.put(raw),
            Err(_) => Err(self.wrong()),
        }
    }

    fn float<E: Error>(self, value: f64) -> Result<bool, E> {
        if !self.is_single() {
            return Err(self.wrong());
        }
        match self.kind {
            Kind::Double => self.put(Raw::Fixed64(value.to_bits())),
            Kind::Float => {
                let short = value as f32;
                if short.is_infinite() && value.is_finite() {
                    return Err(self.wrong());
                }
                self.put(Raw::Fixed32(short.to_bits()))
            }
            _ => match integral(value) {
                Some(value) => self.integer(value),
                None => Err(self.wrong()),
            },
        }
    }

    fn string<E: Error>(self, text: &str) -> Result<bool, E> {
        if !self.is_single() {
            return Err(self.wrong());
        }
        match self.kind {
            Kind::String => self.put(Raw::Bytes(text.as_bytes())),
            Kind::Bytes => match decode_base64(text) {
                Some(bytes) => self.put(Raw::Bytes(&bytes)),
                None => Err(self.wrong()),
            },
            Kind::Enum(table) => match table.number(text) {
                Some(number) => self.integer(number.into()),
                None => Ok(false),
            },
            Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64 => match integer(text) {
                Some(value) => self.integer(value),
                None => Err(self.wrong()),
            },
            Kind::Float | Kind::Double => match parse_float(text) {
                Some(value) => self.float(value),
                None => Err(self.wrong()),
            },
            Kind::Timestamp => match text.parse::<Timestamp>() {
                Ok(time) => self.encoded(&time),
                Err(_) => Err(self.wrong()),
            },
            Kind::Duration => match text.parse::<Duration>() {
                Ok(span) => self.encoded(&span),
                Err(_) => Err(self.wrong()),
            },
            Kind::Bool | Kind::Message(_) | Kind::Struct | Kind::Any => Err(self.wrong()),
        }
    }

    fn encoded<E>(self, message: &impl prost::Message) -> Result<bool, E> {
        prost::encoding::message::encode(self.number, message, self.out);
        Ok(true)
    }

    /// The same kind of value as an item of this list or map.
    fn item(&mut self, number: u32) -> Value<'_> {
        Value {
            name: self.name,
            number,
            kind: self.kind,
            shape: Shape::Item,
            depth: self.depth,
            is_text: self.is_text,
            out: self.out,
        }
    }

    fn is_integer(&self) -> bool {
        let is_integer = matches!(
            self.kind,
            Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64
        );
        is_integer && self.is_single()
    }
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let engine = if text.contains(['-', '_']) {
        URL_SAFE
    } else {
        STANDARD
    };
    engine.decode(text).ok()
}

/// A float in JSON's form, or one of the three words that protojson adds.
fn parse_float(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        // Rust also takes words such as `inf`, which begin with a letter, and a leading `+`.
        _ if text
            .trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit()) =>
        {
            text.parse().ok().filter(|value: &f64| value.is_finite())
        }
        _ => None,
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if !(self.is_text && self.is_integer()) {
            return deserializer.deserialize_any(self);
        }
        let text = <&RawValue>::deserialize(deserializer)?.get();
        match text.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => match integer(text) {
                Some(value) => self.integer(value),
                None => Err(self.wrong()),
            },
            Some(b'"') => match serde_json::from_str::<Cow<'_, str>>(text) {
                Ok(text) => self.string(&text),
                Err(_) => Err(self.wrong()),
            },
            Some(b'n') => self.visit_unit(),
            _ => Err(self.wrong()),
        }
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.expected())
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        match self.shape {
            Shape::Item => Err(self.wrong()),
            _ => Ok(false),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        match self.kind {
            Kind::Bool if self.is_single() => self.put(Raw::Varint(value.into())),
            _ => Err(self.wrong()),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.integer(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.integer(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<bool, E> {
        self.integer(value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<bool, E> {
        match i128::try_from(value) {
            Ok(value) => self.integer(value),
            Err(_) => self.float(value as f64),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        self.float(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        self.string(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<bool, A::Error> {
        if !matches!(self.shape, Shape::List) {
            return Err(self.wrong());
        }
        let number = self.number;
        while seq.next_element_seed(self.item(number))?.is_some() {}
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<bool, A::Error> {
        match (self.shape, self.kind) {
            (Shape::Map(key), _) => loop {
                let undo = self.out.len();
                let start = open(self.number, self.out);
                let key = Key {
                    name: self.name,
                    kind: key,
                    out: self.out,
                };
                if map.next_key_seed(key)?.is_none() {
                    self.out.truncate(undo);
                    return Ok(true);
                }
                if map.next_value_seed(self.item(2))? {
                    close(start, self.out);
                } else {
                    self.out.truncate(undo);
                }
            },
            (Shape::List, _) => Err(self.wrong()),
            // So comes a number that is not whole, or long, where an application turns on
            // serde_json's `arbitrary_precision`. Any other object is refused there.
            (_, kind) if kind.is_number() => {
                let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map));
                let number = number.map_err(|_| self.wrong::<A::Error>())?;
                match (integer(&number.to_string()), number.as_f64()) {
                    (Some(value), _) if self.is_integer() => self.integer(value),
                    (_, Some(value)) => self.float(value),
                    (_, None) => Err(self.wrong()),
                }
            }
            (_, Kind::Message(table)) if self.number == ROOT => Message {
                table,
                depth: self.depth,
                is_text: self.is_text,
                out: self.out,
            }
            .read(map),
            (_, Kind::Message(table)) => {
                let start = open(self.number, self.out);
                Message {
                    table,
                    depth: self.depth,
                    is_text: self.is_text,
                    out: self.out,
                }
                .read(map)?;
                close(start, self.out);
                Ok(true)
            }
            (_, Kind::Struct) => {
                let value = structure::read(map, self.depth)?;
                self.encoded(&value)
            }
            (_, Kind::Any) => {
                let fields = structure::read(map, self.depth)?;
                match structure::text(&fields, "value").map(decode_base64) {
                    Some(None) => Err(self.wrong()),
                    value => self.encoded(&Any {
                        type_url: structure::text(&fields, "@type")
                            .unwrap_or_default()
                            .to_owned(),
                        value: value.flatten().unwrap_or_default(),
                    }),
                }
            }
            _ => Err(self.wrong()),
        }
    }
}

/// Reads a map's key as the first field of its entry.
struct Key<'a> {
    name: &'static str,
    kind: Kind,
    out: &'a mut Vec<u8>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.expected())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let Self { name, kind, out } = self;
        let key = Value {
            name,
            number: 1,
            kind,
            shape: Shape::Item,
            depth: 0,
            is_text: false,
            out,
        };
        key.string(text).map(|_| ())
    }
}

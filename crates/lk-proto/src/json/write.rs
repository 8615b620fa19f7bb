//! From protobuf records to JSON, through any serde serializer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use prost_types::{Any, Duration, Struct, Timestamp};
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Dialect;
use super::number::integral;
use super::structure;
use super::table::{Field, Kind, Label, Table};
use super::wire::{Raw, Records, packed};

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z in seconds, which protojson does not go beyond.
const TIMESTAMPS: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// Ten thousand years either way.
const DURATIONS: (i64, i64) = (-315_576_000_000, 315_576_000_000);

/// A message in its protobuf encoding, to be written as JSON.
pub(super) struct Message<'a> {
    table: &'static Table,
    records: Records<'a>,
    dialect: Dialect,
}

impl<'a> Message<'a> {
    pub(super) fn new(table: &'static Table, wire: &'a [u8], dialect: Dialect) -> Self {
        Self {
            table,
            records: Records(wire),
            dialect,
        }
    }
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut records = self.records.clone();
        match self.dialect {
            Dialect::Camel => {
                while let Some((number, run)) = records.next_run() {
                    if let Some(field) = self.table.by_number(number) {
                        map.serialize_entry(field.json, &Run::new(field, run, self.dialect))?;
                    }
                }
            }
            Dialect::Twirp => {
                let runs: Vec<_> = std::iter::from_fn(|| records.next_run()).collect();
                for field in self.table.fields {
                    let run = runs.iter().find(|(number, _)| *number == field.number);
                    let run = match (run, field.label) {
                        (Some((_, run)), _) => run.clone(),
                        (None, Label::Optional | Label::Oneof(_)) => continue,
                        (None, _) => Records(&[]),
                    };
                    map.serialize_entry(field.name, &Run::new(field, run, self.dialect))?;
                }
            }
        }
        map.end()
    }
}

/// All records of one field.
struct Run<'a> {
    field: &'static Field,
    records: Records<'a>,
    dialect: Dialect,
}

impl<'a> Run<'a> {
    fn new(field: &'static Field, records: Records<'a>, dialect: Dialect) -> Self {
        Self {
            field,
            records,
            dialect,
        }
    }

    fn value(&self, raw: Raw<'a>) -> Value<'a> {
        Value {
            kind: self.field.kind,
            raw,
            dialect: self.dialect,
        }
    }
}

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = self.field.kind;
        let mut records = self.records.clone();
        match self.field.label {
            Label::Repeated => {
                let mut seq = serializer.serialize_seq(None)?;
                for (_, raw) in records {
                    match (raw, Raw::default_of(kind)) {
                        (Raw::Bytes(bytes), Raw::Varint(_) | Raw::Fixed32(_) | Raw::Fixed64(_)) => {
                            for raw in packed(kind, bytes) {
                                seq.serialize_element(&self.value(raw))?;
                            }
                        }
                        _ => seq.serialize_element(&self.value(raw))?,
                    }
                }
                seq.end()
            }
            Label::Map(key) => {
                let mut map = serializer.serialize_map(None)?;
                for (_, raw) in records {
                    let Raw::Bytes(entry) = raw else { continue };
                    let part = |number, kind| {
                        let last = Records(entry).filter(|(other, _)| *other == number).last();
                        last.map_or(Raw::default_of(kind), |(_, raw)| raw)
                    };
                    let value = self.value(part(2, kind));
                    match part(1, key) {
                        Raw::Bytes(name) => map.serialize_entry(text::<S>(name)?, &value)?,
                        Raw::Varint(number) => {
                            map.serialize_entry(&signed(key, number).to_string(), &value)?;
                        }
                        Raw::Fixed32(_) | Raw::Fixed64(_) => {}
                    }
                }
                map.end()
            }
            Label::Implicit | Label::Optional | Label::Single | Label::Oneof(_) => {
                match (records.by_ref().last(), self.field.label) {
                    (Some((_, raw)), _) => self.value(raw).serialize(serializer),
                    (None, Label::Implicit) => {
                        self.value(Raw::default_of(kind)).serialize(serializer)
                    }
                    (None, _) => serializer.serialize_unit(),
                }
            }
        }
    }
}

/// One value of a known kind.
struct Value<'a> {
    kind: Kind,
    raw: Raw<'a>,
    dialect: Dialect,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.raw {
            Raw::Varint(number) => varint(self.kind, number, serializer),
            Raw::Fixed32(bits) => float(f32::from_bits(bits).into(), serializer, |serializer| {
                serializer.serialize_f32(f32::from_bits(bits))
            }),
            Raw::Fixed64(bits) => float(f64::from_bits(bits), serializer, |serializer| {
                serializer.serialize_f64(f64::from_bits(bits))
            }),
            Raw::Bytes(bytes) => self.bytes(bytes, serializer),
        }
    }
}

impl Value<'_> {
    fn bytes<S: Serializer>(&self, bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind {
            Kind::String => serializer.serialize_str(text::<S>(bytes)?),
            Kind::Message(table) => Message::new(table, bytes, self.dialect).serialize(serializer),
            Kind::Timestamp => {
                let mut time = decoded::<S, Timestamp>(bytes)?.normalized();
                time.seconds = time.seconds.clamp(TIMESTAMPS.0, TIMESTAMPS.1);
                serializer.collect_str(&time)
            }
            Kind::Duration => {
                let mut span = decoded::<S, Duration>(bytes)?.normalized();
                span.seconds = span.seconds.clamp(DURATIONS.0, DURATIONS.1);
                serializer.collect_str(&span)
            }
            Kind::Struct => {
                structure::Fields(&decoded::<S, Struct>(bytes)?.fields).serialize(serializer)
            }
            Kind::Any => {
                let any = decoded::<S, Any>(bytes)?;
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("@type", &any.type_url)?;
                map.serialize_entry("value", &STANDARD.encode(&any.value))?;
                map.end()
            }
            _ => serializer.serialize_str(&STANDARD.encode(bytes)),
        }
    }
}

fn varint<S: Serializer>(kind: Kind, number: u64, serializer: S) -> Result<S::Ok, S::Error> {
    match kind {
        Kind::Bool => serializer.serialize_bool(number != 0),
        Kind::Uint32 => serializer.serialize_u64(number),
        Kind::Uint64 => serializer.collect_str(&number),
        Kind::Int64 => serializer.collect_str(&number.cast_signed()),
        Kind::Enum(table) => {
            let number = number as i32;
            match table.name(number) {
                Some(name) => serializer.serialize_str(name),
                None => serializer.serialize_i32(number),
            }
        }
        _ => serializer.serialize_i32(number as i32),
    }
}

/// A map's integer key; only unsigned 64-bit ones need more than an `i64`.
fn signed(kind: Kind, number: u64) -> i128 {
    match kind {
        Kind::Uint64 => number.into(),
        _ => number.cast_signed().into(),
    }
}

/// A float as the field's servers write it: no fraction where there is none, words where JSON
/// has no number.
fn float<S: Serializer>(
    value: f64,
    serializer: S,
    plain: impl FnOnce(S) -> Result<S::Ok, S::Error>,
) -> Result<S::Ok, S::Error> {
    if value.is_nan() {
        return serializer.serialize_str("NaN");
    }
    if value.is_infinite() {
        return serializer.serialize_str(if value > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let short = value.abs() < 1e15 && (value != 0.0 || value.is_sign_positive());
    match integral(value).and_then(|whole| i64::try_from(whole).ok()) {
        Some(whole) if short => serializer.serialize_i64(whole),
        _ => plain(serializer),
    }
}

fn text<S: Serializer>(bytes: &[u8]) -> Result<&str, S::Error> {
    std::str::from_utf8(bytes).map_err(S::Error::custom)
}

fn decoded<S: Serializer, M: prost::Message + Default>(bytes: &[u8]) -> Result<M, S::Error> {
    M::decode(bytes).map_err(S::Error::custom)
}

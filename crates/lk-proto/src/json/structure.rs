//! `google.protobuf.Struct`: JSON of any shape, kept as such.

use std::collections::BTreeMap;
use std::fmt;

use prost_types::value::Kind;
use prost_types::{ListValue, Struct, Value};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The fields of a struct, to be written as an object.
pub(super) struct Fields<'a>(pub(super) &'a BTreeMap<String, Value>);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, &Item(value))?;
        }
        map.end()
    }
}

struct Item<'a>(&'a Value);

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.kind {
            None | Some(Kind::NullValue(_)) => serializer.serialize_unit(),
            Some(Kind::BoolValue(value)) => serializer.serialize_bool(*value),
            Some(Kind::NumberValue(value)) => serializer.serialize_f64(*value),
            Some(Kind::StringValue(value)) => serializer.serialize_str(value),
            Some(Kind::StructValue(value)) => Fields(&value.fields).serialize(serializer),
            Some(Kind::ListValue(list)) => {
                let mut seq = serializer.serialize_seq(Some(list.values.len()))?;
                for value in &list.values {
                    seq.serialize_element(&Item(value))?;
                }
                seq.end()
            }
        }
    }
}

/// Reads the rest of an object as a struct.
pub(super) fn read<'de, A: MapAccess<'de>>(mut map: A, depth: u8) -> Result<Struct, A::Error> {
    let mut fields = BTreeMap::new();
    while let Some(name) = map.next_key::<String>()? {
        fields.insert(name, map.next_value_seed(AnyShape { depth })?);
    }
    Ok(Struct { fields })
}

/// The string in a field of a struct.
pub(super) fn text<'a>(fields: &'a Struct, name: &str) -> Option<&'a str> {
    match &fields.fields.get(name)?.kind {
        Some(Kind::StringValue(text)) => Some(text),
        _ => None,
    }
}

/// Reads a value of any shape.
struct AnyShape {
    /// How many more levels there may be.
    depth: u8,
}

impl AnyShape {
    fn within<E: Error>(&self) -> Result<u8, E> {
        self.depth
            .checked_sub(1)
            .ok_or_else(|| E::custom("nested too deep"))
    }
}

fn value<E>(kind: Kind) -> Result<Value, E> {
    Ok(Value { kind: Some(kind) })
}

impl<'de> DeserializeSeed<'de> for AnyShape {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyShape {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        value(Kind::NullValue(0))
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<Value, E> {
        value(Kind::BoolValue(v))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Value, E> {
        value(Kind::NumberValue(v as f64))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Value, E> {
        value(Kind::NumberValue(v as f64))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Value, E> {
        value(Kind::NumberValue(v))
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Value, E> {
        value(Kind::StringValue(v.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let depth = self.within()?;
        let mut values = Vec::new();
        while let Some(item) = seq.next_element_seed(AnyShape { depth })? {
            values.push(item);
        }
        value(Kind::ListValue(ListValue { values }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        let depth = self.within()?;
        value(Kind::StructValue(read(map, depth)?))
    }
}

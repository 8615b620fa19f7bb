//! `google.protobuf.Struct`: JSON of any shape, kept as such.

use std::collections::BTreeMap;

use prost_types::value::Kind;
use prost_types::{ListValue, Struct, Value};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Error, MapAccess};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value as Json};

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

/// Reads the rest of an object as a struct, at most `depth` levels of it.
pub(super) fn read<'de, A: MapAccess<'de>>(map: A, depth: u8) -> Result<Struct, A::Error> {
    // By way of serde_json's values, which know every form that its features give a number.
    let fields = Map::<String, Json>::deserialize(MapAccessDeserializer::new(map))?;
    structure(fields, depth)
}

/// The string in a field of a struct.
pub(super) fn text<'a>(fields: &'a Struct, name: &str) -> Option<&'a str> {
    match &fields.fields.get(name)?.kind {
        Some(Kind::StringValue(text)) => Some(text),
        _ => None,
    }
}

fn structure<E: Error>(fields: Map<String, Json>, depth: u8) -> Result<Struct, E> {
    let fields = fields
        .into_iter()
        .map(|(name, value)| Ok((name, convert(value, depth)?)));
    Ok(Struct {
        fields: fields.collect::<Result<_, E>>()?,
    })
}

/// `depth` is how many more levels there may be.
fn convert<E: Error>(value: Json, depth: u8) -> Result<Value, E> {
    let within = || {
        depth
            .checked_sub(1)
            .ok_or_else(|| E::custom("nested too deep"))
    };
    let kind = match value {
        Json::Null => Kind::NullValue(0),
        Json::Bool(value) => Kind::BoolValue(value),
        Json::Number(number) => {
            let value = number.as_f64();
            Kind::NumberValue(value.ok_or_else(|| E::custom("number out of range"))?)
        }
        Json::String(text) => Kind::StringValue(text),
        Json::Array(items) => {
            let depth = within()?;
            let values = items.into_iter().map(|item| convert(item, depth));
            Kind::ListValue(ListValue {
                values: values.collect::<Result<_, E>>()?,
            })
        }
        Json::Object(fields) => Kind::StructValue(structure(fields, within()?)?),
    };
    Ok(Value { kind: Some(kind) })
}

//! Golden vectors: made by the Python `livekit-api` 1.2.2 with its clock at 1 700 000 000.

use std::time::{Duration, SystemTime};

use serde_json::Value;

pub(crate) const KEY: &str = "APIgoldenkey123";
pub(crate) const SECRET: &str = "golden-secret-0123456789-abcdefghijklmnop";
pub(crate) const NOW: u64 = 1_700_000_000;

pub(crate) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// The cases of one vector file.
pub(crate) fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a vector file");
    let mut file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (&file["key"], &file["secret"]),
        (&KEY.into(), &SECRET.into())
    );
    match file["cases"].take() {
        Value::Array(cases) => cases,
        _ => panic!("{path} has no cases"),
    }
}

pub(crate) fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member]
        .as_str()
        .unwrap_or_else(|| panic!("no {member} in {case}"))
}

/// Drops what one SDK writes and another leaves out with the same meaning: a false that is not
/// a three-valued permission (`can…`), an empty text, list or map.
pub(crate) fn tidy(claims: &Value) -> Value {
    let mut claims = claims.clone();
    let members = claims.as_object_mut().expect("claims");
    for (name, value) in members.iter_mut() {
        if let (Value::Object(grant), false) = (value, name == "roomConfig" || name == "attributes")
        {
            grant.retain(|name, value| {
                (name.starts_with("can") || *value != Value::Bool(false)) && !is_empty(value)
            });
        }
    }
    members.retain(|name, value| !is_empty(value) || (name != "attributes" && value.is_object()));
    claims
}

/// The same, less the three permissions that Python writes as true where they are not set.
pub(crate) fn tidy_unset(claims: &Value) -> Value {
    let mut claims = tidy(claims);
    if let Some(video) = claims.get_mut("video").and_then(Value::as_object_mut) {
        for name in ["canPublish", "canSubscribe", "canPublishData"] {
            video.retain(|member, value| member != name || *value != Value::Bool(true));
        }
    }
    claims
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

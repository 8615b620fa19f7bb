//! Golden vectors: made by the Python `livekit-api` 1.2.2 and the Node `livekit-server-sdk` 2.19.2 with their
//! clocks at 1 700 000 000, and by Go's `protocol/auth` 1.50.4.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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

/// The JSON of the part of `token` at `index`.
pub(crate) fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("three parts");
    let json = URL_SAFE_NO_PAD.decode(part).expect("base64");
    serde_json::from_slice(&json).expect("JSON")
}

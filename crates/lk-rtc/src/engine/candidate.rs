//! Candidates as they are trickled: a JSON object in a string.

use serde_json::{Value, json};

/// What goes into `TrickleRequest.candidateInit`.
pub(super) fn to_wire(candidate: &str, ufrag: &str) -> String {
    json!({
        "candidate": candidate,
        "sdpMid": "0",
        "sdpMLineIndex": 0,
        "usernameFragment": ufrag,
    })
    .to_string()
}

/// The candidate out of a `TrickleRequest.candidateInit`; empty at the end of candidates. `None`
/// where it is not what it should be.
pub(super) fn from_wire(init: &str) -> Option<String> {
    match serde_json::from_str::<Value>(init).ok()? {
        Value::Object(mut fields) => match fields.remove("candidate")? {
            Value::String(candidate) => Some(candidate),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_survives_and_nonsense_does_not() {
        let line = "candidate:1 1 udp 2130706431 127.0.0.1 7882 typ host";
        assert_eq!(from_wire(&to_wire(line, "ab")).as_deref(), Some(line));
        assert_eq!(from_wire(r#"{"candidate":""}"#).as_deref(), Some(""));
        for nonsense in ["", "{}", "7", "[]", r#"{"candidate":7}"#, "{\"candidate\":"] {
            assert_eq!(from_wire(nonsense), None, "{nonsense}");
        }
    }
}

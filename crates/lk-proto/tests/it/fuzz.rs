//! Random input: reading never panics, and what was read survives being written.

use std::fs;
use std::path::Path;

use lk_proto::WebhookEvent;
use lk_proto::json::{self, Dialect};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;

use crate::targets::{self, survives};

/// Keys that mean something somewhere, so that values meet fields they do not fit.
const KEYS: &[&str] = &[
    "attributes",
    "canPublishSources",
    "codecs",
    "createdAt",
    "egress_info",
    "event",
    "file_results",
    "iceServers",
    "join",
    "kind",
    "layers",
    "message",
    "name",
    "participant",
    "payload",
    "permission",
    "pongResp",
    "room",
    "room_composite",
    "sdp",
    "startedAt",
    "status",
    "track",
    "user",
    "version",
];

const STRINGS: &[&str] = &[
    "",
    "-1",
    "1.7e18",
    "9223372036854775808",
    "CAMERA",
    "NaN",
    "AQID",
    "-_8",
    "1.5s",
    "2023-11-14T22:13:20Z",
    "0000-99-99T00:00:00Z",
    "-9223372036854775808s",
    "é",
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(STRINGS).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(prop::sample::select(KEYS), inner, 0..6).prop_map(|fields| {
                Value::Object(
                    fields
                        .into_iter()
                        .map(|(key, v)| (key.to_owned(), v))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(text in vec(any::<u8>(), 0..200)) {
        targets::json(&text);
    }

    #[test]
    fn any_json_is_read_or_refused(value in any_json()) {
        targets::json(value.to_string().as_bytes());
    }

    #[test]
    fn a_webhook_with_one_byte_changed_is_read_or_refused(at in any::<prop::sample::Index>(), byte: u8) {
        let mut text = include_bytes!("../vectors/webhooks.json").to_vec();
        let cases: Vec<Value> = serde_json::from_slice(&text).unwrap();
        text.clear();
        text.extend_from_slice(cases[at.index(cases.len())]["body"].as_str().unwrap().as_bytes());
        let place = at.index(text.len());
        text[place] = byte;
        survives::<WebhookEvent>(&text);
    }

    #[test]
    fn any_protobuf_that_decodes_can_be_written(wire in vec(any::<u8>(), 0..100)) {
        if let Ok(message) = <WebhookEvent as prost::Message>::decode(wire.as_slice()) {
            survives::<WebhookEvent>(&json::to_vec(&message, Dialect::Twirp));
        }
    }
}

#[test]
fn the_corpus_is_read_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/json");
    let mut count = 0;
    for file in fs::read_dir(folder).expect("corpus").flatten() {
        targets::json(&fs::read(file.path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 10);
}

//! Protojson against what other implementations wrote.

use std::fmt::Debug;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lk_proto::json::{self, Dialect, JsonMessage};
use lk_proto::{
    CreateRoomRequest, DataPacket, EgressInfo, JoinRequest, Room, RtpStats, SignalResponse,
    SipInboundTrunkInfo, WebhookEvent, agent,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Webhook {
    name: String,
    body: String,
    proto: String,
}

#[test]
fn webhooks_decode_as_in_python() {
    let cases: Vec<Webhook> =
        serde_json::from_str(include_str!("../vectors/webhooks.json")).unwrap();
    assert_eq!(cases.len(), 25);
    for Webhook { name, body, proto } in cases {
        let event: WebhookEvent = json::from_slice(body.as_bytes()).unwrap();
        let expected: WebhookEvent = decode(&proto);
        assert_eq!(event, expected, "{name}");
        for dialect in [Dialect::Camel, Dialect::Twirp] {
            let again = json::from_slice(&json::to_vec(&event, dialect)).unwrap();
            assert_eq!(event, again, "{name} in {dialect:?}");
        }
    }
}

#[derive(Deserialize)]
struct Sample {
    r#type: String,
    wire: String,
    camel: String,
    schema: String,
}

#[test]
fn messages_of_every_shape_read_and_write_as_in_python() {
    let samples: Vec<Sample> =
        serde_json::from_str(include_str!("../vectors/protojson.json")).unwrap();
    for sample in &samples {
        match sample.r#type.as_str() {
            "livekit.CreateRoomRequest" => check::<CreateRoomRequest>(sample),
            "livekit.DataPacket" => check::<DataPacket>(sample),
            "livekit.EgressInfo" => check::<EgressInfo>(sample),
            "livekit.JoinRequest" => check::<JoinRequest>(sample),
            "livekit.RTPStats" => check::<RtpStats>(sample),
            "livekit.SIPInboundTrunkInfo" => check::<SipInboundTrunkInfo>(sample),
            "livekit.SignalResponse" => check::<SignalResponse>(sample),
            "livekit.WebhookEvent" => check::<WebhookEvent>(sample),
            "livekit.agent.ChatContext" => check::<agent::ChatContext>(sample),
            "livekit.agent.DebugMessage" => check::<agent::DebugMessage>(sample),
            other => panic!("{other} is not in this test"),
        }
    }
}

fn check<M: JsonMessage + PartialEq + Debug>(sample: &Sample) {
    let message: M = decode(&sample.wire);
    let name = &sample.r#type;

    for text in [&sample.camel, &sample.schema] {
        let read: M = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(read, message, "{name} from {text}");
    }
    let camel = json::to_string(&message, Dialect::Camel);
    assert_eq!(plain(&camel), plain(&sample.camel), "{name}");
    let twirp = json::to_string(&message, Dialect::Twirp);
    assert_eq!(plain(&twirp), plain(&sample.schema), "{name}");
}

#[test]
fn an_answer_reads_and_writes_as_the_server_wrote_it() {
    let text = include_str!("../vectors/create_room.json");
    let room: Room = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(
        (room.empty_timeout, room.creation_time_ms),
        (30, 1_795_447_342_801)
    );
    let ours: Value = serde_json::from_str(&json::to_string(&room, Dialect::Twirp)).unwrap();
    assert_eq!(ours, serde_json::from_str::<Value>(text).unwrap());
}

fn decode<M: JsonMessage>(base64: &str) -> M {
    M::decode(STANDARD.decode(base64).unwrap().as_slice()).unwrap()
}

/// JSON without what the two implementations may differ in: `null`s and forms of numbers.
fn plain(text: &str) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::Number(number) => *value = format!("{:?}", number.as_f64()).into(),
            Value::Array(items) => items.iter_mut().for_each(walk),
            Value::Object(fields) => {
                fields.retain(|_, value| !value.is_null());
                fields.values_mut().for_each(walk);
            }
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text).unwrap();
    walk(&mut value);
    value
}

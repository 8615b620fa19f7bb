//! What protojson takes, what it refuses, and how it writes.

use lk_proto::json::{self, Dialect, Error, JsonMessage};
use lk_proto::{
    DataPacket, DeleteRoomResponse, ListParticipantsResponse, ListRoomsResponse, ParticipantInfo,
    ParticipantPermission, Room, SipCallInfo, TimedVersion, TrackInfo, TrackSource, UserPacket,
    agent, data_packet,
};
use prost_types::{Any, Duration, Timestamp};

fn read<M: JsonMessage>(text: &str) -> Result<M, Error> {
    json::from_slice(text.as_bytes())
}

fn camel<M: JsonMessage>(message: &M) -> String {
    json::to_string(message, Dialect::Camel)
}

fn twirp<M: JsonMessage>(message: &M) -> String {
    json::to_string(message, Dialect::Twirp)
}

/// Why `text` is refused.
fn refusal<M: JsonMessage + std::fmt::Debug>(text: &str) -> String {
    let error = read::<M>(text).expect_err(text);
    std::error::Error::source(&error)
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn names_of_both_dialects_are_read_and_unknown_ones_skipped() {
    let room: Room =
        read(r#"{"numParticipants": 1, "num_publishers": 2, "later": [{"a": null}], "": 1}"#)
            .unwrap();
    assert_eq!((room.num_participants, room.num_publishers), (1, 2));
}

#[test]
fn camel_leaves_defaults_out_and_twirp_writes_them() {
    assert_eq!(camel(&Room::default()), "{}");
    assert_eq!(
        twirp(&ListParticipantsResponse::default()),
        r#"{"participants":[]}"#
    );
    assert_eq!(twirp(&DeleteRoomResponse {}), "{}");
    let permission = twirp(&ParticipantPermission::default());
    assert!(
        permission.contains(r#""can_subscribe":false"#),
        "{permission}"
    );
    assert!(
        permission.contains(r#""can_publish_sources":[]"#),
        "{permission}"
    );
    let participant = twirp(&ParticipantInfo::default());
    assert!(participant.contains(r#""attributes":{}"#), "{participant}");
    assert!(
        participant.contains(r#""permission":null"#),
        "{participant}"
    );
    assert!(participant.contains(r#""joined_at":"0""#), "{participant}");
    assert!(
        participant.contains(r#""state":"JOINING""#),
        "{participant}"
    );
}

#[test]
fn a_member_of_a_oneof_is_written_when_set_and_never_as_a_default() {
    assert!(!twirp(&DataPacket::default()).contains("user"));
    let packet = DataPacket {
        value: Some(data_packet::Value::User(UserPacket::default())),
        ..Default::default()
    };
    assert_eq!(camel(&packet), r#"{"user":{}}"#);
    assert_eq!(read::<DataPacket>(r#"{"user":{}}"#).unwrap(), packet);
}

#[test]
fn null_is_the_same_as_absent() {
    let text = r#"{"name": null, "enabledCodecs": null, "version": null, "creationTime": null}"#;
    assert_eq!(read::<Room>(text).unwrap(), Room::default());
    let packet: DataPacket = read(r#"{"user": null, "metrics": {}}"#).unwrap();
    assert!(matches!(packet.value, Some(data_packet::Value::Metrics(_))));
}

#[test]
fn an_unknown_enum_name_is_absent_and_an_unknown_number_kept() {
    assert_eq!(
        read::<TrackInfo>(r#"{"source": "HOLOGRAM"}"#).unwrap(),
        TrackInfo::default()
    );
    let track: TrackInfo = read(r#"{"source": 99}"#).unwrap();
    assert_eq!(track.source, 99);
    assert_eq!(camel(&track), r#"{"source":99}"#);

    let text = r#"{"canPublishSources": ["CAMERA", "HOLOGRAM", 99]}"#;
    let permission: ParticipantPermission = read(text).unwrap();
    assert_eq!(
        permission.can_publish_sources,
        [TrackSource::Camera as i32, 99]
    );
    assert_eq!(camel(&permission), r#"{"canPublishSources":["CAMERA",99]}"#);
}

#[test]
fn an_integer_is_read_from_any_form_that_states_one() {
    for value in [
        "1700000000",
        r#""1700000000""#,
        "1.7e9",
        r#""1.7e9""#,
        r#""1700000000.0""#,
    ] {
        let room: Room = read(&format!(r#"{{"creationTime": {value}}}"#)).unwrap();
        assert_eq!(room.creation_time, 1_700_000_000, "{value}");
    }
    // No float states these.
    for (value, exact) in [
        ("9007199254740993", 9_007_199_254_740_993),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("9.007199254740993e15", 9_007_199_254_740_993),
        ("9.223372036854775807e18", i64::MAX),
        ("-9.223372036854775808E+18", i64::MIN),
        ("-9223372036854775808.00", i64::MIN),
        ("70e-1", 7),
        ("null", 0),
    ] {
        let version: TimedVersion = read(&format!(r#"{{"unixMicro": {value}}}"#)).unwrap();
        assert_eq!(version.unix_micro, exact, "{value}");
    }
    for value in [
        "9.223372036854775808e18",
        "0.1e0",
        "9007199254740993.5",
        "1e400",
        "true",
        "[1]",
    ] {
        let why = refusal::<TimedVersion>(&format!(r#"{{"unixMicro": {value}}}"#));
        assert!(why.starts_with("unix_micro must be"), "{value}: {why}");
    }
    let version: TimedVersion = read(r#"{"unixMicro": "-9223372036854775808"}"#).unwrap();
    assert_eq!(version.unix_micro, i64::MIN);
    assert_eq!(camel(&version), r#"{"unixMicro":"-9223372036854775808"}"#);
}

#[test]
fn a_number_that_does_not_fit_is_refused() {
    for value in [
        "-1",
        "4294967296",
        "1.5",
        "4294967295.0000000001",
        "true",
        r#""""#,
        r#"" 1""#,
        r#""0x1""#,
        "[]",
        "{}",
    ] {
        let text = format!(r#"{{"emptyTimeout": {value}}}"#);
        let why = refusal::<Room>(&text);
        assert!(
            why.starts_with("empty_timeout must be an unsigned 32-bit integer"),
            "{why}"
        );
    }
    let why = refusal::<Room>(r#"{"creationTime": "9223372036854775808"}"#);
    assert!(
        why.starts_with("creation_time must be a signed 64-bit integer"),
        "{why}"
    );
}

#[test]
fn a_field_given_twice_is_refused() {
    for text in [
        r#"{"name": "a", "name": "b"}"#,
        r#"{"emptyTimeout": 1, "empty_timeout": 1}"#,
    ] {
        assert!(refusal::<Room>(text).contains("is given twice"), "{text}");
    }
    let why = refusal::<DataPacket>(r#"{"user": {}, "metrics": {}}"#);
    assert!(
        why.contains("metrics excludes a field given before"),
        "{why}"
    );
}

#[test]
fn the_last_of_two_values_for_a_map_key_stays() {
    let text = r#"{"attributes": {"k": "1", "k": "2"}}"#;
    assert_eq!(read::<ParticipantInfo>(text).unwrap().attributes["k"], "2");
}

#[test]
fn a_value_of_the_wrong_shape_is_refused() {
    for text in [
        "",
        "null",
        "[]",
        "7",
        r#""{}""#,
        "{",
        "{} {}",
        r#"{"name": 1}"#,
        r#"{"name": {}}"#,
        r#"{"enabledCodecs": {}}"#,
        r#"{"enabledCodecs": [null]}"#,
        r#"{"enabledCodecs": [1]}"#,
        r#"{"version": []}"#,
        r#"{"version": "x"}"#,
        r#"{"activeRecording": "true"}"#,
        r#"{"activeRecording": 1}"#,
        "{\"name\": \"\u{1}\"}",
        r#"{"name": "\ud800"}"#,
    ] {
        assert!(read::<Room>(text).is_err(), "{text}");
    }
    assert!(json::from_slice::<Room>(b"{\"name\": \"\xff\"}").is_err());
}

#[test]
fn an_error_does_not_repeat_the_text() {
    let texts = [
        r#"{"name": "a", "emptyTimeout": "hunter2"}"#,
        r#""hunter2""#,
        r#"{"version": "hunter2"}"#,
        r#"{"enabledCodecs": "hunter2"}"#,
        r#"{"enabledCodecs": ["hunter2"]}"#,
    ];
    for text in texts {
        let error = read::<Room>(text).unwrap_err();
        assert_eq!(error.to_string(), "not a livekit.Room in JSON");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn bytes_are_read_from_either_alphabet_padded_or_not() {
    for text in ["+/8=", "+/8", "-_8=", "-_8"] {
        let packet: UserPacket = read(&format!(r#"{{"payload": "{text}"}}"#)).unwrap();
        assert_eq!(packet.payload.as_ref(), [0xfb, 0xff], "{text}");
        assert_eq!(camel(&packet), r#"{"payload":"+/8="}"#);
    }
    assert!(refusal::<UserPacket>(r#"{"payload": "?"}"#).contains("a string in base64"));
}

#[test]
fn times_and_durations_are_text() {
    let text = r#"{"start_time": "2023-11-14T22:13:20.500Z"}"#;
    let stats: lk_proto::RtpStats = read(text).unwrap();
    let time = Timestamp {
        seconds: 1_700_000_000,
        nanos: 500_000_000,
    };
    assert_eq!(stats.start_time, Some(time));
    assert_eq!(camel(&stats), r#"{"startTime":"2023-11-14T22:13:20.500Z"}"#);

    let text = r#"{"ringingTimeout": "-1.5s"}"#;
    let request: lk_proto::CreateSipParticipantRequest = read(text).unwrap();
    assert_eq!(
        request.ringing_timeout,
        Some(Duration {
            seconds: -1,
            nanos: -500_000_000
        })
    );
    assert_eq!(camel(&request), r#"{"ringingTimeout":"-1.500s"}"#);

    assert!(refusal::<lk_proto::RtpStats>(r#"{"startTime": "noon"}"#).contains("RFC 3339"));
}

#[test]
fn a_time_beyond_what_text_can_say_is_written_as_the_nearest() {
    let at = |seconds, nanos| lk_proto::RtpStats {
        start_time: Some(Timestamp { seconds, nanos }),
        ..Default::default()
    };
    assert_eq!(
        camel(&at(i64::MAX, i32::MAX)),
        r#"{"startTime":"9999-12-31T23:59:59.999999999Z"}"#
    );
    assert_eq!(
        camel(&at(i64::MIN, i32::MIN)),
        r#"{"startTime":"0001-01-01T00:00:00Z"}"#
    );

    let request = |seconds, nanos| lk_proto::CreateSipParticipantRequest {
        ringing_timeout: Some(Duration { seconds, nanos }),
        ..Default::default()
    };
    let least = camel(&request(i64::MIN, i32::MIN));
    assert!(
        least.starts_with(r#"{"ringingTimeout":"-315576000000"#),
        "{least}"
    );
}

#[test]
fn fractions_are_read_to_their_last_digit() {
    let text = r#"{"payload":{"x":2.8439403500332944e268}}"#;
    let payload = read::<agent::DebugMessage>(text).unwrap().payload.unwrap();
    let x = payload.fields["x"].kind.clone().unwrap();
    assert_eq!(
        x,
        prost_types::value::Kind::NumberValue(2.8439403500332944e268)
    );
}

#[test]
fn floats_beyond_json_are_words() {
    let video: agent::DebugMessage = read(r#"{"payload": {"x": 1.5}}"#).unwrap();
    assert_eq!(camel(&video), r#"{"payload":{"x":1.5}}"#);
    for (text, value) in [
        (r#""NaN""#, f32::NAN),
        (r#""-Infinity""#, f32::NEG_INFINITY),
        ("2", 2.0),
    ] {
        let json = format!(r#"{{"packetLossPercentage":{text}}}"#);
        let stats: lk_proto::RtpStats = read(&json).unwrap();
        assert_eq!(
            stats.packet_loss_percentage.to_bits(),
            value.to_bits(),
            "{text}"
        );
        assert_eq!(camel(&stats), json);
    }
    for text in ["1e39", r#""inf""#, r#""+1""#, r#""1e39""#] {
        let json = format!(r#"{{"packetLossPercentage": {text}}}"#);
        assert!(read::<lk_proto::RtpStats>(&json).is_err(), "{text}");
    }
}

#[test]
fn any_shape_of_json_passes_through_a_struct() {
    let text = r#"{"payload":{"a":[1.0,"x",null,{"b":true}],"c":{}}}"#;
    let message: agent::DebugMessage = read(text).unwrap();
    assert_eq!(camel(&message), text);
}

#[test]
fn an_any_keeps_its_type_and_bytes() {
    let any = Any {
        type_url: "type.example/livekit.Room".to_owned(),
        value: vec![1, 2, 3],
    };
    let call = SipCallInfo {
        call_context: vec![any],
        ..Default::default()
    };
    let text = camel(&call);
    assert!(
        text.contains(r#"{"@type":"type.example/livekit.Room","value":"AQID"}"#),
        "{text}"
    );
    assert_eq!(read::<SipCallInfo>(&text).unwrap(), call);
}

#[test]
fn deep_nesting_is_refused_before_it_costs_the_stack() {
    for depth in [200, 100_000] {
        let text = format!(
            r#"{{"payload":{}{}}}"#,
            r#"{"a":"#.repeat(depth),
            "}".repeat(depth)
        );
        assert!(read::<agent::DebugMessage>(&text).is_err());
        let text = format!(
            r#"{{"unknown":{}{}}}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        );
        let _ = read::<Room>(&text);
    }
}

#[test]
fn a_message_stands_within_other_json() {
    #[derive(serde::Serialize, serde::Deserialize, PartialEq, Debug)]
    struct Claims {
        room: Room,
    }
    let room = Room {
        name: "demo".to_owned(),
        empty_timeout: 5,
        ..Default::default()
    };
    let text = serde_json::to_string(&Claims { room }).unwrap();
    assert_eq!(text, r#"{"room":{"name":"demo","emptyTimeout":5}}"#);
    let claims: Claims = serde_json::from_str(&text).unwrap();
    assert_eq!(claims.room.empty_timeout, 5);
    let value = serde_json::to_value(&claims).unwrap();
    assert_eq!(serde_json::from_value::<Claims>(value).unwrap(), claims);
}

#[test]
fn lists_of_messages_keep_their_order() {
    let text = r#"{"rooms":[{"name":"a"},{},{"name":"b"}]}"#;
    let rooms: ListRoomsResponse = read(text).unwrap();
    assert_eq!(camel(&rooms), text);
}

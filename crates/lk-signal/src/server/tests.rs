//! The server's half: what is refused, with which words.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use lk_proto::client_info::Sdk;
use lk_proto::{
    JoinRequest, ReconnectReason, SignalRequest, SignalResponse, WrappedJoinRequest,
    signal_request, signal_response, wrapped_join_request,
};
use prost::Message as _;

use super::*;
use crate::{FrameKind, JoinOptions, Resume, SignalPath, SignalUrl, Token};

fn wrapped(compression: i32, join_request: Vec<u8>) -> String {
    let wrapped = WrappedJoinRequest {
        compression,
        join_request: join_request.into(),
    };
    format!("join_request={}", URL_SAFE.encode(wrapped.encode_to_vec()))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const NONE: i32 = wrapped_join_request::Compression::None as i32;
const GZIP: i32 = wrapped_join_request::Compression::Gzip as i32;

#[test]
fn our_own_requests_read_back() {
    let server = SignalUrl::parse("ws://h.test").unwrap();
    let resume = Resume {
        participant_sid: "PA_a".to_owned(),
        reason: ReconnectReason::RrPublisherFailed,
    };
    for (path, route) in [
        (SignalPath::Dual, Route::V0),
        (SignalPath::Single, Route::V1),
    ] {
        let options = JoinOptions::new(path)
            .auto_subscribe(false)
            .adaptive_stream(true)
            .attribute("k", "ü&");
        let dial = options
            .request(&server, &Token::from("t"), Some(&resume))
            .unwrap();
        let (target, query) = dial
            .url
            .strip_prefix("ws://h.test")
            .unwrap()
            .split_once('?')
            .unwrap();
        assert_eq!(Route::from_path(target), Some(route));
        let join = JoinParams::parse(route, query).unwrap();
        assert_eq!(join.single_connection, path == SignalPath::Single);
        assert_eq!(join.client_info.sdk(), Sdk::Rust);
        assert_eq!(join.client_info.protocol, crate::protocol::PROTOCOL);
        assert!(!join.auto_subscribe && join.adaptive_stream);
        assert_eq!(join.subscriber_allow_pause, Some(false));
        assert_eq!(join.attributes["k"], "ü&");
        assert_eq!(join.resume.as_ref(), Some(&resume));
    }
}

#[test]
fn absent_parameters_mean_what_the_real_server_takes_them_for() {
    let join = JoinParams::parse(Route::V0, "").unwrap();
    assert!(join.auto_subscribe, "absent means yes on /rtc");
    assert_eq!(join.subscriber_allow_pause, None);
    assert_eq!(join.client_info.sdk(), Sdk::Unknown);
    assert_eq!(join.resume, None);

    let join = JoinParams::parse(Route::V1, &wrapped(NONE, Vec::new())).unwrap_err();
    assert_eq!(
        join,
        Refusal::JoinRequestRequired,
        "an empty message is an empty parameter"
    );
    let request = JoinRequest {
        metadata: "m".to_owned(),
        ..Default::default()
    };
    let join = JoinParams::parse(Route::V1, &wrapped(NONE, request.encode_to_vec())).unwrap();
    assert!(!join.auto_subscribe, "absent means no on /rtc/v1");
    assert_eq!(join.subscriber_allow_pause, Some(false));
    assert_eq!(join.metadata, "m");
}

#[test]
fn a_join_request_on_the_old_path_means_one_connection() {
    let query = wrapped(
        NONE,
        JoinRequest {
            metadata: "m".into(),
            ..Default::default()
        }
        .encode_to_vec(),
    );
    assert!(
        JoinParams::parse(Route::V0, &query)
            .unwrap()
            .single_connection
    );
}

#[test]
fn each_way_to_spoil_a_join_request_has_its_own_answer() {
    let huge = vec![0_u8; (1 << 20) + 1];
    let cases = [
        (String::new(), Refusal::JoinRequestRequired),
        ("join_request=%%%".to_owned(), Refusal::BadBase64),
        ("join_request=AAA".to_owned(), Refusal::BadBase64),
        (
            format!("join_request={}", URL_SAFE.encode([0xFF; 3])),
            Refusal::BadWrappedRequest,
        ),
        (wrapped(GZIP, b"no gzip".to_vec()), Refusal::BadGzip),
        (wrapped(NONE, vec![0xFF; 3]), Refusal::BadJoinRequest),
        (wrapped(GZIP, gzip(&[0xFF; 3])), Refusal::BadJoinRequest),
        (wrapped(NONE, huge.clone()), Refusal::TooLarge),
        (wrapped(GZIP, gzip(&huge)), Refusal::TooLarge),
    ];
    for (query, refusal) in cases {
        assert_eq!(JoinParams::parse(Route::V1, &query), Err(refusal));
        assert_eq!(refusal.status(), 400);
    }
}

#[test]
fn bad_attributes_are_refused_by_validate_alone() {
    let query = "attributes=%21";
    assert_eq!(
        JoinParams::parse(Route::V0Validate, query),
        Err(Refusal::BadAttributes)
    );
    assert!(
        JoinParams::parse(Route::V0, query)
            .unwrap()
            .attributes
            .is_empty()
    );
}

#[test]
fn capabilities_and_odd_flags_are_read_as_the_real_server_does() {
    let query = "capabilities=CAP_PACKET_TRAILER,%20CAP_NEW,&adaptive_stream=true\
                 &auto_subscribe=yes&protocol=x&access_token=jwt&access_token=other&reconnect=1";
    let join = JoinParams::parse(Route::V0, query).unwrap();
    assert_eq!(join.client_info.capabilities, [1]);
    assert!(join.adaptive_stream);
    assert!(!join.auto_subscribe);
    assert_eq!(join.client_info.protocol, 0);
    assert_eq!(join.access_token, Some(Token::from("jwt")));
    assert_eq!(join.resume.unwrap().participant_sid, "");
}

#[test]
fn pings_are_answered_in_kind() {
    let mut frames = ServerFrames::new();
    let ping = SignalRequest {
        message: Some(signal_request::Message::PingReq(lk_proto::Ping {
            timestamp: 5,
            rtt: 1,
        })),
    };
    let ping = frames
        .decode(FrameKind::Binary, &ping.encode_to_vec())
        .unwrap();
    let answer = answer_ping(&ping, 9).unwrap();
    let (kind, frame) = frames.encode(&answer);
    assert_eq!(kind, FrameKind::Binary);
    let Some(signal_response::Message::PongResp(pong)) =
        SignalResponse::decode(frame).unwrap().message
    else {
        panic!("no pong");
    };
    assert_eq!((pong.last_ping_timestamp, pong.timestamp), (5, 9));
    let old = SignalRequest {
        message: Some(signal_request::Message::Ping(5)),
    };
    assert_eq!(
        answer_ping(&old, 9).unwrap().message,
        Some(signal_response::Message::Pong(9))
    );
    assert!(answer_ping(&SignalRequest::default(), 9).is_none());
    assert!(frames.decode(FrameKind::Binary, &[0xFF]).is_err());
}

#[cfg(feature = "server-json")]
#[test]
fn a_text_frame_turns_the_replies_to_json_until_the_next_binary_one() {
    let mut frames = ServerFrames::new();
    let answer = SignalResponse {
        message: Some(signal_response::Message::Pong(9)),
    };
    let read = frames
        .decode(FrameKind::Text, br#"{"ping":"5","newField":1}"#)
        .unwrap();
    assert_eq!(read.message, Some(signal_request::Message::Ping(5)));
    let (kind, text) = frames.encode(&answer);
    assert_eq!(
        (kind, &text[..]),
        (FrameKind::Text, &br#"{"pong":"9"}"#[..])
    );
    let _ = frames.decode(FrameKind::Binary, &[]).unwrap();
    assert_eq!(frames.encode(&answer).0, FrameKind::Binary);
}

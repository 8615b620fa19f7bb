//! Golden webhooks, made by the Python `livekit-api` 1.2.2, and the ways to get one wrong.

use std::time::{Duration, SystemTime};

use lk_auth::{ApiKey, KeyMap, VerifyError};
use lk_webhook::{Event, EventKind, EventView, ReceiveError, WebhookReceiver};
use prost::Message as _;
use serde_json::Value;

const KEY: &str = "APIgoldenkey123";
const SECRET: &str = "golden-secret-0123456789-abcdefghijklmnop";

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn receiver() -> WebhookReceiver {
    WebhookReceiver::new(ApiKey::new(KEY, SECRET))
}

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../vectors/webhooks.json")).expect("JSON");
    file["cases"].as_array().expect("cases").clone()
}

fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member]
        .as_str()
        .unwrap_or_else(|| panic!("no {member} in {case}"))
}

fn receive(case: &Value) -> Result<Event, ReceiveError> {
    receiver().receive_at(
        text(case, "body").as_bytes(),
        text(case, "authorization"),
        now(),
    )
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .expect("base64")
}

fn hash(body: &[u8]) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(body))
}

#[test]
fn golden_webhooks_get_pythons_verdict_and_pythons_message() {
    let cases = cases();
    assert_eq!(cases.len(), 33);
    for case in &cases {
        let name = text(case, "name");
        let event = receive(case);
        if name == "bearer_prefix" {
            assert!(event.is_ok(), "taken here");
        } else if text(case, "python") == "accept" {
            let event = event.unwrap_or_else(|error| panic!("{name}: {error:?}"));
            let golden = lk_proto::WebhookEvent::decode(&*base64(text(case, "parsed_proto_b64")));
            assert_eq!(*event.wire(), golden.expect("a message"), "{name}");
        } else {
            assert!(event.is_err(), "{name}");
        }
    }
}

#[test]
fn each_wrong_webhook_has_its_own_error() {
    let error = |name: &str| {
        let case = cases()
            .into_iter()
            .find(|case| text(case, "name") == name)
            .expect("the case");
        receive(&case).expect_err(name)
    };
    assert!(matches!(error("hash_mismatch"), ReceiveError::WrongHash));
    assert!(matches!(error("sha256_hex"), ReceiveError::WrongHash));
    assert!(matches!(
        error("sha256_urlsafe_b64"),
        ReceiveError::WrongHash
    ));
    assert!(matches!(error("missing_sha256"), ReceiveError::MissingHash));
    assert!(matches!(
        error("wrong_secret"),
        ReceiveError::Token(VerifyError::BadSignature)
    ));
    assert!(matches!(error("not_json"), ReceiveError::Malformed { .. }));
    assert!(matches!(
        error("empty_body"),
        ReceiveError::Malformed { .. }
    ));

    let body = b"{}";
    let receive = |header: Option<&str>| receiver().receive_at(body, header, now()).err();
    for header in [None, Some(""), Some("  ")] {
        assert!(
            matches!(receive(header), Some(ReceiveError::MissingAuthorization)),
            "{header:?}"
        );
    }
    assert!(matches!(
        receive(Some("Basic eHg=")),
        Some(ReceiveError::Token(_))
    ));
    for header in ["a.b.c, d.e.f", "Bearer a.b.c,Bearer a.b.c"] {
        assert!(
            matches!(
                receive(Some(header)),
                Some(ReceiveError::DoubledAuthorization)
            ),
            "{header:?}"
        );
    }
    let nobody = WebhookReceiver::new(KeyMap::new());
    let token = ApiKey::new(KEY, SECRET)
        .token()
        .sha256(hash(body))
        .to_jwt_at(now());
    let error = nobody.receive_at(body, token.expect("a token").as_str(), now());
    assert!(matches!(
        error,
        Err(ReceiveError::Token(VerifyError::UnknownKey))
    ));
}

#[test]
fn bodies_and_ages_are_bounded() {
    let body = format!(
        r#"{{"event":"room_started","createdAt":"{}"}}"#,
        1_700_000_000 - 100
    );
    let token = ApiKey::new(KEY, SECRET)
        .token()
        .sha256(hash(body.as_bytes()));
    let token = token.to_jwt_at(now()).expect("a token");
    let receive =
        |receiver: WebhookReceiver| receiver.receive_at(body.as_bytes(), token.as_str(), now());
    assert!(receive(receiver().max_body(body.len())).is_ok());
    let error = receive(receiver().max_body(body.len() - 1)).expect_err("too long");
    assert_eq!(
        (
            matches!(error, ReceiveError::BodyTooLarge(_)),
            error.status()
        ),
        (true, 413)
    );
    assert!(receive(receiver().max_age(Duration::from_secs(100))).is_ok());
    let error = receive(receiver().max_age(Duration::from_secs(99))).expect_err("too old");
    assert!(matches!(error, ReceiveError::TooOld));
    let error = receiver().leeway(Duration::ZERO).receive_at(
        body.as_bytes(),
        token.as_str(),
        now() - Duration::from_secs(1),
    );
    assert!(matches!(
        error,
        Err(ReceiveError::Token(VerifyError::NotYetValid { .. }))
    ));
}

#[test]
fn events_are_seen_typed_and_unknown_ones_pass() {
    let named = |name: &str| {
        let case = cases()
            .into_iter()
            .find(|case| text(case, "name") == name)
            .expect("the case");
        receive(&case).expect(name)
    };
    let joined = named("participant_joined/camel");
    assert_eq!(*joined.kind(), EventKind::ParticipantJoined);
    let EventView::ParticipantJoined {
        room, participant, ..
    } = joined.view()
    else {
        panic!("{:?}", joined.view());
    };
    assert_eq!(
        (room.name.as_str(), participant.identity.as_str()),
        ("room1", "alice")
    );
    assert!(matches!(
        named("egress_ended/snake").view(),
        EventView::Egress { .. }
    ));
    assert!(matches!(
        named("track_published/enumint").view(),
        EventView::TrackPublished { .. }
    ));
    assert!(matches!(
        named("ingress_ended/camel").view(),
        EventView::Ingress { .. }
    ));

    let unknown = named("unknown_event_and_fields");
    assert_eq!(*unknown.kind(), EventKind::Other("future_event".into()));
    assert_eq!((unknown.view(), unknown.id()), (EventView::Other, "EV_x"));
    assert_eq!(unknown.created_at(), Some(now()));
    let empty = named("int64_as_number_null_msg_int32_as_string");
    assert_eq!(
        (empty.kind(), empty.view()),
        (&EventKind::RoomStarted, EventView::Other)
    );
}

/// The body and token of an event with `id`, signed at [`now`].
fn signed(id: &str) -> (Vec<u8>, String) {
    let event = lk_proto::WebhookEvent {
        event: "room_started".into(),
        id: id.into(),
        created_at: 1_700_000_000,
        ..Default::default()
    };
    let signed = lk_webhook::sign(&event, &ApiKey::new(KEY, SECRET), now()).expect("signed");
    (signed.body, signed.authorization)
}

#[test]
fn an_event_is_received_once_within_the_window() {
    let receiver = receiver().replay_window(2);
    let receive = |id: &str, later: u64| {
        let (body, token) = signed(id);
        receiver.receive_at(&body, token.as_str(), now() + Duration::from_secs(later))
    };
    let first = receive("EV_1", 0).expect("new");
    let again = receive("EV_1", 359).expect_err("seen");
    assert!(matches!(again, ReceiveError::Replayed));
    assert_eq!(again.status(), 200, "so that the server stops sending it");
    assert!(matches!(
        receive("EV_1", 360),
        Err(ReceiveError::Token(VerifyError::Expired { .. }))
    ));

    receiver.forget(&first);
    assert!(receive("EV_1", 1).is_ok(), "it came to nothing before");
    for _ in 0..2 {
        assert!(receive("", 0).is_ok(), "no id, no window");
    }
    assert!(receive("EV_2", 0).is_ok() && receive("EV_3", 0).is_ok());
    assert!(receive("EV_1", 0).is_ok(), "two newer ones took its place");
}

#[test]
fn an_event_in_hand_is_sent_again_until_it_is_done() {
    let receiver = receiver().replay_window(2);
    let (body, token) = signed("EV_1");
    let begin = || receiver.begin_at(&body, &token, now());
    let first = begin().expect("new");
    for second in [
        begin().err(),
        receiver.receive_at(&body, &token, now()).err(),
    ] {
        let second = second.expect("somebody has it");
        assert!(matches!(second, ReceiveError::InHand));
        assert_eq!(second.status(), 503, "so that the server tries again");
    }
    drop(first);
    let again = begin().expect("the first came to nothing");
    assert_eq!(again.done().id(), "EV_1");
    let late = begin().expect_err("done");
    assert_eq!(
        (matches!(late, ReceiveError::Replayed), late.status()),
        (true, 200)
    );

    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let (body, token) = signed("EV_2");
        let _pending = receiver.begin_at(&body, &token, now()).expect("new");
        panic!("a handler's");
    }));
    assert!(panicked.is_err());
    let (body, token) = signed("EV_2");
    assert!(receiver.receive_at(&body, &token, now()).is_ok());
}

#[test]
fn failing_events_push_no_other_out_of_the_window() {
    let receiver = receiver().replay_window(3);
    let (body, token) = signed("keep");
    let keep = || receiver.receive_at(&body, &token, now());
    keep().expect("new");
    let (body, token) = signed("broken");
    for _ in 0..20 {
        let event = receiver
            .receive_at(&body, &token, now())
            .expect("forgotten");
        receiver.forget(&event);
        drop(receiver.begin_at(&body, &token, now()).expect("forgotten"));
    }
    assert!(matches!(keep(), Err(ReceiveError::Replayed)));
}

#[test]
fn a_header_is_taken_in_the_forms_that_programs_have_it_in() {
    let (body, token) = signed("EV_1");
    let receiver = receiver();
    let held = Some(token.clone());
    assert!(receiver.receive_at(&body, &token, now()).is_ok());
    assert!(receiver.receive_at(&body, token.as_str(), now()).is_ok());
    assert!(receiver.receive_at(&body, &held, now()).is_ok());
    assert!(receiver.receive_at(&body, held.as_deref(), now()).is_ok());
    let none = receiver.receive_at(&body, None, now());
    assert!(matches!(none, Err(ReceiveError::MissingAuthorization)));
}

#[test]
fn a_forged_event_takes_no_place_in_the_window() {
    let receiver = receiver().replay_window(8);
    let (body, token) = signed("EV_1");
    let forged = ApiKey::new(KEY, "guess").token().sha256(hash(&body));
    let forged = forged.to_jwt_at(now()).expect("a token");
    assert!(receiver.receive_at(&body, forged.as_str(), now()).is_err());
    assert!(receiver.receive_at(&body, token.as_str(), now()).is_ok());
}

/// All that a server with default limits lets into one event, of bytes that JSON writes as six each.
#[test]
fn the_longest_event_of_a_default_server_is_taken() {
    let escaped = |bytes: usize| "\u{1}".repeat(bytes);
    // Names of four bytes and no values, so that the most stands between them.
    let name = |n: u32| {
        (0..4)
            .map(|at| char::from((n >> (4 * at) & 15) as u8))
            .collect::<String>()
    };
    let attributes = (0..16 << 10).map(|n| (name(n), String::new())).collect();
    let participant = lk_proto::ParticipantInfo {
        sid: "PA_".into(),
        identity: escaped(256),
        name: escaped(256),
        metadata: escaped(512 << 10),
        attributes,
        tracks: (0..100)
            .map(|_| lk_proto::TrackInfo {
                sid: "TR_".into(),
                name: escaped(256),
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    };
    let room = lk_proto::Room {
        name: escaped(256),
        metadata: escaped(512 << 10),
        ..Default::default()
    };
    let event = lk_proto::WebhookEvent {
        event: "participant_joined".into(),
        room: Some(room),
        participant: Some(participant),
        ..Default::default()
    };
    let key = lk_auth::ApiKey::new("devkey", "secret");
    let now = std::time::SystemTime::now();
    let signed = lk_webhook::sign(&event, &key, now).expect("signed");
    assert!(signed.body.len() > 6 << 20 && signed.body.len() < lk_webhook::DEFAULT_MAX_BODY);
    let receiver = lk_webhook::WebhookReceiver::new(key);
    let received = receiver.receive(&signed.body, &signed.authorization);
    assert_eq!(received.expect("an event").wire(), &event);
}

//! A process in which serde_json keeps numbers as text.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use lk_auth::{AccessToken, ApiKey, Claims, TokenVerifier};
use lk_proto::{Room, RoomConfiguration, json};
use lk_webhook::{EventView, WebhookReceiver};
use serde_json::Value;
use sha2::Digest as _;

fn key() -> ApiKey {
    ApiKey::new("k", "s")
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

#[test]
fn the_features_are_on() {
    let text = r#"{"b":1.50e2,"a":1}"#;
    let value: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(value.to_string(), r#"{"b":1.50e+2,"a":1}"#);
}

#[test]
fn dates_are_read_in_every_form_of_a_number() {
    for (text, seconds) in [
        ("1700000000", 1_700_000_000),
        ("1700000000.5", 1_700_000_000),
        ("1.7e9", 1_700_000_000),
        ("-1.5", 0),
        ("-0", 0),
        ("1e300", u64::MAX),
        ("18446744073709551616", u64::MAX),
        // As the server reads it.
        (r#""1700000000""#, 1_700_000_000),
    ] {
        let json = format!("{{\"exp\":{text}}}");
        let claims: Claims = serde_json::from_str(&json).expect(text);
        assert_eq!(claims.exp.expect("exp").as_secs(), seconds, "{text}");
        let value: Value = serde_json::from_str(&json).expect(text);
        let claims: Claims = serde_json::from_value(value).expect(text);
        assert_eq!(claims.exp.expect("exp").as_secs(), seconds, "{text}");
    }
    for text in [
        r#""soon""#,
        "{}",
        r#"{"a":"1"}"#,
        "[1]",
        "true",
        "1e999",
    ] {
        let json = format!("{{\"exp\":{text}}}");
        assert!(serde_json::from_str::<Claims>(&json).is_err(), "{text}");
    }
}

#[test]
fn a_token_with_a_fraction_in_its_dates_is_taken() {
    // As a foreign program writes it: minted here with the dates among the unknown claims, it could not be.
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let claims =
        r#"{"iss":"k","sub":"a","exp":1700000600.25,"nbf":1.7e9,"future":[1e3,{"x":0.10}]}"#;
    let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
    jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER
        .install_default()
        .expect("nobody else chose");
    let secret = jsonwebtoken::EncodingKey::from_secret(b"s");
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &secret, jsonwebtoken::Algorithm::HS256);
    let token = format!("{message}.{}", signature.expect("a signature"));

    let claims = TokenVerifier::new(key()).verify_at(&token, now());
    let claims = claims.expect("true");
    assert_eq!(claims.exp.expect("exp").as_secs(), 1_700_000_600);
    let again = AccessToken::from_claims(key(), claims.clone()).to_jwt_at(now());
    let again = TokenVerifier::new(key()).verify_at(&again.expect("a token"), now());
    assert_eq!(again.expect("true").other, claims.other);
}

#[test]
fn protojson_is_read_in_every_form_of_a_number() {
    let room: Room = json::from_slice(
        br#"{"emptyTimeout":3.0,"numParticipants":1e1,"creationTime":1.7e9,"maxParticipants":"2.0"}"#,
    )
    .expect("a room");
    assert_eq!(
        (
            room.empty_timeout,
            room.num_participants,
            room.creation_time,
            room.max_participants
        ),
        (3, 10, 1_700_000_000, 2)
    );
    for wrong in [
        r#"{"emptyTimeout":3.5}"#,
        r#"{"emptyTimeout":1e30}"#,
        r#"{"emptyTimeout":{}}"#,
        r#"{"emptyTimeout":{"a":"1"}}"#,
        r#"{"emptyTimeout":18446744073709551616}"#,
        r#"{"name":2.5}"#,
        r#"{"activeRecording":1.0}"#,
        r#"{"enabledCodecs":1.5}"#,
    ] {
        assert!(
            json::from_slice::<Room>(wrong.as_bytes()).is_err(),
            "{wrong}"
        );
    }
    let value: Value =
        serde_json::from_str(r#"{"maxParticipants":3.0,"emptyTimeout":1e2}"#).expect("JSON");
    let claims: Claims =
        serde_json::from_value(serde_json::json!({"roomConfig": value})).expect("claims");
    let config: RoomConfiguration = claims.room_configuration().expect("one").expect("one");
    assert_eq!((config.max_participants, config.empty_timeout), (3, 100));
}

#[test]
fn a_struct_holds_numbers_and_no_maps_in_their_place() {
    use lk_proto::agent::session_response::GetRtcStatsResponse;

    let json = br#"{"publisherStats":[{"a":2.5,"b":[1e3,7,{"c":-0.5}]}]}"#;
    let stats: GetRtcStatsResponse = json::from_slice(json).expect("stats");
    let written = json::to_string(&stats, json::Dialect::Camel);
    assert_eq!(
        written,
        r#"{"publisherStats":[{"a":2.5,"b":[1000.0,7.0,{"c":-0.5}]}]}"#
    );
}

#[test]
fn a_webhook_with_a_fraction_is_an_event() {
    let body = br#"{"event":"egress_started","createdAt":1.7e9,
        "egressInfo":{"egressId":"E","roomComposite":{"advanced":{"keyFrameInterval":2.5}}}}"#;
    let hash = STANDARD.encode(sha2::Sha256::digest(body));
    let token = key()
        .token()
        .sha256(hash)
        .to_jwt_at(now())
        .expect("a token");
    let receiver = WebhookReceiver::new(key()).max_age(Duration::from_secs(1));
    let event = receiver
        .receive_at(body, token.as_str(), now())
        .expect("an event");
    let EventView::Egress { info, .. } = event.view() else {
        panic!("{event:?}");
    };
    let text = json::to_string(info, json::Dialect::Camel);
    assert!(text.contains(r#""keyFrameInterval":2.5"#), "{text}");
}

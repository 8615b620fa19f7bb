//! What the benchmarks sign and post.

use std::time::SystemTime;

use livekit_api::{access_token as peer, webhooks};
use lk_auth::{AccessToken, ApiKey, SipGrant, TokenVerifier, VideoGrant};
use lk_proto::{Codec, ParticipantInfo, Room, TrackInfo, WebhookEvent, participant_info};
use lk_webhook::WebhookReceiver;

/// The API key of every token here.
pub const KEY: &str = "APIbenchkey";
/// Its secret, of the length that servers make them.
pub const SECRET: &str = "bench-secret-0123456789-abcdefghijklmnopq";

const METADATA: &str = r#"{"seat":12,"colour":"blue","since":"2026-01-01T00:00:00Z"}"#;

/// A key that is kept between tokens.
pub fn key() -> ApiKey {
    ApiKey::new(KEY, SECRET)
}

/// A join token by a kept key.
pub fn ours(key: &ApiKey) -> String {
    small(key.token())
}

/// A join token whose key is made for it.
pub fn ours_fresh() -> String {
    small(AccessToken::new(KEY, SECRET))
}

fn small(token: AccessToken) -> String {
    let token = token.identity("alice").grant(VideoGrant::join("demo"));
    token.to_jwt().expect("a token")
}

/// A token that says more about its holder.
pub fn ours_full(key: &ApiKey) -> String {
    let video = VideoGrant::join("demo")
        .can_publish(true)
        .can_subscribe(true)
        .can_publish_data(false);
    key.token()
        .identity("alice")
        .name("Alice")
        .metadata(METADATA)
        .attributes([("role", "host"), ("team", "blue")])
        .grant(video)
        .grant(SipGrant::call())
        .to_jwt()
        .expect("a token")
}

/// The same join token by `livekit-api`.
pub fn peers() -> String {
    peer::AccessToken::with_api_key(KEY, SECRET)
        .with_identity("alice")
        .with_grants(peers_join())
        .to_jwt()
        .expect("a token")
}

/// The same longer token by `livekit-api`.
pub fn peers_full() -> String {
    peer::AccessToken::with_api_key(KEY, SECRET)
        .with_identity("alice")
        .with_name("Alice")
        .with_metadata(METADATA)
        .with_attributes([("role", "host"), ("team", "blue")])
        .with_grants(peer::VideoGrants {
            can_publish: Some(true),
            can_subscribe: Some(true),
            can_publish_data: Some(false),
            ..peers_join()
        })
        .with_sip_grants(peer::SIPGrants {
            call: true,
            ..Default::default()
        })
        .to_jwt()
        .expect("a token")
}

fn peers_join() -> peer::VideoGrants {
    peer::VideoGrants {
        room_join: true,
        room: "demo".into(),
        ..Default::default()
    }
}

/// Both verifiers of [`KEY`].
pub fn verifiers() -> (TokenVerifier, peer::TokenVerifier) {
    let theirs = peer::TokenVerifier::with_api_key(KEY, SECRET);
    (TokenVerifier::new(key()), theirs)
}

/// Both receivers of webhooks signed by [`KEY`].
pub fn receivers() -> (WebhookReceiver, webhooks::WebhookReceiver) {
    let theirs = webhooks::WebhookReceiver::new(verifiers().1);
    (WebhookReceiver::new(key()), theirs)
}

/// What a server posts: name of the event, body, token.
pub fn webhooks() -> [(&'static str, String, String); 2] {
    [started(), joined()].map(|event| {
        let signed = lk_webhook::sign(&event, &key(), SystemTime::now()).expect("signed");
        let body = String::from_utf8(signed.body).expect("JSON");
        let name = match event.participant {
            None => "room_started",
            Some(_) => "participant_joined",
        };
        (name, body, signed.authorization)
    })
}

fn started() -> WebhookEvent {
    let codecs = ["audio/opus", "audio/red", "video/VP8", "video/H264"];
    let codec = |mime: &str| Codec {
        mime: mime.into(),
        ..Default::default()
    };
    let room = Room {
        sid: "RM_7kqXeVtZ3wYp".into(),
        name: "demo".into(),
        empty_timeout: 300,
        departure_timeout: 20,
        creation_time: 1_765_432_100,
        creation_time_ms: 1_765_432_100_123,
        enabled_codecs: codecs.map(codec).into(),
        ..Default::default()
    };
    WebhookEvent {
        event: "room_started".into(),
        room: Some(room),
        id: "EV_9cVnR2mXk4Qd".into(),
        created_at: 1_765_432_100,
        ..Default::default()
    }
}

fn joined() -> WebhookEvent {
    let track = |n: u32| TrackInfo {
        sid: format!("TR_AM{n}"),
        name: "microphone".into(),
        mime_type: "audio/opus".into(),
        mid: n.to_string(),
        stream: "camera".into(),
        ..Default::default()
    };
    let attributes = [("role", "host"), ("team", "blue")];
    let participant = ParticipantInfo {
        sid: "PA_4hTqWfGz9Kd2".into(),
        identity: "alice".into(),
        name: "Alice".into(),
        state: participant_info::State::Active.into(),
        joined_at: 1_765_432_101,
        joined_at_ms: 1_765_432_101_456,
        attributes: attributes
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
        tracks: (0..8).map(track).collect(),
        ..Default::default()
    };
    WebhookEvent {
        event: "participant_joined".into(),
        participant: Some(participant),
        ..started()
    }
}

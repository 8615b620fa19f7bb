//! What is minted says what other SDKs' tokens say.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lk_auth::{
    AccessToken, AgentGrant, ApiKey, Claims, InferenceGrant, KindDetail, MintError,
    ObservabilityGrant, ParticipantKind, PublishSource, SipGrant, VideoGrant,
};
use serde_json::{Value, json};

use crate::vectors::{KEY, NOW, SECRET, at, cases, text, tidy, tidy_unset};

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("three parts");
    let json = URL_SAFE_NO_PAD.decode(part).expect("base64");
    serde_json::from_slice(&json).expect("JSON")
}

fn mint(token: AccessToken, case: &Value) -> String {
    let ttl = case["ttl"].as_u64().expect("a lifetime");
    token
        .valid_for(Duration::from_secs(ttl))
        .to_jwt_at(at(NOW))
        .expect("a token")
}

#[test]
fn golden_tokens_minted_again_lose_nothing() {
    let key = ApiKey::new(KEY, SECRET);
    let cases = cases("tokens.json");
    assert_eq!(cases.len(), 37);
    for case in &cases {
        let claims = Claims::from_unverified(text(case, "token")).expect("a golden token");
        let token = AccessToken::from_claims(key.clone(), claims).dangerously_allow_credentials();
        let again = mint(token, case);
        let name = text(case, "name");
        assert_eq!(part(&again, 0), case["header"], "{name}");
        assert_eq!(tidy(&part(&again, 1)), tidy(&case["claims"]), "{name}");
    }
}

#[test]
fn golden_tokens_are_built_with_the_same_claims() {
    let named = |name: &str| {
        let cases = cases("tokens.json");
        cases
            .into_iter()
            .find(|case| text(case, "name") == name)
            .expect("the case")
    };
    let new = || AccessToken::new(KEY, SECRET);
    let join = || VideoGrant::join("r");
    let everything = VideoGrant::join("r")
        .room_create(true)
        .room_list(true)
        .room_record(true)
        .room_admin(true)
        .destination_room("d")
        .can_publish(true)
        .can_subscribe(true)
        .can_publish_data(true)
        .can_publish_sources([PublishSource::Camera, PublishSource::Microphone])
        .can_update_own_metadata(true)
        .ingress_admin(true)
        .hidden(true)
        .recorder(true)
        .agent(true)
        .can_manage_agent_session(true)
        .can_subscribe_metrics(true);
    let all_false = join()
        .can_publish(false)
        .can_subscribe(false)
        .can_publish_data(false)
        .can_update_own_metadata(false)
        .can_manage_agent_session(false)
        .can_subscribe_metrics(false);
    let built = [
        ("minimal_identity_only", new().identity("alice")),
        ("no_identity_no_grants", new()),
        (
            "join_default_perms",
            new().identity("alice").grant(VideoGrant::join("room1")),
        ),
        (
            "join_all_false_perms",
            new().identity("alice").grant(all_false),
        ),
        (
            "server_room_create",
            new().grant(VideoGrant::create_rooms()),
        ),
        ("server_room_list", new().grant(VideoGrant::list_rooms())),
        ("server_room_admin", new().grant(VideoGrant::admin("room1"))),
        (
            "destination_room",
            new().grant(VideoGrant::admin("src").destination_room("dst")),
        ),
        ("sip_admin", new().grant(SipGrant::admin())),
        ("sip_call", new().grant(SipGrant::call())),
        ("inference", new().grant(InferenceGrant::perform())),
        ("observability", new().grant(ObservabilityGrant::write())),
        (
            "name_metadata_attributes",
            new()
                .identity("alice")
                .name("Алиса 😀 \"q\"")
                .metadata("{\"k\":\"v\",\"n\":1}")
                .attributes([("a", "1"), ("b", ""), ("ключ", "значение")]),
        ),
        (
            "kind_sip",
            new().identity("p").kind(ParticipantKind::Sip).grant(join()),
        ),
        (
            "sha256",
            new().sha256("Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU="),
        ),
        ("room_preset", new().identity("a").room_preset("mypreset")),
        ("ttl_1s", new().identity("a")),
        (
            "everything",
            new()
                .identity("everything")
                .name("Every Thing")
                .kind(ParticipantKind::Agent)
                .metadata("md")
                .grant(everything)
                .grant({
                    let mut sip = SipGrant::admin();
                    sip.call = true;
                    sip
                })
                .grant(InferenceGrant::perform())
                .grant(ObservabilityGrant::write())
                .grant(AgentGrant::admin())
                .attribute("x", "y")
                .sha256("c2hh")
                .room_preset("p")
                .room_config(json!({"maxParticipants": 3})),
        ),
    ];
    for (name, token) in built {
        let case = named(name);
        let minted = part(&mint(token, &case), 1);
        assert_eq!(tidy_unset(&minted), tidy_unset(&case["claims"]), "{name}");
    }
}

#[test]
fn unknown_claims_and_grant_members_survive() {
    let key = ApiKey::new(KEY, SECRET);
    let claims = json!({
        "iss": KEY, "sub": "a", "jti": "j", "iat": 5, "exp": 9, "identity": "a", "future": {"a": [1]},
        "kind": "spaceship", "kindDetails": ["forwarded", "tomorrow"],
        "video": {"roomJoin": true, "room": "r", "canPublish": false, "canPublishSources": ["hologram"],
            "canDance": true, "someList": [{"x": null}]},
        "sip": {"call": true, "later": 1}, "agentThread": {"all": true, "new": "x"},
        "roomConfig": {"tags": {"a": "b"}, "unknown": 1e3},
    });
    let typed: Claims = serde_json::from_value(claims.clone()).expect("claims");
    assert_eq!(serde_json::to_value(&typed).expect("JSON"), claims);

    let again = AccessToken::from_claims(key, typed)
        .to_jwt_at(at(NOW))
        .expect("a token");
    let mut minted = part(&again, 1);
    assert_eq!(minted["exp"], NOW + 6 * 3600);
    minted["exp"] = json!(9);
    assert_eq!(
        minted.as_object_mut().expect("an object").remove("nbf"),
        Some(json!(NOW))
    );
    assert_eq!(minted, claims);
}

#[test]
fn contradictory_tokens_are_refused_by_name() {
    let new = || AccessToken::new(KEY, SECRET).identity("a");
    let refuse = |token: AccessToken| token.to_jwt_at(at(NOW)).expect_err("no token");
    assert!(matches!(
        refuse(AccessToken::new("", SECRET)),
        MintError::MissingKey
    ));
    assert!(matches!(
        refuse(AccessToken::new(KEY, "")),
        MintError::MissingKey
    ));
    assert!(matches!(
        refuse(new().grant(VideoGrant::join(""))),
        MintError::JoinWithoutRoom
    ));
    let nobody = AccessToken::new(KEY, SECRET).grant(VideoGrant::join("r"));
    assert!(matches!(refuse(nobody), MintError::JoinWithoutIdentity));
    assert!(matches!(
        refuse(new().valid_for(Duration::from_millis(999))),
        MintError::TooShort
    ));
    assert!(matches!(
        refuse(new().valid_for(Duration::MAX)),
        MintError::TooLong
    ));
    assert!(matches!(
        new()
            .to_jwt_at(at(0) - Duration::from_secs(1))
            .expect_err("no token"),
        MintError::Clock
    ));
    assert!(matches!(
        refuse(new().claim("video", true)),
        MintError::ShadowedClaim(name) if *name == *"video"
    ));
    let config = json!({"egress": {"room": {"imageOutputs": [{"s3": {"secret": "x"}}]}}});
    let leaky = new().room_config(config);
    assert!(matches!(refuse(leaky.clone()), MintError::Credential(_)));
    assert!(
        leaky
            .dangerously_allow_credentials()
            .to_jwt_at(at(NOW))
            .is_ok()
    );
}

#[test]
fn secrets_do_not_print() {
    let token = AccessToken::new("the-key", "the-secret").identity("a");
    let shown = format!("{token:?} {:?}", ApiKey::new("the-key", "the-secret"));
    assert!(
        shown.contains("the-key") && !shown.contains("the-secret"),
        "{shown}"
    );
    assert!(!shown.contains("116, 104, 101"), "{shown}");

    let config = json!({"egress": {"tracks": {"s3": {"secret": "the-secret"}}}});
    let token = token.room_config(config);
    let shown = format!("{token:?} {:?}", token.claims());
    assert!(
        shown.contains("room_config") && !shown.contains("the-secret"),
        "{shown}"
    );
}

#[test]
fn what_is_signed_is_what_serde_writes() {
    let awkward = [
        ("quote\"", "back\\slash"),
        ("line\nfeed", "\u{0}\u{1f}\u{7f}\u{2028}"),
        ("", "😀"),
    ];
    let mut cases: Vec<Claims> = cases("tokens.json")
        .iter()
        .map(|case| Claims::from_unverified(text(case, "token")).expect("a golden token"))
        .collect();
    let token = AccessToken::new(KEY, SECRET)
        .identity("a\"\\\u{8}")
        .attributes(awkward)
        .kind_detail(KindDetail::Forwarded)
        .kind_detail(KindDetail::Other("x\ty".into()))
        .grant(VideoGrant::new())
        .claim("na\"me", json!({"a": [1, null, 1.5e300]}));
    cases.push(token.claims().clone());
    for claims in cases {
        let token = AccessToken::from_claims(ApiKey::new(KEY, SECRET), claims.clone())
            .dangerously_allow_credentials()
            .to_jwt_at(at(NOW))
            .expect("a token");
        let mut signed = part(&token, 1);
        let mut written = serde_json::to_value(&claims).expect("JSON");
        for value in [&mut signed, &mut written] {
            let members = value.as_object_mut().expect("an object");
            members.retain(|name, _| !matches!(name.as_str(), "iss" | "nbf" | "exp"));
        }
        assert_eq!(signed, written);
    }
}

#[test]
fn room_configurations_are_messages_and_json_alike() {
    let config = lk_proto::RoomConfiguration {
        max_participants: 3,
        metadata: "md".into(),
        ..Default::default()
    };
    let token = AccessToken::new(KEY, SECRET).room_configuration(&config);
    let json = json!({"maxParticipants": 3, "metadata": "md"});
    assert_eq!(token.claims().room_config, Some(json));
    assert_eq!(
        token.claims().room_configuration().expect("one"),
        Some(config)
    );
    assert_eq!(Claims::default().room_configuration().expect("none"), None);
    let wrong = AccessToken::new(KEY, SECRET).room_config(json!({"maxParticipants": "many"}));
    assert!(wrong.claims().room_configuration().is_err());
}

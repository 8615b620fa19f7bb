//! What is minted, what is refused, and what survives being minted again.

use std::time::Duration;

use lk_auth::{AccessToken, AgentDispatch, ApiKey, Claims, KindDetail, MintError, VideoGrant};
use serde_json::json;

use crate::vectors::{KEY, NOW, SECRET, at, cases, part, text};

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
    let minted = part(&again, 1);
    let mut expected = claims;
    expected["exp"] = json!(NOW + 6 * 3600);
    expected["nbf"] = json!(NOW);
    for stale in ["iat", "identity"] {
        expected.as_object_mut().expect("an object").remove(stale);
    }
    assert_eq!(minted, expected);
}

#[test]
fn a_token_for_another_identity_names_nobody_else() {
    let of_go = r#"{"iss":"k","sub":"alice","identity":"alice","iat":1,"video":{}}"#;
    let claims: Claims = serde_json::from_str(of_go).expect("claims");
    let token = AccessToken::from_claims(ApiKey::new(KEY, SECRET), claims).identity("bob");
    let minted = part(&token.to_jwt_at(at(NOW)).expect("a token"), 1);
    let expected =
        json!({"iss": KEY, "sub": "bob", "nbf": NOW, "exp": NOW + 6 * 3600, "video": {}});
    assert_eq!(minted, expected);
}

#[test]
fn agents_take_their_place_in_the_room_configuration() {
    let token = AccessToken::new(KEY, SECRET)
        .room_config(json!({"maxParticipants": 3, "agents": [{"agentName": "old"}]}))
        .agents(["greeter", "scribe"]);
    let config = lk_proto::RoomConfiguration {
        max_participants: 3,
        agents: ["greeter", "scribe"]
            .map(|name| lk_proto::RoomAgentDispatch {
                agent_name: name.into(),
                ..Default::default()
            })
            .to_vec(),
        ..Default::default()
    };
    let read = token.claims().room_configuration();
    assert_eq!(read.expect("a configuration"), Some(config));
    let replaced = AccessToken::new(KEY, SECRET)
        .room_config(json!("no configuration"))
        .agents(["a"]);
    let expected = json!({"agents": [{"agentName": "a"}]});
    assert_eq!(replaced.claims().room_config, Some(expected));

    let agent = AgentDispatch::new("a")
        .metadata("tell-nobody")
        .attribute("k", "tell-nobody");
    let shown = format!("{agent:?}");
    assert!(
        shown.contains("\"k\"") && !shown.contains("tell-nobody"),
        "{shown}"
    );
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
    assert!(matches!(
        refuse(new().claim("VIDEO", true)),
        MintError::ShadowedClaim(name) if *name == *"VIDEO"
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

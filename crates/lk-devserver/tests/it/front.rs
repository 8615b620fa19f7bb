//! What is answered before any session: the texts that clients key on.

use lk_auth::{AccessToken, VideoGrant};
use lk_devserver::{Dial, HttpRequest};

use crate::world::{Join, UNIX, World};

fn get(world: &mut World, target: &str, authorization: Option<&str>) -> (u16, String) {
    let id = world.http(&HttpRequest {
        method: "GET",
        target,
        authorization,
        content_type: None,
        body: b"",
    });
    let reply = world.reply(id).expect("an answer");
    (reply.status, String::from_utf8(reply.body).expect("text"))
}

fn token(make: impl FnOnce(AccessToken) -> AccessToken) -> String {
    let token = make(AccessToken::new("devkey", "secret").identity("alice"));
    format!(
        "Bearer {}",
        token
            .to_jwt_at(std::time::SystemTime::UNIX_EPOCH + UNIX)
            .expect("a token")
    )
}

#[test]
fn the_server_says_that_it_is_well() {
    let mut world = World::new();
    assert_eq!(get(&mut world, "/", None), (200, "OK".into()));
    assert_eq!(
        get(&mut world, "/nonsense", None),
        (404, "404 page not found\n".into())
    );
    assert_eq!(
        get(&mut world, "/rtc", None),
        (404, String::new()),
        "websockets only"
    );
}

#[test]
fn validation_says_why_a_dial_would_fail() {
    let mut world = World::with(|config| config.auto_create(false));
    let join = |room: &str| token(|it| it.grant(VideoGrant::join(room)));
    let cases = [
        (
            None,
            "/rtc/validate",
            401,
            "no permissions to access the room",
        ),
        (
            Some(token(|it| it)),
            "/rtc/validate",
            401,
            "no permissions to access the room",
        ),
        (
            Some(token(|it| it.grant(VideoGrant::admin("demo")))),
            "/rtc/validate",
            401,
            "permissions denied",
        ),
        (
            Some(join("demo")),
            "/rtc/validate",
            404,
            "requested room does not exist",
        ),
        (
            Some(join("demo")),
            "/rtc/v1/validate",
            400,
            "join_request is required",
        ),
        (
            Some(join("demo")),
            "/rtc/v1/validate?join_request=%21",
            400,
            "cannot base64 decode wrapped join request",
        ),
        (
            Some(join("demo")),
            "/rtc/validate?attributes=%21",
            400,
            "cannot decode attributes",
        ),
    ];
    for (authorization, target, status, text) in cases {
        assert_eq!(
            get(&mut world, target, authorization.as_deref()),
            (status, text.into()),
            "{target}"
        );
    }
    let mut creator = VideoGrant::join("demo");
    creator.room_create = true;
    let creator = token(|it| it.grant(creator));
    assert_eq!(
        get(&mut world, "/rtc/validate", Some(&creator)),
        (200, "success".into())
    );
}

#[test]
fn tokens_that_are_not_true_are_refused_everywhere() {
    let mut world = World::new();
    let text = "invalid authorization header. Must start with Bearer ";
    assert_eq!(get(&mut world, "/", Some("Basic x")), (401, text.into()));
    assert_eq!(
        get(&mut world, "/", Some("Bearer x")),
        (401, "invalid authorization token".into())
    );
    assert_eq!(
        get(&mut world, "/?access_token=x", None),
        (401, "invalid authorization token".into())
    );
    let other = AccessToken::new("other", "secret")
        .to_jwt()
        .expect("a token");
    assert_eq!(
        get(&mut world, "/", Some(&format!("Bearer {other}"))),
        (401, "invalid API key".into())
    );
    let forged = AccessToken::new("devkey", "wrong")
        .to_jwt()
        .expect("a token");
    let (status, text) = get(&mut world, "/", Some(&format!("Bearer {forged}")));
    assert!(
        status == 401 && text.starts_with("invalid authorization token: "),
        "{text}"
    );
    let at = std::time::SystemTime::UNIX_EPOCH;
    let expired = AccessToken::new("devkey", "secret")
        .to_jwt_at(at)
        .expect("a token");
    let (status, text) = get(&mut world, "/", Some(&format!("Bearer {expired}")));
    assert!(status == 401 && text.contains("expired"), "{text}");
}

/// The real server 1.13.11 gives the same verdicts.
#[test]
fn a_token_with_a_room_configuration_that_is_none_is_refused_everywhere() {
    use serde_json::json;
    let mut world = World::new();
    for (config, is_taken) in [
        (json!({"maxParticipants": "many"}), false),
        (json!("x"), false),
        (json!([]), false),
        (
            json!({"maxParticipants": "3", "tomorrow": 1, "MaxParticipants": true}),
            true,
        ),
        (
            json!({"max_participants": 3.0, "egress": {"room": {"fileOutputs": [{"fileType": "XX"}]}}}),
            true,
        ),
        (json!(null), true),
    ] {
        let bearer = token(|it| {
            it.grant(VideoGrant::join("demo"))
                .room_config(config.clone())
        });
        for path in ["/", "/rtc/validate"] {
            let (status, text) = get(&mut world, path, Some(&bearer));
            let refusal =
                "invalid authorization token: token is malformed: could not JSON decode claim: ";
            let verdict = (status == 200, text.starts_with(refusal));
            assert_eq!(
                verdict,
                (is_taken, !is_taken),
                "{config} {path}: {status} {text}"
            );
        }
    }
}

#[test]
fn a_websocket_is_refused_with_the_same_texts() {
    let mut world = World::with(|config| config.auto_create(false));
    let refused = world
        .dial(&Join::new("demo", "alice"))
        .expect_err("no room");
    assert_eq!(
        (refused.status, refused.body.as_str()),
        (404, "requested room does not exist")
    );
    let now = world.now;
    let refused = world
        .core
        .dial(
            &Dial {
                target: "/elsewhere",
                authorization: None,
            },
            now,
        )
        .expect_err("no such path");
    assert_eq!(refused.status, 404);
}

#[test]
fn a_publish_only_connection_has_an_identity_of_its_own() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    world.join(&Join::new("demo", "alice"));
    let extra = world
        .dial(&Join {
            query: "&publish=screen".into(),
            ..Join::new("demo", "alice")
        })
        .expect("let in");
    let me = world
        .client(extra)
        .join
        .participant
        .clone()
        .expect("itself");
    assert_eq!(me.identity, "alice#screen");
    assert_eq!(me.permission.map(|it| it.can_subscribe), Some(false));
    assert!(world.client(bob).last_update("alice#screen").is_some());
}

//! RoomService and its neighbours.

use std::time::{Duration, SystemTime};

use lk_auth::{AccessToken, SipGrant, VideoGrant};
use lk_devserver::HttpRequest;
use lk_peer::Codec;
use lk_proto::{
    CreateRoomRequest, DataPacket, DisconnectReason, Room, RpcAck, RpcError, RpcResponse,
    data_packet::Value, rpc_response, signal_response::Message,
};
use prost::Message as _;
use serde_json::json;

use crate::world::{Id, Join, NewTrack, UNIX, World};

fn token(grant: VideoGrant) -> String {
    let token = AccessToken::new("devkey", "secret").grant(grant);
    token
        .to_jwt_at(SystemTime::UNIX_EPOCH + UNIX)
        .expect("a token")
}

pub(crate) fn admin() -> String {
    token(VideoGrant::admin("demo"))
}

fn creator() -> String {
    token(VideoGrant::create_rooms().room_list(true))
}

#[test]
fn a_room_is_created_listed_and_deleted() {
    let mut world = World::new();
    let (status, room) = world.post(
        "CreateRoom",
        &creator(),
        r#"{"name":"demo","empty_timeout":60,"maxParticipants":3}"#,
    );
    assert_eq!(status, 200);
    assert!(
        room["sid"]
            .as_str()
            .is_some_and(|sid| sid.starts_with("RM_"))
    );
    assert_eq!(room["empty_timeout"], 60, "names as in the schema");
    assert_eq!(room["departure_timeout"], 20);
    assert_eq!(room["max_participants"], 3);
    assert_eq!(room["metadata"], "", "defaults are written");
    assert_eq!(room["creation_time"], "1700000000", "64 bits as text");

    let (_, again) = world.post(
        "CreateRoom",
        &creator(),
        r#"{"name":"demo","empty_timeout":99}"#,
    );
    assert_eq!(
        (&again["sid"], &again["empty_timeout"]),
        (&room["sid"], &json!(60)),
        "as it is"
    );
    world.post("CreateRoom", &creator(), r#"{"name":"other"}"#);
    let (_, list) = world.post("ListRooms", &creator(), r#"{"names":["demo"]}"#);
    assert_eq!(list["rooms"].as_array().map(Vec::len), Some(1));

    let alice = world.join(&Join::new("demo", "alice"));
    assert_eq!(
        world.post("DeleteRoom", &creator(), r#"{"room":"demo"}"#),
        (200, json!({}))
    );
    assert_eq!(
        world.client(alice).left_with().map(|it| it.reason()),
        Some(DisconnectReason::RoomDeleted)
    );
    let (status, error) = world.post("DeleteRoom", &creator(), r#"{"room":"demo"}"#);
    assert_eq!(
        (status, error),
        (
            404,
            json!({"code":"not_found","msg":"requested room does not exist"})
        )
    );
}

/// As the real server does where it runs alone: 1.13.11 was asked.
#[test]
fn a_room_with_egress_is_created_without_it() {
    let mut world = World::new();
    for egress in [
        "{}",
        r#"{"tracks":{"filepath":"x"}}"#,
        r#"{"room":{"room_name":"demo","file_outputs":[{"filepath":"x"}]}}"#,
    ] {
        let body = format!(r#"{{"name":"demo","egress":{egress}}}"#);
        let (status, room) = world.post("CreateRoom", &creator(), &body);
        assert_eq!((status, &room["name"]), (200, &json!("demo")), "{egress}");
    }
}

#[test]
fn protobuf_is_answered_in_protobuf() {
    let mut world = World::new();
    let authorization = format!("Bearer {}", creator());
    let body = CreateRoomRequest {
        name: "demo".into(),
        ..CreateRoomRequest::default()
    }
    .encode_to_vec();
    let id = world.http(&HttpRequest {
        method: "POST",
        target: "/twirp/livekit.RoomService/CreateRoom",
        authorization: Some(&authorization),
        content_type: Some("application/protobuf"),
        body: &body,
    });
    let reply = world.reply(id).expect("an answer");
    assert_eq!(
        (reply.status, reply.content_type),
        (200, "application/protobuf")
    );
    assert_eq!(
        Room::decode(reply.body.as_slice()).expect("a room").name,
        "demo"
    );
}

#[test]
fn errors_have_the_real_servers_shape() {
    let mut world = World::new();
    let denied = json!({"code":"unauthenticated","msg":"permissions denied"});
    assert_eq!(
        world.post("CreateRoom", &admin(), "{}"),
        (401, denied.clone())
    );
    assert_eq!(
        world.post("ListParticipants", &admin(), r#"{"room":"other"}"#),
        (401, denied)
    );
    let malformed = json!({"code":"malformed","msg":"the json request could not be decoded"});
    assert_eq!(world.post("CreateRoom", &creator(), "{"), (400, malformed));
    let (status, error) = world.post("Nonsense", &creator(), "{}");
    assert_eq!((status, error["code"].as_str()), (404, Some("bad_route")));
    assert_eq!(
        error["meta"]["twirp_invalid_route"],
        "POST /twirp/livekit.RoomService/Nonsense"
    );

    let body = json!({"room":"demo","metadata":"x".repeat(600_000)}).to_string();
    let (status, error) = world.post("UpdateRoomMetadata", &admin(), &body);
    assert_eq!(status, 400);
    assert_eq!(error["msg"], "metadata size exceeds limits 524288");
    assert_eq!(error["meta"]["argument"], "metadata size exceeds limits");

    let absent = json!({"code":"not_found","msg":"participant does not exist"});
    for method in ["GetParticipant", "RemoveParticipant", "UpdateParticipant"] {
        assert_eq!(
            world.post(method, &admin(), r#"{"room":"demo","identity":"x"}"#),
            (404, absent.clone()),
            "{method}"
        );
    }
    let nobody = world.post("ListParticipants", &admin(), r#"{"room":"demo"}"#);
    assert_eq!(nobody, (200, json!({"participants":[]})));
    let nonce = world.post("SendData", &admin(), r#"{"room":"demo","nonce":"AAAA"}"#);
    assert_eq!(
        nonce.1["msg"],
        "nonce should be 16-bytes or not present, got: 3 bytes"
    );
}

#[test]
fn participants_are_seen_changed_and_removed() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let (_, list) = world.post("ListParticipants", &admin(), r#"{"room":"demo"}"#);
    assert_eq!(list["participants"][0]["state"], "ACTIVE");

    let body = r#"{"room":"demo","identity":"alice","name":"Alice","metadata":"m","attributes":{"a":"1"}}"#;
    let (status, info) = world.post("UpdateParticipant", &admin(), body);
    assert_eq!(
        (status, &info["name"], &info["attributes"]["a"]),
        (200, &json!("Alice"), &json!("1"))
    );
    let told = world
        .client(alice)
        .last_update("alice")
        .expect("told of itself");
    assert_eq!(told.name, "Alice");
    let tokens = world
        .client(alice)
        .heard
        .iter()
        .filter(|it| matches!(it, Message::RefreshToken(_)))
        .count();
    assert_eq!(tokens, 2, "a token with the new claims");

    assert_eq!(
        world.post(
            "RemoveParticipant",
            &admin(),
            r#"{"room":"demo","identity":"alice"}"#
        ),
        (200, json!({}))
    );
    assert_eq!(
        world.client(alice).left_with().map(|it| it.reason()),
        Some(DisconnectReason::ParticipantRemoved)
    );
}

#[test]
fn a_permission_taken_away_ends_what_it_allowed() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (_, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives it",
    );
    let body = r#"{"room":"demo","identity":"alice","permission":{"canSubscribe":true}}"#;
    let (_, told) = world.post("UpdateParticipant", &admin(), body);
    assert_eq!(
        told["permission"]["can_publish_data"], false,
        "what is left out is denied"
    );
    assert_eq!(told["is_publisher"], false);
    let unpublished =
        |it: &Message| matches!(it, Message::TrackUnpublished(it) if it.track_sid == info.sid);
    assert!(world.client(alice).heard.iter().any(unpublished));
    world.until(|world| world.client(bob).stopped == 1, "bob no longer does");
}

#[test]
fn the_api_mutes_and_unmutes_only_where_that_is_allowed() {
    for remote_unmute in [false, true] {
        let mut world = World::with(|config| config.remote_unmute(remote_unmute));
        let alice = world.join(&Join::new("demo", "alice"));
        let (_, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
        world.run(Duration::from_millis(50));
        let body = |muted: bool| {
            json!({"room":"demo","identity":"alice","track_sid":info.sid,"muted":muted}).to_string()
        };
        let (status, answer) = world.post("MutePublishedTrack", &admin(), &body(true));
        assert_eq!((status, &answer["track"]["muted"]), (200, &json!(true)));
        let muted =
            |it: &Message| matches!(it, Message::Mute(it) if it.muted && it.sid == info.sid);
        assert!(world.client(alice).heard.iter().any(muted));
        assert!(
            world
                .client(alice)
                .last_update("alice")
                .expect("told of itself")
                .tracks[0]
                .muted
        );

        let (status, answer) = world.post("MutePublishedTrack", &admin(), &body(false));
        if remote_unmute {
            assert_eq!((status, &answer["track"]["muted"]), (200, &json!(false)));
        } else {
            assert_eq!(
                (status, &answer["msg"]),
                (412, &json!("remote unmute not enabled"))
            );
        }
    }
}

#[test]
fn room_metadata_is_told_at_once() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let (status, room) = world.post(
        "UpdateRoomMetadata",
        &admin(),
        r#"{"room":"demo","metadata":"m"}"#,
    );
    assert_eq!((status, &room["metadata"]), (200, &json!("m")));
    let told = |it: &Message| matches!(it, Message::RoomUpdate(it) if it.room.as_ref().is_some_and(|it| it.metadata == "m"));
    assert!(world.client(alice).heard.iter().any(told));
}

#[test]
fn services_that_need_more_than_one_server_say_so() {
    let mut world = World::new();
    let operator = AccessToken::new("devkey", "secret")
        .grant(VideoGrant::new().room_record(true).ingress_admin(true))
        .grant(SipGrant::admin());
    let operator = operator
        .to_jwt_at(SystemTime::UNIX_EPOCH + UNIX)
        .expect("a token");
    let authorization = format!("Bearer {operator}");
    for (service, method, what) in [
        ("Egress", "ListEgress", "egress"),
        ("Ingress", "ListIngress", "ingress"),
        ("SIP", "ListSIPTrunk", "sip"),
    ] {
        let target = format!("/twirp/livekit.{service}/{method}");
        let id = world.http(&HttpRequest {
            method: "POST",
            target: &target,
            authorization: Some(&authorization),
            content_type: Some("application/json"),
            body: b"{}",
        });
        let reply = world.reply(id).expect("an answer");
        let error: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
        assert_eq!(
            (reply.status, &error["msg"]),
            (
                500,
                &json!(format!("{what} not connected (redis required)"))
            )
        );
    }
}

// ---- calls to participants

fn call(world: &mut World, payload: &str) -> lk_devserver::HttpId {
    let body =
        json!({"room":"demo","destination_identity":"bob","method":"greet","payload":payload})
            .to_string();
    world.begin_post("PerformRpc", &admin(), &body)
}

fn request(world: &World, id: Id) -> Option<lk_proto::RpcRequest> {
    world
        .client(id)
        .data
        .iter()
        .find_map(|(_, packet)| match &packet.value {
            Some(Value::RpcRequest(request)) => Some(request.clone()),
            _ => None,
        })
}

fn answer(world: &mut World, id: Id, value: Value) {
    let packet = DataPacket {
        value: Some(value),
        ..DataPacket::default()
    };
    world.send_data(id, "_reliable", &packet);
}

fn respond(request_id: &str, value: rpc_response::Value) -> Value {
    Value::RpcResponse(RpcResponse {
        request_id: request_id.into(),
        value: Some(value),
    })
}

#[test]
fn a_call_is_answered_when_the_participant_answers() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    let watcher = world.join(&Join::new("demo", "watcher"));
    world.run(Duration::from_millis(500));
    let http = call(&mut world, "hello");
    world.until(|world| request(world, bob).is_some(), "bob is called");
    let asked = request(&world, bob).expect("called");
    assert_eq!(
        (asked.method.as_str(), asked.payload.as_str(), asked.version),
        ("greet", "hello", 1)
    );
    assert!(request(&world, watcher).is_none());
    assert!(world.reply(http).is_none());

    answer(
        &mut world,
        bob,
        Value::RpcAck(RpcAck {
            request_id: asked.id.clone(),
        }),
    );
    world.run(Duration::from_secs(5));
    answer(
        &mut world,
        bob,
        respond(&asked.id, rpc_response::Value::Payload("hi".into())),
    );
    world.run(Duration::from_millis(100));
    let reply = world.reply(http).expect("answered");
    assert_eq!(
        (reply.status, reply.body.as_slice()),
        (200, br#"{"payload":"hi"}"#.as_slice())
    );
    assert!(
        world.client(watcher).data.is_empty(),
        "answers go no further"
    );
}

#[test]
fn calls_fail_in_their_own_ways() {
    let message = |world: &mut World, http| {
        let reply = world.reply(http).expect("answered");
        let error: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
        (
            reply.status,
            error["msg"].as_str().expect("a message").to_owned(),
        )
    };
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    world.run(Duration::from_millis(500));

    let too_large = call(&mut world, &"x".repeat(15_361));
    assert_eq!(
        message(&mut world, too_large),
        (400, "RpcError 1402: Request payload too large".into())
    );

    let unheard = call(&mut world, "1");
    world.run(Duration::from_secs(3));
    assert_eq!(
        message(&mut world, unheard),
        (408, "RpcError 1501: Connection timeout".into())
    );

    world.client_mut(bob).data.clear();
    let unanswered = call(&mut world, "2");
    world.run(Duration::from_millis(100));
    let asked = request(&world, bob).expect("called").id;
    answer(&mut world, bob, Value::RpcAck(RpcAck { request_id: asked }));
    world.run(Duration::from_secs(11));
    assert_eq!(
        message(&mut world, unanswered),
        (408, "RpcError 1502: Response timeout".into())
    );

    world.client_mut(bob).data.clear();
    let failing = call(&mut world, "3");
    world.run(Duration::from_millis(100));
    let asked = request(&world, bob).expect("called").id;
    let error = RpcError {
        code: 1500,
        message: "broken".into(),
        data: "badly".into(),
    };
    answer(
        &mut world,
        bob,
        respond(&asked, rpc_response::Value::Error(error)),
    );
    world.run(Duration::from_millis(100));
    assert_eq!(
        message(&mut world, failing),
        (500, "RpcError 1500: broken: badly".into())
    );

    let abandoned = call(&mut world, "4");
    let gone = world.post(
        "RemoveParticipant",
        &admin(),
        r#"{"room":"demo","identity":"bob"}"#,
    );
    assert_eq!(gone.0, 200);
    assert_eq!(
        message(&mut world, abandoned),
        (503, "RpcError 1503: Recipient disconnected".into())
    );
}

#[test]
fn dispatches_are_kept_beside_the_one_for_any_agent() {
    let mut world = World::new();
    let authorization = format!("Bearer {}", admin());
    let mut post = |method: &str, body: &str| {
        let target = format!("/twirp/livekit.AgentDispatchService/{method}");
        let id = world.http(&HttpRequest {
            method: "POST",
            target: &target,
            authorization: Some(&authorization),
            content_type: Some("application/json"),
            body: body.as_bytes(),
        });
        let reply = world.reply(id).expect("an answer");
        let body: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
        (reply.status, body)
    };
    let (status, dispatch) = post(
        "CreateDispatch",
        r#"{"room":"demo","agentName":"helper","metadata":"m"}"#,
    );
    assert_eq!((status, &dispatch["agent_name"]), (200, &json!("helper")));
    let id = dispatch["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with("AD_"));
    let (_, list) = post("ListDispatch", r#"{"room":"demo"}"#);
    assert_eq!(list["agent_dispatches"].as_array().map(Vec::len), Some(2));
    let body = json!({"room":"demo","dispatch_id":id}).to_string();
    assert_eq!(post("DeleteDispatch", &body).0, 200);
    assert_eq!(post("DeleteDispatch", &body).0, 404);
}

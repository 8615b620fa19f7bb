//! For every call of the schema: its exact grant is accepted, every other refused, and an answer
//! with every field set is decoded.

use std::fmt::Debug;

use lk_api::{Granted, LiveKitApi, TwirpCode};
use lk_auth::{AccessToken, AgentGrant, Claims, SipGrant, VideoGrant};
use lk_proto::json::{self, JsonMessage};
use lk_proto::rpc::{self, RPCS, Rpc};
use prost::Message as _;
use serde_json::{Value, json};

use crate::{Mock, ours};

/// The grant of each call, by service and method; `*` is all methods that have no row of their
/// own. The requests below name the room `room`, or `room_name`, and the other `destination_room`.
fn expected(service: &str, method: &str) -> Value {
    let admin = |room: &str| json!({ "roomAdmin": true, "room": room });
    match (service, method) {
        ("livekit.RoomService", "CreateRoom" | "DeleteRoom") => {
            json!({ "video": { "roomCreate": true } })
        }
        ("livekit.RoomService", "ListRooms") => json!({ "video": { "roomList": true } }),
        ("livekit.RoomService", "ForwardParticipant" | "MoveParticipant") => {
            let mut video = admin("room");
            video["destinationRoom"] = "destination_room".into();
            json!({ "video": video })
        }
        ("livekit.RoomService" | "livekit.AgentDispatchService", _) => {
            json!({ "video": admin("room") })
        }
        ("livekit.Egress", _) => json!({ "video": { "roomRecord": true } }),
        ("livekit.Ingress", _) => json!({ "video": { "ingressAdmin": true } }),
        ("livekit.SIP", "CreateSIPParticipant") => json!({ "sip": { "call": true } }),
        ("livekit.SIP", "TransferSIPParticipant") => {
            json!({ "sip": { "call": true }, "video": admin("room_name") })
        }
        ("livekit.SIP" | "livekit.PhoneNumberService", _) => json!({ "sip": { "admin": true } }),
        ("livekit.Connector", "ConnectWhatsAppCall" | "DisconnectWhatsAppCall") => {
            json!({ "video": { "roomCreate": true } })
        }
        ("livekit.Connector", _) => {
            json!({ "video": { "roomCreate": true, "room": "room_name" } })
        }
        ("livekit.CloudAgent", _) => json!({ "agent": { "admin": true } }),
        ("livekit.AgentSimulation", _) => json!({ "agent": { "simulationAdmin": true } }),
        _ => panic!("no row for {service}/{method}"),
    }
}

/// Tokens to try on every call: one of each grant, and those that are nearly right.
fn tokens(api: &LiveKitApi) -> Vec<AccessToken> {
    let token = || api.token().expect("a key").identity("somebody");
    let admin = VideoGrant::admin;
    vec![
        token(),
        token().grant(VideoGrant::join("room")),
        token().grant(VideoGrant::create_rooms()),
        token().grant(VideoGrant::create_rooms().room("room_name")),
        token().grant(VideoGrant::list_rooms()),
        token().grant(VideoGrant::new().room_record(true)),
        token().grant(VideoGrant::new().ingress_admin(true)),
        token().grant(VideoGrant::new().room("room")),
        token().grant(admin("room")),
        token().grant(admin("room_name")),
        token().grant(admin("other")),
        token().grant(admin("room").destination_room("destination_room")),
        token().grant(admin("room").destination_room("other")),
        token().grant(admin("other").destination_room("destination_room")),
        token().grant(SipGrant::admin()),
        token().grant(SipGrant::call()),
        token().grant((SipGrant::call(), admin("room_name"))),
        token().grant((SipGrant::call(), admin("other"))),
        token().grant((SipGrant::admin(), admin("room_name"))),
        token().grant(AgentGrant::admin()),
        token().grant(AgentGrant::simulation_admin()),
    ]
}

/// What a token allows, as JSON.
fn allowed(token: &str) -> Value {
    let claims = Claims::from_unverified(token).expect("a token");
    let claims = serde_json::to_value(&claims).expect("JSON");
    let kinds = ["video", "sip", "agent"];
    let kinds = kinds
        .iter()
        .filter_map(|kind| Some(((*kind).to_owned(), claims.get(kind)?.clone())));
    Value::Object(kinds.collect())
}

/// Tells whether `given` has all that `needed` has. A room beside the right to create rooms is
/// for the server's records, which do not refuse another.
fn covers(given: &Value, needed: &Value) -> bool {
    let creates = needed["roomCreate"] == true;
    match (given, needed) {
        (Value::Object(given), Value::Object(needed)) => needed.iter().all(|(name, value)| {
            (creates && name == "room") || given.get(name).is_some_and(|given| covers(given, value))
        }),
        _ => given == needed,
    }
}

async fn check<R>(mock: &Mock, others: &[(String, Value, LiveKitApi)])
where
    R: Granted + Rpc<Request: JsonMessage + Clone, Response: JsonMessage + PartialEq + Debug>,
{
    let request = R::Request::decode(&json::filled::<R::Request>()[..]).expect("a request");
    let needed = expected(R::SERVICE, R::METHOD);

    // Ours is just that.
    let call = mock
        .call::<R>(request.clone())
        .header("x-lk-mock", r#"{"delayMs":0}"#);
    let sent = call
        .to_request(std::time::SystemTime::now())
        .expect("a request");
    let header = sent.headers()["authorization"].to_str().expect("text");
    let token = header.strip_prefix("Bearer ").expect("a bearer");
    assert_eq!(allowed(token), needed, "{}", R::NAME);

    // It is accepted, and the answer decoded.
    let answer = call
        .await
        .unwrap_or_else(|error| panic!("{}: {error:?}", R::NAME));
    let wire = json::filled::<R::Response>();
    assert_eq!(
        answer,
        R::Response::decode(&wire[..]).expect("an answer"),
        "{}",
        R::NAME
    );
    assert_eq!(
        answer.encode_to_vec().len(),
        wire.len(),
        "{} loses a field",
        R::NAME
    );

    // No other is.
    for (token, given, api) in others {
        let call = api
            .call::<R>(request.clone())
            .header("x-lk-mock", r#"{"delayMs":0}"#);
        match call.await {
            Ok(_) => assert!(covers(given, &needed), "{} by {given}", R::NAME),
            Err(error) => {
                assert!(!covers(given, &needed), "{} by {given}: {error}", R::NAME);
                assert_eq!(error.code(), Some(TwirpCode::PermissionDenied), "{token}");
            }
        }
    }
}

#[tokio::test]
async fn every_call_goes_through_with_its_grant_and_no_other() {
    let mock = ours().await;
    let others: Vec<_> = tokens(&mock)
        .into_iter()
        .map(|token| {
            let token = token.to_jwt().expect("a token");
            let api = LiveKitApi::with_token(&mock.url().to_string(), &token).expect("an API");
            (token.clone(), allowed(&token), api)
        })
        .collect();
    let mut checked = 0;
    macro_rules! each {
        ($($service:ident::$rpc:ident)+) => {$(
            check::<rpc::$service::$rpc>(&mock, &others).await;
            checked += 1;
        )+};
    }
    lk_proto::for_each_rpc!(each);
    assert_eq!(checked, RPCS.len());
}

#[tokio::test]
async fn a_token_that_nobody_signed_is_refused_before_its_grants_are_looked_at() {
    let mock = ours().await;
    let forged = LiveKitApi::new(&mock.url().to_string(), "devkey", "wrong").expect("an API");
    let error = forged.room().list_rooms(Default::default()).await;
    let error = error.expect_err("refused");
    assert_eq!(error.code(), Some(TwirpCode::Unauthenticated));
}

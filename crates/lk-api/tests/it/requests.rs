//! What goes out.

use std::time::{Duration, SystemTime};

use lk_api::{CallError, LiveKitApi};
use lk_auth::{ApiKey, TokenVerifier};
use lk_proto::{
    AcceptWhatsAppCallRequest, CreateRoomRequest, CreateSipParticipantRequest, PerformRpcRequest,
    Room, SendDataRequest, TransferSipParticipantRequest,
};
use prost::Message as _;

use crate::fake::Fake;

#[tokio::test]
async fn a_call_goes_out_as_twirp_wants_it() {
    let room = Room {
        name: "demo".into(),
        sid: "RM_1".into(),
        ..Default::default()
    };
    let fake = Fake::with(&room).await;
    let request = CreateRoomRequest {
        name: "demo".into(),
        ..Default::default()
    };
    let call = fake
        .api
        .room()
        .create_room(request.clone())
        .header("x-trace", "7");
    assert_eq!(
        call.timeout(Duration::from_millis(2500))
            .await
            .expect("a room"),
        room
    );

    let asked = fake.asked().remove(0);
    assert_eq!(asked.method(), "POST");
    assert_eq!(
        asked.uri().path(),
        "/pre/fix/twirp/livekit.RoomService/CreateRoom"
    );
    assert_eq!(
        CreateRoomRequest::decode(asked.body().clone()).expect("a message"),
        request
    );
    let header = |name: &str| asked.headers()[name].to_str().expect("text");
    assert_eq!(header("content-type"), "application/protobuf");
    assert_eq!(header("x-trace"), "7");
    assert_eq!(header("x-twirp-timeout-ms"), "2500");
    assert_eq!(header("x-livekit-request-id").len(), 36);
    let token = header("authorization")
        .strip_prefix("Bearer ")
        .expect("a bearer");
    let verifier = TokenVerifier::new(ApiKey::new("devkey", "secret"));
    let claims = verifier.verify(token).expect("a true token");
    assert!(claims.video.expect("a grant").room_create);
    let validity = claims.exp.expect("exp").as_secs() - claims.nbf.expect("nbf").as_secs();
    assert_eq!(validity, 600);
}

#[tokio::test]
async fn ids_differ_between_calls_and_the_callers_own_wins() {
    let fake = Fake::with(&Room::default()).await;
    let create = || fake.api.room().create_room(CreateRoomRequest::default());
    create().await.expect("a room");
    create().await.expect("a room");
    create().request_id("mine").await.expect("a room");
    let asked = fake.asked();
    let id = |index: usize| &asked[index].headers()["x-livekit-request-id"];
    assert_ne!(id(0), id(1));
    assert_eq!(id(2), "mine");
    assert_eq!(
        asked[2]
            .headers()
            .get_all("x-livekit-request-id")
            .iter()
            .count(),
        1
    );
}

#[tokio::test]
async fn impossible_headers_are_told_before_sending() {
    let fake = Fake::with(&Room::default()).await;
    for (name, value) in [("a b", "c"), ("a", "b\nc")] {
        let call = fake
            .api
            .room()
            .create_room(Default::default())
            .header(name, value);
        assert!(matches!(call.await, Err(CallError::InvalidHeader { .. })));
    }
    assert!(fake.asked().is_empty());
}

/// The time limit of a call in milliseconds, as the server is told it.
fn told_limit<R: lk_api::Granted>(call: &lk_api::Call<R>) -> u64 {
    let request = call.to_request(SystemTime::UNIX_EPOCH).expect("a request");
    request.headers()["x-twirp-timeout-ms"]
        .to_str()
        .expect("text")
        .parse()
        .expect("a number")
}

#[test]
fn data_carries_a_nonce() {
    let room = LiveKitApi::new("ws://h", "k", "s").expect("an API").room();
    let made = room.send_data(SendDataRequest::default());
    assert_eq!(made.request().nonce.len(), 16);
    assert_ne!(
        room.send_data(SendDataRequest::default()).request().nonce,
        made.request().nonce
    );
    let own = SendDataRequest {
        nonce: vec![7; 16].into(),
        ..Default::default()
    };
    assert_eq!(room.send_data(own.clone()).request(), &own);
}

#[test]
fn an_rpc_may_take_longer_than_the_server_waits() {
    let room = LiveKitApi::new("ws://h", "k", "s").expect("an API").room();
    assert_eq!(
        told_limit(&room.perform_rpc(PerformRpcRequest::default())),
        23_000
    );
    let request = PerformRpcRequest {
        response_timeout_ms: 60_000,
        ..Default::default()
    };
    assert_eq!(told_limit(&room.perform_rpc(request.clone())), 68_000);
    let call = room.perform_rpc(request).timeout(Duration::from_secs(1));
    assert_eq!(told_limit(&call), 1000);
}

#[test]
fn calls_that_ring_pin_how_long() {
    let api = LiveKitApi::new("ws://h", "k", "s").expect("an API");
    let call = api
        .sip()
        .create_sip_participant(CreateSipParticipantRequest::default());
    assert_eq!(
        (told_limit(&call), call.request().ringing_timeout),
        (10_000, None)
    );
    let waiting = CreateSipParticipantRequest {
        wait_until_answered: true,
        ..Default::default()
    };
    let call = api.sip().create_sip_participant(waiting);
    assert_eq!(told_limit(&call), 32_000);
    assert_eq!(
        call.request()
            .ringing_timeout
            .as_ref()
            .expect("pinned")
            .seconds,
        30
    );
    let call = api
        .sip()
        .transfer_sip_participant(TransferSipParticipantRequest {
            ringing_timeout: Some(prost_types::Duration {
                seconds: 60,
                nanos: 0,
            }),
            ..Default::default()
        });
    assert_eq!(told_limit(&call), 62_000);
    // Giving up before that would leave it ringing.
    let shorter = call.clone().timeout(Duration::from_secs(5));
    assert_eq!(told_limit(&shorter), 62_000);
    assert_eq!(told_limit(&call.timeout(Duration::from_secs(90))), 90_000);
    let at_once = CreateSipParticipantRequest {
        wait_until_answered: true,
        ringing_timeout: Some(prost_types::Duration::default()),
        ..Default::default()
    };
    let call = api.sip().create_sip_participant(at_once);
    assert_eq!(told_limit(&call), 32_000, "none, as the server reads it");
    let accepting = AcceptWhatsAppCallRequest {
        wait_until_answered: true,
        ..Default::default()
    };
    assert_eq!(
        told_limit(&api.connector().accept_whats_app_call(accepting)),
        32_000
    );
    assert_eq!(
        told_limit(&api.phone_number().search_phone_numbers(Default::default())),
        30_000
    );
}

#[test]
fn the_server_is_told_no_more_than_go_counts() {
    let room = LiveKitApi::new("ws://h", "k", "s").expect("an API").room();
    let list = || room.list_rooms(Default::default());
    for endless in [Duration::from_secs(1000 * 365 * 24 * 3600), Duration::MAX] {
        let told = told_limit(&list().timeout(endless));
        assert!(
            i64::try_from(told)
                .expect("a number")
                .checked_mul(1_000_000)
                .is_some()
        );
    }
    assert_eq!(told_limit(&list().timeout(Duration::ZERO)), 1);
}

#[test]
fn hosted_agents_are_asked_at_their_own_address() {
    let uri = |api: LiveKitApi| {
        let call = api.cloud_agent().list_agents(Default::default());
        call.to_request(SystemTime::UNIX_EPOCH)
            .expect("a request")
            .uri()
            .to_string()
    };
    let api = |url: &str| LiveKitApi::new(url, "k", "s").expect("an API");
    let path = "/twirp/livekit.CloudAgent/ListAgents";
    assert_eq!(
        uri(api("wss://p.livekit.cloud")),
        format!("https://agents.livekit.cloud{path}")
    );
    assert_eq!(
        uri(api("ws://localhost:7880")),
        format!("http://localhost:7880{path}")
    );
    let own = api("wss://p.livekit.cloud").agents_url("http://a:1".parse().expect("a URL"));
    assert_eq!(uri(own), format!("http://a:1{path}"));
}

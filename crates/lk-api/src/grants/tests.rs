//! Every call of the schema has its row, and each row the grant that the server asks for.

use std::collections::BTreeSet;
use std::time::SystemTime;

use lk_auth::Claims;

use super::*;
use crate::LiveKitApi;

/// What the token of the call `R` allows, as JSON.
fn granted<R: Granted>(request: R::Request) -> String {
    let api = LiveKitApi::new("ws://localhost", "k", "s").expect("an API");
    let sent = crate::Call::<R>::new(&api, request).to_request(SystemTime::UNIX_EPOCH);
    let sent = sent.expect("a request");
    let header = sent.headers()["authorization"].to_str().expect("text");
    let token = header.strip_prefix("Bearer ").expect("a bearer");
    let mut claims = Claims::from_unverified(token).expect("a token");
    claims.iss.clear();
    (claims.nbf, claims.exp) = (None, None);
    serde_json::to_string(&claims).expect("JSON")
}

#[test]
fn every_call_of_the_schema_has_one_row() {
    let schema: BTreeSet<_> = rpc::RPCS.iter().copied().collect();
    let rows: BTreeSet<_> = ROWS.iter().copied().collect();
    assert_eq!(rows, schema);
    assert_eq!(ROWS.len(), rows.len(), "no row twice");
}

#[test]
fn rooms_ask_for_what_the_server_checks() {
    use lk_proto::rpc::room_service as rpc;
    let room = || "r".to_owned();
    let create = r#"{"video":{"roomCreate":true}}"#;
    assert_eq!(granted::<rpc::CreateRoom>(Default::default()), create);
    assert_eq!(granted::<rpc::DeleteRoom>(Default::default()), create);
    let list = r#"{"video":{"roomList":true}}"#;
    assert_eq!(granted::<rpc::ListRooms>(Default::default()), list);
    let admin = r#"{"video":{"roomAdmin":true,"room":"r"}}"#;
    macro_rules! admin {
        ($($rpc:ident)+) => {
            $({
                let mut request = <rpc::$rpc as lk_proto::rpc::Rpc>::Request::default();
                request.room = room();
                assert_eq!(granted::<rpc::$rpc>(request), admin, stringify!($rpc));
            })+
        };
    }
    admin!(ListParticipants GetParticipant RemoveParticipant MutePublishedTrack UpdateParticipant);
    admin!(UpdateSubscriptions UpdateRoomMetadata SendData PerformRpc);
    let moving = lk_proto::MoveParticipantRequest {
        room: room(),
        destination_room: "d".into(),
        ..Default::default()
    };
    let both = r#"{"video":{"roomAdmin":true,"room":"r","destinationRoom":"d"}}"#;
    assert_eq!(granted::<rpc::MoveParticipant>(moving), both);
    let forwarding = lk_proto::ForwardParticipantRequest {
        room: room(),
        destination_room: "d".into(),
        ..Default::default()
    };
    assert_eq!(granted::<rpc::ForwardParticipant>(forwarding), both);
}

#[test]
fn the_other_services_ask_for_theirs() {
    let transfer = lk_proto::TransferSipParticipantRequest {
        room_name: "r".into(),
        ..Default::default()
    };
    assert_eq!(
        granted::<rpc::sip::TransferSipParticipant>(transfer),
        r#"{"video":{"roomAdmin":true,"room":"r"},"sip":{"call":true}}"#
    );
    let call = r#"{"sip":{"call":true}}"#;
    assert_eq!(
        granted::<rpc::sip::CreateSipParticipant>(Default::default()),
        call
    );
    let admin = r#"{"sip":{"admin":true}}"#;
    assert_eq!(
        granted::<rpc::sip::DeleteSipTrunk>(Default::default()),
        admin
    );
    assert_eq!(
        granted::<rpc::phone_number_service::GetPhoneNumber>(Default::default()),
        admin
    );
    let record = r#"{"video":{"roomRecord":true}}"#;
    assert_eq!(
        granted::<rpc::egress::StartEgress>(Default::default()),
        record
    );
    let ingress = r#"{"video":{"ingressAdmin":true}}"#;
    assert_eq!(
        granted::<rpc::ingress::ListIngress>(Default::default()),
        ingress
    );
    let agents = r#"{"agent":{"admin":true}}"#;
    assert_eq!(
        granted::<rpc::cloud_agent::ListAgents>(Default::default()),
        agents
    );
    let simulations = r#"{"agent":{"simulationAdmin":true}}"#;
    assert_eq!(
        granted::<rpc::agent_simulation::CountSimulationRuns>(Default::default()),
        simulations
    );
    let twilio = lk_proto::ConnectTwilioCallRequest {
        room_name: "r".into(),
        ..Default::default()
    };
    assert_eq!(
        granted::<rpc::connector::ConnectTwilioCall>(twilio),
        r#"{"video":{"roomCreate":true,"room":"r"}}"#
    );
    let dispatch = lk_proto::ListAgentDispatchRequest {
        room: "r".into(),
        ..Default::default()
    };
    assert_eq!(
        granted::<rpc::agent_dispatch_service::ListDispatch>(dispatch),
        r#"{"video":{"roomAdmin":true,"room":"r"}}"#
    );
}

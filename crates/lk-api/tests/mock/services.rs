//! Every call of the services that the mock knows, with the grant that it asks for.

use lk_proto::*;

use crate::mock;

/// Makes a call and asserts that it was answered.
macro_rules! call {
    ($service:expr, $method:ident) => {
        call!($service, $method, Default::default())
    };
    ($service:expr, $method:ident, $request:expr) => {
        $service
            .$method($request)
            .await
            .unwrap_or_else(|error| panic!("{error:?}"))
    };
}

#[tokio::test]
async fn rooms() {
    let api = mock().await;
    let room = api.room();
    let who = RoomParticipantIdentity {
        room: "r".into(),
        identity: "a".into(),
        ..Default::default()
    };
    let request = CreateRoomRequest {
        name: "demo".into(),
        metadata: "m".into(),
        empty_timeout: 7,
        ..Default::default()
    };
    let made = call!(room, create_room, request);
    assert_eq!(
        (
            made.name.as_str(),
            made.metadata.as_str(),
            made.empty_timeout
        ),
        ("demo", "m", 7)
    );
    assert_eq!(call!(room, list_rooms).rooms.len(), 1);
    call!(room, delete_room);
    call!(room, list_participants);
    assert_eq!(call!(room, get_participant, who.clone()).identity, "a");
    call!(room, remove_participant, who);
    call!(room, mute_published_track);
    call!(room, update_participant);
    call!(room, update_subscriptions);
    call!(room, update_room_metadata);
    call!(room, send_data);
    call!(room, perform_rpc);
    let moving = MoveParticipantRequest {
        room: "r".into(),
        destination_room: "d".into(),
        ..Default::default()
    };
    call!(room, move_participant, moving);
    let forwarding = ForwardParticipantRequest {
        room: "r".into(),
        destination_room: "d".into(),
        ..Default::default()
    };
    call!(room, forward_participant, forwarding);
}

#[tokio::test]
async fn egress_and_ingress() {
    let api = mock().await;
    let egress = api.egress();
    call!(egress, start_egress);
    call!(egress, start_room_composite_egress);
    call!(egress, start_web_egress);
    call!(egress, start_participant_egress);
    call!(egress, start_track_composite_egress);
    call!(egress, start_track_egress);
    call!(egress, update_layout);
    call!(egress, update_stream);
    assert_eq!(call!(egress, list_egress).items.len(), 1);
    call!(egress, stop_egress);
    let ingress = api.ingress();
    call!(ingress, create_ingress);
    call!(ingress, update_ingress);
    call!(ingress, list_ingress);
    call!(ingress, delete_ingress);
}

#[tokio::test]
async fn dispatches_and_connectors() {
    let api = mock().await;
    let dispatch = api.agent_dispatch();
    call!(dispatch, create_dispatch);
    call!(dispatch, list_dispatch);
    call!(dispatch, delete_dispatch);
    let connector = api.connector();
    call!(connector, dial_whats_app_call);
    call!(connector, disconnect_whats_app_call);
    call!(connector, connect_whats_app_call);
    call!(connector, accept_whats_app_call);
    call!(connector, connect_twilio_call);
}

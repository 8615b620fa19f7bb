//! Rooms, and what is said of participants who are not there.

use lk_api::{CallError, LiveKitApi, TwirpCode};
use lk_proto::{
    CreateRoomRequest, DeleteRoomRequest, ForwardParticipantRequest, ListParticipantsRequest,
    ListRoomsRequest, MoveParticipantRequest, MuteRoomTrackRequest, PerformRpcRequest,
    RoomParticipantIdentity, SendDataRequest, UpdateParticipantRequest, UpdateRoomMetadataRequest,
    UpdateSubscriptionsRequest,
};

use crate::{api, name, refused};

async fn create(api: &LiveKitApi, name: &str) -> lk_proto::Room {
    let request = CreateRoomRequest {
        name: name.into(),
        empty_timeout: 60,
        departure_timeout: 7,
        max_participants: 5,
        metadata: "first".into(),
        ..Default::default()
    };
    api.room().create_room(request).await.expect("a room")
}

async fn delete(api: &LiveKitApi, room: &str) {
    let request = DeleteRoomRequest { room: room.into() };
    api.room().delete_room(request).await.expect("deleted");
}

fn nobody(room: &str) -> RoomParticipantIdentity {
    RoomParticipantIdentity {
        room: room.into(),
        identity: "nobody".into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_room_is_created_listed_changed_and_deleted() {
    let api = api().await;
    let name = name("room");
    let made = create(&api, &name).await;
    assert!(made.sid.starts_with("RM_"), "{made:?}");
    assert_eq!(
        (made.name.as_str(), made.metadata.as_str()),
        (name.as_str(), "first")
    );
    assert_eq!(
        (
            made.empty_timeout,
            made.departure_timeout,
            made.max_participants
        ),
        (60, 7, 5)
    );
    assert!(!made.enabled_codecs.is_empty() && made.creation_time > 0);

    let again = CreateRoomRequest {
        name: name.clone(),
        max_participants: 9,
        ..Default::default()
    };
    let again = api.room().create_room(again).await.expect("the same room");
    assert_eq!(
        (again.sid, again.max_participants),
        (made.sid.clone(), 5),
        "unchanged"
    );

    let request = ListRoomsRequest {
        names: vec![name.clone(), "no such room".into()],
    };
    let listed = api.room().list_rooms(request).await.expect("a list").rooms;
    assert_eq!(
        listed.iter().map(|room| &room.sid).collect::<Vec<_>>(),
        [&made.sid]
    );
    let all = api
        .room()
        .list_rooms(ListRoomsRequest::default())
        .await
        .expect("a list")
        .rooms;
    assert!(all.iter().any(|room| room.sid == made.sid));

    for metadata in ["second", ""] {
        let request = UpdateRoomMetadataRequest {
            room: name.clone(),
            metadata: metadata.to_owned(),
        };
        let room = api
            .room()
            .update_room_metadata(request)
            .await
            .expect("a room");
        assert_eq!(room.metadata, metadata);
    }
    let request = ListParticipantsRequest { room: name.clone() };
    let listed = api.room().list_participants(request).await.expect("a list");
    assert!(listed.participants.is_empty());

    delete(&api, &name).await;
    let request = ListRoomsRequest {
        names: vec![name.clone()],
    };
    assert!(
        api.room()
            .list_rooms(request)
            .await
            .expect("a list")
            .rooms
            .is_empty()
    );
    let request = DeleteRoomRequest { room: name };
    let message = refused(api.room().delete_room(request).await, TwirpCode::NotFound);
    assert!(
        message.ends_with("requested room does not exist"),
        "{message}"
    );
}

#[tokio::test]
async fn participants_who_are_not_there_are_not_found() {
    let api = api().await;
    let name = name("nobody");
    create(&api, &name).await;
    let room = api.room();
    refused(
        room.get_participant(nobody(&name)).await,
        TwirpCode::NotFound,
    );
    refused(
        room.remove_participant(nobody(&name)).await,
        TwirpCode::NotFound,
    );
    let update = UpdateParticipantRequest {
        room: name.clone(),
        identity: "nobody".into(),
        name: "n".into(),
        ..Default::default()
    };
    refused(room.update_participant(update).await, TwirpCode::NotFound);
    // Calls that go to the participant itself find nobody who answers; a server may know sooner.
    let mute = MuteRoomTrackRequest {
        room: name.clone(),
        identity: "nobody".into(),
        track_sid: "TR_x".into(),
        muted: true,
    };
    let error = room.mute_published_track(mute).await.expect_err("nobody");
    assert!(absent(&error), "{error:?}");
    let rpc = PerformRpcRequest {
        room: name.clone(),
        destination_identity: "nobody".into(),
        method: "m".into(),
        ..Default::default()
    };
    let error = room.perform_rpc(rpc).await.expect_err("nobody");
    assert!(absent(&error), "{error:?}");
    // Subscriptions of unknown participants and tracks are not refused.
    let subscribe = UpdateSubscriptionsRequest {
        room: name.clone(),
        identity: "nobody".into(),
        track_sids: vec!["TR_x".into()],
        subscribe: true,
        ..Default::default()
    };
    let subscribed = room.update_subscriptions(subscribe).await;
    assert!(
        subscribed.as_ref().err().is_none_or(absent),
        "{subscribed:?}"
    );
    delete(&api, &name).await;
}

fn absent(error: &CallError) -> bool {
    matches!(
        error.code(),
        Some(TwirpCode::Unavailable | TwirpCode::NotFound)
    )
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_reason() {
    let api = api().await;
    let room = api.room();
    let long = CreateRoomRequest {
        name: "n".repeat(257),
        ..Default::default()
    };
    let message = refused(room.create_room(long).await, TwirpCode::InvalidArgument);
    assert!(
        message.ends_with("room name length exceeds limits: max length 256"),
        "{message}"
    );

    let name = name("sense");
    create(&api, &name).await;
    let metadata = UpdateRoomMetadataRequest {
        room: name.clone(),
        metadata: "m".repeat(600_000),
    };
    let error = room
        .update_room_metadata(metadata)
        .await
        .expect_err("too long");
    let refusal = error.refusal().expect("a refusal");
    assert_eq!(refusal.code, TwirpCode::InvalidArgument);
    assert_eq!(refusal.status, 400);
    assert_eq!(refusal.meta["argument"], "metadata size exceeds limits");

    let nonce = SendDataRequest {
        room: name.clone(),
        nonce: vec![1, 2, 3].into(),
        ..Default::default()
    };
    let message = refused(room.send_data(nonce).await, TwirpCode::InvalidArgument);
    assert!(message.contains("nonce should be 16-bytes"), "{message}");
    let data = SendDataRequest {
        room: name.clone(),
        data: "hello".into(),
        ..Default::default()
    };
    room.send_data(data).await.expect("sent to an empty room");

    let rpc = PerformRpcRequest {
        room: name.clone(),
        method: "m".into(),
        ..Default::default()
    };
    let message = refused(room.perform_rpc(rpc).await, TwirpCode::InvalidArgument);
    assert!(
        message.contains("destination identity is required"),
        "{message}"
    );

    let moving = MoveParticipantRequest {
        room: name.clone(),
        identity: "a".into(),
        destination_room: name.clone(),
    };
    refused(
        room.move_participant(moving).await,
        TwirpCode::InvalidArgument,
    );
    let forwarding = ForwardParticipantRequest {
        room: name.clone(),
        identity: "a".into(),
        destination_room: "other".into(),
    };
    let error = room
        .forward_participant(forwarding)
        .await
        .expect_err("not implemented");
    assert!(error.status().is_some(), "{error:?}");
    delete(&api, &name).await;
}

#[tokio::test]
async fn unknown_rooms_are_told() {
    let api = api().await;
    let room = api.room();
    let name = name("unknown");
    let metadata = UpdateRoomMetadataRequest {
        room: name.clone(),
        metadata: "m".into(),
    };
    refused(
        room.update_room_metadata(metadata).await,
        TwirpCode::NotFound,
    );
    let list = ListParticipantsRequest { room: name.clone() };
    assert!(
        room.list_participants(list)
            .await
            .expect("a list")
            .participants
            .is_empty()
    );
    let data = SendDataRequest {
        room: name,
        data: "x".into(),
        ..Default::default()
    };
    let error = room.send_data(data).await.expect_err("no room");
    assert!(absent(&error), "{error:?}");
}

#[tokio::test]
async fn wrong_keys_and_missing_grants_are_told_apart_from_other_refusals() {
    let api = api().await;
    let url = api.url().to_string();
    let list = |api: LiveKitApi| async move { api.room().list_rooms(Default::default()).await };
    for (key, secret) in [("no-such-key", "secret"), ("devkey", "wrong")] {
        let wrong = LiveKitApi::new(&url, key, secret).expect("an API");
        let error = list(wrong).await.expect_err("refused");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(401),
            "{error:?}"
        );
        assert_eq!(error.code(), Some(TwirpCode::Unauthenticated));
    }
    let Some(token) = api.token() else { return };
    let token = token
        .grant(lk_auth::VideoGrant::create_rooms())
        .to_jwt()
        .expect("a token");
    let signed = LiveKitApi::with_token(&url, &token).expect("an API");
    let message = refused(list(signed.clone()).await, TwirpCode::Unauthenticated);
    assert_eq!(message, "permissions denied");
    let name = name("signed");
    create(&signed, &name).await;
    delete(&signed, &name).await;
}

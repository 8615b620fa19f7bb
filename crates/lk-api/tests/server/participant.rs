//! Calls about a participant who is there and publishes, last of all its removal.

use std::collections::HashMap;

use lk_api::TwirpCode;
use lk_proto::{
    ListParticipantsRequest, MuteRoomTrackRequest, PerformRpcRequest, RoomParticipantIdentity,
    SendDataRequest, UpdateParticipantRequest, UpdateSubscriptionsRequest,
};

use crate::{api, refused};

#[tokio::test]
async fn a_participant_is_seen_changed_muted_and_removed() {
    let api = api().await;
    let Ok(place) = std::env::var("LIVEKIT_TEST_PARTICIPANT") else {
        eprintln!("SKIPPED: LIVEKIT_TEST_PARTICIPANT names nobody");
        return;
    };
    let (room, identity) = place.split_once('/').expect("room/identity");
    let calls = api.room();
    let who = || RoomParticipantIdentity {
        room: room.into(),
        identity: identity.into(),
        ..Default::default()
    };

    let listed = calls
        .list_participants(ListParticipantsRequest { room: room.into() })
        .await;
    let listed = listed.expect("a list").participants;
    assert!(
        listed.iter().any(|one| one.identity == identity),
        "{listed:?}"
    );
    let seen = calls.get_participant(who()).await.expect("a participant");
    assert!(seen.sid.starts_with("PA_"));

    let request = UpdateParticipantRequest {
        room: room.into(),
        identity: identity.into(),
        name: "A new name".into(),
        metadata: "md".into(),
        attributes: HashMap::from([("a".to_owned(), "1".to_owned())]),
        ..Default::default()
    };
    let changed = calls
        .update_participant(request)
        .await
        .expect("a participant");
    assert_eq!(
        (changed.name.as_str(), changed.metadata.as_str()),
        ("A new name", "md")
    );
    assert_eq!(changed.attributes["a"], "1");

    let track = seen.tracks.first().expect("a published track");
    let mute = |track_sid: &str, muted: bool| {
        let (room, identity) = (room.to_owned(), identity.to_owned());
        let track_sid = track_sid.to_owned();
        calls.mute_published_track(MuteRoomTrackRequest {
            room,
            identity,
            track_sid,
            muted,
        })
    };
    let muted = mute(&track.sid, true)
        .await
        .expect("muted")
        .track
        .expect("a track");
    assert!(muted.muted && muted.sid == track.sid);
    assert_eq!(
        mute("TR_unknown", true).await.expect("nothing muted").track,
        None
    );
    // Unmuting is for the server's configuration to allow.
    match mute(&track.sid, false).await {
        Ok(unmuted) => assert!(!unmuted.track.expect("a track").muted),
        refusal => {
            let message = refused(refusal, TwirpCode::FailedPrecondition);
            assert!(message.ends_with("remote unmute not enabled"), "{message}");
        }
    }

    let request = UpdateSubscriptionsRequest {
        room: room.into(),
        identity: identity.into(),
        track_sids: vec!["TR_unknown".into()],
        subscribe: false,
        ..Default::default()
    };
    calls.update_subscriptions(request).await.expect("ignored");
    let request = SendDataRequest {
        room: room.into(),
        data: "hello".into(),
        destination_identities: vec![identity.into()],
        topic: Some("t".into()),
        ..Default::default()
    };
    calls.send_data(request).await.expect("sent");

    let rpc = |method: &str, payload: &str| {
        calls.perform_rpc(PerformRpcRequest {
            room: room.into(),
            destination_identity: identity.into(),
            method: method.into(),
            payload: payload.into(),
            response_timeout_ms: 5000,
        })
    };
    match rpc("echo", "hello").await {
        Ok(answer) => assert_eq!(answer.payload, "hello"),
        Err(error) => panic!("{error:?}"),
    }
    let message = refused(rpc("no such method", "").await, TwirpCode::InvalidArgument);
    assert!(message.contains("1400"), "{message}");
    let message = refused(
        rpc("echo", &"x".repeat(20_000)).await,
        TwirpCode::InvalidArgument,
    );
    assert!(message.contains("1402"), "{message}");

    calls.remove_participant(who()).await.expect("removed");
    refused(calls.get_participant(who()).await, TwirpCode::NotFound);
}

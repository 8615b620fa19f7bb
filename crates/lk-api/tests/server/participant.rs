//! Calls about a participant who is there and publishes, last of all its removal.
//!
//! It is one of ours, which answers no RPC; or, to see those answered too, the one that
//! `LIVEKIT_TEST_PARTICIPANT` names as `room/identity`, which `participant.py` makes.

use std::collections::HashMap;
use std::time::Duration;

use lk_api::TwirpCode;
use lk_auth::VideoGrant;
use lk_proto::{
    ListParticipantsRequest, MuteRoomTrackRequest, PerformRpcRequest, RoomParticipantIdentity,
    SendDataRequest, UpdateParticipantRequest, UpdateSubscriptionsRequest,
};

use lk_rtc::{
    DisconnectReason, Event, LocalTrack, PublishOptions, Room, RoomEvent, RoomEvents, RoomOptions,
};
use tokio::time::timeout;

use crate::{Server, api, name, refused};

/// A participant of ours, who publishes.
struct Guest {
    room: Room,
    events: RoomEvents,
    _track: LocalTrack,
}

impl Guest {
    async fn join(api: &Server, room: &str, identity: &str) -> Self {
        let token = api.token().expect("a key");
        let token = token.identity(identity).grant(VideoGrant::join(room));
        let token = token.to_jwt().expect("a token");
        let url = api.url().to_string();
        let joined = Room::connect(&url, &token, RoomOptions::new()).await;
        let (room, events) = joined.expect("in the room");
        let codec = lk_media::Codec::Opus;
        let options = PublishOptions::microphone();
        let us = room.local_participant();
        let track = us.publish_track(codec, options).await;
        Self {
            _track: track.expect("a track"),
            room,
            events,
        }
    }

    /// Waits for the first event of which `pick` makes something.
    async fn sees<T>(&mut self, what: &str, pick: impl Fn(RoomEvent) -> Option<T>) -> T {
        let search = async {
            loop {
                let event = self.events.next().await.expect(what);
                if let Some(picked) = pick(event) {
                    return picked;
                }
            }
        };
        timeout(Duration::from_secs(60), search).await.expect(what)
    }
}

#[tokio::test]
async fn a_participant_is_seen_changed_muted_and_removed() {
    let api = api().await;
    let (mut guest, place) = match std::env::var("LIVEKIT_TEST_PARTICIPANT") {
        Ok(place) => (None, place),
        Err(_) => {
            let room = name("participant");
            let guest = Guest::join(&api, &room, "guest").await;
            (Some(guest), format!("{room}/guest"))
        }
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
    if let Some(guest) = &mut guest {
        let named = |event| matches!(event, Event::ParticipantNameChanged(_)).then_some(());
        guest.sees("its new name", named).await;
        assert_eq!(guest.room.local_participant().state().name(), "A new name");
    }

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
    if let Some(guest) = &mut guest {
        let muted = |event| matches!(event, Event::TrackMuted(_)).then_some(());
        guest.sees("that it is muted", muted).await;
    }
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
    if let Some(guest) = &mut guest {
        let data = |event| match event {
            Event::DataReceived(data) => Some(data),
            _ => None,
        };
        let data = guest.sees("the data", data).await;
        assert_eq!(
            (&*data.payload, data.topic.as_deref()),
            (&b"hello"[..], Some("t"))
        );
    }

    let rpc = |method: &str, payload: &str| {
        calls.perform_rpc(PerformRpcRequest {
            room: room.into(),
            destination_identity: identity.into(),
            method: method.into(),
            payload: payload.into(),
            response_timeout_ms: 5000,
        })
    };
    if guest.is_none() {
        let answer = rpc("echo", "hello").await.expect("an answer");
        assert_eq!(answer.payload, "hello");
        let message = refused(rpc("no such method", "").await, TwirpCode::InvalidArgument);
        assert!(message.contains("1400"), "{message}");
    } else {
        // Nobody picks up.
        let error = rpc("echo", "hello").await.expect_err("no answer");
        let message = &error
            .refusal()
            .unwrap_or_else(|| panic!("{error:?}"))
            .message;
        assert!(message.contains("1501"), "{message}");
    }
    let message = refused(
        rpc("echo", &"x".repeat(20_000)).await,
        TwirpCode::InvalidArgument,
    );
    assert!(message.contains("1402"), "{message}");

    calls.remove_participant(who()).await.expect("removed");
    if let Some(guest) = &guest {
        let out = timeout(Duration::from_secs(60), guest.room.closed()).await;
        assert_eq!(out.expect("out"), DisconnectReason::ParticipantRemoved);
    }
    refused(calls.get_participant(who()).await, TwirpCode::NotFound);
}

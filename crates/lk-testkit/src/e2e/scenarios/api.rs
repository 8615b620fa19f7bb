//! What RoomService does to a room, as those in it see it.

use std::time::Duration;

use lk_api::TwirpCode;
use lk_media::MediaKind;
use lk_proto::{
    CreateRoomRequest, DeleteRoomRequest, ListParticipantsRequest, ListRoomsRequest,
    MuteRoomTrackRequest, RoomParticipantIdentity, UpdateParticipantRequest,
    UpdateRoomMetadataRequest, participant_info,
};
use lk_rtc::{DisconnectReason, Event, PublishOptions, RoomEvent};
use lk_signal::SignalPath;

use crate::e2e::{Env, Listener, Member, Play};
use crate::media::AudioPattern;

/// A list of rooms by name holds exactly those.
pub async fn room_list(env: &Env, _: SignalPath) {
    let names = [env.room("list-a"), env.room("list-b"), env.room("list-c")];
    let api = env.api();
    for name in &names[..2] {
        let request = CreateRoomRequest {
            name: name.clone(),
            metadata: format!("of {name}"),
            empty_timeout: 60,
            ..Default::default()
        };
        let room = api.room().create_room(request).await.expect("created");
        assert!(room.sid.starts_with("RM_"));
        assert_eq!(room.empty_timeout, 60);
    }
    let list = async |names: Vec<String>| {
        let rooms = api
            .room()
            .list_rooms(ListRoomsRequest { names })
            .await
            .expect("listed")
            .rooms;
        let mut found: Vec<_> = rooms
            .into_iter()
            .map(|room| (room.name, room.metadata))
            .collect();
        found.sort();
        found
    };
    let named = |name: &String| (name.clone(), format!("of {name}"));
    assert_eq!(
        list(names.to_vec()).await,
        [named(&names[0]), named(&names[1])]
    );
    assert_eq!(list(vec![names[1].clone()]).await, [named(&names[1])]);
    assert_eq!(list(vec![names[2].clone()]).await, []);
    let all = list(Vec::new()).await;
    assert!(names[..2].iter().all(|name| all.contains(&named(name))));
}

/// A room that nobody joined can be deleted, and is then no longer listed.
pub async fn close_non_rtc_room(env: &Env, _: SignalPath) {
    let room = env.room("close-non-rtc");
    let api = env.api();
    let request = CreateRoomRequest {
        name: room.clone(),
        ..Default::default()
    };
    api.room().create_room(request).await.expect("created");
    let request = DeleteRoomRequest { room: room.clone() };
    api.room().delete_room(request).await.expect("deleted");
    let request = ListRoomsRequest { names: vec![room] };
    assert!(
        api.room()
            .list_rooms(request)
            .await
            .expect("listed")
            .rooms
            .is_empty()
    );
}

/// A participant that is not there is not found.
pub async fn update_participant_nonexistent(env: &Env, path: SignalPath) {
    let room = env.room("nonexistent");
    let _alice = Member::join(env, path, &room, "alice").await;
    let request = UpdateParticipantRequest {
        room: room.clone(),
        identity: "nobody".to_owned(),
        metadata: "m".to_owned(),
        ..Default::default()
    };
    let error = env
        .api()
        .room()
        .update_participant(request)
        .await
        .expect_err("nobody is there");
    assert_eq!(error.code(), Some(TwirpCode::NotFound), "{error:?}");
    let request = RoomParticipantIdentity {
        room,
        identity: "nobody".to_owned(),
        ..Default::default()
    };
    let error = env
        .api()
        .room()
        .get_participant(request)
        .await
        .expect_err("nobody is there");
    assert_eq!(error.code(), Some(TwirpCode::NotFound), "{error:?}");
}

/// A participant that is removed is told so, and is gone.
pub async fn remove_participant(env: &Env, path: SignalPath) {
    let room = env.room("remove");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let bob = Member::join(env, path, &room, "bob").await;
    bob.sees("alice").await;
    let request = RoomParticipantIdentity {
        room: room.clone(),
        identity: "alice".to_owned(),
        ..Default::default()
    };
    env.api()
        .room()
        .remove_participant(request)
        .await
        .expect("removed");
    assert_eq!(alice.put_out().await, DisconnectReason::ParticipantRemoved);
    bob.misses("alice").await;
    let request = ListParticipantsRequest { room };
    let list = env
        .api()
        .room()
        .list_participants(request)
        .await
        .expect("listed")
        .participants;
    let identities: Vec<_> = list.iter().map(|it| it.identity.as_str()).collect();
    assert_eq!(identities, ["bob"]);
}

/// Deleting a room puts everybody out.
pub async fn delete_room(env: &Env, path: SignalPath) {
    let room = env.room("delete");
    let mut members = Vec::new();
    for identity in ["alice", "bob"] {
        members.push(Member::join(env, path, &room, identity).await);
    }
    env.api()
        .room()
        .delete_room(DeleteRoomRequest { room })
        .await
        .expect("deleted");
    for mut member in members {
        assert_eq!(member.put_out().await, DisconnectReason::RoomDeleted);
    }
}

/// New metadata of the room is told to who is in it and to who joins.
pub async fn room_metadata(env: &Env, path: SignalPath) {
    let room = env.room("room-metadata");
    let api = env.api();
    let request = CreateRoomRequest {
        name: room.clone(),
        metadata: "first".into(),
        ..Default::default()
    };
    api.room().create_room(request).await.expect("created");
    let mut alice = Member::join(env, path, &room, "alice").await;
    assert_eq!(alice.room.state().metadata(), "first");
    let request = UpdateRoomMetadataRequest {
        room: room.clone(),
        metadata: "second".into(),
    };
    let updated = api
        .room()
        .update_room_metadata(request)
        .await
        .expect("updated");
    assert_eq!(updated.metadata, "second");
    let told = |event: &RoomEvent| match event {
        Event::RoomMetadataChanged(it) => Some((it.previous.clone(), it.metadata.clone())),
        _ => None,
    };
    let (previous, metadata) = alice.event("the metadata", told).await;
    assert_eq!((previous.as_str(), metadata.as_str()), ("first", "second"));
    let bob = Member::join(env, path, &room, "bob").await;
    assert_eq!(bob.room.state().metadata(), "second");
}

/// Name, metadata and attributes of a participant change for itself and for others.
pub async fn participant_metadata(env: &Env, path: SignalPath) {
    let room = env.room("participant-metadata");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    bob.sees("alice").await;
    let request = UpdateParticipantRequest {
        room: room.clone(),
        identity: "alice".to_owned(),
        name: "Alice".to_owned(),
        metadata: "m".to_owned(),
        attributes: [("k".to_owned(), "v".to_owned())].into(),
        ..Default::default()
    };
    let info = env
        .api()
        .room()
        .update_participant(request)
        .await
        .expect("updated");
    assert_eq!((info.name.as_str(), info.metadata.as_str()), ("Alice", "m"));
    let told = |event: &RoomEvent| match event {
        Event::ParticipantMetadataChanged(it) => Some(it.participant.metadata().to_owned()),
        _ => None,
    };
    assert_eq!(bob.event("the metadata", told).await, "m");
    let told = |event: &RoomEvent| match event {
        Event::ParticipantAttributesChanged(it) => Some(it.changed.clone()),
        _ => None,
    };
    assert_eq!(bob.event("the attributes", told).await["k"], "v");
    let told = |event: &RoomEvent| match event {
        Event::ParticipantNameChanged(it) => Some(it.participant.name().to_owned()),
        _ => None,
    };
    assert_eq!(bob.event("the name", told).await, "Alice");
    // A server may tell of the name before it tells of the attributes.
    alice
        .until("its own name and attributes", |state| {
            let own = state.local_participant();
            own.name() == "Alice" && own.attributes().get("k").is_some_and(|it| it == "v")
        })
        .await;
}

/// A track that the API mutes is muted for its publisher and for others.
pub async fn mute_published_track(env: &Env, path: SignalPath) {
    let room = env.room("mute-api");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), 5000),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    let heard = Listener::new(&bob.track(MediaKind::Audio).await.1);
    heard.wait(|ledger| ledger.count() > 10).await;
    let request = MuteRoomTrackRequest {
        room: room.clone(),
        identity: "alice".to_owned(),
        track_sid: audio.sid().to_string(),
        muted: true,
    };
    let answer = env
        .api()
        .room()
        .mute_published_track(request)
        .await
        .expect("muted");
    assert!(answer.track.is_some_and(|track| track.muted));
    let muted = |event: &RoomEvent| matches!(event, Event::TrackMuted(_)).then_some(());
    alice.event("its track muted", muted).await;
    bob.event("the track muted", muted).await;
    assert!(audio.is_muted());
    heard.silent(Duration::from_millis(500)).await;
}

/// The API lists who is in a room, how far it has come, and what it publishes.
pub async fn list_participants(env: &Env, path: SignalPath) {
    let room = env.room("list-participants");
    let alice = Member::join(env, path, &room, "alice").await;
    let bob = Member::join(env, path, &room, "bob").await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), 50),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    bob.until("the track", |state| {
        state.remote_track(audio.sid()).is_some()
    })
    .await;
    let request = ListParticipantsRequest { room };
    let list = env
        .api()
        .room()
        .list_participants(request)
        .await
        .expect("listed")
        .participants;
    assert_eq!(list.len(), 2);
    for info in list {
        assert_eq!(
            info.state(),
            participant_info::State::Active,
            "{}",
            info.identity
        );
        let tracks: Vec<_> = info.tracks.iter().map(|track| track.sid.as_str()).collect();
        match info.identity.as_str() {
            "alice" => assert_eq!(tracks, [audio.sid().as_str()]),
            _ => assert!(tracks.is_empty()),
        }
    }
}

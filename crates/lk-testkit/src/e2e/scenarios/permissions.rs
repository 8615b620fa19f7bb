//! What participants may do, and what changes it.

use std::time::Duration;

use lk_auth::VideoGrant;
use lk_media::{Codec, MediaKind};
use lk_proto::{ParticipantPermission, UpdateParticipantRequest};
use lk_rtc::{Event, PublishError, PublishOptions, RoomEvent, SendDataError, TrackSource};
use lk_signal::SignalPath;
use tokio::time::timeout;

use crate::e2e::{Env, LIMIT, Listener, Member, Play};
use crate::media::{AudioPattern, VideoPattern};

/// Who may not subscribe sees what is published and receives none of it, until it may.
pub async fn update_subscription_permissions(env: &Env, path: SignalPath) {
    let room = env.room("subscription-permissions");
    let alice = Member::join(env, path, &room, "alice").await;
    let audio = Play::audio(AudioPattern::new(1), 5000);
    alice.publish(audio, PublishOptions::microphone()).await;
    let video = VideoPattern::new(Codec::Vp8, 2)
        .bits_per_second(300_000)
        .keyframes(30, 5_000);
    alice
        .publish(Play::video(video, 5000), PublishOptions::camera())
        .await;

    let token = env.token("bob", VideoGrant::join(&room).can_subscribe(false));
    let mut bob = Member::join_with(env, &token, Member::options(path))
        .await
        .expect("joined");
    let published = |state: &lk_rtc::RoomState| {
        state
            .remote_participants()
            .values()
            .any(|it| it.tracks().len() == 2)
    };
    bob.until("both publications", published).await;
    let subscribed = |event: &RoomEvent| matches!(event, Event::TrackSubscribed(_));
    assert!(bob.is_spared(Duration::from_millis(500), subscribed).await);

    let request = UpdateParticipantRequest {
        room,
        identity: "bob".to_owned(),
        permission: Some(ParticipantPermission {
            can_subscribe: true,
            can_publish: true,
            ..Default::default()
        }),
        ..Default::default()
    };
    env.api()
        .room()
        .update_participant(request)
        .await
        .expect("updated");
    for kind in [MediaKind::Audio, MediaKind::Video] {
        let (_, track) = bob.track(kind).await;
        Listener::new(&track)
            .wait(|ledger| ledger.count() > 5)
            .await;
    }
    assert!(
        bob.room
            .local_participant()
            .state()
            .permissions()
            .can_subscribe
    );
}

/// Who loses the right to publish loses its tracks, and cannot publish others.
pub async fn revoke_publish_permission(env: &Env, path: SignalPath) {
    let room = env.room("revoke-publish");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = Play::audio(AudioPattern::new(1), 5000);
    let audio = alice.publish(audio, PublishOptions::microphone()).await;
    bob.track(MediaKind::Audio).await;
    let request = UpdateParticipantRequest {
        room,
        identity: "alice".to_owned(),
        permission: Some(ParticipantPermission {
            can_subscribe: true,
            ..Default::default()
        }),
        ..Default::default()
    };
    env.api()
        .room()
        .update_participant(request)
        .await
        .expect("updated");
    timeout(LIMIT, audio.ended()).await.expect("the track ends");
    let changed =
        |event: &RoomEvent| matches!(event, Event::ParticipantPermissionsChanged(_)).then_some(());
    alice.event("the change", changed).await;
    bob.until("no track", |state| {
        state
            .remote_participants()
            .values()
            .all(|it| it.tracks().is_empty())
    })
    .await;
    let local = alice.room.local_participant();
    let error = local
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await;
    let error = error.map(|_| ()).expect_err("not allowed");
    assert_eq!(error, PublishError::NotAllowed(TrackSource::Microphone));
}

/// What a token does not grant is refused before it is tried.
pub async fn grants_are_kept(env: &Env, path: SignalPath) {
    let room = env.room("grants");
    let grant = VideoGrant::join(&room)
        .can_publish_sources([lk_auth::PublishSource::Microphone])
        .can_publish_data(false);
    let token = env.token("alice", grant);
    let alice = Member::join_with(env, &token, Member::options(path))
        .await
        .expect("joined");
    let local = alice.room.local_participant();
    let camera = local
        .publish_track(Codec::Vp8, PublishOptions::camera())
        .await;
    let error = camera.map(|_| ()).expect_err("not allowed");
    assert_eq!(error, PublishError::NotAllowed(TrackSource::Camera));
    let microphone = local
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await;
    microphone.expect("allowed");
    let sent = local.send_data(lk_rtc::DataMessage::new("x")).await;
    assert_eq!(sent, Err(SendDataError::NotAllowed));
}

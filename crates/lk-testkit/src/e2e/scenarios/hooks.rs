//! Webhooks.

use std::collections::BTreeSet;

use lk_media::MediaKind;
use lk_proto::DeleteRoomRequest;
use lk_rtc::PublishOptions;
use lk_signal::SignalPath;

use crate::e2e::{Env, Member, Play};
use crate::media::AudioPattern;

/// A room's webhooks come in the order of what they tell, and tell it.
pub async fn webhooks(env: &Env, path: SignalPath) {
    let room = env.room("webhooks");
    let hooks = env.hooks();
    let alice = Member::join(env, path, &room, "alice").await;
    hooks.wait(&room, |events| events.len() >= 2).await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    hooks.wait(&room, |events| events.len() >= 3).await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), 5000),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    bob.track(MediaKind::Audio).await;
    hooks.wait(&room, |events| events.len() >= 4).await;
    audio.unpublish().await.expect("unpublished");
    hooks.wait(&room, |events| events.len() >= 5).await;
    let sid = alice.room.local_participant().sid();
    alice.leave().await;
    hooks.wait(&room, |events| events.len() >= 6).await;
    env.api()
        .room()
        .delete_room(DeleteRoomRequest { room: room.clone() })
        .await
        .expect("deleted");
    let events = hooks.wait(&room, |events| events.len() >= 8).await;

    let names: Vec<_> = events.iter().map(|event| event.event.as_str()).collect();
    assert_eq!(
        names,
        [
            "room_started",
            "participant_joined",
            "participant_joined",
            "track_published",
            "track_unpublished",
            "participant_left",
            "participant_left",
            "room_finished"
        ]
    );
    let whose = |at: usize| {
        events[at]
            .participant
            .as_ref()
            .map(|it| it.identity.as_str())
    };
    assert_eq!(
        [1, 2, 3, 4, 5, 6].map(whose),
        ["alice", "bob", "alice", "alice", "alice", "bob"].map(Some)
    );
    for at in [3, 4] {
        let track = events[at].track.as_ref().expect("the track");
        assert_eq!(track.sid, audio.sid().as_str());
        assert_eq!(
            events[at].participant.as_ref().map(|it| it.sid.as_str()),
            Some(sid.as_str())
        );
    }
    let ids: BTreeSet<_> = events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids.len(), events.len());
    assert!(
        events
            .iter()
            .all(|event| event.id.starts_with("EV_") && event.created_at > 0)
    );
    let sids: BTreeSet<_> = events
        .iter()
        .filter_map(|it| it.room.as_ref())
        .map(|it| &it.sid)
        .collect();
    assert_eq!(sids.len(), 1, "one room");
}

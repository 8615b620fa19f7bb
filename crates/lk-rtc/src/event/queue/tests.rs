//! What merges while nobody reads, and what does not.

use bytes::Bytes;
use lk_proto as proto;

use super::*;
use crate::event::*;
use crate::{ParticipantIdentity, TrackSid};

fn who(sid: &str) -> Participant {
    Participant::new(
        ParticipantSid::try_from(sid).expect("not empty"),
        "somebody".into(),
    )
}

fn track(sid: &str) -> TrackPublication {
    let info = proto::TrackInfo {
        sid: sid.to_owned(),
        ..Default::default()
    };
    TrackPublication::from_wire(&info).expect("an id")
}

fn connected(sid: &str) -> Event<TrackSid> {
    let connected = ParticipantConnected {
        participant: who(sid),
        already_present: false,
    };
    Event::ParticipantConnected(connected)
}

fn disconnected(sid: &str) -> Event<TrackSid> {
    let reason = crate::DisconnectReason::ClientInitiated;
    Event::ParticipantDisconnected(ParticipantDisconnected {
        participant: who(sid),
        reason,
    })
}

fn published(owner: &str, sid: &str) -> Event<TrackSid> {
    let (participant, publication) = (who(owner), track(sid));
    Event::TrackPublished(TrackPublished {
        participant,
        publication,
    })
}

fn unpublished(owner: &str, sid: &str) -> Event<TrackSid> {
    let (participant, publication) = (who(owner), track(sid));
    Event::TrackUnpublished(TrackUnpublished {
        participant,
        publication,
    })
}

fn subscribed(owner: &str, sid: &str) -> Event<TrackSid> {
    let (participant, publication) = (who(owner), track(sid));
    let track = publication.sid().clone();
    Event::TrackSubscribed(TrackSubscribed {
        participant,
        publication,
        track,
    })
}

fn unsubscribed(owner: &str, sid: &str) -> Event<TrackSid> {
    let (participant, publication) = (who(owner), track(sid));
    Event::TrackUnsubscribed(TrackUnsubscribed {
        participant,
        publication,
    })
}

fn muted(on: bool) -> Event<TrackSid> {
    let (participant, publication) = (who("PA_1"), track("TR_1"));
    if on {
        Event::TrackMuted(TrackMuted {
            participant,
            publication,
        })
    } else {
        Event::TrackUnmuted(TrackUnmuted {
            participant,
            publication,
        })
    }
}

fn metadata(sid: &str, previous: &str, new: &str) -> Event<TrackSid> {
    let mut participant = who(sid);
    participant.edit().metadata = new.to_owned();
    let previous = previous.to_owned();
    Event::ParticipantMetadataChanged(ParticipantMetadataChanged {
        participant,
        previous,
    })
}

fn data(reliable: bool, size: usize) -> Event<TrackSid> {
    let from = Some(ParticipantIdentity::from("somebody"));
    let payload = Bytes::from(vec![0; size]);
    Event::DataReceived(DataReceived {
        from,
        topic: None,
        payload,
        reliable,
    })
}

fn queue(events: impl IntoIterator<Item = Event<TrackSid>>) -> EventQueue<TrackSid> {
    let mut queue = EventQueue::new(QueueLimits {
        reliable_bytes: 10_000,
        lossy_bytes: 1000,
    });
    for event in events {
        queue.push(event);
    }
    queue
}

/// The names of the waiting events.
fn names(queue: &mut EventQueue<TrackSid>) -> Vec<String> {
    std::iter::from_fn(|| queue.pop())
        .map(|event| {
            format!("{event:?}")
                .split('(')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

#[test]
fn who_came_and_went_unread_is_not_told_with_anything_of_his() {
    let mut queue = queue([
        connected("PA_1"),
        connected("PA_2"),
        published("PA_1", "TR_1"),
        subscribed("PA_1", "TR_1"),
        metadata("PA_1", "", "x"),
        unsubscribed("PA_1", "TR_1"),
        unpublished("PA_1", "TR_1"),
        disconnected("PA_1"),
    ]);
    assert_eq!(names(&mut queue), ["ParticipantConnected"]);
}

#[test]
fn an_end_of_what_was_seen_is_always_told() {
    let mut queue = queue([
        connected("PA_1"),
        published("PA_1", "TR_1"),
        subscribed("PA_1", "TR_1"),
    ]);
    assert_eq!(names(&mut queue).len(), 3);
    queue.push(metadata("PA_1", "", "x"));
    queue.push(unsubscribed("PA_1", "TR_1"));
    queue.push(unpublished("PA_1", "TR_1"));
    queue.push(disconnected("PA_1"));
    let ends = [
        "TrackUnsubscribed",
        "TrackUnpublished",
        "ParticipantDisconnected",
    ];
    assert_eq!(names(&mut queue), ends);
}

#[test]
fn a_track_that_is_subscribed_again_unread_is_told_in_order() {
    let mut queue = queue([subscribed("PA_1", "TR_1")]);
    queue.pop();
    queue.push(unsubscribed("PA_1", "TR_1"));
    queue.push(subscribed("PA_1", "TR_1"));
    queue.push(unsubscribed("PA_1", "TR_1"));
    queue.push(subscribed("PA_1", "TR_1"));
    assert_eq!(names(&mut queue), ["TrackUnsubscribed", "TrackSubscribed"]);
}

#[test]
fn mute_and_unmute_cancel_out() {
    let mut waiting = queue([muted(true), muted(false), muted(true)]);
    assert_eq!(names(&mut waiting), ["TrackMuted"]);
    let mut waiting = queue([muted(true), muted(false)]);
    assert!(waiting.pop().is_none());
}

#[test]
fn a_value_that_changes_twice_is_told_once_from_first_to_last() {
    let mut queue = queue([
        metadata("PA_1", "a", "b"),
        metadata("PA_2", "", "other"),
        metadata("PA_1", "b", "c"),
    ]);
    let Some(Event::ParticipantMetadataChanged(merged)) = queue.pop() else {
        panic!("the first")
    };
    assert_eq!(
        (merged.previous.as_str(), merged.participant.metadata()),
        ("a", "c")
    );
    assert_eq!(queue.len(), 1);
}

#[test]
fn lossy_data_loses_its_oldest_and_reliable_data_its_newest() {
    let mut queue = queue([
        data(false, 500),
        data(false, 501),
        data(true, 5000),
        data(true, 9000),
    ]);
    let mut seen = Vec::new();
    while let Some(event) = queue.pop() {
        seen.push(match event {
            Event::DataReceived(data) => (data.reliable, data.payload.len() as u64, "came"),
            Event::DataDropped(gone) => (gone.reliable, gone.bytes, "gone"),
            other => panic!("{other:?}"),
        });
    }
    let expected = [
        (false, 500, "gone"),
        (false, 501, "came"),
        (true, 5000, "came"),
        (true, 9000, "gone"),
    ];
    seen.sort_unstable();
    assert_eq!(seen, {
        let mut all = expected;
        all.sort_unstable();
        all
    });
}

#[test]
fn what_was_read_makes_room_again() {
    let mut queue = queue([]);
    for round in 0..100 {
        queue.push(data(round % 2 == 0, 700));
        assert!(matches!(queue.pop(), Some(Event::DataReceived(_))));
        assert!(queue.is_empty());
    }
}

#[test]
fn nothing_comes_after_the_end() {
    let reason = crate::DisconnectReason::RoomDeleted;
    let mut queue = queue([
        connected("PA_1"),
        Event::Disconnected(Disconnected { reason }),
        connected("PA_2"),
        Event::Disconnected(Disconnected { reason }),
    ]);
    assert_eq!(names(&mut queue), ["ParticipantConnected", "Disconnected"]);
    assert!(queue.is_ended());
}

#[test]
fn unread_events_are_bounded_by_what_lives_in_the_room() {
    let mut queue = queue([]);
    for round in 0..10_000 {
        let sid = format!("PA_{round}");
        queue.push(connected(&sid));
        queue.push(published(&sid, "TR_1"));
        for level in 0..3 {
            queue.push(metadata(&sid, "", &level.to_string()));
        }
        queue.push(disconnected(&sid));
    }
    assert!(queue.is_empty());
}

#[test]
fn speakers_are_told_after_whom_they_name() {
    let mut queue = EventQueue::new(QueueLimits::default());
    let speakers = |sid: &str| {
        Event::<TrackSid>::ActiveSpeakersChanged(ActiveSpeakersChanged {
            speakers: vec![who(sid)],
        })
    };
    queue.push(speakers("PA_1"));
    queue.push(connected("PA_2"));
    queue.push(speakers("PA_2"));
    assert!(matches!(queue.pop(), Some(Event::ParticipantConnected(_))));
    assert!(matches!(queue.pop(), Some(Event::ActiveSpeakersChanged(_))));
    assert!(queue.is_empty());
}

#[test]
fn a_failure_that_nobody_read_goes_with_its_track() {
    for owner in [None, Some(who("PA_1"))] {
        let failed = |sid: &str| {
            Event::TrackSubscriptionFailed(TrackSubscriptionFailed {
                participant: owner.clone(),
                track_sid: TrackSid::try_from(sid).expect("not empty"),
                error: crate::error::SubscriptionError::Unknown,
            })
        };
        let mut queue = EventQueue::new(QueueLimits::default());
        queue.push(published("PA_1", "TR_1"));
        assert!(queue.pop().is_some());
        queue.push(failed("TR_1"));
        queue.push(failed("TR_2"));
        queue.push(unpublished("PA_1", "TR_1"));
        let left = std::iter::from_fn(|| queue.pop()).map(|event| match event {
            Event::TrackSubscriptionFailed(it) => it.track_sid.to_string(),
            Event::TrackUnpublished(_) => "unpublished".to_owned(),
            other => panic!("{other:?}"),
        });
        assert_eq!(left.collect::<Vec<_>>(), ["TR_2", "unpublished"]);
    }
}

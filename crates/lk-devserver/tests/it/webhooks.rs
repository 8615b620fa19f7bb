//! What webhooks tell, in which order.

use std::time::Duration;

use lk_peer::Codec;
use lk_proto::{
    LeaveRequest, ParticipantInfo, participant_info::State, signal_request::Message as Asked,
};

use crate::world::{Join, NewTrack, World};

#[test]
fn a_call_is_told_from_beginning_to_end() {
    let mut world = World::with(|config| config.departure_timeout(Duration::from_secs(1)));
    let alice = world.join(&Join::new("demo", "alice"));
    world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    world.run(Duration::from_millis(100));
    world.ask(alice, Asked::Leave(LeaveRequest::default()));
    world.run(Duration::from_secs(2));
    assert_eq!(
        world.event_names(),
        [
            "room_started",
            "participant_joined",
            "track_published",
            "track_unpublished",
            "participant_left",
            "room_finished"
        ]
    );
    for event in &world.webhooks {
        assert!(event.id.starts_with("EV_") && event.created_at >= 1_700_000_000);
        assert_eq!(event.room.as_ref().map(|it| it.name.as_str()), Some("demo"));
    }
    let joined = world.webhooks[1]
        .participant
        .as_ref()
        .expect("a participant");
    assert_eq!(
        (joined.identity.as_str(), joined.state()),
        ("alice", State::Active)
    );
    let published = &world.webhooks[2];
    assert_eq!(
        published.track.as_ref().map(|it| it.mime_type.as_str()),
        Some("video/VP8")
    );
    assert_eq!(
        published.participant.as_ref().map(ParticipantInfo::state),
        Some(State::Joining),
        "only sid and identity"
    );
    let left = world.webhooks[4]
        .participant
        .as_ref()
        .expect("a participant");
    assert_eq!(left.state(), State::Disconnected);
}

#[test]
fn who_never_connected_has_not_left_but_given_up() {
    let mut world = World::new();
    world.loses = Box::new(|_| true);
    let alice = world.dial(&Join::new("demo", "alice")).expect("let in");
    world.hang_up(alice);
    assert_eq!(
        world.event_names(),
        ["room_started", "participant_connection_aborted"]
    );
}

#[test]
fn of_two_sessions_of_one_identity_the_first_has_left_before_the_second_has_joined() {
    let mut world = World::new();
    world.join(&Join::new("demo", "alice"));
    world.join(&Join::new("demo", "alice"));
    assert_eq!(
        world.event_names(),
        [
            "room_started",
            "participant_joined",
            "participant_left",
            "participant_joined"
        ]
    );
}

//! Who gets in, what they are told, how they go.

use std::time::Duration;

use lk_proto::{
    DisconnectReason, LeaveRequest, ParticipantInfo, SimulateScenario, UpdateParticipantMetadata,
    leave_request::Action, participant_info::State, request_response::Reason,
    signal_request::Message as Asked, signal_response::Message, simulate_scenario::Scenario,
};

use crate::world::{Join, World};

#[test]
fn both_paths_connect_and_see_each_other() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob").single(true));

    let join = &world.client(alice).join;
    assert!(join.subscriber_primary);
    assert_eq!((join.ping_interval, join.ping_timeout), (5, 15));
    assert_eq!(join.server_info.as_ref().map(|it| it.protocol), Some(17));
    assert_eq!(
        join.enabled_publish_codecs
            .first()
            .map(|it| it.mime.as_str()),
        Some("video/VP8")
    );
    assert_eq!(
        join.participant.as_ref().map(ParticipantInfo::state),
        Some(State::Joining)
    );
    assert!(join.other_participants.is_empty());

    let join = &world.client(bob).join;
    assert!(!join.subscriber_primary, "one connection");
    assert_eq!(join.other_participants[0].identity, "alice");
    assert_eq!(join.other_participants[0].state(), State::Active);

    world.run(Duration::from_millis(100));
    let told = world.client(alice).last_update("bob").expect("an update");
    assert_eq!(told.state(), State::Active);
    assert!(told.sid.starts_with("PA_"));
}

#[test]
fn the_first_message_is_the_join_and_a_fresh_token_follows() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let heard = &world.client(alice).heard;
    assert!(matches!(heard[0], Message::Join(_)));
    let tokens = || {
        heard
            .iter()
            .filter(|it| matches!(it, Message::RefreshToken(_)))
            .count()
    };
    assert_eq!(tokens(), 1);
    world.run(Duration::from_secs(301));
    let heard = &world.client(alice).heard;
    assert_eq!(
        heard
            .iter()
            .filter(|it| matches!(it, Message::RefreshToken(_)))
            .count(),
        2
    );
}

#[test]
fn a_second_session_of_one_identity_replaces_the_first() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    let first = world.join(&Join::new("demo", "alice"));
    let second = world.join(&Join::new("demo", "alice"));
    world.run(Duration::from_millis(100));

    let leave = world.client(first).left_with().expect("told to leave");
    assert_eq!(leave.reason(), DisconnectReason::DuplicateIdentity);
    assert_eq!(leave.action(), Action::Disconnect);
    assert!(world.client(first).closed);
    let told = world.client(bob).last_update("alice").expect("an update");
    assert_eq!(told.sid, world.client(second).sid());
    let departures = world
        .client(bob)
        .heard
        .iter()
        .filter(|message| match message {
            Message::Update(update) => update
                .participants
                .iter()
                .any(|it| it.state() == State::Disconnected),
            _ => false,
        });
    assert_eq!(
        departures.count(),
        0,
        "clients of today find out by the new sid"
    );
}

#[test]
fn an_older_client_is_told_that_the_replaced_session_is_gone() {
    let mut world = World::new();
    let bob = world.join(&Join {
        protocol: 11,
        ..Join::new("demo", "bob")
    });
    let first = world.join(&Join::new("demo", "alice"));
    let sid = world.client(first).sid().to_owned();
    world.join(&Join::new("demo", "alice"));
    let gone = world.client(bob).heard.iter().any(|message| match message {
        Message::Update(update) => update
            .participants
            .iter()
            .any(|it| it.sid == sid && it.state() == State::Disconnected),
        _ => false,
    });
    assert!(gone);
}

#[test]
fn a_full_room_refuses_and_a_hidden_participant_is_not_shown() {
    let mut world = World::with(|config| config.max_participants(2));
    let alice = world.join(&Join::new("demo", "alice"));
    let mut ghost = Join::new("demo", "ghost");
    ghost.grant.hidden = true;
    let ghost = world.join(&ghost);
    world.run(Duration::from_millis(100));
    assert!(world.client(alice).last_update("ghost").is_none());
    assert_eq!(world.client(ghost).join.other_participants.len(), 1);

    let refused = world.dial(&Join::new("demo", "carol")).expect_err("full");
    assert_eq!(
        (refused.status, refused.body.as_str()),
        (500, "connection closed by media")
    );
}

#[test]
fn leaving_is_echoed_and_told() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    world.ask(bob, Asked::Leave(LeaveRequest::default()));

    let leave = world.client(bob).left_with().expect("an echo");
    assert_eq!(
        (leave.reason(), leave.action()),
        (DisconnectReason::ClientInitiated, Action::Disconnect)
    );
    assert!(world.client(bob).closed);
    let told = world.client(alice).last_update("bob").expect("an update");
    assert_eq!(
        (told.state(), told.disconnect_reason()),
        (State::Disconnected, DisconnectReason::ClientInitiated)
    );
}

#[test]
fn who_never_connects_is_removed_after_a_minute() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    world.loses =
        Box::new(|datagram| datagram.from.port() >= 10_002 || datagram.to.port() >= 10_002);
    let mute = world.dial(&Join::new("demo", "mute")).expect("let in");
    assert_eq!(
        world.client(alice).last_update("mute").map(|it| it.state()),
        Some(State::Joined)
    );
    world.run(Duration::from_secs(61));
    assert!(world.client(mute).closed);
    assert_eq!(
        world.client(alice).last_update("mute").map(|it| it.state()),
        Some(State::Disconnected)
    );
}

#[test]
fn a_websocket_that_drops_before_any_media_takes_its_participant_with_it() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    world.loses = Box::new(|_| true);
    let bob = world.dial(&Join::new("demo", "bob")).expect("let in");
    world.hang_up(bob);
    assert_eq!(
        world.client(alice).last_update("bob").map(|it| it.state()),
        Some(State::Disconnected)
    );
}

#[test]
fn a_websocket_that_drops_later_leaves_the_participant_while_media_flows() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    world.hang_up(bob);
    world.run(Duration::from_secs(60));
    assert_eq!(
        world.client(alice).last_update("bob").map(|it| it.state()),
        Some(State::Active)
    );

    world.loses =
        Box::new(|datagram| datagram.from.port() >= 10_002 || datagram.to.port() >= 10_002);
    world.run(Duration::from_secs(30));
    assert_eq!(
        world.client(alice).last_update("bob").map(|it| it.state()),
        Some(State::Disconnected)
    );
}

#[test]
fn a_lost_connection_asks_the_client_to_resume() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    world.loses = Box::new(|_| true);
    world.run(Duration::from_secs(20));
    let leave = world.client(alice).left_with().expect("told");
    assert_eq!(
        (leave.reason(), leave.action()),
        (DisconnectReason::ConnectionTimeout, Action::Resume)
    );
    assert!(world.client(alice).closed);
}

#[test]
fn a_resume_of_nobody_is_told_to_start_anew() {
    let mut world = World::new();
    let stranger = world.dial(&Join {
        query: "&reconnect=1&sid=PA_gone".into(),
        ..Join::new("demo", "x")
    });
    let stranger = stranger.expect("opened to be told");
    let leave = world.client(stranger).left_with().expect("told");
    assert_eq!(
        (leave.reason(), leave.action()),
        (DisconnectReason::StateMismatch, Action::Reconnect)
    );
    assert!(world.client(stranger).closed);
}

#[test]
fn names_metadata_and_attributes_change_for_everyone_where_the_token_allows_it() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    let mut alice = Join::new("demo", "alice");
    alice.grant.can_update_own_metadata = Some(true);
    alice.token = |token| token.attribute("mood", "calm").attribute("old", "yes");
    let alice = world.join(&alice);

    let update = UpdateParticipantMetadata {
        metadata: "meta".into(),
        name: "Alice".into(),
        attributes: [
            ("mood".to_owned(), "glad".to_owned()),
            ("old".to_owned(), String::new()),
        ]
        .into(),
        request_id: 7,
    };
    world.ask(alice, Asked::UpdateMetadata(update.clone()));
    for who in [alice, bob] {
        let told = world.client(who).last_update("alice").expect("an update");
        assert_eq!(
            (told.name.as_str(), told.metadata.as_str()),
            ("Alice", "meta")
        );
        assert_eq!(
            told.attributes,
            [("mood".to_owned(), "glad".to_owned())].into()
        );
    }
    let answer = |world: &World, who| {
        world
            .client(who)
            .heard
            .iter()
            .find_map(|message| match message {
                Message::RequestResponse(response) => {
                    Some((response.request_id, response.reason()))
                }
                _ => None,
            })
    };
    assert_eq!(answer(&world, alice), Some((7, Reason::Ok)));

    world.ask(bob, Asked::UpdateMetadata(update));
    assert_eq!(answer(&world, bob), Some((7, Reason::NotAllowed)));
}

#[test]
fn versions_of_a_participant_grow() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    let mut alice = Join::new("demo", "alice");
    alice.grant.can_update_own_metadata = Some(true);
    let alice = world.join(&alice);
    for metadata in ["one", "two"] {
        let update = UpdateParticipantMetadata {
            metadata: metadata.into(),
            ..UpdateParticipantMetadata::default()
        };
        world.ask(alice, Asked::UpdateMetadata(update));
    }
    let versions: Vec<u32> = world
        .client(bob)
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::Update(update) => update
                .participants
                .iter()
                .find(|it| it.identity == "alice")
                .map(|it| it.version),
            _ => None,
        })
        .collect();
    assert!(
        versions.len() >= 4 && versions.is_sorted_by(|a, b| a < b),
        "{versions:?}"
    );
}

#[test]
fn pings_of_both_kinds_are_answered() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    world.ask(alice, Asked::Ping(1));
    world.ask(
        alice,
        Asked::PingReq(lk_proto::Ping {
            timestamp: 42,
            rtt: 3,
        }),
    );
    let heard = &world.client(alice).heard;
    assert!(
        heard
            .iter()
            .any(|it| matches!(it, Message::Pong(millis) if *millis >= 1_700_000_000_000))
    );
    assert!(
        heard
            .iter()
            .any(|it| matches!(it, Message::PongResp(pong) if pong.last_ping_timestamp == 42))
    );
}

#[test]
fn garbage_in_a_frame_closes_the_websocket() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let session = world.client(alice).session.expect("open");
    let now = world.now;
    let frame = lk_devserver::SignalFrame::Binary(vec![0xff; 20].into());
    world.core.handle_signal(session, &frame, now);
    world.run(Duration::ZERO);
    assert!(world.client(alice).closed);
}

#[test]
fn an_empty_room_ends_after_its_timeouts() {
    let mut world = World::with(|config| config.departure_timeout(Duration::from_secs(3)));
    let alice = world.join(&Join::new("demo", "alice"));
    world.run(Duration::from_secs(600));
    assert_eq!(world.core.room_count(), 1);
    world.ask(alice, Asked::Leave(LeaveRequest::default()));
    world.run(Duration::from_millis(2900));
    assert_eq!(world.core.room_count(), 1);
    world.run(Duration::from_millis(200));
    assert_eq!(world.core.room_count(), 0);
}

#[test]
fn shutting_down_says_so_to_everyone() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let now = world.now;
    world.core.shutdown(now);
    world.run(Duration::ZERO);
    let leave = world.client(alice).left_with().expect("told");
    assert_eq!(
        (leave.reason(), leave.action()),
        (DisconnectReason::ServerShutdown, Action::Disconnect)
    );
    assert_eq!(world.core.room_count(), 0);
}

#[test]
fn failures_can_be_simulated() {
    let mut world = World::new();
    let [leaver, failing, speaker] =
        ["leaver", "failing", "speaker"].map(|it| world.join(&Join::new("demo", it)));
    let simulate = |scenario| {
        Asked::Simulate(SimulateScenario {
            scenario: Some(scenario),
        })
    };
    world.ask(leaver, simulate(Scenario::ServerLeave(true)));
    let leave = world.client(leaver).left_with().expect("told");
    assert_eq!(
        (leave.reason(), leave.action()),
        (DisconnectReason::ServerShutdown, Action::Disconnect)
    );

    world.ask(failing, simulate(Scenario::NodeFailure(true)));
    assert!(world.client(failing).closed && world.client(failing).left_with().is_none());

    world.ask(speaker, simulate(Scenario::SpeakerUpdate(3)));
    world.run(Duration::from_secs(4));
    let active: Vec<bool> = world
        .client(speaker)
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::SpeakersChanged(changed) => Some(changed.speakers[0].active),
            _ => None,
        })
        .collect();
    assert_eq!(active, [true, false]);
}

//! Tracks: announced, begun, muted, taken back.

use std::time::Duration;

use lk_peer::{Codec, SenderSpec};
use lk_proto::{
    AddTrackRequest, LeaveRequest, MuteTrackRequest, TrackSource, TrackType,
    participant_info::State, request_response::Reason, signal_request::Message as Asked,
    signal_response::Message,
};

use crate::world::{Id, Join, NewTrack, World};

fn refusals(world: &World, id: Id) -> Vec<Reason> {
    let heard = world.client(id).heard.iter();
    heard
        .filter_map(|message| match message {
            Message::RequestResponse(response) => Some(response.reason()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_track_is_published_by_its_section_alone_and_told_to_the_others() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice").single(single));
        let bob = world.join(&Join::new("demo", "bob").single(single));
        let (_, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
        assert!(info.sid.starts_with("TR_AM"), "{}", info.sid);

        world.until(
            |world| !world.client(bob).tracks.is_empty(),
            "bob receives it",
        );
        let told = world.client(bob).last_update("alice").expect("an update");
        assert!(told.is_publisher);
        let track = &told.tracks[0];
        assert_eq!(
            (track.sid.as_str(), track.name.as_str()),
            (info.sid.as_str(), "mic")
        );
        assert_eq!(
            (track.r#type(), track.source()),
            (TrackType::Audio, TrackSource::Microphone)
        );
        assert_eq!(track.mime_type, "audio/opus");
        assert!(!track.mid.is_empty() && track.version.is_some());

        let received = &world.client(bob).tracks[0];
        assert_eq!(received.msid.track, info.sid);
        assert_eq!(received.msid.stream, format!("{}|{}", told.sid, info.sid));
        let subscribed = |message: &Message| matches!(message, Message::TrackSubscribed(it) if it.track_sid == info.sid);
        assert!(world.client(alice).heard.iter().any(subscribed));
    }
}

#[test]
fn an_announcement_that_comes_after_the_offer_is_matched_all_the_same() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let track = NewTrack::new("cam", Codec::Vp8);
    world
        .client_mut(alice)
        .publisher
        .peer
        .add_sender(track.spec());
    world.offer(alice);
    world.run(Duration::from_millis(100));
    world.ask(alice, Asked::AddTrack(track.request()));
    let bob = world.join(&Join::new("demo", "bob"));
    let tracks = &world.client(bob).join.other_participants[0].tracks;
    assert_eq!(tracks[0].mime_type, "video/VP8");
}

#[test]
fn a_track_with_a_strange_name_takes_the_first_announcement_of_its_kind() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    for cid in ["one", "two"] {
        world.ask(
            alice,
            Asked::AddTrack(NewTrack::new(cid, Codec::Opus).request()),
        );
    }
    world
        .client_mut(alice)
        .publisher
        .peer
        .add_sender(NewTrack::new("renamed", Codec::Opus).spec());
    world.offer(alice);
    world.run(Duration::from_millis(100));
    let bob = world.join(&Join::new("demo", "bob"));
    let names: Vec<_> = world.client(bob).join.other_participants[0]
        .tracks
        .iter()
        .map(|it| it.name.clone())
        .collect();
    assert_eq!(names, ["one"]);
}

#[test]
fn announcements_are_refused_for_the_right_reasons() {
    let mut world = World::new();
    let mut silent = Join::new("demo", "silent");
    silent.grant.can_publish = Some(false);
    let silent = world.join(&silent);
    let track = NewTrack::new("mic", Codec::Opus);
    world.ask(silent, Asked::AddTrack(track.request()));
    assert_eq!(refusals(&world, silent), [Reason::NotAllowed]);

    let alice = world.join(&Join::new("demo", "alice"));
    let mut request = track.request();
    request.r#type = TrackType::Data.into();
    world.ask(alice, Asked::AddTrack(request));
    let mut request = track.request();
    request.sid = "TR_unknown".into();
    world.ask(alice, Asked::AddTrack(request));
    world.ask(alice, Asked::AddTrack(track.request()));
    world.ask(alice, Asked::AddTrack(track.request()));
    world.ask(
        alice,
        Asked::Mute(MuteTrackRequest {
            sid: "TR_unknown".into(),
            muted: true,
        }),
    );
    assert_eq!(
        refusals(&world, alice),
        [
            Reason::UnsupportedType,
            Reason::NotFound,
            Reason::Queued,
            Reason::NotFound
        ]
    );
    for number in 0..30 {
        world.ask(
            alice,
            Asked::AddTrack(NewTrack::new(&format!("t{number}"), Codec::Opus).request()),
        );
    }
    let limited = refusals(&world, alice)
        .iter()
        .filter(|it| **it == Reason::LimitExceeded)
        .count();
    assert_eq!(limited, 11, "twenty may be open");
}

#[test]
fn a_track_that_is_described_at_too_great_length_is_refused() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    for length in [10_000, 20_000] {
        let request = AddTrackRequest {
            name: "x".repeat(length),
            ..NewTrack::new(&format!("cid {length}"), Codec::Opus).request()
        };
        world.ask(alice, Asked::AddTrack(request));
    }
    assert!(world.client(alice).published("cid 10000").is_some());
    assert_eq!(refusals(&world, alice), [Reason::LimitExceeded]);
}

#[test]
fn a_track_that_is_taken_back_is_gone_for_everyone() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.until(
        |world| !world.client(bob).tracks.is_empty(),
        "bob receives it",
    );

    world.client_mut(alice).publisher.peer.remove_sender(sender);
    world.offer(alice);
    world.until(|world| world.client(bob).stopped == 1, "bob no longer does");
    assert_eq!(
        world
            .client(bob)
            .last_update("alice")
            .expect("an update")
            .tracks,
        []
    );
    let unpublished =
        |it: &Message| matches!(it, Message::TrackUnpublished(it) if it.track_sid == info.sid);
    assert!(world.client(alice).heard.iter().any(unpublished));
}

#[test]
fn tracks_of_one_cid_wait_for_each_other() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let track = NewTrack::new("mic", Codec::Opus);
    let (sender, first) = world.publish_and_wait(alice, &track);
    world.run(Duration::from_millis(50));
    world.ask(alice, Asked::AddTrack(track.request()));
    assert_eq!(refusals(&world, alice), [Reason::Queued]);
    assert_eq!(
        world.client(alice).published("mic").map(|it| it.sid),
        Some(first.sid.clone())
    );

    world.client_mut(alice).publisher.peer.remove_sender(sender);
    world.offer(alice);
    world.run(Duration::from_millis(100));
    let second = world.client(alice).published("mic").expect("announced now");
    assert_ne!(second.sid, first.sid);
}

#[test]
fn muting_is_told_to_everyone_also_before_the_track_begins() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    world.ask(
        alice,
        Asked::AddTrack(NewTrack::new("mic", Codec::Opus).request()),
    );
    let sid = world.client(alice).published("mic").expect("announced").sid;
    world.ask(
        alice,
        Asked::Mute(MuteTrackRequest {
            sid: sid.clone(),
            muted: true,
        }),
    );
    world
        .client_mut(alice)
        .publisher
        .peer
        .add_sender(NewTrack::new("mic", Codec::Opus).spec());
    world.offer(alice);
    world.until(
        |world| {
            world
                .client(bob)
                .last_update("alice")
                .is_some_and(|it| !it.tracks.is_empty())
        },
        "published",
    );
    assert!(
        world
            .client(bob)
            .last_update("alice")
            .expect("an update")
            .tracks[0]
            .muted
    );

    world.ask(alice, Asked::Mute(MuteTrackRequest { sid, muted: false }));
    for who in [alice, bob] {
        assert!(
            !world
                .client(who)
                .last_update("alice")
                .expect("an update")
                .tracks[0]
                .muted
        );
    }
}

#[test]
fn tracks_announced_with_the_join_are_published_by_its_offer() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    let track = NewTrack::new("mic", Codec::Opus);
    let join = Join {
        add_tracks: vec![track.request()],
        ..Join::new("demo", "alice").single(true)
    };
    let alice = world.join(&join);
    assert!(world.client(alice).published("mic").is_some());
    world
        .client_mut(alice)
        .publisher
        .peer
        .add_sender(track.spec());
    world.offer(alice);
    world.until(
        |world| !world.client(bob).tracks.is_empty(),
        "bob receives it",
    );
}

#[test]
fn a_leaver_is_shown_without_tracks() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.until(
        |world| !world.client(bob).tracks.is_empty(),
        "bob receives it",
    );
    world.ask(alice, Asked::Leave(LeaveRequest::default()));
    let told = world.client(bob).last_update("alice").expect("an update");
    assert_eq!((told.state(), told.tracks.len()), (State::Disconnected, 0));
    world.until(
        |world| world.client(bob).stopped == 1,
        "bob no longer receives it",
    );
}

#[test]
fn a_device_that_cannot_encode_what_it_offers_is_answered_without_it() {
    let mut world = World::new();
    let phone = Join {
        query: "&os=android&device_model=Xiaomi+2201117TI".into(),
        ..Join::new("demo", "phone")
    };
    let (phone, alice) = (world.join(&phone), world.join(&Join::new("demo", "alice")));
    for (who, able) in [
        (phone, vec![Codec::Vp8]),
        (alice, vec![Codec::H264, Codec::Vp8]),
    ] {
        world.ask(
            who,
            Asked::AddTrack(NewTrack::new("cam", Codec::H264).request()),
        );
        let spec = SenderSpec::video("stream", "cam").codecs([Codec::H264, Codec::Vp8]);
        let sender = world.client_mut(who).publisher.peer.add_sender(spec);
        world.offer(who);
        world.run(Duration::from_millis(100));
        let view = world
            .client(who)
            .publisher
            .peer
            .sender(sender)
            .expect("a sender");
        let mut codecs: Vec<Codec> = view.codecs.iter().map(|it| it.codec).collect();
        codecs.dedup();
        assert_eq!(codecs, able);
    }
    let told = |who| world.client(who).join.client_configuration.is_some();
    assert!(told(phone) && !told(alice));
}

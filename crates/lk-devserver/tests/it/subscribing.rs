//! Who receives what: by itself, on request, by permission.

use std::time::Duration;

use lk_peer::{Codec, CodecTable};
use lk_proto::{
    SubscriptionError, SubscriptionPermission, TrackPermission, UpdateSubscription,
    UpdateTrackSettings, VideoQuality, signal_request::Message as Asked, signal_response::Message,
};

use crate::world::{Id, Join, NewTrack, World};

fn subscribe(sid: &str, subscribe: bool) -> Asked {
    Asked::Subscription(UpdateSubscription {
        track_sids: vec![sid.into()],
        subscribe,
        ..UpdateSubscription::default()
    })
}

fn permissions(world: &World, id: Id) -> Vec<bool> {
    let heard = world.client(id).heard.iter();
    heard
        .filter_map(|message| match message {
            Message::SubscriptionPermissionUpdate(update) => Some(update.allowed),
            _ => None,
        })
        .collect()
}

fn errors(world: &World, id: Id) -> Vec<SubscriptionError> {
    let heard = world.client(id).heard.iter();
    heard
        .filter_map(|message| match message {
            Message::SubscriptionResponse(response) => Some(response.err()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_late_joiner_receives_what_is_there() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice").single(single));
        world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
        world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
        let bob = world.join(&Join::new("demo", "bob").single(single));
        world.until(|world| world.client(bob).tracks.len() == 2, "both arrive");
        let maps: Vec<usize> = world
            .client(bob)
            .heard
            .iter()
            .filter_map(|message| match message {
                Message::Answer(answer) if single => Some(answer.mid_to_track_id.len()),
                Message::Offer(offer) => Some(offer.mid_to_track_id.len()),
                _ => None,
            })
            .collect();
        assert_eq!(maps.last(), Some(&2), "every track is named by its section");
    }
}

#[test]
fn without_automatic_subscription_nothing_comes_until_asked_for() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice"));
        let bob = world.join(&Join {
            auto_subscribe: false,
            ..Join::new("demo", "bob").single(single)
        });
        let (_, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
        world.run(Duration::from_secs(1));
        assert!(world.client(bob).tracks.is_empty());

        world.ask(bob, subscribe(&info.sid, true));
        world.until(|world| world.client(bob).tracks.len() == 1, "it comes");
        world.ask(bob, subscribe(&info.sid, false));
        world.until(|world| world.client(bob).stopped == 1, "it goes");
        world.ask(bob, subscribe(&info.sid, true));
        world.until(
            |world| world.client(bob).tracks.len() == 2,
            "it comes again",
        );
    }
}

#[test]
fn a_wish_for_a_track_that_never_comes_is_given_up() {
    let mut world = World::new();
    let bob = world.join(&Join::new("demo", "bob"));
    world.ask(bob, subscribe("TR_unknown", true));
    world.run(Duration::from_secs(59));
    assert_eq!(errors(&world, bob), []);
    world.run(Duration::from_secs(5));
    assert_eq!(errors(&world, bob), [SubscriptionError::SeTrackNotfound]);
}

#[test]
fn names_longer_than_any_track_has_take_no_room() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join {
        auto_subscribe: false,
        ..Join::new("demo", "bob")
    });
    let (_, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    let long = |number| format!("TR_{number:062}");
    let settings = UpdateTrackSettings {
        track_sids: (0..10_000).map(long).collect(),
        ..UpdateTrackSettings::default()
    };
    let wishes = UpdateSubscription {
        track_sids: settings.track_sids.clone(),
        subscribe: true,
        ..UpdateSubscription::default()
    };
    world.ask(bob, Asked::TrackSetting(settings));
    world.ask(bob, Asked::Subscription(wishes));
    world.ask(bob, subscribe(&info.sid, true));
    world.until(|world| world.client(bob).tracks.len() == 1, "it comes");
    world.run(Duration::from_secs(70));
    assert_eq!(errors(&world, bob), []);
}

/// Alice publishes while bob has joined, and his media cannot get through.
fn published_while_connecting() -> (World, Id, String) {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.dial(&Join::new("demo", "bob")).expect("let in");
    world.cut_off(bob);
    let (_, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    assert!(!world.client(bob).is_connected());
    (world, bob, info.sid)
}

#[test]
fn settings_that_come_early_do_not_stand_for_a_wish() {
    let (mut world, bob, sid) = published_while_connecting();
    let settings = UpdateTrackSettings {
        track_sids: vec![sid],
        quality: VideoQuality::Low.into(),
        ..UpdateTrackSettings::default()
    };
    world.ask(bob, Asked::TrackSetting(settings));
    world.loses = Box::new(|_| false);
    world.until(|world| world.client(bob).tracks.len() == 1, "it comes");
}

#[test]
fn a_track_refused_early_does_not_come_by_itself() {
    let (mut world, bob, sid) = published_while_connecting();
    world.ask(bob, subscribe(&sid, false));
    world.loses = Box::new(|_| false);
    world.until(|world| world.client(bob).is_connected(), "bob connects");
    world.run(Duration::from_secs(5));
    assert!(world.client(bob).tracks.is_empty());

    world.ask(bob, subscribe(&sid, true));
    world.until(|world| world.client(bob).tracks.len() == 1, "it comes");
}

#[test]
fn more_tracks_than_sections_make_the_server_ask_for_sections() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob").single(true));
    for number in 0..5 {
        world.publish_and_wait(alice, &NewTrack::new(&format!("mic{number}"), Codec::Opus));
    }
    world.until(|world| world.client(bob).tracks.len() == 5, "all arrive");
    let asked: u32 = world
        .client(bob)
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::MediaSectionsRequirement(wanted) => Some(wanted.num_audios),
            _ => None,
        })
        .sum();
    assert_eq!(asked, 2, "three were there");
}

#[test]
fn a_publisher_chooses_who_may_subscribe() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let carol = world.join(&Join::new("demo", "carol"));
    let only_carol = SubscriptionPermission {
        all_participants: false,
        track_permissions: vec![TrackPermission {
            participant_identity: "carol".into(),
            all_tracks: true,
            ..TrackPermission::default()
        }],
    };
    world.ask(alice, Asked::SubscriptionPermission(only_carol.clone()));
    world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.until(|world| world.client(carol).tracks.len() == 1, "carol may");
    assert!(world.client(bob).tracks.is_empty());
    assert_eq!(
        (permissions(&world, carol), permissions(&world, bob)),
        (vec![true], vec![false])
    );

    let all = SubscriptionPermission {
        all_participants: true,
        ..SubscriptionPermission::default()
    };
    world.ask(alice, Asked::SubscriptionPermission(all));
    world.until(|world| world.client(bob).tracks.len() == 1, "bob may, too");
    world.ask(alice, Asked::SubscriptionPermission(only_carol));
    world.until(
        |world| world.client(bob).stopped == 1,
        "bob may not any more",
    );
    assert_eq!(permissions(&world, bob), [false, true, false]);
}

#[test]
fn a_codec_that_the_subscriber_lacks_is_an_error_and_hurts_no_other_track() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice"));
        let codecs = CodecTable::livekit().only(&[Codec::Opus, Codec::Vp8]);
        let bob = world.join(&Join {
            codecs,
            ..Join::new("demo", "bob").single(single)
        });
        world.publish_and_wait(alice, &NewTrack::new("first", Codec::Vp8));
        world.publish_and_wait(alice, &NewTrack::new("strange", Codec::H264));
        world.publish_and_wait(alice, &NewTrack::new("second", Codec::Vp8));
        world.run(Duration::from_secs(2));
        assert_eq!(
            errors(&world, bob),
            [SubscriptionError::SeCodecUnsupported],
            "single: {single}"
        );
        let bob = world.client(bob);
        assert_eq!(bob.tracks.len() - bob.stopped, 2, "single: {single}");
    }
}

#[test]
fn who_may_not_subscribe_sees_tracks_but_is_sent_none() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let mut bob = Join::new("demo", "bob");
    bob.grant.can_subscribe = Some(false);
    let bob = world.join(&bob);
    assert!(!world.client(bob).join.subscriber_primary);
    world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.run(Duration::from_secs(1));
    assert_eq!(
        world
            .client(bob)
            .last_update("alice")
            .expect("an update")
            .tracks
            .len(),
        1
    );
    assert!(world.client(bob).tracks.is_empty());

    let body = r#"{"room":"demo","identity":"bob","permission":{"canSubscribe":true,"canPublish":true,"canPublishData":true}}"#;
    let (status, _) = world.post("UpdateParticipant", &crate::api::admin(), body);
    assert_eq!(status, 200);
    world.until(|world| world.client(bob).tracks.len() == 1, "now it comes");
}

fn qualities(world: &World, id: Id) -> Vec<Vec<bool>> {
    let heard = world.client(id).heard.iter();
    heard
        .filter_map(|message| match message {
            Message::SubscribedQualityUpdate(update) => Some(
                update.subscribed_codecs[0]
                    .qualities
                    .iter()
                    .map(|it| it.enabled)
                    .collect(),
            ),
            _ => None,
        })
        .collect()
}

#[test]
fn a_publisher_is_told_which_qualities_are_watched() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let track = NewTrack {
        rids: vec!["q", "h", "f"],
        ..NewTrack::new("cam", Codec::Vp8)
    };
    let (_, info) = world.publish_and_wait(alice, &track);
    world.run(Duration::from_secs(9));
    assert!(qualities(&world, alice).is_empty());
    world.run(Duration::from_secs(2));
    assert_eq!(
        qualities(&world, alice),
        [[false, false, false]],
        "nobody watches"
    );

    let bob = world.join(&Join {
        adaptive_stream: true,
        ..Join::new("demo", "bob")
    });
    world.run(Duration::from_millis(100));
    assert_eq!(qualities(&world, alice)[1..], [[true, false, false]]);
    let settings = |width, height, disabled| {
        Asked::TrackSetting(UpdateTrackSettings {
            track_sids: vec![info.sid.clone()],
            width,
            height,
            disabled,
            quality: VideoQuality::Low.into(),
            ..UpdateTrackSettings::default()
        })
    };
    world.ask(bob, settings(640, 360, false));
    assert_eq!(qualities(&world, alice)[2..], [[true, true, false]]);
    world.ask(bob, settings(640, 360, true));
    world.run(Duration::from_secs(4));
    assert_eq!(qualities(&world, alice).len(), 3, "less is told late");
    world.run(Duration::from_secs(2));
    assert_eq!(qualities(&world, alice)[3..], [[false, false, false]]);
}

#[test]
fn everyone_is_told_of_connection_quality_once_somebody_is_new() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let (_, _) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    let bob = world.join(&Join::new("demo", "bob"));
    world.run(Duration::from_secs(30));
    let told: Vec<usize> = world
        .client(bob)
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::ConnectionQuality(update) => Some(update.updates.len()),
            _ => None,
        })
        .collect();
    assert_eq!(told, [2], "itself and whom it hears, once");
}

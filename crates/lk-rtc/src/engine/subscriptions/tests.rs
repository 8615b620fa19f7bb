//! Sections and publications that come in either order.

use lk_peer::Extensions;
use lk_proto as proto;

use super::*;
use crate::event::Event;

const LIMITS: Limits = Limits {
    reorder_window: Duration::from_millis(100),
    buffer_bytes: 100_000,
    filler: false,
};

fn mid(name: &str) -> Mid {
    Mid::new(name).expect("a token")
}

fn sid(name: &str) -> TrackSid {
    TrackSid::try_from(name).expect("not empty")
}

fn started(name: &str, stream: &str, track: &str) -> Started {
    Started {
        mid: mid(name),
        stream: stream.to_owned(),
        track: track.to_owned(),
        video: false,
        codec: Some(lk_peer::Codec::Opus),
    }
}

fn packet(name: &str, seq: u64, now: Instant) -> IncomingRtp {
    IncomingRtp {
        mid: mid(name),
        rid: None,
        ssrc: 1,
        pt: 111,
        codec: lk_peer::Codec::Opus,
        seq,
        timestamp: 960 * seq as u32,
        extended_timestamp: 960 * seq,
        marker: false,
        payload: [1, 2, 3].into(),
        arrival: now,
        extensions: Extensions::default(),
    }
}

/// Bob publishes these tracks, and nothing else.
fn publish(room: &mut RoomModel, tracks: &[&str]) {
    let track = |sid: &&str| proto::TrackInfo {
        sid: (*sid).to_owned(),
        ..Default::default()
    };
    let bob = proto::ParticipantInfo {
        sid: "PA_1".to_owned(),
        identity: "bob".to_owned(),
        tracks: tracks.iter().map(track).collect(),
        ..Default::default()
    };
    let update = proto::ParticipantUpdate {
        participants: vec![bob],
        ..Default::default()
    };
    room.on_participants(&update);
}

/// What was told of subscriptions since the last call.
fn told(room: &mut RoomModel) -> Vec<String> {
    std::iter::from_fn(|| room.poll_event())
        .filter_map(|event| match event {
            Event::TrackSubscribed(e) => Some(format!("+{}", e.track)),
            Event::TrackUnsubscribed(e) => Some(format!("-{}", e.publication.sid())),
            _ => None,
        })
        .collect()
}

fn both(auto: bool) -> (Subscriptions, RoomModel, Instant) {
    (
        Subscriptions::new(auto, LIMITS),
        RoomModel::new(auto),
        Instant::now(),
    )
}

#[test]
fn section_and_publication_find_each_other_in_either_order() {
    let (mut subscriptions, mut room, now) = both(true);
    publish(&mut room, &["TR_1"]);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1"]);
    subscriptions.on_started(started("1", "PA_1|camera", "TR_2"), &mut room, now);
    assert!(told(&mut room).is_empty());
    publish(&mut room, &["TR_1", "TR_2"]);
    subscriptions.resolve(&mut room, now);
    assert_eq!(told(&mut room), ["+TR_2"]);
}

#[test]
fn the_list_beside_the_description_counts_more_than_its_names() {
    let (mut subscriptions, mut room, now) = both(true);
    publish(&mut room, &["TR_1", "TR_2"]);
    let listed = HashMap::from([("0".to_owned(), "TR_2".to_owned())]);
    subscriptions.on_listed(&listed, true);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_2"]);
}

#[test]
fn media_that_is_early_waits_for_the_name_of_its_track() {
    let (mut subscriptions, mut room, now) = both(true);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    for seq in 0..2000 {
        subscriptions.on_rtp(packet("0", seq, now), &mut room, now);
        subscriptions.on_rtp(packet("unknown", seq, now), &mut room, now);
    }
    publish(&mut room, &["TR_1"]);
    subscriptions.resolve(&mut room, now);
    subscriptions.set_form(&sid("TR_1"), MediaForm::Packets);
    let packets = std::iter::from_fn(|| subscriptions.poll(now)).count();
    assert_eq!(packets, MAX_EARLY);
}

#[test]
fn without_auto_subscribe_media_is_handed_out_only_when_asked_for() {
    let (mut subscriptions, mut room, now) = both(false);
    publish(&mut room, &["TR_1"]);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    assert!(told(&mut room).is_empty());
    assert!(subscriptions.choose(&sid("TR_1"), true, &mut room, now));
    assert!(
        !subscriptions.choose(&sid("TR_1"), true, &mut room, now),
        "no change"
    );
    assert_eq!(told(&mut room), ["+TR_1"]);
    assert!(subscriptions.choose(&sid("TR_1"), false, &mut room, now));
    assert_eq!(told(&mut room), ["-TR_1"]);
    // The section stops later; then it carries another track.
    subscriptions.on_stopped(mid("0"), &mut room);
    assert!(told(&mut room).is_empty());
}

#[test]
fn a_section_that_carries_another_track_ends_the_one_before() {
    let (mut subscriptions, mut room, now) = both(true);
    publish(&mut room, &["TR_1", "TR_2"]);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    subscriptions.on_started(started("0", "PA_1|TR_2", "TR_2"), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1", "-TR_1", "+TR_2"]);
    for seq in [7, 8] {
        subscriptions.on_rtp(packet("0", seq, now), &mut room, now);
    }
    subscriptions.set_form(&sid("TR_2"), MediaForm::Frames);
    let (track, _) = subscriptions.poll(now).expect("a frame");
    assert_eq!(track, sid("TR_2"));
}

#[test]
fn odd_names_are_no_tracks() {
    let (mut subscriptions, mut room, now) = both(true);
    publish(&mut room, &["TR_1"]);
    for (stream, track) in [("", ""), ("|", "|"), ("PA_1|", ""), ("PA_1", "PA_1|TR_1")] {
        subscriptions.on_started(started("0", stream, track), &mut room, now);
    }
    assert!(told(&mut room).is_empty());
}

/// A track that is received and that the application unsubscribes from and subscribes to again at once.
fn resubscribed() -> (Subscriptions, RoomModel, Instant) {
    let (mut subscriptions, mut room, now) = both(true);
    publish(&mut room, &["TR_1"]);
    subscriptions.on_started(started("0", "PA_1|TR_1", "TR_1"), &mut room, now);
    subscriptions.on_rtp(packet("0", 1, now), &mut room, now);
    subscriptions.choose(&sid("TR_1"), false, &mut room, now);
    subscriptions.on_rtp(packet("0", 2, now), &mut room, now);
    subscriptions.choose(&sid("TR_1"), true, &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1", "-TR_1"]);
    (subscriptions, room, now)
}

/// Numbers of the packets that are handed out.
fn received(subscriptions: &mut Subscriptions, now: Instant) -> Vec<u64> {
    subscriptions.set_form(&sid("TR_1"), MediaForm::Packets);
    std::iter::from_fn(|| subscriptions.poll(now))
        .filter_map(|(_, received)| match received {
            Received::Media(crate::engine::output::Media::Packet(packet)) => Some(packet.seq),
            _ => None,
        })
        .collect()
}

#[test]
fn the_section_of_an_ended_subscription_is_not_that_of_the_next() {
    let (mut subscriptions, mut room, mut now) = resubscribed();
    for seq in 3..9 {
        now += Duration::from_millis(20);
        subscriptions.on_rtp(packet("0", seq, now), &mut room, now);
    }
    assert!(!subscriptions.release(&mut room, now));
    subscriptions.on_stopped(mid("0"), &mut room);
    assert!(told(&mut room).is_empty());
    subscriptions.on_started(started("1", "PA_1|TR_1", "TR_1"), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1"]);
    subscriptions.on_rtp(packet("1", 100, now), &mut room, now);
    assert_eq!(received(&mut subscriptions, now), [100]);
}

#[test]
fn the_new_section_of_a_track_may_start_before_the_old_one_stops() {
    let (mut subscriptions, mut room, now) = resubscribed();
    subscriptions.on_started(started("1", "PA_1|TR_1", "TR_1"), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1"]);
    subscriptions.release(&mut room, now + STOPPED_WITHIN);
    subscriptions.on_stopped(mid("0"), &mut room);
    assert!(told(&mut room).is_empty());
}

#[test]
fn another_stream_in_the_same_section_is_the_new_subscription() {
    let (mut subscriptions, mut room, now) = resubscribed();
    subscriptions.on_rtp(packet("0", 3, now), &mut room, now);
    let renewed = IncomingRtp {
        ssrc: 2,
        ..packet("0", 700, now)
    };
    subscriptions.on_rtp(renewed, &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1"]);
    assert_eq!(received(&mut subscriptions, now), [700]);
}

#[test]
fn a_section_that_the_server_keeps_is_joined_again() {
    let (mut subscriptions, mut room, mut now) = resubscribed();
    now += FLUSHED_WITHIN;
    let silence = IncomingRtp {
        payload: filler::silence().into(),
        ..packet("0", 3, now)
    };
    subscriptions.on_rtp(silence, &mut room, now);
    assert!(told(&mut room).is_empty(), "the server is about to stop it");
    subscriptions.on_rtp(packet("0", 4, now), &mut room, now);
    assert_eq!(told(&mut room), ["+TR_1"], "it sends on");

    let (mut subscriptions, mut room, now) = resubscribed();
    let due = subscriptions
        .deadline()
        .expect("a muted track sends nothing");
    assert_eq!(due, now + STOPPED_WITHIN);
    assert!(subscriptions.release(&mut room, due));
    assert_eq!(told(&mut room), ["+TR_1"]);
    assert_eq!(subscriptions.deadline(), None);
}

#[test]
fn the_last_of_many_choices_counts() {
    let (mut subscriptions, mut room, now) = resubscribed();
    for wanted in [false, true, false] {
        subscriptions.choose(&sid("TR_1"), wanted, &mut room, now);
    }
    assert!(!subscriptions.release(&mut room, now + STOPPED_WITHIN));
    assert!(!told(&mut room).contains(&"+TR_1".to_owned()));
}

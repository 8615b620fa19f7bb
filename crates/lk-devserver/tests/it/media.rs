//! Packets on their way through the server.

use std::{cell::Cell, rc::Rc, time::Duration};

use lk_peer::{AudioLevel, Codec, Extensions, OutgoingRtp, SenderId};
use lk_proto::{
    MuteTrackRequest, UpdateTrackSettings, VideoQuality, signal_request::Message as Asked,
    signal_response::Message,
};

use crate::world::{Id, Join, NewTrack, World, vp8};

const FRAME: Duration = Duration::from_millis(33);
/// The same on the clock of video.
const TICKS: u32 = 2970;

/// Sends frames of one packet each; the first one, and every `keyframes`-th, is a keyframe.
struct Camera {
    who: Id,
    sender: SenderId,
    layer: usize,
    seq: u64,
    timestamp: u32,
    mark: u8,
}

impl Camera {
    fn new(who: Id, sender: SenderId) -> Self {
        Self {
            who,
            sender,
            layer: 0,
            seq: 1000,
            timestamp: 90_000,
            mark: 0,
        }
    }

    fn frame(&mut self, world: &mut World, keyframe: bool) {
        self.send(world, keyframe);
        world.run(FRAME);
    }

    /// A frame that takes no time.
    fn send(&mut self, world: &mut World, keyframe: bool) {
        let packet =
            OutgoingRtp::new(self.seq, self.timestamp, vp8(keyframe, self.mark)).marker(true);
        world.write_layer(self.who, self.sender, self.layer, packet);
        self.seq += 1;
        self.timestamp = self.timestamp.wrapping_add(TICKS);
        self.mark += 1;
    }
}

fn marks(world: &World, who: Id, sid: &str) -> Vec<u8> {
    let packets = world.client(who).packets_of(sid);
    packets
        .iter()
        .map(|packet| *packet.payload.last().expect("a payload"))
        .collect()
}

fn assert_unbroken(world: &World, who: Id, sid: &str) {
    let mut sequences: Vec<u64> = world
        .client(who)
        .packets_of(sid)
        .iter()
        .map(|packet| packet.seq)
        .collect();
    sequences.sort_unstable();
    let first = sequences.first().copied().unwrap_or_default();
    assert_eq!(
        sequences,
        (first..first + sequences.len() as u64).collect::<Vec<_>>()
    );
}

#[test]
fn video_begins_at_a_keyframe_and_a_keyframe_is_asked_for() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice").single(single));
        let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
        let mut camera = Camera::new(alice, sender);
        camera.frame(&mut world, true);
        camera.frame(&mut world, false);

        let bob = world.join(&Join::new("demo", "bob").single(single));
        world.until(
            |world| world.client(bob).tracks.len() == 1,
            "bob receives the track",
        );
        world.until(
            |world| world.client(alice).keyframes_asked > 0,
            "alice is asked",
        );
        camera.frame(&mut world, false);
        assert!(
            marks(&world, bob, &info.sid).is_empty(),
            "nothing before a keyframe"
        );
        camera.frame(&mut world, true);
        camera.frame(&mut world, false);
        assert_eq!(marks(&world, bob, &info.sid), [3, 4], "single: {single}");
        assert_unbroken(&world, bob, &info.sid);
        assert!(world.client(bob).packets_of(&info.sid)[0].marker);
    }
}

#[test]
fn a_keyframe_that_does_not_come_is_asked_for_again() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, _) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    let mut camera = Camera::new(alice, sender);
    for _ in 0..60 {
        camera.frame(&mut world, false);
    }
    let asked = world.client(alice).keyframes_asked;
    assert!((3..=5).contains(&asked), "every half second: {asked}");
    camera.frame(&mut world, true);
    for _ in 0..60 {
        camera.frame(&mut world, false);
    }
    assert!(
        world.client(alice).keyframes_asked <= asked + 1,
        "no longer"
    );
}

#[test]
fn a_subscribers_request_reaches_the_publisher_but_not_too_often() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    let mut camera = Camera::new(alice, sender);
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    for _ in 0..30 {
        camera.frame(&mut world, true);
    }
    let before = world.client(alice).keyframes_asked;
    let track = world.client(bob).tracks[0].clone();
    assert!(!marks(&world, bob, &info.sid).is_empty());
    for _ in 0..5 {
        world.ask_keyframe(bob, &track);
        world.run(Duration::from_millis(20));
    }
    world.run(Duration::from_millis(100));
    assert_eq!(world.client(alice).keyframes_asked - before, 1);
}

#[test]
fn what_is_lost_on_either_hop_is_sent_again_and_nothing_comes_twice() {
    for single in [false, true] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice").single(single));
        let bob = world.join(&Join::new("demo", "bob").single(single));
        let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
        world.until(
            |world| world.client(bob).tracks.len() == 1,
            "bob receives the track",
        );
        let (count, lost) = (Rc::new(Cell::new(0_u32)), Rc::new(Cell::new(0_u32)));
        let (counter, loser) = (count.clone(), lost.clone());
        let mut camera = Camera::new(alice, sender);
        camera.frame(&mut world, true);
        world.loses = Box::new(move |_| {
            counter.set(counter.get() + 1);
            let lose = counter.get() % 23 == 0;
            loser.set(loser.get() + u32::from(lose));
            lose
        });
        for _ in 0..200 {
            camera.frame(&mut world, false);
        }
        world.loses = Box::new(|_| false);
        world.run(Duration::from_secs(1));
        assert!(lost.get() > 15, "{}", lost.get());
        let mut got = marks(&world, bob, &info.sid);
        got.sort_unstable();
        assert_eq!(got, (0..=200).collect::<Vec<u8>>(), "single: {single}");
        assert_unbroken(&world, bob, &info.sid);
    }
}

#[test]
fn audio_flows_from_its_first_packet_with_its_level() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("mic", Codec::Opus));
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    world.run(Duration::from_millis(50));
    for number in 0..100_u32 {
        let mut packet = OutgoingRtp::new(u64::from(number) + 7, number * 960, vec![1, 2, 3]);
        packet.extensions = Extensions {
            audio_level: Some(AudioLevel {
                level: 12,
                voice: true,
            }),
            ..Extensions::default()
        };
        world.write(alice, sender, packet);
        world.run(Duration::from_millis(20));
    }
    let packets = world.client(bob).packets_of(&info.sid);
    assert_eq!(packets.len(), 100);
    assert_unbroken(&world, bob, &info.sid);

    let spoke = |who| {
        world.client(who).heard.iter().any(|message| match message {
            Message::SpeakersChanged(changed) => changed
                .speakers
                .iter()
                .any(|it| it.active && it.sid == world.client(alice).sid()),
            _ => false,
        })
    };
    assert!(spoke(alice) && spoke(bob));
}

#[test]
fn a_muted_track_is_not_sent_and_goes_on_at_a_keyframe_without_a_gap() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    world.run(Duration::from_millis(50));
    let mut camera = Camera::new(alice, sender);
    let mute = |muted| {
        Asked::Mute(MuteTrackRequest {
            sid: info.sid.clone(),
            muted,
        })
    };
    camera.frame(&mut world, true);
    world.ask(alice, mute(true));
    camera.frame(&mut world, false);
    camera.frame(&mut world, true);
    world.ask(alice, mute(false));
    camera.frame(&mut world, false);
    camera.frame(&mut world, true);
    camera.frame(&mut world, false);
    assert_eq!(marks(&world, bob, &info.sid), [0, 4, 5]);
    assert_unbroken(&world, bob, &info.sid);
}

#[test]
fn a_subscriber_is_moved_between_simulcast_layers_at_keyframes() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let track = NewTrack {
        rids: vec!["q", "h", "f"],
        ..NewTrack::new("cam", Codec::Vp8)
    };
    let (sender, info) = world.publish_and_wait(alice, &track);
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    world.run(Duration::from_millis(50));
    let mut cameras: Vec<Camera> = (0..3)
        .map(|layer| Camera {
            layer,
            mark: u8::try_from(layer).expect("few") * 80,
            timestamp: 1000 * (u32::try_from(layer).expect("few") + 1),
            seq: 100 * (layer as u64 + 1),
            ..Camera::new(alice, sender)
        })
        .collect();
    let all = |world: &mut World, cameras: &mut Vec<Camera>, keyframe: bool| {
        for camera in cameras {
            camera.frame(world, keyframe);
        }
    };
    all(&mut world, &mut cameras, true);
    all(&mut world, &mut cameras, false);
    assert_eq!(marks(&world, bob, &info.sid), [160, 161], "the best layer");

    let low = UpdateTrackSettings {
        track_sids: vec![info.sid.clone()],
        quality: VideoQuality::Low.into(),
        ..UpdateTrackSettings::default()
    };
    world.ask(bob, Asked::TrackSetting(low));
    all(&mut world, &mut cameras, false);
    assert_eq!(
        marks(&world, bob, &info.sid),
        [160, 161, 162],
        "until a keyframe of the other"
    );
    all(&mut world, &mut cameras, true);
    all(&mut world, &mut cameras, false);
    assert_eq!(marks(&world, bob, &info.sid), [160, 161, 162, 3, 4]);
    assert_unbroken(&world, bob, &info.sid);
    let stamps: Vec<u32> = world
        .client(bob)
        .packets_of(&info.sid)
        .iter()
        .map(|it| it.timestamp)
        .collect();
    assert!(stamps.is_sorted_by(|a, b| a < b), "{stamps:?}");
}

#[test]
fn timestamps_run_on_through_every_switch_whatever_the_layers_count_from() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let track = NewTrack {
        rids: vec!["q", "h", "f"],
        ..NewTrack::new("cam", Codec::Vp8)
    };
    let (sender, info) = world.publish_and_wait(alice, &track);
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    world.run(Duration::from_millis(50));
    let offsets = [(0, 0xf000_0000), (1, 5), (2, 0x8000_0000)];
    let mut cameras = offsets.map(|(layer, timestamp)| Camera {
        layer,
        timestamp,
        ..Camera::new(alice, sender)
    });
    let (low, medium, high) = (VideoQuality::Low, VideoQuality::Medium, VideoQuality::High);
    for quality in [high, low, high, medium, low, medium, high, low] {
        let settings = UpdateTrackSettings {
            track_sids: vec![info.sid.clone()],
            quality: quality.into(),
            ..UpdateTrackSettings::default()
        };
        world.ask(bob, Asked::TrackSetting(settings));
        // The layer that is left has nothing left to say when the other is entered.
        cameras.sort_by_key(|camera| camera.layer != quality as usize);
        for number in 0..5 {
            for camera in &mut cameras {
                camera.send(&mut world, number == 0);
            }
            world.run(FRAME);
        }
    }
    assert_unbroken(&world, bob, &info.sid);
    let stamps: Vec<u32> = world
        .client(bob)
        .packets_of(&info.sid)
        .iter()
        .map(|it| it.timestamp)
        .collect();
    assert_eq!(stamps.len(), 40);
    for pair in stamps.windows(2) {
        let step = pair[1].wrapping_sub(pair[0]);
        assert!(step.abs_diff(TICKS) <= 90, "within a millisecond: {step}");
    }
}

#[test]
fn a_client_that_waits_for_the_first_packet_of_a_muted_track_gets_one() {
    for (codec, frame, count) in [
        (Codec::Vp8, &[][..], 50),
        (Codec::Opus, &[0xf8, 0xff, 0xfe][..], 250),
    ] {
        let mut world = World::new();
        let alice = world.join(&Join::new("demo", "alice"));
        let muted = NewTrack {
            muted: true,
            ..NewTrack::new("muted", codec)
        };
        let (sender, info) = world.publish_and_wait(alice, &muted);
        let pion = Join {
            sdk: "go",
            ..Join::new("demo", "pion")
        };
        let (bob, carol) = (world.join(&pion), world.join(&Join::new("demo", "carol")));
        world.run(Duration::from_secs(10));
        assert!(world.client(carol).packets_of(&info.sid).is_empty());
        let packets = world.client(bob).packets_of(&info.sid);
        assert_eq!(packets.len(), count, "for five seconds");
        assert!(packets.iter().all(|it| it.payload.starts_with(frame)));
        if codec == Codec::Vp8 {
            assert!(packets.iter().all(|it| it.payload.is_empty()));
        }

        let unmute = MuteTrackRequest {
            sid: info.sid.clone(),
            muted: false,
        };
        world.ask(alice, Asked::Mute(unmute));
        Camera::new(alice, sender).frame(&mut world, true);
        let packets = world.client(bob).packets_of(&info.sid);
        assert_eq!(packets.len(), count + 1, "and then the publisher's own");
        assert_unbroken(&world, bob, &info.sid);
        let stamps = packets.iter().map(|packet| packet.timestamp);
        assert!(stamps.is_sorted_by(|a, b| a < b));
    }
}

#[test]
fn placeholders_end_with_the_first_packet_of_the_publisher() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    let pion = Join {
        sdk: "go",
        ..Join::new("demo", "pion")
    };
    let bob = world.join(&pion);
    world.until(
        |world| !world.client(bob).packets_of(&info.sid).is_empty(),
        "a placeholder",
    );
    let mut camera = Camera::new(alice, sender);
    camera.frame(&mut world, true);
    let before = world.client(bob).packets_of(&info.sid).len();
    world.run(Duration::from_secs(5));
    let packets = world.client(bob).packets_of(&info.sid);
    assert_eq!(packets.len(), before);
    assert!(!packets.last().expect("packets").payload.is_empty());
}

/// A VP8 frame of a temporal layer; 30 of them a second have the layers 0 2 1 2.
fn layered(number: u16) -> Vec<u8> {
    let (tid, sync) = [(0, 0), (2, 1), (1, 1), (2, 0)][usize::from(number % 4)];
    let [high, low] = number.to_be_bytes();
    let level_zero = (number / 4) as u8;
    let keyframe = u8::from(number > 0);
    vec![
        0x90,
        0xe0,
        0x80 | high,
        low,
        level_zero,
        tid << 6 | sync << 5,
        keyframe,
        0,
        0,
        tid,
    ]
}

#[test]
fn a_frame_rate_is_obeyed_and_can_be_lifted() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let (sender, info) = world.publish_and_wait(alice, &NewTrack::new("cam", Codec::Vp8));
    world.until(
        |world| world.client(bob).tracks.len() == 1,
        "bob receives the track",
    );
    world.run(Duration::from_millis(50));
    let mut number = 0;
    let mut second = |world: &mut World, fps: Option<u32>| -> Vec<u8> {
        if let Some(fps) = fps {
            let settings = UpdateTrackSettings {
                track_sids: vec![info.sid.clone()],
                quality: VideoQuality::High.into(),
                fps,
                ..UpdateTrackSettings::default()
            };
            world.ask(bob, Asked::TrackSetting(settings));
        }
        let before = world.client(bob).packets_of(&info.sid).len();
        for _ in 0..32 {
            let timestamp = 90_000 + u32::from(number) * TICKS;
            let packet = OutgoingRtp::new(u64::from(number) + 9, timestamp, layered(number));
            world.write_layer(alice, sender, 0, packet.marker(true));
            world.run(FRAME);
            number += 1;
        }
        marks(world, bob, &info.sid).split_off(before)
    };
    let whole = [0, 2, 1, 2].repeat(8);
    assert_eq!(second(&mut world, None), whole);
    assert_eq!(second(&mut world, Some(8)), [0; 8]);
    assert_eq!(second(&mut world, Some(15)), [0, 1].repeat(8));
    assert_eq!(
        second(&mut world, Some(0)),
        [0, 1].repeat(8),
        "none is no rate"
    );
    assert_eq!(second(&mut world, Some(30)), whole);
    assert_unbroken(&world, bob, &info.sid);
    let pictures: Vec<u16> = world
        .client(bob)
        .packets_of(&info.sid)
        .iter()
        .map(|it| u16::from_be_bytes([it.payload[2] & 0x7f, it.payload[3]]))
        .collect();
    assert!(
        pictures.iter().copied().eq(0..pictures.len() as u16),
        "{pictures:?}"
    );
}

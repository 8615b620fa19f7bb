//! Through a pacer, and through mute: what is sent, when, and what is asked for.

use super::*;
use crate::{Layer, Pacing, RtpToSend};

#[test]
fn packets_leave_at_the_rate_that_the_room_was_given() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(100));
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    let start = pair.now;
    for pts in [0, 33] {
        pair.engine
            .write_frame(track, &frame(pts), pair.now)
            .expect("it can be written");
    }
    // A thousand bytes and what is sent around them take 80 ms and more.
    pair.run(Duration::from_millis(1));
    assert_eq!(pair.server_packets(), 1);
    pair.run(Duration::from_millis(79));
    assert_eq!(pair.server_packets(), 1);
    pair.run(Duration::from_millis(20));
    assert_eq!(pair.server_packets(), 2);
    pair.engine.set_send_rate(Bitrate::from_mbps(100), pair.now);
    pair.run(Duration::from_millis(2));
    assert_eq!(pair.server_packets(), 6);
    assert!(pair.now - start < Duration::from_millis(110));
}

#[test]
fn who_waits_until_all_has_left_is_told_once() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(100));
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    assert_eq!(pair.engine.has_left(track), Ok(true));
    let drained = |pair: &Pair| {
        let drained = (track, LocalTrackEvent::Drained);
        pair.local.iter().filter(|told| **told == drained).count()
    };
    for round in 1..=2 {
        let written = pair.engine.write_frame(track, &frame(33 * round), pair.now);
        written.expect("it is taken");
        for _ in 0..3 {
            assert_eq!(pair.engine.has_left(track), Ok(false));
        }
        pair.run(Duration::from_millis(100));
        assert_eq!(drained(&pair) as u64, round - 1, "one is left");
        pair.run(SECOND);
        assert_eq!(drained(&pair) as u64, round);
        assert_eq!(pair.engine.has_left(track), Ok(true));
    }
    pair.engine.unpublish(track, pair.now).expect("it is there");
    assert_eq!(pair.engine.has_left(track), Err(TrackError::Gone));
}

#[test]
fn what_the_pacer_drops_asks_for_a_keyframe() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(10)).max_queue(7000);
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    for pts in [0, 33, 66] {
        pair.engine
            .write_frame(track, &frame(pts), pair.now)
            .expect("it can be written");
    }
    pair.settle();
    let asked = (track, LocalTrackEvent::KeyframeRequested);
    assert_eq!(pair.local.iter().filter(|told| **told == asked).count(), 1);
    pair.run(Duration::from_secs(30));
    assert_eq!(pair.server_packets(), 6, "two frames, none in part");
}

/// The numbers of the packets that the server has got, as they go up.
fn numbers(pair: &Pair) -> Vec<u16> {
    let packets = pair.server_events.iter().filter_map(|event| match event {
        PeerEvent::Rtp(packet) => Some(packet.seq as u16),
        _ => None,
    });
    packets.collect()
}

/// How far each number is behind the one before.
fn steps(numbers: &[u16]) -> Vec<u16> {
    let steps = numbers.windows(2).map(|pair| pair[1].wrapping_sub(pair[0]));
    steps.collect()
}

/// A frame that needs those before it.
fn delta(pts: u64) -> Frame {
    Frame::new(vec![0x11; 3000].into(), Duration::from_millis(33)).pts(Duration::from_millis(pts))
}

#[test]
fn what_the_pacer_drops_leaves_no_hole_and_what_needs_it_is_withheld() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(10)).max_queue(7000);
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    let write = |pair: &mut Pair, frame: &Frame| {
        let written = pair.engine.write_frame(track, frame, pair.now);
        written.expect("it is taken");
    };
    // The third does not fit.
    for pts in [0, 33, 66] {
        write(&mut pair, &frame(pts));
    }
    pair.run(Duration::from_secs(30));
    for pts in [99, 132] {
        write(&mut pair, &delta(pts));
    }
    pair.run(Duration::from_secs(30));
    assert_eq!(pair.server_packets(), 6, "they cannot be decoded");
    write(&mut pair, &frame(165));
    write(&mut pair, &delta(198));
    pair.run(Duration::from_secs(30));
    assert_eq!(steps(&numbers(&pair)), [1; 11]);
    let stats = pair.engine.local_track_stats(track).expect("it stands");
    assert_eq!((stats.frames, stats.dropped, stats.packets), (4, 3, 12));
}

/// Drops a frame behind a keyframe that had to wait, and writes others when it has left. Returns how often a keyframe was
/// asked for, and how many packets the server got behind that first one.
fn drop_one(dropped: &Frame, behind: &[Frame]) -> (usize, usize) {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(100)).max_queue(4000);
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    for frame in [&frame(0), dropped] {
        let written = pair.engine.write_frame(track, frame, pair.now);
        written.expect("it is taken");
    }
    pair.run(SECOND / 5);
    assert_eq!(pair.server_packets(), 3);
    for frame in behind {
        let written = pair.engine.write_frame(track, frame, pair.now);
        written.expect("it is taken");
        pair.run(SECOND / 2);
    }
    assert_eq!(steps(&numbers(&pair)), vec![1; pair.server_packets() - 1]);
    let asked = (track, LocalTrackEvent::KeyframeRequested);
    let asked = pair.local.iter().filter(|told| **told == asked).count();
    (asked, pair.server_packets() - 3)
}

#[test]
fn a_dropped_frame_that_nobody_refers_to_is_not_missed() {
    let layer = Layer::new().temporal(1).discardable(true);
    let behind = [delta(66), delta(99)].map(|frame| frame.layer(Layer::new()));
    assert_eq!(drop_one(&delta(33).layer(layer), &behind), (0, 6));
    let needed = layer.discardable(false);
    let behind = [delta(66).layer(needed), delta(99).layer(Layer::new())];
    assert_eq!(drop_one(&delta(33).layer(needed), &behind), (0, 3));
}

#[test]
fn a_keyframe_is_asked_for_again_when_none_comes() {
    // Half a second lies between them.
    let behind = [66, 99, 132, 165].map(delta);
    assert_eq!(drop_one(&delta(33), &behind), (2, 0));
    let upper = Layer::new().temporal(1);
    let behind = [66, 99, 132].map(|pts| delta(pts).layer(upper));
    assert_eq!(drop_one(&delta(33).layer(upper), &behind), (1, 0));
}

#[test]
fn video_goes_on_with_a_keyframe_when_it_is_unmuted() {
    let mut pair = Pair::joined();
    let track = publish(&mut pair);
    let write = |pair: &mut Pair, frames: &[Frame]| {
        for frame in frames {
            let written = pair.engine.write_frame(track, frame, pair.now);
            written.expect("it is taken");
        }
        pair.run(Duration::from_millis(100));
    };
    let mute = |pair: &mut Pair, muted: bool| {
        let muted = pair.engine.set_muted(track, muted, pair.now);
        muted.expect("it is there");
    };
    let asked = |pair: &Pair| {
        let asked = (track, LocalTrackEvent::KeyframeRequested);
        pair.local.iter().filter(|told| **told == asked).count()
    };
    write(&mut pair, &[frame(0)]);
    mute(&mut pair, true);
    write(&mut pair, &[delta(33), frame(66), delta(99)]);
    assert_eq!((asked(&pair), pair.server_packets()), (0, 3));
    mute(&mut pair, false);
    write(&mut pair, &[delta(132), delta(165)]);
    assert_eq!((asked(&pair), pair.server_packets()), (1, 3));
    write(&mut pair, &[frame(198), delta(231)]);
    assert_eq!(pair.server_packets(), 9);
    // Nothing passed while it was muted.
    mute(&mut pair, true);
    mute(&mut pair, false);
    write(&mut pair, &[delta(264)]);
    assert_eq!((asked(&pair), pair.server_packets()), (1, 12));
}

#[test]
fn packets_by_hand_that_the_pacer_drops_are_missed() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(10)).max_queue(2500);
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let track = publish(&mut pair);
    let mut write = |seq: u16| {
        let packet = RtpToSend::new(seq, u32::from(seq) * 3000, vec![0x10; 1000]);
        let written = pair.engine.write_rtp(track, &packet, pair.now);
        written.expect("it is taken");
        pair.run(Duration::from_millis(1));
    };
    // The first leaves at once; two fit.
    for seq in [100, 101, 102, 103] {
        write(seq);
    }
    pair.run(Duration::from_secs(30));
    let packet = RtpToSend::new(104, 400_000, vec![0x10; 1000]);
    let written = pair.engine.write_rtp(track, &packet, pair.now);
    written.expect("it is taken");
    pair.run(Duration::from_secs(30));
    assert_eq!(steps(&numbers(&pair)), [1, 1, 2]);
}

#[test]
fn what_waits_of_a_withdrawn_track_holds_up_no_other() {
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(10)).without_latency_limit();
    let mut pair = Pair::joined_with(RoomOptions::new().pacing(pacing));
    let (first, second) = (publish(&mut pair), publish(&mut pair));
    for (track, pts) in [(first, 0), (first, 33), (second, 0)] {
        let written = pair.engine.write_frame(track, &frame(pts), pair.now);
        written.expect("it is taken");
    }
    pair.settle();
    assert_eq!(pair.server_packets(), 1);
    let ended = pair.engine.unpublish(first, pair.now);
    ended.expect("it stands");
    // A packet has to be paid for, then the other track's three leave: 0.9 s each.
    pair.run(Duration::from_millis(3_000));
    assert_eq!(pair.server_packets(), 4);
}

#[test]
fn audio_is_marked_at_its_beginning_and_when_it_is_unmuted() {
    let mut pair = Pair::joined();
    let options = PublishOptions::microphone();
    let track = pair.engine.publish(Codec::Opus, options, pair.now);
    let track = track.expect("nothing speaks against it");
    pair.settle();
    for (number, muted) in [(0, false), (1, false), (2, true), (3, false), (4, false)] {
        let set = pair.engine.set_muted(track, muted, pair.now);
        set.expect("it is there");
        let lasts = Duration::from_millis(20);
        let frame = Frame::new(vec![0xf8, 1, 2].into(), lasts).pts(lasts * number);
        let written = pair.engine.write_frame(track, &frame, pair.now);
        written.expect("it is taken");
        pair.run(lasts);
    }
    let markers = pair.server_events.iter().filter_map(|event| match event {
        PeerEvent::Rtp(packet) => Some(packet.marker),
        _ => None,
    });
    assert_eq!(markers.collect::<Vec<_>>(), [true, false, true, false]);
}

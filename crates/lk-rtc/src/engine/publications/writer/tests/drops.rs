//! What is not sent, and what receivers are told of it: numbers of pictures, parameter sets.

use lk_media::depacketize::PayloadShape;
use lk_media::packetize::GroupPicture;

use super::*;
use crate::options::Vp9Options;

/// Writes a frame; what was sent of it.
fn sent(writer: &mut TrackWriter, frame: &Frame, taken: bool) -> Vec<OutgoingRtp> {
    let mut packets = Vec::new();
    let take = |packet| {
        packets.push(packet);
        taken
    };
    let written = writer.frame(frame, Instant::now(), take);
    written.expect("a good frame");
    packets.truncate(if taken { packets.len() } else { 0 });
    packets
}

fn video(data: &'static [u8], pts: u64) -> Frame {
    Frame::new(data.into(), Duration::from_millis(33)).pts(Duration::from_millis(pts))
}

fn shape(codec: Codec, packets: &[OutgoingRtp]) -> PayloadShape {
    let shape = Depacketizer::new(codec).inspect(&packets[0].payload);
    shape.expect("it was made here")
}

/// How far behind the first the number of each picture is that was sent of frames, every second of which is an upper one.
/// Those of `dropped` are not.
fn picture_ids(codec: Codec, options: &PublishOptions, dropped: &[u64]) -> Vec<u16> {
    let mut writer = writer_with(codec, options);
    let mut ids = Vec::new();
    for number in 0..8 {
        let upper = number % 2 == 1;
        let layer = Layer::new().temporal(upper.into()).switching_point(upper);
        let data: &[u8] = match (codec, number) {
            (Codec::Vp8, 0) => &[0x10],
            (Codec::Vp8, _) => &[0x11],
            // Shown, profile 0; a keyframe and one that is not.
            (_, 0) => &[0x82, 0x49, 0x83, 0x42],
            _ => &[0x86, 0x00],
        };
        let frame = video(data, number * 33).layer(layer);
        let packets = sent(&mut writer, &frame, !dropped.contains(&number));
        if !packets.is_empty() {
            let id = shape(codec, &packets).picture_id.expect("it has one");
            ids.push(id.value());
        }
    }
    let first = ids[0];
    ids.iter()
        .map(|id| id.wrapping_sub(first) & 0x7fff)
        .collect()
}

#[test]
fn no_picture_seems_lost_that_was_dropped() {
    let plain = PublishOptions::camera();
    for codec in [Codec::Vp8, Codec::Vp9] {
        assert_eq!(picture_ids(codec, &plain, &[3, 5]), [0, 1, 2, 3, 4, 5]);
    }
}

#[test]
fn a_dropped_picture_keeps_its_number_where_others_are_told_by_distance() {
    let group = [
        GroupPicture::new(0, true, &[2]),
        GroupPicture::new(1, true, &[1]),
    ];
    let vp9 = Vp9Options::new();
    for vp9 in [vp9.clone().flexible(true), vp9.picture_group(group)] {
        let options = PublishOptions::camera().vp9(vp9);
        assert_eq!(
            picture_ids(Codec::Vp9, &options, &[3, 5]),
            [0, 1, 2, 4, 6, 7]
        );
    }
}

#[test]
fn a_key_picture_behind_half_a_picture_is_one_to_receivers_too() {
    let vp9 = Vp9Options::new().spatial_layers([(32, 18), (64, 36)]);
    let mut writer = writer_with(Codec::Vp9, &PublishOptions::camera().vp9(vp9));
    let mut write = |pts: u64, key: bool, upper: u8, taken: bool| {
        // Profile 0, 64 x 36; not shown above the lowest layer, which does not matter here.
        let data: &[u8] = if key && upper == 0 {
            &[0x82, 0x49, 0x83, 0x42, 0x20, 0x03, 0xf0, 0x02, 0x30]
        } else {
            &[0x86, 0x00]
        };
        let layer = Layer::new().spatial(upper).ends_picture(upper == 1);
        sent(&mut writer, &video(data, pts).layer(layer), taken)
    };
    for upper in [0, 1] {
        assert!(!write(0, true, upper, true).is_empty());
    }
    // Its lower layer is dropped; the upper goes with it.
    assert!(write(33, false, 0, false).is_empty());
    assert!(write(33, false, 1, true).is_empty());
    let lower = write(66, true, 0, true);
    let shape = shape(Codec::Vp9, &lower);
    assert!(shape.keyframe);
    // V: the structure of the layers is there.
    assert_eq!(lower[0].payload[0] & 0x02, 0x02);
    assert!(!lower[0].marker);
    let upper = write(66, true, 1, true);
    assert!(upper.last().is_some_and(|packet| packet.marker));
}

#[test]
fn parameter_sets_are_kept_of_what_is_not_sent() {
    let sps = &[0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 0x95, 0xa0];
    let pps = &[0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80];
    let parameter_sets: &'static [u8] = [&sps[..], pps].concat().leak();
    let slice: &[u8] = &[0, 0, 0, 1, 0x41, 0x9a];
    let idr: &[u8] = &[0, 0, 0, 1, 0x65, 0x88];
    for muted in [true, false] {
        let mut writer = writer(Codec::H264);
        if muted {
            for frame in [video(parameter_sets, 0), video(slice, 10)] {
                writer.skip(&frame).expect("in order");
            }
        } else {
            assert!(sent(&mut writer, &video(slice, 0), false).is_empty());
            assert!(sent(&mut writer, &video(parameter_sets, 10), true).is_empty());
        }
        assert!(sent(&mut writer, &video(slice, 33), true).is_empty());
        let keyframe = sent(&mut writer, &video(idr, 66), true);
        let payloads = keyframe
            .iter()
            .map(|packet| Bytes::copy_from_slice(&packet.payload));
        let payloads: Vec<_> = payloads.collect();
        let frame = Depacketizer::new(Codec::H264).assemble(payloads.iter());
        let frame = frame.expect("it was made here");
        assert_eq!(frame, [parameter_sets, idr].concat(), "muted: {muted}");
    }
}

#[test]
fn parameter_sets_of_their_own_take_no_time_and_are_no_keyframe() {
    let mut writer = writer(Codec::H264);
    let sets: &[u8] = &[0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 0x95, 0xa0];
    let slice: &[u8] = &[0, 0, 0, 1, 0x41, 0x9a];
    let first = sent(&mut writer, &video(slice, 0), true).remove(0);
    assert!(sent(&mut writer, &video(sets, 33).keyframe(true), true).is_empty());
    let second = sent(&mut writer, &video(slice, 33), true).remove(0);
    assert_eq!(second.timestamp.wrapping_sub(first.timestamp), 33 * 90);
    assert!(sent(&mut writer, &video(slice, 66), false).is_empty());
    for pts in [99, 132] {
        assert!(sent(&mut writer, &video(sets, pts).keyframe(true), true).is_empty());
        assert!(sent(&mut writer, &video(slice, pts), true).is_empty());
    }
    assert_eq!((writer.frames, writer.dropped), (2, 3));
}

#[test]
fn a_keyframe_that_cannot_be_sent_mends_nothing() {
    let mut writer = writer(Codec::H264);
    let slice: &[u8] = &[0, 0, 0, 1, 0x41, 0x9a];
    assert!(sent(&mut writer, &video(slice, 0), false).is_empty());
    let broken = video(&[0x65, 0x88], 33).keyframe(true);
    assert!(writer.frame(&broken, Instant::now(), |_| true).is_err());
    assert!(sent(&mut writer, &video(slice, 66), true).is_empty());
}

#[test]
fn what_needs_a_refused_frame_is_not_sent_and_a_keyframe_is_asked_for_at_once() {
    let mut writer = writer(Codec::H264);
    let (idr, slice): (&[u8], &[u8]) = (&[0, 0, 0, 1, 0x65, 0x88], &[0, 0, 0, 1, 0x41, 0x9a]);
    assert_eq!(
        sent(&mut writer, &video(idr, 0).keyframe(true), true).len(),
        1
    );
    let now = Instant::now();
    assert!(
        writer
            .frame(&video(&[0x41, 0x9a], 33), now, |_| true)
            .is_err()
    );
    assert_eq!(writer.frame(&video(slice, 66), now, |_| true), Ok(true));
    assert_eq!(writer.frame(&video(slice, 99), now, |_| true), Ok(false));
    assert_eq!(
        sent(&mut writer, &video(idr, 132).keyframe(true), true).len(),
        1
    );
    assert_eq!(sent(&mut writer, &video(slice, 165), true).len(), 1);
    assert_eq!((writer.frames, writer.dropped, writer.refused), (3, 2, 1));
}

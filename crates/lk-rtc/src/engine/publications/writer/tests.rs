//! Frames to packets: numbers, timestamps, what mute does to them.

use bytes::Bytes;
use lk_media::Depacketizer;
use rand::SeedableRng as _;

use super::*;

mod drops;

fn writer(codec: Codec) -> TrackWriter {
    writer_with(codec, &PublishOptions::microphone())
}

fn writer_with(codec: Codec, options: &PublishOptions) -> TrackWriter {
    TrackWriter::new(codec, options, &mut ChaCha20Rng::from_seed([7; 32]))
}

fn opus(pts: u64) -> Frame {
    Frame::new(
        Bytes::from_static(&[0xf8, 1, 2, 3]),
        Duration::from_millis(20),
    )
    .pts(Duration::from_millis(pts))
    .keyframe(true)
}

fn written(writer: &mut TrackWriter, frame: &Frame) -> Vec<OutgoingRtp> {
    let mut packets = Vec::new();
    let take = |packet| {
        packets.push(packet);
        true
    };
    writer
        .frame(frame, Instant::now(), take)
        .expect("a good frame");
    for packet in &mut packets {
        let numbered = writer.number(packet, Numbering::Next);
        numbered.expect("the next number");
    }
    packets
}

#[test]
fn timestamps_follow_the_frames_and_sequence_numbers_the_packets() {
    let mut writer = writer(Codec::Opus);
    let first = written(&mut writer, &opus(100)).remove(0);
    let second = written(&mut writer, &opus(120)).remove(0);
    assert_eq!(second.timestamp.wrapping_sub(first.timestamp), 960);
    assert_eq!(second.seq, first.seq + 1);
}

#[test]
fn a_muted_stretch_leaves_a_gap_in_time_and_none_in_numbers() {
    let mut writer = writer(Codec::Opus);
    let first = written(&mut writer, &opus(0)).remove(0);
    for pts in (20..1000).step_by(20) {
        writer.skip(&opus(pts)).expect("in order");
    }
    let next = written(&mut writer, &opus(1000)).remove(0);
    assert_eq!(next.timestamp.wrapping_sub(first.timestamp), 48_000);
    assert_eq!(next.seq, first.seq + 1);
}

/// The markers of frames that are due at these times, in milliseconds.
fn markers(writer: &mut TrackWriter, times: &[u64]) -> Vec<bool> {
    let marker = |pts: &u64| written(writer, &opus(*pts)).remove(0).marker;
    times.iter().map(marker).collect()
}

#[test]
fn what_follows_a_silence_is_marked() {
    let mut writer = writer(Codec::Opus);
    // A frame is missing before the last but one. The others are as far apart as a clock shows, more or less.
    let times = [100, 120, 141, 159, 185, 223, 243];
    let expected = [true, false, false, false, false, true, false];
    assert_eq!(markers(&mut writer, &times), expected);
    // Of a writer that does not count.
    assert_eq!(markers(&mut writer, &[243, 243]), [false, false]);
    writer.skip(&opus(263)).expect("in order");
    assert_eq!(markers(&mut writer, &[283, 303]), [true, false]);
    let error = writer.frame(
        &Frame::new(Bytes::new(), Duration::ZERO),
        Instant::now(),
        |_| true,
    );
    assert!(error.is_err());
    assert_eq!(markers(&mut writer, &[323]), [false]);
}

#[test]
fn audio_that_does_not_say_how_long_it_lasts_is_asked() {
    let mut writer = writer(Codec::Opus);
    let frame = |pts: u64| {
        let data = Bytes::from_static(&[0xf8, 1, 2, 3]);
        Frame::new(data, Duration::ZERO).pts(Duration::from_millis(pts))
    };
    let sent: Vec<_> = [0, 20, 60, 60]
        .iter()
        .flat_map(|pts| written(&mut writer, &frame(*pts)))
        .collect();
    let markers: Vec<_> = sent.iter().map(|packet| packet.marker).collect();
    assert_eq!(markers, [true, false, true, false]);
    assert_eq!(sent[3].timestamp.wrapping_sub(sent[2].timestamp), 960);
}

#[test]
fn no_time_is_too_much() {
    let mut writer = writer(Codec::Opus);
    let frame = |pts| Frame::new(Bytes::from_static(&[0xf8, 1, 2]), Duration::MAX).pts(pts);
    for pts in [Duration::ZERO, Duration::ZERO, Duration::MAX, Duration::MAX] {
        assert_eq!(written(&mut writer, &frame(pts)).len(), 1);
    }
}

#[test]
fn audio_behind_what_was_dropped_is_marked() {
    let mut writer = writer(Codec::Opus);
    assert_eq!(markers(&mut writer, &[0, 20]), [true, false]);
    let asks = writer.frame(&opus(40), Instant::now(), |_| false);
    assert_eq!(asks, Ok(false), "audio has no keyframes");
    assert_eq!(markers(&mut writer, &[60, 80]), [true, false]);
    assert!(!writer.lose(Instant::now()));
    assert_eq!(markers(&mut writer, &[100, 120]), [true, false]);
}

#[test]
fn video_is_marked_at_its_end_whatever_was_silent() {
    let mut writer = writer(Codec::Vp8);
    let frame = Frame::new(vec![0x10; 2000].into(), Duration::from_millis(33));
    let packets = written(&mut writer, &frame);
    let markers: Vec<_> = packets.iter().map(|packet| packet.marker).collect();
    assert_eq!(markers, [false, true]);
}

#[test]
fn frames_without_times_follow_one_another_by_their_length() {
    let mut writer = writer(Codec::Opus);
    let first = written(&mut writer, &opus(0)).remove(0);
    written(&mut writer, &opus(0));
    let third = written(&mut writer, &opus(0)).remove(0);
    assert_eq!(third.timestamp.wrapping_sub(first.timestamp), 1920);
}

#[test]
fn a_frame_from_the_past_is_refused_and_does_no_harm() {
    let mut writer = writer(Codec::Opus);
    let first = written(&mut writer, &opus(40)).remove(0);
    assert_eq!(
        writer.frame(&opus(20), Instant::now(), |_| true),
        Err(WriteError::OutOfOrder)
    );
    let next = written(&mut writer, &opus(60)).remove(0);
    assert_eq!(next.timestamp.wrapping_sub(first.timestamp), 960);
}

#[test]
fn packets_by_hand_keep_their_distances_over_the_wrap() {
    let mut writer = writer(Codec::Vp8);
    let numbers = [
        (65_534, u32::MAX - 100),
        (65_535, u32::MAX - 100),
        (1, 2900),
        (0, 2900),
    ];
    let sent: Vec<OutgoingRtp> = numbers
        .map(|(seq, timestamp)| RtpToSend::new(seq, timestamp, vec![0x10]))
        .iter()
        .map(|packet| {
            let (mut sent, numbering) = writer.packet(packet).expect("a good packet");
            let numbered = writer.number(&mut sent, numbering);
            numbered.expect("a number of its own");
            sent
        })
        .collect();
    let seqs: Vec<u64> = sent.iter().map(|packet| packet.seq - sent[0].seq).collect();
    assert_eq!(seqs, [0, 1, 3, 2]);
    assert_eq!(sent[2].timestamp.wrapping_sub(sent[0].timestamp), 3001);
}

#[test]
fn silence_is_not_told_as_speech() {
    let mut writer = writer(Codec::Opus);
    let quiet = Frame::new(Bytes::from_static(&[0xf8]), Duration::from_millis(20));
    let level = written(&mut writer, &quiet)
        .remove(0)
        .extensions
        .audio_level;
    assert_eq!(
        level,
        Some(AudioLevel {
            level: 127,
            voice: false
        })
    );
}

#[test]
fn no_packet_is_longer_than_fits_any_path() {
    let mut writer = writer(Codec::Vp8);
    let frame = Frame::new(vec![0x10; 40_000].into(), Duration::from_millis(33));
    let packets = written(&mut writer, &frame);
    assert!(
        packets
            .iter()
            .all(|packet| packet.payload.len() <= MAX_PAYLOAD)
    );
    assert!(packets.iter().rev().skip(1).all(|packet| !packet.marker));
    assert!(packets.last().is_some_and(|packet| packet.marker));
}

#[test]
fn opus_of_any_rate_is_sent() {
    let mut writer = writer(Codec::Opus);
    // 20 ms at 510 kbit/s, and three times as long at 256 kbit/s.
    let frame = |data: Vec<u8>, lasts| Frame::new(data.into(), Duration::from_millis(lasts));
    assert_eq!(written(&mut writer, &frame(vec![0xfc; 1275], 20)).len(), 1);
    let long = [&[0xfb, 3][..], &[7; 3 * 640]].concat();
    let packets = written(&mut writer, &frame(long, 60));
    let since = |packet: &OutgoingRtp| packet.timestamp.wrapping_sub(packets[0].timestamp);
    assert_eq!(
        packets.iter().map(since).collect::<Vec<_>>(),
        [0, 960, 1920]
    );
    assert_eq!((writer.frames, writer.packets), (2, 4));
    let next = written(&mut writer, &frame(vec![0xfc; 100], 20)).remove(0);
    assert_eq!(since(&next), 2880);
}

#[test]
fn a_frame_that_is_refused_is_counted_and_takes_its_time() {
    let mut writer = writer(Codec::Opus);
    let first = written(&mut writer, &opus(0)).remove(0);
    // No frame is that long.
    let refused = Frame::new(vec![0xfc; 4000].into(), Duration::from_millis(20));
    let sent = writer.frame(&refused, Instant::now(), |_| true);
    assert!(matches!(sent, Err(WriteError::Packetize(_))), "{sent:?}");
    assert_eq!((writer.frames, writer.refused, writer.written()), (1, 1, 2));
    let third = written(&mut writer, &opus(0)).remove(0);
    assert_eq!(third.timestamp.wrapping_sub(first.timestamp), 1920);
    assert_eq!(third.seq, first.seq + 1);
}

#[test]
fn packets_tell_the_layers_that_frames_say() {
    let mut writer = writer(Codec::Vp8);
    let mut temporal = Vec::new();
    for (number, layer) in [None, Some(0), Some(1)].into_iter().enumerate() {
        let pts = Duration::from_millis(33 * number as u64);
        let mut frame = Frame::new(vec![0x11; 300].into(), Duration::from_millis(33)).pts(pts);
        if let Some(layer) = layer {
            frame = frame.layer(Layer::new().temporal(layer).discardable(layer > 0));
        }
        let payload = written(&mut writer, &frame).remove(0).payload;
        let shape = Depacketizer::new(Codec::Vp8).inspect(&payload);
        let shape = shape.expect("it was made here");
        temporal.push((shape.temporal_layer, shape.discardable));
    }
    let expected = [(None, None), (Some(0), None), (Some(1), Some(true))];
    assert_eq!(temporal, expected);
}

#[test]
fn spatial_layers_of_a_picture_have_one_time_and_one_end() {
    let mut writer = writer(Codec::Vp9);
    let mut sent = Vec::new();
    // Of a writer that counts, and of one that does not.
    for pts in [0, 33, 66, 66] {
        for spatial in [0, 1] {
            let layer = Layer::new().spatial(spatial).ends_picture(spatial == 1);
            let frame = Frame::new(vec![0x86; 50].into(), Duration::from_millis(33));
            let frame = frame.pts(Duration::from_millis(pts)).layer(layer);
            sent.extend(written(&mut writer, &frame));
        }
    }
    let first = sent[0].timestamp;
    let ticks: Vec<_> = sent
        .iter()
        .map(|packet| packet.timestamp.wrapping_sub(first) / 90)
        .collect();
    assert_eq!(ticks, [0, 0, 33, 33, 66, 66, 99, 99]);
    let markers: Vec<_> = sent.iter().map(|packet| packet.marker).collect();
    assert_eq!(markers, [false, true].repeat(4));
}

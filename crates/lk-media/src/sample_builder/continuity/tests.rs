//! Which frames can be decoded behind which losses.

use std::time::{Duration, Instant};

use bytes::Bytes;

use super::*;
use crate::depacketize::PayloadShape;
use crate::packetize::Layer;
use crate::sample_builder::{Built, RtpPacket, SampleBuilder};
use crate::{Depacketizer, Packetizer};

const LATENCY: Duration = Duration::from_millis(50);

/// The packets of frames, each with the number of its frame.
fn packets(
    mut packetizer: Packetizer,
    frames: impl Iterator<Item = (Bytes, Layer)>,
) -> Vec<(u32, RtpPacket)> {
    let (mut packets, mut seq) = (Vec::new(), 65_500_u16);
    for ((frame, layer), number) in frames.zip(0..) {
        for payload in packetizer.packetize_layer(&frame, &layer).unwrap() {
            let packet = RtpPacket {
                seq,
                timestamp: number * 3000,
                marker: payload.marker(),
                payload: payload.to_bytes(),
            };
            seq = seq.wrapping_add(1);
            packets.push((number, packet));
        }
    }
    packets
}

/// A key frame and `count` others of VP8 or VP9, some packets each.
fn frames(codec: Codec, count: usize) -> impl Iterator<Item = Bytes> {
    let (key, inter) = match codec {
        Codec::Vp8 => ([0x10, 0, 0], [0x11, 0, 0]),
        _ => ([0x82, 0x49, 0x83], [0x86, 0, 0]),
    };
    let frame = move |number| match number {
        0 => Bytes::from([&key[..], &[7; 200]].concat()),
        _ => [&inter[..], &[7; 200]].concat().into(),
    };
    (0..=count).map(frame)
}

/// Every other frame is of the upper of two temporal layers.
fn two_layers(codec: Codec, upper: Layer, lower: Layer, count: usize) -> Vec<(u32, RtpPacket)> {
    let layers = [lower, upper.temporal(1)].into_iter().cycle();
    packets(
        Packetizer::new(codec, 100),
        frames(codec, count).zip(layers),
    )
}

/// What comes out: of each frame its number, and whether it is intact.
fn built(
    builder: &mut SampleBuilder,
    packets: impl Iterator<Item = (u32, RtpPacket)>,
) -> Vec<(u32, bool)> {
    let mut now = Instant::now();
    let mut out = Vec::new();
    for (_, packet) in packets {
        builder.push(packet, now);
        now += LATENCY;
        while let Some(built) = builder.poll(now) {
            if let Built::Frame(frame) = built {
                out.push((frame.rtp_timestamp / 3000, frame.intact));
            }
        }
    }
    out
}

fn without(
    packets: &[(u32, RtpPacket)],
    lost: impl Fn(usize, u32) -> bool,
) -> impl Iterator<Item = (u32, RtpPacket)> {
    let kept = packets
        .iter()
        .enumerate()
        .filter(move |(index, (frame, _))| !lost(*index, *frame));
    kept.map(|(_, packet)| packet.clone())
}

#[test]
fn a_lost_frame_of_an_upper_layer_spoils_nothing_below_it() {
    for codec in [Codec::Vp8, Codec::Vp9] {
        let sent = two_layers(codec, Layer::new(), Layer::new(), 20);
        // All of it, its end, its beginning.
        let inner = sent.iter().position(|(frame, _)| *frame == 11).unwrap();
        for lost in [inner..inner + 3, inner + 2..inner + 3, inner..inner + 1] {
            let mut builder = SampleBuilder::new(codec, LATENCY);
            let came = without(&sent, |index, _| lost.contains(&index));
            for (frame, intact) in built(&mut builder, came) {
                assert_ne!(frame, 11);
                assert_eq!(intact, frame < 11 || frame % 2 == 0, "{codec} {frame}");
            }
            assert!(!builder.needs_keyframe());
        }
    }
}

#[test]
fn an_upper_layer_is_whole_again_where_one_can_go_over_to_it() {
    // VP8 says so of the frame of the upper layer, VP9 of the one before it.
    let switching = Layer::new().switching_point(true);
    for (codec, upper, lower) in [
        (Codec::Vp8, switching, Layer::new()),
        (Codec::Vp9, Layer::new(), switching),
    ] {
        let sent = two_layers(codec, upper, lower, 199);
        let mut builder = SampleBuilder::new(codec, LATENCY).wait_for_keyframe(true);
        let out = built(&mut builder, without(&sent, |_, frame| frame == 11));
        assert_eq!(out.len(), 199, "{codec}");
        assert_eq!(builder.stats().withheld, 0);
    }
}

#[test]
fn a_lost_frame_of_the_lowest_layer_spoils_all() {
    for codec in [Codec::Vp8, Codec::Vp9] {
        let upper = Layer::new().switching_point(true);
        let sent = two_layers(codec, upper, Layer::new(), 20);
        // Alone, and with those at its sides.
        for lost in [10..11, 9..12] {
            let mut builder = SampleBuilder::new(codec, LATENCY);
            let out = built(
                &mut builder,
                without(&sent, |_, frame| lost.contains(&frame)),
            );
            assert!(out.iter().all(|(frame, intact)| *intact == (*frame < 10)));
            assert!(builder.needs_keyframe());
        }
    }
}

#[test]
fn a_frame_that_nobody_refers_to_costs_only_itself() {
    let layers = (0..).map(|number| Layer::new().discardable(number == 5));
    let vp8 = frames(Codec::Vp8, 10).zip(layers);
    let sent = packets(Packetizer::new(Codec::Vp8, 100), vp8);
    let inner = sent.iter().position(|(frame, _)| *frame == 5).unwrap();
    for lost in [inner, inner + 1, inner + 2] {
        let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
        let out = built(&mut builder, without(&sent, |index, _| index == lost));
        assert_eq!(out.len(), 10);
        assert!(out.iter().all(|(_, intact)| *intact), "{lost}");
        assert!(!builder.needs_keyframe());
    }
    // Of another frame it would matter.
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    built(&mut builder, without(&sent, |index, _| index == inner + 3));
    assert!(builder.needs_keyframe());
}

#[test]
fn h264_shows_it_only_within_one_picture() {
    let set = b"\0\0\0\x01\x67\x42\xc0\x1e\x81\0\0\0\x01\x68\xce\x3c\x80\0\0\0\x01\x65\x88";
    // Nobody refers to the second picture.
    let pictures: [&[u8]; 3] = [set, b"\0\0\0\x01\x01\x9a", b"\0\0\0\x01\x41\x9a"];
    let frames = pictures.map(|head| Bytes::from([head, &[7; 300]].concat()));
    let frames = frames.into_iter().map(|frame| (frame, Layer::new()));
    let sent = packets(Packetizer::new(Codec::H264, 100), frames);
    let inner = sent.iter().position(|(frame, _)| *frame == 1).unwrap();
    let last = sent.iter().rposition(|(frame, _)| *frame == 1).unwrap();
    for (lost, harmless) in [(inner + 1, true), (last, false), (inner, false)] {
        let mut builder = SampleBuilder::new(Codec::H264, LATENCY);
        let out = built(&mut builder, without(&sent, |index, _| index == lost));
        assert_eq!(out, [(0, true), (2, harmless)], "{lost}");
        assert_eq!(builder.needs_keyframe(), !harmless);
    }
}

#[test]
fn lost_packets_of_nothing_spoil_nothing() {
    let sent = two_layers(Codec::Vp8, Layer::new(), Layer::new(), 6);
    let later = sent.iter().cloned().map(|(frame, mut packet)| {
        if frame > 2 {
            packet.seq = packet.seq.wrapping_add(5);
        }
        (frame, packet)
    });
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let out = built(&mut builder, later);
    assert!(out.len() == 7 && out.iter().all(|(_, intact)| *intact));
    assert_eq!((builder.stats().lost, builder.needs_keyframe()), (5, false));
}

#[test]
fn numbers_that_may_have_gone_round_prove_nothing() {
    // Pictures 7 and 8 with 7 bits, and with 15.
    let short = |id: u8| [&[0x90, 0x80, id][..], &[1]].concat();
    let long = |id: u8| [&[0x90, 0x80, 0x80, id][..], &[1]].concat();
    let shape = |payload: Vec<u8>| Depacketizer::new(Codec::Vp8).inspect(&payload).unwrap();
    for (before, after, missing, holds) in [
        (shape(short(7)), shape(short(8)), 127, true),
        (shape(short(7)), shape(short(8)), 128, false),
        (shape(short(127)), shape(short(0)), 1, true),
        (shape(long(7)), shape(long(8)), 4000, true),
        (shape(long(7)), shape(short(8)), 4000, false),
        (shape(long(7)), shape(long(9)), 1, false),
        (shape(long(7)), shape(long(7)), 1, false),
    ] {
        let mut continuity = Continuity::new(Codec::Vp8);
        let key = PayloadShape {
            keyframe: true,
            ..before
        };
        assert!(continuity.came(0, Facts::of(&key)));
        continuity.lose(missing);
        assert_eq!(continuity.came(3000, Facts::of(&after)), holds, "{missing}");
        assert_eq!(continuity.holds(), holds);
    }
}

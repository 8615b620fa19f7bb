//! Frames as Chromium's encoders gave them, beside the packets that Chromium made of them.

use bytes::Bytes;
use lk_media::depacketize::FrameStart;
use lk_media::{Codec, Depacketizer, Packetizer};

use crate::codecs::data;

/// What Chromium leaves for a payload: a datagram of 1200 bytes, less headers.
const MAX_PAYLOAD: usize = 1188;

struct Sent {
    frame: Vec<u8>,
    packets: Vec<(bool, Bytes)>,
}

fn sent(name: &str) -> Vec<Sent> {
    let text = std::fs::read_to_string(data(&format!("chromium/{name}"))).unwrap();
    let mut all: Vec<Sent> = Vec::new();
    for line in text.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["frame", frame] => all.push(Sent {
                frame: bytes(frame),
                packets: Vec::new(),
            }),
            ["packet", marker, payload] => {
                let packets = &mut all.last_mut().unwrap().packets;
                packets.push((marker == "1", bytes(payload).into()));
            }
            _ => panic!("a line of another kind"),
        }
    }
    assert!(all.len() >= 3);
    all
}

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).unwrap() as u8;
    let pairs = hex.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// The frame comes back bit for bit, and its packets say what they are.
fn assembles(codec: Codec, all: &[Sent]) {
    let depacketizer = Depacketizer::new(codec);
    for (index, Sent { frame, packets }) in all.iter().enumerate() {
        let payloads = packets.iter().map(|(_, payload)| payload);
        assert_eq!(depacketizer.assemble(payloads).unwrap(), frame);
        let shapes = packets
            .iter()
            .map(|(_, payload)| depacketizer.inspect(payload));
        let shapes: Vec<_> = shapes.map(Result::unwrap).collect();
        assert_ne!(shapes[0].start, FrameStart::No);
        let keyframe = shapes.iter().any(|shape| shape.keyframe);
        assert_eq!(keyframe, index == 0 || codec == Codec::Opus);
        let markers = packets.iter().map(|(marker, _)| *marker);
        let last = (1..=packets.len()).map(|number| number == packets.len());
        if codec != Codec::Opus {
            assert!(markers.eq(last));
        }
    }
}

#[test]
fn h264_is_cut_into_the_same_packets() {
    let all = sent("h264.txt");
    assembles(Codec::H264, &all);
    let mut packetizer = Packetizer::new(Codec::H264, MAX_PAYLOAD);
    for Sent { frame, packets } in &all {
        let ours = packetizer.packetize(frame).unwrap();
        let ours: Vec<_> = ours.map(|p| (p.marker(), p.to_bytes())).collect();
        assert_eq!(&ours, packets);
    }
}

#[test]
fn vp8_is_cut_in_the_same_places() {
    let all = sent("vp8.txt");
    assembles(Codec::Vp8, &all);
    let mut packetizer = Packetizer::new(Codec::Vp8, MAX_PAYLOAD);
    // The first packet of a keyframe has longer header extensions, which Chromium leaves room for.
    for Sent { frame, packets } in &all[1..] {
        let ours = packetizer.packetize(frame).unwrap().map(|p| p.to_bytes());
        assert_eq!(ours.len(), packets.len());
        for (ours, (_, theirs)) in ours.zip(packets) {
            // Theirs came without picture ids, as one byte says.
            assert_eq!(theirs[0] & 0x80, 0);
            assert_eq!(ours[4..], theirs[1..]);
        }
    }
}

#[test]
fn other_codecs_come_back_bit_for_bit() {
    for (codec, name) in [
        (Codec::Vp9, "vp9.txt"),
        (Codec::Av1, "av1.txt"),
        (Codec::Opus, "opus.txt"),
    ] {
        assembles(codec, &sent(name));
    }
}

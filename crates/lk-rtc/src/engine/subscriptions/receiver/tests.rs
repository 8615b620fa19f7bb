//! One received track: loss, keyframes, memory.

use std::sync::LazyLock;

use lk_media::Packetizer;
use lk_media::extension::dependency::{
    DecodeTargetIndication, DependencyDescriptor, DependencyStructure, DependencyWriter,
    FrameDependencies,
};
use lk_media::packetize::Layer;

use super::*;

static MID: LazyLock<Mid> = LazyLock::new(|| Mid::new("1").expect("a token"));

const LIMITS: Limits = Limits {
    reorder_window: Duration::from_millis(100),
    buffer_bytes: 100_000,
    filler: false,
};

/// VP8 frames of some packets each, numbered on.
struct Sender {
    packetizer: Packetizer,
    seq: u64,
    timestamp: u32,
}

impl Sender {
    fn new() -> Self {
        Self {
            packetizer: Packetizer::new(Codec::Vp8, 100),
            seq: 1000,
            timestamp: 0,
        }
    }

    fn frame(&mut self, keyframe: bool, now: Instant) -> Vec<ReceivedPacket> {
        // The lowest bit of a VP8 frame is 0 for keyframes, which begin with a start code.
        let mut data = vec![u8::from(!keyframe); 250];
        data[3..6].copy_from_slice(&[0x9d, 0x01, 0x2a]);
        self.timestamp += 3000;
        let timestamp = self.timestamp;
        let payloads = self.packetizer.packetize(&data).expect("a frame");
        let packets = payloads.map(|payload| {
            self.seq += 1;
            ReceivedPacket {
                seq: self.seq,
                timestamp,
                marker: payload.marker(),
                payload_type: 96,
                codec: Some(Codec::Vp8),
                server_made: false,
                payload: payload.to_bytes(),
                audio_level: None,
                dependency_descriptor: None,
                arrival: now,
            }
        });
        packets.collect()
    }
}

fn drain(receiver: &mut Receiver, now: Instant) -> (usize, usize) {
    let (mut media, mut keyframes) = (0, 0);
    while let Some(received) = receiver.poll(*MID, now) {
        match received {
            Received::Media(_) => media += 1,
            Received::NeedsKeyframe(_) => keyframes += 1,
        }
    }
    (media, keyframes)
}

#[test]
fn what_comes_before_the_form_is_chosen_is_kept() {
    let now = Instant::now();
    let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, LIMITS, now));
    for keyframe in [true, false, false] {
        for packet in sender.frame(keyframe, now) {
            receiver.push(packet);
        }
    }
    assert_eq!(drain(&mut receiver, now), (0, 0));
    receiver.set_form(MediaForm::Frames);
    assert_eq!(drain(&mut receiver, now), (3, 0));
    assert_eq!(receiver.deadline(), None);
}

#[test]
fn the_dependency_descriptor_tells_layers_that_the_payload_does_not() {
    let target = [DecodeTargetIndication::Switch];
    let template = |layer| FrameDependencies::new(0, layer, &target, &[], &[]).expect("in bounds");
    let structure = DependencyStructure::new(vec![template(0), template(1)]).expect("in bounds");
    let writer = DependencyWriter::new(structure);
    let written = |descriptor: &DependencyDescriptor| -> std::sync::Arc<[u8]> {
        let mut bytes = [0; 255];
        let len = writer.write(descriptor, &mut bytes).expect("it fits");
        bytes[..len].into()
    };
    let now = Instant::now();
    let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, LIMITS, now));
    receiver.set_form(MediaForm::Frames);
    for (number, layer) in [(1, 0), (2, 1), (3, 0)] {
        let mut descriptor = DependencyDescriptor::new(number, template(layer));
        if number == 1 {
            descriptor = descriptor.carries_structure();
        }
        for mut packet in sender.frame(number == 1, now) {
            packet.dependency_descriptor = Some(written(&descriptor));
            receiver.push(packet);
        }
    }
    let frames = std::iter::from_fn(|| receiver.poll(*MID, now));
    let layers = frames.filter_map(|received| match received {
        Received::Media(Media::Frame(frame)) => frame.temporal_layer,
        _ => None,
    });
    assert_eq!(layers.collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn a_lost_packet_leads_to_one_request_and_to_another_only_after_a_second() {
    let now = Instant::now();
    let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, LIMITS, now));
    receiver.set_form(MediaForm::Frames);
    for packet in sender.frame(true, now) {
        receiver.push(packet);
    }
    assert_eq!(drain(&mut receiver, now), (1, 0));
    for packet in sender.frame(false, now).into_iter().skip(1) {
        receiver.push(packet);
    }
    for packet in sender.frame(false, now) {
        receiver.push(packet);
    }
    assert_eq!(drain(&mut receiver, now), (0, 0), "it may still come");
    let later = receiver.deadline().expect("the window ends");
    assert_eq!(later, now + LIMITS.reorder_window);
    let later = later.max(now + FIRST);
    assert_eq!(drain(&mut receiver, later), (1, 1));
    assert_eq!(drain(&mut receiver, later + INTERVAL / 2), (0, 0));
    assert_eq!(receiver.deadline(), Some(later + INTERVAL));
    assert_eq!(drain(&mut receiver, later + INTERVAL), (0, 1));
    for packet in sender.frame(true, later) {
        receiver.push(packet);
    }
    assert_eq!(drain(&mut receiver, later + INTERVAL), (1, 0));
    assert_eq!(receiver.deadline(), None);
    assert_eq!(receiver.stats().lost, 1);
}

#[test]
fn a_keyframe_that_does_not_come_by_itself_is_asked_for() {
    let now = Instant::now();
    let mut receiver = Receiver::new(Some(Codec::Vp8), true, LIMITS, now);
    assert_eq!(drain(&mut receiver, now), (0, 0));
    assert_eq!(receiver.deadline(), Some(now + FIRST));
    assert_eq!(drain(&mut receiver, now + FIRST), (0, 1));
    for packet in Sender::new().frame(true, now) {
        receiver.push(packet);
    }
    assert_eq!(receiver.deadline(), None);
}

#[test]
fn what_nobody_reads_is_bounded_and_counted() {
    let now = Instant::now();
    let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, LIMITS, now));
    for _ in 0..1000 {
        for packet in sender.frame(true, now) {
            receiver.push(packet);
        }
    }
    assert!(receiver.held_bytes <= LIMITS.buffer_bytes);
    assert!(receiver.stats().dropped > 0);
}

#[test]
fn packets_pass_as_they_come() {
    let now = Instant::now();
    let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, LIMITS, now));
    receiver.set_form(MediaForm::Packets);
    let mut packets = sender.frame(true, now);
    packets.reverse();
    let count = packets.len();
    for packet in packets {
        receiver.push(packet);
    }
    assert_eq!(drain(&mut receiver, now), (count, 0));
}

#[test]
fn a_section_that_changes_codec_goes_on_in_the_new_one() {
    let now = Instant::now();
    let mut receiver = Receiver::new(Some(Codec::H264), true, LIMITS, now);
    receiver.set_form(MediaForm::Frames);
    for packet in Sender::new().frame(true, now) {
        receiver.push(packet);
    }
    assert_eq!(drain(&mut receiver, now), (1, 0));
}

#[test]
fn a_lost_packet_of_red_audio_is_taken_from_its_copy() {
    let now = Instant::now();
    let mut receiver = Receiver::new(Some(Codec::Red), false, LIMITS, now);
    receiver.set_form(MediaForm::Frames);
    let mut encoder = lk_media::red::RedEncoder::new(111, 2, 1200);
    for index in 0..5_u8 {
        let timestamp = u32::from(index) * 960;
        let mut payload = Vec::new();
        encoder.encode(
            timestamp,
            &bytes::Bytes::from(vec![0xf8, index, index]),
            &mut payload,
        );
        if index == 2 {
            continue;
        }
        let packet = ReceivedPacket {
            seq: u64::from(index),
            timestamp,
            marker: false,
            server_made: false,
            payload_type: 63,
            codec: Some(Codec::Red),
            payload: payload.into(),
            audio_level: None,
            dependency_descriptor: None,
            arrival: now,
        };
        receiver.push(packet);
    }
    let mut frames = Vec::new();
    while let Some(Received::Media(Media::Frame(frame))) = receiver.poll(*MID, now) {
        frames.push(frame.data[1]);
    }
    assert_eq!(frames, [0, 1, 2, 3, 4]);
}

#[test]
fn a_track_that_nobody_reads_asks_for_no_keyframes_until_somebody_does() {
    let mut now = Instant::now();
    let mut sender = Sender::new();
    let mut receiver = Receiver::new(Some(Codec::Vp8), true, LIMITS, now);
    for number in 0..600 {
        for packet in sender.frame(number == 0, now) {
            receiver.push(packet);
        }
        now += Duration::from_millis(33);
        assert!(receiver.poll(*MID, now).is_none(), "frame {number}");
    }
    assert!(receiver.stats().dropped > 0);
    receiver.set_form(MediaForm::Frames);
    let asked = std::iter::from_fn(|| receiver.poll(*MID, now))
        .any(|received| matches!(received, Received::NeedsKeyframe(_)));
    assert!(asked);
}

#[test]
fn layers_that_packets_tell_come_out_with_the_frames() {
    let now = Instant::now();
    let mut receiver = Receiver::new(None, true, LIMITS, now);
    receiver.set_form(MediaForm::Frames);
    let mut packetizer = Packetizer::new(Codec::Vp8, 1000);
    for (seq, layer) in (0..4_u8).map(|number| (u64::from(number), number % 2)) {
        let layer = Layer::new().temporal(layer).discardable(layer == 1);
        let data = [u8::from(seq > 0); 50];
        for payload in packetizer.packetize_layer(&data, &layer).expect("a frame") {
            let packet = ReceivedPacket {
                seq,
                timestamp: seq as u32 * 3000,
                marker: payload.marker(),
                payload_type: 96,
                codec: Some(Codec::Vp8),
                server_made: false,
                payload: payload.to_bytes(),
                audio_level: None,
                dependency_descriptor: None,
                arrival: now,
            };
            receiver.push(packet);
        }
    }
    let frames = std::iter::from_fn(|| receiver.poll(*MID, now)).filter_map(|it| match it {
        Received::Media(Media::Frame(frame)) => Some((frame.temporal_layer, frame.discardable)),
        _ => None,
    });
    let (lower, upper) = ((Some(0), None), (Some(1), Some(true)));
    assert_eq!(frames.collect::<Vec<_>>(), [lower, upper, lower, upper]);
}

#[test]
fn frames_that_the_server_made_are_counted_and_handed_out_where_they_are_wanted() {
    for filler in [false, true] {
        let now = Instant::now();
        let limits = Limits { filler, ..LIMITS };
        let (mut sender, mut receiver) = (Sender::new(), Receiver::new(None, true, limits, now));
        receiver.set_form(MediaForm::Frames);
        for packet in sender.frame(true, now) {
            receiver.push(packet);
        }
        for number in 1..=6 {
            let packet = ReceivedPacket {
                seq: sender.seq + number,
                timestamp: sender.timestamp + 3000 * number as u32,
                marker: true,
                payload_type: 96,
                codec: Some(Codec::Vp8),
                server_made: true,
                payload: super::super::filler::black().into(),
                audio_level: None,
                dependency_descriptor: None,
                arrival: now,
            };
            receiver.push(packet);
        }
        let (frames, keyframes) = drain(&mut receiver, now);
        assert_eq!((frames, keyframes), (if filler { 7 } else { 1 }, 0));
        assert_eq!(receiver.stats().server_made, 6);
    }
}

#[test]
fn a_black_picture_of_the_server_is_not_the_keyframe_that_is_waited_for() {
    let now = Instant::now();
    let mut receiver = Receiver::new(Some(Codec::Vp8), true, LIMITS, now);
    let mut black = Sender::new().frame(true, now).remove(0);
    black.server_made = true;
    receiver.push(black);
    assert_eq!(drain(&mut receiver, now + FIRST), (0, 1));
}

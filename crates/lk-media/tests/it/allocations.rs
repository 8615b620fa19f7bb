//! How often memory is asked for: never for a packet where the caller brings the buffer, once a frame where
//! packets are joined.

use std::time::{Duration, Instant};

use allocation_counter::measure;
use bytes::Bytes;
use lk_media::extension::dependency::{
    DecodeTargetIndication, DependencyDescriptor, DependencyReader, DependencyStructure,
    DependencyWriter, FrameDependencies,
};
use lk_media::extension::{AudioLevel, ExtensionKind, ExtensionMap, Extensions};
use lk_media::packetize::Layer;
use lk_media::red::{RedEncoder, blocks};
use lk_media::sample_builder::Built;
use lk_media::{Codec, Depacketizer, FileReader, MediaKind, Packetizer, RtpPacket, SampleBuilder};

use crate::codecs::{CLIPS, data};

fn frames(name: &str) -> Vec<Bytes> {
    let mut reader = FileReader::open(data(name)).unwrap();
    std::iter::from_fn(|| reader.next_frame().unwrap())
        .map(|frame| frame.data)
        .collect()
}

fn allocations(work: impl FnOnce()) -> u64 {
    measure(work).count_total
}

#[test]
fn packets_cost_no_allocation() {
    for (name, codec, _) in CLIPS {
        let frames = frames(name);
        let mut packetizer = Packetizer::new(codec, 200);
        let mut datagram = [0; 1500];
        let mut pass = || {
            for frame in &frames {
                for payload in packetizer.packetize(frame).unwrap() {
                    assert!(payload.copy_to_slice(&mut datagram).is_some());
                    assert!(payload.slices().count() > 0);
                }
            }
        };
        // The first pass makes the buffers that the packetizer keeps.
        pass();
        assert_eq!(allocations(pass), 0, "{name}");
    }
}

#[test]
fn layers_and_repeated_parameter_sets_cost_none_either() {
    let (sets, bare) = (
        [
            0, 0, 1, 0x67, 1, 2, 3, 0, 0, 1, 0x68, 4, 0, 0, 1, 0x65, 0x88,
        ],
        [0, 0, 1, 0x65, 0x88],
    );
    let mut h264 = Packetizer::new(Codec::H264, 200);
    let mut vp9 = Packetizer::new(Codec::Vp9, 200).spatial_layers(&[(64, 48), (128, 96)]);
    let key = frames("vp9.ivf").swap_remove(0);
    let mut pass = || {
        assert_eq!(h264.packetize(&sets).unwrap().len(), 1);
        assert_eq!(h264.packetize(&bare).unwrap().len(), 2);
        let layer = Layer::new().ends_picture(false);
        assert!(vp9.packetize_layer(&key, &layer).unwrap().len() > 1);
        let layer = Layer::new().spatial(1);
        assert!(vp9.packetize_layer(&key, &layer).unwrap().len() > 1);
    };
    pass();
    assert_eq!(allocations(pass), 0);
}

#[test]
fn a_frame_costs_one_allocation_and_a_single_payload_none() {
    for (name, codec, _) in CLIPS {
        for (max, most) in [(40, 1), (1200, 1)] {
            if codec.kind() == MediaKind::Audio && max < 1200 {
                continue;
            }
            for frame in frames(name) {
                let mut packetizer = Packetizer::new(codec, max);
                let payloads = packetizer.packetize(&frame).unwrap();
                let payloads: Vec<_> = payloads.map(|payload| payload.to_bytes()).collect();
                let depacketizer = Depacketizer::new(codec);
                let inspected = allocations(|| {
                    for payload in &payloads {
                        assert!(depacketizer.inspect(payload).is_ok());
                    }
                });
                assert_eq!(inspected, 0, "{name}");
                let mut len = 0;
                let sliced = allocations(|| {
                    let slices =
                        depacketizer.for_each_slice(payloads.iter(), |slice| len += slice.len());
                    assert!(slices.is_ok());
                });
                assert_eq!((sliced, len), (0, frame.len()), "{name}");
                // A slice of a payload that nobody else holds needs a count of its holders first.
                let held = payloads.clone();
                let mut joined = None;
                let count = allocations(|| joined = depacketizer.assemble(payloads.iter()).ok());
                assert_eq!(joined.as_ref(), Some(&frame));
                let is_slice = matches!(codec, Codec::Opus | Codec::Pcmu | Codec::Vp8 | Codec::Vp9);
                let most = if is_slice && held.len() == 1 { 0 } else { most };
                assert_eq!(count, most, "{name} of {} packets", held.len());
            }
        }
    }
}

#[test]
fn header_extensions_cost_none() {
    let map = (1..)
        .zip(ExtensionKind::ALL)
        .fold(ExtensionMap::new(), |map, (id, kind)| map.with(id, kind))
        .allow_mixed(true);
    let target = [DecodeTargetIndication::Switch];
    let key = FrameDependencies::new(0, 0, &target, &[], &[]).unwrap();
    let delta = FrameDependencies::new(0, 0, &target, &[1], &[]).unwrap();
    let structure = DependencyStructure::new(vec![key, delta]).unwrap();
    let writer = DependencyWriter::new(structure);
    let mut reader = DependencyReader::new();
    let mut pass = || {
        for number in 0..10 {
            let mut sent = DependencyDescriptor::new(number, if number == 0 { key } else { delta });
            if number == 0 {
                sent = sent.carries_structure();
            }
            let (mut descriptor, mut header) = ([0; 255], [0; 255]);
            let len = writer.write(&sent, &mut descriptor).unwrap();
            let all = Extensions {
                mid: Some("0"),
                audio_level: AudioLevel::read(&[1]),
                transport_cc: Some(number),
                dependency_descriptor: Some(&descriptor[..len]),
                ..Default::default()
            };
            let len = map.write(&all, &mut header).unwrap();
            let profile = u16::from_be_bytes([header[0], header[1]]);
            let (read, fault) = map.read(profile, &header[4..len]);
            assert_eq!(fault, None);
            let descriptor = reader.read(read.dependency_descriptor.unwrap());
            assert_eq!(descriptor, Ok(sent));
        }
    };
    // The first structures make the memory that is then used again.
    pass();
    pass();
    assert_eq!(allocations(pass), 0);
}

#[test]
fn redundancy_costs_none() {
    let mut encoder = RedEncoder::new(111, 2, 1200);
    let frames: Vec<_> = (0..8).map(|fill| Bytes::from(vec![fill; 80])).collect();
    // Shared before, as every frame that was sliced or cloned once is.
    let held = frames.clone();
    let mut payload = Vec::with_capacity(1200);
    let mut pass = || {
        for (number, frame) in (0..).zip(&frames) {
            payload.clear();
            encoder.encode(number * 960, frame, &mut payload);
        }
    };
    pass();
    assert_eq!(allocations(pass), 0);
    let payload = Bytes::from(payload.clone());
    let shared = payload.clone();
    let count = allocations(|| assert_eq!(blocks(&payload).unwrap().count(), 3));
    assert_eq!((count, shared.len()), (0, held[0].len() * 3 + 9));
}

/// The packets of a clip sent over and over, and how many frames they are.
fn stream(name: &str, codec: Codec, max: usize) -> (Vec<RtpPacket>, usize) {
    let all: Vec<_> = std::iter::repeat_n(frames(name), 20).flatten().collect();
    let mut packetizer = Packetizer::new(codec, max);
    let mut red = RedEncoder::new(111, 2, 1200);
    let (mut packets, mut seq) = (Vec::new(), 0_u16);
    for (number, frame) in all.iter().enumerate() {
        let timestamp = number as u32 * 960;
        let mut redundant = Vec::new();
        if codec == Codec::Red {
            red.encode(timestamp, frame, &mut redundant);
        }
        let sent = if codec == Codec::Red {
            &redundant[..]
        } else {
            frame
        };
        for payload in packetizer.packetize(sent).unwrap() {
            packets.push(RtpPacket {
                seq,
                timestamp,
                marker: payload.marker(),
                payload: payload.to_bytes(),
            });
            seq = seq.wrapping_add(1);
        }
    }
    (packets, all.len())
}

#[test]
fn a_builder_asks_for_memory_once_a_frame_at_most() {
    let redundant = [("pages.ogg", Codec::Red, 0)];
    for (name, codec, _) in CLIPS.into_iter().chain(redundant) {
        for max in [100, 1200] {
            if codec.kind() == MediaKind::Audio && max < 1200 {
                continue;
            }
            let (mut packets, count) = stream(name, codec, max);
            // Every tenth overtakes the one before; of redundant audio some are lost.
            for pair in packets.chunks_exact_mut(10) {
                pair.swap(8, 9);
            }
            if codec == Codec::Red {
                packets.retain(|packet| packet.seq % 10 != 5);
            }
            let later = packets.split_off(packets.len() / 2);
            let mut builder = SampleBuilder::new(codec, Duration::from_millis(50));
            let now = Instant::now();
            let mut came = 0;
            let mut pass = |packets: Vec<RtpPacket>, came: &mut u64| {
                for packet in packets {
                    builder.push(packet, now);
                    while let Some(built) = builder.poll(now) {
                        *came += u64::from(matches!(built, Built::Frame(_)));
                    }
                }
            };
            // The first half makes the memory that is used again.
            pass(packets, &mut came);
            let first = came;
            let asked = allocations(|| pass(later, &mut came));
            assert!(
                came >= count as u64 - 1,
                "{name} {codec}: {came} of {count}"
            );
            assert!(asked <= came - first, "{name} {codec} {max}: {asked} times");
        }
    }
}

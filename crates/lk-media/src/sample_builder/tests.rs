//! The builder on links of every kind, against what must come out.

use std::collections::BTreeMap;
use std::ops::Range;

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::Packetizer;
use crate::packetize::Layer;

const LATENCY: Duration = Duration::from_millis(100);

fn vp8(len: usize, keyframe: bool, fill: u8) -> Bytes {
    let mut frame = vec![fill; len];
    frame[0] = u8::from(!keyframe);
    frame.into()
}

/// Cuts frames as a sender would, from sequence number `seq` on.
fn packets(codec: Codec, frames: &[Bytes], mut seq: u16, mut timestamp: u32) -> Vec<RtpPacket> {
    let mut packetizer = Packetizer::new(codec, 100);
    let mut packets = Vec::new();
    for frame in frames {
        for payload in packetizer.packetize(frame).unwrap() {
            let (marker, payload) = (payload.marker(), payload.to_bytes());
            packets.push(RtpPacket {
                seq,
                timestamp,
                marker,
                payload,
            });
            seq = seq.wrapping_add(1);
        }
        timestamp = timestamp.wrapping_add(3000);
    }
    packets
}

fn drain(builder: &mut SampleBuilder, now: Instant) -> Vec<Built> {
    std::iter::from_fn(|| builder.poll(now)).collect()
}

fn frames(built: &[Built]) -> Vec<Bytes> {
    let data = |built: &Built| match built {
        Built::Frame(frame) => Some(frame.data.clone()),
        Built::Lost(_) => None,
    };
    built.iter().filter_map(data).collect()
}

fn lost(built: &[Built]) -> Vec<(Range<u64>, LossCause)> {
    let loss = |built: &Built| match built {
        Built::Frame(_) => None,
        Built::Lost(lost) => Some((lost.packets.clone(), lost.cause)),
    };
    built.iter().filter_map(loss).collect()
}

#[test]
fn a_missing_packet_is_waited_for_and_then_given_up() {
    let sent: Vec<_> = (0..4).map(|n| vp8(250, n == 0, n)).collect();
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let start = Instant::now();
    let mut out = Vec::new();
    for (n, packet) in packets(Codec::Vp8, &sent, 65_534, 0)
        .into_iter()
        .enumerate()
    {
        if n == 4 {
            continue;
        }
        let now = start + Duration::from_millis(n as u64);
        builder.push(packet, now);
        out.extend(drain(&mut builder, now));
    }
    assert_eq!(frames(&out), sent[..1]);
    let deadline = start + Duration::from_millis(5) + LATENCY;
    assert_eq!(builder.next_timeout(), Some(deadline));
    assert_eq!(builder.poll(deadline - Duration::from_nanos(1)), None);
    assert!(builder.needs_keyframe() || builder.stats().lost == 0);

    let rest = drain(&mut builder, deadline);
    assert_eq!(lost(&rest), [(0x2_0002..0x2_0003, LossCause::Missing)]);
    assert_eq!(frames(&rest), sent[2..]);
    let Some(Built::Frame(after)) = rest.get(1) else {
        panic!()
    };
    assert!(!after.intact && after.lost_packets_before == 1);
    assert_eq!(
        after.pts,
        Duration::from_micros(66_666) + Duration::from_nanos(666)
    );
    assert!(builder.needs_keyframe());
    assert_eq!((builder.stats().lost, builder.stats().discarded), (1, 2));
}

#[test]
fn a_lost_end_of_frame_costs_only_that_frame() {
    let sent: Vec<_> = (0..3).map(|n| vp8(250, true, n)).collect();
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for (n, packet) in packets(Codec::Vp8, &sent, 10, 0).into_iter().enumerate() {
        if n != 5 {
            builder.push(packet, now);
        }
    }
    let out = drain(&mut builder, now + LATENCY);
    assert_eq!(frames(&out), [sent[0].clone(), sent[2].clone()]);
}

#[test]
fn waiting_for_a_keyframe_withholds_what_cannot_be_decoded() {
    let keyframes = [false, true, false, false, true];
    let sent: Vec<_> = keyframes
        .iter()
        .zip(0..)
        .map(|(&key, n)| vp8(50, key, n))
        .collect();
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY).wait_for_keyframe(true);
    let now = Instant::now();
    for (n, packet) in packets(Codec::Vp8, &sent, 10, 0).into_iter().enumerate() {
        if n != 2 {
            builder.push(packet, now);
        }
    }
    let out = drain(&mut builder, now + LATENCY);
    assert_eq!(frames(&out), [sent[1].clone(), sent[4].clone()]);
    assert_eq!(builder.stats().withheld, 2);
}

#[test]
fn the_first_frame_may_come_in_any_order() {
    let sent = [vp8(450, true, 1), vp8(50, false, 2)];
    let mut packets = packets(Codec::Vp8, &sent, 2, 0);
    packets[..5].reverse();
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    let mut out = Vec::new();
    for packet in packets {
        builder.push(packet, now);
        out.extend(drain(&mut builder, now));
    }
    assert_eq!(frames(&out), sent);
    assert_eq!(lost(&out), []);
}

#[test]
fn joining_within_a_frame_skips_it_without_reporting_a_loss() {
    let sent = [vp8(250, true, 1), vp8(250, false, 2)];
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for packet in packets(Codec::Vp8, &sent, 500, 0).into_iter().skip(1) {
        builder.push(packet, now);
    }
    assert_eq!(drain(&mut builder, now), []);
    let out = drain(&mut builder, now + LATENCY);
    assert_eq!((frames(&out), lost(&out)), (vec![sent[1].clone()], vec![]));
}

#[test]
fn padding_takes_a_number_and_nothing_else() {
    let sent = [vp8(150, true, 1), vp8(150, false, 2)];
    let mut packets = packets(Codec::Vp8, &sent, 0, 0);
    let padding = |seq, timestamp| RtpPacket {
        seq,
        timestamp,
        marker: false,
        payload: Bytes::new(),
    };
    for packet in &mut packets[2..] {
        packet.seq += 2;
    }
    packets.insert(2, padding(2, 0));
    packets.insert(2, padding(3, 0));
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for packet in packets {
        builder.push(packet, now);
    }
    let out = drain(&mut builder, now);
    assert_eq!((frames(&out), lost(&out)), (sent.to_vec(), vec![]));
    assert_eq!(builder.stats().padding, 2);
}

#[test]
fn a_malformed_payload_costs_its_frame_and_no_time() {
    let sent: Vec<_> = (0..3).map(|n| vp8(150, true, n)).collect();
    let mut packets = packets(Codec::Vp8, &sent, 0, 0);
    packets[3].payload = Bytes::from_static(&[0x80]);
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for packet in packets {
        builder.push(packet, now);
    }
    let out = drain(&mut builder, now);
    assert_eq!(frames(&out), [sent[0].clone(), sent[2].clone()]);
    assert_eq!(lost(&out), [(0x1_0003..0x1_0004, LossCause::Malformed)]);
}

#[test]
fn a_frame_knows_when_its_first_packet_came() {
    let sent: Vec<_> = (0..2).map(|n| vp8(250, n == 0, n)).collect();
    let packets = packets(Codec::Vp8, &sent, 7, 0);
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let start = Instant::now();
    let at = |millis| start + Duration::from_millis(millis);
    // The second packet overtakes the first.
    for (index, millis) in [(1, 10), (0, 14), (2, 17), (3, 40), (4, 41), (5, 42)] {
        builder.push(packets[index].clone(), at(millis));
    }
    let arrivals: Vec<_> = drain(&mut builder, at(42))
        .into_iter()
        .filter_map(|built| match built {
            Built::Frame(frame) => Some(frame.arrival),
            Built::Lost(_) => None,
        })
        .collect();
    assert_eq!(arrivals, [at(10), at(40)]);
}

#[test]
fn a_header_extension_tells_layers_where_payloads_do_not() {
    let told = PacketLayers {
        temporal: Some(2),
        spatial: Some(1),
    };
    let layers = |payload: &'static [u8]| {
        let mut builder = SampleBuilder::new(Codec::Vp8, Duration::ZERO);
        let (marker, payload, now) = (true, Bytes::from_static(payload), Instant::now());
        let packet = RtpPacket {
            seq: 7,
            timestamp: 0,
            marker,
            payload,
        };
        builder.push_layered(packet, told, now);
        let Some(Built::Frame(frame)) = builder.poll(now) else {
            panic!("a frame is due")
        };
        (
            frame.temporal_layer,
            frame.spatial_layer,
            frame.info().temporal_layer,
        )
    };
    // S; a keyframe. Then X, S; T; layer 1.
    assert_eq!(layers(&[0x10, 0x10, 7, 7]), (Some(2), Some(1), Some(2)));
    let own = layers(&[0x90, 0x20, 0x40, 0x10, 7, 7]);
    assert_eq!(own, (Some(1), Some(1), Some(1)));
}

#[test]
fn a_malformed_packet_is_told_though_it_comes_first() {
    let sent = [vp8(50, true, 1), vp8(50, true, 2)];
    let mut packets = packets(Codec::Vp8, &sent, 10, 0);
    packets[0].payload = Bytes::from_static(&[0x80]);
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for packet in packets {
        builder.push(packet, now);
    }
    let out = drain(&mut builder, now);
    assert_eq!(frames(&out), [sent[1].clone()]);
    assert_eq!(lost(&out), [(0x1_000a..0x1_000b, LossCause::Malformed)]);
}

#[test]
fn what_means_nothing_among_packets_of_h264_costs_no_frame() {
    const SPS: &[u8] = &[0x67, 0x42, 0xc0, 0x1e];
    const PPS: &[u8] = &[0x68, 0xce, 0x3c, 0x80];
    const IDR: &[u8] = &[0x65, 0x88, 0x84, 0x21];
    let sized = |unit: &[u8]| [&(unit.len() as u16).to_be_bytes()[..], unit].concat();
    // An aggregation that ends in a unit of no bytes, a type without a meaning, a slice; a packet that is nothing else.
    let aggregation = [&[0x78][..], &sized(SPS), &sized(PPS), &[0, 0]].concat();
    let payloads = [
        (aggregation, 0),
        (vec![0x7f, 1, 2], 0),
        (IDR.to_vec(), 0),
        (vec![0, 9], 3000),
    ];
    let mut builder = SampleBuilder::new(Codec::H264, LATENCY);
    let now = Instant::now();
    for (seq, (payload, timestamp)) in (7..).zip(payloads) {
        let payload = payload.into();
        let marker = seq >= 9;
        builder.push(
            RtpPacket {
                seq,
                timestamp,
                marker,
                payload,
            },
            now,
        );
    }
    let out = drain(&mut builder, now);
    let frame = [&[0, 0, 0, 1], SPS, &[0, 0, 0, 1], PPS, &[0, 0, 0, 1], IDR].concat();
    assert_eq!(
        (frames(&out), lost(&out)),
        (vec![Bytes::from(frame)], vec![])
    );
    // A unit that is longer than what is there is damage.
    let cut = [&[0x78][..], &sized(SPS), &[0, 9, 1]].concat();
    assert!(Depacketizer::new(Codec::H264).inspect(&cut).is_err());
}

#[test]
fn frames_without_a_marker_end_with_the_next_timestamp() {
    let sent = [vp8(250, true, 1), vp8(250, false, 2), vp8(50, false, 3)];
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for mut packet in packets(Codec::Vp8, &sent, 0, u32::MAX - 10) {
        packet.marker = false;
        builder.push(packet, now);
    }
    let out = drain(&mut builder, now);
    assert_eq!((frames(&out), lost(&out)), (sent[..2].to_vec(), vec![]));
}

#[test]
fn a_keyframe_without_its_parameter_sets_is_no_frame() {
    let mut idr = b"\0\0\0\x01\x67\x42\0\x1f\0\0\0\x01\x68\xce\x3c\0\0\0\x01\x65".to_vec();
    idr.extend([0x88; 300]);
    let sent: [Bytes; 3] = [
        idr.clone().into(),
        idr.into(),
        Bytes::from_static(b"\0\0\0\x01\x41\x9a\x55"),
    ];
    let packets = packets(Codec::H264, &sent, 0, 0);
    assert_eq!(packets.len(), 11);
    let mut builder = SampleBuilder::new(Codec::H264, LATENCY);
    let now = Instant::now();
    for (n, packet) in packets.into_iter().enumerate() {
        if n != 5 {
            builder.push(packet, now);
        }
    }
    let out = drain(&mut builder, now + LATENCY);
    assert_eq!(frames(&out), [sent[0].clone(), sent[2].clone()]);
}

#[test]
fn redundancy_makes_losses_good_without_waiting() {
    let mut encoder = red::RedEncoder::new(111, 2, 1200);
    let mut builder = SampleBuilder::new(Codec::Red, LATENCY);
    let now = Instant::now();
    let mut out = Vec::new();
    for n in 0..10_u16 {
        let timestamp = u32::from(n) * 960;
        let mut payload = Vec::new();
        encoder.encode(timestamp, &vec![n as u8; 10].into(), &mut payload);
        // Two in a row are made good, of three the first is lost.
        if ![2, 3, 5, 6, 7].contains(&n) {
            let payload = payload.into();
            builder.push(
                RtpPacket {
                    seq: n,
                    timestamp,
                    marker: false,
                    payload,
                },
                now,
            );
            out.extend(drain(&mut builder, now));
        }
    }
    out.extend(drain(&mut builder, now + LATENCY));
    let numbers: Vec<_> = frames(&out).iter().map(|frame| frame[0]).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 6, 7, 8, 9]);
    assert_eq!(lost(&out), [(0x1_0005..0x1_0006, LossCause::Missing)]);
    assert_eq!(builder.stats().recovered, 4);
}

/// A packet of redundant audio with its own frame, named by its number and of 960 ticks, and those before it that are
/// `repeated`.
fn redundant(seq: u16, repeated: &[u16]) -> RtpPacket {
    let frame = |number: u16| Bytes::copy_from_slice(&number.to_be_bytes());
    let timestamp = |number: u16| u32::from(number) * 960;
    let mut encoder = red::RedEncoder::new(111, repeated.len(), 1200);
    for &number in repeated {
        encoder.encode(timestamp(number), &frame(number), &mut Vec::new());
    }
    let mut payload = Vec::new();
    encoder.encode(timestamp(seq), &frame(seq), &mut payload);
    RtpPacket {
        seq,
        timestamp: timestamp(seq),
        marker: false,
        payload: payload.into(),
    }
}

/// The numbers of frames of [`redundant`] that come out, and of packets that are lost.
fn redundantly(packets: &[RtpPacket]) -> (Vec<u16>, Vec<u16>) {
    let mut builder = SampleBuilder::new(Codec::Red, LATENCY);
    let (mut now, mut out) = (Instant::now(), Vec::new());
    for packet in packets {
        builder.push(packet.clone(), now);
        out.extend(drain(&mut builder, now));
        now += Duration::from_millis(20);
    }
    out.extend(drain(&mut builder, now + LATENCY));
    let number = |frame: &Bytes| u16::from_be_bytes([frame[0], frame[1]]);
    let missing = lost(&out).into_iter().flat_map(|(range, _)| range);
    let lost = missing.map(|seq| seq as u16).collect();
    (frames(&out).iter().map(number).collect(), lost)
}

#[test]
fn redundancy_that_goes_past_a_loss_of_the_server_repeats_no_frame() {
    // The server has no 11, and repeats the frame before it; released, or held behind a gap.
    let sent = [
        redundant(10, &[]),
        redundant(12, &[10]),
        redundant(13, &[12]),
    ];
    assert_eq!(redundantly(&sent), (vec![10, 12, 13], vec![11]));
    let sent = [
        redundant(7, &[6]),
        redundant(9, &[]),
        redundant(10, &[9]),
        redundant(12, &[10]),
        redundant(14, &[12, 13]),
    ];
    let expected = (vec![7, 9, 10, 12, 13, 14], vec![8, 11]);
    assert_eq!(redundantly(&sent), expected);
    // The one that is repeated comes late.
    let sent = [redundant(9, &[]), redundant(12, &[10]), redundant(10, &[9])];
    let (frames, lost) = redundantly(&sent);
    assert_eq!((frames, lost.len()), (vec![9, 10, 12], 1));
    // Padding between two makes no difference.
    let mut padding = redundant(11, &[]);
    padding.payload = Bytes::new();
    padding.timestamp = 9600;
    let sent = [redundant(10, &[]), padding, redundant(13, &[10, 12])];
    assert_eq!(redundantly(&sent), (vec![10, 12, 13], vec![]));
}

#[test]
fn a_sender_that_counts_anew_is_followed() {
    let sent = [vp8(150, true, 1), vp8(150, true, 2)];
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    let before = packets(Codec::Vp8, &sent[..1], 100, 0);
    let after = packets(Codec::Vp8, &sent[1..], 40_000, 1_000_000);
    for packet in before.into_iter().chain(after) {
        builder.push(packet, now);
    }
    let out = drain(&mut builder, now);
    assert_eq!(frames(&out), sent);
    assert_eq!(lost(&out).len(), 1);
    assert_eq!(lost(&out)[0].1, LossCause::Restarted);
}

#[test]
fn a_frame_without_end_is_bounded() {
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    for n in 0..20_000_u32 {
        let payload = Bytes::from_static(&[0x10, 0, 0, 0]);
        builder.push(
            RtpPacket {
                seq: n as u16,
                timestamp: 0,
                marker: false,
                payload,
            },
            now,
        );
        let out = drain(&mut builder, now);
        assert!(
            lost(&out)
                .iter()
                .all(|(_, cause)| *cause == LossCause::Oversized)
        );
    }
    assert!(builder.stats().discarded > 10_000);
}

#[test]
fn an_owner_that_does_not_poll_is_bounded() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let now = Instant::now();
    for n in 0..60_000_u32 {
        let payload = Bytes::from_static(&[0xf8; 10]);
        builder.push(
            RtpPacket {
                seq: n as u16,
                timestamp: n * 960,
                marker: false,
                payload,
            },
            now,
        );
    }
    assert!(builder.ready.len() <= MAX_PACKETS as usize + 1);
    assert!(drain(&mut builder, now).len() <= 2 * MAX_PACKETS as usize + 2);
}

#[test]
fn frames_that_nobody_takes_are_bounded_in_bytes() {
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    let rest = Bytes::from(vec![0; 60_000]);
    for n in 0..4000_u32 {
        let payload = if n % 10 == 0 {
            Bytes::from_static(&[0x10, 1, 2])
        } else {
            rest.clone()
        };
        builder.push(
            RtpPacket {
                seq: n as u16,
                timestamp: n / 10,
                marker: n % 10 == 9,
                payload,
            },
            now,
        );
    }
    let out = drain(&mut builder, now);
    let held: usize = frames(&out).iter().map(Bytes::len).sum();
    assert!(held > MAX_BYTES / 2 && held <= MAX_BYTES + 60_000, "{held}");
    assert!(builder.stats().discarded > 3000);
    assert_eq!(builder.ready_bytes, 0);
}

/// Packets of Opus with these numbers and timestamps.
fn opus(packets: &[(u16, u32)]) -> impl Iterator<Item = RtpPacket> {
    packets.iter().map(|(seq, timestamp)| RtpPacket {
        seq: *seq,
        timestamp: *timestamp,
        marker: false,
        payload: Bytes::copy_from_slice(&[&[0xf8], &seq.to_be_bytes()[..]].concat()),
    })
}

/// The numbers of frames of [`opus`], and their times in milliseconds.
fn heard(built: &[Built]) -> Vec<(u16, u128)> {
    let frame = |built: &Built| match built {
        Built::Frame(frame) => Some((
            u16::from_be_bytes([frame.data[1], frame.data[2]]),
            frame.pts.as_millis(),
        )),
        Built::Lost(_) => None,
    };
    built.iter().filter_map(frame).collect()
}

#[test]
fn the_first_packets_may_be_swapped() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let now = Instant::now();
    let mut out = Vec::new();
    for packet in opus(&[(11, 960), (10, 0), (12, 1920)]) {
        builder.push(packet, now);
        out.extend(drain(&mut builder, now));
    }
    assert_eq!(heard(&out), [(10, 0), (11, 20), (12, 40)]);
    assert_eq!((lost(&out), builder.stats().late), (vec![], 0));
}

#[test]
fn a_first_packet_alone_waits_no_longer_than_a_late_one_would_take() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let start = Instant::now();
    builder.extend(opus(&[(11, 960)]), start);
    assert_eq!(builder.poll(start), None);
    assert_eq!(builder.next_timeout(), Some(start + LATENCY));
    assert_eq!(heard(&drain(&mut builder, start + LATENCY)), [(11, 0)]);
    assert_eq!(builder.next_timeout(), None);

    // One that is not whole waits for its rest and is due at no time.
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let first = packets(Codec::Vp8, &[vp8(250, true, 1)], 0, 0).swap_remove(0);
    builder.push(first, start);
    assert_eq!(builder.next_timeout(), Some(start + LATENCY));
    assert_eq!(builder.poll(start + LATENCY), None);
    assert_eq!(builder.next_timeout(), None);
}

#[test]
fn a_keyframe_that_a_later_frame_overtakes_is_not_late() {
    let sent = [vp8(50, true, 1), vp8(50, false, 2), vp8(50, false, 3)];
    let mut all = packets(Codec::Vp8, &sent, 0, 0);
    all.swap(0, 1);
    let mut builder = SampleBuilder::new(Codec::Vp8, LATENCY);
    let now = Instant::now();
    let mut out = Vec::new();
    for packet in all {
        builder.push(packet, now);
        out.extend(drain(&mut builder, now));
    }
    assert_eq!(frames(&out), sent);
    assert!(!builder.needs_keyframe());
}

#[test]
fn a_sender_that_starts_anew_slightly_below_loses_nothing() {
    for back in [300, 3000, 5000] {
        let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
        let (mut now, mut out) = (Instant::now(), Vec::new());
        let before = (0..1000).map(|n| (20_000 + n, u32::from(n) * 960));
        let after = (0..5).map(|n| (21_000 - back + n, 960_000 + u32::from(n) * 960));
        let sent: Vec<_> = before.chain(after).collect();
        for packet in opus(&sent) {
            builder.push(packet, now);
            out.extend(drain(&mut builder, now));
            now += Duration::from_millis(20);
        }
        let came: Vec<_> = heard(&out).iter().map(|(seq, _)| *seq).collect();
        let seqs: Vec<_> = sent.iter().map(|(seq, _)| *seq).collect();
        assert!(came == seqs, "{back}");
        assert_eq!(lost(&out).len(), 1);
        assert_eq!(lost(&out)[0].1, LossCause::Restarted);
    }
}

#[test]
fn what_was_sent_before_and_comes_late_is_no_new_start() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let now = Instant::now();
    let sent: Vec<_> = (0..100).map(|n| (n, u32::from(n) * 960)).collect();
    builder.extend(opus(&sent), now);
    drain(&mut builder, now);
    builder.extend(opus(&sent[40..80]), now);
    assert_eq!(drain(&mut builder, now), []);
    assert_eq!(builder.stats().late, 40);
}

#[test]
fn a_builder_that_is_reset_takes_what_comes_next_for_the_beginning() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let start = Instant::now();
    builder.reset();
    builder.extend(
        opus(&[(500, 960_000), (501, 960_960), (503, 962_880)]),
        start,
    );
    assert_eq!(heard(&drain(&mut builder, start)), [(500, 0), (501, 20)]);
    builder.reset();
    // Slightly below, of another clock, and swapped.
    let later = start + Duration::from_millis(100);
    builder.extend(opus(&[(490, 1960), (489, 1000), (491, 2920)]), later);
    let out = drain(&mut builder, later);
    let causes: Vec<_> = lost(&out).into_iter().map(|(_, cause)| cause).collect();
    assert_eq!(causes, [LossCause::Missing, LossCause::Restarted]);
    // The frame before the reset came out with it, as did the time.
    assert_eq!(heard(&out), [(503, 60), (489, 160), (490, 180), (491, 200)]);
}

#[test]
fn a_clock_that_leaps_back_does_not_stop_time() {
    let mut builder = SampleBuilder::new(Codec::Opus, LATENCY);
    let (mut now, mut out) = (Instant::now(), Vec::new());
    let leap = 3_000_000_000;
    let sent = [0, 960, 1920, leap, leap + 960, leap + 1920];
    for (packet, seq) in sent.into_iter().zip(10..) {
        builder.extend(opus(&[(seq, packet)]), now);
        out.extend(drain(&mut builder, now));
        now += Duration::from_millis(20);
    }
    let times: Vec<_> = heard(&out).into_iter().map(|(_, time)| time).collect();
    assert_eq!(times, [0, 20, 40, 60, 80, 100]);
}

#[test]
fn frames_say_what_their_packets_say_of_layers() {
    let mut packetizer = Packetizer::new(Codec::Vp9, 50);
    let mut builder = SampleBuilder::new(Codec::Vp9, Duration::ZERO);
    let now = Instant::now();
    let key = [
        &[0x82, 0x49, 0x83, 0x42, 0, 0x1d, 0xf0, 0x10, 0xd0][..],
        &[7; 100],
    ]
    .concat();
    let upper = [&[0x86, 0, 0][..], &[7; 100]].concat();
    let mut seq = 0;
    for temporal in [0, 2] {
        for (spatial, frame) in [(0, &key), (1, &upper)] {
            let layer = Layer::new().temporal(temporal).spatial(spatial);
            let layer = layer.ends_picture(spatial == 1);
            for payload in packetizer.packetize_layer(frame, &layer).unwrap() {
                let (timestamp, marker) = (u32::from(temporal) * 3000, payload.marker());
                let payload = payload.to_bytes();
                builder.push(
                    RtpPacket {
                        seq,
                        timestamp,
                        marker,
                        payload,
                    },
                    now,
                );
                seq += 1;
            }
        }
    }
    let out = drain(&mut builder, now);
    for (built, temporal) in out.iter().zip([0, 2]) {
        let Built::Frame(frame) = built else { panic!() };
        let layers = (frame.temporal_layer, frame.spatial_layer);
        assert_eq!(layers, (Some(temporal), Some(1)));
        let info = frame.info();
        assert_eq!((info.temporal_layer, info.spatial_layer), layers);
        assert_eq!(info.dimensions, Some((480, 270)));
    }
    assert_eq!(out.len(), 2);
}

#[test]
fn a_frame_says_whether_it_can_be_left_out() {
    // N of VP8; no reference of H.264; nothing known.
    let cases: [(Codec, &[u8], Option<bool>); 4] = [
        (Codec::Vp8, &[0x30, 0x11, 0, 0], Some(true)),
        (Codec::Vp8, &[0x10, 0x11, 0, 0], None),
        (Codec::H264, &[0x01, 0x9a, 7], Some(true)),
        (Codec::H264, &[0x41, 0x9a, 7], Some(false)),
    ];
    for (codec, payload, discardable) in cases {
        let mut builder = SampleBuilder::new(codec, Duration::ZERO);
        let now = Instant::now();
        builder.push(
            RtpPacket {
                seq: 0,
                timestamp: 0,
                marker: true,
                payload: Bytes::from_static(payload),
            },
            now,
        );
        let Some(Built::Frame(frame)) = builder.poll(now) else {
            panic!()
        };
        assert_eq!((frame.codec, frame.discardable), (codec, discardable));
        assert_eq!(frame.info().discardable, discardable);
    }
}

#[test]
fn audio_says_how_long_it_lasts_also_out_of_redundancy() {
    let mut builder = SampleBuilder::new(Codec::Red, Duration::ZERO);
    let now = Instant::now();
    builder.push(
        RtpPacket {
            seq: 0,
            timestamp: 0,
            marker: false,
            payload: Bytes::from_static(&[111, 0xf8, 0xff, 0xfe]),
        },
        now,
    );
    let Some(Built::Frame(frame)) = builder.poll(now) else {
        panic!()
    };
    assert_eq!(frame.codec, Codec::Opus);
    assert_eq!(frame.info().duration, Some(Duration::from_millis(20)));
}

impl SampleBuilder {
    fn extend(&mut self, packets: impl Iterator<Item = RtpPacket>, now: Instant) {
        for packet in packets {
            self.push(packet, now);
        }
    }
}

/// What the link does to one packet.
#[derive(Debug, Clone, Copy)]
struct Fate {
    lost: bool,
    twice: bool,
    /// Milliseconds on the way.
    delay: u64,
}

fn fate() -> impl Strategy<Value = Fate> {
    (
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.05),
        0..80_u64,
    )
        .prop_map(|(lost, twice, delay)| Fate { lost, twice, delay })
}

proptest! {
    /// Whatever the link does: a frame comes out if and only if all of its packets came in time,
    /// once, unharmed and in order; and exactly the packets that did not come are reported.
    #[test]
    fn a_frame_comes_out_if_and_only_if_all_of_it_came(
        codec in prop::sample::select(vec![Codec::Vp8, Codec::Opus]),
        sizes in prop::collection::vec(1..500_usize, 1..60),
        fates in prop::collection::vec(fate(), 300),
        first_seq: u16,
        first_timestamp: u32,
    ) {
        let whole = codec == Codec::Opus;
        let sent: Vec<_> = sizes.iter().zip(0..).map(|(&len, n)| {
            if whole { vec![n; len.min(100)].into() } else { vp8(len, n == 0, n) }
        }).collect();
        let mut link = BTreeMap::new();
        let mut came = BTreeMap::<u32, bool>::new();
        let mut missing = Vec::new();
        let all = packets(codec, &sent, first_seq, first_timestamp);
        let last = all.len() - 1;
        for (n, packet) in all.into_iter().enumerate() {
            let mut fate = fates[n % fates.len()];
            // The ends are certain: what a stream begins with cannot be known to be missing.
            fate.lost &= n > 0 && n < last;
            fate.delay = if n == 0 { 0 } else { fate.delay };
            *came.entry(packet.timestamp).or_insert(true) &= !fate.lost;
            if fate.lost {
                missing.push(packet.seq);
                continue;
            }
            let at = n as u64 * 5 + fate.delay;
            if fate.twice {
                link.insert((at + 7, n, 1), packet.clone());
            }
            link.insert((at, n, 0), packet);
        }
        let mut builder = SampleBuilder::new(codec, LATENCY);
        let start = Instant::now();
        let mut out = Vec::new();
        for ((at, ..), packet) in link {
            let now = start + Duration::from_millis(at);
            builder.push(packet, now);
            out.extend(drain(&mut builder, now));
        }
        out.extend(drain(&mut builder, start + Duration::from_secs(3600)));

        let due: Vec<_> = sent.iter().zip(0..).filter(|&(_, n)| {
            came[&first_timestamp.wrapping_add(n * 3000)]
        }).map(|(frame, _)| frame.clone()).collect();
        prop_assert_eq!(frames(&out), due);
        let reported: Vec<_> = lost(&out).into_iter().flat_map(|(range, _)| range).map(|seq| seq as u16).collect();
        prop_assert_eq!(reported, missing);
        prop_assert_eq!(builder.next_timeout(), None);
    }

    /// Hostile packets neither panic nor stay in memory.
    #[test]
    fn any_packets_are_survived(
        codec in prop::sample::select(Codec::ALL.to_vec()),
        script in prop::collection::vec(
            (any::<u16>(), 0..4_u32, any::<bool>(), prop::collection::vec(any::<u8>(), 0..8), 0..50_u64),
            0..300,
        ),
    ) {
        let mut builder = SampleBuilder::new(codec, LATENCY);
        let mut now = Instant::now();
        for (seq, timestamp, marker, payload, wait) in script {
            now += Duration::from_millis(wait);
            builder.push(RtpPacket { seq, timestamp, marker, payload: payload.into() }, now);
            drain(&mut builder, now);
            prop_assert!(builder.next_timeout().is_none_or(|at| at > now));
        }
        builder.flush();
        drain(&mut builder, now);
    }
}

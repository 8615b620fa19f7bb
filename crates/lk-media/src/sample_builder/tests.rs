//! The builder on links of every kind, against what must come out.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::Packetizer;

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

//! Where frames begin behind a loss, and how much work the order of packets makes.

use std::time::{Duration, Instant};

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::sample_builder::RtpPacket;

/// Those of a frame.
type Payloads = Vec<Vec<u8>>;

const LATENCY: Duration = Duration::from_millis(50);
const SEI: &[u8] = &[6, 5, 4, 1, 2, 3, 4, 0x80];
const SPS: &[u8] = &[0x67, 0x42, 0xc0, 0x1e, 0x81];
const PPS: &[u8] = &[0x68, 0xce, 0x3c, 0x80];
const IDR: &[u8] = &[0x65, 0x88, 1, 2, 3];
const SLICE: &[u8] = &[0x41, 0x9a, 1, 2, 3];

fn aggregated(units: &[&[u8]]) -> Vec<u8> {
    let mut payload = vec![24];
    for unit in units {
        payload.extend((unit.len() as u16).to_be_bytes());
        payload.extend_from_slice(unit);
    }
    payload
}

fn annexb(units: &[&[u8]]) -> Vec<u8> {
    units
        .iter()
        .flat_map(|unit| [&[0, 0, 0, 1], *unit].concat())
        .collect()
}

/// Sends frames of these payloads without the packets that are `lost`, and says what comes out: number, data, keyframe
/// and whether it is intact.
fn built(
    codec: Codec,
    frames: &[Payloads],
    lost: &[(usize, usize)],
) -> Vec<(u32, Bytes, bool, bool)> {
    let mut builder = SampleBuilder::new(codec, LATENCY);
    send(&mut builder, Instant::now(), 65_530, frames, lost)
}

/// The same from sequence number `seq` on, with a builder that may have seen others.
fn send(
    builder: &mut SampleBuilder,
    mut now: Instant,
    seq: u16,
    sent: &[Payloads],
    lost: &[(usize, usize)],
) -> Vec<(u32, Bytes, bool, bool)> {
    let mut out = Vec::new();
    for ((number, place), packet) in packets(sent, seq) {
        let last = packet.marker;
        if !lost.contains(&(number, place)) {
            builder.push(packet, now);
        }
        if last {
            now += LATENCY;
            out.extend(frames(builder, now));
        }
    }
    out
}

/// The packets of frames of these payloads, each with the number of its frame and its place there.
fn packets(sent: &[Payloads], seq: u16) -> impl Iterator<Item = ((usize, usize), RtpPacket)> {
    let places = sent.iter().enumerate().flat_map(|(number, frame)| {
        let places = frame.iter().enumerate();
        places.map(move |(place, payload)| ((number, place), payload, place + 1 == frame.len()))
    });
    places.zip(0..).map(move |((place, payload, marker), n)| {
        let packet = RtpPacket {
            seq: seq.wrapping_add(n),
            timestamp: place.0 as u32 * 3000,
            marker,
            payload: payload.clone().into(),
        };
        (place, packet)
    })
}

fn frames(builder: &mut SampleBuilder, now: Instant) -> Vec<(u32, Bytes, bool, bool)> {
    let frame = |built| match built {
        Built::Frame(it) => Some((it.rtp_timestamp / 3000, it.data, it.keyframe, it.intact)),
        Built::Lost(_) => None,
    };
    std::iter::from_fn(|| builder.poll(now))
        .filter_map(frame)
        .collect()
}

/// For each codec the payloads of a keyframe, which is nothing without the first, and of a picture behind it. Of those
/// behind the first only that of VP8 says that others precede it.
fn pictures() -> [(Codec, Payloads, Payloads); 6] {
    let owned = |payloads: &[&[u8]]| payloads.iter().map(|it| it.to_vec()).collect::<Vec<_>>();
    let avc = aggregated(&[SPS, PPS, SEI]);
    let hevc: [&[u8]; 4] = [
        &[0x40, 1, 9],
        &[0x42, 1, 9],
        &[0x44, 1, 9],
        &[0x26, 1, 0xaf, 1],
    ];
    // A layer above another: its begin is marked as well.
    let vp9: [&[u8]; 2] = [
        &[0x2c, 0, 1, 0x82, 0x49, 0x83, 0x42],
        &[0x2c, 3, 1, 0x86, 0, 0],
    ];
    [
        (
            Codec::H264,
            owned(&[&avc, IDR, IDR]),
            owned(&[SLICE, &[0x41, 0x44, 1]]),
        ),
        (
            Codec::H264,
            owned(&[SPS, PPS, SEI, IDR]),
            owned(&[SEI, SLICE]),
        ),
        (Codec::H265, owned(&hevc), owned(&[&[0x02, 1, 0xd0, 1]])),
        (
            Codec::Vp8,
            owned(&[&[0x10, 0x10], &[0, 7]]),
            owned(&[&[0x10, 0x11]]),
        ),
        (
            Codec::Vp9,
            owned(&vp9),
            owned(&[&[0x6c, 0, 2, 0x86, 0], &[0x6c, 3, 2, 0x86, 0]]),
        ),
        // Each payload is a unit of its own: sequence header, frame.
        (
            Codec::Av1,
            owned(&[&[0x18, 0x08, 7], &[0x10, 0x30, 0x10]]),
            owned(&[&[0x10, 0x30, 0x30]]),
        ),
    ]
}

/// Numbers, which of them are keyframes and which are intact.
fn seen(out: &[(u32, Bytes, bool, bool)]) -> Vec<(u32, bool, bool)> {
    out.iter().map(|it| (it.0, it.2, it.3)).collect()
}

const WHOLE: [(u32, bool, bool); 4] = [
    (0, true, true),
    (1, false, true),
    (2, true, true),
    (3, false, true),
];

#[test]
fn a_first_keyframe_without_its_first_packet_does_not_come_out() {
    for (codec, key, picture) in pictures() {
        let frames = [key.clone(), picture.clone(), key, picture];
        assert_eq!(seen(&built(codec, &frames, &[])), WHOLE, "{codec}");
        let out = built(codec, &frames, &[(0, 0)]);
        // Behind what was cut the next picture begins, though it cannot be decoded.
        assert_eq!(seen(&out)[0], (1, false, false), "{codec}");
        assert_eq!(seen(&out)[1..], WHOLE[2..], "{codec}");
    }
}

#[test]
fn a_first_keyframe_without_its_first_packet_is_asked_for() {
    for (codec, key, picture) in pictures() {
        let mut builder = SampleBuilder::new(codec, LATENCY).wait_for_keyframe(true);
        let frames = [key.clone(), picture];
        let now = Instant::now();
        let out = send(&mut builder, now, 7, &frames, &[(0, 0)]);
        assert_eq!((seen(&out), builder.needs_keyframe()), (vec![], true));
        let later = now + 2 * LATENCY;
        // It comes: its timestamp is that of the first, its number is not.
        let next = 7 + frames.iter().map(Vec::len).sum::<usize>() as u16;
        let out = send(&mut builder, later, next, &[key], &[]);
        assert_eq!(seen(&out), WHOLE[..1], "{codec}");
        assert!(!builder.needs_keyframe());
    }
}

#[test]
fn a_keyframe_without_its_first_packet_is_none_where_a_sender_starts_anew() {
    for (codec, key, picture) in pictures() {
        for announced in [false, true] {
            let mut builder = SampleBuilder::new(codec, LATENCY);
            let frames = [key.clone(), picture.clone(), key.clone(), picture.clone()];
            let now = Instant::now();
            let before = send(&mut builder, now, 7, &frames[..2], &[]);
            assert_eq!(seen(&before), WHOLE[..2], "{codec}");
            if announced {
                builder.reset();
            }
            let later = now + 10 * LATENCY;
            let out = send(&mut builder, later, 30_000, &frames, &[(0, 0)]);
            assert_eq!(seen(&out)[0], (1, false, false), "{codec} {announced}");
            assert_eq!(seen(&out)[1..], WHOLE[2..], "{codec} {announced}");
        }
    }
}

#[test]
fn a_first_keyframe_comes_out_whole_whose_first_packet_comes_last() {
    for (codec, key, picture) in pictures() {
        let mut builder = SampleBuilder::new(codec, LATENCY).wait_for_keyframe(true);
        let now = Instant::now();
        let mut packets: Vec<_> = packets(&[key.clone(), picture], 500).collect();
        packets[..key.len()].rotate_left(1);
        let mut out = Vec::new();
        for (_, packet) in packets {
            builder.push(packet, now);
            out.extend(frames(&mut builder, now));
        }
        assert_eq!(seen(&out), WHOLE[..2], "{codec}");
        assert_eq!(builder.stats().late + builder.stats().discarded, 0);
    }
}

#[test]
fn a_keyframe_behind_supplemental_information_is_found_behind_a_loss() {
    let picture = vec![SEI.to_vec(), SLICE.to_vec()];
    let key: [Payloads; 3] = [
        vec![aggregated(&[SEI, SPS, PPS]), IDR.to_vec()],
        vec![SEI.to_vec(), aggregated(&[SPS, PPS]), IDR.to_vec()],
        [SEI, SEI, SPS, PPS, IDR].map(<[u8]>::to_vec).to_vec(),
    ];
    for key in key {
        let frames = [picture.clone(), picture.clone(), key, picture.clone()];
        let out = built(Codec::H264, &frames, &[(1, 1)]);
        let numbers: Vec<_> = out.iter().map(|(number, ..)| *number).collect();
        assert_eq!(numbers, [0, 2, 3]);
        let (_, data, keyframe, intact) = &out[1];
        assert!(*keyframe && *intact && out[2].3);
        // What came before it is part of it.
        assert_eq!(data[..12], annexb(&[SEI]));
        assert!(data.ends_with(&annexb(&[SPS, PPS, IDR])));
    }
}

#[test]
fn a_picture_behind_supplemental_information_costs_no_other() {
    let picture = vec![SEI.to_vec(), SLICE.to_vec()];
    let frames = vec![picture; 4];
    let whole = annexb(&[SEI, SLICE]);
    for lost in [(1, 1), (2, 0)] {
        let out = built(Codec::H264, &frames, &[lost]);
        let numbers: Vec<_> = out.iter().map(|(number, ..)| *number).collect();
        // Of the third the picture is there, and nobody knows of more.
        assert_eq!(
            numbers,
            if lost.0 == 1 {
                vec![0, 2, 3]
            } else {
                vec![0, 1, 2, 3]
            }
        );
        assert_eq!(out.last().unwrap().1, whole);
    }
    // The slice that begins the picture is lost: the other is none.
    let halves = vec![vec![SEI.to_vec(), SLICE.to_vec(), vec![0x41, 0x44, 1]]; 3];
    let out = built(Codec::H264, &halves, &[(1, 1)]);
    assert_eq!(out.iter().map(|it| it.0).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn supplements_of_h265_are_passed_over_as_well() {
    let (sei, slice) = (vec![0x4e, 1, 5, 0x80], vec![0x02, 1, 0xd0, 1]);
    let sets = [[0x40, 1, 9], [0x42, 1, 9], [0x44, 1, 9]].map(|set| set.to_vec());
    let key: Vec<_> = [
        vec![sei.clone()],
        sets.to_vec(),
        vec![vec![0x26, 1, 0xaf, 1]],
    ]
    .concat();
    let frames = [
        vec![slice.clone()],
        vec![sei, slice.clone()],
        key,
        vec![slice],
    ];
    let out = built(Codec::H265, &frames, &[(1, 1)]);
    let numbers: Vec<_> = out.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, [0, 2, 3]);
    assert!(out[1].2 && out[1].3);
}

/// Pushes packets of one frame in this order, and says how many steps that made. A last one ends the frame. Each is a unit
/// that may begin a frame.
fn steps(order: &[u16]) -> (usize, Vec<Bytes>) {
    let unit = SPS[0];
    let mut builder = SampleBuilder::new(Codec::H264, Duration::from_secs(5));
    let now = Instant::now();
    let mut steps = 0;
    let end = order.iter().max().unwrap() + 1;
    // The first two come in order, so that nothing waits.
    for &number in order.iter().chain(&[end]) {
        let packet = RtpPacket {
            seq: number + 100,
            timestamp: u32::from(number == end),
            marker: false,
            payload: [&[unit][..], &number.to_be_bytes()].concat().into(),
        };
        builder.push(packet, now);
        while builder.step(Some(now)) {
            steps += 1;
        }
    }
    let data = std::iter::from_fn(|| builder.poll(now)).filter_map(|built| match built {
        Built::Frame(frame) => Some(frame.data),
        Built::Lost(_) => None,
    });
    (steps, data.collect())
}

fn in_order(count: u16) -> Bytes {
    let units: Vec<_> = (0..count)
        .map(|number| [&SPS[..1], &number.to_be_bytes()].concat())
        .collect();
    let units: Vec<_> = units.iter().map(Vec::as_slice).collect();
    annexb(&units).into()
}

#[test]
fn packets_in_reverse_make_no_more_work_than_in_order() {
    let count = 1000;
    let back = (0..count - 2).rev();
    let reversed: Vec<_> = [count - 2, count - 1]
        .into_iter()
        .chain(back.clone())
        .collect();
    // Each time one below a gap, then the gap.
    let pairs = (0..(count - 2) / 2).rev().flat_map(|n| [2 * n, 2 * n + 1]);
    let gaps: Vec<_> = [count - 2, count - 1].into_iter().chain(pairs).collect();
    // Stretches of thirty, each from its end, with a gap before it that is closed in the end.
    let stretches: Vec<_> = [count - 2, count - 1]
        .into_iter()
        .chain(back.clone().filter(|n| n % 30 != 29))
        .chain(back.filter(|n| n % 30 == 29))
        .collect();
    for order in [reversed, gaps, stretches] {
        let (steps, frames) = steps(&order);
        assert_eq!(frames, [in_order(count)]);
        assert!(steps <= 3 * usize::from(count), "{steps}");
    }
}

proptest! {
    #[test]
    fn no_order_makes_much_work(order in Just((0..200).collect::<Vec<u16>>()).prop_shuffle()) {
        let (steps, frames) = steps(&order);
        prop_assert_eq!(frames, [in_order(200)]);
        prop_assert!(steps <= 600, "{}", steps);
    }
}

//! Where frames begin behind a loss, and how much work the order of packets makes.

use std::time::{Duration, Instant};

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::sample_builder::RtpPacket;

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
    frames: &[Vec<Vec<u8>>],
    lost: &[(usize, usize)],
) -> Vec<(u32, Bytes, bool, bool)> {
    let mut builder = SampleBuilder::new(codec, LATENCY);
    let (mut now, mut seq, mut out) = (Instant::now(), 65_530_u16, Vec::new());
    for (number, frame) in frames.iter().enumerate() {
        for (place, payload) in frame.iter().enumerate() {
            let packet = RtpPacket {
                seq,
                timestamp: number as u32 * 3000,
                marker: place + 1 == frame.len(),
                payload: payload.clone().into(),
            };
            seq = seq.wrapping_add(1);
            if !lost.contains(&(number, place)) {
                builder.push(packet, now);
            }
        }
        now += LATENCY;
        while let Some(built) = builder.poll(now) {
            if let Built::Frame(frame) = built {
                let number = frame.rtp_timestamp / 3000;
                out.push((number, frame.data, frame.keyframe, frame.intact));
            }
        }
    }
    out
}

#[test]
fn a_keyframe_behind_supplemental_information_is_found_behind_a_loss() {
    let picture = vec![SEI.to_vec(), SLICE.to_vec()];
    let key: [Vec<Vec<u8>>; 3] = [
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

/// Pushes packets of one frame in this order, and says how many steps that made. A last one ends the frame.
fn steps(order: &[u16]) -> (usize, Vec<Bytes>) {
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
            payload: [&[6][..], &number.to_be_bytes()].concat().into(),
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
        .map(|number| [&[6][..], &number.to_be_bytes()].concat())
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

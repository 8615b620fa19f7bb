//! Random frames of every codec over a link that loses, repeats and reorders packets: what comes out is what
//! was sent, whole, in order and once, and nothing is missing but what the losses explain.

use std::time::{Duration, Instant};

use lk_media::container::{IvfMuxer, Kind, Mux};
use lk_media::red::RedEncoder;
use lk_media::sample_builder::Built;
use lk_media::{Codec, Frame, MediaKind, Packetizer, RtpPacket, SampleBuilder};
use proptest::prelude::*;

use crate::codecs::CLIPS;

/// Frames of a codec, every fourth a keyframe, from seeds and lengths.
fn frame(codec: Codec, number: usize, len: usize, seed: u8) -> Vec<u8> {
    let noise = |len: usize| {
        let step = |x: &u32| Some(x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(u32::from(seed) << 8 | number as u32), step)
            .map(|x| (x >> 24) as u8 | 1)
            .take(len)
    };
    let key = number.is_multiple_of(4);
    let head: &[u8] = match (codec, key) {
        (Codec::Vp8, true) => &[0x10, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0],
        (Codec::Vp8, false) => &[0x11, 0, 0],
        (Codec::Vp9, true) => &[0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0],
        (Codec::Vp9, false) => &[0x86, 0, 0],
        (Codec::H264, true) => {
            b"\0\0\0\x01\x67\x42\xc0\x1e\x81\0\0\0\x01\x68\xce\x3c\x80\0\0\0\x01\x65\x88"
        }
        (Codec::H264, false) => b"\0\0\0\x01\x41\x9a",
        (Codec::H265, true) => {
            b"\0\0\0\x01\x40\x01\x09\0\0\0\x01\x42\x01\x09\0\0\0\x01\x26\x01\xaf"
        }
        (Codec::H265, false) => b"\0\0\0\x01\x02\x01\xd0",
        (Codec::Av1, key) => {
            // A delimiter; for a key frame a sequence header of 64x48; a frame of the rest.
            let mut unit = vec![0x12, 0];
            if key {
                unit.extend([0x0a, 10, 0, 0, 0, 0x02, 0xaf, 0xff, 0x7b, 0xff, 0x32, 0x08]);
            }
            let body: Vec<_> = [if key { 0x10 } else { 0x30 }]
                .into_iter()
                .chain(noise(len))
                .collect();
            unit.push(0x32);
            let mut rest = body.len();
            while rest >= 0x80 {
                unit.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            unit.push(rest as u8);
            return [unit, body].concat();
        }
        _ => &[0xf8],
    };
    head.iter().copied().chain(noise(len.max(1))).collect()
}

/// The packets of frames, each with the number of its frame. RED says every frame twice.
fn packets(
    codec: Codec,
    frames: &[Vec<u8>],
    max: usize,
    first_seq: u16,
) -> Vec<(usize, RtpPacket)> {
    let mut packetizer = Packetizer::new(codec, max);
    let mut red = RedEncoder::new(111, 1, 65_535);
    let mut seq = first_seq;
    let mut packets = Vec::new();
    for (number, frame) in frames.iter().enumerate() {
        let timestamp = (number as u32).wrapping_mul(960).wrapping_sub(2000);
        let mut redundant = Vec::new();
        if codec == Codec::Red {
            red.encode(timestamp, &frame.clone().into(), &mut redundant);
        }
        let sent = if codec == Codec::Red {
            &redundant
        } else {
            frame
        };
        for payload in packetizer.packetize(sent).unwrap() {
            let (marker, payload) = (payload.marker(), payload.to_bytes());
            let packet = RtpPacket {
                seq,
                timestamp,
                marker,
                payload,
            };
            packets.push((number, packet));
            seq = seq.wrapping_add(1);
        }
    }
    packets
}

fn built(codec: Codec, arriving: &[RtpPacket]) -> Vec<Vec<u8>> {
    let mut builder = SampleBuilder::new(codec, LATENCY);
    let now = Instant::now();
    let mut frames = Vec::new();
    let mut take = |builder: &mut SampleBuilder| {
        while let Some(built) = builder.poll(now) {
            if let Built::Frame(frame) = built {
                frames.push(frame.data.to_vec());
            }
        }
    };
    for packet in arriving {
        builder.push(packet.clone(), now);
        take(&mut builder);
    }
    builder.flush();
    take(&mut builder);
    frames
}

/// Packets in an order in which none comes more than a few places too late, some twice.
fn disordered(packets: Vec<RtpPacket>, keys: &[(u8, bool)]) -> Vec<RtpPacket> {
    let mut keyed: Vec<_> = packets
        .into_iter()
        .enumerate()
        .flat_map(|(index, packet)| {
            let (late, twice) = keys[index % keys.len()];
            let place = index + usize::from(late % 8);
            let again = twice.then(|| (place + 5, packet.clone()));
            [Some((place, packet)), again].into_iter().flatten()
        })
        .collect();
    // The very first stays first: a receiver cannot know that there was one before it.
    if let Some((place, _)) = keyed.first_mut() {
        *place = 0;
    }
    keyed.sort_by_key(|(place, _)| *place);
    keyed.into_iter().map(|(_, packet)| packet).collect()
}

fn arrivals() -> impl Strategy<Value = Vec<(u8, bool)>> {
    prop::collection::vec((any::<u8>(), prop::bool::weighted(0.2)), 1..50)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn disorder_changes_nothing(
        codec in prop::sample::select(Codec::ALL.to_vec()),
        sizes in prop::collection::vec((1..4000_usize, any::<u8>()), 1..12),
        max in 60..1500_usize,
        first_seq: u16,
        arrivals in arrivals(),
    ) {
        let max = if codec.kind() == MediaKind::Audio { 16_000 } else { max };
        let frames: Vec<_> = sizes.iter().enumerate().map(|(number, (len, seed))| frame(codec, number, *len, *seed)).collect();
        let packets = packets(codec, &frames, max, first_seq);
        let packets = packets.into_iter().map(|(_, packet)| packet).collect();
        let arriving = disordered(packets, &arrivals);
        prop_assert_eq!(built(codec, &arriving), frames);
    }

    #[test]
    fn losses_cost_their_own_frames_and_no_others(
        codec in prop::sample::select(Codec::ALL.to_vec()),
        sizes in prop::collection::vec((1..3000_usize, any::<u8>()), 3..12),
        max in 60..1500_usize,
        first_seq: u16,
        arrivals in arrivals(),
        lost in prop::collection::vec(prop::bool::weighted(0.1), 1..40),
    ) {
        let max = if codec.kind() == MediaKind::Audio { 16_000 } else { max };
        let frames: Vec<_> = sizes.iter().enumerate().map(|(number, (len, seed))| frame(codec, number, *len, *seed)).collect();
        let sent = packets(codec, &frames, max, first_seq);
        let is_lost = |index: usize| index > 0 && lost[index % lost.len()];
        let hit: Vec<_> = sent.iter().enumerate().filter(|(index, _)| is_lost(*index)).map(|(_, (number, _))| *number).collect();
        let through = sent.iter().enumerate().filter(|(index, _)| !is_lost(*index)).map(|(_, (_, packet))| packet.clone()).collect();
        let received = built(codec, &disordered(through, &arrivals));
        // In order, once, and each as it was sent.
        let mut rest = frames.iter().enumerate();
        let mut came = Vec::new();
        for frame in &received {
            let found = rest.find(|(_, sent)| *sent == frame);
            prop_assert!(found.is_some(), "{} came in disorder or damaged", codec);
            came.extend(found.map(|(number, _)| number));
        }
        for number in &came {
            // Audio of a lost packet comes out of the next one, where that is redundant.
            prop_assert!(codec == Codec::Red || !hit.contains(number));
        }
        if codec == Codec::Red {
            // Sizes that RED can say: one kB at most.
            let all_but_last = frames.len().saturating_sub(1);
            for (number, frame) in frames.iter().enumerate().take(all_but_last) {
                let recoverable = frame.len() < 1024 && !hit.contains(&(number + 1));
                let whole = !hit.contains(&number);
                prop_assert!(came.contains(&number) == (whole || recoverable), "{}", number);
            }
        } else if codec.kind() == MediaKind::Audio {
            prop_assert_eq!(came.len() + hit.len(), frames.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_missing_at_a_start_no_frame_comes_out_cut(
        codec in prop::sample::select(vec![Codec::H264, Codec::H265, Codec::Av1, Codec::Vp8, Codec::Vp9]),
        sizes in prop::collection::vec((1..600_usize, any::<u8>()), 2..10),
        max in 60..400_usize,
        first_seq: u16,
        leap in 10_000..50_000_u16,
        announced: bool,
        arrivals in arrivals(),
        // Of the start, then of what is behind it.
        first_lost in prop::collection::vec(any::<bool>(), 1..6),
        lost in prop::collection::vec(prop::bool::weighted(0.1), 1..40),
    ) {
        let frames: Vec<_> = sizes.iter().enumerate().map(|(number, (len, seed))| frame(codec, number, *len, *seed)).collect();
        let mut builder = SampleBuilder::new(codec, LATENCY);
        let start = Instant::now();
        // A sender that starts anew sends the same again, by another clock.
        for (round, seq) in (0..).zip([first_seq, first_seq.wrapping_add(leap)]) {
            let now = start + LATENCY * 10 * round;
            if announced {
                builder.reset();
            }
            let is_lost = |index: usize| first_lost.get(index).copied().unwrap_or(lost[index % lost.len()]);
            let sent = packets(codec, &frames, max, seq).into_iter().enumerate();
            let through = sent.filter(|(index, _)| !is_lost(*index)).map(|(_, (_, packet))| packet).collect();
            let offset = round * 1_000_000_000;
            let mut built = Vec::new();
            for mut packet in disordered(through, &arrivals) {
                packet.timestamp = packet.timestamp.wrapping_add(offset);
                builder.push(packet, now);
                built.extend(std::iter::from_fn(|| builder.poll(now)));
            }
            built.extend(std::iter::from_fn(|| builder.poll(now + LATENCY)));
            for built in built {
                let Built::Frame(built) = built else { continue };
                let place = built.rtp_timestamp.wrapping_add(2000).wrapping_sub(offset) / 960;
                let whole = frames.get(place as usize).is_some_and(|sent| built.data == *sent);
                prop_assert!(whole, "{} of round {}: keyframe {}, intact {}", codec, round, built.keyframe, built.intact);
                prop_assert_eq!(built.keyframe, place % 4 == 0);
            }
        }
    }
}

#[test]
fn every_clip_is_built_from_a_shuffle() {
    for (name, codec, _) in CLIPS {
        let (_, frames) = crate::codecs::read(name);
        let frames: Vec<_> = frames.iter().map(|frame| frame.data.to_vec()).collect();
        for max in [60, 500, 1200] {
            if codec.kind() == MediaKind::Audio && max < 500 {
                continue;
            }
            let sent = packets(codec, &frames, max, 65_530);
            let mut sent: Vec<_> = sent.into_iter().map(|(_, packet)| packet).collect();
            // All of it, turned around but for the first.
            sent[1..].reverse();
            assert_eq!(built(codec, &sent), frames, "{name}");
        }
    }
}

/// Frames of a clip, sent as packets that come in disorder and twice, joined and written to a file again.
fn written_again(codec: Codec, mut muxer: Box<dyn Mux>, frames: &[Frame], max: usize) -> Vec<u8> {
    let sent: Vec<_> = frames.iter().map(|frame| frame.data.to_vec()).collect();
    let ticks = |pts: Duration| {
        let ticks = pts.as_nanos() * u128::from(codec.clock_rate());
        ((ticks + 500_000_000) / 1_000_000_000) as u32
    };
    let packets = packets(codec, &sent, max, 65_400).into_iter();
    let packets = packets.map(|(number, mut packet)| {
        packet.timestamp = ticks(frames[number].pts).wrapping_sub(50_000);
        packet
    });
    let keys: Vec<_> = (0..17)
        .map(|n: u8| (n.wrapping_mul(5), n.is_multiple_of(4)))
        .collect();
    let mut builder = SampleBuilder::new(codec, LATENCY);
    let now = Instant::now();
    let mut built = Vec::new();
    for packet in disordered(packets.collect(), &keys) {
        builder.push(packet, now);
        built.extend(std::iter::from_fn(|| builder.poll(now)));
    }
    builder.flush();
    built.extend(std::iter::from_fn(|| builder.poll(now)));
    let mut file = Vec::new();
    for (built, original) in built.into_iter().zip(frames) {
        let Built::Frame(built) = built else {
            panic!("{codec}: {built:?}")
        };
        let frame = Frame::new(built.data, original.duration).keyframe(built.keyframe);
        muxer.write(&frame.pts(built.pts), &mut file).unwrap();
    }
    finish(&mut *muxer, file)
}

fn finish(muxer: &mut dyn Mux, mut file: Vec<u8>) -> Vec<u8> {
    if let Some(patch) = muxer.finish(&mut file) {
        file[patch.offset as usize..][..patch.bytes.len()].copy_from_slice(&patch.bytes);
    }
    file
}

/// A muxer that writes what the file was written with, as far as one can say it.
fn muxer_like(original: &[u8], kind: Kind, codec: Codec) -> Box<dyn Mux> {
    if kind != Kind::Ivf {
        return kind.muxer(codec).unwrap();
    }
    let field = |at: usize| u32::from_le_bytes(*original[at..].first_chunk().unwrap());
    let muxer = IvfMuxer::new(codec).unwrap();
    Box::new(muxer.time_base(field(20), field(16)))
}

#[test]
fn every_clip_comes_through_packets_into_the_same_file() {
    for (name, codec, _) in CLIPS {
        let original = std::fs::read(crate::codecs::data(name)).unwrap();
        let (_, frames) = crate::codecs::read(name);
        let kind = Kind::of_path(name).unwrap();
        // What is written from the frames themselves. It is the clip, where there is one way alone to write it: others
        // have longer start codes here and pages of other lengths there.
        let mut direct = Vec::new();
        let mut muxer = muxer_like(&original, kind, codec);
        for frame in &frames {
            muxer.write(frame, &mut direct).unwrap();
        }
        let direct = finish(&mut *muxer, direct);
        if matches!(kind, Kind::Ivf | Kind::Obu | Kind::Wav) {
            assert!(direct == original, "{name}");
        }
        for max in [60, 1200] {
            if codec.kind() == MediaKind::Audio && max < 1200 {
                continue;
            }
            let muxer = muxer_like(&original, kind, codec);
            let again = written_again(codec, muxer, &frames, max);
            assert!(again == direct, "{name}");
        }
    }
}

const LATENCY: Duration = Duration::from_millis(500);

//! The payload formats byte by byte, and round trips over all of them.

use proptest::prelude::*;

use super::*;
use crate::depacketize::{Depacketizer, FrameStart};

fn payloads(codec: Codec, frame: &[u8], max: usize) -> Vec<(Vec<u8>, bool)> {
    let mut packetizer = Packetizer::new(codec, max);
    let payloads = packetizer.packetize(frame).unwrap();
    payloads
        .map(|payload| (payload.to_vec(), payload.marker()))
        .collect()
}

/// There, back again, and the shape of every payload as it has to be.
fn assert_round_trip(codec: Codec, frame: &[u8], max: usize) {
    let mut packetizer = Packetizer::new(codec, max);
    let payloads = packetizer.packetize(frame).unwrap();
    let count = payloads.len();
    let mut received = Vec::new();
    for (index, payload) in payloads.enumerate() {
        let bytes = payload.to_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= max && bytes.len() == payload.len());
        assert_eq!(payload.slices().collect::<Vec<_>>().concat(), bytes);
        assert_eq!(payload.to_arc()[..], bytes[..]);
        let video = codec.kind() == crate::MediaKind::Video;
        assert_eq!(payload.marker(), video && index + 1 == count);
        let start = Depacketizer::new(codec).inspect(&bytes).unwrap().start;
        let nal = matches!(codec, Codec::H264 | Codec::H265);
        match index {
            0 => assert_ne!(start, FrameStart::No, "{codec}"),
            _ => assert!(
                nal || start != FrameStart::Yes,
                "{codec} packet {index} of {count}"
            ),
        }
        received.push(bytes);
    }
    assert_eq!(
        Depacketizer::new(codec).assemble(received.iter()).unwrap(),
        frame,
        "{codec}"
    );
}

fn annexb(units: &[&[u8]]) -> Vec<u8> {
    units
        .iter()
        .flat_map(|unit| [0, 0, 0, 1].iter().chain(*unit))
        .copied()
        .collect()
}

#[test]
fn vp8_follows_the_payload_format() {
    let cut = payloads(Codec::Vp8, &[7; 60], 32);
    // X and S; I; a picture id of 15 bits.
    assert_eq!(cut[0].0[..4], [0x90, 0x80, 0x80, 0x00]);
    assert_eq!(cut[1].0[..4], [0x80, 0x80, 0x80, 0x00]);
    let lengths: Vec<_> = cut
        .iter()
        .map(|(bytes, marker)| (bytes.len(), *marker))
        .collect();
    assert_eq!(lengths, [(24, false), (24, false), (24, true)]);

    let mut packetizer = Packetizer::new(Codec::Vp8, 1200).picture_id(0x7fff);
    let mut id = || packetizer.packetize(&[1]).unwrap().next().unwrap().to_vec()[2..4].to_vec();
    assert_eq!([id(), id()], [[0xff, 0xff], [0x80, 0x00]]);
}

#[test]
fn h264_parameter_sets_share_the_first_packet() {
    let (sps, pps, sei) = (&[0x67, 1, 2, 3][..], &[0x68, 4, 5][..], &[0x06, 6][..]);
    let idr = [&[0x65][..], &[0x88; 60]].concat();
    let cut = payloads(Codec::H264, &annexb(&[sps, pps, sei, &idr]), 40);
    let aggregate = [0x78, 0, 4, 0x67, 1, 2, 3, 0, 3, 0x68, 4, 5, 0, 2, 0x06, 6];
    assert_eq!(cut[0].0, aggregate);
    assert_eq!(cut[1].0[..2], [0x7c, 0x85]);
    assert_eq!(cut[2].0[..2], [0x7c, 0x45]);
    assert_eq!(cut.len(), 3);
}

#[test]
fn h264_alone_in_its_packet_is_sent_as_it_is() {
    let cut = payloads(Codec::H264, &[0, 0, 1, 0x41, 0x9a, 0, 0], 1200);
    assert_eq!(cut, [(vec![0x41, 0x9a, 0, 0], true)]);
}

#[test]
fn h264_filler_data_is_left_out() {
    let frame = annexb(&[&[0x0c, 0xff, 0xff, 0x80], &[0x41, 0x9a]]);
    assert_eq!(
        payloads(Codec::H264, &frame, 1200),
        [(vec![0x41, 0x9a], true)]
    );
    let filler = annexb(&[&[0x0c, 0xff, 0x80]]);
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    assert_eq!(
        packetizer.packetize(&filler).unwrap_err(),
        PacketizeError::Empty
    );
}

#[test]
fn h265_follows_the_payload_format() {
    let (vps, sps) = (&[0x40, 1, 9][..], &[0x42, 1, 8][..]);
    let idr = [&[0x26, 1][..], &[0xaf; 60]].concat();
    let cut = payloads(Codec::H265, &annexb(&[vps, sps, &idr]), 40);
    assert_eq!(cut[0].0, [0x60, 1, 0, 3, 0x40, 1, 9, 0, 3, 0x42, 1, 8]);
    assert_eq!(cut[1].0[..3], [0x62, 1, 0x93]);
    assert_eq!(cut[2].0[..3], [0x62, 1, 0x53]);
}

#[test]
fn vp9_keyframes_state_their_structure_once() {
    let mut frame = vec![0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
    frame.resize(50, 7);
    let cut = payloads(Codec::Vp9, &frame, 32);
    let head = [0x8b, 0x80, 0, 0x18, 0x01, 0xe0, 0x01, 0x0e, 1, 0x14, 1];
    assert_eq!(cut[0].0[..11], head);
    assert_eq!(cut.last().unwrap().0[..3], [0x85, 0x80, 0]);
    assert_eq!(
        payloads(Codec::Vp9, &[0x86, 1], 32),
        [(vec![0xcd, 0x80, 0, 0x86, 1], true)]
    );
}

#[test]
fn av1_units_lose_their_sizes_and_get_them_back() {
    // Delimiter, sequence header, frame.
    let sequence = [0x0a, 3, 1, 2, 3];
    let frame = [&[0x32, 40][..], &[0x55; 40]].concat();
    let unit = [&[0x12, 0][..], &sequence, &frame].concat();
    let cut = payloads(Codec::Av1, &unit, 32);
    // The header says: two elements, the last goes on.
    assert_eq!(cut[0].0[..6], [0x60, 4, 0x08, 1, 2, 3]);
    assert_eq!(cut[0].0[6], 0x30);
    assert_eq!(cut[1].0[0], 0x90);
    assert_round_trip(Codec::Av1, &unit, 32);
    let mut packetizer = Packetizer::new(Codec::Av1, 1200);
    assert_eq!(
        packetizer.packetize(&[0x32, 9, 1]).unwrap_err(),
        PacketizeError::NotObus
    );
}

#[test]
fn audio_that_does_not_fit_is_refused() {
    // A legal packet of one Opus frame goes, however little is meant to fit.
    for (codec, max) in [(Codec::Pcmu, 100), (Codec::Opus, 1276), (Codec::Red, 1277)] {
        let mut packetizer = Packetizer::new(codec, 100);
        let size = max + 1;
        let error = packetizer.packetize(&vec![0; size]).unwrap_err();
        assert_eq!(error, PacketizeError::TooLarge { size, max });
        assert_eq!(
            packetizer.packetize(&[]).unwrap_err(),
            PacketizeError::Empty
        );
        assert_eq!(packetizer.packetize(&vec![0; max]).unwrap().len(), 1);
    }
}

#[test]
fn what_can_be_cut_is_cut_and_keeps_its_times() {
    let frame = |data: Vec<u8>| {
        let frame = crate::Frame::new(data.into(), std::time::Duration::from_millis(500));
        frame.pts(std::time::Duration::from_secs(2)).keyframe(true)
    };
    let times = |parts: &[crate::Frame]| {
        let times = parts
            .iter()
            .map(|it| (it.pts.as_micros(), it.duration.as_micros()));
        times.collect::<Vec<_>>()
    };
    let long = frame(vec![0xff; 4000]);
    let cut = parts(Codec::Pcmu, &long, 1600).unwrap();
    let expected = [
        (2_000_000, 200_000),
        (2_200_000, 200_000),
        (2_400_000, 100_000),
    ];
    assert_eq!(times(&cut), expected);
    let joined: Vec<u8> = cut.iter().flat_map(|part| part.data.to_vec()).collect();
    assert_eq!(joined, long.data);
    // 120 ms of frames of 60 ms in SILK, of different lengths.
    let packet = [&[0x1a, 252, 200][..], &[1; 1052], &[2; 700]].concat();
    let cut = parts(Codec::Opus, &frame(packet), 1140).unwrap();
    assert_eq!(times(&cut), [(2_000_000, 60_000), (2_060_000, 60_000)]);
    assert!(cut.iter().all(|part| part.keyframe && part.data[0] == 0x18));
    // What fits stays, and what is no packet cannot be cut.
    let short = frame(vec![0xf9; 1000]);
    assert_eq!(parts(Codec::Opus, &short, 500).unwrap(), [short]);
    let broken = frame(vec![0xfb; 2000]);
    let error = parts(Codec::Opus, &broken, 1140).unwrap_err();
    assert_eq!(
        error,
        PacketizeError::TooLarge {
            size: 2000,
            max: 1276
        }
    );
    let picture = frame(vec![0x10; 5000]);
    assert_eq!(parts(Codec::Vp8, &picture, 1140).unwrap(), [picture]);
}

fn cut(packetizer: &mut Packetizer, frame: &[u8]) -> Vec<Vec<u8>> {
    let payloads = packetizer.packetize(frame).unwrap();
    payloads.map(|payload| payload.to_vec()).collect()
}

#[test]
fn parameter_sets_alone_wait_for_their_picture() {
    let (sps, pps) = (&[0x67, 1, 2, 3][..], &[0x68, 4, 5][..]);
    let both = [0x78, 0, 4, 0x67, 1, 2, 3, 0, 3, 0x68, 4, 5];
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    assert!(cut(&mut packetizer, &annexb(&[sps])).is_empty());
    assert!(cut(&mut packetizer, &annexb(&[pps])).is_empty());
    // Whatever the picture is; a delimiter still comes first.
    let picture = annexb(&[&[0x09, 0x10], &[0x41, 0x9a]]);
    let sent = [vec![0x09, 0x10], both.to_vec(), vec![0x41, 0x9a]];
    assert_eq!(cut(&mut packetizer, &picture), sent);
    let next = annexb(&[&[0x41, 0x9b]]);
    assert_eq!(cut(&mut packetizer, &next), [[0x41, 0x9b]]);

    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    assert!(cut(&mut packetizer, &annexb(&[sps])).is_empty());
    let rest = annexb(&[pps, &[0x65, 0x88]]);
    let sent = [sps.to_vec(), vec![0x78, 0, 3, 0x68, 4, 5, 0, 2, 0x65, 0x88]];
    assert_eq!(cut(&mut packetizer, &rest), sent);
}

#[test]
fn a_keyframe_without_parameter_sets_goes_behind_the_last_ones() {
    let (sps, pps, idr) = (&[0x67, 1, 2, 3][..], &[0x68, 4, 5][..], &[0x65, 0x88][..]);
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    let bare = annexb(&[idr]);
    assert_eq!(cut(&mut packetizer, &bare), [idr], "none are known");
    cut(&mut packetizer, &annexb(&[&[0x67, 9], pps, idr]));
    cut(&mut packetizer, &annexb(&[sps, pps, idr]));
    let sets = vec![0x78, 0, 4, 0x67, 1, 2, 3, 0, 3, 0x68, 4, 5];
    assert_eq!(cut(&mut packetizer, &bare), [sets, idr.to_vec()]);

    let mut packetizer = Packetizer::new(Codec::H265, 32);
    let (vps, sps) = (&[0x40, 1, 9][..], &[0x42, 1, 8, 8][..]);
    let idr = &[0x26, 1, 0xaf][..];
    cut(&mut packetizer, &annexb(&[vps, sps, idr]));
    let sets = vec![0x60, 1, 0, 3, 0x40, 1, 9, 0, 4, 0x42, 1, 8, 8];
    assert_eq!(cut(&mut packetizer, &annexb(&[idr])), [sets, idr.to_vec()]);
    // Too long for one payload together.
    let long = [&[0x44, 1][..], &[7; 25]].concat();
    cut(&mut packetizer, &annexb(&[vps, sps, &long, idr]));
    let sent = [vps, sps, &long, idr].map(<[u8]>::to_vec);
    assert_eq!(cut(&mut packetizer, &annexb(&[idr])), sent);
}

/// An H.264 picture parameter set of this id.
fn h264_pps(id: u8) -> [u8; 4] {
    let code = u32::from(id) + 1;
    let width = 2 * code.ilog2() + 1;
    let [_, a, b, _] = (code << (24 - width)).to_be_bytes();
    [0x68, a, b, 0x80]
}

#[test]
fn a_keyframe_gets_the_kinds_of_parameter_sets_that_it_lacks() {
    let (sps, pps, idr) = (
        &[0x67, 0x42, 0, 0x1e, 0x80][..],
        &[0x68, 0xce][..],
        &[0x65, 0x88][..],
    );
    let both = vec![0x78, 0, 5, 0x67, 0x42, 0, 0x1e, 0x80, 0, 2, 0x68, 0xce];
    for lacking in [&[pps, idr][..], &[sps, idr], &[idr]] {
        let mut packetizer = Packetizer::new(Codec::H264, 1200);
        cut(&mut packetizer, &annexb(&[sps, pps, idr]));
        let sent = cut(&mut packetizer, &annexb(lacking));
        assert_eq!(sent[sent.len() - 2..], [both.clone(), idr.to_vec()]);
        // Pictures in between are left alone.
        let delta = annexb(&[&[0x41, 0x9a]]);
        assert_eq!(cut(&mut packetizer, &delta), [[0x41, 0x9a]]);
    }
    // One that has everything is sent as it is, whatever the order.
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    cut(&mut packetizer, &annexb(&[sps, pps, idr]));
    assert_eq!(cut(&mut packetizer, &annexb(&[pps, sps, idr])).len(), 1);
}

#[test]
fn parameter_sets_in_any_order_replace_those_of_their_id() {
    let sps = |level| [0x67, 0x42, 0, level, 0x80];
    let idr = &[0x65, 0x88][..];
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    for level in 1..100 {
        let frame = annexb(&[&h264_pps(0), &sps(level), &h264_pps(3), idr]);
        assert_eq!(cut(&mut packetizer, &frame).len(), 1);
    }
    let sent = cut(&mut packetizer, &annexb(&[idr]));
    let units = [&sps(99)[..], &h264_pps(0), &h264_pps(3)];
    let aggregate: Vec<u8> = units
        .iter()
        .flat_map(|unit| [&[0, unit.len() as u8], *unit].concat())
        .collect();
    assert_eq!(sent, [[&[0x78][..], &aggregate].concat(), idr.to_vec()]);

    // H.265 has an id in each kind, too. That of an SPS stands behind its profile.
    let vps = |id: u8| [0x40, 1, id << 4 | 0xc, 1];
    let sps = |fill: u8, id: u8| [&[0x42, 1, 1][..], &[fill; 12], &[id]].concat();
    let idr = &[0x26, 1, 0xaf][..];
    let mut packetizer = Packetizer::new(Codec::H265, 1200);
    for (fill, id) in [(1, 0x80), (2, 0x80), (3, 0x40)] {
        cut(
            &mut packetizer,
            &annexb(&[&vps(0), &vps(1), &sps(fill, id), idr]),
        );
    }
    let sent = &cut(&mut packetizer, &annexb(&[idr]))[0];
    let kept = [&vps(0)[..], &vps(1), &sps(2, 0x80), &sps(3, 0x40)];
    let aggregate: Vec<u8> = kept
        .iter()
        .flat_map(|unit| [&[0, unit.len() as u8], *unit].concat())
        .collect();
    assert_eq!(*sent, [&[0x60, 1][..], &aggregate].concat());
}

#[test]
fn of_too_many_parameter_sets_the_newest_are_kept_and_all_are_sent() {
    let sps = &[0x67, 0x42, 0, 0x1e, 0x80][..];
    let mut packetizer = Packetizer::new(Codec::H264, 1200);
    let mut sent = cut(&mut packetizer, &annexb(&[sps]));
    for number in 0..100 {
        sent.extend(cut(&mut packetizer, &annexb(&[&h264_pps(number)])));
        assert_eq!(sent.is_empty(), number < 31, "{number}");
    }
    let sent: Vec<u8> = sent.concat();
    for number in 0..100 {
        assert!(sent.windows(4).any(|bytes| bytes == h264_pps(number)));
    }
    // The SPS, on which they stand, was never pushed out.
    let sent = cut(&mut packetizer, &annexb(&[&[0x65, 0x88]]));
    let newest: Vec<u8> = (69..100)
        .flat_map(|number| [&[0, 4][..], &h264_pps(number)].concat())
        .collect();
    let kept = [&[0x78, 0, 5][..], sps, &newest].concat();
    assert_eq!(sent, [kept, vec![0x65, 0x88]]);
    // One that is too long to be kept is sent, and no other is in its place.
    let long = [&h264_pps(99)[..], &[1; 9000]].concat();
    assert!(cut(&mut packetizer, &annexb(&[&long])).len() > 1);
    let sent = cut(&mut packetizer, &annexb(&[&[0x65, 0x88]]));
    assert!(!sent[0].windows(4).any(|bytes| bytes == h264_pps(99)));
}

#[test]
fn zeros_before_the_first_start_code_are_passed_over() {
    for (codec, idr) in [
        (Codec::H264, &[0x65, 0x88][..]),
        (Codec::H265, &[0x26, 1, 0xaf]),
    ] {
        let frame = [&[0; 5][..], &annexb(&[idr])].concat();
        let mut packetizer = Packetizer::new(codec, 1200);
        assert_eq!(cut(&mut packetizer, &frame), [idr]);
        assert!(packetizer.packetize(&[0; 5]).is_err());
    }
}

#[test]
fn a_frame_that_is_refused_changes_nothing() {
    let mut vp8 = Packetizer::new(Codec::Vp8, 1200).picture_id(7);
    assert!(vp8.packetize(&[]).is_err());
    assert_eq!(cut(&mut vp8, &[1])[0][..4], [0x90, 0x80, 0x80, 7]);

    let (sps, pps, idr) = (&[0x67, 1, 2, 3][..], &[0x68, 4, 5][..], &[0x65, 0x88][..]);
    let mut h264 = Packetizer::new(Codec::H264, 1200);
    cut(&mut h264, &annexb(&[sps, pps, idr]));
    // Without a start code in front, of filler only, too long.
    let bare = [sps, &annexb(&[&[0x67, 9]])].concat();
    for refused in [bare, annexb(&[&[0x0c, 0xff]]), vec![0; MAX_FRAME + 1]] {
        assert!(h264.packetize(&refused).is_err());
    }
    let sets = vec![0x78, 0, 4, 0x67, 1, 2, 3, 0, 3, 0x68, 4, 5];
    assert_eq!(cut(&mut h264, &annexb(&[idr])), [sets, idr.to_vec()]);
}

#[test]
fn audio_is_marked_where_it_begins_behind_a_silence() {
    let marker = |codec, silence| {
        let mut packetizer = Packetizer::new(codec, 100);
        let payloads = packetizer.packetize(&[0x10; 90]).unwrap();
        let markers = payloads
            .after_silence(silence)
            .map(|payload| payload.marker());
        markers.collect::<Vec<_>>()
    };
    for codec in [Codec::Opus, Codec::Red, Codec::Pcmu, Codec::G722] {
        assert_eq!(marker(codec, true), [true]);
        assert_eq!(marker(codec, false), [false]);
    }
    assert_eq!(marker(Codec::Vp8, true), [true]);
    assert_eq!(marker(Codec::Vp8, false), [true]);
}

/// An AV1 unit with its size, of a layer if it says one.
fn obu(kind: u8, extension: Option<u8>, body: &[u8]) -> Vec<u8> {
    let mut unit = vec![kind << 3 | 2 | u8::from(extension.is_some()) << 2];
    unit.extend(extension);
    unit.push(body.len() as u8);
    [&unit, body].concat()
}

#[test]
fn av1_layers_have_packets_of_their_own() {
    let unit = [
        vec![0x12, 0],
        obu(1, None, &[9; 3]),
        obu(6, Some(0), &[1; 3]),
        obu(5, None, &[2; 3]),
        obu(6, Some(0), &[3; 3]),
        obu(6, Some(1 << 3), &[4; 3]),
        obu(6, Some(1 << 5), &[5; 3]),
    ]
    .concat();
    let sent = payloads(Codec::Av1, &unit, 1200);
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[1].0, [0x10, 0x34, 1 << 3, 4, 4, 4]);
    assert_eq!(sent[2].0, [0x10, 0x34, 1 << 5, 5, 5, 5]);
    // The rest of a unit is still of its layer.
    let unit = [
        vec![0x12, 0],
        obu(6, Some(0), &[1; 40]),
        obu(6, Some(1 << 3), &[4; 3]),
    ]
    .concat();
    let sent = payloads(Codec::Av1, &unit, 32);
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[1].0[0], 0x90);
    assert_eq!(sent[2].0, [0x10, 0x34, 1 << 3, 4, 4, 4]);
}

#[test]
fn vp8_counts_the_pictures_of_the_lowest_layer() {
    let mut packetizer = Packetizer::new(Codec::Vp8, 1200);
    let mut head = |layer: Layer| {
        let mut payloads = packetizer.packetize_layer(&[1; 5], &layer).unwrap();
        payloads.next().unwrap().to_vec()[..6].to_vec()
    };
    assert_eq!(head(Layer::new()), [0x90, 0xe0, 0x80, 0, 1, 0]);
    let sync = Layer::new().temporal(2).switching_point(true);
    assert_eq!(head(sync.discardable(true)), [0xb0, 0xe0, 0x80, 1, 1, 0xa0]);
    assert_eq!(head(Layer::new()), [0x90, 0xe0, 0x80, 2, 2, 0]);
}

/// A keyframe of 480x270, and one that refers to others.
const VP9_KEY: [u8; 9] = [0x82, 0x49, 0x83, 0x42, 0x00, 0x1d, 0xf0, 0x10, 0xd0];
const VP9_INTER: [u8; 3] = [0x86, 0, 0];

#[test]
fn vp9_layers_share_their_picture() {
    let group = [
        GroupPicture::new(0, true, &[2]),
        GroupPicture::new(1, true, &[1]),
    ];
    let mut packetizer = Packetizer::new(Codec::Vp9, 1200)
        .spatial_layers(&[(480, 270), (960, 540)])
        .picture_group(&group);
    let mut head = |frame: &[u8], layer: Layer| {
        let mut payloads = packetizer.packetize_layer(frame, &layer).unwrap();
        let payload = payloads.next().unwrap();
        let head = payload.len() - frame.len();
        (payload.to_vec()[..head].to_vec(), payload.marker())
    };
    let lower = Layer::new().ends_picture(false);
    let upper = Layer::new().spatial(1);
    // I, L, B, E, V; layer 0; picture 1 of it; two sizes and a group of two.
    let structure = [
        0x38, 1, 0xe0, 1, 0x0e, 3, 0xc0, 2, 0x1c, 2, 0x14, 2, 0x34, 1,
    ];
    let first = [&[0xae, 0x80, 0, 0, 1][..], &structure].concat();
    assert_eq!(head(&VP9_KEY, lower), (first, false));
    // Z, and no P: it refers to the layer below only, which D says.
    assert_eq!(
        head(&VP9_INTER, upper),
        (vec![0xad, 0x80, 0, 0x03, 1], true)
    );
    let lower = lower.temporal(1).switching_point(true);
    assert_eq!(
        head(&VP9_INTER, lower),
        (vec![0xec, 0x80, 1, 0x30, 1], false)
    );
    let alone = upper.temporal(1).inter_layer(false);
    assert_eq!(
        head(&VP9_INTER, alone),
        (vec![0xed, 0x80, 1, 0x22, 1], true)
    );
    assert_eq!(
        head(&VP9_INTER, Layer::new()),
        (vec![0xed, 0x80, 2, 0, 2], true)
    );
}

#[test]
fn vp9_in_flexible_mode_names_its_references() {
    let mut packetizer = Packetizer::new(Codec::Vp9, 1200).flexible(true);
    let mut head = |frame: &[u8], layer: Option<Layer>| {
        let mut payloads = match layer {
            Some(layer) => packetizer.packetize_layer(frame, &layer),
            None => packetizer.packetize(frame),
        }
        .unwrap();
        let payload = payloads.next().unwrap();
        payload.to_vec()[..payload.len() - frame.len()].to_vec()
    };
    let key = [0x9f, 0x80, 0, 0x10, 1, 0xe0, 1, 0x0e];
    assert_eq!(head(&VP9_KEY, None), key);
    assert_eq!(head(&VP9_INTER, None), [0xdd, 0x80, 1, 0x02]);
    let layer = Layer::new().temporal(2).references(&[1, 2, 4, 9]);
    assert_eq!(
        head(&VP9_INTER, Some(layer)),
        [0xfd, 0x80, 2, 0x40, 0x03, 0x05, 0x08]
    );
    assert_eq!(
        head(&VP9_INTER, Some(Layer::new().references(&[]))),
        [0xbd, 0x80, 3, 0]
    );
}

#[test]
fn vp9_leaves_a_structure_out_that_would_fill_the_packet() {
    let sizes = [(64, 64); 8];
    let mut packetizer = Packetizer::new(Codec::Vp9, 40).spatial_layers(&sizes);
    let frame = [&VP9_KEY[..], &[7; 50]].concat();
    assert_eq!(cut(&mut packetizer, &frame)[0][..3], [0x89, 0x80, 0]);
    let mut packetizer = Packetizer::new(Codec::Vp9, 80).spatial_layers(&sizes);
    let sent = cut(&mut packetizer, &frame);
    assert_eq!(sent[0][..4], [0x8b, 0x80, 0, 0xf8]);
    assert!(sent.iter().all(|payload| payload.len() <= 80));
}

#[test]
fn what_is_copied_or_shared_is_the_payload() {
    let frame = Bytes::from(vec![0x41; 100]);
    let frame = Bytes::from([&[0, 0, 1][..], &frame].concat());
    for max in [50, 1200] {
        let mut packetizer = Packetizer::new(Codec::H264, max);
        for payload in packetizer.packetize(&frame).unwrap() {
            let mut out = [0xee; 1200];
            let copied = payload.copy_to_slice(&mut out).unwrap().to_vec();
            assert_eq!(copied, payload.to_vec());
            assert_eq!(out[payload.len()], 0xee);
            assert!(
                payload
                    .copy_to_slice(&mut out[..payload.len() - 1])
                    .is_none()
            );
            // A unit of its own is a slice of the frame; a fragment has a header.
            let shared = payload.slice_of(&frame);
            assert_eq!(shared.is_some(), max == 1200);
            assert!(shared.is_none_or(|shared| shared == payload.to_vec()));
            assert_eq!(payload.slice_of(&Bytes::from_static(&[1, 2])), None);
        }
    }
}

/// Bytes that hold no start code and do not end in a zero.
fn body(max: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 2..max).prop_map(|mut body| {
        for at in 0..body.len() {
            if at >= 2 && body[at - 2..at] == [0, 0] {
                body[at] |= 4;
            }
        }
        *body.last_mut().unwrap() |= 1;
        body
    })
}

/// An access unit whose first slice, and no other, says that it is the first.
fn access_unit(h265: bool) -> impl Strategy<Value = Vec<u8>> {
    let side = (0..4_usize, body(40));
    let slices = prop::collection::vec(body(2000), 1..5);
    (prop::collection::vec(side, 0..3), slices, any::<bool>()).prop_map(
        move |(sides, slices, key)| {
            let side_kinds: [&[u8]; 4] = if h265 {
                [&[0x40, 1], &[0x42, 1], &[0x44, 1], &[0x4e, 1]]
            } else {
                [&[0x67], &[0x68], &[0x06], &[0x0f]]
            };
            let slice: &[u8] = match (h265, key) {
                (false, true) => &[0x65],
                (false, false) => &[0x41],
                (true, true) => &[0x26, 1],
                (true, false) => &[0x02, 1],
            };
            let mut units = Vec::new();
            for (index, (kind, body)) in sides.iter().enumerate() {
                // Nothing that opens an access unit may stand further back.
                let kind = if index > 0 {
                    (*kind).max(1 + usize::from(!h265))
                } else {
                    *kind
                };
                units.push([side_kinds[kind], body].concat());
            }
            for (index, mut body) in slices.into_iter().enumerate() {
                body[0] = if index == 0 {
                    body[0] | 0x80
                } else {
                    body[0] & 0x7f | 4
                };
                units.push([slice, &body].concat());
            }
            annexb(&units.iter().map(Vec::as_slice).collect::<Vec<_>>())
        },
    )
}

fn temporal_unit() -> impl Strategy<Value = Vec<u8>> {
    let obu = (
        prop::sample::select(vec![1_u8, 3, 4, 5, 6, 7]),
        prop::option::of(prop::sample::select(vec![0_u8, 0x08, 0x20, 0x28])),
        0..2000_usize,
        any::<u8>(),
    );
    prop::collection::vec(obu, 1..6).prop_map(|obus| {
        let mut unit = vec![0x12, 0];
        for (kind, extended, len, fill) in obus {
            unit.push(kind << 3 | 2 | u8::from(extended.is_some()) << 2);
            unit.extend(extended);
            let mut rest = len;
            while rest >= 0x80 {
                unit.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            unit.push(rest as u8);
            unit.extend(std::iter::repeat_n(fill, len));
        }
        unit
    })
}

/// The layers that the units beginning in a payload say.
fn av1_layers(payload: &[u8]) -> Vec<u8> {
    let (count, mut rest) = (payload[0] >> 4 & 3, &payload[1..]);
    let (mut layers, mut headed) = (Vec::new(), payload[0] & 0x80 == 0);
    for index in 1.. {
        if rest.is_empty() {
            break;
        }
        let mut element = rest;
        if index == count {
            rest = &[];
        } else {
            let (len, after) = crate::bitstream::av1::leb128(rest).unwrap();
            (element, rest) = after.split_at(len);
        }
        if headed && element[0] & 4 != 0 {
            layers.push(element[1]);
        }
        headed = true;
    }
    layers
}

fn layer() -> impl Strategy<Value = Layer> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let references = prop::option::of(prop::collection::vec(1..128_u8, 0..4));
    (0..9_u8, 0..9_u8, flags, references).prop_map(|(temporal, spatial, flags, references)| {
        let layer = Layer::new()
            .temporal(temporal)
            .spatial(spatial)
            .switching_point(flags.0)
            .discardable(flags.1)
            .inter_layer(flags.2)
            .ends_picture(flags.3);
        match references {
            Some(references) => layer.references(&references),
            None => layer,
        }
    })
}

proptest! {
    /// Whatever is said of a frame's layers is read again, and the frame comes back.
    #[test]
    fn layers_come_back(
        codec in prop::sample::select(vec![Codec::Vp8, Codec::Vp9]),
        frames in prop::collection::vec((prop::collection::vec(any::<u8>(), 1..3000), any::<bool>(), layer()), 1..6),
        max in 32..1500_usize,
        flexible: bool,
        sizes in prop::collection::vec((1..5000_u32, 1..5000_u32), 0..9),
    ) {
        let mut packetizer = Packetizer::new(codec, max).flexible(flexible).spatial_layers(&sizes);
        for (mut frame, key, layer) in frames {
            if key {
                frame.splice(..0, VP9_KEY);
            }
            let payloads = packetizer.packetize_layer(&frame, &layer).unwrap();
            let count = payloads.len();
            let mut received = Vec::new();
            for (index, payload) in payloads.enumerate() {
                let last = index + 1 == count;
                prop_assert_eq!(payload.marker(), last && layer.ends_picture);
                prop_assert!(payload.len() <= max);
                let shape = Depacketizer::new(codec).inspect(&payload.to_vec()).unwrap();
                let (most, spatial) = match codec {
                    Codec::Vp8 => (3, None),
                    _ => (7, Some(layer.spatial)),
                };
                prop_assert_eq!(shape.temporal_layer, Some(layer.temporal.min(most)));
                prop_assert_eq!(shape.spatial_layer, spatial);
                prop_assert_eq!(shape.start == FrameStart::No, index > 0);
                if codec == Codec::Vp8 {
                    prop_assert_eq!(shape.discardable, layer.discardable.then_some(true));
                }
                received.push(payload.to_bytes());
            }
            let joined = Depacketizer::new(codec).assemble(received.iter()).unwrap();
            prop_assert_eq!(&joined[..], &frame[..]);
        }
    }

    #[test]
    fn vp8_frames_come_back(frame in prop::collection::vec(any::<u8>(), 1..5000), max in 32..1500_usize) {
        assert_round_trip(Codec::Vp8, &frame, max);
    }

    #[test]
    fn vp9_frames_come_back(frame in prop::collection::vec(any::<u8>(), 1..5000), max in 32..1500_usize) {
        assert_round_trip(Codec::Vp9, &frame, max);
    }

    #[test]
    fn h264_frames_come_back(frame in access_unit(false), max in 32..1500_usize) {
        assert_round_trip(Codec::H264, &frame, max);
    }

    #[test]
    fn h265_frames_come_back(frame in access_unit(true), max in 32..1500_usize) {
        assert_round_trip(Codec::H265, &frame, max);
    }

    #[test]
    fn av1_frames_come_back(frame in temporal_unit(), max in 32..1500_usize) {
        assert_round_trip(Codec::Av1, &frame, max);
        for (payload, _) in payloads(Codec::Av1, &frame, max) {
            let layers = av1_layers(&payload);
            prop_assert!(layers.windows(2).all(|pair| pair[0] == pair[1]), "{layers:?}");
        }
    }

    #[test]
    fn audio_comes_back(frame in prop::collection::vec(any::<u8>(), 1..1000)) {
        for codec in [Codec::Opus, Codec::Red, Codec::Pcmu, Codec::Pcma, Codec::G722] {
            assert_round_trip(codec, &frame, 1000);
        }
    }

    /// Frames come from files and encoders, but also from applications.
    #[test]
    fn any_frame_is_survived(
        codec in prop::sample::select(Codec::ALL.to_vec()),
        parts in prop::collection::vec((0..3_usize, prop::collection::vec(any::<u8>(), 0..60)), 0..10),
    ) {
        let frame: Vec<u8> = parts.into_iter().flat_map(|(code, bytes)| {
            [[&[][..], &[0, 0, 1], &[0, 0, 0, 1]][code], &bytes].concat()
        }).collect();
        if let Ok(payloads) = Packetizer::new(codec, 40).packetize(&frame) {
            for payload in payloads {
                let most = match codec {
                    Codec::Opus | Codec::Red => frame.len(),
                    _ => 40,
                };
                assert!((1..=most).contains(&payload.len()));
            }
        }
    }

    #[test]
    fn any_payloads_are_survived(
        codec in prop::sample::select(Codec::ALL.to_vec()),
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..30), 0..5),
    ) {
        let payloads: Vec<_> = payloads.into_iter().map(Bytes::from).collect();
        let depacketizer = Depacketizer::new(codec);
        let inspected: Vec<_> = payloads.iter().map(|payload| depacketizer.inspect(payload)).collect();
        let assembled = depacketizer.assemble(payloads.iter());
        if let Ok(frame) = &assembled {
            let largest = payloads.iter().map(|payload| 5 * payload.len() + 8).sum::<usize>();
            assert!(frame.len() <= largest + 2);
        }
        if inspected.iter().any(Result::is_err) && codec.kind() == crate::MediaKind::Video {
            assert!(assembled.is_err());
        }
    }
}

//! What real frames say about themselves, and what their packets do.

use std::time::Duration;

use lk_media::bitstream::FrameInfo;
use lk_media::{Codec, Depacketizer, FileReader, Packetizer};

use crate::codecs::data;

fn infos(name: &str) -> (Codec, Vec<(Vec<u8>, FrameInfo)>) {
    let mut reader = FileReader::open(data(name)).unwrap();
    let codec = reader.codec().unwrap();
    let mut infos = Vec::new();
    while let Some(frame) = reader.next_frame().unwrap() {
        infos.push((frame.data.to_vec(), FrameInfo::of(codec, &frame.data)));
    }
    (codec, infos)
}

#[test]
fn h264_says_of_every_picture_whether_others_refer_to_it() {
    let (codec, infos) = infos("bframes.h264");
    // In decoding order: each picture, the one in the middle before it, and the two at its sides.
    let discardable: Vec<_> = infos.iter().map(|(_, info)| info.discardable).collect();
    let references = |count| vec![Some(false); count];
    let pyramid = [references(3), vec![Some(true); 2]].concat();
    let expected = [pyramid, references(2), vec![Some(true)]].concat();
    assert_eq!(discardable, expected);
    // Every packet of a picture says the same.
    for (frame, info) in infos {
        let mut packetizer = Packetizer::new(codec, 40);
        for payload in packetizer.packetize(&frame).unwrap() {
            let shape = Depacketizer::new(codec).inspect(&payload.to_vec()).unwrap();
            assert!([None, info.discardable].contains(&shape.discardable));
        }
    }
}

#[test]
fn vp8_does_not_say_that_a_picture_is_needed_when_it_may_not_be() {
    let (_, infos) = infos("layers.ivf");
    // Every other picture refreshes nothing, but repeats the differences of the loop filter.
    for (number, (_, info)) in infos.iter().enumerate() {
        let expected = (number % 2 == 0).then_some(false);
        assert_eq!(info.discardable, expected, "{number}");
        assert_eq!(info.temporal_layer, None, "it is for the packets to say");
    }
}

#[test]
fn h265_says_the_temporal_layer_in_frames_and_packets() {
    let (codec, infos) = infos("layers.h265");
    let layers: Vec<_> = infos.iter().map(|(_, info)| info.temporal_layer).collect();
    assert!(layers.contains(&Some(0)) && layers.contains(&Some(1)));
    for (frame, info) in infos {
        if info.temporal_layer == Some(0) {
            assert_ne!(info.discardable, Some(true));
        }
        let mut packetizer = Packetizer::new(codec, 40);
        let payloads = packetizer.packetize(&frame).unwrap();
        let depacketizer = Depacketizer::new(codec);
        let said: Vec<_> = payloads
            .filter_map(|payload| {
                depacketizer
                    .inspect(&payload.to_vec())
                    .unwrap()
                    .temporal_layer
            })
            .collect();
        assert!(!said.is_empty());
        assert!(said.iter().all(|layer| Some(*layer) == info.temporal_layer));
    }
}

#[test]
fn audio_says_how_long_it_lasts() {
    let millis = |codec, frame: &[u8]| FrameInfo::of(codec, frame).duration;
    let twenty = Some(Duration::from_millis(20));
    assert_eq!(millis(Codec::Opus, &[0xf8, 0xff, 0xfe]), twenty);
    for codec in [Codec::Pcmu, Codec::Pcma, Codec::G722] {
        assert_eq!(millis(codec, &[0xd5; 160]), twenty);
        assert_eq!(codec.clock_rate(), 8_000);
        assert_eq!(millis(codec, &[]), None);
    }
    // The RTP clock of G.722 ticks at half the rate of its samples.
    assert_eq!(Codec::G722.sample_rate(), Some(16_000));
    assert_eq!(
        millis(Codec::Red, &[111, 0xf8]),
        None,
        "a payload, no frame"
    );
    assert_eq!(millis(Codec::Vp8, &[0x10, 0, 0]), None);
}

#[test]
fn av1_says_its_layers_where_its_headers_are_extended() {
    // A delimiter and frames of temporal layer 1, of one spatial layer or of two.
    let frame = |layer: u8| [0x36, 1 << 5 | layer << 3, 1, 0x30];
    let one = [&[0x12, 0][..], &frame(1), &frame(1)].concat();
    let info = FrameInfo::of(Codec::Av1, &one);
    assert_eq!(
        (info.temporal_layer, info.spatial_layer),
        (Some(1), Some(1))
    );
    let two = [&[0x12, 0][..], &frame(0), &frame(1)].concat();
    let info = FrameInfo::of(Codec::Av1, &two);
    assert_eq!((info.temporal_layer, info.spatial_layer), (Some(1), None));
    let mut packetizer = Packetizer::new(Codec::Av1, 1200);
    for payload in packetizer.packetize(&one).unwrap() {
        let shape = Depacketizer::new(Codec::Av1)
            .inspect(&payload.to_vec())
            .unwrap();
        assert_eq!(
            (shape.temporal_layer, shape.spatial_layer),
            (Some(1), Some(1))
        );
    }
}

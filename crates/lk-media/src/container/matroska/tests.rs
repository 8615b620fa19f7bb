//! Files of ffmpeg, of our own, and broken ones.

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::bitstream::annexb::nal_ranges;
use crate::bitstream::av1::{SEQUENCE_HEADER, obus};
use crate::container::obu::DELIMITER;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};
use crate::container::{Demux, DemuxError, Fault, Kind, Mux, MuxError, TrackInfo};
use crate::{Frame, MediaKind};

const AV: &[u8] = include_bytes!("../../../tests/data/av.webm");
const LIVE: &[u8] = include_bytes!("../../../tests/data/live.webm");
const H264: &[u8] = include_bytes!("../../../tests/data/h264.mkv");
const AV1: &[u8] = include_bytes!("../../../tests/data/av1.mkv");

fn clip(kind: Kind, file: &[u8]) -> Vec<Frame> {
    let (frames, end) = demux(&mut *kind.demuxer(), file);
    assert_eq!(end, Ok(()));
    frames
}

fn data(frames: &[Frame]) -> Vec<Bytes> {
    frames.iter().map(|frame| frame.data.clone()).collect()
}

fn vp8() -> Vec<Frame> {
    clip(Kind::Ivf, include_bytes!("../../../tests/data/vp8.ivf"))
}

fn opus() -> Vec<Frame> {
    clip(
        Kind::OggOpus,
        include_bytes!("../../../tests/data/pages.ogg"),
    )
}

/// Both clips side by side, by their times.
fn opus_80_ms() -> TrackInfo {
    TrackInfo::new(Codec::Opus).pre_skip(3840)
}

fn interleaved(mut muxer: MatroskaMuxer, patched: bool) -> Vec<u8> {
    let tracks =
        [Codec::Vp8.into(), opus_80_ms()].map(|track: TrackInfo| muxer.add_track(track).unwrap());
    let mut frames: Vec<_> = [vp8(), opus()]
        .into_iter()
        .zip(tracks)
        .flat_map(|(frames, track)| frames.into_iter().map(move |frame| (track, frame)))
        .collect();
    frames.sort_by_key(|(_, frame)| frame.pts);
    let mut out = Vec::new();
    for (track, frame) in frames {
        muxer.write_to(track, &frame, &mut out).unwrap();
    }
    let patch = muxer.finish(&mut out).unwrap();
    if patched {
        out[..patch.bytes.len()].copy_from_slice(&patch.bytes);
    }
    out
}

/// All elements of a file as they come, those that hold others without what they hold.
fn elements(mut file: &[u8]) -> Vec<(u32, Bytes)> {
    let mut all = Vec::new();
    while !file.is_empty() {
        let element::Read::Header(header) = element::Header::read(file) else {
            panic!("{file:?}")
        };
        file = &file[header.len..];
        let holds = MASTERS.contains(&header.id);
        let len = if holds {
            0
        } else {
            header.size.unwrap() as usize
        };
        all.push((header.id, Bytes::copy_from_slice(&file[..len])));
        file = &file[len..];
    }
    all
}

fn number(body: &[u8]) -> u64 {
    body.iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[derive(Debug)]
struct Block {
    track: u64,
    time: u64,
    keyframe: bool,
}

fn blocks(file: &[u8]) -> Vec<Block> {
    let (mut cluster, mut blocks) = (0, Vec::new());
    for (id, body) in elements(file) {
        match id {
            element::TIMESTAMP => cluster = number(&body),
            element::SIMPLE_BLOCK => blocks.push(Block {
                track: u64::from(body[0] & 0x7f),
                time: cluster + u64::try_from(i16::from_be_bytes([body[1], body[2]])).unwrap(),
                keyframe: body[3] & 0x80 != 0,
            }),
            _ => {}
        }
    }
    blocks
}

/// What holds other elements.
const MASTERS: [u32; 13] = [
    element::EBML,
    element::SEGMENT,
    element::SEEK_HEAD,
    element::SEEK,
    element::INFO,
    element::TRACKS,
    element::TRACK_ENTRY,
    element::VIDEO,
    element::AUDIO,
    element::CLUSTER,
    element::CUES,
    element::CUE_POINT,
    element::CUE_TRACK_POSITIONS,
];

/// The elements that the WebM container guidelines list as supported, of those that files without encryption
/// and chapters may have.
const WEBM: [u32; 65] = [
    0x1a45_dfa3,
    0x4286,
    0x42f7,
    0x42f2,
    0x42f3,
    0x4282,
    0x4287,
    0x4285,
    0xec,
    0x1853_8067,
    0x114d_9b74,
    0x4dbb,
    0x53ab,
    0x53ac,
    0x1549_a966,
    0x2a_d7b1,
    0x4489,
    0x4461,
    0x7ba9,
    0x4d80,
    0x5741,
    0x1f43_b675,
    0xe7,
    0xab,
    0xa3,
    0xa0,
    0xa1,
    0x9b,
    0xfb,
    0x75a2,
    0x1654_ae6b,
    0xae,
    0xd7,
    0x73c5,
    0x83,
    0x88,
    0x55aa,
    0x9c,
    0x23_e383,
    0x536e,
    0x22_b59c,
    0x86,
    0x63a2,
    0x56aa,
    0x56bb,
    0xe0,
    0xb0,
    0xba,
    0x54b0,
    0x54ba,
    0x54b2,
    0xe1,
    0xb5,
    0x78b5,
    0x9f,
    0x6264,
    0x1c53_bb6b,
    0xbb,
    0xb3,
    0xb7,
    0xf7,
    0xf1,
    0xf0,
    0xb2,
    0x5378,
];

/// What ffmpeg keeps of the clip of H.265.
const HEVC_RECORD: [u8; 107] = [
    1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 0x1e, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 3,
    0x20, 0, 1, 0, 0x18, 0x40, 1, 0x0c, 1, 0xff, 0xff, 1, 0x60, 0, 0, 3, 0, 0x90, 0, 0, 3, 0, 0, 3,
    0, 0x1e, 0x92, 0x80, 0x90, 0x21, 0, 1, 0, 0x27, 0x42, 1, 1, 1, 0x60, 0, 0, 3, 0, 0x90, 0, 0, 3,
    0, 0, 3, 0, 0x1e, 0xa0, 0x20, 0x83, 0x16, 0x59, 0x2a, 0xe4, 0xca, 0xf0, 0x16, 0x80, 0x80, 0, 0,
    3, 0, 0x80, 0, 0, 5, 4, 0x22, 0, 1, 0, 6, 0x44, 1, 0xc1, 0x73, 0xd0, 0x89,
];

#[test]
fn a_file_of_ffmpeg_gives_its_video_and_its_audio() {
    let mut demuxer = MatroskaDemuxer::new();
    let (frames, end) = demux_in_pieces(&mut demuxer, AV, 17);
    assert_eq!((data(&frames), end), (data(&vp8()), Ok(())));
    // Pictures stand 7 ms behind sound that begins with 6.5 ms which are not to be heard.
    assert_eq!(frames[3].pts, Duration::from_micros(313_500));
    assert_eq!(frames[3].duration, Duration::from_millis(100));
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(
        keyframes,
        vp8().iter().map(|frame| frame.keyframe).collect::<Vec<_>>()
    );
    let tracks: Vec<_> = demuxer.tracks().cloned().collect();
    let [video, audio] = [0, 1].map(|at: usize| tracks[at].info.clone().unwrap());
    assert_eq!(video.dimensions, Some((64, 48)));
    assert_eq!(video.frame_rate, Some((1_000_000_000, 100_000_000)));
    assert_eq!(
        (audio.codec, audio.channels, audio.pre_skip),
        (Codec::Opus, Some(1), Some(312))
    );
    let (frames, end) = demux(&mut MatroskaDemuxer::of_kind(MediaKind::Audio), AV);
    assert_eq!((data(&frames), end), (data(&opus()), Ok(())));
    assert_eq!(frames[1].duration, Duration::from_millis(20));
    assert_eq!(frames[0].pts, Duration::ZERO);
}

#[test]
fn a_file_that_is_being_written_is_read() {
    let (frames, end) = demux_in_pieces(&mut MatroskaDemuxer::new(), LIVE, 100);
    let vp9 = clip(Kind::Ivf, include_bytes!("../../../tests/data/vp9.ivf"));
    assert_eq!((data(&frames), end), (data(&vp9), Ok(())));
}

#[test]
fn lengths_become_start_codes_and_keyframes_have_their_parameter_sets() {
    let (frames, end) = demux(&mut MatroskaDemuxer::new(), H264);
    assert_eq!(end, Ok(()));
    // Messages stand elsewhere; parameter sets and slices are the same.
    let units = |frames: &[Frame]| {
        let units = |frame: &Frame| {
            let data = frame.data.clone();
            let ranges = nal_ranges(&frame.data).unwrap();
            let units: Vec<_> = ranges.map(|range| data.slice(range)).collect();
            units
                .into_iter()
                .filter(|unit| !matches!(unit[0] & 0x1f, 6 | 9))
                .collect::<Vec<_>>()
        };
        frames.iter().map(units).collect::<Vec<_>>()
    };
    let h264 = clip(
        Kind::H264,
        include_bytes!("../../../tests/data/slices.h264"),
    );
    assert_eq!(units(&frames), units(&h264));
}

/// A file of H.264 and Opus without a record of the parameter sets, with start codes in place of lengths or not.
fn without_record(start_codes: bool) -> (Vec<u8>, Vec<Frame>) {
    let frames = clip(
        Kind::H264,
        include_bytes!("../../../tests/data/slices.h264"),
    );
    let mut muxer = MatroskaMuxer::matroska();
    let video = muxer.add_track(Codec::H264).unwrap();
    let audio = muxer.add_track(Codec::Opus).unwrap();
    let mut file = Vec::new();
    for frame in &frames {
        muxer.write_to(video, frame, &mut file).unwrap();
    }
    for frame in opus() {
        muxer.write_to(audio, &frame, &mut file).unwrap();
    }
    muxer.finish(&mut file);
    let find = |file: &[u8], part: &[u8]| {
        let mut places = file.windows(part.len());
        places.position(|place| place == part).unwrap()
    };
    // The element becomes a void one, whose name is shorter by a byte.
    let record = find(&file, &[0x63, 0xa2]);
    file.splice(record..record + 3, [0xec, file[record + 2] + 1, 0]);
    for frame in frames.iter().filter(|_| start_codes) {
        let packed = record::with_lengths(&frame.data).unwrap();
        let at = find(&file, &packed);
        file.splice(at..at + packed.len(), frame.data.iter().copied());
    }
    (file, frames)
}

#[test]
fn h264_without_a_record_is_read_behind_start_codes() {
    let (file, frames) = without_record(true);
    let mut demuxer = MatroskaDemuxer::new();
    let (read, end) = demux_in_pieces(&mut demuxer, &file, 100);
    assert_eq!((data(&read), end), (data(&frames), Ok(())));
    assert_eq!(demuxer.codec(), Some(Codec::H264));
    let keyframes = |frames: &[Frame]| frames.iter().map(|it| it.keyframe).collect::<Vec<_>>();
    assert_eq!(keyframes(&read), keyframes(&frames));
}

#[test]
fn h264_without_a_record_and_without_start_codes_is_malformed_and_costs_no_sound() {
    let (file, _) = without_record(false);
    let (read, end) = demux(&mut MatroskaDemuxer::new(), &file);
    let error = end.expect_err("nothing tells how it is to be read");
    assert_eq!((read.len(), error.fault), (0, Fault::Malformed));
    let (read, end) = demux(&mut MatroskaDemuxer::of_kind(MediaKind::Audio), &file);
    assert_eq!((data(&read), end), (data(&opus()), Ok(())));
}

#[test]
fn sound_is_not_taken_for_a_file_whose_video_is_not_read() {
    let mut file = AV.to_vec();
    let codec = file.windows(5).position(|name| name == b"V_VP8").unwrap();
    file[codec + 4] = b'7';
    let (read, end) = demux(&mut MatroskaDemuxer::new(), &file);
    let error = end.expect_err("there is a picture");
    assert!(matches!(error.fault, Fault::Unsupported(why) if why.contains("video")));
    assert!(read.is_empty());
    let (read, end) = demux(&mut MatroskaDemuxer::of_kind(MediaKind::Audio), &file);
    assert_eq!((data(&read), end), (data(&opus()), Ok(())));
    let mut demuxer = MatroskaDemuxer::new();
    demuxer.push(&file);
    demuxer.finish();
    let mut read = Vec::new();
    while let Some((_, frame)) = demuxer.poll_track().unwrap() {
        read.push(frame);
    }
    assert_eq!(data(&read), data(&opus()));
}

#[test]
fn temporal_delimiters_are_put_back() {
    let (frames, end) = demux(&mut MatroskaDemuxer::new(), AV1);
    let av1 = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf"));
    assert_eq!((data(&frames), end), (data(&av1), Ok(())));
}

/// A clip whose sequence header names these layers, four bits for spatial ones before eight for temporal ones.
fn av1_of_layers(layers: u16) -> Vec<Frame> {
    let sequence = |data: &[u8]| {
        let at = obus(data).find(|obu| obu.kind == SEQUENCE_HEADER);
        at.map(|obu| obu.payload.as_ptr().addr() - data.as_ptr().addr())
    };
    let frames = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf")).into_iter();
    let frames = frames.map(|frame| {
        let mut data = frame.data.to_vec();
        if let Some(at) = sequence(&data) {
            // Behind profile, three flags, whether there are delays, and the number of points less one.
            data[at + 1] |= (layers >> 8) as u8;
            data[at + 2] = layers as u8;
        }
        Frame {
            data: data.into(),
            ..frame
        }
    });
    frames.collect()
}

#[test]
fn pictures_of_several_spatial_layers_keep_their_temporal_delimiter() {
    let written = |frames: &[Frame]| {
        let mut muxer = MatroskaMuxer::webm().with_track(Codec::Av1).unwrap();
        let mut file = Vec::new();
        for frame in frames {
            muxer.write(frame, &mut file).unwrap();
        }
        // A delimiter alone is no picture.
        let alone = Frame::new(Bytes::from_static(&DELIMITER), Duration::ZERO);
        assert_eq!(muxer.write(&alone, &mut file), Err(MuxError::Malformed));
        muxer.finish(&mut file);
        file
    };
    let delimited = |file: &[u8]| {
        let blocks = elements(file).into_iter();
        let blocks = blocks.filter(|(id, _)| *id == element::SIMPLE_BLOCK);
        let delimited = blocks.map(|(_, block)| block[4..].starts_with(&DELIMITER));
        delimited.collect::<Vec<_>>()
    };
    let layers = [
        (0, false),
        (0x101, false),
        (0x107, false),
        (0x301, true),
        (0x707, true),
        (0x201, true),
    ];
    for (layers, expected) in layers {
        let frames = av1_of_layers(layers);
        let file = written(&frames);
        assert_eq!(delimited(&file), [expected; 8], "{layers:x}");
        let (read, end) = demux(&mut MatroskaDemuxer::new(), &file);
        assert_eq!((data(&read), end), (data(&frames), Ok(())));
    }
    // Whoever gives none has it put there, and a sequence without layers ends that.
    let mut frames = av1_of_layers(0x301);
    for frame in &mut frames {
        frame.data = frame.data.slice(DELIMITER.len()..);
    }
    frames.extend(av1_of_layers(0x101));
    let expected = [[true; 8], [false; 8]].concat();
    assert_eq!(delimited(&written(&frames)), expected);
}

#[test]
fn what_is_written_is_read_whether_its_header_was_put_right_or_not() {
    for patched in [true, false] {
        let file = interleaved(MatroskaMuxer::webm(), patched);
        let mut demuxer = MatroskaDemuxer::new();
        demuxer.push(&file);
        demuxer.finish();
        let mut read = [Vec::new(), Vec::new()];
        while let Some((track, frame)) = demuxer.poll_track().unwrap() {
            read[track as usize - 1].push(frame);
        }
        for (read, written) in read.iter().zip([vp8(), opus()]) {
            assert_eq!(data(read), data(&written));
            for (read, written) in read.iter().zip(&written) {
                assert!(read.pts.abs_diff(written.pts) <= Duration::from_millis(1));
            }
        }
        let length = patched.then_some(Duration::from_millis(800));
        assert_eq!(demuxer.duration(), length);
    }
}

#[test]
fn every_codec_leads_back() {
    let clips: [(Kind, &[u8], Codec); 5] = [
        (
            Kind::Ivf,
            include_bytes!("../../../tests/data/vp9.ivf"),
            Codec::Vp9,
        ),
        (
            Kind::Ivf,
            include_bytes!("../../../tests/data/av1.ivf"),
            Codec::Av1,
        ),
        (
            Kind::H264,
            include_bytes!("../../../tests/data/slices.h264"),
            Codec::H264,
        ),
        (
            Kind::H265,
            include_bytes!("../../../tests/data/h265.h265"),
            Codec::H265,
        ),
        (
            Kind::OggOpus,
            include_bytes!("../../../tests/data/pages.ogg"),
            Codec::Opus,
        ),
    ];
    for (kind, file, codec) in clips {
        let frames = clip(kind, file);
        let mut muxer = MatroskaMuxer::matroska().with_track(codec).unwrap();
        let mut out = Vec::new();
        for frame in &frames {
            muxer.write(frame, &mut out).unwrap();
        }
        let patch = muxer.finish(&mut out).unwrap();
        out[..patch.bytes.len()].copy_from_slice(&patch.bytes);
        let (read, end) = demux(&mut MatroskaDemuxer::new(), &out);
        assert_eq!((data(&read), end), (data(&frames), Ok(())), "{codec}");
    }
}

#[test]
fn the_records_are_those_of_ffmpeg() {
    let private = |file: &[u8]| {
        // The element CodecPrivate, of a size of one byte.
        let at = file
            .windows(2)
            .position(|window| window == [0x63, 0xa2])
            .unwrap();
        file[at + 3..][..usize::from(file[at + 2] & 0x7f)].to_vec()
    };
    let h264 = clip(
        Kind::H264,
        include_bytes!("../../../tests/data/slices.h264"),
    );
    assert_eq!(record::avc_record(&h264[0].data), Some(private(H264)));
    let av1 = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf"));
    assert_eq!(record::av1_record(&av1[0].data), Some(private(AV1)));
    let h265 = clip(Kind::H265, include_bytes!("../../../tests/data/h265.h265"));
    assert_eq!(record::hevc_record(&h265[0].data).unwrap()[..], HEVC_RECORD);
}

#[test]
fn a_file_cut_short_gives_what_is_there_and_says_where_it_ends() {
    let whole = demux(&mut MatroskaDemuxer::new(), AV).0;
    for cut in [AV.len() - 1, AV.len() / 2] {
        let (frames, end) = demux(&mut MatroskaDemuxer::new(), &AV[..cut]);
        assert_eq!(data(&frames), data(&whole[..frames.len()]));
        let Err(error) = end else { panic!("{cut}") };
        assert_eq!(error.fault, Fault::Truncated);
        assert!(error.offset as usize <= cut);
    }
    let error = |file: &[u8]| demux(&mut MatroskaDemuxer::new(), file).1.unwrap_err();
    assert_eq!(error(b"").fault, Fault::Truncated);
    assert_eq!(error(b"OggS").fault, Fault::NotThisKind(Kind::Matroska));
    assert_eq!(error(&AV[..200]).fault, Fault::Truncated);
}

#[test]
fn nothing_is_written_that_webm_does_not_know() {
    let of = |codec: Codec, frames: &[Frame]| {
        let (mut muxer, mut out) = (MatroskaMuxer::webm(), Vec::new());
        let track = muxer.add_track(codec).unwrap();
        for frame in frames {
            muxer.write_to(track, frame, &mut out).unwrap();
        }
        muxer.finish(&mut out);
        out
    };
    let vp9 = clip(Kind::Ivf, include_bytes!("../../../tests/data/vp9.ivf"));
    let av1 = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf"));
    for file in [
        interleaved(MatroskaMuxer::webm(), true),
        interleaved(MatroskaMuxer::webm(), false),
        of(Codec::Vp9, &vp9),
        of(Codec::Av1, &av1),
        of(Codec::Opus, &opus()),
        late_video(500).0,
    ] {
        for (id, _) in elements(&file) {
            assert!(WEBM.contains(&id), "{id:x}");
        }
        let all = elements(&file);
        let entries = all.iter().filter(|(id, _)| *id == element::TRACK_ENTRY);
        let languages = all.iter().filter(|(id, _)| *id == element::LANGUAGE);
        assert!(
            languages
                .clone()
                .all(|(_, language)| language[..] == *b"und")
        );
        assert_eq!(languages.count(), entries.count());
    }
}

#[test]
fn sound_stands_later_by_its_pre_skip_and_blocks_in_the_order_of_their_times() {
    let file = interleaved(MatroskaMuxer::webm(), true);
    let delays = elements(&file).into_iter();
    let delays: Vec<_> = delays
        .filter(|(id, _)| *id == element::CODEC_DELAY)
        .map(|(_, delay)| number(&delay))
        .collect();
    assert_eq!(delays, [80_000_000]);
    let blocks = blocks(&file);
    let times = |track: u64| {
        let of = blocks.iter().filter(move |block| block.track == track);
        of.map(|block| block.time).collect::<Vec<_>>()
    };
    let millis = |frames: &[Frame], delay: u128| {
        let pts = frames.iter().map(|frame| frame.pts.as_millis() + delay);
        pts.map(|pts| pts as u64).collect::<Vec<_>>()
    };
    assert_eq!(times(1), millis(&vp8(), 0));
    assert_eq!(times(2), millis(&opus(), 80));
    assert!(blocks.is_sorted_by_key(|block| block.time));
}

#[test]
fn a_track_that_begins_before_zero_makes_all_later() {
    // Sound that stands 20 ms into the file, of which 80 ms are to be taken off.
    let mut file = interleaved(MatroskaMuxer::webm(), true);
    for at in 0..file.len() - 6 {
        // Its blocks: the number of the track, a time of two bytes.
        if file[at] == element::SIMPLE_BLOCK as u8
            && file[at + 1] & 0x80 != 0
            && file[at + 2] == 0x82
        {
            let time = i16::from_be_bytes([file[at + 3], file[at + 4]]) - 60;
            file[at + 3..at + 5].copy_from_slice(&time.to_be_bytes());
        }
    }
    let read = |kind| demux(&mut MatroskaDemuxer::of_kind(kind), &file).0;
    let (video, audio) = (read(MediaKind::Video), read(MediaKind::Audio));
    assert_eq!((video.len(), audio.len()), (vp8().len(), opus().len()));
    assert_eq!(audio[0].pts, Duration::ZERO);
    assert_eq!(video[0].pts, Duration::from_millis(60));
    // It comes out as soon as that is known, and not in the end only.
    let mut demuxer = MatroskaDemuxer::new();
    demuxer.push(&file[..file.len() / 2]);
    assert_eq!(demuxer.poll().unwrap(), video.first().cloned());
}

#[test]
fn a_track_that_stays_silent_holds_nothing_up_for_long() {
    let mut muxer = MatroskaMuxer::webm();
    let video = muxer.add_track(Codec::Vp8).unwrap();
    muxer.add_track(Codec::Opus).unwrap();
    let mut out = Vec::new();
    for number in 0..100 {
        let frame = vp8()[0].clone().pts(Duration::from_millis(33) * number);
        muxer.write_to(video, &frame, &mut out).unwrap();
    }
    // A second waits in the muxer, 64 frames in the demuxer.
    let mut demuxer = MatroskaDemuxer::new();
    demuxer.push(&out);
    let mut read = 0;
    while demuxer.poll().unwrap().is_some() {
        read += 1;
    }
    assert_eq!(blocks(&out).len(), 69);
    assert!((64..=69).contains(&read), "{read}");
}

/// Sound of 20 ms a frame, then two pictures, the first of them a keyframe, on a track that was added before.
/// With what is to be put right in the end, and without.
fn late_video(sounds: u32) -> (Vec<u8>, Vec<u8>) {
    let mut muxer = MatroskaMuxer::webm();
    let video = muxer.add_track(Codec::Vp8).unwrap();
    let audio = muxer.add_track(Codec::Opus).unwrap();
    let mut out = Vec::new();
    let step = Duration::from_millis(20);
    for number in 0..sounds {
        let sound = Frame::new(Bytes::from_static(&[0xf8; 10]), step).pts(step * number);
        muxer.write_to(audio, &sound, &mut out).unwrap();
    }
    for (picture, number) in vp8().iter().zip(0..2) {
        let picture = picture.clone().pts(step * (sounds + 5 * number));
        muxer.write_to(video, &picture, &mut out).unwrap();
    }
    let patch = muxer.finish(&mut out).unwrap();
    let mut patched = out.clone();
    patched[..patch.bytes.len()].copy_from_slice(&patch.bytes);
    (patched, out)
}

#[test]
fn a_keyframe_that_does_not_come_costs_no_sound_and_its_size_is_told_when_it_does() {
    let (file, unpatched) = late_video(10_000);
    for (file, dimensions) in [(&file, Some((64, 48))), (&unpatched, None)] {
        let mut demuxer = MatroskaDemuxer::of_kind(MediaKind::Audio);
        let (frames, end) = demux(&mut demuxer, file);
        assert_eq!((frames.len(), end), (10_000, Ok(())));
        let video = demuxer.tracks().next().unwrap().info.as_ref().unwrap();
        assert_eq!((video.codec, video.dimensions), (Codec::Vp8, dimensions));
        let (frames, end) = demux(&mut MatroskaDemuxer::new(), file);
        assert_eq!((frames.len(), end), (2, Ok(())));
        assert_eq!(frames[0].pts, Duration::from_secs(200));
    }
}

#[test]
fn a_track_on_which_nothing_came_is_not_told_of() {
    for sounds in [10, 10_000] {
        let mut muxer = MatroskaMuxer::webm();
        let video = muxer.add_track(Codec::Vp8).unwrap();
        assert_eq!(
            muxer.add_track(Codec::H264),
            Err(MuxError::UnsupportedCodec(Codec::H264, Kind::WebM))
        );
        let audio = muxer.add_track(Codec::Opus).unwrap();
        let mut out = Vec::new();
        muxer.write_to(video, &vp8()[1], &mut out).unwrap();
        let step = Duration::from_millis(20);
        for number in 0..sounds {
            let sound = Frame::new(Bytes::from_static(&[0xf8; 10]), step).pts(step * number);
            muxer.write_to(audio, &sound, &mut out).unwrap();
        }
        // Nothing comes out before that is too much to be held.
        assert_eq!(out.is_empty(), sounds == 10);
        assert_eq!(muxer.add_track(Codec::Vp9), Err(MuxError::Started));
        assert_eq!(
            muxer.write_to(3, &vp8()[0], &mut out),
            Err(MuxError::NoTrack)
        );
        let patch = muxer.finish(&mut out).unwrap();
        out[..patch.bytes.len()].copy_from_slice(&patch.bytes);
        let mut demuxer = MatroskaDemuxer::new();
        let (frames, end) = demux(&mut demuxer, &out);
        assert_eq!((frames.len(), end), (sounds as usize, Ok(())));
        let numbers: Vec<_> = demuxer.tracks().map(|track| track.number).collect();
        assert_eq!(numbers, [audio]);
    }
}

#[test]
fn clusters_begin_and_the_index_points_at_keyframes_whether_the_caller_tells_them_or_not() {
    let frames = vp8();
    let plain = frames.iter().map(|frame| frame.clone().keyframe(false));
    for frames in [frames.clone(), plain.collect()] {
        let mut muxer = MatroskaMuxer::webm();
        // Sound opens the first cluster, and is not what players start at.
        let audio = muxer.add_track(Codec::Opus).unwrap();
        let video = muxer.add_track(Codec::Vp8).unwrap();
        let mut out = Vec::new();
        for sound in opus() {
            let sound = sound.keyframe(false);
            muxer.write_to(audio, &sound, &mut out).unwrap();
        }
        for frame in &frames {
            muxer.write_to(video, frame, &mut out).unwrap();
        }
        muxer.finish(&mut out);
        let all = elements(&out);
        let numbers = |id: u32| {
            let of = all.iter().filter(move |(it, _)| *it == id);
            of.map(|(_, body)| number(body)).collect::<Vec<_>>()
        };
        let keyframes = [0, 400];
        assert_eq!(numbers(element::TIMESTAMP), keyframes);
        assert_eq!(numbers(element::CUE_TIME), keyframes);
        assert_eq!(numbers(element::CUE_TRACK), [video, video]);
        let sounds = blocks(&out).into_iter();
        let mut sounds = sounds.filter(|block| block.track == audio);
        assert!(sounds.all(|block| block.keyframe));
        assert_eq!(blocks(&out)[0].track, audio);
        let marked = blocks(&out).into_iter();
        let marked = marked.filter(|block| block.track == video && block.keyframe);
        assert_eq!(
            marked.map(|block| block.time).collect::<Vec<_>>(),
            keyframes
        );
        let body = out
            .windows(4)
            .position(|it| it == element::SEGMENT.to_be_bytes())
            .unwrap()
            + 12;
        for at in numbers(element::CUE_CLUSTER_POSITION) {
            let cluster = &out[body + at as usize..];
            assert!(cluster.starts_with(&element::CLUSTER.to_be_bytes()));
        }
    }
}

#[test]
fn long_gaps_and_long_files_have_true_times() {
    let mut muxer = MatroskaMuxer::webm().with_track(Codec::Opus).unwrap();
    let mut out = Vec::new();
    let times = [0, 20, 40_000, 40_020, 4_000_000_000];
    for time in times {
        let frame = Frame::new(Bytes::from_static(&[0xf8, 1]), Duration::from_millis(20));
        let frame = frame.pts(Duration::from_millis(time)).keyframe(true);
        muxer.write(&frame, &mut out).unwrap();
    }
    muxer.finish(&mut out);
    let (frames, _) = demux(&mut MatroskaDemuxer::new(), &out);
    let read: Vec<_> = frames
        .iter()
        .map(|frame| frame.pts.as_millis() as u64)
        .collect();
    assert_eq!(read, times);
}

#[test]
fn a_frame_that_was_marked_is_read_again() {
    let all = demux(&mut MatroskaDemuxer::new(), AV).0;
    let mut demuxer = MatroskaDemuxer::new();
    demuxer.push(AV);
    for _ in 0..5 {
        demuxer.poll().unwrap();
    }
    let mark = demuxer.mark();
    demuxer.resume(mark);
    let (again, end) = demux(&mut demuxer, &AV[mark.offset() as usize..]);
    assert_eq!((&again[..], end), (&all[4..], Ok(())));
}

#[test]
fn a_marked_frame_within_a_block_is_read_again() {
    let mut muxer = MatroskaMuxer::webm().with_track(Codec::Opus).unwrap();
    let mut file = Vec::new();
    let frame = Frame::new(Bytes::from_static(&[0xf8, 1]), Duration::from_millis(20));
    muxer.write(&frame.keyframe(true), &mut file).unwrap();
    muxer.finish(&mut file);
    // Three frames of three bytes in one block, of one length each.
    let block = [
        0xa3, 0x8e, 0x81, 0, 20, 0x84, 2, 0xf8, 1, 1, 0xf8, 2, 2, 0xf8, 3, 3,
    ];
    file.extend_from_slice(&block);
    let all = demux(&mut MatroskaDemuxer::new(), &file).0;
    assert_eq!(all.len(), 4);
    for place in 1..=4 {
        let mut demuxer = MatroskaDemuxer::new();
        demuxer.push(&file);
        for _ in 0..place {
            demuxer.poll().unwrap().expect("a frame");
        }
        let mark = demuxer.mark();
        demuxer.resume(mark);
        let (again, _) = demux(&mut demuxer, &file[mark.offset() as usize..]);
        assert_eq!(again, all[place - 1..], "{place}");
    }
}

#[test]
fn tracks_may_stand_again_in_the_file_but_not_change() {
    // An index before them names them too.
    let id = element::TRACKS.to_be_bytes();
    let at = LIVE.windows(4).rposition(|word| word == id).unwrap();
    let tracks = &LIVE[at..];
    let element::Read::Header(header) = element::Header::read(tracks) else {
        panic!("there are tracks");
    };
    let tracks = &tracks[..header.len + header.size.unwrap() as usize];
    let same = [LIVE, tracks].concat();
    let once = demux(&mut MatroskaDemuxer::new(), LIVE);
    assert_eq!(demux(&mut MatroskaDemuxer::new(), &same), once);

    let mut other = same;
    let codec = other.windows(5).rposition(|name| name == b"V_VP9").unwrap();
    other[codec + 4] = b'8';
    let (frames, end) = demux(&mut MatroskaDemuxer::new(), &other);
    let error = end.expect_err("another codec");
    assert!(matches!(error.fault, Fault::Unsupported(_)));
    assert_eq!((frames, error.offset), (once.0, LIVE.len() as u64));
}

#[test]
fn times_beyond_all_range_stay_at_their_end() {
    let cluster = LIVE
        .windows(4)
        .position(|word| word == [0x1f, 0x43, 0xb6, 0x75]);
    let (before, cluster) = LIVE.split_at(cluster.unwrap());
    let time = cluster
        .windows(2)
        .position(|word| word == [0xe7, 0x81])
        .unwrap();
    for end in [i64::MAX as u64, u64::MAX] {
        let size_and_end = [&[0x88][..], &end.to_be_bytes()].concat();
        let after = &cluster[time + 3..];
        let file = [before, &cluster[..=time], &size_and_end, after].concat();
        let (frames, end) = demux(&mut MatroskaDemuxer::new(), &file);
        assert_eq!(
            (frames.len(), end),
            (clip(Kind::Matroska, LIVE).len(), Ok(()))
        );
        assert_eq!(frames[0].pts, Duration::from_nanos(u64::MAX));
    }
}

#[test]
fn damage_says_where_it_is() {
    let find = |file: &[u8], id: &[u8]| file.windows(id.len()).position(|it| it == id).unwrap();
    // A cluster that holds something of no known size; then another cluster.
    let whole = interleaved(MatroskaMuxer::webm(), false);
    let len = whole.len() as u64;
    let cluster = find(&whole, &element::CLUSTER.to_be_bytes());
    let file = [&whole[..], &[0xec, 0xff], &whole[cluster..]].concat();
    let first = DemuxError {
        offset: len,
        fault: Fault::Malformed,
    };
    for piece in [1, usize::MAX] {
        let mut demuxer = MatroskaDemuxer::new();
        let (frames, end) = demux_in_pieces(&mut demuxer, &file, piece);
        assert_eq!((frames.len(), end), (2 * vp8().len(), Ok(())));
        let damage = demuxer.damage();
        assert_eq!((damage.places, damage.bytes), (1, 2));
        assert_eq!(damage.first, Some(first));
    }
    // Before the tracks are known nothing can be read.
    let mut file = whole[..cluster].to_vec();
    let tracks = find(&file, &element::TRACKS.to_be_bytes());
    file.splice(tracks..tracks, [0xec, 0xff]);
    let error = demux(&mut MatroskaDemuxer::new(), &file).1.unwrap_err();
    assert_eq!(
        (error.offset, error.fault),
        (tracks as u64, Fault::Malformed)
    );
}

proptest! {
    #[test]
    fn any_damage_is_survived(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        which in 0..5_usize,
        cut: prop::sample::Index,
    ) {
        let files = [AV, LIVE, H264, AV1];
        let mut file = files.get(which).map_or_else(|| without_record(true).0, |file| file.to_vec());
        for (at, byte) in damage {
            // Most of it where the headers are.
            let len = if byte & 1 == 0 { 500.min(file.len()) } else { file.len() };
            let at = at.index(len);
            file[at] = byte;
        }
        file.truncate(1 + cut.index(file.len()));
        assert_survives(&mut MatroskaDemuxer::new(), &file);
    }
}

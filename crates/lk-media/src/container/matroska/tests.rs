//! Files of ffmpeg, of our own, and broken ones.

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::Frame;
use crate::bitstream::annexb::nal_ranges;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};
use crate::container::{Demux, DemuxError, Fault, Kind, Mux, MuxError};

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
fn interleaved(mut muxer: MatroskaMuxer, patched: bool) -> Vec<u8> {
    let tracks = [Codec::Vp8, Codec::Opus].map(|codec| muxer.add_track(codec).unwrap());
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

#[test]
fn a_file_of_ffmpeg_gives_its_video_and_its_audio() {
    let mut demuxer = MatroskaDemuxer::new();
    let (frames, end) = demux_in_pieces(&mut demuxer, AV, 17);
    assert_eq!((data(&frames), end), (data(&vp8()), Ok(())));
    // Sound has 6.5 ms before it that are not to be heard, so pictures are later.
    assert_eq!(frames[3].pts, Duration::from_millis(307));
    assert_eq!(frames[3].duration, Duration::from_millis(100));
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(
        keyframes,
        vp8().iter().map(|frame| frame.keyframe).collect::<Vec<_>>()
    );
    let tracks: Vec<_> = demuxer.tracks().cloned().collect();
    assert_eq!(tracks[0].dimensions, Some((64, 48)));
    assert_eq!(
        (tracks[1].codec, tracks[1].channels),
        (Some(Codec::Opus), Some(1))
    );
    let (frames, end) = demux(&mut MatroskaDemuxer::of_kind(MediaKind::Audio), AV);
    assert_eq!((data(&frames), end), (data(&opus()), Ok(())));
    assert_eq!(frames[1].duration, Duration::from_millis(20));
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

#[test]
fn temporal_delimiters_are_put_back() {
    let (frames, end) = demux(&mut MatroskaDemuxer::new(), AV1);
    let av1 = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf"));
    assert_eq!((data(&frames), end), (data(&av1), Ok(())));
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
        assert_eq!(
            read.map(|frames| data(&frames)),
            [data(&vp8()), data(&opus())]
        );
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
fn what_waits_for_a_keyframe_is_bounded_and_what_cannot_be_held_is_refused() {
    let mut muxer = MatroskaMuxer::webm();
    assert_eq!(
        muxer.add_track(Codec::H264),
        Err(MuxError::UnsupportedCodec(Codec::H264, Kind::WebM))
    );
    let video = muxer.add_track(Codec::Vp8).unwrap();
    let audio = muxer.add_track(Codec::Opus).unwrap();
    let mut out = Vec::new();
    let delta = &vp8()[1];
    muxer.write_to(video, delta, &mut out).unwrap();
    let sound = Frame::new(vec![0xf8; 10].into(), Duration::from_millis(20));
    let refused = (0..10_000).find_map(|_| muxer.write_to(audio, &sound, &mut out).err());
    assert_eq!((refused, out.len()), (Some(MuxError::NoKeyframe), 0));
    assert_eq!(muxer.add_track(Codec::Vp9), Err(MuxError::Started));
    assert_eq!(muxer.write_to(3, &sound, &mut out), Err(MuxError::NoTrack));
    // What there is is not lost in the end.
    muxer.finish(&mut out);
    let (frames, end) = demux(&mut MatroskaDemuxer::of_kind(MediaKind::Audio), &out);
    assert_eq!((frames.len(), end), (4096, Ok(())));
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
    // A cluster that holds something of no known size.
    let mut file = interleaved(MatroskaMuxer::webm(), false);
    let len = file.len() as u64;
    file.extend([0xec, 0xff]);
    let error = demux(&mut MatroskaDemuxer::new(), &file).1;
    assert_eq!(
        error,
        Err(DemuxError {
            offset: len,
            fault: Fault::Malformed
        })
    );
}

proptest! {
    #[test]
    fn any_damage_is_survived(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        which in 0..4_usize,
        cut: prop::sample::Index,
    ) {
        let mut file = [AV, LIVE, H264, AV1][which].to_vec();
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

//! Access units of real and made-up byte streams.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::bitstream::annexb::nal_ranges;
use crate::container::testing::{demux, demux_in_pieces};
use crate::container::{Kind, Mux};

const CLIP: &[u8] = include_bytes!("../../../../../examples/media/clip.h264");

/// A stream of access units with four-byte start codes.
fn stream(units: &[&[u8]]) -> Vec<u8> {
    units
        .iter()
        .flat_map(|unit| START_CODE.iter().chain(*unit))
        .copied()
        .collect()
}

fn frames(file: &[u8]) -> Vec<Vec<u8>> {
    let (frames, end) = demux(&mut AnnexBDemuxer::h264(), file);
    assert_eq!(end, Ok(()));
    frames
        .into_iter()
        .map(|frame| frame.data.to_vec())
        .collect()
}

const SPS: &[u8] = &[0x67, 0x42, 0xc0, 0x1e];
const PPS: &[u8] = &[0x68, 0xce, 0x3c, 0x80];
const IDR: &[u8] = &[0x65, 0x88, 0x84, 0x21];
const IDR_SECOND_SLICE: &[u8] = &[0x65, 0x42, 0x84, 0x21];
const SLICE: &[u8] = &[0x41, 0x9a, 0x24];
const SECOND_SLICE: &[u8] = &[0x41, 0x43, 0x24];
const PREFIX: &[u8] = &[0x6e, 0x40, 0x80, 0x1f];
const EXTENSION: &[u8] = &[0x74, 0x40, 0x80, 0x1f, 0x88];
const DELIMITER: &[u8] = &[0x09, 0x10];
const SEI: &[u8] = &[0x06, 0x05, 0x01, 0x80];

#[test]
fn the_clip_is_read_access_unit_by_access_unit() {
    let (frames, end) = demux(&mut AnnexBDemuxer::h264(), CLIP);
    assert_eq!((frames.len(), end), (300, Ok(())));
    let keyframes: Vec<_> = (0..300).filter(|n| frames[*n].keyframe).collect();
    assert_eq!(keyframes, [0, 120, 240]);
    for (frame, number) in frames.iter().zip(0..) {
        assert_eq!(frame.pts, Duration::from_nanos(number * 1_000_000_000 / 30));
        let info = crate::bitstream::FrameInfo::of(Codec::H264, &frame.data);
        assert_eq!(info.dimensions, frame.keyframe.then_some((480, 270)));
    }
}

#[test]
fn what_the_clip_holds_is_written_again_unit_for_unit() {
    let (frames, _) = demux(&mut AnnexBDemuxer::h264(), CLIP);
    let mut written = Vec::new();
    let mut muxer = AnnexBMuxer::new();
    for frame in &frames {
        muxer.write(frame, &mut written).unwrap();
    }
    let units = |file: &[u8]| {
        nal_ranges(file)
            .unwrap()
            .map(|range| file[range].to_vec())
            .collect::<Vec<_>>()
    };
    assert_eq!(units(&written), units(CLIP));
    assert_eq!(demux(&mut AnnexBDemuxer::h264(), &written).0, frames);
}

#[test]
fn slices_of_one_picture_are_one_frame() {
    let file = stream(&[
        SPS,
        PPS,
        IDR,
        IDR_SECOND_SLICE,
        SLICE,
        SECOND_SLICE,
        SLICE,
        SECOND_SLICE,
    ]);
    let expected = [
        stream(&[SPS, PPS, IDR, IDR_SECOND_SLICE]),
        stream(&[SLICE, SECOND_SLICE]),
        stream(&[SLICE, SECOND_SLICE]),
    ];
    assert_eq!(frames(&file), expected);
}

#[test]
fn what_stands_before_a_slice_belongs_to_its_frame() {
    let file = stream(&[
        DELIMITER, SPS, PPS, SEI, IDR, DELIMITER, SEI, SLICE, SEI, SLICE,
    ]);
    let expected = [
        stream(&[DELIMITER, SPS, PPS, SEI, IDR]),
        stream(&[DELIMITER, SEI, SLICE]),
        stream(&[SEI, SLICE]),
    ];
    assert_eq!(frames(&file), expected);
}

#[test]
fn a_keyframe_without_parameter_sets_gets_the_last_ones() {
    let file = stream(&[SPS, PPS, IDR, SLICE, IDR]);
    assert_eq!(frames(&file)[2], stream(&[SPS, PPS, IDR]));
    let mut plain = AnnexBDemuxer::h264().repeat_parameter_sets(false);
    assert_eq!(demux(&mut plain, &file).0[2].data, stream(&[IDR]));
}

#[test]
fn prefix_units_belong_to_the_slice_behind_them() {
    let keyframe = [PREFIX, IDR, PREFIX, IDR_SECOND_SLICE];
    let picture = [PREFIX, SLICE, PREFIX, SECOND_SLICE, EXTENSION];
    let all = [&[SPS, PPS], &keyframe[..], &picture, &picture, &keyframe].concat();
    let file = stream(&all);
    let sets_before_the_prefix = [&[SPS, PPS], &keyframe[..]].concat();
    let expected = [
        stream(&[&[SPS, PPS], &keyframe[..]].concat()),
        stream(&picture),
        stream(&picture),
        stream(&sets_before_the_prefix),
    ];
    assert_eq!(frames(&file), expected);
    let (read, _) = demux_in_pieces(&mut AnnexBDemuxer::h264(), &file, 1);
    let read: Vec<_> = read
        .iter()
        .map(|frame| (frame.keyframe, &frame.data[..]))
        .collect();
    let keyframes = [true, false, false, true];
    let expected = expected.iter().map(|frame| &frame[..]);
    assert_eq!(
        read,
        keyframes.into_iter().zip(expected).collect::<Vec<_>>()
    );
}

#[test]
fn reading_resumes_at_a_frame_that_begins_with_a_prefix_unit() {
    let file = stream(&[SPS, PPS, PREFIX, IDR, PREFIX, SLICE, PREFIX, SLICE]);
    let mut demuxer = AnnexBDemuxer::h264();
    demuxer.push(&file);
    for _ in 0..2 {
        demuxer.poll().unwrap();
    }
    let mark = demuxer.mark();
    demuxer.resume(mark);
    let (read, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
    let read: Vec<_> = read.iter().map(|frame| frame.data.to_vec()).collect();
    let expected = [stream(&[PREFIX, SLICE]), stream(&[PREFIX, SLICE])];
    assert_eq!((read, end), (expected.to_vec(), Ok(())));
}

#[test]
fn zeros_are_counted_once_however_they_come_in() {
    let mut demuxer = AnnexBDemuxer::h264();
    for count in 1..100 {
        demuxer.push(&[0]);
        assert_eq!(demuxer.poll(), Ok(None));
        assert_eq!(demuxer.zeros, count);
    }
    demuxer.push(&stream(&[SPS, PPS, IDR, SLICE, SLICE])[4..]);
    let error = demuxer.poll().unwrap_err();
    assert_eq!(
        (error.offset, error.fault),
        (0, Fault::NotThisKind(Kind::H264))
    );

    let mut file = vec![0; 100];
    file.extend(stream(&[SPS, PPS, IDR]));
    file.extend([0; 100]);
    file.extend(stream(&[SLICE]));
    file.extend([0; 100]);
    let (read, end) = demux_in_pieces(&mut AnnexBDemuxer::h264(), &file, 1);
    assert_eq!((read.len(), end), (2, Ok(())));
}

#[test]
fn start_codes_of_three_bytes_and_stray_zeros_are_read() {
    let mut file = vec![0, 0, 0];
    for unit in [SPS, PPS, IDR, SLICE] {
        file.extend([0, 0, 1]);
        file.extend(unit);
        file.extend([0; 5]);
    }
    assert_eq!(frames(&file), [stream(&[SPS, PPS, IDR]), stream(&[SLICE])]);
}

#[test]
fn damage_is_reported_behind_the_last_whole_frame() {
    let mut file = stream(&[SPS, PPS, IDR, SLICE]);
    let at = file.len() as u64 + 4;
    file.extend(stream(&[&[0xff, 1, 2, 3]]));
    let (read, end) = demux(&mut AnnexBDemuxer::h264(), &file);
    assert_eq!(read.len(), 2);
    assert_eq!(
        end,
        Err(DemuxError {
            offset: at,
            fault: Fault::Malformed
        })
    );

    let not_h264 = Err(DemuxError {
        offset: 0,
        fault: Fault::NotThisKind(Kind::H264),
    });
    assert_eq!(
        demux(&mut AnnexBDemuxer::h264(), b"DKIF\0\0\0\x01").1,
        not_h264
    );
    let empty = Err(DemuxError {
        offset: 0,
        fault: Fault::Truncated,
    });
    assert_eq!(demux(&mut AnnexBDemuxer::h264(), b"").1, empty);
}

#[test]
fn reading_resumes_at_a_mark() {
    let mut demuxer = AnnexBDemuxer::h264();
    demuxer.push(CLIP);
    let mut marked = None;
    for number in 0..130 {
        let frame = demuxer.poll().unwrap().unwrap();
        if number == 120 {
            marked = Some((demuxer.mark(), frame));
        }
    }
    let (mark, frame) = marked.unwrap();
    demuxer.resume(mark);
    let (frames, end) = demux(&mut demuxer, &CLIP[mark.offset() as usize..]);
    assert_eq!((frames.len(), end), (180, Ok(())));
    assert_eq!(frames[0], frame);
}

#[test]
fn h265_pictures_are_told_apart_by_their_first_slice() {
    let (vps, sps, pps): (&[u8], &[u8], &[u8]) = (&[0x40, 1, 9], &[0x42, 1, 9], &[0x44, 1, 9]);
    let (idr, second): (&[u8], &[u8]) = (&[0x26, 1, 0xaf], &[0x26, 1, 0x2f]);
    let (inter, tail): (&[u8], &[u8]) = (&[0x02, 1, 0xd0], &[0x50, 1, 7]);
    let file = stream(&[vps, sps, pps, idr, second, inter, tail, inter, idr]);
    let (frames, end) = demux(&mut AnnexBDemuxer::h265(), &file);
    let data: Vec<_> = frames.iter().map(|frame| frame.data.to_vec()).collect();
    let expected = [
        stream(&[vps, sps, pps, idr, second]),
        stream(&[inter, tail]),
        stream(&[inter]),
        stream(&[vps, sps, pps, idr]),
    ];
    assert_eq!((data, end), (expected.to_vec(), Ok(())));
    assert!(frames[0].keyframe && !frames[1].keyframe && frames[3].keyframe);
}

#[test]
fn h265_layers_above_the_lowest_belong_to_its_picture() {
    let (vps, sps, pps): (&[u8], &[u8], &[u8]) = (&[0x40, 1, 9], &[0x42, 1, 9], &[0x44, 1, 9]);
    let (upper_sps, upper_idr): (&[u8], &[u8]) = (&[0x42, 9, 9], &[0x26, 9, 0xaf]);
    let (idr, inter): (&[u8], &[u8]) = (&[0x26, 1, 0xaf], &[0x02, 1, 0xd0]);
    let upper_inter: &[u8] = &[0x03, 1, 0xd0];
    let file = stream(&[
        vps,
        sps,
        upper_sps,
        pps,
        idr,
        upper_idr,
        inter,
        upper_inter,
        inter,
        upper_idr,
    ]);
    let (frames, end) = demux(&mut AnnexBDemuxer::h265(), &file);
    let data: Vec<_> = frames.iter().map(|frame| frame.data.to_vec()).collect();
    let expected = [
        stream(&[vps, sps, upper_sps, pps, idr, upper_idr]),
        stream(&[inter, upper_inter]),
        stream(&[inter, upper_idr]),
    ];
    assert_eq!((data, end), (expected.to_vec(), Ok(())));
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(keyframes, [true, false, false]);
}

proptest! {
    #[test]
    fn the_frames_do_not_depend_on_how_the_file_comes_in(piece in 1..3000_usize, len in 1..60_000_usize) {
        let whole = demux(&mut AnnexBDemuxer::h264(), &CLIP[..len]);
        prop_assert_eq!(demux_in_pieces(&mut AnnexBDemuxer::h264(), &CLIP[..len], piece), whole);
    }

    #[test]
    fn any_bytes_are_survived(
        parts in prop::collection::vec((0..4_usize, prop::collection::vec(any::<u8>(), 0..12)), 0..20),
        h265: bool,
        piece in 1..9_usize,
    ) {
        let bytes: Vec<u8> = parts.into_iter().flat_map(|(code, bytes)| {
            let code: &[u8] = [&[0, 0, 1][..], &[0, 0, 0, 1], &[0, 0], &[]][code];
            [code.to_vec(), bytes].concat()
        }).collect();
        let new = || if h265 { AnnexBDemuxer::h265() } else { AnnexBDemuxer::h264() };
        let whole = demux(&mut new(), &bytes);
        prop_assert_eq!(demux_in_pieces(&mut new(), &bytes, piece), whole);
    }
}

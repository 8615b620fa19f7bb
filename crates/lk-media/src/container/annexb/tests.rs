//! Access units of real and made-up byte streams.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::Codec;
use crate::bitstream::annexb::nal_ranges;
use crate::bitstream::testing::{SEQUENCE, Sequence, picture_set};
use crate::container::testing::{demux, demux_in_pieces};
use crate::container::{Kind, Mux, MuxError, Timing};

const CLIP: &[u8] = include_bytes!("../../../../../examples/media/clip.h264");
const INTERLACED: &[u8] = include_bytes!("../../../tests/data/interlaced.h264");

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
fn the_rate_of_h265_is_read_from_its_parameter_sets() {
    // ffprobe says 10 frames a second of both.
    for (file, rate) in [
        (&include_bytes!("../../../tests/data/h265.h265")[..], 10),
        (include_bytes!("../../../tests/data/layers.h265"), 10),
    ] {
        let mut demuxer = AnnexBDemuxer::h265();
        let (frames, end) = demux(&mut demuxer, file);
        assert_eq!((frames.len(), end), (8, Ok(())));
        let info = demuxer.info().unwrap();
        let (pictures, seconds) = info.frame_rate.unwrap();
        assert_eq!((pictures / seconds, pictures % seconds), (rate, 0));
        assert_eq!(info.timing, Timing::Stated);
        assert_eq!(frames[7].pts, Duration::from_millis(700));
    }
    // What is said by hand goes before it; without either it is assumed.
    let mut demuxer = AnnexBDemuxer::h264().frame_rate(25, 1);
    demux(&mut demuxer, CLIP).1.unwrap();
    assert_eq!(demuxer.info().unwrap().frame_rate, Some((25, 1)));
    let mut demuxer = AnnexBDemuxer::h264();
    demux(&mut demuxer, &stream(&[SPS, PPS, IDR])).1.unwrap();
    assert_eq!(demuxer.info().unwrap().timing, Timing::Assumed);
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
fn a_keyframe_gets_every_sequence_that_was_seen() {
    let set = |id| {
        let sequence = Sequence { id, ..SEQUENCE };
        sequence.parameter_set()
    };
    let (first, second, picture) = (set(0), set(1), picture_set(0, 0));
    let file = stream(&[&first, &second, &picture, IDR, IDR]);
    let whole = stream(&[&first, &second, &picture, IDR]);
    assert_eq!(frames(&file), [whole.clone(), whole]);
}

#[test]
fn a_keyframe_gets_of_each_id_the_parameter_set_in_force() {
    let (sps, old) = (SEQUENCE.parameter_set(), picture_set(0, 0));
    let new = [&old[..], &[0x80]].concat();
    let all = [&sps, &old, IDR, &new, SLICE, &old, SLICE, IDR];
    assert_eq!(frames(&stream(&all))[3], stream(&[&sps, &old, IDR]));
    assert_eq!(
        frames(&stream(&all[..5]))[1],
        stream(&[&new, SLICE]),
        "pictures that are none get none"
    );
    // One that changed without the sequence, and one beside it.
    let other = picture_set(1, 0);
    let file = stream(&[&sps, &old, IDR, &new, &other, SLICE, IDR]);
    assert_eq!(frames(&file)[2], stream(&[&sps, &new, &other, IDR]));
    // Where a keyframe brings one kind alone, all come before it is needed.
    let file = stream(&[&sps, &old, IDR, &new, IDR]);
    assert_eq!(frames(&file)[1], stream(&[&new, &sps, &new, IDR]));
}

#[test]
fn parameter_sets_without_number_are_not_all_kept() {
    let sps = SEQUENCE.parameter_set();
    let sets: Vec<_> = (0..200).map(|id| picture_set(id, 0)).collect();
    let pictures = sets.iter().flat_map(|set| [&set[..], SLICE]);
    let all: Vec<_> = [&sps[..], IDR]
        .into_iter()
        .chain(pictures)
        .chain([IDR])
        .collect();
    let read = frames(&stream(&all));
    let newest = sets[169..].iter().map(|set| &set[..]);
    let kept: Vec<_> = [&sps[..]].into_iter().chain(newest).chain([IDR]).collect();
    assert_eq!(read[201], stream(&kept));
    // One that is too long is passed on; those beside it stay.
    let long = [&picture_set(7, 0)[..], &[1; 9000]].concat();
    let file = stream(&[&sps, &sets[6], &sets[7], IDR, &long, SLICE, IDR]);
    let expected = [
        stream(&[&sps, &sets[6], &sets[7], IDR]),
        stream(&[&long, SLICE]),
        stream(&[&sps, &sets[6], IDR]),
    ];
    assert_eq!(frames(&file), expected);
}

#[test]
fn what_begins_with_more_zeros_is_written_too() {
    let frame = Frame::new(vec![0, 0, 0, 0, 0, 1, 0x65, 0x88].into(), Duration::ZERO);
    let mut written = Vec::new();
    let mut muxer = AnnexBMuxer::new();
    muxer.write(&frame, &mut written).unwrap();
    assert_eq!(written, frame.data);
    let bare = Frame::new(vec![0, 0, 0, 0].into(), Duration::ZERO);
    assert_eq!(muxer.write(&bare, &mut written), Err(MuxError::Malformed));
}

/// When each frame is due and how long it lasts, in fields of 50 a second.
fn times(mut demuxer: AnnexBDemuxer, file: &[u8]) -> Vec<(u128, u128)> {
    let field = 20_000_000;
    let (frames, end) = demux(&mut demuxer, file);
    assert_eq!(end, Ok(()));
    let time = |time: Duration| {
        assert_eq!(time.as_nanos() % field, 0);
        time.as_nanos() / field
    };
    let times = frames
        .iter()
        .map(|frame| (time(frame.pts), time(frame.duration)));
    times.collect()
}

const FIELDS: Sequence = Sequence {
    fields: true,
    ..SEQUENCE
};

/// A sequence of pictures coded as a frame, as two fields each, and as a frame again.
fn mixed() -> Vec<u8> {
    let (top, bottom) = (Some(false), Some(true));
    let pictures = [
        (0x65, 0, top),
        (0x61, 0, bottom),
        (0x61, 1, top),
        (0x61, 1, bottom),
        (0x61, 2, None),
        (0x01, 3, top),
        (0x01, 3, bottom),
    ];
    let pictures = pictures.map(|(header, number, bottom)| FIELDS.slice(header, 0, number, bottom));
    let sets = [FIELDS.parameter_set(), picture_set(0, 0)];
    let units: Vec<_> = sets.iter().chain(&pictures).map(|unit| &unit[..]).collect();
    stream(&units)
}

#[test]
fn a_field_lasts_half_as_long_as_a_frame() {
    let at_25 = || AnnexBDemuxer::h264().frame_rate(25, 1);
    let expected = [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (6, 1), (7, 1)];
    assert_eq!(times(at_25(), &mixed()), expected);
    // The same where the frames are as long, but not a whole number of nanoseconds.
    let file = mixed();
    let (frames, _) = demux(&mut AnnexBDemuxer::h264().frame_rate(30_000, 1001), &file);
    let nanos: Vec<_> = frames.iter().map(|frame| frame.pts.as_nanos()).collect();
    let field = |number: u128| number * 1001 * 1_000_000_000 / 60_000;
    assert_eq!(nanos, [0, 1, 2, 3, 4, 6, 7].map(field));
    for pair in frames.windows(2) {
        assert_eq!(pair[0].pts + pair[0].duration, pair[1].pts);
    }
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(keyframes, [true, false, false, false, false, false, false]);
    assert_eq!(
        demux_in_pieces(
            &mut AnnexBDemuxer::h264().frame_rate(30_000, 1001),
            &file,
            1
        )
        .0,
        frames
    );
}

#[test]
fn fields_are_told_by_the_parameter_sets_of_their_slice() {
    let at_25 = || AnnexBDemuxer::h264().frame_rate(25, 1);
    // The same bits are the number of a frame, where that has one more.
    let longer = Sequence {
        id: 1,
        frame_number_bits: 5,
        ..FIELDS
    };
    let progressive = Sequence { id: 2, ..SEQUENCE };
    let sets = [
        FIELDS.parameter_set(),
        longer.parameter_set(),
        progressive.parameter_set(),
        picture_set(0, 0),
        picture_set(1, 1),
        picture_set(2, 2),
    ];
    let pictures = [
        FIELDS.slice(0x65, 0, 0b1111, Some(false)),
        FIELDS.slice(0x65, 0, 0b1111, Some(true)),
        longer.slice(0x65, 1, 0b0_0001, None),
        FIELDS.slice(0x65, 1, 0b0000, Some(true)),
        progressive.slice(0x65, 2, 0b1111, None),
        // Of what never came.
        FIELDS.slice(0x65, 3, 0, Some(true)),
    ];
    let units: Vec<_> = sets.iter().chain(&pictures).map(|unit| &unit[..]).collect();
    let expected = [(0, 1), (1, 1), (2, 2), (4, 1), (5, 2), (7, 2)];
    assert_eq!(times(at_25(), &stream(&units)), expected);
    // A set in the place of one of its id counts from then on.
    let replaced = Sequence { id: 0, ..SEQUENCE };
    let picture = replaced.slice(0x65, 0, 0b1111, None);
    let again = [&replaced.parameter_set()[..], &picture];
    let file = stream(&[&units[..7], &again].concat());
    assert_eq!(times(at_25(), &file), [(0, 1), (1, 2)]);
}

#[test]
fn frames_of_interlaced_macroblocks_stay_frames() {
    let (frames, end) = demux(&mut AnnexBDemuxer::h264(), INTERLACED);
    assert_eq!((frames.len(), end), (8, Ok(())));
    for (frame, number) in frames.iter().zip(0..) {
        assert_eq!(frame.pts, Duration::from_millis(100 * number));
        assert_eq!(frame.duration, Duration::from_millis(100));
    }
    let sps = h264::Sps::parse(&INTERLACED[4..]).unwrap();
    assert!(sps.field_flag.is_some(), "there might be fields");
}

#[test]
fn reading_resumes_at_the_second_field() {
    let file = mixed();
    let mut demuxer = AnnexBDemuxer::h264();
    demuxer.push(&file);
    demuxer.finish();
    let mut read = Vec::new();
    while let Some(frame) = demuxer.poll().unwrap() {
        read.push((frame, demuxer.mark()));
    }
    for at in 0..read.len() {
        let mark = read[at].1;
        demuxer.resume(mark);
        let (again, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
        let expected: Vec<_> = read[at..].iter().map(|(frame, _)| frame.clone()).collect();
        assert_eq!((again, end), (expected, Ok(())));
    }
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
        assert_eq!(demuxer.zeros, count.min(2));
    }
    demuxer.push(&stream(&[SPS, PPS, IDR, SLICE, SLICE])[4..]);
    // No start code follows them, so what comes is junk, up to the next.
    let (read, end) = demux(&mut demuxer, &[]);
    assert_eq!((read.len(), end), (3, Ok(())));
    let damage = demuxer.damage();
    assert_eq!((damage.places, damage.first.unwrap().offset), (1, 97));

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
fn units_that_no_decoder_takes_are_passed_over_and_counted() {
    let whole = stream(&[SPS, PPS, IDR, SLICE]);
    // The first zero of a start code of four fills up what is before it.
    let at = whole.len() as u64 + 1;
    let file = [&whole[..], &stream(&[&[0xff, 1, 2, 3], &[], SLICE])].concat();
    for piece in [1, 3, 1000] {
        let mut demuxer = AnnexBDemuxer::h264();
        let (read, end) = demux_in_pieces(&mut demuxer, &file, piece);
        assert_eq!((read.len(), end), (3, Ok(())));
        assert_eq!(read[1].data, stream(&[SLICE]));
        let first = Some(DemuxError {
            offset: at,
            fault: Fault::Malformed,
        });
        let damage = demuxer.damage();
        // With their start codes; one behind the other is one place.
        assert_eq!((damage.places, damage.bytes, damage.first), (1, 12, first));
    }

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

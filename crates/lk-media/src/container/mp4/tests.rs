//! Files of ffmpeg, whole and broken.

mod edit;
mod fragments;
mod tracks;

use std::io::Cursor;
use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;

use self::edit::{box_, renamed};
use super::*;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};
use crate::container::{Demux, DemuxError, Fault, FrameReader, Kind, ReadError};
use crate::{Frame, MediaKind};

/// Tables before the samples.
const AV: &[u8] = include_bytes!("../../../tests/data/av.mp4");
/// Tables behind them.
const TAIL: &[u8] = include_bytes!("../../../tests/data/tail.mp4");
const FRAGMENTS: &[u8] = include_bytes!("../../../tests/data/fragments.mp4");
/// Four pictures in the tables, four in a fragment.
const MIXED: &[u8] = include_bytes!("../../../tests/data/mixed.mp4");
/// Where samples of fragments stand is implied; edits draw both tracks forward.
const IMPLIED: &[u8] = include_bytes!("../../../tests/data/implied.mp4");

fn clip(kind: Kind, file: &[u8]) -> Vec<Frame> {
    demux(&mut *kind.demuxer(), file).0
}

fn data(frames: &[Frame]) -> Vec<Bytes> {
    frames.iter().map(|frame| frame.data.clone()).collect()
}

fn opus() -> Vec<Bytes> {
    let file = include_bytes!("../../../tests/data/pages.ogg");
    data(&clip(Kind::OggOpus, file))
}

fn millis(frames: &[Frame]) -> Vec<u128> {
    frames.iter().map(|frame| frame.pts.as_millis()).collect()
}

#[test]
fn a_file_with_its_tables_first_is_read_as_it_comes() {
    let mut demuxer = Mp4Demuxer::new();
    let (frames, end) = demux_in_pieces(&mut demuxer, AV, 13);
    let vp9 = clip(Kind::Ivf, include_bytes!("../../../tests/data/vp9.ivf"));
    assert_eq!((data(&frames), end), (data(&vp9), Ok(())));
    assert!(
        frames
            .iter()
            .all(|frame| frame.duration == Duration::from_millis(100))
    );
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(
        keyframes,
        vp9.iter().map(|frame| frame.keyframe).collect::<Vec<_>>()
    );
    let tracks: Vec<_> = demuxer.tracks().cloned().collect();
    let [video, audio] = [0, 1].map(|at: usize| tracks[at].info.clone().unwrap());
    assert_eq!(
        (video.codec, video.dimensions),
        (Codec::Vp9, Some((64, 48)))
    );
    // Profile 0, level 1, 8 bits, 4:2:0 as ffmpeg wrote it into the record.
    let features = [[1, 1, 0], [2, 1, 10], [3, 1, 8], [4, 1, 1]].concat();
    assert_eq!(video.codec_private[..], features[..]);
    assert_eq!(
        (
            audio.codec,
            audio.channels,
            audio.pre_skip,
            audio.sample_rate
        ),
        (Codec::Opus, Some(1), Some(312), Some(48_000))
    );
}

#[test]
fn sound_and_pictures_keep_their_distance() {
    let mut demuxer = Mp4Demuxer::new();
    demuxer.push(AV);
    demuxer.finish();
    let mut read = [Vec::new(), Vec::new()];
    while let Some((track, frame)) = demuxer.poll_track().unwrap() {
        read[track as usize - 1].push(frame);
    }
    let [pictures, sounds] = read;
    assert_eq!(data(&sounds), opus());
    // Sound has 6.5 ms before it that are not to be heard, so pictures begin later.
    assert_eq!(millis(&sounds)[..4], [0, 20, 40, 60]);
    assert_eq!(millis(&pictures)[..3], [6, 106, 206]);
}

#[test]
fn tables_behind_the_samples_are_reached_by_seeking_or_not_at_all() {
    let h264 = clip(
        Kind::H264,
        include_bytes!("../../../tests/data/slices.h264"),
    );
    let mut reader = FrameReader::seekable(Cursor::new(TAIL), Kind::Mp4.demuxer());
    assert_eq!(reader.codec().unwrap(), Codec::H264);
    let frames: Vec<_> = std::iter::from_fn(|| reader.next_frame().unwrap()).collect();
    assert_eq!(data(&frames), data(&h264));
    reader.rewind_to_start().unwrap();
    assert_eq!(reader.next_frame().unwrap().as_ref(), Some(&frames[0]));
    let mut reader = FrameReader::new(TAIL, Kind::Mp4.demuxer());
    let Err(ReadError::Demux(error)) = reader.next_frame() else {
        panic!("it cannot go back")
    };
    assert_eq!(error.fault, Fault::NeedsSeek);
}

#[test]
fn fragments_follow_each_other() {
    let (frames, end) = demux_in_pieces(&mut Mp4Demuxer::new(), FRAGMENTS, 101);
    let av1 = clip(Kind::Ivf, include_bytes!("../../../tests/data/av1.ivf"));
    assert_eq!((data(&frames), end), (data(&av1), Ok(())));
    // As the file has it: its writer drew the first picture forward to where sound begins.
    assert_eq!(millis(&frames), [0, 106, 206, 306, 406, 506, 606, 706]);
    let (frames, end) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), FRAGMENTS);
    assert_eq!((data(&frames), end), (opus(), Ok(())));
}

#[test]
fn a_frame_that_was_marked_is_read_again() {
    // Fragments need not say when they begin: they go on where the one before has ended.
    let untimed = renamed(FRAGMENTS, b"tfdt", b"free");
    for file in [AV, FRAGMENTS, &untimed, MIXED, IMPLIED] {
        for kind in [MediaKind::Video, MediaKind::Audio] {
            let all = demux(&mut Mp4Demuxer::of_kind(kind), file).0;
            for place in [1, 5, 8] {
                let mut demuxer = Mp4Demuxer::of_kind(kind);
                demuxer.push(file);
                for _ in 0..place {
                    demuxer.poll().unwrap();
                }
                let mark = demuxer.mark();
                demuxer.resume(mark);
                let (again, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
                assert_eq!(
                    (&again[..], end),
                    (&all[place - 1..], Ok(())),
                    "{kind:?} {place}"
                );
            }
        }
    }
}

#[test]
fn a_file_cut_short_gives_what_is_there_and_says_where_it_ends() {
    for file in [AV, FRAGMENTS] {
        let all = demux(&mut Mp4Demuxer::new(), file).0;
        let cut = file.len() * 2 / 3;
        let (frames, end) = demux(&mut Mp4Demuxer::new(), &file[..cut]);
        assert!(!frames.is_empty() && frames.len() < all.len());
        assert_eq!(frames, all[..frames.len()]);
        let Err(error) = end else { panic!("it is cut") };
        assert_eq!(error.fault, Fault::Truncated);
        assert!(error.offset as usize <= cut);
    }
    let error = |file: &[u8]| demux(&mut Mp4Demuxer::new(), file).1.unwrap_err().fault;
    assert_eq!(error(b""), Fault::Truncated);
    assert_eq!(error(&AV[..100]), Fault::Truncated);
    assert_eq!(
        error(b"\x1a\x45\xdf\xa3aaaaaaaa"),
        Fault::NotThisKind(Kind::Mp4)
    );
}

#[test]
fn samples_that_are_only_claimed_take_no_memory() {
    // The first track is said to have four billion samples of one byte.
    let at = AV.windows(4).position(|window| window == b"stsz").unwrap() + 8;
    let mut file = AV.to_vec();
    file[at..at + 8].copy_from_slice(&[0, 0, 0, 1, 255, 255, 255, 255]);
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    assert!(frames.len() < AV.len(), "{end:?}");
}

#[test]
fn a_run_of_samples_without_bytes_is_bounded() {
    let run = box_(b"trun", &[0, 0, 0, 0, 0, 255, 255, 255]);
    let traf = box_(b"traf", &run);
    let fragment = box_(b"moof", &traf);
    let tables = FRAGMENTS
        .windows(4)
        .position(|window| window == b"moof")
        .unwrap()
        - 4;
    let file = [&FRAGMENTS[..tables], &fragment[..]].concat();
    let malformed = Err(DemuxError {
        offset: tables as u64,
        fault: Fault::Malformed,
    });
    assert_eq!(demux(&mut Mp4Demuxer::new(), &file).1, malformed);
}

#[test]
fn samples_of_no_bytes_are_passed_over() {
    // The last size of the first table, which is that of the pictures.
    let mut file = AV.to_vec();
    let at = file.windows(4).position(|it| it == b"stsz").unwrap();
    let count = u32::from_be_bytes(file[at + 12..at + 16].try_into().unwrap()) as usize;
    file[at + 12 + 4 * count..][..4].fill(0);
    let whole = demux(&mut Mp4Demuxer::new(), AV).0;
    let (frames, end) = demux_in_pieces(&mut Mp4Demuxer::new(), &file, 100);
    assert_eq!((&frames[..], end), (&whole[..count - 1], Ok(())));
    // And of the first run of a fragment: where it stands, flags, then a duration and a size for each.
    let mut file = FRAGMENTS.to_vec();
    let at = file.windows(4).position(|it| it == b"trun").unwrap();
    assert_eq!(file[at + 6..at + 8], [3, 5]);
    let count = u32::from_be_bytes(file[at + 8..at + 12].try_into().unwrap()) as usize;
    file[at + 20 + 8 * count - 4..][..4].fill(0);
    let whole = demux(&mut Mp4Demuxer::new(), FRAGMENTS).0;
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    assert_eq!((frames.len(), end), (whole.len() - 1, Ok(())));
}

proptest! {
    #[test]
    fn any_damage_is_survived(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        which in 0..4_usize,
        cut: prop::sample::Index,
    ) {
        let mut file = [AV, FRAGMENTS, MIXED, IMPLIED][which].to_vec();
        for (at, byte) in damage {
            // Most of it where the tables are.
            let len = if byte & 3 == 0 { file.len() } else { 1600.min(file.len()) };
            let at = at.index(len);
            file[at] = byte;
        }
        file.truncate(1 + cut.index(file.len()));
        assert_survives(&mut Mp4Demuxer::new(), &file);
    }
}

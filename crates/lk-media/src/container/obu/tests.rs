//! Both forms, against the same clip in IVF.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};
use crate::container::{IvfDemuxer, Mux};

const IVF: &[u8] = include_bytes!("../../../tests/data/av1.ivf");
const LOW_OVERHEAD: &[u8] = include_bytes!("../../../tests/data/av1.obu");

fn data(frames: &[Frame]) -> Vec<Bytes> {
    frames.iter().map(|frame| frame.data.clone()).collect()
}

fn clip() -> Vec<Frame> {
    demux(&mut IvfDemuxer::new(), IVF).0
}

fn length_delimited() -> Vec<u8> {
    let (mut muxer, mut out) = (ObuMuxer::length_delimited(), Vec::new());
    for frame in clip() {
        muxer.write(&frame, &mut out).unwrap();
    }
    out
}

#[test]
fn a_file_of_ffmpeg_has_the_frames_of_the_same_clip_in_ivf() {
    let (frames, end) = demux_in_pieces(&mut ObuDemuxer::new().frame_rate(10, 1), LOW_OVERHEAD, 11);
    assert_eq!((data(&frames), end), (data(&clip()), Ok(())));
    assert_eq!(frames[7].pts, Duration::from_millis(700));
    let keyframes: Vec<_> = frames.iter().map(|frame| frame.keyframe).collect();
    assert_eq!(
        keyframes,
        clip()
            .iter()
            .map(|frame| frame.keyframe)
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_size_that_does_not_add_up_in_32_bits_is_refused() {
    // Header, size of five bytes and what that says are nothing, counted in 32 bits.
    let file = [0x12, 0, 0x32, 0xfa, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3];
    let unit = Unit::parse(&file[2..]).unwrap();
    assert_eq!(unit.len(), Err(Fault::TooLarge));
    let error = demux_in_pieces(&mut ObuDemuxer::new(), &file, 1)
        .1
        .unwrap_err();
    assert_eq!((error.offset, error.fault), (2, Fault::TooLarge));
}

#[test]
fn what_is_written_is_the_file_of_ffmpeg() {
    let (mut muxer, mut out) = (ObuMuxer::new(), Vec::new());
    for frame in clip() {
        muxer.write(&frame, &mut out).unwrap();
    }
    assert!(out == LOW_OVERHEAD);
}

#[test]
fn the_length_delimited_form_leads_back() {
    let file = length_delimited();
    let (frames, end) = demux_in_pieces(&mut ObuDemuxer::new(), &file, 13);
    assert_eq!((data(&frames), end), (data(&clip()), Ok(())));
}

#[test]
fn a_file_cut_short_gives_whole_temporal_units_and_says_where_it_ends() {
    let first = clip()[0].data.len();
    let (frames, end) = demux(&mut ObuDemuxer::new(), &LOW_OVERHEAD[..first + 20]);
    assert_eq!(data(&frames), data(&clip()[..1]));
    // Behind the delimiter of the second unit.
    let cut = |offset| {
        Err(DemuxError {
            offset,
            fault: Fault::Truncated,
        })
    };
    assert_eq!(end, cut(first as u64 + 2));
    let file = length_delimited();
    let (frames, end) = demux(&mut ObuDemuxer::new(), &file[..file.len() - 1]);
    assert_eq!(frames.len(), 7);
    assert!(end.is_err_and(|error| error.fault == Fault::Truncated));
}

#[test]
fn what_is_neither_form_is_refused() {
    for file in [&b"\x12\x01\0\0"[..], b"OggS", IVF, &[0; 64]] {
        let error = demux(&mut ObuDemuxer::new(), file).1.unwrap_err();
        assert_eq!(
            error,
            DemuxError {
                offset: 0,
                fault: Fault::NotThisKind(Kind::Obu)
            }
        );
    }
    assert_eq!(
        demux(&mut ObuDemuxer::new(), b"").1.unwrap_err().fault,
        Fault::Truncated
    );
    let broken = [LOW_OVERHEAD, &[0x92, 0]].concat();
    let error = demux(&mut ObuDemuxer::new(), &broken).1.unwrap_err();
    assert_eq!(error.offset, LOW_OVERHEAD.len() as u64);
}

#[test]
fn a_frame_that_was_marked_is_read_again() {
    for file in [LOW_OVERHEAD.to_vec(), length_delimited()] {
        let (all, _) = demux(&mut ObuDemuxer::new(), &file);
        let mut demuxer = ObuDemuxer::new();
        demuxer.push(&file);
        for _ in 0..5 {
            demuxer.poll().unwrap();
        }
        let mark = demuxer.mark();
        demuxer.resume(mark);
        let (again, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
        assert_eq!((&again[..], end), (&all[4..], Ok(())));
    }
}

proptest! {
    #[test]
    fn any_damage_is_survived(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5), delimited: bool, cut: prop::sample::Index) {
        let mut file = if delimited { length_delimited() } else { LOW_OVERHEAD.to_vec() };
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        file.truncate(cut.index(file.len()));
        assert_survives(&mut ObuDemuxer::new(), &file);
    }
}

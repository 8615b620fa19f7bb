//! Files of ffmpeg, of our own, and broken ones.

use proptest::prelude::*;

use super::*;
use crate::container::Mux;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};

const ULAW_CLIP: &[u8] = include_bytes!("../../../tests/data/ulaw.wav");

fn written(codec: Codec, len: usize) -> Vec<u8> {
    let mut muxer = WavMuxer::new(codec).unwrap();
    let mut out = Vec::new();
    let data: Bytes = (0..len).map(|n| n as u8).collect();
    muxer
        .write(&Frame::new(data, Duration::ZERO), &mut out)
        .unwrap();
    let patch = muxer.finish(&mut out).unwrap();
    out[..patch.bytes.len()].copy_from_slice(&patch.bytes);
    out
}

fn joined(frames: &[Frame]) -> Vec<u8> {
    frames.iter().flat_map(|frame| frame.data.clone()).collect()
}

#[test]
fn a_file_of_ffmpeg_is_read_in_frames_of_twenty_milliseconds() {
    let mut demuxer = WavDemuxer::new();
    let (frames, end) = demux(&mut demuxer, ULAW_CLIP);
    assert_eq!((end, demuxer.codec()), (Ok(()), Some(Codec::Pcmu)));
    // 250 ms: twelve whole frames and half of one.
    assert_eq!(frames.len(), 13);
    assert_eq!(frames[12].pts, Duration::from_millis(240));
    assert_eq!(frames[12].duration, Duration::from_millis(10));
    assert_eq!(joined(&frames).len(), 2000);
}

#[test]
fn what_is_written_is_read_and_chunks_before_and_behind_are_passed_over() {
    for (codec, len) in [(Codec::Pcma, 1000), (Codec::Pcmu, 333)] {
        let mut file = written(codec, len);
        file.splice(12..12, *b"junk\x03\0\0\0abc\0");
        file.extend_from_slice(b"LIST\x04\0\0\0abcd");
        let mut demuxer = WavDemuxer::new();
        let (frames, end) = demux_in_pieces(&mut demuxer, &file, 5);
        assert_eq!((end, demuxer.codec()), (Ok(()), Some(codec)));
        let data: Vec<u8> = (0..len).map(|n| n as u8).collect();
        assert_eq!(joined(&frames), data);
    }
}

#[test]
fn lengths_that_were_never_put_right_stand_for_all_that_follows() {
    let mut muxer = WavMuxer::new(Codec::Pcmu).unwrap();
    let mut file = Vec::new();
    let frame = Frame::new(Bytes::from_static(&[7; 200]), Duration::from_millis(25));
    muxer.write(&frame, &mut file).unwrap();
    let (frames, end) = demux(&mut WavDemuxer::new(), &file);
    assert_eq!((joined(&frames), end), (vec![7; 200], Ok(())));
}

#[test]
fn a_recording_of_nothing_has_no_sound_though_chunks_stand_behind_it() {
    let list = b"LIST\x1a\0\0\0INFOISFT\x0e\0\0\0Lavf59.27.100\0";
    let mut file = Vec::new();
    let patch = WavMuxer::new(Codec::Pcmu).unwrap().finish(&mut file);
    file.copy_from_slice(&patch.unwrap().bytes);
    file.extend_from_slice(list);
    let told = file.len() as u32 - 8;
    file[4..8].copy_from_slice(&told.to_le_bytes());
    assert_eq!(demux(&mut WavDemuxer::new(), &file), (Vec::new(), Ok(())));
    assert_eq!(
        demux_in_pieces(&mut WavDemuxer::new(), &file, 1),
        (Vec::new(), Ok(()))
    );
    // Whoever cannot seek may know what stands before the samples, or nothing.
    let before = told - list.len() as u32;
    for told in [0, before, u32::MAX] {
        file[4..8].copy_from_slice(&told.to_le_bytes());
        let (frames, end) = demux(&mut WavDemuxer::new(), &file);
        assert_eq!((&joined(&frames)[..], end), (&list[..], Ok(())), "{told}");
    }
}

#[test]
fn linear_samples_become_g711() {
    let mut file = written(Codec::Pcmu, 8);
    // Linear, 16 bits, in a format that is named the long way.
    file[20..22].copy_from_slice(&EXTENSIBLE.to_le_bytes());
    file[16] = 40;
    file[34] = 16;
    let mut name = vec![0; 22];
    name[6] = 1;
    file.splice(38..38, name);
    let at = file.len() - 8;
    for (place, sample) in file[at..].chunks_mut(2).zip([0_i16, 1000, -1000, 32_767]) {
        place.copy_from_slice(&sample.to_le_bytes());
    }
    let (frames, end) = demux(&mut WavDemuxer::new().linear_as_alaw(), &file);
    assert_eq!(end, Ok(()));
    let samples: Vec<_> = joined(&frames).into_iter().map(g711::decode_alaw).collect();
    assert_eq!(samples, [8, 1008, -1008, 32_256]);
}

#[test]
fn a_file_cut_short_gives_what_is_there_and_says_where_it_ends() {
    let file = written(Codec::Pcmu, 1000);
    let (frames, end) = demux(&mut WavDemuxer::new(), &file[..400]);
    assert_eq!(joined(&frames).len(), 342);
    let cut = |offset| {
        Err(DemuxError {
            offset,
            fault: Fault::Truncated,
        })
    };
    assert_eq!(end, cut(400));
    assert_eq!(demux(&mut WavDemuxer::new(), &file[..30]).1, cut(12));
    assert_eq!(demux(&mut WavDemuxer::new(), b"").1, cut(0));
}

#[test]
fn what_no_telephone_speaks_is_refused() {
    let mut stereo = written(Codec::Pcmu, 10);
    stereo[22] = 2;
    let error = demux(&mut WavDemuxer::new(), &stereo).1.unwrap_err();
    assert_eq!(
        error.to_string(),
        "unsupported (not one channel at 8 kHz) at byte 22"
    );
    let mut float = written(Codec::Pcmu, 10);
    float[20] = 3;
    assert_eq!(
        demux(&mut WavDemuxer::new(), &float).1.unwrap_err().offset,
        20
    );
    let error = demux(&mut WavDemuxer::new(), b"RIFFabcdAVI ")
        .1
        .unwrap_err();
    assert_eq!(error.fault, Fault::NotThisKind(Kind::Wav));
}

#[test]
fn a_frame_that_was_marked_is_read_again() {
    let file = written(Codec::Pcmu, 1000);
    let mut demuxer = WavDemuxer::new();
    demuxer.push(&file);
    for _ in 0..3 {
        demuxer.poll().unwrap();
    }
    let mark = demuxer.mark();
    let (rest, _) = demux(&mut demuxer, &[]);
    demuxer.resume(mark);
    let (again, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
    assert_eq!(again[1..], rest);
    assert_eq!((again[0].pts, end), (Duration::from_millis(40), Ok(())));
}

proptest! {
    #[test]
    fn any_damage_is_survived(at in 0..400_usize, byte: u8, len in 0..400_usize) {
        let mut file = written(Codec::Pcma, 342);
        file.truncate(len);
        if let Some(place) = file.get_mut(at) {
            *place = byte;
        }
        assert_survives(&mut WavDemuxer::new(), &file);
    }
}

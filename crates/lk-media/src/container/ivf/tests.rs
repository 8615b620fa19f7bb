//! Real and made-up IVF files.

use proptest::prelude::*;

use super::*;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};

const CLIP: &[u8] = include_bytes!("../../../../../examples/media/clip.ivf");

fn mux(frames: &[Frame], mut muxer: IvfMuxer) -> Vec<u8> {
    let mut out = Vec::new();
    for frame in frames {
        muxer.write(frame, &mut out).unwrap();
    }
    let patch = muxer.finish(&mut out).unwrap();
    out[patch.offset as usize..][..patch.bytes.len()].copy_from_slice(&patch.bytes);
    out
}

#[test]
fn the_clip_is_read_frame_by_frame() {
    let mut demuxer = IvfDemuxer::new();
    let (frames, end) = demux(&mut demuxer, CLIP);
    assert_eq!(end, Ok(()));
    let header = demuxer.header().unwrap();
    assert_eq!(
        (header.codec, header.width, header.height),
        (Codec::Vp8, 480, 270)
    );
    assert_eq!(header.time_base, (1, 30));
    assert_eq!(frames.len(), 300);
    let keyframes: Vec<_> = (0..300).filter(|n| frames[*n].keyframe).collect();
    assert_eq!(keyframes, [0, 120, 240]);
    let last = frames.last().unwrap();
    assert_eq!(last.pts + last.duration, Duration::from_secs(10));
}

#[test]
fn the_clip_is_written_again_byte_for_byte() {
    let (frames, _) = demux(&mut IvfDemuxer::new(), CLIP);
    let written = mux(&frames, IvfMuxer::new(Codec::Vp8).unwrap().time_base(1, 30));
    assert!(written == CLIP);
}

#[test]
fn times_that_are_all_zero_are_counted_instead() {
    let (all, _) = demux(&mut IvfDemuxer::new(), CLIP);
    let file = |time_base: (u32, u32), ticks: &dyn Fn(u64) -> u64, count: usize| {
        let mut file = CLIP[..32].to_vec();
        file[16..20].copy_from_slice(&time_base.1.to_le_bytes());
        file[20..24].copy_from_slice(&time_base.0.to_le_bytes());
        for (number, frame) in (0..).zip(&all[..count]) {
            file.extend((frame.data.len() as u32).to_le_bytes());
            file.extend(ticks(number).to_le_bytes());
            file.extend_from_slice(&frame.data);
        }
        file
    };
    let cases = [
        // By ffprobe all have the time zero; a player has to guess.
        ((1, 25), 8, Timing::Stated, 40_000),
        ((1, 90_000), 8, Timing::Assumed, 33_333),
        ((1, 25), 3, Timing::Stated, 40_000),
    ];
    for (time_base, count, timing, step) in cases {
        let file = file(time_base, &|_| 0, count);
        let mut demuxer = IvfDemuxer::new();
        let (frames, end) = demux_in_pieces(&mut demuxer, &file, 1000);
        assert_eq!((frames.len(), end), (count, Ok(())));
        assert_eq!(demuxer.info().unwrap().timing, timing);
        for (number, frame) in (0..).zip(&frames) {
            assert_eq!(
                frame.pts.as_micros(),
                step * number + number / 3 * u128::from(step == 33_333)
            );
        }
        // Going back is going back in time too.
        let mark = demuxer.mark();
        demuxer.resume(mark);
        demuxer.push(&file[mark.offset() as usize..]);
        demuxer.finish();
        assert_eq!(demuxer.poll().unwrap(), frames.last().cloned());
    }
    // Layers of one picture have one time, as their file says, and so has a file of one frame.
    for (count, last) in [(8, 40), (1, 0)] {
        let file = file((1, 25), &|number| number / 4, count);
        let mut demuxer = IvfDemuxer::new();
        let (frames, _) = demux(&mut demuxer, &file);
        assert_eq!(demuxer.info().unwrap().timing, Timing::Container);
        assert_eq!(frames.last().unwrap().pts, Duration::from_millis(last));
    }
}

#[test]
fn frames_of_no_bytes_are_passed_over() {
    let (all, _) = demux(&mut IvfDemuxer::new(), CLIP);
    let mut file = CLIP[..32].to_vec();
    let mut put = |ticks: u64, data: &[u8]| {
        file.extend((data.len() as u32).to_le_bytes());
        file.extend(ticks.to_le_bytes());
        file.extend(data);
    };
    put(0, &[]);
    put(1, &all[0].data);
    put(2, &[]);
    put(3, &[]);
    put(4, &all[1].data);
    put(5, &[]);
    let (frames, end) = demux_in_pieces(&mut IvfDemuxer::new(), &file, 1);
    assert_eq!(end, Ok(()));
    let frames: Vec<_> = frames
        .iter()
        .map(|frame| (&frame.data, frame.pts, frame.pts + frame.duration))
        .collect();
    let at = |ticks: u64| ticks_to_time(ticks, (1, 30));
    assert_eq!(
        frames,
        [(&all[0].data, at(1), at(4)), (&all[1].data, at(4), at(7))]
    );
}

#[test]
fn a_clip_cut_short_ends_in_an_error_behind_its_last_whole_frame() {
    let (all, _) = demux(&mut IvfDemuxer::new(), CLIP);
    let cut = 32 + 12 + all[0].data.len() + 12 + all[1].data.len() + 12 + 5;
    let (frames, end) = demux(&mut IvfDemuxer::new(), &CLIP[..cut]);
    let data = |frames: &[Frame]| {
        frames
            .iter()
            .map(|frame| frame.data.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(data(&frames), data(&all[..2]));
    let offset = (cut - 5 - 12) as u64;
    assert_eq!(
        end,
        Err(DemuxError {
            offset,
            fault: Fault::Truncated
        })
    );
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let refused = |bytes: &[u8]| demux(&mut IvfDemuxer::new(), bytes).1.unwrap_err();
    assert_eq!(refused(b"RIFF1234").fault, Fault::NotThisKind(Kind::Ivf));
    assert_eq!(refused(b"").fault, Fault::Truncated);
    assert_eq!(refused(&CLIP[..31]).fault, Fault::Truncated);
    let with = |at: usize, bytes: &[u8]| {
        let mut file = CLIP[..2000].to_vec();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        refused(&file)
    };
    assert_eq!(
        with(8, b"H264").fault,
        Fault::UnsupportedCodec(CodecName::new(b"H264"))
    );
    assert_eq!(
        with(32, &[0xff; 4]),
        DemuxError {
            offset: 32,
            fault: Fault::TooLarge
        }
    );
}

#[test]
fn reading_resumes_at_a_mark() {
    let mut demuxer = IvfDemuxer::new();
    demuxer.push(CLIP);
    let mut marked = None;
    for number in 0..200 {
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
fn a_file_without_frames_is_a_file() {
    let written = mux(&[], IvfMuxer::new(Codec::Av1).unwrap().dimensions(64, 48));
    assert_eq!(demux(&mut IvfDemuxer::new(), &written), (vec![], Ok(())));
}

proptest! {
    #[test]
    fn frames_come_back_however_the_file_is_cut(
        codec in prop::sample::select(vec![Codec::Vp8, Codec::Vp9, Codec::Av1]),
        sizes in prop::collection::vec((1..2000_usize, 1..100_u64), 1..20),
        piece in 1..4000_usize,
    ) {
        let mut pts = 0;
        let frames: Vec<_> = sizes.iter().map(|&(size, step)| {
            let at = pts;
            pts += step;
            let data = vec![size as u8; size].into();
            let keyframe = FrameInfo::of(codec, &vec![size as u8; size]).keyframe;
            Frame::new(data, Duration::ZERO).pts(Duration::from_millis(at)).keyframe(keyframe)
        }).collect();
        let file = mux(&frames, IvfMuxer::new(codec).unwrap().time_base(1, 1000));
        let (read, end) = demux_in_pieces(&mut IvfDemuxer::new(), &file, piece);
        prop_assert_eq!(end, Ok(()));
        for (read, pair) in read.iter().zip(frames.windows(2)) {
            prop_assert_eq!(read.duration, pair[1].pts - pair[0].pts);
        }
        let read: Vec<_> = read.into_iter().map(|f| Frame { duration: Duration::ZERO, ..f }).collect();
        prop_assert_eq!(read, frames);
    }

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, at in 0..4000_usize) {
        assert_survives(&mut IvfDemuxer::new(), &bytes);
        let mut clip = CLIP[..4000].to_vec();
        let end = (at + bytes.len()).min(clip.len());
        clip[at..end].copy_from_slice(&bytes[..end - at]);
        assert_survives(&mut IvfDemuxer::new(), &clip);
    }
}

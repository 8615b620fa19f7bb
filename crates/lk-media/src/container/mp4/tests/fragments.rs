//! Fragments: behind samples of the tables, beside each other, without what they may leave out.

use super::edit::{box_, find, number, put, renamed};
use super::*;
use crate::container::Mark;

fn all_tracks(file: &[u8]) -> [Vec<Frame>; 2] {
    let mut demuxer = Mp4Demuxer::new();
    demuxer.push(file);
    demuxer.finish();
    let mut read = [Vec::new(), Vec::new()];
    while let Some((track, frame)) = demuxer.poll_track().unwrap() {
        read[track as usize - 1].push(frame);
    }
    read
}

#[test]
fn samples_of_the_tables_come_before_the_fragments() {
    let vp9 = clip(Kind::Ivf, include_bytes!("../../../../tests/data/vp9.ivf"));
    for size in [17, usize::MAX] {
        let (frames, end) = demux_in_pieces(&mut Mp4Demuxer::new(), MIXED, size);
        assert_eq!((data(&frames), end), (data(&vp9), Ok(())));
        assert_eq!(millis(&frames), [0, 106, 206, 306, 406, 506, 606, 706]);
        let (frames, end) =
            demux_in_pieces(&mut Mp4Demuxer::of_kind(MediaKind::Audio), MIXED, size);
        assert_eq!((data(&frames), end), (opus(), Ok(())));
    }
    let [pictures, sounds] = all_tracks(MIXED);
    assert_eq!((data(&pictures), data(&sounds)), (data(&vp9), opus()));
    // A fragment that does not say when it begins goes on behind the tables.
    assert_eq!(
        all_tracks(&renamed(MIXED, b"tfdt", b"free")),
        [pictures, sounds]
    );
}

#[test]
fn samples_of_the_tables_may_stand_anywhere_before_the_fragments() {
    let vp9 = data(&clip(
        Kind::Ivf,
        include_bytes!("../../../../tests/data/vp9.ivf"),
    ));
    let (tables, samples) = (find(MIXED, b"moov", 0) - 4, find(MIXED, b"mdat", 0) - 4);
    let fragments = find(MIXED, b"moof", 0) - 4;
    // Behind the samples, in a file that can be sought or not. What is before them moves by as much.
    let mut moved = MIXED[tables..samples].to_vec();
    for nth in 0..2 {
        let at = find(&moved, b"stco", nth) + 8;
        for chunk in 0..number(&moved, at) as usize {
            let place = at + 4 + 4 * chunk;
            let earlier = number(&moved, place) - (samples - tables) as u32;
            put(&mut moved, place, earlier);
        }
    }
    let file = [
        &MIXED[..tables],
        &MIXED[samples..fragments],
        &moved,
        &MIXED[fragments..],
    ]
    .concat();
    let mut reader = FrameReader::seekable(Cursor::new(&file), Kind::Mp4.demuxer());
    let frames: Vec<_> = std::iter::from_fn(|| reader.next_frame().unwrap()).collect();
    assert_eq!(data(&frames), vp9);
    let end = demux_in_pieces(&mut Mp4Demuxer::new(), &file, 100).1;
    assert_eq!(end.unwrap_err().fault, Fault::NeedsSeek);
    // In two boxes, with one of another kind between them: the last of the sound stands in the second.
    let chunks = find(MIXED, b"stco", 1) + 8;
    let last = chunks + 4 * number(MIXED, chunks) as usize;
    let second = number(MIXED, last) as usize;
    let between = [box_(b"free", b"...."), box_(b"mdat", &[])].concat();
    let mut file = [&MIXED[..second], &between, &MIXED[second..fragments]].concat();
    put(&mut file, samples, (second - samples) as u32);
    put(&mut file, second + 12, (fragments - second + 8) as u32);
    for nth in 0..2 {
        let at = find(&file, b"stco", nth) + 8;
        for chunk in 0..number(&file, at) as usize {
            let place = at + 4 + 4 * chunk;
            let old = number(&file, place);
            if old as usize >= second {
                put(&mut file, place, old + between.len() as u32);
            }
        }
    }
    let whole = demux(
        &mut Mp4Demuxer::of_kind(MediaKind::Audio),
        &MIXED[..fragments],
    );
    assert!(whole.0.len() > 4);
    let read = demux_in_pieces(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file, 11);
    assert_eq!(read, whole);
    // Whoever has read one track to its end finds the others when going back.
    let mut demuxer = Mp4Demuxer::new();
    let (pictures, _) = demux(&mut demuxer, &file);
    assert_eq!(data(&pictures), vp9[..4]);
    let first = number(&file, find(&file, b"stco", 0) + 12);
    demuxer.resume(Mark {
        offset: first.into(),
        stream: 1,
        ..Mark::default()
    });
    demuxer.push(&file[first as usize..]);
    demuxer.finish();
    let all = std::iter::from_fn(|| demuxer.poll_track().unwrap());
    // But for the one that stands before the first picture.
    assert_eq!(all.count(), 4 + whole.0.len() - 1);
    // Nothing is lost without a word where the file ends before them, or a fragment stands before them.
    let cut = &file[..second + 12];
    let end = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), cut).1;
    assert_eq!(end.unwrap_err().fault, Fault::Truncated);
    let file = renamed(&file, b"free", b"moof");
    let end = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file).1;
    assert!(matches!(end.unwrap_err().fault, Fault::Unsupported(_)));
}

#[test]
fn a_track_of_a_fragment_begins_where_the_one_before_it_ends() {
    let h264 = clip(
        Kind::H264,
        include_bytes!("../../../../tests/data/bframes.h264"),
    );
    let [pictures, sounds] = all_tracks(IMPLIED);
    assert_eq!((data(&pictures), data(&sounds)), (data(&h264), opus()));
}

#[test]
fn what_edits_draw_before_the_start_does_not_fall_together() {
    let [pictures, sounds] = all_tracks(IMPLIED);
    // Pictures are drawn forward by 200 ms, sound by 6.5.
    assert_eq!(millis(&pictures)[..4], [0, 100, 200, 300]);
    assert_eq!(millis(&sounds)[..4], [193, 213, 233, 253]);
    // It is the same for who reads one of them.
    let (alone, _) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), IMPLIED);
    assert_eq!(alone, sounds);
}

#[test]
fn samples_that_a_header_places_in_itself_are_malformed() {
    let mut file = IMPLIED.to_vec();
    // Its run begins where the fragment does.
    let run = find(IMPLIED, b"trun", 0);
    put(&mut file, run + 12, 0);
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    let malformed = DemuxError {
        offset: find(IMPLIED, b"moof", 0) as u64 - 4,
        fault: Fault::Malformed,
    };
    assert_eq!((frames.len(), end), (0, Err(malformed)));
}

#[test]
fn a_fragment_may_have_its_samples_in_several_boxes() {
    // The sound of the first fragment in one of its own.
    let (head, samples) = (
        find(FRAGMENTS, b"moof", 0) - 4,
        find(FRAGMENTS, b"mdat", 0) - 4,
    );
    let run = find(FRAGMENTS, b"trun", 1);
    let own = number(FRAGMENTS, run + 12);
    let sound = head + own as usize;
    let mut file = [
        &FRAGMENTS[..sound],
        &box_(b"mdat", &[]),
        &FRAGMENTS[sound..],
    ]
    .concat();
    put(&mut file, run + 12, own + 8);
    let end = samples + number(FRAGMENTS, samples) as usize;
    put(&mut file, samples, (sound - samples) as u32);
    put(&mut file, sound, (end - sound + 8) as u32);
    assert_eq!(all_tracks(&file), all_tracks(FRAGMENTS));
    assert_eq!(
        demux_in_pieces(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file, 19),
        demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), FRAGMENTS)
    );
}

#[test]
fn a_fragment_whose_samples_do_not_come_is_an_error() {
    let samples = find(FRAGMENTS, b"mdat", 0) - 4;
    // The file ends before them.
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &FRAGMENTS[..samples]);
    let truncated = DemuxError {
        offset: samples as u64,
        fault: Fault::Truncated,
    };
    assert_eq!((frames.len(), end), (0, Err(truncated)));
    // Another fragment stands in their place.
    let first = find(FRAGMENTS, b"moof", 0) - 4;
    let second = find(FRAGMENTS, b"moof", 1) - 4;
    let file = [&FRAGMENTS[..samples], &FRAGMENTS[second..]].concat();
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    let malformed = DemuxError {
        offset: first as u64,
        fault: Fault::Malformed,
    };
    assert_eq!((frames.len(), end), (0, Err(malformed)));
}

#[test]
fn fragments_that_were_not_announced_are_read() {
    let file = renamed(FRAGMENTS, b"mvex", b"free");
    let announced = demux(&mut Mp4Demuxer::new(), FRAGMENTS);
    assert_eq!(demux(&mut Mp4Demuxer::new(), &file), announced);
}

#[test]
fn all_tracks_go_on_from_a_mark() {
    for file in [
        MIXED.to_vec(),
        IMPLIED.to_vec(),
        renamed(MIXED, b"tfdt", b"free"),
        renamed(FRAGMENTS, b"tfdt", b"free"),
    ] {
        let mut demuxer = Mp4Demuxer::new();
        demuxer.push(&file);
        demuxer.finish();
        let (mut all, mut marks) = (Vec::new(), Vec::new());
        while let Some(frame) = demuxer.poll_track().unwrap() {
            all.push(frame);
            marks.push(demuxer.mark());
        }
        assert!(all.len() > 30);
        for (place, mark) in marks.into_iter().enumerate().rev() {
            demuxer.resume(mark);
            demuxer.push(&file[mark.offset() as usize..]);
            demuxer.finish();
            let again: Vec<_> = std::iter::from_fn(|| demuxer.poll_track().unwrap()).collect();
            assert_eq!(again, all[place..], "from frame {place}");
        }
    }
}

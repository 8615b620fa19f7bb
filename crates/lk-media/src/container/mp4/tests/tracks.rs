//! What tracks are, and what is told of those that cannot be read.

use std::io::Cursor;

use super::edit::{box_, edited, find, number, put, renamed};
use super::*;
use crate::container::CodecName;
use crate::container::mp4::boxes::{body, children};

const HEV1: &[u8] = include_bytes!("../../../../tests/data/hev1.mp4");

fn seekable(file: &[u8]) -> FrameReader<Cursor<&[u8]>> {
    FrameReader::seekable(Cursor::new(file), Kind::Mp4.demuxer())
}

fn read(file: &[u8]) -> (Vec<Frame>, Option<DemuxError>) {
    let mut reader = seekable(file);
    let mut frames = Vec::new();
    loop {
        match reader.next_frame() {
            Ok(Some(frame)) => frames.push(frame),
            Ok(None) => return (frames, None),
            Err(ReadError::Demux(error)) => return (frames, Some(error)),
            Err(error) => panic!("{error}"),
        }
    }
}

fn h264() -> Vec<Frame> {
    clip(
        Kind::H264,
        include_bytes!("../../../../tests/data/slices.h264"),
    )
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|it| it.to_be_bytes()).collect()
}

/// All frames of all tracks, and how it ends.
fn tracks(demuxer: &mut Mp4Demuxer, file: &[u8]) -> (Vec<(u32, Frame)>, Result<(), DemuxError>) {
    demuxer.push(file);
    demuxer.finish();
    let mut frames = Vec::new();
    loop {
        match demuxer.poll_track() {
            Ok(Some(frame)) => frames.push(frame),
            Ok(None) => return (frames, Ok(())),
            Err(error) => return (frames, Err(error)),
        }
    }
}

#[test]
fn parameter_sets_may_stand_among_the_samples_alone() {
    // The record of `avc3` need not name any; here it says that there are none.
    let mut file = renamed(TAIL, b"avc1", b"avc3");
    let record = find(&file, b"avcC", 0) + 4;
    assert_eq!(file[record + 5..record + 7], [0xe1, 0]);
    file[record + 5] = 0xe0;
    let (frames, error) = read(&file);
    assert_eq!((data(&frames), error), (data(&h264()), None));
    assert_eq!(seekable(&file).codec().unwrap(), Codec::H264);

    let h265 = clip(
        Kind::H265,
        include_bytes!("../../../../tests/data/h265.h265"),
    );
    let mut bare = HEV1.to_vec();
    bare[find(HEV1, b"hvcC", 0) + 4 + 22] = 0;
    for file in [HEV1, &bare] {
        let (frames, error) = read(file);
        assert_eq!((frames.len(), error), (h265.len(), None));
        for (frame, expected) in frames.iter().zip(&h265) {
            // The file has kept a zero between the units of the byte stream.
            let unit = frame.data.strip_suffix(&[0]).unwrap_or(&frame.data);
            assert!(unit == expected.data && frame.keyframe == expected.keyframe);
        }
    }
}

#[test]
fn a_description_may_end_in_bytes_that_are_no_box() {
    // As QuickTime writes it.
    let file = edited(TAIL, &|kind, inner| {
        (kind == b"stsd").then(|| {
            let (name, entry) = children(&inner[8..]).next().unwrap();
            let entry = [body(entry), &[0; 4]].concat();
            [&inner[..8], &box_(&name, &entry), &[0; 4]].concat()
        })
    });
    let (frames, error) = read(&file);
    assert_eq!((data(&frames), error), (data(&h264()), None));
}

/// The clip in two chunks of four samples, of which the second follows a description of its own.
fn described_twice(second: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (sizes, places) = (find(TAIL, b"stsz", 0) + 16, find(TAIL, b"stco", 0) + 12);
    let first_half: u32 = (0..4).map(|sample| number(TAIL, sizes + 4 * sample)).sum();
    let chunk = number(TAIL, places);
    edited(TAIL, &|kind, inner| match kind {
        b"stsd" => Some([&words(&[0, 2]), &inner[8..], &second(&inner[8..])].concat()),
        b"stsc" => Some(words(&[0, 2, 1, 4, 1, 2, 4, 2])),
        b"stco" => Some(words(&[0, 2, chunk, chunk + first_half])),
        _ => None,
    })
}

#[test]
fn each_sample_follows_its_own_description() {
    let (frames, error) = read(&described_twice(<[u8]>::to_vec));
    assert_eq!((data(&frames), error), (data(&h264()), None));

    // Without parameter sets among the samples it shows which record they come from.
    let mut file = described_twice(|entry| {
        let mut entry = entry.to_vec();
        let level = find(&entry, b"avcC", 0) + 4 + 6 + 2 + 3;
        entry[level] ^= 0x80;
        entry
    });
    for at in find(&file, b"mdat", 0)..find(&file, b"moov", 0) {
        // The header of an SPS, then its profile.
        if file[at..].starts_with(&[0x67, 0x64]) {
            file[at] = 0x6c;
        }
    }
    let (frames, error) = read(&file);
    assert_eq!((frames.len(), error), (8, None));
    let level = |frame: &Frame| {
        let sps = frame
            .data
            .windows(5)
            .position(|it| it[..4] == [0, 0, 1, 0x67]);
        frame.data[sps.unwrap() + 6]
    };
    assert!(frames[0].keyframe && frames[4].keyframe);
    assert_eq!(level(&frames[0]) ^ 0x80, level(&frames[4]));
}

#[test]
fn a_sample_of_another_codec_is_an_error_at_its_place() {
    let (whole, _) = read(TAIL);
    let foreign = described_twice(|entry| renamed(entry, b"avc1", b"mp4v"));
    let (frames, error) = read(&foreign);
    assert_eq!(frames, whole[..4]);
    let place = find(&foreign, b"stco", 0) + 4 + 8 + 4;
    let unsupported = DemuxError {
        offset: number(&foreign, place).into(),
        fault: Fault::UnsupportedCodec(CodecName::new(b"mp4v")),
    };
    assert_eq!(error, Some(unsupported));
    let changed = described_twice(|entry| renamed(entry, b"avc1", b"vp09"));
    let (frames, error) = read(&changed);
    assert_eq!(frames.len(), 4);
    assert!(matches!(error.unwrap().fault, Fault::Unsupported(_)));
    // One that is not in the table.
    let missing = described_twice(|_| Vec::new());
    let (frames, error) = read(&missing);
    assert_eq!((frames.len(), error.unwrap().fault), (4, Fault::Malformed));
}

#[test]
fn sound_does_not_stand_in_for_pictures_that_cannot_be_read() {
    let unreadable = |offset: usize, fault| DemuxError {
        offset: offset as u64,
        fault,
    };
    let trak = find(AV, b"trak", 0) - 4;
    let mut torn = AV.to_vec();
    // The entry says that it is longer than the table.
    put(&mut torn, find(AV, b"vp09", 0) - 4, 1 << 20);
    let cases = [
        (
            renamed(AV, b"vp09", b"mp4v"),
            Fault::UnsupportedCodec(CodecName::new(b"mp4v")),
        ),
        (renamed(AV, b"vp09", b"avc1"), Fault::Malformed),
        (torn, Fault::Malformed),
        (
            renamed(AV, b"stsz", b"stz2"),
            Fault::Unsupported("compact sample sizes"),
        ),
    ];
    for (file, fault) in cases {
        let expected = unreadable(trak, fault);
        let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
        assert_eq!((frames.len(), end), (0, Err(expected)));
        let mut demuxer = Mp4Demuxer::new();
        let (frames, end) = tracks(&mut demuxer, &file);
        let listed: Vec<_> = demuxer.tracks().cloned().collect();
        assert_eq!(
            (listed[0].kind, listed[0].codec(), listed[0].unreadable),
            (Some(MediaKind::Video), None, Some(expected))
        );
        if listed[1].unreadable.is_some() {
            // Neither can be read.
            assert_eq!((frames.len(), end), (0, Err(expected)));
            continue;
        }
        let sounds: Vec<_> = frames.iter().map(|(_, frame)| frame.data.clone()).collect();
        assert_eq!((sounds, end), (opus(), Ok(())));
        let (frames, end) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file);
        assert_eq!((data(&frames), end), (opus(), Ok(())));
    }
}

#[test]
fn a_track_that_does_not_say_what_it_is_of_is_not_passed_over() {
    let at = find(AV, b"hdlr", 0);
    let mut file = AV.to_vec();
    file[at..at + 4].copy_from_slice(b"free");
    let file = renamed(&file, b"vp09", b"mp4v");
    assert!(demux(&mut Mp4Demuxer::new(), &file).1.is_err());
    // One of text is.
    let file = renamed(&renamed(AV, b"vide", b"text"), b"vp09", b"tx3g");
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    assert_eq!((data(&frames), end), (opus(), Ok(())));
}

#[test]
fn a_track_that_the_tables_cut_off_is_told() {
    let trak = find(AV, b"trak", 1) - 4;
    let mut file = AV.to_vec();
    put(&mut file, trak, 1 << 20);
    let cut = DemuxError {
        offset: trak as u64,
        fault: Fault::Malformed,
    };
    let (frames, end) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file);
    assert_eq!((frames.len(), end), (0, Err(cut)));
    let mut demuxer = Mp4Demuxer::new();
    let (frames, end) = demux(&mut demuxer, &file);
    let (whole, _) = demux(&mut Mp4Demuxer::new(), AV);
    assert_eq!((data(&frames), end), (data(&whole), Ok(())));
    assert_eq!(demuxer.tracks().last().unwrap().unreadable, Some(cut));
}

#[test]
fn a_track_whose_id_is_taken_is_told() {
    let mut file = AV.to_vec();
    put(&mut file, find(AV, b"tkhd", 1) + 16, 1);
    let mut demuxer = Mp4Demuxer::new();
    let (frames, end) = tracks(&mut demuxer, &file);
    let (whole, _) = demux(&mut Mp4Demuxer::new(), AV);
    let pictures: Vec<_> = frames.iter().map(|(_, frame)| frame.data.clone()).collect();
    assert_eq!((pictures, end), (data(&whole), Ok(())));
    let taken = DemuxError {
        offset: find(AV, b"trak", 1) as u64 - 4,
        fault: Fault::Malformed,
    };
    assert_eq!(demuxer.tracks().last().unwrap().unreadable, Some(taken));
    let end = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), &file).1;
    assert_eq!(end, Err(taken));
}

#[test]
fn pictures_that_are_turned_off_leave_the_sound() {
    let mut file = renamed(AV, b"vp09", b"mp4v");
    let flags = find(&file, b"tkhd", 0) + 7;
    assert_eq!(file[flags] & 1, 1);
    file[flags] = 0;
    let (frames, end) = demux(&mut Mp4Demuxer::new(), &file);
    assert_eq!((data(&frames), end), (opus(), Ok(())));
    let (frames, end) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Video), &file);
    assert_eq!(frames.len(), 0);
    assert_eq!(
        end.unwrap_err().fault,
        Fault::UnsupportedCodec(CodecName::new(b"mp4v"))
    );
}

#[test]
fn a_kind_that_the_file_does_not_have_is_an_error() {
    let (frames, end) = demux(&mut Mp4Demuxer::of_kind(MediaKind::Audio), TAIL);
    assert_eq!(frames.len(), 0);
    // The file has to be sought in, but the tables said so before.
    assert!(matches!(end.unwrap_err().fault, Fault::Unsupported(_)));
}

#[test]
fn what_is_shown_before_the_first_sample_does_not_fall_together_with_it() {
    // The first picture is shown 200 ms later than it is decoded, which an edit cuts away.
    let file = edited(TAIL, &|kind, inner| match kind {
        b"stss" => Some(words(&[0, 2, 1, 2048, 7, 0])),
        b"stts" => Some(words(&[0, 1, 8, 1024])),
        b"elst" => Some([&inner[..12], &words(&[2048]), &inner[16..]].concat()),
        _ => None,
    });
    let (frames, error) = read(&renamed(&file, b"stss", b"ctts"));
    assert_eq!(error, None);
    assert_eq!(millis(&frames)[..4], [100, 0, 100, 200]);
}

#[test]
fn tables_may_go_on_to_the_end_of_the_file() {
    let mut file = TAIL.to_vec();
    put(&mut file, find(TAIL, b"moov", 0) - 4, 0);
    let whole = read(TAIL);
    assert_eq!(whole.0.len(), 8);
    assert_eq!(read(&file), whole);
    let mut reader = seekable(&file);
    reader.next_frame().unwrap();
    reader.next_frame().unwrap();
    reader.rewind_to_start().unwrap();
    assert_eq!(reader.next_frame().unwrap().as_ref(), whole.0.first());
    // Whoever cannot seek is told.
    let (frames, end) = demux_in_pieces(&mut Mp4Demuxer::new(), &file, 100);
    assert_eq!(
        (frames.len(), end.unwrap_err().fault),
        (0, Fault::NeedsSeek)
    );
    // Before the samples they end with the file too, and leave nothing for these.
    let mut file = AV.to_vec();
    put(&mut file, find(AV, b"moov", 0) - 4, 0);
    assert!(demux(&mut Mp4Demuxer::new(), &file).1.is_err());
}

#[test]
fn tables_without_end_take_no_memory() {
    let mut demuxer = Mp4Demuxer::new();
    demuxer.push(&[0, 0, 0, 0]);
    demuxer.push(b"moov");
    let piece = vec![0; 1 << 20];
    let error = (0..100).find_map(|_| {
        demuxer.push(&piece);
        demuxer.poll().err()
    });
    assert!(matches!(error.unwrap().fault, Fault::Unsupported(_)));
}

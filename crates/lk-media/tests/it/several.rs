//! Files of several tracks, read and written as a whole.

use std::time::Duration;

use lk_media::container::{Kind, MediaReader, MediaWriter, MuxError, WriteError};
use lk_media::{Codec, FileReader, Frame};

use crate::clips::{clip, data};

fn frames(name: &str) -> Vec<(u64, Frame)> {
    let mut reader = MediaReader::open(data(name)).unwrap();
    std::iter::from_fn(|| reader.next_frame().unwrap()).collect()
}

#[test]
fn all_tracks_come_in_the_order_of_their_times() {
    for (name, tracks) in [
        ("av.webm", vec![(1, Codec::Vp8), (2, Codec::Opus)]),
        ("av.mp4", vec![(1, Codec::Vp9), (2, Codec::Opus)]),
        ("fragments.mp4", vec![(1, Codec::Av1), (2, Codec::Opus)]),
        ("tail.mp4", vec![(1, Codec::H264)]),
        ("vp8.ivf", vec![(1, Codec::Vp8)]),
    ] {
        let mut reader = MediaReader::open(data(name)).unwrap();
        let told = reader.tracks().unwrap();
        let codecs: Vec<_> = told
            .iter()
            .map(|(number, it)| (*number, it.codec))
            .collect();
        assert_eq!(codecs, tracks, "{name}");
        assert_eq!(told[0].1.dimensions, Some((64, 48)), "{name}");
        let all = frames(name);
        let sound: Vec<_> = all.iter().filter(|(track, _)| *track == 2).collect();
        let expected = if tracks.len() == 2 { 31 } else { 0 };
        assert_eq!(
            (sound.len(), all.len() - sound.len()),
            (expected, 8),
            "{name}"
        );
        // Those of tail.mp4 have B-frames, which are decoded late.
        let times = || all.iter().map(|(_, frame)| frame.pts);
        assert!(name == "tail.mp4" || times().is_sorted(), "{name}");
        // One track alone is the same.
        let mut one = FileReader::open(data(name)).unwrap();
        let pictures = all.iter().filter(|(track, _)| *track == 1);
        for (_, frame) in pictures {
            assert_eq!(one.next_frame().unwrap().as_ref(), Some(frame), "{name}");
        }
    }
}

#[test]
fn a_damaged_file_of_several_tracks_gives_what_is_whole_first() {
    let whole = std::fs::read(data("av.webm")).unwrap();
    let cut = &whole[..whole.len() * 2 / 3];
    let mut reader = MediaReader::new(cut, Kind::WebM.demuxer());
    let mut count = 0;
    let error = loop {
        match reader.next_frame() {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("it is cut short"),
            Err(error) => break error,
        }
    };
    assert!(count > 10, "{count}");
    assert!(error.to_string().contains("cut short"), "{error}");
    assert!(reader.next_frame().unwrap().is_none());
}

#[test]
fn several_tracks_are_written_where_the_kind_holds_them() {
    let tracks = [Codec::Vp8.into(), Codec::Opus.into()];
    let mut file = Vec::new();
    let mut writer = MediaWriter::new(&mut file, Kind::WebM, &tracks).unwrap();
    let all = frames("av.webm");
    for (track, frame) in &all {
        writer.write(*track as usize - 1, frame).unwrap();
    }
    let none = writer.write(2, &all[0].1).unwrap_err();
    assert!(matches!(none, WriteError::Mux(MuxError::NoTrack)));
    writer.finish().unwrap();
    drop(writer);
    let mut reader = MediaReader::new(&file[..], Kind::WebM.demuxer());
    assert_eq!(reader.tracks().unwrap().len(), 2);
    let mut count = 0;
    while let Some((track, frame)) = reader.next_frame().unwrap() {
        let (expected, original) = &all[count];
        assert_eq!((track, &frame.data), (*expected, &original.data));
        assert!(frame.pts.abs_diff(original.pts) <= Duration::from_millis(8));
        count += 1;
    }
    assert_eq!(count, all.len());

    let refused = |kind: Kind| MediaWriter::new(Vec::new(), kind, &tracks).unwrap_err();
    assert_eq!(refused(Kind::Ivf), MuxError::OneTrack(Kind::Ivf));
    assert_eq!(refused(Kind::Mp4), MuxError::ReadOnly(Kind::Mp4));
    // One track is written into any kind.
    let mut ogg = Vec::new();
    let mut reader = MediaReader::open(clip("clip.ogg")).unwrap();
    let info = reader.tracks().unwrap().remove(0).1;
    let mut writer = MediaWriter::new(&mut ogg, Kind::OggOpus, &[info]).unwrap();
    while let Some((_, frame)) = reader.next_frame().unwrap() {
        writer.write(0, &frame).unwrap();
    }
    writer.finish().unwrap();
    drop(writer);
    assert!(ogg.starts_with(b"OggS"));
}

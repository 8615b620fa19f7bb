//! Copies keep what the headers of their files say, and lose no sound.

use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use lk_media::container::{FrameReader, FrameWriter, Kind, TrackInfo};
use lk_media::{Codec, FileReader, Frame};

use crate::clips::{clip, data};

/// What is read of a file, and what it says of its track.
fn read(kind: Kind, file: &[u8]) -> (Vec<Frame>, TrackInfo) {
    let mut reader = FrameReader::new(file, kind.demuxer());
    let info = reader.info().unwrap();
    let frames = std::iter::from_fn(|| reader.next_frame().unwrap()).collect();
    (frames, info)
}

fn written(kind: Kind, frames: &[Frame], info: impl Into<TrackInfo>) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut writer = FrameWriter::seekable(&mut file, kind.muxer(info).unwrap());
    for frame in frames {
        writer.write(frame).unwrap();
    }
    writer.finish().unwrap();
    drop(writer);
    file.into_inner()
}

#[test]
fn a_copy_of_opus_keeps_channels_pre_skip_and_its_end() {
    let original = std::fs::read(clip("clip.ogg")).unwrap();
    let (frames, info) = read(Kind::OggOpus, &original);
    assert_eq!((info.channels, info.pre_skip), (Some(1), Some(312)));
    assert_eq!(frames.len(), 501);
    let end = frames[500].pts + frames[500].duration;
    assert_eq!(end, Duration::from_micros(10_006_500));
    let mut file = original;
    for (from, to) in [
        (Kind::OggOpus, Kind::OggOpus),
        (Kind::OggOpus, Kind::WebM),
        (Kind::WebM, Kind::Matroska),
        (Kind::Matroska, Kind::OggOpus),
    ] {
        let (frames, info) = read(from, &file);
        file = written(to, &frames, &info);
        let (again, told) = read(to, &file);
        assert_eq!(told, info, "{from} to {to}");
        assert_eq!(again.len(), 501, "{from} to {to}");
        let end_again = again[500].pts + again[500].duration;
        // Matroska has milliseconds.
        let apart = end_again.abs_diff(end);
        assert!(
            apart < Duration::from_millis(1),
            "{from} to {to}: {apart:?}"
        );
    }
}

#[test]
fn gain_and_channel_mapping_of_opus_are_kept() {
    let head = b"OpusHead\x01\x06\x38\x01\x44\xac\0\0\x80\xff\x01\x04\x02\0\x04\x01\x02\x03\x05";
    let info = TrackInfo::new(Codec::Opus).codec_private(head.to_vec());
    let frame = Frame::new(vec![0xf8, 1].into(), Duration::from_millis(20));
    for kind in [Kind::OggOpus, Kind::WebM] {
        let file = written(kind, std::slice::from_ref(&frame), &info);
        let (_, told) = read(kind, &file);
        assert_eq!(told.codec_private[..], head[..], "{kind}");
        assert_eq!((told.channels, told.pre_skip), (Some(6), Some(312)));
        assert_eq!(told.sample_rate, Some(44_100));
    }
}

#[test]
fn what_the_codec_of_a_film_is_told_by_goes_along() {
    // VP9 of an MP4 file, whose record has the form of that container.
    let mut reader = FileReader::open(data("av.mp4")).unwrap();
    let info = reader.info().unwrap();
    let frames: Vec<_> = std::iter::from_fn(|| reader.next_frame().unwrap()).collect();
    let file = written(Kind::WebM, &frames, &info);
    let (again, told) = read(Kind::WebM, &file);
    assert!(!info.codec_private.is_empty());
    assert_eq!(told.codec_private, info.codec_private);
    assert_eq!(
        (again.len(), told.dimensions),
        (frames.len(), Some((64, 48)))
    );
}

#[test]
fn nothing_is_cut_off_a_recording_of_which_only_the_codec_is_known() {
    let (frames, _) = read(Kind::OggOpus, &std::fs::read(clip("clip.ogg")).unwrap());
    for kind in [Kind::OggOpus, Kind::WebM] {
        let (_, told) = read(kind, &written(kind, &frames, Codec::Opus));
        assert_eq!((told.pre_skip, told.channels), (Some(0), Some(2)), "{kind}");
    }
}

/// Packets and samples of a file by ffprobe and ffmpeg.
fn ffmpeg(path: &PathBuf) -> (usize, usize) {
    let mut probe = Command::new("ffprobe");
    probe.args(["-v", "error", "-count_packets", "-show_entries"]);
    probe.args(["stream=nb_read_packets", "-of", "csv=p=0"]);
    let packets = probe.arg(path).output().expect("ffprobe runs").stdout;
    let packets = String::from_utf8_lossy(&packets).trim().parse();
    let mut decode = Command::new("ffmpeg");
    decode.args(["-v", "error", "-i"]).arg(path);
    decode.args(["-ac", "1", "-ar", "48000", "-f", "s16le", "-"]);
    let samples = decode.output().expect("ffmpeg runs").stdout.len() / 2;
    (packets.expect("a number"), samples)
}

#[test]
#[ignore = "needs ffmpeg"]
fn ffmpeg_decodes_as_much_of_a_copy_as_of_its_original() {
    let folder = std::env::temp_dir().join(format!("lk-media-copies-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let original = clip("clip.ogg");
    let (frames, info) = read(Kind::OggOpus, &std::fs::read(&original).unwrap());
    let saved = |name: &str, file: Vec<u8>| {
        let path = folder.join(name);
        std::fs::write(&path, file).expect("a file");
        path
    };
    // 10 s, once the pre-skip is off; all of it where nothing is known.
    assert_eq!(ffmpeg(&original), (501, 480_000));
    for (name, kind) in [("copy.ogg", Kind::OggOpus), ("copy.webm", Kind::WebM)] {
        let counts = ffmpeg(&saved(name, written(kind, &frames, &info)));
        assert_eq!(counts, (501, 480_000), "{name}");
    }
    let whole: Vec<_> = frames[..500].to_vec();
    for (name, kind) in [("room.ogg", Kind::OggOpus), ("room.webm", Kind::WebM)] {
        let counts = ffmpeg(&saved(name, written(kind, &whole, Codec::Opus)));
        assert_eq!(counts, (500, 500 * 960), "{name}");
    }
    std::fs::remove_dir_all(&folder).expect("it is ours");
}

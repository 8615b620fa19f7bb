//! Every codec with a clip of its own: read, described, cut, joined, written.

use std::path::{Path, PathBuf};

use lk_media::bitstream::FrameInfo;
use lk_media::container::Kind;
use lk_media::{Codec, Depacketizer, FileReader, Frame, MediaKind, Packetizer};

pub(crate) const CLIPS: [(&str, Codec, usize); 11] = [
    ("vp8.ivf", Codec::Vp8, 8),
    ("vp9.ivf", Codec::Vp9, 8),
    ("av1.ivf", Codec::Av1, 8),
    ("h265.h265", Codec::H265, 8),
    ("slices.h264", Codec::H264, 8),
    ("av1.obu", Codec::Av1, 8),
    ("pages.ogg", Codec::Opus, 31),
    ("ulaw.wav", Codec::Pcmu, 13),
    ("layers.ivf", Codec::Vp8, 8),
    ("layers.h265", Codec::H265, 8),
    ("bframes.h264", Codec::H264, 8),
];

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

pub(crate) fn read(name: &str) -> (Codec, Vec<Frame>) {
    let mut reader = FileReader::open(data(name)).unwrap();
    let codec = reader.codec().unwrap();
    let frames = std::iter::from_fn(|| reader.next_frame().unwrap()).collect();
    (codec, frames)
}

#[test]
fn every_clip_is_read_and_described() {
    for (name, codec, count) in CLIPS {
        let (found, frames) = read(name);
        assert_eq!((found, frames.len()), (codec, count), "{name}");
        for (number, frame) in frames.iter().enumerate() {
            let info = FrameInfo::of(codec, &frame.data);
            assert_eq!(FrameInfo::is_keyframe(codec, &frame.data), info.keyframe);
            assert_eq!(info.keyframe, frame.keyframe);
            if codec.kind() == MediaKind::Video {
                let one_group = matches!(name, "layers.ivf" | "layers.h265" | "bframes.h264");
                let every = if one_group { 8 } else { 4 };
                assert_eq!(frame.keyframe, number % every == 0, "{name} {number}");
                let expected = frame.keyframe.then_some((64, 48));
                assert_eq!(info.dimensions, expected, "{name} {number}");
            }
        }
    }
}

#[test]
fn every_clip_comes_through_packets_byte_for_byte() {
    for (name, codec, _) in CLIPS {
        let (_, frames) = read(name);
        for max in [40, 100, 500, 1200] {
            if codec.kind() == MediaKind::Audio && max < 500 {
                continue;
            }
            let mut packetizer = Packetizer::new(codec, max);
            for frame in &frames {
                let payloads = packetizer.packetize(&frame.data).unwrap();
                let packets: Vec<_> = payloads.map(|payload| payload.to_bytes()).collect();
                let joined = Depacketizer::new(codec).assemble(packets.iter()).unwrap();
                assert_eq!(joined, frame.data, "{name}");
            }
        }
    }
}

#[test]
fn keyframes_are_known_by_one_of_their_packets() {
    for (name, codec, _) in CLIPS {
        let (_, frames) = read(name);
        let mut packetizer = Packetizer::new(codec, 1200);
        for frame in &frames {
            let mut payloads = packetizer.packetize(&frame.data).unwrap();
            let depacketizer = Depacketizer::new(codec);
            let shows =
                payloads.any(|payload| depacketizer.inspect(&payload.to_vec()).unwrap().keyframe);
            assert_eq!(shows, frame.keyframe, "{name}");
        }
    }
}

#[test]
fn every_clip_is_written_to_the_same_frames() {
    for (name, codec, _) in CLIPS {
        let (_, frames) = read(name);
        let kind = Kind::of_path(name).unwrap();
        let mut muxer = kind.muxer(codec).unwrap();
        let mut file = Vec::new();
        for frame in &frames {
            muxer.write(frame, &mut file).unwrap();
        }
        muxer.finish(&mut file);
        let mut demuxer = kind.demuxer();
        demuxer.push(&file);
        demuxer.finish();
        for frame in &frames {
            assert_eq!(demuxer.poll().unwrap().unwrap().data, frame.data, "{name}");
        }
        assert_eq!(demuxer.poll(), Ok(None));
    }
}

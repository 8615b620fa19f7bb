//! What files say of their tracks, and what of it a copy keeps.

use lk_media::container::{AsyncFrameReader, FrameReader, Kind, Timing};
use lk_media::{Codec, FileReader};

use crate::clips::{clip, data};

#[test]
fn a_reader_tells_what_the_container_and_the_first_frame_say() {
    let size = Some((64, 48));
    let pictures = [
        ("vp8.ivf", Codec::Vp8, size, Timing::Container),
        ("av.webm", Codec::Vp8, size, Timing::Container),
        ("av.mp4", Codec::Vp9, size, Timing::Container),
        ("h264.mkv", Codec::H264, size, Timing::Container),
        ("av1.obu", Codec::Av1, size, Timing::Assumed),
        ("slices.h264", Codec::H264, size, Timing::Stated),
        ("h265.h265", Codec::H265, size, Timing::Stated),
    ];
    for (name, codec, dimensions, timing) in pictures {
        let mut reader = FileReader::open(data(name)).unwrap();
        let info = reader.info().unwrap();
        let told = (info.codec, info.dimensions, info.timing);
        assert_eq!(told, (codec, dimensions, timing), "{name}");
        assert!(reader.next_frame().unwrap().unwrap().keyframe);
        assert_eq!(reader.info().unwrap().timing, timing);
    }
    let mut reader = FileReader::open(clip("clip.ogg")).unwrap();
    let info = reader.info().unwrap();
    let told = (info.channels, info.sample_rate, info.pre_skip);
    assert_eq!(told, (Some(1), Some(48_000), Some(312)));
    let info = FileReader::open(data("ulaw.wav")).unwrap().info().unwrap();
    assert_eq!((info.channels, info.sample_rate), (Some(1), Some(8000)));
}

#[test]
fn a_damaged_first_frame_is_told_when_it_is_read() {
    let whole = std::fs::read(data("vp8.ivf")).unwrap();
    let mut reader = FrameReader::new(&whole[..60], Kind::Ivf.demuxer());
    assert_eq!(reader.info().unwrap().codec, Codec::Vp8);
    assert!(reader.next_frame().is_err());
    let mut reader = FrameReader::new(&whole[..20], Kind::Ivf.demuxer());
    assert!(reader.info().is_err());
}

#[tokio::test]
async fn an_asynchronous_reader_tells_the_same_and_loses_no_frame() {
    let file = std::fs::read(data("vp8.ivf")).unwrap();
    let mut reader = AsyncFrameReader::new(&file[..], Kind::Ivf.demuxer());
    let mut blocking = FrameReader::new(&file[..], Kind::Ivf.demuxer());
    assert_eq!(reader.info().await.unwrap(), blocking.info().unwrap());
    for _ in 0..8 {
        let frame = reader.next_frame().await.unwrap();
        assert_eq!(frame, blocking.next_frame().unwrap());
        assert!(frame.is_some());
    }
    assert_eq!(reader.next_frame().await.unwrap(), None);
}

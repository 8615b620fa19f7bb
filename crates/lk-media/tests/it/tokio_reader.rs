//! The asynchronous reader gives what the blocking one gives.

use lk_media::FileReader;
use lk_media::container::{AsyncFrameReader, Kind};
use tokio::fs::File;

use crate::clips::clip;

#[tokio::test]
async fn the_asynchronous_reader_reads_the_same() {
    let mut blocking = FileReader::open(clip("clip.ivf")).unwrap();
    let file = File::open(clip("clip.ivf")).await.unwrap();
    let mut reader = AsyncFrameReader::new(file, Kind::Ivf.demuxer());
    assert_eq!(reader.codec().await.unwrap(), blocking.codec().unwrap());
    let mut frames = 0;
    while let Some(frame) = reader.next_frame().await.unwrap() {
        assert_eq!(Some(frame), blocking.next_frame().unwrap());
        frames += 1;
    }
    assert_eq!(frames, 300);
    reader.rewind_to_keyframe().await.unwrap();
    blocking.rewind_to_keyframe().unwrap();
    assert_eq!(
        reader.next_frame().await.unwrap(),
        blocking.next_frame().unwrap()
    );
}

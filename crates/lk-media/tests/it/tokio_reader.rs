//! The asynchronous reader and writer do what the blocking ones do.

use std::io::{self, Cursor};
use std::pin::Pin;
use std::task::{Context, Poll};

use lk_media::container::{AsyncFrameReader, AsyncFrameWriter, Kind};
use lk_media::{Codec, FileReader, Frame};
use tokio::fs::File;
use tokio::io::AsyncWrite;

use crate::clips::{clip, data};

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

async fn frames(name: &str) -> Vec<Frame> {
    let file = File::open(data(name)).await.unwrap();
    let kind = Kind::of_path(name).unwrap();
    let mut reader = AsyncFrameReader::seekable(file, kind.demuxer());
    let mut frames = Vec::new();
    while let Some(frame) = reader.next_frame().await.unwrap() {
        frames.push(frame);
    }
    frames
}

#[tokio::test]
async fn a_file_whose_tables_stand_behind_its_samples_is_sought_in() {
    let mut blocking = FileReader::open(data("tail.mp4")).unwrap();
    let read = frames("tail.mp4").await;
    assert_eq!(read.len(), 8);
    for frame in read {
        assert_eq!(blocking.next_frame().unwrap(), Some(frame));
    }
}

#[tokio::test]
async fn the_asynchronous_writer_writes_the_same() {
    for (name, kind) in [
        ("vp8.ivf", Kind::Ivf),
        ("vp8.ivf", Kind::WebM),
        ("ulaw.wav", Kind::Wav),
    ] {
        let frames = frames(name).await;
        let codec = FileReader::open(data(name)).unwrap().codec().unwrap();
        let mut expected = Vec::new();
        let mut muxer = kind.muxer(codec).unwrap();
        for frame in &frames {
            muxer.write(frame, &mut expected).unwrap();
        }
        let patch = muxer.finish(&mut expected).unwrap();
        expected[patch.offset as usize..][..patch.bytes.len()].copy_from_slice(&patch.bytes);
        let output = Cursor::new(Vec::new());
        let mut writer = AsyncFrameWriter::new(output, kind.muxer(codec).unwrap());
        for frame in &frames {
            writer.write(frame).await.unwrap();
        }
        writer.finish_seeking().await.unwrap();
        assert!(writer.write(&frames[0]).await.is_err());
        assert!(writer.into_inner().into_inner() == expected, "{kind}");
    }
}

/// Refuses so many writes, then takes all.
struct Refusing {
    file: Vec<u8>,
    left: usize,
}

impl AsyncWrite for Refusing {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return Poll::Ready(Err(io::ErrorKind::StorageFull.into()));
        }
        self.file.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn an_output_that_refuses_to_write_has_one_frame_kept_for_it() {
    let frames = frames("vp8.ivf").await;
    let mut muxer = Kind::Ivf.muxer(Codec::Vp8).unwrap();
    let mut expected = Vec::new();
    for taken in [0, 3, 4] {
        muxer.write(&frames[taken], &mut expected).unwrap();
    }
    let output = Refusing {
        file: Vec::new(),
        left: 3,
    };
    let mut writer = AsyncFrameWriter::new(output, Kind::Ivf.muxer(Codec::Vp8).unwrap());
    for (frame, number) in frames.iter().zip(0..5) {
        assert_eq!(writer.write(frame).await.is_err(), number < 3);
    }
    writer.finish().await.unwrap();
    assert!(writer.into_inner().file == expected);
}

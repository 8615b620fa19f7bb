//! Real clips: read, cut into packets, sent over a bad link, joined and written again.

use std::io::{self, Cursor, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lk_media::container::{IvfMuxer, MatroskaMuxer, Mux};
use lk_media::sample_builder::Built;
use lk_media::{
    Codec, FileReader, FileWriter, Frame, FrameWriter, Packetizer, RtpPacket, SampleBuilder,
};

const CLIPS: [(&str, Codec); 3] = [
    ("clip.ivf", Codec::Vp8),
    ("clip.h264", Codec::H264),
    ("clip.ogg", Codec::Opus),
];

pub(crate) fn clip(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/media")
        .join(name)
}

/// One of the small clips.
pub(crate) fn data(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/data").join(name)
}

fn read_all(path: &Path) -> Vec<Frame> {
    let mut reader = FileReader::open(path).unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = reader.next_frame().unwrap() {
        frames.push(frame);
    }
    frames
}

/// A file name of this process, removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("lk-media-{}-{name}", std::process::id())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn clips_survive_packets_out_of_order_and_twice() {
    for (name, codec) in CLIPS {
        let sent = read_all(&clip(name));
        let mut packetizer = Packetizer::new(codec, 1200);
        let mut builder = SampleBuilder::new(codec, Duration::from_millis(200));
        let scratch = Scratch::new(name);
        let mut writer = FileWriter::create(&scratch.0, codec).unwrap();
        let (now, mut seq) = (Instant::now(), 65_000_u16);
        let mut received = 0;
        let mut waiting = Vec::new();
        for (number, frame) in sent.iter().enumerate() {
            let ticks = frame.pts.as_nanos() * u128::from(codec.clock_rate());
            let timestamp = ((ticks + 500_000_000) / 1_000_000_000) as u32;
            for payload in packetizer.packetize(&frame.data).unwrap() {
                let (marker, payload) = (payload.marker(), payload.to_bytes());
                waiting.push(RtpPacket {
                    seq,
                    timestamp,
                    marker,
                    payload,
                });
                seq = seq.wrapping_add(1);
            }
            // Some frames at a time, shuffled, every third packet twice.
            if number % 5 != 4 && number + 1 != sent.len() {
                continue;
            }
            let mut index = 0;
            while !waiting.is_empty() {
                index = (index * 7 + 3) % waiting.len();
                let packet = waiting.swap_remove(index);
                if index % 3 == 0 {
                    builder.push(packet.clone(), now);
                }
                builder.push(packet, now);
            }
            while let Some(built) = builder.poll(now) {
                let Built::Frame(built) = built else {
                    panic!("{name}: {built:?}")
                };
                let original = &sent[received];
                assert_eq!(
                    (&built.data, built.keyframe),
                    (&original.data, original.keyframe)
                );
                let off = built.pts.abs_diff(original.pts);
                assert!(
                    off < Duration::from_micros(20),
                    "{name}: frame {received} off by {off:?}"
                );
                let frame = Frame::new(built.data, original.duration);
                writer
                    .write(&frame.pts(built.pts).keyframe(built.keyframe))
                    .unwrap();
                received += 1;
            }
        }
        assert_eq!(received, sent.len());
        writer.finish().unwrap();
        let recorded = read_all(&scratch.0);
        assert_eq!(recorded.len(), sent.len());
        for (recorded, sent) in recorded.iter().zip(&sent) {
            assert_eq!(
                (&recorded.data, recorded.keyframe),
                (&sent.data, sent.keyframe)
            );
        }
    }
}

#[test]
fn a_reader_goes_back_to_its_last_keyframe_or_its_first() {
    for (name, _) in &CLIPS[..2] {
        let all = read_all(&clip(name));
        let mut reader = FileReader::open(clip(name)).unwrap();
        reader.rewind_to_keyframe().unwrap();
        for frame in &all[..150] {
            assert_eq!(reader.next_frame().unwrap().as_ref(), Some(frame));
        }
        reader.rewind_to_keyframe().unwrap();
        for frame in &all[120..] {
            assert_eq!(reader.next_frame().unwrap().as_ref(), Some(frame));
        }
        assert_eq!(reader.next_frame().unwrap(), None);
        reader.rewind_to_start().unwrap();
        assert_eq!(reader.next_frame().unwrap().as_ref(), Some(&all[0]));
    }
}

#[test]
fn a_dropped_writer_leaves_a_file_that_is_whole() {
    let frames = read_all(&clip("clip.ivf"));
    let mut file = tempfile();
    let muxer = IvfMuxer::new(Codec::Vp8).unwrap().time_base(1, 30);
    let mut writer = FrameWriter::seekable(&mut file, Box::new(muxer) as Box<dyn Mux + Send>);
    for frame in &frames[..3] {
        writer.write(frame).unwrap();
    }
    drop(writer);
    file.seek(SeekFrom::Start(0)).unwrap();
    let file = file.into_inner();
    assert_eq!(file[24..28], 3_u32.to_le_bytes());
    assert_eq!(
        file[32..],
        std::fs::read(clip("clip.ivf")).unwrap()[32..file.len()]
    );
}

/// Takes so many bytes, fails once, and then takes all.
struct Interrupted {
    file: Cursor<Vec<u8>>,
    left: usize,
    failed: bool,
}

impl Write for Interrupted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return self.file.write(bytes);
        }
        if self.left == 0 {
            self.failed = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        let count = self.file.write(&bytes[..bytes.len().min(self.left)])?;
        self.left -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Interrupted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn an_output_that_fails_within_a_frame_leaves_no_hole_where_it_goes_on() {
    let frames = read_all(&clip("clip.ivf"));
    let written = |left: usize| {
        let mut file = Interrupted {
            file: tempfile(),
            left,
            failed: false,
        };
        let muxer = MatroskaMuxer::webm().with_track(Codec::Vp8).unwrap();
        let mut writer = FrameWriter::seekable(&mut file, Box::new(muxer) as Box<dyn Mux + Send>);
        let errors = frames.iter().filter(|frame| writer.write(frame).is_err());
        let errors = errors.count();
        writer.finish().unwrap();
        drop(writer);
        (errors, file.file.into_inner())
    };
    let (errors, whole) = written(usize::MAX);
    assert_eq!(errors, 0);
    for left in [0, 100, 5000, 100_001] {
        assert!(written(left) == (1, whole.clone()), "{left}");
    }
}

fn tempfile() -> Cursor<Vec<u8>> {
    Cursor::new(Vec::new())
}

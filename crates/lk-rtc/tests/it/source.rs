//! Files as sources, in stopped time.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use lk_media::FileWriter;
use lk_media::container::{Demux, DemuxError, IvfDemuxer, Mark, TrackInfo};
use lk_rtc::error::SourceError;
use lk_rtc::source::{FileSource, MediaSource, OnKeyframeRequest, ReaderSource, Start};
use lk_rtc::{Codec, Frame};
use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, sleep, timeout};

const STEP: Duration = Duration::from_millis(40);

/// A VP8 file, 25 frames a second, each of which ends in its number.
struct Clip(PathBuf);

impl Clip {
    fn new(name: &str) -> Self {
        Self::of(name, 6, 3)
    }

    fn of(name: &str, frames: u8, keyframe_interval: u8) -> Self {
        let path = std::env::temp_dir().join(format!("lk-rtc-{name}-{}.ivf", std::process::id()));
        let mut writer = FileWriter::create(&path, Codec::Vp8).expect("a file");
        for index in 0..frames {
            let keyframe = index % keyframe_interval == 0;
            // The lowest bit of a VP8 frame is 0 for keyframes, which say their size, too.
            let mut data = vec![u8::from(!keyframe), 0, 0, 0x9d, 0x01, 0x2a, 64, 0, 48, 0];
            data.push(index);
            let frame = Frame::new(data.into(), STEP)
                .pts(STEP * index.into())
                .keyframe(keyframe);
            writer.write(&frame).expect("written");
        }
        writer.finish().expect("ended");
        Self(path)
    }

    fn open(&self) -> FileSource {
        FileSource::open(&self.0).expect("an IVF file")
    }
}

impl Drop for Clip {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The next frame: which one of the file it is, and its time.
async fn next(source: &mut FileSource) -> Option<(u8, Duration)> {
    let frame = source.next_frame().await.expect("a whole file")?;
    Some((*frame.data.last().expect("not empty"), frame.pts))
}

#[tokio::test(start_paused = true)]
async fn a_file_is_played_in_its_own_time() {
    let clip = Clip::new("time");
    let mut source = clip.open();
    assert_eq!(source.codec(), Codec::Vp8);
    let start = Instant::now();
    for index in 0..6_u8 {
        assert_eq!(next(&mut source).await, Some((index, STEP * index.into())));
        assert_eq!(start.elapsed().as_millis() / 40, u128::from(index));
    }
    assert_eq!(next(&mut source).await, None);
}

#[tokio::test(start_paused = true)]
async fn a_file_may_wait_for_somebody_to_receive_it() {
    let clip = Clip::new("wait");
    let mut source = clip.open().start(Start::WithFirstSubscriber);
    assert!(
        timeout(Duration::from_secs(3600), next(&mut source))
            .await
            .is_err()
    );
    source.subscribed();
    assert_eq!(next(&mut source).await, Some((0, Duration::ZERO)));
}

#[tokio::test(start_paused = true)]
async fn of_a_file_that_waits_a_first_frame_that_arrived_is_not_sent_again() {
    let clip = Clip::new("arrived");
    let mut source = clip.open().start(Start::WithFirstSubscriber);
    source.subscribed();
    let mut played = Vec::new();
    while let Some((frame, _)) = next(&mut source).await {
        played.push(frame);
    }
    assert_eq!(played, [0, 1, 2, 3, 4, 5]);
    assert_eq!(source.repeated(), 0);
}

#[tokio::test(start_paused = true)]
async fn of_a_file_that_waits_a_first_frame_that_was_missed_is_sent_again() {
    for what in [
        OnKeyframeRequest::NextKeyframe,
        OnKeyframeRequest::CatchUp,
        OnKeyframeRequest::Rewind,
    ] {
        let clip = Clip::new("missed");
        let source = clip.open().start(Start::WithFirstSubscriber);
        missed_first_frame(source.on_keyframe_request(what)).await;
    }
}

async fn missed_first_frame(mut source: FileSource) {
    source.subscribed();
    // What was asked for together with the subscription does not count.
    source.keyframe_requested();
    let start = Instant::now();
    assert_eq!(next(&mut source).await.map(|(frame, _)| frame), Some(0));
    let first = start.elapsed();
    let waits = timeout(Duration::from_millis(300), next(&mut source)).await;
    assert!(waits.is_err());
    source.keyframe_requested();
    let mut played = Vec::new();
    while let Some((frame, pts)) = next(&mut source).await {
        // The RTP time is that of the clock.
        assert_eq!(pts, start.elapsed() - first);
        played.push(frame);
        // Servers ask once more.
        source.keyframe_requested();
    }
    assert_eq!(played, [0, 1, 2, 3, 4, 5]);
    assert_eq!(source.repeated(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_repeated_never_goes_back_in_time() {
    let clip = Clip::new("repeat");
    let mut source = clip.open().repeat_times(3);
    let mut played = Vec::new();
    while let Some(frame) = next(&mut source).await {
        played.push(frame);
    }
    let expected: Vec<_> = (0..18_u32).map(|at| ((at % 6) as u8, STEP * at)).collect();
    assert_eq!(played, expected);
}

#[tokio::test(start_paused = true)]
async fn a_machine_that_slept_does_not_play_what_it_missed_in_a_burst() {
    let clip = Clip::new("sleep");
    let mut source = clip.open().repeat();
    next(&mut source).await;
    tokio::time::advance(Duration::from_secs(60)).await;
    let woken = Instant::now();
    next(&mut source).await;
    next(&mut source).await;
    assert!(woken.elapsed() >= STEP);
}

/// Opus, 20 ms a frame: each byte is a frame that is due so many milliseconds in.
struct Spurts {
    bytes: VecDeque<u8>,
    offset: u64,
}

impl Spurts {
    fn new() -> Self {
        Self {
            bytes: VecDeque::new(),
            offset: 0,
        }
    }
}

impl Demux for Spurts {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }
    fn finish(&mut self) {}
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        let Some(due) = self.bytes.pop_front() else {
            return Ok(None);
        };
        self.offset += 1;
        let frame = Frame::new(vec![0xfc, due].into(), Duration::from_millis(20));
        let due = Duration::from_millis(due.into());
        Ok(Some(frame.pts(due).keyframe(true)))
    }
    fn info(&self) -> Option<TrackInfo> {
        Some(Codec::Opus.into())
    }
    fn mark(&self) -> Mark {
        Mark::default()
    }
    fn resume(&mut self, _: Mark) {
        *self = Self::new();
    }
}

/// The times of all frames to come, in milliseconds, each of which is given when it is due.
async fn times(source: &mut impl MediaSource) -> Vec<u128> {
    let (start, mut times) = (Instant::now(), Vec::new());
    while let Some(frame) = source.next_frame().await.expect("it can be read") {
        // Timers are of whole milliseconds.
        assert!(start.elapsed() - frame.pts < Duration::from_millis(2));
        times.push(frame.pts.as_millis());
    }
    times
}

#[tokio::test(start_paused = true)]
async fn silences_of_a_file_are_kept_and_rounding_is_not() {
    let path = std::env::temp_dir().join(format!("lk-rtc-spurts-{}", std::process::id()));
    std::fs::write(&path, [0, 21, 39, 100, 120]).expect("written");
    let source = FileSource::open_with(&path, Spurts::new);
    let mut source = source.expect("it understands all").repeat_times(2);
    // From the end to the beginning there is no silence.
    let expected = [0, 20, 40, 100, 120, 140, 160, 180, 240, 260];
    assert_eq!(times(&mut source).await, expected);
    let source = FileSource::open_with(&path, Spurts::new);
    let mut source = source.expect("it understands all").repeat_times(0);
    assert_eq!(times(&mut source).await, [0; 0]);
    std::fs::remove_file(&path).expect("it goes");
}

#[tokio::test(start_paused = true)]
async fn what_is_read_is_played_in_its_own_time() {
    let mut source = ReaderSource::open(&[0, 20, 100][..], Spurts::new()).await;
    let source = source.as_mut().expect("it understands all");
    assert_eq!(source.codec(), Codec::Opus);
    assert_eq!(times(source).await, [0, 20, 100]);
}

#[tokio::test(start_paused = true)]
async fn what_comes_slowly_is_sent_when_it_comes() {
    let (mut sender, receiver) = tokio::io::duplex(16);
    let start = Instant::now();
    tokio::spawn(async move {
        for frame in [0, 20, 40, 60, 80] {
            sleep(Duration::from_millis(300)).await;
            sender.write_all(&[frame]).await.expect("it is read");
        }
    });
    // It is open with the first frame.
    let mut source = ReaderSource::open(receiver, Spurts::new()).await;
    let source = source.as_mut().expect("it understands all");
    for count in 1..=5 {
        // Asked anew in between, it loses nothing.
        if count > 1 {
            let early = timeout(Duration::from_millis(150), source.next_frame()).await;
            assert!(early.is_err());
        }
        let frame = source.next_frame().await.expect("it can be read");
        let due = frame.expect("there is more").pts.as_millis();
        assert_eq!(start.elapsed().as_millis(), 300 * count);
        // Its RTP time stays close to the clock, though the stream says 20 ms.
        assert!(300 * (count - 1) - due <= 500, "{due}");
    }
    assert_eq!(source.next_frame().await.expect("it ends"), None);
}

#[tokio::test(start_paused = true)]
async fn what_was_read_before_a_fault_is_played() {
    let clip = Clip::new("fault");
    let mut cut = std::fs::read(&clip.0).expect("it is there");
    cut.truncate(cut.len() - 5);
    let cut = std::io::Cursor::new(cut);
    let mut source = ReaderSource::open(cut, IvfDemuxer::new()).await;
    let source = source.as_mut().expect("it begins as an IVF file");
    let mut frames = 0;
    let error = loop {
        match source.next_frame().await {
            Ok(frame) => frames += u8::from(frame.is_some()),
            Err(error) => break error,
        }
    };
    assert_eq!(frames, 5);
    assert!(matches!(error, SourceError::Malformed { .. }), "{error:?}");
}

#[test]
fn a_file_of_any_kind_tells_its_size() {
    let media = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/media");
    for name in ["clip.h264", "clip.ivf"] {
        let source = FileSource::open(format!("{media}/{name}")).expect("the clip");
        let size = source.dimensions().expect("it says so");
        assert_eq!((size.width, size.height), (480, 270), "{name}");
    }
}

/// Says of its frames whatever it likes.
struct Beyond(u8);

impl Demux for Beyond {
    fn push(&mut self, _: &[u8]) {}
    fn finish(&mut self) {}
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        let times = [Duration::ZERO, Duration::MAX, Duration::MAX];
        let pts = times.get(usize::from(self.0)).copied();
        self.0 += 1;
        Ok(pts.map(|pts| Frame::new(vec![0xfc].into(), Duration::MAX).pts(pts)))
    }
    fn info(&self) -> Option<TrackInfo> {
        Some(Codec::Opus.into())
    }
    fn mark(&self) -> Mark {
        Mark::default()
    }
    fn resume(&mut self, _: Mark) {}
}

#[tokio::test(start_paused = true)]
async fn times_beyond_all_range_do_no_harm() {
    let source = ReaderSource::open(tokio::io::empty(), Beyond(0)).await;
    let mut source = source.expect("it understands all");
    let first = source.next_frame().await.expect("it can be read");
    assert!(first.is_some());
    let year = Duration::from_secs(300 * 24 * 3600);
    assert!(timeout(year, source.next_frame()).await.is_err());
}

//! Files as sources, in stopped time.

use std::path::PathBuf;
use std::time::Duration;

use lk_media::FileWriter;
use lk_rtc::source::{FileSource, MediaSource as _, OnKeyframeRequest, Start};
use lk_rtc::{Codec, Frame};
use tokio::time::{Instant, timeout};

const STEP: Duration = Duration::from_millis(40);

/// A VP8 file of six frames, 25 a second; the first and the fourth are keyframes.
struct Clip(PathBuf);

impl Clip {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lk-rtc-{name}-{}.ivf", std::process::id()));
        let mut writer = FileWriter::create(&path, Codec::Vp8).expect("a file");
        for index in 0..6_u8 {
            let keyframe = index % 3 == 0;
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
async fn a_keyframe_request_leads_back_and_time_goes_on() {
    for (what, back_to) in [
        (OnKeyframeRequest::LastKeyframe, 3),
        (OnKeyframeRequest::FirstGroup, 0),
        (OnKeyframeRequest::Ignore, 5),
    ] {
        let clip = Clip::new("back");
        let mut source = clip.open().on_keyframe_request(what);
        for _ in 0..5 {
            next(&mut source).await;
        }
        source.keyframe_requested();
        // Servers ask more than once until they see the keyframe.
        source.keyframe_requested();
        assert_eq!(
            next(&mut source).await,
            Some((back_to, STEP * 5)),
            "{what:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_between_two_frames_takes_effect_at_once() {
    let clip = Clip::new("between");
    let mut source = clip.open();
    for _ in 0..2 {
        next(&mut source).await;
    }
    assert!(
        timeout(STEP / 4, next(&mut source)).await.is_err(),
        "the third is not due"
    );
    source.keyframe_requested();
    assert_eq!(next(&mut source).await, Some((0, STEP * 2)));
    assert_eq!(next(&mut source).await, Some((1, STEP * 3)));
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

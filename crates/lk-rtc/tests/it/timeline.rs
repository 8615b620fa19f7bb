//! Sources on one timeline, and what answers keyframe requests, in stopped time.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use lk_media::container::{Demux, DemuxError, Mark, Timing, TrackInfo};
use lk_rtc::source::{FileSource, MediaSource, OnKeyframeRequest, ReaderSource, Start, Timeline};
use lk_rtc::{Codec, Frame};
use tokio::time::{Instant, advance, sleep};

/// A file of frames, three bytes each: when it is due and how long it lasts in hundredths of a second, and whether it is a
/// keyframe.
struct Script {
    codec: Codec,
    bytes: VecDeque<u8>,
}

impl Script {
    fn new(codec: Codec) -> Self {
        let bytes = VecDeque::new();
        Self { codec, bytes }
    }
}

impl Demux for Script {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }
    fn finish(&mut self) {}
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        if self.bytes.len() < 3 {
            return Ok(None);
        }
        let mut next = || self.bytes.pop_front().expect("three bytes");
        let [due, lasts, keyframe] = [next(), next(), next()];
        let centis = |count: u8| Duration::from_millis(10) * count.into();
        let frame = Frame::new(vec![due].into(), centis(lasts)).pts(centis(due));
        Ok(Some(frame.keyframe(keyframe > 0)))
    }
    fn info(&self) -> Option<TrackInfo> {
        Some(self.codec.into())
    }
    fn mark(&self) -> Mark {
        Mark::default()
    }
    fn resume(&mut self, _: Mark) {
        self.bytes.clear();
    }
}

/// A file that is gone at the end of the test.
struct Media {
    path: PathBuf,
    codec: Codec,
}

impl Media {
    fn new(codec: Codec, frames: &[(u8, u8, bool)]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("lk-rtc-timeline-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let bytes = frames
            .iter()
            .flat_map(|(due, lasts, key)| [*due, *lasts, u8::from(*key)]);
        std::fs::write(&path, bytes.collect::<Vec<_>>()).expect("written");
        Self { path, codec }
    }

    /// Pictures `step` hundredths of a second apart, with a keyframe every `group` pictures.
    fn video(from: u8, count: u8, step: u8, group: u8) -> Self {
        let frames = (0..count).map(|at| (from + at * step, step, at % group == 0));
        Self::new(Codec::Vp8, &frames.collect::<Vec<_>>())
    }

    /// Packets of 20 ms.
    fn audio(from: u8, count: u8) -> Self {
        let frames = (0..count).map(|at| (from + at * 2, 2, true));
        Self::new(Codec::Opus, &frames.collect::<Vec<_>>())
    }

    /// A source that catches up where it is asked for a keyframe.
    fn open(&self) -> FileSource {
        let source = FileSource::open_with(&self.path, || Script::new(self.codec));
        source
            .expect("understood")
            .on_keyframe_request(OnKeyframeRequest::CatchUp)
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A frame that was given: which one of the file, its RTP time, and when it was given; in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Given {
    frame: u64,
    pts: u128,
    at: u128,
}

async fn next(source: &mut impl MediaSource, start: Instant) -> Option<Given> {
    let frame = source.next_frame().await.expect("it can be read")?;
    Some(Given {
        frame: u64::from(frame.data[0]) * 10,
        pts: frame.pts.as_millis(),
        at: start.elapsed().as_millis(),
    })
}

/// The frames up to one.
async fn play_to(source: &mut impl MediaSource, start: Instant, last: u64) -> Vec<Given> {
    let mut given = Vec::new();
    while given.last().is_none_or(|it: &Given| it.frame < last) {
        given.push(next(source, start).await.expect("there is more"));
    }
    given
}

/// All frames to the end.
async fn play(mut source: impl MediaSource, start: Instant) -> Vec<Given> {
    let mut given = Vec::new();
    while let Some(frame) = next(&mut source, start).await {
        given.push(frame);
    }
    given
}

/// As [`play`], with a keyframe request at each of these milliseconds.
async fn play_with_requests(mut source: FileSource, start: Instant, at: &[u64]) -> Vec<Given> {
    let mut given = Vec::new();
    let mut requests = at
        .iter()
        .map(|at| start + Duration::from_millis(*at))
        .peekable();
    loop {
        let request = requests.peek().copied();
        let frame = tokio::select! {
            biased;
            () = tokio::time::sleep_until(request.unwrap_or(start)), if request.is_some() => {
                requests.next();
                source.keyframe_requested();
                continue;
            }
            frame = next(&mut source, start) => frame,
        };
        match frame {
            Some(frame) => given.push(frame),
            None => return given,
        }
    }
}

fn frames(given: &[Given]) -> Vec<u64> {
    given.iter().map(|it| it.frame).collect()
}

#[tokio::test(start_paused = true)]
async fn what_answers_a_keyframe_request_leaves_media_time_in_step_with_the_clock() {
    for what in [OnKeyframeRequest::NextKeyframe, OnKeyframeRequest::CatchUp] {
        let clip = Media::video(0, 60, 4, 30);
        let start = Instant::now();
        let source = clip.open().on_keyframe_request(what);
        // Five receivers join within one group of pictures.
        let given = play_with_requests(source, start, &[610, 1110, 1800, 2000, 2290]).await;
        let mut first_times: Vec<Given> = Vec::new();
        for it in &given {
            if first_times.last().is_none_or(|last| it.frame > last.frame) {
                first_times.push(*it);
            }
        }
        assert_eq!(first_times.len(), 60);
        for it in first_times {
            assert_eq!(
                (it.pts, it.at),
                (it.frame.into(), it.frame.into()),
                "{what:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn catching_up_sends_the_group_again_within_one_interval() {
    let clip = Media::video(0, 20, 4, 10);
    let (start, mut source) = (Instant::now(), clip.open());
    play_to(&mut source, start, 320).await;
    source.keyframe_requested();
    // Servers ask more than once until they see the keyframe.
    source.keyframe_requested();
    let again = play_to(&mut source, start, 320).await;
    assert_eq!(frames(&again), (0..9).map(|at| at * 40).collect::<Vec<_>>());
    assert!(
        again.iter().all(|it| it.at == 320 && it.pts == 320),
        "{again:?}"
    );
    assert_eq!(source.repeated(), 9);
    let next = next(&mut source, start).await;
    assert_eq!(
        next,
        Some(Given {
            frame: 360,
            pts: 360,
            at: 360
        })
    );
}

#[tokio::test(start_paused = true)]
async fn times_go_forward_in_what_is_sent_again() {
    let clip = Media::video(0, 20, 4, 10);
    let (start, mut source) = (Instant::now(), clip.open());
    play_to(&mut source, start, 320).await;
    source.keyframe_requested();
    let mut last = Duration::from_millis(320);
    for _ in 0..10 {
        let frame = source.next_frame().await.expect("readable").expect("more");
        // More than a tick of 90 kHz apart, so that no two have one RTP time.
        assert!(
            frame.pts >= last + Duration::from_nanos(11_112),
            "{last:?}, {:?}",
            frame.pts
        );
        last = frame.pts;
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_while_a_keyframe_is_on_its_way_is_not_answered() {
    let clip = Media::video(0, 20, 4, 10);
    let (start, mut source) = (Instant::now(), clip.open());
    // The keyframe at 400 ms left 120 ms ago.
    play_to(&mut source, start, 520).await;
    source.keyframe_requested();
    let after = next(&mut source, start).await.expect("more");
    assert_eq!((after.frame, source.repeated()), (560, 0));
}

#[tokio::test(start_paused = true)]
async fn a_frame_that_was_refused_is_not_sent_again() {
    let clip = Media::video(0, 20, 4, 10);
    let (start, mut source) = (Instant::now(), clip.open());
    play_to(&mut source, start, 280).await;
    source.frame_refused();
    play_to(&mut source, start, 320).await;
    source.keyframe_requested();
    assert_eq!(next(&mut source, start).await.expect("more").frame, 360);
}

#[tokio::test(start_paused = true)]
async fn a_rewind_takes_all_tracks_back_together() {
    let (picture, sound) = (Media::video(0, 25, 4, 25), Media::audio(0, 50));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let video = picture
        .open()
        .timeline(&timeline)
        .on_keyframe_request(OnKeyframeRequest::Rewind);
    let audio = sound.open().timeline(&timeline);
    let audio = tokio::spawn(async move { play(audio, start).await });
    let video = play_with_requests(video, start, &[610]).await;
    let audio = audio.await.expect("played");
    // Everything up to there, then everything.
    let expected: Vec<_> = (0..16).chain(0..25).map(|at| at * 40).collect();
    assert_eq!(frames(&video), expected);
    let expected: Vec<_> = (0..31).chain(0..50).map(|at| at * 20).collect();
    assert_eq!(frames(&audio), expected);
    for (track, rewound_at) in [(&video, 16), (&audio, 31)] {
        // What is played again is sent as much later.
        for it in &track[rewound_at..] {
            assert_eq!(it.at, u128::from(it.frame) + 610);
        }
    }
    assert!(
        audio.windows(2).all(|pair| pair[1].pts >= pair[0].pts + 20),
        "{audio:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn sources_of_a_timeline_start_together_and_keep_their_offsets() {
    let (picture, sound) = (Media::video(50, 5, 4, 5), Media::audio(200, 5));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let video = picture.open().timeline(&timeline);
    let audio = sound.open().timeline(&timeline);
    assert_eq!(timeline.position(), None);
    let video = tokio::spawn(async move { play(video, start).await });
    // It is published later.
    sleep(Duration::from_millis(700)).await;
    let audio = play(audio, start).await;
    let video = video.await.expect("played");
    let times = |given: &[Given]| given.iter().map(|it| (it.pts, it.at)).collect::<Vec<_>>();
    assert_eq!(times(&video)[..2], [(0, 700), (40, 740)]);
    assert_eq!(times(&audio)[..2], [(1500, 2200), (1520, 2220)]);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_never_begins_is_waited_for_so_long_and_one_that_is_dropped_is_not() {
    let (picture, sound) = (Media::video(0, 5, 4, 5), Media::audio(0, 5));
    for (dropped, begins) in [(false, 2000), (true, 100)] {
        let (timeline, start) = (Timeline::new(), Instant::now());
        let mut video = picture.open().timeline(&timeline);
        let audio = sound
            .open()
            .timeline(&timeline)
            .start(Start::WithFirstSubscriber);
        let audio = tokio::spawn(async move {
            sleep(Duration::from_millis(100)).await;
            if dropped {
                drop(audio);
                return;
            }
            std::future::pending::<()>().await;
        });
        assert_eq!(next(&mut video, start).await.expect("more").at, begins);
        audio.abort();
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_joins_late_begins_at_the_present() {
    let (picture, sound) = (Media::video(0, 60, 4, 20), Media::audio(0, 120));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let audio = sound.open().timeline(&timeline);
    let audio = tokio::spawn(async move { play(audio, start).await });
    sleep(Duration::from_millis(1001)).await;
    let video = play(picture.open().timeline(&timeline), start).await;
    // From the last keyframe on, which is at once followed by what comes since.
    assert_eq!(
        frames(&video),
        (20..60).map(|at| at * 40).collect::<Vec<_>>()
    );
    assert!(video[..6].iter().all(|it| it.at == 1001), "{video:?}");
    assert!(video[6..].iter().all(|it| it.at == u128::from(it.frame)));
    assert_eq!(audio.await.expect("played").len(), 120);
    // And sound with the next packet.
    let timeline = Timeline::new();
    let start = Instant::now();
    let video = picture.open().timeline(&timeline);
    let video = tokio::spawn(async move { play(video, start).await });
    sleep(Duration::from_millis(1001)).await;
    let audio = play(sound.open().timeline(&timeline), start).await;
    assert_eq!((audio[0].frame, audio[0].at), (1020, 1020));
    assert_eq!(video.await.expect("played").len(), 60);
}

#[tokio::test(start_paused = true)]
async fn where_the_machine_slept_all_tracks_go_on_together_and_nothing_is_left_out() {
    let (picture, sound) = (Media::video(0, 25, 4, 5), Media::audio(0, 50));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let mut video = picture.open().timeline(&timeline);
    let mut audio = sound.open().timeline(&timeline);
    tokio::join!(async { play_to(&mut video, start, 200).await }, async {
        play_to(&mut audio, start, 200).await
    });
    advance(Duration::from_secs(60)).await;
    let (video, audio) = tokio::join!(play(video, start), play(audio, start));
    assert_eq!((video[0].frame, audio[0].frame), (240, 220));
    assert_eq!((video.len(), audio.len()), (19, 39));
    let slept = |it: &Given| it.at - u128::from(it.frame);
    let lags: Vec<_> = video.iter().chain(&audio).map(slept).collect();
    let (least, most) = (lags.iter().min(), lags.iter().max());
    // Not more than a frame apart.
    assert!(
        most.zip(least)
            .is_some_and(|(most, least)| most - least <= 40),
        "{lags:?}"
    );
    // The RTP time goes on with the clock.
    let behind = |it: &Given| it.at - it.pts;
    assert!(
        video.iter().chain(&audio).all(|it| behind(it) <= 40),
        "{audio:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_track_that_alone_fell_behind_goes_on_at_the_present() {
    let (picture, sound) = (Media::video(0, 50, 4, 10), Media::audio(0, 100));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let mut video = picture.open().timeline(&timeline);
    let audio = sound.open().timeline(&timeline);
    let audio = tokio::spawn(async move { play(audio, start).await });
    play_to(&mut video, start, 200).await;
    // Its frames could not leave for so long.
    sleep(Duration::from_millis(1101)).await;
    let video = play(video, start).await;
    assert_eq!((video[0].frame, video[0].at), (1200, 1301));
    assert_eq!(video.last().map(|it| it.at), Some(1960));
    let audio = audio.await.expect("played");
    assert!(audio.iter().all(|it| it.at == u128::from(it.frame)));
}

#[tokio::test(start_paused = true)]
async fn sources_of_a_timeline_begin_each_round_together() {
    let (picture, sound) = (Media::video(0, 3, 4, 3), Media::audio(0, 5));
    let (timeline, start) = (Timeline::new(), Instant::now());
    let video = picture.open().timeline(&timeline).repeat_times(3);
    let audio = sound.open().timeline(&timeline);
    let (video, audio) = tokio::join!(play(video, start), play(audio, start));
    // The picture is the longer one, with 120 ms.
    let video: Vec<_> = video.iter().map(|it| it.at).collect();
    assert_eq!(video, [0, 40, 80, 120, 160, 200, 240, 280, 320]);
    let audio: Vec<_> = audio.iter().map(|it| it.at).collect();
    let round = [0, 20, 40, 60, 80];
    assert_eq!(
        audio,
        [round, round.map(|at| at + 120), round.map(|at| at + 240)].concat()
    );
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_late_keeps_its_rtp_time_with_the_clock() {
    let (mut sender, receiver) = tokio::io::duplex(64);
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        // A source at half its speed.
        for at in 0..60_u8 {
            sender
                .write_all(&[at * 4, 4, u8::from(at == 0)])
                .await
                .expect("read");
            sleep(Duration::from_millis(80)).await;
        }
    });
    let source = ReaderSource::open(receiver, Script::new(Codec::Vp8)).await;
    let (mut source, start) = (source.expect("understood"), Instant::now());
    let mut behind = 0;
    for _ in 0..60 {
        let given = next(&mut source, start).await.expect("more");
        behind = behind.max(given.at - given.pts);
    }
    assert!(behind <= 501, "{behind} ms");
}

/// As a script of VP8, of which only the rate is stated.
struct Counted(Script);

impl Demux for Counted {
    fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }
    fn finish(&mut self) {}
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        self.0.poll()
    }
    fn info(&self) -> Option<TrackInfo> {
        Some(self.0.info()?.timing(Timing::Stated))
    }
    fn mark(&self) -> Mark {
        self.0.mark()
    }
    fn resume(&mut self, mark: Mark) {
        self.0.resume(mark);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_only_states_its_rate_has_the_times_at_which_it_comes() {
    let (mut sender, receiver) = tokio::io::duplex(64);
    let demuxer = Counted(Script::new(Codec::Vp8));
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        // It states 25 frames a second, and has 16.
        for at in 0..60_u8 {
            let frame = [at.wrapping_mul(4), 4, u8::from(at == 0)];
            sender.write_all(&frame).await.expect("read");
            sleep(Duration::from_millis(62)).await;
        }
    });
    let source = ReaderSource::open(receiver, demuxer).await;
    let (mut source, start) = (source.expect("understood"), Instant::now());
    for number in 0..60 {
        let given = next(&mut source, start).await.expect("more");
        assert_eq!((given.at, given.pts), (number * 62, number * 62));
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_again_is_bounded_in_speed() {
    // 250 kB in a second take an eighth of it.
    let clip = Media::video(0, 50, 4, 50);
    let source = FileSource::open_with(&clip.path, Large::default).expect("understood");
    let mut source = source.on_keyframe_request(OnKeyframeRequest::CatchUp);
    let start = Instant::now();
    for _ in 0..25 {
        source.next_frame().await.expect("readable").expect("more");
    }
    source.keyframe_requested();
    let begun = start.elapsed();
    for _ in 0..25 {
        source.next_frame().await.expect("readable").expect("more");
    }
    let took = start.elapsed() - begun;
    let around = Duration::from_millis(110)..Duration::from_millis(130);
    assert!(around.contains(&took), "{took:?}");
    // Whoever asks meanwhile, or right behind it, waits: it may be for a loss that it caused.
    let next = source.next_frame().await.expect("readable").expect("more");
    sleep(Duration::from_millis(350)).await;
    source.keyframe_requested();
    source.next_frame().await.expect("readable").expect("more");
    assert!(!next.data.is_empty() && source.repeated() == 25);
}

/// As a script of VP8, with frames of 10 kB.
struct Large(Script);

impl Default for Large {
    fn default() -> Self {
        Self(Script::new(Codec::Vp8))
    }
}

impl Demux for Large {
    fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }
    fn finish(&mut self) {}
    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        let frame = self.0.poll()?;
        Ok(frame.map(|frame| {
            let large = Frame::new(vec![0; 10_000].into(), frame.duration);
            large.pts(frame.pts).keyframe(frame.keyframe)
        }))
    }
    fn info(&self) -> Option<TrackInfo> {
        self.0.info()
    }
    fn mark(&self) -> Mark {
        self.0.mark()
    }
    fn resume(&mut self, mark: Mark) {
        self.0.resume(mark);
    }
}

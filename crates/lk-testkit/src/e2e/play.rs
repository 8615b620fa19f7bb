//! Numbered frames over a real track, from end to end.

use std::fmt;
use std::time::Duration;

use lk_media::{Codec, Frame};
use lk_rtc::RemoteTrack;
use lk_rtc::error::SourceError;
use lk_rtc::source::MediaSource;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use crate::media::{AudioPattern, FrameLedger, VideoPattern};

use super::LIMIT;

/// A source of numbered frames that begins when somebody subscribes.
#[derive(Debug)]
pub struct Play {
    pattern: Pattern,
    frames: u64,
    next: u64,
    start: Option<Instant>,
    keyframe_wanted: bool,
}

#[derive(Debug)]
enum Pattern {
    Video(VideoPattern),
    Audio(AudioPattern),
}

impl Play {
    /// Plays `frames` frames of video; keyframes come where the pattern has them and where
    /// somebody asks for one.
    #[must_use]
    pub fn video(video: VideoPattern, frames: u64) -> Self {
        Self::new(Pattern::Video(video), frames)
    }

    /// Plays `frames` frames of audio.
    #[must_use]
    pub fn audio(audio: AudioPattern, frames: u64) -> Self {
        Self::new(Pattern::Audio(audio), frames)
    }

    fn new(pattern: Pattern, frames: u64) -> Self {
        Self {
            pattern,
            frames,
            next: 0,
            start: None,
            keyframe_wanted: false,
        }
    }
}

impl MediaSource for Play {
    fn codec(&self) -> Codec {
        match &self.pattern {
            Pattern::Video(video) => video.codec(),
            Pattern::Audio(_) => Codec::Opus,
        }
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        let Some(start) = self.start else {
            return std::future::pending().await;
        };
        if self.next == self.frames {
            return Ok(None);
        }
        let number = u32::try_from(self.next).unwrap_or(u32::MAX);
        let duration = match &self.pattern {
            Pattern::Video(video) => video.frame_duration(),
            Pattern::Audio(audio) => audio.frame_duration(),
        };
        sleep_until(start + duration * number).await;
        let frame = match &self.pattern {
            Pattern::Video(video) => {
                let keyframe = self.keyframe_wanted || video.is_keyframe(self.next);
                self.keyframe_wanted = false;
                video.frame_as(self.next, keyframe)
            }
            Pattern::Audio(audio) => audio.frame(self.next),
        };
        self.next += 1;
        Ok(Some(frame))
    }

    fn keyframe_requested(&mut self) {
        self.keyframe_wanted = true;
    }

    fn subscribed(&mut self) {
        self.start.get_or_insert_with(Instant::now);
    }
}

/// Reads a track in the background and keeps count of its frames.
#[derive(Clone)]
pub struct Listener(watch::Receiver<FrameLedger>);

impl Listener {
    /// Reads `track` until it ends.
    #[must_use]
    pub fn new(track: &RemoteTrack) -> Self {
        let (sender, ledger) = watch::channel(FrameLedger::default());
        let mut frames = track.frames();
        tokio::spawn(async move {
            while let Some(frame) = frames.next().await {
                sender.send_modify(|ledger| {
                    ledger.enter(&frame.data);
                });
            }
        });
        Self(ledger)
    }

    /// Waits until what arrived is as `enough` says, and returns it.
    ///
    /// # Panics
    ///
    /// If that does not come about.
    pub async fn wait(&self, enough: impl FnMut(&FrameLedger) -> bool) -> FrameLedger {
        let mut ledger = self.0.clone();
        let found = timeout(LIMIT, ledger.wait_for(enough)).await;
        match found {
            Ok(Ok(ledger)) => ledger.clone(),
            _ => panic!("not enough arrived: {:?}", self.0.borrow()),
        }
    }

    /// Waits until nothing has arrived for as long as `quiet`.
    ///
    /// # Panics
    ///
    /// If something keeps arriving.
    pub async fn silent(&self, quiet: Duration) {
        let mut ledger = self.0.clone();
        let fallen = async {
            loop {
                let count = ledger.borrow_and_update().count();
                let more = ledger.wait_for(|ledger| ledger.count() > count);
                if timeout(quiet, more).await.is_err() {
                    return;
                }
            }
        };
        if timeout(LIMIT, fallen).await.is_err() {
            panic!("it does not fall silent: {:?}", self.0.borrow());
        }
    }

    /// Waits until `count` frames have arrived, and checks that they follow one another, unchanged.
    ///
    /// # Panics
    ///
    /// If they do not.
    pub async fn follow(&self, count: u64) {
        let ledger = self.wait(|ledger| ledger.count() >= count).await;
        let first = ledger.first().unwrap_or_default();
        if let Err(fault) = ledger.check_exact(first..first + ledger.count()) {
            panic!("{fault}");
        }
    }

    /// Waits for the last of `frames` frames, and checks that all arrived from the first one on
    /// that did: once, in order, unchanged. Returns the number of the first.
    ///
    /// # Panics
    ///
    /// If they did not.
    pub async fn whole(&self, frames: u64) -> u64 {
        let ledger = self.wait(|ledger| ledger.last() == Some(frames - 1)).await;
        let first = ledger.first().unwrap_or(frames);
        if let Err(fault) = ledger.check_exact(first..frames) {
            panic!("{fault}");
        }
        first
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.borrow().fmt(f)
    }
}

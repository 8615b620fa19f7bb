//! An encoder in a room, as an application would join the two.

use std::convert::Infallible;
use std::time::Duration;

use lk_media::encode::{EncoderFeed, EncoderRate, VideoEncoder};
use lk_media::{Codec, Frame};
use lk_rtc::error::SourceError;
use lk_rtc::source::MediaSource;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

use crate::media::VideoPattern;

/// A source of numbered frames that an encoder makes: keyframes where they are asked for, others as large as its rate says.
#[derive(Debug)]
pub struct Encoded {
    feed: EncoderFeed<Numbering>,
    pace: Interval,
    started: Option<Instant>,
    rate: watch::Receiver<EncoderRate>,
}

impl Encoded {
    /// A source of frames after a pattern, at a rate that may change.
    #[must_use]
    pub fn new(pattern: VideoPattern, rate: watch::Receiver<EncoderRate>) -> Self {
        let mut pace = interval(pattern.frame_duration());
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let encoder = Numbering {
            pattern,
            number: 0,
            frame: None,
        };
        Self {
            feed: EncoderFeed::new(encoder),
            pace,
            started: None,
            rate,
        }
    }
}

impl MediaSource for Encoded {
    fn codec(&self) -> Codec {
        self.feed.encoder().codec()
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        loop {
            if let Ok(Some(frame)) = self.feed.poll_frame() {
                return Ok(Some(frame));
            }
            let now = self.pace.tick().await;
            let started = *self.started.get_or_insert(now);
            self.feed.handle_rate(*self.rate.borrow_and_update());
            let Ok(()) = self.feed.handle_picture(&(), now - started, now.into_std());
        }
    }

    fn keyframe_requested(&mut self) {
        self.feed.handle_keyframe_request();
    }
}

/// Numbers its frames.
#[derive(Debug)]
struct Numbering {
    pattern: VideoPattern,
    number: u64,
    frame: Option<Frame>,
}

impl VideoEncoder for Numbering {
    type Picture = ();
    type Error = Infallible;

    fn codec(&self) -> Codec {
        self.pattern.codec()
    }

    fn encode(&mut self, (): &(), pts: Duration, keyframe: bool) -> Result<(), Infallible> {
        self.frame = Some(self.pattern.frame_as(self.number, keyframe).pts(pts));
        self.number += 1;
        Ok(())
    }

    fn poll_frame(&mut self) -> Result<Option<Frame>, Infallible> {
        Ok(self.frame.take())
    }

    fn set_rate(&mut self, rate: EncoderRate) {
        self.pattern = self.pattern.clone().bits_per_second(rate.bits_per_second);
    }
}

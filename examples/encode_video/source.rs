//! An encoder as a source of a room: pictures at a steady pace, frames when they are due.

use std::time::Duration;

use lk_sdk::media::encode::{EncoderFeed, EncoderRate, VideoEncoder};
use lk_sdk::prelude::*;
use lk_sdk::rtc::error::SourceError;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

/// Asks `draw` for a picture at each tick and hands the encoder's frames on.
pub struct EncodedSource<E: VideoEncoder, D> {
    feed: EncoderFeed<E>,
    draw: D,
    pace: Interval,
    started: Option<Instant>,
    rate: watch::Receiver<EncoderRate>,
}

impl<E, D> EncodedSource<E, D>
where
    E: VideoEncoder,
    D: FnMut(Duration) -> E::Picture,
{
    /// A source of a picture each `period`. The rate is the encoder's from the next picture on, whenever it changes.
    pub fn new(encoder: E, period: Duration, rate: watch::Receiver<EncoderRate>, draw: D) -> Self {
        let mut pace = interval(period);
        // A picture that comes too late is not made up for.
        pace.set_missed_tick_behavior(MissedTickBehavior::Skip);
        Self {
            feed: EncoderFeed::new(encoder),
            draw,
            pace,
            started: None,
            rate,
        }
    }
}

impl<E, D> MediaSource for EncodedSource<E, D>
where
    E: VideoEncoder + Send + 'static,
    E::Error: std::error::Error + Send + Sync,
    D: FnMut(Duration) -> E::Picture + Send + 'static,
{
    fn codec(&self) -> Codec {
        self.feed.encoder().codec()
    }

    /// Cancel safe: it waits only for the tick, and whatever follows is done at once.
    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        let failed = |error: E::Error| SourceError::Other {
            source: error.into(),
        };
        loop {
            if let Some(frame) = self.feed.poll_frame().map_err(failed)? {
                return Ok(Some(frame));
            }
            let now = self.pace.tick().await;
            let started = *self.started.get_or_insert(now);
            self.feed.handle_rate(*self.rate.borrow_and_update());
            let due = now - started;
            let picture = (self.draw)(due);
            self.feed
                .handle_picture(&picture, due, now.into_std())
                .map_err(failed)?;
        }
    }

    fn keyframe_requested(&mut self) {
        self.feed.handle_keyframe_request();
    }

    fn subscribed(&mut self) {
        // Who has just come cannot decode anything before a keyframe.
        self.feed.handle_keyframe_request();
    }
}

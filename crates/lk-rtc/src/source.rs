//! Where the media of a local track comes from: anything that yields frames when they are due.

mod file;
mod history;
mod keyframe;
mod media_file;
mod opening;
mod player;
mod reader;
mod timeline;
mod times;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use lk_media::{Codec, Frame};
use tokio::sync::watch;

pub use self::file::{FileSource, Start};
pub use self::keyframe::OnKeyframeRequest;
pub use self::media_file::MediaFile;
pub use self::reader::ReaderSource;
pub use self::timeline::Timeline;
use crate::error::{SourceError, WriteError};
use crate::model::Dimensions;
use crate::room::{LocalStatus, LocalTrack, ToWrite};

/// Something that yields the frames of one track, each when it is due.
///
/// ```
/// use std::time::Duration;
/// use lk_rtc::error::SourceError;
/// use lk_rtc::source::MediaSource;
/// use lk_rtc::{Codec, Frame};
///
/// /// Opus silence, fifty packets a second.
/// struct Silence(tokio::time::Interval);
///
/// impl MediaSource for Silence {
///     fn codec(&self) -> Codec {
///         Codec::Opus
///     }
///
///     async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
///         self.0.tick().await;
///         Ok(Some(Frame::new(vec![0xf8, 0xff, 0xfe].into(), Duration::from_millis(20))))
///     }
/// }
/// ```
pub trait MediaSource: Send + 'static {
    /// The codec of its frames.
    fn codec(&self) -> Codec;

    /// The size of its pictures, where it is known from the start. Default: not known.
    fn dimensions(&self) -> Option<Dimensions> {
        None
    }

    /// How many channels its audio has, where it is known from the start. Default: not known.
    fn channels(&self) -> Option<u32> {
        None
    }

    /// Waits until the next frame is due and yields it; `None` at the end.
    ///
    /// [`Frame::pts`] sets the RTP timestamp and must not go back; frames that all have the same
    /// follow one another by their [`duration`](Frame::duration).
    ///
    /// # Cancel safety
    ///
    /// Required: the future is dropped to tell of a keyframe request, and made anew.
    fn next_frame(&mut self) -> impl Future<Output = Result<Option<Frame>, SourceError>> + Send;

    /// A receiver cannot go on without a keyframe. Default: nothing is done about it.
    fn keyframe_requested(&mut self) {}

    /// Somebody receives the track for the first time. Default: nothing is done about it.
    fn subscribed(&mut self) {}

    /// The frame that was yielded last could not be sent, and was left out. Default: nothing is done about it.
    fn frame_refused(&mut self) {}

    /// How many of the frames yielded had been yielded before, to answer keyframe requests. Default: none.
    fn repeated(&self) -> u64 {
        0
    }
}

/// How much of a source has been played.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Frames yielded, those that were yielded again not counted.
    pub frames: u64,
    /// Frames yielded again, to answer keyframe requests.
    pub repeated: u64,
    /// Of all these, frames that could not be sent: too large, or malformed. The log says why.
    pub refused: u64,
    /// Bytes in the frames that were taken, each time they were.
    pub bytes: u64,
    /// How long the frames last that were yielded for the first time.
    pub played: Duration,
}

impl Progress {
    fn count(&mut self, repeated: u64, lasts: Duration) {
        if repeated > self.repeated {
            self.repeated = repeated;
        } else {
            self.frames += 1;
            self.played = self.played.saturating_add(lasts);
        }
    }
}

/// What the player tells of itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Playback {
    pub(crate) progress: Progress,
    pub(crate) done: Option<Result<(), Arc<SourceError>>>,
}

/// Plays a source into a track until one of them ends.
pub(crate) async fn play<S: MediaSource>(
    mut source: S,
    track: LocalTrack,
    playback: watch::Sender<Playback>,
) {
    let sid = track.sid().clone();
    let result = pump(&mut source, track, &playback).await.map_err(Arc::new);
    if let Err(error) = &result {
        // Nobody need ask how it ended.
        tracing::warn!(track = %sid, error = error.as_ref() as &dyn std::error::Error, "source failed");
    }
    playback.send_modify(|playback| playback.done = Some(result));
}

async fn pump<S: MediaSource>(
    source: &mut S,
    track: LocalTrack,
    playback: &watch::Sender<Playback>,
) -> Result<(), SourceError> {
    let mut status = track.status();
    status.mark_changed();
    let mut told = LocalStatus::default();
    loop {
        let frame = tokio::select! {
            biased;
            changed = status.changed() => {
                let news = *status.borrow_and_update();
                if changed.is_err() || news.ended {
                    return Ok(());
                }
                tracing::debug!(track = %track.sid(), ?news, "track status");
                if news.subscribed && !told.subscribed {
                    source.subscribed();
                }
                if news.keyframe_requests > told.keyframe_requests {
                    source.keyframe_requested();
                }
                told = news;
                continue;
            }
            frame = source.next_frame() => frame?,
        };
        let Some(frame) = frame else {
            // If the track goes before, that is its end too.
            let _ = track.drained().await;
            return Ok(());
        };
        let (bytes, lasts) = (frame.data.len() as u64, frame.duration);
        let written = track.write(ToWrite::Frame(frame)).await;
        let repeated = source.repeated();
        match written {
            Ok(()) => playback.send_modify(|Playback { progress, .. }| {
                progress.count(repeated, lasts);
                progress.bytes += bytes;
            }),
            Err(WriteError::Gone | WriteError::Disconnected(_)) => return Ok(()),
            Err(error) => {
                source.frame_refused();
                playback.send_modify(|Playback { progress, .. }| {
                    progress.count(repeated, lasts);
                    progress.refused += 1;
                    // Of many, few are told.
                    if progress.refused.is_power_of_two() {
                        let refused = progress.refused;
                        tracing::warn!(track = %track.sid(), bytes, refused, %error, "frame left out");
                    }
                });
            }
        }
    }
}

//! Whatever can be read, played in real time.

use std::fmt;

use lk_media::container::{AsyncFrameReader, Demux, Timing, TrackInfo};
use lk_media::{Codec, Frame};
use tokio::io::AsyncRead;

use super::player::{Input, Player};
use super::{MediaSource, OnKeyframeRequest, Timeline};
use crate::error::SourceError;
use crate::model::Dimensions;

/// Whatever can be read, played in real time: a pipe, a socket, the output of a program.
///
/// What comes faster is held back, as it waits in the reader; what comes more slowly is sent when it comes, and its RTP
/// times follow the clock. It cannot make a keyframe when a receiver asks for one: keyframes should come often, or see
/// [`OnKeyframeRequest`].
///
/// ```no_run
/// # use lk_media::container::AnnexBDemuxer;
/// # use lk_rtc::source::ReaderSource;
/// # async fn run() -> Result<(), lk_rtc::error::SourceError> {
/// // ffmpeg … -f h264 tcp://127.0.0.1:9999?listen
/// let stream = tokio::net::TcpStream::connect("127.0.0.1:9999").await?;
/// let camera = ReaderSource::open(stream, AnnexBDemuxer::h264()).await?;
/// # Ok(()) }
/// ```
pub struct ReaderSource<R> {
    info: TrackInfo,
    player: Player<LiveInput<R>>,
}

impl<R: AsyncRead + Unpin + Send> ReaderSource<R> {
    /// Plays what `demuxer` understands of `input`. Reads it up to the first frame; `input` needs no buffer.
    ///
    /// # Errors
    ///
    /// [`SourceError`], if it cannot be read or is not what `demuxer` understands.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future drops the input.
    pub async fn open(input: R, demuxer: impl Demux + Send + 'static) -> Result<Self, SourceError> {
        let mut reader = AsyncFrameReader::new(input, Box::new(demuxer));
        let info = reader.info().await?;
        let input = LiveInput {
            reader,
            is_timed: info.timing == Timing::Container,
        };
        let player = Player::new(input, info.codec);
        Ok(Self { info, player })
    }

    /// What the stream says of the track.
    pub fn info(&self) -> &TrackInfo {
        &self.info
    }

    /// The timeline that it is played on. Default: one of its own.
    #[must_use]
    pub fn timeline(mut self, timeline: &Timeline) -> Self {
        self.player.set_timeline(timeline);
        self
    }

    /// What it does when a receiver asks for a keyframe. Default: see [`OnKeyframeRequest`].
    #[must_use]
    pub fn on_keyframe_request(mut self, what: OnKeyframeRequest) -> Self {
        self.player.set_on_keyframe_request(what);
        self
    }
}

impl<R: AsyncRead + Unpin + Send + 'static> MediaSource for ReaderSource<R> {
    fn codec(&self) -> Codec {
        self.info.codec
    }

    fn dimensions(&self) -> Option<Dimensions> {
        let (width, height) = self.info.dimensions?;
        Some(Dimensions::new(width, height))
    }

    fn channels(&self) -> Option<u32> {
        self.info.channels
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        self.player.next_frame().await
    }

    fn keyframe_requested(&mut self) {
        self.player.keyframe_requested();
    }

    fn frame_refused(&mut self) {
        self.player.frame_refused();
    }

    fn repeated(&self) -> u64 {
        self.player.repeated()
    }
}

impl<R> fmt::Debug for ReaderSource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderSource")
            .field("codec", &self.info.codec)
            .field("player", &self.player)
            .finish_non_exhaustive()
    }
}

/// The frames of what is being made elsewhere.
struct LiveInput<R> {
    reader: AsyncFrameReader<R>,
    /// Frames have times of their own, and are not only counted.
    is_timed: bool,
}

impl<R: AsyncRead + Unpin + Send> Input for LiveInput<R> {
    async fn next(&mut self) -> Result<Option<Frame>, SourceError> {
        Ok(self.reader.next_frame().await?)
    }

    async fn restart(&mut self) -> Result<bool, SourceError> {
        Ok(false)
    }

    fn is_live(&self) -> bool {
        !self.is_timed
    }
}

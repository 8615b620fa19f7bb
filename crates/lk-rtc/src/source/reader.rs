//! Whatever can be read, played in real time.

use std::fmt;

use lk_media::container::{AsyncFrameReader, Demux};
use lk_media::{Codec, Frame};
use tokio::io::AsyncRead;

use super::MediaSource;
use super::pace::Pace;
use crate::error::SourceError;

/// Whatever can be read, played in real time: a pipe, a socket, the output of a program.
///
/// What comes faster is held back, as it stands in the reader; what comes more slowly is sent when it comes. It cannot
/// make a keyframe when a receiver asks for one, nor go back to one: keyframes should come often.
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
    reader: AsyncFrameReader<R>,
    codec: Codec,
    /// A frame that was read and is not due yet.
    next: Option<Frame>,
    pace: Pace,
}

impl<R: AsyncRead + Unpin + Send> ReaderSource<R> {
    /// Plays what `demuxer` understands of `input`. Reads as much of it as it takes to know the codec; `input` needs no
    /// buffer.
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
        let codec = reader.codec().await?;
        Ok(Self {
            reader,
            codec,
            next: None,
            pace: Pace::new(codec.kind()),
        })
    }
}

impl<R: AsyncRead + Unpin + Send + 'static> MediaSource for ReaderSource<R> {
    fn codec(&self) -> Codec {
        self.codec
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        if self.next.is_none() {
            self.next = self.reader.next_frame().await?;
        }
        let Some(frame) = &self.next else {
            return Ok(None);
        };
        let frame = self.pace.wait(frame).await;
        self.next = None;
        Ok(Some(frame))
    }
}

impl<R> fmt::Debug for ReaderSource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderSource")
            .field("codec", &self.codec)
            .field("played", &self.pace.played())
            .finish_non_exhaustive()
    }
}

//! A file played in real time.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use lk_media::bitstream::FrameInfo;
use lk_media::container::{AsyncFrameReader, Demux, FrameReader, Kind, ReadError};
use lk_media::{Codec, Frame};

use super::player::{Input, Player};
use super::{MediaSource, OnKeyframeRequest, Timeline};
use crate::error::SourceError;
use crate::model::Dimensions;

/// A file played in real time, of any kind that lk-media reads.
///
/// It is played on a [`Timeline`] of its own, or on one that it shares with others: frames are sent at the times that the
/// file gives them. A file cannot make a keyframe when a receiver asks for one; see [`OnKeyframeRequest`] for what it can do.
///
/// ```no_run
/// # use lk_rtc::source::{FileSource, OnKeyframeRequest, Start};
/// let clip = FileSource::open("clip.ivf")?
///     .start(Start::WithFirstSubscriber)
///     .on_keyframe_request(OnKeyframeRequest::NextKeyframe);
/// # Ok::<_, lk_rtc::error::SourceError>(())
/// ```
pub struct FileSource {
    path: PathBuf,
    codec: Codec,
    dimensions: Option<Dimensions>,
    rounds: Option<Option<u32>>,
    player: Player<FileInput>,
}

/// When a file begins to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Start {
    /// As soon as its track is published.
    #[default]
    AtOnce,
    /// When somebody receives the track: nothing of the file is missed.
    WithFirstSubscriber,
}

impl FileSource {
    /// Opens a file whose extension tells what it holds: `ivf`, `h264`, `h265`, `ogg`, `opus`, `wav` and
    /// their like ([`Kind::EXTENSIONS`]), with features of lk-media also `mkv`, `webm` and `mp4`. Reads its
    /// beginning, and blocks for that. Of files with several tracks the first of video is played, or else
    /// the first of audio; for another, see [`open_with`](Self::open_with).
    ///
    /// # Errors
    ///
    /// [`SourceError`], if it cannot be read or is not what its extension says.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let kind = Kind::of_path(&path).ok_or(SourceError::UnknownFormat)?;
        Self::open_boxed(path.as_ref(), || Some(kind.demuxer()))
    }

    /// Opens a file whatever its name is, to be read by what `demuxer` makes: one that reads the audio of a film
    /// (`MatroskaDemuxer::of_kind`), or takes another frame rate than the usual one. It is asked twice. Reads the file's
    /// beginning, and blocks for that.
    ///
    /// ```no_run
    /// # use lk_media::container::AnnexBDemuxer;
    /// # use lk_rtc::source::FileSource;
    /// let clip = FileSource::open_with("clip.bin", AnnexBDemuxer::h265)?;
    /// # Ok::<_, lk_rtc::error::SourceError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`SourceError`], if it cannot be read or is not what the demuxer understands.
    pub fn open_with<D: Demux + Send + 'static>(
        path: impl AsRef<Path>,
        demuxer: impl Fn() -> D,
    ) -> Result<Self, SourceError> {
        Self::open_boxed(path.as_ref(), || Some(Box::new(demuxer())))
    }

    pub(super) fn open_boxed(
        path: &Path,
        demuxer: impl Fn() -> Option<Box<dyn Demux + Send>>,
    ) -> Result<Self, SourceError> {
        let (Some(ahead), Some(demuxer)) = (demuxer(), demuxer()) else {
            return Err(SourceError::UnknownFormat);
        };
        let mut reader = FrameReader::seekable(File::open(path)?, ahead);
        let codec = reader.codec()?;
        // What is wrong with the first frame is told when it is played.
        let first = reader.next_frame().ok().flatten();
        let size = first.and_then(|first| FrameInfo::of(codec, &first.data).dimensions);
        let file = tokio::fs::File::from_std(File::open(path)?);
        let input = FileInput(AsyncFrameReader::seekable(file, demuxer));
        Ok(Self {
            path: path.to_owned(),
            codec,
            dimensions: size.map(|(width, height)| Dimensions::new(width, height)),
            rounds: None,
            player: Player::new(input, codec),
        })
    }

    /// The timeline that it is played on. Default: one of its own.
    #[must_use]
    pub fn timeline(mut self, timeline: &Timeline) -> Self {
        self.player.set_timeline(timeline);
        if let Some(rounds) = self.rounds {
            timeline.set_rounds(rounds);
        }
        self
    }

    /// When it begins to play. Default: at once.
    #[must_use]
    pub fn start(mut self, start: Start) -> Self {
        self.player.set_start(start);
        self
    }

    /// What it does when a receiver asks for a keyframe. Default: see [`OnKeyframeRequest`].
    #[must_use]
    pub fn on_keyframe_request(mut self, what: OnKeyframeRequest) -> Self {
        self.player.set_on_keyframe_request(what);
        self
    }

    /// Plays it over and over, until its track ends, and with it all sources of its timeline: they begin anew together,
    /// when the longest has ended. Default: once.
    #[must_use]
    pub fn repeat(self) -> Self {
        self.rounds(None)
    }

    /// Plays it so many times, and with it all sources of its timeline. Default: once.
    #[must_use]
    pub fn repeat_times(self, times: u32) -> Self {
        self.rounds(Some(times))
    }

    fn rounds(mut self, rounds: Option<u32>) -> Self {
        self.player.timeline().set_rounds(rounds);
        self.rounds = Some(rounds);
        self
    }
}

impl MediaSource for FileSource {
    fn codec(&self) -> Codec {
        self.codec
    }

    fn dimensions(&self) -> Option<Dimensions> {
        self.dimensions
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        self.player.next_frame().await
    }

    fn keyframe_requested(&mut self) {
        self.player.keyframe_requested();
    }

    fn subscribed(&mut self) {
        self.player.subscribed();
    }

    fn frame_refused(&mut self) {
        self.player.frame_refused();
    }

    fn repeated(&self) -> u64 {
        self.player.repeated()
    }
}

impl fmt::Debug for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileSource")
            .field("path", &self.path)
            .field("codec", &self.codec)
            .field("player", &self.player)
            .finish_non_exhaustive()
    }
}

/// The frames of a file.
struct FileInput(AsyncFrameReader<tokio::fs::File>);

impl Input for FileInput {
    async fn next(&mut self) -> Result<Option<Frame>, SourceError> {
        Ok(self.0.next_frame().await?)
    }

    async fn restart(&mut self) -> Result<bool, SourceError> {
        self.0.rewind_to_start().await?;
        Ok(true)
    }

    fn is_live(&self) -> bool {
        false
    }
}

impl From<ReadError> for SourceError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => Self::Io(error),
            error => Self::Malformed {
                source: error.into(),
            },
        }
    }
}

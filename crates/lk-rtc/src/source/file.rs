//! A file played in real time.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lk_media::bitstream::FrameInfo;
use lk_media::container::{AsyncFrameReader, Demux, FrameReader, Kind, ReadError};
use lk_media::{Codec, Frame, MediaKind};
use tokio::time::Instant;

use super::MediaSource;
use super::pace::Pace;
use crate::error::SourceError;
use crate::model::Dimensions;

/// A file played in real time, of any kind that lk-media reads.
///
/// A file cannot make a keyframe when a receiver asks for one. So it may wait for its first
/// receiver before it begins, and may go back to a keyframe when it is asked for one; see
/// [`start`](Self::start) and [`on_keyframe_request`](Self::on_keyframe_request). What is played
/// again has new times: for receivers the track only goes forward.
///
/// ```no_run
/// # use lk_rtc::source::{FileSource, OnKeyframeRequest, Start};
/// let clip = FileSource::open("clip.ivf")?
///     .start(Start::WithFirstSubscriber)
///     .on_keyframe_request(OnKeyframeRequest::Ignore);
/// # Ok::<_, lk_rtc::error::SourceError>(())
/// ```
pub struct FileSource {
    path: PathBuf,
    codec: Codec,
    dimensions: Option<Dimensions>,
    start: Start,
    on_keyframe_request: OnKeyframeRequest,
    rounds: Option<u32>,
    reader: AsyncFrameReader<tokio::fs::File>,
    /// A frame that was read and is not due yet.
    next: Option<Frame>,
    /// Whether this round has had any: a file without frames is not played for ever.
    any: bool,
    pace: Pace,
    rewind: bool,
    last_rewind: Option<Instant>,
}

/// When a file begins to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Start {
    /// As soon as its track stands in the room.
    #[default]
    AtOnce,
    /// When somebody receives the track: nothing of the file is missed.
    WithFirstSubscriber,
}

/// What a file does when a receiver asks for a keyframe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnKeyframeRequest {
    /// Goes back to the keyframe that was played last; every receiver sees what followed it again.
    #[default]
    LastKeyframe,
    /// Begins anew with its first group of pictures.
    FirstGroup,
    /// Plays on: the receiver waits for the next keyframe of the file.
    Ignore,
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
        Self::open_boxed(path.as_ref(), || kind.demuxer())
    }

    /// Opens a file whatever its name is, to be read by what `demuxer` makes: one that reads the audio of a film
    /// (`MatroskaDemuxer::of_kind`), or takes another frame rate than the usual one. It is asked twice. Reads the file's beginning, and blocks for that.
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
        Self::open_boxed(path.as_ref(), || Box::new(demuxer()))
    }

    fn open_boxed(
        path: &Path,
        demuxer: impl Fn() -> Box<dyn Demux + Send>,
    ) -> Result<Self, SourceError> {
        let mut reader = FrameReader::seekable(File::open(path)?, demuxer());
        let codec = reader.codec()?;
        // What ails the first frame is told when it is played.
        let first = reader.next_frame().ok().flatten();
        let size = first.and_then(|first| FrameInfo::of(codec, &first.data).dimensions);
        let file = tokio::fs::File::from_std(File::open(path)?);
        Ok(Self {
            path: path.to_owned(),
            codec,
            dimensions: size.map(|(width, height)| Dimensions::new(width, height)),
            start: Start::default(),
            on_keyframe_request: OnKeyframeRequest::default(),
            rounds: Some(1),
            reader: AsyncFrameReader::seekable(file, demuxer()),
            next: None,
            any: false,
            pace: Pace::new(codec.kind()),
            rewind: false,
            last_rewind: None,
        })
    }

    /// When it begins to play. Default: at once.
    #[must_use]
    pub fn start(mut self, start: Start) -> Self {
        self.start = start;
        self
    }

    /// What it does when a receiver asks for a keyframe. Default: goes back to the last one.
    #[must_use]
    pub fn on_keyframe_request(mut self, what: OnKeyframeRequest) -> Self {
        self.on_keyframe_request = what;
        self
    }

    /// Plays it over and over, until its track ends. Default: once.
    #[must_use]
    pub fn repeat(mut self) -> Self {
        self.rounds = None;
        self
    }

    /// Plays it so many times. Default: once.
    #[must_use]
    pub fn repeat_times(mut self, times: u32) -> Self {
        self.rounds = Some(times);
        self
    }

    /// Reads the next frame, unless it was read; says whether there is one.
    async fn read(&mut self) -> Result<bool, SourceError> {
        if self.rounds == Some(0) {
            return Ok(false);
        }
        if self.rewind {
            self.next = None;
            match self.on_keyframe_request {
                OnKeyframeRequest::FirstGroup => self.reader.rewind_to_start().await?,
                _ => self.reader.rewind_to_keyframe().await?,
            }
            self.rewind = false;
            self.pace.jump();
        }
        while self.next.is_none() {
            self.next = self.reader.next_frame().await?;
            if self.next.is_none() {
                let left = self.rounds.map(|rounds| rounds.saturating_sub(1));
                if left == Some(0) || !self.any {
                    return Ok(false);
                }
                self.reader.rewind_to_start().await?;
                (self.rounds, self.any) = (left, false);
                self.pace.jump();
            }
        }
        Ok(true)
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
        if self.start == Start::WithFirstSubscriber {
            // Until `subscribed` is called.
            std::future::pending::<()>().await;
        }
        let there_is = self.read().await?;
        let Some(frame) = self.next.as_ref().filter(|_| there_is) else {
            return Ok(None);
        };
        let frame = self.pace.wait(frame).await;
        // From here on nothing waits: the frame is given exactly once.
        self.next = None;
        self.any = true;
        Ok(Some(frame))
    }

    fn keyframe_requested(&mut self) {
        let video = self.codec.kind() == MediaKind::Video;
        let again = self.last_rewind.is_some_and(|at| at.elapsed() < ANSWERED);
        let begun = self.pace.has_started();
        if video && begun && !again && self.on_keyframe_request != OnKeyframeRequest::Ignore {
            self.rewind = true;
            self.last_rewind = Some(Instant::now());
        }
    }

    fn subscribed(&mut self) {
        self.start = Start::AtOnce;
    }
}

impl fmt::Debug for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileSource")
            .field("path", &self.path)
            .field("codec", &self.codec)
            .field("played", &self.pace.played())
            .finish_non_exhaustive()
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

/// A request this soon after one that was answered was made before the answer came. Servers ask
/// again.
const ANSWERED: Duration = Duration::from_millis(250);

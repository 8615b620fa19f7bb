//! A file played in real time.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lk_media::container::{AsyncFrameReader, Demux as _, IvfDemuxer, Kind, OpenError, ReadError};
use lk_media::{Codec, FileReader, Frame, MediaKind};
use tokio::time::{Instant, sleep_until};

use super::MediaSource;
use crate::error::SourceError;
use crate::model::Dimensions;

/// A file played in real time: IVF (VP8, VP9, AV1), H.264 or H.265 byte streams, Ogg Opus.
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
    kind: Kind,
    codec: Codec,
    dimensions: Option<Dimensions>,
    start: Start,
    on_keyframe_request: OnKeyframeRequest,
    rounds: Option<u32>,
    reader: Option<AsyncFrameReader<tokio::fs::File>>,
    /// A frame that was read and is not due yet.
    next: Option<Frame>,
    /// Whether this round has had any: a file without frames is not played for ever.
    any: bool,
    clock: Clock,
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

/// Where the file stands in time.
#[derive(Debug, Default)]
struct Clock {
    started: Option<Instant>,
    played: Duration,
}

impl FileSource {
    /// Opens a file whose extension tells what it holds: `ivf`, `h264`, `h265`, `ogg`, `opus`, `wav` and
    /// their like ([`Kind::EXTENSIONS`]), with features of lk-media also `mkv`, `webm` and `mp4`. Reads its
    /// beginning, and blocks for that. Of files with several tracks the first of video is played, or else
    /// the first of audio.
    ///
    /// # Errors
    ///
    /// [`SourceError`], if it cannot be read or is not what its extension says.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let path = path.as_ref();
        let kind = Kind::of_path(path).ok_or(SourceError::UnknownFormat)?;
        let codec = FileReader::open(path).and_then(|mut reader| Ok(reader.codec()?))?;
        let dimensions = if kind == Kind::Ivf {
            ivf_dimensions(path)?
        } else {
            None
        };
        Ok(Self {
            path: path.to_owned(),
            kind,
            codec,
            dimensions,
            start: Start::default(),
            on_keyframe_request: OnKeyframeRequest::default(),
            rounds: Some(1),
            reader: None,
            next: None,
            any: false,
            clock: Clock::default(),
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

    async fn read(&mut self) -> Result<Option<Frame>, SourceError> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            None => {
                let file = tokio::fs::File::open(&self.path).await?;
                self.reader
                    .insert(AsyncFrameReader::seekable(file, self.kind.demuxer()))
            }
        };
        if self.rewind {
            self.next = None;
            match self.on_keyframe_request {
                OnKeyframeRequest::FirstGroup => reader.rewind_to_start().await?,
                _ => reader.rewind_to_keyframe().await?,
            }
            self.rewind = false;
        }
        loop {
            if self.next.is_some() {
                return Ok(self.next.clone());
            }
            self.next = reader.next_frame().await?;
            if self.next.is_none() {
                let left = self.rounds.map(|rounds| rounds.saturating_sub(1));
                if left == Some(0) || !self.any {
                    return Ok(None);
                }
                reader.rewind_to_start().await?;
                (self.rounds, self.any) = (left, false);
            }
        }
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
        let Some(frame) = self.read().await? else {
            return Ok(None);
        };
        let now = Instant::now();
        let started = *self.clock.started.get_or_insert(now);
        let mut due = started + self.clock.played;
        if now > due + LATE {
            // The machine slept, or the disk did: what was missed is not made up for in a burst.
            self.clock.started = now.checked_sub(self.clock.played);
            due = now;
        }
        sleep_until(due).await;
        // From here on nothing waits: the frame is given exactly once.
        self.next = None;
        self.any = true;
        let pts = self.clock.played;
        self.clock.played += frame.duration;
        Ok(Some(frame.pts(pts)))
    }

    fn keyframe_requested(&mut self) {
        let video = self.codec.kind() == MediaKind::Video;
        let again = self.last_rewind.is_some_and(|at| at.elapsed() < ANSWERED);
        let begun = self.clock.started.is_some();
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
            .field("played", &self.clock.played)
            .finish_non_exhaustive()
    }
}

impl From<OpenError> for SourceError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Read(error) => error.into(),
            _ => Self::UnknownFormat,
        }
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

/// What the header of an IVF file says of its pictures.
fn ivf_dimensions(path: &Path) -> Result<Option<Dimensions>, SourceError> {
    let mut head = [0; IVF_HEADER];
    File::open(path)?.read_exact(&mut head)?;
    let mut demuxer = IvfDemuxer::new();
    demuxer.push(&head);
    demuxer.poll().map_err(|error| SourceError::Malformed {
        source: error.into(),
    })?;
    let size = demuxer
        .header()
        .map(|it| Dimensions::new(it.width.into(), it.height.into()));
    Ok(size.filter(|size| size.width > 0 && size.height > 0))
}

const IVF_HEADER: usize = 32;

/// How late a frame may be and still be made up for.
const LATE: Duration = Duration::from_millis(500);

/// A request this soon after one that was answered was made before the answer came. Servers ask
/// again.
const ANSWERED: Duration = Duration::from_millis(250);

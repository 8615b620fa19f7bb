//! A file played in real time.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use lk_media::bitstream::PictureOrder;
use lk_media::container::{AsyncFrameReader, Demux, FrameReader, Kind, ReadError, TrackInfo};
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
    info: TrackInfo,
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
    /// [`SourceError::Open`], if it cannot be read, is not what its extension says, holds no frame, or pictures that are
    /// [reordered](SourceError::Reordered).
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let kind = Kind::of_path(&path);
        Self::open_boxed(path.as_ref(), || Some(kind?.demuxer()))
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
    /// As [`open`](Self::open).
    pub fn open_with<D: Demux + Send + 'static>(
        path: impl AsRef<Path>,
        demuxer: impl Fn() -> D,
    ) -> Result<Self, SourceError> {
        Self::open_boxed(path.as_ref(), || Some(Box::new(demuxer())))
    }

    /// Opens a file that `demuxer` reads; without one its format is not known.
    pub(super) fn open_boxed(
        path: &Path,
        demuxer: impl Fn() -> Option<Box<dyn Demux + Send>>,
    ) -> Result<Self, SourceError> {
        let opened = demuxer().zip(demuxer());
        let opened = opened.ok_or(SourceError::UnknownFormat);
        let opened = opened.and_then(|(ahead, demuxer)| {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            if metadata.is_file() && metadata.len() == 0 {
                return Err(SourceError::Empty);
            }
            let info = look_ahead(FrameReader::seekable(file, ahead))?;
            let file = tokio::fs::File::from_std(File::open(path)?);
            Ok((info, AsyncFrameReader::seekable(file, demuxer)))
        });
        let (info, reader) = opened.map_err(|error| SourceError::Open {
            path: path.to_owned(),
            source: error.into(),
        })?;
        Ok(Self {
            path: path.to_owned(),
            player: Player::new(FileInput(reader), info.codec),
            rounds: None,
            info,
        })
    }

    /// What the file says of the track.
    pub fn info(&self) -> &TrackInfo {
        &self.info
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
            .field("codec", &self.info.codec)
            .field("player", &self.player)
            .finish_non_exhaustive()
    }
}

/// What a file says of its track, if it can be played.
fn look_ahead(mut reader: FrameReader<File>) -> Result<TrackInfo, SourceError> {
    let info = reader.info()?;
    let mut order = PictureOrder::new(info.codec);
    for number in 0..LOOK_AHEAD {
        match reader.next_frame() {
            Ok(Some(frame)) if order.is_reordered(&frame.data) => {
                return Err(SourceError::Reordered);
            }
            Ok(None) if number == 0 => return Err(SourceError::Empty),
            Err(error) if number == 0 => return Err(error.into()),
            Ok(Some(_)) => {}
            // What is wrong with a later frame is told when it is played.
            Ok(None) | Err(_) => break,
        }
    }
    Ok(info)
}

/// Encoders that make B-frames make one among so many frames.
const LOOK_AHEAD: usize = 64;

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

//! The tracks of one file.

use std::path::Path;

use lk_media::MediaKind;
use lk_media::container::Kind;

use super::{FileSource, OnKeyframeRequest, Start, Timeline};
use crate::error::SourceError;

/// The tracks of one file, each to be published by itself, all on one [`Timeline`]: the first track of video and the first
/// of audio, as far as the file has them.
///
/// ```no_run
/// # use lk_rtc::{MediaKind, PublishOptions, Room};
/// # use lk_rtc::source::{MediaFile, MediaSource as _};
/// # async fn run(room: Room) -> Result<(), Box<dyn std::error::Error>> {
/// for track in MediaFile::open("film.mp4")?.repeat() {
///     let options = match track.codec().kind() {
///         MediaKind::Video => PublishOptions::camera(),
///         MediaKind::Audio => PublishOptions::microphone(),
///     };
///     room.local_participant().publish(track, options).await?;
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct MediaFile {
    tracks: Vec<FileSource>,
}

impl MediaFile {
    /// Opens a file whose extension tells what it holds, as [`FileSource::open`] does. Reads its beginning, once for each
    /// track, and blocks for that.
    ///
    /// # Errors
    ///
    /// [`SourceError`], if none of its tracks can be played; it says why the first cannot.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let path = path.as_ref();
        let Some(kind) = Kind::of_path(path) else {
            // It says why not.
            let track = FileSource::open(path)?;
            return Ok(Self {
                tracks: vec![track],
            });
        };
        let mut tracks = Vec::new();
        let mut error = None;
        let may_hold = |media: &MediaKind| kind.demuxer_of(*media).is_some();
        let kinds = [MediaKind::Video, MediaKind::Audio];
        for media in kinds.into_iter().filter(may_hold) {
            match FileSource::open_boxed(path, || kind.demuxer_of(media)) {
                Ok(track) => tracks.push(track),
                Err(failed) => drop(error.get_or_insert(failed)),
            }
        }
        match error {
            Some(error) if tracks.is_empty() => Err(error),
            _ => Ok(Self { tracks }.timeline(&Timeline::new())),
        }
    }

    /// The tracks.
    pub fn tracks(&self) -> &[FileSource] {
        &self.tracks
    }

    /// The timeline that they are played on. Default: one of the file's own.
    #[must_use]
    pub fn timeline(self, timeline: &Timeline) -> Self {
        self.map(|track| track.timeline(timeline))
    }

    /// When they begin to play: see [`FileSource::start`].
    #[must_use]
    pub fn start(self, start: Start) -> Self {
        self.map(|track| track.start(start))
    }

    /// What they do when a receiver asks for a keyframe: see [`FileSource::on_keyframe_request`].
    #[must_use]
    pub fn on_keyframe_request(self, what: OnKeyframeRequest) -> Self {
        self.map(|track| track.on_keyframe_request(what))
    }

    /// Plays the file over and over: see [`FileSource::repeat`].
    #[must_use]
    pub fn repeat(self) -> Self {
        self.map(FileSource::repeat)
    }

    fn map(self, set: impl FnMut(FileSource) -> FileSource) -> Self {
        let tracks = self.tracks.into_iter().map(set).collect();
        Self { tracks }
    }
}

impl IntoIterator for MediaFile {
    type Item = FileSource;
    type IntoIter = std::vec::IntoIter<FileSource>;

    fn into_iter(self) -> Self::IntoIter {
        self.tracks.into_iter()
    }
}

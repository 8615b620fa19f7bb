//! Frames into anything that can be written.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{Kind, Mux, MuxError, Patch, TrackInfo};
use crate::Frame;

/// Writes frames into a file.
pub type FileWriter = FrameWriter<File>;

/// Writes frames into a [`Write`], one write a frame at most: the output needs no buffer.
///
/// Dropping it ends the file as [`finish`](Self::finish) does, but without a word about failure. Where the
/// output failed, what of a frame was not written is kept, and written before what comes next: the file stays
/// what the muxer takes it for, and can be gone on with or ended.
pub struct FrameWriter<W: Write> {
    output: W,
    muxer: Box<dyn Mux + Send>,
    /// How to overwrite what was written, if the output can do that.
    patch: Option<fn(&mut W, &Patch) -> io::Result<()>>,
    /// What the muxer made, and how much of it was written.
    pending: Vec<u8>,
    written: usize,
    finished: bool,
}

impl FileWriter {
    /// Creates a file, or empties it, for frames of this track in the container that its extension tells
    /// (see [`Kind::of_path`]). The track is what a reader says of it ([`FrameReader::info`](super::FrameReader::info)),
    /// so that a copy keeps it, or a codec alone.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if the extension is not known, its container cannot hold the codec, or the file
    /// cannot be created.
    pub fn create(path: impl AsRef<Path>, track: impl Into<TrackInfo>) -> Result<Self, WriteError> {
        let path = path.as_ref();
        let (file, muxer) = create(path, |kind| kind.muxer(track))?;
        Ok(Self::seekable(file, muxer))
    }
}

/// Creates a file for what `muxer` makes for its kind.
pub(super) fn create<M>(
    path: &Path,
    muxer: impl FnOnce(Kind) -> Result<M, MuxError>,
) -> Result<(File, M), WriteError> {
    let path_buf = || path.to_owned();
    let Some(kind) = Kind::of_path(path) else {
        return Err(match Kind::feature_of_path(path) {
            Some(feature) => WriteError::FeatureOff {
                path: path_buf(),
                feature,
            },
            None => WriteError::UnknownKind { path: path_buf() },
        });
    };
    let muxer = muxer(kind)?;
    let file = File::create(path).map_err(|source| WriteError::Create {
        path: path_buf(),
        source,
    })?;
    Ok((file, muxer))
}

impl<W: Write> FrameWriter<W> {
    /// Writes what `muxer` makes into `output`, which is not sought in.
    pub fn new(output: W, muxer: Box<dyn Mux + Send>) -> Self {
        Self {
            output,
            muxer,
            patch: None,
            pending: Vec::new(),
            written: 0,
            finished: false,
        }
    }

    /// The same for an output that can seek: its header is put right in the end. Offsets count from the
    /// start of the output.
    pub fn seekable(output: W, muxer: Box<dyn Mux + Send>) -> Self
    where
        W: Seek,
    {
        let patch = |output: &mut W, patch: &Patch| {
            output.seek(SeekFrom::Start(patch.offset))?;
            output.write_all(&patch.bytes)?;
            output.seek(SeekFrom::End(0)).map(drop)
        };
        let mut writer = Self::new(output, muxer);
        writer.patch = Some(patch);
        writer
    }

    /// Writes a frame.
    ///
    /// # Errors
    ///
    /// [`WriteError::Mux`] if the container cannot hold the frame; the file stays usable.
    /// [`WriteError::Io`] if writing failed: the frame is not to be written again. It was taken, unless part of
    /// one before it still could not be written.
    pub fn write(&mut self, frame: &Frame) -> Result<(), WriteError> {
        self.write_to(1, frame)
    }

    pub(super) fn write_to(&mut self, track: u64, frame: &Frame) -> Result<(), WriteError> {
        self.write_pending()?;
        self.muxer.write_to(track, frame, &mut self.pending)?;
        self.write_pending()?;
        Ok(())
    }

    /// Ends the file. Nothing can be written after.
    ///
    /// # Errors
    ///
    /// [`WriteError::Io`] if writing failed.
    pub fn finish(&mut self) -> Result<(), WriteError> {
        if std::mem::replace(&mut self.finished, true) {
            return Ok(());
        }
        let patch = self.muxer.finish(&mut self.pending);
        // Where the end cannot be written, as on a full disk, the header can still be put right.
        let ended = self.write_pending();
        if let (Some(apply), Some(patch)) = (self.patch, patch) {
            apply(&mut self.output, &patch)?;
        }
        ended?;
        self.output.flush()?;
        Ok(())
    }

    fn write_pending(&mut self) -> io::Result<()> {
        while let Some(rest) = self.pending.get(self.written..).filter(|it| !it.is_empty()) {
            match self.output.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => self.written += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.pending.clear();
        self.written = 0;
        Ok(())
    }
}

impl<W: Write> Drop for FrameWriter<W> {
    fn drop(&mut self) {
        // Whoever wants to know has called it.
        let _ = self.finish();
    }
}

impl<W: Write> std::fmt::Debug for FrameWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FrameWriter")
            .field("finished", &self.finished)
            .finish_non_exhaustive()
    }
}

/// Why a frame was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The extension says nothing about the kind of file.
    #[error("the extension of {} is not that of a known kind of file", path.display())]
    #[non_exhaustive]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
    /// The kind of file is known, and left out of this build.
    #[error("cannot write {}: enable feature `{feature}`", path.display())]
    #[non_exhaustive]
    FeatureOff {
        /// The file.
        path: PathBuf,
        /// The feature of this crate that writes it.
        feature: &'static str,
    },
    /// The file cannot be created.
    #[error("cannot create {}", path.display())]
    #[non_exhaustive]
    Create {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The container cannot hold the frame.
    #[error(transparent)]
    Mux(#[from] MuxError),
    /// Writing failed.
    #[error("writing failed")]
    Io(#[from] io::Error),
}

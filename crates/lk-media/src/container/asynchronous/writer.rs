//! Frames into anything that tokio can write.

use std::io::{self, SeekFrom};

use tokio::io::{AsyncSeek, AsyncSeekExt, AsyncWrite, AsyncWriteExt};

use crate::Frame;
use crate::container::{Mux, MuxError, Patch, WriteError};

/// Writes frames into an [`AsyncWrite`], in one piece a frame: the output needs no buffer.
///
/// What could not be written yet when a future was dropped, or when the output failed, is kept and written
/// before what comes next.
/// Dropping the writer does not end the file: [`finish`](Self::finish) does.
pub struct AsyncFrameWriter<W> {
    output: W,
    muxer: Box<dyn Mux + Send>,
    /// What the muxer made, and how much of it was written.
    pending: Vec<u8>,
    written: usize,
    /// The output failed, and has not gone on since.
    failed: bool,
    /// What is to be put right in the end.
    patch: Option<Patch>,
    finished: bool,
}

impl<W: AsyncWrite + Unpin> AsyncFrameWriter<W> {
    /// Writes what `muxer` makes into `output`.
    pub fn new(output: W, muxer: Box<dyn Mux + Send>) -> Self {
        Self {
            output,
            muxer,
            pending: Vec::new(),
            written: 0,
            failed: false,
            patch: None,
            finished: false,
        }
    }

    /// Writes a frame.
    ///
    /// # Errors
    ///
    /// [`WriteError::Mux`] if the container cannot hold the frame; the file stays usable.
    /// [`WriteError::Io`] if writing failed: the frame is not to be written again. It was taken, unless part of
    /// one before it still could not be written.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the frame is taken, unless the output failed before; what of it was not written is written
    /// with the next call.
    pub async fn write(&mut self, frame: &Frame) -> Result<(), WriteError> {
        if self.finished {
            return Err(MuxError::Finished.into());
        }
        if self.failed {
            self.write_pending().await?;
        }
        self.muxer.write(frame, &mut self.pending)?;
        self.write_pending().await?;
        Ok(())
    }

    /// Ends the file. Nothing can be written after. What the header cannot know before is not put right:
    /// see [`finish_seeking`](Self::finish_seeking).
    ///
    /// # Errors
    ///
    /// [`WriteError::Io`] if writing failed.
    ///
    /// # Cancel safety
    ///
    /// Call it again to go on.
    pub async fn finish(&mut self) -> Result<(), WriteError> {
        if !std::mem::replace(&mut self.finished, true) {
            self.patch = self.muxer.finish(&mut self.pending);
        }
        self.write_pending().await?;
        self.output.flush().await?;
        Ok(())
    }

    /// The same for an output that can seek: its header is put right. Offsets count from the start of the
    /// output.
    ///
    /// # Errors
    ///
    /// [`WriteError::Io`] if writing or seeking failed.
    ///
    /// # Cancel safety
    ///
    /// Call it again to go on.
    pub async fn finish_seeking(&mut self) -> Result<(), WriteError>
    where
        W: AsyncSeek,
    {
        self.finish().await?;
        if let Some(patch) = &self.patch {
            // From the beginning, however far one came before.
            self.output.seek(SeekFrom::Start(patch.offset)).await?;
            self.output.write_all(&patch.bytes).await?;
            self.output.seek(SeekFrom::End(0)).await?;
            self.output.flush().await?;
            self.patch = None;
        }
        Ok(())
    }

    /// The output, to go on with by hand.
    pub fn into_inner(self) -> W {
        self.output
    }

    async fn write_pending(&mut self) -> io::Result<()> {
        while let Some(rest) = self.pending.get(self.written..).filter(|it| !it.is_empty()) {
            match self.output.write(rest).await {
                Ok(count) if count > 0 => self.written += count,
                result => {
                    self.failed = true;
                    return Err(result.err().unwrap_or(io::ErrorKind::WriteZero.into()));
                }
            }
        }
        self.failed = false;
        self.pending.clear();
        self.written = 0;
        Ok(())
    }
}

impl<W> std::fmt::Debug for AsyncFrameWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AsyncFrameWriter")
            .field("finished", &self.finished)
            .finish_non_exhaustive()
    }
}

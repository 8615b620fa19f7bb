//! Frames from anything that tokio can read.

use std::io::SeekFrom;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt};

use super::reader::{CHUNK, Keyframes};
use super::{Demux, DemuxError, Fault, Mark, ReadError};
use crate::{Codec, Frame};

/// Reads frames from an [`AsyncRead`], and goes back to a keyframe where it can seek.
pub struct AsyncFrameReader<R> {
    input: R,
    demuxer: Box<dyn Demux + Send>,
    chunk: Vec<u8>,
    ended: bool,
    ahead: Option<Frame>,
    marks: Keyframes,
}

impl<R: AsyncRead + Unpin> AsyncFrameReader<R> {
    /// Reads what `demuxer` understands from `input`, in large pieces: `input` needs no buffer.
    pub fn new(input: R, demuxer: Box<dyn Demux + Send>) -> Self {
        let chunk = vec![0; CHUNK];
        Self {
            input,
            demuxer,
            chunk,
            ended: false,
            ahead: None,
            marks: Keyframes::default(),
        }
    }

    /// The codec of the frames. Reads ahead as far as that takes.
    ///
    /// # Errors
    ///
    /// As [`next_frame`](Self::next_frame).
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost.
    pub async fn codec(&mut self) -> Result<Codec, ReadError> {
        loop {
            if let Some(codec) = self.demuxer.codec() {
                return Ok(codec);
            }
            if self.ahead.is_none() {
                self.ahead = self.read_frame().await?;
            }
            if self.ahead.is_none() && self.demuxer.codec().is_none() {
                return Err(DemuxError {
                    offset: 0,
                    fault: Fault::Truncated,
                }
                .into());
            }
        }
    }

    /// Reads the next frame; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if reading fails or the file is damaged. All frames before that place have been
    /// given out.
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost: a read either completed and was taken in, or did not happen.
    pub async fn next_frame(&mut self) -> Result<Option<Frame>, ReadError> {
        let frame = match self.ahead.take() {
            Some(frame) => Some(frame),
            None => self.read_frame().await?,
        };
        if let Some(frame) = &frame {
            self.marks.note(frame, self.demuxer.mark());
        }
        Ok(frame)
    }

    async fn read_frame(&mut self) -> Result<Option<Frame>, ReadError> {
        loop {
            if let Some(frame) = self.demuxer.poll()? {
                return Ok(Some(frame));
            }
            if self.ended {
                return Ok(None);
            }
            let count = self.input.read(&mut self.chunk).await?;
            if count == 0 {
                self.ended = true;
                self.demuxer.finish();
            }
            self.demuxer
                .push(self.chunk.get(..count).unwrap_or_default());
        }
    }
}

impl<R: AsyncRead + AsyncSeek + Unpin> AsyncFrameReader<R> {
    /// Goes back to the keyframe that was read last, which the next read gives again. Before any
    /// frame was read that is the start.
    ///
    /// # Errors
    ///
    /// [`ReadError::Io`] if seeking fails.
    ///
    /// # Cancel safety
    ///
    /// None: call it again before reading on.
    pub async fn rewind_to_keyframe(&mut self) -> Result<(), ReadError> {
        self.go_to(self.marks.last()).await
    }

    /// Goes back to the first keyframe: its group of pictures plays again.
    ///
    /// # Errors
    ///
    /// [`ReadError::Io`] if seeking fails.
    ///
    /// # Cancel safety
    ///
    /// None: call it again before reading on.
    pub async fn rewind_to_start(&mut self) -> Result<(), ReadError> {
        self.go_to(self.marks.first()).await
    }

    async fn go_to(&mut self, mark: Mark) -> Result<(), ReadError> {
        self.input.seek(SeekFrom::Start(mark.offset())).await?;
        self.demuxer.resume(mark);
        self.ended = false;
        self.ahead = None;
        Ok(())
    }
}

impl<R> std::fmt::Debug for AsyncFrameReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let codec = self.demuxer.codec();
        f.debug_struct("AsyncFrameReader")
            .field("codec", &codec)
            .finish_non_exhaustive()
    }
}

//! Frames from anything that tokio can read, and into anything that it can write.

mod writer;

use std::future::poll_fn;
use std::io::{self, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt};

use super::reader::{CHUNK, EMPTY, Keyframes};
use super::{Damage, Demux, Mark, ReadError, TrackInfo};
use crate::{Codec, Frame};

pub use writer::AsyncFrameWriter;

/// Reads frames from an [`AsyncRead`], and goes back to a keyframe where it can seek.
pub struct AsyncFrameReader<R> {
    input: R,
    demuxer: Box<dyn Demux + Send>,
    chunk: Vec<u8>,
    ended: bool,
    ahead: Option<Frame>,
    /// A frame was given out.
    has_begun: bool,
    marks: Keyframes,
    /// How to go to another place, if the input can do that.
    seek: Option<SeekWith<R>>,
    /// A place that was asked for and is not reached yet.
    seeking: Option<u64>,
}

/// The two halves of [`AsyncSeek`].
struct SeekWith<R> {
    start: fn(Pin<&mut R>, SeekFrom) -> io::Result<()>,
    complete: fn(Pin<&mut R>, &mut Context<'_>) -> Poll<io::Result<u64>>,
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
            has_begun: false,
            marks: Keyframes::default(),
            seek: None,
            seeking: None,
        }
    }

    /// The same for an input that can seek: files whose order asks for it are read too.
    pub fn seekable(input: R, demuxer: Box<dyn Demux + Send>) -> Self
    where
        R: AsyncSeek,
    {
        let mut reader = Self::new(input, demuxer);
        reader.seek = Some(SeekWith {
            start: R::start_seek,
            complete: R::poll_complete,
        });
        reader
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
                return Err(EMPTY.into());
            }
        }
    }

    /// What was damaged and passed over so far.
    pub fn damage(&self) -> Damage {
        self.demuxer.damage()
    }

    /// What the file says of the track, completed by its first frame, which is read for that. A damaged first frame is
    /// no error here: the next read tells.
    ///
    /// # Errors
    ///
    /// As [`next_frame`](Self::next_frame), if not even the codec is known.
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost.
    pub async fn info(&mut self) -> Result<TrackInfo, ReadError> {
        if self.ahead.is_none() && !self.has_begun {
            match self.read_frame().await {
                Ok(frame) => self.ahead = frame,
                Err(ReadError::Demux(_)) if self.demuxer.info().is_some() => {}
                Err(error) => return Err(error),
            }
        }
        let mut info = self.demuxer.info().ok_or(ReadError::Demux(EMPTY))?;
        if let Some(frame) = &self.ahead {
            info.complete(&frame.data);
        }
        Ok(info)
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
            self.has_begun = true;
            self.marks.note(frame, self.demuxer.mark());
        }
        Ok(frame)
    }

    async fn read_frame(&mut self) -> Result<Option<Frame>, ReadError> {
        loop {
            if let Some(frame) = self.demuxer.poll()? {
                return Ok(Some(frame));
            }
            self.follow().await?;
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

impl<R: Unpin> AsyncFrameReader<R> {
    /// Goes where the demuxer wants to go on, if it does and the input can. Dropped on the way, it goes
    /// there the next time.
    async fn follow(&mut self) -> io::Result<()> {
        let Some(SeekWith { start, complete }) = &self.seek else {
            return Ok(());
        };
        if let Some(offset) = self.demuxer.poll_seek() {
            self.seeking = Some(offset);
        }
        let Some(offset) = self.seeking else {
            return Ok(());
        };
        // One that was begun before has to end first.
        poll_fn(|context| complete(Pin::new(&mut self.input), context)).await?;
        start(Pin::new(&mut self.input), SeekFrom::Start(offset))?;
        poll_fn(|context| complete(Pin::new(&mut self.input), context)).await?;
        self.seeking = None;
        self.ended = false;
        Ok(())
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
        self.seeking = None;
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

//! Frames from anything that can be read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::{Damage, Demux, DemuxError, Fault, Kind, Mark, TrackInfo};
use crate::{Codec, Frame};

/// Reads frames from a file.
pub type FileReader = FrameReader<File>;

/// Reads frames from a [`Read`], and goes back to a keyframe where it can seek.
///
/// ```no_run
/// # use lk_media::container::FileReader;
/// let mut reader = FileReader::open("clip.ivf")?;
/// while let Some(frame) = reader.next_frame()? {
///     println!("{:?}: {} bytes", frame.pts, frame.data.len());
/// }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub struct FrameReader<R> {
    input: R,
    demuxer: Box<dyn Demux + Send>,
    chunk: Vec<u8>,
    ended: bool,
    /// A frame that was read to find out the codec.
    ahead: Option<Frame>,
    /// A frame was given out.
    has_begun: bool,
    marks: Keyframes,
    /// How to go to another place, if the input can do that.
    seek: Option<fn(&mut R, u64) -> io::Result<()>>,
    /// A place that was asked for and is not reached yet.
    seeking: Option<u64>,
}

/// Where to go back to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keyframes {
    first: Option<Mark>,
    last: Option<Mark>,
}

impl Keyframes {
    pub(super) fn note(&mut self, frame: &Frame, mark: Mark) {
        if frame.keyframe {
            self.first.get_or_insert(mark);
            self.last = Some(mark);
        }
    }

    pub(super) fn last(&self) -> Mark {
        self.last.unwrap_or_default()
    }

    pub(super) fn first(&self) -> Mark {
        self.first.unwrap_or_default()
    }
}

impl FileReader {
    /// Opens a file whose kind its first bytes tell, or its extension where these do not (see [`Kind::of_file`]), and reads
    /// as much of it as it takes to know the codec.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if its kind is not known, or the file cannot be read or is not of its kind.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        open(path.as_ref(), |reader| reader.codec().map(drop))
    }
}

/// Opens a file, and reads ahead what `probe` takes.
pub(super) fn open(
    path: &Path,
    probe: impl FnOnce(&mut FileReader) -> Result<(), ReadError>,
) -> Result<FileReader, OpenError> {
    let read = |source| OpenError::Read {
        path: path.to_owned(),
        source,
    };
    let kind = Kind::of_file(path)?;
    let file = File::open(path).map_err(|error| read(error.into()))?;
    let mut reader = FrameReader::seekable(file, kind.demuxer());
    probe(&mut reader).map_err(read)?;
    Ok(reader)
}

impl<R: Read> FrameReader<R> {
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
        R: Seek,
    {
        let seek = |input: &mut R, offset| input.seek(SeekFrom::Start(offset)).map(drop);
        let mut reader = Self::new(input, demuxer);
        reader.seek = Some(seek);
        reader
    }

    /// The codec of the frames. Reads ahead as far as that takes.
    ///
    /// # Errors
    ///
    /// As [`next_frame`](Self::next_frame).
    pub fn codec(&mut self) -> Result<Codec, ReadError> {
        loop {
            if let Some(codec) = self.demuxer.codec() {
                return Ok(codec);
            }
            if self.ahead.is_none() {
                self.ahead = self.read_frame()?;
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
    pub fn info(&mut self) -> Result<TrackInfo, ReadError> {
        if self.ahead.is_none() && !self.has_begun {
            match self.read_frame() {
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
    pub fn next_frame(&mut self) -> Result<Option<Frame>, ReadError> {
        let frame = match self.ahead.take() {
            Some(frame) => Some(frame),
            None => self.read_frame()?,
        };
        if let Some(frame) = &frame {
            self.has_begun = true;
            self.marks.note(frame, self.demuxer.mark());
        }
        Ok(frame)
    }

    fn read_frame(&mut self) -> Result<Option<Frame>, ReadError> {
        self.read_with(|demuxer| demuxer.poll())
    }

    /// Reads until `poll` gives something, or the file ends.
    pub(super) fn read_with<T>(
        &mut self,
        mut poll: impl FnMut(&mut dyn Demux) -> Result<Option<T>, DemuxError>,
    ) -> Result<Option<T>, ReadError> {
        loop {
            if let Some(polled) = poll(&mut *self.demuxer)? {
                return Ok(Some(polled));
            }
            self.follow()?;
            if self.ended {
                return Ok(None);
            }
            match self.input.read(&mut self.chunk) {
                Ok(0) => {
                    self.ended = true;
                    self.demuxer.finish();
                }
                Ok(count) => self
                    .demuxer
                    .push(self.chunk.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    pub(super) fn demuxer(&self) -> &dyn Demux {
        &*self.demuxer
    }

    /// Goes where the demuxer wants to go on, if it does and the input can. Where that fails, it goes there the
    /// next time.
    fn follow(&mut self) -> io::Result<()> {
        let Some(seek) = self.seek else {
            return Ok(());
        };
        if let Some(offset) = self.demuxer.poll_seek() {
            self.seeking = Some(offset);
        }
        if let Some(offset) = self.seeking {
            seek(&mut self.input, offset)?;
            self.seeking = None;
            self.ended = false;
        }
        Ok(())
    }
}

impl<R: Read + Seek> FrameReader<R> {
    /// Goes back to the keyframe that was read last, which the next read gives again. Before any
    /// frame was read that is the start.
    ///
    /// # Errors
    ///
    /// [`ReadError::Io`] if seeking fails.
    pub fn rewind_to_keyframe(&mut self) -> Result<(), ReadError> {
        self.go_to(self.marks.last())
    }

    /// Goes back to the first keyframe: its group of pictures plays again.
    ///
    /// # Errors
    ///
    /// [`ReadError::Io`] if seeking fails.
    pub fn rewind_to_start(&mut self) -> Result<(), ReadError> {
        self.go_to(self.marks.first())
    }

    fn go_to(&mut self, mark: Mark) -> Result<(), ReadError> {
        self.input.seek(SeekFrom::Start(mark.offset()))?;
        self.demuxer.resume(mark);
        self.seeking = None;
        self.ended = false;
        self.ahead = None;
        Ok(())
    }
}

impl<R> std::fmt::Debug for FrameReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let codec = self.demuxer.codec();
        f.debug_struct("FrameReader")
            .field("codec", &codec)
            .finish_non_exhaustive()
    }
}

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Neither its name nor its first bytes are those of a known kind.
    #[error("neither the name nor the first bytes of {} are those of a known kind of file", path.display())]
    #[non_exhaustive]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
    /// It has no bytes.
    #[error("{} is empty", path.display())]
    #[non_exhaustive]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Its kind is known, and left out of this build.
    #[error("cannot read {}: enable feature `{feature}`", path.display())]
    #[non_exhaustive]
    FeatureOff {
        /// The file.
        path: PathBuf,
        /// The feature of this crate that reads it.
        feature: &'static str,
    },
    /// It cannot be read, or is not of its kind.
    #[error("cannot read {}", path.display())]
    #[non_exhaustive]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
}

/// Why no frame was read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Reading or seeking failed.
    #[error("reading failed")]
    Io(#[from] io::Error),
    /// The file is damaged, or not of its kind.
    #[error(transparent)]
    Demux(#[from] DemuxError),
}

/// The file has nothing that a codec could be known by.
pub(super) const EMPTY: DemuxError = DemuxError {
    offset: 0,
    fault: Fault::Truncated,
};

/// Bytes read at once.
pub(super) const CHUNK: usize = 64 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    /// Wants to go on at byte 3 once it has two bytes, and then makes one frame of all that comes.
    #[derive(Default)]
    struct Backwards {
        bytes: Vec<u8>,
        asks: bool,
        asked: bool,
        finished: bool,
    }

    impl Demux for Backwards {
        fn push(&mut self, bytes: &[u8]) {
            if self.asked {
                self.bytes.extend_from_slice(bytes);
            } else {
                self.asks = true;
            }
        }

        fn finish(&mut self) {
            self.finished = true;
        }

        fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
            let whole = self.finished && !self.bytes.is_empty();
            let data = whole.then(|| std::mem::take(&mut self.bytes));
            Ok(data.map(|data| Frame::new(data.into(), std::time::Duration::ZERO)))
        }

        fn poll_seek(&mut self) -> Option<u64> {
            let asks = std::mem::take(&mut self.asks);
            self.asked |= asks;
            asks.then_some(3)
        }

        fn info(&self) -> Option<TrackInfo> {
            None
        }

        fn mark(&self) -> Mark {
            Mark::default()
        }

        fn resume(&mut self, _: Mark) {}
    }

    /// Refuses so many seeks.
    struct Refusing {
        file: io::Cursor<&'static [u8]>,
        left: usize,
    }

    impl Read for Refusing {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.file.read(bytes)
        }
    }

    impl Seek for Refusing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            if let Some(left) = self.left.checked_sub(1) {
                self.left = left;
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            self.file.seek(to)
        }
    }

    #[test]
    fn a_place_that_could_not_be_reached_is_gone_to_by_the_next_read() {
        let file = io::Cursor::new(&[0, 1, 2, 3, 4, 5][..]);
        let input = Refusing { file, left: 2 };
        let mut reader = FrameReader::seekable(input, Box::new(Backwards::default()));
        for _ in 0..2 {
            assert!(matches!(reader.next_frame(), Err(ReadError::Io(_))));
        }
        assert_eq!(reader.next_frame().unwrap().unwrap().data[..], [3, 4, 5]);
        assert_eq!(reader.next_frame().unwrap(), None);
    }
}

//! Files of several tracks, read and written as a whole.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use super::reader::{self, EMPTY};
use super::writer;
use super::{Damage, Demux, FrameReader, FrameWriter, Kind, MuxError, OpenError, ReadError};
use super::{TrackInfo, WriteError};
use crate::Frame;

/// Reads the frames of all tracks of a file, in the order of their times.
///
/// Frames of one track come in the order of decoding. A frame waits until each other track has one or has ended, for 16 MiB
/// or 4096 frames at most: of a file whose tracks stand further apart, frames come in the order of the file from there.
///
/// ```
/// # use lk_media::container::MediaReader;
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/av.webm");
/// let mut reader = MediaReader::open(path)?;
/// let codecs: Vec<_> = reader.tracks()?.iter().map(|(_, info)| info.codec.name().to_owned()).collect();
/// assert_eq!(codecs, ["VP8", "opus"]);
/// let mut last = std::time::Duration::ZERO;
/// while let Some((_, frame)) = reader.next_frame()? {
///     assert!(frame.pts >= last);
///     last = frame.pts;
/// }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct MediaReader<R> {
    reader: FrameReader<R>,
    /// The tracks that can be read.
    numbers: Vec<u64>,
    tracks: BTreeMap<u64, Waiting>,
    held: usize,
    held_bytes: usize,
    ended: bool,
    /// What ails the file behind the frames that wait.
    failed: Option<ReadError>,
}

/// The frames of a track that wait for those of others.
#[derive(Debug, Default)]
struct Waiting {
    /// With the latest time of the track up to each: pictures that are shown early are decoded late.
    frames: VecDeque<(Duration, Frame)>,
    latest: Duration,
}

impl MediaReader<File> {
    /// Opens a file as [`FileReader::open`](super::FileReader::open) does, and reads as much of it as it takes to know its
    /// tracks.
    ///
    /// # Errors
    ///
    /// [`OpenError`], also if none of its tracks can be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let mut first = None;
        let reader = reader::open(path.as_ref(), |reader| {
            first = reader.read_with(|demuxer| demuxer.poll_any())?;
            if reader.demuxer().infos().is_empty() {
                return Err(EMPTY.into());
            }
            Ok(())
        })?;
        let mut reader = Self::of(reader);
        if let Some((track, frame)) = first {
            reader.hold(track, frame);
        }
        Ok(reader)
    }
}

impl<R: Read> MediaReader<R> {
    /// Reads what `demuxer` understands from `input`, in large pieces: `input` needs no buffer.
    pub fn new(input: R, demuxer: Box<dyn Demux + Send>) -> Self {
        Self::of(FrameReader::new(input, demuxer))
    }

    /// The same for an input that can seek: files whose order asks for it are read too.
    pub fn seekable(input: R, demuxer: Box<dyn Demux + Send>) -> Self
    where
        R: Seek,
    {
        Self::of(FrameReader::seekable(input, demuxer))
    }

    const fn of(reader: FrameReader<R>) -> Self {
        Self {
            reader,
            numbers: Vec::new(),
            tracks: BTreeMap::new(),
            held: 0,
            held_bytes: 0,
            ended: false,
            failed: None,
        }
    }

    /// What the file says of each track that can be read, by its number. Reads ahead up to the first frame.
    ///
    /// # Errors
    ///
    /// As [`next_frame`](Self::next_frame), if no track is known.
    pub fn tracks(&mut self) -> Result<Vec<(u64, TrackInfo)>, ReadError> {
        if self.held == 0 && !self.ended {
            self.read()?;
        }
        let mut infos = self.reader.demuxer().infos();
        if infos.is_empty() {
            return Err(self.failed.take().unwrap_or(EMPTY.into()));
        }
        for (track, info) in &mut infos {
            let first = self.tracks.get(track).and_then(|it| it.frames.front());
            if let Some((_, frame)) = first {
                info.complete(&frame.data);
            }
        }
        Ok(infos)
    }

    /// Reads the next frame, with the number of its track; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if reading fails or the file is damaged. All frames before that place have been given out.
    pub fn next_frame(&mut self) -> Result<Option<(u64, Frame)>, ReadError> {
        while !self.is_settled() {
            self.read()?;
        }
        let heads = self.tracks.iter();
        let heads = heads.filter_map(|(track, it)| Some((it.frames.front()?.0, *track)));
        let next = heads.min().and_then(|(_, track)| {
            let (_, frame) = self.tracks.get_mut(&track)?.frames.pop_front()?;
            Some((track, frame))
        });
        let Some((track, frame)) = next else {
            return self.failed.take().map_or(Ok(None), Err);
        };
        self.held -= 1;
        self.held_bytes -= frame.data.len();
        Ok(Some((track, frame)))
    }

    /// What was damaged and passed over so far.
    pub fn damage(&self) -> Damage {
        self.reader.damage()
    }

    /// Whether no frame can come any more before those that wait, or no more may wait.
    fn is_settled(&self) -> bool {
        let is_full = self.held >= MAX_HELD || self.held_bytes >= MAX_HELD_BYTES;
        let waits = |track: &u64| {
            let waiting = self.tracks.get(track);
            waiting.is_none_or(|it| it.frames.is_empty())
        };
        self.ended || is_full || !self.numbers.is_empty() && !self.numbers.iter().any(waits)
    }

    fn read(&mut self) -> Result<(), ReadError> {
        match self.reader.read_with(|demuxer| demuxer.poll_any()) {
            Ok(Some((track, frame))) => self.hold(track, frame),
            Ok(None) => self.ended = true,
            // What failed once may go on.
            Err(error @ ReadError::Io(_)) => return Err(error),
            Err(error) => {
                self.ended = true;
                self.failed = Some(error);
            }
        }
        Ok(())
    }

    fn hold(&mut self, track: u64, frame: Frame) {
        if self.numbers.is_empty() {
            let infos = self.reader.demuxer().infos();
            self.numbers = infos.into_iter().map(|(number, _)| number).collect();
        }
        self.held += 1;
        self.held_bytes += frame.data.len();
        let waiting = self.tracks.entry(track).or_default();
        waiting.latest = waiting.latest.max(frame.pts);
        waiting.frames.push_back((waiting.latest, frame));
    }
}

/// Writes frames of several tracks into one file: Matroska or WebM, and of a single track every kind that is written.
///
/// ```
/// # use lk_media::container::{MediaReader, MediaWriter};
/// # let from = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/av.mp4");
/// # let to = std::env::temp_dir().join(format!("lk-media-writer-{}.webm", std::process::id()));
/// let mut reader = MediaReader::open(from)?;
/// let tracks = reader.tracks()?;
/// let infos: Vec<_> = tracks.iter().map(|(_, info)| info.clone()).collect();
/// let mut writer = MediaWriter::create(&to, &infos)?;
/// while let Some((track, frame)) = reader.next_frame()? {
///     let place = tracks.iter().position(|(number, _)| *number == track);
///     writer.write(place.expect("it is one of them"), &frame)?;
/// }
/// writer.finish()?;
/// # assert_eq!(MediaReader::open(&to)?.tracks()?.len(), 2);
/// # std::fs::remove_file(to)?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct MediaWriter<W: Write> {
    writer: FrameWriter<W>,
}

impl MediaWriter<File> {
    /// Creates a file, or empties it, for frames of these tracks in the container that its extension tells.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if the extension is not known, its container cannot hold the tracks, or the file cannot be created.
    pub fn create(path: impl AsRef<Path>, tracks: &[TrackInfo]) -> Result<Self, WriteError> {
        let (file, muxer) = writer::create(path.as_ref(), |kind| kind.muxer_of(tracks))?;
        let writer = FrameWriter::seekable(file, muxer);
        Ok(Self { writer })
    }
}

impl<W: Write> MediaWriter<W> {
    /// Writes a file of this kind with these tracks into `output`, which is not sought in.
    ///
    /// # Errors
    ///
    /// [`MuxError`] if the kind cannot hold the tracks.
    pub fn new(output: W, kind: Kind, tracks: &[TrackInfo]) -> Result<Self, MuxError> {
        let writer = FrameWriter::new(output, kind.muxer_of(tracks)?);
        Ok(Self { writer })
    }

    /// Writes a frame of a track, by its place among those that the file was made for, from 0.
    ///
    /// # Errors
    ///
    /// As [`FrameWriter::write`], and [`MuxError::NoTrack`] for a track that there is not.
    pub fn write(&mut self, track: usize, frame: &Frame) -> Result<(), WriteError> {
        self.writer.write_to(track as u64 + 1, frame)
    }

    /// Ends the file, as [`FrameWriter::finish`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn finish(&mut self) -> Result<(), WriteError> {
        self.writer.finish()
    }
}

const MAX_HELD: usize = 4096;
const MAX_HELD_BYTES: usize = 16 << 20;

//! Reading: bytes in, frames of all tracks out.

use std::collections::VecDeque;

use shiguredo_mp4::Decode as _;
use shiguredo_mp4::boxes::{MvexBox, MvhdBox, TrakBox, TrexBox};

use super::Mp4Track;
use super::boxes::{Header, body, children};
use super::fragment::{self, Fragmented};
use super::table::{Cursor, Sample};
use super::track::{Reading, to_duration};
use crate::bitstream::FrameInfo;
use crate::container::input::Input;
use crate::container::{Demux, DemuxError, Fault, Kind, Mark};
use crate::packetize::MAX_FRAME;
use crate::{Codec, Frame, MediaKind};

/// Reads MP4, in one piece or in fragments.
///
/// As a [`Demux`] it gives the frames of one track, the first of video or else of audio whose codec is one
/// of ours; [`poll_track`](Self::poll_track) gives those of every such track, in the order of the file.
///
/// What stands before the samples in the file is read as it comes. Where the tables stand behind them, as
/// many programs write it, reading has to go back: an input that can be sought does so
/// ([`Demux::poll_seek`]), another ends in [`Fault::NeedsSeek`].
///
/// Frames come in decoding order; samples of no bytes are passed over. Times begin at zero with the first frame that is heard or seen; of what
/// edits cut away only the shift in time is followed.
#[derive(Debug, Default)]
pub struct Mp4Demuxer {
    input: Input,
    wanted: Option<MediaKind>,
    stage: Stage,
    tracks: Vec<Reading>,
    tracks_at: u64,
    chosen: Option<u32>,
    /// What is added to times so that none is before the start, in nanoseconds.
    later: i128,
    defaults: Vec<TrexBox>,
    is_fragmented: bool,
    /// Samples of the fragment being read, and where its header stands.
    fragment: VecDeque<Fragmented>,
    fragment_at: u64,
    /// Where the box ends that its samples stand in; `None`: with the file.
    fragment_end: Option<u64>,
    /// Samples of the chosen track to pass over in the fragment read next, after going to a mark.
    skip: u32,
    passed: u32,
    /// Where reading is to go on, if the input can be sought.
    seek: Option<u64>,
    mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    /// Before the first box.
    #[default]
    Start,
    /// At the header of a box.
    Box,
    /// Within a box that is passed over, which ends there; `None`: with the file.
    Skip(Option<u64>),
    /// The samples are followed by the tables of the tracks.
    Samples,
}

impl Mp4Demuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// A demuxer that, as a [`Demux`], gives the first track of this kind.
    pub fn of_kind(kind: MediaKind) -> Self {
        Self {
            wanted: Some(kind),
            ..Self::default()
        }
    }

    /// The tracks, once they were read; empty until then.
    pub fn tracks(&self) -> impl Iterator<Item = &Mp4Track> {
        self.tracks.iter().map(|reading| &reading.track)
    }

    /// Gives the next frame of any track whose codec is one of ours, with the track's id. `None`: as
    /// [`Demux::poll`].
    ///
    /// # Errors
    ///
    /// As [`Demux::poll`].
    pub fn poll_track(&mut self) -> Result<Option<(u32, Frame)>, DemuxError> {
        self.advance(false)
    }

    /// Reads up to the next frame, of the chosen track with `one`.
    fn advance(&mut self, one: bool) -> Result<Option<(u32, Frame)>, DemuxError> {
        self.input.check()?;
        loop {
            if one && !self.tracks.is_empty() && self.chosen.is_none() {
                let fault = Fault::Unsupported("no track of a codec that is read");
                return Err(self.input.fail_at(self.tracks_at, fault));
            }
            let going_on = match self.stage {
                Stage::Start => self.start()?,
                Stage::Box => self.enter_box()?,
                Stage::Skip(end) => self.skip(end)?,
                Stage::Samples => match self.next_sample(one) {
                    Some(next) => match self.take(next)? {
                        Taken::Frame(frame) => return Ok(Some(frame)),
                        Taken::Passed => true,
                        Taken::Starved => false,
                    },
                    None if self.is_fragmented => {
                        self.stage = Stage::Skip(self.fragment_end);
                        true
                    }
                    // What is behind the last sample is of no use.
                    None => {
                        self.input.skip(usize::MAX);
                        return Ok(None);
                    }
                },
            };
            if !going_on {
                return Ok(None);
            }
        }
    }

    fn start(&mut self) -> Result<bool, DemuxError> {
        let Some(header) = Header::read(self.input.rest()) else {
            let kind = self.input.rest().get(4..8);
            let odd = kind.is_some_and(|kind| !FIRST.iter().any(|first| first[..] == *kind));
            if odd {
                return Err(self.input.fail(0, Fault::NotThisKind(Kind::Mp4)));
            }
            return self.more();
        };
        if !FIRST.contains(&&header.kind) {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::Mp4)));
        }
        self.stage = Stage::Box;
        Ok(true)
    }

    fn enter_box(&mut self) -> Result<bool, DemuxError> {
        let Some(header) = Header::read(self.input.rest()) else {
            return self.more();
        };
        if !header.is_possible() {
            return Err(self.input.fail(0, Fault::Malformed));
        }
        let at = self.input.offset();
        let is_tables = &header.kind == b"moov" && self.tracks.is_empty();
        let is_fragment = &header.kind == b"moof" && !self.tracks.is_empty();
        if !is_tables && !is_fragment {
            self.input.skip(header.len);
            let end = match header.size {
                Some(size) => match at.checked_add(size) {
                    Some(end) => Some(end),
                    None => return Err(self.input.fail_at(at, Fault::Malformed)),
                },
                None => None,
            };
            self.stage = Stage::Skip(end);
            if &header.kind == b"mdat" && !self.fragment.is_empty() {
                self.fragment_end = end;
                self.stage = Stage::Samples;
            }
            return Ok(true);
        }
        let size = header.size.and_then(|size| usize::try_from(size).ok());
        let Some(size) = size.filter(|size| *size <= MAX_TABLES) else {
            return Err(self.input.fail(0, Fault::TooLarge));
        };
        if self.input.rest().len() < size {
            self.input.starved()?;
            return Ok(false);
        }
        let whole = self.input.take(size);
        let used = if is_tables {
            self.tracks_at = at;
            self.use_tables(&whole)
        } else {
            self.use_fragment(&whole, at)
        };
        used.ok_or_else(|| self.input.fail_at(at, Fault::Malformed))?;
        Ok(true)
    }

    fn skip(&mut self, end: Option<u64>) -> Result<bool, DemuxError> {
        let offset = self.input.offset();
        let left = end.map_or(u64::MAX, |end| end.saturating_sub(offset));
        let have = self.input.rest().len() as u64;
        self.input.skip(usize::try_from(left).unwrap_or(usize::MAX));
        if have >= left {
            self.stage = Stage::Box;
            return Ok(true);
        }
        if end.is_some() && self.input.is_finished() {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        self.seek = end.filter(|_| left - have >= WORTH_SEEKING);
        if self.input.is_finished() {
            return self.more();
        }
        Ok(false)
    }

    /// The file may end between boxes, once there were tables.
    fn more(&mut self) -> Result<bool, DemuxError> {
        self.input.starved()?;
        if self.input.is_finished() && self.tracks.is_empty() {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        Ok(false)
    }

    fn use_tables(&mut self, moov: &[u8]) -> Option<()> {
        let boxes = || children(body(moov));
        let (_, head) = boxes().find(|(kind, _)| kind == b"mvhd")?;
        let (head, _) = MvhdBox::decode(head).ok()?;
        // A track that cannot be read does not keep the others from it.
        let tracks = boxes()
            .filter(|(kind, _)| kind == b"trak")
            .take(MAX_TRACKS)
            .filter_map(|(_, trak)| Some(TrakBox::decode(trak).ok()?.0));
        self.tracks = tracks
            .map(|trak| Reading::new(trak, head.timescale.get()))
            .collect();
        let fragments = boxes().find(|(kind, _)| kind == b"mvex");
        self.is_fragmented = fragments.is_some();
        if let Some((_, fragments)) = fragments {
            self.defaults = MvexBox::decode(fragments).ok()?.0.trex_boxes;
        }
        let preferred = [MediaKind::Video, MediaKind::Audio];
        let wanted = self
            .wanted
            .as_ref()
            .map_or(&preferred[..], std::slice::from_ref);
        let first = |kind: &MediaKind| {
            let reading = self.tracks.iter().find(|reading| reading.is_of(*kind))?;
            Some(reading.track.id)
        };
        self.chosen = wanted.iter().find_map(first);
        let starts = self.tracks.iter_mut().filter_map(|reading| {
            reading.track.codec?;
            let first = reading.cursor.sample(&reading.table)?;
            Some(reading.shown_at(&first))
        });
        self.later = -starts.min().unwrap_or(0).min(0);
        if !self.is_fragmented {
            self.stage = Stage::Samples;
        }
        (!self.tracks.is_empty()).then_some(())
    }

    fn use_fragment(&mut self, moof: &[u8], at: u64) -> Option<()> {
        let tracks = &self.tracks;
        let next_time = |id: u32| tracks.iter().find(|it| it.track.id == id)?.next_time;
        let fragment = fragment::samples(moof, at, &self.defaults, next_time)?;
        for reading in &mut self.tracks {
            reading.fragment_time = reading.next_time;
        }
        for (id, end) in fragment.ends {
            if let Some(reading) = self.tracks.iter_mut().find(|it| it.track.id == id) {
                reading.next_time = Some(end);
            }
        }
        self.fragment = fragment.samples;
        self.fragment_at = at;
        self.passed = 0;
        Some(())
    }

    /// The next sample in the order of the file, with the index of its track.
    fn next_sample(&mut self, one: bool) -> Option<(usize, Sample)> {
        let wanted = |reading: &Reading| {
            reading.track.codec.is_some() && (!one || Some(reading.track.id) == self.chosen)
        };
        if !self.fragment.is_empty() {
            while let Some(next) = self.fragment.front() {
                let tracks = self.tracks.iter();
                let index = tracks
                    .clone()
                    .position(|it| it.track.id == next.track && wanted(it));
                if let Some(index) = index {
                    return Some((index, next.sample));
                }
                self.fragment.pop_front();
            }
            return None;
        }
        let mut first: Option<(usize, Sample)> = None;
        for (index, reading) in self.tracks.iter_mut().enumerate() {
            let id = reading.track.id;
            if reading.track.codec.is_none() || (one && Some(id) != self.chosen) {
                continue;
            }
            if let Some(sample) = reading.cursor.sample(&reading.table)
                && first.is_none_or(|(_, first)| sample.offset < first.offset)
            {
                first = Some((index, sample));
            }
        }
        first
    }

    fn take(&mut self, (index, sample): (usize, Sample)) -> Result<Taken, DemuxError> {
        if sample.size == 0 {
            // Nothing is shown for it; wherever it is said to stand.
            if self.fragment.pop_front().is_none()
                && let Some(reading) = self.tracks.get_mut(index)
            {
                reading.cursor.pass(&sample);
            }
            return Ok(Taken::Passed);
        }
        let size = sample.size as usize;
        let sample_end = sample.offset.saturating_add(u64::from(sample.size));
        let in_fragment = !self.fragment.is_empty();
        // No frame stands where the file has the header of its first box.
        let outside = sample.offset < FIRST_HEADER
            || in_fragment && self.fragment_end.is_some_and(|end| sample_end > end);
        if size > MAX_FRAME || outside {
            // The tables say so, whatever stands there.
            let at = if in_fragment {
                self.fragment_at
            } else {
                self.tracks_at
            };
            let fault = if size > MAX_FRAME {
                Fault::TooLarge
            } else {
                Fault::Malformed
            };
            return Err(self.input.fail_at(at, fault));
        }
        let here = self.input.offset();
        if sample.offset < here {
            self.seek = Some(sample.offset);
            if self.input.is_finished() {
                return Err(self.input.fail_at(sample.offset, Fault::NeedsSeek));
            }
            // Held for nothing, if it cannot be sought.
            self.input.skip(usize::MAX);
            return Ok(Taken::Starved);
        }
        let ahead = sample.offset - here;
        self.input
            .take(usize::try_from(ahead).unwrap_or(usize::MAX));
        let left = sample.offset - self.input.offset();
        if left > 0 || self.input.rest().len() < size {
            if self.input.is_finished() {
                return Err(self
                    .input
                    .fail_at(sample.offset.min(self.end()), Fault::Truncated));
            }
            self.seek = (left >= WORTH_SEEKING).then_some(sample.offset);
            return Ok(Taken::Starved);
        }
        let data = self.input.take(size);
        let Some(reading) = self.tracks.get_mut(index) else {
            return Ok(Taken::Passed);
        };
        let (id, codec) = (reading.track.id, reading.track.codec);
        let number = reading.cursor.number;
        let is_chosen = Some(id) == self.chosen;
        let mark = if self.fragment.pop_front().is_some() {
            let before = self.passed;
            self.passed += u32::from(is_chosen);
            Mark {
                offset: self.fragment_at,
                ticks: reading.fragment_time.unwrap_or(0),
                stream: id,
                packets_before: before,
            }
        } else {
            reading.cursor.pass(&sample);
            Mark {
                offset: sample.offset,
                ticks: number,
                stream: id,
                packets_before: 0,
            }
        };
        let (Some(codec), true) = (codec, reading.is_described(&sample)) else {
            return Ok(Taken::Passed);
        };
        if is_chosen && mark.packets_before < self.skip {
            return Ok(Taken::Passed);
        }
        self.skip = 0;
        let Some(data) = reading.unpacker.unpack(data) else {
            return Err(self.input.fail_at(sample.offset, Fault::Malformed));
        };
        let keyframe = FrameInfo::is_keyframe(codec, &data);
        let frame = Frame::new(data, reading.duration(&sample))
            .pts(to_duration(reading.shown_at(&sample) + self.later))
            .keyframe(keyframe);
        self.mark = mark;
        Ok(Taken::Frame((id, frame)))
    }

    /// The end of what was pushed.
    fn end(&self) -> u64 {
        self.input.offset() + self.input.rest().len() as u64
    }
}

enum Taken {
    Frame((u32, Frame)),
    Passed,
    /// More bytes are needed.
    Starved,
}

impl Demux for Mp4Demuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        Ok(self.advance(true)?.map(|(_, frame)| frame))
    }

    fn codec(&self) -> Option<Codec> {
        let chosen = self.chosen?;
        self.tracks().find(|track| track.id == chosen)?.codec
    }

    fn poll_seek(&mut self) -> Option<u64> {
        let offset = self.seek.take()?;
        self.input.seek(offset);
        Some(offset)
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        if mark.offset == 0 {
            *self = Self {
                wanted: self.wanted,
                ..Self::default()
            };
            return;
        }
        self.input.seek(mark.offset);
        self.seek = None;
        self.mark = mark;
        self.fragment.clear();
        if self.is_fragmented {
            self.stage = Stage::Box;
            self.skip = mark.packets_before;
            let marked = self
                .tracks
                .iter_mut()
                .find(|reading| reading.track.id == mark.stream);
            if let Some(reading) = marked {
                reading.next_time = Some(mark.ticks);
            }
            return;
        }
        self.stage = Stage::Samples;
        for reading in &mut self.tracks {
            let mut cursor = Cursor::default();
            let is_marked = reading.track.id == mark.stream;
            while let Some(sample) = cursor.sample(&reading.table) {
                let reached = if is_marked {
                    cursor.number >= mark.ticks
                } else {
                    sample.offset >= mark.offset
                };
                if reached || cursor.number >= MAX_RESUMED {
                    break;
                }
                cursor.pass(&sample);
            }
            reading.cursor = cursor;
        }
    }
}

/// What a file may begin with.
const FIRST: [&[u8; 4]; 7] = [
    b"ftyp", b"styp", b"moov", b"free", b"skip", b"wide", b"mdat",
];
const FIRST_HEADER: u64 = 8;
/// The tables of a long film take some megabytes.
const MAX_TABLES: usize = 64 << 20;
const MAX_TRACKS: usize = 128;
/// Less than this is read through rather than sought past.
const WORTH_SEEKING: u64 = 256 << 10;
/// A file of more samples is not gone back in: a week at 60 a second.
const MAX_RESUMED: u64 = 40_000_000;

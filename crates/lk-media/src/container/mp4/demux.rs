//! Reading: bytes in, frames of all tracks out.

mod headers;

use std::collections::{BTreeMap, VecDeque};

use shiguredo_mp4::boxes::TrexBox;

use super::Mp4Track;
use super::fragment::Fragmented;
use super::table::{Cursor, Sample};
use super::track::{Reading, to_duration};
use crate::bitstream::FrameInfo;
use crate::container::input::Input;
use crate::container::{Damage, Demux, DemuxError, Fault, Mark, TrackInfo};
use crate::packetize::MAX_FRAME;
use crate::{Frame, MediaKind};

/// Reads MP4, in one piece, in fragments, or the one before the other; QuickTime files as well.
///
/// As a [`Demux`] it gives the frames of one track, the first of video or else of audio whose codec is one
/// of ours. Sound is not given in place of pictures that cannot be read: a file with such is an error that
/// says why, unless audio was asked for ([`of_kind`](Self::of_kind)) or the file has that track turned off.
/// [`poll_track`](Self::poll_track) gives the frames of every track that can be read, in the order of the
/// file; [`Mp4Track::unreadable`] says which cannot, and why.
///
/// What stands before the samples in the file is read as it comes. Where the tables stand behind them, as
/// many programs write it, reading has to go back: an input that can be sought does so
/// ([`Demux::poll_seek`]), another ends in [`Fault::NeedsSeek`].
///
/// Frames come in decoding order; samples of no bytes are passed over, and samples that cannot be read too, which is counted
/// ([`Demux::damage`]). A track may change its description
/// (another size, say) but not its codec: that is an error at the first such sample. Times begin at zero
/// with the first frame that is heard or seen; of what edits cut away only the shift in time is followed.
#[derive(Debug, Default)]
pub struct Mp4Demuxer {
    input: Input,
    wanted: Option<MediaKind>,
    stage: Stage,
    tracks: Vec<Reading>,
    tracks_at: u64,
    chosen: Option<u32>,
    /// Why none was chosen.
    refused: Option<DemuxError>,
    /// What is added to times so that none is before the start, in nanoseconds; `None` until the first
    /// samples are known.
    later: Option<i128>,
    /// What fragments leave out; `None`: there are no fragments.
    defaults: Option<Vec<TrexBox>>,
    /// Whether samples are left that the tables name.
    is_listed: bool,
    /// The end of the boxes behind the tables that hold such samples; `None`: that of the file.
    listed_end: Option<u64>,
    /// Samples of the fragment being read, how many there were, and where its header stands.
    fragment: VecDeque<Fragmented>,
    fragment_len: usize,
    fragment_at: u64,
    /// Where the box begins that its samples stand in, and where it ends; `None`: with the file.
    fragment_start: u64,
    fragment_end: Option<u64>,
    /// When the tracks go on in fragments that do not say so, by where these begin.
    starts: BTreeMap<u64, Vec<u64>>,
    /// Samples to pass over in the fragment read next, after going to a mark.
    skip: u32,
    /// Where reading is to go on, if the input can be sought.
    seek: Option<u64>,
    /// Whether it can, as far as is known.
    can_seek: bool,
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
    /// At the samples that the tables name.
    Listed,
    /// At those of a fragment.
    Fragment,
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

    /// Gives the next frame of any track that can be read, with the track's id. `None`: as
    /// [`Demux::poll`].
    ///
    /// # Errors
    ///
    /// As [`Demux::poll`]; also if no track can be read.
    pub fn poll_track(&mut self) -> Result<Option<(u32, Frame)>, DemuxError> {
        self.advance(false)
    }

    /// Reads up to the next frame, of the chosen track with `one`.
    fn advance(&mut self, one: bool) -> Result<Option<(u32, Frame)>, DemuxError> {
        self.input.check()?;
        // It is found again, if nobody has gone there.
        self.seek = None;
        loop {
            let is_nothing = |it: &Reading| it.track.codec().is_none();
            if let Some(refused) = self.refused
                && (one || self.tracks.iter().all(is_nothing))
            {
                return Err(self.input.fail_at(refused.offset, refused.fault));
            }
            let going_on = match self.stage {
                Stage::Start => self.start()?,
                Stage::Box => self.enter_box(one)?,
                Stage::Skip(end) => self.skip(end, one)?,
                Stage::Listed | Stage::Fragment => {
                    let next = match self.stage {
                        Stage::Fragment => self.next_in_fragment(one),
                        _ => self.next_listed(one),
                    };
                    match next {
                        Some((index, sample)) => match self.take(index, sample)? {
                            Taken::Frame(frame) => return Ok(Some(frame)),
                            Taken::Passed => true,
                            Taken::Starved => false,
                        },
                        None => self.leave_samples(),
                    }
                }
            };
            if !going_on {
                return Ok(None);
            }
        }
    }

    /// Whether a track's samples are given out, as one of all or as the chosen one.
    fn is_read(&self, reading: &Reading, one: bool) -> bool {
        reading.track.codec().is_some() && (!one || Some(reading.track.id) == self.chosen)
    }

    /// Whether the fragment names samples that were not reached.
    fn is_pending(&self, one: bool) -> bool {
        let mut left = self.fragment.iter().filter(|it| it.sample.size > 0);
        left.any(|next| {
            let mut tracks = self.tracks.iter();
            tracks.any(|it| it.track.id == next.track && self.is_read(it, one))
        })
    }

    /// The next sample of the fragment, with the index of its track.
    fn next_in_fragment(&mut self, one: bool) -> Option<(usize, Sample)> {
        while let Some(next) = self.fragment.front() {
            let mut tracks = self.tracks.iter();
            let index = tracks.position(|it| it.track.id == next.track && self.is_read(it, one));
            if let Some(index) = index {
                return Some((index, next.sample));
            }
            self.fragment.pop_front();
        }
        None
    }

    /// The next sample that the tables name, in the order of the file.
    fn next_listed(&mut self, one: bool) -> Option<(usize, Sample)> {
        let mut first: Option<(usize, Sample)> = None;
        for (index, reading) in self.tracks.iter_mut().enumerate() {
            if reading.track.codec().is_none() || (one && Some(reading.track.id) != self.chosen) {
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

    /// Behind the last sample of the tables or of a fragment; false at the end.
    fn leave_samples(&mut self) -> bool {
        if self.stage == Stage::Fragment {
            self.stage = Stage::Skip(self.fragment_end);
            return true;
        }
        if self.defaults.is_some() {
            self.is_listed = false;
            self.stage = Stage::Skip(self.listed_end);
            return true;
        }
        // What is behind the last sample is of no use.
        self.input.skip(usize::MAX);
        false
    }

    /// Whether a sample stands where it can; `false` if it comes behind the box that is being read.
    fn is_here(&mut self, sample: &Sample) -> Result<bool, DemuxError> {
        let in_fragment = self.stage == Stage::Fragment;
        // The tables say so, whatever stands there.
        let at = if in_fragment {
            self.fragment_at
        } else {
            self.tracks_at
        };
        if sample.size as usize > MAX_FRAME {
            return Err(self.input.fail_at(at, Fault::TooLarge));
        }
        let sample_end = sample.offset.saturating_add(u64::from(sample.size));
        let end = if in_fragment {
            self.fragment_end
        } else {
            self.listed_end.filter(|_| self.defaults.is_some())
        };
        if end.is_some_and(|end| sample.offset >= end) {
            self.stage = Stage::Skip(end);
            return Ok(false);
        }
        let in_header =
            in_fragment && sample.offset < self.fragment_start && sample_end > self.fragment_at;
        // No frame stands where the file has the header of its first box.
        let outside = sample.offset < FIRST_HEADER || end.is_some_and(|end| sample_end > end);
        if outside || in_header {
            return Err(self.input.fail_at(at, Fault::Malformed));
        }
        Ok(true)
    }

    /// Goes past a sample, and says where it was.
    fn pass(&mut self, index: usize, sample: &Sample) -> Option<Mark> {
        let reading = self.tracks.get_mut(index)?;
        let mut mark = Mark {
            stream: reading.track.id,
            ..Mark::default()
        };
        if self.stage == Stage::Fragment {
            mark.offset = self.fragment_at;
            mark.ticks = reading.fragment_time;
            let before = self.fragment_len - self.fragment.len();
            mark.packets_before = u32::try_from(before).unwrap_or(u32::MAX);
            self.fragment.pop_front();
        } else {
            mark.offset = sample.offset;
            mark.ticks = reading.cursor.number;
            reading.cursor.pass(sample);
        }
        Some(mark)
    }

    fn take(&mut self, index: usize, sample: Sample) -> Result<Taken, DemuxError> {
        if sample.size == 0 {
            // Nothing is shown for it; wherever it is said to stand.
            self.pass(index, &sample);
            return Ok(Taken::Passed);
        }
        if !self.is_here(&sample)? {
            return Ok(Taken::Passed);
        }
        let size = sample.size as usize;
        let here = self.input.offset();
        if sample.offset < here {
            self.seek = Some(sample.offset);
            if self.input.is_finished() && !self.can_seek {
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
        let Some(mark) = self.pass(index, &sample) else {
            return Ok(Taken::Passed);
        };
        let Some(reading) = self.tracks.get(index) else {
            return Ok(Taken::Passed);
        };
        let unpacked = reading
            .form(&sample)
            .map(|(codec, unpacker)| (codec, unpacker.unpack(data)));
        let (codec, data) = match unpacked {
            Ok((codec, Some(data))) => (codec, data),
            Ok((_, None)) => {
                // One sample that cannot be read is left out.
                self.input.note_damage(sample.offset, Fault::Malformed);
                return Ok(Taken::Passed);
            }
            Err(fault) => return Err(self.input.fail_at(sample.offset, fault)),
        };
        let keyframe = FrameInfo::is_keyframe(codec, &data);
        let shown_at = reading.shown_at(&sample) + self.later.unwrap_or(0);
        let frame = Frame::new(data, reading.duration(&sample))
            .pts(to_duration(shown_at))
            .keyframe(keyframe);
        self.mark = mark;
        Ok(Taken::Frame((mark.stream, frame)))
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

    fn infos(&self) -> Vec<(u64, TrackInfo)> {
        let tracks = self.tracks();
        tracks
            .filter_map(|track| Some((track.id.into(), track.info.clone()?)))
            .collect()
    }

    fn poll_any(&mut self) -> Result<Option<(u64, Frame)>, DemuxError> {
        let next = self.poll_track()?;
        Ok(next.map(|(track, frame)| (track.into(), frame)))
    }

    fn info(&self) -> Option<TrackInfo> {
        let chosen = self.chosen?;
        self.tracks().find(|track| track.id == chosen)?.info.clone()
    }

    fn poll_seek(&mut self) -> Option<u64> {
        // Who cannot do it does not ask.
        self.can_seek = true;
        let offset = self.seek.take()?;
        self.input.seek(offset);
        Some(offset)
    }

    fn damage(&self) -> Damage {
        self.input.damage()
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        if mark.offset == 0 {
            *self = Self {
                wanted: self.wanted,
                can_seek: self.can_seek,
                ..Self::default()
            };
            return;
        }
        self.input.seek(mark.offset);
        self.seek = None;
        self.mark = mark;
        self.fragment.clear();
        // All that tables name ends before the first fragment.
        let is_listed = self.listed_end.is_none_or(|end| mark.offset < end);
        if self.defaults.is_some() && !is_listed {
            self.stage = Stage::Box;
            self.is_listed = false;
            self.skip = mark.packets_before;
            let starts = self.starts.get(&mark.offset);
            for (index, reading) in self.tracks.iter_mut().enumerate() {
                let known = starts.and_then(|starts| starts.get(index).copied());
                if let Some(start) = known {
                    reading.next_time = start;
                } else if reading.track.id == mark.stream {
                    reading.next_time = mark.ticks;
                }
            }
            return;
        }
        self.stage = Stage::Listed;
        self.is_listed = true;
        for reading in &mut self.tracks {
            reading.next_time = reading.table.end();
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

const FIRST_HEADER: u64 = 8;
/// Less than this is read through rather than sought past.
const WORTH_SEEKING: u64 = 256 << 10;
/// A file of more samples is not gone back in: a week at 60 a second.
const MAX_RESUMED: u64 = 40_000_000;

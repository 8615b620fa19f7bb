//! From box to box: what the headers say, of the file and of each fragment.

use super::{Mp4Demuxer, Stage, WORTH_SEEKING};
use crate::container::mp4::boxes::Header;
use crate::container::mp4::fragment;
use crate::container::mp4::movie::{Movie, choose};
use crate::container::mp4::track::Reading;
use crate::container::{DemuxError, Fault, Kind};

impl Mp4Demuxer {
    pub(super) fn start(&mut self) -> Result<bool, DemuxError> {
        let Some(header) = Header::read(self.input.rest()) else {
            let kind = self.input.rest().get(4..8);
            let odd = kind.is_some_and(|kind| !FIRST.iter().any(|first| first[..] == *kind));
            if odd {
                return Err(self.input.fail(0, Fault::NotThisKind(Kind::Mp4)));
            }
            return self.more(true);
        };
        if !FIRST.contains(&&header.kind) {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::Mp4)));
        }
        self.stage = Stage::Box;
        Ok(true)
    }

    pub(super) fn enter_box(&mut self, one: bool) -> Result<bool, DemuxError> {
        let Some(header) = Header::read(self.input.rest()) else {
            return self.more(one);
        };
        if !header.is_possible() {
            return Err(self.input.fail(0, Fault::Malformed));
        }
        let at = self.input.offset();
        let is_tables = &header.kind == b"moov" && self.tracks.is_empty();
        let is_fragment = &header.kind == b"moof" && self.defaults.is_some();
        if !is_tables && !is_fragment {
            return self.pass_header(header, at);
        }
        if self.is_listed {
            let fault = Fault::Unsupported("a fragment before samples of the tables");
            return Err(self.input.fail_at(at, fault));
        }
        if self.is_pending(one) {
            return Err(self.input.fail_at(self.fragment_at, Fault::Malformed));
        }
        let have = self.input.rest().len();
        // One that goes on to the end of the file has been read when the file ends.
        let size = match header.size {
            Some(size) => usize::try_from(size).unwrap_or(usize::MAX),
            None if self.input.is_finished() => have,
            None => have.saturating_add(1),
        };
        if size > MAX_TABLES {
            let fault = Fault::Unsupported("tables of more than 64 MiB");
            return Err(self.input.fail(0, fault));
        }
        if have < size {
            self.input.starved()?;
            return Ok(false);
        }
        let whole = self.input.take(size);
        let used = if is_tables {
            self.listed_end = header.size.map(|_| self.input.offset());
            self.use_tables(&whole, at)
        } else {
            self.use_fragment(&whole, at).ok_or(Fault::Malformed)
        };
        used.map_err(|fault| self.input.fail_at(at, fault))?;
        Ok(true)
    }

    /// Goes into a box that holds samples, or past one that does not.
    fn pass_header(&mut self, header: Header, at: u64) -> Result<bool, DemuxError> {
        self.input.skip(header.len);
        let end = header.size.map(|size| at.checked_add(size));
        if end == Some(None) {
            return Err(self.input.fail_at(at, Fault::Malformed));
        }
        let end = end.flatten();
        self.stage = Stage::Skip(end);
        if self.is_listed {
            self.listed_end = end;
            self.stage = Stage::Listed;
        } else if &header.kind == b"mdat" && !self.fragment.is_empty() {
            (self.fragment_start, self.fragment_end) = (self.input.offset(), end);
            self.stage = Stage::Fragment;
        }
        Ok(true)
    }

    pub(super) fn skip(&mut self, end: Option<u64>, one: bool) -> Result<bool, DemuxError> {
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
            return self.more(one);
        }
        Ok(false)
    }

    /// The file may end between boxes, once there were tables and the samples that these and the fragments
    /// name.
    fn more(&mut self, one: bool) -> Result<bool, DemuxError> {
        self.input.starved()?;
        if self.input.is_finished()
            && (self.tracks.is_empty() || self.is_listed || self.is_pending(one))
        {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        Ok(false)
    }

    fn use_tables(&mut self, moov: &[u8], at: u64) -> Result<(), Fault> {
        let movie = Movie::read(moov, at)?;
        (self.tracks, self.defaults) = (movie.tracks, movie.defaults);
        self.tracks_at = at;
        match choose(&self.tracks, self.wanted) {
            Ok(id) => self.chosen = Some(id),
            Err(refused) => {
                let nothing = DemuxError {
                    offset: at,
                    fault: Fault::Unsupported("no track of a codec that is read"),
                };
                self.refused = Some(refused.unwrap_or(nothing));
            }
        }
        for reading in &mut self.tracks {
            // What comes in fragments goes on from there.
            reading.next_time = reading.table.end();
        }
        let starts = self.tracks.iter().map(Reading::starts_at);
        self.is_listed = starts.clone().any(|start| start.is_some());
        if self.is_listed {
            self.settle(&starts.collect::<Vec<_>>());
            self.stage = Stage::Listed;
        } else {
            // Fragments then, and were they not announced.
            self.defaults.get_or_insert_default();
            self.stage = Stage::Box;
        }
        Ok(())
    }

    /// Decides how much later all is, by when the first samples of each track are shown.
    fn settle(&mut self, starts: &[Option<i128>]) {
        let read = self.tracks.iter().zip(starts);
        let read = read.filter(|(reading, _)| reading.track.codec().is_some());
        // What has none yet begins where its own time does.
        let first = read.map(|(reading, start)| start.unwrap_or_else(|| reading.shown(0)));
        self.later = Some(-first.min().unwrap_or(0).min(0));
    }

    fn use_fragment(&mut self, moof: &[u8], at: u64) -> Option<()> {
        let tracks = &self.tracks;
        let next_time = |id: u32| {
            let found = tracks.iter().find(|it| it.track.id == id);
            found.map_or(0, |it| it.next_time)
        };
        let defaults = self.defaults.as_deref().unwrap_or_default();
        let fragment = fragment::samples(moof, at, defaults, next_time)?;
        if fragment.is_untimed && self.starts.len() < MAX_STARTS {
            let times = tracks.iter().map(|reading| reading.next_time);
            self.starts.insert(at, times.collect());
        }
        if self.later.is_none() {
            let starts = tracks.iter().map(|reading| {
                let own = fragment.samples.iter();
                let own = own.filter(|it| it.track == reading.track.id && it.sample.size > 0);
                own.map(|it| reading.shown_at(&it.sample)).min()
            });
            let starts: Vec<_> = starts.collect();
            self.settle(&starts);
        }
        for reading in &mut self.tracks {
            reading.fragment_time = reading.next_time;
        }
        for (id, end) in fragment.ends {
            if let Some(reading) = self.tracks.iter_mut().find(|it| it.track.id == id) {
                reading.next_time = end;
            }
        }
        self.fragment = fragment.samples;
        self.fragment_len = self.fragment.len();
        let skip = std::mem::take(&mut self.skip) as usize;
        self.fragment.drain(..skip.min(self.fragment_len));
        self.fragment_at = at;
        self.stage = Stage::Box;
        Some(())
    }
}

/// What a file may begin with.
const FIRST: [&[u8; 4]; 7] = [
    b"ftyp", b"styp", b"moov", b"free", b"skip", b"wide", b"mdat",
];
/// The tables of a long film take some megabytes.
const MAX_TABLES: usize = 64 << 20;
/// A file of more fragments that do not say when they begin is gone back in by the time of one track.
const MAX_STARTS: usize = 1 << 14;

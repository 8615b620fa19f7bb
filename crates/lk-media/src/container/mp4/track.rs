//! A track being read: its codec, its times, where among its samples it stands.

use std::time::Duration;

use shiguredo_mp4::boxes::{ElstBox, MdhdBox, TkhdBox};

use super::Mp4Track;
use super::boxes::{body, child};
use super::entry::{Description, descriptions};
use super::table::{Cursor, Sample, Table, decode};
use crate::container::config::Unpacker;
use crate::container::{DemuxError, Fault};
use crate::{Codec, MediaKind};

#[derive(Debug)]
pub(super) struct Reading {
    pub(super) track: Mp4Track,
    /// Whether it says what it is of.
    pub(super) has_handler: bool,
    /// Whether the file means it to be played.
    pub(super) is_enabled: bool,
    pub(super) table: Table,
    pub(super) cursor: Cursor,
    /// Where its fragments go on.
    pub(super) next_time: u64,
    /// Where it went on when the fragment being read began.
    pub(super) fragment_time: u64,
    timescale: u32,
    /// What its samples are, each by the number of one of these.
    descriptions: Vec<Description>,
    /// How much earlier than its times say it is shown, in nanoseconds.
    earlier: i128,
}

impl Reading {
    /// From the box `trak`, which stands at `offset`. `movie_timescale` is that of edits.
    pub(super) fn new(trak: &[u8], offset: u64, movie_timescale: u32) -> Self {
        let mut reading = Self {
            track: Mp4Track {
                id: 0,
                kind: None,
                info: None,
                unreadable: None,
            },
            has_handler: false,
            is_enabled: true,
            table: Table::default(),
            cursor: Cursor::default(),
            next_time: 0,
            fragment_time: 0,
            timescale: 1,
            descriptions: Vec::new(),
            earlier: 0,
        };
        if let Err(fault) = reading.read(trak, movie_timescale) {
            reading.track.unreadable = Some(DemuxError { offset, fault });
        }
        reading
    }

    /// The codec is known if all went well, and only then.
    fn read(&mut self, trak: &[u8], movie_timescale: u32) -> Result<(), Fault> {
        let media = child(trak, b"mdia").ok_or(Fault::Malformed)?;
        // What it is of, first: that is worth knowing of a track that cannot be read.
        let handler = child(media, b"hdlr").and_then(|it| body(it).get(8..12));
        self.has_handler = handler.is_some();
        self.track.kind = match handler {
            Some(b"vide") => Some(MediaKind::Video),
            Some(b"soun") => Some(MediaKind::Audio),
            _ => None,
        };
        let head: TkhdBox = decode(child(trak, b"tkhd"))?;
        self.track.id = head.track_id;
        self.is_enabled = head.flag_track_enabled;
        let media_head: MdhdBox = decode(child(media, b"mdhd"))?;
        self.timescale = media_head.timescale.get();
        if let Some(edits) = child(trak, b"edts").and_then(|edits| child(edits, b"elst")) {
            self.earlier = self.edited(&decode(Some(edits))?, movie_timescale);
        }
        let tables = child(media, b"minf").and_then(|it| child(it, b"stbl"));
        let tables = tables.ok_or(Fault::Malformed)?;
        self.descriptions = descriptions(child(tables, b"stsd").ok_or(Fault::Malformed)?);
        let mut entries = self.descriptions.iter();
        let found = entries.find_map(|it| it.form.as_ref().ok());
        let Some((info, _)) = found.cloned() else {
            let first = self.descriptions.first();
            let fault = first.and_then(|it| it.form.as_ref().err().copied());
            return Err(fault.unwrap_or(Fault::Malformed));
        };
        self.table = Table::read(tables)?;
        self.track.kind = Some(info.codec.kind());
        self.track.info = Some(info);
        Ok(())
    }

    fn edited(&self, edits: &ElstBox, movie_timescale: u32) -> i128 {
        let mut earlier = 0;
        for edit in &edits.entries {
            if edit.media_time < 0 {
                earlier -= nanos(edit.edit_duration.into(), movie_timescale);
            } else {
                earlier += nanos(edit.media_time.into(), self.timescale);
                break;
            }
        }
        earlier
    }

    pub(super) fn is_of(&self, kind: MediaKind) -> bool {
        self.track.codec().is_some_and(|codec| codec.kind() == kind)
    }

    /// Codec and form of a sample; an error if it is not of the track's codec.
    pub(super) fn form(&self, sample: &Sample) -> Result<(Codec, &Unpacker), Fault> {
        let index = (sample.description as usize).checked_sub(1);
        let description = index.and_then(|index| self.descriptions.get(index));
        match &description.ok_or(Fault::Malformed)?.form {
            Ok((info, unpacker)) if Some(info.codec) == self.track.codec() => {
                Ok((info.codec, unpacker))
            }
            Ok(_) => Err(Fault::Unsupported("a track that changes its codec")),
            Err(fault) => Err(*fault),
        }
    }

    /// When the first is shown of the samples that the tables name, as [`shown_at`](Self::shown_at).
    pub(super) fn starts_at(&self) -> Option<i128> {
        let mut cursor = self.cursor.clone();
        let samples = std::iter::from_fn(|| {
            let sample = cursor.sample(&self.table)?;
            cursor.pass(&sample);
            Some(sample)
        });
        let first = samples.take(MAX_REORDERED);
        first.map(|sample| self.shown_at(&sample)).min()
    }

    /// When a sample is shown, in nanoseconds; before the start, where an edit cuts it off.
    pub(super) fn shown_at(&self, sample: &Sample) -> i128 {
        self.shown(i128::from(sample.time) + i128::from(sample.shift))
    }

    /// The same for a time in units of the track.
    pub(super) fn shown(&self, time: i128) -> i128 {
        nanos(time, self.timescale) - self.earlier
    }

    pub(super) fn duration(&self, sample: &Sample) -> Duration {
        // Measured between the two ends, so that rounding does not add up.
        let at = |time: u64| nanos(time.into(), self.timescale);
        let end = sample.time.saturating_add(sample.duration.into());
        to_duration(at(end) - at(sample.time))
    }
}

fn nanos(ticks: i128, timescale: u32) -> i128 {
    ticks * 1_000_000_000 / i128::from(timescale.max(1))
}

pub(super) fn to_duration(nanos: i128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos.max(0)).unwrap_or(u64::MAX))
}

/// Samples that may be shown before the first: H.264 and H.265 hold back sixteen at most.
const MAX_REORDERED: usize = 17;

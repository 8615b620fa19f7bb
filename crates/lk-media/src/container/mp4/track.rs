//! A track being read: its codec, its times, where among its samples it stands.

use std::time::Duration;

use shiguredo_mp4::boxes::{HvccBox, SampleEntry, StblBox, TrakBox};

use super::Mp4Track;
use super::table::{Cursor, Sample};
use crate::container::config::{NalUnpacker, Unpacker};
use crate::{Codec, MediaKind};

#[derive(Debug)]
pub(super) struct Reading {
    pub(super) track: Mp4Track,
    pub(super) unpacker: Unpacker,
    pub(super) table: StblBox,
    pub(super) cursor: Cursor,
    /// Where its fragments go on.
    pub(super) next_time: Option<u64>,
    /// Where the fragment being read began, if it did not say so itself.
    pub(super) fragment_time: Option<u64>,
    timescale: u32,
    /// Which of its descriptions is read: the first of a codec of ours.
    description: u32,
    /// How much earlier than its times say it is shown, in nanoseconds.
    earlier: i128,
}

impl Reading {
    /// `movie_timescale` is that of edits.
    pub(super) fn new(trak: TrakBox, movie_timescale: u32) -> Self {
        let media = trak.mdia_box;
        let timescale = media.mdhd_box.timescale.get();
        let table = media.minf_box.stbl_box;
        let mut earlier = 0;
        let edits = trak.edts_box.and_then(|edits| edits.elst_box);
        for edit in edits.iter().flat_map(|edits| &edits.entries) {
            if edit.media_time < 0 {
                earlier -= nanos(edit.edit_duration.into(), movie_timescale);
            } else {
                earlier += nanos(edit.media_time.into(), timescale);
                break;
            }
        }
        let entries = (1..).zip(&table.stsd_box.entries);
        let found = entries
            .map(|(index, entry)| (index, describe(entry)))
            .find(|(_, (codec, _))| codec.is_some());
        let (description, (codec, unpacker)) = found.unwrap_or((1, (None, Unpacker::Plain)));
        let entry = table.stsd_box.entries.get(description as usize - 1);
        let size = entry.and_then(SampleEntry::video_resolution);
        Self {
            track: Mp4Track {
                id: trak.tkhd_box.track_id,
                codec,
                dimensions: size.map(|(width, height)| (width.into(), height.into())),
                channels: entry
                    .and_then(SampleEntry::audio_channel_count)
                    .map(u32::from),
            },
            unpacker,
            table,
            cursor: Cursor::default(),
            next_time: None,
            fragment_time: None,
            timescale,
            description,
            earlier,
        }
    }

    pub(super) fn is_of(&self, kind: MediaKind) -> bool {
        self.track.codec.is_some_and(|codec| codec.kind() == kind)
    }

    pub(super) const fn is_described(&self, sample: &Sample) -> bool {
        sample.description == self.description
    }

    /// When a sample is shown, in nanoseconds; before the start, where an edit cuts it off.
    pub(super) fn shown_at(&self, sample: &Sample) -> i128 {
        let time = i128::from(sample.time) + i128::from(sample.shift);
        nanos(time, self.timescale) - self.earlier
    }

    pub(super) fn duration(&self, sample: &Sample) -> Duration {
        // Measured between the two ends, so that rounding does not add up.
        let at = |time: u64| nanos(time.into(), self.timescale);
        let end = sample.time.saturating_add(sample.duration.into());
        to_duration(at(end) - at(sample.time))
    }
}

/// Codec and form of the samples of a description.
fn describe(entry: &SampleEntry) -> (Option<Codec>, Unpacker) {
    match entry {
        SampleEntry::Avc1(entry) => {
            let record = &entry.avcc_box;
            let mut unpacker = NalUnpacker::new(Codec::H264, record.length_size_minus_one.get());
            for set in record.sps_list.iter().chain(&record.pps_list) {
                unpacker.add_set(set);
            }
            (Some(Codec::H264), Unpacker::Nal(unpacker))
        }
        SampleEntry::Hev1(entry) => (Some(Codec::H265), hevc(&entry.hvcc_box)),
        SampleEntry::Hvc1(entry) => (Some(Codec::H265), hevc(&entry.hvcc_box)),
        SampleEntry::Vp08(_) => (Some(Codec::Vp8), Unpacker::Plain),
        SampleEntry::Vp09(_) => (Some(Codec::Vp9), Unpacker::Plain),
        SampleEntry::Av01(_) => (Some(Codec::Av1), Unpacker::Av1),
        SampleEntry::Opus(_) => (Some(Codec::Opus), Unpacker::Plain),
        _ => (None, Unpacker::Plain),
    }
}

fn hevc(record: &HvccBox) -> Unpacker {
    let mut unpacker = NalUnpacker::new(Codec::H265, record.length_size_minus_one.get());
    for set in record.nalu_arrays.iter().flat_map(|array| &array.nalus) {
        unpacker.add_set(set);
    }
    Unpacker::Nal(unpacker)
}

fn nanos(ticks: i128, timescale: u32) -> i128 {
    ticks * 1_000_000_000 / i128::from(timescale.max(1))
}

pub(super) fn to_duration(nanos: i128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos.max(0)).unwrap_or(u64::MAX))
}

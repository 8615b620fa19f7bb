//! The tables of a track, followed sample by sample: nothing is laid out in advance, so a small file
//! that claims many samples takes no memory.
//!
//! Source: ISO/IEC 14496-12 §8.6.1 (times), §8.7 (sizes and places).

use shiguredo_mp4::Either;
use shiguredo_mp4::boxes::{StblBox, StszBox};

/// A sample, in units of its track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) offset: u64,
    pub(super) size: u32,
    /// When it is decoded.
    pub(super) time: u64,
    pub(super) duration: u32,
    /// How much later it is shown.
    pub(super) shift: i64,
    /// Which of the track's descriptions it follows, from 1.
    pub(super) description: u32,
}

/// A place in the tables.
#[derive(Debug, Clone, Default)]
pub(super) struct Cursor {
    /// Number of the sample, from 0.
    pub(super) number: u64,
    /// Chunk it stands in, from 0, and its place there.
    chunk: u32,
    in_chunk: u32,
    /// Bytes of the samples before it in the chunk.
    chunk_bytes: u64,
    /// Entry of the table of chunks that holds for it.
    run: usize,
    time: u64,
    durations: Run,
    shifts: Run,
}

/// A place in a table of entries that each hold for a number of samples.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    entry: usize,
    used: u32,
}

impl Run {
    /// The entry that holds; `next` gives the length of each.
    fn settle(&mut self, len: impl Fn(usize) -> Option<u32>) -> Option<usize> {
        while self.used >= len(self.entry)? {
            self.entry += 1;
            self.used = 0;
        }
        Some(self.entry)
    }
}

impl Cursor {
    /// The sample at this place; `None` behind the last.
    pub(super) fn sample(&mut self, table: &StblBox) -> Option<Sample> {
        let number = usize::try_from(self.number).ok()?;
        let size = match &table.stsz_box {
            StszBox::Fixed {
                sample_size,
                sample_count,
            } => (self.number < u64::from(*sample_count)).then(|| sample_size.get())?,
            StszBox::Variable { entry_sizes } => *entry_sizes.get(number)?,
        };
        let chunks = &table.stsc_box.entries;
        let run = loop {
            let run = chunks.get(self.run)?;
            let next = chunks.get(self.run + 1).map(|run| run.first_chunk.get());
            if next.is_some_and(|next| self.chunk + 1 >= next) {
                self.run += 1;
            } else if self.in_chunk >= run.sample_per_chunk {
                if run.sample_per_chunk == 0 {
                    return None;
                }
                self.chunk = self.chunk.checked_add(1)?;
                (self.in_chunk, self.chunk_bytes) = (0, 0);
            } else {
                break run;
            }
        };
        let chunk = self.chunk as usize;
        let offset = match &table.stco_or_co64_box {
            Either::A(short) => u64::from(*short.chunk_offsets.get(chunk)?),
            Either::B(long) => *long.chunk_offsets.get(chunk)?,
        };
        let times = &table.stts_box.entries;
        let entry = self
            .durations
            .settle(|at| Some(times.get(at)?.sample_count))?;
        let shifts = table.ctts_box.as_ref().map(|table| &table.entries[..]);
        let shift = shifts.and_then(|shifts| {
            let entry = self
                .shifts
                .settle(|at| Some(shifts.get(at)?.sample_count))?;
            Some(shifts.get(entry)?.sample_offset)
        });
        Some(Sample {
            offset: offset.checked_add(self.chunk_bytes)?,
            size,
            time: self.time,
            duration: times.get(entry)?.sample_delta,
            shift: shift.unwrap_or(0),
            description: run.sample_description_index.get(),
        })
    }

    /// Goes past a sample that [`sample`](Self::sample) gave.
    pub(super) fn pass(&mut self, sample: &Sample) {
        self.number += 1;
        self.in_chunk += 1;
        self.chunk_bytes += u64::from(sample.size);
        self.time = self.time.saturating_add(u64::from(sample.duration));
        self.durations.used += 1;
        self.shifts.used += 1;
    }
}

//! The tables of a track, followed sample by sample: nothing is laid out in advance, so a small file
//! that claims many samples takes no memory.
//!
//! Source: ISO/IEC 14496-12 §8.6.1 (times), §8.7 (sizes and places).

use shiguredo_mp4::boxes::{Co64Box, CttsBox, StcoBox, StscBox, StszBox, SttsBox};
use shiguredo_mp4::{Decode, Either};

use super::boxes::child;
use crate::container::Fault;

/// Where the samples of a track stand, how long they are and when they are due.
#[derive(Debug)]
pub(super) struct Table {
    sizes: StszBox,
    times: SttsBox,
    shifts: Option<CttsBox>,
    chunks: StscBox,
    places: Either<StcoBox, Co64Box>,
}

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

impl Table {
    /// From the box `stbl`.
    pub(super) fn read(whole: &[u8]) -> Result<Self, Fault> {
        if child(whole, b"stsz").is_none() && child(whole, b"stz2").is_some() {
            return Err(Fault::Unsupported("compact sample sizes"));
        }
        let places = match child(whole, b"stco") {
            Some(short) => Either::A(decode(Some(short))?),
            None => Either::B(decode(child(whole, b"co64"))?),
        };
        let shifts = child(whole, b"ctts").map(|shifts| decode(Some(shifts)));
        Ok(Self {
            sizes: decode(child(whole, b"stsz"))?,
            times: decode(child(whole, b"stts"))?,
            shifts: shifts.transpose()?,
            chunks: decode(child(whole, b"stsc"))?,
            places,
        })
    }

    /// When the last sample ends.
    pub(super) fn end(&self) -> u64 {
        let mut left = match &self.sizes {
            StszBox::Fixed { sample_count, .. } => u64::from(*sample_count),
            StszBox::Variable { entry_sizes } => entry_sizes.len() as u64,
        };
        let mut end = 0_u64;
        for entry in &self.times.entries {
            let count = left.min(entry.sample_count.into());
            left -= count;
            end = end.saturating_add(count * u64::from(entry.sample_delta));
        }
        end
    }
}

impl Default for Table {
    fn default() -> Self {
        Self {
            sizes: StszBox::Variable {
                entry_sizes: Vec::new(),
            },
            times: SttsBox {
                entries: Vec::new(),
            },
            shifts: None,
            chunks: StscBox {
                entries: Vec::new(),
            },
            places: Either::A(StcoBox {
                chunk_offsets: Vec::new(),
            }),
        }
    }
}

impl Cursor {
    /// The sample at this place; `None` behind the last.
    pub(super) fn sample(&mut self, table: &Table) -> Option<Sample> {
        let number = usize::try_from(self.number).ok()?;
        let size = match &table.sizes {
            StszBox::Fixed {
                sample_size,
                sample_count,
            } => (self.number < u64::from(*sample_count)).then(|| sample_size.get())?,
            StszBox::Variable { entry_sizes } => *entry_sizes.get(number)?,
        };
        let chunks = &table.chunks.entries;
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
        let offset = match &table.places {
            Either::A(short) => u64::from(*short.chunk_offsets.get(chunk)?),
            Either::B(long) => *long.chunk_offsets.get(chunk)?,
        };
        let times = &table.times.entries;
        let entry = self
            .durations
            .settle(|at| Some(times.get(at)?.sample_count))?;
        let shifts = table.shifts.as_ref().map(|table| &table.entries[..]);
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

/// A box that must be there; it is malformed where it cannot be read.
pub(super) fn decode<T: Decode>(whole: Option<&[u8]>) -> Result<T, Fault> {
    let decoded = whole.map(T::decode).and_then(Result::ok);
    decoded.map(|(decoded, _)| decoded).ok_or(Fault::Malformed)
}

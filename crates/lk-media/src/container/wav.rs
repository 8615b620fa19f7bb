//! WAV with telephone audio: RIFF chunks, of which one says what the samples are and one has them.
//!
//! Source: RFC 2361 (format tags), Microsoft "Multimedia Programming Interface and Data Specifications 1.0",
//! EBU Tech 3306 (RF64).

mod mux;

use std::time::Duration;

use bytes::Bytes;

use super::clock::samples_time;
use super::input::Input;
use super::raw::{DEFAULT_FRAME, RATE, frame_len};
use super::{Demux, DemuxError, Fault, Kind, Mark, TrackInfo};
use crate::{Codec, Frame, g711};

pub use mux::WavMuxer;

/// Reads WAV with one channel at 8 kHz: G.711 as it is, and linear samples of 16 bits, which are turned
/// into G.711.
///
/// Frames are of 20 ms; the last one is what is left. Chunks that are not understood are passed over
/// without being held. A length of all ones, as programs write it that cannot seek, stands for all that follows; so
/// does one of zero, unless the length of the whole file says that other chunks stand behind it.
#[derive(Debug)]
pub struct WavDemuxer {
    input: Input,
    stage: Stage,
    /// Where the file says that it ends.
    told_end: Option<u64>,
    /// Where the chunk at hand ends; `None`: with the file.
    end: Option<u64>,
    /// The length of the samples where their chunk does not have room for it.
    long_data: Option<u64>,
    samples_are: Option<Samples>,
    linear_as: Codec,
    frame_len: usize,
    mark: Mark,
    samples: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Riff,
    /// At the header of a chunk.
    Chunk,
    /// Within a chunk that is passed over.
    Skip,
    Data,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Samples {
    Ulaw,
    Alaw,
    Linear,
}

impl WavDemuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self {
            input: Input::default(),
            stage: Stage::Riff,
            told_end: None,
            end: None,
            long_data: None,
            samples_are: None,
            linear_as: Codec::Pcmu,
            frame_len: DEFAULT_FRAME,
            mark: Mark::default(),
            samples: 0,
        }
    }

    /// Sets how long a frame lasts, from 125 µs to 10 s. Default: 20 ms.
    #[must_use]
    pub fn frame_duration(mut self, duration: Duration) -> Self {
        self.frame_len = frame_len(duration);
        self
    }

    /// Has linear samples turned into A-law. Default: µ-law.
    #[must_use]
    pub const fn linear_as_alaw(mut self) -> Self {
        self.linear_as = Codec::Pcma;
        self
    }

    /// Goes one chunk or part of one further; false if that takes more bytes.
    fn advance(&mut self) -> Result<bool, DemuxError> {
        match self.stage {
            Stage::Riff => self.riff(),
            Stage::Chunk => self.chunk(),
            Stage::Skip => Ok(self.skip()),
            Stage::Data | Stage::Done => Ok(false),
        }
    }

    fn riff(&mut self) -> Result<bool, DemuxError> {
        let rest = self.input.rest();
        let is = |at: usize, name: &[u8]| {
            let there = rest.get(at..).unwrap_or_default().iter();
            there.zip(name).all(|(byte, expected)| byte == expected)
        };
        if !(is(0, b"RIFF") || is(0, b"RF64")) || !is(8, b"WAVE") {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::Wav)));
        }
        if rest.len() < RIFF_LEN {
            return self.more();
        }
        let len = le(rest, 4).map(u32::from_le_bytes);
        self.told_end = len
            .filter(|len| *len != u32::MAX)
            .map(|len| u64::from(len) + 8);
        self.input.skip(RIFF_LEN);
        self.stage = Stage::Chunk;
        Ok(true)
    }

    fn chunk(&mut self) -> Result<bool, DemuxError> {
        let Some(&[a, b, c, d, len @ ..]) = self.input.peek::<CHUNK_HEADER>() else {
            return self.more();
        };
        let len = u32::from_le_bytes(len);
        match &[a, b, c, d] {
            b"fmt " if self.samples_are.is_none() => return self.format(len as usize),
            b"ds64" => {
                let Some(body) = self.input.peek::<{ CHUNK_HEADER + DS64_LEN }>() else {
                    return self.more();
                };
                self.long_data = le(body, CHUNK_HEADER + 8).map(u64::from_le_bytes);
            }
            b"data" => {
                if self.samples_are.is_none() {
                    return Err(self.input.fail(0, Fault::Malformed));
                }
                self.input.skip(CHUNK_HEADER);
                let offset = self.input.offset();
                let len = match len {
                    u32::MAX => self.long_data,
                    0 => {
                        let ends_behind = self.told_end.is_some_and(|end| end > offset);
                        self.long_data.or(ends_behind.then_some(0))
                    }
                    len => Some(u64::from(len)),
                };
                self.end = len.map(|len| offset.saturating_add(len));
                self.stage = Stage::Data;
                return Ok(true);
            }
            _ => {}
        }
        self.input.skip(CHUNK_HEADER);
        // Chunks begin at even places.
        let len = u64::from(len) + u64::from(len & 1);
        self.end = Some(self.input.offset() + len);
        self.stage = Stage::Skip;
        Ok(true)
    }

    fn format(&mut self, len: usize) -> Result<bool, DemuxError> {
        if !(FORMAT_LEN..=MAX_FORMAT_LEN).contains(&len) {
            return Err(self.input.fail(4, Fault::Malformed));
        }
        let whole = CHUNK_HEADER + len + (len & 1);
        let Some(body) = self.input.rest().get(CHUNK_HEADER..whole) else {
            return self.more();
        };
        let short = |at| le(body, at).map(u16::from_le_bytes);
        let tag = match short(0) {
            // The tag proper is the beginning of a longer name.
            Some(EXTENSIBLE) => short(24),
            tag => tag,
        };
        let samples_are = match (tag, short(14)) {
            (Some(ULAW), Some(8)) => Samples::Ulaw,
            (Some(ALAW), Some(8)) => Samples::Alaw,
            (Some(LINEAR), Some(16)) => Samples::Linear,
            _ => {
                let fault = Fault::Unsupported("neither G.711 nor linear samples of 16 bits");
                return Err(self.input.fail(CHUNK_HEADER, fault));
            }
        };
        if short(2) != Some(1) || le(body, 4).map(u32::from_le_bytes) != Some(RATE) {
            let fault = Fault::Unsupported("not one channel at 8 kHz");
            return Err(self.input.fail(CHUNK_HEADER + 2, fault));
        }
        self.samples_are = Some(samples_are);
        self.input.skip(whole);
        Ok(true)
    }

    fn skip(&mut self) -> bool {
        let left = self.left();
        self.input.skip(left);
        let passed = self.left() == 0;
        if passed {
            self.stage = Stage::Chunk;
        }
        passed
    }

    /// Bytes of the chunk at hand that are still to come, as far as they can be counted.
    fn left(&self) -> usize {
        self.end.map_or(usize::MAX, |end| {
            usize::try_from(end.saturating_sub(self.input.offset())).unwrap_or(usize::MAX)
        })
    }

    /// No samples were reached: a file that ends here is not whole.
    fn more(&mut self) -> Result<bool, DemuxError> {
        if self.input.is_finished() {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        Ok(false)
    }

    fn data(&mut self) -> Result<Option<Frame>, DemuxError> {
        let width = self.width();
        let (have, left) = (self.input.rest().len(), self.left());
        let want = (self.frame_len * width).min(left);
        if have < want && !self.input.is_finished() {
            return Ok(None);
        }
        let len = want.min(have) / width * width;
        if len == 0 {
            // Half a sample is none; less than was promised is an error.
            let promised = self.end.is_some() && left >= width;
            if promised || (self.end.is_none() && have > 0) {
                return Err(self.input.fail(0, Fault::Truncated));
            }
            self.stage = Stage::Done;
            return Ok(None);
        }
        self.mark = Mark {
            offset: self.input.offset(),
            ticks: self.samples,
            ..Mark::default()
        };
        let data = self.input.take(len);
        let data = self.companded(data);
        let pts = samples_time(self.samples, RATE);
        self.samples += data.len() as u64;
        let duration = samples_time(self.samples, RATE) - pts;
        Ok(Some(Frame::new(data, duration).pts(pts).keyframe(true)))
    }

    /// Bytes a sample.
    fn width(&self) -> usize {
        if self.samples_are == Some(Samples::Linear) {
            2
        } else {
            1
        }
    }

    fn companded(&self, data: Bytes) -> Bytes {
        if self.samples_are != Some(Samples::Linear) {
            return data;
        }
        let encode = match self.linear_as {
            Codec::Pcma => g711::encode_alaw,
            _ => g711::encode_ulaw,
        };
        let samples = data.chunks_exact(2).filter_map(|pair| le(pair, 0));
        samples
            .map(|pair| encode(i16::from_le_bytes(pair)))
            .collect()
    }
}

impl Default for WavDemuxer {
    fn default() -> Self {
        Self::new()
    }
}

impl Demux for WavDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        if self.stage != Stage::Done {
            self.input.push(bytes);
        }
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        self.input.check()?;
        while self.advance()? {}
        match self.stage {
            Stage::Data => self.data(),
            Stage::Skip if self.input.is_finished() => Err(self.input.fail(0, Fault::Truncated)),
            Stage::Riff | Stage::Chunk | Stage::Skip | Stage::Done => Ok(None),
        }
    }

    fn info(&self) -> Option<TrackInfo> {
        let codec = match self.samples_are? {
            Samples::Ulaw => Codec::Pcmu,
            Samples::Alaw => Codec::Pcma,
            Samples::Linear => self.linear_as,
        };
        Some(TrackInfo::new(codec).channels(1).sample_rate(RATE))
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        self.input.seek(mark.offset);
        self.samples = mark.ticks;
        self.mark = mark;
        if mark.offset == 0 {
            self.stage = Stage::Riff;
            self.samples_are = None;
            self.long_data = None;
        } else {
            self.stage = Stage::Data;
        }
    }
}

fn le<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

const RIFF_LEN: usize = 12;
const CHUNK_HEADER: usize = 8;
const FORMAT_LEN: usize = 16;
const MAX_FORMAT_LEN: usize = 1024;
const DS64_LEN: usize = 24;
const LINEAR: u16 = 1;
const ALAW: u16 = 6;
const ULAW: u16 = 7;
const EXTENSIBLE: u16 = 0xfffe;

#[cfg(test)]
mod tests;

//! AV1 as open bitstream units and nothing else, in either of the two forms that have a standard.
//!
//! The low-overhead form is the units themselves, each with its size; the length-delimited form of Annex
//! B puts sizes before temporal units, frame units and units. Both come in files named `.obu`, and their
//! first two bytes tell them apart. Neither has times: temporal units are counted out at a frame rate.
//! Source: AV1 bitstream specification §5.2, §5.3, §7.5, Annex B.

mod mux;

use bytes::{BufMut, Bytes, BytesMut};

use super::clock::{DEFAULT_RATE, frame_time};
use super::input::Input;
use super::{Demux, DemuxError, Fault, Kind, Mark, TrackInfo};
use crate::bitstream::FrameInfo;
use crate::bitstream::av1::{HAS_EXTENSION, HAS_SIZE, Obu, TEMPORAL_DELIMITER, first_obu, leb128};
use crate::packetize::MAX_FRAME;
use crate::{Codec, Frame};

pub use mux::ObuMuxer;

/// Reads AV1 units of either form as temporal units of the low-overhead form, delimiter first.
///
/// A temporal unit ends where the next begins, so the last one comes out at the end of the file.
#[derive(Debug, Default)]
pub struct ObuDemuxer {
    input: Input,
    form: Option<Form>,
    /// How much of the input was looked at and belongs to the temporal unit that it begins with.
    scanned: usize,
    frame_rate: Option<(u32, u32)>,
    mark: Mark,
    /// Number of the next frame.
    next: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    LowOverhead,
    LengthDelimited,
}

impl ObuDemuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the frames a second, as a fraction; zeros are taken as ones. Default: 30.
    #[must_use]
    pub fn frame_rate(mut self, numerator: u32, denominator: u32) -> Self {
        self.frame_rate = Some((numerator.max(1), denominator.max(1)));
        self
    }

    /// Tells the form by the first unit, which is a temporal delimiter in both.
    fn form(&mut self) -> Result<Option<Form>, DemuxError> {
        if self.form.is_some() {
            return Ok(self.form);
        }
        let rest = self.input.rest();
        self.form = if rest.starts_with(&DELIMITER) {
            Some(Form::LowOverhead)
        } else if rest.len() < SNIFFED && !self.input.is_finished() {
            None
        } else if begins_length_delimited(rest) {
            Some(Form::LengthDelimited)
        } else {
            return Err(if rest.is_empty() {
                self.input.fail(0, Fault::Truncated)
            } else {
                self.input.fail(0, Fault::NotThisKind(Kind::Obu))
            });
        };
        Ok(self.form)
    }

    fn low_overhead(&mut self) -> Result<Option<Frame>, DemuxError> {
        loop {
            let rest = self.input.rest().get(self.scanned..).unwrap_or_default();
            let Some(unit) = Unit::parse(rest) else {
                if !self.input.is_finished() {
                    return Ok(None);
                }
                if !rest.is_empty() {
                    return Err(self.input.fail(self.scanned, Fault::Truncated));
                }
                return Ok(self.close());
            };
            let len = match unit.len() {
                Ok(len) => len,
                Err(fault) => return Err(self.input.fail(self.scanned, fault)),
            };
            if unit.kind == TEMPORAL_DELIMITER && self.scanned > 0 {
                if let Some(frame) = self.close() {
                    return Ok(Some(frame));
                }
                continue;
            }
            if self.scanned == 0 && unit.kind != TEMPORAL_DELIMITER {
                return Err(self.input.fail(0, Fault::Malformed));
            }
            if self.scanned + len > MAX_FRAME {
                return Err(self.input.fail(0, Fault::TooLarge));
            }
            if rest.len() < len {
                if self.input.is_finished() {
                    return Err(self.input.fail(self.scanned, Fault::Truncated));
                }
                return Ok(None);
            }
            self.scanned += len;
        }
    }

    /// The temporal unit up to `scanned` is complete; one that is nothing but its delimiter is none.
    fn close(&mut self) -> Option<Frame> {
        let offset = self.input.offset();
        let data = self.input.take(std::mem::take(&mut self.scanned));
        (data.len() > DELIMITER.len()).then(|| self.frame(data, offset))
    }

    fn length_delimited(&mut self) -> Result<Option<Frame>, DemuxError> {
        loop {
            let rest = self.input.rest();
            let Some((len, after)) = leb128(rest) else {
                if rest.len() >= MAX_LEB128 {
                    return Err(self.input.fail(0, Fault::Malformed));
                }
                self.input.starved()?;
                return Ok(None);
            };
            let header = rest.len() - after.len();
            if len > MAX_FRAME {
                return Err(self.input.fail(0, Fault::TooLarge));
            }
            let Some(unit) = after.get(..len) else {
                self.input.starved()?;
                return Ok(None);
            };
            let data =
                with_sizes(unit).map_err(|at| self.input.fail(header + at, Fault::Malformed))?;
            let offset = self.input.offset();
            self.input.skip(header + len);
            if data.len() > DELIMITER.len() {
                return Ok(Some(self.frame(data, offset)));
            }
        }
    }

    fn frame(&mut self, data: Bytes, offset: u64) -> Frame {
        let rate = self.frame_rate.unwrap_or(DEFAULT_RATE);
        let (pts, end) = (frame_time(self.next, rate), frame_time(self.next + 1, rate));
        self.mark = Mark {
            offset,
            ticks: self.next,
            ..Mark::default()
        };
        self.next += 1;
        let keyframe = FrameInfo::is_keyframe(Codec::Av1, &data);
        Frame::new(data, end - pts).pts(pts).keyframe(keyframe)
    }
}

impl Demux for ObuDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        self.input.check()?;
        match self.form()? {
            None => Ok(None),
            Some(Form::LowOverhead) => self.low_overhead(),
            Some(Form::LengthDelimited) => self.length_delimited(),
        }
    }

    fn info(&self) -> Option<TrackInfo> {
        self.form?;
        Some(TrackInfo::counted(Codec::Av1, self.frame_rate))
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        self.input.seek(mark.offset);
        self.scanned = 0;
        self.next = mark.ticks;
        self.mark = mark;
    }
}

/// The header of a unit of the low-overhead form.
#[derive(Debug, Clone, Copy)]
struct Unit {
    header: u8,
    kind: u8,
    /// Length with header and size.
    whole: Result<usize, Fault>,
}

impl Unit {
    /// `None` if that takes more bytes.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let header = *bytes.first()?;
        let before = if header & HAS_EXTENSION == 0 { 1 } else { 2 };
        let size = bytes.get(before..).unwrap_or_default();
        let whole = if header & HAS_SIZE == 0 {
            Err(Fault::Malformed)
        } else if let Some((len, after)) = leb128(size) {
            // It is compared first: where a number has 32 bits, what it says may not add up.
            let before = before + size.len() - after.len();
            if len > MAX_FRAME {
                Err(Fault::TooLarge)
            } else {
                Ok(before + len)
            }
        } else if size.len() >= MAX_LEB128 {
            Err(Fault::Malformed)
        } else {
            return None;
        };
        Some(Self {
            header,
            kind: header >> 3 & 0xf,
            whole,
        })
    }

    /// The length, of a unit whose forbidden bit is zero and which is empty if it is a delimiter.
    fn len(self) -> Result<usize, Fault> {
        let is_empty = self.whole.is_ok_and(|len| len <= 3);
        if self.header & FORBIDDEN != 0 || (self.kind == TEMPORAL_DELIMITER && !is_empty) {
            return Err(Fault::Malformed);
        }
        self.whole
    }
}

/// Whether the bytes begin with a temporal unit, a frame unit and a delimiter, each behind its size.
fn begins_length_delimited(bytes: &[u8]) -> bool {
    let sizes = leb128(bytes)
        .and_then(|(temporal, rest)| leb128(rest).map(|(frame, rest)| (temporal, frame, rest)));
    let Some((temporal, frame, rest)) = sizes else {
        return false;
    };
    let Some((len, [header, ..])) = leb128(rest) else {
        return false;
    };
    let delimits = header & FORBIDDEN == 0 && header >> 3 & 0xf == TEMPORAL_DELIMITER;
    delimits && (1..=3).contains(&len) && len < frame && frame < temporal
}

/// A temporal unit of Annex B in the low-overhead form; an error says where it is broken.
fn with_sizes(temporal_unit: &[u8]) -> Result<Bytes, usize> {
    let mut out = BytesMut::with_capacity(temporal_unit.len() + DELIMITER.len());
    let at = |rest: &[u8]| temporal_unit.len() - rest.len();
    let mut rest = temporal_unit;
    while !rest.is_empty() {
        let (len, after) = leb128(rest).ok_or(at(rest))?;
        let mut frame_unit = after.get(..len).ok_or(at(rest))?;
        let behind = after.get(len..).unwrap_or_default();
        while !frame_unit.is_empty() {
            let here = at(behind) - frame_unit.len();
            let (len, after) = leb128(frame_unit).ok_or(here)?;
            let unit = after.get(..len).ok_or(here)?;
            let obu = first_obu(unit).filter(|obu| obu.header & FORBIDDEN == 0);
            put_with_size(&mut out, obu.ok_or(here)?);
            frame_unit = after.get(len..).unwrap_or_default();
        }
        rest = behind;
    }
    Ok(out.freeze())
}

/// Appends a unit with its size.
pub(super) fn put_with_size(out: &mut impl BufMut, obu: Obu<'_>) {
    out.put_u8(obu.header | HAS_SIZE);
    if let Some(extension) = obu.extension {
        out.put_u8(extension);
    }
    put_leb128(out, obu.payload.len());
    out.put_slice(obu.payload);
}

pub(super) fn put_leb128(out: &mut impl BufMut, mut value: usize) {
    while value >= 0x80 {
        out.put_u8(value as u8 | 0x80);
        value >>= 7;
    }
    out.put_u8(value as u8);
}

/// A temporal delimiter with its size, which is zero.
pub(super) const DELIMITER: [u8; 2] = [0x12, 0];
const FORBIDDEN: u8 = 0x80;
/// No number is longer.
const MAX_LEB128: usize = 8;
/// Three numbers and a header: enough to tell the form.
const SNIFFED: usize = 3 * MAX_LEB128 + 1;

#[cfg(test)]
mod tests;

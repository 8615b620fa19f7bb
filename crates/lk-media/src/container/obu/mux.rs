//! Writing: temporal units in, units of either form out.

use super::{DELIMITER, put_leb128, put_with_size};
use crate::Frame;
use crate::bitstream::av1::{FRAME, FRAME_HEADER, HAS_SIZE, Obu, TEMPORAL_DELIMITER, obus};
use crate::container::{Mux, MuxError, Patch};

/// Writes AV1 units, in the low-overhead form unless told otherwise.
///
/// Each temporal unit begins with a delimiter, whether the frame has one or not, and each unit has its
/// size. Times are not kept: the format has none.
///
/// ```
/// # use {bytes::Bytes, std::time::Duration};
/// # use lk_media::{Frame, container::{Mux, ObuMuxer}};
/// let mut file = Vec::new();
/// let unit = Bytes::from_static(&[0x32, 1, 0x10]);
/// ObuMuxer::new().write(&Frame::new(unit, Duration::from_millis(33)), &mut file)?;
/// assert_eq!(file, [0x12, 0, 0x32, 1, 0x10]);
/// # Ok::<_, lk_media::container::MuxError>(())
/// ```
#[derive(Debug, Default)]
pub struct ObuMuxer {
    length_delimited: bool,
    unit: Vec<u8>,
    frame_unit: Vec<u8>,
    finished: bool,
}

impl ObuMuxer {
    /// A muxer of the low-overhead form.
    pub fn new() -> Self {
        Self::default()
    }

    /// A muxer of the length-delimited form of Annex B.
    pub fn length_delimited() -> Self {
        Self {
            length_delimited: true,
            ..Self::default()
        }
    }

    /// Collects a temporal unit of Annex B: frame units, each with one frame and what comes before it.
    fn delimit<'a>(&mut self, units: impl Iterator<Item = Obu<'a>>, out: &mut Vec<u8>) {
        self.unit.clear();
        self.frame_unit.clear();
        self.frame_unit
            .extend_from_slice(&[1, DELIMITER_WITHOUT_SIZE]);
        let mut has_frame = false;
        for obu in units {
            let begins_frame = matches!(obu.kind, FRAME | FRAME_HEADER);
            if begins_frame && has_frame {
                self.end_frame_unit();
            }
            has_frame |= begins_frame;
            let header = 1 + usize::from(obu.extension.is_some());
            put_leb128(&mut self.frame_unit, header + obu.payload.len());
            self.frame_unit.push(obu.header & !HAS_SIZE);
            self.frame_unit.extend(obu.extension);
            self.frame_unit.extend_from_slice(obu.payload);
        }
        self.end_frame_unit();
        put_leb128(out, self.unit.len());
        out.extend_from_slice(&self.unit);
    }

    fn end_frame_unit(&mut self) {
        put_leb128(&mut self.unit, self.frame_unit.len());
        self.unit.append(&mut self.frame_unit);
    }
}

impl Mux for ObuMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        let read: usize = obus(&frame.data)
            .map(|obu| obu.payload_at + obu.payload.len())
            .sum();
        if read != frame.data.len() {
            return Err(MuxError::Malformed);
        }
        let mut units = obus(&frame.data)
            .filter(|obu| obu.kind != TEMPORAL_DELIMITER)
            .peekable();
        if units.peek().is_none() {
            return Err(MuxError::Malformed);
        }
        if self.length_delimited {
            self.delimit(units, out);
        } else {
            out.extend_from_slice(&DELIMITER);
            for obu in units {
                put_with_size(out, obu);
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Option<Patch> {
        self.finished = true;
        None
    }
}

const DELIMITER_WITHOUT_SIZE: u8 = 0x10;

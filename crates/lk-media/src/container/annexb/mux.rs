//! Writing: access units in, the same one after another out.

use crate::Frame;
use crate::bitstream::annexb::nal_ranges;
use crate::container::{Mux, MuxError, Patch};

/// Writes a byte stream: the access units, one after another.
#[derive(Debug, Default)]
pub struct AnnexBMuxer {
    finished: bool,
}

impl AnnexBMuxer {
    /// A muxer for H.264 or H.265.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Mux for AnnexBMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        if nal_ranges(&frame.data).is_none() {
            return Err(MuxError::Malformed);
        }
        out.extend_from_slice(&frame.data);
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Option<Patch> {
        self.finished = true;
        None
    }
}

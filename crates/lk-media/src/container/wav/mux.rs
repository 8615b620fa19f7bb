//! Writing: frames of G.711 in, WAV out.

use super::{ALAW, CHUNK_HEADER, ULAW};
use crate::container::raw::{Filler, RATE};
use crate::container::{Kind, Mux, MuxError, Patch};
use crate::{Codec, Frame};

/// Writes WAV with G.711.
///
/// The lengths in the header can only be put right in the end; until then they are all ones, which
/// readers take as all that follows. Gaps between frames are filled with silence, so that times stay
/// true. Past 4 GiB, six days, lengths stay all ones.
///
/// ```
/// # use {bytes::Bytes, std::time::Duration};
/// # use lk_media::{Codec, Frame, container::{Mux, WavMuxer}};
/// let mut muxer = WavMuxer::new(Codec::Pcmu)?;
/// let mut file = Vec::new();
/// let data = Bytes::from_static(&[0xff; 160]);
/// muxer.write(&Frame::new(data, Duration::from_millis(20)), &mut file)?;
/// let patch = muxer.finish(&mut file).unwrap();
/// file[patch.offset as usize..][..patch.bytes.len()].copy_from_slice(&patch.bytes);
/// assert_eq!(file[4..8], (file.len() as u32 - 8).to_le_bytes());
/// # Ok::<_, lk_media::container::MuxError>(())
/// ```
#[derive(Debug)]
pub struct WavMuxer {
    tag: u16,
    filler: Filler,
    started: bool,
    finished: bool,
}

impl WavMuxer {
    /// A muxer for frames of `codec`.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] unless it is PCMU or PCMA.
    pub const fn new(codec: Codec) -> Result<Self, MuxError> {
        let tag = match codec {
            Codec::Pcmu => ULAW,
            Codec::Pcma => ALAW,
            _ => return Err(MuxError::UnsupportedCodec(codec, Kind::Wav)),
        };
        Ok(Self {
            tag,
            filler: Filler::new(codec),
            started: false,
            finished: false,
        })
    }

    /// Everything before the samples, for this many of them.
    fn header(&self, samples: u64) -> Vec<u8> {
        let rest = (HEADER_LEN - CHUNK_HEADER) as u64;
        let len = |add: u64| {
            u32::try_from(samples + add)
                .unwrap_or(u32::MAX)
                .to_le_bytes()
        };
        let mut out = Vec::with_capacity(HEADER_LEN);
        out.extend_from_slice(b"RIFF");
        out.extend_from_slice(&len(rest + (samples & 1)));
        out.extend_from_slice(b"WAVEfmt ");
        out.extend_from_slice(&18_u32.to_le_bytes());
        for value in [self.tag, 1] {
            out.extend_from_slice(&value.to_le_bytes());
        }
        // Samples and bytes a second are the same.
        for value in [RATE, RATE] {
            out.extend_from_slice(&value.to_le_bytes());
        }
        for value in [1_u16, 8, 0] {
            out.extend_from_slice(&value.to_le_bytes());
        }
        out.extend_from_slice(b"fact");
        out.extend_from_slice(&4_u32.to_le_bytes());
        out.extend_from_slice(&len(0));
        out.extend_from_slice(b"data");
        out.extend_from_slice(&len(0));
        out
    }

    fn start(&mut self, out: &mut Vec<u8>) {
        if !std::mem::replace(&mut self.started, true) {
            out.extend(self.header(UNKNOWN));
        }
    }
}

impl Mux for WavMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        if frame.data.is_empty() {
            return Err(MuxError::Malformed);
        }
        self.start(out);
        self.filler.write(frame, out)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch> {
        if std::mem::replace(&mut self.finished, true) {
            return None;
        }
        self.start(out);
        let samples = self.filler.written;
        if samples & 1 == 1 {
            out.push(0);
        }
        Some(Patch {
            offset: 0,
            bytes: self.header(samples),
        })
    }
}

const HEADER_LEN: usize = 58;
/// As many samples as no header can state.
const UNKNOWN: u64 = u32::MAX as u64;

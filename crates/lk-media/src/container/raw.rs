//! Raw telephone audio: bytes of G.711 or G.722, one after another, and nothing else.
//!
//! All three codecs have 8000 bytes a second, so any cut is a frame; a file cannot be told from any other.
//! Source: RFC 3551 §4.5.2, §4.5.14.

use std::time::Duration;

use super::clock::{samples_time, time_samples};
use super::input::Input;
use super::{Demux, DemuxError, Mark, Mux, MuxError, Patch, TrackInfo};
use crate::{Codec, Frame, g711};

/// Reads raw G.711 or G.722 in frames of 20 ms; the last one is what is left.
///
/// ```
/// # use std::time::Duration;
/// # use lk_media::container::{Demux, DemuxError, RawAudioDemuxer};
/// let mut demuxer = RawAudioDemuxer::pcmu();
/// demuxer.push(&[0xff; 200]);
/// demuxer.finish();
/// assert_eq!(demuxer.poll()?.unwrap().duration, Duration::from_millis(20));
/// assert_eq!(demuxer.poll()?.unwrap().duration, Duration::from_millis(5));
/// assert_eq!(demuxer.poll()?, None);
/// # Ok::<_, DemuxError>(())
/// ```
#[derive(Debug)]
pub struct RawAudioDemuxer {
    codec: Codec,
    input: Input,
    frame_len: usize,
    mark: Mark,
    samples: u64,
}

impl RawAudioDemuxer {
    /// A demuxer for G.711 µ-law.
    pub fn pcmu() -> Self {
        Self::new(Codec::Pcmu)
    }

    /// A demuxer for G.711 A-law.
    pub fn pcma() -> Self {
        Self::new(Codec::Pcma)
    }

    /// A demuxer for G.722.
    pub fn g722() -> Self {
        Self::new(Codec::G722)
    }

    fn new(codec: Codec) -> Self {
        Self {
            codec,
            input: Input::default(),
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
}

impl Demux for RawAudioDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        let have = self.input.rest().len();
        if have == 0 || (have < self.frame_len && !self.input.is_finished()) {
            return Ok(None);
        }
        self.mark = Mark {
            offset: self.input.offset(),
            ticks: self.samples,
            ..Mark::default()
        };
        let data = self.input.take(self.frame_len);
        let pts = samples_time(self.samples, RATE);
        self.samples += data.len() as u64;
        let duration = samples_time(self.samples, RATE) - pts;
        Ok(Some(Frame::new(data, duration).pts(pts).keyframe(true)))
    }

    fn info(&self) -> Option<TrackInfo> {
        let info = TrackInfo::new(self.codec).channels(1);
        Some(info.sample_rate(self.codec.sample_rate().unwrap_or(RATE)))
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        self.input.seek(mark.offset);
        self.samples = mark.ticks;
        self.mark = mark;
    }
}

/// Writes raw G.711 or G.722.
///
/// Gaps between G.711 frames are filled with silence, so that times stay true; of G.722, which has no
/// byte for silence, frames follow each other.
#[derive(Debug)]
pub struct RawAudioMuxer {
    filler: Filler,
    finished: bool,
}

impl RawAudioMuxer {
    /// A muxer for G.711 µ-law.
    pub const fn pcmu() -> Self {
        Self::new(Codec::Pcmu)
    }

    /// A muxer for G.711 A-law.
    pub const fn pcma() -> Self {
        Self::new(Codec::Pcma)
    }

    /// A muxer for G.722.
    pub const fn g722() -> Self {
        Self::new(Codec::G722)
    }

    const fn new(codec: Codec) -> Self {
        Self {
            filler: Filler::new(codec),
            finished: false,
        }
    }
}

impl Mux for RawAudioMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        self.filler.write(frame, out)
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Option<Patch> {
        self.finished = true;
        None
    }
}

/// Keeps the count of bytes and the times of frames together.
#[derive(Debug)]
pub(super) struct Filler {
    silence: Option<u8>,
    /// Bytes written.
    pub(super) written: u64,
    /// Bytes by which frames' times run ahead of the count, fixed by the first frame and by gaps too
    /// long to fill.
    shift: Option<u64>,
}

impl Filler {
    pub(super) const fn new(codec: Codec) -> Self {
        Self {
            silence: silence(codec),
            written: 0,
            shift: None,
        }
    }

    pub(super) fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if frame.data.is_empty() {
            return Err(MuxError::Malformed);
        }
        let due = time_samples(frame.pts, RATE);
        let shift = *self.shift.get_or_insert(due);
        let gap = due.saturating_sub(shift).saturating_sub(self.written);
        match self.silence {
            Some(silence) if gap <= MAX_GAP => {
                out.resize(out.len() + gap as usize, silence);
                self.written += gap;
            }
            _ => self.shift = Some(shift + gap),
        }
        out.extend_from_slice(&frame.data);
        self.written += frame.data.len() as u64;
        Ok(())
    }
}

/// How many bytes a frame of this length has.
pub(super) fn frame_len(duration: Duration) -> usize {
    time_samples(duration, RATE).clamp(1, MAX_FRAME_LEN) as usize
}

const fn silence(codec: Codec) -> Option<u8> {
    match codec {
        Codec::Pcmu => Some(g711::ULAW_SILENCE),
        Codec::Pcma => Some(g711::ALAW_SILENCE),
        _ => None,
    }
}

/// Bytes, and ticks of the RTP clock, a second.
pub(super) const RATE: u32 = 8000;
pub(super) const DEFAULT_FRAME: usize = 160;
const MAX_FRAME_LEN: u64 = 80_000;
/// The longest gap that is filled: ten minutes. A longer one is left out.
const MAX_GAP: u64 = 600 * 8000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::testing::demux_in_pieces;

    #[test]
    fn what_is_cut_is_what_is_joined() {
        let file: Vec<u8> = (0..1000_u32).map(|n| n as u8).collect();
        let mut demuxer = RawAudioDemuxer::g722();
        let (frames, end) = demux_in_pieces(&mut demuxer, &file, 7);
        assert_eq!((frames.len(), end), (7, Ok(())));
        assert_eq!(frames[6].pts, Duration::from_millis(120));
        let mut muxer = RawAudioMuxer::g722();
        let mut out = Vec::new();
        for frame in &frames {
            muxer.write(frame, &mut out).unwrap();
        }
        assert_eq!(out, file);
    }

    #[test]
    fn a_gap_is_silence_and_an_endless_one_is_left_out() {
        let mut muxer = RawAudioMuxer::pcma();
        let mut out = Vec::new();
        let frame = |at| Frame::new(vec![1; 80].into(), Duration::from_millis(10)).pts(at);
        for at in [500, 510, 530] {
            let frame = frame(Duration::from_millis(at));
            muxer.write(&frame, &mut out).unwrap();
        }
        assert_eq!(out.len(), 320);
        assert_eq!(out[160..240], [g711::ALAW_SILENCE; 80]);
        let frame = frame(Duration::from_secs(1 << 40));
        muxer.write(&frame, &mut out).unwrap();
        assert_eq!(out.len(), 400);
    }
}

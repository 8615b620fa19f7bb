//! IVF: a header of 32 bytes, then frames with their time.
//!
//! All numbers are little-endian. The header carries the codec, the picture size and the length of a
//! tick; before each frame stand its length (4 bytes) and its time in ticks (8 bytes).
//! Source: the IVF writer of libvpx (`ivfenc.c`); there is no standard.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;

use super::clock::{DEFAULT_RATE, frame_time};
use super::input::Input;
use super::layers::Layers;
use super::{
    CodecName, Demux, DemuxError, Fault, Kind, Mark, Mux, MuxError, Patch, Timing, TrackInfo,
};
use crate::bitstream::FrameInfo;
use crate::packetize::MAX_FRAME;
use crate::{Codec, Frame};

/// Reads IVF.
///
/// A frame lasts until the next one, so it is given out when the header of that one was read, or at
/// the end. Frames of no bytes, which some writers put where the encoder left one out, are passed over. The length in the
/// header is not looked at: writers that cannot seek leave it wrong.
///
/// Some writers leave all times at zero. Where the first five frames have one time, or all of a shorter file, frames are
/// counted instead: at a frame for each tick where that makes 1 to 240 frames a second, else at 30.
#[derive(Debug, Default)]
pub struct IvfDemuxer {
    input: Input,
    header: Option<IvfHeader>,
    mark: Mark,
    /// Where times come from, once that is known.
    timing: Option<Timing>,
    /// Number of the next frame, where frames are counted.
    number: u64,
    /// Frames whose end is not known, and where they stand.
    held: VecDeque<(Bytes, Mark)>,
    /// How long the frame before lasted, in ticks: the best that is known of the last one.
    last_step: Option<u64>,
}

/// What an IVF header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct IvfHeader {
    /// Codec of the frames.
    pub codec: Codec,
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// The length of a tick in seconds is `time_base.0 / time_base.1`; frames are counted where one of them is zero.
    pub time_base: (u32, u32),
}

impl IvfHeader {
    /// The frame rate, if a tick is as long as a frame may be.
    const fn counted(&self) -> Option<(u32, u32)> {
        let (seconds, frames) = self.time_base;
        if seconds > 0 && frames >= seconds && frames <= seconds.saturating_mul(MAX_RATE) {
            Some((frames, seconds))
        } else {
            None
        }
    }
}

impl IvfDemuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// The header, once it was read.
    pub const fn header(&self) -> Option<IvfHeader> {
        self.header
    }

    fn read_header(&mut self) -> Result<Option<IvfHeader>, DemuxError> {
        if self.header.is_some() {
            return Ok(self.header);
        }
        let magic = self.input.rest().iter().zip(b"DKIF");
        if magic.clone().any(|(byte, expected)| byte != expected) {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::Ivf)));
        }
        let Some(header) = self.input.peek::<HEADER_LEN>() else {
            self.input.starved()?;
            // Not one byte is no IVF file either.
            if self.input.is_finished() {
                return Err(self.input.fail(0, Fault::Truncated));
            }
            return Ok(None);
        };
        let [
            _,
            _,
            _,
            _,
            _,
            _,
            len0,
            len1,
            c0,
            c1,
            c2,
            c3,
            w0,
            w1,
            h0,
            h1,
            d0,
            d1,
            d2,
            d3,
            n0,
            n1,
            n2,
            n3,
            ..,
        ] = *header;
        let len = usize::from(u16::from_le_bytes([len0, len1]));
        let time_base = (
            u32::from_le_bytes([n0, n1, n2, n3]),
            u32::from_le_bytes([d0, d1, d2, d3]),
        );
        let four_cc = [c0, c1, c2, c3];
        let codec = FOUR_CCS.iter().find(|(name, _)| **name == four_cc);
        let Some((_, codec)) = codec else {
            return Err(self
                .input
                .fail(8, Fault::UnsupportedCodec(CodecName::new(&four_cc))));
        };
        // Some writers leave its length at zero.
        let len = len.max(HEADER_LEN);
        if self.input.rest().len() < len {
            self.input.starved()?;
            return Ok(None);
        }
        self.input.skip(len);
        let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
        self.header = Some(IvfHeader {
            codec: *codec,
            width,
            height,
            time_base,
        });
        Ok(self.header)
    }

    /// Decides where times come from, as soon as the time of a frame differs from that of the first.
    fn settle(&mut self, next: Option<u64>, header: IvfHeader) {
        let Some((_, first)) = self.held.front() else {
            return;
        };
        if self.timing.is_some() {
            return;
        }
        let differs = next.is_some_and(|next| next != first.ticks);
        if header.time_base.0 == 0 || header.time_base.1 == 0 {
            self.timing = Some(Timing::Assumed);
            return;
        }
        if differs || (self.input.is_finished() && next.is_none() && self.held.len() == 1) {
            self.timing = Some(Timing::Container);
        } else if self.held.len() >= MAX_EQUAL || (self.input.is_finished() && next.is_none()) {
            self.timing = Some(header.counted().map_or(Timing::Assumed, |_| Timing::Stated));
        }
    }

    /// A frame that lasts until the next.
    fn frame(&mut self, header: IvfHeader, data: Bytes, mark: Mark, next: Option<u64>) -> Frame {
        let keyframe = FrameInfo::is_keyframe(header.codec, &data);
        if self.timing != Some(Timing::Container) {
            let rate = header.counted().unwrap_or(DEFAULT_RATE);
            let number = self.number;
            self.number += 1;
            self.mark = Mark {
                ticks: number,
                ..mark
            };
            let (pts, end) = (frame_time(number, rate), frame_time(number + 1, rate));
            return Frame::new(data, end - pts).pts(pts).keyframe(keyframe);
        }
        let known = next.map(|next| next.saturating_sub(mark.ticks));
        let step = known.or(self.last_step).unwrap_or(1);
        self.last_step = Some(step);
        self.mark = mark;
        let pts = ticks_to_time(mark.ticks, header.time_base);
        // Measured between the two ends, so that rounding does not add up.
        let end = ticks_to_time(mark.ticks.saturating_add(step), header.time_base);
        Frame::new(data, end.saturating_sub(pts))
            .pts(pts)
            .keyframe(keyframe)
    }
}

impl Demux for IvfDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        self.input.check()?;
        let Some(header) = self.read_header()? else {
            return Ok(None);
        };
        loop {
            let next = frame_header(self.input.rest());
            if let Some((0, _)) = next {
                self.input.skip(FRAME_HEADER_LEN);
                continue;
            }
            let next_ticks = next.map(|(_, ticks)| ticks);
            self.settle(next_ticks, header);
            let after = self.held.get(1).map(|(_, mark)| mark.ticks).or(next_ticks);
            if self.timing.is_some()
                && (after.is_some() || self.input.is_finished())
                && let Some((data, mark)) = self.held.pop_front()
            {
                return Ok(Some(self.frame(header, data, mark, after)));
            }
            let Some((len, ticks)) = next else {
                self.input.starved()?;
                return Ok(None);
            };
            if len > MAX_FRAME {
                return Err(self.input.fail(0, Fault::TooLarge));
            }
            if self.input.rest().len() - FRAME_HEADER_LEN < len {
                self.input.starved()?;
                return Ok(None);
            }
            let mark = Mark {
                offset: self.input.offset(),
                ticks,
                ..Mark::default()
            };
            self.input.skip(FRAME_HEADER_LEN);
            self.held.push_back((self.input.take(len), mark));
        }
    }

    fn info(&self) -> Option<TrackInfo> {
        let header = self.header?;
        let timing = self.timing.unwrap_or_default();
        let mut info = TrackInfo::new(header.codec).timing(timing);
        // Writers that do not know the size leave it at zero.
        let size = (u32::from(header.width), u32::from(header.height));
        info.dimensions = Some(size).filter(|(width, height)| *width > 0 && *height > 0);
        info.frame_rate = header.counted().filter(|_| timing == Timing::Stated);
        Some(info)
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        if mark.offset == 0 {
            self.header = None;
            self.timing = None;
        }
        self.input.seek(mark.offset);
        self.held.clear();
        self.number = mark.ticks;
        self.mark = mark;
    }
}

fn frame_header(bytes: &[u8]) -> Option<(usize, u64)> {
    let (len, rest) = bytes.split_first_chunk()?;
    let ticks = rest.first_chunk()?;
    Some((
        u32::from_le_bytes(*len) as usize,
        u64::from_le_bytes(*ticks),
    ))
}

fn ticks_to_time(ticks: u64, (numerator, denominator): (u32, u32)) -> Duration {
    let nanos = u128::from(ticks) * u128::from(numerator) * NANOS / u128::from(denominator.max(1));
    let seconds = u64::try_from(nanos / NANOS).unwrap_or(u64::MAX);
    Duration::new(seconds, (nanos % NANOS) as u32)
}

fn time_to_ticks(time: Duration, (numerator, denominator): (u32, u32)) -> u64 {
    let unit = u128::from(numerator.max(1)) * NANOS;
    let ticks = (time.as_nanos() * u128::from(denominator) + unit / 2) / unit;
    u64::try_from(ticks).unwrap_or(u64::MAX)
}

/// Writes IVF.
///
/// The header is written with the first frame, which tells the picture size where it is a keyframe.
/// The length that it states can only be put right in the end; until then it is zero, which readers
/// accept. It is written in ticks, as ffmpeg reads it; libvpx, whose tick is a frame, counts frames.
///
/// A VP9 picture in several spatial layers comes as a superframe. Its lower layers are marked as not shown, so that each
/// decoder gives out one picture.
///
/// ```
/// # use {bytes::Bytes, std::time::Duration};
/// # use lk_media::{Codec, Frame, container::{IvfMuxer, Mux}};
/// let mut muxer = IvfMuxer::new(Codec::Vp8)?.time_base(1, 30);
/// let mut file = Vec::new();
/// let data = Bytes::from_static(&[0x10, 2, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0]);
/// muxer.write(&Frame::new(data, Duration::from_millis(33)), &mut file)?;
/// let patch = muxer.finish(&mut file).unwrap();
/// assert_eq!((patch.offset, patch.bytes), (24, 1_u64.to_le_bytes().to_vec()));
/// # Ok::<_, lk_media::container::MuxError>(())
/// ```
#[derive(Debug)]
pub struct IvfMuxer {
    codec: Codec,
    four_cc: [u8; 4],
    dimensions: Option<(u16, u16)>,
    time_base: (u32, u32),
    /// Time of the first frame, and of the end of the last, in ticks.
    extent: Option<(u64, u64)>,
    /// How long the last frame lasts.
    last_step: u64,
    layers: Layers,
    started: bool,
    finished: bool,
}

impl IvfMuxer {
    /// A muxer for frames of `codec`.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] unless it is VP8, VP9 or AV1.
    pub fn new(codec: Codec) -> Result<Self, MuxError> {
        let named = FOUR_CCS.iter().find(|(_, of)| *of == codec);
        let (name, _) = named.ok_or(MuxError::UnsupportedCodec(codec, Kind::Ivf))?;
        Ok(Self {
            codec,
            four_cc: **name,
            dimensions: None,
            time_base: (1, codec.clock_rate()),
            extent: None,
            last_step: 1,
            layers: Layers::default(),
            started: false,
            finished: false,
        })
    }

    /// Sets the picture size of the header, in pixels. Default: that of the first frame, or zero if
    /// it does not tell.
    #[must_use]
    pub const fn dimensions(mut self, width: u16, height: u16) -> Self {
        self.dimensions = Some((width, height));
        self
    }

    /// Sets the length of a tick, in seconds, as a fraction; zeros are taken as ones. Default: 1/90000.
    #[must_use]
    pub fn time_base(mut self, numerator: u32, denominator: u32) -> Self {
        self.time_base = (numerator.max(1), denominator.max(1));
        self
    }

    fn start(&mut self, first: &[u8], out: &mut Vec<u8>) {
        let told = FrameInfo::of(self.codec, first).dimensions;
        let short = |length: u32| u16::try_from(length).unwrap_or_default();
        let (width, height) = self
            .dimensions
            .or(told.map(|(w, h)| (short(w), short(h))))
            .unwrap_or_default();
        out.extend_from_slice(b"DKIF\0\0");
        out.extend_from_slice(&(HEADER_LEN as u16).to_le_bytes());
        out.extend_from_slice(&self.four_cc);
        out.extend_from_slice(&width.to_le_bytes());
        out.extend_from_slice(&height.to_le_bytes());
        out.extend_from_slice(&self.time_base.1.to_le_bytes());
        out.extend_from_slice(&self.time_base.0.to_le_bytes());
        out.extend_from_slice(&[0; 8]);
        self.started = true;
    }

    fn extend_to(&mut self, ticks: u64, duration: Duration) {
        // A frame that does not say how long it lasts is taken to last as long as the one before.
        let step = match time_to_ticks(duration, self.time_base) {
            0 => self.last_step,
            step => step,
        };
        self.last_step = step;
        let (start, end) = self.extent.unwrap_or((ticks, ticks));
        self.extent = Some((start.min(ticks), end.max(ticks.saturating_add(step))));
    }
}

impl Mux for IvfMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        if frame.data.is_empty() {
            return Err(MuxError::Malformed);
        }
        let data = match self.codec {
            Codec::Vp9 => self.layers.pack(&frame.data),
            _ => frame.data.clone(),
        };
        let len = u32::try_from(data.len()).map_err(|_| MuxError::Malformed)?;
        if !self.started {
            self.start(&data, out);
        }
        out.extend_from_slice(&len.to_le_bytes());
        let ticks = time_to_ticks(frame.pts, self.time_base);
        out.extend_from_slice(&ticks.to_le_bytes());
        out.extend_from_slice(&data);
        self.extend_to(ticks, frame.duration);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch> {
        if std::mem::replace(&mut self.finished, true) {
            return None;
        }
        if !self.started {
            self.start(&[], out);
        }
        let length = self
            .extent
            .map_or(0, |(start, end)| end.saturating_sub(start));
        Some(Patch {
            offset: LENGTH_AT,
            bytes: length.to_le_bytes().into(),
        })
    }
}

const FOUR_CCS: [(&[u8; 4], Codec); 3] = [
    (b"VP80", Codec::Vp8),
    (b"VP90", Codec::Vp9),
    (b"AV01", Codec::Av1),
];
const HEADER_LEN: usize = 32;
const LENGTH_AT: u64 = 24;
const FRAME_HEADER_LEN: usize = 12;
/// So many frames of one time and more are no layers of one picture.
const MAX_EQUAL: usize = 5;
/// More frames a second than that are not counted.
const MAX_RATE: u32 = 240;
const NANOS: u128 = 1_000_000_000;

#[cfg(test)]
mod tests;

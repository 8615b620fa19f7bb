//! A video encoder that is small enough to read: H.264 whose pictures are not compressed at all.
//!
//! A keyframe carries every macroblock as it is (`I_PCM`), another frame only those that changed, and as many of them
//! as the rate allows; the decoder keeps the rest. Every decoder takes it (constrained baseline), and nobody should send
//! it over a network that matters: a real encoder stands in its place by the same trait.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use lk_sdk::media::encode::{EncoderRate, VideoEncoder};
use lk_sdk::prelude::{Codec, Frame};

/// A picture of whole macroblocks, 16 by 16 pixels each: luma, then two chroma planes of half the size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub columns: usize,
    pub rows: usize,
    pub planes: [Vec<u8>; 3],
}

impl Picture {
    /// Grey everywhere.
    pub fn new(columns: usize, rows: usize) -> Self {
        let luma = columns * rows * 256;
        Self {
            columns,
            rows,
            planes: [vec![128; luma], vec![128; luma / 4], vec![128; luma / 4]],
        }
    }

    /// The samples of a macroblock in the order in which they are sent, row by row.
    fn macroblock(&self, number: usize) -> impl Iterator<Item = &[u8]> {
        let (row, column) = (number / self.columns, number % self.columns);
        self.planes
            .iter()
            .zip([16, 8, 8])
            .flat_map(move |(plane, side)| {
                let stride = self.columns * side;
                let first = row * side * stride + column * side;
                (0..side).map(move |line| &plane[first + line * stride..][..side])
            })
    }

    fn copy_macroblock(&mut self, from: &Self, number: usize) {
        let (row, column) = (number / self.columns, number % self.columns);
        for ((to, from), side) in self.planes.iter_mut().zip(&from.planes).zip([16, 8, 8]) {
            let stride = self.columns * side;
            let first = row * side * stride + column * side;
            for line in (0..side).map(|line| first + line * stride) {
                to[line..line + side].copy_from_slice(&from[line..line + side]);
            }
        }
    }
}

/// The encoder.
#[derive(Debug)]
pub struct RawH264 {
    frame_duration: Duration,
    rate: EncoderRate,
    /// What the decoder shows.
    shown: Picture,
    /// Where the next frame begins to look for what changed, so that no part is forgotten.
    next: usize,
    frame_num: u32,
    idr_id: u32,
    ready: VecDeque<Frame>,
}

impl RawH264 {
    pub fn new(columns: usize, rows: usize, frame_duration: Duration, rate: EncoderRate) -> Self {
        Self {
            frame_duration,
            rate,
            shown: Picture::new(columns, rows),
            next: 0,
            frame_num: 0,
            idr_id: 0,
            ready: VecDeque::new(),
        }
    }

    fn keyframe(&mut self, picture: &Picture) -> Vec<u8> {
        self.frame_num = 0;
        self.idr_id ^= 1;
        let mut frame = sequence_parameters(picture);
        frame.extend(picture_parameters());
        let mut slice = self.slice_header(I_SLICES, true);
        for number in 0..picture.columns * picture.rows {
            slice.golomb(I_PCM);
            slice.samples(picture.macroblock(number));
        }
        frame.extend(slice.unit(0x65));
        self.shown.clone_from(picture);
        frame
    }

    fn changes(&mut self, picture: &Picture) -> Vec<u8> {
        self.frame_num = (self.frame_num + 1) % 16;
        let count = picture.columns * picture.rows;
        let bits = self.rate.bits_per_second as f64 * self.frame_duration.as_secs_f64();
        let budget = (bits / MACROBLOCK_BITS) as usize;
        let differs = |number: &usize| {
            picture
                .macroblock(*number)
                .ne(self.shown.macroblock(*number))
        };
        let order = (self.next..count).chain(0..self.next);
        let mut changed: Vec<_> = order.filter(differs).take(budget.max(1)).collect();
        self.next = changed.last().map_or(0, |last| (last + 1) % count);
        changed.sort_unstable();

        let mut slice = self.slice_header(P_SLICES, false);
        let mut at = 0;
        for number in changed {
            slice.golomb((number - at) as u32);
            slice.golomb(I_PCM_AMONG_P);
            slice.samples(picture.macroblock(number));
            self.shown.copy_macroblock(picture, number);
            at = number + 1;
        }
        if at < count {
            slice.golomb((count - at) as u32);
        }
        slice.unit(0x41)
    }

    /// Source: ITU-T H.264 §7.3.3.
    fn slice_header(&self, kind: u32, idr: bool) -> Bits {
        let mut bits = Bits::default();
        bits.golomb(0);
        bits.golomb(kind);
        bits.golomb(0);
        bits.put(self.frame_num, 4);
        if idr {
            bits.golomb(self.idr_id);
            // Pictures before are shown; this one is no long-term reference.
            bits.put(0, 2);
        } else {
            // As many references as there are, in their order; none is marked anew.
            bits.put(0, 3);
        }
        bits.golomb(0);
        // No deblocking: samples are to be shown as they are.
        bits.golomb(1);
        bits
    }
}

impl VideoEncoder for RawH264 {
    type Picture = Picture;
    type Error = Infallible;

    fn codec(&self) -> Codec {
        Codec::H264
    }

    fn encode(
        &mut self,
        picture: &Picture,
        pts: Duration,
        keyframe: bool,
    ) -> Result<(), Infallible> {
        let data = if keyframe {
            self.keyframe(picture)
        } else {
            self.changes(picture)
        };
        let frame = Frame::new(data.into(), self.frame_duration);
        self.ready.push_back(frame.pts(pts).keyframe(keyframe));
        Ok(())
    }

    fn poll_frame(&mut self) -> Result<Option<Frame>, Infallible> {
        Ok(self.ready.pop_front())
    }

    fn set_rate(&mut self, rate: EncoderRate) {
        self.rate = rate;
    }
}

/// Source: ITU-T H.264 §7.3.2.1.1.
fn sequence_parameters(picture: &Picture) -> Vec<u8> {
    let mut bits = Bits::default();
    // Constrained baseline, level 3.
    bits.put(66, 8);
    bits.put(0xc0, 8);
    bits.put(30, 8);
    // Id; frame numbers of four bits; shown in the order in which they are decoded; one reference.
    bits.golombs(&[0, 0, 2, 1]);
    bits.put(0, 1);
    bits.golomb(picture.columns as u32 - 1);
    bits.golomb(picture.rows as u32 - 1);
    // Frames only, direct inference, no cropping, nothing about its use.
    bits.put(0b1100, 4);
    bits.unit(0x67)
}

/// Source: ITU-T H.264 §7.3.2.2.
fn picture_parameters() -> Vec<u8> {
    let mut bits = Bits::default();
    // Ids; variable-length codes, no field order.
    bits.golombs(&[0, 0]);
    bits.put(0, 2);
    // One slice group, one reference each way, no weights, quantizers in the middle.
    bits.golombs(&[0, 0, 0]);
    bits.put(0, 3);
    bits.golombs(&[0, 0, 0]);
    // Slices say how they are deblocked.
    bits.put(0b100, 3);
    bits.unit(0x68)
}

/// Bits of a NAL unit, most significant first.
#[derive(Debug, Default)]
struct Bits {
    bytes: Vec<u8>,
    free: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << self.free;
            }
        }
    }

    /// An unsigned Exp-Golomb number.
    fn golomb(&mut self, value: u32) {
        let len = (value + 1).ilog2();
        self.put(0, len);
        self.put(value + 1, len + 1);
    }

    fn golombs(&mut self, values: &[u32]) {
        values.iter().for_each(|value| self.golomb(*value));
    }

    /// Samples begin with a whole byte.
    fn samples<'a>(&mut self, lines: impl Iterator<Item = &'a [u8]>) {
        self.free = 0;
        lines.for_each(|line| self.bytes.extend_from_slice(line));
    }

    /// The NAL unit, ended, with what looks like a start code broken up, behind a start code.
    fn unit(mut self, header: u8) -> Vec<u8> {
        self.put(1, 1);
        let mut unit = vec![0, 0, 0, 1, header];
        let mut zeros = 0;
        for byte in self.bytes {
            if zeros == 2 && byte <= 3 {
                unit.push(3);
                zeros = 0;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            unit.push(byte);
        }
        unit
    }
}

/// Every slice of the picture is of this type.
const I_SLICES: u32 = 7;
const P_SLICES: u32 = 5;
const I_PCM: u32 = 25;
/// The types of P come before.
const I_PCM_AMONG_P: u32 = 5 + I_PCM;
/// 384 samples and what goes before them.
const MACROBLOCK_BITS: f64 = 386.0 * 8.0;

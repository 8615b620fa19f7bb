//! H.264 and H.265 byte streams: NAL units behind start codes, and nothing else.
//!
//! The format has no times and no checks: frames are counted out at a frame rate, and a file that is
//! cut short within a NAL unit cannot be told from one that ends there.
//! Source: ITU-T H.264 Annex B and §7.4.1.2.3, H.265 Annex B and §7.4.2.4.4.

mod fields;
mod mux;
mod syntax;

use std::time::Duration;

use bytes::Bytes;
use memchr::memmem;

use super::clock::DEFAULT_RATE;
use super::input::Input;
use super::{Damage, Demux, DemuxError, Fault, Kind, Mark, TrackInfo};
use crate::Frame;
use crate::bitstream::annexb::START_CODE;
use crate::bitstream::parameter_sets::{Kind as SetKind, Kinds, ParameterSets};
use crate::bitstream::{h264, h265};
use crate::packetize::MAX_FRAME;

use fields::Fields;
pub use mux::AnnexBMuxer;
use syntax::{Role, Syntax};

/// Reads a byte stream as access units, however many slices each has.
///
/// What stands before the first start code (64 KiB at most), start codes with nothing behind them, and units that no decoder
/// takes, as their forbidden bit is set, are passed over and counted ([`Demux::damage`]).
///
/// Every NAL unit of a frame comes behind a start code of four bytes, whatever the file has. A
/// keyframe that comes without parameter sets gets those in force, of each id the last one seen, so that a receiver can
/// start there. An access unit begins where the standard says; of H.264's rules for telling the first slice
/// of a picture, the one on `first_mb_in_slice` is used, so arbitrary slice order is not understood. What
/// scalable coding adds (prefix units, layers above the lowest) is part of the picture that it stands with.
///
/// The fields of interlaced video that is coded field by field are access units of their own, so each of them is a frame
/// here, which lasts half as long as one of both fields. Of H.265 only the frame rate tells, which counts each of them.
#[derive(Debug)]
pub struct AnnexBDemuxer {
    syntax: Syntax,
    input: Input,
    /// How much of the input was searched for the start code that ends its first NAL unit.
    searched: usize,
    /// How many zeros the input is known to begin with.
    zeros: usize,
    /// A start code was found.
    has_begun: bool,
    /// The input begins with a damaged NAL unit.
    in_damage: bool,
    /// The input begins with a NAL unit, its start code taken off and its place decided.
    in_unit: bool,
    frame_rate: Option<(u32, u32)>,
    told_rate: Option<(u32, u32)>,
    repeat_parameter_sets: bool,
    parameter_sets: ParameterSets,
    fields: Fields,
    unit: AccessUnit,
    mark: Mark,
    /// When the next frame is due, in fields.
    next: u64,
}

/// The access unit being collected.
#[derive(Debug, Default)]
struct AccessUnit {
    data: Vec<u8>,
    offset: u64,
    has_slice: bool,
    /// Whether it is one field, once its first slice is there.
    is_field: Option<bool>,
    keyframe: bool,
    /// The kinds of parameter sets that it has.
    brought: Kinds,
    /// Prefix units whose slice has not come.
    prefix: Option<Prefix>,
}

/// Where prefix units begin.
#[derive(Debug, Clone, Copy)]
struct Prefix {
    /// In the access unit.
    at: usize,
    /// In the file.
    offset: u64,
}

impl AnnexBDemuxer {
    /// A demuxer for H.264.
    pub fn h264() -> Self {
        Self::new(Syntax::H264)
    }

    /// A demuxer for H.265.
    pub fn h265() -> Self {
        Self::new(Syntax::H265)
    }

    fn new(syntax: Syntax) -> Self {
        Self {
            syntax,
            input: Input::default(),
            searched: 0,
            zeros: 0,
            has_begun: false,
            in_damage: false,
            in_unit: false,
            frame_rate: None,
            told_rate: None,
            repeat_parameter_sets: true,
            parameter_sets: ParameterSets::default(),
            fields: Fields::default(),
            unit: AccessUnit::default(),
            mark: Mark::default(),
            next: 0,
        }
    }

    /// Sets the frames a second, as a fraction; zeros are taken as ones. Two fields of H.264 count as one. Default: what the
    /// parameter sets say, else 30.
    #[must_use]
    pub fn frame_rate(mut self, numerator: u32, denominator: u32) -> Self {
        self.frame_rate = Some((numerator.max(1), denominator.max(1)));
        self
    }

    /// Says whether keyframes without parameter sets get the last ones seen. Default: yes. Going back in a stream that
    /// changes them on the way, a keyframe without any gets the later ones, as they are the last seen.
    #[must_use]
    pub const fn repeat_parameter_sets(mut self, repeat: bool) -> Self {
        self.repeat_parameter_sets = repeat;
        self
    }

    fn advance(&mut self) -> Result<Option<Frame>, DemuxError> {
        loop {
            if self.in_damage {
                if !self.pass_damage() {
                    return Ok(None);
                }
                continue;
            }
            if self.in_unit {
                if !self.take_unit()? {
                    return Ok(None);
                }
                continue;
            }
            let ended = self.input.is_finished();
            if self.unit.has_slice && !self.input.rest().is_empty() {
                match self.next_opens() {
                    Some(true) => return Ok(self.close_before_prefix()),
                    Some(false) => {}
                    None if ended => {}
                    None => return Ok(None),
                }
            }
            if self.enter_unit()? {
                continue;
            }
            if !ended {
                return Ok(None);
            }
            if self.next == 0 && !self.unit.has_slice {
                return Err(self.input.fail(0, Fault::Truncated));
            }
            return Ok(if self.unit.has_slice {
                self.close()
            } else {
                None
            });
        }
    }

    /// Takes zeros and one start code off the input; false if that takes more bytes.
    fn enter_unit(&mut self) -> Result<bool, DemuxError> {
        let zeros = self.leading_zeros();
        match self.input.rest().get(zeros) {
            None => {
                // Zeros may stand before a start code, and behind the last NAL unit; two of them tell.
                let kept = if self.input.is_finished() { 0 } else { 2 };
                self.input.skip(zeros.saturating_sub(kept));
                self.zeros = zeros.min(kept);
                return Ok(false);
            }
            Some(1) if zeros >= 2 => {}
            Some(_) => return self.find_first_unit(),
        }
        self.has_begun = true;
        // Enough to see the header and the first bits of a slice.
        let head = self.input.rest().get(zeros + 1..).unwrap_or_default();
        if head.len() < HEAD_LEN && !self.input.is_finished() {
            return Ok(false);
        }
        let head = head.get(..HEAD_LEN).unwrap_or(head);
        let is_empty = head.len() < self.syntax.header_len()
            || head.starts_with(&[0, 0, 0])
            || head.starts_with(&[0, 0, 1]);
        match self.syntax.role(head).filter(|_| !is_empty) {
            Some(role) => self.open(role, zeros + 1),
            // A start code with no unit behind it, or a unit that no decoder takes.
            None => {
                self.input.skip_damage(zeros + 1, Fault::Malformed);
                (self.searched, self.zeros) = (0, 0);
                self.in_damage = true;
            }
        }
        Ok(true)
    }

    /// Passes over what stands before the first start code, if there is one not far from the start.
    fn find_first_unit(&mut self) -> Result<bool, DemuxError> {
        let rest = self.input.rest();
        let is_foreign = Kind::of_bytes(rest).is_some_and(|kind| kind != self.syntax.kind());
        if self.has_begun || is_foreign || self.input.offset() > MAX_JUNK {
            let fault = Fault::NotThisKind(self.syntax.kind());
            return Err(self.input.fail_at(0, fault));
        }
        if rest.len() < Kind::PROBED && !self.input.is_finished() {
            return Ok(false);
        }
        match memmem::find(rest, &[0, 0, 1]) {
            Some(at) => self.input.skip_damage(at, Fault::Malformed),
            None if self.input.is_finished() || rest.len() as u64 > MAX_JUNK => {
                let fault = Fault::NotThisKind(self.syntax.kind());
                return Err(self.input.fail_at(0, fault));
            }
            None => return Ok(false),
        }
        self.zeros = 0;
        Ok(true)
    }

    /// Passes over a damaged NAL unit; false if its end has not come.
    fn pass_damage(&mut self) -> bool {
        let rest = self.input.rest();
        let found = memmem::find(rest, &[0, 0, 1]);
        // Of the last two bytes a start code may be made.
        let kept = if self.input.is_finished() { 0 } else { 2 };
        let len = found.unwrap_or_else(|| rest.len().saturating_sub(kept));
        self.input.skip_damage(len, Fault::Malformed);
        self.in_damage = found.is_none() && !self.input.is_finished();
        !self.in_damage
    }

    fn open(&mut self, role: Role, code: usize) {
        if self.unit.data.is_empty() {
            self.unit.offset = self.input.offset();
            self.parameter_sets.begin();
        }
        match role {
            Role::FirstSlice | Role::Slice => self.unit.has_slice = true,
            Role::Prefix => {
                self.unit.prefix.get_or_insert(Prefix {
                    at: self.unit.data.len(),
                    offset: self.input.offset(),
                });
            }
            Role::Opens | Role::Other => {}
        }
        self.input.end_damage();
        self.input.skip(code);
        self.searched = 0;
        self.zeros = 0;
        self.in_unit = true;
    }

    /// Whether the next NAL unit begins another access unit; `None` if that takes more bytes.
    fn next_opens(&mut self) -> Option<bool> {
        let zeros = self.leading_zeros();
        let head = self.input.rest().get(zeros + 1..)?;
        if head.len() < HEAD_LEN && !self.input.is_finished() {
            return None;
        }
        let role = self.syntax.role(head.get(..HEAD_LEN).unwrap_or(head));
        Some(matches!(role, Some(Role::FirstSlice | Role::Opens)))
    }

    /// The zeros that the input begins with; those counted before are not counted again.
    fn leading_zeros(&mut self) -> usize {
        let rest = self.input.rest().get(self.zeros..).unwrap_or_default();
        self.zeros += rest.iter().take_while(|byte| **byte == 0).count();
        self.zeros
    }

    /// Takes the NAL unit that the input begins with, if its end is there.
    fn take_unit(&mut self) -> Result<bool, DemuxError> {
        let rest = self.input.rest();
        let from = self.searched.saturating_sub(2);
        let found = memmem::find(rest.get(from..).unwrap_or_default(), &[0, 0, 1]);
        let end = match found {
            Some(at) => from + at,
            None if self.input.is_finished() => rest.len(),
            None => {
                self.searched = rest.len();
                if self.searched + self.unit.data.len() > MAX_FRAME {
                    return Err(self.input.fail(0, Fault::TooLarge));
                }
                return Ok(false);
            }
        };
        let at = self.input.offset();
        let unit = self.input.take(end);
        self.in_unit = false;
        // No NAL unit ends in a zero: they belong to the start code, or fill up.
        let len = unit
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        self.add(unit.slice(..len), at)?;
        Ok(true)
    }

    fn add(&mut self, unit: Bytes, at: u64) -> Result<(), DemuxError> {
        let Some(&header) = unit.first() else {
            return Err(self.input.fail_at(at, Fault::Malformed));
        };
        if self.unit.data.len() + unit.len() > MAX_FRAME {
            return Err(self.input.fail(0, Fault::TooLarge));
        }
        if let Some(kind) = self.syntax.set_kind(header) {
            self.add_parameter_set(kind, &unit);
        }
        let is_slice = matches!(
            self.syntax.role(&unit),
            Some(Role::FirstSlice | Role::Slice)
        );
        if is_slice {
            let prefix = self.unit.prefix.take();
            if self.unit.is_field.is_none() {
                self.unit.is_field = Some(self.fields.is_field(&unit));
            }
            if self.syntax.is_keyframe(header) && !self.unit.keyframe {
                self.unit.keyframe = true;
                self.put_parameter_sets(prefix);
            }
        }
        self.unit.data.extend_from_slice(&START_CODE);
        self.unit.data.extend_from_slice(&unit);
        Ok(())
    }

    fn add_parameter_set(&mut self, kind: SetKind, unit: &[u8]) {
        let id = || self.syntax.parameter_set_id(unit);
        self.parameter_sets.take(kind, unit, id);
        self.unit.brought.insert(kind);
        match (self.syntax, kind) {
            (Syntax::H264, SetKind::Sequence) => {
                if let Some(sps) = h264::Sps::parse(unit) {
                    self.told_rate = sps.frame_rate;
                    self.fields.add_sequence(&sps);
                }
            }
            (Syntax::H264, SetKind::Picture) => self.fields.add_picture_set(unit),
            (Syntax::H265, SetKind::Video) => {
                self.told_rate = h265::video_rate(unit).or(self.told_rate);
            }
            (Syntax::H265, SetKind::Sequence) => {
                let sps = h265::Sps::parse(unit);
                self.told_rate = sps.and_then(|sps| sps.frame_rate).or(self.told_rate);
            }
            _ => {}
        }
    }

    /// Gives a keyframe that lacks a kind of parameter sets those in force, before the slice to come and its prefix.
    fn put_parameter_sets(&mut self, prefix: Option<Prefix>) {
        if !self.repeat_parameter_sets || self.unit.brought.contain(self.parameter_sets.kinds()) {
            return;
        }
        let at = prefix.map_or(self.unit.data.len(), |prefix| prefix.at);
        let prefix = self.unit.data.split_off(at);
        for set in self.parameter_sets.units() {
            self.unit.data.extend_from_slice(&START_CODE);
            self.unit.data.extend_from_slice(set);
        }
        self.unit.data.extend(prefix);
    }

    /// Gives out the access unit without the prefix units at its end, which begin the next.
    fn close_before_prefix(&mut self) -> Option<Frame> {
        let Some(Prefix { at, offset }) = self.unit.prefix.take() else {
            return self.close();
        };
        let data = self.unit.data.split_off(at);
        let frame = self.close();
        self.unit = AccessUnit {
            data,
            offset,
            prefix: Some(Prefix { at: 0, offset }),
            ..AccessUnit::default()
        };
        frame
    }

    fn close(&mut self) -> Option<Frame> {
        let unit = std::mem::take(&mut self.unit);
        if unit.data.is_empty() {
            return None;
        }
        let rate = self.frame_rate.or(self.told_rate).unwrap_or(DEFAULT_RATE);
        let after = self.next + if unit.is_field == Some(true) { 1 } else { 2 };
        let (pts, end) = (field_time(self.next, rate), field_time(after, rate));
        self.mark = Mark {
            offset: unit.offset,
            ticks: self.next,
            ..Mark::default()
        };
        self.next = after;
        Some(
            Frame::new(unit.data.into(), end - pts)
                .pts(pts)
                .keyframe(unit.keyframe),
        )
    }
}

impl Demux for AnnexBDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        self.input.check()?;
        match self.advance() {
            // What follows is broken, the access unit before it is not; the error comes next.
            Err(_) if self.unit.has_slice && !self.in_unit => Ok(self.close()),
            result => result,
        }
    }

    fn info(&self) -> Option<TrackInfo> {
        let rate = self.frame_rate.or(self.told_rate);
        Some(TrackInfo::counted(self.syntax.codec(), rate))
    }

    fn damage(&self) -> Damage {
        self.input.damage()
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        self.input.seek(mark.offset);
        self.unit = AccessUnit::default();
        self.in_unit = false;
        self.in_damage = false;
        self.has_begun = mark.offset > 0;
        self.searched = 0;
        self.zeros = 0;
        self.next = mark.ticks;
        self.mark = mark;
    }
}

/// When field `number` is due at a rate of `frames` in `seconds`.
fn field_time(number: u64, (frames, seconds): (u32, u32)) -> Duration {
    let nanos = u128::from(number) * u128::from(seconds) * 500_000_000 / u128::from(frames.max(1));
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// A NAL unit header of either codec and one byte of a slice.
const HEAD_LEN: usize = 3;
/// A first start code further from the start than this is not looked for.
const MAX_JUNK: u64 = 64 << 10;

#[cfg(test)]
mod tests;

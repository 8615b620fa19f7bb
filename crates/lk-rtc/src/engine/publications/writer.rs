//! From the frames of one track to its RTP packets: cutting and timestamps. They are numbered when they leave.

use std::sync::Arc;
use std::time::{Duration, Instant};

use lk_media::bitstream::FrameInfo;
use lk_media::packetize::{Layer, parts};
use lk_media::{Codec, Frame, MediaKind};
use lk_peer::{AudioLevel, OutgoingRtp};
use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;

use super::cutter::{Cutter, MAX_PAYLOAD};
use super::damage::Damage;
use super::numbers::{Numbering, Numbers};
use super::standing::Standing;
use crate::RtpToSend;
use crate::error::WriteError;
use crate::options::PublishOptions;

/// Makes the packets of one track; numbers and timestamps begin at random, as RFC 3550 §5.1 asks.
#[derive(Debug)]
pub(in crate::engine) struct TrackWriter {
    codec: Codec,
    cutter: Cutter,
    audio_level: Option<u8>,
    numbers: Numbers,
    first_timestamp: u32,
    clock: Option<Clock>,
    /// The packet that was written last by hand.
    by_hand: Option<ByHand>,
    /// Nothing has been sent since whatever was sent last, though there was something.
    silent: bool,
    damage: Damage,
    pub(in crate::engine) frames: u64,
    pub(in crate::engine) dropped: u64,
    pub(in crate::engine) refused: u64,
    pub(in crate::engine) packets: u64,
    pub(in crate::engine) bytes: u64,
}

/// The frame that was written last.
#[derive(Debug, Clone, Copy)]
struct Clock {
    given: Duration,
    used: Duration,
    lasts: Duration,
    /// A spatial layer of its picture is still to come.
    open: bool,
}

impl Clock {
    fn new(frame: &Frame, codec: Codec, used: Duration) -> Self {
        let completes = |layer: &Layer| layer.completes_picture();
        Self {
            given: frame.pts,
            used,
            lasts: lasts(frame, codec),
            open: !frame.layer.as_ref().is_none_or(completes),
        }
    }

    /// Whether a frame that is due at `next` leaves room for another one before it, more or less: times are
    /// rounded, or taken from a clock.
    fn leaves_gap(&self, next: Duration) -> bool {
        let since = next.saturating_sub(self.used);
        !self.lasts.is_zero() && since >= self.lasts.saturating_add(self.lasts / 2)
    }
}

#[derive(Debug, Clone, Copy)]
struct ByHand {
    /// Its number, without wrapping.
    number: u64,
    first_timestamp: u32,
}

impl TrackWriter {
    pub(super) fn new(codec: Codec, options: &PublishOptions, rng: &mut ChaCha20Rng) -> Self {
        let is_audio = codec.kind() == MediaKind::Audio;
        Self {
            codec,
            cutter: Cutter::new(codec, &options.vp9, rng.random()),
            audio_level: options.audio_level.filter(|_| is_audio),
            numbers: Numbers::from(u64::from(rng.random::<u16>() >> 1)),
            first_timestamp: rng.random(),
            clock: None,
            by_hand: None,
            silent: true,
            damage: Damage::default(),
            frames: 0,
            dropped: 0,
            refused: 0,
            packets: 0,
            bytes: 0,
        }
    }

    /// The packets of a frame, handed one by one and without their numbers to `send`, which says whether it takes them:
    /// all of a frame, or in the end none. Returns whether a keyframe is to be asked for.
    ///
    /// A frame that cannot be decoded for what was dropped before it is dropped, too; so is what needs one that is refused.
    pub(in crate::engine) fn frame(
        &mut self,
        frame: &Frame,
        now: Instant,
        mut send: impl FnMut(OutgoingRtp) -> bool,
    ) -> Result<bool, WriteError> {
        let sent = if self.is_audio() && frame.data.len() > MAX_PAYLOAD {
            self.send_parts(frame, now, send)
        } else {
            self.send(frame, now, &mut send)
        };
        if sent.is_err() {
            self.refuse(frame);
        }
        sent
    }

    /// Audio that is too long for one packet.
    fn send_parts(
        &mut self,
        frame: &Frame,
        now: Instant,
        mut send: impl FnMut(OutgoingRtp) -> bool,
    ) -> Result<bool, WriteError> {
        let (frames, dropped, used) = (self.frames, self.dropped, self.place(frame)?);
        for part in parts(self.codec, frame, MAX_PAYLOAD)? {
            self.send(&part, now, &mut send)?;
        }
        // It is one frame to its writer, and the pacer drops all of it or nothing.
        self.frames = self.frames.min(frames + 1);
        self.dropped = self.dropped.min(dropped + 1);
        self.clock = Some(Clock::new(frame, self.codec, used));
        Ok(false)
    }

    fn send(
        &mut self,
        frame: &Frame,
        now: Instant,
        send: &mut impl FnMut(OutgoingRtp) -> bool,
    ) -> Result<bool, WriteError> {
        let pts = self.place(frame)?;
        let standing = self.standing(frame);
        if self.damage.withholds(standing) {
            if !self.cutter.pass(frame) {
                return Ok(false);
            }
            self.clock = Some(Clock::new(frame, self.codec, pts));
            self.dropped += 1;
            return Ok(self.damage.asks(now));
        }
        let gap = self.clock.is_some_and(|last| last.leaves_gap(pts));
        let timestamp = self.first_timestamp.wrapping_add(ticks(pts, self.codec));
        let mut taken = true;
        let cut = self.cutter.cut(frame, self.silent || gap, |payload| {
            let mut packet = OutgoingRtp::new(0, timestamp, payload.to_arc());
            packet.marker = payload.marker();
            packet.extensions.audio_level = level(self.audio_level, payload.len());
            taken &= send(packet);
            taken
        });
        if !cut? {
            // Time passes with the picture that they are for.
            return Ok(false);
        }
        self.clock = Some(Clock::new(frame, self.codec, pts));
        self.silent = !taken;
        if taken {
            self.damage.sent(standing);
            self.frames += 1;
            return Ok(false);
        }
        self.dropped += 1;
        Ok(!self.is_audio() && self.damage.lose(&standing(), now))
    }

    /// A frame cannot be sent. Time goes on.
    fn refuse(&mut self, frame: &Frame) {
        self.refused += 1;
        if !self.is_audio() {
            let standing = self.standing(frame);
            self.damage.pass(standing);
        }
        if let Ok(used) = self.place(frame) {
            self.silent = true;
            self.clock = Some(Clock::new(frame, self.codec, used));
        }
    }

    /// How many frames were written, sent or not: the number of the next one.
    pub(in crate::engine) const fn written(&self) -> u64 {
        self.frames + self.dropped + self.refused
    }

    /// Something of the track was dropped, nobody knows what; says whether a keyframe is to be asked for.
    pub(in crate::engine) fn lose(&mut self, now: Instant) -> bool {
        self.silent = true;
        !self.is_audio() && self.damage.lose_all(now)
    }

    /// Numbers a packet that leaves; `None` if it comes too late for that.
    pub(in crate::engine) fn number(
        &mut self,
        packet: &mut OutgoingRtp,
        numbering: Numbering,
    ) -> Option<()> {
        packet.seq = self.numbers.give(numbering)?;
        self.packets += 1;
        self.bytes += packet.payload.len() as u64;
        Some(())
    }

    /// A frame passes while the track is muted: nothing is sent, but time goes on.
    pub(in crate::engine) fn skip(&mut self, frame: &Frame) -> Result<(), WriteError> {
        let used = self.place(frame)?;
        if !self.cutter.pass(frame) {
            return Ok(());
        }
        if !self.is_audio() {
            let standing = self.standing(frame);
            self.damage.pass(standing);
        }
        self.silent = true;
        self.clock = Some(Clock::new(frame, self.codec, used));
        Ok(())
    }

    /// A packet that was cut by the application, and how it is numbered when it leaves.
    pub(in crate::engine) fn packet(
        &mut self,
        packet: &RtpToSend,
    ) -> Result<(OutgoingRtp, Numbering), WriteError> {
        let (size, max) = (packet.payload.len(), OutgoingRtp::MAX_PAYLOAD);
        if size > max {
            return Err(WriteError::PayloadTooLarge { size, max });
        }
        let by_hand = match self.by_hand {
            Some(before) => {
                let step = packet.seq.wrapping_sub(before.number as u16).cast_signed();
                ByHand {
                    number: before.number.wrapping_add_signed(i64::from(step)),
                    ..before
                }
            }
            None => ByHand {
                number: u64::from(packet.seq),
                first_timestamp: packet.timestamp,
            },
        };
        let numbering = Numbering::ByHand(by_hand.number);
        self.numbers.peek(numbering).ok_or(WriteError::OutOfOrder)?;
        self.by_hand = Some(by_hand);
        self.silent = false;
        let since_first = packet.timestamp.wrapping_sub(by_hand.first_timestamp);
        let timestamp = self.first_timestamp.wrapping_add(since_first);
        let payload: Arc<[u8]> = packet.payload.as_ref().into();
        let mut outgoing = OutgoingRtp::new(0, timestamp, payload);
        outgoing.marker = packet.marker;
        let said = packet.audio_level.or(self.audio_level);
        outgoing.extensions.audio_level = level(said, size);
        Ok((outgoing, numbering))
    }

    /// What a frame is to those behind it, to be found out where that matters.
    fn standing<'a>(&self, frame: &'a Frame) -> impl Fn() -> Standing + Copy + use<'a> {
        let (codec, counts_base) = (self.codec, self.cutter.counts_base());
        let same_picture = |last: &Clock| last.open && last.given == frame.pts;
        let begins_picture = !self.clock.as_ref().is_some_and(same_picture);
        move || Standing::of(frame, codec, begins_picture, counts_base)
    }

    const fn is_audio(&self) -> bool {
        matches!(self.codec.kind(), MediaKind::Audio)
    }

    /// When a frame is due, counted from the first. A frame that repeats the time of the one
    /// before is taken to follow it: its writer does not count. Spatial layers of one picture are due together.
    fn place(&self, frame: &Frame) -> Result<Duration, WriteError> {
        match self.clock {
            None => Ok(frame.pts),
            Some(last) if frame.pts > last.given => {
                Ok(last.used.saturating_add(frame.pts - last.given))
            }
            Some(last) if frame.pts == last.given && last.open => Ok(last.used),
            Some(last) if frame.pts == last.given => Ok(last.used.saturating_add(last.lasts)),
            Some(_) => Err(WriteError::OutOfOrder),
        }
    }
}

/// How long a frame lasts: as it is given, or else as audio says itself.
fn lasts(frame: &Frame, codec: Codec) -> Duration {
    let own = || FrameInfo::of(codec, &frame.data).duration;
    match codec.kind() {
        MediaKind::Audio if frame.duration.is_zero() => own().unwrap_or_default(),
        _ => frame.duration,
    }
}

/// Time on the RTP clock of `codec`, rounded to the nearest tick, wrapped around.
fn ticks(time: Duration, codec: Codec) -> u32 {
    let rate = u128::from(codec.clock_rate());
    let ticks = (time.as_nanos() * rate + 500_000_000) / 1_000_000_000;
    (ticks & u128::from(u32::MAX)) as u32
}

/// Opus says by a packet of one or two bytes that nobody speaks (RFC 6716 §3.1, RFC 7587 §3.1.3).
fn level(said: Option<u8>, payload: usize) -> Option<AudioLevel> {
    let voice = payload > 2;
    said.map(|level| AudioLevel {
        level: if voice { level.min(127) } else { 127 },
        voice,
    })
}

#[cfg(test)]
mod tests;

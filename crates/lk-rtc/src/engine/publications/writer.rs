//! From the frames of one track to its RTP packets: cutting and timestamps. They are numbered when they leave.

use std::sync::Arc;
use std::time::Duration;

use lk_media::bitstream::FrameInfo;
use lk_media::packetize::Layer;
use lk_media::{Codec, Frame, MediaKind, Packetizer};
use lk_peer::{AudioLevel, OutgoingRtp};
use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;

use super::numbers::{Numbering, Numbers};
use crate::RtpToSend;
use crate::error::WriteError;

/// Makes the packets of one track; numbers and timestamps begin at random, as RFC 3550 §5.1 asks.
#[derive(Debug)]
pub(in crate::engine) struct TrackWriter {
    codec: Codec,
    packetizer: Packetizer,
    audio_level: Option<u8>,
    numbers: Numbers,
    first_timestamp: u32,
    clock: Option<Clock>,
    /// The packet that was written last by hand.
    by_hand: Option<ByHand>,
    /// Something was dropped that frames are decoded with, up to the next keyframe.
    cut: bool,
    pub(in crate::engine) frames: u64,
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
    fn new(frame: &Frame, used: Duration) -> Self {
        let completes = |layer: &Layer| layer.completes_picture();
        Self {
            given: frame.pts,
            used,
            lasts: frame.duration,
            open: !frame.layer.as_ref().is_none_or(completes),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct ByHand {
    /// Its number, without wrapping.
    number: u64,
    first_timestamp: u32,
}

impl TrackWriter {
    pub(super) fn new(codec: Codec, audio_level: Option<u8>, rng: &mut ChaCha20Rng) -> Self {
        Self {
            codec,
            packetizer: Packetizer::new(codec, MAX_PAYLOAD).picture_id(rng.random()),
            audio_level: audio_level.filter(|_| codec.kind() == MediaKind::Audio),
            numbers: Numbers::from(u64::from(rng.random::<u16>() >> 1)),
            first_timestamp: rng.random(),
            clock: None,
            by_hand: None,
            cut: false,
            frames: 0,
            packets: 0,
            bytes: 0,
        }
    }

    /// The packets of a frame, handed to `send` one by one, without their numbers.
    pub(in crate::engine) fn frame(
        &mut self,
        frame: &Frame,
        mut send: impl FnMut(OutgoingRtp),
    ) -> Result<(), WriteError> {
        let pts = self.place(frame)?;
        let payloads = match &frame.layer {
            Some(layer) => self.packetizer.packetize_layer(&frame.data, layer),
            None => self.packetizer.packetize(&frame.data),
        }?;
        let timestamp = self.first_timestamp.wrapping_add(ticks(pts, self.codec));
        for payload in payloads {
            let mut packet = OutgoingRtp::new(0, timestamp, payload.to_arc());
            packet.marker = payload.marker();
            packet.extensions.audio_level = level(self.audio_level, payload.len());
            send(packet);
        }
        self.cut = false;
        self.frames += 1;
        self.clock = Some(Clock::new(frame, pts));
        Ok(())
    }

    /// A packet of this track did not fit the queue: the frames behind it cannot be decoded.
    pub(in crate::engine) const fn cut(&mut self) {
        self.cut = true;
    }

    /// Whether nobody could decode a frame, since one before it was dropped. The numbers would not tell: what
    /// was dropped has none.
    pub(in crate::engine) fn withholds(&self, frame: &Frame) -> bool {
        self.cut && !frame.keyframe && !FrameInfo::of(self.codec, &frame.data).keyframe
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
        self.clock = Some(Clock::new(frame, used));
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
        let since_first = packet.timestamp.wrapping_sub(by_hand.first_timestamp);
        let timestamp = self.first_timestamp.wrapping_add(since_first);
        let payload: Arc<[u8]> = packet.payload.as_ref().into();
        let mut outgoing = OutgoingRtp::new(0, timestamp, payload);
        outgoing.marker = packet.marker;
        let said = packet.audio_level.or(self.audio_level);
        outgoing.extensions.audio_level = level(said, size);
        Ok((outgoing, numbering))
    }

    /// When a frame is due, counted from the first. A frame that repeats the time of the one
    /// before is taken to follow it: its writer does not count. Spatial layers of one picture are due together.
    fn place(&self, frame: &Frame) -> Result<Duration, WriteError> {
        match self.clock {
            None => Ok(frame.pts),
            Some(last) if frame.pts > last.given => Ok(last.used + (frame.pts - last.given)),
            Some(last) if frame.pts == last.given && last.open => Ok(last.used),
            Some(last) if frame.pts == last.given => Ok(last.used + last.lasts),
            Some(_) => Err(WriteError::OutOfOrder),
        }
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

/// The longest RTP payload that is made, in bytes: with every header on top (IPv6, UDP, TURN, RTP,
/// extensions, SRTP) it stays below 1280, which every IPv6 link carries.
const MAX_PAYLOAD: usize = 1140;

#[cfg(test)]
mod tests;

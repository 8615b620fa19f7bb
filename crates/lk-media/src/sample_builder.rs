//! From RTP packets, as they come, back to whole frames in their order.
//!
//! Packets are put in order by sequence number, frames are told apart by timestamp and marker. Where a
//! packet is missing everything behind it waits, at most for the builder's latency; then the packet is
//! given up, reported, and what cannot be assembled without it is thrown away. A frame comes out once
//! and whole or not at all.
//!
//! [`SampleBuilder`] reads no clock: hand packets to [`push`](SampleBuilder::push), then drain
//! [`poll`](SampleBuilder::poll), and poll again at [`next_timeout`](SampleBuilder::next_timeout).
//! [`JitterBuffer`] does the first half of it for whoever wants packets.
//! Work for a packet is constant, whatever is missing; memory is bounded by [`MAX_PACKETS`] and
//! [`MAX_BYTES`].

mod jitter_buffer;
mod output;
mod sequence;
mod timeline;
mod window;

use std::collections::VecDeque;
use std::ops::Range;
use std::time::{Duration, Instant};

use crate::depacketize::{FrameStart, PayloadShape};
use crate::{Codec, Depacketizer, MediaKind, red};
pub use jitter_buffer::{JitterBuffer, JitterBufferStats, Ordered};
pub use output::{Built, BuiltFrame, LossCause, Lost, RtpPacket, SampleBuilderStats};
use sequence::{Placement, Sequence};
use timeline::Timeline;
use window::{Content, Slot, Window};

/// Puts packets in order and joins them to frames.
///
/// For [`Codec::Red`] the frames are those within the packets, and one whose packet is missing is taken
/// from the redundancy of a later one.
///
/// ```
/// # use {bytes::Bytes, std::time::{Duration, Instant}};
/// # use lk_media::{Codec, RtpPacket, SampleBuilder, sample_builder::Built};
/// let mut builder = SampleBuilder::new(Codec::Opus, Duration::from_millis(60));
/// let now = Instant::now();
/// let payload = Bytes::from_static(&[0xf8, 0xff, 0xfe]);
/// builder.push(RtpPacket { seq: 7, timestamp: 960, marker: false, payload }, now);
/// let Some(Built::Frame(frame)) = builder.poll(now) else { panic!("a frame is due") };
/// assert_eq!((frame.rtp_timestamp, frame.data.len()), (960, 3));
/// assert_eq!(builder.poll(now), None);
/// ```
#[derive(Debug)]
pub struct SampleBuilder {
    depacketizer: Depacketizer,
    max_latency: Duration,
    wait_for_keyframe: bool,
    sequence: Sequence,
    window: Window,
    /// A lone packet far outside the window, kept in case the sender did start anew.
    stray: Option<RtpPacket>,
    /// Everything from the window's base up to here is present and belongs to one frame.
    scan: u64,
    frame: Partial,
    place: Place,
    /// Nothing was released yet: packets from before the first one are still welcome, down to here.
    fresh: Option<u64>,
    /// The lowest sequence number that was seen to exist.
    known_from: u64,
    timeline: Timeline,
    intact: bool,
    lost_before: u32,
    ready: VecDeque<Built>,
    stats: SampleBuilderStats,
}

/// The packets from the window's base to `scan`, in brief.
#[derive(Debug, Default)]
struct Partial {
    timestamp: u32,
    data_packets: u32,
    keyframe: bool,
}

/// Where among the frames the next packet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Inside the frame being collected, or at the beginning of one.
    InFrame,
    /// Behind a loss; a frame has to begin before anything is kept.
    Astray {
        /// Timestamp of a frame that is known to be broken.
        broken: Option<u32>,
        /// The packet right before belonged to that frame.
        adjacent: bool,
    },
}

impl SampleBuilder {
    /// A builder that waits at most `max_latency` for a missing packet, counted from the arrival
    /// of the first packet behind it.
    pub fn new(codec: Codec, max_latency: Duration) -> Self {
        Self {
            depacketizer: Depacketizer::new(codec),
            max_latency,
            wait_for_keyframe: false,
            sequence: Sequence::default(),
            window: Window::default(),
            stray: None,
            scan: 0,
            frame: Partial::default(),
            place: Place::InFrame,
            fresh: Some(0),
            known_from: 0,
            timeline: Timeline::new(codec.clock_rate()),
            intact: codec.kind() == MediaKind::Audio,
            lost_before: 0,
            ready: VecDeque::new(),
            stats: SampleBuilderStats::default(),
        }
    }

    /// Keeps video back from the start, and after each loss, until a keyframe comes. Default: no;
    /// then such frames come out with [`intact`](BuiltFrame::intact) unset.
    #[must_use]
    pub const fn wait_for_keyframe(mut self, wait: bool) -> Self {
        self.wait_for_keyframe = wait;
        self
    }

    /// The codec of its frames.
    pub const fn codec(&self) -> Codec {
        self.depacketizer.codec()
    }

    /// Takes one packet, in whatever order they come. Drain [`poll`](Self::poll) afterwards.
    pub fn push(&mut self, packet: RtpPacket, now: Instant) {
        let floor = self.fresh.unwrap_or(self.window.base());
        match self.sequence.place(packet.seq, floor) {
            Placement::At(seq) => {
                self.stray = None;
                self.insert_with_redundancy(seq, packet, now);
            }
            Placement::Stray => {
                self.stats.late += 1;
                self.stray = Some(packet);
            }
            Placement::Restart(seq) => {
                self.restart(seq);
                if let Some(stray) = self
                    .stray
                    .take()
                    .filter(|s| s.seq.wrapping_add(1) == packet.seq)
                {
                    self.stats.late -= 1;
                    self.insert(seq - 1, stray, now);
                }
                self.insert(seq, packet, now);
            }
        }
    }

    /// Gives the next frame or loss; `None` until another packet or the next timeout.
    pub fn poll(&mut self, now: Instant) -> Option<Built> {
        while self.ready.is_empty() && self.step(Some(now)) {}
        self.ready.pop_front()
    }

    /// When [`poll`](Self::poll) has to be called though no packet came; `None`: not before one does.
    pub fn next_timeout(&self) -> Option<Instant> {
        if self.window.get(self.scan).is_some() {
            return None;
        }
        self.window
            .waiting_since(self.scan)
            .map(|since| since + self.max_latency)
    }

    /// Ends the stream, or gives up waiting: whatever is whole comes out of
    /// [`poll`](Self::poll) now, whatever is missing is reported as lost.
    pub fn flush(&mut self) {
        while self.step(None) {}
    }

    /// Whether video waits for a keyframe: nothing from here to the next one can be decoded. Ask the
    /// sender for one, and again while it does not come.
    pub const fn needs_keyframe(&self) -> bool {
        !self.intact
    }

    /// What was counted so far.
    pub const fn stats(&self) -> SampleBuilderStats {
        self.stats
    }

    /// Takes a packet that may carry earlier frames again, and those of them that are missing.
    fn insert_with_redundancy(&mut self, seq: u64, mut packet: RtpPacket, now: Instant) {
        if self.codec() != Codec::Red || packet.payload.is_empty() {
            return self.insert(seq, packet, now);
        }
        let Ok(blocks) = red::blocks(&packet.payload) else {
            self.insert_as(Content::Malformed, seq, packet, now);
            return;
        };
        let mut blocks: Vec<_> = blocks.collect();
        let Some(own) = blocks.pop() else { return };
        packet.payload = own.data;
        let timestamp = packet.timestamp;
        self.insert(seq, packet, now);
        for (back, block) in (1..).zip(blocks.into_iter().rev()) {
            let seq = seq - back;
            // Only what is known to exist and is still waited for.
            let missing = seq >= self.window.base().max(self.known_from);
            if missing && self.window.get(seq).is_none() && !block.data.is_empty() {
                self.stats.recovered += 1;
                let timestamp = timestamp.wrapping_sub(block.timestamp_offset);
                let packet = RtpPacket {
                    seq: seq as u16,
                    timestamp,
                    marker: false,
                    payload: block.data,
                };
                self.insert(seq, packet, now);
            }
        }
    }

    fn insert(&mut self, seq: u64, packet: RtpPacket, now: Instant) {
        let content = self.content(&packet.payload);
        self.insert_as(content, seq, packet, now);
    }

    fn insert_as(&mut self, content: Content, seq: u64, packet: RtpPacket, now: Instant) {
        if self.ready.len() >= MAX_PACKETS as usize {
            // The caller does not poll.
            self.stats.discarded += 1;
            return;
        }
        let starts_within =
            matches!(content, Content::Data(shape) if shape.start == FrameStart::No);
        if self.window.is_unused() {
            self.known_from = seq;
            // A packet that says that others precede it waits for them, as behind any gap.
            self.window.begin(seq - u64::from(starts_within));
            self.scan = self.window.base();
        } else if seq < self.known_from && self.fresh.is_some() {
            let base = seq - u64::from(starts_within);
            if !self.window.reaches_down_to(base) {
                self.stats.late += 1;
                return;
            }
            self.window.extend_down(base, self.known_from, now);
            self.known_from = seq;
            self.scan = self.window.base();
            self.frame = Partial::default();
        }
        while !self.window.has_room(seq, packet.payload.len()) {
            self.make_room();
        }
        let slot = Slot {
            timestamp: packet.timestamp,
            marker: packet.marker,
            content,
            payload: packet.payload,
        };
        let padding = slot.payload.is_empty();
        if self.window.insert(seq, slot, now) {
            self.stats.received += 1;
            self.stats.padding += u64::from(padding);
        } else {
            self.stats.duplicate += 1;
        }
    }

    fn content(&self, payload: &[u8]) -> Content {
        if payload.is_empty() {
            return Content::Padding;
        }
        self.depacketizer
            .inspect(payload)
            .map_or(Content::Malformed, Content::Data)
    }

    /// Does one step forward and says whether there was one to do. Without a time nothing is waited
    /// for.
    fn step(&mut self, now: Option<Instant>) -> bool {
        if let Some(slot) = self.window.get(self.scan) {
            let (timestamp, marker, content) = (slot.timestamp, slot.marker, slot.content);
            self.take(timestamp, marker, content);
            return true;
        }
        self.window.forget_gaps_below(self.scan);
        let Some(since) = self.window.waiting_since(self.scan) else {
            return false;
        };
        if now.is_some_and(|now| now < since + self.max_latency) {
            return false;
        }
        self.give_up();
        true
    }

    /// Looks at the packet at `scan`, which follows the frame collected so far.
    fn take(&mut self, timestamp: u32, marker: bool, content: Content) {
        if self.place != Place::InFrame && !self.finds_start(timestamp, marker, content) {
            return;
        }
        if self.frame.data_packets > 0 && self.frame.timestamp != timestamp {
            // The marker was not set; the next timestamp ends the frame as well.
            self.close();
            return;
        }
        self.scan += 1;
        match content {
            Content::Padding => {
                if self.frame.data_packets == 0 {
                    self.release();
                } else if marker {
                    self.close();
                }
            }
            Content::Malformed => {
                self.report(self.scan - 1..self.scan, LossCause::Malformed);
                self.discard(self.frame.data_packets + 1);
                self.go_astray(Some(timestamp), true);
                if marker {
                    self.place = Place::InFrame;
                }
            }
            Content::Data(PayloadShape { keyframe, .. }) => {
                self.frame.timestamp = timestamp;
                self.frame.data_packets += 1;
                self.frame.keyframe |= keyframe;
                if marker || self.is_audio() {
                    self.close();
                }
            }
        }
    }

    /// Behind a loss: drops the packet at `scan` unless a frame begins with it.
    fn finds_start(&mut self, timestamp: u32, marker: bool, content: Content) -> bool {
        let Place::Astray { broken, adjacent } = self.place else {
            return true;
        };
        let begins = match content {
            Content::Data(shape) => {
                let says_so = shape.start == FrameStart::Yes && broken != Some(timestamp);
                says_so || (adjacent && broken.is_some_and(|broken| broken != timestamp))
            }
            Content::Padding | Content::Malformed => false,
        };
        if begins {
            self.place = Place::InFrame;
            return true;
        }
        self.scan += 1;
        if content == Content::Padding {
            self.release();
        } else {
            self.discard(1);
            self.place = Place::Astray {
                broken: Some(timestamp),
                adjacent: true,
            };
        }
        if marker {
            self.place = Place::InFrame;
        }
        false
    }

    /// The frame from the base up to `scan` is complete.
    fn close(&mut self) {
        let frame = std::mem::take(&mut self.frame);
        let first_seq = self.window.base();
        let assembled = self
            .depacketizer
            .assemble(self.window.payloads(first_seq..self.scan));
        let Ok(data) = assembled else {
            self.report(first_seq..self.scan, LossCause::Malformed);
            self.discard(frame.data_packets);
            self.intact = self.is_audio();
            return;
        };
        self.release();
        self.intact |= frame.keyframe;
        if self.wait_for_keyframe && !self.intact {
            self.stats.withheld += 1;
            return;
        }
        self.stats.frames += 1;
        self.ready.push_back(Built::Frame(BuiltFrame {
            data,
            rtp_timestamp: frame.timestamp,
            pts: self.timeline.advance(frame.timestamp),
            keyframe: frame.keyframe,
            intact: self.intact,
            lost_packets_before: std::mem::take(&mut self.lost_before),
            first_seq,
            packets: frame.data_packets,
        }));
    }

    /// The packet at `scan` will not come any more, nor will its missing neighbours.
    fn give_up(&mut self) {
        let next = self.window.next_present(self.scan);
        let missing = self.scan.max(self.known_from)..next;
        if !missing.is_empty() {
            self.stats.lost += missing.end - missing.start;
            self.report(missing, LossCause::Missing);
        }
        let broken = (self.frame.data_packets > 0).then_some(self.frame.timestamp);
        self.scan = next;
        self.discard(self.frame.data_packets);
        self.go_astray(broken, false);
    }

    /// The window is full: its oldest part has to go, in time or not.
    fn make_room(&mut self) {
        if self.step(None) {
            return;
        }
        let (base, timestamp) = (self.window.base(), self.frame.timestamp);
        self.report(base..self.scan, LossCause::Oversized);
        self.discard(self.frame.data_packets);
        self.go_astray(Some(timestamp), true);
        self.window.skip_to_end();
        self.scan = self.window.base();
    }

    fn restart(&mut self, seq: u64) {
        self.flush();
        self.discard(self.frame.data_packets);
        self.report(seq..seq, LossCause::Restarted);
        self.place = Place::InFrame;
        self.intact = self.is_audio();
        self.window.reset();
        self.timeline.restart();
        self.fresh = Some(seq - 1);
    }

    fn go_astray(&mut self, broken: Option<u32>, adjacent: bool) {
        if !self.is_audio() {
            self.place = Place::Astray { broken, adjacent };
            self.intact = false;
        }
    }

    fn report(&mut self, packets: Range<u64>, cause: LossCause) {
        let count = u32::try_from(packets.end - packets.start).unwrap_or(u32::MAX);
        self.lost_before = self.lost_before.saturating_add(count);
        self.ready.push_back(Built::Lost(Lost { packets, cause }));
    }

    /// Throws away what was collected up to `scan`.
    fn discard(&mut self, packets: u32) {
        self.stats.discarded += u64::from(packets);
        self.frame = Partial::default();
        self.release();
    }

    fn release(&mut self) {
        self.window.release_to(self.scan);
        self.fresh = None;
    }

    fn is_audio(&self) -> bool {
        self.codec().kind() == MediaKind::Audio
    }
}

/// How many packets are held at most. Also how far a sequence number may leap.
pub const MAX_PACKETS: u64 = 4096;

/// How many bytes of payload are held at most.
pub const MAX_BYTES: usize = 16 << 20;

#[cfg(test)]
mod tests;

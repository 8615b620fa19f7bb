//! From RTP packets, as they come, back to whole frames in their order.
//!
//! Packets are put in order by sequence number, frames are told apart by timestamp and marker. Where a
//! packet is missing everything behind it waits, at most for the builder's latency; then the packet is
//! given up, reported, and what cannot be assembled without it is thrown away. A frame comes out once
//! and whole or not at all, the first one too. Of H.264 and H.265 one thing cannot be told: whether what was lost right
//! before a frame was the end of another, or a delimiter or supplements of its own, and of a picture that is no keyframe
//! perhaps parameter sets. It comes out without them then; a picture that is no keyframe is not
//! [`intact`](BuiltFrame::intact) behind a loss anyway.
//!
//! [`SampleBuilder`] reads no clock: hand packets to [`push`](SampleBuilder::push), then drain
//! [`poll`](SampleBuilder::poll), and poll again at [`next_timeout`](SampleBuilder::next_timeout).
//! [`JitterBuffer`] does the first half of it for whoever wants packets.
//! The packet that comes first waits as well, for those that it may have overtaken: until one behind it comes, and as long
//! as for a missing one at most. One with which no frame need begin waits for those before it as behind any gap.
//! Work for a packet is constant, whatever is missing and in whatever order they come; memory is bounded by
//! [`MAX_PACKETS`] and [`MAX_BYTES`], also where the owner does not poll.

mod continuity;
mod facts;
mod jitter_buffer;
mod opening;
mod output;
mod partial;
mod progress;
mod sequence;
mod timeline;
mod window;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::depacketize::FrameStart;
use crate::{Codec, Depacketizer, MediaKind, red};
use continuity::Continuity;
use facts::Facts;
pub use jitter_buffer::{JitterBuffer, JitterBufferStats, Ordered};
use opening::Opening;
pub use output::{Built, BuiltFrame, LossCause, Lost, PacketLayers, RtpPacket, SampleBuilderStats};
use partial::Partial;
use progress::{Place, Run};
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
/// for (seq, timestamp) in [(7, 960), (8, 1920)] {
///     builder.push(RtpPacket { seq, timestamp, marker: false, payload: payload.clone() }, now);
/// }
/// let Some(Built::Frame(frame)) = builder.poll(now) else { panic!("a frame is due") };
/// assert_eq!((frame.rtp_timestamp, frame.data.len()), (960, 3));
/// assert!(matches!(builder.poll(now), Some(Built::Frame(_))));
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
    /// What was looked at before packets came that stand before it, the lowest last.
    above: Vec<Run>,
    /// Nothing was released yet.
    opening: Option<Opening>,
    /// The lowest sequence number that was seen to exist.
    known_from: u64,
    /// When a packet came last.
    arrival: Option<Instant>,
    /// What was told of the packet at hand.
    layers: PacketLayers,
    timeline: Timeline,
    /// The timestamp of the next frame has nothing to do with those before.
    clock_anew: bool,
    continuity: Continuity,
    lost_before: u32,
    ready: VecDeque<Built>,
    /// Bytes of the frames in it.
    ready_bytes: usize,
    stats: SampleBuilderStats,
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
            place: Place::at_the_start(codec),
            above: Vec::new(),
            opening: Some(Opening::new(0)),
            known_from: 0,
            arrival: None,
            layers: PacketLayers::default(),
            timeline: Timeline::new(codec.clock_rate()),
            clock_anew: false,
            continuity: Continuity::new(codec),
            lost_before: 0,
            ready: VecDeque::new(),
            ready_bytes: 0,
            stats: SampleBuilderStats::default(),
        }
    }

    /// Keeps video back that cannot be decoded: from the start until a keyframe comes, and after a loss whatever may
    /// refer to what was lost. Default: no; then such frames come out with [`intact`](BuiltFrame::intact) unset.
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
        self.push_layered(packet, PacketLayers::default(), now);
    }

    /// Takes one packet, and what a header extension says of the layers of its frame: VP8 and H.264 of Chromium have layers
    /// of which only the [dependency descriptor](crate::extension::dependency) speaks.
    pub fn push_layered(&mut self, packet: RtpPacket, layers: PacketLayers, now: Instant) {
        self.layers = layers;
        let floor = self.opening.map_or(self.window.base(), |it| it.floor());
        self.arrival = Some(now);
        match self.sequence.place(packet.seq, packet.timestamp, floor) {
            Placement::At(seq) => {
                if self.stray.is_some() {
                    self.stray = None;
                }
                if self.codec() == Codec::Red && !packet.payload.is_empty() {
                    self.insert_with_redundancy(seq, packet, now);
                } else {
                    self.insert(seq, packet, now);
                }
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
        let built = self.ready.pop_front()?;
        if let Built::Frame(frame) = &built {
            self.ready_bytes -= frame.data.len();
        }
        Some(built)
    }

    /// When [`poll`](Self::poll) has to be called though no packet came; `None`: not before one does.
    pub fn next_timeout(&self) -> Option<Instant> {
        if let Some(until) = self.opening.and_then(|it| it.held_until()) {
            return Some(until);
        }
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

    /// Takes the next packet for the first of a new count, wherever it stands: for who knows that the sender starts anew,
    /// as where the SSRC is another. What is whole comes out of [`poll`](Self::poll) before.
    ///
    /// Without it a sender that starts anew is believed after two packets in a row, unless their timestamps too look as if
    /// they had been sent before; then after 256.
    pub fn reset(&mut self) {
        self.flush();
        self.stray = None;
        self.sequence.start_anew();
    }

    /// Whether video waits for a keyframe: nothing from here to the next one can be decoded. Ask the
    /// sender for one, and again while it does not come. No: where only frames of upper temporal layers cannot.
    pub fn needs_keyframe(&self) -> bool {
        !self.is_audio() && !self.continuity.holds()
    }

    /// What was counted so far.
    pub const fn stats(&self) -> SampleBuilderStats {
        self.stats
    }

    /// Takes a packet that may carry earlier frames again, and those of them that are missing.
    #[inline(never)]
    fn insert_with_redundancy(&mut self, seq: u64, mut packet: RtpPacket, now: Instant) {
        let (payload, timestamp) = (packet.payload.clone(), packet.timestamp);
        let Ok(layout) = red::Layout::new(&payload) else {
            self.insert_as(Content::Malformed, seq, packet, now);
            return;
        };
        packet.payload = payload.slice(layout.own());
        if self.window.data_at(seq + 1) == Some(timestamp) {
            // Its frame was taken for that of the packet behind it, which is missing on the sender's side.
            self.stats.duplicate += 1;
            return;
        }
        self.insert(seq, packet, now);
        // The oldest stands first.
        for (back, earlier) in (1..=layout.earlier()).rev().zip(layout.blocks(&payload)) {
            let seq = seq - back;
            // Only what is known to exist and is still waited for.
            let missing = seq >= self.window.base().max(self.known_from);
            if !missing || self.window.get(seq).is_some() || earlier.range.is_empty() {
                continue;
            }
            let timestamp = timestamp.wrapping_sub(earlier.timestamp_offset);
            let before = self.timestamp_before(seq);
            if before.is_some_and(|before| timestamp.wrapping_sub(before) as i32 <= 0) {
                // The frame of one that came, see `red::blocks`.
                continue;
            }
            self.stats.recovered += 1;
            let packet = RtpPacket {
                seq: seq as u16,
                timestamp,
                marker: false,
                payload: payload.slice(earlier.range),
            };
            self.insert(seq, packet, now);
        }
    }

    /// The timestamp of a frame of audio before the packet `seq`, the nearest that is known.
    fn timestamp_before(&self, seq: u64) -> Option<u32> {
        let near = seq.saturating_sub(RED_REACH).max(self.window.base())..seq;
        let held = near.rev().find_map(|seq| self.window.data_at(seq));
        let released = || self.timeline.last().filter(|_| !self.clock_anew);
        held.or_else(released)
    }

    #[inline]
    fn insert(&mut self, seq: u64, packet: RtpPacket, now: Instant) {
        let content = self.content(&packet.payload);
        self.insert_as(content, seq, packet, now);
    }

    fn insert_as(&mut self, content: Content, seq: u64, packet: RtpPacket, now: Instant) {
        let len = packet.payload.len();
        let (waiting, held) = (self.ready_bytes, self.window.bytes());
        if self.ready.len() >= MAX_PACKETS as usize
            || waiting > 0 && waiting + held + len > MAX_BYTES
        {
            // The caller does not poll.
            self.stats.discarded += 1;
            return;
        }
        if self.opening.is_some() && !self.open(content, seq, &packet, now) {
            self.stats.late += 1;
            return;
        }
        while !self.window.has_room(seq, len) {
            self.make_room();
        }
        let slot = Slot {
            timestamp: packet.timestamp,
            marker: packet.marker,
            content,
            arrival: now,
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

    /// Makes room for a packet where nothing was released yet, and says whether there is any.
    #[cold]
    fn open(&mut self, content: Content, seq: u64, packet: &RtpPacket, now: Instant) -> bool {
        let Some(opening) = &mut self.opening else {
            return true;
        };
        // One that does not say that a frame begins with it waits for others, as behind any gap.
        let begins = !matches!(content, Content::Data(start, _) if start != FrameStart::Yes);
        let base = (seq - u64::from(!begins)).max(opening.floor());
        if self.window.is_unused() {
            opening.begin(seq, now + self.max_latency);
            self.window.begin(base);
            self.scan = base;
            self.known_from = seq;
            return true;
        }
        opening.go_on(seq);
        if seq < self.known_from {
            let held = self.window.bytes() + packet.payload.len();
            if !self.window.reaches_down_to(base) || held > MAX_BYTES {
                return false;
            }
            self.lead(base, packet.timestamp, packet.marker, content, now);
            self.window.extend_down(base, self.known_from, now);
            self.known_from = seq;
        }
        true
    }

    fn content(&self, payload: &[u8]) -> Content {
        if payload.is_empty() {
            return Content::Padding;
        }
        let Ok(shape) = self.depacketizer.inspect(payload) else {
            return Content::Malformed;
        };
        Content::Data(shape.start, Facts::of(&shape).told(self.layers))
    }

    fn is_audio(&self) -> bool {
        self.codec().kind() == MediaKind::Audio
    }
}

/// How many packets are held at most. Also how far a sequence number may leap.
pub const MAX_PACKETS: u64 = 4096;

/// How many bytes of payload are held at most, those of frames that wait to be polled among them; the packet that is one too
/// many is held as well. Of slices the whole buffer stays, see [`RtpPacket::payload`].
pub const MAX_BYTES: usize = 16 << 20;

/// How far back a frame is looked for that redundancy repeats, beyond where its place says. LiveKit's server goes back by
/// two in all.
const RED_REACH: u64 = 8;

#[cfg(test)]
mod tests;

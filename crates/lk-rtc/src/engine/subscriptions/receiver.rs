//! One track that we receive: packets in, packets or frames out, keyframes asked for.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use lk_media::extension::dependency::DependencyReader;
use lk_media::sample_builder::{Built, PacketLayers};
use lk_media::{Codec, Depacketizer, RtpPacket, SampleBuilder};
use lk_peer::Mid;

use super::Limits;
use crate::ReceivedPacket;
use crate::engine::output::{Media, MediaForm};
use crate::stats::RemoteTrackStats;

/// What a receiver gives.
#[derive(Debug)]
pub(in crate::engine) enum Received {
    Media(Media),
    /// Ask for a keyframe in this section.
    NeedsKeyframe(Mid),
}

#[derive(Debug)]
pub(in crate::engine) struct Receiver {
    codec: Option<Codec>,
    video: bool,
    limits: Limits,
    form: MediaForm,
    builder: Option<SampleBuilder>,
    /// What the packets of the track say of their layers.
    dependencies: DependencyReader,
    /// Packets that wait: for the form to be chosen, or to be taken out.
    held: VecDeque<ReceivedPacket>,
    held_bytes: usize,
    /// Packets went before anybody wanted any.
    overflowed: bool,
    keyframe: KeyframeWish,
    /// RTP times of the latest frames that the server made.
    server_made: VecDeque<u32>,
    packets: u64,
    bytes: u64,
    frames: u64,
    dropped: u64,
    server_frames: u64,
    keyframe_requests: u64,
    range: Option<(u64, u64)>,
}

/// Whether a keyframe is to be asked for, whatever the frames say, and when at the earliest.
#[derive(Debug)]
struct KeyframeWish {
    wanted: bool,
    next: Instant,
}

impl Receiver {
    pub(super) fn new(codec: Option<Codec>, video: bool, limits: Limits, now: Instant) -> Self {
        Self {
            codec,
            video,
            limits,
            form: MediaForm::Undecided,
            builder: None,
            dependencies: DependencyReader::new(),
            held: VecDeque::new(),
            held_bytes: 0,
            overflowed: false,
            // A server starts a track with a keyframe, for which it asks the publisher by itself:
            // only where none has come after a while is it asked again.
            keyframe: KeyframeWish {
                wanted: true,
                next: now + FIRST,
            },
            server_made: VecDeque::new(),
            packets: 0,
            bytes: 0,
            frames: 0,
            dropped: 0,
            server_frames: 0,
            keyframe_requests: 0,
            range: None,
        }
    }

    pub(super) fn set_codec(&mut self, codec: Option<Codec>) {
        if self.codec != codec {
            self.codec = codec;
            self.builder = None;
            self.dependencies = DependencyReader::new();
        }
    }

    /// What can be counted here; the connection knows the rest.
    pub(in crate::engine) fn stats(&self) -> RemoteTrackStats {
        let expected = self.range.map_or(0, |(first, last)| last - first + 1);
        RemoteTrackStats {
            packets: self.packets,
            bytes: self.bytes,
            lost: expected.saturating_sub(self.packets),
            frames: self.frames,
            dropped: self.dropped,
            server_made: self.server_frames,
            keyframe_requests: self.keyframe_requests,
            ..Default::default()
        }
    }

    /// Ticks of the track's RTP clock as a time.
    pub(in crate::engine) fn clock_to_time(&self, ticks: u32) -> Duration {
        let rate = self.codec.map_or(90_000, Codec::clock_rate);
        Duration::from_secs_f64(f64::from(ticks) / f64::from(rate))
    }

    pub(super) fn push(&mut self, packet: ReceivedPacket) {
        self.packets += 1;
        self.bytes += packet.payload.len() as u64;
        let (first, last) = self.range.unwrap_or((packet.seq, packet.seq));
        self.range = Some((first.min(packet.seq), last.max(packet.seq)));
        if packet.server_made {
            self.note_server_made(packet.timestamp);
        } else if self.keyframe.wanted && starts_keyframe(&packet) {
            self.keyframe.wanted = false;
        }
        match self.form {
            MediaForm::Nothing => {}
            MediaForm::Frames => self.build(packet),
            MediaForm::Undecided | MediaForm::Packets => self.hold(packet),
        }
    }

    pub(super) fn set_form(&mut self, form: MediaForm) {
        if self.form == form {
            return;
        }
        self.form = form;
        self.builder = None;
        // Not earlier: who reads nothing has no use for keyframes.
        self.keyframe.wanted |= std::mem::take(&mut self.overflowed);
        if matches!(form, MediaForm::Frames | MediaForm::Nothing) {
            self.held_bytes = 0;
            for packet in std::mem::take(&mut self.held) {
                if form == MediaForm::Frames {
                    self.build(packet);
                }
            }
        }
    }

    /// Asks for a keyframe as soon as that is due; says whether the track has any.
    pub(super) fn request_keyframe(&mut self) -> bool {
        self.keyframe.wanted = true;
        self.video
    }

    pub(super) fn poll(&mut self, mid: Mid, now: Instant) -> Option<Received> {
        if let Some(media) = self.poll_media(now) {
            return Some(Received::Media(media));
        }
        if !self.needs_keyframe() || now < self.keyframe.next {
            return None;
        }
        self.keyframe = KeyframeWish {
            wanted: self.builder.is_none(),
            next: now + INTERVAL,
        };
        self.keyframe_requests += 1;
        Some(Received::NeedsKeyframe(mid))
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        let keyframe = self.needs_keyframe().then_some(self.keyframe.next);
        let frame = self.builder.as_ref().and_then(SampleBuilder::next_timeout);
        [keyframe, frame].into_iter().flatten().min()
    }

    fn needs_keyframe(&self) -> bool {
        let broken = self
            .builder
            .as_ref()
            .is_some_and(SampleBuilder::needs_keyframe);
        self.video && (self.keyframe.wanted || broken)
    }

    fn poll_media(&mut self, now: Instant) -> Option<Media> {
        match self.form {
            MediaForm::Undecided | MediaForm::Nothing => None,
            MediaForm::Packets => {
                let packet = self.held.pop_front()?;
                self.held_bytes -= cost(&packet);
                Some(Media::Packet(packet))
            }
            MediaForm::Frames => loop {
                if let Built::Frame(frame) = self.builder.as_mut()?.poll(now)? {
                    let server_made = self.server_made.contains(&frame.rtp_timestamp);
                    self.server_frames += u64::from(server_made);
                    if server_made && !self.limits.filler {
                        continue;
                    }
                    self.frames += 1;
                    return Some(Media::Frame(frame));
                }
            },
        }
    }

    fn note_server_made(&mut self, timestamp: u32) {
        if self.server_made.len() == MAX_SERVER_MADE {
            self.server_made.pop_front();
        }
        self.server_made.push_back(timestamp);
    }

    fn build(&mut self, packet: ReceivedPacket) {
        // The payload type of a packet is surer than what was negotiated first: a section may
        // carry one codec after the other.
        let codec = packet.codec.or(self.codec);
        if codec != self.codec {
            self.set_codec(codec);
        }
        let Some(codec) = codec else { return };
        let window = self.limits.reorder_window;
        let builder = self
            .builder
            .get_or_insert_with(|| SampleBuilder::new(codec, window));
        let descriptor = packet.dependency_descriptor.as_deref();
        let descriptor = descriptor.and_then(|data| self.dependencies.read(data).ok());
        let layers = descriptor
            .as_ref()
            .map_or_else(PacketLayers::default, PacketLayers::from);
        let arrival = packet.arrival;
        let packet = RtpPacket {
            seq: (packet.seq & 0xffff) as u16,
            timestamp: packet.timestamp,
            marker: packet.marker,
            payload: packet.payload,
        };
        builder.push_layered(packet, layers, arrival);
    }

    fn hold(&mut self, packet: ReceivedPacket) {
        self.held_bytes += cost(&packet);
        self.held.push_back(packet);
        while self.held_bytes > self.limits.buffer_bytes {
            let Some(oldest) = self.held.pop_front() else {
                break;
            };
            self.held_bytes -= cost(&oldest);
            self.dropped += 1;
            self.overflowed = true;
        }
    }
}

/// Whether decoding can start with the frame that this packet begins.
fn starts_keyframe(packet: &ReceivedPacket) -> bool {
    let Some(codec) = packet.codec else {
        return false;
    };
    let shape = Depacketizer::new(codec).inspect(&packet.payload);
    shape.is_ok_and(|shape| shape.keyframe)
}

/// What a packet that waits costs.
fn cost(packet: &ReceivedPacket) -> usize {
    packet.payload.len() + OVERHEAD
}

/// What a packet that waits costs beside its payload, in bytes.
const OVERHEAD: usize = 160;

/// More frames than the server makes in a row and the frame builder holds back.
const MAX_SERVER_MADE: usize = 64;

/// How long the first keyframe may take before it is asked for.
const FIRST: Duration = Duration::from_millis(300);

/// How long a keyframe may take before it is asked for again: a second is what servers and
/// encoders answer at most.
const INTERVAL: Duration = Duration::from_millis(1000);

#[cfg(test)]
mod tests;

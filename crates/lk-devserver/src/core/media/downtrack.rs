//! One track as one subscriber is sent it.

use std::{sync::Arc, time::Instant};

use lk_peer::{Codec, IncomingRtp, MediaKind, NegotiatedCodec, OutgoingRtp, SenderId, SenderView};

use super::{
    munger::Munger,
    payload,
    placeholder::{self, Placeholders},
    red,
    temporal::{self, Temporal},
    upstream::{Seen, Upstream},
    vp8::PictureIds,
};

/// Decides which packets a subscriber gets and gives them their numbers.
///
/// Video is entered at a keyframe only, at first as well as after a pause and on another simulcast layer.
#[derive(Debug)]
pub(crate) struct Downtrack {
    pub(crate) sender: SenderId,
    kind: MediaKind,
    munger: Munger,
    pictures: PictureIds,
    /// What was negotiated; empty until then.
    codecs: Vec<NegotiatedCodec>,
    /// An offer with it has gone out.
    offered: bool,
    ready: bool,
    /// The subscriber asked for nothing.
    disabled: bool,
    /// The publisher has muted the track.
    muted: bool,
    /// The layer being sent.
    current: Option<usize>,
    /// The layer that is to be sent.
    target: usize,
    /// The highest temporal layer being sent.
    current_temporal: u8,
    /// The highest temporal layer that is to be sent.
    target_temporal: u8,
    /// What was sent is to be entered again.
    paused: bool,
    /// When the newest packet sent of the current layer arrived, and its incoming timestamp.
    newest: Option<(Instant, u32)>,
    /// Sent until the publisher's first packet, where the subscriber waits for one.
    placeholders: Option<Placeholders>,
    placeholder_sent: Option<Instant>,
}

impl Downtrack {
    pub(crate) fn new(
        sender: SenderId,
        kind: MediaKind,
        first_sequence: u64,
        target: usize,
    ) -> Self {
        Self {
            sender,
            kind,
            munger: Munger::new(first_sequence),
            pictures: PictureIds::default(),
            codecs: Vec::new(),
            offered: false,
            ready: false,
            disabled: false,
            muted: false,
            current: None,
            target,
            current_temporal: temporal::ALL,
            target_temporal: temporal::ALL,
            paused: false,
            newest: None,
            placeholders: None,
            placeholder_sent: None,
        }
    }

    /// Takes what the connection says of the sender. Returns whether it can be written to from now on.
    pub(crate) fn negotiated(&mut self, codecs: &[NegotiatedCodec], ready: bool) -> bool {
        if self.codecs != codecs {
            self.codecs = codecs.to_vec();
        }
        let begins = ready && !self.ready;
        self.ready = ready;
        begins
    }

    pub(crate) fn set_offered(&mut self) {
        self.offered = true;
    }

    /// Whether it was negotiated and nothing came of it: the subscriber cannot decode it.
    pub(crate) fn is_unsupported(&self, view: &SenderView<'_>) -> bool {
        let placed = self.offered || view.mid.is_some();
        placed && (view.mid.is_none() || view.codecs.is_empty())
    }

    pub(crate) fn set_disabled(&mut self, disabled: bool) {
        self.paused |= disabled;
        self.disabled = disabled;
    }

    pub(crate) fn set_muted(&mut self, muted: bool) {
        self.paused |= muted;
        self.muted = muted;
    }

    pub(crate) fn set_target(&mut self, target: usize, temporal: u8) {
        self.target = target;
        self.target_temporal = temporal;
    }

    /// From now on placeholders are sent while the publisher sends nothing.
    pub(crate) fn send_placeholders(&mut self, now: Instant) {
        self.placeholders = Some(Placeholders::new(now));
    }

    /// When the next placeholder is due, if one is.
    pub(crate) fn placeholder_due(&self) -> Option<Instant> {
        let placeholders = self.placeholders.as_ref()?;
        let waits = self.ready && self.current.is_none();
        placeholders.due(self.kind).filter(|_| waits)
    }

    /// A placeholder that is due at `now`.
    pub(crate) fn placeholder(&mut self, trailer: &[u8], now: Instant) -> Option<OutgoingRtp> {
        self.placeholder_due().filter(|due| *due <= now)?;
        self.placeholders.as_mut()?.sent();
        self.placeholder_sent = Some(now);
        let (pt, payload) = placeholder::payload(self.kind, &self.codecs, trailer)?;
        let clock_rate = self.codecs.iter().find(|codec| codec.pt == pt)?.clock_rate;
        let seconds = placeholder::interval(self.kind).as_secs_f64();
        let place = self.munger.insert((seconds * f64::from(clock_rate)) as u32);
        Some(OutgoingRtp {
            pt: Some(pt),
            ..OutgoingRtp::new(place.sequence, place.timestamp, payload).marker(true)
        })
    }

    /// The layer whose keyframe it waits for.
    pub(crate) fn waits_for(&self) -> Option<usize> {
        let flows = self.kind == MediaKind::Video && self.ready && !self.disabled && !self.muted;
        (flows && (self.paused || self.current != Some(self.target))).then_some(self.target)
    }

    /// The layer whose keyframe the subscriber itself can ask for.
    pub(crate) fn current(&self) -> Option<usize> {
        self.current
    }

    /// Takes a packet of the publisher; what the subscriber gets of it goes to `write`.
    pub(crate) fn forward(
        &mut self,
        upstream: &Upstream,
        seen: Seen,
        packet: &IncomingRtp,
        mut write: impl FnMut(SenderId, OutgoingRtp),
    ) {
        if !self.ready || self.disabled || self.muted {
            return;
        }
        if self.kind == MediaKind::Audio {
            if self.current.is_none() {
                let timestamp = self.first_timestamp(packet);
                self.current = Some(0);
                self.munger
                    .start(packet.seq, packet.timestamp, timestamp, true);
            } else if std::mem::take(&mut self.paused) {
                self.munger.resume(packet.seq);
            }
            return self.send(upstream, packet, None, &mut write);
        }
        let on_layer = self.current == Some(seen.layer) && !self.paused;
        if on_layer {
            if seen.entry {
                self.current_temporal = self.target_temporal;
            }
            self.send(upstream, packet, seen.temporal, &mut write);
        } else if seen.entry && seen.layer == self.target {
            self.enter(upstream, seen.layer, packet);
            for (packet, temporal) in upstream.from(seen.layer, packet.seq) {
                self.send(upstream, &packet, temporal, &mut write);
            }
        }
    }

    fn enter(&mut self, upstream: &Upstream, layer: usize, packet: &IncomingRtp) {
        let before = self.current.replace(layer);
        self.paused = false;
        self.current_temporal = self.target_temporal;
        if before == Some(layer) {
            self.munger.resume(packet.seq);
            self.pictures.resume();
            return;
        }
        let timestamp = self.entry_timestamp(upstream, before, layer, packet);
        self.munger
            .start(packet.seq, packet.timestamp, timestamp, true);
        // Timestamps of two layers do not compare.
        self.newest = None;
        if before.is_some() {
            self.pictures.switch();
        }
    }

    /// The outgoing timestamp for the first packet of another layer.
    fn entry_timestamp(
        &self,
        upstream: &Upstream,
        before: Option<usize>,
        layer: usize,
        packet: &IncomingRtp,
    ) -> u32 {
        let (Some(before), Some(last), Some((arrival, incoming))) =
            (before, self.munger.last_timestamp(), self.newest)
        else {
            return self.first_timestamp(packet);
        };
        let translated = upstream.translate(layer, packet.timestamp, before, packet.codec);
        let step = match translated {
            Some(timestamp) => timestamp.wrapping_sub(incoming).cast_signed(),
            None => ticks_since(arrival, packet),
        };
        last.wrapping_add_signed(step.max(1))
    }

    /// The outgoing timestamp of the publisher's first packet: after the placeholders, if there were any.
    fn first_timestamp(&self, packet: &IncomingRtp) -> u32 {
        match (self.munger.last_timestamp(), self.placeholder_sent) {
            (Some(last), Some(at)) => last.wrapping_add_signed(ticks_since(at, packet).max(1)),
            _ => packet.timestamp,
        }
    }

    /// Whether a packet of this temporal layer is sent. Layers are given up with the next frame, and taken where they can be.
    fn takes(&mut self, temporal: Temporal, timestamp: u32) -> bool {
        if self.newest.is_none_or(|(_, newest)| newest != timestamp) {
            self.current_temporal = self.current_temporal.min(self.target_temporal);
        }
        let above = temporal.layer > self.current_temporal;
        if above && temporal.switch && temporal.layer <= self.target_temporal {
            self.current_temporal = temporal.layer;
        }
        temporal.layer <= self.current_temporal
    }

    fn send(
        &mut self,
        upstream: &Upstream,
        packet: &IncomingRtp,
        temporal: Option<Temporal>,
        write: &mut impl FnMut(SenderId, OutgoingRtp),
    ) {
        if temporal.is_some_and(|temporal| !self.takes(temporal, packet.timestamp)) {
            if packet.codec == Codec::Vp8 {
                self.pictures.leave_out(&packet.payload);
            }
            self.munger.leave_out(packet.seq);
            return;
        }
        if packet.payload.is_empty() {
            self.munger.leave_out(packet.seq);
            return;
        }
        let Some((pt, payload)) = self.translate(upstream, packet) else {
            return;
        };
        let Some(place) = self.munger.place(packet.seq, packet.timestamp) else {
            return;
        };
        if self
            .newest
            .is_none_or(|(_, newest)| packet.timestamp.wrapping_sub(newest) < 1 << 31)
        {
            self.newest = Some((packet.arrival, packet.timestamp));
        }
        let outgoing = OutgoingRtp {
            pt: Some(pt),
            seq: place.sequence,
            timestamp: place.timestamp,
            marker: packet.marker,
            payload,
            extensions: packet.extensions.clone(),
        };
        write(self.sender, outgoing);
    }

    /// The payload in a codec that the subscriber takes.
    fn translate(&mut self, upstream: &Upstream, packet: &IncomingRtp) -> Option<(u8, Arc<[u8]>)> {
        let pt = match upstream.codec(packet.pt) {
            Some(sent) => payload::matching(&self.codecs, sent),
            None => payload::any(&self.codecs, packet.codec),
        };
        if let Some(pt) = pt {
            let payload = match packet.codec {
                Codec::Vp8 => self.pictures.rewrite(&packet.payload),
                _ => packet.payload.clone(),
            };
            return Some((pt, payload));
        }
        match packet.codec {
            Codec::Red => Some((
                payload::any(&self.codecs, Codec::Opus)?,
                red::primary(&packet.payload)?.into(),
            )),
            _ => None,
        }
    }
}

/// How far the packet's RTP clock went since `at`.
fn ticks_since(at: Instant, packet: &IncomingRtp) -> i32 {
    let elapsed = packet.arrival.saturating_duration_since(at).as_secs_f64();
    (elapsed * f64::from(packet.codec.clock_rate())) as i32
}

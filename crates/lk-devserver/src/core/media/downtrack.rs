//! One track as one subscriber is sent it.

use std::{sync::Arc, time::Instant};

use lk_peer::{Codec, IncomingRtp, MediaKind, NegotiatedCodec, OutgoingRtp, SenderId, SenderView};

use super::{
    munger::Munger,
    payload, red,
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
    /// What was sent is to be entered again.
    paused: bool,
    /// When the newest packet sent of the current layer arrived, and its incoming timestamp.
    newest: Option<(Instant, u32)>,
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
            paused: false,
            newest: None,
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

    pub(crate) fn set_target(&mut self, target: usize) {
        self.target = target;
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
                self.current = Some(0);
                self.munger
                    .start(packet.seq, packet.timestamp, packet.timestamp, true);
            } else if std::mem::take(&mut self.paused) {
                self.munger.resume(packet.seq);
            }
            return self.send(upstream, packet, &mut write);
        }
        let on_layer = self.current == Some(seen.layer) && !self.paused;
        if on_layer {
            self.send(upstream, packet, &mut write);
        } else if seen.entry && seen.layer == self.target {
            self.enter(upstream, seen.layer, packet);
            for packet in upstream.from(seen.layer, packet.seq) {
                self.send(upstream, &packet, &mut write);
            }
        }
    }

    fn enter(&mut self, upstream: &Upstream, layer: usize, packet: &IncomingRtp) {
        let before = self.current.replace(layer);
        self.paused = false;
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
            return packet.timestamp;
        };
        let translated = upstream.translate(layer, packet.timestamp, before, packet.codec);
        let step = match translated {
            Some(timestamp) => timestamp.wrapping_sub(incoming).cast_signed(),
            None => {
                let elapsed = packet
                    .arrival
                    .saturating_duration_since(arrival)
                    .as_secs_f64();
                (elapsed * f64::from(packet.codec.clock_rate())) as i32
            }
        };
        last.wrapping_add_signed(step.max(1))
    }

    fn send(
        &mut self,
        upstream: &Upstream,
        packet: &IncomingRtp,
        write: &mut impl FnMut(SenderId, OutgoingRtp),
    ) {
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

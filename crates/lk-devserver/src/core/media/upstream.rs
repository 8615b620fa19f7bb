//! What a publisher sends of one track: its layers, their recent packets, and when a keyframe may be asked for.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use lk_peer::{Codec, IncomingRtp, MediaKind, NegotiatedCodec, RemoteTrack, Rid, SenderReport};

use super::{
    keyframe::begins_keyframe,
    temporal::{self, Temporal, TemporalReader},
};

/// The incoming side of a track.
#[derive(Debug, Default)]
pub(crate) struct Upstream {
    layers: Vec<Layer>,
    codecs: Option<Arc<[NegotiatedCodec]>>,
}

/// One stream of a track: the only one, or one simulcast layer. The lowest comes first.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) rid: Option<Rid>,
    recent: VecDeque<(IncomingRtp, Option<Temporal>)>,
    temporal: TemporalReader,
    last_arrival: Option<Instant>,
    /// A moment of the sender's clock, in seconds, and the RTP timestamp that it is.
    clock: Option<(f64, u32)>,
    asked_at: Option<Instant>,
    wanted: bool,
}

/// What an incoming packet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) layer: usize,
    /// A decoder can start here.
    pub(crate) entry: bool,
    /// Its temporal layer, where it is known.
    pub(crate) temporal: Option<Temporal>,
}

impl Upstream {
    /// What a connection receives: one layer for each name, the lowest first, or a single one.
    pub(crate) fn new(received: &RemoteTrack) -> Self {
        let named = lowest_first(&received.rids).into_iter().map(|rid| Layer {
            rid: Some(rid),
            ..Layer::default()
        });
        let mut layers: Vec<Layer> = named.collect();
        if layers.is_empty() {
            layers.push(Layer::default());
        }
        Self {
            layers,
            codecs: Some(received.codecs.clone()),
        }
    }

    pub(crate) fn set_codecs(&mut self, codecs: Arc<[NegotiatedCodec]>) {
        self.codecs = Some(codecs);
    }

    /// What a payload type stands for.
    pub(crate) fn codec(&self, pt: u8) -> Option<&NegotiatedCodec> {
        self.codecs.as_ref()?.iter().find(|it| it.pt == pt)
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Takes note of a packet. A layer that was not announced is not known.
    pub(crate) fn observe(&mut self, packet: &IncomingRtp) -> Option<Seen> {
        let index = self.index(packet.rid)?;
        let layer = &mut self.layers[index];
        layer.last_arrival = Some(packet.arrival);
        if packet.codec.kind() == MediaKind::Audio {
            return Some(Seen {
                layer: index,
                entry: true,
                temporal: None,
            });
        }
        let temporal = layer.temporal.read(packet);
        let entry = begins_keyframe(packet.codec.mime(), &packet.payload);
        if entry {
            layer.wanted = false;
        }
        if layer.recent.len() == RECENT {
            layer.recent.pop_front();
        }
        layer.recent.push_back((packet.clone(), temporal));
        Some(Seen {
            layer: index,
            entry,
            temporal,
        })
    }

    /// Takes note of which moment an RTP timestamp was.
    pub(crate) fn report(&mut self, report: &SenderReport) {
        if let Some(index) = self.index(report.rid) {
            let seconds = report.ntp as f64 / NTP_SECOND;
            self.layers[index].clock = Some((seconds, report.rtp_timestamp));
        }
    }

    /// The packets of a layer from `sequence` on, in order, as far as they have arrived.
    pub(crate) fn from(&self, layer: usize, sequence: u64) -> Vec<(IncomingRtp, Option<Temporal>)> {
        let Some(layer) = self.layers.get(layer) else {
            return Vec::new();
        };
        let recent = layer.recent.iter();
        let mut packets: Vec<_> = recent
            .filter(|(packet, _)| packet.seq >= sequence)
            .cloned()
            .collect();
        packets.sort_by_key(|(packet, _)| packet.seq);
        packets
    }

    /// The highest temporal layer of a layer that is needed for `fps` frames a second.
    pub(crate) fn temporal_layer_for(&self, layer: usize, fps: u32) -> u8 {
        let layer = self.layers.get(layer);
        layer.map_or(temporal::ALL, |layer| {
            layer.temporal.needed_for(fps, VIDEO_CLOCK)
        })
    }

    /// The layers on which something arrived lately.
    pub(crate) fn is_live(&self, layer: usize, now: Instant) -> bool {
        let last = self.layers.get(layer).and_then(|layer| layer.last_arrival);
        last.is_some_and(|last| now.saturating_duration_since(last) < LIVE)
    }

    /// The timestamp in layer `other` of the moment that `timestamp` is in `layer`, if both layers' clocks are known.
    pub(crate) fn translate(
        &self,
        layer: usize,
        timestamp: u32,
        other: usize,
        codec: Codec,
    ) -> Option<u32> {
        let rate = f64::from(codec.clock_rate());
        let (at, base) = self.layers.get(layer)?.clock?;
        let (other_at, other_base) = self.layers.get(other)?.clock?;
        let since_base = f64::from(timestamp.wrapping_sub(base).cast_signed());
        let ticks = ((at - other_at) * rate + since_base).round();
        Some(other_base.wrapping_add((ticks as i64) as u32))
    }

    /// Notes that a keyframe is wanted. Returns whether to ask for it now.
    pub(crate) fn want_keyframe(&mut self, layer: usize, interval: Duration, now: Instant) -> bool {
        let Some(layer) = self.layers.get_mut(layer) else {
            return false;
        };
        layer.wanted = true;
        layer.may_ask(interval, now)
    }

    /// The layers for which a keyframe is wanted and may be asked for again.
    pub(crate) fn keyframes_due(&mut self, interval: Duration, now: Instant) -> Vec<Option<Rid>> {
        let due = self.layers.iter_mut().filter(|layer| layer.wanted);
        due.filter_map(|layer| layer.may_ask(interval, now).then_some(layer.rid))
            .collect()
    }

    pub(crate) fn any_wanted(&self) -> bool {
        self.layers.iter().any(|layer| layer.wanted)
    }

    fn index(&self, rid: Option<Rid>) -> Option<usize> {
        match rid {
            None => (!self.layers.is_empty()).then_some(0),
            Some(_) => self.layers.iter().position(|layer| layer.rid == rid),
        }
    }
}

impl Layer {
    fn may_ask(&mut self, interval: Duration, now: Instant) -> bool {
        let may = self
            .asked_at
            .is_none_or(|at| now.saturating_duration_since(at) >= interval);
        if may {
            self.asked_at = Some(now);
        }
        may
    }
}

/// The layers by quality. Some clients list them the other way around; names that are not known stay as listed.
pub(crate) fn lowest_first(rids: &[Rid]) -> Vec<Rid> {
    let mut rids = rids.to_vec();
    for known in [["q", "h", "f"], ["2", "1", "0"]] {
        let rank = |rid: &Rid| known.iter().position(|name| *name == rid.as_str());
        if rids.iter().all(|rid| rank(rid).is_some()) {
            rids.sort_by_key(rank);
        }
    }
    rids
}

/// One second of NTP time.
const NTP_SECOND: f64 = 4_294_967_296.0;
/// Ticks a second of every video codec's RTP clock.
const VIDEO_CLOCK: u32 = 90_000;
/// Packets kept of each video layer. A keyframe whose first packet comes late is sent from here.
const RECENT: usize = 512;
/// A layer without packets for this long is taken for stopped.
const LIVE: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let rids: Vec<Rid> = names
            .iter()
            .map(|name| Rid::new(name).expect("a rid"))
            .collect();
        lowest_first(&rids).iter().map(Rid::to_string).collect()
    }

    #[test]
    fn layers_are_known_by_name_in_whatever_order_they_are_listed() {
        assert_eq!(sorted(&["f", "h", "q"]), ["q", "h", "f"]);
        assert_eq!(sorted(&["h", "q"]), ["q", "h"]);
        assert_eq!(sorted(&["0", "1", "2"]), ["2", "1", "0"]);
        assert_eq!(sorted(&["hi", "lo"]), ["hi", "lo"]);
        assert!(sorted(&[]).is_empty());
    }
}

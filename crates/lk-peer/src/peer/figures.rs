//! What is counted, by us and by the engine.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;

use str0m::media::{Mid as EngineMid, Rid as EngineRid};
use str0m::stats::{MediaEgressStats, MediaIngressStats, PeerStats as EngineStats};

use super::Peer;
use crate::extension::wire;
use crate::lines::{Encoding, Line};
use crate::{PeerStats, ReceiverStats, SenderId, SenderStats, Transmit};

#[derive(Default)]
pub(super) struct Figures {
    bytes_sent: u64,
    bytes_received: u64,
    path: Option<(SocketAddr, SocketAddr)>,
    rtt: Option<Duration>,
    received: HashMap<u32, Received>,
    egress: HashMap<(SenderId, usize), Egress>,
    ingress: HashMap<(EngineMid, Option<EngineRid>), MediaIngressStats>,
}

#[derive(Default)]
struct Received {
    packets: u64,
    bytes: u64,
}

struct Egress {
    retransmitted: u64,
    told: MediaEgressStats,
}

impl Figures {
    pub(super) fn on_datagram(&mut self, len: usize) {
        self.bytes_received += len as u64;
    }

    pub(super) fn on_transmit(&mut self, transmit: &Transmit) {
        self.bytes_sent += transmit.payload.len() as u64;
        // Checks go everywhere; what is not one goes where the path is.
        if transmit.payload.first().is_some_and(|first| *first > 3) {
            self.path = Some((transmit.from, transmit.to));
        }
    }

    pub(super) fn on_packet(&mut self, ssrc: u32, len: usize) {
        let received = self.received.entry(ssrc).or_default();
        received.packets += 1;
        received.bytes += len as u64;
    }

    pub(super) fn on_peer(&mut self, stats: &EngineStats) {
        let pair = stats.selected_candidate_pair.as_ref();
        self.rtt = pair.and_then(|pair| pair.current_round_trip_time);
    }

    pub(super) fn on_egress(
        &mut self,
        at: (SenderId, usize),
        told: MediaEgressStats,
        encoding: &Encoding,
    ) {
        // The engine counts what it sent, retransmissions too.
        let retransmitted = told.packets.saturating_sub(encoding.packets);
        self.egress.insert(
            at,
            Egress {
                retransmitted,
                told,
            },
        );
    }

    pub(super) fn on_ingress(&mut self, told: MediaIngressStats) {
        self.ingress.insert((told.mid, told.rid), told);
    }

    pub(super) fn forget_stream(&mut self, ssrc: u32) {
        self.received.remove(&ssrc);
    }

    pub(super) fn forget_sender(&mut self, id: SenderId) {
        self.egress.retain(|(sender, _), _| *sender != id);
    }

    pub(super) fn report(&self, peer: &Peer) -> PeerStats {
        let senders = peer.senders.iter().flat_map(|(id, sender)| {
            let encodings = sender.encodings.iter().zip(&sender.ssrcs).enumerate();
            encodings.map(|(at, (encoding, (ssrc, _)))| self.sender(*id, at, encoding, *ssrc))
        });
        let lines = peer.lines.iter().filter_map(Line::media);
        let receivers = lines.flat_map(|t| {
            let streams = t.receiving.iter().flat_map(|receiving| &receiving.streams);
            streams.map(move |stream| {
                let rid = stream.rid.and_then(|rid| wire::engine_rid(rid.as_str()));
                let told = self.ingress.get(&(t.engine_mid, rid));
                let counted = self.received.get(&stream.ssrc);
                ReceiverStats {
                    mid: t.mid,
                    rid: stream.rid,
                    ssrc: stream.ssrc,
                    packets: counted.map_or(0, |counted| counted.packets),
                    bytes: counted.map_or(0, |counted| counted.bytes),
                    nacks: told.map_or(0, |told| told.nacks),
                    keyframe_requests: told.map_or(0, |told| told.plis + told.firs),
                    loss: told.and_then(|told| told.loss),
                    jitter: told.map_or(0, |told| told.jitter),
                }
            })
        });
        PeerStats {
            ice: peer.told,
            path: self.path,
            rtt: self.rtt,
            bytes_sent: self.bytes_sent,
            bytes_received: self.bytes_received,
            senders: senders.collect(),
            receivers: receivers.collect(),
        }
    }

    fn sender(&self, id: SenderId, at: usize, encoding: &Encoding, ssrc: u32) -> SenderStats {
        let egress = self.egress.get(&(id, at));
        let told = egress.map(|egress| &egress.told);
        SenderStats {
            sender: id,
            encoding: at,
            ssrc,
            packets: encoding.packets,
            bytes: encoding.bytes,
            retransmitted: egress.map_or(0, |egress| egress.retransmitted),
            nacks: told.map_or(0, |told| told.nacks),
            keyframe_requests: told.map_or(0, |told| told.plis + told.firs),
            loss: told.and_then(|told| told.loss),
            lost: told.and_then(|told| Some(told.remote.as_ref()?.packets_lost)),
            rtt: told.and_then(|told| told.rtt),
        }
    }
}

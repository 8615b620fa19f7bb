//! One peer connection of a client.

use std::{collections::BTreeMap, net::SocketAddr, time::Instant};

use bytes::Bytes;
use lk_peer::{
    ChannelKey, IncomingRtp, LocalAddress, Peer, PeerConfig, PeerEvent, RemoteTrack, Side,
};

use super::Join;

pub(crate) struct Link {
    pub(crate) peer: Peer,
    pub(crate) connected: bool,
    pub(crate) failed: bool,
    pub(super) address: SocketAddr,
    pub(super) labels: BTreeMap<ChannelKey, String>,
    pub(super) wake: Instant,
}

/// What came in on it.
pub(super) enum Heard {
    Rtp(IncomingRtp),
    Track(RemoteTrack),
    Stopped,
    Keyframe,
    Data(String, Bytes),
}

impl Link {
    pub(super) fn new(join: &Join, port: u16, now: Instant) -> Self {
        let mut seed = [2; 32];
        seed[..2].copy_from_slice(&port.to_be_bytes());
        let mut peer = Peer::new(
            PeerConfig::new(Side::Client, seed).codecs(join.codecs.clone()),
            now,
        );
        let address = SocketAddr::from(([10, 0, 0, 2], port));
        peer.add_local_address(LocalAddress::udp(address));
        Self {
            peer,
            connected: false,
            failed: false,
            address,
            labels: BTreeMap::new(),
            wake: now,
        }
    }

    pub(super) fn on_event(&mut self, event: PeerEvent, heard: &mut Vec<Heard>) {
        match event {
            PeerEvent::Connected => self.connected = true,
            PeerEvent::Failed(_) => self.failed = true,
            PeerEvent::Rtp(packet) => heard.push(Heard::Rtp(packet)),
            PeerEvent::ReceivingStarted(track) => heard.push(Heard::Track(track)),
            PeerEvent::ReceivingStopped { .. } => heard.push(Heard::Stopped),
            PeerEvent::KeyframeRequest { .. } => heard.push(Heard::Keyframe),
            PeerEvent::ChannelOpen { key, label, .. } => {
                self.labels.insert(key, label);
            }
            PeerEvent::ChannelData { key, data, .. } => {
                heard.push(Heard::Data(
                    self.labels.get(&key).cloned().unwrap_or_default(),
                    data,
                ));
            }
            _ => {}
        }
    }
}

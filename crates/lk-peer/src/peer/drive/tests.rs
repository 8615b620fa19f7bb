//! What of the remote's streams, and of those that only look like the remote's, stays in the engine.

use std::time::{Duration, Instant};

use crate::{
    Codec, ExtensionTable, LocalAddress, OutgoingRtp, Output, Peer, PeerConfig, PeerEvent, Rid,
    SenderId, SenderSpec, Side, Transport,
};

const LAYERS: [&str; 3] = ["q", "h", "f"];

struct Pair {
    now: Instant,
    client: Peer,
    server: Peer,
    /// Media of the client as it was sent, in the last turn.
    wire: Vec<Vec<u8>>,
    received: usize,
}

impl Pair {
    fn new() -> Self {
        let now = Instant::now();
        let peer = |side, seed: u8| {
            // The server's own table has no names of layers where it sends.
            let extensions = ExtensionTable::livekit(Side::Client);
            let config = PeerConfig::new(side, [seed; 32]).extensions(extensions);
            let mut peer = Peer::new(config, now);
            let addr = format!("10.0.0.{seed}:{seed}").parse().expect("an address");
            peer.add_local_address(LocalAddress::udp(addr));
            peer
        };
        Self {
            now,
            client: peer(Side::Client, 1),
            server: peer(Side::Server, 2),
            wire: Vec::new(),
            received: 0,
        }
    }

    fn negotiate(&mut self) {
        let offer = self.client.create_offer(self.now).expect("an offer");
        let accept = &mut Peer::accept_all;
        let answer = self.server.accept_offer(&offer, accept, self.now);
        let answer = answer.expect("an answer");
        self.client
            .accept_answer(&answer, self.now)
            .expect("agreed");
    }

    fn subscribe(&mut self) {
        let offer = self.server.create_offer(self.now).expect("an offer");
        let accept = &mut Peer::accept_all;
        let answer = self.client.accept_offer(&offer, accept, self.now);
        let answer = answer.expect("an answer");
        self.server
            .accept_answer(&answer, self.now)
            .expect("agreed");
    }

    fn run(&mut self, turns: usize) {
        for _ in 0..turns {
            self.now += Duration::from_millis(5);
            self.client.handle_timeout(self.now);
            self.server.handle_timeout(self.now);
            self.wire = self.drain(true);
            let down = self.drain(false);
            for datagram in &self.wire.clone() {
                self.give(true, datagram);
            }
            for datagram in &down {
                self.give(false, datagram);
            }
        }
    }

    fn drain(&mut self, client: bool) -> Vec<Vec<u8>> {
        let mut sent = Vec::new();
        let peer = if client {
            &mut self.client
        } else {
            &mut self.server
        };
        loop {
            match peer.poll_output() {
                Output::Transmit(transmit) => sent.push(transmit.payload),
                Output::Event(PeerEvent::Rtp(_)) => self.received += 1,
                Output::Event(_) => {}
                Output::Timeout(_) => return sent,
            }
        }
    }

    fn give(&mut self, to_server: bool, datagram: &[u8]) {
        let ours = "10.0.0.1:1".parse().expect("an address");
        let theirs = "10.0.0.2:2".parse().expect("an address");
        let (peer, from, to) = if to_server {
            (&mut self.server, ours, theirs)
        } else {
            (&mut self.client, theirs, ours)
        };
        peer.handle_datagram(Transport::Udp, from, to, datagram, self.now);
    }

    /// Sends one packet of each encoding, and counts those that arrive.
    fn flow(&mut self, client: bool, id: SenderId, seq: u64) -> usize {
        self.received = 0;
        let peer = if client {
            &mut self.client
        } else {
            &mut self.server
        };
        let count = peer.sender(id).expect("a sender").ssrcs.len();
        for encoding in 0..count {
            let packet = OutgoingRtp::new(seq, seq as u32 * 1800, [7; 50]);
            peer.write_rtp(id, encoding, packet, self.now)
                .expect("it is up");
        }
        self.run(1);
        let wire = std::mem::take(&mut self.wire);
        self.run(2);
        self.wire = wire;
        self.received
    }
}

fn layers(track: &str) -> SenderSpec {
    let rids = LAYERS.map(|rid| Rid::new(rid).expect("a rid"));
    let spec = SenderSpec::video("s", track).codecs([Codec::Vp8]);
    spec.simulcast(rids)
}

fn held(peer: &mut Peer, ssrcs: impl IntoIterator<Item = u32>) -> usize {
    let engine = peer.engine.as_mut().expect("an engine");
    let held = ssrcs.into_iter().filter(|ssrc| engine.holds_stream(*ssrc));
    held.count()
}

#[test]
fn a_stranger_who_looks_like_the_remote_leaves_nothing_behind() {
    let mut pair = Pair::new();
    let video = pair.client.add_sender(layers("v"));
    pair.negotiate();
    pair.run(100);
    assert_eq!(pair.flow(true, video, 0), 3);
    let layers: Vec<Vec<u8>> = pair.wire.drain(..).filter(|d| d[0] >= 128).collect();
    assert!(layers.len() >= 3);
    let ours: Vec<u32> = pair
        .client
        .sender(video)
        .expect("a sender")
        .ssrcs
        .iter()
        .map(|s| s.0)
        .collect();

    // Packets of the layers under other numbers: not one of them can be authenticated.
    let forged = 1000_u32..1200;
    for ssrc in forged.clone() {
        let mut packet = layers[ssrc as usize % layers.len()].clone();
        packet[8..12].copy_from_slice(&ssrc.to_be_bytes());
        pair.give(true, &packet);
        pair.drain(false);
        let seq = u64::from(ssrc) - 999;
        assert_eq!(pair.flow(true, video, seq), 3, "after {ssrc}");
    }
    assert_eq!(held(&mut pair.server, forged), 0);
    assert_eq!(
        held(&mut pair.server, ours),
        3,
        "nor do they displace the layers"
    );
    assert_eq!(pair.flow(true, video, 1000), 3);
}

#[test]
fn a_layer_that_comes_under_another_number_gives_the_old_one_up() {
    let mut pair = Pair::new();
    let first = pair.server.add_sender(layers("v"));
    pair.subscribe();
    pair.run(100);
    let mut id = first;
    let mut ever = Vec::new();
    for round in 0..6 {
        assert_eq!(pair.flow(false, id, 0), 3, "round {round}");
        let ssrcs = pair.server.sender(id).expect("a sender").ssrcs.iter();
        ever.extend(ssrcs.map(|(ssrc, _)| *ssrc));
        assert_eq!(held(&mut pair.client, ever.iter().copied()), 3);
        // The same track in the same section, sent anew.
        pair.server.remove_sender(id);
        id = pair.server.add_sender(layers("v"));
        pair.subscribe();
        pair.run(1);
    }
    assert_eq!(pair.client.streams.len(), 3);
}

//! What the fuzzers run, and the replay of their corpora.
//!
//! `#[path]` brings this file into the fuzzers, so it stands alone.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_peer::{
    ChannelKey, ChannelSpec, FailReason, LocalAddress, MediaKind, OutgoingRtp, Output, Peer,
    PeerConfig, PeerEvent, SenderId, SenderSpec, Side, Transport,
};

fn peer(side: Side, now: Instant) -> Peer {
    let mut peer = Peer::new(PeerConfig::new(side, [side as u8; 32]), now);
    peer.add_local_address(LocalAddress::udp(address(side)));
    peer.add_sender(SenderSpec::video("stream", "track"));
    peer.add_receivers(MediaKind::Audio, 1);
    peer.open_channel(ChannelSpec::new("data"));
    peer
}

fn drain(peer: &mut Peer) {
    loop {
        match peer.poll_output() {
            Output::Event(PeerEvent::Failed(FailReason::Internal)) => panic!("an internal fault"),
            Output::Event(_) | Output::Transmit(_) => {}
            Output::Timeout(_) => return,
        }
    }
}

/// Any text as an offer, twice, to both sides; then as an answer and as candidates. The peer stays usable.
pub(crate) fn description(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let now = Instant::now();
    for side in [Side::Client, Side::Server] {
        let mut peer = peer(side, now);
        for _ in 0..2 {
            let _ = peer.accept_offer(&text, &mut Peer::accept_all, now);
            drain(&mut peer);
        }
        if peer.create_offer(now).is_ok() {
            let _ = peer.accept_answer(&text, now);
            peer.rollback();
        }
        for line in text.lines().take(50) {
            let _ = peer.add_remote_candidate(line, now);
        }
        peer.handle_timeout(now + Duration::from_secs(1));
        drain(&mut peer);
        let _ = (
            peer.stats(),
            peer.negotiation_needed(),
            peer.remote_sections().count(),
        );
    }
}

/// What comes from the remote's address into a connected peer: `<length byte> <bytes>` over and over. First bytes that no
/// datagram begins with (RFC 7983 §7) say what the remote itself sends: RTP up to 223, messages above. All else comes as it
/// is, from somebody who knows no key: nothing of it is believed, and the connection lives on.
pub(crate) fn datagrams(input: &[u8]) {
    let mut pair = Pair::connected();
    let mut sent = Vec::new();
    let mut rest = input;
    while let [len, tail @ ..] = rest {
        let (bytes, tail) = tail.split_at(usize::from(*len).min(tail.len()));
        rest = tail;
        pair.now += Duration::from_millis(1);
        match bytes {
            [192..=223, seq, flags, payload @ ..] => {
                let mut packet = OutgoingRtp::new((*seq).into(), 0, payload).marker(flags & 1 > 0);
                packet.pt = Some(flags >> 1).filter(|pt| *pt > 0);
                // A number may be taken, and a payload type foreign.
                let _ = pair.server.write_rtp(pair.video, 0, packet, pair.now);
            }
            [224..=255, message @ ..] => {
                let message = Bytes::copy_from_slice(message);
                if pair.server.send(pair.channel, message.clone()).is_ok() {
                    sent.push(message);
                }
            }
            _ => pair.tell_client(bytes),
        }
        pair.exchange();
    }
    let last = Bytes::from_static(b"still here");
    pair.server.send(pair.channel, last.clone()).expect("open");
    sent.push(last);
    let packet = OutgoingRtp::new(0, 0, [1; 10]);
    let written = pair.client.write_rtp(pair.own_video, 0, packet, pair.now);
    written.expect("still connected");
    pair.run();
    assert_eq!(pair.messages, sent, "all that was sent, and nothing else");
    assert!(pair.heard, "the remote still hears");
    let _ = (pair.client.stats(), pair.server.stats());
}

/// A client and a server that exchange what they send at once.
struct Pair {
    client: Peer,
    server: Peer,
    now: Instant,
    /// What each sends, and the server's channel.
    own_video: SenderId,
    video: SenderId,
    channel: ChannelKey,
    connected: bool,
    /// What the client got.
    messages: Vec<Bytes>,
    /// Whether the server got a packet.
    heard: bool,
}

impl Pair {
    fn connected() -> Self {
        let now = Instant::now();
        let new = |side| {
            let mut peer = Peer::new(PeerConfig::new(side, [side as u8; 32]), now);
            peer.add_local_address(LocalAddress::udp(address(side)));
            let video = peer.add_sender(SenderSpec::video("stream", "track"));
            let channel = peer.open_channel(ChannelSpec::new("data"));
            (peer, video, channel)
        };
        let (mut client, own_video, _) = new(Side::Client);
        let (mut server, video, channel) = new(Side::Server);
        client.add_receivers(MediaKind::Video, 1);
        let offer = client.create_offer(now).expect("an offer");
        let answer = server.accept_offer(&offer, &mut Peer::accept_all, now);
        let answer = answer.expect("an answer");
        client.accept_answer(&answer, now).expect("agreed");
        let mut pair = Self {
            client,
            server,
            now,
            own_video,
            video,
            channel,
            connected: false,
            messages: Vec::new(),
            heard: false,
        };
        pair.run();
        assert!(pair.connected);
        pair
    }

    /// Lets half a second pass.
    fn run(&mut self) {
        for _ in 0..100 {
            self.now += Duration::from_millis(5);
            self.client.handle_timeout(self.now);
            self.server.handle_timeout(self.now);
            self.exchange();
        }
    }

    fn exchange(&mut self) {
        let (mut up, mut down) = (Vec::new(), Vec::new());
        loop {
            match self.client.poll_output() {
                Output::Transmit(transmit) => up.push(transmit.payload),
                Output::Event(PeerEvent::Failed(why)) => panic!("failed: {why}"),
                Output::Event(PeerEvent::Connected) => self.connected = true,
                Output::Event(PeerEvent::ChannelData { data, .. }) => self.messages.push(data),
                Output::Event(_) => {}
                Output::Timeout(_) => break,
            }
        }
        loop {
            match self.server.poll_output() {
                Output::Transmit(transmit) => down.push(transmit.payload),
                Output::Event(PeerEvent::Failed(why)) => panic!("the remote failed: {why}"),
                Output::Event(PeerEvent::Rtp(packet)) => {
                    self.heard |= packet.payload[..] == [1; 10];
                }
                Output::Event(_) => {}
                Output::Timeout(_) => break,
            }
        }
        let (ours, theirs) = (address(Side::Client), address(Side::Server));
        for datagram in up {
            self.server
                .handle_datagram(Transport::Udp, ours, theirs, &datagram, self.now);
        }
        for datagram in down {
            self.tell_client(&datagram);
        }
    }

    fn tell_client(&mut self, datagram: &[u8]) {
        let (ours, theirs) = (address(Side::Client), address(Side::Server));
        self.client
            .handle_datagram(Transport::Udp, theirs, ours, datagram, self.now);
    }
}

fn address(side: Side) -> SocketAddr {
    let host = if side == Side::Client { 1 } else { 2 };
    ([10, 0, 0, host], host.into()).into()
}

//! What the fuzzers run, and the replay of their corpora.
//!
//! `#[path]` brings this file into the fuzzers, so it stands alone.

use std::time::{Duration, Instant};

use lk_peer::{
    ChannelSpec, FailReason, LocalAddress, MediaKind, OutgoingRtp, Output, Peer, PeerConfig,
    PeerEvent, SenderId, SenderSpec, Side, Transport,
};

fn peer(side: Side, now: Instant) -> (Peer, SenderId) {
    let seed = if side == Side::Client { 1 } else { 2 };
    let mut peer = Peer::new(PeerConfig::new(side, [seed; 32]), now);
    let addr = format!("10.0.0.{seed}:{seed}").parse().expect("an address");
    peer.add_local_address(LocalAddress::udp(addr));
    let video = peer.add_sender(SenderSpec::video("stream", "track"));
    peer.add_receivers(MediaKind::Audio, 1);
    peer.open_channel(ChannelSpec::new("data"));
    (peer, video)
}

fn drain(peer: &mut Peer, mut datagram: impl FnMut(Vec<u8>)) {
    loop {
        match peer.poll_output() {
            Output::Transmit(transmit) => datagram(transmit.payload),
            Output::Event(PeerEvent::Failed(FailReason::Internal)) => panic!("an internal fault"),
            Output::Event(_) => {}
            Output::Timeout(_) => return,
        }
    }
}

/// Any text as an offer, twice, to both sides; then as an answer and as candidates. The peer stays usable.
pub(crate) fn description(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let now = Instant::now();
    for side in [Side::Client, Side::Server] {
        let (mut peer, _) = peer(side, now);
        for _ in 0..2 {
            let _ = peer.accept_offer(&text, &mut Peer::accept_all, now);
            drain(&mut peer, drop);
        }
        if peer.create_offer(now).is_ok() {
            let _ = peer.accept_answer(&text, now);
            peer.rollback();
        }
        for line in text.lines().take(50) {
            let _ = peer.add_remote_candidate(line, now);
        }
        peer.handle_timeout(now + Duration::from_secs(1));
        drain(&mut peer, drop);
        let _ = (
            peer.stats(),
            peer.negotiation_needed(),
            peer.remote_sections().count(),
        );
    }
}

/// Datagrams from the remote's address into a connected peer: `<length byte> <datagram>` over and over. What the remote
/// itself sent before, cut and changed, is what the corpus is made of.
pub(crate) fn datagrams(input: &[u8]) {
    let mut now = Instant::now();
    let (mut client, video) = peer(Side::Client, now);
    let (mut server, _) = peer(Side::Server, now);
    let offer = client.create_offer(now).expect("an offer");
    let answer = server
        .accept_offer(&offer, &mut Peer::accept_all, now)
        .expect("an answer");
    client.accept_answer(&answer, now).expect("agreed");
    let (ours, theirs) = (
        "10.0.0.1:1".parse().expect("addr"),
        "10.0.0.2:2".parse().expect("addr"),
    );
    let exchange = |client: &mut Peer, server: &mut Peer, now: Instant| {
        let mut up = Vec::new();
        let mut down = Vec::new();
        drain(client, |datagram| up.push(datagram));
        drain(server, |datagram| down.push(datagram));
        for datagram in up {
            server.handle_datagram(Transport::Udp, ours, theirs, &datagram, now);
        }
        for datagram in down {
            client.handle_datagram(Transport::Udp, theirs, ours, &datagram, now);
        }
    };
    for _ in 0..100 {
        now += Duration::from_millis(5);
        client.handle_timeout(now);
        server.handle_timeout(now);
        exchange(&mut client, &mut server, now);
    }
    let mut rest = input;
    while let [len, tail @ ..] = rest {
        let (datagram, tail) = tail.split_at(usize::from(*len).min(tail.len()));
        rest = tail;
        now += Duration::from_millis(1);
        client.handle_datagram(Transport::Udp, theirs, ours, datagram, now);
        drain(&mut client, drop);
    }
    // What came was not the remote's; the connection lives on unless it was told to end.
    if client
        .write_rtp(video, 0, OutgoingRtp::new(0, 0, [1; 10]), now)
        .is_ok()
    {
        for _ in 0..20 {
            now += Duration::from_millis(5);
            exchange(&mut client, &mut server, now);
        }
    }
    let _ = (client.stats(), server.stats());
}

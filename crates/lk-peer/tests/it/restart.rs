//! A link that is lost, and ICE restarts.

use std::time::Duration;

use lk_peer::{
    ChannelSpec, FailReason, IceState, LocalAddress, OutgoingRtp, PeerEvent, SenderSpec,
};

use crate::net::{Link, Node, Pair};

fn states(node: &Node) -> Vec<IceState> {
    node.events
        .iter()
        .filter_map(|e| match e {
            PeerEvent::IceState(state) => Some(*state),
            _ => None,
        })
        .collect()
}

fn connected() -> (Pair, lk_peer::SenderId) {
    connected_with(false)
}

fn connected_with(lite: bool) -> (Pair, lk_peer::SenderId) {
    let mut pair = Pair::with(|c| c, |c| c.ice_lite(lite));
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    (pair, audio)
}

fn flows(pair: &mut Pair, audio: lk_peer::SenderId) -> bool {
    pair.server.rtp.clear();
    for _ in 0..3 {
        let seq = pair.client.peer.stats().senders[0].packets;
        let packet = OutgoingRtp::new(seq, seq as u32 * 960, [1; 40]);
        if pair
            .client
            .peer
            .write_rtp(audio, 0, packet, pair.now)
            .is_err()
        {
            return false;
        }
        pair.run(Duration::from_millis(20));
    }
    pair.run(Duration::from_millis(50));
    pair.server.rtp.len() == 3
}

#[test]
fn a_lite_server_and_a_full_client_connect() {
    let (mut pair, audio) = connected_with(true);
    assert!(flows(&mut pair, audio));
    pair.run(Duration::from_secs(60));
    assert_eq!(pair.client.peer.ice_state(), IceState::Connected);
    assert_eq!(pair.server.peer.ice_state(), IceState::Connected);
    assert!(flows(&mut pair, audio));
}

#[test]
fn a_quiet_link_stays_up() {
    let (mut pair, audio) = connected();
    pair.client.take();
    let before = (pair.client.wakes, pair.server.wakes);
    pair.run(Duration::from_secs(600));
    assert!(states(&pair.client).is_empty());
    // Checks every 2 s, figures every 2 s, reports every 5 s: it sleeps in between.
    let wakes = (pair.client.wakes - before.0, pair.server.wakes - before.1);
    assert!(wakes.0 < 2 * 600 && wakes.1 < 2 * 600, "{wakes:?} in 600 s");
    assert!(flows(&mut pair, audio));
}

#[test]
fn a_lost_link_is_known_in_time() {
    for lite in [false, true] {
        let (mut pair, _) = connected_with(lite);
        let from = pair.now;
        pair.link = Link {
            down: true,
            ..pair.link
        };
        let lost = |state| {
            move |p: &Pair| states(&p.client).contains(&state) && states(&p.server).contains(&state)
        };
        assert!(
            pair.run_until(Duration::from_secs(13), lost(IceState::Disconnected)),
            "lite {lite}"
        );
        assert!(
            pair.now - from >= Duration::from_secs(7),
            "{:?}",
            pair.now - from
        );
        assert!(pair.run_until(Duration::from_secs(7), lost(IceState::Failed)));
        for node in [&pair.client, &pair.server] {
            assert!(matches!(
                node.events.last(),
                Some(PeerEvent::Failed(FailReason::Silent))
            ));
        }
        pair.client.take();
        pair.run(Duration::from_secs(60));
        assert!(pair.client.events.is_empty(), "nothing follows");
    }
}

#[test]
fn the_times_can_be_set() {
    let brief = Duration::from_secs(3);
    let config = |c: lk_peer::PeerConfig| c.ice_disconnect_after(brief).ice_fail_after(brief);
    let mut pair = Pair::with(config, config);
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    let from = pair.now;
    pair.link = Link {
        down: true,
        ..pair.link
    };
    assert!(pair.run_until(Duration::from_secs(20), |p| {
        states(&p.client).contains(&IceState::Failed)
    }));
    assert!(
        pair.now - from <= 2 * brief + Duration::from_secs(1),
        "{:?}",
        pair.now - from
    );
}

#[test]
fn a_link_that_comes_back_in_time_is_up_again_by_itself() {
    let (mut pair, audio) = connected();
    pair.client.take();
    pair.link = Link {
        down: true,
        ..pair.link
    };
    pair.run(Duration::from_secs(12));
    assert_eq!(states(&pair.client), [IceState::Disconnected]);
    pair.link = Link {
        down: false,
        ..pair.link
    };
    pair.run(Duration::from_secs(4));
    assert_eq!(
        states(&pair.client),
        [IceState::Disconnected, IceState::Connected]
    );
    assert!(
        !pair.client.saw(|e| matches!(e, PeerEvent::Connected)),
        "it is the same connection"
    );
    assert!(flows(&mut pair, audio));
}

#[test]
fn nobody_there_fails_in_time() {
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.link = Link {
        down: true,
        ..pair.link
    };
    pair.publish();
    assert!(pair.run_until(Duration::from_secs(16), |p| {
        p.client
            .saw(|e| matches!(e, PeerEvent::Failed(FailReason::NoPath)))
    }));
}

#[test]
fn a_path_that_is_found_late_is_used_after_a_restart() {
    // The answerer starts the handshake: once it is the server, once the client.
    for by_client in [true, false] {
        let mut pair = Pair::new();
        let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
        let spec = ChannelSpec::new("data");
        pair.link.down = true;
        let offer = |pair: &mut Pair| {
            if by_client {
                pair.publish();
            } else {
                pair.subscribe();
            }
        };
        if by_client {
            pair.client.peer.open_channel(spec);
        } else {
            pair.server.peer.open_channel(spec);
        }
        offer(&mut pair);
        pair.run(Duration::from_secs(60));
        for node in [&pair.client, &pair.server] {
            let failed = |e: &PeerEvent| matches!(e, PeerEvent::Failed(FailReason::NoPath));
            assert_eq!(node.count(failed), 1);
            assert!(node.events.last().is_some_and(failed), "{:?}", node.events);
        }
        pair.link.down = false;
        pair.client.take();
        pair.server.take();
        if by_client {
            pair.client.peer.restart_ice();
        } else {
            pair.server.peer.restart_ice();
        }
        offer(&mut pair);
        pair.connect();
        let open = |node: &Node| node.saw(|e| matches!(e, PeerEvent::ChannelOpen { .. }));
        assert!(pair.run_until(Duration::from_secs(5), |p| open(&p.client)
            && open(&p.server)));
        if by_client {
            assert!(flows(&mut pair, audio));
        }
    }
}

#[test]
fn an_end_after_which_nothing_can_be_restarted_is_told() {
    // The server hears the client and is not heard: its link is lost, then the client hangs up.
    let (mut pair, _) = connected();
    pair.link.down = true;
    pair.run(Duration::from_secs(30));
    assert_eq!(pair.server.peer.ice_state(), IceState::Failed);
    pair.link.down = false;
    pair.server.take();
    pair.client.peer.close(pair.now);
    pair.run(Duration::from_secs(1));
    assert!(matches!(
        pair.server.events[..],
        [PeerEvent::Failed(FailReason::ClosedByRemote)]
    ));
    let again = pair.server.peer.create_offer(pair.now);
    assert_eq!(again, Err(lk_peer::NegotiationError::Closed));
}

#[test]
fn the_offerer_restarts() {
    for lite in [false, true] {
        let (mut pair, audio) = connected_with(lite);
        let (before, theirs) = (
            pair.client.peer.local_ufrag().to_owned(),
            pair.server.peer.local_ufrag().to_owned(),
        );
        pair.client.take();
        pair.server.take();
        pair.client.peer.restart_ice();
        assert!(pair.client.peer.negotiation_needed());
        pair.publish();
        assert_ne!(pair.client.peer.local_ufrag(), before);
        assert_ne!(pair.server.peer.local_ufrag(), theirs);
        let again = |node: &Node| node.count(|e| matches!(e, PeerEvent::Connected)) == 1;
        assert!(
            pair.run_until(Duration::from_secs(5), |p| again(&p.client)
                && again(&p.server)),
            "lite {lite}"
        );
        assert_eq!(
            states(&pair.client),
            [IceState::Checking, IceState::Connected]
        );
        assert!(flows(&mut pair, audio));
        pair.run(Duration::from_secs(60));
        assert!(flows(&mut pair, audio));
        assert_eq!(states(&pair.client).len(), 2, "it stays up");
    }
}

#[test]
fn media_goes_on_while_the_restart_is_under_way() {
    let (mut pair, audio) = connected();
    pair.client.peer.restart_ice();
    pair.publish();
    assert!(flows(&mut pair, audio));
}

#[test]
fn the_answerer_takes_part_in_a_restart_by_the_server() {
    let mut pair = Pair::new();
    let video = pair
        .server
        .peer
        .add_sender(SenderSpec::video("PA|TR", "TR"));
    pair.subscribe();
    pair.connect();
    pair.client.take();
    pair.server.take();
    pair.server.peer.restart_ice();
    pair.subscribe();
    let again = |node: &Node| node.count(|e| matches!(e, PeerEvent::Connected)) == 1;
    assert!(pair.run_until(Duration::from_secs(5), |p| again(&p.client)
        && again(&p.server)));
    let packet = OutgoingRtp::new(1, 0, [1; 40]);
    pair.server
        .peer
        .write_rtp(video, 0, packet, pair.now)
        .unwrap();
    pair.run(Duration::from_millis(100));
    assert_eq!(pair.client.rtp.len(), 1);
}

#[test]
fn a_restart_moves_to_another_address() {
    for lite in [false, true] {
        let (mut pair, audio) = connected_with(lite);
        pair.link = Link {
            down: true,
            ..pair.link
        };
        pair.run(Duration::from_secs(11));
        assert_eq!(pair.client.peer.ice_state(), IceState::Disconnected);
        // The client is on another network now. Nothing reaches its old address.
        pair.link = Link {
            down: false,
            ..pair.link
        };
        pair.client.addr = "10.0.0.9:999".parse().unwrap();
        let trickled = pair
            .client
            .peer
            .add_local_address(LocalAddress::udp(pair.client.addr))
            .unwrap();
        pair.client.peer.restart_ice();
        pair.client.take();
        pair.server.take();
        pair.strict = false;
        pair.publish();
        pair.server
            .peer
            .add_remote_candidate(&trickled, pair.now)
            .unwrap();
        let again = |node: &Node| node.saw(|e| matches!(e, PeerEvent::Connected));
        assert!(
            pair.run_until(Duration::from_secs(5), |p| again(&p.client)
                && again(&p.server)),
            "lite {lite}"
        );
        pair.run(Duration::from_secs(1));
        assert!(flows(&mut pair, audio), "lite {lite}");
    }
}

#[test]
fn a_restart_without_announced_candidates_finds_the_same_addresses() {
    // The server never learns the client's candidates: it knows it from its checks alone.
    for lite in [false, true] {
        let mut pair = Pair::with(|c| c, |c| c.ice_lite(lite));
        let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
        let nameless = |pair: &mut Pair| {
            let offer = pair.client.peer.create_offer(pair.now).unwrap();
            let offer: String = offer
                .split_inclusive('\n')
                .filter(|l| !l.starts_with("a=candidate"))
                .collect();
            let answer = pair
                .server
                .peer
                .accept_offer(&offer, &mut lk_peer::Peer::accept_all, pair.now)
                .unwrap();
            pair.client.peer.accept_answer(&answer, pair.now).unwrap();
            pair.drain();
        };
        nameless(&mut pair);
        pair.connect();
        for _ in 0..3 {
            pair.client.take();
            pair.server.take();
            pair.client.peer.restart_ice();
            nameless(&mut pair);
            let again = |node: &Node| node.saw(|e| matches!(e, PeerEvent::Connected));
            assert!(
                pair.run_until(Duration::from_secs(5), |p| again(&p.client)
                    && again(&p.server)),
                "lite {lite}"
            );
            assert!(flows(&mut pair, audio));
        }
    }
}

/// Restarts by an offer of the client; whether the server is told the client's candidates.
fn restart(pair: &mut Pair, announce: bool) {
    pair.client.peer.restart_ice();
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let offer: String = offer
        .split_inclusive('\n')
        .filter(|l| announce || !l.starts_with("a=candidate"))
        .collect();
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut lk_peer::Peer::accept_all, pair.now)
        .unwrap();
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
    pair.drain();
}

#[test]
fn restarts_in_place_and_elsewhere_follow_each_other() {
    for (lite, announce) in [(false, true), (false, false), (true, true), (true, false)] {
        let mut pair = Pair::with(|c| c, |c| c.ice_lite(lite));
        let up = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
        pair.client.peer.add_receivers(lk_peer::MediaKind::Audio, 1);
        let down = pair.server.peer.add_sender(SenderSpec::audio("s", "b"));
        restart(&mut pair, announce);
        pair.connect();
        pair.strict = false;
        let moves = [
            false, false, true, false, false, false, true, true, false, true,
        ];
        for (at, moves) in moves.into_iter().enumerate() {
            let case = format!("lite {lite}, announced {announce}, restart {at}");
            if moves {
                let peer = &mut pair.client.peer;
                peer.remove_local_address(LocalAddress::udp(pair.client.addr));
                pair.client.addr.set_port(1001 + at as u16);
                peer.add_local_address(LocalAddress::udp(pair.client.addr));
            }
            pair.client.take();
            pair.server.take();
            restart(&mut pair, announce);
            let again = |node: &Node| node.saw(|e| matches!(e, PeerEvent::Connected));
            assert!(
                pair.run_until(Duration::from_secs(5), |p| again(&p.client)
                    && again(&p.server)),
                "{case}"
            );
            assert!(flows(&mut pair, up), "up: {case}");
            pair.client.rtp.clear();
            let packet = OutgoingRtp::new(at as u64, at as u32 * 960, [1; 40]);
            let written = pair.server.peer.write_rtp(down, 0, packet, pair.now);
            assert_eq!(written, Ok(()), "down: {case}");
            pair.run(Duration::from_millis(50));
            assert_eq!(pair.client.rtp.len(), 1, "down: {case}");
        }
        pair.run(Duration::from_secs(60));
        assert_eq!(pair.server.peer.ice_state(), IceState::Connected);
        assert!(flows(&mut pair, up));
    }
}

#[test]
fn an_address_that_is_no_longer_announced_is_found_by_its_checks() {
    for lite in [false, true] {
        let (mut pair, audio) = connected_with(lite);
        for _ in 0..3 {
            pair.client.take();
            pair.server.take();
            restart(&mut pair, false);
            let again = |node: &Node| node.saw(|e| matches!(e, PeerEvent::Connected));
            assert!(
                pair.run_until(Duration::from_secs(5), |p| again(&p.client)
                    && again(&p.server)),
                "lite {lite}"
            );
            assert!(flows(&mut pair, audio), "lite {lite}");
        }
    }
}

#[test]
fn a_failed_link_can_be_restarted() {
    let (mut pair, audio) = connected();
    pair.link = Link {
        down: true,
        ..pair.link
    };
    pair.run(Duration::from_secs(30));
    assert_eq!(pair.client.peer.ice_state(), IceState::Failed);
    pair.link = Link {
        down: false,
        ..pair.link
    };
    pair.client.peer.restart_ice();
    pair.client.take();
    pair.publish();
    assert!(pair.run_until(Duration::from_secs(5), |p| {
        p.client.saw(|e| matches!(e, PeerEvent::Connected))
    }));
    assert!(flows(&mut pair, audio));
}

#[test]
fn a_polite_end_is_heard_at_once() {
    let (mut pair, _) = connected();
    pair.client.peer.close(pair.now);
    pair.run(Duration::from_millis(200));
    assert!(
        pair.server
            .saw(|e| matches!(e, PeerEvent::Failed(FailReason::ClosedByRemote)))
    );
    pair.client.take();
    pair.run(Duration::from_secs(60));
    assert!(pair.client.events.is_empty());
    assert!(pair.client.peer.create_offer(pair.now).is_err());
}

#[test]
fn a_handshake_that_never_ends_fails_in_time() {
    // The client's side never hears of the answer's certificate: its packets of the handshake are all lost.
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.checks_only = true;
    pair.publish();
    assert!(pair.run_until(Duration::from_secs(17), |p| {
        p.client
            .saw(|e| matches!(e, PeerEvent::Failed(FailReason::Handshake)))
    }));
    assert!(
        states(&pair.client).contains(&IceState::Connected),
        "the path was there"
    );
}

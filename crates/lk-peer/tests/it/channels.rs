//! Data channels.

use std::time::Duration;

use bytes::Bytes;
use lk_peer::{ChannelKey, ChannelSpec, Peer, PeerEvent, SendError, SenderSpec};

use crate::net::{Link, Node, Pair, lottery};

fn opened(node: &Node, label: &str) -> Option<ChannelKey> {
    node.events.iter().find_map(|event| match event {
        PeerEvent::ChannelOpen { key, label: l, .. } if l == label => Some(*key),
        _ => None,
    })
}

fn data(node: &Node, key: ChannelKey) -> Vec<Bytes> {
    node.events
        .iter()
        .filter_map(|event| match event {
            PeerEvent::ChannelData {
                key: k,
                data,
                binary: true,
            } if *k == key => Some(data.clone()),
            _ => None,
        })
        .collect()
}

fn connected(
    by_client: &[ChannelSpec],
    by_server: &[ChannelSpec],
) -> (Pair, Vec<ChannelKey>, Vec<ChannelKey>) {
    let mut pair = Pair::new();
    let client = by_client
        .iter()
        .map(|s| pair.client.peer.open_channel(s.clone()))
        .collect();
    let server = by_server
        .iter()
        .map(|s| pair.server.peer.open_channel(s.clone()))
        .collect();
    if by_client.is_empty() {
        pair.subscribe();
    } else {
        pair.publish();
    }
    pair.connect();
    let wanted = by_client.len() + by_server.len();
    let open = |node: &Node| node.count(|e| matches!(e, PeerEvent::ChannelOpen { .. })) == wanted;
    assert!(pair.run_until(Duration::from_secs(5), |p| open(&p.client)
        && open(&p.server)));
    (pair, client, server)
}

#[test]
fn both_sides_open_channels_in_band() {
    let lossy = ChannelSpec::new("_lossy").ordered(false).max_retransmits(0);
    let (mut pair, ours, _) = connected(
        &[lossy, ChannelSpec::new("_reliable")],
        &[ChannelSpec::new("down")],
    );
    let theirs = opened(&pair.server, "_reliable").unwrap();
    assert!(pair.server.saw(
        |e| matches!(e, PeerEvent::ChannelOpen { key, by_remote: true, .. } if *key == theirs)
    ));
    assert!(pair.client.saw(
        |e| matches!(e, PeerEvent::ChannelOpen { key, by_remote: false, .. } if *key == ours[1])
    ));

    pair.client
        .peer
        .send(ours[1], Bytes::from_static(b"up"))
        .unwrap();
    pair.server
        .peer
        .send(theirs, Bytes::from_static(b"back"))
        .unwrap();
    let down = opened(&pair.client, "down").unwrap();
    assert_eq!(
        pair.client.peer.send(down, Bytes::new()),
        Err(SendError::Empty)
    );
    pair.client
        .peer
        .send(down, Bytes::from_static(b"x"))
        .unwrap();
    pair.run(Duration::from_millis(200));
    assert_eq!(data(&pair.server, theirs), [Bytes::from_static(b"up")]);
    assert_eq!(data(&pair.client, ours[1]), [Bytes::from_static(b"back")]);
    assert_eq!(
        data(&pair.server, opened(&pair.server, "down").unwrap()),
        [Bytes::from_static(b"x")]
    );
}

#[test]
fn what_is_sent_before_the_channel_is_open_waits_for_it() {
    let mut pair = Pair::new();
    let key = pair.client.peer.open_channel(ChannelSpec::new("early"));
    for n in 0..10_u8 {
        pair.client
            .peer
            .send(key, Bytes::copy_from_slice(&[n]))
            .unwrap();
    }
    assert_eq!(pair.client.peer.buffered_amount(key), 10);
    pair.publish();
    pair.connect();
    pair.run(Duration::from_secs(1));
    let theirs = opened(&pair.server, "early").unwrap();
    assert_eq!(
        data(&pair.server, theirs),
        (0..10_u8)
            .map(|n| Bytes::copy_from_slice(&[n]))
            .collect::<Vec<_>>()
    );
    assert_eq!(pair.client.peer.buffered_amount(key), 0);
}

#[test]
fn three_megabytes_arrive_byte_for_byte_through_back_pressure_and_loss() {
    for loss in [0, 10] {
        let (mut pair, keys, _) = connected(&[ChannelSpec::new("_reliable")], &[]);
        let key = keys[0];
        pair.link = Link { loss, ..pair.link };
        pair.client.peer.set_buffered_low(key, 256 << 10);
        let message = |n: u64| -> Bytes {
            (0..15_000)
                .map(|at| lottery(n, at) as u8)
                .collect::<Vec<u8>>()
                .into()
        };
        let count = (3 << 20) / 15_000 + 1;
        let (mut next, mut full) = (0, 0);
        let mut drained = 0;
        while next < count {
            match pair.client.peer.send(key, message(next)) {
                Ok(()) => next += 1,
                Err(SendError::Full { buffered, .. }) => {
                    assert!(buffered <= (4 << 20) + (128 << 10) + 15_000);
                    full += 1;
                    let seen = pair
                        .client
                        .count(|e| matches!(e, PeerEvent::ChannelDrained { .. }));
                    assert!(pair.run_until(Duration::from_secs(30), |p| {
                        p.client
                            .count(|e| matches!(e, PeerEvent::ChannelDrained { .. }))
                            > seen
                    }));
                    drained += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(full, drained);
        let theirs = opened(&pair.server, "_reliable").unwrap();
        let done = |p: &Pair| data(&p.server, theirs).len() as u64 == count;
        assert!(
            pair.run_until(Duration::from_secs(120), done),
            "loss {loss}"
        );
        let got = data(&pair.server, theirs);
        assert!(
            got.iter().zip(0..).all(|(data, n)| *data == message(n)),
            "in order and whole"
        );
        pair.run(Duration::from_secs(1));
        assert_eq!(pair.client.peer.buffered_amount(key), 0);
    }
}

#[test]
fn a_small_buffer_pushes_back_and_tells_when_it_drained() {
    let mut pair = Pair::with(|c| c.max_channel_buffer(50_000), |c| c);
    let key = pair.client.peer.open_channel(ChannelSpec::new("r"));
    pair.publish();
    pair.connect();
    pair.run(Duration::from_secs(1));
    let mut sent = 0;
    let full = loop {
        match pair.client.peer.send(key, Bytes::from(vec![7; 10_000])) {
            Ok(()) => sent += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(full, SendError::Full { .. }));
    assert!((15..=20).contains(&sent), "{sent}");
    assert!(
        pair.run_until(Duration::from_secs(5), |p| p.client.saw(
            |e| matches!(e, PeerEvent::ChannelDrained { key: k } if *k == key)
        ))
    );
    assert_eq!(pair.client.peer.buffered_amount(key), 0);
}

#[test]
fn a_lossy_channel_is_not_starved_by_a_full_reliable_one() {
    let lossy = ChannelSpec::new("_lossy").ordered(false).max_retransmits(0);
    let (mut pair, keys, _) = connected(&[ChannelSpec::new("_reliable"), lossy], &[]);
    for _ in 0..200 {
        pair.client
            .peer
            .send(keys[0], Bytes::from(vec![1; 15_000]))
            .unwrap();
    }
    for n in 0..10_u8 {
        pair.client
            .peer
            .send(keys[1], Bytes::copy_from_slice(&[n]))
            .unwrap();
    }
    let theirs = opened(&pair.server, "_lossy").unwrap();
    assert!(pair.run_until(
        Duration::from_millis(500),
        |p| data(&p.server, theirs).len() == 10
    ));
    let reliable = opened(&pair.server, "_reliable").unwrap();
    assert!(data(&pair.server, reliable).len() < 200);
}

#[test]
fn messages_that_the_remote_would_not_take_are_refused() {
    let (mut pair, keys, _) = connected(&[ChannelSpec::new("r")], &[]);
    assert_eq!(pair.client.peer.max_message_size(), 65_535);
    let long = Bytes::from(vec![0; 65_536]);
    assert!(matches!(
        pair.client.peer.send(keys[0], long),
        Err(SendError::TooLarge { max: 65_535, .. })
    ));
    let longest = Bytes::from(vec![9; 65_535]);
    pair.client.peer.send(keys[0], longest.clone()).unwrap();
    pair.run(Duration::from_secs(1));
    assert_eq!(
        data(&pair.server, opened(&pair.server, "r").unwrap()),
        [longest]
    );
}

#[test]
fn a_closed_channel_is_closed_at_both_ends() {
    let (mut pair, keys, _) = connected(&[ChannelSpec::new("r"), ChannelSpec::new("s")], &[]);
    pair.client.peer.close_channel(keys[0]);
    assert_eq!(
        pair.client.peer.send(keys[0], Bytes::from_static(b"x")),
        Err(SendError::Closed)
    );
    let theirs = opened(&pair.server, "r").unwrap();
    assert!(
        pair.run_until(Duration::from_secs(2), |p| p.server.saw(
            |e| matches!(e, PeerEvent::ChannelClosed { key } if *key == theirs)
        ))
    );
    assert_eq!(
        pair.client
            .count(|e| matches!(e, PeerEvent::ChannelClosed { key } if *key == keys[0])),
        1
    );
    pair.client
        .peer
        .send(keys[1], Bytes::from_static(b"still"))
        .unwrap();
    pair.run(Duration::from_millis(200));
    assert_eq!(
        data(&pair.server, opened(&pair.server, "s").unwrap()).len(),
        1
    );
}

#[test]
fn channels_with_agreed_ids_need_no_announcement() {
    let spec = ChannelSpec::new("agreed").negotiated(7);
    let mut pair = Pair::new();
    let ours = pair.client.peer.open_channel(spec.clone());
    let twice = pair.client.peer.open_channel(spec.clone());
    let theirs = pair.server.peer.open_channel(spec);
    pair.publish();
    pair.connect();
    pair.run(Duration::from_millis(500));
    pair.client
        .peer
        .send(ours, Bytes::from_static(b"hi"))
        .unwrap();
    pair.run(Duration::from_millis(200));
    assert_eq!(data(&pair.server, theirs).len(), 1);
    assert!(
        pair.client
            .saw(|e| matches!(e, PeerEvent::ChannelClosed { key } if *key == twice))
    );
}

#[test]
fn a_refused_section_is_not_offered_again_unasked() {
    let mut pair = Pair::new();
    pair.client
        .peer
        .add_sender(SenderSpec::audio("stream", "track"));
    let first = pair.client.peer.open_channel(ChannelSpec::new("first"));
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    let refused = answer.replace("m=application 9", "m=application 0");
    pair.client.peer.accept_answer(&refused, pair.now).unwrap();
    pair.drain();
    assert!(
        pair.client
            .saw(|e| matches!(e, PeerEvent::ChannelClosed { key } if *key == first))
    );
    assert!(!pair.client.peer.negotiation_needed());
    let sections = |offer: &str| offer.matches("m=application").count();
    let again = pair.client.peer.create_offer(pair.now).unwrap();
    assert_eq!(sections(&again), 1);
    pair.client.peer.rollback();

    // Asked for again it is offered again.
    pair.client.peer.open_channel(ChannelSpec::new("second"));
    assert!(pair.client.peer.negotiation_needed());
    pair.publish();
    pair.connect();
    pair.run(Duration::from_secs(1));
    assert!(opened(&pair.server, "second").is_some());
    assert!(opened(&pair.server, "first").is_none());
    assert!(opened(&pair.client, "first").is_none());
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    assert_eq!(sections(&offer), 2);
}

#[test]
fn a_label_that_cannot_be_announced_closes_its_channel_and_nothing_else() {
    let longest = ChannelSpec::new("l".repeat(ChannelSpec::MAX_LABEL));
    let (mut pair, keys, _) = connected(&[ChannelSpec::new("r"), longest.clone()], &[]);
    let too_long = ChannelSpec::new("l".repeat(ChannelSpec::MAX_LABEL + 1));
    let key = pair.client.peer.open_channel(too_long);
    let huge = pair
        .client
        .peer
        .open_channel(ChannelSpec::new("h".repeat(70_000)));
    for key in [key, huge] {
        let sent = pair.client.peer.send(key, Bytes::from_static(b"x"));
        assert_eq!(sent, Err(SendError::Closed));
    }
    pair.run(Duration::from_secs(1));
    let closed =
        |e: &PeerEvent| matches!(e, PeerEvent::ChannelClosed { key: k } if [key, huge].contains(k));
    assert_eq!(pair.client.count(closed), 2);
    pair.client
        .peer
        .send(keys[0], Bytes::from_static(b"still"))
        .unwrap();
    pair.run(Duration::from_millis(200));
    assert_eq!(
        data(&pair.server, opened(&pair.server, "r").unwrap()).len(),
        1
    );
}

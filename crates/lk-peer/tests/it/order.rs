//! A connection comes up in whatever order descriptions, candidates and datagrams arrive.

use std::time::Duration;

use lk_peer::{Peer, PeerEvent, SenderSpec, Transport};

use crate::net::{Node, Pair};

/// What reaches the side that offered, and comes over two paths: signalling and UDP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Answer,
    Candidate,
    Check,
    /// Anything else from where the remote is: a DTLS record, and media.
    Datagram,
}

const ARRIVALS: [Arrival; 4] = [
    Arrival::Answer,
    Arrival::Candidate,
    Arrival::Check,
    Arrival::Datagram,
];

#[derive(Debug, Clone, Copy)]
struct Roles {
    client_offers: bool,
    /// Whether the side that offered starts the handshake.
    offerer_active: bool,
    lite_server: bool,
}

fn all_roles() -> impl Iterator<Item = Roles> {
    (0..8).map(|bits| Roles {
        client_offers: bits & 1 != 0,
        offerer_active: bits & 2 != 0,
        lite_server: bits & 4 != 0,
    })
}

/// Every order of `things`.
fn orders<T: Copy>(things: &[T]) -> Vec<Vec<T>> {
    let Some((first, rest)) = things.split_first() else {
        return vec![Vec::new()];
    };
    let insert = |order: Vec<T>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, *first);
            order
        })
    };
    orders(rest).into_iter().flat_map(insert).collect()
}

/// A pair in which one side has offered and the other has answered, and nothing has arrived yet.
struct Half {
    pair: Pair,
    roles: Roles,
    answer: String,
    candidates: Vec<String>,
    check: Option<Vec<u8>>,
}

impl Half {
    fn new(roles: Roles) -> Self {
        let mut pair = Pair::with(|c| c, |c| c.ice_lite(roles.lite_server));
        let now = pair.now;
        let (offerer, answerer) = sides(&mut pair, roles);
        offerer.peer.add_sender(SenderSpec::audio("s", "a"));
        let offer = offerer.peer.create_offer(now).unwrap();
        let offer = if roles.offerer_active {
            offer.replace("a=setup:actpass", "a=setup:active")
        } else {
            offer
        };
        let answer = answerer
            .peer
            .accept_offer(&offer, &mut Peer::accept_all, now);
        let answer = answer.unwrap();
        let role = if roles.offerer_active {
            "passive"
        } else {
            "active"
        };
        assert!(answer.contains(&format!("a=setup:{role}")));
        let is_candidate = |line: &&str| line.starts_with("a=candidate:");
        let candidates = answer.lines().filter(is_candidate);
        let candidates: Vec<String> = candidates.map(|line| line[2..].into()).collect();
        assert!(!candidates.is_empty());
        let answer = answer
            .split_inclusive("\r\n")
            .filter(|line| !is_candidate(line));
        let answer = answer.collect();

        // Taken off the link before it arrives.
        let check = (0..60).find_map(|_| {
            pair.run(Duration::from_millis(1));
            let sent = pair.intercept(!roles.client_offers);
            sent.into_iter().find(|bytes| bytes[0] < 4)
        });
        let lite_answers = roles.lite_server && roles.client_offers;
        assert_eq!(
            check.is_some(),
            !lite_answers,
            "a lite agent does not check"
        );
        Self {
            pair,
            roles,
            answer,
            candidates,
            check,
        }
    }

    fn deliver(&mut self, arrival: Arrival) {
        let now = self.pair.now;
        let (offerer, answerer) = sides(&mut self.pair, self.roles);
        let datagrams = match arrival {
            Arrival::Answer => return offerer.peer.accept_answer(&self.answer, now).unwrap(),
            Arrival::Candidate => {
                for candidate in &self.candidates {
                    offerer.peer.add_remote_candidate(candidate, now).unwrap();
                }
                return;
            }
            Arrival::Check => self.check.iter().cloned().collect(),
            Arrival::Datagram => {
                // A record of application data under no key, and a packet of no stream.
                let record = [23, 254, 253, 0, 1, 0, 0, 0, 0, 0, 1, 0, 16];
                let packet = [128, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
                vec![
                    [&record[..], &[7; 16]].concat(),
                    [&packet[..], &[7; 40]].concat(),
                ]
            }
        };
        let (from, to) = (answerer.addr, offerer.addr);
        for bytes in datagrams {
            offerer
                .peer
                .handle_datagram(Transport::Udp, from, to, &bytes, now);
        }
    }
}

fn sides(pair: &mut Pair, roles: Roles) -> (&mut Node, &mut Node) {
    if roles.client_offers {
        (&mut pair.client, &mut pair.server)
    } else {
        (&mut pair.server, &mut pair.client)
    }
}

fn is_up(node: &Node) -> bool {
    node.saw(|event| matches!(event, PeerEvent::Connected))
}

#[test]
fn every_order_of_arrival_connects() {
    // With and without time for the offerer between two arrivals.
    for (roles, pause) in all_roles().flat_map(|roles| [(roles, 0), (roles, 30)]) {
        for order in orders(&ARRIVALS) {
            let mut half = Half::new(roles);
            for arrival in &order {
                half.deliver(*arrival);
                half.pair.run(Duration::from_millis(pause));
            }
            let begun = half.pair.now;
            let both = |pair: &Pair| is_up(&pair.client) && is_up(&pair.server);
            let up = half.pair.run_until(Duration::from_secs(3), both);
            assert!(up, "{roles:?}, {pause} ms, {order:?}");
            let took = half.pair.now - begun;
            assert!(
                took < Duration::from_secs(2),
                "{took:?}: {roles:?}, {pause} ms, {order:?}"
            );
        }
    }
}

#[test]
fn nothing_but_a_description_starts_the_link() {
    for roles in all_roles() {
        let mut half = Half::new(roles);
        for arrival in ARRIVALS.into_iter().filter(|it| *it != Arrival::Answer) {
            half.deliver(arrival);
        }
        half.pair.run(Duration::from_secs(60));
        let (offerer, _) = sides(&mut half.pair, roles);
        assert!(offerer.events.is_empty(), "{roles:?}: {:?}", offerer.events);
    }
}

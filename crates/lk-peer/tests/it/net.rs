//! A pair of peers, the clock and the link between them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lk_peer::{
    IncomingRtp, LocalAddress, NegotiationError, Output, Peer, PeerConfig, PeerEvent,
    SectionChoice, Side, Transport,
};

/// What a link does to each datagram, decided by its number: the same run loses the same packets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) delay: Duration,
    /// Lost of a thousand.
    pub(crate) loss: u32,
    pub(crate) seed: u64,
    pub(crate) down: bool,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            delay: Duration::from_millis(10),
            loss: 0,
            seed: 1,
            down: false,
        }
    }
}

pub(crate) struct Node {
    pub(crate) peer: Peer,
    pub(crate) addr: SocketAddr,
    pub(crate) events: Vec<PeerEvent>,
    pub(crate) rtp: Vec<IncomingRtp>,
    /// How often time was given to it.
    pub(crate) wakes: u64,
    /// What it sent, where that is looked at.
    pub(crate) wire: Option<Vec<Vec<u8>>>,
    wake: Instant,
    sent: u64,
}

impl Node {
    fn new(config: PeerConfig, addr: &str, now: Instant) -> Self {
        let addr = addr.parse().unwrap();
        let mut peer = Peer::new(config, now);
        assert!(peer.add_local_address(LocalAddress::udp(addr)).is_some());
        Self {
            peer,
            addr,
            events: Vec::new(),
            rtp: Vec::new(),
            wakes: 0,
            wire: None,
            wake: now,
            sent: 0,
        }
    }

    pub(crate) fn saw(&self, what: impl Fn(&PeerEvent) -> bool) -> bool {
        self.count(what) > 0
    }

    pub(crate) fn count(&self, what: impl Fn(&PeerEvent) -> bool) -> usize {
        self.events.iter().filter(|event| what(event)).count()
    }

    pub(crate) fn take(&mut self) -> Vec<PeerEvent> {
        std::mem::take(&mut self.events)
    }
}

pub(crate) struct Pair {
    pub(crate) now: Instant,
    pub(crate) link: Link,
    pub(crate) client: Node,
    pub(crate) server: Node,
    flying: BTreeMap<(Instant, u64), Flight>,
    number: u64,
    pub(crate) lost: u64,
    /// Whether datagrams may only leave from the current address.
    pub(crate) strict: bool,
    /// Whether nothing but connectivity checks passes.
    pub(crate) checks_only: bool,
    /// Whether the output is drained only after all that arrives at one time.
    pub(crate) batch: bool,
}

struct Flight {
    to_server: bool,
    from: SocketAddr,
    to: SocketAddr,
    bytes: Vec<u8>,
}

impl Pair {
    pub(crate) fn new() -> Self {
        Self::with(|config| config, |config| config)
    }

    pub(crate) fn with(
        client: impl FnOnce(PeerConfig) -> PeerConfig,
        server: impl FnOnce(PeerConfig) -> PeerConfig,
    ) -> Self {
        let now = Instant::now();
        let client = client(PeerConfig::new(Side::Client, [1; 32]));
        let server = server(PeerConfig::new(Side::Server, [2; 32]));
        Self {
            now,
            link: Link::default(),
            client: Node::new(client, "10.0.0.1:1000", now),
            server: Node::new(server, "10.0.0.2:2000", now),
            flying: BTreeMap::new(),
            number: 0,
            lost: 0,
            strict: true,
            checks_only: false,
            batch: false,
        }
    }

    /// The client offers, the server answers; returns the length of the offer in bytes.
    pub(crate) fn publish(&mut self) -> usize {
        self.publish_choosing(&mut |_| SectionChoice::accept())
    }

    pub(crate) fn publish_choosing(
        &mut self,
        choose: &mut dyn FnMut(&lk_peer::OfferedSection<'_>) -> SectionChoice,
    ) -> usize {
        let offer = self.client.peer.create_offer(self.now).unwrap();
        let answer = self
            .server
            .peer
            .accept_offer(&offer, choose, self.now)
            .unwrap();
        self.client.peer.accept_answer(&answer, self.now).unwrap();
        self.drain();
        offer.len()
    }

    /// The server offers, the client answers.
    pub(crate) fn subscribe(&mut self) -> String {
        self.try_subscribe().unwrap()
    }

    pub(crate) fn try_subscribe(&mut self) -> Result<String, NegotiationError> {
        let offer = self.server.peer.create_offer(self.now)?;
        let answer = self
            .client
            .peer
            .accept_offer(&offer, &mut Peer::accept_all, self.now)?;
        self.server.peer.accept_answer(&answer, self.now)?;
        self.drain();
        Ok(answer)
    }

    pub(crate) fn connect(&mut self) {
        let up = |node: &Node| node.saw(|event| matches!(event, PeerEvent::Connected));
        assert!(
            self.run_until(Duration::from_secs(10), |pair| up(&pair.client)
                && up(&pair.server))
        );
    }

    pub(crate) fn run(&mut self, time: Duration) {
        self.run_until(time, |_| false);
    }

    /// Lets time pass until `done`; false when `limit` passed first.
    pub(crate) fn run_until(&mut self, limit: Duration, done: impl Fn(&Self) -> bool) -> bool {
        let end = self.now + limit;
        loop {
            self.drain();
            if done(self) {
                return true;
            }
            let arrival = self.flying.keys().next().map_or(end, |(at, _)| *at);
            let next = arrival
                .min(self.client.wake)
                .min(self.server.wake)
                .max(self.now);
            if next >= end {
                self.now = end;
                return done(self);
            }
            // What is due at once twice over would never end.
            self.now = if next > self.now {
                next
            } else {
                self.now + Duration::from_micros(100)
            };
            while let Some(flight) = self.flying.first_entry() {
                if flight.key().0 > self.now {
                    break;
                }
                let Flight {
                    to_server,
                    from,
                    to,
                    bytes,
                } = flight.remove();
                let now = self.now;
                let node = if to_server {
                    &mut self.server
                } else {
                    &mut self.client
                };
                if node.addr == to {
                    node.peer
                        .handle_datagram(Transport::Udp, from, to, &bytes, now);
                    if !self.batch {
                        self.drain();
                    }
                }
            }
            let now = self.now;
            for node in [&mut self.client, &mut self.server] {
                if node.wake <= now {
                    node.wakes += 1;
                    node.peer.handle_timeout(now);
                }
            }
        }
    }

    /// Takes what is under way to one of them off the link.
    pub(crate) fn intercept(&mut self, to_server: bool) -> Vec<Vec<u8>> {
        self.drain();
        let (taken, left) = std::mem::take(&mut self.flying)
            .into_iter()
            .partition(|(_, flight)| flight.to_server == to_server);
        self.flying = left;
        let taken: BTreeMap<_, Flight> = taken;
        taken.into_values().map(|flight| flight.bytes).collect()
    }

    pub(crate) fn drain(&mut self) {
        self.drain_one(true);
        self.drain_one(false);
    }

    fn drain_one(&mut self, client: bool) {
        let node = if client {
            &mut self.client
        } else {
            &mut self.server
        };
        loop {
            match node.peer.poll_output() {
                Output::Transmit(transmit) => {
                    if transmit.from != node.addr {
                        assert!(!self.strict);
                        continue;
                    }
                    node.sent += 1;
                    if let Some(wire) = &mut node.wire {
                        wire.push(transmit.payload.clone());
                    }
                    if self.checks_only && transmit.payload[0] > 3 {
                        continue;
                    }
                    let key = node.sent * 2 + u64::from(client);
                    if self.link.down || lottery(self.link.seed, key) % 1000 < self.link.loss {
                        self.lost += 1;
                        continue;
                    }
                    self.number += 1;
                    let at = self.now + self.link.delay;
                    let flight = Flight {
                        to_server: client,
                        from: transmit.from,
                        to: transmit.to,
                        bytes: transmit.payload,
                    };
                    self.flying.insert((at, self.number), flight);
                }
                Output::Event(PeerEvent::Rtp(packet)) => node.rtp.push(packet),
                Output::Event(event) => node.events.push(event),
                Output::Timeout(at) => {
                    node.wake = at;
                    return;
                }
            }
        }
    }
}

/// splitmix64, cut to 32 bits.
pub(crate) fn lottery(seed: u64, number: u64) -> u32 {
    let mut x = seed
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(number);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x >> 32) as u32
}

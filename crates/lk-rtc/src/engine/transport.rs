//! The one or two peer connections of a session.

use std::time::Instant;

use lk_peer::{IceState, LocalAddress, Peer};

use super::output::PeerSide;

/// One peer connection and how far it has come.
pub(super) struct Link {
    pub(super) peer: Box<Peer>,
    pub(super) wake: Option<Instant>,
    /// A description of ours has gone out: candidates found later are trickled.
    pub(super) described: bool,
    pub(super) negotiated_at: Option<Instant>,
    pub(super) ice_at: Option<Instant>,
    pub(super) connected_at: Option<Instant>,
}

impl Link {
    pub(super) fn new(peer: Peer) -> Self {
        Self {
            peer: Box::new(peer),
            wake: None,
            described: false,
            negotiated_at: None,
            ice_at: None,
            connected_at: None,
        }
    }

    pub(super) fn on_ice(&mut self, state: IceState, now: Instant) {
        if state == IceState::Connected {
            self.ice_at.get_or_insert(now);
        }
    }

    pub(super) fn on_connected(&mut self, now: Instant) {
        self.ice_at.get_or_insert(now);
        self.connected_at.get_or_insert(now);
    }

    pub(super) fn is_connected(&self) -> bool {
        self.connected_at.is_some()
    }
}

/// All peer connections of a session; the addresses outlive them.
pub(super) struct Transports {
    publisher: Option<Link>,
    subscriber: Option<Link>,
    addresses: Vec<(PeerSide, LocalAddress)>,
}

impl Transports {
    pub(super) const fn new() -> Self {
        Self {
            publisher: None,
            subscriber: None,
            addresses: Vec::new(),
        }
    }

    pub(super) fn get(&self, side: PeerSide) -> Option<&Link> {
        match side {
            PeerSide::Publisher => self.publisher.as_ref(),
            PeerSide::Subscriber => self.subscriber.as_ref(),
        }
    }

    pub(super) fn get_mut(&mut self, side: PeerSide) -> Option<&mut Link> {
        match side {
            PeerSide::Publisher => self.publisher.as_mut(),
            PeerSide::Subscriber => self.subscriber.as_mut(),
        }
    }

    /// Puts a fresh peer in place, at the addresses that are known for its side.
    pub(super) fn put(&mut self, side: PeerSide, peer: Peer) -> &mut Link {
        let mut link = Link::new(peer);
        for (_, address) in self.addresses.iter().filter(|(of, _)| *of == side) {
            link.peer.add_local_address(*address);
        }
        match side {
            PeerSide::Publisher => self.publisher.insert(link),
            PeerSide::Subscriber => self.subscriber.insert(link),
        }
    }

    /// Returns a candidate that is to be trickled.
    pub(super) fn add_address(&mut self, side: PeerSide, address: LocalAddress) -> Option<String> {
        if !self.addresses.contains(&(side, address)) {
            self.addresses.push((side, address));
        }
        let link = self.get_mut(side)?;
        let candidate = link.peer.add_local_address(address);
        candidate.filter(|_| link.described)
    }

    pub(super) fn close(&mut self, now: Instant) {
        for link in [&mut self.publisher, &mut self.subscriber]
            .into_iter()
            .flatten()
        {
            link.peer.close(now);
        }
    }

    /// The connection on which the server sends.
    pub(super) fn receiving(&self) -> PeerSide {
        if self.subscriber.is_some() {
            PeerSide::Subscriber
        } else {
            PeerSide::Publisher
        }
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        [&self.publisher, &self.subscriber]
            .into_iter()
            .flatten()
            .filter_map(|link| link.wake)
            .min()
    }
}

impl std::fmt::Debug for Transports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transports")
            .field("publisher", &self.publisher.is_some())
            .field("subscriber", &self.subscriber.is_some())
            .field("addresses", &self.addresses)
            .finish()
    }
}

//! Addresses that a peer is reachable at, and datagrams on their way.

use std::net::SocketAddr;

use str0m::Candidate;
use str0m::net::{Protocol, TcpType};

/// How a datagram travels. Over TCP the driver frames it (RFC 4571).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Transport {
    /// One datagram is one UDP datagram.
    Udp,
    /// One datagram is one frame on a TCP connection.
    Tcp,
}

impl Transport {
    pub(crate) const fn protocol(self) -> Protocol {
        match self {
            Self::Udp => Protocol::Udp,
            Self::Tcp => Protocol::Tcp,
        }
    }

    pub(crate) const fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Udp => Self::Udp,
            Protocol::Tcp | Protocol::SslTcp | Protocol::Tls => Self::Tcp,
        }
    }
}

/// Where an address was learned. Source: RFC 8445 §5.1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CandidateKind {
    /// A socket of this machine.
    Host,
    /// What a STUN server saw of the socket at `base`.
    ServerReflexive {
        /// Address of the socket.
        base: SocketAddr,
    },
    /// An allocation at a TURN server; datagrams leave "from" the allocated address and the driver wraps them.
    Relayed {
        /// Address of the socket that talks to the TURN server.
        base: SocketAddr,
    },
}

/// An address that this peer can be reached at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocalAddress {
    addr: SocketAddr,
    kind: CandidateKind,
    tcp: Option<TcpRole>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum TcpRole {
    Passive,
    Active,
}

impl LocalAddress {
    /// A bound UDP socket. `addr` is a real address of an interface, never the unspecified one.
    pub const fn udp(addr: SocketAddr) -> Self {
        Self {
            addr,
            kind: CandidateKind::Host,
            tcp: None,
        }
    }

    /// A listening TCP socket.
    pub const fn tcp_passive(addr: SocketAddr) -> Self {
        Self {
            addr,
            kind: CandidateKind::Host,
            tcp: Some(TcpRole::Passive),
        }
    }

    /// An address from which TCP connections are opened to passive candidates.
    pub const fn tcp_active(addr: SocketAddr) -> Self {
        Self {
            addr,
            kind: CandidateKind::Host,
            tcp: Some(TcpRole::Active),
        }
    }

    /// An address learned from a STUN server for the UDP socket at `base`.
    pub const fn server_reflexive(addr: SocketAddr, base: SocketAddr) -> Self {
        Self {
            addr,
            kind: CandidateKind::ServerReflexive { base },
            tcp: None,
        }
    }

    /// An address allocated at a TURN server through the socket at `base`.
    pub const fn relayed(addr: SocketAddr, base: SocketAddr) -> Self {
        Self {
            addr,
            kind: CandidateKind::Relayed { base },
            tcp: None,
        }
    }

    /// The address that the remote peer is told.
    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Where it was learned.
    pub const fn kind(&self) -> CandidateKind {
        self.kind
    }

    /// How datagrams reach it.
    pub const fn transport(&self) -> Transport {
        if self.tcp.is_some() {
            Transport::Tcp
        } else {
            Transport::Udp
        }
    }

    /// The candidate, or `None` for an address that cannot be one (unspecified, multicast, families mixed).
    pub(crate) fn candidate(&self) -> Option<Candidate> {
        match (self.kind, self.tcp) {
            (CandidateKind::Host, None) => Candidate::host(self.addr, Protocol::Udp).ok(),
            (CandidateKind::Host, Some(role)) => {
                let tcptype = match role {
                    TcpRole::Passive => TcpType::Passive,
                    TcpRole::Active => TcpType::Active,
                };
                let builder = Candidate::builder().tcp().host(self.addr);
                builder.tcptype(tcptype).build().ok()
            }
            (CandidateKind::ServerReflexive { base }, _) => {
                Candidate::server_reflexive(self.addr, base, Protocol::Udp).ok()
            }
            (CandidateKind::Relayed { base }, _) => {
                Candidate::relayed(self.addr, base, Protocol::Udp).ok()
            }
        }
    }
}

/// A datagram to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transmit {
    /// How it travels.
    pub transport: Transport,
    /// The local address to send it from: one of those given to [`Peer::add_local_address`](crate::Peer::add_local_address).
    pub from: SocketAddr,
    /// Where to.
    pub to: SocketAddr,
    /// What.
    pub payload: Vec<u8>,
}

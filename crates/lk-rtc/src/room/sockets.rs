//! The UDP sockets of a room: one for each peer connection and address.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::task::{Context, Poll};

use lk_peer::Transmit;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::io::ReadBuf;
use tokio::net::UdpSocket;

use crate::engine::PeerSide;
use crate::options::NetworkOptions;

#[derive(Debug)]
pub(super) struct Sockets {
    sockets: Vec<Bound>,
    /// Where the next round of reading begins, so that no socket starves another.
    turn: usize,
}

#[derive(Debug)]
struct Bound {
    side: PeerSide,
    address: SocketAddr,
    socket: UdpSocket,
    /// What the socket did not take; sent first when it does.
    waiting: VecDeque<Transmit>,
}

/// A datagram as it came.
pub(super) struct Datagram<'a> {
    pub(super) side: PeerSide,
    pub(super) from: SocketAddr,
    pub(super) to: SocketAddr,
    pub(super) bytes: &'a [u8],
}

impl Sockets {
    pub(super) const fn new() -> Self {
        Self {
            sockets: Vec::new(),
            turn: 0,
        }
    }

    /// Binds a socket at each address that `options` admit; returns the addresses.
    ///
    /// An address at which none can be bound is passed over; only if there is none at all, that is
    /// an error.
    pub(super) fn bind(
        &mut self,
        side: PeerSide,
        options: &NetworkOptions,
        server_is_loopback: bool,
    ) -> io::Result<Vec<SocketAddr>> {
        let mut bound = Vec::new();
        let mut failure = io::Error::from(io::ErrorKind::AddrNotAvailable);
        let mut seen = Vec::new();
        for interface in if_addrs::get_if_addrs()? {
            let ip = interface.ip();
            if seen.contains(&ip) || !options.admits(&interface.name, ip, server_is_loopback) {
                continue;
            }
            seen.push(ip);
            match bind(ip) {
                Ok(socket) => {
                    let address = socket.local_addr()?;
                    bound.push(address);
                    let waiting = VecDeque::new();
                    self.sockets.push(Bound {
                        side,
                        address,
                        socket,
                        waiting,
                    });
                }
                Err(error) => {
                    tracing::debug!(%ip, %error, "no socket");
                    failure = error;
                }
            }
        }
        if bound.is_empty() {
            Err(failure)
        } else {
            Ok(bound)
        }
    }

    /// Sends a datagram, or keeps it until its socket takes it; what is too much then is lost, as
    /// it would be on the way.
    pub(super) fn send(&mut self, side: PeerSide, transmit: Transmit) {
        let from = |bound: &&mut Bound| bound.side == side && bound.address == transmit.from;
        let Some(bound) = self.sockets.iter_mut().find(from) else {
            return;
        };
        if bound.waiting.is_empty() {
            match bound.socket.try_send_to(&transmit.payload, transmit.to) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return tracing::trace!(%error, "datagram not sent"),
                Ok(_) => return,
            }
        }
        if bound.waiting.len() < MAX_WAITING {
            bound.waiting.push_back(transmit);
        }
    }

    /// Sends what waits, as far as the sockets take it.
    pub(super) fn poll_send(&mut self, cx: &mut Context<'_>) {
        for bound in &mut self.sockets {
            while let Some(transmit) = bound.waiting.front() {
                match bound
                    .socket
                    .poll_send_to(cx, &transmit.payload, transmit.to)
                {
                    Poll::Pending => break,
                    Poll::Ready(_) => bound.waiting.pop_front(),
                };
            }
        }
    }

    /// Hands `take` datagrams that have come, `limit` at most. Pending: there were fewer, and the
    /// task is woken when more come.
    pub(super) fn poll_recv(
        &mut self,
        cx: &mut Context<'_>,
        limit: usize,
        mut take: impl FnMut(Datagram<'_>),
    ) -> Poll<()> {
        let mut left = limit;
        let mut storage = [0; MAX_DATAGRAM];
        self.turn = self.turn.wrapping_add(1);
        let count = self.sockets.len();
        for index in 0..count {
            let Some(bound) = self.sockets.get_mut((self.turn + index) % count) else {
                continue;
            };
            loop {
                if left == 0 {
                    return Poll::Ready(());
                }
                let mut buffer = ReadBuf::new(&mut storage);
                match bound.socket.poll_recv_from(cx, &mut buffer) {
                    Poll::Pending => break,
                    Poll::Ready(Ok(from)) => {
                        left -= 1;
                        let (side, to) = (bound.side, bound.address);
                        take(Datagram {
                            side,
                            from,
                            to,
                            bytes: buffer.filled(),
                        });
                    }
                    // Some systems tell here that an earlier datagram could not be delivered.
                    Poll::Ready(Err(error)) => {
                        left -= 1;
                        tracing::trace!(%error, "receiving failed");
                    }
                }
            }
        }
        Poll::Pending
    }
}

fn bind(ip: IpAddr) -> io::Result<UdpSocket> {
    let domain = if ip.is_ipv4() {
        Domain::IPV4
    } else {
        Domain::IPV6
    };
    let socket = Socket::new(domain, Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_nonblocking(true)?;
    if ip.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // Room for a burst of video while the task is at something else; the system may grant less.
    let _ = socket.set_recv_buffer_size(SOCKET_BUFFER);
    let _ = socket.set_send_buffer_size(SOCKET_BUFFER);
    socket.bind(&SocketAddr::new(ip, 0).into())?;
    UdpSocket::from_std(socket.into())
}

/// The longest datagram that is read, in bytes; no path carries longer ones undivided.
const MAX_DATAGRAM: usize = 2048;

/// Datagrams that wait for one socket: a large keyframe.
const MAX_WAITING: usize = 512;

const SOCKET_BUFFER: usize = 1 << 20;

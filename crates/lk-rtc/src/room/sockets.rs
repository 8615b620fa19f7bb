//! The UDP sockets of a room: one for each peer connection and address.
//!
//! Datagrams of one size to one place leave in one system call, and several that have come are
//! taken by one, where the system can do that. The buffers for reading belong to the thread: all
//! rooms that run on it share them.

mod batch;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, IoSliceMut};
use std::net::{IpAddr, SocketAddr};
use std::task::{Context, Poll};

use lk_peer::Transmit;
use quinn_udp::{RecvMeta, UdpSocketState};
use socket2::{Domain, Protocol, Socket, Type};
use tokio::io::Interest;
use tokio::net::UdpSocket;

use self::batch::Batch;
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
    state: UdpSocketState,
    /// What is being collected to leave together.
    batch: Option<Batch>,
    /// What the socket did not take; sent first when it does.
    waiting: VecDeque<Batch>,
}

/// A socket takes nothing now.
#[derive(Debug)]
pub(super) struct Behind;

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
            match Bound::new(side, ip) {
                Ok(socket) => {
                    bound.push(socket.address);
                    self.sockets.push(socket);
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

    /// Takes a datagram to send. It leaves by [`flush`](Self::flush) at the latest.
    pub(super) fn send(&mut self, side: PeerSide, transmit: Transmit) {
        let from = |bound: &&mut Bound| bound.side == side && bound.address == transmit.from;
        if let Some(bound) = self.sockets.iter_mut().find(from) {
            bound.collect(transmit);
        }
    }

    /// Sends what was collected, or keeps it until its socket takes it; what is too much then is
    /// lost, as it would be on the way. `Err`: something waits for [`poll_send`](Self::poll_send).
    pub(super) fn flush(&mut self) -> Result<(), Behind> {
        self.sockets.iter_mut().for_each(Bound::flush);
        let behind = self.sockets.iter().any(|bound| !bound.waiting.is_empty());
        if behind { Err(Behind) } else { Ok(()) }
    }

    /// Sends what waits, as far as the sockets take it.
    pub(super) fn poll_send(&mut self, cx: &mut Context<'_>) {
        for bound in &mut self.sockets {
            while let Some(batch) = bound.waiting.pop_front() {
                if bound.socket.poll_send_ready(cx).is_pending() || bound.try_send(&batch).is_err()
                {
                    bound.waiting.push_front(batch);
                    break;
                }
            }
        }
    }

    /// Hands `take` datagrams that have come, about `limit` at most. Pending: there were fewer, and
    /// the task is woken when more come.
    pub(super) fn poll_recv(
        &mut self,
        cx: &mut Context<'_>,
        limit: usize,
        mut take: impl FnMut(Datagram<'_>),
    ) -> Poll<()> {
        let mut left = limit;
        self.turn = self.turn.wrapping_add(1);
        let count = self.sockets.len();
        for index in 0..count {
            let Some(bound) = self.sockets.get_mut((self.turn + index) % count) else {
                continue;
            };
            while let Poll::Ready(ready) = bound.socket.poll_recv_ready(cx) {
                if left == 0 {
                    return Poll::Ready(());
                }
                let taken = ready.and_then(|()| bound.recv(&mut take));
                match taken {
                    Ok(taken) => left = left.saturating_sub(taken),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                    Err(error) => {
                        // Some systems tell here that an earlier datagram could not be delivered.
                        tracing::trace!(%error, "receiving failed");
                        left -= 1;
                    }
                }
            }
        }
        Poll::Pending
    }
}

impl Bound {
    fn new(side: PeerSide, ip: IpAddr) -> io::Result<Self> {
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
        // Room for a burst of video while the task is at something else; the system may grant
        // less.
        let _ = socket.set_recv_buffer_size(SOCKET_BUFFER);
        let _ = socket.set_send_buffer_size(SOCKET_BUFFER);
        socket.bind(&SocketAddr::new(ip, 0).into())?;
        let socket = UdpSocket::from_std(socket.into())?;
        Ok(Self {
            side,
            address: socket.local_addr()?,
            state: UdpSocketState::new((&socket).into())?,
            socket,
            batch: None,
            waiting: VecDeque::new(),
        })
    }

    fn collect(&mut self, transmit: Transmit) {
        let segments = self.state.max_gso_segments();
        if let Some(batch) = &mut self.batch
            && batch.extend(&transmit, segments)
        {
            return;
        }
        self.flush();
        self.batch = Some(Batch::new(transmit));
    }

    fn flush(&mut self) {
        let Some(batch) = self.batch.take() else {
            return;
        };
        if self.waiting.is_empty() && self.try_send(&batch).is_ok() {
            return;
        }
        if self.waiting.iter().map(Batch::len).sum::<usize>() < MAX_WAITING {
            self.waiting.push_back(batch);
        }
    }

    /// Fails only when the socket takes nothing now.
    fn try_send(&self, batch: &Batch) -> io::Result<()> {
        let sent = self.try_send_as(&batch.transmit());
        match sent {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(error),
            // The system may refuse batches; it is asked for single ones from then on.
            Err(_) if batch.is_several() => {
                for single in batch.singles() {
                    let _ = self.try_send_as(&single);
                }
                Ok(())
            }
            Err(error) => {
                tracing::trace!(%error, "datagram not sent");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn try_send_as(&self, transmit: &quinn_udp::Transmit<'_>) -> io::Result<()> {
        let send = || self.state.try_send((&self.socket).into(), transmit);
        self.socket.try_io(Interest::WRITABLE, send)
    }

    /// Takes what one system call gives; returns how many datagrams that was.
    fn recv(&self, take: &mut impl FnMut(Datagram<'_>)) -> io::Result<usize> {
        BUFFERS.with_borrow_mut(|buffers| {
            buffers.resize(BATCH * BUFFER, 0);
            let mut meta = [RecvMeta::default(); BATCH];
            let count = {
                let mut chunks = buffers.chunks_exact_mut(BUFFER).map(IoSliceMut::new);
                let mut slices: [IoSliceMut<'_>; BATCH] = std::array::from_fn(|_| {
                    chunks.next().unwrap_or_else(|| IoSliceMut::new(&mut []))
                });
                let recv = || {
                    self.state
                        .recv((&self.socket).into(), &mut slices, &mut meta)
                };
                self.socket.try_io(Interest::READABLE, recv)?
            };
            let mut taken = 0;
            for (meta, buffer) in meta.iter().take(count).zip(buffers.chunks_exact(BUFFER)) {
                let filled = buffer.get(..meta.len).unwrap_or_default();
                for bytes in filled.chunks(meta.stride.max(1)) {
                    taken += 1;
                    take(Datagram {
                        side: self.side,
                        from: meta.addr,
                        to: self.address,
                        bytes,
                    });
                }
            }
            Ok(taken.max(1))
        })
    }
}

thread_local! {
    static BUFFERS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// How many buffers are filled by one system call, and how long each is: a system that joins
/// datagrams into one buffer fills that.
const BATCH: usize = 8;
const BUFFER: usize = 64 << 10;

/// Bytes that wait for one socket: more than a large keyframe.
const MAX_WAITING: usize = 1 << 20;

const SOCKET_BUFFER: usize = 1 << 20;

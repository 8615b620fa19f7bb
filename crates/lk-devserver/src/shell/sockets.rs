//! The UDP sockets that media arrives on, read as one.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    task::{Context, Poll, ready},
};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::{io::ReadBuf, net::UdpSocket};

use super::{StartError, drops::DropCounter};

/// One socket per local address.
///
/// Each is bound to an address of its own and not to the wildcard, since a connection must know on which address of
/// ours a packet arrived.
#[derive(Debug)]
pub(super) struct Sockets {
    sockets: Vec<(SocketAddr, UdpSocket)>,
    /// Where the next read starts, so that a busy socket does not starve the others.
    turn: usize,
    drops: DropCounter,
}

impl Sockets {
    /// Binds `port` on each of `ips`, and on every interface's address where one of them is the wildcard.
    ///
    /// With a `node_ip` there is one socket, and its address is that to clients: they reach it there, whatever it is
    /// bound to.
    pub(super) fn bind(
        ips: &[IpAddr],
        port: u16,
        node_ip: Option<IpAddr>,
    ) -> Result<Self, StartError> {
        let mut sockets = Vec::new();
        for ip in to_bind(ips, node_ip.is_some()) {
            let address = SocketAddr::new(ip, port);
            match bind_one(address) {
                Ok((address, socket)) => {
                    let shown = node_ip.unwrap_or(address.ip());
                    sockets.push((SocketAddr::new(shown, address.port()), socket));
                }
                // One dead interface among several, such as an IPv6 address that is still tentative, is no reason to stay down.
                Err(source) if ip.is_unspecified() || sockets.is_empty() => {
                    return Err(StartError::Bind { address, source });
                }
                Err(error) => tracing::warn!(%address, %error, "media address left out"),
            }
        }
        // The system names a socket by the address that it is bound to, whatever is shown to clients.
        let bound: io::Result<Vec<_>> = sockets
            .iter()
            .map(|(_, socket)| socket.local_addr())
            .collect();
        let drops = DropCounter::new(bound.unwrap_or_default());
        Ok(Self {
            sockets,
            turn: 0,
            drops,
        })
    }

    pub(super) fn drops(&self) -> &DropCounter {
        &self.drops
    }

    pub(super) fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.sockets.iter().map(|(address, _)| *address)
    }

    /// Waits for a datagram: who sent it, and to which of our addresses. It lies in `buffer` up to the length told.
    ///
    /// Cancel safe: a datagram is taken only when this answers.
    pub(super) async fn receive(&mut self, buffer: &mut [u8]) -> (SocketAddr, SocketAddr, usize) {
        std::future::poll_fn(|cx| self.poll_receive(cx, buffer)).await
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<(SocketAddr, SocketAddr, usize)> {
        let count = self.sockets.len();
        for step in 0..count {
            let index = (self.turn + step) % count;
            let Some((to, socket)) = self.sockets.get(index) else {
                continue;
            };
            if let Poll::Ready((from, length)) = poll_one(socket, cx, buffer) {
                self.turn = index + 1;
                return Poll::Ready((from, *to, length));
            }
        }
        Poll::Pending
    }

    /// Sends a datagram, or drops it when the socket's buffer is full: what must arrive is sent again by its protocol.
    pub(super) fn send(&self, from: SocketAddr, to: SocketAddr, payload: &[u8]) {
        let Some((_, socket)) = self.sockets.iter().find(|(address, _)| *address == from) else {
            return;
        };
        if let Err(error) = socket.try_send_to(payload, to) {
            self.drops.not_sent();
            tracing::debug!(%from, %to, %error, "datagram dropped");
        }
    }
}

fn poll_one(
    socket: &UdpSocket,
    cx: &mut Context<'_>,
    buffer: &mut [u8],
) -> Poll<(SocketAddr, usize)> {
    loop {
        let mut read = ReadBuf::new(buffer);
        match ready!(socket.poll_recv_from(cx, &mut read)) {
            Ok(from) => return Poll::Ready((from, read.filled().len())),
            // On UDP an error here is an ICMP answer to something sent earlier; the next read goes on.
            Err(error) => tracing::debug!(%error, "receive failed"),
        }
    }
}

fn bind_one(address: SocketAddr) -> io::Result<(SocketAddr, UdpSocket)> {
    let socket = Socket::new(
        Domain::for_address(address),
        Type::DGRAM,
        Some(Protocol::UDP),
    )?;
    socket.set_nonblocking(true)?;
    // Every client sends to the same socket. The system may grant less.
    let _ = socket.set_recv_buffer_size(BUFFER);
    let _ = socket.set_send_buffer_size(BUFFER);
    socket.bind(&address.into())?;
    let socket = UdpSocket::from_std(socket.into())?;
    Ok((socket.local_addr()?, socket))
}

/// The addresses to bind a socket to, each once.
fn to_bind(ips: &[IpAddr], is_one_enough: bool) -> Vec<IpAddr> {
    if is_one_enough {
        let wildcard = ips.iter().find(|ip| ip.is_unspecified());
        return wildcard.or(ips.first()).copied().into_iter().collect();
    }
    let mut found: Vec<IpAddr> = Vec::new();
    for ip in ips.iter().flat_map(|ip| local_addresses(*ip)) {
        if !found.contains(&ip) {
            found.push(ip);
        }
    }
    found
}

fn local_addresses(ip: IpAddr) -> Vec<IpAddr> {
    if !ip.is_unspecified() {
        return vec![ip];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<IpAddr> = interfaces
        .iter()
        .map(if_addrs::Interface::ip)
        .filter(|found| ip.is_ipv6() || found.is_ipv4())
        .filter(|found| !is_link_local(*found))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Bytes that a socket asks of the system for each direction: several times what a participant's asks for.
const BUFFER: usize = 4 << 20;

/// A link-local IPv6 address means nothing without its scope, which a candidate cannot carry.
fn is_link_local(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V6(v6) if v6.is_unicast_link_local())
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, UdpSocket};

    use super::*;

    #[tokio::test]
    #[cfg(target_os = "linux")]
    async fn what_finds_no_space_is_counted() {
        let sockets = Sockets::bind(&[Ipv4Addr::LOCALHOST.into()], 0, None).expect("bound");
        let to = sockets.addresses().next().expect("an address");
        assert_eq!(sockets.drops().read().incoming, Some(0));
        let sender = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("bound");
        // More than the system can have granted, and nobody reads.
        for _ in 0..2 * BUFFER / 1000 + 1000 {
            sender.send_to(&[0; 1000], to).expect("sent");
        }
        assert!(sockets.drops().read().incoming > Some(0));
    }
}

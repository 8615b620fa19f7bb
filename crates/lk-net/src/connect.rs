//! TCP to whichever of a host's addresses answers first.
//!
//! After RFC 8305 (happy eyeballs) in what matters here: families take turns, the next address
//! is tried when one fails or 250 ms pass, the first connection made wins and ends the others.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

/// Connects to one of `addresses`; the last failure is returned when all fail.
///
/// # Cancel safety
///
/// Dropping the future ends every attempt.
pub(crate) async fn connect_any(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut waiting = in_turns(addresses).into_iter();
    let mut attempts = FuturesUnordered::new();
    let mut last_error = None;
    loop {
        attempts.extend(waiting.next().map(TcpStream::connect));
        let next_at = Instant::now() + ATTEMPT_DELAY;
        let attempt = match waiting.len() {
            0 => attempts.next().await,
            _ => match timeout_at(next_at, attempts.next()).await {
                Ok(attempt) => attempt,
                Err(_) => continue,
            },
        };
        match attempt {
            Some(Ok(stream)) => return Ok(stream),
            Some(Err(error)) => last_error = Some(error),
            None => {
                return Err(last_error.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into()));
            }
        }
    }
}

/// The addresses with families taking turns, in their order otherwise, each once.
fn in_turns(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let first_is_v6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (first, second): (Vec<_>, Vec<_>) = addresses
        .into_iter()
        .partition(|address| address.is_ipv6() == first_is_v6);
    let mut turns = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    loop {
        let pair = [first.next(), second.next()];
        if pair == [None, None] {
            return turns;
        }
        for address in pair.into_iter().flatten() {
            if !turns.contains(&address) {
                turns.push(address);
            }
        }
    }
}

/// Source: RFC 8305 §8, Connection Attempt Delay.
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn families_take_turns_and_the_first_keeps_its_place() {
        let [a, b, c, d] = ["[::1]:1", "[::2]:1", "1.1.1.1:1", "1.1.1.2:1"]
            .map(|text| text.parse::<SocketAddr>().expect("an address"));
        assert_eq!(in_turns(vec![a, b, c, d]), [a, c, b, d]);
        assert_eq!(in_turns(vec![c, a, c, b]), [c, a, b]);
        assert_eq!(in_turns(vec![]), []);
    }

    #[tokio::test]
    async fn a_refusing_address_is_followed_by_the_next_at_once() {
        let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let open = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addresses = [&closed, &open]
            .map(|l| l.local_addr().expect("an address"))
            .to_vec();
        drop(closed);
        let stream = connect_any(addresses.clone()).await.expect("a connection");
        assert_eq!(stream.peer_addr().expect("a peer"), addresses[1]);
    }

    #[tokio::test]
    async fn the_last_failure_is_told_when_all_fail() {
        let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = closed.local_addr().expect("an address");
        drop(closed);
        let error = connect_any(vec![address]).await.expect_err("refused");
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        assert!(connect_any(vec![]).await.is_err());
    }
}

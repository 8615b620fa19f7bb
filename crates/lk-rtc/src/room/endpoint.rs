//! What rooms may share, and how one is joined with it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use lk_net::{Dialer, HttpClient};
use lk_peer::Identity;
use lk_signal::SignalUrl;
use lk_signal::driver::SignalSocket;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tracing::Instrument as _;

use super::command::WeakCommands;
use super::events::{RoomEvents, SharedEvents};
use super::poke::Poke;
use super::signal::{Connecting, SignalDriver};
use super::task::{Parts, Task};
use super::{Handle, Inner, Room};
use crate::engine::{Engine, EngineConfig};
use crate::error::ConnectError;
use crate::options::RoomOptions;

/// What rooms may share: how servers are reached, and the certificate of media connections.
///
/// [`Room::connect`] makes one for itself; who joins many rooms keeps one.
#[derive(Debug, Clone)]
pub struct Endpoint {
    dialer: Dialer,
    http: HttpClient,
    identity: Option<Identity>,
}

impl Endpoint {
    /// An endpoint that reaches servers as lk-net does by default.
    pub fn new() -> Self {
        Self {
            dialer: Dialer::default(),
            http: HttpClient::default(),
            identity: None,
        }
    }

    /// How servers are dialled for signalling: TLS configuration, limits. Default:
    /// [`Dialer::default`].
    #[must_use]
    pub fn dialer(mut self, dialer: Dialer) -> Self {
        self.dialer = dialer;
        self
    }

    /// How servers are asked why they refused. Default: [`HttpClient::default`].
    #[must_use]
    pub fn http(mut self, http: HttpClient) -> Self {
        self.http = http;
        self
    }

    /// The certificate that media connections show. Default: a fresh one for each room.
    #[must_use]
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Joins a room; see [`Room::connect`].
    ///
    /// # Errors
    ///
    /// [`ConnectError`], by the stage that failed.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the attempt up and leaves.
    pub async fn connect(
        &self,
        url: &str,
        token: &str,
        options: RoomOptions,
    ) -> Result<(Room, RoomEvents), ConnectError> {
        let server = SignalUrl::parse(url)?;
        let span = tracing::info_span!("room", name = tracing::field::Empty);
        let began = tokio::time::Instant::now().into_std();
        let begun = Box::pin(SignalSocket::connect(&server, &self.dialer));
        let (identity, begun) = self.identity_while(begun).await;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| std::io::Error::other(error.to_string()))?;
        let unix_time = std::time::SystemTime::UNIX_EPOCH
            .elapsed()
            .unwrap_or_default();
        let mut config = EngineConfig::new(server.clone(), token, seed)
            .options(options.clone())
            .unix_time(unix_time)
            .began(began);
        if let Some(identity) = identity {
            config = config.identity(identity);
        }
        let engine = Engine::new(config, tokio::time::Instant::now().into_std());

        let (commands, receiver) = mpsc::channel(COMMANDS);
        let (state, states) = watch::channel(engine.state().clone());
        let (ended, has_ended) = watch::channel(None);
        let (connected, connecting) = oneshot::channel();
        let poke = Arc::new(Poke::default());
        let (events, reader) = SharedEvents::new(options.events);
        let weak = WeakCommands {
            commands: commands.downgrade(),
            ended: has_ended.clone(),
        };
        let task = Task::new(Parts {
            engine,
            server_is_loopback: is_loopback(server.authority()),
            signal: SignalDriver::new(self.dialer.clone(), self.http.clone(), begun),
            options: options.clone(),
            commands: receiver,
            weak,
            poke: poke.clone(),
            events,
            state,
            ended,
            connected,
            span: span.clone(),
        });
        // Dropped with this future: the attempt is given up. Then it is what keeps us in the room.
        let handle = Handle { commands, poke };
        tokio::spawn(task.instrument(span));
        let joined = connecting.await.map_err(|_| ConnectError::Internal)??;
        let inner = Inner {
            handle,
            states,
            ended: has_ended,
            join: joined.timings,
            max_message: joined.max_message,
            reliable: Arc::new(Semaphore::new(options.send_buffer_bytes)),
            lossy: Arc::new(Semaphore::new(options.send_buffer_bytes / 16)),
            send_buffer_bytes: options.send_buffer_bytes,
        };
        Ok((
            Room {
                inner: Arc::new(inner),
            },
            reader,
        ))
    }

    /// The certificate to show, with the server being dialled meanwhile.
    ///
    /// The first random number of a process costs aws-lc 40 to 170 ms, in which it gathers entropy: not on a thread that
    /// drives others, and not before the connection is begun.
    async fn identity_while(&self, mut begun: Connecting) -> (Option<Identity>, Connecting) {
        if self.identity.is_some() {
            return (self.identity.clone(), begun);
        }
        let mut making = tokio::task::spawn_blocking(Identity::with_default_crypto);
        let mut connected = None;
        let made = poll_fn(|cx| {
            if connected.is_none()
                && let Poll::Ready(done) = begun.as_mut().poll(cx)
            {
                connected = Some(done);
            }
            Pin::new(&mut making).poll(cx)
        });
        // Where none can be made here, the engine tells.
        let identity = made.await.ok().flatten();
        let begun = match connected {
            Some(done) => Box::pin(std::future::ready(done)),
            None => begun,
        };
        (identity, begun)
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether `host` or `host:port` is this machine itself.
fn is_loopback(authority: &str) -> bool {
    let bracketed = |rest: &str| rest.split_once(']').map(|(host, _)| host.to_owned());
    let host = match authority.strip_prefix('[') {
        Some(rest) => bracketed(rest).unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default().to_owned(),
    };
    let named = host == "localhost" || host.ends_with(".localhost");
    named
        || host
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

/// How many commands may wait for the task of a room.
const COMMANDS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_known_by_name_and_by_number() {
        for here in [
            "localhost:7880",
            "127.0.0.1:7880",
            "127.9.9.9",
            "[::1]:7880",
            "a.localhost",
        ] {
            assert!(is_loopback(here), "{here}");
        }
        for there in [
            "example.test",
            "192.0.2.1:80",
            "[2001:db8::1]:443",
            "localhost.test",
            "",
        ] {
            assert!(!is_loopback(there), "{there}");
        }
    }
}

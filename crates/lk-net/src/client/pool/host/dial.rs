//! Opening a connection to a server, and driving it.

#[cfg(feature = "http2")]
use std::future::{Future as _, poll_fn};
use std::io;
#[cfg(feature = "http2")]
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "http2")]
use std::sync::{Mutex, MutexGuard, PoisonError, Weak};
#[cfg(feature = "http2")]
use std::task::Poll;
#[cfg(feature = "http2")]
use std::time::Duration;

use hyper::client::conn::http1;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
#[cfg(feature = "http2")]
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::Instant;

use super::super::connection::Http1;
#[cfg(feature = "http2")]
use super::super::connection::{Driven, Driver, Http2, NO_SETTINGS_YET};
use super::super::io::{PooledStream, Refusal};
use super::Host;
#[cfg(feature = "http2")]
use super::state::Shared;
use crate::dial::{DialError, Route};

/// One connection that is being opened. Counted until it is dropped.
pub(super) struct Dial {
    host: Arc<Host>,
    is_done: bool,
}

/// Where a dial has led to.
enum Opened {
    Http1(Http1),
    #[cfg(feature = "http2")]
    Http2(Arc<Http2>),
}

impl Dial {
    /// A dial that its host has counted.
    pub(super) fn new(host: Arc<Host>) -> Self {
        Self {
            host,
            is_done: false,
        }
    }

    pub(super) async fn run(mut self) {
        let opened = self.open().await;
        self.is_done = true;
        let host = Arc::clone(&self.host);
        let mut failed = Vec::new();
        {
            let mut state = host.lock();
            state.failure = None;
            match opened {
                Ok(Opened::Http1(http1)) => {
                    state.expected = 1;
                    state.idle.push((http1, Instant::now()));
                }
                #[cfg(feature = "http2")]
                Ok(Opened::Http2(http2)) => state.shared.push(Shared {
                    http2,
                    in_flight: 0,
                    idle_since: Instant::now(),
                }),
                Err(error) => {
                    let error = Arc::new(error);
                    state.failure = Some((Arc::clone(&error), Instant::now()));
                    // This dial is still counted; it brings nothing.
                    state.dialling -= 1;
                    let count = if state.serves() {
                        0
                    } else {
                        state.unprovided()
                    };
                    state.dialling += 1;
                    failed.extend(
                        state
                            .waiting
                            .drain(..count)
                            .map(|turn| (turn, error.clone())),
                    );
                }
            }
        }
        drop(self);
        for (turn, error) in failed {
            let _ = turn.send(Err(error));
        }
        host.reap_later();
        host.serve();
        host.dial_as_needed();
    }

    async fn open(&self) -> Result<Opened, DialError> {
        let host = &self.host;
        let told = |stage| host.lock().stage = stage;
        let (stream, route) = host.dialer.dial_http(&host.url, &told).await?;
        #[cfg(feature = "http2")]
        let is_http2 = stream.alpn() == Some(b"h2");
        let refusal = Refusal::default();
        let stream = PooledStream::new(stream, Arc::downgrade(host), refusal.clone());
        let broke = |error: hyper::Error| DialError::Connect {
            host: host.name(),
            source: io::Error::other(error),
        };
        #[cfg(feature = "http2")]
        if is_http2 {
            let opened = open_http2(stream, host, refusal).await.map_err(broke)?;
            return Ok(Opened::Http2(opened));
        }
        let (mut sender, connection) = http1::handshake(stream).await.map_err(broke)?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended");
            }
        });
        sender.ready().await.map_err(broke)?;
        Ok(Opened::Http1(Http1 {
            sender,
            is_forwarded: route == Route::Forwarded,
            is_reused: false,
            refusal,
        }))
    }
}

impl Drop for Dial {
    fn drop(&mut self) {
        let mut state = self.host.lock();
        state.dialling -= 1;
        if !self.is_done {
            // Its runtime was shut down: those who wait on another ask again.
            state.waiting.clear();
        }
    }
}

/// Begins HTTP/2, and drives the connection from a task of its own.
#[cfg(feature = "http2")]
async fn open_http2(
    stream: PooledStream,
    host: &Arc<Host>,
    refusal: Refusal,
) -> Result<Arc<Http2>, hyper::Error> {
    let mut builder = http2::Builder::new(TokioExecutor::new());
    // Many requests share the connection: that it is dead must show before their usual time limit.
    builder
        .timer(TokioTimer::new())
        .adaptive_window(true)
        .initial_max_send_streams(NO_SETTINGS_YET)
        .keep_alive_interval(PING_AFTER)
        .keep_alive_timeout(PONG_WITHIN);
    let (sender, connection) = builder.handshake(stream).await?;
    let driver: Driver = Arc::new(Mutex::new(Some(connection)));
    let http2 = Arc::new(Http2::new(sender, Arc::clone(&driver), refusal));
    let (host, known) = (Arc::downgrade(host), Arc::downgrade(&http2));
    let task = Task(driver);
    tokio::spawn(async move {
        if let Err(error) = task.run().await {
            tracing::debug!(%error, "connection ended");
        }
        drop(task);
        if let (Some(host), Some(http2)) = (Weak::upgrade(&host), Weak::upgrade(&known)) {
            host.lock().forget(&http2);
            host.dial_as_needed();
        }
    });
    Ok(http2)
}

/// The task of a connection. The connection is dropped with it, even where a runtime is shut down:
/// requests that were not sent come back then, and no other is sent.
#[cfg(feature = "http2")]
struct Task(Driver);

#[cfg(feature = "http2")]
impl Task {
    async fn run(&self) -> hyper::Result<()> {
        poll_fn(|cx| match &mut *self.slot() {
            Some(connection) => Pin::new(connection).poll(cx),
            None => Poll::Ready(Ok(())),
        })
        .await
    }

    fn slot(&self) -> MutexGuard<'_, Option<Driven>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "http2")]
impl Drop for Task {
    fn drop(&mut self) {
        *self.slot() = None;
    }
}

/// How long nothing comes, while an answer is waited for, until the server is asked whether it is
/// still there; and how long it may take to say so.
#[cfg(feature = "http2")]
const PING_AFTER: Duration = Duration::from_secs(5);
#[cfg(feature = "http2")]
const PONG_WITHIN: Duration = Duration::from_secs(4);

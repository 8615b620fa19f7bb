//! The pool of connections: hyper's, with connections of our own dialling.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response, Uri};
use hyper::body::Incoming;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{
    CaptureConnection, Connected, Connection, capture_connection,
};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};

use super::{HttpError, RequestBody};
use crate::dial::{Dialer, Route};
use crate::stream::NetStream;
use crate::url::ServerUrl;

/// Connections by server, kept while they may be of use.
pub(super) struct Pool {
    client: Client<Connector, RequestBody>,
    dialer: Dialer,
}

impl Pool {
    pub(super) fn new(dialer: Dialer) -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(90))
            .pool_max_idle_per_host(MAX_IDLE)
            .timer(TokioTimer::new());
        // All calls to a server share one connection of HTTP/2: that nobody answers on it any more
        // must show before a call's usual time limit is over.
        #[cfg(feature = "http2")]
        builder
            .http2_adaptive_window(true)
            .http2_keep_alive_interval(PING_AFTER)
            .http2_keep_alive_timeout(PONG_WITHIN);
        let connector = Connector {
            dialer: dialer.clone(),
        };
        Self {
            client: builder.build(connector),
            dialer,
        }
    }

    pub(super) async fn request(
        &self,
        mut request: Request<RequestBody>,
    ) -> Result<Response<Incoming>, HttpError> {
        // A proxy that is asked for the whole URL wants to know who asks, each time.
        if let Some(credentials) = self.dialer.proxy_credentials(request.uri()) {
            request
                .headers_mut()
                .insert(http::header::PROXY_AUTHORIZATION, credentials);
        }
        self.client.request(request).await.map_err(not_answered)
    }
}

/// The connection that one request is given, known once it is.
pub(super) struct Given(CaptureConnection);

impl Given {
    /// Watches which one `request` is given.
    pub(super) fn to(request: &mut Request<RequestBody>) -> Self {
        Self(capture_connection(request))
    }

    /// Gives it to no other: nobody answered on it in time, and it may be dead. What is in flight
    /// on it stays.
    pub(super) fn retire(&self) {
        if let Some(connection) = &*self.0.connection_metadata() {
            connection.poison();
        }
    }
}

/// As many connections as calls were once in flight: closing one that the next burst wants again
/// costs more than keeping it for a minute.
const MAX_IDLE: usize = 1024;

/// How long nothing comes, while an answer is waited for, until the server is asked whether it is
/// still there; and how long it may take to say so.
#[cfg(feature = "http2")]
const PING_AFTER: Duration = Duration::from_secs(5);
#[cfg(feature = "http2")]
const PONG_WITHIN: Duration = Duration::from_secs(4);

/// Sorts the pool's failure: those of the connector come back as they went in.
fn not_answered(error: hyper_util::client::legacy::Error) -> HttpError {
    if error.is_connect() {
        let mut cause: Option<&(dyn StdError + 'static)> = error.source();
        while let Some(error) = cause {
            if let Some(ConnectError(slot)) = error.downcast_ref::<ConnectError>() {
                let taken = slot.lock().ok().and_then(|mut slot| slot.take());
                if let Some(error) = taken {
                    return error;
                }
            }
            cause = error.source();
        }
    }
    HttpError::Broken {
        source: error.into(),
    }
}

/// Opens connections for the pool.
#[derive(Clone)]
struct Connector {
    dialer: Dialer,
}

/// A failure to connect on its way through the pool, which hands errors back by reference.
#[derive(Debug)]
struct ConnectError(std::sync::Mutex<Option<HttpError>>);

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("server not reached")
    }
}

impl StdError for ConnectError {}

impl From<HttpError> for ConnectError {
    fn from(error: HttpError) -> Self {
        Self(std::sync::Mutex::new(Some(error)))
    }
}

impl tower_service::Service<Uri> for Connector {
    type Response = PooledStream;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<PooledStream, ConnectError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let dialer = self.dialer.clone();
        Box::pin(async move {
            let url = origin(&uri)?;
            let (stream, route) = dialer.dial_http(&url).await.map_err(HttpError::Dial)?;
            let is_proxied = route == Route::Forwarded;
            Ok(PooledStream {
                io: TokioIo::new(stream),
                is_proxied,
            })
        })
    }
}

/// The server of `uri`, whose path and query say nothing about the connection.
fn origin(uri: &Uri) -> Result<ServerUrl, HttpError> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(http::uri::PathAndQuery::from_static("/"));
    let uri = Uri::from_parts(parts).map_err(|_| HttpError::InvalidUri { source: None })?;
    ServerUrl::try_from(&uri).map_err(|error| HttpError::InvalidUri {
        source: Some(error),
    })
}

/// A connection as the pool wants it.
struct PooledStream {
    io: TokioIo<NetStream>,
    /// Requests name the whole URL, for a proxy to read.
    is_proxied: bool,
}

impl Connection for PooledStream {
    fn connected(&self) -> Connected {
        let connected = Connected::new().proxy(self.is_proxied);
        if self.io.inner().alpn() == Some(b"h2") {
            connected.negotiated_h2()
        } else {
            connected
        }
    }
}

impl Read for PooledStream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_read(cx, buf)
    }
}

impl Write for PooledStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write_vectored(cx, bufs)
    }
}

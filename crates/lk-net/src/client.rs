//! The HTTP client: one pool of connections, HTTP/1.1 and HTTP/2, everything bounded.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::time::timeout;

use crate::dial::{DialError, Dialer};
use crate::stream::NetStream;
use crate::url::ServerUrl;

/// An HTTP client over one pool of connections. Cheap to clone; clones share the pool.
///
/// Bodies are whole, both ways: what is sent is at hand, what comes is bounded by [`Limits`].
#[derive(Clone)]
pub struct HttpClient {
    pool: Client<Connector, Full<Bytes>>,
}

/// What one exchange may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    timeout: Duration,
    max_body: usize,
}

/// Why there is no HTTP answer. Any status is an answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The server was not reached; nothing was asked of it.
    #[error("server not reached")]
    Dial(#[source] DialError),
    /// The answer did not come in time. The request may have been carried out.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// The connection broke, or what came was not HTTP. The request may have been carried out.
    #[error("connection failed before the answer was complete")]
    #[non_exhaustive]
    Broken {
        /// What hyper says.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// The answer is longer than it may be.
    #[error("answer is longer than {0} bytes")]
    BodyTooLarge(usize),
    /// The request's URI is not the absolute one of a server.
    #[error("request has no absolute http or https URI")]
    #[non_exhaustive]
    InvalidUri {
        /// What is wrong with it, where more can be said.
        source: Option<crate::UrlError>,
    },
}

impl HttpError {
    /// Tells whether the request may have reached the server, so that repeating it may do it
    /// twice.
    pub fn may_have_arrived(&self) -> bool {
        !matches!(self, Self::Dial(_) | Self::InvalidUri { .. })
    }

    /// Tells whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Dial(error) => error.is_transient(),
            Self::TimedOut(_) | Self::Broken { .. } => true,
            Self::BodyTooLarge(_) | Self::InvalidUri { .. } => false,
        }
    }
}

impl Limits {
    /// 10 s for an exchange, 32 MiB for an answer.
    pub const fn new() -> Self {
        Self {
            timeout: Duration::from_secs(10),
            max_body: 32 << 20,
        }
    }

    /// Sets how long an exchange may take, from dialling to the last byte. Default: 10 s.
    #[must_use]
    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets how many bytes the body of an answer may have. Default: 32 MiB.
    #[must_use]
    pub const fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl HttpClient {
    /// A client that opens its connections with `dialer`.
    ///
    /// Idle connections are kept for 90 s, at most 32 a host.
    pub fn new(dialer: Dialer) -> Self {
        let pool = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(90))
            .pool_max_idle_per_host(32)
            .timer(TokioTimer::new())
            .http2_adaptive_window(true)
            .build(Connector { dialer });
        Self { pool }
    }

    /// Sends `request` and returns the whole answer, whatever its status.
    ///
    /// Redirects are not followed. A request on a kept connection that turns out closed before
    /// anything was written is sent on a new one.
    ///
    /// # Errors
    ///
    /// [`HttpError`] tells why there is no answer.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the exchange; the server may have carried it out.
    pub async fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, HttpError> {
        match timeout(limits.timeout, self.exchange(request, limits.max_body)).await {
            Ok(result) => result,
            Err(_) => Err(HttpError::TimedOut(limits.timeout)),
        }
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        max_body: usize,
    ) -> Result<Response<Bytes>, HttpError> {
        if request.uri().scheme().is_none() || request.uri().authority().is_none() {
            return Err(HttpError::InvalidUri { source: None });
        }
        let response = self
            .pool
            .request(request.map(Full::new))
            .await
            .map_err(not_answered)?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, max_body)
            .collect()
            .await
            .map_err(|source| {
                if source.is::<LengthLimitError>() {
                    HttpError::BodyTooLarge(max_body)
                } else {
                    HttpError::Broken { source }
                }
            })?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

impl Default for HttpClient {
    fn default() -> Self {
        Self::new(Dialer::default())
    }
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient").finish_non_exhaustive()
    }
}

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
            let stream = dialer.dial_http(&url).await.map_err(HttpError::Dial)?;
            Ok(PooledStream(TokioIo::new(stream)))
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
struct PooledStream(TokioIo<NetStream>);

impl Connection for PooledStream {
    fn connected(&self) -> Connected {
        let connected = Connected::new();
        if self.0.inner().alpn() == Some(b"h2") {
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
        Pin::new(&mut self.get_mut().0).poll_read(cx, buf)
    }
}

impl Write for PooledStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.get_mut().0).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().0).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().0).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.get_mut().0).poll_write_vectored(cx, bufs)
    }
}

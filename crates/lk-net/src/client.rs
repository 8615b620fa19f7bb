//! The HTTP client: one pool of connections, HTTP/1.1 and HTTP/2, everything bounded.

mod body;
mod error;
#[cfg(feature = "gzip")]
mod gzip;
mod pool;
mod service;

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::time::{timeout, timeout_at};

use self::pool::Pool;
use self::service::{BoxedService, Service};
use crate::dial::Dialer;

pub use self::body::{HttpBody, RequestBody};
pub use self::error::{HttpError, Processed};

/// An HTTP client over one pool of connections. Cheap to clone; clones share the pool.
///
/// What is sent is at hand; what comes is taken [whole](Self::send), bounded by [`Limits`], or
/// [piece by piece](Self::open).
#[derive(Clone)]
pub struct HttpClient {
    way: Way,
}

/// How requests are exchanged for answers.
#[derive(Clone)]
enum Way {
    Pool(Arc<Pool>),
    Service(Arc<dyn Service>),
}

/// What one exchange may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    timeout: Duration,
    wait: Duration,
    max_body: usize,
}

impl Limits {
    /// 10 s for an exchange, 10 s to wait for a connection, 32 MiB for an answer.
    pub const fn new() -> Self {
        Self {
            timeout: Duration::from_secs(10),
            wait: Duration::from_secs(10),
            max_body: 32 << 20,
        }
    }

    /// Sets how long an exchange may take, from when a connection takes the request to the last
    /// byte of the answer; the wait for a connection is set to as much, 10 s at most. Default:
    /// 10 s.
    ///
    /// So a limit that the server is told of, as in a header, is the one that it has: none of it
    /// is spent on dialling, or behind other requests.
    #[must_use]
    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self.wait = match limit.as_nanos() < LONGEST_WAIT.as_nanos() {
            true => limit,
            false => LONGEST_WAIT,
        };
        self
    }

    /// Sets how long a request may wait for a connection that takes it: while one is opened, and
    /// while others use all that there may be. Default: 10 s, or the time limit where that is less.
    ///
    /// A request that the server did not process waits for another connection within this, too.
    #[must_use]
    pub const fn wait(mut self, limit: Duration) -> Self {
        self.wait = limit;
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
    /// A client that opens its connections with `dialer`, at most 1024 to a server.
    ///
    /// Over HTTP/2 a connection takes as many requests at a time as the server allows; another is
    /// opened for more. Idle connections are kept for 90 s. One on which a request ran out of time
    /// is given to no other; one of HTTP/2 that is silent while answers are waited for is asked
    /// after 5 s whether it still lives, and has 4 s to say so.
    pub fn new(dialer: Dialer) -> Self {
        Self {
            way: Way::Pool(Arc::new(Pool::new(dialer))),
        }
    }

    /// Sets how many connections to one server there may be, in use and idle; requests beyond what
    /// they take wait, within [`Limits::wait`]. At least 1. Default: 1024.
    ///
    /// The client begins anew: connections that this or another clone has opened are not shared.
    /// Without effect on a client that was made [from a service](Self::from_service).
    #[must_use]
    pub fn max_connections(self, count: usize) -> Self {
        let way = match self.way {
            Way::Pool(pool) => Way::Pool(Arc::new(pool.with_max_connections(count))),
            service @ Way::Service(_) => service,
        };
        Self { way }
    }

    /// A client that hands requests to `service`, such as a tower stack with an HTTP client at
    /// its bottom, in place of connections of its own.
    ///
    /// Time limits and bounds hold here, too. An error of the service that is an [`HttpError`]
    /// is passed on; of another nothing is known but that the request may have arrived.
    ///
    /// ```
    /// use hyper_util::{client::legacy::Client, rt::TokioExecutor};
    /// use lk_net::{HttpClient, RequestBody};
    ///
    /// // hyper's own client is such a service; layers go around it.
    /// let service = Client::builder(TokioExecutor::new()).build_http::<RequestBody>();
    /// let client = HttpClient::from_service(service);
    /// # let _ = client;
    /// ```
    pub fn from_service<S, B>(service: S) -> Self
    where
        S: tower_service::Service<Request<RequestBody>, Response = Response<B>>
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
        S::Error: Into<Box<dyn StdError + Send + Sync>>,
        B: hyper::body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self {
            way: Way::Service(Arc::new(BoxedService::new(service))),
        }
    }

    /// Sends `request` and returns the whole answer, whatever its status.
    ///
    /// Redirects are not followed. A request that was certainly not processed is sent again on
    /// another connection, up to 16 times and within [`Limits::wait`]: where the server says so
    /// (HTTP/2 `GOAWAY` and `REFUSED_STREAM`), and where a kept connection turns out closed before
    /// the request was written. With the feature `gzip`, compressed answers are asked for and come
    /// out as they were; the bound is on what comes out. A refusal whose body is not what its
    /// `Content-Encoding` says comes out as it is.
    ///
    /// # Errors
    ///
    /// [`HttpError`] tells why there is no answer.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the exchange; the server may have carried it out.
    pub async fn send<B: Into<RequestBody>>(
        &self,
        request: Request<B>,
        limits: Limits,
    ) -> Result<Response<Bytes>, HttpError> {
        let request = checked(request)?;
        #[cfg(feature = "gzip")]
        let (request, asked) = gzip::ask(request);
        let max_body = limits.max_body;
        let answer = match &self.way {
            Way::Pool(pool) => {
                let mut exchange = pool.request(request, limits).await?;
                let whole = body::collect(exchange.answer, max_body);
                match timeout_at(exchange.deadline, whole).await {
                    Ok(answer) => answer?,
                    Err(_) => {
                        exchange.lease.retire();
                        return Err(HttpError::TimedOut(limits.timeout));
                    }
                }
            }
            Way::Service(service) => within(limits, service.exchange(request, max_body)).await?,
        };
        #[cfg(feature = "gzip")]
        if asked {
            return gzip::undo(answer, max_body);
        }
        Ok(answer)
    }

    /// Sends `request` and returns the answer once its head is there; the body is read piece by
    /// piece from the answer, with no bound on the whole.
    ///
    /// The time limit of `limits` is on what comes until the head of the answer.
    ///
    /// # Errors
    ///
    /// [`HttpError`] tells why there is no answer.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the exchange; the server may have carried it out.
    pub async fn open<B: Into<RequestBody>>(
        &self,
        request: Request<B>,
        limits: Limits,
    ) -> Result<Response<HttpBody>, HttpError> {
        let request = checked(request)?;
        match &self.way {
            Way::Pool(pool) => {
                let exchange = pool.request(request, limits).await?;
                let (head, body) = exchange.answer.into_parts();
                let body = HttpBody::new(&head, body).on(exchange.lease);
                Ok(Response::from_parts(head, body))
            }
            Way::Service(service) => within(limits, service.open(request)).await,
        }
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

/// The answer of a service within the time limit.
async fn within<A>(
    limits: Limits,
    answer: impl Future<Output = Result<A, HttpError>>,
) -> Result<A, HttpError> {
    let answer = timeout(limits.timeout, answer).await;
    answer.unwrap_or(Err(HttpError::TimedOut(limits.timeout)))
}

fn checked<B: Into<RequestBody>>(request: Request<B>) -> Result<Request<RequestBody>, HttpError> {
    let uri = request.uri();
    if uri.scheme().is_none() || uri.authority().is_none() {
        return Err(HttpError::InvalidUri { source: None });
    }
    Ok(request.map(Into::into))
}

/// How long a request waits for a connection where nothing else is said.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

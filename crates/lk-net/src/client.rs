//! The HTTP client: one pool of connections, HTTP/1.1 and HTTP/2, everything bounded.

mod body;
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
use tokio::time::timeout;

use self::pool::{Given, Pool};
use self::service::{BoxedService, Exchange};
use crate::dial::{DialError, Dialer};

pub use self::body::{HttpBody, RequestBody};

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
    Service(Arc<dyn Exchange>),
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
    /// Idle connections are kept for 90 s, at most 1024 a host. One on which a request ran out of
    /// time is given to no other; one of HTTP/2 that is silent while answers are waited for is
    /// asked after 5 s whether it still lives, and has 4 s to say so.
    pub fn new(dialer: Dialer) -> Self {
        Self {
            way: Way::Pool(Arc::new(Pool::new(dialer))),
        }
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
    /// Redirects are not followed. A request on a kept connection that turns out closed before
    /// anything was written is sent on a new one. With the feature `gzip`, compressed answers
    /// are asked for and come out as they were; the bound is on what comes out.
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
        let mut request = checked(request)?;
        #[cfg(feature = "gzip")]
        let asked = gzip::ask(&mut request);
        let max_body = limits.max_body;
        let answer = match &self.way {
            Way::Pool(pool) => {
                let given = Given::to(&mut request);
                let whole = async { body::collect(pool.request(request).await?, max_body).await };
                within(limits, whole, Some(&given)).await?
            }
            Way::Service(service) => {
                within(limits, service.exchange(request, max_body), None).await?
            }
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
        let mut request = checked(request)?;
        match &self.way {
            Way::Pool(pool) => {
                let given = Given::to(&mut request);
                let answer = within(limits, pool.request(request), Some(&given)).await?;
                Ok(answer.map(HttpBody::new))
            }
            Way::Service(service) => within(limits, service.open(request), None).await,
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

/// The answer within its time limit; where there is none, the connection that was `given` serves
/// nobody else.
async fn within<A>(
    limits: Limits,
    answer: impl Future<Output = Result<A, HttpError>>,
    given: Option<&Given>,
) -> Result<A, HttpError> {
    timeout(limits.timeout, answer).await.unwrap_or_else(|_| {
        if let Some(given) = given {
            given.retire();
        }
        Err(HttpError::TimedOut(limits.timeout))
    })
}

fn checked<B: Into<RequestBody>>(request: Request<B>) -> Result<Request<RequestBody>, HttpError> {
    let uri = request.uri();
    if uri.scheme().is_none() || uri.authority().is_none() {
        return Err(HttpError::InvalidUri { source: None });
    }
    Ok(request.map(Into::into))
}

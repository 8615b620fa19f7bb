//! One connection of the pool, and the right to send a request on it.

use std::error::Error as StdError;
use std::sync::Arc;
#[cfg(feature = "http2")]
use std::sync::{Mutex, PoisonError};

use http::header::{HOST, HeaderValue};
use http::{Request, Response, Uri, Version};
use hyper::body::Incoming;
use hyper::client::conn::http1;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
#[cfg(feature = "http2")]
use hyper_util::rt::TokioExecutor;

use super::super::RequestBody;
use super::host::Host;
#[cfg(feature = "http2")]
use super::io::PooledStream;
use super::io::Refusal;
use crate::dial::DialError;

type BoxError = Box<dyn StdError + Send + Sync>;

/// A connection that takes a request.
pub(super) enum Connection {
    Http1(Http1),
    #[cfg(feature = "http2")]
    Http2(Arc<Http2>),
}

/// A connection of HTTP/1.1, which one request uses at a time.
pub(super) struct Http1 {
    pub(super) sender: http1::SendRequest<RequestBody>,
    /// Requests name the whole URL, for a proxy to read.
    pub(super) is_forwarded: bool,
    /// It has carried a request before.
    pub(super) is_reused: bool,
    pub(super) refusal: Refusal,
}

/// A connection of HTTP/2, which many requests share.
#[cfg(feature = "http2")]
pub(super) struct Http2 {
    sender: http2::SendRequest<RequestBody>,
    driver: Driver,
    refusal: Refusal,
}

/// The connection's future, polled by its task; `None` once it is over.
#[cfg(feature = "http2")]
pub(super) type Driver = Arc<Mutex<Option<Driven>>>;

#[cfg(feature = "http2")]
pub(super) type Driven = http2::Connection<PooledStream, RequestBody, TokioExecutor>;

#[cfg(feature = "http2")]
impl Http2 {
    pub(super) fn new(
        sender: http2::SendRequest<RequestBody>,
        driver: Driver,
        refusal: Refusal,
    ) -> Self {
        Self {
            sender,
            driver,
            refusal,
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// How many requests the server takes at a time; `None` before it said so.
    pub(super) fn max_streams(&self) -> Option<usize> {
        if self.is_closed() {
            return Some(0);
        }
        let driver = self.driver.lock().unwrap_or_else(PoisonError::into_inner);
        let max = driver
            .as_ref()
            .map_or(0, http2::Connection::current_max_send_streams);
        (max != NO_SETTINGS_YET).then_some(max)
    }
}

/// What hyper is told to take for the server's limit before its settings arrive: a number that no
/// server says, to know them by. The pool keeps to its own bound until then.
#[cfg(feature = "http2")]
pub(super) const NO_SETTINGS_YET: usize = usize::MAX - 1;

/// A connection while one request uses it. Dropping it gives the connection back.
pub(in crate::client) struct Lease {
    host: Arc<Host>,
    connection: Option<Connection>,
}

/// Why a request that was given to a connection got no answer.
pub(super) enum Failure {
    /// The server did not process it.
    NotProcessed(BoxError),
    /// It may have been processed.
    Unknown(BoxError),
    /// It was not processed, and another connection would fail in the same way.
    ForGood(Arc<DialError>),
}

impl Lease {
    pub(super) fn new(host: Arc<Host>, connection: Connection) -> Self {
        Self {
            host,
            connection: Some(connection),
        }
    }

    pub(super) async fn send(
        &mut self,
        request: Request<RequestBody>,
    ) -> Result<Response<Incoming>, Failure> {
        let sent = match &mut self.connection {
            Some(Connection::Http1(http1)) => {
                let request = as_http1(request, http1.is_forwarded);
                http1.sender.try_send_request(request).await
            }
            #[cfg(feature = "http2")]
            Some(Connection::Http2(http2)) => {
                let mut sender = http2.sender.clone();
                sender.try_send_request(request).await
            }
            None => return Err(Failure::NotProcessed("connection is retired".into())),
        };
        sent.map_err(|mut error| {
            // A request that comes back was not sent.
            let is_unsent = error.take_message().is_some();
            let error = error.into_error();
            if let Some(refusal) = self.refusal() {
                return Failure::ForGood(refusal);
            }
            match is_unsent || says_not_processed(&error) {
                true => Failure::NotProcessed(error.into()),
                false => Failure::Unknown(error.into()),
            }
        })
    }

    /// Tells whether another connection may take a request that this one did not process. A new
    /// connection of HTTP/1.1 that is closed at once says nothing good of the next.
    pub(super) fn may_retry_elsewhere(&self) -> bool {
        match &self.connection {
            Some(Connection::Http1(http1)) => http1.is_reused,
            #[cfg(feature = "http2")]
            Some(Connection::Http2(_)) => true,
            None => true,
        }
    }

    /// How the server refused this connection in TLS, if it did. It processed nothing then.
    fn refusal(&self) -> Option<Arc<DialError>> {
        let refusal = match self.connection.as_ref()? {
            Connection::Http1(http1) => &http1.refusal,
            #[cfg(feature = "http2")]
            Connection::Http2(http2) => &http2.refusal,
        };
        refusal.get().cloned()
    }

    /// Gives the connection to no other request. Those that use it now go on.
    pub(in crate::client) fn retire(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.host.retire(connection);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.host.release(connection);
        }
    }
}

/// Writes the request line and `Host` as HTTP/1.1 has them.
fn as_http1(mut request: Request<RequestBody>, is_forwarded: bool) -> Request<RequestBody> {
    let uri = request.uri().clone();
    let host = uri.authority().map(http::uri::Authority::as_str);
    if let Some(Ok(host)) = host.map(HeaderValue::from_str) {
        request.headers_mut().entry(HOST).or_insert(host);
    }
    *request.version_mut() = Version::HTTP_11;
    if !is_forwarded {
        let path = uri.path_and_query().cloned();
        *request.uri_mut() = path.map_or_else(Uri::default, Uri::from);
    }
    request
}

/// Tells whether the server said that it did not process the request.
///
/// Source: RFC 9113 §6.8, §8.7. The library reports a `GOAWAY` of the server's only on streams
/// above the last one that it names.
#[cfg(feature = "http2")]
fn says_not_processed(error: &hyper::Error) -> bool {
    let Some(error) = error
        .source()
        .and_then(|source| source.downcast_ref::<h2::Error>())
    else {
        return false;
    };
    let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    error.is_remote() && (error.is_go_away() || is_refused)
}

#[cfg(not(feature = "http2"))]
fn says_not_processed(_: &hyper::Error) -> bool {
    false
}

//! The pool: a connection for each request, and another where the server did not process it.

mod connection;
mod host;
mod io;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::header::PROXY_AUTHORIZATION;
use http::{Request, Response, Uri};
use hyper::body::Incoming;
use tokio::time::{Instant, timeout_at};

use self::connection::Failure;
use self::host::Host;
use super::{HttpError, Limits, RequestBody};
use crate::dial::Dialer;
use crate::url::ServerUrl;

pub(super) use self::connection::Lease;

/// Connections by server.
pub(super) struct Pool {
    dialer: Dialer,
    max_connections: usize,
    hosts: Mutex<HashMap<ServerUrl, Arc<Host>>>,
}

/// The head of an answer, with the connection that its body comes on.
pub(super) struct Exchange {
    pub(super) answer: Response<Incoming>,
    pub(super) lease: Lease,
    /// When the time limit of the exchange ends.
    pub(super) deadline: Instant,
}

impl Pool {
    pub(super) fn new(dialer: Dialer) -> Self {
        Self {
            dialer,
            max_connections: MAX_CONNECTIONS,
            hosts: Mutex::default(),
        }
    }

    /// The same with another bound, and no connection yet.
    pub(super) fn with_max_connections(&self, max_connections: usize) -> Self {
        Self {
            dialer: self.dialer.clone(),
            max_connections: max_connections.max(1),
            hosts: Mutex::default(),
        }
    }

    /// Sends `request` on a connection that takes it, on another one where the server says that it
    /// did not process it.
    pub(super) async fn request(
        &self,
        mut request: Request<RequestBody>,
        limits: Limits,
    ) -> Result<Exchange, HttpError> {
        // A proxy that forwards a plain request asks for credentials each time.
        if let Some(credentials) = self.dialer.proxy_credentials(request.uri()) {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, credentials);
        }
        let host = self.host(request.uri())?;
        let wait_until = after(limits.wait);
        let mut tries = 0;
        let mut refusal = None;
        loop {
            let mut lease = match (host.lease(wait_until, limits.wait).await, refusal) {
                (Ok(lease), _) => lease,
                (Err(HttpError::Busy { .. }), Some(source)) => {
                    return Err(HttpError::Refused { tries, source });
                }
                (Err(error), _) => return Err(error),
            };
            tries += 1;
            let deadline = after(limits.timeout);
            let source = match timeout_at(deadline, lease.send(request.clone())).await {
                Ok(Ok(answer)) => {
                    return Ok(Exchange {
                        answer,
                        lease,
                        deadline,
                    });
                }
                Ok(Err(Failure::Unknown(source))) => return Err(HttpError::Broken { source }),
                Ok(Err(Failure::ForGood(error))) => return Err(HttpError::Dial(error)),
                Ok(Err(Failure::NotProcessed(source))) => source,
                Err(_) => {
                    lease.retire();
                    return Err(HttpError::TimedOut(limits.timeout));
                }
            };
            tracing::debug!(tries, error = %source, "request was not processed");
            let may_retry = lease.may_retry_elsewhere();
            lease.retire();
            let resume = Instant::now() + pause(tries);
            if !may_retry || tries >= MAX_TRIES || resume >= wait_until {
                return Err(HttpError::Refused { tries, source });
            }
            drop(lease);
            tokio::time::sleep_until(resume).await;
            refusal = Some(source);
        }
    }

    /// The connections to the server of `uri`.
    fn host(&self, uri: &Uri) -> Result<Arc<Host>, HttpError> {
        let url = origin(uri)?;
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(&url) {
            return Ok(Arc::clone(host));
        }
        hosts.retain(|_, host| Arc::strong_count(host) > 1 || !host.is_empty());
        let host = Host::new(url.clone(), self.dialer.clone(), self.max_connections);
        hosts.insert(url, Arc::clone(&host));
        Ok(host)
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

/// The end of a time limit that begins now; of one that is too long to count, a century from now.
fn after(limit: Duration) -> Instant {
    let now = Instant::now();
    let century = Duration::from_secs(100 * 365 * 24 * 3600);
    now.checked_add(limit.min(century)).unwrap_or(now)
}

/// How long to wait before the request is sent again: not at first, as a server that closes its
/// connections after a number of requests is no busier for it.
fn pause(tries: u32) -> Duration {
    match tries {
        0..=2 => Duration::ZERO,
        _ => (FIRST_PAUSE * (1 << (tries - 3).min(16))).min(LONGEST_PAUSE),
    }
}

/// How many connections to one server there are at most, in use and idle.
const MAX_CONNECTIONS: usize = 1024;
/// How often one request is sent at most.
const MAX_TRIES: u32 = 16;
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

//! What there is of connections to one server, and who waits for one.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

#[cfg(feature = "http2")]
use super::super::connection::Http2;
use super::super::connection::{Connection, Http1, Lease};
use super::MAX_IDLE;
use crate::dial::{DialError, DialStage};

/// Where a request that waits gets its connection, or why there is none.
pub(super) type Turn = oneshot::Sender<Result<Lease, Arc<DialError>>>;

/// The connections, and the requests that wait.
pub(super) struct State {
    /// Connections of HTTP/1.1 that no request uses, the last used last.
    pub(super) idle: Vec<(Http1, Instant)>,
    /// How many connections of HTTP/1.1 are in use.
    pub(super) in_use: usize,
    #[cfg(feature = "http2")]
    pub(super) shared: Vec<Shared>,
    pub(super) dialling: usize,
    /// What the newest dial does now.
    pub(super) stage: DialStage,
    /// Why the last dial failed, if it did, and when.
    pub(super) failure: Option<(Arc<DialError>, Instant)>,
    /// How many requests at a time a new connection is expected to take.
    pub(super) expected: usize,
    pub(super) waiting: VecDeque<Turn>,
    pub(super) is_reaped: bool,
}

/// A connection of HTTP/2 that takes requests.
#[cfg(feature = "http2")]
pub(super) struct Shared {
    pub(super) http2: Arc<Http2>,
    pub(super) in_flight: usize,
    /// When the last request on it ended.
    pub(super) idle_since: Instant,
}

impl State {
    /// Nothing yet. `may_share`: many requests may come to share a connection.
    pub(super) fn new(may_share: bool) -> Self {
        Self {
            idle: Vec::new(),
            in_use: 0,
            #[cfg(feature = "http2")]
            shared: Vec::new(),
            dialling: 0,
            stage: DialStage::Resolve,
            failure: None,
            expected: if may_share { usize::MAX } else { 1 },
            waiting: VecDeque::new(),
            is_reaped: false,
        }
    }

    /// All connections, those that are being opened included.
    pub(super) fn connections(&self) -> usize {
        let sum = self.idle.len() + self.in_use + self.dialling;
        #[cfg(feature = "http2")]
        let sum = sum + self.shared.len();
        sum
    }

    /// A connection that takes a request now.
    pub(super) fn take(&mut self) -> Option<Connection> {
        while let Some((http1, since)) = self.idle.pop() {
            if http1.sender.is_ready() && since.elapsed() < MAX_IDLE {
                self.in_use += 1;
                return Some(Connection::Http1(http1));
            }
        }
        #[cfg(feature = "http2")]
        for shared in &mut self.shared {
            // Until the server has said how many, it takes one.
            if shared.in_flight < shared.http2.max_streams().unwrap_or(1) {
                shared.in_flight += 1;
                return Some(Connection::Http2(Arc::clone(&shared.http2)));
            }
        }
        None
    }

    /// How many of those who wait are more than the connections on their way will take.
    pub(super) fn unprovided(&mut self) -> usize {
        let coming = self.dialling;
        #[cfg(feature = "http2")]
        let coming = coming + self.unsettled();
        let coming = coming.saturating_mul(self.expected);
        self.waiting.len().saturating_sub(coming)
    }

    /// How many connections wait for the server's settings, or to be let take requests; what those
    /// say that take some is expected of the next.
    #[cfg(feature = "http2")]
    pub(super) fn unsettled(&mut self) -> usize {
        let mut unsettled = 0;
        for shared in &self.shared {
            match shared.http2.max_streams() {
                None => unsettled += 1,
                Some(0) if shared.http2.is_closed() => {}
                Some(0) => unsettled += 1,
                Some(max) => self.expected = max,
            }
        }
        unsettled
    }

    #[cfg(feature = "http2")]
    pub(super) fn shared_as(&mut self, http2: &Arc<Http2>) -> Option<&mut Shared> {
        let mut shared = self.shared.iter_mut();
        shared.find(|shared| Arc::ptr_eq(&shared.http2, http2))
    }

    #[cfg(feature = "http2")]
    pub(super) fn forget(&mut self, http2: &Arc<Http2>) {
        self.shared
            .retain(|shared| !Arc::ptr_eq(&shared.http2, http2));
    }

    /// Tells whether requests that wait will be served by what there is, however long that takes.
    pub(super) fn serves(&self) -> bool {
        #[cfg(feature = "http2")]
        if !self.shared.is_empty() {
            return true;
        }
        false
    }

    /// Tells whether no connection is to be opened yet: the last dial failed, and there are
    /// connections that serve.
    pub(super) fn is_held_off(&self) -> bool {
        let failed_at = self.failure.as_ref().map(|(_, at)| at);
        self.serves() && failed_at.is_some_and(|at| at.elapsed() < HOLD_OFF)
    }

    /// Closes what was idle for too long, and tells whether nothing idle is left.
    pub(super) fn reap(&mut self) -> bool {
        self.idle
            .retain(|(http1, since)| since.elapsed() < MAX_IDLE && !http1.sender.is_closed());
        let is_empty = self.idle.is_empty();
        #[cfg(feature = "http2")]
        self.shared
            .retain(|shared| shared.in_flight > 0 || shared.idle_since.elapsed() < MAX_IDLE);
        #[cfg(feature = "http2")]
        let is_empty = is_empty && self.shared.is_empty();
        self.is_reaped = !is_empty;
        is_empty
    }
}

/// How long no further connection is opened after one could not be, while others serve.
const HOLD_OFF: Duration = Duration::from_secs(1);

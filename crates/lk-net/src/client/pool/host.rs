//! The connections to one server: who gets the next, and when another is opened.

mod dial;
mod state;

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};

use self::dial::Dial;
use self::state::{State, Turn};
use super::super::HttpError;
use super::connection::{Connection, Http1, Lease};
use crate::dial::{DialError, Dialer};
use crate::url::ServerUrl;

/// The connections to one server, and the requests that wait for one.
pub(super) struct Host {
    url: ServerUrl,
    dialer: Dialer,
    max_connections: usize,
    state: Mutex<State>,
    /// How many wait, to be looked at without the lock.
    waiting: AtomicUsize,
}

impl Host {
    pub(super) fn new(url: ServerUrl, dialer: Dialer, max_connections: usize) -> Arc<Self> {
        // HTTP/2 is spoken where TLS settles on it. Until that is known one connection is opened
        // for all: most servers take all requests on it.
        let may_share = url.is_secure() && cfg!(feature = "http2");
        Arc::new(Self {
            url,
            dialer,
            max_connections,
            state: Mutex::new(State::new(may_share)),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Tells whether there is nothing to keep.
    pub(super) fn is_empty(&self) -> bool {
        let state = self.lock();
        state.connections() == 0 && state.waiting.is_empty()
    }

    /// Waits for a connection that takes a request, first come, first served; one is opened where
    /// those that there are take no more. `limit` is what led to `until`.
    pub(super) async fn lease(
        self: &Arc<Self>,
        until: Instant,
        limit: Duration,
    ) -> Result<Lease, HttpError> {
        loop {
            let (turn, given) = oneshot::channel();
            self.enqueue(turn);
            self.serve();
            self.dial_as_needed();
            match timeout_at(until, given).await {
                Ok(Ok(given)) => return given.map_err(HttpError::Dial),
                // Whoever dialled for it is gone, as with a runtime that was shut down.
                Ok(Err(_)) => {}
                Err(_) => return Err(self.why_none(limit)),
            }
        }
    }

    /// Takes a connection back.
    pub(super) fn release(self: &Arc<Self>, connection: Connection) {
        match connection {
            Connection::Http1(http1) => self.release_http1(http1),
            #[cfg(feature = "http2")]
            Connection::Http2(http2) => {
                let mut state = self.lock();
                if let Some(shared) = state.shared_as(&http2) {
                    shared.in_flight -= 1;
                    shared.idle_since = Instant::now();
                }
                drop(state);
                self.reap_later();
                self.serve();
            }
        }
    }

    /// Forgets a connection; those who waited for it may want another.
    pub(super) fn retire(self: &Arc<Self>, connection: Connection) {
        match connection {
            Connection::Http1(_) => self.lock().in_use -= 1,
            #[cfg(feature = "http2")]
            Connection::Http2(http2) => self.lock().forget(&http2),
        }
        self.dial_as_needed();
    }

    /// Looks at what the server's settings allow, where somebody waits for that.
    pub(super) fn handle_read(self: &Arc<Self>) {
        if self.waiting.load(Relaxed) > 0 {
            self.serve();
            self.dial_as_needed();
        }
    }

    /// The server's name in errors, with its port.
    pub(super) fn name(&self) -> Box<str> {
        self.url.authority_with_port().into()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enqueue(&self, turn: Turn) {
        let mut state = self.lock();
        state.waiting.push_back(turn);
        self.waiting.store(state.waiting.len(), Relaxed);
    }

    /// Gives what there is to those who wait.
    fn serve(self: &Arc<Self>) {
        loop {
            let mut state = self.lock();
            while state.waiting.front().is_some_and(Turn::is_closed) {
                state.waiting.pop_front();
            }
            self.waiting.store(state.waiting.len(), Relaxed);
            if state.waiting.is_empty() {
                return;
            }
            let Some(connection) = state.take() else {
                return;
            };
            let turn = state.waiting.pop_front();
            drop(state);
            let lease = Lease::new(Arc::clone(self), connection);
            // Whoever is gone by now drops it, which gives it back.
            let _ = turn.map(|turn| turn.send(Ok(lease)));
        }
    }

    /// Opens connections for those who wait, as many as are expected to take them all. Outside of
    /// a runtime it is left to whoever comes next.
    fn dial_as_needed(self: &Arc<Self>) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let dials = {
            let mut state = self.lock();
            state.waiting.retain(|turn| !turn.is_closed());
            self.waiting.store(state.waiting.len(), Relaxed);
            if state.is_held_off() {
                return;
            }
            let room = self.max_connections.saturating_sub(state.connections());
            let dials = state.unprovided().div_ceil(state.expected).min(room);
            state.dialling += dials;
            dials
        };
        for _ in 0..dials {
            runtime.spawn(Dial::new(Arc::clone(self)).run());
        }
    }

    /// Why a wait has ended without a connection.
    fn why_none(&self, waited: Duration) -> HttpError {
        let state = self.lock();
        let host = self.name();
        let stage = state.stage;
        match &state.failure {
            _ if state.dialling > 0 => DialError::TimedOut { host, stage }.into(),
            Some((failure, _)) => HttpError::Dial(Arc::clone(failure)),
            None => HttpError::Busy { host, waited },
        }
    }

    fn release_http1(self: &Arc<Self>, mut http1: Http1) {
        http1.is_reused = true;
        if http1.sender.is_ready() {
            return self.put_idle(http1);
        }
        // The end of the answer is read by the connection's task, which may not have been polled.
        let host = Arc::clone(self);
        match Handle::try_current() {
            Ok(runtime) if !http1.sender.is_closed() => {
                runtime.spawn(async move {
                    match http1.sender.ready().await {
                        Ok(()) => host.put_idle(http1),
                        Err(_) => host.retire(Connection::Http1(http1)),
                    }
                });
            }
            _ => host.retire(Connection::Http1(http1)),
        }
    }

    fn put_idle(self: &Arc<Self>, http1: Http1) {
        let mut state = self.lock();
        state.in_use -= 1;
        state.idle.push((http1, Instant::now()));
        drop(state);
        self.reap_later();
        self.serve();
    }

    /// Closes connections that stay idle, from a task that runs as long as there are any.
    fn reap_later(self: &Arc<Self>) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        if std::mem::replace(&mut self.lock().is_reaped, true) {
            return;
        }
        let reaper = Reaper {
            host: Arc::downgrade(self),
        };
        runtime.spawn(reaper.run());
    }
}

/// The task that closes idle connections.
struct Reaper {
    host: Weak<Host>,
}

impl Reaper {
    async fn run(mut self) {
        loop {
            sleep(MAX_IDLE / 2).await;
            let Some(host) = self.host.upgrade() else {
                return;
            };
            if host.lock().reap() {
                // Another one may run already.
                self.host = Weak::new();
                return;
            }
        }
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        if let Some(host) = self.host.upgrade() {
            host.lock().is_reaped = false;
        }
    }
}

/// How long a connection is kept that no request uses.
const MAX_IDLE: Duration = Duration::from_secs(90);

//! The connections to one server: who gets the next, and when another is opened.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use hyper::client::conn::http1;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
#[cfg(feature = "http2")]
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};

use super::super::HttpError;
use super::connection::{Connection, Http1, Lease};
#[cfg(feature = "http2")]
use super::connection::{Driver, Http2, NO_SETTINGS_YET};
use super::io::{PooledStream, Refusal};
use crate::dial::{DialError, DialStage, Dialer, Route};
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

struct State {
    /// Connections of HTTP/1.1 that no request uses, the last used last.
    idle: Vec<(Http1, Instant)>,
    /// How many connections of HTTP/1.1 are in use.
    in_use: usize,
    #[cfg(feature = "http2")]
    shared: Vec<Shared>,
    dialling: usize,
    /// What the newest dial does now.
    stage: DialStage,
    /// Why the last dial failed, if it did, and when.
    failure: Option<(Arc<DialError>, Instant)>,
    /// How many requests at a time a new connection is expected to take.
    expected: usize,
    waiting: VecDeque<oneshot::Sender<Result<Lease, Arc<DialError>>>>,
    is_reaped: bool,
}

/// A connection of HTTP/2 that takes requests.
#[cfg(feature = "http2")]
struct Shared {
    http2: Arc<Http2>,
    in_flight: usize,
    /// When the last request on it ended.
    idle_since: Instant,
}

impl Host {
    pub(super) fn new(url: ServerUrl, dialer: Dialer, max_connections: usize) -> Arc<Self> {
        // HTTP/2 is spoken where TLS settles on it. Until that is known one connection is opened
        // for all: most servers take all requests on it.
        let may_share = url.is_secure() && cfg!(feature = "http2");
        let state = State {
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
        };
        Arc::new(Self {
            url,
            dialer,
            max_connections,
            state: Mutex::new(state),
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

    /// Forgets a connection.
    pub(super) fn retire(&self, connection: Connection) {
        match connection {
            Connection::Http1(_) => self.lock().in_use -= 1,
            #[cfg(feature = "http2")]
            Connection::Http2(http2) => self.lock().forget(&http2),
        }
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

    fn enqueue(&self, turn: oneshot::Sender<Result<Lease, Arc<DialError>>>) {
        let mut state = self.lock();
        state.waiting.push_back(turn);
        self.waiting.store(state.waiting.len(), Relaxed);
    }

    /// Gives what there is to those who wait.
    fn serve(self: &Arc<Self>) {
        loop {
            let mut state = self.lock();
            while state.waiting.front().is_some_and(|turn| turn.is_closed()) {
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

    /// Opens connections for those who wait, as many as are expected to take them all.
    fn dial_as_needed(self: &Arc<Self>) {
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
            let dial = Dial {
                host: Arc::clone(self),
                is_done: false,
            };
            tokio::spawn(dial.run());
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
                        Err(_) => host.lost_http1(),
                    }
                });
            }
            _ => host.lock().in_use -= 1,
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

    /// Those who waited for the connection may want another.
    fn lost_http1(self: &Arc<Self>) {
        self.lock().in_use -= 1;
        self.dial_as_needed();
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

impl State {
    /// All connections, those that are being opened included.
    fn connections(&self) -> usize {
        let sum = self.idle.len() + self.in_use + self.dialling;
        #[cfg(feature = "http2")]
        let sum = sum + self.shared.len();
        sum
    }

    /// A connection that takes a request now.
    fn take(&mut self) -> Option<Connection> {
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
    fn unprovided(&mut self) -> usize {
        let coming = self.dialling;
        #[cfg(feature = "http2")]
        let coming = coming + self.unsettled();
        let coming = coming.saturating_mul(self.expected);
        self.waiting.len().saturating_sub(coming)
    }

    /// How many connections wait for the server's settings; of the others, what they say is what
    /// is expected of the next.
    #[cfg(feature = "http2")]
    fn unsettled(&mut self) -> usize {
        let mut unsettled = 0;
        for shared in &self.shared {
            match shared.http2.max_streams() {
                None => unsettled += 1,
                Some(0) => {}
                Some(max) => self.expected = max,
            }
        }
        unsettled
    }

    #[cfg(feature = "http2")]
    fn shared_as(&mut self, http2: &Arc<Http2>) -> Option<&mut Shared> {
        let mut shared = self.shared.iter_mut();
        shared.find(|shared| Arc::ptr_eq(&shared.http2, http2))
    }

    #[cfg(feature = "http2")]
    fn forget(&mut self, http2: &Arc<Http2>) {
        self.shared
            .retain(|shared| !Arc::ptr_eq(&shared.http2, http2));
    }

    /// Tells whether requests that wait will be served by what there is, however long that takes.
    fn serves(&self) -> bool {
        #[cfg(feature = "http2")]
        if !self.shared.is_empty() {
            return true;
        }
        false
    }

    /// Tells whether no connection is to be opened yet: the last dial failed, and there are
    /// connections that serve.
    fn is_held_off(&self) -> bool {
        let failed_at = self.failure.as_ref().map(|(_, at)| at);
        self.serves() && failed_at.is_some_and(|at| at.elapsed() < HOLD_OFF)
    }

    /// Closes what was idle for too long, and tells whether nothing idle is left.
    fn reap(&mut self) -> bool {
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

/// One connection that is being opened. Counted until it is dropped.
struct Dial {
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
    async fn run(mut self) {
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
    tokio::spawn(async move {
        drive(&driver).await;
        if let (Some(host), Some(http2)) = (Weak::upgrade(&host), Weak::upgrade(&known)) {
            host.lock().forget(&http2);
            host.dial_as_needed();
        }
    });
    Ok(http2)
}

/// Polls a connection to its end, and drops it then: requests that it did not send come back.
#[cfg(feature = "http2")]
async fn drive(driver: &Driver) {
    let ended = std::future::poll_fn(|cx| {
        let mut slot = driver.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(connection) = &mut *slot else {
            return std::task::Poll::Ready(Ok(()));
        };
        let ended = std::task::ready!(Future::poll(std::pin::Pin::new(connection), cx));
        *slot = None;
        std::task::Poll::Ready(ended)
    });
    if let Err(error) = ended.await {
        tracing::debug!(%error, "connection ended");
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

/// How long no further connection is opened after one could not be, while others serve.
const HOLD_OFF: Duration = Duration::from_secs(1);

/// How long a connection is kept that no request uses.
const MAX_IDLE: Duration = Duration::from_secs(90);

/// How long nothing comes, while an answer is waited for, until the server is asked whether it is
/// still there; and how long it may take to say so.
#[cfg(feature = "http2")]
const PING_AFTER: Duration = Duration::from_secs(5);
#[cfg(feature = "http2")]
const PONG_WITHIN: Duration = Duration::from_secs(4);

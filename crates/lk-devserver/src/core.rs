//! The server as a plain value: requests, frames, datagrams and time in; answers, frames, datagrams and events out.

mod config;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use lk_proto::WebhookEvent;

pub use config::ServerConfig;

/// The whole server, sans-IO.
///
/// It reads no clock, opens no socket and spawns nothing. Its methods are of three kinds:
///
/// - *inputs*: [`dial`](Self::dial), [`handle_http`](Self::handle_http), [`handle_signal`](Self::handle_signal),
///   [`signal_closed`](Self::signal_closed), [`handle_datagram`](Self::handle_datagram),
///   [`handle_timeout`](Self::handle_timeout), [`shutdown`](Self::shutdown). Each takes `now`, which never runs backwards.
/// - *output*: [`poll_output`](Self::poll_output). After each input, drain it until it answers [`Output::Timeout`];
///   call [`handle_timeout`](Self::handle_timeout) at that moment, or sooner with any other input.
/// - *getters*, which change nothing.
///
/// All randomness comes from the seed; two cores with one seed and the same inputs give the same outputs, apart from what
/// DTLS and SCTP draw by themselves.
pub struct Core {
    config: ServerConfig,
}

impl Core {
    /// A server without rooms. `unix_now` is the wall clock at `now`, since 1970: it dates tokens, rooms and events.
    pub fn new(config: ServerConfig, seed: [u8; 32], unix_now: Duration, now: Instant) -> Self {
        let _ = (seed, unix_now, now);
        Self { config }
    }

    /// Opens a signal session, or says why not with the status and text of the real server.
    ///
    /// # Errors
    ///
    /// [`Refusal`]: what to answer instead of the websocket upgrade.
    pub fn dial(&mut self, dial: &Dial<'_>, now: Instant) -> Result<SessionId, Refusal> {
        let _ = (dial, now, &self.config);
        Err(Refusal { status: 500, body: String::new() })
    }

    /// Takes one HTTP request that is not a websocket upgrade. The answer comes as [`Output::Http`] with the same id, mostly at once.
    pub fn handle_http(&mut self, request: &HttpRequest<'_>, now: Instant) -> HttpId {
        let _ = (request, now);
        HttpId(0)
    }

    /// Takes a frame that the client of `session` sent. Unknown sessions are ignored.
    pub fn handle_signal(&mut self, session: SessionId, frame: &SignalFrame, now: Instant) {
        let _ = (session, frame, now);
    }

    /// The websocket of `session` has closed, by either side.
    pub fn signal_closed(&mut self, session: SessionId, now: Instant) {
        let _ = (session, now);
    }

    /// Takes a datagram that arrived at our address `to`. What belongs to no connection is dropped.
    pub fn handle_datagram(&mut self, from: SocketAddr, to: SocketAddr, bytes: &[u8], now: Instant) {
        let _ = (from, to, bytes, now);
    }

    /// Lets due timers fire.
    pub fn handle_timeout(&mut self, now: Instant) {
        let _ = now;
    }

    /// Ends every session with `Leave{SERVER_SHUTDOWN}` and every room.
    pub fn shutdown(&mut self, now: Instant) {
        let _ = now;
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Output {
        Output::Timeout(Instant::now())
    }
}

/// A websocket upgrade that a client asks for.
#[derive(Debug, Clone, Copy)]
pub struct Dial<'a> {
    /// Path and query as requested, such as `/rtc?access_token=…`.
    pub target: &'a str,
    /// The `Authorization` header, if there was one.
    pub authorization: Option<&'a str>,
}

/// A plain HTTP request.
#[derive(Debug, Clone, Copy)]
pub struct HttpRequest<'a> {
    /// Such as `POST`.
    pub method: &'a str,
    /// Path and query as requested.
    pub target: &'a str,
    /// The `Authorization` header.
    pub authorization: Option<&'a str>,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The whole body.
    pub body: &'a [u8],
}

/// What to answer to an [`HttpRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpReply {
    /// Status code.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

/// Names one HTTP request until its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpId(u64);

/// Names one signal session, which is one websocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(u64);

/// Why a websocket was not opened: the HTTP answer in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused with {status}: {body}")]
#[non_exhaustive]
pub struct Refusal {
    /// Status code.
    pub status: u16,
    /// The body, plain text.
    pub body: String,
}

/// One message on a signal websocket, either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignalFrame {
    /// Protobuf.
    Binary(Vec<u8>),
    /// Protojson. A client that sends it is answered in it.
    Text(String),
}

/// What a [`Core`] wants done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Output {
    /// Send a datagram from our address `from`.
    Transmit {
        /// The address of ours to send from.
        from: SocketAddr,
        /// Where to.
        to: SocketAddr,
        /// The datagram.
        payload: Vec<u8>,
    },
    /// Send a frame on a signal websocket.
    Signal {
        /// Whose.
        session: SessionId,
        /// What.
        frame: SignalFrame,
    },
    /// Close a signal websocket with status 1000, after what was sent before. The session is gone.
    CloseSignal {
        /// Whose.
        session: SessionId,
    },
    /// Answer an HTTP request.
    Http {
        /// Which.
        id: HttpId,
        /// With what.
        reply: HttpReply,
    },
    /// Post a webhook event to every configured URL; the order of events is the order of these.
    Webhook(Box<WebhookEvent>),
    /// Nothing more for now; wake the core at this moment.
    Timeout(Instant),
}

//! What goes into a core and what comes out of it.

use std::{net::SocketAddr, time::Instant};

use bytes::Bytes;
use lk_proto::WebhookEvent;

use super::keys::{HttpId, SessionId};

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

impl HttpReply {
    /// A plain-text answer.
    pub(crate) fn text(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            body: body.into().into_bytes(),
        }
    }
}

/// Why a websocket was not opened: the HTTP answer in its place, plain text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused with {status}: {body}")]
pub struct Refusal {
    /// Status code.
    pub status: u16,
    /// The body.
    pub body: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: body.into(),
        }
    }
}

impl From<lk_signal::server::Refusal> for Refusal {
    fn from(refusal: lk_signal::server::Refusal) -> Self {
        Self::new(refusal.status(), refusal.to_string())
    }
}

impl From<Refusal> for HttpReply {
    fn from(refusal: Refusal) -> Self {
        Self::text(refusal.status, refusal.body)
    }
}

/// One message on a signal websocket, either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignalFrame {
    /// Protobuf.
    Binary(Bytes),
    /// Protojson. A client that sends it is answered in it.
    Text(String),
}

/// What a [`Core`](super::Core) wants done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Output {
    /// Send a datagram.
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
    /// Close a signal websocket with status 1000, after what was sent before. The session is over: no
    /// [`signal_closed`](super::Core::signal_closed) is needed.
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
    /// Post an event to every configured URL. Their order is the order of these.
    Webhook(Box<WebhookEvent>),
    /// Nothing more for now; wake the core at this moment.
    Timeout(Instant),
}

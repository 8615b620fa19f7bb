//! What can go wrong with a session, told by whose turn it is to act.

use std::fmt;

use lk_proto::LeaveRequest;

use crate::request::RequestError;

/// A foreign error, kept as the source of one of ours.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a session did not come about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The server did not accept the token, or the token lacks a grant (401, 403).
    #[error("the server refused the token ({status}): {text}")]
    #[non_exhaustive]
    Unauthorized {
        /// 401 or 403.
        status: u16,
        /// What the server said.
        text: ServerText,
    },
    /// The room does not exist and the server creates none by itself (404).
    #[error("the room does not exist")]
    RoomNotFound,
    /// Something answers there, but not this service (404). A server that lacks `/rtc/v1` says so
    /// too: `/rtc` may be there.
    #[error("no signalling service at this address: {text}")]
    #[non_exhaustive]
    ServiceNotFound {
        /// What was said instead.
        text: ServerText,
    },
    /// The server takes no more participants now (503).
    #[error("the server is not available: {text}")]
    #[non_exhaustive]
    Unavailable {
        /// What the server said.
        text: ServerText,
    },
    /// The server refused for another reason; a full room is a 500.
    #[error("the server refused the connection ({status}): {text}")]
    #[non_exhaustive]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the server said.
        text: ServerText,
    },
    /// The connection failed before the server could answer.
    #[error("the server cannot be reached ({stage})")]
    #[non_exhaustive]
    Unreachable {
        /// How far it came.
        stage: DialStage,
        /// Whether it may mend itself: a network may, an untrusted certificate or a malformed URL does not.
        transient: bool,
        /// What the network said.
        source: BoxError,
    },
    /// The connection did not open in time.
    #[error("the server did not answer in time ({})", .stage.map_or("dial", DialStage::name))]
    #[non_exhaustive]
    DialTimedOut {
        /// How far it came, where known.
        stage: Option<DialStage>,
        /// Who did not answer, where a driver said so.
        source: Option<BoxError>,
    },
    /// What answered is no websocket.
    #[error("the answer to the websocket upgrade is malformed")]
    #[non_exhaustive]
    NotWebSocket {
        /// What is wrong with it.
        source: BoxError,
    },
    /// The connection is open, but the server said nothing in time.
    #[error("the server accepted the connection and said nothing")]
    Silent,
    /// The server's first word was goodbye.
    #[error("the server turned the participant away: {}", .leave.reason().as_str_name())]
    #[non_exhaustive]
    Left {
        /// Why, and what it advises to do.
        leave: Box<LeaveRequest>,
    },
    /// The connection closed before the first message.
    #[error("the connection closed before the first message")]
    #[non_exhaustive]
    Closed {
        /// How it closed.
        #[source]
        closed: SocketClosed,
    },
    /// The server broke the protocol in its first message.
    #[error("the server broke the protocol")]
    Protocol(#[from] ProtocolError),
    /// The options make no request.
    #[error("no join request can be made of the options")]
    Request(#[from] RequestError),
    /// [`Session::leave`](crate::Session::leave) or [`close`](crate::Session::close) was called.
    #[error("the connection was given up by the caller")]
    Cancelled,
}

impl ConnectError {
    /// Whether the same dial may succeed a little later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unavailable { .. }
            | Self::DialTimedOut { .. }
            | Self::Silent
            | Self::Closed { .. } => true,
            Self::Unreachable { transient, .. } => *transient,
            Self::Refused { status, .. } => *status >= 500 || *status == 429,
            Self::Unauthorized { .. }
            | Self::RoomNotFound
            | Self::ServiceNotFound { .. }
            | Self::NotWebSocket { .. }
            | Self::Left { .. }
            | Self::Protocol(_)
            | Self::Request(_)
            | Self::Cancelled => false,
        }
    }

    /// Reads an answer of the upgrade or of `validate`. `None` where it names no cause.
    pub(crate) fn from_status(status: u16, text: &str) -> Option<Self> {
        let text = ServerText::new(text);
        match status {
            101 | 200..=299 => None,
            401 | 403 => Some(Self::Unauthorized { status, text }),
            404 if text.0.contains(ROOM_NOT_FOUND) => Some(Self::RoomNotFound),
            404 => Some(Self::ServiceNotFound { text }),
            503 => Some(Self::Unavailable { text }),
            _ => Some(Self::Refused { status, text }),
        }
    }
}

/// How far a dial came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DialStage {
    /// Resolving the host's name.
    Dns,
    /// Connecting to one of its addresses.
    Tcp,
    /// Asking a proxy for the way.
    Proxy,
    /// The TLS handshake.
    Tls,
    /// The HTTP request that asks for the websocket.
    Upgrade,
}

impl DialStage {
    fn name(self) -> &'static str {
        match self {
            Self::Dns => "name resolution",
            Self::Tcp => "TCP",
            Self::Proxy => "proxy",
            Self::Tls => "TLS",
            Self::Upgrade => "websocket upgrade",
        }
    }
}

impl fmt::Display for DialStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a driver could not open the websocket; given to
/// [`Session::handle_dial_failed`](crate::Session::handle_dial_failed).
#[derive(Debug)]
#[non_exhaustive]
pub enum DialFailure {
    /// The network failed at `stage`.
    Unreachable {
        /// How far it came.
        stage: DialStage,
        /// Whether the same dial may succeed a little later.
        transient: bool,
        /// What the network said.
        source: BoxError,
    },
    /// [`DialRequest::timeout`](crate::DialRequest::timeout) passed.
    TimedOut {
        /// How far it came, where known.
        stage: Option<DialStage>,
        /// Who did not answer.
        source: BoxError,
    },
    /// The upgrade was answered with another status than 101.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The body, as far as it could be read; empty where it could not.
        body: Box<str>,
    },
    /// The upgrade was answered with 101, but not as a websocket.
    NotWebSocket {
        /// What is wrong with it.
        source: BoxError,
    },
}

/// What a driver saw when the websocket ended; given to
/// [`Session::handle_closed`](crate::Session::handle_closed).
#[derive(Debug, Default, thiserror::Error)]
#[error("websocket closed ({})", CloseCode(*.code))]
pub struct SocketClosed {
    /// The close code, `None` where the connection ended without one.
    pub code: Option<u16>,
    /// What the server said with it.
    pub text: ServerText,
    /// What broke, where something did.
    pub source: Option<BoxError>,
}

/// How an open session ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionEnd {
    /// The caller left or closed.
    #[error("left")]
    Left,
    /// The server asked the participant to leave; the action says what to do next.
    #[error("the server ended the session: {}", .0.reason().as_str_name())]
    ServerLeave(Box<LeaveRequest>),
    /// The websocket ended without a word.
    #[error("the signalling connection was lost")]
    Closed(#[source] SocketClosed),
    /// The server answered no ping within its own `ping_timeout`.
    #[error("the server stopped answering pings")]
    PingTimeout,
    /// The server sent what cannot be understood.
    #[error("the server broke the protocol")]
    Protocol(#[from] ProtocolError),
}

/// How the server broke the protocol.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// A binary frame holds no `SignalResponse`.
    #[error("a signal frame of {size} bytes cannot be decoded")]
    #[non_exhaustive]
    Undecodable {
        /// Bytes of the frame.
        size: usize,
        /// What the decoder said.
        source: BoxError,
    },
    /// The server answered in text frames, though it was never spoken to in text.
    #[error("a text frame came where only binary ones were agreed on")]
    UnexpectedText,
    /// A frame is larger than the driver reads.
    #[error("a signal frame is larger than {max} bytes")]
    #[non_exhaustive]
    Oversized {
        /// The limit.
        max: usize,
    },
    /// The first message is of another kind.
    #[error("the first message is of the wrong kind")]
    UnexpectedFirstMessage,
    /// A field that no session can do without is missing from the join response.
    #[error("the join response lacks {field}")]
    #[non_exhaustive]
    IncompleteJoin {
        /// The field's name on the wire.
        field: &'static str,
    },
}

/// Why a message was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The session is not joined.
    #[error("the signalling session is not open")]
    NotOpen,
    /// The message is larger than servers read; they would close the connection.
    #[error("a signal message of {size} bytes is above {max}")]
    #[non_exhaustive]
    TooLarge {
        /// Bytes of the encoded message.
        size: usize,
        /// [`MAX_REQUEST_LEN`](crate::MAX_REQUEST_LEN).
        max: usize,
    },
}

/// Text that a server sent for people to read, cut to 512 bytes, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServerText(Box<str>);

impl ServerText {
    /// Keeps the beginning of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let cut = text
            .char_indices()
            .take_while(|&(at, c)| at + c.len_utf8() <= MAX_TEXT_LEN);
        Self(cut.map(|(_, c)| c).filter(|c| !c.is_control()).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() {
            "no reason given"
        } else {
            &self.0
        })
    }
}

/// What servers say with a 404 when the room, not the endpoint, is what is missing.
pub(crate) const ROOM_NOT_FOUND: &str = "requested room does not exist";

const MAX_TEXT_LEN: usize = 512;

struct CloseCode(Option<u16>);

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(code) => write!(f, "code {code}"),
            None => f.write_str("without a code"),
        }
    }
}

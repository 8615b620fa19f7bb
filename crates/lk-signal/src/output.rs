//! What a session asks its driver to do.

use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_proto::{JoinResponse, ReconnectResponse, signal_response};

use crate::error::{ConnectError, SessionEnd};
use crate::request::DialRequest;
use crate::token::Token;

/// The next thing to do, from [`Session::poll_output`](crate::Session::poll_output).
#[derive(Debug)]
#[non_exhaustive]
pub enum Output {
    /// Open a websocket; answer with `handle_opened` or `handle_dial_failed`.
    Dial(DialRequest),
    /// Send one binary frame on the open websocket, after those before it.
    Send(Bytes),
    /// Ask over HTTP why the dial failed; answer with `handle_validated`.
    Validate(ValidateRequest),
    /// Send what is queued, then close the websocket with this code, or give up dialling or
    /// validating. Nothing is to be reported about that connection any more.
    Close(u16),
    /// Something happened that the owner of the session wants to know.
    Event(SignalEvent),
    /// Drained. Call `handle_timeout` then, if nothing else happens before; `None`: no timer runs.
    Timeout(Option<Instant>),
}

/// An HTTP GET that tells why a dial failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateRequest {
    /// The `http` or `https` URL, query included.
    pub url: String,
    /// Goes out as `Authorization: Bearer`.
    pub token: Token,
    /// How long the answer may take.
    pub timeout: Duration,
}

/// The answer to a [`ValidateRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidateAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The beginning of the body.
    pub body: Box<str>,
}

/// What happened on the signalling session.
#[derive(Debug)]
#[non_exhaustive]
pub enum SignalEvent {
    /// The participant is in: `participant` and `room` are set.
    Joined(Box<JoinResponse>),
    /// The session goes on over a new connection. `None`: an old server, which sends no
    /// `ReconnectResponse`; its first message follows as [`Message`](Self::Message).
    Resumed(Option<Box<ReconnectResponse>>),
    /// A message of the open session. Pings, pongs, leave and token refreshes are answered
    /// within.
    Message(Box<signal_response::Message>),
    /// The server sent a token for later dials; it is in use already.
    TokenRefreshed,
    /// The dial came to nothing. The session is idle again.
    ConnectFailed(ConnectError),
    /// The open session is over. The session is idle again.
    Ended(SessionEnd),
}

//! What a session needs to know before its first dial.

use std::time::Duration;

use crate::request::DIAL_TIMEOUT;
use crate::token::Token;
use crate::url::SignalUrl;

/// What a session needs to know before its first dial. Start from [`SessionConfig::new`].
#[derive(Debug, Clone)]
pub struct SessionConfig {
    pub(super) server: SignalUrl,
    pub(super) token: Token,
    pub(super) dial_timeout: Duration,
    pub(super) first_message_timeout: Duration,
    pub(super) validate_timeout: Duration,
    pub(super) leave_timeout: Duration,
    pub(super) unix_time: Duration,
}

impl SessionConfig {
    /// A session on `server` with `token`; everything else keeps its default.
    #[must_use]
    pub fn new(server: SignalUrl, token: impl Into<Token>) -> Self {
        Self {
            server,
            token: token.into(),
            dial_timeout: DIAL_TIMEOUT,
            first_message_timeout: Duration::from_secs(5),
            validate_timeout: Duration::from_secs(3),
            leave_timeout: Duration::from_secs(1),
            unix_time: Duration::ZERO,
        }
    }

    /// How long opening the websocket may take. Default: 10 s.
    #[must_use]
    pub fn dial_timeout(mut self, timeout: Duration) -> Self {
        self.dial_timeout = timeout;
        self
    }

    /// How long an open websocket may stay without its first message. Default: 5 s.
    #[must_use]
    pub fn first_message_timeout(mut self, timeout: Duration) -> Self {
        self.first_message_timeout = timeout;
        self
    }

    /// How long the question why a dial failed may take. Default: 3 s.
    #[must_use]
    pub fn validate_timeout(mut self, timeout: Duration) -> Self {
        self.validate_timeout = timeout;
        self
    }

    /// How long the server may take to answer a goodbye. Default: 1 s.
    #[must_use]
    pub fn leave_timeout(mut self, timeout: Duration) -> Self {
        self.leave_timeout = timeout;
        self
    }

    /// The wall clock at the `now` of [`Session::new`](crate::Session::new), counted from 1970. Only pings show it.
    /// Default: zero.
    #[must_use]
    pub fn unix_time(mut self, since_epoch: Duration) -> Self {
        self.unix_time = since_epoch;
        self
    }
}

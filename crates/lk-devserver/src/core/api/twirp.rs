//! The wire of Twirp: two formats for messages, one for errors.

use std::fmt::Display;

use lk_proto::json::{self, Dialect, JsonMessage};
use serde_json::json;

use crate::core::output::HttpReply;

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Protobuf,
}

impl Format {
    pub(super) fn of(content_type: &str) -> Option<Self> {
        match content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
            .as_str()
        {
            "application/json" => Some(Self::Json),
            "application/protobuf" => Some(Self::Protobuf),
            _ => None,
        }
    }

    pub(crate) fn reply<M: JsonMessage>(self, message: &M) -> HttpReply {
        let (content_type, body) = match self {
            Self::Json => ("application/json", json::to_vec(message, Dialect::Twirp)),
            Self::Protobuf => ("application/protobuf", message.encode_to_vec()),
        };
        HttpReply {
            status: 200,
            content_type,
            body,
        }
    }
}

/// Why a call failed, in Twirp's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TwirpError {
    code: TwirpCode,
    msg: String,
    meta: Option<(&'static str, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TwirpCode {
    BadRoute,
    Canceled,
    FailedPrecondition,
    Internal,
    InvalidArgument,
    Malformed,
    NotFound,
    Unauthenticated,
    Unavailable,
    Unimplemented,
    Unknown,
}

impl TwirpError {
    pub(crate) fn new(code: TwirpCode, msg: impl Into<String>) -> Self {
        Self {
            code,
            msg: msg.into(),
            meta: None,
        }
    }

    /// The token does not allow it. The real server never says 403.
    pub(super) fn denied() -> Self {
        Self::new(TwirpCode::Unauthenticated, "permissions denied")
    }

    /// An argument breaks a rule: what is wrong, and the limit.
    pub(super) fn exceeds(what: &str, limit: impl Display) -> Self {
        let mut error = Self::new(TwirpCode::InvalidArgument, format!("{what} {limit}"));
        error.meta = Some(("argument", what.into()));
        error
    }

    pub(super) fn bad_route(method: &str, path: &str, why: String) -> Self {
        let mut error = Self::new(TwirpCode::BadRoute, why);
        error.meta = Some(("twirp_invalid_route", format!("{method} {path}")));
        error
    }

    pub(super) fn room_not_found() -> Self {
        Self::new(TwirpCode::NotFound, "requested room does not exist")
    }

    /// What the real server says after three seconds, where nobody answers for a room or a participant. Here it is
    /// said at once.
    pub(super) fn nobody() -> Self {
        Self::new(TwirpCode::Unavailable, "no response from servers")
    }

    pub(super) fn participant_not_found() -> Self {
        Self::new(TwirpCode::NotFound, "participant does not exist")
    }
}

impl TwirpCode {
    fn name_and_status(self) -> (&'static str, u16) {
        match self {
            Self::BadRoute => ("bad_route", 404),
            Self::Canceled => ("canceled", 408),
            Self::FailedPrecondition => ("failed_precondition", 412),
            Self::Internal => ("internal", 500),
            Self::InvalidArgument => ("invalid_argument", 400),
            Self::Malformed => ("malformed", 400),
            Self::NotFound => ("not_found", 404),
            Self::Unauthenticated => ("unauthenticated", 401),
            Self::Unavailable => ("unavailable", 503),
            Self::Unimplemented => ("unimplemented", 501),
            Self::Unknown => ("unknown", 500),
        }
    }
}

impl From<TwirpError> for HttpReply {
    fn from(error: TwirpError) -> Self {
        let (code, status) = error.code.name_and_status();
        let mut body = json!({ "code": code, "msg": error.msg });
        if let Some((name, value)) = error.meta {
            body["meta"] = json!({ name: value });
        }
        Self {
            status,
            content_type: "application/json",
            body: body.to_string().into_bytes(),
        }
    }
}

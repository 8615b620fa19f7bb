//! Why a call returned no value.

use std::collections::BTreeMap;
use std::error::Error as StdError;

use http::StatusCode;
use lk_auth::MintError;
use lk_net::HttpError;

use crate::code::TwirpCode;

/// Why a call returned no value, told by whose turn it is to act.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The server understood the call and said no.
    #[error("{method} refused ({code}): {message}", method = .0.method, code = .0.code, message = .0.message)]
    Refused(Box<Refusal>),
    /// An answer came that is not the API's: a proxy's page, or the text of the server's own
    /// gate, which refuses bad tokens before any call is looked at.
    #[error("{method} answered with {status} and no Twirp body: {start}")]
    #[non_exhaustive]
    NotTwirp {
        /// The call.
        method: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// How the body begins; at most 200 bytes, what does not print replaced.
        start: Box<str>,
        /// The id that the request carried.
        request_id: Option<Box<str>>,
    },
    /// No answer arrived; the source says at which stage. Unless it says that the server was
    /// not reached, the call may have taken effect.
    #[error("{method} got no answer")]
    #[non_exhaustive]
    Unanswered {
        /// The call.
        method: &'static str,
        /// The id that the request carried.
        request_id: Option<Box<str>>,
        /// What failed.
        source: HttpError,
    },
    /// The answer says that all is well and is not the message that the schema promises.
    #[error("{method} got a malformed answer")]
    #[non_exhaustive]
    Malformed {
        /// The call.
        method: &'static str,
        /// The id that the request carried.
        request_id: Option<Box<str>>,
        /// What the decoder says.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// The token for the call cannot be signed.
    #[error("{method} cannot be signed")]
    #[non_exhaustive]
    Unsigned {
        /// The call.
        method: &'static str,
        /// Why not.
        source: MintError,
    },
    /// A header that was given is none, by its name or by its value.
    #[error("{method} was given an impossible header")]
    #[non_exhaustive]
    InvalidHeader {
        /// The call.
        method: &'static str,
    },
}

/// How the server said no.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The call, such as `livekit.RoomService/CreateRoom`.
    pub method: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// What kind of no.
    pub code: TwirpCode,
    /// The server's words.
    pub message: String,
    /// More about it, such as `argument` or `sip_status_code`.
    pub meta: BTreeMap<String, String>,
    /// The id that the request carried, to be quoted when asking about it.
    pub request_id: Option<String>,
}

/// What the other end of a phone call answered. Source: RFC 3261 §21.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SipStatus<'a> {
    /// The status, such as 486.
    pub code: u16,
    /// Its words, such as `Busy Here`; empty where there are none.
    pub reason: &'a str,
}

impl CallError {
    /// What the other end of a phone call answered, where that is why the call failed.
    pub fn sip_status(&self) -> Option<SipStatus<'_>> {
        let meta = &self.refusal()?.meta;
        let code = meta.get("sip_status_code")?.parse().ok()?;
        let reason = meta.get("sip_status").map_or("", String::as_str);
        Some(SipStatus { code, reason })
    }

    /// The kind of no, where the server or something before it said no.
    ///
    /// For an answer that is not Twirp's, what its status amounts to.
    pub fn code(&self) -> Option<TwirpCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.code.clone()),
            Self::NotTwirp { status, .. } => Some(TwirpCode::from_status(*status)),
            _ => None,
        }
    }

    /// The HTTP status, where an answer arrived that is no success.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            Self::NotTwirp { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// How the server said no, if it did.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The id that the request carried, where one was sent: what to quote when asking about it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) => refusal.request_id.as_deref(),
            Self::NotTwirp { request_id, .. }
            | Self::Unanswered { request_id, .. }
            | Self::Malformed { request_id, .. } => request_id.as_deref(),
            Self::Unsigned { .. } | Self::InvalidHeader { .. } => None,
        }
    }

    /// Tells whether what the call spoke of does not exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code == TwirpCode::NotFound)
    }

    /// Tells whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unanswered { source, .. } => source.is_transient(),
            Self::Refused(_) | Self::NotTwirp { .. } => matches!(
                self.code(),
                Some(
                    TwirpCode::Unavailable
                        | TwirpCode::DeadlineExceeded
                        | TwirpCode::ResourceExhausted
                        | TwirpCode::Aborted
                )
            ),
            Self::Malformed { .. } | Self::Unsigned { .. } | Self::InvalidHeader { .. } => false,
        }
    }

    /// Tells whether the server may have carried the call out although it failed.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::Unanswered { source, .. } => source.may_have_arrived(),
            Self::Malformed { .. } => true,
            Self::Refused(_) | Self::NotTwirp { .. } => {
                self.status().is_some_and(|status| status.is_server_error())
            }
            Self::Unsigned { .. } | Self::InvalidHeader { .. } => false,
        }
    }
}

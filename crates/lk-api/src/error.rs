//! Why a call returned no value.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::time::Duration;

use http::StatusCode;
use lk_auth::MintError;
use lk_net::{HttpError, Processed};

use crate::code::TwirpCode;

/// Why a call returned no value, told by whose turn it is to act.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The server understood the call and said no.
    ///
    /// The message shows at most 500 characters of the server's words, on one line; the refusal
    /// keeps them all. Where the words are `no response from servers`, it says what they mean:
    /// nobody serves what the call is about, such as a room that does not exist. The server takes
    /// about 3 s to say so, as [`Unavailable`](TwirpCode::Unavailable) (503), which it also says of
    /// a room whose server has just gone: so it counts as transient.
    #[error("{} refused ({}): {}{}", .0.method, .0.code, Words(&.0.message), .0.meaning())]
    Refused(Box<Refusal>),
    /// An answer came that is not the API's: a proxy's page, or the text of the server's own
    /// gate, which refuses bad tokens before any call is looked at.
    ///
    /// The errors of gateways are of this kind, too: JSON with a code that is none of Twirp's.
    #[error("{method} answered with {status} and no Twirp body: {start}")]
    #[non_exhaustive]
    NotTwirp {
        /// The call.
        method: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// How the body begins; at most 200 bytes, what does not print replaced. Empty where the
        /// body could not be read.
        start: Box<str>,
        /// How long to wait before asking again, where it was said.
        retry_after: Option<Duration>,
        /// As [`Refusal::then_silence`].
        then_silence: bool,
        /// The id that the request carried.
        request_id: Option<Box<str>>,
    },
    /// No answer arrived, or only part of one; the source says why, and
    /// [`processed`](Self::processed) whether the server has processed the call.
    #[error("{method} got no answer; it was {}", .source.processed())]
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
    /// Where to send something is no URL, such as that of an upload, which is the server's to say.
    #[error("{method} was given an impossible URL: {url:?}")]
    #[non_exhaustive]
    InvalidUrl {
        /// The call.
        method: &'static str,
        /// The URL without its query, which may be signed; at most 200 characters of it.
        url: Box<str>,
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
    /// How long to wait before asking again, where the server says so.
    pub retry_after: Option<Duration>,
    /// The call was made again when the server had asked to, and that got no answer: what was
    /// refused first may have been carried out then.
    pub then_silence: bool,
}

impl Refusal {
    /// What the server's words mean, where they do not say it.
    fn meaning(&self) -> &'static str {
        if self.message != NO_RESPONSE {
            return "";
        }
        match self.method.split('/').next() {
            Some("livekit.RoomService" | "livekit.AgentDispatchService") => {
                " (the room or the participant does not exist, or its server is gone)"
            }
            _ => " (no such service is running, or what the call is about does not exist)",
        }
    }
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

/// Why a phone call was not transferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SipTransfer<'a> {
    /// The name of a `SIPTransferReason` of `livekit_sip.proto`, such as `STR_REJECTED`;
    /// `SipTransferReason::from_str_name` of `lk-proto` reads it.
    pub reason: &'a str,
    /// The transfer's id; empty where there is none.
    pub id: &'a str,
}

impl CallError {
    /// What the other end of a phone call answered, where that is why the call failed.
    pub fn sip_status(&self) -> Option<SipStatus<'_>> {
        let meta = &self.refusal()?.meta;
        let code = meta.get("sip_status_code")?.parse().ok()?;
        let reason = meta.get("sip_status").map_or("", String::as_str);
        Some(SipStatus { code, reason })
    }

    /// Why a phone call was not transferred, where the server says so. A transfer that the other
    /// end refused has a [`sip_status`](Self::sip_status), too.
    pub fn sip_transfer(&self) -> Option<SipTransfer<'_>> {
        let meta = &self.refusal()?.meta;
        let reason = meta.get("sip_transfer_reason")?;
        let id = meta.get("sip_transfer_id").map_or("", String::as_str);
        Some(SipTransfer { reason, id })
    }

    /// The kind of no, where the server or something before it said no.
    ///
    /// For an answer that is not Twirp's, what its status amounts to.
    pub fn code(&self) -> Option<TwirpCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
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
            Self::Unsigned { .. } | Self::InvalidHeader { .. } | Self::InvalidUrl { .. } => None,
        }
    }

    /// Tells whether what the call spoke of does not exist.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code == TwirpCode::NotFound)
    }

    /// How long to wait before asking again, where that was said and is longer than the call could
    /// wait by itself.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused(refusal) => refusal.retry_after,
            Self::NotTwirp { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Tells whether trying again later may help.
    ///
    /// What became of a phone call or its transfer is nothing of the kind: whether somebody who is
    /// busy is rung again is not for a loop to decide. See [`sip_status`](Self::sip_status).
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unanswered { source, .. } => source.is_transient(),
            Self::Refused(_) | Self::NotTwirp { .. } => {
                !self.is_of_a_phone_call()
                    && matches!(
                        self.code(),
                        Some(
                            TwirpCode::Unavailable
                                | TwirpCode::DeadlineExceeded
                                | TwirpCode::ResourceExhausted
                                | TwirpCode::Aborted
                        )
                    )
            }
            Self::Malformed { .. }
            | Self::Unsigned { .. }
            | Self::InvalidHeader { .. }
            | Self::InvalidUrl { .. } => false,
        }
    }

    /// Whether the server processed the call although it failed.
    ///
    /// Not known where the server broke, ran out of time or was interrupted (408 too), and where
    /// no answer came to a call that was sent. Where the other end of a phone call answered, it was
    /// processed: the phone rang.
    pub fn processed(&self) -> Processed {
        match self {
            Self::Unanswered { source, .. } => source.processed(),
            Self::Malformed { .. } => Processed::Yes,
            Self::Refused(refusal) if refusal.then_silence => Processed::Unknown,
            Self::Refused(_) if self.is_of_a_phone_call() => Processed::Yes,
            Self::Refused(refusal) => unknown_if(
                refusal.status.is_server_error()
                    || matches!(
                        refusal.code,
                        TwirpCode::DeadlineExceeded
                            | TwirpCode::Canceled
                            | TwirpCode::Aborted
                            | TwirpCode::Unknown
                    ),
            ),
            Self::NotTwirp {
                status,
                then_silence,
                ..
            } => {
                let is_cut_off = matches!(status.as_u16(), 408 | 499);
                let is_open = is_cut_off || status.is_server_error() || status.is_success();
                unknown_if(*then_silence || is_open)
            }
            Self::Unsigned { .. } | Self::InvalidHeader { .. } | Self::InvalidUrl { .. } => {
                Processed::No
            }
        }
    }

    fn is_of_a_phone_call(&self) -> bool {
        self.sip_status().is_some() || self.sip_transfer().is_some()
    }

    /// The same, where the call was made again after it and got no answer.
    pub(crate) fn and_then_silence(mut self) -> Self {
        match &mut self {
            Self::Refused(refusal) => refusal.then_silence = true,
            Self::NotTwirp { then_silence, .. } => *then_silence = true,
            _ => {}
        }
        self
    }
}

fn unknown_if(is_unknown: bool) -> Processed {
    match is_unknown {
        true => Processed::Unknown,
        false => Processed::No,
    }
}

/// Somebody else's words, fit for a line of a log: what does not print replaced, and not too many.
pub(crate) struct Words<'w>(pub(crate) &'w str);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.0.chars();
        for next in chars.by_ref().take(MAX_WORDS) {
            f.write_char(if breaks_lines(next) { ' ' } else { next })?;
        }
        f.write_str(if chars.next().is_some() { "…" } else { "" })
    }
}

/// Controls, and what some readers of logs take for the end of a line or the turn of one.
pub(crate) fn breaks_lines(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const MAX_WORDS: usize = 500;
/// What the server says where none of its parts answers to the name that a call is about: rooms,
/// participants, egresses and SIP services are asked by name, over psrpc.
const NO_RESPONSE: &str = "no response from servers";

//! Why there is no answer, and whether the server processed the request.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use http::response::Parts;

use crate::dial::DialError;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Whether the server processed a request whose exchange failed.
///
/// Only a request that was certainly not processed can be sent again without the risk that it is
/// carried out twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Processed {
    /// Certainly not: it was not sent, or the server said that it did not process it.
    No,
    /// Not known: it was sent, and no answer came.
    Unknown,
    /// Yes: an answer came, complete or not.
    Yes,
}

/// Why there is no HTTP answer. Any status is an answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// No connection could be opened. The request was not sent.
    #[error("server not reached")]
    Dial(#[source] Arc<DialError>),
    /// All connections to the server were in use for as long as the request may wait for one
    /// ([`Limits::wait`](super::Limits::wait)). The request was not sent.
    #[error("all connections to {host} were in use for {waited:?}")]
    #[non_exhaustive]
    Busy {
        /// The server, with its port.
        host: Box<str>,
        /// How long the request waited.
        waited: Duration,
    },
    /// The server said, on several connections, that it did not process the request, or closed
    /// the connection before the request was sent.
    ///
    /// Source: RFC 9113 §6.8 (`GOAWAY`), §8.7 (`REFUSED_STREAM`).
    #[error("server did not process the request, sent {tries} times")]
    #[non_exhaustive]
    Refused {
        /// How often the request was sent.
        tries: u32,
        /// The last refusal, as hyper tells it.
        source: BoxError,
    },
    /// The answer did not come in time. The request was sent.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// The connection broke, or what came was not HTTP, before the head of an answer. The request
    /// may have been processed.
    #[error("connection failed before an answer came")]
    #[non_exhaustive]
    Broken {
        /// What hyper says.
        source: BoxError,
    },
    /// An answer came, and its body is incomplete or cannot be decompressed.
    #[error("answer {} has an unreadable body", .head.status)]
    #[non_exhaustive]
    BadBody {
        /// The status and the headers of the answer.
        head: Box<Parts>,
        /// What is wrong with the body.
        source: BoxError,
    },
    /// An answer came, and its body is longer than it may be.
    #[error("body of answer {} is longer than {max_body} bytes", .head.status)]
    #[non_exhaustive]
    BodyTooLarge {
        /// The status and the headers of the answer.
        head: Box<Parts>,
        /// How many bytes it may have.
        max_body: usize,
    },
    /// The request's URI is not the absolute one of a server. The request was not sent.
    #[error("request has no absolute http or https URI")]
    #[non_exhaustive]
    InvalidUri {
        /// What is wrong with it, where more can be said.
        source: Option<crate::UrlError>,
    },
}

impl HttpError {
    /// Whether the server processed the request.
    pub fn processed(&self) -> Processed {
        match self {
            Self::Dial(_) | Self::Busy { .. } | Self::Refused { .. } | Self::InvalidUri { .. } => {
                Processed::No
            }
            Self::TimedOut(_) | Self::Broken { .. } => Processed::Unknown,
            Self::BadBody { .. } | Self::BodyTooLarge { .. } => Processed::Yes,
        }
    }

    /// The head of the answer, where one came and its body is of no use.
    pub fn head(&self) -> Option<&Parts> {
        match self {
            Self::BadBody { head, .. } | Self::BodyTooLarge { head, .. } => Some(head),
            _ => None,
        }
    }

    /// The status of the answer, where one came and its body is of no use.
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(|head| head.status)
    }

    /// Tells whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Dial(error) => error.is_transient(),
            Self::Busy { .. }
            | Self::Refused { .. }
            | Self::TimedOut(_)
            | Self::Broken { .. }
            | Self::BadBody { .. } => true,
            Self::BodyTooLarge { .. } | Self::InvalidUri { .. } => false,
        }
    }
}

impl From<DialError> for HttpError {
    fn from(error: DialError) -> Self {
        Self::Dial(Arc::new(error))
    }
}

impl fmt::Display for Processed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::No => "not processed",
            Self::Unknown => "possibly processed",
            Self::Yes => "processed",
        })
    }
}

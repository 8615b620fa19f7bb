//! The error codes of Twirp.

use std::fmt;

use http::StatusCode;

macro_rules! codes {
    ($( $(#[$meta:meta])* $variant:ident = $wire:literal, )*) => {
        /// What kind of no the server said. Source: the Twirp wire protocol, version 7.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum TwirpCode {
            $( $(#[$meta])* $variant, )*
        }

        impl TwirpCode {
            /// The code as the wire has it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $wire, )*
                }
            }

            /// Reads the wire's code; `None` for what is none of Twirp's, such as the code of a
            /// gateway's own error.
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $( $wire => Some(Self::$variant), )*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    /// The call was cancelled.
    Canceled = "canceled",
    /// The server does not say what went wrong.
    Unknown = "unknown",
    /// The request makes no sense, whatever the state of the server.
    InvalidArgument = "invalid_argument",
    /// The request could not be decoded.
    Malformed = "malformed",
    /// It took too long.
    DeadlineExceeded = "deadline_exceeded",
    /// What the request speaks of does not exist.
    NotFound = "not_found",
    /// The server does not know the call.
    BadRoute = "bad_route",
    /// What was to be made exists already.
    AlreadyExists = "already_exists",
    /// The token does not allow it.
    PermissionDenied = "permission_denied",
    /// There is no token, or it does not hold. The server also says this of a missing grant.
    Unauthenticated = "unauthenticated",
    /// A limit is reached: a rate, or a quota.
    ResourceExhausted = "resource_exhausted",
    /// The server's state does not allow it now.
    FailedPrecondition = "failed_precondition",
    /// Another call got in between.
    Aborted = "aborted",
    /// A value lies beyond what there is.
    OutOfRange = "out_of_range",
    /// The server knows the call and does not do it.
    Unimplemented = "unimplemented",
    /// The server broke.
    Internal = "internal",
    /// The server cannot now; later it may.
    Unavailable = "unavailable",
    /// Data is lost for good.
    DataLoss = "dataloss",
}

impl TwirpCode {
    /// What an answer that is not Twirp's amounts to: something between us and the server spoke.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        match status.as_u16() {
            300..=399 => Self::Internal,
            400 => Self::Internal,
            401 => Self::Unauthenticated,
            403 => Self::PermissionDenied,
            404 => Self::BadRoute,
            408 => Self::DeadlineExceeded,
            429 => Self::ResourceExhausted,
            502..=504 => Self::Unavailable,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for TwirpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

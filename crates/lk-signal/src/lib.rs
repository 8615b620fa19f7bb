#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)
)]

#[cfg(feature = "tokio")]
pub mod driver;
mod error;
mod output;
pub mod protocol;
mod query;
mod request;
#[cfg(feature = "server")]
pub mod server;
mod session;
mod token;
mod url;

pub use crate::error::{
    BoxError, ConnectError, DialFailure, DialStage, ProtocolError, SendError, ServerText,
    SessionEnd, SocketClosed,
};
pub use crate::output::{Output, SignalEvent, ValidateAnswer, ValidateRequest};
pub use crate::request::{DialRequest, JoinOptions, MAX_URL_LEN, RequestError, Resume, SignalPath};
pub use crate::session::{FrameKind, MAX_REQUEST_LEN, Session, SessionConfig};
pub use crate::token::Token;
pub use crate::url::{InvalidUrl, SignalUrl, UrlProblem};

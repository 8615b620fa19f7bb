//! Why things do not work: one error type for each question that a caller asks.

mod connect;
mod disconnect;
mod publish;

pub use connect::{ConnectError, ConnectStage};
pub use disconnect::DisconnectReason;
pub use publish::{
    PublishError, RequestRefused, SendDataError, SourceError, SubscriptionError, TrackError,
    WriteError,
};

/// An error of another library, kept only to be printed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

//! Why a room could not be joined.

use std::fmt;
use std::time::Duration;

use lk_signal::{DialStage, InvalidUrl, RequestError};

use super::{BoxError, DisconnectReason};

/// Why a room could not be joined; [`stage`](Self::stage) says how far it came.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The URL is not that of a server; the error quotes it.
    #[error(transparent)]
    Url(#[from] InvalidUrl),
    /// The options do not fit the request, or contradict each other.
    #[error("the options make no request")]
    Options(#[from] RequestError),
    /// This machine lets us open no socket.
    #[error("no socket could be opened")]
    Socket(#[from] std::io::Error),
    /// The server could not be reached or refused: its own words, status and body are within.
    #[error("signalling failed ({})", stage_of(.0))]
    Signal(#[from] lk_signal::ConnectError),
    /// The server, or the way to it, ended the session while media was being connected.
    #[error("the session ended during {stage}: {reason}")]
    #[non_exhaustive]
    Ended {
        /// How far it came.
        stage: ConnectStage,
        /// What is known of why.
        reason: DisconnectReason,
    },
    /// The media connection failed.
    #[error("{stage} failed")]
    #[non_exhaustive]
    Media {
        /// Which part of it: negotiation, ICE, DTLS or the data channels.
        stage: ConnectStage,
        /// What was found wrong.
        source: BoxError,
    },
    /// It took too long.
    #[error("{stage} was not done after {after:?}")]
    #[non_exhaustive]
    TimedOut {
        /// What had not been reached.
        stage: ConnectStage,
        /// How long the whole took.
        after: Duration,
    },
    /// The room was left while it was being joined.
    #[error("given up by the caller")]
    Cancelled,
    /// The engine failed: a fault of this library.
    #[error("the engine failed")]
    Internal,
}

impl ConnectError {
    /// How far it came: the stage that failed.
    pub fn stage(&self) -> ConnectStage {
        match self {
            Self::Url(_) | Self::Options(_) | Self::Socket(_) | Self::Internal => {
                ConnectStage::Preparing
            }
            Self::Signal(error) => stage_of(error),
            Self::Ended { stage, .. }
            | Self::Media { stage, .. }
            | Self::TimedOut { stage, .. } => *stage,
            Self::Cancelled => ConnectStage::Preparing,
        }
    }

    /// Whether the same attempt may succeed a little later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Signal(error) => error.is_transient(),
            Self::Ended { reason, .. } => !matches!(
                reason,
                DisconnectReason::DuplicateIdentity
                    | DisconnectReason::ParticipantRemoved
                    | DisconnectReason::RoomDeleted
                    | DisconnectReason::RoomClosed
            ),
            Self::Media { .. } | Self::TimedOut { .. } | Self::Socket(_) => true,
            Self::Url(_) | Self::Options(_) | Self::Cancelled | Self::Internal => false,
        }
    }
}

/// The stages of joining, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConnectStage {
    /// Before anything was sent.
    Preparing,
    /// Resolving the server's name.
    Dns,
    /// Connecting to one of its addresses.
    Tcp,
    /// Asking a proxy for the way.
    Proxy,
    /// The TLS handshake.
    Tls,
    /// The websocket upgrade, which is where the server checks the token.
    Upgrade,
    /// Waiting for the server's first message.
    FirstMessage,
    /// Offer and answer.
    Negotiation,
    /// Finding a way for media packets.
    Ice,
    /// Agreeing on the keys of the media connection.
    Dtls,
    /// Opening the data channels to publish on.
    DataChannels,
}

impl ConnectStage {
    pub(crate) fn from_dial(stage: DialStage) -> Self {
        match stage {
            DialStage::Dns => Self::Dns,
            DialStage::Tcp => Self::Tcp,
            DialStage::Proxy => Self::Proxy,
            DialStage::Tls => Self::Tls,
            _ => Self::Upgrade,
        }
    }
}

impl fmt::Display for ConnectStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Preparing => "preparation",
            Self::Dns => "name resolution",
            Self::Tcp => "TCP",
            Self::Proxy => "proxy",
            Self::Tls => "TLS",
            Self::Upgrade => "websocket upgrade",
            Self::FirstMessage => "first message",
            Self::Negotiation => "negotiation",
            Self::Ice => "ICE",
            Self::Dtls => "DTLS",
            Self::DataChannels => "data channels",
        })
    }
}

fn stage_of(error: &lk_signal::ConnectError) -> ConnectStage {
    use lk_signal::ConnectError as Signal;
    match error {
        Signal::Unreachable { stage, .. } => ConnectStage::from_dial(*stage),
        Signal::DialTimedOut { stage, .. } => {
            stage.map_or(ConnectStage::Upgrade, ConnectStage::from_dial)
        }
        Signal::Silent | Signal::Left { .. } | Signal::Closed { .. } | Signal::Protocol(_) => {
            ConnectStage::FirstMessage
        }
        _ => ConnectStage::Upgrade,
    }
}

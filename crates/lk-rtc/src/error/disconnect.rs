//! Why somebody is out of the room.

use std::fmt;

use lk_proto as proto;

/// Why we, or another participant, are out of the room.
///
/// Source: `livekit_models.proto: DisconnectReason`, and what we find out ourselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DisconnectReason {
    /// The server did not say, or said something that this version does not know.
    Unknown,
    /// The participant left of its own will.
    ClientInitiated,
    /// Another participant came with the same identity.
    DuplicateIdentity,
    /// The server stops.
    ServerShutdown,
    /// The server's API removed the participant.
    ParticipantRemoved,
    /// The server's API deleted the room.
    RoomDeleted,
    /// Client and server hold different things for true; a new session is needed.
    StateMismatch,
    /// The media connection was not up within the server's limit.
    JoinFailure,
    /// The room moves to another server.
    Migration,
    /// The server lost the signalling connection.
    SignalClose,
    /// The room ended, because the participant it stood for left.
    RoomClosed,
    /// The person called did not answer.
    UserUnavailable,
    /// The person called declined.
    UserRejected,
    /// The telephone network failed.
    SipTrunkFailure,
    /// The server heard nothing over the media connection for too long.
    ConnectionTimeout,
    /// The server could not go on with the media.
    MediaFailure,
    /// An agent failed.
    AgentError,
    /// The signalling connection broke, or went silent: found out on our side.
    SignalLost,
    /// The media connection broke: found out on our side.
    ConnectionLost,
    /// The server left an offer of ours unanswered.
    NegotiationTimeout,
    /// The server sent something that cannot be gone on with.
    ProtocolViolation,
    /// The engine failed: a fault of this library.
    Internal,
}

impl DisconnectReason {
    pub(crate) fn from_wire(wire: i32) -> Self {
        use proto::DisconnectReason as Wire;
        match Wire::try_from(wire) {
            Ok(Wire::UnknownReason) | Err(_) => Self::Unknown,
            Ok(Wire::ClientInitiated) => Self::ClientInitiated,
            Ok(Wire::DuplicateIdentity) => Self::DuplicateIdentity,
            Ok(Wire::ServerShutdown) => Self::ServerShutdown,
            Ok(Wire::ParticipantRemoved) => Self::ParticipantRemoved,
            Ok(Wire::RoomDeleted) => Self::RoomDeleted,
            Ok(Wire::StateMismatch) => Self::StateMismatch,
            Ok(Wire::JoinFailure) => Self::JoinFailure,
            Ok(Wire::Migration) => Self::Migration,
            Ok(Wire::SignalClose) => Self::SignalClose,
            Ok(Wire::RoomClosed) => Self::RoomClosed,
            Ok(Wire::UserUnavailable) => Self::UserUnavailable,
            Ok(Wire::UserRejected) => Self::UserRejected,
            Ok(Wire::SipTrunkFailure) => Self::SipTrunkFailure,
            Ok(Wire::ConnectionTimeout) => Self::ConnectionTimeout,
            Ok(Wire::MediaFailure) => Self::MediaFailure,
            Ok(Wire::AgentError) => Self::AgentError,
        }
    }
}

impl fmt::Display for DisconnectReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "for a reason that was not told",
            Self::ClientInitiated => "left",
            Self::DuplicateIdentity => "another participant took the identity",
            Self::ServerShutdown => "the server stops",
            Self::ParticipantRemoved => "removed by the server's API",
            Self::RoomDeleted => "the room was deleted",
            Self::StateMismatch => "client and server are out of step",
            Self::JoinFailure => "the media connection came too late for the server",
            Self::Migration => "the room moves to another server",
            Self::SignalClose => "the server lost the signalling connection",
            Self::RoomClosed => "the room was closed",
            Self::UserUnavailable => "the person called did not answer",
            Self::UserRejected => "the person called declined",
            Self::SipTrunkFailure => "the telephone network failed",
            Self::ConnectionTimeout => "the server lost the media connection",
            Self::MediaFailure => "the server could not go on with the media",
            Self::AgentError => "an agent failed",
            Self::SignalLost => "the signalling connection was lost",
            Self::ConnectionLost => "the media connection was lost",
            Self::NegotiationTimeout => "the server left an offer unanswered",
            Self::ProtocolViolation => "the server broke the protocol",
            Self::Internal => "the engine failed",
        })
    }
}

//! Why a request for a session is turned away before the upgrade.

/// An answer in place of the upgrade: [`status`](Self::status) and, as plain text, its `Display`.
///
/// The variants stand in the order in which the real server checks. Clients key on some of the
/// texts, so they are the server's own, word for word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no token, it grants nothing about video, or it lacks what an option needs: 401.
    #[error("no permissions to access the room")]
    NoPermissions,
    /// `/rtc/v1` without its one parameter: 400.
    #[error("join_request is required")]
    JoinRequestRequired,
    /// 400.
    #[error("cannot base64 decode wrapped join request")]
    BadBase64,
    /// 400.
    #[error("cannot unmarshal wrapped join request")]
    BadWrappedRequest,
    /// Above 1 MiB: 400.
    #[error("join request too large")]
    TooLarge,
    /// 400.
    #[error("cannot read decompressed join request")]
    BadGzip,
    /// 400.
    #[error("cannot unmarshal join request")]
    BadJoinRequest,
    /// On the validate endpoint only, the websocket goes on without them: 400.
    #[error("cannot decode attributes")]
    BadAttributes,
    /// The token does not grant joining: 401.
    #[error("permissions denied")]
    JoinNotGranted,
    /// 400.
    #[error("identity cannot be empty")]
    EmptyIdentity,
    /// 400.
    #[error("participant identity length exceeds limits: max length {max}")]
    #[non_exhaustive]
    IdentityTooLong {
        /// The limit in bytes.
        max: usize,
    },
    /// The token names no room: 400.
    #[error("no room name")]
    NoRoomName,
    /// 400.
    #[error("room name length exceeds limits: max length {max}")]
    #[non_exhaustive]
    RoomNameTooLong {
        /// The limit in bytes.
        max: usize,
    },
    /// The room does not exist and none is created by a join: 404.
    #[error("requested room does not exist")]
    RoomNotFound,
    /// 503.
    #[error("node has exceeded its configured limit")]
    NodeLimit,
    /// The session failed to start, because the room is full for one: 500.
    #[error("connection closed by media")]
    NotStarted,
    /// 500.
    #[error("timed out while waiting for signal response")]
    StartTimedOut,
}

impl Refusal {
    /// A token's identity is longer than `max` bytes.
    #[must_use]
    pub fn identity_too_long(max: usize) -> Self {
        Self::IdentityTooLong { max }
    }

    /// A token's room name is longer than `max` bytes.
    #[must_use]
    pub fn room_name_too_long(max: usize) -> Self {
        Self::RoomNameTooLong { max }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::NoPermissions | Self::JoinNotGranted => 401,
            Self::RoomNotFound => 404,
            Self::NodeLimit => 503,
            Self::NotStarted | Self::StartTimedOut => 500,
            Self::JoinRequestRequired
            | Self::BadBase64
            | Self::BadWrappedRequest
            | Self::TooLarge
            | Self::BadGzip
            | Self::BadJoinRequest
            | Self::BadAttributes
            | Self::EmptyIdentity
            | Self::IdentityTooLong { .. }
            | Self::NoRoomName
            | Self::RoomNameTooLong { .. } => 400,
        }
    }
}

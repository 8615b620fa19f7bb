//! What is known of a room, as values that do not change: the engine publishes new ones.
//!
//! Every type here is a snapshot. It is cheap to clone, holds nothing alive and blocks nobody; the
//! newest is read from the room.

mod participant;
mod permissions;
mod publication;
mod room_state;

pub(crate) use participant::joined_at;
pub use participant::{ConnectionQuality, Participant, ParticipantKind, ParticipantState};
pub use permissions::ParticipantPermissions;
pub use publication::{
    Dimensions, EncryptionType, StreamState, SubscriptionState, TrackPublication, TrackSource,
    VideoLayer, VideoQuality,
};
pub use room_state::{ConnectionState, RoomState};

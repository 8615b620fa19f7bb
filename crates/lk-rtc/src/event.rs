//! What happens in a room, as its application is told.

mod queue;

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;

use crate::error::{DisconnectReason, SubscriptionError};
use crate::model::{ConnectionQuality, Participant, ParticipantPermissions, TrackPublication};
use crate::{ParticipantIdentity, TrackSid};

pub use queue::{EventQueue, QueueLimits};

/// Something that happened in a room.
///
/// `T` is what a subscribed track is handed out as: its id where the engine is stepped by hand, a
/// handle that is read where a room is driven. The room's state already says what an event tells.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event<T> {
    /// Another participant came.
    ParticipantConnected(ParticipantConnected),
    /// Another participant can now send and receive; what is sent from here on reaches it.
    ParticipantActive(ParticipantActive),
    /// Another participant left. Its tracks have ended before.
    ParticipantDisconnected(ParticipantDisconnected),
    /// The metadata of a participant, ourselves included, is another.
    ParticipantMetadataChanged(ParticipantMetadataChanged),
    /// The name of a participant, ourselves included, is another.
    ParticipantNameChanged(ParticipantNameChanged),
    /// Attributes of a participant, ourselves included, are others.
    ParticipantAttributesChanged(ParticipantAttributesChanged),
    /// A participant, ourselves included, may do more or less than before.
    ParticipantPermissionsChanged(ParticipantPermissionsChanged),
    /// Another participant published a track.
    TrackPublished(TrackPublished),
    /// Another participant ended a track.
    TrackUnpublished(TrackUnpublished),
    /// The media of a track reaches us.
    TrackSubscribed(TrackSubscribed<T>),
    /// The media of a track no longer reaches us.
    TrackUnsubscribed(TrackUnsubscribed),
    /// The server cannot send us a track.
    TrackSubscriptionFailed(TrackSubscriptionFailed),
    /// We may subscribe to a track that we might not before, or the other way round.
    TrackSubscriptionPermissionChanged(TrackSubscriptionPermissionChanged),
    /// A track, ours included, was muted.
    TrackMuted(TrackMuted),
    /// A track, ours included, was unmuted.
    TrackUnmuted(TrackUnmuted),
    /// The server holds a track back for want of bandwidth, or sends it again.
    TrackStreamStateChanged(TrackStreamStateChanged),
    /// A track of ours stands in the room.
    LocalTrackPublished(LocalTrackPublished),
    /// A track of ours stands in the room no longer.
    LocalTrackUnpublished(LocalTrackUnpublished),
    /// Somebody receives a track of ours for the first time.
    LocalTrackSubscribed(LocalTrackSubscribed),
    /// Others speak now, or louder, or more softly.
    ActiveSpeakersChanged(ActiveSpeakersChanged),
    /// The server finds the connection of a participant, ourselves included, better or worse.
    ConnectionQualityChanged(ConnectionQualityChanged),
    /// The metadata of the room is another.
    RoomMetadataChanged(RoomMetadataChanged),
    /// The recording of the room began or ended.
    RecordingStatusChanged(RecordingStatusChanged),
    /// A data packet came.
    DataReceived(DataReceived),
    /// Data packets were lost here, because nobody read them in time.
    DataDropped(DataDropped),
    /// We are out of the room. Comes last, and once.
    Disconnected(Disconnected),
}

impl<T> Event<T> {
    /// The same event, its subscribed track (if it has one) turned into what `make` says.
    pub fn map_track<U>(self, make: impl FnOnce(T) -> U) -> Event<U> {
        match self {
            Self::TrackSubscribed(TrackSubscribed {
                participant,
                publication,
                track,
            }) => {
                let track = make(track);
                Event::TrackSubscribed(TrackSubscribed {
                    participant,
                    publication,
                    track,
                })
            }
            Self::ParticipantConnected(e) => Event::ParticipantConnected(e),
            Self::ParticipantActive(e) => Event::ParticipantActive(e),
            Self::ParticipantDisconnected(e) => Event::ParticipantDisconnected(e),
            Self::ParticipantMetadataChanged(e) => Event::ParticipantMetadataChanged(e),
            Self::ParticipantNameChanged(e) => Event::ParticipantNameChanged(e),
            Self::ParticipantAttributesChanged(e) => Event::ParticipantAttributesChanged(e),
            Self::ParticipantPermissionsChanged(e) => Event::ParticipantPermissionsChanged(e),
            Self::TrackPublished(e) => Event::TrackPublished(e),
            Self::TrackUnpublished(e) => Event::TrackUnpublished(e),
            Self::TrackUnsubscribed(e) => Event::TrackUnsubscribed(e),
            Self::TrackSubscriptionFailed(e) => Event::TrackSubscriptionFailed(e),
            Self::TrackSubscriptionPermissionChanged(e) => {
                Event::TrackSubscriptionPermissionChanged(e)
            }
            Self::TrackMuted(e) => Event::TrackMuted(e),
            Self::TrackUnmuted(e) => Event::TrackUnmuted(e),
            Self::TrackStreamStateChanged(e) => Event::TrackStreamStateChanged(e),
            Self::LocalTrackPublished(e) => Event::LocalTrackPublished(e),
            Self::LocalTrackUnpublished(e) => Event::LocalTrackUnpublished(e),
            Self::LocalTrackSubscribed(e) => Event::LocalTrackSubscribed(e),
            Self::ActiveSpeakersChanged(e) => Event::ActiveSpeakersChanged(e),
            Self::ConnectionQualityChanged(e) => Event::ConnectionQualityChanged(e),
            Self::RoomMetadataChanged(e) => Event::RoomMetadataChanged(e),
            Self::RecordingStatusChanged(e) => Event::RecordingStatusChanged(e),
            Self::DataReceived(e) => Event::DataReceived(e),
            Self::DataDropped(e) => Event::DataDropped(e),
            Self::Disconnected(e) => Event::Disconnected(e),
        }
    }
}

/// See [`Event::ParticipantConnected`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantConnected {
    /// Who came.
    pub participant: Participant,
    /// Whether the participant was in the room before us: such ones are told of, too, right after
    /// joining.
    pub already_present: bool,
}

/// See [`Event::ParticipantActive`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantActive {
    /// Who is ready.
    pub participant: Participant,
}

/// See [`Event::ParticipantDisconnected`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantDisconnected {
    /// Who left, as last known.
    pub participant: Participant,
    /// Why, where the server told it.
    pub reason: DisconnectReason,
}

/// See [`Event::ParticipantMetadataChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantMetadataChanged {
    /// Whose metadata it is, with the new one.
    pub participant: Participant,
    /// What it was before.
    pub previous: String,
}

/// See [`Event::ParticipantNameChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantNameChanged {
    /// Whose name it is, with the new one.
    pub participant: Participant,
    /// What it was before.
    pub previous: String,
}

/// See [`Event::ParticipantAttributesChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantAttributesChanged {
    /// Whose attributes they are, with the new ones.
    pub participant: Participant,
    /// Those that changed, with their new values; an empty one was removed.
    pub changed: BTreeMap<String, String>,
}

/// See [`Event::ParticipantPermissionsChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParticipantPermissionsChanged {
    /// Whose permissions they are, with the new ones.
    pub participant: Participant,
    /// What they were before.
    pub previous: ParticipantPermissions,
}

/// See [`Event::TrackPublished`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackPublished {
    /// Who publishes it.
    pub participant: Participant,
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::TrackUnpublished`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackUnpublished {
    /// Who published it.
    pub participant: Participant,
    /// The track, as last known.
    pub publication: TrackPublication,
}

/// See [`Event::TrackSubscribed`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackSubscribed<T> {
    /// Who publishes it.
    pub participant: Participant,
    /// The track as it is published.
    pub publication: TrackPublication,
    /// The track as it is received.
    pub track: T,
}

/// See [`Event::TrackUnsubscribed`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackUnsubscribed {
    /// Who publishes it.
    pub participant: Participant,
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::TrackSubscriptionFailed`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackSubscriptionFailed {
    /// Who publishes it, if we know it.
    pub participant: Option<Participant>,
    /// The track.
    pub track_sid: TrackSid,
    /// What is in the way.
    pub error: SubscriptionError,
}

/// See [`Event::TrackSubscriptionPermissionChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackSubscriptionPermissionChanged {
    /// Who publishes it.
    pub participant: Participant,
    /// The track; [`TrackPublication::is_subscription_allowed`] says which it is.
    pub publication: TrackPublication,
}

/// See [`Event::TrackMuted`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackMuted {
    /// Who publishes it: perhaps ourselves.
    pub participant: Participant,
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::TrackUnmuted`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackUnmuted {
    /// Who publishes it: perhaps ourselves.
    pub participant: Participant,
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::TrackStreamStateChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TrackStreamStateChanged {
    /// Who publishes it.
    pub participant: Participant,
    /// The track; [`TrackPublication::stream_state`] says which it is.
    pub publication: TrackPublication,
}

/// See [`Event::LocalTrackPublished`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocalTrackPublished {
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::LocalTrackUnpublished`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocalTrackUnpublished {
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::LocalTrackSubscribed`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocalTrackSubscribed {
    /// The track.
    pub publication: TrackPublication,
}

/// See [`Event::ActiveSpeakersChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ActiveSpeakersChanged {
    /// Who speaks, the loudest first; perhaps ourselves among them.
    pub speakers: Vec<Participant>,
}

/// See [`Event::ConnectionQualityChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConnectionQualityChanged {
    /// Whose connection it is: perhaps our own.
    pub participant: Participant,
    /// How good it is.
    pub quality: ConnectionQuality,
}

/// See [`Event::RoomMetadataChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomMetadataChanged {
    /// What it is.
    pub metadata: String,
    /// What it was before.
    pub previous: String,
}

/// See [`Event::RecordingStatusChanged`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordingStatusChanged {
    /// Whether the room is being recorded.
    pub recording: bool,
}

/// See [`Event::DataReceived`].
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataReceived {
    /// Who sent it; `None` for the server's API and for hidden participants.
    pub from: Option<ParticipantIdentity>,
    /// What it is about, where its sender said so.
    pub topic: Option<String>,
    /// What it says.
    pub payload: Bytes,
    /// Whether it came over the reliable channel.
    pub reliable: bool,
}

impl fmt::Debug for DataReceived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataReceived")
            .field("from", &self.from)
            .field("topic", &self.topic)
            .field("bytes", &self.payload.len())
            .field("reliable", &self.reliable)
            .finish_non_exhaustive()
    }
}

/// See [`Event::DataDropped`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataDropped {
    /// How many packets.
    pub packets: u64,
    /// How many bytes of payload they held.
    pub bytes: u64,
    /// Whether they had come over the reliable channel. The two are told apart.
    pub reliable: bool,
}

/// See [`Event::Disconnected`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Disconnected {
    /// Why.
    pub reason: DisconnectReason,
}

//! What a participant may do in its room.

use lk_proto as proto;

use super::TrackSource;

/// What the server lets a participant do; it may change while the participant is there.
///
/// Source: `livekit_models.proto: ParticipantPermission`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ParticipantPermissions {
    /// May receive the tracks and data of others.
    pub can_subscribe: bool,
    /// May publish tracks, of the sources in `can_publish_sources`.
    pub can_publish: bool,
    /// May send data packets.
    pub can_publish_data: bool,
    /// The only sources that it may publish; any, when empty.
    pub can_publish_sources: Vec<TrackSource>,
    /// May change its own name, metadata and attributes.
    pub can_update_metadata: bool,
    /// Is not shown to others.
    pub hidden: bool,
}

impl ParticipantPermissions {
    /// Whether a track of `source` may be published.
    pub fn may_publish(&self, source: TrackSource) -> bool {
        self.can_publish
            && (self.can_publish_sources.is_empty() || self.can_publish_sources.contains(&source))
    }

    pub(crate) fn from_wire(wire: &proto::ParticipantPermission) -> Self {
        Self {
            can_subscribe: wire.can_subscribe,
            can_publish: wire.can_publish,
            can_publish_data: wire.can_publish_data,
            can_publish_sources: wire
                .can_publish_sources()
                .map(TrackSource::from_wire)
                .collect(),
            can_update_metadata: wire.can_update_metadata,
            hidden: wire.hidden,
        }
    }
}

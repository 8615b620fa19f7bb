//! The video grant: what its holder may do in and to rooms.

use crate::names::PublishSource;
use crate::object::json_object;

json_object! {
    /// What the holder may do in and to rooms (claim `video`).
    ///
    /// The optional permissions are three-valued: absent means the server's default, told by
    /// the `may_*` methods; `Some(false)` is written and denies.
    ///
    /// ```
    /// use lk_auth::{PublishSource, VideoGrant};
    ///
    /// let grant = VideoGrant::join("demo").can_publish_sources([PublishSource::Microphone]);
    /// assert!(grant.may_publish_source(&PublishSource::Microphone));
    /// assert!(!grant.may_publish_source(&PublishSource::Camera));
    /// ```
    pub struct VideoGrant {
        /// Create and delete rooms.
        room_create: bool = "roomCreate",
        /// List rooms.
        room_list: bool = "roomList",
        /// Start, change and stop egress.
        room_record: bool = "roomRecord",
        /// Administer [`room`](Self::room): its participants, tracks, metadata, data.
        room_admin: bool = "roomAdmin",
        /// Join [`room`](Self::room).
        room_join: bool = "roomJoin",
        /// The one room that `room_join` and `room_admin` speak of.
        room: String = "room",
        /// The room to which participants may be forwarded or moved.
        destination_room: String = "destinationRoom",
        /// Publish tracks. Absent: yes.
        can_publish: Option<bool> = "canPublish",
        /// Subscribe to tracks. Absent: yes.
        can_subscribe: Option<bool> = "canSubscribe",
        /// Publish data. Absent: as `can_publish`.
        can_publish_data: Option<bool> = "canPublishData",
        /// The only sources that may be published. Empty: all.
        can_publish_sources: Vec<PublishSource> = "canPublishSources",
        /// Change one's own name, metadata and attributes. Absent: no.
        can_update_own_metadata: Option<bool> = "canUpdateOwnMetadata",
        /// Administer ingress.
        ingress_admin: bool = "ingressAdmin",
        /// Not shown to the other participants.
        hidden: bool = "hidden",
        /// Shown to the others as recording the room.
        recorder: bool = "recorder",
        /// Register as an agent worker.
        agent: bool = "agent",
        /// Subscribe to metrics. Absent: no.
        can_subscribe_metrics: Option<bool> = "canSubscribeMetrics",
        /// Manage agent sessions. Absent: no.
        can_manage_agent_session: Option<bool> = "canManageAgentSession",
    }
}

impl VideoGrant {
    /// An empty grant: nothing is allowed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows joining `room`, with the server's defaults: publish, subscribe, send data.
    pub fn join(room: impl Into<String>) -> Self {
        Self {
            room_join: true,
            room: room.into(),
            ..Self::default()
        }
    }

    /// Allows administering `room`.
    pub fn admin(room: impl Into<String>) -> Self {
        Self {
            room_admin: true,
            room: room.into(),
            ..Self::default()
        }
    }

    /// Allows creating and deleting rooms.
    pub fn create_rooms() -> Self {
        Self {
            room_create: true,
            ..Self::default()
        }
    }

    /// Allows listing rooms.
    pub fn list_rooms() -> Self {
        Self {
            room_list: true,
            ..Self::default()
        }
    }

    /// Tells whether tracks may be published.
    pub fn may_publish(&self) -> bool {
        self.can_publish.unwrap_or(true)
    }

    /// Tells whether tracks may be subscribed to.
    pub fn may_subscribe(&self) -> bool {
        self.can_subscribe.unwrap_or(true)
    }

    /// Tells whether data may be published.
    pub fn may_publish_data(&self) -> bool {
        self.can_publish_data.unwrap_or_else(|| self.may_publish())
    }

    /// Tells whether a track of `source` may be published: `can_publish` first, then the list.
    pub fn may_publish_source(&self, source: &PublishSource) -> bool {
        let listed = || self.can_publish_sources.contains(source);
        self.may_publish() && (self.can_publish_sources.is_empty() || listed())
    }

    /// Tells whether the holder may change its own name, metadata and attributes.
    pub fn may_update_own_metadata(&self) -> bool {
        self.can_update_own_metadata.unwrap_or(false)
    }

    /// Tells whether the holder may subscribe to metrics.
    pub fn may_subscribe_metrics(&self) -> bool {
        self.can_subscribe_metrics.unwrap_or(false)
    }

    /// Tells whether the holder may manage agent sessions.
    pub fn may_manage_agent_session(&self) -> bool {
        self.can_manage_agent_session.unwrap_or(false)
    }

    /// Sets the only sources that may be published; an empty list means all.
    #[must_use]
    pub fn can_publish_sources(mut self, sources: impl IntoIterator<Item = PublishSource>) -> Self {
        self.can_publish_sources = sources.into_iter().collect();
        self
    }

    /// Sets the one room that `room_join` and `room_admin` speak of.
    #[must_use]
    pub fn room(mut self, room: impl Into<String>) -> Self {
        self.room = room.into();
        self
    }

    /// Sets the room to which participants may be forwarded or moved.
    #[must_use]
    pub fn destination_room(mut self, room: impl Into<String>) -> Self {
        self.destination_room = room.into();
        self
    }
}

macro_rules! setters {
    ($( $doc:literal $field:ident $(=> $wrap:expr)?; )*) => {
        impl VideoGrant {
            $(
                #[doc = $doc]
                #[must_use]
                pub fn $field(mut self, allowed: bool) -> Self {
                    self.$field = $($wrap)? (allowed);
                    self
                }
            )*
        }
    };
}

setters! {
    "Sets whether rooms may be created and deleted. Default: no." room_create;
    "Sets whether rooms may be listed. Default: no." room_list;
    "Sets whether egress may be driven. Default: no." room_record;
    "Sets whether the room may be administered. Default: no." room_admin;
    "Sets whether the room may be joined. Default: no." room_join;
    "Sets whether tracks may be published. Default: yes." can_publish => Some;
    "Sets whether tracks may be subscribed to. Default: yes." can_subscribe => Some;
    "Sets whether data may be published. Default: as `can_publish`." can_publish_data => Some;
    "Sets whether the holder may change its own name, metadata and attributes. Default: no."
        can_update_own_metadata => Some;
    "Sets whether ingress may be administered. Default: no." ingress_admin;
    "Sets whether the participant is hidden from the others. Default: no." hidden;
    "Sets whether the participant is shown as recording. Default: no." recorder;
    "Sets whether the holder may register as an agent worker. Default: no." agent;
    "Sets whether metrics may be subscribed to. Default: no." can_subscribe_metrics => Some;
    "Sets whether agent sessions may be managed. Default: no." can_manage_agent_session => Some;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_permissions_read_as_the_servers_defaults() {
        let grant = VideoGrant::join("r");
        assert!(grant.may_publish() && grant.may_subscribe() && grant.may_publish_data());
        assert!(!grant.may_update_own_metadata() && !grant.may_subscribe_metrics());
        assert!(!grant.may_manage_agent_session());
    }

    #[test]
    fn data_follows_publishing_until_it_is_set() {
        assert!(!VideoGrant::join("r").can_publish(false).may_publish_data());
        assert!(
            VideoGrant::join("r")
                .can_publish(false)
                .can_publish_data(true)
                .may_publish_data()
        );
    }

    #[test]
    fn a_denied_publisher_may_publish_no_listed_source() {
        let grant = VideoGrant::join("r")
            .can_publish(false)
            .can_publish_sources([PublishSource::Camera]);
        assert!(!grant.may_publish_source(&PublishSource::Camera));
    }
}

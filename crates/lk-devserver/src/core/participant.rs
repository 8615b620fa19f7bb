//! One participant: who it is, what it may, what state it is in.

use std::{collections::BTreeMap, sync::LazyLock, time::Duration};

use lk_auth::{Claims, ParticipantKind, PublishSource, VideoGrant};
use lk_proto::{
    ClientInfo, DisconnectReason, ParticipantInfo, ParticipantPermission, TrackSource,
    client_info::Sdk,
    participant_info::{Kind, State},
};

use super::{
    connection::Links,
    data_track::DataTracks,
    device::Limits,
    held::Held,
    keys::{ParticipantKey, SessionId},
    permission::TrackPermissions,
    publish::Published,
    subscribe::Subscription,
};

pub(crate) struct Participant {
    pub(crate) sid: String,
    pub(crate) identity: String,
    /// The token's claims, kept up to date: name, metadata, attributes and grants live here.
    pub(crate) claims: Claims,
    pub(crate) client: ClientInfo,
    pub(crate) limits: Limits,
    pub(crate) options: ConnectOptions,
    pub(crate) state: State,
    pub(crate) was_active: bool,
    pub(crate) disconnect_reason: DisconnectReason,
    pub(crate) is_publisher: bool,
    pub(crate) joined_at: Duration,
    /// Something in `info` changed since it was last read.
    pub(crate) dirty: bool,
    version: u32,
    /// The websocket, while there is one.
    pub(crate) session: Option<SessionId>,
    pub(crate) links: Links,
    pub(crate) published: Published,
    /// Who may subscribe to what it publishes.
    pub(crate) track_permissions: TrackPermissions,
    /// By track sid; also of tracks that do not exist yet.
    pub(crate) subscriptions: BTreeMap<String, Subscription>,
    pub(crate) data_tracks: DataTracks,
    /// The highest sequence seen of its reliable data.
    pub(crate) last_reliable: u32,
    /// Reliable data held until its channel opens.
    pub(crate) held: Held,
}

/// What a client asked for when it connected.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ConnectOptions {
    pub(crate) single: bool,
    pub(crate) auto_subscribe: bool,
    pub(crate) auto_subscribe_data_track: bool,
    pub(crate) adaptive_stream: bool,
    /// Its video may be paused, so it is told that it is not.
    pub(crate) allow_pause: bool,
}

impl Participant {
    pub(crate) fn new(
        sid: String,
        claims: Claims,
        client: ClientInfo,
        options: ConnectOptions,
        links: Links,
        joined_at: Duration,
    ) -> Self {
        Self {
            identity: claims.identity().to_owned(),
            sid,
            claims,
            limits: Limits::of(&client),
            client,
            options,
            state: State::Joining,
            was_active: false,
            disconnect_reason: DisconnectReason::UnknownReason,
            is_publisher: false,
            joined_at,
            dirty: true,
            version: 0,
            session: None,
            links,
            published: Published::default(),
            track_permissions: TrackPermissions::default(),
            subscriptions: BTreeMap::new(),
            data_tracks: DataTracks::default(),
            last_reliable: 0,
            held: Held::default(),
        }
    }

    /// Everything others may know, with a version that grows when something changed.
    pub(crate) fn info(&mut self) -> ParticipantInfo {
        if std::mem::take(&mut self.dirty) {
            self.version += 1;
        }
        ParticipantInfo {
            sid: self.sid.clone(),
            identity: self.identity.clone(),
            state: self.state.into(),
            tracks: self.published.infos(),
            metadata: self.claims.metadata.clone(),
            joined_at: i64::try_from(self.joined_at.as_secs()).unwrap_or_default(),
            joined_at_ms: i64::try_from(self.joined_at.as_millis()).unwrap_or_default(),
            name: self.claims.name.clone(),
            version: self.version,
            permission: Some(self.video().to_permission()),
            is_publisher: self.is_publisher,
            kind: self.kind().into(),
            attributes: self.claims.attributes.clone().into_iter().collect(),
            disconnect_reason: self.disconnect_reason.into(),
            data_tracks: self.data_tracks.infos(),
            client_protocol: self.client.client_protocol,
            capabilities: self.client.capabilities.clone(),
            ..ParticipantInfo::default()
        }
    }

    pub(crate) fn video(&self) -> &VideoGrant {
        self.claims.video.as_ref().unwrap_or(&NO_GRANT)
    }

    pub(crate) fn kind(&self) -> Kind {
        match &self.claims.kind {
            Some(ParticipantKind::Ingress) => Kind::Ingress,
            Some(ParticipantKind::Egress) => Kind::Egress,
            Some(ParticipantKind::Sip) => Kind::Sip,
            Some(ParticipantKind::Agent) => Kind::Agent,
            Some(ParticipantKind::Connector) => Kind::Connector,
            Some(ParticipantKind::Bridge) => Kind::Bridge,
            _ => Kind::Standard,
        }
    }

    /// Neither counts nor holds a room open.
    pub(crate) fn is_dependent(&self) -> bool {
        matches!(self.kind(), Kind::Agent | Kind::Egress)
            || self.video().agent
            || self.video().recorder
    }

    /// Its client reports a track when the first packet comes, and not when it is described.
    pub(crate) fn reports_at_first_packet(&self) -> bool {
        self.client.sdk() == Sdk::Go
    }

    pub(crate) fn is_agent(&self) -> bool {
        self.kind() == Kind::Agent || self.video().agent
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.video().hidden
    }

    /// It has been sent its `JoinResponse` and has not left.
    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.state, State::Joined | State::Active)
    }

    pub(crate) fn is_active(&self) -> bool {
        self.state == State::Active
    }

    pub(crate) fn can_subscribe(&self) -> bool {
        self.video().may_subscribe()
    }

    pub(crate) fn can_publish_data(&self) -> bool {
        self.video().may_publish_data()
    }

    pub(crate) fn can_publish_source(&self, source: TrackSource) -> bool {
        let video = self.video();
        if source == TrackSource::Unknown {
            return video.may_publish() && video.can_publish_sources.is_empty();
        }
        let name = source.as_str_name().to_ascii_lowercase();
        video.may_publish_source(&PublishSource::from(&*name))
    }

    /// Whether it is sent media of `publisher`.
    pub(crate) fn hears(&self, publisher: ParticipantKey) -> bool {
        self.subscriptions
            .values()
            .any(|it| it.publisher == Some(publisher) && it.downtrack.is_some())
    }

    /// Replaces every permission; what `permission` leaves out is denied. Returns whether anything changed.
    pub(crate) fn set_permission(&mut self, wanted: &ParticipantPermission) -> bool {
        if self.video().matches_permission(wanted) {
            return false;
        }
        let video = self.claims.video.get_or_insert_default();
        *video = std::mem::take(video).permission(wanted);
        self.dirty = true;
        true
    }

    /// Sets attributes one by one; an empty value deletes. Returns whether anything changed.
    pub(crate) fn merge_attributes(
        &mut self,
        attributes: impl IntoIterator<Item = (String, String)>,
    ) -> bool {
        let mut changed = false;
        for (name, value) in attributes {
            changed |= if value.is_empty() {
                self.claims.attributes.remove(&name).is_some()
            } else {
                self.claims.attributes.insert(name, value.clone()) != Some(value)
            };
        }
        self.dirty |= changed;
        changed
    }
}

static NO_GRANT: LazyLock<VideoGrant> = LazyLock::new(VideoGrant::default);

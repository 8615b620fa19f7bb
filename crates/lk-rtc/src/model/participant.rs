//! One participant: who it is, what it may do, what it publishes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lk_proto as proto;

use super::{ParticipantPermissions, TrackPublication, TrackSource};
use crate::{ParticipantIdentity, ParticipantSid, TrackSid};

/// A participant as of one moment, ourselves or another. Cheap to clone.
#[derive(Clone, PartialEq)]
pub struct Participant(Arc<ParticipantData>);

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParticipantData {
    pub(crate) sid: ParticipantSid,
    pub(crate) identity: ParticipantIdentity,
    pub(crate) version: u32,
    pub(crate) state: ParticipantState,
    pub(crate) name: String,
    pub(crate) metadata: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) kind: ParticipantKind,
    pub(crate) permissions: ParticipantPermissions,
    pub(crate) joined_at: Option<SystemTime>,
    pub(crate) audio_level: f32,
    pub(crate) speaking: bool,
    pub(crate) quality: Option<ConnectionQuality>,
    pub(crate) tracks: Vec<TrackPublication>,
}

impl Participant {
    /// The server's id of this session of the participant.
    pub fn sid(&self) -> &ParticipantSid {
        &self.0.sid
    }

    /// The name under which its token let it in.
    pub fn identity(&self) -> &ParticipantIdentity {
        &self.0.identity
    }

    /// The name to show to people; may be empty.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What the application stored with it; may be empty.
    pub fn metadata(&self) -> &str {
        &self.0.metadata
    }

    /// The application's keys and values, sorted by key.
    pub fn attributes(&self) -> &BTreeMap<String, String> {
        &self.0.attributes
    }

    /// What kind of client it is.
    pub fn kind(&self) -> ParticipantKind {
        self.0.kind
    }

    /// How far it has come in joining.
    pub fn state(&self) -> ParticipantState {
        self.0.state
    }

    /// What it may do. Servers tell this of others, too.
    pub fn permissions(&self) -> &ParticipantPermissions {
        &self.0.permissions
    }

    /// When it joined, by the server's clock.
    pub fn joined_at(&self) -> Option<SystemTime> {
        self.0.joined_at
    }

    /// Whether the server holds it for speaking.
    pub fn is_speaking(&self) -> bool {
        self.0.speaking
    }

    /// How loud it speaks, from 0 to 1; 0 while it does not.
    pub fn audio_level(&self) -> f32 {
        self.0.audio_level
    }

    /// How good the server finds its connection; `None` until the server has said so.
    pub fn connection_quality(&self) -> Option<ConnectionQuality> {
        self.0.quality
    }

    /// The tracks that it publishes, in the order in which they became known.
    pub fn tracks(&self) -> &[TrackPublication] {
        &self.0.tracks
    }

    /// The track of this id.
    pub fn track(&self, sid: &TrackSid) -> Option<&TrackPublication> {
        self.0.tracks.iter().find(|track| track.sid() == sid)
    }

    /// The first track from `source`.
    pub fn track_from(&self, source: TrackSource) -> Option<&TrackPublication> {
        self.0.tracks.iter().find(|track| track.source() == source)
    }

    /// Somebody of whom nothing is known yet.
    pub(crate) fn unknown() -> Self {
        Self::new(ParticipantSid::unknown(), "".into())
    }

    pub(crate) fn new(sid: ParticipantSid, identity: ParticipantIdentity) -> Self {
        Self(Arc::new(ParticipantData {
            sid,
            identity,
            version: 0,
            state: ParticipantState::Joining,
            name: String::new(),
            metadata: String::new(),
            attributes: BTreeMap::new(),
            kind: ParticipantKind::Standard,
            permissions: ParticipantPermissions::default(),
            joined_at: None,
            audio_level: 0.0,
            speaking: false,
            quality: None,
            tracks: Vec::new(),
        }))
    }

    pub(crate) fn edit(&mut self) -> &mut ParticipantData {
        Arc::make_mut(&mut self.0)
    }

    pub(crate) fn version(&self) -> u32 {
        self.0.version
    }
}

impl ParticipantData {
    /// Takes over what the wire says, all but the tracks.
    pub(crate) fn update(&mut self, wire: &proto::ParticipantInfo) {
        self.version = wire.version;
        self.state = ParticipantState::from_wire(wire.state());
        self.name.clone_from(&wire.name);
        self.metadata.clone_from(&wire.metadata);
        self.attributes = wire.attributes.clone().into_iter().collect();
        self.kind = ParticipantKind::from_wire(wire.kind);
        if let Some(permission) = &wire.permission {
            self.permissions = ParticipantPermissions::from_wire(permission);
        }
        self.joined_at = joined_at(wire);
    }

    pub(crate) fn track_mut(&mut self, sid: &TrackSid) -> Option<&mut TrackPublication> {
        self.tracks.iter_mut().find(|track| track.sid() == sid)
    }
}

impl fmt::Debug for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Participant")
            .field("identity", &self.0.identity)
            .field("sid", &self.0.sid)
            .field("state", &self.0.state)
            .field("tracks", &self.0.tracks)
            .finish_non_exhaustive()
    }
}

/// How far a participant has come in joining. Source: `livekit_models.proto: ParticipantInfo.State`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParticipantState {
    /// Its signalling is being set up.
    Joining,
    /// Its signalling works, its media does not yet.
    Joined,
    /// It can send and receive.
    Active,
    /// It has left.
    Disconnected,
}

impl ParticipantState {
    fn from_wire(wire: proto::participant_info::State) -> Self {
        match wire {
            proto::participant_info::State::Joining => Self::Joining,
            proto::participant_info::State::Joined => Self::Joined,
            proto::participant_info::State::Active => Self::Active,
            proto::participant_info::State::Disconnected => Self::Disconnected,
        }
    }
}

/// What kind of client a participant is. Source: `livekit_models.proto: ParticipantInfo.Kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParticipantKind {
    /// A person or a bot, with an ordinary client.
    Standard,
    /// Media from outside: RTMP, WHIP, a URL.
    Ingress,
    /// A recorder or streamer.
    Egress,
    /// A telephone call.
    Sip,
    /// An agent.
    Agent,
    /// A call from another network.
    Connector,
    /// Another room.
    Bridge,
    /// A kind that this version does not know.
    Unknown,
}

impl ParticipantKind {
    fn from_wire(wire: i32) -> Self {
        use proto::participant_info::Kind;
        match Kind::try_from(wire) {
            Ok(Kind::Standard) => Self::Standard,
            Ok(Kind::Ingress) => Self::Ingress,
            Ok(Kind::Egress) => Self::Egress,
            Ok(Kind::Sip) => Self::Sip,
            Ok(Kind::Agent) => Self::Agent,
            Ok(Kind::Connector) => Self::Connector,
            Ok(Kind::Bridge) => Self::Bridge,
            Err(_) => Self::Unknown,
        }
    }
}

/// How good the server finds a connection. Source: `livekit_models.proto: ConnectionQuality`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConnectionQuality {
    /// Nothing comes through.
    Lost,
    /// Noticeably bad.
    Poor,
    /// Good.
    Good,
    /// Nothing to wish for.
    Excellent,
}

impl ConnectionQuality {
    pub(crate) fn from_wire(wire: proto::ConnectionQuality) -> Self {
        match wire {
            proto::ConnectionQuality::Lost => Self::Lost,
            proto::ConnectionQuality::Poor => Self::Poor,
            proto::ConnectionQuality::Good => Self::Good,
            proto::ConnectionQuality::Excellent => Self::Excellent,
        }
    }
}

/// Newer servers tell milliseconds, older ones only seconds.
pub(crate) fn joined_at(wire: &proto::ParticipantInfo) -> Option<SystemTime> {
    let millis = match wire.joined_at_ms {
        0 => wire.joined_at.checked_mul(1000)?,
        millis => millis,
    };
    let since_epoch = Duration::from_millis(u64::try_from(millis).ok().filter(|at| *at > 0)?);
    SystemTime::UNIX_EPOCH.checked_add(since_epoch)
}

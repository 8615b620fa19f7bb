//! The whole room as of one moment.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use lk_proto as proto;

use super::{Participant, TrackPublication};
use crate::{ParticipantIdentity, ParticipantSid, RoomSid, TrackSid};

/// The whole room as of one moment: what it is, who is there, what they publish.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomState {
    pub(crate) connection: ConnectionState,
    pub(crate) sid: Option<RoomSid>,
    pub(crate) name: String,
    pub(crate) metadata: String,
    pub(crate) recording: bool,
    pub(crate) participants: u32,
    pub(crate) publishers: u32,
    pub(crate) created_at: Option<SystemTime>,
    pub(crate) server_version: String,
    pub(crate) server_region: String,
    pub(crate) local: Participant,
    pub(crate) remotes: BTreeMap<ParticipantIdentity, Participant>,
    pub(crate) speakers: Vec<ParticipantIdentity>,
}

impl RoomState {
    /// Whether we are in the room.
    pub fn connection(&self) -> ConnectionState {
        self.connection
    }

    /// The server's id of the room; `None` until the server has told it.
    pub fn sid(&self) -> Option<&RoomSid> {
        self.sid.as_ref()
    }

    /// The room's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the application stored with the room; may be empty.
    pub fn metadata(&self) -> &str {
        &self.metadata
    }

    /// Whether the room is being recorded.
    pub fn is_recording(&self) -> bool {
        self.recording
    }

    /// How many participants the server counts; it tells this with a delay of seconds.
    pub fn participant_count(&self) -> u32 {
        self.participants
    }

    /// How many of them publish; told with the same delay.
    pub fn publisher_count(&self) -> u32 {
        self.publishers
    }

    /// When the room was made, by the server's clock.
    pub fn created_at(&self) -> Option<SystemTime> {
        self.created_at
    }

    /// The version of the server, such as `1.13.5`.
    pub fn server_version(&self) -> &str {
        &self.server_version
    }

    /// Where the server stands; empty for most servers that are not LiveKit's cloud.
    pub fn server_region(&self) -> &str {
        &self.server_region
    }

    /// Ourselves.
    pub fn local_participant(&self) -> &Participant {
        &self.local
    }

    /// Everybody else, by identity.
    pub fn remote_participants(&self) -> &BTreeMap<ParticipantIdentity, Participant> {
        &self.remotes
    }

    /// Another participant, by its identity.
    pub fn remote_participant(&self, identity: &ParticipantIdentity) -> Option<&Participant> {
        self.remotes.get(identity)
    }

    /// Another participant, by the id of its session.
    pub fn remote_participant_by_sid(&self, sid: &ParticipantSid) -> Option<&Participant> {
        self.remotes
            .values()
            .find(|participant| participant.sid() == sid)
    }

    /// A track of another participant, and who publishes it.
    pub fn remote_track(&self, sid: &TrackSid) -> Option<(&Participant, &TrackPublication)> {
        self.remotes
            .values()
            .find_map(|participant| Some((participant, participant.track(sid)?)))
    }

    /// Who speaks, the loudest first.
    pub fn active_speakers(&self) -> &[ParticipantIdentity] {
        &self.speakers
    }

    pub(crate) fn new(local: Participant) -> Self {
        Self {
            connection: ConnectionState::Connecting,
            sid: None,
            name: String::new(),
            metadata: String::new(),
            recording: false,
            participants: 0,
            publishers: 0,
            created_at: None,
            server_version: String::new(),
            server_region: String::new(),
            local,
            remotes: BTreeMap::new(),
            speakers: Vec::new(),
        }
    }

    /// Takes over what the wire says of the room itself.
    pub(crate) fn update(&mut self, wire: &proto::Room) {
        if let Ok(sid) = RoomSid::try_from(wire.sid.as_str()) {
            self.sid = Some(sid);
        }
        self.name.clone_from(&wire.name);
        self.metadata.clone_from(&wire.metadata);
        self.recording = wire.active_recording;
        self.participants = wire.num_participants;
        self.publishers = wire.num_publishers;
        self.created_at = created_at(wire);
    }
}

/// Whether we are in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConnectionState {
    /// Not yet.
    Connecting,
    /// We are.
    Connected,
    /// Not any more, and we will not come back by ourselves.
    Disconnected,
}

fn created_at(wire: &proto::Room) -> Option<SystemTime> {
    let millis = match wire.creation_time_ms {
        0 => wire.creation_time.checked_mul(1000)?,
        millis => millis,
    };
    let since_epoch = Duration::from_millis(u64::try_from(millis).ok().filter(|at| *at > 0)?);
    SystemTime::UNIX_EPOCH.checked_add(since_epoch)
}

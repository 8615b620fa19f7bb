//! What happened, typed, with the wire message beside it.

use std::fmt;
use std::time::{Duration, SystemTime};

use lk_proto::{
    EgressInfo, IngressInfo, Job, ParticipantInfo, Room, RoomEndReason, TrackInfo, WebhookEvent,
};

/// One event of a server.
///
/// ```
/// use lk_webhook::{Event, EventKind, EventView};
/// # use lk_proto::{Room, WebhookEvent};
/// # let wire = WebhookEvent { event: "room_started".into(),
/// #     room: Some(Room { name: "demo".into(), ..Default::default() }), ..Default::default() };
/// # let event = Event::from(wire);
/// match event.view() {
///     EventView::RoomStarted { room, .. } => println!("{} is open", room.name),
///     EventView::ParticipantLeft { participant, .. } => println!("bye, {}", participant.identity),
///     _ => println!("{}: not of interest", event.kind()),
/// }
/// assert_eq!(*event.kind(), EventKind::RoomStarted);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    kind: EventKind,
    /// In a box, since what it carries makes it large, and results and futures with it.
    wire: Box<WebhookEvent>,
}

impl Event {
    /// What happened.
    pub fn kind(&self) -> &EventKind {
        &self.kind
    }

    /// The event's id: the same when a delivery is repeated. Empty from very old servers.
    pub fn id(&self) -> &str {
        &self.wire.id
    }

    /// When it happened, whole seconds; `None` when the event does not say.
    pub fn created_at(&self) -> Option<SystemTime> {
        let seconds = u64::try_from(self.wire.created_at)
            .ok()
            .filter(|&seconds| seconds > 0)?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }

    /// The message as it came, with all its fields.
    pub fn wire(&self) -> &WebhookEvent {
        &self.wire
    }

    /// The message as it came.
    pub fn into_wire(self) -> WebhookEvent {
        *self.wire
    }

    pub(crate) fn from_json(body: &[u8]) -> Result<Self, lk_proto::json::Error> {
        let mut wire = Box::<WebhookEvent>::default();
        lk_proto::json::merge_slice(&mut *wire, body)?;
        Ok(Self::from(wire))
    }

    /// What happened and to what.
    ///
    /// [`EventView::Other`] for an unknown event, and for one that lacks what it should carry.
    pub fn view(&self) -> EventView<'_> {
        self.known().unwrap_or(EventView::Other)
    }

    fn known(&self) -> Option<EventView<'_>> {
        use EventKind as Kind;
        let wire = &self.wire;
        let room = wire.room.as_ref();
        let participant = wire.participant.as_ref();
        let track = wire.track.as_ref();
        Some(match &self.kind {
            Kind::RoomStarted => EventView::RoomStarted { room: room? },
            Kind::RoomFinished => EventView::RoomFinished {
                room: room?,
                reason: wire.room_end_reason(),
            },
            Kind::ParticipantJoined => EventView::ParticipantJoined {
                room: room?,
                participant: participant?,
            },
            Kind::ParticipantLeft => EventView::ParticipantLeft {
                room: room?,
                participant: participant?,
            },
            Kind::ParticipantConnectionAborted => EventView::ParticipantConnectionAborted {
                room: room?,
                participant: participant?,
            },
            Kind::TrackPublished => EventView::TrackPublished {
                room: room?,
                participant: participant?,
                track: track?,
            },
            Kind::TrackUnpublished => EventView::TrackUnpublished {
                room: room?,
                participant: participant?,
                track: track?,
            },
            Kind::EgressStarted | Kind::EgressUpdated | Kind::EgressEnded => EventView::Egress {
                info: wire.egress_info.as_deref()?,
            },
            Kind::IngressStarted | Kind::IngressEnded => EventView::Ingress {
                info: wire.ingress_info.as_deref()?,
            },
            Kind::AgentJobPending | Kind::AgentJobStarted | Kind::AgentJobEnded => {
                EventView::AgentJob {
                    job: wire.job.as_deref()?,
                }
            }
            Kind::Other(_) => return None,
        })
    }
}

impl From<WebhookEvent> for Event {
    fn from(wire: WebhookEvent) -> Self {
        Self::from(Box::new(wire))
    }
}

impl From<Box<WebhookEvent>> for Event {
    fn from(wire: Box<WebhookEvent>) -> Self {
        Self {
            kind: EventKind::from(wire.event.as_str()),
            wire,
        }
    }
}

/// What happened and to what. Only the parts that matter; [`Event::wire`] has all.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum EventView<'a> {
    /// A room was made.
    #[non_exhaustive]
    RoomStarted {
        /// The room.
        room: &'a Room,
    },
    /// A room is gone.
    #[non_exhaustive]
    RoomFinished {
        /// The room, as it last was.
        room: &'a Room,
        /// Why.
        reason: RoomEndReason,
    },
    /// A participant's media connection stands.
    #[non_exhaustive]
    ParticipantJoined {
        /// The room.
        room: &'a Room,
        /// Who.
        participant: &'a ParticipantInfo,
    },
    /// A participant who had joined is gone; `participant.disconnect_reason` says why.
    #[non_exhaustive]
    ParticipantLeft {
        /// The room.
        room: &'a Room,
        /// Who.
        participant: &'a ParticipantInfo,
    },
    /// A participant is gone whose media connection never stood.
    #[non_exhaustive]
    ParticipantConnectionAborted {
        /// The room.
        room: &'a Room,
        /// Who.
        participant: &'a ParticipantInfo,
    },
    /// A track is published. By default room and participant carry little more than their ids.
    #[non_exhaustive]
    TrackPublished {
        /// The room.
        room: &'a Room,
        /// Who publishes it.
        participant: &'a ParticipantInfo,
        /// The track.
        track: &'a TrackInfo,
    },
    /// A track is no longer published.
    #[non_exhaustive]
    TrackUnpublished {
        /// The room.
        room: &'a Room,
        /// Who published it.
        participant: &'a ParticipantInfo,
        /// The track.
        track: &'a TrackInfo,
    },
    /// An egress started, changed or ended: [`Event::kind`] says which.
    #[non_exhaustive]
    Egress {
        /// Its state.
        info: &'a EgressInfo,
    },
    /// An ingress started or ended: [`Event::kind`] says which.
    #[non_exhaustive]
    Ingress {
        /// Its state.
        info: &'a IngressInfo,
    },
    /// An agent's job waits, started or ended: [`Event::kind`] says which.
    #[non_exhaustive]
    AgentJob {
        /// The job.
        job: &'a Job,
    },
    /// An event that this version does not know, or that lacks what it should carry.
    Other,
}

macro_rules! event_kinds {
    ($( $(#[$meta:meta])* $variant:ident = $wire:literal, )*) => {
        /// The name of an event.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum EventKind {
            $( $(#[$meta])* $variant, )*
            /// An event that this version does not know.
            Other(Box<str>),
        }

        impl EventKind {
            /// The name as the wire has it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $wire, )*
                    Self::Other(name) => name,
                }
            }
        }

        impl From<&str> for EventKind {
            fn from(name: &str) -> Self {
                match name {
                    $( $wire => Self::$variant, )*
                    _ => Self::Other(name.into()),
                }
            }
        }
    };
}

event_kinds! {
    /// A room was made.
    RoomStarted = "room_started",
    /// A room is gone.
    RoomFinished = "room_finished",
    /// A participant's media connection stands.
    ParticipantJoined = "participant_joined",
    /// A participant who had joined is gone.
    ParticipantLeft = "participant_left",
    /// A participant is gone whose media connection never stood.
    ParticipantConnectionAborted = "participant_connection_aborted",
    /// A track is published.
    TrackPublished = "track_published",
    /// A track is no longer published.
    TrackUnpublished = "track_unpublished",
    /// An egress started.
    EgressStarted = "egress_started",
    /// An egress changed its state.
    EgressUpdated = "egress_updated",
    /// An egress ended.
    EgressEnded = "egress_ended",
    /// An ingress started.
    IngressStarted = "ingress_started",
    /// An ingress ended.
    IngressEnded = "ingress_ended",
    /// An agent's job waits for a worker.
    AgentJobPending = "agent_job_pending",
    /// An agent's job started.
    AgentJobStarted = "agent_job_started",
    /// An agent's job ended.
    AgentJobEnded = "agent_job_ended",
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

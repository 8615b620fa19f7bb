//! One room: who is in it, what it is told, when it ends.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    net::SocketAddr,
    time::{Duration, Instant},
};

use lk_peer::{SenderReport, Transport};
use lk_proto::{
    AgentDispatch, DisconnectReason, LeaveRequest, RoomUpdate, WebhookEvent, leave_request::Action,
    participant_info::State, signal_response::Message,
};

use super::{
    connection::Link,
    dynacast::Dynacast,
    env::Env,
    keys::{Deadline, ParticipantKey, PeerKey, Role, RoomKey, Seat},
    participant::Participant,
    pressure::Pressure,
    speakers::Speakers,
};

pub(crate) struct Room {
    pub(crate) key: RoomKey,
    /// What does not change by itself; counts are added by [`info`](Self::info).
    pub(crate) fixed: lk_proto::Room,
    pub(crate) participants: BTreeMap<ParticipantKey, Participant>,
    /// Who publishes the track of a sid.
    pub(crate) publishers: BTreeMap<String, ParticipantKey>,
    /// The same of data tracks.
    pub(crate) data_publishers: BTreeMap<String, ParticipantKey>,
    pub(crate) dispatches: Vec<AgentDispatch>,
    pub(crate) sif_trailer: Vec<u8>,
    pub(crate) speakers: Speakers,
    pub(crate) dynacast: Dynacast,
    /// The last nonces of data packets, oldest first.
    pub(crate) nonces: VecDeque<bytes::Bytes>,
    /// Whose news waits for the next batch.
    pub(crate) queued: BTreeSet<ParticipantKey>,
    /// The quality that was last told of each participant's connection.
    pub(crate) quality_told: BTreeSet<ParticipantKey>,
    created: Instant,
    ever_joined: bool,
    last_left: Option<Instant>,
    ended: bool,
    /// Connections that something was done to: to be drained.
    pub(super) touched: BTreeSet<PeerKey>,
    pub(super) pressure: Pressure,
    /// Participants whose downstream sections have changed: to be negotiated.
    renegotiate: BTreeSet<ParticipantKey>,
}

impl Room {
    pub(crate) fn new(key: RoomKey, fixed: lk_proto::Room, env: &mut Env) -> Self {
        let room = Self {
            key,
            fixed,
            participants: BTreeMap::new(),
            publishers: BTreeMap::new(),
            data_publishers: BTreeMap::new(),
            dispatches: Vec::new(),
            sif_trailer: env.random.bytes::<16>().to_vec(),
            speakers: Speakers::default(),
            dynacast: Dynacast::default(),
            nonces: VecDeque::new(),
            queued: BTreeSet::new(),
            quality_told: BTreeSet::new(),
            created: env.now,
            ever_joined: false,
            last_left: None,
            ended: false,
            pressure: Pressure::default(),
            touched: BTreeSet::new(),
            renegotiate: BTreeSet::new(),
        };
        room.watch_lifetime(env);
        env.webhook(WebhookEvent {
            event: "room_started".into(),
            room: Some(room.info()),
            ..WebhookEvent::default()
        });
        room
    }

    /// The room as clients and the API see it.
    pub(crate) fn info(&self) -> lk_proto::Room {
        let count = |of: fn(&&Participant) -> bool| {
            u32::try_from(self.participants.values().filter(of).count()).unwrap_or(u32::MAX)
        };
        lk_proto::Room {
            num_participants: count(|it| !it.is_dependent()),
            num_publishers: count(|it| it.is_publisher),
            active_recording: self.participants.values().any(|it| it.video().recorder),
            ..self.fixed.clone()
        }
    }

    pub(crate) fn seat(&self, participant: ParticipantKey) -> Seat {
        Seat {
            room: self.key,
            participant,
        }
    }

    pub(crate) fn by_identity(&self, identity: &str) -> Option<ParticipantKey> {
        let found = self
            .participants
            .iter()
            .find(|(_, participant)| participant.identity == identity);
        found.map(|(key, _)| *key)
    }

    pub(crate) fn by_sid(&self, sid: &str) -> Option<ParticipantKey> {
        let found = self
            .participants
            .iter()
            .find(|(_, participant)| participant.sid == sid);
        found.map(|(key, _)| *key)
    }

    /// Whether the room has been ended and is to be forgotten.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Whether another participant may join.
    pub(crate) fn has_seat_for(&self, participant: &Participant) -> bool {
        let limit = self.fixed.max_participants as usize;
        let seated = self
            .participants
            .values()
            .filter(|it| !it.is_dependent())
            .count();
        limit == 0 || participant.is_dependent() || seated < limit
    }

    pub(crate) fn insert(&mut self, key: ParticipantKey, participant: Participant, env: &mut Env) {
        self.ever_joined |= !participant.is_dependent();
        self.participants.insert(key, participant);
        self.watch_lifetime(env);
        self.count_changed(env);
    }

    /// Sends a message to a participant that has a websocket and is past joining.
    pub(crate) fn send(&self, to: ParticipantKey, message: Message, env: &mut Env) {
        let Some(participant) = self.participants.get(&to) else {
            return;
        };
        if let (Some(session), true) = (participant.session, participant.is_ready()) {
            env.send(session, message);
        }
    }

    /// Takes a participant out of the room.
    ///
    /// `leave` is what its client is told before its websocket is closed; without it the websocket is just closed.
    pub(crate) fn remove(
        &mut self,
        key: ParticipantKey,
        reason: DisconnectReason,
        leave: Option<Action>,
        env: &mut Env,
    ) {
        let Some(mut participant) = self.participants.remove(&key) else {
            return;
        };
        participant.state = State::Disconnected;
        participant.disconnect_reason = reason;
        participant.dirty = true;
        let mut departed = participant.info();
        departed.tracks.clear();
        departed.data_tracks.clear();
        let seat = self.seat(key);

        if let Some(session) = participant.session.take() {
            if let Some(action) = leave {
                env.send(
                    session,
                    Message::Leave(leave_request(participant.client.protocol, reason, action)),
                );
            }
            env.close_session(session);
        }
        for sid in participant.subscriptions.keys() {
            self.forget_subscriber(sid, key, env);
        }
        for track in participant.published.take_tracks() {
            self.retire_track(&participant, track, env);
        }
        self.retire_data_tracks(key, &mut participant, env);
        if !participant.is_hidden() {
            self.broadcast_departure(departed.clone(), env);
        }
        for role in participant.links.roles() {
            if let Some(link) = participant.links.get(role) {
                link.peer.close(env.now);
                drain_last(&mut link.peer, env);
            }
            let peer = PeerKey { seat, role };
            self.touched.remove(&peer);
            env.timers.cancel(Deadline::Peer(peer));
            env.peers.forget(peer);
        }
        for deadline in [
            Deadline::Join(seat),
            Deadline::Closed(seat),
            Deadline::Resume(seat),
            Deadline::Answer(seat),
            Deadline::Refresh(seat),
            Deadline::Placeholders(seat),
            Deadline::SimulatedSpeaker(seat),
        ] {
            env.timers.cancel(deadline);
        }
        env.rpc_callee_left(key);
        self.renegotiate.remove(&key);
        self.queued.remove(&key);
        self.quality_told.remove(&key);
        if !participant.is_dependent() {
            self.last_left = Some(env.now);
        }
        self.watch_lifetime(env);
        self.count_changed(env);

        let event = if participant.was_active {
            "participant_left"
        } else {
            "participant_connection_aborted"
        };
        env.webhook(WebhookEvent {
            event: event.into(),
            room: Some(self.info()),
            participant: Some(departed),
            ..WebhookEvent::default()
        });
    }

    /// Ends the room and everyone's stay in it.
    pub(crate) fn end(&mut self, reason: DisconnectReason, env: &mut Env) {
        let everyone: Vec<_> = self.participants.keys().copied().collect();
        for key in everyone {
            self.remove(key, reason, Some(Action::Disconnect), env);
        }
        self.ended = true;
        let key = self.key;
        env.timers.cancel_all(|deadline| {
            matches!(deadline,
                Deadline::Lifetime(room)
                | Deadline::Updates(room)
                | Deadline::RoomInfo(room)
                | Deadline::Speakers(room)
                | Deadline::Quality(room)
                | Deadline::Keyframes(room)
                | Deadline::Subscriptions(room)
                | Deadline::Dynacast(room)
                | Deadline::Pressure(room) if *room == key)
        });
        let mut info = self.info();
        info.num_participants = 0;
        env.webhook(WebhookEvent {
            event: "room_finished".into(),
            room: Some(info),
            ..WebhookEvent::default()
        });
    }

    /// Nobody may have been here for too long.
    pub(crate) fn lifetime_over(&mut self, env: &mut Env) {
        if self.participants.values().all(Participant::is_dependent) {
            self.end(DisconnectReason::RoomClosed, env);
        }
    }

    pub(crate) fn send_room_update(&self, env: &mut Env) {
        let update = RoomUpdate {
            room: Some(self.info()),
        };
        for &key in self.participants.keys() {
            self.send(key, Message::RoomUpdate(update.clone()), env);
        }
    }

    /// Something was done to a connection.
    pub(crate) fn touch(&mut self, participant: ParticipantKey, role: Role) {
        self.touched.insert(PeerKey {
            seat: self.seat(participant),
            role,
        });
    }

    /// The sections on which `participant` receives have changed.
    pub(crate) fn renegotiate(&mut self, participant: ParticipantKey) {
        self.renegotiate.insert(participant);
    }

    /// Does what the last input left to be done: negotiations, then the connections' own output.
    pub(crate) fn settle(&mut self, env: &mut Env) {
        loop {
            if let Some(peer) = self.touched.pop_first() {
                self.drain(peer, env);
            } else if let Some(participant) = self.renegotiate.pop_first() {
                self.negotiate(participant, env);
            } else {
                return;
            }
        }
    }

    pub(crate) fn on_sender_report(&mut self, from: ParticipantKey, report: &SenderReport) {
        let Some(publisher) = self.participants.get_mut(&from) else {
            return;
        };
        if let Some(track) = publisher.published.by_mid(report.mid) {
            track.upstream.report(report);
        }
    }

    pub(crate) fn link(&self, key: PeerKey) -> Option<&Link> {
        let links = &self.participants.get(&key.seat.participant)?.links;
        match key.role {
            Role::Publisher => Some(&links.publisher),
            Role::Subscriber => links.subscriber.as_ref(),
        }
    }

    pub(crate) fn handle_datagram(
        &mut self,
        key: PeerKey,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        env: &Env,
    ) {
        if self.keep_withheld(key, from, to, bytes) {
            return;
        }
        let Some(link) = self.link_mut(key) else {
            return;
        };
        link.peer
            .handle_datagram(Transport::Udp, from, to, bytes, env.now);
        self.touched.insert(key);
    }

    pub(crate) fn handle_peer_timeout(&mut self, key: PeerKey, env: &Env) {
        let Some(link) = self.link_mut(key) else {
            return;
        };
        link.peer.handle_timeout(env.now);
        self.touched.insert(key);
    }

    pub(crate) fn link_mut(&mut self, key: PeerKey) -> Option<&mut Link> {
        self.participants
            .get_mut(&key.seat.participant)?
            .links
            .get(key.role)
    }

    fn drain(&mut self, key: PeerKey, env: &mut Env) {
        let who = key.seat.participant;
        loop {
            let Some(link) = self.link_mut(key) else {
                return;
            };
            match link.peer.poll_output() {
                lk_peer::Output::Transmit(transmit) => env.transmit(transmit),
                lk_peer::Output::Event(event) => self.on_peer_event(who, key.role, event, env),
                lk_peer::Output::Timeout(at) => return env.timers.set(Deadline::Peer(key), at),
            }
        }
    }

    fn watch_lifetime(&self, env: &mut Env) {
        let empty = self.participants.values().all(Participant::is_dependent);
        let deadline = match (empty, self.last_left) {
            (false, _) => return env.timers.cancel(Deadline::Lifetime(self.key)),
            (true, Some(left)) if self.ever_joined => left + secs(self.fixed.departure_timeout),
            (true, _) => self.created + secs(self.fixed.empty_timeout),
        };
        env.timers.set(Deadline::Lifetime(self.key), deadline);
    }

    /// Counts are told a little later, all changes at once.
    pub(crate) fn count_changed(&self, env: &mut Env) {
        env.timers
            .set_if_unset(Deadline::RoomInfo(self.key), env.now + COUNTS_AFTER);
    }
}

/// What a client is told when it has to go. Before protocol 13 there was only a flag.
pub(crate) fn leave_request(
    protocol: i32,
    reason: DisconnectReason,
    action: Action,
) -> LeaveRequest {
    let mut leave = LeaveRequest {
        reason: reason.into(),
        ..LeaveRequest::default()
    };
    if protocol > 12 {
        leave.action = action.into();
    } else {
        leave.can_reconnect = action != Action::Disconnect;
    }
    leave
}

/// Sends what a closing connection still has to say.
fn drain_last(peer: &mut lk_peer::Peer, env: &mut Env) {
    loop {
        match peer.poll_output() {
            lk_peer::Output::Transmit(transmit) => env.transmit(transmit),
            lk_peer::Output::Event(_) => {}
            lk_peer::Output::Timeout(_) => return,
        }
    }
}

fn secs(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}

/// How long changes of a room's counts are gathered.
const COUNTS_AFTER: Duration = Duration::from_secs(5);

//! The server as a plain value: requests, frames, datagrams and time in; answers, frames, datagrams and events out.

mod api;
mod config;
mod connect;
mod connection;
mod data;
mod data_track;
mod device;
mod dynacast;
mod env;
mod front;
mod held;
mod keys;
mod media;
mod negotiate;
mod output;
mod participant;
mod peers;
mod permission;
mod pressure;
mod publish;
mod quality;
mod random;
mod relay;
mod room;
mod rooms;
mod rpc;
mod signal;
mod speakers;
mod subscribe;
mod timers;
mod track;
mod update;

use std::{
    fmt,
    net::SocketAddr,
    time::{Duration, Instant},
};

use lk_proto::{DisconnectReason, leave_request::Action};

pub use config::ServerConfig;
pub use keys::{HttpId, SessionId};
pub use output::{Dial, HttpReply, HttpRequest, Output, Refusal, SignalFrame};

use env::Env;
use keys::{Deadline, PeerKey};
use rooms::Rooms;

/// The whole server, sans-IO.
///
/// It reads no clock, opens no socket and spawns nothing. Its methods are of three kinds:
///
/// - *inputs*: [`dial`](Self::dial), [`handle_http`](Self::handle_http), [`handle_signal`](Self::handle_signal),
///   [`signal_closed`](Self::signal_closed), [`handle_datagram`](Self::handle_datagram),
///   [`handle_timeout`](Self::handle_timeout), [`shutdown`](Self::shutdown). Each takes `now`, which never runs backwards.
/// - *output*: [`poll_output`](Self::poll_output). After each input, drain it until it answers [`Output::Timeout`];
///   call [`handle_timeout`](Self::handle_timeout) at that moment, or sooner with any other input.
/// - *getters*, which change nothing.
///
/// All randomness comes from the seed; two cores with one seed and the same inputs give the same outputs, apart from what
/// DTLS and SCTP draw by themselves.
pub struct Core {
    env: Env,
    rooms: Rooms,
}

impl Core {
    /// A server without rooms. `unix_now` is the wall clock at `now`, since 1970: it dates tokens, rooms and events.
    ///
    /// The seed also makes the passwords of connections: take it from the operating system wherever strangers can connect.
    pub fn new(config: ServerConfig, seed: [u8; 32], unix_now: Duration, now: Instant) -> Self {
        Self {
            env: Env::new(config, seed, unix_now, now),
            rooms: Rooms::default(),
        }
    }

    /// Opens a signal session, or says why not with the status and text of the real server.
    ///
    /// # Errors
    ///
    /// [`Refusal`]: what to answer instead of the websocket upgrade.
    pub fn dial(&mut self, dial: &Dial<'_>, now: Instant) -> Result<SessionId, Refusal> {
        self.env.advance(now);
        let session = self.connect(dial);
        self.settle();
        session
    }

    /// Takes one HTTP request that is not a websocket upgrade. The answer comes as [`Output::Http`] with the same id,
    /// mostly at once.
    pub fn handle_http(&mut self, request: &HttpRequest<'_>, now: Instant) -> HttpId {
        self.env.advance(now);
        let id = HttpId(self.env.next_key());
        if let Some(reply) = self.serve(id, request) {
            self.env.answer(id, reply);
        }
        self.settle();
        id
    }

    /// Takes a frame that the client of `session` sent. Sessions that are over are ignored.
    pub fn handle_signal(&mut self, session: SessionId, frame: &SignalFrame, now: Instant) {
        self.env.advance(now);
        self.on_frame(session, frame);
        self.settle();
    }

    /// The websocket of `session` has closed, by whoever.
    pub fn signal_closed(&mut self, session: SessionId, now: Instant) {
        self.env.advance(now);
        self.on_signal_lost(session);
        self.settle();
    }

    /// Takes a datagram that arrived at our address `to`. What belongs to no connection is dropped.
    pub fn handle_datagram(
        &mut self,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) {
        self.env.advance(now);
        let Some(key) = self.find_peer(from, to, bytes) else {
            return;
        };
        self.env.peers.used(key, from, to);
        let Some(room) = self.rooms.get_mut(key.seat.room) else {
            return;
        };
        room.handle_datagram(key, from, to, bytes, &self.env);
        self.settle();
    }

    /// Lets due timers fire.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.env.advance(now);
        while let Some(deadline) = self.env.timers.pop_due(self.env.now) {
            self.on_deadline(deadline);
            self.settle();
        }
    }

    /// Ends every session with `Leave{SERVER_SHUTDOWN}`, and every room.
    pub fn shutdown(&mut self, now: Instant) {
        self.env.advance(now);
        for key in self.rooms.keys() {
            if let Some(room) = self.rooms.get_mut(key) {
                room.end(DisconnectReason::ServerShutdown, &mut self.env);
            }
        }
        self.settle();
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Output {
        match self.env.pop_output() {
            Some(output) => output,
            None => Output::Timeout(self.env.timers.earliest().unwrap_or(self.env.now + IDLE)),
        }
    }

    /// How many rooms there are.
    pub fn room_count(&self) -> usize {
        self.rooms.iter().count()
    }

    fn settle(&mut self) {
        self.rooms.settle(&mut self.env);
    }

    /// The connection that a datagram is for: the last one on these addresses if it agrees, else any that does.
    fn find_peer(&mut self, from: SocketAddr, to: SocketAddr, bytes: &[u8]) -> Option<PeerKey> {
        let accepts = |key: &PeerKey| {
            let link = self
                .rooms
                .get(key.seat.room)
                .and_then(|room| room.link(*key));
            link.is_some_and(|link| link.peer.accepts(from, to, bytes))
        };
        self.env
            .peers
            .find(from, to)
            .filter(accepts)
            .or_else(|| self.env.peers.all().find(accepts))
    }

    fn on_deadline(&mut self, deadline: Deadline) {
        let env = &mut self.env;
        let key = match deadline {
            Deadline::Rpc(number) => return env.rpc_overdue(number),
            Deadline::Peer(peer) => peer.seat.room,
            Deadline::Join(seat)
            | Deadline::Closed(seat)
            | Deadline::Resume(seat)
            | Deadline::Answer(seat)
            | Deadline::Refresh(seat)
            | Deadline::Placeholders(seat)
            | Deadline::SimulatedSpeaker(seat) => seat.room,
            Deadline::Lifetime(room)
            | Deadline::Updates(room)
            | Deadline::RoomInfo(room)
            | Deadline::Speakers(room)
            | Deadline::Quality(room)
            | Deadline::Keyframes(room)
            | Deadline::Subscriptions(room)
            | Deadline::Dynacast(room)
            | Deadline::Pressure(room) => room,
        };
        let Some(room) = self.rooms.get_mut(key) else {
            return;
        };
        match deadline {
            Deadline::Peer(peer) => room.handle_peer_timeout(peer, env),
            Deadline::Join(seat) => {
                let leave = Some(Action::Disconnect);
                room.remove(seat.participant, DisconnectReason::JoinFailure, leave, env);
            }
            Deadline::Closed(seat) => room.connection_lost(seat.participant, env),
            Deadline::Resume(seat) => room.resume_overdue(seat.participant, env),
            Deadline::Answer(seat) => room.answer_overdue(seat.participant, env),
            Deadline::Refresh(seat) => room.send_refresh_token(seat.participant, env),
            Deadline::Placeholders(seat) => room.placeholders_tick(seat.participant, env),
            Deadline::SimulatedSpeaker(seat) => {
                room.simulated_speaker(seat.participant, false, env);
            }
            Deadline::Lifetime(_) => room.lifetime_over(env),
            Deadline::Updates(_) => room.flush_updates(env),
            Deadline::RoomInfo(_) => room.send_room_update(env),
            Deadline::Speakers(_) => room.speakers_tick(env),
            Deadline::Quality(_) => room.quality_tick(env),
            Deadline::Keyframes(_) => room.keyframes_tick(env),
            Deadline::Subscriptions(_) => room.give_up_subscriptions(env),
            Deadline::Dynacast(_) => room.dynacast_tick(env),
            Deadline::Pressure(_) => room.pressure_tick(env),
            Deadline::Rpc(_) => {}
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("config", &self.env.config)
            .field("rooms", &self.room_count())
            .finish_non_exhaustive()
    }
}

/// How long to sleep when there is nothing to wait for.
const IDLE: Duration = Duration::from_secs(3600);

//! What every part of the core shares: time, randomness, deadlines, sessions and the outbox.

use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant, SystemTime},
};

use lk_auth::{ApiKey, KeyMap, TokenVerifier};
use lk_proto::{SignalResponse, WebhookEvent, signal_response::Message};
use lk_signal::{FrameKind, server::ServerFrames};

use super::{
    config::ServerConfig,
    keys::{Deadline, HttpId, Seat, SessionId},
    output::{HttpReply, Output, SignalFrame},
    peers::PeerIndex,
    random::Random,
    rpc::Rpcs,
    timers::Timers,
};

pub(crate) struct Env {
    pub(crate) config: ServerConfig,
    pub(crate) random: Random,
    pub(crate) timers: Timers<Deadline>,
    pub(crate) sessions: BTreeMap<SessionId, Session>,
    pub(crate) peers: PeerIndex,
    pub(crate) rpcs: Rpcs,
    pub(crate) verifier: TokenVerifier,
    /// `ND_…`
    pub(crate) node_id: String,
    pub(crate) now: Instant,
    outputs: VecDeque<Output>,
    started: Instant,
    started_unix: Duration,
    next_key: u64,
}

/// One open signal websocket.
pub(crate) struct Session {
    /// Whose it is; none when it was opened only to say why not.
    pub(crate) seat: Option<Seat>,
    /// Its dialect, which the client's last frame chose.
    pub(crate) frames: ServerFrames,
}

impl Env {
    pub(crate) fn new(
        config: ServerConfig,
        seed: [u8; 32],
        unix_now: Duration,
        now: Instant,
    ) -> Self {
        let mut random = Random::new(seed);
        Self {
            node_id: random.sid("ND_"),
            random,
            timers: Timers::new(),
            sessions: BTreeMap::new(),
            peers: PeerIndex::default(),
            rpcs: Rpcs::default(),
            verifier: verifier(&config),
            now,
            outputs: VecDeque::new(),
            started: now,
            started_unix: unix_now,
            next_key: 1,
            config,
        }
    }

    /// Time goes on, never back.
    pub(crate) fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
    }

    /// The wall clock, since 1970.
    pub(crate) fn unix(&self) -> Duration {
        self.started_unix + self.now.saturating_duration_since(self.started)
    }

    pub(crate) fn unix_secs(&self) -> i64 {
        i64::try_from(self.unix().as_secs()).unwrap_or(i64::MAX)
    }

    pub(crate) fn unix_millis(&self) -> i64 {
        i64::try_from(self.unix().as_millis()).unwrap_or(i64::MAX)
    }

    pub(crate) fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.unix()
    }

    pub(crate) fn next_key(&mut self) -> u64 {
        let key = self.next_key;
        self.next_key += 1;
        key
    }

    pub(crate) fn open_session(&mut self, seat: Option<Seat>) -> SessionId {
        let session = SessionId(self.next_key());
        self.sessions.insert(
            session,
            Session {
                seat,
                frames: ServerFrames::new(),
            },
        );
        session
    }

    pub(crate) fn seat(&self, session: SessionId) -> Option<Seat> {
        self.sessions.get(&session)?.seat
    }

    pub(crate) fn send(&mut self, session: SessionId, message: Message) {
        let Some(open) = self.sessions.get(&session) else {
            return;
        };
        let (kind, bytes) = open.frames.encode(&SignalResponse {
            message: Some(message),
        });
        let frame = match kind {
            FrameKind::Binary => SignalFrame::Binary(bytes),
            FrameKind::Text => SignalFrame::Text(String::from_utf8_lossy(&bytes).into_owned()),
        };
        self.outputs.push_back(Output::Signal { session, frame });
    }

    pub(crate) fn close_session(&mut self, session: SessionId) {
        if self.sessions.remove(&session).is_some() {
            self.outputs.push_back(Output::CloseSignal { session });
        }
    }

    pub(crate) fn answer(&mut self, id: HttpId, reply: HttpReply) {
        self.outputs.push_back(Output::Http { id, reply });
    }

    pub(crate) fn transmit(&mut self, transmit: lk_peer::Transmit) {
        self.outputs.push_back(Output::Transmit {
            from: transmit.from,
            to: transmit.to,
            payload: transmit.payload,
        });
    }

    /// Stamps an event and queues it.
    pub(crate) fn webhook(&mut self, mut event: WebhookEvent) {
        event.id = self.random.sid("EV_");
        event.created_at = self.unix_secs();
        self.outputs.push_back(Output::Webhook(Box::new(event)));
    }

    pub(crate) fn pop_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }
}

fn verifier(config: &ServerConfig) -> TokenVerifier {
    let mut keys = KeyMap::new();
    for (key, secret) in &config.keys {
        keys.insert(ApiKey::new(key.as_str(), secret));
    }
    TokenVerifier::new(keys)
}

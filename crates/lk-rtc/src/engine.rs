//! The participant as a plain value: it is told what happened, and asked what to do.

mod candidate;
mod config;
mod convert;
mod data;
mod early;
mod ending;
mod joining;
mod local;
mod negotiator;
mod outbound;
mod output;
mod publications;
mod remote;
mod room;
mod signal;
mod subscriptions;
mod transport;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use lk_peer::{LocalAddress, PeerEvent, Transport};
use lk_signal::{Session, SessionConfig, SignalPath};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

pub use self::config::EngineConfig;
use self::data::DataChannels;
pub use self::data::DataMessage;
use self::early::EarlyMedia;
use self::ending::Lost;
use self::joining::Joining;
use self::negotiator::Negotiator;
use self::outbound::Outbound;
pub use self::output::{
    EngineEvent, LocalTrackEvent, LocalTrackId, Media, MediaForm, Output, PeerSide, SignalInput,
};
use self::publications::Publications;
use self::room::RoomModel;
use self::subscriptions::{Limits, Subscriptions};
use self::transport::Transports;
use crate::error::{ConnectError, DisconnectReason};
use crate::model::RoomState;
use crate::stats::JoinTimings;

/// A participant of one room, stepped from outside.
///
/// It owns the signalling session, one or two peer connections, and what is known of the room. It
/// reads no clock and opens no socket. Its methods are of four kinds:
///
/// - commands ([`connect`](Self::connect), [`publish`](Self::publish),
///   [`send_data`](Self::send_data), [`leave`](Self::leave), …) say what the application wants;
/// - `handle_*`, and [`add_local_address`](Self::add_local_address), take what happened outside;
/// - [`poll_output`](Self::poll_output) says what to do next, and is to be drained to
///   [`Output::Timeout`] after each of the above;
/// - getters only look.
///
/// Times are handed in and never run backwards; one that does is taken as the latest seen.
///
/// The order is: make one, bind sockets for [`PeerSide::Publisher`] and tell their addresses,
/// `connect`, then follow the outputs. After [`Output::ConnectFailed`] or
/// [`Event::Disconnected`](crate::Event::Disconnected) it does nothing any more.
#[derive(Debug)]
pub struct Engine {
    config: EngineConfig,
    session: Session,
    session_deadline: Option<Instant>,
    rng: ChaCha20Rng,
    phase: Phase,
    path: SignalPath,
    primary: PeerSide,
    joining: Joining,
    transports: Transports,
    negotiator: Negotiator,
    early: EarlyMedia,
    data: Option<DataChannels>,
    /// What was lost of the media, and how long the server's own word on it is waited for.
    fading: Option<(Lost, Instant)>,
    room: RoomModel,
    publications: Publications,
    outbound: Outbound,
    subscriptions: Subscriptions,
    /// Codecs that the server takes; any, when empty.
    publish_codecs: Vec<String>,
    outputs: VecDeque<Output>,
    now: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Idle,
    Connecting,
    Connected,
    Leaving,
    Ended(DisconnectReason),
}

impl Engine {
    /// An engine that does nothing until [`connect`](Self::connect).
    pub fn new(config: EngineConfig, now: Instant) -> Self {
        let options = &config.options;
        let signal = SessionConfig::new(config.server.clone(), config.token.clone())
            .unix_time(config.unix_time);
        let limits = Limits {
            reorder_window: options.reorder_window,
            buffer_bytes: options.media_buffer_bytes,
        };
        Self {
            session: Session::new(signal, now),
            session_deadline: None,
            rng: ChaCha20Rng::from_seed(config.seed),
            phase: Phase::Idle,
            path: SignalPath::Single,
            primary: PeerSide::Publisher,
            joining: Joining::new(now),
            transports: Transports::new(),
            negotiator: Negotiator::new(),
            early: EarlyMedia::default(),
            data: None,
            fading: None,
            room: RoomModel::new(options.auto_subscribe),
            publications: Publications::default(),
            outbound: Outbound::new(options.pacing),
            subscriptions: Subscriptions::new(options.auto_subscribe, limits),
            publish_codecs: Vec::new(),
            outputs: VecDeque::new(),
            now,
            config,
        }
    }

    // ---- commands; those for tracks and data stand in files of their own

    /// Sets out to join the room. Ends in [`Output::Connected`] or [`Output::ConnectFailed`].
    ///
    /// # Errors
    ///
    /// [`ConnectError::Options`], if the options make no request; [`ConnectError::Cancelled`] on an
    /// engine that was used before.
    pub fn connect(&mut self, now: Instant) -> Result<(), ConnectError> {
        if self.phase != Phase::Idle {
            return Err(ConnectError::Cancelled);
        }
        let now = self.advance_clock(now);
        self.begin_joining(now)?;
        self.run(now);
        Ok(())
    }

    /// Says goodbye and leaves. Ends in [`Event::Disconnected`](crate::Event::Disconnected), or
    /// while still joining in [`Output::ConnectFailed`], after two seconds at most.
    pub fn leave(&mut self, now: Instant) {
        let now = self.advance_clock(now);
        match self.phase {
            Phase::Idle | Phase::Connecting => self.fail_connect(ConnectError::Cancelled, now),
            Phase::Connected => {
                self.phase = Phase::Leaving;
                // Whatever else is amiss, it is we who leave.
                self.negotiator = Negotiator::new();
                self.fading = None;
                self.session
                    .leave(lk_proto::DisconnectReason::ClientInitiated, now);
            }
            Phase::Leaving | Phase::Ended(_) => {}
        }
        self.run(now);
    }

    // ---- what happened

    /// A socket is bound for this peer connection.
    pub fn add_local_address(&mut self, side: PeerSide, address: LocalAddress, now: Instant) {
        let now = self.advance_clock(now);
        if let Some(candidate) = self.transports.add_address(side, address) {
            self.trickle(side, &candidate);
        }
        self.run(now);
    }

    /// Something happened to the websocket.
    pub fn handle_signal(&mut self, input: SignalInput<'_>, now: Instant) {
        let now = self.advance_clock(now);
        match input {
            SignalInput::Opened => {
                self.joining.on_opened(now);
                self.session.handle_opened(now);
            }
            SignalInput::DialFailed(failure) => self.session.handle_dial_failed(failure, now),
            SignalInput::Validated(answer) => self.session.handle_validated(answer),
            SignalInput::Frame(kind, frame) => self.session.handle_frame(kind, frame, now),
            SignalInput::Oversized { max } => self.session.handle_oversized(max),
            SignalInput::Closed(closed) => self.session.handle_closed(closed),
        }
        self.run(now);
    }

    /// A datagram came `from` somewhere `to` a socket of this peer connection. What is not for it,
    /// or malformed, is dropped.
    pub fn handle_datagram(
        &mut self,
        side: PeerSide,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) {
        let now = self.advance_clock(now);
        let awaits_answer = self.negotiator.deadline().is_some();
        let Some(link) = self.transports.get_mut(side) else {
            return;
        };
        let early = awaits_answer
            && side == PeerSide::Publisher
            && self.early.keep(transport, from, to, bytes, &link.peer);
        if !early {
            link.peer.handle_datagram(transport, from, to, bytes, now);
            self.run(now);
        }
    }

    /// Time passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        let now = self.advance_clock(now);
        self.session.handle_timeout(now);
        self.flush_due(now);
        for side in SIDES {
            let link = self.transports.get_mut(side);
            if let Some(link) = link.filter(|link| link.wake.is_none_or(|wake| wake <= now)) {
                link.peer.handle_timeout(now);
            }
        }
        self.run(now);
    }

    // ---- what to do next

    /// The next thing to do. [`Output::Timeout`] means drained.
    pub fn poll_output(&mut self) -> Output {
        self.outputs
            .pop_front()
            .unwrap_or_else(|| Output::Timeout(self.deadline()))
    }

    // ---- getters

    /// The room as of now.
    pub fn state(&self) -> &Arc<RoomState> {
        self.room.state()
    }

    /// When joining reached each of its stages.
    pub fn join_timings(&self) -> JoinTimings {
        self.joining.timings(&self.transports, self.primary)
    }

    /// Whether everything is over.
    pub fn is_ended(&self) -> bool {
        matches!(self.phase, Phase::Ended(_))
    }

    // ---- one turn

    fn advance_clock(&mut self, now: Instant) -> Instant {
        self.now = self.now.max(now);
        self.now
    }

    /// Carries on until nothing is left to do at `now`.
    fn run(&mut self, now: Instant) {
        loop {
            let signalled = self.drain_session(now);
            let heard = self.drain_peers(now);
            if !signalled && !heard && !self.step(now) {
                break;
            }
        }
    }

    /// Takes what the peers want sent, and reacts to what happened on them.
    fn drain_peers(&mut self, now: Instant) -> bool {
        let mut heard = false;
        for side in SIDES {
            while let Some(link) = self.transports.get_mut(side) {
                match link.peer.poll_output() {
                    lk_peer::Output::Transmit(transmit) => {
                        self.outputs.push_back(Output::Transmit(side, transmit));
                    }
                    lk_peer::Output::Event(event) => {
                        heard = true;
                        if !self.is_ended() {
                            self.on_peer_event(side, event, now);
                        }
                    }
                    lk_peer::Output::Timeout(wake) => {
                        link.wake = Some(wake).filter(|_| !matches!(self.phase, Phase::Ended(_)));
                        break;
                    }
                }
            }
        }
        heard
    }

    fn on_peer_event(&mut self, side: PeerSide, event: PeerEvent, now: Instant) {
        match event {
            PeerEvent::Rtp(packet) => self.subscriptions.on_rtp(packet),
            PeerEvent::ChannelData {
                data, binary: true, ..
            } => self.on_data(&data),
            PeerEvent::IceState(state) => {
                tracing::debug!(?side, ?state, "ice");
                if let Some(link) = self.transports.get_mut(side) {
                    link.on_ice(state, now);
                }
            }
            PeerEvent::Connected => {
                tracing::debug!(?side, "media connection is up");
                if let Some(link) = self.transports.get_mut(side) {
                    link.on_connected(now);
                }
            }
            PeerEvent::Failed(reason) => self.on_lost(Lost::Link(side, reason), now),
            PeerEvent::ReceivingStarted(track) => {
                self.subscriptions
                    .on_started(track.into(), &mut self.room, now);
            }
            PeerEvent::ReceivingStopped { mid, .. } => {
                self.subscriptions.on_stopped(mid, &mut self.room);
            }
            PeerEvent::ReceivingCodecChanged { mid, codecs } => {
                let codec = codecs.first().map(|first| first.codec);
                self.subscriptions.on_codec_changed(mid, codec);
            }
            PeerEvent::KeyframeRequest { sender, .. } => self.on_keyframe_request(sender),
            PeerEvent::ChannelOpen {
                key,
                by_remote: false,
                ..
            } => {
                if let Some(data) = &mut self.data {
                    data.on_open(key);
                }
            }
            PeerEvent::ChannelDrained { key } => {
                let drained = self.data.as_ref().and_then(|data| data.on_drained(key));
                self.outputs
                    .extend(drained.map(|reliable| Output::DataWritable { reliable }));
            }
            PeerEvent::ChannelClosed { key } => {
                let publishing = self.data.as_mut().filter(|_| side == PeerSide::Publisher);
                let ours = publishing.is_some_and(|data| data.on_closed(key));
                if ours {
                    self.on_lost(Lost::DataChannel, now);
                }
            }
            _ => {}
        }
    }

    /// Does what has become due; says whether that may have made more.
    fn step(&mut self, now: Instant) -> bool {
        let mut more = self.see_to_notes(now);
        self.tell_events();
        while let Some((track, received)) = self.subscriptions.poll(now) {
            more |= self.on_received(track, received);
        }
        if self.is_ended() {
            return more;
        }
        more |= self.check_joined(now);
        more |= self.request_tracks(now);
        more |= self.offer(now);
        more |= self.give_up_overdue(now);
        more
    }

    fn tell_events(&mut self) {
        while let Some(event) = self.room.poll_event() {
            self.outputs.push_back(Output::Event(event));
        }
    }

    fn deadline(&self) -> Option<Instant> {
        if self.is_ended() {
            return None;
        }
        let deadlines = [
            self.session_deadline,
            self.transports.deadline(),
            self.negotiator.deadline(),
            self.fading.as_ref().map(|(_, until)| *until),
            self.publications.deadline(),
            self.subscriptions.deadline(),
            self.outbound
                .next_wake()
                .filter(|_| self.transports.get(PeerSide::Publisher).is_some()),
            self.joining
                .deadline()
                .filter(|_| self.phase == Phase::Connecting),
        ];
        deadlines.into_iter().flatten().min()
    }
}

/// In the order in which they are drained.
const SIDES: [PeerSide; 2] = [PeerSide::Publisher, PeerSide::Subscriber];

#[cfg(test)]
mod tests;

//! One participant: its engine, and what came of it.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Instant;

use lk_devserver::SessionId;
use lk_peer::{LocalAddress, Transport};
use lk_rtc::engine::{
    Engine, EngineConfig, EngineEvent, LocalTrackEvent, LocalTrackId, Media, MediaForm, Output,
    PeerSide, SignalInput,
};
use lk_rtc::event::{DataReceived, Event};
use lk_rtc::stats::JoinTimings;
use lk_rtc::{ConnectError, ParticipantIdentity, PublishError, TrackPublication, TrackSid};
use lk_signal::{DialFailure, DialRequest, FrameKind, SocketClosed, ValidateAnswer};

use super::wire::{Parcel, SocketId};
use super::{Datagram, Direction, GuestId, Sim};
use crate::media::FrameLedger;

/// A participant of a simulation.
#[derive(Debug)]
pub struct Guest {
    identity: String,
    address: Ipv4Addr,
    engine: Engine,
    wake: Option<Instant>,
    sockets: u64,
    /// The websocket in use, and the server's name of it once it is open.
    socket: Option<(u64, Option<SessionId>)>,
    outcome: Option<Result<JoinTimings, ConnectError>>,
    events: Vec<EngineEvent>,
    data: Vec<DataReceived>,
    received: BTreeMap<TrackSid, Received>,
    published: BTreeMap<LocalTrackId, Result<TrackPublication, PublishError>>,
    local_events: Vec<(LocalTrackId, LocalTrackEvent)>,
}

#[derive(Debug)]
struct Received {
    from: ParticipantIdentity,
    ledger: FrameLedger,
}

impl Guest {
    pub(super) fn new(
        identity: &str,
        address: Ipv4Addr,
        config: EngineConfig,
        now: Instant,
    ) -> Self {
        Self {
            identity: identity.to_owned(),
            address,
            engine: Engine::new(config, now),
            wake: None,
            sockets: 0,
            socket: None,
            outcome: None,
            events: Vec::new(),
            data: Vec::new(),
            received: BTreeMap::new(),
            published: BTreeMap::new(),
            local_events: Vec::new(),
        }
    }

    // ---- what came of it

    /// The identity it joined with.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Its engine, to look at.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Its engine, to be used within [`Sim::act`].
    pub fn engine_mut(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// Whether it got into the room.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        matches!(self.outcome, Some(Ok(_)))
    }

    /// What became of joining, once it is known.
    #[must_use]
    pub fn outcome(&self) -> Option<&Result<JoinTimings, ConnectError>> {
        self.outcome.as_ref()
    }

    /// What it was told, data packets left out.
    #[must_use]
    pub fn events(&self) -> &[EngineEvent] {
        &self.events
    }

    /// The data packets that reached it.
    #[must_use]
    pub fn data(&self) -> &[DataReceived] {
        &self.data
    }

    /// The tracks that it was subscribed to, and whose they are.
    pub fn tracks(&self) -> impl Iterator<Item = (&TrackSid, &ParticipantIdentity)> {
        self.received
            .iter()
            .map(|(sid, received)| (sid, &received.from))
    }

    /// What arrived of a track.
    #[must_use]
    pub fn ledger(&self, track: &TrackSid) -> Option<&FrameLedger> {
        self.received.get(track).map(|received| &received.ledger)
    }

    /// The track as it stands in the room, once it does.
    #[must_use]
    pub fn publication(&self, track: LocalTrackId) -> Option<&TrackPublication> {
        self.published.get(&track)?.as_ref().ok()
    }

    /// What was told of its own tracks.
    #[must_use]
    pub fn local_events(&self) -> &[(LocalTrackId, LocalTrackEvent)] {
        &self.local_events
    }

    // ---- for the simulation

    pub(super) fn forget(&mut self) {
        self.events.clear();
        self.data.clear();
        self.received.clear();
        self.published.clear();
        self.local_events.clear();
    }

    pub(super) fn connect(&mut self, now: Instant) {
        self.open_sockets(PeerSide::Publisher, now);
        if let Err(error) = self.engine.connect(now) {
            panic!("{} does not set out: {error}", self.identity);
        }
    }

    pub(super) fn wake(&self) -> Option<Instant> {
        self.wake
    }

    pub(super) fn handle_datagram(
        &mut self,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) {
        let sides = [PeerSide::Publisher, PeerSide::Subscriber];
        let Some(side) = sides
            .into_iter()
            .find(|side| self.socket_address(*side) == to)
        else {
            return;
        };
        self.engine
            .handle_datagram(side, Transport::Udp, from, to, bytes, now);
    }

    pub(super) fn on_dialled(
        &mut self,
        socket: u64,
        outcome: Result<SessionId, lk_devserver::Refusal>,
        now: Instant,
    ) {
        let Some((current, session)) = &mut self.socket else {
            return;
        };
        if *current != socket {
            return;
        }
        match outcome {
            Ok(opened) => {
                *session = Some(opened);
                self.engine.handle_signal(SignalInput::Opened, now);
            }
            Err(refusal) => {
                self.socket = None;
                let body = refusal.body.into();
                let failure = DialFailure::Refused {
                    status: refusal.status,
                    body,
                };
                self.engine
                    .handle_signal(SignalInput::DialFailed(failure), now);
            }
        }
    }

    pub(super) fn on_frame(&mut self, socket: u64, kind: FrameKind, frame: &[u8], now: Instant) {
        if self.is_current(socket) {
            self.engine
                .handle_signal(SignalInput::Frame(kind, frame), now);
        }
    }

    pub(super) fn on_closed(&mut self, socket: u64, now: Instant) {
        if self.is_current(socket) {
            self.socket = None;
            let closed = SocketClosed {
                code: Some(1000),
                ..SocketClosed::default()
            };
            self.engine.handle_signal(SignalInput::Closed(closed), now);
        }
    }

    pub(super) fn on_validated(&mut self, status: u16, body: &[u8], now: Instant) {
        let body = String::from_utf8_lossy(body).into();
        let answer = Some(ValidateAnswer { status, body });
        self.engine
            .handle_signal(SignalInput::Validated(answer), now);
    }

    fn is_current(&self, socket: u64) -> bool {
        self.socket
            .as_ref()
            .is_some_and(|(current, _)| *current == socket)
    }

    fn socket_address(&self, side: PeerSide) -> SocketAddr {
        let port = match side {
            PeerSide::Publisher => 5000,
            PeerSide::Subscriber => 5001,
        };
        SocketAddr::from((self.address, port))
    }

    fn open_sockets(&mut self, side: PeerSide, now: Instant) {
        let address = LocalAddress::udp(self.socket_address(side));
        self.engine.add_local_address(side, address, now);
    }

    fn on_event(&mut self, event: EngineEvent, now: Instant) {
        match event {
            Event::DataReceived(data) => self.data.push(data),
            event => {
                if let Event::TrackSubscribed(subscribed) = &event {
                    let received = Received {
                        from: subscribed.participant.identity().clone(),
                        ledger: FrameLedger::default(),
                    };
                    let track = subscribed.track.clone();
                    self.engine.set_media_form(&track, MediaForm::Frames, now);
                    self.received.entry(track).or_insert(received);
                }
                self.events.push(event);
            }
        }
    }

    fn on_media(&mut self, track: &TrackSid, media: &Media) {
        if let (Some(received), Media::Frame(frame)) = (self.received.get_mut(track), media) {
            received.ledger.enter(&frame.data);
        }
    }
}

impl Sim {
    /// Carries out what a participant's engine wants done.
    pub(super) fn drain_guest(&mut self, id: GuestId) {
        let now = self.clock.now();
        loop {
            let guest = &mut self.guests[id.0];
            match guest.engine.poll_output() {
                Output::Timeout(wake) => {
                    guest.wake = wake;
                    return;
                }
                Output::Transmit(_, transmit) => {
                    let payload = transmit.payload.into();
                    let datagram = Datagram {
                        from: transmit.from,
                        to: transmit.to,
                        payload,
                    };
                    self.post(id, Direction::Up, datagram);
                }
                Output::Media(track, media) => guest.on_media(&track, &media),
                Output::Dial(dial) => {
                    guest.sockets += 1;
                    guest.socket = Some((guest.sockets, None));
                    let socket = SocketId {
                        guest: id,
                        number: guest.sockets,
                    };
                    let (target, authorization) = head_of(&dial);
                    self.wire.post(
                        Parcel::Dial {
                            socket,
                            target,
                            authorization,
                        },
                        now,
                    );
                }
                Output::SendSignal(frame) => {
                    if let Some((_, Some(session))) = guest.socket {
                        self.wire.post(Parcel::FrameUp { session, frame }, now);
                    }
                }
                Output::CloseSignal(_) => {
                    if let Some((_, Some(session))) = guest.socket.take() {
                        self.wire.post(Parcel::ClosedUp { session }, now);
                    }
                }
                Output::Validate(request) => {
                    let target = target_of(&request.url);
                    let authorization = format!("Bearer {}", request.token.secret());
                    self.wire.post(
                        Parcel::Validate {
                            guest: id,
                            target,
                            authorization,
                        },
                        now,
                    );
                }
                Output::OpenSockets(side) => guest.open_sockets(side, now),
                Output::Connected(timings) => {
                    guest.outcome = Some(Ok(timings));
                    self.note(id, "connected");
                }
                Output::ConnectFailed(error) => {
                    let line = format!("not connected: {error}");
                    guest.outcome = Some(Err(error));
                    self.note(id, line);
                }
                Output::Event(event) => {
                    let line = format!("{event:?}");
                    guest.on_event(event, now);
                    self.note(id, line);
                }
                Output::Published { track, result } => {
                    let line = format!("published {track:?}: {}", result.is_ok());
                    guest.published.insert(track, result);
                    self.note(id, line);
                }
                Output::LocalTrack(track, event) => {
                    guest.local_events.push((track, event));
                    if event == LocalTrackEvent::KeyframeRequested {
                        let mut feeds = self.feeds.iter_mut();
                        if let Some(feed) = feeds.find(|feed| feed.feeds(id, track)) {
                            feed.ask_for_keyframe();
                        }
                    }
                    self.note(id, format!("{track:?}: {event:?}"));
                }
                _ => {}
            }
        }
    }
}

fn head_of(dial: &DialRequest) -> (String, String) {
    (
        target_of(&dial.url),
        format!("Bearer {}", dial.token.secret()),
    )
}

/// Path and query of a URL.
fn target_of(url: &str) -> String {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme
        .find('/')
        .map_or("/", |slash| &after_scheme[slash..])
        .to_owned()
}

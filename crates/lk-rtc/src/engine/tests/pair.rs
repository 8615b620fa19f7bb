//! An engine and a server of one room, in virtual time: the server does what a test tells it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lk_peer::{LocalAddress, Peer, PeerConfig, PeerEvent, SectionChoice, Side, Transport};
use lk_proto as proto;
use lk_proto::signal_request::Message as Request;
use lk_proto::signal_response::Message as Response;
use lk_signal::{FrameKind, SignalUrl};
use prost::Message as _;

use crate::TrackSid;
use crate::engine::{
    Engine, EngineConfig, EngineEvent, LocalTrackEvent, LocalTrackId, Media, Output, PeerSide,
    SignalInput,
};
use crate::error::{ConnectError, PublishError};
use crate::model::TrackPublication;
use crate::options::{PeerConnections, RoomOptions};

pub(super) struct Pair {
    pub(super) engine: Engine,
    pub(super) server: Peer,
    pub(super) now: Instant,
    /// Whether the server answers offers, and confirms tracks.
    pub(super) answers: bool,
    pub(super) confirms: bool,
    /// Whether the server answers pings.
    pub(super) pongs: bool,
    /// Whether datagrams get through.
    pub(super) connected: bool,
    pub(super) requests: Vec<Request>,
    pub(super) events: Vec<EngineEvent>,
    pub(super) published: Vec<(LocalTrackId, Result<TrackPublication, PublishError>)>,
    pub(super) local: Vec<(LocalTrackId, LocalTrackEvent)>,
    pub(super) media: Vec<(TrackSid, Media)>,
    pub(super) outcome: Option<Result<(), ConnectError>>,
    pub(super) signal_closed: bool,
    pub(super) server_events: Vec<PeerEvent>,
    wake: Option<Instant>,
    server_wake: Instant,
    to_server: VecDeque<lk_peer::Transmit>,
    to_engine: VecDeque<lk_peer::Transmit>,
    tracks: u32,
}

fn address(host: u8) -> SocketAddr {
    ([192, 0, 2, host], 7000).into()
}

impl Pair {
    /// Both, joined on two connections; the server offers nothing on the second by itself.
    pub(super) fn joined() -> Self {
        Self::joined_with(RoomOptions::new())
    }

    pub(super) fn joined_with(options: RoomOptions) -> Self {
        let mut pair = Self::with(options);
        pair.run(Duration::from_secs(2));
        assert!(matches!(pair.outcome, Some(Ok(()))), "{:?}", pair.outcome);
        pair
    }

    fn with(options: RoomOptions) -> Self {
        let now = Instant::now();
        let server = SignalUrl::parse("ws://server.test").expect("a url");
        let options = options.peer_connections(PeerConnections::Dual);
        let config = EngineConfig::new(server, "a.jwt.token", [1; 32]).options(options);
        let mut engine = Engine::new(config, now);
        let own = LocalAddress::udp(address(1));
        engine.add_local_address(PeerSide::Publisher, own, now);
        engine.connect(now).expect("options that make a request");
        let mut server = Peer::new(PeerConfig::new(Side::Server, [2; 32]), now);
        server.add_local_address(LocalAddress::udp(address(2)));
        Self {
            engine,
            server,
            now,
            answers: true,
            confirms: true,
            pongs: true,
            connected: true,
            requests: Vec::new(),
            events: Vec::new(),
            published: Vec::new(),
            local: Vec::new(),
            media: Vec::new(),
            outcome: None,
            signal_closed: false,
            server_events: Vec::new(),
            wake: Some(now),
            server_wake: now,
            to_server: VecDeque::new(),
            to_engine: VecDeque::new(),
            tracks: 0,
        }
    }

    /// Lets this much time pass.
    pub(super) fn run(&mut self, time: Duration) {
        let end = self.now + time;
        loop {
            self.settle();
            let next = self
                .wake
                .map_or(self.server_wake, |wake| wake.min(self.server_wake));
            if next > end {
                break;
            }
            self.now = self.now.max(next);
            if self.wake.is_some_and(|wake| wake <= self.now) {
                self.engine.handle_timeout(self.now);
            }
            if self.server_wake <= self.now {
                self.server.handle_timeout(self.now);
            }
        }
        self.now = end;
    }

    /// Lets both do whatever they can now.
    pub(super) fn settle(&mut self) {
        loop {
            self.drain_engine();
            self.drain_server();
            if let Some(datagram) = self.to_server.pop_front() {
                let lk_peer::Transmit {
                    from, to, payload, ..
                } = datagram;
                self.server
                    .handle_datagram(Transport::Udp, from, to, &payload, self.now);
            } else if let Some(datagram) = self.to_engine.pop_front() {
                let lk_peer::Transmit {
                    from, to, payload, ..
                } = datagram;
                let (side, udp) = (PeerSide::Publisher, Transport::Udp);
                self.engine
                    .handle_datagram(side, udp, from, to, &payload, self.now);
            } else {
                return;
            }
        }
    }

    /// The server says something.
    pub(super) fn say(&mut self, message: Response) {
        let frame = proto::SignalResponse {
            message: Some(message),
        }
        .encode_to_vec();
        self.engine
            .handle_signal(SignalInput::Frame(FrameKind::Binary, &frame), self.now);
        self.settle();
    }

    /// The server answers an offer, whenever it likes.
    pub(super) fn answer(&mut self, offer: &proto::SessionDescription, id: u32) {
        let mut accept = |_: &lk_peer::OfferedSection<'_>| SectionChoice::accept();
        let sdp = self
            .server
            .accept_offer(&offer.sdp, &mut accept, self.now)
            .expect("an answer");
        let r#type = "answer".to_owned();
        self.say(Response::Answer(proto::SessionDescription {
            r#type,
            sdp,
            id,
            ..Default::default()
        }));
    }

    /// The server confirms a track.
    pub(super) fn confirm(&mut self, request: &proto::AddTrackRequest) {
        self.tracks += 1;
        let track = proto::TrackInfo {
            sid: format!("TR_{}", self.tracks),
            name: request.name.clone(),
            r#type: request.r#type,
            source: request.source,
            muted: request.muted,
            ..Default::default()
        };
        let cid = request.cid.clone();
        let track = Some(track);
        self.say(Response::TrackPublished(proto::TrackPublishedResponse {
            cid,
            track,
        }));
    }

    /// The offers that came since the last call.
    pub(super) fn take_offers(&mut self) -> Vec<proto::SessionDescription> {
        let mut offers = Vec::new();
        self.requests.retain(|request| match request {
            Request::Offer(offer) => {
                offers.push(offer.clone());
                false
            }
            _ => true,
        });
        offers
    }

    /// The requests for tracks that came since the last call.
    pub(super) fn take_tracks(&mut self) -> Vec<proto::AddTrackRequest> {
        let mut tracks = Vec::new();
        self.requests.retain(|request| match request {
            Request::AddTrack(track) => {
                tracks.push(track.clone());
                false
            }
            _ => true,
        });
        tracks
    }

    pub(super) fn server_packets(&self) -> usize {
        self.server_events
            .iter()
            .filter(|event| matches!(event, PeerEvent::Rtp(_)))
            .count()
    }

    fn drain_engine(&mut self) {
        loop {
            match self.engine.poll_output() {
                Output::Timeout(wake) => {
                    self.wake = wake;
                    return;
                }
                Output::Dial(dial) => {
                    assert!(
                        dial.url.starts_with("ws://server.test/rtc?"),
                        "{}",
                        dial.url
                    );
                    self.engine.handle_signal(SignalInput::Opened, self.now);
                    self.say(Response::Join(join()));
                }
                Output::SendSignal(frame) => self.on_request(&frame),
                Output::CloseSignal(_) => self.signal_closed = true,
                Output::Transmit(PeerSide::Publisher, transmit) if self.connected => {
                    self.to_server.push_back(transmit);
                }
                Output::Connected(_) => self.outcome = Some(Ok(())),
                Output::ConnectFailed(error) => self.outcome = Some(Err(error)),
                Output::Event(event) => self.events.push(event),
                Output::Published { track, result } => self.published.push((track, result)),
                Output::LocalTrack(track, event) => self.local.push((track, event)),
                Output::Media(track, media) => self.media.push((track, media)),
                _ => {}
            }
        }
    }

    fn on_request(&mut self, frame: &[u8]) {
        let request = proto::SignalRequest::decode(frame).expect("a request");
        let Some(message) = request.message else {
            return;
        };
        match &message {
            Request::Offer(offer) if self.answers => {
                let offer = offer.clone();
                self.answer(&offer, offer.id);
            }
            Request::AddTrack(track) if self.confirms => {
                let track = track.clone();
                self.confirm(&track);
            }
            Request::Ping(_) if self.pongs => self.say(Response::Pong(0)),
            _ => self.requests.push(message),
        }
    }

    fn drain_server(&mut self) {
        loop {
            match self.server.poll_output() {
                lk_peer::Output::Timeout(wake) => {
                    self.server_wake = wake;
                    return;
                }
                lk_peer::Output::Transmit(transmit) if self.connected => {
                    self.to_engine.push_back(transmit);
                }
                lk_peer::Output::Transmit(_) => {}
                lk_peer::Output::Event(event) => self.server_events.push(event),
            }
        }
    }
}

fn join() -> proto::JoinResponse {
    let permission = proto::ParticipantPermission {
        can_publish: true,
        can_publish_data: true,
        can_subscribe: true,
        ..Default::default()
    };
    proto::JoinResponse {
        room: Some(proto::Room {
            name: "r".to_owned(),
            ..Default::default()
        }),
        participant: Some(proto::ParticipantInfo {
            sid: "PA_me".to_owned(),
            identity: "me".to_owned(),
            permission: Some(permission),
            ..Default::default()
        }),
        ping_interval: 5,
        ping_timeout: 15,
        ..Default::default()
    }
}

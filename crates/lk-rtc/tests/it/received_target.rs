//! What the fuzzer runs for what comes over a connection that stands, and the replay of its corpus.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lk_peer::{
    ChannelKey, ChannelSpec, LocalAddress, OutgoingRtp, Peer, PeerConfig, SenderId, SenderSpec,
    Side, Transport,
};
use lk_proto::signal_request::Message as Request;
use lk_proto::signal_response::Message as Response;
use lk_proto::{
    JoinResponse, ParticipantInfo, SessionDescription, SignalRequest, SignalResponse, TrackInfo,
    TrackType, TrickleRequest,
};
use lk_rtc::engine::{Engine, EngineConfig, Media, MediaForm, Output, PeerSide, SignalInput};
use lk_rtc::{Event, PeerConnections, RoomOptions};
use lk_signal::{FrameKind, SignalUrl};
use prost::Message as _;

/// A server that keeps its connection and sends anything on it: messages, packets of two tracks, signal frames. The
/// engine hands on no more than came, and what was sent after all else still comes, unless the room has ended.
///
/// The first byte chooses in which form the tracks are taken. Then each piece of the input is a byte that says what comes
/// and a length.
pub(crate) fn received(input: &[u8]) {
    let Some((&form, mut input)) = input.split_first() else {
        return;
    };
    let forms = [MediaForm::Frames, MediaForm::Packets, MediaForm::Undecided];
    let mut room = Room::joined(forms[usize::from(form) % forms.len()]);
    let mut pieces = 0;
    while let Some((&[kind, high, low], rest)) = input.split_first_chunk()
        && pieces < MAX_PIECES
    {
        let len = usize::from(u16::from_be_bytes([high, low])).min(rest.len());
        let (piece, rest) = rest.split_at(len);
        input = rest;
        pieces += 1;
        room.take(kind, piece);
    }
    room.is_whole();
}

/// An engine in a room, and the peer connection over which the server sends to it.
struct Room {
    engine: Engine,
    server: Peer,
    now: Instant,
    form: MediaForm,
    channels: [ChannelKey; 2],
    tracks: [SenderId; 2],
    /// Whether the two peers agreed.
    agreed: bool,
    ended: bool,
    /// Whether the server said anything that may change the connection.
    told: bool,
    last_message: Vec<u8>,
    /// Bytes of media that the server sent, and that the engine gave out.
    sent: usize,
    given: usize,
}

impl Room {
    fn joined(form: MediaForm) -> Self {
        let now = Instant::now();
        let url = SignalUrl::parse("ws://server.test").expect("a url");
        let config = EngineConfig::new(url, "a.jwt.token", [1; 32])
            .options(RoomOptions::new().peer_connections(PeerConnections::Dual));
        let mut engine = Engine::new(config, now);
        let mut server = Peer::new(PeerConfig::new(Side::Server, [2; 32]), now);
        server.add_local_address(LocalAddress::udp(THEIRS));
        let tracks = [
            server.add_sender(
                SenderSpec::audio("PA_2|TR_A", "TR_A")
                    .codecs([lk_peer::Codec::Red, lk_peer::Codec::Opus])
                    .red(true),
            ),
            server.add_sender(SenderSpec::video("PA_2|TR_V", "TR_V").codecs([lk_peer::Codec::Vp8])),
        ];
        let lossy = ChannelSpec::new("_lossy").ordered(false).max_retransmits(0);
        let channels = [ChannelSpec::new("_reliable"), lossy].map(|spec| server.open_channel(spec));
        engine.add_local_address(PeerSide::Subscriber, LocalAddress::udp(OURS), now);
        engine.connect(now).expect("options that make a request");
        engine.handle_signal(SignalInput::Opened, now);
        let mut room = Self {
            engine,
            server,
            now,
            form,
            channels,
            tracks,
            agreed: false,
            ended: false,
            told: false,
            last_message: Vec::new(),
            sent: 0,
            given: 0,
        };
        room.say(Response::Join(join()));
        let offer = room.server.create_offer(room.now).expect("an offer");
        room.say(Response::Offer(SessionDescription {
            r#type: "offer".into(),
            sdp: offer,
            ..Default::default()
        }));
        room.run(Duration::from_secs(1));
        assert!(
            room.agreed
                && room
                    .engine
                    .remote_track_stats(&"TR_V".try_into().expect("an id"))
                    .is_some()
        );
        room
    }

    fn take(&mut self, kind: u8, piece: &[u8]) {
        match kind % 4 {
            0 => {
                self.told = true;
                let frame = SignalInput::Frame(FrameKind::Binary, piece);
                self.engine.handle_signal(frame, self.now);
            }
            1 => {
                let channel = self.channels[usize::from(kind >> 2 & 1)];
                let _ = self.server.send(channel, piece.to_vec().into());
            }
            2 => {
                if let [seq, time, flags, payload @ ..] = piece {
                    let mut packet =
                        OutgoingRtp::new((*seq).into(), u32::from(*time) * 960, payload);
                    packet.marker = flags & 1 == 1;
                    packet.pt = Some(flags >> 1).filter(|pt| *pt > 0);
                    let track = self.tracks[usize::from(kind >> 2 & 1)];
                    if self.server.write_rtp(track, 0, packet, self.now).is_ok() {
                        self.sent += payload.len();
                    }
                }
            }
            _ => self.run(Duration::from_millis(5) * u32::from(kind)),
        }
        self.exchange();
    }

    fn is_whole(&mut self) {
        let message = lk_proto::DataPacket {
            value: Some(lk_proto::data_packet::Value::User(lk_proto::UserPacket {
                payload: b"after all".to_vec().into(),
                ..Default::default()
            })),
            ..Default::default()
        };
        let written = self
            .server
            .send(self.channels[0], message.encode_to_vec().into());
        self.run(Duration::from_secs(1));
        if !self.told {
            written.expect("the channel stands");
            assert!(!self.ended && self.last_message == b"after all");
        }
        assert!(self.given <= self.sent, "{} of {}", self.given, self.sent);
    }

    fn say(&mut self, message: Response) {
        let message = Some(message);
        let frame = SignalResponse { message }.encode_to_vec();
        let frame = SignalInput::Frame(FrameKind::Binary, &frame);
        self.engine.handle_signal(frame, self.now);
        self.exchange();
    }

    fn run(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += Duration::from_millis(10);
            self.engine.handle_timeout(self.now);
            self.server.handle_timeout(self.now);
            self.exchange();
        }
    }

    fn exchange(&mut self) {
        loop {
            match self.engine.poll_output() {
                Output::Transmit(PeerSide::Subscriber, it) => {
                    self.server.handle_datagram(
                        Transport::Udp,
                        it.from,
                        it.to,
                        &it.payload,
                        self.now,
                    );
                }
                Output::SendSignal(frame) => self.on_request(&frame),
                Output::Media(_, media) => self.on_media(&media),
                Output::ConnectFailed(_) => self.ended = true,
                Output::Event(event) => self.on_event(event),
                Output::Timeout(_) => break,
                _ => {}
            }
        }
        let mut down = Vec::new();
        loop {
            match self.server.poll_output() {
                lk_peer::Output::Transmit(transmit) => down.push(transmit),
                lk_peer::Output::Event(_) => {}
                lk_peer::Output::Timeout(_) => break,
            }
        }
        for it in down {
            let (side, udp) = (PeerSide::Subscriber, Transport::Udp);
            self.engine
                .handle_datagram(side, udp, it.from, it.to, &it.payload, self.now);
        }
    }
}

impl Room {
    fn on_request(&mut self, frame: &[u8]) {
        let request = SignalRequest::decode(frame).expect("a request");
        match request.message {
            Some(Request::Answer(answer)) => {
                self.agreed |= self.server.accept_answer(&answer.sdp, self.now).is_ok();
            }
            Some(Request::Trickle(TrickleRequest { candidate_init, .. })) => {
                let init: serde_json::Value = serde_json::from_str(&candidate_init).expect("json");
                let candidate = init["candidate"].as_str().expect("text");
                let _ = self.server.add_remote_candidate(candidate, self.now);
            }
            _ => {}
        }
    }

    fn on_event(&mut self, event: Event<lk_rtc::TrackSid>) {
        match event {
            Event::TrackSubscribed(subscribed) => {
                let track = subscribed.track;
                self.engine.set_media_form(&track, self.form, self.now);
            }
            Event::DataReceived(data) => self.last_message = data.payload.to_vec(),
            Event::Disconnected(_) => self.ended = true,
            _ => {}
        }
    }

    fn on_media(&mut self, media: &Media) {
        self.given += match media {
            Media::Packet(packet) => packet.payload.len(),
            Media::Frame(frame) => frame.data.len(),
            _ => 0,
        };
    }
}

fn join() -> JoinResponse {
    let track = |sid: &str, kind: TrackType| TrackInfo {
        sid: sid.into(),
        r#type: kind.into(),
        ..Default::default()
    };
    JoinResponse {
        room: Some(lk_proto::Room {
            name: "r".into(),
            ..Default::default()
        }),
        participant: Some(ParticipantInfo {
            sid: "PA_1".into(),
            identity: "me".into(),
            ..Default::default()
        }),
        other_participants: vec![ParticipantInfo {
            sid: "PA_2".into(),
            identity: "other".into(),
            tracks: vec![
                track("TR_A", TrackType::Audio),
                track("TR_V", TrackType::Video),
            ],
            ..Default::default()
        }],
        subscriber_primary: true,
        ping_interval: 5,
        ping_timeout: 15,
        ..Default::default()
    }
}

const OURS: SocketAddr = SocketAddr::new(
    std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)),
    7000,
);
const THEIRS: SocketAddr = SocketAddr::new(
    std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2)),
    7000,
);
const MAX_PIECES: usize = 256;

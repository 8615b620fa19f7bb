//! A participant that only publishes, made by hand of a websocket and a peer connection.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lk_media::{Codec, Packetizer};
use lk_net::Dialer;
use lk_peer::{
    LocalAddress, OutgoingRtp, Output, Peer, PeerConfig, SenderId, SenderSpec, Side, Transport,
};
use lk_proto::signal_request::Message as Request;
use lk_proto::signal_response::Message as Response;
use lk_proto::{
    AddTrackRequest, JoinResponse, LeaveRequest, SessionDescription, SignalRequest, SignalResponse,
    TrackSource, TrackType,
};
use lk_signal::driver::{SignalSocket, SocketEvent};
use lk_signal::{DialRequest, FrameKind};
use prost::Message as _;
use tokio::net::UdpSocket;
use tokio::time::{sleep_until, timeout};

use crate::media::{AudioPattern, VideoPattern};

use super::LIMIT;

/// A publisher of audio and video on one peer connection of the older path.
///
/// It stands for what the participant of the SDK does not do: to join beside itself.
pub struct ByHand {
    socket: SignalSocket,
    udp: UdpSocket,
    address: SocketAddr,
    peer: Peer,
    wake: Instant,
    audio: Feed,
    video: Feed,
    next_frame: Instant,
}

/// One of its tracks.
struct Feed {
    sender: SenderId,
    packetizer: Packetizer,
    sequence: u64,
    timestamp: u32,
    ticks: u32,
}

impl ByHand {
    /// Joins, and returns what the server said to that.
    ///
    /// # Panics
    ///
    /// If it cannot join.
    pub async fn join(dial: &DialRequest) -> (Self, Box<JoinResponse>) {
        let udp = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
        let address = udp.local_addr().expect("bound");
        let now = Instant::now();
        let seed = seed_of(address);
        let mut peer = Peer::new(PeerConfig::new(Side::Client, seed), now);
        peer.add_local_address(LocalAddress::udp(address));
        let audio = SenderSpec::audio("by-hand", AUDIO).codecs([lk_peer::Codec::Opus]);
        let video = SenderSpec::video("by-hand", VIDEO).codecs([lk_peer::Codec::Vp8]);
        let mut member = Self {
            socket: SignalSocket::dial(dial, &Dialer::default())
                .await
                .expect("open"),
            udp,
            address,
            audio: Feed::new(peer.add_sender(audio), Codec::Opus, 960),
            video: Feed::new(peer.add_sender(video), Codec::Vp8, 1800),
            peer,
            wake: now,
            next_frame: now,
        };
        let first = timeout(LIMIT, response(&mut member.socket)).await;
        let Ok(Some(Response::Join(join))) = first else {
            panic!("no join but {first:?}");
        };
        (member, Box::new(join))
    }

    /// Publishes a microphone named `audio` and a camera named `video`, and plays numbered frames
    /// on them until the server ends the session or `done` comes; then it leaves.
    ///
    /// # Panics
    ///
    /// If the server says what cannot be understood.
    pub async fn publish(mut self, [audio, video]: [u32; 2], done: impl Future<Output = ()>) {
        self.announce(AUDIO, TrackType::Audio, TrackSource::Microphone);
        self.announce(VIDEO, TrackType::Video, TrackSource::Camera);
        let sdp = self.peer.create_offer(Instant::now()).expect("an offer");
        self.ask(Request::Offer(SessionDescription {
            r#type: "offer".to_owned(),
            sdp,
            id: 1,
            ..Default::default()
        }));
        let (audio, video) = (
            AudioPattern::new(audio),
            VideoPattern::new(Codec::Vp8, video),
        );
        // Every frame is a keyframe: nobody answers those who ask for one.
        let video = video.keyframes(1, 2000);
        let mut done = std::pin::pin!(done);
        let mut datagram = vec![0; 2000];
        loop {
            self.drain().await;
            tokio::select! {
                response = response(&mut self.socket) => match response {
                    Some(response) => self.on_response(response),
                    None => return,
                },
                received = self.udp.recv_from(&mut datagram) => {
                    let (size, from) = received.expect("a datagram");
                    let (to, now) = (self.address, Instant::now());
                    self.peer.handle_datagram(Transport::Udp, from, to, &datagram[..size], now);
                }
                () = sleep_until(self.wake.into()) => self.peer.handle_timeout(Instant::now()),
                () = sleep_until(self.next_frame.into()) => {
                    self.next_frame += FRAME;
                    let now = Instant::now();
                    self.audio.write(&mut self.peer, |number| audio.frame(number).data, now);
                    self.video.write(&mut self.peer, |number| video.frame(number).data, now);
                }
                () = &mut done => break,
            }
        }
        self.ask(Request::Leave(LeaveRequest::default()));
        let closed = async { while response(&mut self.socket).await.is_some() {} };
        timeout(LIMIT, closed).await.expect("the server closes");
    }

    fn announce(&mut self, cid: &str, kind: TrackType, source: TrackSource) {
        self.ask(Request::AddTrack(AddTrackRequest {
            cid: cid.to_owned(),
            name: cid.to_owned(),
            r#type: kind.into(),
            source: source.into(),
            ..Default::default()
        }));
    }

    fn ask(&mut self, message: Request) {
        let message = Some(message);
        let frame = SignalRequest { message }.encode_to_vec();
        self.socket.send(frame.into()).expect("queued");
    }

    fn on_response(&mut self, response: Response) {
        let now = Instant::now();
        match response {
            Response::Answer(answer) => {
                let taken = self.peer.accept_answer(&answer.sdp, now);
                taken.expect("an answer that can be used");
            }
            Response::Trickle(trickle) => {
                let init: serde_json::Value =
                    serde_json::from_str(&trickle.candidate_init).expect("JSON");
                let candidate = init["candidate"].as_str().expect("a candidate");
                // What is not understood is left out, as a candidate over TCP.
                let _ = self.peer.add_remote_candidate(candidate, now);
            }
            _ => {}
        }
    }

    async fn drain(&mut self) {
        loop {
            match self.peer.poll_output() {
                Output::Transmit(transmit) if transmit.transport == Transport::Udp => {
                    // Nobody there yet, or no longer: as good as lost.
                    let _ = self.udp.send_to(&transmit.payload, transmit.to).await;
                }
                Output::Transmit(_) | Output::Event(_) => {}
                Output::Timeout(wake) => {
                    self.wake = wake;
                    return;
                }
            }
        }
    }
}

impl Feed {
    fn new(sender: SenderId, codec: Codec, ticks: u32) -> Self {
        Self {
            sender,
            packetizer: Packetizer::new(codec, 1100),
            sequence: 0,
            timestamp: 0,
            ticks,
        }
    }

    /// Writes the next frame, once the track can be written to.
    fn write(&mut self, peer: &mut Peer, frame: impl Fn(u64) -> bytes::Bytes, now: Instant) {
        if !peer.sender(self.sender).is_some_and(|view| view.ready) {
            return;
        }
        let frame = frame(u64::from(self.timestamp / self.ticks));
        let payloads = self.packetizer.packetize(&frame).expect("a sound frame");
        let count = payloads.len();
        for (at, payload) in payloads.enumerate() {
            self.sequence += 1;
            let packet = OutgoingRtp::new(self.sequence, self.timestamp, payload.to_arc());
            let packet = packet.marker(at + 1 == count);
            let written = peer.write_rtp(self.sender, 0, packet, now);
            written.expect("a packet that can be sent");
        }
        self.timestamp += self.ticks;
    }
}

/// What the server says next; `None` when the websocket is closed.
pub(super) async fn response(socket: &mut SignalSocket) -> Option<Response> {
    loop {
        let SocketEvent::Frame(FrameKind::Binary, frame) = socket.next().await else {
            return None;
        };
        let response = SignalResponse::decode(frame).expect("a response");
        if response.message.is_some() {
            return response.message;
        }
    }
}

/// Enough for a test: the port is its own.
fn seed_of(address: SocketAddr) -> [u8; 32] {
    let mut seed = [7; 32];
    seed[..2].copy_from_slice(&address.port().to_be_bytes());
    seed
}

const AUDIO: &str = "audio";
const VIDEO: &str = "video";
const FRAME: Duration = Duration::from_millis(20);

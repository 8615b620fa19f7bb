//! What the fuzzer runs, and the replay of its corpus.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lk_proto::{JoinResponse, ParticipantInfo, Room, SignalResponse, signal_response::Message};
use lk_rtc::engine::{Engine, EngineConfig, Output, PeerSide, SignalInput};
use lk_rtc::{Codec, Event, PeerConnections, PublishOptions, RoomOptions};
use lk_signal::{FrameKind, SignalUrl};
use prost::Message as _;

/// A server that says anything to an engine in its room: the engine goes on or ends, within bounds and in time that is
/// its own; after its end it says nothing more.
///
/// The first byte chooses the path. Then each piece of the input is a byte that says what comes (a signal frame, a
/// datagram, time, a wish of the application) and a length.
pub(crate) fn engine(input: &[u8]) {
    let Some((&path, input)) = input.split_first() else {
        return;
    };
    let connections = match path % 2 {
        0 => PeerConnections::Dual,
        _ => PeerConnections::Auto,
    };
    let mut now = Instant::now();
    let server = SignalUrl::parse("ws://server.test").expect("a url");
    let options = RoomOptions::new().peer_connections(connections);
    let config = EngineConfig::new(server, "a.jwt.token", [1; 32]).options(options);
    let mut engine = Engine::new(config, now);
    let (own, other): (SocketAddr, SocketAddr) =
        (([192, 0, 2, 1], 7000).into(), ([192, 0, 2, 2], 7000).into());
    let sides = [PeerSide::Publisher, PeerSide::Subscriber];
    for side in sides {
        engine.add_local_address(side, lk_peer::LocalAddress::udp(own), now);
    }
    engine.connect(now).expect("options that make a request");
    engine.handle_signal(SignalInput::Opened, now);
    let mut over = false;
    drain(&mut engine, &mut over);
    engine.handle_signal(SignalInput::Frame(FrameKind::Binary, &joined()), now);
    drain(&mut engine, &mut over);
    for (kind, piece) in pieces(input).take(MAX_PIECES) {
        match kind % 8 {
            0..3 => engine.handle_signal(SignalInput::Frame(FrameKind::Binary, piece), now),
            3 | 4 => {
                let side = sides[usize::from(kind % 8 - 3)];
                engine.handle_datagram(side, lk_peer::Transport::Udp, other, own, piece, now);
            }
            5 => {
                let codec = if piece.is_empty() {
                    Codec::Opus
                } else {
                    Codec::Vp8
                };
                let _ = engine.publish(codec, PublishOptions::camera(), now);
            }
            6 => engine.leave(now),
            _ => {
                now += Duration::from_millis(50) * u32::from(kind);
                engine.handle_timeout(now);
            }
        }
        drain(&mut engine, &mut over);
    }
}

fn drain(engine: &mut Engine, over: &mut bool) {
    loop {
        let output = engine.poll_output();
        if let Output::Timeout(_) = output {
            return;
        }
        assert!(
            !*over || !matches!(output, Output::Event(_)),
            "told after the end: {output:?}"
        );
        *over |= matches!(
            output,
            Output::ConnectFailed(_) | Output::Event(Event::Disconnected(_))
        );
    }
}

fn joined() -> Vec<u8> {
    let join = JoinResponse {
        room: Some(Room {
            name: "r".into(),
            ..Default::default()
        }),
        participant: Some(ParticipantInfo {
            sid: "PA_1".into(),
            identity: "me".into(),
            ..Default::default()
        }),
        subscriber_primary: true,
        ping_interval: 5,
        ping_timeout: 15,
        ..Default::default()
    };
    let message = Some(Message::Join(join));
    SignalResponse { message }.encode_to_vec()
}

/// A byte, two of length, and as many bytes as that: again and again.
fn pieces(mut input: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    std::iter::from_fn(move || {
        let (&[kind, high, low], rest) = input.split_first_chunk()?;
        let len = usize::from(u16::from_be_bytes([high, low])).min(rest.len());
        let (piece, rest) = rest.split_at(len);
        input = rest;
        Some((kind, piece))
    })
}

const MAX_PIECES: usize = 256;

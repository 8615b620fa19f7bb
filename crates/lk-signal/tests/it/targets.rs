//! What the fuzzers run, and the replay of their corpora.

use std::time::{Duration, Instant};

use lk_signal::server::{JoinParams, Route, ServerFrames};
use lk_signal::{FrameKind, JoinOptions, Output, Session, SessionConfig, SignalPath, SignalUrl};

/// Frames that a server sends to a session, with time passing between them: the session answers, ends or ignores, and
/// says nothing after its end.
///
/// Each piece of the input is a byte that says what comes (a binary frame, a text frame, time) and a length.
pub(crate) fn client_frames(input: &[u8]) {
    let mut now = Instant::now();
    let server = SignalUrl::parse("ws://server.test").expect("a url");
    let mut session = Session::new(SessionConfig::new(server, "a.jwt.token"), now);
    let options = JoinOptions::new(SignalPath::Dual);
    session.join(&options, now).expect("a request");
    session.handle_opened(now);
    let mut ends = 0;
    for (kind, piece) in pieces(input) {
        match kind % 4 {
            0 | 1 => session.handle_frame(FrameKind::Binary, piece, now),
            2 => session.handle_frame(FrameKind::Text, piece, now),
            _ => {
                now += Duration::from_millis(100) * u32::from(kind);
                session.handle_timeout(now);
            }
        }
        loop {
            match session.poll_output() {
                Output::Timeout(_) => break,
                Output::Event(event) => {
                    assert_eq!(ends, 0, "told after the end: {event:?}");
                    let text = format!("{event:?}");
                    ends +=
                        usize::from(text.starts_with("Ended") || text.starts_with("ConnectFailed"));
                }
                _ => {}
            }
        }
    }
}

/// Frames that a client sends, and what is answered to those that are read.
pub(crate) fn server_frames(input: &[u8]) {
    let mut frames = ServerFrames::new();
    for (kind, piece) in pieces(input) {
        let kind = match kind % 2 {
            0 => FrameKind::Binary,
            _ => FrameKind::Text,
        };
        if let Ok(request) = frames.decode(kind, piece)
            && let Some(answer) = lk_signal::server::answer_ping(&request, 1)
        {
            let (answered, _) = frames.encode(&answer);
            assert_eq!(answered, kind, "in the dialect of the question");
        }
    }
}

/// The query of a request that asks for the websocket; the first byte says at which endpoint.
pub(crate) fn join_query(input: &[u8]) {
    let Some((&route, query)) = input.split_first() else {
        return;
    };
    let route = match route % 4 {
        0 => Route::V0,
        1 => Route::V1,
        2 => Route::V0Validate,
        _ => Route::V1Validate,
    };
    let _ = JoinParams::parse(route, &String::from_utf8_lossy(query));
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

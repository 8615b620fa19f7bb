//! Servers that are none, or misbehave, and files that are damaged: each ends in its own error.

use std::future::Future;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::SinkExt as _;
use lk_auth::{AccessToken, VideoGrant};
use lk_devserver::DevServer;
use lk_rtc::error::{ConnectStage, SourceError};
use lk_rtc::source::{FileSource, MediaSource as _};
use lk_rtc::{ConnectError, DisconnectReason, Event, Room, RoomOptions};
use lk_signal::ConnectError as SignalError;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

async fn server<F, R>(serve: F) -> String
where
    F: Fn(TcpStream) -> R + Send + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    url
}

/// Joining fails by itself.
async fn failure(url: &str, options: RoomOptions) -> ConnectError {
    let joined = timeout(LIMIT, Room::connect(url, "a.jwt.token", options)).await;
    let error = joined.expect("it ends").map(|_| ());
    error.expect_err("there is no room to join")
}

/// Accepts the websocket, sends `frames` and stays.
async fn accept_and_send(stream: TcpStream, frames: &'static [&'static [u8]]) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    for frame in frames {
        let _ = socket
            .send(Message::Binary(Bytes::from_static(frame)))
            .await;
    }
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn where_nobody_listens_the_error_says_so_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = failure(&url, RoomOptions::new()).await;
    assert_eq!(error.stage(), ConnectStage::Tcp);
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Unreachable { .. })),
        "{error:?}"
    );
    assert!(error.is_transient());
}

#[tokio::test]
async fn what_is_no_url_of_a_server_is_refused_before_anything_is_sent() {
    for url in [
        "example.test",
        "ftp://example.test",
        "ws://",
        "ws://me:secret@example.test",
    ] {
        let error = failure(url, RoomOptions::new()).await;
        assert!(matches!(error, ConnectError::Url(_)), "{url}: {error:?}");
    }
}

#[tokio::test]
async fn a_server_that_accepts_and_says_nothing_is_given_up() {
    let url = server(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    let options = RoomOptions::new().connect_timeout(Duration::from_secs(1));
    let error = failure(&url, options).await;
    assert!(matches!(error, ConnectError::TimedOut { .. }), "{error:?}");
}

#[tokio::test]
async fn a_websocket_that_stays_silent_is_given_up_after_five_seconds() {
    let url = server(|stream| accept_and_send(stream, &[])).await;
    let start = Instant::now();
    let error = failure(&url, RoomOptions::new()).await;
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Silent)),
        "{error:?}"
    );
    assert_eq!(error.stage(), ConnectStage::FirstMessage);
    assert!(start.elapsed() >= Duration::from_secs(5));
}

#[tokio::test]
async fn garbage_and_half_a_join_break_the_protocol() {
    // A join response that holds neither room nor participant.
    const FRAMES: [&[&[u8]]; 2] = [&[b"\xFF\xFF\xFF\xFF"], &[b"\x0A\x00"]];
    for frames in FRAMES {
        let url = server(move |stream| accept_and_send(stream, frames)).await;
        let error = failure(&url, RoomOptions::new()).await;
        assert!(
            matches!(error, ConnectError::Signal(SignalError::Protocol(_))),
            "{error:?}"
        );
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn an_http_server_of_another_kind_is_told_apart() {
    let url = server(|mut stream| async move {
        let _ = stream.read(&mut [0; 16 << 10]).await;
        let page = "HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nnot found";
        let _ = stream.write_all(page.as_bytes()).await;
    })
    .await;
    let error = failure(&url, RoomOptions::new()).await;
    assert!(
        matches!(
            error,
            ConnectError::Signal(SignalError::ServiceNotFound { .. })
        ),
        "{error:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_truncated_clip_ends_in_an_error_of_its_own() {
    let media = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/media/");
    let folder = std::env::temp_dir().join(format!("lk-testkit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["clip.ivf", "clip.ogg"] {
        let whole = std::fs::read(format!("{media}{name}")).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, &whole[..whole.len() / 2 + 7]).unwrap();
        let mut source = FileSource::open(&path).unwrap();
        let mut frames = 0;
        let error = loop {
            match source.next_frame().await {
                Ok(Some(_)) => frames += 1,
                Ok(None) => panic!("{name} ends as if it were whole"),
                Err(error) => break error,
            }
        };
        assert!(frames > 50, "{name}: what is there is played");
        assert!(
            matches!(error, SourceError::Malformed { .. }),
            "{name}: {error:?}"
        );

        // Cut within its first bytes it does not even open.
        std::fs::write(&path, &whole[..5]).unwrap();
        assert!(FileSource::open(&path).is_err(), "{name}");
    }
    // What holds no media, or is said to hold none, is refused before anything is published.
    for (name, holds) in [
        ("clip.h264", "no media"),
        ("clip.h265", ""),
        ("clip.txt", "no media"),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, holds).unwrap();
        let error = FileSource::open(&path).expect_err("no media");
        assert!(
            error.to_string().contains(path.to_str().unwrap()),
            "{error}"
        );
        let SourceError::Open { source, .. } = error else {
            panic!("{name}: {error:?}");
        };
        match name {
            "clip.h264" => assert!(
                matches!(*source, SourceError::Malformed { .. }),
                "{source:?}"
            ),
            "clip.h265" => assert!(matches!(*source, SourceError::Empty), "{source:?}"),
            _ => assert!(matches!(*source, SourceError::UnknownFormat), "{source:?}"),
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A byte stream does not say how long it is: one that was cut ends there, and only its last frame
/// is not as it was.
#[tokio::test(start_paused = true)]
async fn a_truncated_byte_stream_plays_up_to_where_it_was_cut() {
    let media = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/media/clip.h264"
    );
    let folder = std::env::temp_dir().join(format!("lk-testkit-cut-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("clip.h264");
    let bytes = std::fs::read(media).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2 + 7]).unwrap();
    let (whole, cut) = (frames(media.as_ref()).await, frames(&path).await);
    std::fs::remove_dir_all(&folder).unwrap();
    let last = cut.len() - 1;
    assert!(50 < last && last < whole.len(), "{last}");
    assert_eq!(cut[..last], whole[..last]);
    assert!(whole[last].starts_with(&cut[last]) && whole[last] != cut[last]);
}

async fn frames(path: &std::path::Path) -> Vec<Bytes> {
    let mut source = FileSource::open(path).unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = source.next_frame().await.unwrap() {
        frames.push(frame.data);
    }
    frames
}

#[tokio::test]
async fn a_server_that_falls_silent_is_left_all_the_same() {
    let real = DevServer::builder().start().await.unwrap();
    let target = real.url().trim_start_matches("ws://").to_owned();
    let (silence, silent) = watch::channel(false);
    let (fell, mut fallen) = watch::channel(false);
    let url = server(move |mut client| {
        let (target, fell, mut silent) = (target.clone(), fell.clone(), silent.clone());
        async move {
            let mut upstream = TcpStream::connect(target).await.unwrap();
            let silenced = async { drop(silent.wait_for(|silent| *silent).await) };
            tokio::select! {
                _ = copy_bidirectional(&mut client, &mut upstream) => {}
                () = silenced => {
                    fell.send_replace(true);
                    std::future::pending::<()>().await;
                }
            }
        }
    })
    .await;
    let token = AccessToken::new("devkey", "secret")
        .identity("alice")
        .grant(VideoGrant::join("silent"))
        .to_jwt()
        .unwrap();
    let (room, mut events) = Room::connect(&url, &token, RoomOptions::new())
        .await
        .unwrap();
    silence.send(true).unwrap();
    fallen.wait_for(|fallen| *fallen).await.unwrap();
    timeout(LIMIT, room.close()).await.expect("leaving ends");
    let mut last = None;
    while let Some(event) = events.next().await {
        last = Some(event);
    }
    let Some(Event::Disconnected(end)) = last else {
        panic!("{last:?}");
    };
    assert_eq!(end.reason, DisconnectReason::ClientInitiated);
}

/// Longer than a busy machine takes for any of this.
const LIMIT: Duration = Duration::from_secs(60);

//! What the server tells of itself where somebody listens.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use lk_auth::VideoGrant;
use lk_devserver::DevServer;
use lk_proto::signal_response::Message;

use crate::shell::{LIMIT, dial, http, join, next, token};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Waits for a line that holds all of `parts`.
    async fn with(&self, parts: &[&str]) {
        let found = async {
            loop {
                let text = String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned();
                let holds_all = |line: &str| parts.iter().all(|part| line.contains(part));
                if text.lines().any(holds_all) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        if tokio::time::timeout(LIMIT, found).await.is_err() {
            let text = String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned();
            panic!("no line with {parts:?} in\n{text}");
        }
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn joins_calls_refusals_and_failed_webhooks_are_told_at_info() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let hook = closed.local_addr().expect("an address");
    drop(closed);
    let server = DevServer::builder()
        .webhook_url(format!("http://user:hush@{hook}/hook?token=hush"))
        .start()
        .await
        .expect("started");

    let bearer = token(VideoGrant::create_rooms());
    let call = |method: &str| {
        format!(
            "POST /twirp/livekit.RoomService/{method} HTTP/1.1\r\nContent-Type: application/json\r\n\
            Authorization: Bearer {bearer}"
        )
    };
    http(server.address(), &call("CreateRoom"), br#"{"name":"demo"}"#).await;
    lines
        .with(&["INFO", "API call", "RoomService/CreateRoom", "status=200"])
        .await;
    lines.with(&["INFO", "room started", "demo"]).await;
    http(server.address(), &call("DeleteRoom"), br#"{"room":"none"}"#).await;
    lines
        .with(&[
            "API call",
            "RoomService/DeleteRoom",
            "404",
            "not_found: requested room does not exist",
        ])
        .await;
    http(server.address(), &call("ListRooms"), b"{}").await;
    lines
        .with(&[
            "API call",
            "RoomService/ListRooms",
            "401",
            "permissions denied",
        ])
        .await;

    assert!(dial(&server, "/rtc?access_token=x").await.is_err());
    lines
        .with(&["INFO", "join refused", "401", "invalid authorization token"])
        .await;

    let mut socket = join(&server).await;
    assert!(matches!(next(&mut socket).await, Ok(Message::Join(_))));
    drop(socket);
    lines
        .with(&["INFO", "participant connection aborted", "demo", "alice"])
        .await;

    let url = format!("http://***@{hook}/hook?token=***");
    lines
        .with(&["INFO", "webhook", &url, "room_started", "cannot connect"])
        .await;
    let text = String::from_utf8_lossy(&lines.0.lock().expect("no panic")).into_owned();
    assert!(!text.contains("hush") && !text.contains('\u{1b}'), "{text}");
    assert!(!text.contains(&bearer), "{text}");
}

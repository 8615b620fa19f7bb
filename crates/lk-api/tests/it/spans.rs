//! What a call tells its observers, and what it keeps to itself.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lk_proto::{CreateRoomRequest, Room};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::fake::Fake;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_call_is_a_span_with_what_came_of_it_and_no_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let fake = Fake::with(&Room::default()).await;
    let request = CreateRoomRequest {
        metadata: "tell-nobody".into(),
        ..Default::default()
    };
    let call = fake.api.room().create_room(request).request_id("id-1");
    call.header("x-secret", "tell-nobody-either")
        .await
        .expect("a room");
    let refused = Fake::answering(
        404,
        "application/json",
        r#"{"code":"not_found"}"#,
        Duration::ZERO,
    )
    .await;
    refused
        .api
        .room()
        .delete_room(Default::default())
        .await
        .expect_err("refused");

    let hosted = Fake::answering(404, "text/plain", "", Duration::ZERO).await;
    let request = lk_api::LogRequest::new("CA_x");
    let call = hosted.api.cloud_agent().log(request).request_id("id-2");
    call.header("x-secret", "tell-nobody")
        .await
        .expect_err("refused");
    let other = Fake::with(&Room::default()).await;
    let list = format!(r#"{{"regions":[{{"url":"{}"}}]}}"#, other.api.url());
    let answer = move |request: &http::Request<bytes::Bytes>| match request
        .uri()
        .path()
        .ends_with("/settings/regions")
    {
        true => (200, "application/json", list.clone().into()),
        false => (503, "text/plain", bytes::Bytes::new()),
    };
    let first = Fake::serving(answer, Duration::ZERO).await;
    let call = first.api.room().update_room_metadata(Default::default());
    call.failover(lk_api::Failover::Always)
        .await
        .expect("a room");

    let text = String::from_utf8(log.0.lock().expect("the log").clone()).expect("text");
    let spans: Vec<_> = text
        .lines()
        .filter(|line| line.contains(": close "))
        .collect();
    let called = |method: &str| {
        let named = format!("method=\"{method}\"");
        spans
            .iter()
            .find(|line| line.contains("livekit_call") && line.contains(&named))
            .unwrap_or_else(|| panic!("{text}"))
    };
    let created = called("CreateRoom");
    for field in [
        "service=\"livekit.RoomService\"",
        "request_id=\"id-1\"",
        "attempt=1",
        "status=200",
    ] {
        assert!(created.contains(field), "{field}: {created}");
    }
    assert!(called("DeleteRoom").contains("status=404"));
    let log = called("logs");
    for field in ["service=\"agents\"", "request_id=\"id-2\"", "status=404"] {
        assert!(log.contains(field), "{field}: {log}");
    }
    let moved = called("UpdateRoomMetadata");
    assert!(
        moved.contains("attempt=2") && moved.contains("status=200"),
        "{moved}"
    );
    assert!(text.contains("trying a region"), "{text}");
    // The token's head, as every one of ours begins.
    for secret in ["tell-nobody", "eyJ"] {
        assert!(!text.contains(secret), "{text}");
    }
}

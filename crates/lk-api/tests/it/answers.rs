//! What comes back.

use std::time::Duration;

use lk_api::{CallError, LiveKitApi, TwirpCode};
use lk_net::{HttpError, Processed};
use lk_proto::MuteRoomTrackRequest;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::fake::Fake;

#[tokio::test]
async fn refusals_and_pages_keep_their_status() {
    let refused = r#"{"code":"not_found","msg":"requested room does not exist"}"#;
    let fake = Fake::answering(404, "application/json", refused, Duration::ZERO).await;
    let error = fake
        .api
        .room()
        .delete_room(Default::default())
        .request_id("id-1")
        .await;
    let error = error.expect_err("refused");
    assert!(error.is_not_found() && !error.is_transient());
    assert_eq!(
        error.refusal().expect("a refusal").request_id.as_deref(),
        Some("id-1")
    );

    let page = "<html>502 Bad Gateway</html>";
    let fake = Fake::answering(502, "text/html", page, Duration::ZERO).await;
    let error = fake
        .api
        .room()
        .delete_room(Default::default())
        .await
        .expect_err("a page");
    assert_eq!(error.code(), Some(TwirpCode::Unavailable));
    assert!(
        error.is_transient() && error.to_string().contains(page),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_without_what_one_expects_is_no_panic() {
    let fake = Fake::answering(200, "application/protobuf", "", Duration::ZERO).await;
    let muted = fake
        .api
        .room()
        .mute_published_track(MuteRoomTrackRequest::default())
        .await;
    assert_eq!(muted.expect("an answer").track, None);
}

#[tokio::test]
async fn a_late_answer_is_none() {
    let hour = Duration::from_secs(3600);
    let fake = Fake::answering(200, "application/protobuf", "", hour).await;
    let limit = Duration::from_secs(1);
    let call = fake
        .api
        .room()
        .list_rooms(Default::default())
        .timeout(limit);
    let error = call.await.expect_err("late");
    let CallError::Unanswered { source, .. } = &error else {
        panic!("{error:?}")
    };
    assert!(matches!(source, HttpError::TimedOut(_)));
    assert!(error.is_transient() && error.processed() == Processed::Unknown);
    assert!(
        error
            .to_string()
            .ends_with("got no answer; it was possibly processed")
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_was_not_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let api = LiveKitApi::new(&format!("ws://127.0.0.1:{port}"), "k", "s").expect("an API");
    let error = api
        .room()
        .list_rooms(Default::default())
        .await
        .expect_err("nobody");
    assert_eq!(error.processed(), Processed::No);
    assert!(
        error
            .to_string()
            .ends_with("got no answer; it was not processed")
    );
    assert!(matches!(
        error,
        CallError::Unanswered {
            source: HttpError::Dial(_),
            ..
        }
    ));
}

/// Answers one request with `answer`, and closes.
async fn answering(answer: &'static [u8]) -> LiveKitApi {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.expect("a request"));
        }
        stream.write_all(answer).await.expect("sent");
    });
    LiveKitApi::new(&format!("ws://127.0.0.1:{port}"), "k", "s").expect("an API")
}

#[tokio::test]
async fn an_error_whose_body_cannot_be_read_keeps_its_status() {
    let cut = b"HTTP/1.1 401 No\r\nretry-after: 70\r\ncontent-length: 11\r\n\r\nhello";
    let api = answering(cut).await;
    let call = api.room().list_rooms(Default::default());
    let error = call.await.expect_err("refused");
    assert_eq!(error.code(), Some(TwirpCode::Unauthenticated));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(70)));

    let mislabelled =
        b"HTTP/1.1 404 No\r\ncontent-encoding: gzip\r\ncontent-length: 7\r\n\r\nno such";
    let api = answering(mislabelled).await;
    let call = api.room().list_rooms(Default::default());
    let error = call.await.expect_err("refused");
    assert_eq!(error.code(), Some(TwirpCode::BadRoute));
    assert!(error.to_string().ends_with("no such"), "{error}");

    // A success that is cut off was processed.
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello";
    let api = answering(cut).await;
    let call = api.room().list_rooms(Default::default());
    assert_eq!(call.await.expect_err("cut").processed(), Processed::Yes);
}

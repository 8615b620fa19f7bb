//! A call that one region fails to answer, on servers of our own.

use std::time::Duration;

use bytes::Bytes;
use lk_api::{Failover, TwirpCode};
use lk_proto::{CreateSipParticipantRequest, Room};

use crate::fake::Fake;

/// A region that answers calls with `status`, and names `other` as where else to go.
async fn region(status: u16, other: &Fake) -> Fake {
    let list = format!(
        r#"{{"regions":[{{"region":"other","url":"{}"}}]}}"#,
        other.api.url()
    );
    let refusal = r#"{"code":"unavailable","msg":"no"}"#;
    let answer = move |request: &http::Request<Bytes>| match request.uri().path() {
        "/pre/fix/settings/regions" => (200, "application/json", Bytes::from(list.clone())),
        _ => (
            status,
            "application/json",
            Bytes::from_static(refusal.as_bytes()),
        ),
    };
    let mut fake = Fake::serving(answer, Duration::ZERO).await;
    fake.api = fake.api.failover(Failover::Always);
    fake
}

#[tokio::test]
async fn the_next_region_gets_the_same_call() {
    let room = Room {
        name: "demo".into(),
        ..Default::default()
    };
    let other = Fake::with(&room).await;
    let first = region(503, &other).await;
    let call = first
        .api
        .room()
        .create_room(Default::default())
        .header("x-trace", "7");
    assert_eq!(call.await.expect("a room"), room);

    let (asked, moved) = (first.asked(), other.asked());
    let paths: Vec<_> = asked.iter().map(|request| request.uri().path()).collect();
    let path = "/pre/fix/twirp/livekit.RoomService/CreateRoom";
    assert_eq!(paths, [path, "/pre/fix/settings/regions"]);
    assert_eq!((moved.len(), moved[0].uri().path()), (1, path));
    for name in ["authorization", "x-livekit-request-id", "x-trace"] {
        assert_eq!(asked[0].headers()[name], moved[0].headers()[name], "{name}");
        assert_eq!(asked[0].headers()[name], asked[1].headers()[name], "{name}");
    }
    assert!(asked[1].headers().get("content-type").is_none());
    assert_eq!(asked[0].body(), moved[0].body());
}

#[tokio::test]
async fn nothing_moves_that_must_not_happen_twice() {
    let other = Fake::with(&lk_proto::SipParticipantInfo::default()).await;
    let first = region(500, &other).await;
    let call = first
        .api
        .sip()
        .create_sip_participant(CreateSipParticipantRequest::default());
    assert_eq!(
        call.await.expect_err("refused").code(),
        Some(TwirpCode::Unavailable)
    );
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_refusal_ends_where_it_is_given() {
    let other = Fake::answering(200, "application/protobuf", "", Duration::ZERO).await;
    let first = region(400, &other).await;
    first
        .api
        .room()
        .create_room(Default::default())
        .await
        .expect_err("refused");
    assert_eq!((first.asked().len(), other.asked().len()), (1, 0));
}

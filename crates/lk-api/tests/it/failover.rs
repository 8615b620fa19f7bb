//! A call that one region fails to answer, on servers of our own.

use std::time::Duration;

use bytes::Bytes;
use lk_api::{Failover, LiveKitApi, TwirpCode};
use lk_net::{HttpClient, Processed, RequestBody};
use lk_proto::{CreateSipParticipantRequest, Room};
use prost::Message as _;

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

#[tokio::test]
async fn a_call_that_is_dropped_goes_nowhere_else() {
    let other = Fake::with(&Room::default()).await;
    let first = region(503, &other).await;
    let call = first.api.room().create_room(Default::default());
    let call = tokio::spawn(call.into_future());
    // The list of regions is what it asks for last before it pauses.
    while first.seen() < 2 {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.expect_err("dropped").is_cancelled());
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn a_pinned_project_is_followed_by_an_older_list_where_no_new_one_can_be_had() {
    let room = Room {
        name: "demo".into(),
        ..Default::default()
    };
    let other = Fake::with(&room).await;
    let list = format!(r#"{{"regions":[{{"url":"{}"}}]}}"#, other.api.url());
    let lists = std::sync::atomic::AtomicUsize::new(0);
    let lists = std::sync::Arc::new(lists);
    let answer = move |request: &http::Request<Bytes>| {
        if !request.uri().path().ends_with("/settings/regions") {
            return (451, "text/plain", Bytes::from_static(b"not in this region"));
        }
        match lists.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => (200, "application/json", Bytes::from(list.clone())),
            _ => (500, "text/plain", Bytes::new()),
        }
    };
    let first = Fake::serving(answer, Duration::ZERO).await;
    for _ in 0..2 {
        let call = first.api.room().create_room(Default::default());
        let call = call.failover(Failover::Always);
        assert_eq!(call.await.expect("followed"), room);
    }
    assert_eq!((first.asked().len(), other.asked().len()), (4, 2));
    // Nobody is asked where else to go by a server that is not to say it.
    for stays in [Failover::Never, Failover::Cloud] {
        let call = first.api.room().create_room(Default::default());
        let error = call.failover(stays).await.expect_err("stays");
        assert_eq!(error.status().expect("a status").as_u16(), 451);
    }
    assert_eq!((first.asked().len(), other.asked().len()), (2, 0));
}

/// Answers the first call with `status` and a pause of a second, the others with a room.
async fn busy(status: u16) -> Fake {
    let calls = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let room = Bytes::from(Room::default().encode_to_vec());
    let answer = move |_: &http::Request<Bytes>| match calls
        .fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    {
        0 => (status, "retry-after: 1", Bytes::new()),
        _ => (200, "application/protobuf", room.clone()),
    };
    Fake::serving(answer, Duration::ZERO).await
}

#[tokio::test]
async fn a_busy_server_is_asked_again_when_it_says() {
    for status in [429, 503] {
        let fake = busy(status).await;
        let start = std::time::Instant::now();
        let call = fake.api.room().create_room(Default::default());
        call.timeout(Duration::from_secs(60)).await.expect("a room");
        assert!(start.elapsed() >= Duration::from_secs(1), "{status}");
        let asked = fake.asked();
        let limit = |index: usize| -> u64 {
            let told = asked[index].headers()["x-twirp-timeout-ms"].to_str();
            told.expect("text").parse().expect("a number")
        };
        assert_eq!((asked.len(), limit(0)), (2, 60_000));
        assert!(limit(1) <= 59_000, "the pause is part of the time limit");
    }
    // Not where the pause is longer than the call may take.
    let fake = busy(429).await;
    let call = fake.api.room().create_room(Default::default());
    let error = call.timeout(Duration::from_millis(900)).await;
    assert_eq!(
        error.expect_err("busy").code(),
        Some(TwirpCode::ResourceExhausted)
    );
    assert_eq!(fake.asked().len(), 1);
}

#[tokio::test]
async fn a_service_of_the_callers_carries_calls_and_failover() {
    let room = Room {
        name: "demo".into(),
        ..Default::default()
    };
    let other = Fake::with(&room).await;
    let first = region(503, &other).await;
    let executor = hyper_util::rt::TokioExecutor::new();
    let service = hyper_util::client::legacy::Client::builder(executor).build_http::<RequestBody>();
    let api = LiveKitApi::new(&first.api.url().to_string(), "devkey", "secret").expect("an API");
    let api = api
        .http_client(HttpClient::from_service(service))
        .failover(Failover::Always);
    assert_eq!(
        api.room()
            .create_room(Default::default())
            .await
            .expect("a room"),
        room
    );
}

#[tokio::test]
async fn what_was_refused_before_a_pause_is_told_where_nothing_follows() {
    let calls = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let answer = move |_: &http::Request<Bytes>| {
        match calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => (429, "retry-after: 1", Bytes::from_static(QUOTA)),
            // The fake hangs up on what it cannot answer.
            _ => panic!("silence"),
        }
    };
    let fake = Fake::serving(answer, Duration::ZERO).await;
    let call = fake.api.room().list_rooms(Default::default());
    let error = call
        .timeout(Duration::from_secs(4))
        .await
        .expect_err("silence");
    let refusal = error.refusal().unwrap_or_else(|| panic!("{error:?}"));
    assert_eq!(refusal.message, "quota of the project");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert!(refusal.then_silence && error.processed() == Processed::Unknown);
}

const QUOTA: &[u8] = br#"{"code":"resource_exhausted","msg":"quota of the project"}"#;

#[tokio::test]
async fn somebody_who_is_busy_is_not_rung_again() {
    let busy = r#"{"code":"resource_exhausted","msg":"sip status: 486: Busy Here",
        "meta":{"sip_status_code":"486","sip_status":"Busy Here"}}"#;
    let fake = Fake::answering(429, "retry-after: 1", busy, Duration::ZERO).await;
    let request = CreateSipParticipantRequest {
        wait_until_answered: true,
        ..Default::default()
    };
    let call = fake.api.sip().create_sip_participant(request);
    let error = call.await.expect_err("busy");
    assert_eq!(error.sip_status().expect("a status").code, 486);
    assert!(!error.is_transient() && error.processed() == Processed::Yes);
    assert_eq!(fake.asked().len(), 1);
}

#[tokio::test]
async fn a_call_is_made_again_in_the_same_region_where_there_is_no_other() {
    let room = Room {
        name: "demo".into(),
        ..Default::default()
    };
    for lists_itself in [true, false] {
        let calls = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let body = Bytes::from(room.encode_to_vec());
        let answer = move |request: &http::Request<Bytes>| {
            if request.uri().path().ends_with("/settings/regions") {
                let here = request.headers()["host"].to_str().expect("a host");
                let list = format!(r#"{{"regions":[{{"url":"ws://{here}"}}]}}"#);
                return match lists_itself {
                    true => (200, "application/json", list.into()),
                    false => (404, "text/plain", Bytes::new()),
                };
            }
            match calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
                0 | 1 => (500, "application/json", Bytes::from_static(b"{}")),
                _ => (200, "application/protobuf", body.clone()),
            }
        };
        let fake = Fake::serving(answer, Duration::ZERO).await;
        let api = fake.api.clone().failover(Failover::Always);
        let call = api.room().create_room(Default::default());
        assert_eq!(call.await.expect("the third answer"), room);
        let asked = fake.asked();
        let calls = asked.iter().filter(|asked| asked.method() == "POST");
        let ids: Vec<_> = calls
            .map(|asked| asked.headers()["x-livekit-request-id"].clone())
            .collect();
        assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]));

        // Not what must not happen twice.
        let call = api.sip().create_sip_participant(Default::default());
        let _ = call.await;
        assert_eq!(fake.asked().len(), 1);
    }
}

//! Calls that go to another region, and calls that do not.

use std::time::{Duration, Instant};

use lk_api::{Call, CallError, Failover, LiveKitApi, TwirpCode};
use lk_net::HttpError;
use lk_proto::CreateRoomRequest;
use lk_proto::rpc::room_service::CreateRoom;

use crate::mock;

/// A call that the mock treats as `control` says.
fn create(api: &LiveKitApi, control: &str) -> Call<CreateRoom> {
    let request = CreateRoomRequest {
        name: "demo".into(),
        ..Default::default()
    };
    api.room().create_room(request).header("x-lk-mock", control)
}

/// How long it took, and what came of it.
async fn timed(call: Call<CreateRoom>) -> (Duration, Result<lk_proto::Room, CallError>) {
    let start = Instant::now();
    let result = call.await;
    (start.elapsed(), result)
}

#[tokio::test]
async fn a_healthy_primary_answers() {
    let api = mock().await;
    assert_eq!(create(&api, "{}").await.expect("a room").name, "demo");
}

#[tokio::test]
async fn one_or_two_failing_regions_are_left() {
    let api = mock().await;
    for (control, pauses) in [
        (r#"{"failRegions":[0]}"#, 200),
        (r#"{"failRegions":[0,1]}"#, 600),
    ] {
        let (took, result) = timed(create(&api, control)).await;
        assert_eq!(result.expect("a room").name, "demo");
        assert!(took >= Duration::from_millis(pauses), "{took:?}");
    }
}

#[tokio::test]
async fn after_three_regions_the_last_answer_counts() {
    let api = mock().await;
    let error = create(&api, r#"{"failRegions":[0,1,2]}"#)
        .await
        .expect_err("three tries");
    assert_eq!(error.code(), Some(TwirpCode::Unavailable));
    let error = create(&api, r#"{"failRegions":[0,1,2,3]}"#)
        .await
        .expect_err("all fail");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let api = mock().await;
    let error = create(&api, r#"{"failRegions":[0],"failStatus":400}"#)
        .await
        .expect_err("refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test]
async fn a_dropped_connection_is_left_too() {
    let api = mock().await;
    let room = create(&api, r#"{"failRegions":[0],"failMode":"drop"}"#).await;
    assert_eq!(room.expect("a room").name, "demo");
}

#[tokio::test]
async fn without_a_list_of_regions_the_same_one_is_asked_again() {
    let api = mock().await;
    let control = r#"{"failRegions":[0],"regionsStatus":500}"#;
    let error = create(&api, control).await.expect_err("it fails each time");
    assert_eq!(error.code(), Some(TwirpCode::Unavailable));
}

#[tokio::test]
async fn other_hosts_and_calls_told_so_stay() {
    let api = mock().await;
    let control = r#"{"failRegions":[0]}"#;
    for failover in [Failover::Cloud, Failover::Never] {
        let error = create(&api, control)
            .failover(failover)
            .await
            .expect_err("stays");
        assert_eq!(error.code(), Some(TwirpCode::Unavailable));
    }
}

#[tokio::test]
async fn a_call_in_a_hurry_is_not_repeated() {
    let api = mock().await;
    let call = create(&api, r#"{"failRegions":[0]}"#).timeout(Duration::from_secs(4));
    assert_eq!(
        call.await.expect_err("stays").code(),
        Some(TwirpCode::Unavailable)
    );
    let call = create(&api, r#"{"delayMs":3600000}"#).timeout(Duration::from_secs(1));
    let CallError::Unanswered { source, .. } = call.await.expect_err("late") else {
        panic!()
    };
    assert!(matches!(source, HttpError::TimedOut(_)));
}

#[tokio::test]
async fn a_region_that_takes_too_long_is_left_and_the_next_has_all_of_the_time() {
    let api = mock().await;
    let call = create(&api, "{}")
        .header("x-lk-mock-fail-regions", "0")
        .header("x-lk-mock-fail-mode", "delay")
        .header("x-lk-mock-delay-ms", "30000")
        .timeout(Duration::from_secs(5));
    let (took, result) = timed(call).await;
    assert_eq!(result.expect("a room").name, "demo");
    assert!(took >= Duration::from_secs(5), "{took:?}");
}

#[tokio::test]
async fn a_pinned_project_is_followed_unless_told_otherwise() {
    let api = mock().await;
    let pinned = r#"{"pinnedRegions":["region-2"]}"#;
    let call = create(&api, pinned).timeout(Duration::from_secs(4));
    assert_eq!(call.await.expect("followed, hurried or not").name, "demo");
    for stays in [Failover::Never, Failover::Cloud] {
        let stays = create(&api, pinned).failover(stays).await;
        let status = stays.expect_err("not followed").status();
        assert_eq!(status.map(|status| status.as_u16()), Some(451));
    }
    let nowhere = create(&api, r#"{"pinnedRegions":["region-99"]}"#).await;
    let error = nowhere.expect_err("no region left");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(451));
    assert!(matches!(error, CallError::NotTwirp { .. }));
}

#[tokio::test]
async fn missing_grants_are_refused() {
    let api = mock().await;
    let token = api.token().expect("a key");
    let token = token
        .grant(lk_auth::VideoGrant::list_rooms())
        .to_jwt()
        .expect("a token");
    let signed = LiveKitApi::with_token(&api.url().to_string(), &token).expect("an API");
    signed
        .room()
        .list_rooms(Default::default())
        .await
        .expect("allowed");
    let error = create(&signed, "{}").await.expect_err("not allowed");
    assert_eq!(error.code(), Some(TwirpCode::PermissionDenied));
}

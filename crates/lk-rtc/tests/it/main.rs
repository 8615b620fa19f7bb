//! What becomes of a room whose server is not as it should be.

mod corpus;
mod received_target;
mod server;
mod source;
mod targets;
mod timeline;

use std::time::Duration;

use lk_proto::signal_response::Message;
use lk_proto::{JoinResponse, LeaveRequest, ParticipantInfo, Room as RoomInfo};
use lk_rtc::error::ConnectStage;
use lk_rtc::source::FileSource;
use lk_rtc::{ConnectError, DisconnectReason, PeerConnections, Room, RoomOptions};
use lk_signal::ConnectError as SignalError;

use self::server::{Answer, Server};

/// Joins and expects that to fail.
async fn fails(server: &Server) -> ConnectError {
    fails_with(server, RoomOptions::new()).await
}

async fn fails_with(server: &Server, options: RoomOptions) -> ConnectError {
    match Room::connect(&server.url(), "a.jwt.token", options).await {
        Ok(_) => panic!("joined"),
        Err(error) => error,
    }
}

fn join() -> Message {
    Message::Join(JoinResponse {
        room: Some(RoomInfo {
            name: "r".to_owned(),
            ..Default::default()
        }),
        participant: Some(ParticipantInfo {
            sid: "PA_1".to_owned(),
            identity: "me".to_owned(),
            ..Default::default()
        }),
        ping_interval: 5,
        ping_timeout: 15,
        ..Default::default()
    })
}

#[tokio::test]
async fn an_address_that_is_none_is_told_before_anything_is_sent() {
    for url in ["", "server", "ftp://server", "ws://"] {
        let error = Room::connect(url, "a.jwt.token", RoomOptions::new())
            .await
            .expect_err(url);
        assert!(matches!(error, ConnectError::Url(_)), "{url}: {error:?}");
        assert_eq!(error.stage(), ConnectStage::Preparing);
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_told_as_tcp() {
    let server = Server::start(Answer::Nothing).await;
    let url = server.url();
    drop(server);
    let error = Room::connect(&url, "a.jwt.token", RoomOptions::new())
        .await
        .expect_err("no server");
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Unreachable { .. })),
        "{error:?}"
    );
    assert_eq!(error.stage(), ConnectStage::Tcp);
    assert!(error.is_transient());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_is_given_up() {
    let server = Server::start(Answer::Nothing).await;
    let error = fails(&server).await;
    assert_eq!(error.stage(), ConnectStage::Upgrade, "{error:?}");
}

#[tokio::test]
async fn a_refused_token_is_told_with_status_and_text() {
    let server = Server::start(Answer::Http(401, "no permissions to access the room")).await;
    match fails(&server).await {
        ConnectError::Signal(SignalError::Unauthorized {
            status: 401, text, ..
        }) => {
            assert_eq!(text.as_str(), "no permissions to access the room");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_room_that_does_not_exist_is_told_as_such() {
    let server = Server::start(Answer::Http(404, "requested room does not exist")).await;
    let error = fails(&server).await;
    assert!(
        matches!(error, ConnectError::Signal(SignalError::RoomNotFound)),
        "{error:?}"
    );
    let asked = server.paths();
    assert!(
        asked.iter().all(|path| path.starts_with("/rtc/v1")),
        "no other path: {asked:?}"
    );
}

#[tokio::test]
async fn a_server_without_the_newer_path_is_tried_on_the_older() {
    let server = Server::start(Answer::Http(404, "404 page not found")).await;
    let error = fails(&server).await;
    assert!(matches!(
        error,
        ConnectError::Signal(SignalError::ServiceNotFound { .. })
    ));
    let asked = server.paths();
    assert!(asked.contains(&"/rtc/v1".to_owned()) && asked.contains(&"/rtc".to_owned()));

    let single = RoomOptions::new().peer_connections(PeerConnections::Single);
    let server = Server::start(Answer::Http(404, "404 page not found")).await;
    fails_with(&server, single).await;
    assert!(!server.paths().contains(&"/rtc".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_accepts_and_says_nothing_is_given_up() {
    let server = Server::start(Answer::Frames(Vec::new())).await;
    let error = fails(&server).await;
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Silent)),
        "{error:?}"
    );
    assert_eq!(error.stage(), ConnectStage::FirstMessage);
}

#[tokio::test]
async fn garbage_in_place_of_the_first_message_ends_the_attempt() {
    let server = Server::start(Answer::Frames(vec![vec![0xff; 64]])).await;
    let error = fails(&server).await;
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Protocol(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_goodbye_in_place_of_the_first_message_is_told_with_its_reason() {
    let leave = LeaveRequest {
        reason: 5,
        ..Default::default()
    };
    let server = Server::start(Answer::messages([Message::Leave(leave)])).await;
    let error = fails(&server).await;
    assert!(
        matches!(error, ConnectError::Signal(SignalError::Left { .. })),
        "{error:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_server_that_answers_no_offer_is_given_up_within_the_limit() {
    let server = Server::start(Answer::messages([join()])).await;
    let limit = Duration::from_secs(4);
    let error = fails_with(&server, RoomOptions::new().connect_timeout(limit)).await;
    match error {
        ConnectError::TimedOut { stage, after, .. } => {
            assert_eq!((stage, after), (ConnectStage::Negotiation, limit));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_session_that_ends_while_media_is_connected_is_told_by_stage_and_reason() {
    let leave = LeaveRequest {
        reason: 5,
        ..Default::default()
    };
    let server = Server::start(Answer::messages([join(), Message::Leave(leave)])).await;
    match fails(&server).await {
        ConnectError::Ended { stage, reason, .. } => {
            assert_eq!(stage, ConnectStage::Negotiation);
            assert_eq!(reason, DisconnectReason::RoomDeleted);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_that_is_no_description_ends_the_attempt() {
    let answer = lk_proto::SessionDescription {
        r#type: "answer".to_owned(),
        sdp: "v=0\r\nnonsense".to_owned(),
        id: 1,
        ..Default::default()
    };
    let server = Server::start(Answer::messages([join(), Message::Answer(answer)])).await;
    match fails(&server).await {
        ConnectError::Media { stage, .. } => assert_eq!(stage, ConnectStage::Negotiation),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_attempt_that_is_dropped_closes_its_connection() {
    let server = Server::start(Answer::Frames(Vec::new())).await;
    let url = server.url();
    let attempt = Room::connect(&url, "a.jwt.token", RoomOptions::new());
    tokio::select! {
        _ = attempt => panic!("there is no answer"),
        () = server.opened() => {}
    }
    server.closed().await;
}

#[tokio::test]
async fn a_file_that_is_no_media_is_refused() {
    let folder = std::env::temp_dir().join(format!("lk-rtc-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let short = folder.join("short.ivf");
    std::fs::write(&short, b"DKIF").expect("a file");
    assert!(FileSource::open(&short).is_err());
    assert!(FileSource::open(folder.join("absent.ogg")).is_err());
    assert!(FileSource::open("clip.mp4").is_err());
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

//! The websocket driver against a loopback server that does one thing each.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use lk_net::{Dialer, HttpClient};
use lk_proto::{
    DisconnectReason, JoinResponse, LeaveRequest, ParticipantInfo, ParticipantUpdate, Room,
    SignalRequest, SignalResponse, leave_request, signal_request, signal_response,
};
use lk_signal::driver::SignalClient;
use lk_signal::{
    ConnectError, DialStage, JoinOptions, ProtocolError, SessionConfig, SessionEnd, SignalEvent,
    SignalPath, SignalUrl,
};
use prost::Message as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

type ServerSocket = WebSocketStream<TcpStream>;

/// Listens, hands each connection to `serve`, and answers the address.
async fn server<F, R>(serve: F) -> SignalUrl
where
    F: Fn(TcpStream) -> R + Send + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/prefix", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    SignalUrl::parse(&url).unwrap()
}

/// The same behind a websocket.
async fn websocket_server<F, R>(serve: F) -> SignalUrl
where
    F: Fn(ServerSocket) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    server(move |stream| {
        let serve = serve.clone();
        async move { serve(tokio_tungstenite::accept_async(stream).await.unwrap()).await }
    })
    .await
}

async fn join(server: SignalUrl) -> Result<(SignalClient, Box<JoinResponse>), ConnectError> {
    join_with(config(server)).await
}

async fn join_error(server: SignalUrl) -> ConnectError {
    join_error_with(config(server)).await
}

/// Nothing is given up because the machine is busy.
fn config(server: SignalUrl) -> SessionConfig {
    SessionConfig::new(server, "a.jwt.token")
        .dial_timeout(LIMIT)
        .first_message_timeout(LIMIT)
        .validate_timeout(LIMIT)
}

async fn join_with(
    config: SessionConfig,
) -> Result<(SignalClient, Box<JoinResponse>), ConnectError> {
    let options = JoinOptions::new(SignalPath::Dual);
    let join = SignalClient::join(config, &options, Dialer::default(), HttpClient::default());
    timeout(LIMIT, join)
        .await
        .expect("its own deadline comes first")
}

async fn join_error_with(config: SessionConfig) -> ConnectError {
    let joined = join_with(config).await;
    joined.map(|_| ()).expect_err("nobody is there to join")
}

fn frame(message: signal_response::Message) -> Message {
    Message::Binary(
        SignalResponse {
            message: Some(message),
        }
        .encode_to_vec()
        .into(),
    )
}

fn joined() -> Message {
    frame(signal_response::Message::Join(JoinResponse {
        room: Some(Room::default()),
        participant: Some(ParticipantInfo::default()),
        ping_interval: 1,
        ping_timeout: 3,
        ..Default::default()
    }))
}

fn left(action: leave_request::Action) -> Message {
    frame(signal_response::Message::Leave(LeaveRequest {
        reason: DisconnectReason::ServerShutdown.into(),
        action: action.into(),
        ..Default::default()
    }))
}

async fn read_request(socket: &mut ServerSocket) -> Option<SignalRequest> {
    match socket.next().await? {
        Ok(Message::Binary(frame)) => Some(SignalRequest::decode(frame).unwrap()),
        _ => None,
    }
}

#[tokio::test]
async fn messages_flow_both_ways_and_leaving_is_answered() {
    let url = websocket_server(|mut socket| async move {
        socket.send(joined()).await.unwrap();
        socket
            .send(frame(signal_response::Message::Update(
                ParticipantUpdate::default(),
            )))
            .await
            .unwrap();
        socket
            .send(Message::Ping("anyone there".into()))
            .await
            .unwrap();
        let request = read_request(&mut socket).await.unwrap();
        assert!(matches!(
            request.message,
            Some(signal_request::Message::Mute(_))
        ));
        socket
            .send(frame(signal_response::Message::RefreshToken(
                "newer".into(),
            )))
            .await
            .unwrap();
        assert!(matches!(socket.next().await, Some(Ok(Message::Pong(_)))));
        let leave = read_request(&mut socket).await.unwrap();
        assert!(matches!(
            leave.message,
            Some(signal_request::Message::Leave(_))
        ));
        socket
            .send(left(leave_request::Action::Disconnect))
            .await
            .unwrap();
        let _ = socket.close(None).await;
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    client
        .send(signal_request::Message::Mute(Default::default()))
        .unwrap();
    assert!(matches!(client.next().await, Some(SignalEvent::Message(_))));
    assert!(matches!(
        client.next().await,
        Some(SignalEvent::TokenRefreshed)
    ));
    assert_eq!(client.session().current_token().secret(), "newer");
    let end = client.leave(DisconnectReason::ClientInitiated).await;
    assert!(matches!(end, SessionEnd::Left), "{end:?}");
}

#[tokio::test]
async fn the_request_carries_path_query_and_bearer() {
    let (sender, mut heads) = tokio::sync::mpsc::unbounded_channel();
    let url = server(move |mut stream| {
        let sender = sender.clone();
        async move {
            let mut head = vec![0; 4096];
            let read = stream.read(&mut head).await.unwrap();
            sender
                .send(String::from_utf8_lossy(&head[..read]).to_ascii_lowercase())
                .unwrap();
            stream
                .write_all(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n")
                .await
                .unwrap();
        }
    })
    .await;
    let authority = url.authority().to_owned();
    assert!(matches!(
        join_error(url).await,
        ConnectError::Unauthorized { status: 401, .. }
    ));
    let head = heads.recv().await.unwrap();
    assert!(head.starts_with("get /prefix/rtc?sdk=rust&"), "{head}");
    for line in [
        format!("\r\nhost: {authority}\r\n"),
        "\r\nauthorization: bearer a.jwt.token\r\n".to_owned(),
        "\r\nupgrade: websocket\r\n".to_owned(),
        "\r\nsec-websocket-version: 13\r\n".to_owned(),
    ] {
        assert!(head.contains(&line), "{line} not in {head}");
    }
}

/// Answers every request with `status` and `body`, the body in a packet of its own.
async fn refusing(status: &'static str, body: &'static str) -> SignalUrl {
    server(move |mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let _ = stream.write_all(body.as_bytes()).await;
    })
    .await
}

#[tokio::test]
async fn a_refused_upgrade_is_told_by_status_and_body() {
    let error = join_error(refusing("401 Unauthorized", "invalid API key").await).await;
    assert_eq!(
        error.to_string(),
        "the server refused the token (401): invalid API key"
    );
    let error = join_error(refusing("404 Not Found", "requested room does not exist").await).await;
    assert!(matches!(error, ConnectError::RoomNotFound), "{error:?}");
    let error = join_error(refusing("404 Not Found", "404 page not found").await).await;
    assert!(
        matches!(error, ConnectError::ServiceNotFound { .. }),
        "{error:?}"
    );
    let error = join_error(refusing("503 Service Unavailable", "full").await).await;
    assert!(
        matches!(error, ConnectError::Unavailable { .. }),
        "{error:?}"
    );
    assert!(error.is_transient());
    let error = join_error(refusing("500 Oops", "connection closed by media").await).await;
    assert!(
        matches!(error, ConnectError::Refused { status: 500, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn validate_tells_what_the_upgrade_did_not() {
    let url = server(|mut stream| async move {
        let mut head = vec![0; 4096];
        let read = stream.read(&mut head).await.unwrap_or(0);
        let validate = head[..read].starts_with(b"GET /prefix/rtc/validate?sdk=rust");
        if validate {
            let answer = "HTTP/1.1 403 Forbidden\r\ncontent-length: 7\r\n\r\nbanned\n";
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    })
    .await;
    let error = join_error(url).await;
    assert_eq!(
        error.to_string(),
        "the server refused the token (403): banned"
    );
}

#[tokio::test]
async fn a_server_that_accepts_and_says_nothing_is_given_up() {
    let quiet = || async {
        server(|mut stream| async move {
            let _ = stream.read(&mut [0; 4096]).await;
            std::future::pending::<()>().await;
        })
        .await
    };
    let short = Duration::from_secs(1);
    let hurried = config(quiet().await)
        .dial_timeout(short)
        .validate_timeout(short);
    let error = join_error_with(hurried).await;
    let ConnectError::DialTimedOut {
        stage: Some(DialStage::Upgrade),
        ..
    } = error
    else {
        panic!("{error:?}");
    };
    let url = websocket_server(|socket| async move {
        std::future::pending::<()>().await;
        drop(socket);
    })
    .await;
    let error = join_error_with(config(url).first_message_timeout(short)).await;
    assert!(matches!(error, ConnectError::Silent), "{error:?}");
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("ws://{address}");
    drop(listener);
    let error = join_error(SignalUrl::parse(&url).unwrap()).await;
    assert!(
        matches!(
            error,
            ConnectError::Unreachable {
                stage: DialStage::Tcp,
                ..
            }
        ),
        "{error:?}"
    );
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, format!("cannot connect to {address}"));
}

#[tokio::test]
async fn what_is_no_websocket_is_told_as_such() {
    let answers: [&'static [u8]; 3] = [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
          sec-websocket-accept: bm9wZQ==\r\n\r\n",
    ];
    for answer in answers {
        let url = server(move |mut stream| async move {
            let _ = stream.read(&mut [0; 4096]).await;
            stream.write_all(answer).await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
        })
        .await;
        let error = join_error(url).await;
        assert!(
            matches!(error, ConnectError::NotWebSocket { .. }),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn garbage_and_oversized_frames_break_the_protocol() {
    let url = websocket_server(|mut socket| async move {
        socket
            .send(Message::Binary(vec![0xFF; 9].into()))
            .await
            .unwrap();
        let _ = socket.next().await;
    })
    .await;
    let error = join_error(url).await;
    assert!(
        matches!(
            error,
            ConnectError::Protocol(ProtocolError::Undecodable { size: 9, .. })
        ),
        "{error:?}"
    );

    let url = websocket_server(|mut socket| async move {
        socket.send(joined()).await.unwrap();
        let _ = socket.send(Message::Binary(vec![0; 5 << 20].into())).await;
        let _ = socket.next().await;
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    let Some(SignalEvent::Ended(SessionEnd::Protocol(ProtocolError::Oversized { .. }))) =
        client.next().await
    else {
        panic!("an oversized frame was read");
    };
    assert!(client.next().await.is_none());
}

#[tokio::test]
async fn leave_first_keeps_reason_and_action() {
    let url = websocket_server(|mut socket| async move {
        socket
            .send(left(leave_request::Action::Reconnect))
            .await
            .unwrap();
        let _ = socket.next().await;
    })
    .await;
    let error = join_error(url).await;
    let ConnectError::Left { leave, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(leave.action(), leave_request::Action::Reconnect);
    assert_eq!(leave.reason(), DisconnectReason::ServerShutdown);
}

#[tokio::test]
async fn closes_keep_their_code_before_and_after_the_join() {
    let close = CloseFrame {
        code: CloseCode::Error,
        reason: "media server gone".into(),
    };
    let early = close.clone();
    let url = websocket_server(move |mut socket| {
        let close = early.clone();
        async move {
            let _ = socket.close(Some(close)).await;
            let _ = socket.next().await;
        }
    })
    .await;
    let error = join_error(url).await;
    let ConnectError::Closed { closed, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (closed.code, closed.text.as_str()),
        (Some(1011), "media server gone")
    );

    let url = websocket_server(move |mut socket| {
        let close = close.clone();
        async move {
            socket.send(joined()).await.unwrap();
            let _ = socket.close(Some(close)).await;
            let _ = socket.next().await;
        }
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    let Some(SignalEvent::Ended(SessionEnd::Closed(closed))) = client.next().await else {
        panic!("not told as a close");
    };
    assert_eq!(closed.code, Some(1011));

    let url = websocket_server(|mut socket| async move {
        socket.send(joined()).await.unwrap();
        socket.get_ref().set_zero_linger().unwrap();
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    let Some(SignalEvent::Ended(SessionEnd::Closed(closed))) = client.next().await else {
        panic!("not told as a close");
    };
    assert!(closed.code.is_none() && closed.source.is_some());
}

#[tokio::test]
async fn a_server_that_stops_answering_pings_is_left() {
    let url = websocket_server(|mut socket| async move {
        socket.send(joined()).await.unwrap();
        while socket.next().await.is_some_and(|it| it.is_ok()) {}
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    let end = timeout(LIMIT, client.next()).await.expect("it ends");
    assert!(
        matches!(end, Some(SignalEvent::Ended(SessionEnd::PingTimeout))),
        "{end:?}"
    );
}

#[tokio::test]
async fn a_peer_that_reads_nothing_fills_a_bounded_queue() {
    let url = websocket_server(|mut socket| async move {
        socket.send(joined()).await.unwrap();
        std::future::pending::<()>().await;
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    let message = || {
        signal_request::Message::UpdateMetadata(lk_proto::UpdateParticipantMetadata {
            metadata: "x".repeat(1 << 20),
            ..Default::default()
        })
    };
    for _ in 0..64 {
        if client.send(message()).is_err() {
            return;
        }
        if let Ok(event) = timeout(Duration::from_millis(20), client.next()).await {
            return assert_closed(event);
        }
    }
    // It is read a little longer.
    let event = timeout(Duration::from_secs(10), client.next()).await;
    assert_closed(event.expect("64 MB were queued"));
}

fn assert_closed(event: Option<SignalEvent>) {
    let closed = matches!(event, Some(SignalEvent::Ended(SessionEnd::Closed(_))));
    assert!(closed, "{event:?}");
}

#[tokio::test]
async fn a_goodbye_is_heard_though_nothing_more_can_be_written() {
    let said = Arc::new(Notify::new());
    let url = websocket_server({
        let said = said.clone();
        move |mut socket| {
            let said = said.clone();
            async move {
                socket.send(joined()).await.unwrap();
                let goodbye = left(leave_request::Action::Disconnect);
                socket.send(goodbye).await.unwrap();
                said.notify_one();
                std::future::pending::<()>().await;
            }
        }
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    said.notified().await;
    // More than the queue takes, before anything of it is written or read.
    for _ in 0..8 {
        let update = lk_proto::UpdateParticipantMetadata {
            metadata: "x".repeat(1 << 20),
            ..Default::default()
        };
        let message = signal_request::Message::UpdateMetadata(update);
        client.send(message).unwrap();
    }
    let event = client.next().await;
    assert!(
        matches!(event, Some(SignalEvent::Ended(SessionEnd::ServerLeave(_)))),
        "{event:?}"
    );
}

#[tokio::test]
async fn a_goodbye_is_heard_from_a_connection_that_was_reset() {
    let gone = Arc::new(Notify::new());
    let url = websocket_server({
        let gone = gone.clone();
        move |mut socket| {
            let gone = gone.clone();
            async move {
                // Or the goodbye waits for an acknowledgement, and is dropped with the connection.
                socket.get_ref().set_nodelay(true).unwrap();
                socket.send(joined()).await.unwrap();
                let goodbye = left(leave_request::Action::Disconnect);
                socket.send(goodbye).await.unwrap();
                socket.get_ref().set_zero_linger().unwrap();
                drop(socket);
                gone.notify_one();
            }
        }
    })
    .await;
    let (mut client, _) = join(url).await.unwrap();
    gone.notified().await;
    let message = signal_request::Message::UpdateMetadata(Default::default());
    client.send(message).unwrap();
    let event = client.next().await;
    assert!(
        matches!(event, Some(SignalEvent::Ended(SessionEnd::ServerLeave(_)))),
        "{event:?}"
    );
}

/// Longer than a busy machine takes for any of this.
const LIMIT: Duration = Duration::from_secs(60);

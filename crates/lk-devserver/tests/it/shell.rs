//! The server over real sockets: HTTP, websockets, webhooks.

use std::{net::SocketAddr, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use lk_auth::{AccessToken, ApiKey, VideoGrant};
use lk_devserver::{DevServer, ServerConfig, StartError};
use lk_proto::{
    AddTrackRequest, ClientInfo, DisconnectReason, JoinRequest, Ping, SignalRequest,
    SignalResponse, WrappedJoinRequest, signal_request::Message as Asked, signal_response::Message,
};
use lk_webhook::WebhookReceiver;
use prost::Message as _;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    runtime::{self, Runtime},
    sync::oneshot,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, Error, protocol::frame::coding::CloseCode},
};

pub(crate) type Socket = WebSocketStream<TcpStream>;

pub(crate) fn token(grant: VideoGrant) -> String {
    let token = AccessToken::new("devkey", "secret")
        .identity("alice")
        .grant(grant);
    token.to_jwt().expect("a token")
}

/// Sends one request on a connection of its own and reads the whole answer.
pub(crate) async fn http(server: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(server).await.expect("connected");
    let head = format!(
        "{head}\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    // A server that has seen enough does not read the rest.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = timeout(LIMIT, stream.read_to_end(&mut answer))
        .await
        .expect("an answer");
    String::from_utf8(answer).expect("text")
}

pub(crate) async fn dial(server: &DevServer, target: &str) -> Result<Socket, Error> {
    let stream = TcpStream::connect(server.address())
        .await
        .expect("connected");
    let url = format!("{}{target}", server.url());
    Ok(client_async(url, stream).await?.0)
}

pub(crate) async fn join(server: &DevServer) -> Socket {
    let target = format!(
        "/rtc?protocol=17&access_token={}",
        token(VideoGrant::join("demo"))
    );
    dial(server, &target).await.expect("upgraded")
}

/// Joins through a socket that takes little at once.
async fn join_narrowly(server: SocketAddr) -> Socket {
    let narrow = TcpSocket::new_v4().expect("a socket");
    narrow.set_recv_buffer_size(4096).expect("set");
    let stream = narrow.connect(server).await.expect("connected");
    let bearer = token(VideoGrant::join("demo"));
    let url = format!("ws://{server}/rtc?protocol=17&access_token={bearer}");
    client_async(url, stream).await.expect("upgraded").0
}

/// Has everyone in the room sent `count` times half a megabyte, more than lies between two sockets.
async fn fill_up(server: SocketAddr, count: usize) {
    let bearer = token(VideoGrant::admin("demo"));
    let head = format!(
        "POST /twirp/livekit.RoomService/UpdateRoomMetadata HTTP/1.1\r\nContent-Type: application/json\r\n\
        Authorization: Bearer {bearer}"
    );
    let metadata = "x".repeat(500 * 1024);
    let body = format!(r#"{{"room":"demo","metadata":"{metadata}"}}"#);
    for _ in 0..count {
        let answer = http(server, &head, body.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

/// Ends with whoever runs it, and takes its tasks along.
fn runtime() -> Runtime {
    let mut builder = runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

/// The next message of the server, or how it closed.
pub(crate) async fn next(socket: &mut Socket) -> Result<Message, Option<CloseCode>> {
    loop {
        let message = timeout(LIMIT, socket.next())
            .await
            .expect("in time")
            .ok_or(None)?;
        match message.map_err(|_| None)? {
            tungstenite::Message::Binary(bytes) => {
                let response = SignalResponse::decode(bytes).expect("a response");
                return Ok(response.message.expect("a message"));
            }
            tungstenite::Message::Close(frame) => return Err(frame.map(|frame| frame.code)),
            _ => {}
        }
    }
}

async fn next_close(socket: &mut Socket) -> Option<CloseCode> {
    loop {
        if let Err(code) = next(socket).await {
            return code;
        }
    }
}

#[tokio::test]
async fn http_looks_like_the_real_server() {
    let server = DevServer::start().await.expect("started");
    let answer = http(
        server.address(),
        "GET / HTTP/1.1\r\nOrigin: https://app.example",
        b"",
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\nOK"),
        "{answer}"
    );
    assert!(
        answer.contains("access-control-allow-origin: https://app.example\r\n"),
        "{answer}"
    );

    let preflight = "OPTIONS /rtc/validate HTTP/1.1\r\nOrigin: https://app.example\r\n\
        Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization";
    let answer = http(server.address(), preflight, b"").await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert!(
        answer.contains("access-control-allow-methods: GET\r\n"),
        "{answer}"
    );
    assert!(
        answer.contains("access-control-allow-headers: authorization\r\n"),
        "{answer}"
    );

    let bearer = token(VideoGrant::join("demo"));
    let validate = format!("GET //rtc/validate HTTP/1.1\r\nAuthorization: Bearer {bearer}");
    let answer = http(server.address(), &validate, b"").await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("success"),
        "{answer}"
    );

    let answer = http(server.address(), "GET /rtc HTTP/1.1", b"").await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

#[tokio::test]
async fn the_api_answers_and_refuses_bodies_that_are_too_large() {
    let server = DevServer::start().await.expect("started");
    let bearer = token(VideoGrant::create_rooms());
    let head = format!(
        "POST /twirp/livekit.RoomService/CreateRoom HTTP/1.1\r\nContent-Type: application/json\r\n\
        Authorization: Bearer {bearer}"
    );
    let answer = http(server.address(), &head, br#"{"name":"demo"}"#).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains(r#""name":"demo""#),
        "{answer}"
    );
    let answer = http(server.address(), &head, &vec![b' '; 10 * 1024 * 1024 + 1]).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.ends_with("request body too large"), "{answer}");
}

#[tokio::test]
async fn a_websocket_is_refused_before_it_is_opened() {
    let config = ServerConfig::new("devkey", "secret").auto_create(false);
    let server = DevServer::builder()
        .config(config)
        .start()
        .await
        .expect("started");
    let refusal = |result: Result<Socket, Error>| match result {
        Err(Error::Http(response)) => (
            response.status().as_u16(),
            String::from_utf8(response.into_body().unwrap_or_default()).expect("text"),
        ),
        other => panic!("not refused: {other:?}"),
    };
    let without = refusal(dial(&server, "/rtc").await);
    assert_eq!(without, (401, "no permissions to access the room".into()));
    let target = format!("/rtc?access_token={}", token(VideoGrant::join("demo")));
    assert_eq!(
        refusal(dial(&server, &target).await),
        (404, "requested room does not exist".into())
    );
}

#[tokio::test]
async fn a_session_speaks_protobuf_and_json() {
    let server = DevServer::start().await.expect("started");
    let mut socket = join(&server).await;
    assert!(matches!(next(&mut socket).await, Ok(Message::Join(_))));
    let ping = SignalRequest {
        message: Some(Asked::PingReq(Ping {
            timestamp: 7,
            rtt: 0,
        })),
    };
    socket
        .send(tungstenite::Message::Binary(ping.encode_to_vec().into()))
        .await
        .expect("sent");
    loop {
        if let Message::PongResp(pong) = next(&mut socket).await.expect("open") {
            break assert_eq!(pong.last_ping_timestamp, 7);
        }
    }
    let text = r#"{"pingReq":{"timestamp":"8"}}"#;
    socket
        .send(tungstenite::Message::Text(text.into()))
        .await
        .expect("sent");
    let answer = loop {
        let message = timeout(LIMIT, socket.next()).await.expect("in time");
        if let tungstenite::Message::Text(text) = message.expect("open").expect("a frame") {
            break text;
        }
    };
    assert!(answer.contains(r#""lastPingTimestamp":"8""#), "{answer}");
}

#[tokio::test]
async fn frames_that_are_too_large_or_make_no_sense_end_the_session() {
    let server = DevServer::start().await.expect("started");
    let mut socket = join(&server).await;
    let large = Bytes::from(vec![0; 2 * 1024 * 1024 + 1]);
    socket
        .send(tungstenite::Message::Binary(large))
        .await
        .expect("sent");
    assert_eq!(next_close(&mut socket).await, Some(CloseCode::Size));

    let mut socket = join(&server).await;
    socket
        .send(tungstenite::Message::Binary(Bytes::from_static(&[0xff; 9])))
        .await
        .expect("sent");
    assert_eq!(next_close(&mut socket).await, Some(CloseCode::Normal));
}

#[tokio::test]
async fn shutting_down_says_goodbye() {
    let server = DevServer::start().await.expect("started");
    let mut socket = join(&server).await;
    assert!(matches!(next(&mut socket).await, Ok(Message::Join(_))));
    let address = server.address();
    server.shutdown().await;
    let mut reasons = Vec::new();
    let code = loop {
        match next(&mut socket).await {
            Ok(Message::Leave(leave)) => reasons.push(leave.reason()),
            Ok(_) => {}
            Err(code) => break code,
        }
    };
    assert_eq!(
        (reasons, code),
        (
            vec![DisconnectReason::ServerShutdown],
            Some(CloseCode::Normal)
        )
    );
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
}

#[test]
fn what_is_under_way_when_the_server_shuts_down_still_arrives() {
    let (started, start) = std::sync::mpsc::channel();
    let (stop, stopped) = oneshot::channel();
    let serving = std::thread::spawn(move || {
        runtime().block_on(async {
            let server = DevServer::start().await.expect("started");
            started.send(server.address()).expect("awaited");
            stopped.await.expect("told");
            server.shutdown().await;
        });
    });
    let address = start.recv().expect("a server");
    runtime().block_on(async {
        let mut socket = join_narrowly(address).await;
        assert!(matches!(next(&mut socket).await, Ok(Message::Join(_))));
        fill_up(address, 24).await;
        stop.send(()).expect("awaited");
        let mut updates = 0;
        let reason = loop {
            match next(&mut socket).await {
                Ok(Message::RoomUpdate(_)) => updates += 1,
                Ok(Message::Leave(leave)) => break leave.reason(),
                Ok(_) => {}
                Err(code) => panic!("closed with {code:?} after {updates} updates"),
            }
        };
        assert_eq!((updates, reason), (24, DisconnectReason::ServerShutdown));
        assert_eq!(next_close(&mut socket).await, Some(CloseCode::Normal));
    });
    serving.join().expect("shut down");
}

#[tokio::test]
async fn shutdown_does_not_wait_long_for_who_reads_nothing() {
    let server = DevServer::start().await.expect("started");
    let _deaf = join_narrowly(server.address()).await;
    fill_up(server.address(), 24).await;
    // Sooner than a write is given up.
    let limit = Duration::from_secs(9);
    timeout(limit, server.shutdown()).await.expect("in time");
}

#[tokio::test]
async fn a_burst_of_many_small_frames_reaches_who_reads() {
    let server = DevServer::start().await.expect("started");
    let request = JoinRequest {
        client_info: Some(ClientInfo {
            protocol: 17,
            ..ClientInfo::default()
        }),
        add_track_requests: vec![AddTrackRequest::default(); 5000],
        ..JoinRequest::default()
    };
    let wrapped = WrappedJoinRequest {
        join_request: request.encode_to_vec().into(),
        ..WrappedJoinRequest::default()
    };
    let target = format!(
        "/rtc/v1?access_token={}&join_request={}",
        token(VideoGrant::join("demo")),
        URL_SAFE.encode(wrapped.encode_to_vec())
    );
    let mut socket = dial(&server, &target).await.expect("upgraded");
    let mut answered = 0;
    while answered < 5000 {
        match next(&mut socket).await.expect("still open") {
            Message::TrackPublished(_) | Message::RequestResponse(_) => answered += 1,
            _ => {}
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn webhooks_arrive_signed_and_in_order() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bound");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let server = DevServer::builder()
        .webhook_url(url)
        .start()
        .await
        .expect("started");
    let mut socket = join(&server).await;
    assert!(matches!(next(&mut socket).await, Ok(Message::Join(_))));
    drop(socket);

    let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
    let mut events = Vec::new();
    while events.len() < 2 {
        let (mut stream, _) = timeout(LIMIT, listener.accept())
            .await
            .expect("in time")
            .expect("accepted");
        let (head, body) = read_request(&mut stream).await;
        let header = |name: &str| {
            let lines = head.lines().filter_map(|line| line.split_once(": "));
            lines
                .filter(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.to_owned())
                .next()
        };
        assert_eq!(
            header("content-type").as_deref(),
            Some("application/webhook+json")
        );
        let authorization = header("authorization").expect("signed");
        let event = receiver
            .receive(&body, authorization.as_str())
            .expect("true");
        events.push(event.kind().as_str().to_owned());
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .await
            .expect("sent");
    }
    assert_eq!(events, ["room_started", "participant_connection_aborted"]);
    server.shutdown().await;
}

#[tokio::test]
async fn a_taken_port_is_an_error() {
    let server = DevServer::start().await.expect("started");
    let again = DevServer::builder().bind(server.address()).start().await;
    assert!(matches!(again, Err(StartError::Bind { address, .. }) if address == server.address()));
}

#[tokio::test]
async fn it_serves_on_several_addresses_with_one_port() {
    let server = DevServer::builder()
        .also_bind(([127, 0, 0, 2], 0).into())
        .start()
        .await
        .expect("started");
    let port = server.address().port();
    for ip in [[127, 0, 0, 1], [127, 0, 0, 2]] {
        let answer = http((ip, port).into(), "GET / HTTP/1.1", b"").await;
        assert!(answer.ends_with("OK"), "{answer}");
        assert!(
            server
                .media_addresses()
                .iter()
                .any(|media| media.ip() == std::net::IpAddr::from(ip))
        );
    }
    server.shutdown().await;
}

#[tokio::test]
async fn media_is_offered_at_the_nodes_address() {
    let server = DevServer::builder()
        .node_ip([192, 0, 2, 1].into())
        .start()
        .await
        .expect("started");
    let [media] = server.media_addresses() else {
        panic!("one address");
    };
    assert!(
        media.ip() == std::net::IpAddr::from([192, 0, 2, 1]) && media.port() != 0,
        "{media}"
    );
    server.shutdown().await;
}

async fn read_request(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    let end = loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.expect("read");
        assert!(read > 0, "a whole request");
        bytes.extend_from_slice(&chunk[..read]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")?
            .parse()
            .ok()
    });
    let length: usize = length.expect("a length");
    while bytes.len() < end + length {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.expect("read");
        bytes.extend_from_slice(&chunk[..read]);
    }
    (head, bytes.split_off(end))
}

/// Longer than any of this takes.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

//! The signalling connection alone, and the HTTP around it.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, AUTHORIZATION, CONTENT_TYPE, ORIGIN};
use http::{Request, Response, StatusCode};
use lk_auth::{AccessToken, VideoGrant};
use lk_media::MediaKind;
use lk_net::{Dialer, HttpClient, Limits};
use lk_proto::{
    DisconnectReason, JoinResponse, ListParticipantsRequest, ParticipantPermission, Ping,
    RoomParticipantIdentity, SignalRequest, SignalResponse, UpdateParticipantRequest,
    participant_info, signal_request, signal_response,
};
use lk_signal::driver::{SignalClient, SignalSocket, SocketEvent};
use lk_signal::{
    ConnectError, FrameKind, JoinOptions, SessionConfig, SignalEvent, SignalPath, SignalUrl, Token,
};
use prost::Message as _;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::e2e::{ByHand, Env, LIMIT, Listener, Member};

async fn connect(
    env: &Env,
    token: &str,
    options: &JoinOptions,
) -> Result<(SignalClient, Box<JoinResponse>), ConnectError> {
    let config = SessionConfig::new(server(env), token);
    SignalClient::join(config, options, Dialer::default(), HttpClient::default()).await
}

fn server(env: &Env) -> SignalUrl {
    SignalUrl::parse(env.url()).expect("the server's url")
}

async fn send(request: Request<Bytes>) -> Response<Bytes> {
    HttpClient::default()
        .send(request, Limits::new())
        .await
        .expect("an answer")
}

/// Pings of both kinds are answered at once, with the server's clock.
pub async fn ping_pong(env: &Env, path: SignalPath) {
    let room = env.room("ping-pong");
    let token = Token::from(env.token("alice", VideoGrant::join(&room)));
    let dial = JoinOptions::new(path)
        .request(&server(env), &token, None)
        .expect("a request");
    let mut socket = SignalSocket::dial(&dial, &Dialer::default())
        .await
        .expect("open");
    for message in [
        signal_request::Message::Ping(5),
        signal_request::Message::PingReq(Ping {
            timestamp: 7,
            rtt: 1,
        }),
    ] {
        let frame = SignalRequest {
            message: Some(message),
        }
        .encode_to_vec();
        socket.send(frame.into()).expect("queued");
    }
    let (mut pong, mut pong_resp) = (None, None);
    let search = async {
        while pong.is_none() || pong_resp.is_none() {
            let SocketEvent::Frame(FrameKind::Binary, frame) = socket.next().await else {
                panic!("closed before the pongs");
            };
            match SignalResponse::decode(frame).expect("a response").message {
                Some(signal_response::Message::Pong(at)) => pong = Some(at),
                Some(signal_response::Message::PongResp(answer)) => pong_resp = Some(answer),
                _ => {}
            }
        }
    };
    timeout(LIMIT, search).await.expect("both pongs");
    let answer = pong_resp.expect("it came");
    assert_eq!(answer.last_ping_timestamp, 7);
    let now = SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("after 1970")
        .as_millis();
    let now = i64::try_from(now).expect("before the year 292278994");
    for at in [pong.expect("it came"), answer.timestamp] {
        assert!(
            (now - at).abs() < 60_000,
            "the server's clock says {at}, ours {now}"
        );
    }
    socket.close(1000).await;
}

/// A second connection that only publishes stands beside the first one of the same token, and others
/// receive what it publishes.
pub async fn connect_duplicate(env: &Env, _: SignalPath) {
    let path = SignalPath::Dual;
    let room = env.room("connect-duplicate");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let token = Token::from(env.token("alice", VideoGrant::join(&room)));
    let dial = JoinOptions::new(path).publish("screen");
    let dial = dial.request(&server(env), &token, None).expect("a request");
    let (second, join) = ByHand::join(&dial).await;
    let participant = join.participant.expect("ourselves");
    assert_eq!(participant.identity, "alice#screen");
    assert_eq!(
        participant.permission.map(|it| it.can_subscribe),
        Some(false)
    );
    let (done, enough) = oneshot::channel::<()>();
    let second = tokio::spawn(second.publish([1, 2], async { drop(enough.await) }));
    for (kind, number) in [(MediaKind::Audio, 1), (MediaKind::Video, 2)] {
        let (from, track) = bob.track(kind).await;
        assert_eq!(from.identity().as_str(), "alice#screen");
        let listener = Listener::new(&track);
        let ledger = listener.wait(|ledger| ledger.count() > 20).await;
        ledger.check_clean().expect("as sent");
        assert_eq!(ledger.track(), Some(number));
    }
    bob.sees("alice").await;
    let out = |event: &lk_rtc::RoomEvent| matches!(event, lk_rtc::Event::Disconnected(_));
    assert!(alice.is_spared(Duration::from_millis(300), out).await);
    drop(done);
    second.await.expect("it leaves in order");
    bob.misses("alice#screen").await;
}

/// Who never connects its media is in the room as joined, and goes with its websocket.
pub async fn signal_only_participant(env: &Env, path: SignalPath) {
    let room = env.room("signal-only");
    let token = env.token("alice", VideoGrant::join(&room));
    let (client, join) = connect(env, &token, &JoinOptions::new(path))
        .await
        .expect("joined");
    assert!(join.ping_interval > 0 && join.ping_timeout > join.ping_interval);
    assert!(
        join.server_info
            .is_some_and(|info| !info.version.is_empty())
    );
    assert_eq!(join.subscriber_primary, path == SignalPath::Dual);
    let get = || RoomParticipantIdentity {
        room: room.clone(),
        identity: "alice".to_owned(),
        ..Default::default()
    };
    let info = env
        .api()
        .room()
        .get_participant(get())
        .await
        .expect("there");
    assert_eq!(info.state(), participant_info::State::Joined);
    drop(client);
    let list = || {
        env.api()
            .room()
            .list_participants(ListParticipantsRequest { room: room.clone() })
    };
    let gone = async {
        // A room without participants is not found once it is closed.
        while list().await.is_ok_and(|list| !list.participants.is_empty()) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(LIMIT, gone).await.expect("alice goes");
}

/// A token comes after the join, and a new one with every change of what it says.
pub async fn refresh_token(env: &Env, path: SignalPath) {
    let room = env.room("refresh-token");
    let token = env.token("alice", VideoGrant::join(&room));
    let (mut client, _) = connect(env, &token, &JoinOptions::new(path))
        .await
        .expect("joined");
    let request = UpdateParticipantRequest {
        room: room.clone(),
        identity: "alice".to_owned(),
        metadata: "new".to_owned(),
        permission: Some(ParticipantPermission {
            can_subscribe: true,
            ..Default::default()
        }),
        ..Default::default()
    };
    env.api()
        .room()
        .update_participant(request)
        .await
        .expect("updated");
    let search = async {
        loop {
            match client.next().await.expect("the session goes on") {
                SignalEvent::TokenRefreshed => {}
                _ => continue,
            }
            let jwt = client.session().current_token().secret();
            let payload = jwt.split('.').nth(1).expect("a payload");
            let json =
                base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, payload);
            let claims: serde_json::Value =
                serde_json::from_slice(&json.expect("base64")).expect("claims");
            assert_eq!(claims["sub"], "alice");
            assert_eq!(claims["video"]["room"], room);
            if claims["metadata"] == "new" && claims["video"]["canPublish"] == false {
                assert_eq!(claims["video"]["canPublishData"], false);
                assert_eq!(claims["video"]["canSubscribe"], true);
                return jwt.to_owned();
            }
        }
    };
    let newest = timeout(LIMIT, search).await.expect("the new token");
    client.leave(DisconnectReason::ClientInitiated).await;
    let (again, join) = connect(env, &newest, &JoinOptions::new(path))
        .await
        .expect("joined");
    assert_eq!(
        join.participant.map(|it| it.metadata).as_deref(),
        Some("new")
    );
    again.leave(DisconnectReason::ClientInitiated).await;
}

/// Resuming a session that is not there says to reconnect.
pub async fn resume_without_a_session(env: &Env, path: SignalPath) {
    let room = env.room("resume-nobody");
    let token = Token::from(env.token("alice", VideoGrant::join(&room)));
    let resume = lk_signal::Resume {
        participant_sid: "PA_nobody".to_owned(),
        reason: lk_proto::ReconnectReason::RrSignalDisconnected,
    };
    let dial = JoinOptions::new(path).request(&server(env), &token, Some(&resume));
    let dial = dial.expect("a request");
    let mut socket = SignalSocket::dial(&dial, &Dialer::default())
        .await
        .expect("open");
    let first = timeout(LIMIT, socket.next())
        .await
        .expect("a first message");
    let SocketEvent::Frame(FrameKind::Binary, frame) = first else {
        panic!("{first:?}");
    };
    let Some(signal_response::Message::Leave(leave)) =
        SignalResponse::decode(frame).expect("a response").message
    else {
        panic!("no leave");
    };
    assert_eq!(leave.reason(), DisconnectReason::StateMismatch);
    assert_eq!(leave.action(), lk_proto::leave_request::Action::Reconnect);
}

/// Browsers of any origin may ask, and read refusals too.
pub async fn cors(env: &Env, path: SignalPath) {
    let path = validate_path(path);
    for token in [Some(env.token("alice", VideoGrant::join("any"))), None] {
        let url = format!("{}{path}", env.http_url());
        let mut request = Request::get(url).header(ORIGIN, "https://page.test");
        if let Some(token) = &token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let answer = send(request.body(Bytes::new()).expect("a request")).await;
        let allowed = answer
            .headers()
            .get(ACCESS_CONTROL_ALLOW_ORIGIN)
            .expect("a CORS header");
        assert!(
            allowed == "https://page.test" || allowed == "*",
            "{allowed:?}"
        );
        assert_eq!(answer.status() == StatusCode::UNAUTHORIZED, token.is_none());
    }
}

/// A path that begins with two slashes, as careless joining of URLs makes it, works.
pub async fn double_slash(env: &Env, path: SignalPath) {
    let room = env.room("double-slash");
    let token = env.token("alice", VideoGrant::join(&room));
    let options = JoinOptions::new(path);
    let dial = options
        .request(&server(env), &Token::from(token.as_str()), None)
        .expect("a request");
    let url = dial.validate_url.replacen("/rtc", "//rtc", 1);
    let request = Request::get(url).header(AUTHORIZATION, format!("Bearer {token}"));
    let answer = send(request.body(Bytes::new()).expect("a request")).await;
    assert_eq!(
        (answer.status(), &answer.body()[..]),
        (StatusCode::OK, &b"success"[..])
    );

    let token = env.token("", VideoGrant::list_rooms());
    let url = format!("{}//twirp/livekit.RoomService/ListRooms", env.http_url());
    let request = Request::post(url)
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header(CONTENT_TYPE, "application/json");
    let answer = send(request.body(Bytes::from_static(b"{}")).expect("a request")).await;
    assert_eq!(answer.status(), StatusCode::OK, "{:?}", answer.body());
}

/// `validate` says of a token what the websocket would, in words.
pub async fn validate(env: &Env, path: SignalPath) {
    let room = env.room("validate");
    let query = |token: &str| {
        let options = JoinOptions::new(path);
        let dial = options
            .request(&server(env), &Token::from(token), None)
            .expect("a request");
        dial.validate_url
    };
    let ask = async |token: String| {
        let request = Request::get(query(&token)).header(AUTHORIZATION, format!("Bearer {token}"));
        let answer = send(request.body(Bytes::new()).expect("a request")).await;
        let body = String::from_utf8_lossy(answer.body()).trim().to_owned();
        (answer.status().as_u16(), body)
    };
    let nobody = AccessToken::new("nobody", "nothing")
        .identity("a")
        .grant(VideoGrant::join(&room));
    for (token, status, body) in [
        (env.token("alice", VideoGrant::join(&room)), 200, "success"),
        (
            env.token("alice", VideoGrant::list_rooms()),
            401,
            "permissions denied",
        ),
        (nobody.to_jwt().expect("a token"), 401, "invalid API key"),
        ("nonsense".to_owned(), 401, "invalid authorization token"),
        (
            env.token(&"x".repeat(257), VideoGrant::join(&room)),
            400,
            "participant identity length exceeds limits: max length 256",
        ),
        (
            env.token("alice", VideoGrant::join("x".repeat(257))),
            400,
            "room name length exceeds limits: max length 256",
        ),
    ] {
        assert_eq!(ask(token).await, (status, body.to_owned()));
    }
}

/// What is no websocket finds nothing there; what is garbage ends the connection.
pub async fn bad_frames(env: &Env, path: SignalPath) {
    let room = env.room("bad-frames");
    let token = Token::from(env.token("alice", VideoGrant::join(&room)));
    let dial = JoinOptions::new(path)
        .request(&server(env), &token, None)
        .expect("a request");
    let url = dial.url.replacen("ws", "http", 1);
    let request = Request::get(url).header(AUTHORIZATION, format!("Bearer {}", token.secret()));
    let answer = send(request.body(Bytes::new()).expect("a request")).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);

    let mut socket = SignalSocket::dial(&dial, &Dialer::default())
        .await
        .expect("open");
    socket
        .send(Bytes::from_static(&[0xFF; 32]))
        .expect("queued");
    let closed = async {
        loop {
            if let SocketEvent::Closed(_) = socket.next().await {
                return;
            }
        }
    };
    timeout(LIMIT, closed).await.expect("the server closes");
}

fn validate_path(path: SignalPath) -> &'static str {
    match path {
        SignalPath::Dual => "/rtc/validate",
        SignalPath::Single => "/rtc/v1/validate",
    }
}

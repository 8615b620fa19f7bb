//! The adapters, each given what goes well and what does not.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::FromRef;
use axum::routing::post;
use http::{HeaderValue, Request, Response, StatusCode, header};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use lk_auth::ApiKey;
use lk_net::HttpClient;
use lk_proto::WebhookEvent;
use lk_webhook::{
    Event, PendingEvent, ReceiveError, Refused, SenderOptions, WebhookLayer, WebhookReceiver,
    WebhookSender,
};
use tower::{ServiceBuilder, ServiceExt as _, service_fn};

fn key() -> ApiKey {
    ApiKey::new("devkey", "secret")
}

fn event(id: &str) -> WebhookEvent {
    WebhookEvent {
        event: "room_started".into(),
        id: id.into(),
        ..Default::default()
    }
}

/// What a server posts for an event with `id`.
fn request<B: From<Vec<u8>>>(id: &str) -> Request<B> {
    let signed = lk_webhook::sign(&event(id), &key(), SystemTime::now()).expect("signed");
    Request::post("/hook")
        .header(header::AUTHORIZATION, signed.authorization)
        .body(signed.body.into())
        .expect("a request")
}

#[test]
fn an_http_request_is_received_with_exactly_one_header() {
    let receiver = WebhookReceiver::new(key());
    let receive = |change: fn(&mut Request<Vec<u8>>)| {
        let mut request = request("EV_1");
        change(&mut request);
        receiver.receive_request(&request)
    };
    assert_eq!(receive(|_| {}).expect("an event").id(), "EV_1");
    let none = receive(|request| request.headers_mut().clear());
    assert!(matches!(none, Err(ReceiveError::MissingAuthorization)));
    let two = receive(|request| {
        let first = request.headers()[header::AUTHORIZATION].clone();
        request.headers_mut().append(header::AUTHORIZATION, first);
    });
    assert!(matches!(two, Err(ReceiveError::DoubledAuthorization)));
    let strange = receive(|request| {
        let value = HeaderValue::from_bytes(b"\xff\xfe").expect("a value");
        request.headers_mut().insert(header::AUTHORIZATION, value);
    });
    assert!(matches!(strange, Err(ReceiveError::Token(_))));
    let changed = receive(|request| request.body_mut().push(b' '));
    assert!(matches!(changed, Err(ReceiveError::WrongHash)));
}

#[derive(Clone)]
struct App {
    receiver: WebhookReceiver,
}

impl FromRef<App> for WebhookReceiver {
    fn from_ref(app: &App) -> Self {
        app.receiver.clone()
    }
}

fn router(receiver: WebhookReceiver) -> Router {
    let hook = async |event: Event| event.id().to_owned();
    Router::new()
        .route("/hook", post(hook))
        .with_state(App { receiver })
}

#[tokio::test]
async fn an_axum_handler_gets_authentic_events_only() {
    let app = router(WebhookReceiver::new(key()).max_body(100));
    let send = async |request: Request<Body>| app.clone().oneshot(request).await.expect("answered");

    let answer = send(request("EV_1")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let body = axum::body::to_bytes(answer.into_body(), 100).await;
    assert_eq!(body.expect("a body"), "EV_1");

    let mut unsigned = request("EV_1");
    unsigned.headers_mut().remove(header::AUTHORIZATION);
    assert_eq!(send(unsigned).await.status(), StatusCode::UNAUTHORIZED);
    let long = send(request(&"x".repeat(100))).await;
    assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// A body that says no length and never ends.
fn endless() -> Body {
    struct Endless;
    impl http_body::Body for Endless {
        type Data = bytes::Bytes;
        type Error = Infallible;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Infallible>>> {
            let frame = http_body::Frame::data(bytes::Bytes::from_static(&[b' '; 1000]));
            std::task::Poll::Ready(Some(Ok(frame)))
        }
    }
    Body::new(Endless)
}

#[tokio::test]
async fn a_body_without_an_end_is_read_up_to_the_limit() {
    let app = router(WebhookReceiver::new(key()).max_body(10_000));
    let request = request::<Body>("EV_1").map(|_| endless());
    let answer = app.oneshot(request).await.expect("answered");
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_layer_answers_what_is_no_event_and_says_why() {
    let service = ServiceBuilder::new()
        .layer(WebhookLayer::new(WebhookReceiver::new(key())))
        .service(service_fn(async |request: Request<Event>| {
            assert_eq!(request.uri().path(), "/hook", "the head is kept");
            Ok::<_, Infallible>(Response::new(request.body().id().to_owned()))
        }));
    let send =
        async |request: Request<Body>| service.clone().oneshot(request).await.expect("answered");

    assert_eq!(send(request("EV_1")).await.body(), "EV_1");
    let mut changed = request::<Body>("EV_1");
    *changed.body_mut() = Body::from("{}");
    let answer = send(changed).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let why = answer.extensions().get::<Refused>().expect("a reason");
    assert!(matches!(*why.0, ReceiveError::WrongHash));

    let mut got = request("EV_1");
    *got.method_mut() = http::Method::GET;
    let answer = send(got).await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers()[header::ALLOW], "POST");
}

#[tokio::test]
async fn an_event_that_the_service_failed_at_may_come_again() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let receiver = WebhookReceiver::new(key()).replay_window(10);
    let service = ServiceBuilder::new()
        .layer(WebhookLayer::new(receiver))
        .service(service_fn(move |_: Request<Event>| {
            let call = counted.fetch_add(1, Ordering::Relaxed);
            async move {
                let mut answer = Response::new(String::new());
                match call {
                    0 => *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE,
                    1 => return Err("broken"),
                    2 => std::future::pending().await,
                    _ => {}
                }
                Ok(answer)
            }
        }));
    let send = |request: Request<Body>| service.clone().oneshot(request);

    let failed = send(request("EV_1")).await.expect("answered");
    assert_eq!(failed.status(), StatusCode::SERVICE_UNAVAILABLE);
    send(request("EV_1")).await.expect_err("broken");
    let mut dropped = Box::pin(send(request("EV_1")));
    assert!(futures_poll(&mut dropped).await.is_none());
    drop(dropped);
    for _ in 0..2 {
        let answer = send(request("EV_1")).await.expect("answered");
        assert_eq!(answer.status(), StatusCode::OK);
    }
    assert_eq!(
        calls.load(Ordering::Relaxed),
        4,
        "the last one was a replay"
    );
}

#[tokio::test]
async fn an_event_that_the_service_has_in_hand_is_asked_for_again() {
    let receiver = WebhookReceiver::new(key()).replay_window(10);
    let service = ServiceBuilder::new()
        .layer(WebhookLayer::new(receiver))
        .service(service_fn(async |_: Request<Event>| {
            tokio::task::yield_now().await;
            Ok::<_, Infallible>(Response::new(String::new()))
        }));
    let send = |request: Request<Body>| service.clone().oneshot(request);
    let mut first = Box::pin(send(request("EV_1")));
    assert!(futures_poll(&mut first).await.is_none());
    let second = send(request("EV_1")).await.expect("answered");
    assert_eq!(second.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(first.await.expect("answered").status(), StatusCode::OK);
    let third = send(request("EV_1")).await.expect("answered");
    assert_eq!(third.status(), StatusCode::OK);
    assert!(third.extensions().get::<Refused>().is_some(), "a replay");
}

#[tokio::test]
async fn an_axum_handler_that_does_not_end_well_gets_the_event_again() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let hook = async move |event: PendingEvent| match counted.fetch_add(1, Ordering::Relaxed) {
        0 => StatusCode::SERVICE_UNAVAILABLE,
        1 => std::future::pending().await,
        2 => panic!("a handler's"),
        _ => {
            event.done();
            StatusCode::OK
        }
    };
    let app = Router::new()
        .route("/hook", post(hook))
        .with_state(WebhookReceiver::new(key()).replay_window(10));
    let send = |request: Request<Body>| app.clone().oneshot(request);
    let status = async |request| send(request).await.expect("answered").status();

    assert_eq!(
        status(request("EV_1")).await,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let mut dropped = Box::pin(send(request("EV_1")));
    assert!(futures_poll(&mut dropped).await.is_none());
    assert_eq!(
        status(request("EV_1")).await,
        StatusCode::SERVICE_UNAVAILABLE,
        "the second has it in hand"
    );
    drop(dropped);
    let panicked = tokio::spawn(send(request("EV_1"))).await;
    assert!(panicked.expect_err("a panic").is_panic());
    for _ in 0..2 {
        assert_eq!(status(request("EV_1")).await, StatusCode::OK);
    }
    assert_eq!(
        calls.load(Ordering::Relaxed),
        4,
        "the last one was a replay"
    );
}

#[tokio::test]
async fn an_axum_handler_that_takes_an_event_gets_it_once() {
    let app = router(WebhookReceiver::new(key()).replay_window(10));
    for expected in ["EV_1", ""] {
        let answer = app
            .clone()
            .oneshot(request::<Body>("EV_1"))
            .await
            .expect("answered");
        assert_eq!(answer.status(), StatusCode::OK);
        let body = axum::body::to_bytes(answer.into_body(), 100).await;
        assert_eq!(body.expect("a body"), expected);
    }
}

/// Polls `future` once.
async fn futures_poll<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    std::future::poll_fn(|cx| {
        std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(cx) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test]
async fn a_hyper_server_with_the_layer_takes_what_the_sender_posts() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let (seen, mut events) = tokio::sync::mpsc::unbounded_channel();
    let service = ServiceBuilder::new()
        .layer(WebhookLayer::new(WebhookReceiver::new(key())))
        .service(service_fn(move |request: Request<Event>| {
            seen.send(request.into_body().id().to_owned())
                .expect("a listener");
            async { Ok::<_, Infallible>(Response::new(String::new())) }
        }));
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        let service = TowerToHyperService::new(service);
        let builder = auto::Builder::new(TokioExecutor::new());
        let _ = builder
            .serve_connection(TokioIo::new(stream), service)
            .await;
    });

    let url = url.parse().expect("a URL");
    let sender = WebhookSender::new(HttpClient::default(), key(), [url], SenderOptions::new());
    for id in ["EV_1", "EV_2"] {
        sender.send(&event(id)).expect("queued");
    }
    assert_eq!(sender.shutdown(Duration::from_secs(10)).await, 0);
    assert_eq!(sender.counters().delivered, 2);
    assert_eq!(events.recv().await.as_deref(), Some("EV_1"));
    assert_eq!(events.recv().await.as_deref(), Some("EV_2"));
    server.abort();
}

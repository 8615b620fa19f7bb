//! Exchanges end in an answer or in the error that says why there is none.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use lk_net::{DialStage, Dialer, HttpClient, HttpError, Limits, Processed};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::servers::{answering, certificate, listen};

fn get(url: String) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).expect("a request")
}

/// Echoes the body, and the HTTP version and path as headers.
async fn echo(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let answer = Response::builder()
        .header("version", format!("{:?}", request.version()))
        .header("path", request.uri().path());
    let body = request
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    Ok(answer.body(Full::new(body)).expect("an answer"))
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
    let server = auto::Builder::new(TokioExecutor::new());
    let _ = server
        .serve_connection(TokioIo::new(stream), service_fn(echo))
        .await;
}

#[tokio::test]
async fn exchanges_over_plain_http_share_one_connection() {
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        // Only one connection is ever accepted.
        let (tcp, _) = listener.accept().await.expect("a connection");
        serve(tcp).await;
    });
    let client = HttpClient::default();
    for body in ["one", "two"] {
        let request = Request::post(format!("http://localhost:{port}/a?b=c"));
        let request = request.body(Bytes::from(body)).expect("a request");
        let answer = client
            .send(request, Limits::new())
            .await
            .expect("an answer");
        assert_eq!(
            (answer.body().as_ref(), answer.status().as_u16()),
            (body.as_bytes(), 200)
        );
        assert_eq!(answer.headers()["version"], "HTTP/1.1");
    }
}

#[tokio::test]
async fn http_2_is_spoken_where_tls_settles_on_it() {
    let (acceptor, trusting) = certificate(&[b"h2"]);
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        let (tcp, _) = listener.accept().await.expect("a connection");
        serve(acceptor.accept(tcp).await.expect("TLS")).await;
    });
    let client = HttpClient::new(Dialer::new(trusting));
    let answer = client
        .send(get(format!("https://localhost:{port}/x")), Limits::new())
        .await;
    assert_eq!(answer.expect("an answer").headers()["version"], "HTTP/2.0");
}

#[tokio::test]
async fn a_server_not_reached_is_told_with_its_stage() {
    let (listener, port) = listen().await;
    drop(listener);
    let request = get(format!("http://127.0.0.1:{port}/"));
    let error = HttpClient::default()
        .send(request, Limits::new())
        .await
        .expect_err("refused");
    assert!(error.processed() == Processed::No && error.is_transient());
    match error {
        HttpError::Dial(error) => assert_eq!(error.stage(), DialStage::Connect),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn silence_ends_at_the_time_limit() {
    let (listener, port) = listen().await;
    let limit = Duration::from_secs(1);
    let request = get(format!("http://127.0.0.1:{port}/"));
    let sent = HttpClient::default()
        .send(request, Limits::new().timeout(limit))
        .await;
    let error = sent.expect_err("silence");
    assert!(matches!(error, HttpError::TimedOut(after) if after == limit));
    assert_eq!(error.processed(), Processed::Unknown);
    drop(listener);
}

#[tokio::test]
async fn too_long_an_answer_is_cut_off() {
    let port = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world").await;
    let send = async |max_body| {
        let request = get(format!("http://127.0.0.1:{port}/"));
        HttpClient::default()
            .send(request, Limits::new().max_body(max_body))
            .await
    };
    assert_eq!(
        send(11).await.expect("an answer").body().as_ref(),
        b"hello world"
    );
    let long = send(10).await.expect_err("too long");
    assert!(matches!(long, HttpError::BodyTooLarge { max_body: 10, .. }));
    assert_eq!(long.processed(), Processed::Yes);
}

#[tokio::test]
async fn what_is_not_http_and_what_ends_early_is_broken() {
    for (answer, processed) in [
        (b"SSH-2.0-OpenSSH_9.2\r\n".as_slice(), Processed::Unknown),
        (
            b"HTTP/1.1 401 No\r\ncontent-length: 11\r\n\r\nhello",
            Processed::Yes,
        ),
        (b"", Processed::Unknown),
    ] {
        let port = answering(answer).await;
        let request = get(format!("http://127.0.0.1:{port}/"));
        let error = HttpClient::default()
            .send(request, Limits::new())
            .await
            .expect_err("broken");
        assert_eq!(error.processed(), processed, "{error:?}");
        // The status is known, whatever became of the body.
        let status = (processed == Processed::Yes).then_some(401);
        assert_eq!(error.status().map(|status| status.as_u16()), status);
    }
}

#[tokio::test]
async fn a_relative_uri_is_refused() {
    let error = HttpClient::default()
        .send(get("/x".to_owned()), Limits::new())
        .await;
    assert!(matches!(error, Err(HttpError::InvalidUri { .. })));
    let error = HttpClient::default()
        .send(get("ftp://h/x".to_owned()), Limits::new())
        .await;
    assert!(
        matches!(error, Err(HttpError::InvalidUri { .. })),
        "{error:?}"
    );
}

//! Answers that come compressed, piece by piece, or out of somebody else's service.

use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{Request, Response};
use http_body_util::Full;
use lk_net::{HttpClient, HttpError, Limits, Processed, RequestBody};
use std::io::Write as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::servers::listen;

/// Answers with whatever was put into it, or fails with it.
#[derive(Clone)]
struct Canned(Result<Response<Full<Bytes>>, &'static str>);

impl tower_service::Service<Request<RequestBody>> for Canned {
    type Response = Response<Full<Bytes>>;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let canned = self.0.clone();
        ready(match canned {
            Ok(mut answer) => {
                // What was asked for comes back to be looked at.
                for (name, value) in request.headers() {
                    answer.headers_mut().append(
                        format!("asked-{name}")
                            .parse::<http::HeaderName>()
                            .expect("a name"),
                        value.clone(),
                    );
                }
                Ok(answer)
            }
            Err("not reached") => {
                let error = lk_net::DialError::NoTls { source: None };
                Err(Box::new(HttpError::from(error)))
            }
            Err(why) => Err(why.into()),
        })
    }
}

fn get(url: &str) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).expect("a request")
}

fn canned(answer: http::response::Builder, body: impl Into<Bytes>) -> HttpClient {
    HttpClient::from_service(Canned(Ok(answer
        .body(Full::new(body.into()))
        .expect("an answer"))))
}

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("compressed");
    encoder.finish().expect("compressed")
}

#[tokio::test]
async fn a_service_stands_in_for_our_own_connections() {
    let client = canned(Response::builder().status(418), "tea");
    let answer = client
        .send(get("https://anywhere/"), Limits::new())
        .await
        .expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_ref()),
        (418, b"tea".as_slice())
    );
    let small = client
        .send(get("https://anywhere/"), Limits::new().max_body(2))
        .await;
    assert!(matches!(
        small,
        Err(HttpError::BodyTooLarge { max_body: 2, .. })
    ));

    let failing = HttpClient::from_service(Canned(Err("broke")));
    let error = failing
        .send(get("https://anywhere/"), Limits::new())
        .await
        .expect_err("broken");
    assert!(matches!(&error, HttpError::Broken { .. }));
    assert_eq!(error.processed(), Processed::Unknown);
    let failing = HttpClient::from_service(Canned(Err("not reached")));
    let error = failing
        .send(get("https://anywhere/"), Limits::new())
        .await
        .expect_err("no TLS");
    assert!(matches!(&error, HttpError::Dial(_)));
    assert_eq!(error.processed(), Processed::No);
}

#[tokio::test]
async fn compressed_answers_are_asked_for_and_come_out_as_they_were() {
    let text = "hello ".repeat(1000);
    let body = zipped(&text);
    let answer = || {
        Response::builder()
            .header("content-encoding", "gzip")
            .header("content-length", body.len())
    };
    let client = canned(answer(), body.clone());
    let read = client
        .send(get("https://anywhere/"), Limits::new())
        .await
        .expect("an answer");
    assert_eq!(read.headers()["asked-accept-encoding"], "gzip");
    assert_eq!(read.body(), text.as_bytes());
    assert!(
        !read.headers().contains_key("content-encoding")
            && !read.headers().contains_key("content-length")
    );

    // A small body may be a large one.
    let limits = Limits::new().max_body(text.len() - 1);
    let bomb = client.send(get("https://anywhere/"), limits).await;
    assert!(matches!(bomb, Err(HttpError::BodyTooLarge { .. })));

    // Whoever says what it accepts takes what comes.
    let mut request = get("https://anywhere/");
    request
        .headers_mut()
        .insert("accept-encoding", "gzip".parse().expect("a value"));
    let raw = client
        .send(request, Limits::new())
        .await
        .expect("an answer");
    assert_eq!(raw.body(), &body);

    let cut = canned(answer(), body[..body.len() / 2].to_vec());
    let error = cut.send(get("https://anywhere/"), Limits::new()).await;
    assert!(matches!(error, Err(HttpError::BadBody { .. })));
    let plain = canned(Response::builder().header("content-encoding", "gzip"), "");
    assert!(
        plain
            .send(get("https://anywhere/"), Limits::new())
            .await
            .expect("an answer")
            .body()
            .is_empty()
    );
}

#[tokio::test]
async fn a_body_is_read_while_it_comes() {
    let (listener, port) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.expect("a request"));
        }
        let begin = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n";
        stream.write_all(begin).await.expect("sent");
        stream
    });
    let client = HttpClient::default();
    let limits = Limits::new().timeout(Duration::from_secs(5));
    let answer = client
        .open(get(&format!("http://127.0.0.1:{port}/")), limits)
        .await
        .expect("a head");
    let mut body = answer.into_body();
    assert_eq!(
        body.chunk().await.expect("a piece").expect("no error"),
        "one"
    );
    let mut stream = server.await.expect("the server");
    stream.write_all(b"3\r\ntwo\r\n").await.expect("sent");
    assert_eq!(
        body.chunk().await.expect("a piece").expect("no error"),
        "two"
    );
    drop(stream);
    let broken = body.chunk().await.expect("an end before its time");
    assert!(matches!(broken, Err(HttpError::BadBody { .. })));
}

#[tokio::test]
async fn a_refusal_is_told_whatever_its_encoding_is_said_to_be() {
    for status in [401, 404, 503] {
        let answer = Response::builder()
            .status(status)
            .header("content-encoding", "gzip");
        let client = canned(answer, "invalid token");
        let read = client.send(get("https://anywhere/"), Limits::new()).await;
        let read = read.expect("an answer");
        assert_eq!(read.status().as_u16(), status);
        assert_eq!(read.body(), "invalid token");
    }
}

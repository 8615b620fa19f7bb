//! A connection that died without a word: packets go nowhere, and nothing is ever closed.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use lk_net::{Dialer, HttpClient, HttpError, Limits};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use crate::servers::{certificate, listen};

/// A server of HTTP/2 behind something that forwards, and forgets its first connection when told.
struct Forgetful {
    client: HttpClient,
    url: String,
    connections: Arc<AtomicUsize>,
    has_forgotten: Arc<AtomicBool>,
}

impl Forgetful {
    async fn start() -> Self {
        let (acceptor, trusting) = certificate(&[b"h2"]);
        let (listener, behind) = listen().await;
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(tls) = acceptor.accept(tcp).await else {
                        return;
                    };
                    let answer = service_fn(|_| async {
                        Ok::<_, Infallible>(Response::new(Full::new(Bytes::from("ok"))))
                    });
                    let server = auto::Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(tls), answer).await;
                });
            }
        });
        let (listener, port) = listen().await;
        let connections = Arc::new(AtomicUsize::new(0));
        let has_forgotten = Arc::new(AtomicBool::new(false));
        let (count, forgotten) = (Arc::clone(&connections), Arc::clone(&has_forgotten));
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let is_first = count.fetch_add(1, SeqCst) == 0;
                let far = TcpStream::connect(("127.0.0.1", behind)).await;
                let far = far.expect("the server");
                let ((a, b), (c, d)) = (near.into_split(), far.into_split());
                for (from, to) in [(a, d), (c, b)] {
                    tokio::spawn(forward(from, to, is_first, Arc::clone(&forgotten)));
                }
            }
        });
        Self {
            client: HttpClient::new(Dialer::new(trusting)),
            url: format!("https://localhost:{port}/"),
            connections,
            has_forgotten,
        }
    }

    async fn ask(&self, limit: Duration) -> Result<u16, HttpError> {
        let request = Request::get(&*self.url).body(Bytes::new());
        let limits = Limits::new().timeout(limit);
        let answer = self
            .client
            .send(request.expect("a request"), limits)
            .await?;
        Ok(answer.status().as_u16())
    }
}

async fn forward(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    is_first: bool,
    forgotten: Arc<AtomicBool>,
) {
    let mut buffer = [0; 16 << 10];
    while let Ok(length) = from.read(&mut buffer).await {
        if length == 0 {
            return;
        }
        if !(is_first && forgotten.load(SeqCst)) {
            let _ = to.write_all(&buffer[..length]).await;
        }
    }
}

#[tokio::test]
async fn a_call_that_ran_out_of_time_leaves_no_dead_connection_to_the_next() {
    let server = Forgetful::start().await;
    let (short, long) = (Duration::from_secs(1), Duration::from_secs(60));
    for _ in 0..2 {
        assert_eq!(server.ask(long).await.expect("an answer"), 200);
    }
    assert_eq!(server.connections.load(SeqCst), 1);
    server.has_forgotten.store(true, SeqCst);
    let silence = server.ask(short).await.expect_err("silence");
    assert!(matches!(silence, HttpError::TimedOut(_)), "{silence:?}");
    assert_eq!(server.ask(long).await.expect("a new connection"), 200);
    assert_eq!(server.connections.load(SeqCst), 2);
}

#[tokio::test]
async fn a_dead_connection_is_found_out_while_an_answer_is_waited_for() {
    let server = Forgetful::start().await;
    let long = Duration::from_secs(60);
    assert_eq!(server.ask(long).await.expect("an answer"), 200);
    server.has_forgotten.store(true, SeqCst);
    // Asked after five seconds, given up after four more.
    let broken = server.ask(long).await.expect_err("silence");
    assert!(matches!(broken, HttpError::Broken { .. }), "{broken:?}");
    assert_eq!(server.ask(long).await.expect("a new connection"), 200);
}

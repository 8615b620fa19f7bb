//! How many requests a connection of HTTP/2 takes at a time, and what becomes of the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use lk_net::{HttpError, Limits, Processed};
use tokio::sync::Semaphore;

use crate::h2_server::{H2, Server, answer, patient};

/// Answers a request when `gate` lets it, and counts those that wait.
async fn answer_when(mut server: Server, gate: Arc<Semaphore>, asked: Arc<AtomicUsize>) {
    while let Some(Ok((_, respond))) = server.accept().await {
        asked.fetch_add(1, SeqCst);
        let gate = Arc::clone(&gate);
        tokio::spawn(async move {
            if let Ok(permit) = gate.acquire().await {
                permit.forget();
                answer(respond);
            }
        });
    }
}

struct Gated {
    server: Arc<H2>,
    gate: Arc<Semaphore>,
    asked: Arc<AtomicUsize>,
}

impl Gated {
    /// A server of ten requests a connection, all of which wait for `gate`.
    async fn start(max_connections: usize) -> Self {
        let gate = Arc::new(Semaphore::new(0));
        let asked = Arc::new(AtomicUsize::new(0));
        let (gated, counted) = (Arc::clone(&gate), Arc::clone(&asked));
        let serve = move |_, server| answer_when(server, Arc::clone(&gated), Arc::clone(&counted));
        let settings = |builder: &mut h2::server::Builder| {
            builder.max_concurrent_streams(10);
        };
        let mut server = H2::start(settings, serve).await;
        server.client = server.client.max_connections(max_connections);
        Self {
            server: Arc::new(server),
            gate,
            asked,
        }
    }

    /// Waits until `count` requests have arrived.
    async fn until_asked(&self, count: usize) {
        while self.asked.load(SeqCst) < count {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

#[tokio::test]
async fn all_of_a_cold_burst_are_asked_at_the_same_time() {
    let gated = Gated::start(1024).await;
    let server = Arc::clone(&gated.server);
    let all = tokio::spawn(async move { server.ask_all(30, patient()).await });
    // None is answered before all have arrived: no request waits for another's end.
    gated.until_asked(30).await;
    assert_eq!(gated.server.connections(), 3);
    gated.gate.add_permits(30);
    all.await.expect("all are answered");
    assert_eq!(gated.asked.load(SeqCst), 30, "none was refused");
}

/// Ten requests that take all that one connection may carry.
async fn full() -> (Gated, tokio::task::JoinHandle<()>) {
    let gated = Gated::start(1).await;
    let server = Arc::clone(&gated.server);
    let ten = tokio::spawn(async move { server.ask_all(10, patient()).await });
    gated.until_asked(10).await;
    (gated, ten)
}

#[tokio::test]
async fn the_time_limit_begins_when_a_connection_takes_the_request() {
    let (gated, ten) = full().await;
    let short = Duration::from_millis(100);
    let server = Arc::clone(&gated.server);
    let limits = patient().timeout(short).wait(Duration::from_secs(60));
    let waiting = tokio::spawn(async move { server.ask(limits).await });
    tokio::time::sleep(short * 4).await;
    assert!(!waiting.is_finished(), "its time limit has not begun");
    gated.gate.add_permits(1);
    let late = waiting.await.expect("no panic").expect_err("no answer");
    assert!(matches!(late, HttpError::TimedOut(limit) if limit == short));
    assert_eq!(late.processed(), Processed::Unknown);
    gated.gate.add_permits(9);
    ten.await.expect("all are answered");
}

#[tokio::test]
async fn waiting_for_a_connection_has_its_own_limit() {
    let (gated, ten) = full().await;
    let limits = patient().wait(Duration::from_millis(50));
    let busy = gated.server.ask(limits).await.expect_err("all in use");
    assert!(matches!(busy, HttpError::Busy { .. }), "{busy:?}");
    assert!(busy.processed() == Processed::No && busy.is_transient());
    gated.gate.add_permits(10);
    ten.await.expect("all are answered");
    assert_eq!(gated.asked.load(SeqCst), 10);
    // Waiting left nothing behind.
    gated.gate.add_permits(1);
    assert_eq!(gated.server.ask(patient()).await.expect("an answer"), 200);
}

#[tokio::test]
async fn requests_that_wait_get_the_connection_after_the_one_that_is_closed() {
    // A server of HTTP/1.1 that closes each connection after an answer.
    let port = crate::servers::answering(
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
    )
    .await;
    let client = lk_net::HttpClient::default().max_connections(1);
    let asked: Vec<_> = (0..5)
        .map(|_| {
            let client = client.clone();
            let request = http::Request::get(format!("http://127.0.0.1:{port}/"));
            let request = request.body(bytes::Bytes::new()).expect("a request");
            tokio::spawn(async move { client.send(request, patient()).await })
        })
        .collect();
    for answer in asked {
        let answer = answer.await.expect("no panic").expect("an answer");
        assert_eq!(answer.body(), "ok");
    }
}

#[tokio::test]
async fn a_limit_that_ends_while_dialling_names_the_stage() {
    // Takes connections, and never says anything.
    let (listener, port) = crate::servers::listen().await;
    let request = http::Request::get(format!("https://127.0.0.1:{port}/"));
    let request = request.body(bytes::Bytes::new()).expect("a request");
    let limits = Limits::new().timeout(Duration::from_millis(200));
    let client = lk_net::HttpClient::default();
    let error = client.send(request, limits).await.expect_err("silence");
    assert!(error.processed() == Processed::No && error.is_transient());
    let HttpError::Dial(dial) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        dial.to_string(),
        format!("the TLS handshake took too long for 127.0.0.1:{port}")
    );
    drop(listener);
}

#[test]
fn a_client_outlives_the_runtime_that_opened_its_connections() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().expect("a runtime")
    };
    let (told, server) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(async {
            let gate = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
            let serve = move |_, server| answer_when(server, Arc::clone(&gate), Arc::default());
            let server = H2::start(|_| {}, serve).await;
            told.send(server).expect("a test");
            std::future::pending::<()>().await;
        });
    });
    let server = server.recv().expect("a server");
    for connections in 1..=2 {
        let answer = runtime().block_on(server.ask(patient()));
        assert_eq!(answer.expect("an answer"), 200);
        assert_eq!(server.connections(), connections);
    }
}

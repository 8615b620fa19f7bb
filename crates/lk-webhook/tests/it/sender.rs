//! What the sender posts over a socket is what the receiver takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::Uri;
use lk_auth::ApiKey;
use lk_net::{HttpClient, RequestBody};
use lk_proto::{Room, WebhookEvent};
use lk_webhook::{Event, EventView, SenderOptions, WebhookReceiver, WebhookSender};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Reads one request: its head in lower case and its body.
async fn request(stream: &mut BufReader<TcpStream>) -> (Vec<String>, Vec<u8>) {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.expect("a line");
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let len = field(&head, "content-length").parse().expect("a length");
    let mut body = vec![0; len];
    stream.read_exact(&mut body).await.expect("a body");
    (head, body)
}

fn field<'a>(head: &'a [String], name: &str) -> &'a str {
    head.iter()
        .filter_map(|line| line.split_once(": "))
        .find_map(|(field, value)| field.eq_ignore_ascii_case(name).then_some(value))
        .unwrap_or_else(|| panic!("no {name}"))
}

#[tokio::test]
async fn a_posted_event_is_received_after_a_failed_attempt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        let mut stream = BufReader::new(stream);
        let mut seen = Vec::new();
        for status in ["503 Service Unavailable", "200 OK", "200 OK"] {
            let (head, body) = request(&mut stream).await;
            assert!(
                head[0].starts_with("POST /hook?x=1 HTTP/1.1"),
                "{}",
                head[0]
            );
            assert_eq!(field(&head, "content-type"), "application/webhook+json");
            assert_eq!(field(&head, "user-agent"), "LiveKit");
            seen.push(
                receiver
                    .receive(&body, field(&head, "authorization"))
                    .expect("an event"),
            );
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.expect("answered");
        }
        seen
    });

    // The user is of no use: the token stands where it would go.
    let url = format!("http://user:password@127.0.0.1:{port}/hook?x=1")
        .parse()
        .expect("a URL");
    let pause = Duration::from_millis(1);
    let options = SenderOptions::new().pauses(pause, pause);
    let key = ApiKey::new("devkey", "secret");
    let sender = WebhookSender::new(HttpClient::default(), key, [url], options);
    for id in ["EV_1", "EV_2"] {
        let room = Some(Room {
            name: "demo".into(),
            ..Default::default()
        });
        let event = WebhookEvent {
            event: "room_started".into(),
            id: id.into(),
            room,
            ..Default::default()
        };
        sender.send(&event).expect("queued");
    }
    assert_eq!(sender.shutdown(Duration::from_secs(60)).await, 0);
    let seen = server.await.expect("the server");
    assert_eq!(
        seen.iter().map(Event::id).collect::<Vec<_>>(),
        ["EV_1", "EV_1", "EV_2"]
    );
    assert!(matches!(seen[0].view(), EventView::RoomStarted { room, .. } if room.name == "demo"));
    assert_eq!(sender.counters().delivered, 2);
}

/// A receiver that answers each request by `answer` and then says no more; counts requests.
async fn answering(answer: Vec<u8>) -> (Uri, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.expect("a connection");
            let (answer, count) = (answer.clone(), Arc::clone(&count));
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                request(&mut stream).await;
                count.fetch_add(1, Ordering::Relaxed);
                // The sender may have hung up half way, which is its right.
                let _ = stream.write_all(&answer).await;
                std::future::pending::<()>().await;
            });
        }
    });
    let url = format!("http://127.0.0.1:{port}/").parse().expect("a URL");
    (url, seen)
}

#[tokio::test]
async fn a_2xx_is_success_whatever_follows() {
    let long = [
        b"HTTP/1.1 200 OK\r\ncontent-length: 102400\r\n\r\n".to_vec(),
        vec![b'x'; 102_400],
    ];
    for answer in [
        long.concat(),
        b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".to_vec(),
        b"HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
        b"HTTP/1.1 202 Accepted\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc".to_vec(),
    ] {
        let (url, seen) = answering(answer).await;
        let pause = Duration::from_millis(1);
        let options = SenderOptions::new().pauses(pause, pause);
        let key = ApiKey::new("devkey", "secret");
        let sender = WebhookSender::new(HttpClient::default(), key, [url], options);
        let event = WebhookEvent::default();
        sender.send(&event).expect("queued");
        assert_eq!(sender.shutdown(Duration::from_secs(60)).await, 0);
        assert_eq!(seen.load(Ordering::Relaxed), 1);
        let counters = sender.counters();
        assert_eq!((counters.delivered, counters.retries), (1, 0));
    }
}

#[tokio::test]
async fn a_guarded_sender_connects_to_no_private_address() {
    let (url, seen) = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
    let client = HttpClient::new(lk_net::Dialer::default().public_only());
    let sender = WebhookSender::new(
        client,
        ApiKey::new("devkey", "secret"),
        [url],
        SenderOptions::new(),
    );
    sender.send(&WebhookEvent::default()).expect("queued");
    assert_eq!(sender.shutdown(Duration::from_secs(10)).await, 0);
    let counters = sender.counters();
    assert_eq!((counters.failed, counters.retries), (1, 0));
    assert_eq!(seen.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn the_token_is_marked_as_a_secret() {
    let service = tower::service_fn(async |request: http::Request<RequestBody>| {
        let status = match request.headers()["authorization"].is_sensitive() {
            true => 200,
            false => 400,
        };
        let answer = http::Response::builder().status(status);
        Ok::<_, std::convert::Infallible>(answer.body(String::new()).expect("an answer"))
    });
    let sender = WebhookSender::new(
        HttpClient::from_service(service),
        ApiKey::new("devkey", "secret"),
        ["http://a/".parse().expect("a URL")],
        SenderOptions::new(),
    );
    sender.send(&WebhookEvent::default()).expect("queued");
    sender.shutdown(Duration::from_secs(60)).await;
    assert_eq!(sender.counters().delivered, 1);
}

//! Through a proxy, or not at all.

use bytes::Bytes;
use http::Request;
use lk_net::{DialError, DialStage, Dialer, HttpClient, HttpError, Limits, Proxies, TlsConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use crate::servers::{answering, certificate, listen};

/// A proxy that connects whoever asks to `to`, whatever name was asked for; what it was told.
async fn proxy(to: u16) -> (String, mpsc::UnboundedReceiver<String>) {
    let (listener, port) = listen().await;
    let (told, heads) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let told = told.clone();
            tokio::spawn(async move {
                let head = head(&mut stream).await;
                let _ = told.send(head);
                let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await;
                let mut server = TcpStream::connect(("127.0.0.1", to))
                    .await
                    .expect("a server");
                let _ = copy_bidirectional(&mut stream, &mut server).await;
            });
        }
    });
    (format!("http://user:pass@127.0.0.1:{port}"), heads)
}

async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a head"));
    }
    String::from_utf8(head).expect("text")
}

fn get(url: &str) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).expect("a request")
}

fn through(proxy: &str, tls: TlsConfig) -> Dialer {
    Dialer::new(tls).proxies(Proxies::all(proxy).expect("a proxy"))
}

#[tokio::test]
async fn tls_is_spoken_with_the_server_through_the_proxy() {
    let (acceptor, trusting) = certificate(&[b"http/1.1"]);
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        let (tcp, _) = listener.accept().await.expect("a connection");
        let mut tls = acceptor.accept(tcp).await.expect("TLS");
        let mut asked = [0; 3];
        tls.read_exact(&mut asked).await.expect("a request");
        tls.write_all(b"HTTP/1.1 204 No\r\n\r\n")
            .await
            .expect("sent");
        tls.flush().await.expect("sent");
    });
    let (proxy, mut heads) = proxy(port).await;
    let client = HttpClient::new(through(&proxy, trusting));
    let answer = client.send(get("https://localhost/x"), Limits::new()).await;
    assert_eq!(answer.expect("an answer").status(), 204);
    let told = heads.recv().await.expect("a head");
    assert!(
        told.starts_with("CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n"),
        "{told}"
    );
    assert!(
        told.contains("\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n"),
        "{told}"
    );
}

#[tokio::test]
async fn a_websocket_without_tls_goes_through_too() {
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await.expect("a connection");
        let mut word = [0; 4];
        tcp.read_exact(&mut word).await.expect("a word");
        tcp.write_all(&word).await.expect("sent");
    });
    let (proxy, mut heads) = proxy(port).await;
    let url = "ws://server.example.com:7880".parse().expect("a URL");
    let dialer = through(&proxy, TlsConfig::none());
    let mut stream = dialer.dial(&url).await.expect("a stream");
    stream.write_all(b"ping").await.expect("sent");
    let mut word = [0; 4];
    stream.read_exact(&mut word).await.expect("an echo");
    assert_eq!(&word, b"ping");
    let told = heads.recv().await.expect("a head");
    assert!(
        told.starts_with("CONNECT server.example.com:7880 HTTP/1.1\r\n"),
        "{told}"
    );
}

#[tokio::test]
async fn plain_http_is_forwarded_by_its_whole_url() {
    let (listener, port) = listen().await;
    let asked = tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await.expect("a connection");
        let head = head(&mut tcp).await;
        tcp.write_all(b"HTTP/1.1 204 No\r\n\r\n")
            .await
            .expect("sent");
        head
    });
    let proxy = format!("http://user:pass@127.0.0.1:{port}");
    let client = HttpClient::new(through(&proxy, TlsConfig::none()));
    let request = get("http://server.example.com:7880/x?y=z");
    assert_eq!(
        client
            .send(request, Limits::new())
            .await
            .expect("an answer")
            .status(),
        204
    );
    let head = asked.await.expect("a head").to_ascii_lowercase();
    assert!(
        head.starts_with("get http://server.example.com:7880/x?y=z http/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains("\r\nhost: server.example.com:7880\r\n"),
        "{head}"
    );
    assert!(
        head.contains("\r\nproxy-authorization: basic dxnlcjpwyxnz\r\n"),
        "{head}"
    );
}

#[tokio::test]
async fn what_the_proxy_says_instead_is_told() {
    let url = "wss://server.example.com".parse().expect("a URL");
    for (answer, status, transient) in [
        (
            &b"HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n"[..],
            Some(407),
            false,
        ),
        (b"HTTP/1.1 503 Busy\r\n\r\n", Some(503), true),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n", None, true),
        (b"HTTP/1.1 200 Connected\r\n\r\nand more", None, true),
        (b"", None, true),
    ] {
        let port = answering(answer).await;
        let dialer = through(&format!("http://127.0.0.1:{port}"), TlsConfig::default());
        let error = dialer.dial(&url).await.expect_err("no way through");
        assert_eq!(
            (error.stage(), error.is_transient()),
            (DialStage::Proxy, transient),
            "{error:?}"
        );
        let DialError::Proxy { status: told, .. } = error else {
            panic!("{error:?}")
        };
        assert_eq!(told, status);
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_the_host_that_is_named() {
    let (listener, port) = listen().await;
    drop(listener);
    let client = HttpClient::new(through(
        &format!("http://127.0.0.1:{port}"),
        TlsConfig::none(),
    ));
    let error = client
        .send(get("http://server.example.com/"), Limits::new())
        .await;
    let Err(HttpError::Dial(dial)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        dial.to_string(),
        format!("cannot connect to 127.0.0.1:{port}")
    );
}

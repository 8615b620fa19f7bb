//! Each stage of dialling fails by its own name, within its own time.

use std::time::Duration;

use lk_net::{DialError, DialStage, Dialer, ServerUrl, TlsConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::servers::{certificate, listen};

fn url(text: &str) -> ServerUrl {
    text.parse().expect("a URL")
}

#[tokio::test]
async fn bytes_go_both_ways_with_and_without_tls() {
    let (acceptor, trusting) = certificate(&[b"http/1.1"]);
    for secure in [false, true] {
        let (listener, port) = listen().await;
        let acceptor = acceptor.clone();
        let server = tokio::spawn(async move {
            let (mut tcp, _) = listener.accept().await.expect("a connection");
            let mut word = [0; 4];
            if secure {
                let mut tls = acceptor.accept(tcp).await.expect("TLS");
                tls.read_exact(&mut word).await.expect("a word");
                tls.write_all(&word).await.expect("sent");
                tls.flush().await.expect("sent");
            } else {
                tcp.read_exact(&mut word).await.expect("a word");
                tcp.write_all(&word).await.expect("sent");
            }
        });
        let scheme = if secure { "wss" } else { "ws" };
        let dialer = Dialer::new(trusting.clone());
        let mut stream = dialer
            .dial(&url(&format!("{scheme}://localhost:{port}")))
            .await
            .expect("a stream");
        assert_eq!(stream.alpn(), secure.then_some(b"http/1.1".as_slice()));
        assert_eq!(stream.peer_addr().expect("a peer").port(), port);
        stream.write_all(b"ping").await.expect("sent");
        stream.flush().await.expect("sent");
        let mut word = [0; 4];
        stream.read_exact(&mut word).await.expect("an echo");
        assert_eq!(&word, b"ping");
        server.await.expect("the server");
    }
}

#[tokio::test]
async fn a_name_without_address_fails_at_resolving() {
    let error = Dialer::default()
        .dial(&url("ws://no-such-host.invalid"))
        .await
        .expect_err("none");
    assert_eq!(error.stage(), DialStage::Resolve);
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_closed_port_fails_at_connecting() {
    let (listener, port) = listen().await;
    drop(listener);
    let url = url(&format!("wss://127.0.0.1:{port}"));
    let error = Dialer::default().dial(&url).await.expect_err("refused");
    assert!(matches!(error, DialError::Connect { .. }), "{error:?}");
}

#[tokio::test]
async fn an_untrusted_certificate_fails_at_tls_for_good() {
    let (acceptor, _) = certificate(&[]);
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        let (tcp, _) = listener.accept().await.expect("a connection");
        let _ = acceptor.accept(tcp).await;
    });
    let url = url(&format!("wss://localhost:{port}"));
    let error = Dialer::default().dial(&url).await.expect_err("untrusted");
    assert!(matches!(error, DialError::Tls { .. }), "{error:?}");
    assert!(!error.is_transient());
}

#[tokio::test]
async fn a_server_that_says_nothing_times_out_at_tls() {
    let (listener, port) = listen().await;
    let dialer = Dialer::default().tls_timeout(Duration::from_millis(50));
    let error = dialer
        .dial(&url(&format!("wss://localhost:{port}")))
        .await
        .expect_err("silence");
    assert!(
        matches!(
            error,
            DialError::TimedOut {
                stage: DialStage::Tls,
                ..
            }
        ),
        "{error:?}"
    );
    drop(listener);
}

#[tokio::test]
async fn tls_without_a_configuration_is_told_before_dialling() {
    let error = Dialer::new(TlsConfig::none())
        .dial(&url("wss://localhost:1"))
        .await;
    assert!(matches!(error, Err(DialError::NoTls { source: None })));
}

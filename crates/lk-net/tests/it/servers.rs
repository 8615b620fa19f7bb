//! Servers to dial: over TLS, silent, or saying exactly what a test hands them.

use std::sync::Arc;

use lk_net::TlsConfig;
use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A port of our own, and its number.
pub(crate) async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

/// A certificate for `localhost`: what the server shows, and what the client trusts.
pub(crate) fn certificate(alpn: &[&[u8]]) -> (TlsAcceptor, TlsConfig) {
    let (acceptor, made) = made(alpn);
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let client = TlsConfig::with_roots(provider, roots).expect("a configuration");
    (acceptor, client)
}

fn made(alpn: &[&[u8]]) -> (TlsAcceptor, CertifiedKey<KeyPair>) {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let mut server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a server");
    server.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    (TlsAcceptor::from(Arc::new(server)), made)
}

/// A server's certificate for `localhost`, and what a file of roots holds to trust it.
pub(crate) fn authority() -> (TlsAcceptor, String) {
    let (acceptor, made) = made(&[b"http/1.1"]);
    (acceptor, made.cert.pem())
}

/// Answers every connection with `answer` after reading a request head, then closes.
pub(crate) async fn answering(answer: &'static [u8]) -> u16 {
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                read_head(&mut stream).await;
                let _ = stream.write_all(answer).await;
            });
        }
    });
    port
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
}

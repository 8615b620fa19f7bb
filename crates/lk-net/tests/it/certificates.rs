//! What is wrong with certificates is told as such.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use lk_net::{
    DialError, DialStage, Dialer, HttpClient, HttpError, Limits, Processed, TlsConfig, TlsProblem,
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use tokio::io::AsyncReadExt as _;
use tokio_rustls::TlsAcceptor;

use crate::servers::listen;

/// A self-signed certificate for `localhost`, of an authority or not.
fn certificate(is_ca: IsCa) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let mut params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    params.is_ca = is_ca;
    let key = KeyPair::generate().expect("a key");
    let certificate = params.self_signed(&key).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    (certificate.der().clone(), key)
}

fn roots(certificate: &CertificateDer<'static>) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).expect("a root");
    roots
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// A server of one version of TLS that wants client certificates, if it is told to; and a client
/// that trusts it and has none.
async fn server(
    is_ca: IsCa,
    version: &'static SupportedProtocolVersion,
    alpn: &[u8],
    wants_certificate: bool,
) -> (u16, TlsConfig) {
    let (certificate, key) = certificate(is_ca);
    let roots = roots(&certificate);
    let builder = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[version])
        .expect("TLS");
    let verifier = || {
        let roots = Arc::new(roots.clone());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider());
        verifier.build().expect("a verifier")
    };
    let builder = match wants_certificate {
        true => builder.with_client_cert_verifier(verifier()),
        false => builder.with_no_client_auth(),
    };
    let mut config = builder
        .with_single_cert(vec![certificate], key)
        .expect("a server");
    config.alpn_protocols = vec![alpn.to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((tcp, _)) = listener.accept().await {
            let accepted = acceptor.accept(tcp).into_fallible().await;
            // Closing before the client's words are read would take the alert back.
            if let Err((_, mut tcp)) = accepted {
                let _ = tcp.read_to_end(&mut Vec::new()).await;
            }
        }
    });
    let client = TlsConfig::with_roots(provider(), roots).expect("a configuration");
    (port, client)
}

fn problem(error: &DialError) -> TlsProblem {
    assert!(error.stage() == DialStage::Tls && !error.is_transient());
    match error {
        DialError::Tls { problem, .. } => *problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_client_certificate_is_told_and_nothing_was_processed() {
    for version in [&version::TLS12, &version::TLS13] {
        for alpn in [b"h2".as_slice(), b"http/1.1"] {
            let (port, trusting) = server(IsCa::NoCa, version, alpn, true).await;
            let client = HttpClient::new(Dialer::new(trusting));
            let request = Request::post(format!("https://localhost:{port}/"));
            let request = request
                .body(Bytes::from_static(b"body"))
                .expect("a request");
            let error = client.send(request, Limits::new()).await;
            let error = error.expect_err("refused");
            assert!(error.processed() == Processed::No && !error.is_transient());
            let HttpError::Dial(error) = error else {
                panic!("{error:?}")
            };
            assert_eq!(problem(&error), TlsProblem::MissingClientCertificate);
            let told = error.to_string();
            assert!(told.contains("requires a client certificate"), "{told}");
            assert!(told.contains(&format!("localhost:{port}")), "{told}");
        }
    }
}

#[tokio::test]
async fn a_stream_that_lacks_a_client_certificate_says_so_when_it_is_read() {
    let (port, trusting) = server(IsCa::NoCa, &version::TLS13, b"http/1.1", true).await;
    let url = format!("wss://localhost:{port}").parse().expect("a URL");
    let mut stream = Dialer::new(trusting).dial(&url).await.expect("a stream");
    let error = stream.read_u8().await.expect_err("refused");
    let error = DialError::within(&error).expect("why");
    assert_eq!(problem(&error), TlsProblem::MissingClientCertificate);
}

#[tokio::test]
async fn an_authoritys_certificate_shown_as_the_servers_own_is_explained() {
    let is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let (port, trusting) = server(is_ca, &version::TLS13, b"http/1.1", false).await;
    let url = format!("wss://localhost:{port}").parse().expect("a URL");
    let error = Dialer::new(trusting).dial(&url).await.expect_err("refused");
    assert_eq!(problem(&error), TlsProblem::CaCertificate);
    assert!(error.to_string().contains("CA:FALSE"), "{error}");
}

//! A server of HTTP/2 whose frames a test decides: settings, `GOAWAY`, refused streams.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use bytes::Bytes;
use h2::server::{Builder, Connection, SendResponse};
use http::{Request, Response};
use lk_net::{Dialer, HttpClient, HttpError, Limits};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use crate::servers::{certificate, listen};

pub(crate) type Server = Connection<TlsStream<TcpStream>, Bytes>;
pub(crate) type Answer = SendResponse<Bytes>;

/// A running server, and a client that trusts it.
pub(crate) struct H2 {
    pub(crate) client: HttpClient,
    url: String,
    connections: Arc<AtomicUsize>,
}

impl H2 {
    /// A server that hands each connection to `serve`, with its number.
    pub(crate) async fn start<S, F>(settings: fn(&mut Builder), serve: S) -> Self
    where
        S: Fn(usize, Server) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ()> + Send,
    {
        Self::over_tls(move |number, tls| {
            let serve = serve.clone();
            async move {
                let mut builder = Builder::new();
                settings(&mut builder);
                if let Ok(server) = builder.handshake(tls).await {
                    serve(number, server).await;
                }
            }
        })
        .await
    }

    /// The same, with what is under HTTP/2.
    pub(crate) async fn over_tls<S, F>(serve: S) -> Self
    where
        S: Fn(usize, TlsStream<TcpStream>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = ()> + Send,
    {
        let (acceptor, trusting) = certificate(&[b"h2"]);
        let (listener, port) = listen().await;
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let (acceptor, serve) = (acceptor.clone(), serve.clone());
                let number = count.fetch_add(1, SeqCst);
                tokio::spawn(async move {
                    serve(number, acceptor.accept(tcp).await.expect("TLS")).await;
                });
            }
        });
        Self {
            client: HttpClient::new(Dialer::new(trusting)),
            url: format!("https://localhost:{port}/"),
            connections,
        }
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(SeqCst)
    }

    /// Exchanges one request, its body not empty.
    pub(crate) async fn ask(&self, limits: Limits) -> Result<u16, HttpError> {
        let request = Request::post(&*self.url).body(Bytes::from_static(b"body"));
        let answer = self.client.send(request.expect("a request"), limits).await;
        Ok(answer?.status().as_u16())
    }

    /// Exchanges `count` requests at the same time. All are answered with 200.
    pub(crate) async fn ask_all(self: &Arc<Self>, count: usize, limits: Limits) {
        let asked: Vec<_> = (0..count)
            .map(|_| {
                let server = Arc::clone(self);
                tokio::spawn(async move { server.ask(limits).await })
            })
            .collect();
        for answer in asked {
            let answer = answer.await.expect("no panic");
            assert_eq!(answer.expect("an answer"), 200);
        }
    }
}

/// Answers with 200 and nothing.
pub(crate) fn answer(mut respond: Answer) {
    // The client may be gone.
    let _ = respond.send_response(Response::new(()), true);
}

/// Limits that no test reaches.
pub(crate) fn patient() -> Limits {
    let minute = Duration::from_secs(60);
    Limits::new().timeout(minute).wait(minute)
}

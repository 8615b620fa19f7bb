//! A server that records what it is asked and answers what a test hands it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use lk_api::LiveKitApi;
use tokio::net::TcpListener;

/// A running server.
pub(crate) struct Fake {
    pub(crate) api: LiveKitApi,
    asked: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Fake {
    /// A server that answers as `answer` says, `delay` after it was asked.
    pub(crate) async fn serving(
        answer: impl Fn(&Request<Bytes>) -> (u16, &'static str, Bytes) + Clone + Send + 'static,
        delay: Duration,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked: Arc<Mutex<Vec<_>>> = Arc::default();
        let log = Arc::clone(&asked);
        let serve = move |request: Request<Incoming>| {
            let (log, answer) = (Arc::clone(&log), answer.clone());
            async move {
                let (head, body) = request.into_parts();
                let body = body.collect().await.expect("a body").to_bytes();
                let request = Request::from_parts(head, body);
                let (status, kind, body) = answer(&request);
                log.lock().expect("the log").push(request);
                tokio::time::sleep(delay).await;
                // A kind with a colon is another header than the kind's.
                let (name, value) = kind.split_once(": ").unwrap_or(("content-type", kind));
                let answer = Response::builder().status(status).header(name, value);
                Ok::<_, Infallible>(answer.body(Full::new(body)).expect("an answer"))
            }
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serve = serve.clone();
                tokio::spawn(async move {
                    let server = auto::Builder::new(TokioExecutor::new());
                    let _ = server
                        .serve_connection(TokioIo::new(stream), service_fn(serve))
                        .await;
                });
            }
        });
        let url = format!("ws://localhost:{port}/pre/fix/");
        Self {
            api: LiveKitApi::new(&url, "devkey", "secret").expect("an API"),
            asked,
        }
    }

    /// A server that answers everything with `status`, `kind` and `body`, `delay` after asked.
    pub(crate) async fn answering(
        status: u16,
        kind: &'static str,
        body: impl Into<Bytes>,
        delay: Duration,
    ) -> Self {
        let body = body.into();
        Self::serving(move |_| (status, kind, body.clone()), delay).await
    }

    /// A server that answers everything with one message.
    pub(crate) async fn with(message: &impl prost::Message) -> Self {
        Self::answering(
            200,
            "application/protobuf",
            message.encode_to_vec(),
            Duration::ZERO,
        )
        .await
    }

    /// How often something was asked so far.
    pub(crate) fn seen(&self) -> usize {
        self.asked.lock().expect("the log").len()
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut self.asked.lock().expect("the log"))
    }
}

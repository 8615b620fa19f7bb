//! A listener for the room's webhooks: every one is verified before it counts.

use std::{convert::Infallible, net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{Request, Response, StatusCode, body::Incoming, header, service::service_fn};
use hyper_util::rt::TokioIo;
use lk_sdk::{prelude::*, webhook};
use tokio::{net::TcpListener, sync::watch};

/// What has come so far.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Names of verified events of our room, in the order of arrival.
    pub events: Vec<String>,
    /// Requests that were turned away.
    pub refused: usize,
}

/// Listens until it is dropped.
pub struct Hooks {
    address: SocketAddr,
    seen: watch::Receiver<Seen>,
    task: tokio::task::JoinHandle<()>,
}

impl Hooks {
    /// Listens at `address` for events of `room` that are signed with `key` and `secret`.
    pub async fn listen(
        address: SocketAddr,
        room: &str,
        key: &str,
        secret: &str,
    ) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen at {address}"))?;
        let address = listener.local_addr()?;
        let receiver = WebhookReceiver::new(lk_sdk::auth::ApiKey::new(key, secret));
        let (sender, seen) = watch::channel(Seen::default());
        let state = Arc::new(State {
            receiver,
            room: room.into(),
            seen: sender,
        });
        let task = tokio::spawn(accept(listener, state));
        Ok(Self {
            address,
            seen,
            task,
        })
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// Waits until `event` has come.
    pub async fn wait_for(&mut self, event: &str) -> anyhow::Result<Seen> {
        let seen = self
            .seen
            .wait_for(|seen| seen.events.iter().any(|name| name == event))
            .await?;
        Ok(seen.clone())
    }

    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct State {
    receiver: WebhookReceiver,
    room: String,
    seen: watch::Sender<Seen>,
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        let service = service_fn(move |request| {
            let state = Arc::clone(&state);
            async move { Ok::<_, Infallible>(answer(request, &state).await) }
        });
        tokio::spawn(
            hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service),
        );
    }
}

async fn answer(request: Request<Incoming>, state: &State) -> Response<Full<Bytes>> {
    let authorization = request.headers().get(header::AUTHORIZATION).cloned();
    let body = Limited::new(request.into_body(), webhook::DEFAULT_MAX_BODY)
        .collect()
        .await;
    let event = body.ok().and_then(|body| {
        let authorization = authorization.as_ref()?.to_str().ok()?;
        state.receiver.receive(&body.to_bytes(), authorization).ok()
    });
    let status = match event {
        Some(event) => {
            // Another room's events are none of our business.
            if event
                .wire()
                .room
                .as_ref()
                .is_some_and(|room| room.name == state.room)
            {
                state
                    .seen
                    .send_modify(|seen| seen.events.push(event.kind().to_string()));
            }
            StatusCode::OK
        }
        None => {
            state.seen.send_modify(|seen| seen.refused += 1);
            StatusCode::UNAUTHORIZED
        }
    };
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}

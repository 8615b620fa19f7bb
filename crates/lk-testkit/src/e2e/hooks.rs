//! A receiver of webhooks.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, OnceLock};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::AUTHORIZATION;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use lk_auth::ApiKey;
use lk_proto::WebhookEvent;
use lk_webhook::WebhookReceiver;
use tokio::sync::watch;
use tokio::time::timeout;

use super::LIMIT;

/// Receives webhooks, verifies them, and keeps those that are true.
#[derive(Debug, Clone)]
pub struct Hooks {
    address: SocketAddr,
    events: watch::Receiver<Vec<WebhookEvent>>,
}

impl Hooks {
    /// Listens at `address` on a thread of its own, for as long as the process lives.
    ///
    /// # Panics
    ///
    /// If it cannot listen there.
    #[must_use]
    pub fn listen(address: &str, key: &str, secret: &str) -> Self {
        let listener = TcpListener::bind(address).expect("an address to receive webhooks at");
        listener.set_nonblocking(true).expect("a socket for tokio");
        let address = listener.local_addr().expect("a bound address");
        let receiver = Arc::new(WebhookReceiver::new(ApiKey::new(key, secret)));
        let (sender, events) = watch::channel(Vec::new());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime
                .expect("a runtime")
                .block_on(serve(listener, receiver, Arc::new(sender)));
        });
        Self { address, events }
    }

    /// The one receiver of the process, as a server posts to one address.
    #[must_use]
    pub fn shared(address: &str, key: &str, secret: &str) -> Self {
        static SHARED: OnceLock<Hooks> = OnceLock::new();
        SHARED
            .get_or_init(|| Self::listen(address, key, secret))
            .clone()
    }

    /// Where webhooks are to be posted.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits until the events of `room` are as `enough` says, and returns them in their order.
    ///
    /// # Panics
    ///
    /// If that does not come about.
    pub async fn wait(
        &self,
        room: &str,
        mut enough: impl FnMut(&[WebhookEvent]) -> bool,
    ) -> Vec<WebhookEvent> {
        let of_room = |events: &Vec<WebhookEvent>| -> Vec<WebhookEvent> {
            let is_in =
                |event: &&WebhookEvent| event.room.as_ref().is_some_and(|it| it.name == room);
            events.iter().filter(is_in).cloned().collect()
        };
        let mut events = self.events.clone();
        let found = events.wait_for(|events| enough(&of_room(events)));
        let result = timeout(LIMIT, found).await.is_ok();
        let events = of_room(&self.events.borrow());
        let names: Vec<_> = events.iter().map(|event| event.event.as_str()).collect();
        assert!(result, "only {names:?} came");
        events
    }
}

type Sender = Arc<watch::Sender<Vec<WebhookEvent>>>;

async fn serve(listener: TcpListener, receiver: Arc<WebhookReceiver>, events: Sender) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a socket for tokio");
    while let Ok((stream, _)) = listener.accept().await {
        let (receiver, events) = (receiver.clone(), events.clone());
        let service = service_fn(move |request| receive(request, receiver.clone(), events.clone()));
        tokio::spawn(async move {
            let connection = hyper::server::conn::http1::Builder::new();
            // A sender that goes away is no concern of the receiver.
            let _ = connection
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn receive(
    request: Request<Incoming>,
    receiver: Arc<WebhookReceiver>,
    events: Sender,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let header = request.headers().get(AUTHORIZATION);
    let authorization = header
        .and_then(|it| it.to_str().ok())
        .map(ToOwned::to_owned);
    let body = request
        .into_body()
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let status = match receiver.receive(&body, authorization.as_deref()) {
        Ok(event) => {
            events.send_modify(|events| events.push(event.into_wire()));
            200
        }
        Err(error) => error.status(),
    };
    let mut response = Response::new(Full::default());
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    Ok(response)
}

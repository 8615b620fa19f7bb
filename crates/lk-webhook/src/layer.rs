//! A `tower` layer that turns requests into events.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body::Body;
use tower_layer::Layer;
use tower_service::Service;

use crate::body;
use crate::event::Event;
use crate::receive::{ReceiveError, WebhookReceiver};

/// Turns `Request<Body>` into `Request<Event>` for the service within. Feature `tower`.
///
/// Reads the body up to the receiver's limit and no further, and answers what is not an event of
/// the server itself, with [`ReceiveError::status`] and an empty body; what is not posted gets 405.
/// Why a request was refused stands in the response's extensions as [`Refused`].
///
/// With a [replay window](WebhookReceiver::replay_window) an event counts as done when the service
/// within answers anything but a 5xx. When it fails, panics, is dropped or answers 5xx, the event is
/// forgotten, so that the server's next attempt passes; one that comes before is answered 503.
///
/// How long a request may take is for the server around it to say.
///
/// ```
/// use std::convert::Infallible;
/// use http::{Request, Response};
/// use lk_auth::ApiKey;
/// use lk_webhook::{Event, WebhookLayer, WebhookReceiver};
/// use tower::{ServiceBuilder, service_fn};
///
/// let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
/// let service = ServiceBuilder::new()
///     .layer(WebhookLayer::new(receiver))
///     .service(service_fn(async |request: Request<Event>| {
///         println!("{}", request.body().kind());
///         Ok::<_, Infallible>(Response::new(String::new()))
///     }));
/// # let _ = service;
/// ```
#[derive(Debug, Clone)]
pub struct WebhookLayer {
    receiver: WebhookReceiver,
}

impl WebhookLayer {
    /// A layer that receives with `receiver`.
    pub fn new(receiver: WebhookReceiver) -> Self {
        Self { receiver }
    }
}

impl<S> Layer<S> for WebhookLayer {
    type Service = WebhookService<S>;

    fn layer(&self, inner: S) -> WebhookService<S> {
        WebhookService {
            receiver: self.receiver.clone(),
            inner,
        }
    }
}

/// The service that [`WebhookLayer`] makes. Feature `tower`.
#[derive(Debug, Clone)]
pub struct WebhookService<S> {
    receiver: WebhookReceiver,
    inner: S,
}

/// Why a request was refused, in the extensions of a response. Feature `tower`.
#[derive(Debug, Clone)]
pub struct Refused(pub std::sync::Arc<ReceiveError>);

impl<S, B, R> Service<Request<B>> for WebhookService<S>
where
    S: Service<Request<Event>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    R: Default,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let receiver = self.receiver.clone();
        // The one that was found ready is the one to call.
        let fresh = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, fresh);
        Box::pin(async move {
            if request.method() != Method::POST {
                return Ok(wrong_method());
            }
            let (head, stream) = request.into_parts();
            let received = body::read(stream, receiver.body_limit())
                .await
                .and_then(|body| receiver.begin_parts(&head.headers, &body));
            let (event, hold) = match received {
                Ok(pending) => pending.into_parts(),
                Err(error) => return Ok(refuse(error)),
            };
            // Unless it is kept, the hold lets go of the event: the service within may fail, panic,
            // or be dropped with its connection.
            let answer = inner.call(Request::from_parts(head, event)).await?;
            if !answer.status().is_server_error() {
                hold.keep();
            }
            Ok(answer)
        })
    }
}

fn refuse<R: Default>(error: ReceiveError) -> Response<R> {
    let mut response = Response::new(R::default());
    *response.status_mut() =
        StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED);
    response
        .extensions_mut()
        .insert(Refused(std::sync::Arc::new(error)));
    response
}

fn wrong_method<R: Default>() -> Response<R> {
    let mut response = Response::new(R::default());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    let allow = HeaderValue::from_static("POST");
    response.headers_mut().insert(header::ALLOW, allow);
    response
}

//! `axum` extractors: a handler that takes an [`Event`] or a [`PendingEvent`] gets authentic ones only.

use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;

use crate::body;
use crate::event::Event;
use crate::pending::PendingEvent;
use crate::receive::{ReceiveError, WebhookReceiver};

/// Feature `axum`. The router's state is a [`WebhookReceiver`], or one that has it (`FromRef`).
///
/// With a [replay window](WebhookReceiver::replay_window) the event counts as done before the handler
/// begins. A handler that may fail, or be dropped with its connection, takes a [`PendingEvent`].
///
/// ```
/// use axum::{Router, http::StatusCode, routing::post};
/// use lk_auth::ApiKey;
/// use lk_webhook::{Event, WebhookReceiver};
///
/// async fn hook(event: Event) -> StatusCode {
///     println!("{}", event.kind());
///     StatusCode::OK
/// }
///
/// let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
/// let app: Router = Router::new().route("/hook", post(hook)).with_state(receiver);
/// # let _ = app;
/// ```
impl<S> FromRequest<S> for Event
where
    S: Send + Sync,
    WebhookReceiver: FromRef<S>,
{
    type Rejection = ReceiveError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ReceiveError> {
        PendingEvent::from_request(request, state)
            .await
            .map(PendingEvent::done)
    }
}

/// Feature `axum`. The router's state is a [`WebhookReceiver`], or one that has it (`FromRef`).
///
/// The handler says by [`done`](PendingEvent::done) that the event need not come again; where it
/// fails, panics or is dropped before, the server's next attempt passes.
///
/// ```
/// use axum::http::StatusCode;
/// use lk_webhook::{Event, PendingEvent};
///
/// async fn hook(event: PendingEvent) -> StatusCode {
///     if save(&event).await.is_err() {
///         return StatusCode::SERVICE_UNAVAILABLE;
///     }
///     event.done();
///     StatusCode::OK
/// }
/// # async fn save(_: &Event) -> Result<(), ()> { Ok(()) }
/// # let receiver = lk_webhook::WebhookReceiver::new(lk_auth::ApiKey::new("k", "s"));
/// # let app: axum::Router =
/// #     axum::Router::new().route("/hook", axum::routing::post(hook)).with_state(receiver);
/// ```
impl<S> FromRequest<S> for PendingEvent
where
    S: Send + Sync,
    WebhookReceiver: FromRef<S>,
{
    type Rejection = ReceiveError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ReceiveError> {
        let receiver = WebhookReceiver::from_ref(state);
        let (head, stream) = request.into_parts();
        let body = body::read(stream, receiver.body_limit()).await?;
        receiver.begin_parts(&head.headers, &body)
    }
}

/// [`ReceiveError::status`] and an empty body: who sent it learns no more. Feature `axum`.
impl IntoResponse for ReceiveError {
    fn into_response(self) -> Response {
        StatusCode::from_u16(self.status())
            .unwrap_or(StatusCode::UNAUTHORIZED)
            .into_response()
    }
}

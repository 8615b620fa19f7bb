//! An `axum` extractor: a handler that takes an [`Event`] gets authentic ones only.

use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;

use crate::body;
use crate::event::Event;
use crate::receive::{ReceiveError, WebhookReceiver};

/// Feature `axum`. The router's state is a [`WebhookReceiver`], or one that has it (`FromRef`).
///
/// A handler that answers that it failed calls [`WebhookReceiver::forget`] before, where there is
/// a replay window.
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
        let receiver = WebhookReceiver::from_ref(state);
        let (head, stream) = request.into_parts();
        let body = body::read(stream, receiver.body_limit()).await?;
        receiver.receive_parts(&head.headers, &body)
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

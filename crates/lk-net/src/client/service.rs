//! Somebody else's way to exchange HTTP: a tower service.

use std::error::Error as StdError;
use std::future::{Future, poll_fn};
use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::Body;

use super::{HttpBody, HttpError, RequestBody, body};

type BoxError = Box<dyn StdError + Send + Sync>;

type Answer<'a, B> = Pin<Box<dyn Future<Output = Result<Response<B>, HttpError>> + Send + 'a>>;

/// A service without its types.
pub(super) trait Service: Send + Sync {
    /// The whole answer.
    fn exchange(&self, request: Request<RequestBody>, max_body: usize) -> Answer<'_, Bytes>;

    /// The answer once its head is there.
    fn open(&self, request: Request<RequestBody>) -> Answer<'_, HttpBody>;
}

pub(super) struct BoxedService<S> {
    service: S,
}

impl<S> BoxedService<S> {
    pub(super) fn new(service: S) -> Self {
        Self { service }
    }
}

impl<S, B> BoxedService<S>
where
    S: tower_service::Service<Request<RequestBody>, Response = Response<B>> + Clone,
    S::Error: Into<BoxError>,
{
    async fn call(&self, request: Request<RequestBody>) -> Result<Response<B>, HttpError> {
        let mut service = self.service.clone();
        poll_fn(|cx| service.poll_ready(cx))
            .await
            .map_err(|error| failed(error.into()))?;
        service
            .call(request)
            .await
            .map_err(|error| failed(error.into()))
    }
}

impl<S, B> Service for BoxedService<S>
where
    S: tower_service::Service<Request<RequestBody>, Response = Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn exchange(&self, request: Request<RequestBody>, max_body: usize) -> Answer<'_, Bytes> {
        Box::pin(async move { body::collect(self.call(request).await?, max_body).await })
    }

    fn open(&self, request: Request<RequestBody>) -> Answer<'_, HttpBody> {
        Box::pin(async move {
            let (head, body) = self.call(request).await?.into_parts();
            let body = HttpBody::new(&head, body);
            Ok(Response::from_parts(head, body))
        })
    }
}

/// A service that knows how far it came says so with our own error.
fn failed(error: BoxError) -> HttpError {
    match error.downcast::<HttpError>() {
        Ok(error) => *error,
        Err(source) => HttpError::Broken { source },
    }
}

//! One call about hosted agents: a value until it is awaited.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request, Response, Uri};
use lk_auth::AgentGrant;
use lk_net::{HttpBody, HttpError, Limits, RequestBody};
use tokio::time::Instant;
use tracing::Instrument as _;

use super::log::AgentLog;
use crate::answer;
use crate::api::LiveKitApi;
use crate::call::OUR_NAME;
use crate::error::CallError;
use crate::headers::{self, Headers, REQUEST_ID, request_id};

/// A call about hosted agents that is not one of the schema's, and was not made yet. Narrow it,
/// then await it.
///
/// It is made once, where hosted agents are administered.
#[must_use = "a call does nothing until it is awaited"]
pub struct HostedCall<T> {
    api: LiveKitApi,
    asked: Asked,
    verb: Method,
    /// What was given, where it is none.
    uri: Result<Uri, Box<str>>,
    headers: Headers,
    body: RequestBody,
    /// Goes without a token and an id: the address itself is signed.
    is_presigned: bool,
    read: Read<T>,
}

/// What a call is known by, and what it may cost.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: &'static str,
    pub(super) request_id: Option<Box<str>>,
    timeout: Duration,
    pub(super) idle_limit: Option<Duration>,
}

/// Makes what is returned of an answer that is a success.
type Read<T> = fn(Asked, Response<HttpBody>, Instant) -> Answer<T>;

pub(super) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, CallError>> + Send>>;

impl<T> HostedCall<T> {
    /// A call that goes to `uri`.
    pub(super) fn new(
        api: &LiveKitApi,
        method: &'static str,
        (verb, uri): (Method, Result<Uri, Box<str>>),
        read: Read<T>,
    ) -> Self {
        Self {
            asked: Asked {
                method,
                request_id: None,
                timeout: api.default_timeout(None),
                idle_limit: None,
            },
            api: api.clone(),
            verb,
            uri,
            headers: Headers::default(),
            body: RequestBody::default(),
            is_presigned: false,
            read,
        }
    }

    /// Sends `body` to an address that is signed itself.
    #[cfg(feature = "agent-source")]
    pub(super) fn presigned(mut self, body: RequestBody) -> Self {
        self.body = body;
        self.is_presigned = true;
        self
    }

    /// Sets how long the call may take until its answer begins, and as long again for the whole of
    /// a small one. Default: as the method says.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.asked.timeout = limit;
        self
    }

    /// Sends a header with the call, in place of one of the same name.
    ///
    /// An impossible name or value is told when the call is awaited.
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.headers.set(name, value);
        self
    }

    /// Sets the id that the call carries, and its errors quote. Default: a random UUID; none where
    /// the address is signed, as an upload's is.
    pub fn request_id(self, id: impl TryInto<HeaderValue>) -> Self {
        self.header(REQUEST_ID, id)
    }

    fn to_request(&self) -> Result<Request<RequestBody>, CallError> {
        let method = self.asked.method;
        self.headers.check(method)?;
        let uri = self.uri.as_ref().map_err(|url| CallError::InvalidUrl {
            method,
            url: shown(url),
        })?;
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.verb.clone();
        *request.uri_mut() = uri.clone();
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, HeaderValue::from_static(OUR_NAME));
        if !self.is_presigned {
            let admin = |token: lk_auth::AccessToken| token.grant(AgentGrant::admin());
            let token = self.api.sign(admin, SystemTime::now());
            let token = token.map_err(|source| CallError::Unsigned { method, source })?;
            headers.insert(AUTHORIZATION, token);
            headers.insert(CLIENT_VERSION, HeaderValue::from_static(OUR_VERSION));
            headers::put_id(&mut request);
        }
        self.headers.put_on(&mut request);
        Ok(request)
    }

    async fn send(mut self) -> Result<T, CallError> {
        let request = self.to_request()?;
        let id = request_id(&request);
        self.asked.request_id = id.map(Into::into);
        let (service, method) = self.asked.method.split_once('/').unwrap_or_default();
        let span = tracing::debug_span!(
            "livekit_call",
            service,
            method,
            request_id = id,
            attempt = 1,
            status = tracing::field::Empty,
        );
        self.exchange(request).instrument(span).await
    }

    async fn exchange(self, request: Request<RequestBody>) -> Result<T, CallError> {
        let asked = self.asked;
        let limits = Limits::new().timeout(asked.timeout);
        let answer = self.api.http().open(request, limits).await;
        let answer = answer.map_err(|source| asked.unanswered(source))?;
        let answered_at = Instant::now();
        tracing::Span::current().record("status", answer.status().as_u16());
        if answer.status().is_success() {
            return (self.read)(asked, answer, answered_at).await;
        }
        let (head, body) = answer.into_parts();
        // The status counts, whatever becomes of the body.
        let body = asked.whole(body, answered_at).await.unwrap_or_default();
        let id = asked.request_id.as_deref();
        Err(answer::refused(asked.method, &head, &body, id))
    }
}

impl HostedCall<AgentLog> {
    /// Sets how long the log may be silent until it is taken for lost, as
    /// [`LogError::Silent`](super::LogError::Silent). Default: a build's 10 min, an agent's
    /// without end, as an agent that nobody calls logs nothing.
    ///
    /// That the server is gone shows earlier: within seconds over HTTP/2, else in two minutes.
    pub fn idle_limit(mut self, limit: Duration) -> Self {
        self.asked.idle_limit = Some(limit);
        self
    }
}

impl Asked {
    /// The whole body of an answer that is small.
    pub(super) async fn whole(&self, body: HttpBody, since: Instant) -> Result<Bytes, CallError> {
        let left = self.timeout.saturating_sub(since.elapsed());
        let whole = tokio::time::timeout(left, body.collect(MAX_WHOLE)).await;
        whole
            .unwrap_or(Err(HttpError::TimedOut(self.timeout)))
            .map_err(|source| self.unanswered(source))
    }

    fn unanswered(&self, source: HttpError) -> CallError {
        CallError::Unanswered {
            method: self.method,
            request_id: self.request_id.clone(),
            source,
        }
    }
}

impl<T: 'static> IntoFuture for HostedCall<T> {
    type Output = Result<T, CallError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    /// Makes the call.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call; what it began goes on.
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<T> fmt::Debug for HostedCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Addresses may be signed.
        f.debug_struct("HostedCall")
            .field("method", &self.asked.method)
            .field("timeout", &self.asked.timeout)
            .finish_non_exhaustive()
    }
}

/// A URL for errors: without a query, and not too much of it.
fn shown(url: &str) -> Box<str> {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    bare.chars().take(MAX_SHOWN).collect::<String>().into()
}

const MAX_SHOWN: usize = 200;
const OUR_VERSION: &str = env!("CARGO_PKG_VERSION");
const CLIENT_VERSION: HeaderName = HeaderName::from_static("x-livekit-cli-version");
const MAX_WHOLE: usize = 64 << 10;

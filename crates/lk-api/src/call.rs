//! One call: a value until it is awaited.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use http::{Request, Response};
use lk_net::{Limits, Processed, ServerUrl};
use prost::Message as _;
use tracing::Instrument as _;

use crate::answer;
use crate::api::LiveKitApi;
use crate::error::CallError;
use crate::failover::{Attempts, Failover};
use crate::grants::Granted;
use crate::headers::{self, Headers, REQUEST_ID, request_id};

/// A call that was not made yet. Narrow it, then await it.
///
/// ```no_run
/// # async fn run(api: lk_api::LiveKitApi) -> Result<(), lk_api::CallError> {
/// use std::time::Duration;
/// use lk_proto::CreateRoomRequest;
///
/// let request = CreateRoomRequest { name: "demo".into(), ..Default::default() };
/// let room = api.room().create_room(request).timeout(Duration::from_secs(3)).await?;
/// println!("{} is {}", room.name, room.sid);
/// # Ok(()) }
/// ```
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<R: Granted> {
    api: LiveKitApi,
    base: ServerUrl,
    request: R::Request,
    timeout: Duration,
    /// What it takes at least.
    least: Duration,
    failover: Failover,
    headers: Headers,
}

impl<R: Granted> Call<R> {
    pub(crate) fn new(api: &LiveKitApi, mut request: R::Request) -> Self {
        let own = R::ready(&mut request);
        let least = own.filter(|wait| wait.is_least).map(|wait| wait.limit);
        Self {
            base: api.base_of(R::SERVICE),
            timeout: api.default_timeout(own.map(|wait| wait.limit)),
            least: least.unwrap_or_default(),
            failover: api.default_failover(),
            api: api.clone(),
            request,
            headers: Headers::default(),
        }
    }

    /// Sets how long the call may take, from when a connection takes it to the last byte of the
    /// answer; where it is made in several regions, in each. The server is told.
    ///
    /// Before that it may wait for a connection as long, but no more than 10 s: while one is opened,
    /// and while others use all that there may be. A call that ends then was not sent.
    ///
    /// Default: what the API was set up with, 10 s; longer for calls that wait for a person or
    /// a participant, as their methods say. What is set here counts even where it is shorter, but
    /// for a call that rings: that one takes what it rings and 2 s more, as giving up earlier would
    /// leave the phone ringing. To ring for less, set the request's `ringing_timeout`.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit.max(self.least);
        self
    }

    /// Sets whether the call is made in another region if it fails in one. Default: what the API
    /// was set up with.
    ///
    /// A call that must not happen twice, such as one that dials a number, is made again only
    /// where it is certain that nothing arrived: see [`Granted::MAY_REPEAT`].
    pub fn failover(mut self, failover: Failover) -> Self {
        self.failover = failover;
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

    /// Sets the id by which the server knows a call that is repeated. Default: a random UUID. Where
    /// the operating system has no randomness to give, there is none, and no call is repeated that
    /// may have arrived.
    pub fn request_id(self, id: impl TryInto<HeaderValue>) -> Self {
        self.header(REQUEST_ID, id)
    }

    /// The message that will be sent.
    pub fn request(&self) -> &R::Request {
        &self.request
    }

    pub(crate) fn request_mut(&mut self) -> &mut R::Request {
        &mut self.request
    }

    /// The HTTP request of the call, its token valid from `now` on.
    ///
    /// Together with [`decode`](Self::decode) this is the call without the sending, for those who
    /// have their own way to exchange HTTP.
    ///
    /// # Errors
    ///
    /// [`CallError::Unsigned`] and [`CallError::InvalidHeader`].
    pub fn to_request(&self, now: SystemTime) -> Result<Request<Bytes>, CallError> {
        self.headers.check(R::NAME)?;
        let token = self.api.authorize::<R>(&self.request, now)?;
        let mut request = Request::post(self.base.http(R::PATH))
            .body(Bytes::from(self.request.encode_to_vec()))
            .map_err(|_| CallError::InvalidHeader { method: R::NAME })?;
        let headers = request.headers_mut();
        headers.reserve(8);
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/protobuf"),
        );
        headers.insert(USER_AGENT, HeaderValue::from_static(OUR_NAME));
        headers.insert(AUTHORIZATION, token);
        headers.insert(TIMEOUT_MS, HeaderValue::from(millis(self.timeout)));
        headers::put_id(&mut request);
        self.headers.put_on(&mut request);
        Ok(request)
    }

    /// Reads the answer to the call.
    ///
    /// # Errors
    ///
    /// [`CallError::Refused`], [`CallError::NotTwirp`] and [`CallError::Malformed`].
    pub fn decode(answer: Response<Bytes>) -> Result<R::Response, CallError> {
        answer::read::<R>(answer, None)
    }

    async fn send(self) -> Result<R::Response, CallError> {
        let request = self.to_request(SystemTime::now())?;
        let span = tracing::debug_span!(
            "livekit_call",
            service = R::SERVICE,
            method = R::METHOD,
            request_id = request_id(&request),
            attempt = tracing::field::Empty,
            status = tracing::field::Empty,
        );
        self.exchange(request).instrument(span).await
    }

    /// Makes the attempts: the same bytes, token and id, until one counts.
    async fn exchange(&self, request: Request<Bytes>) -> Result<R::Response, CallError> {
        let method = R::NAME;
        let span = tracing::Span::current();
        // It is by its id that the server knows a repetition for what it is.
        let may_repeat = R::MAY_REPEAT && request.headers().contains_key(REQUEST_ID);
        let mut attempts = Attempts::new(self.failover, &self.base, self.timeout, may_repeat);
        // What the server said when it asked us to wait.
        let mut refused = None;
        loop {
            let limit = attempts.remaining();
            let mut attempt = request.clone();
            if attempts.has_moved() {
                *attempt.uri_mut() = attempts
                    .at()
                    .http(R::PATH)
                    .try_into()
                    .map_err(|_| CallError::InvalidHeader { method })?;
            }
            if limit < self.timeout && !self.headers.contains(&TIMEOUT_MS) {
                let millis = HeaderValue::from(millis(limit));
                attempt.headers_mut().insert(TIMEOUT_MS, millis);
            }
            span.record("attempt", attempts.made() + 1);
            let limits = Limits::new().timeout(limit);
            let outcome = self.api.http().send(attempt, limits).await;
            let outcome = outcome.or_else(answer::head_alone);
            if let Ok(answer) = &outcome {
                span.record("status", answer.status().as_u16());
            }
            if attempts.again(&self.api, request.headers(), &outcome).await {
                refused = outcome.ok().filter(|_| attempts.has_waited());
                continue;
            }
            let id = request_id(&request);
            return match (outcome, refused) {
                (Ok(answer), _) => answer::read::<R>(answer, id),
                // Says more than that time ran out while we were patient.
                (Err(source), Some(answer)) => {
                    let refused = answer::read::<R>(answer, id);
                    refused.map_err(|error| match source.processed() {
                        Processed::No => error,
                        Processed::Unknown | Processed::Yes => error.and_then_silence(),
                    })
                }
                (Err(source), None) => Err(CallError::Unanswered {
                    method,
                    request_id: id.map(Into::into),
                    source,
                }),
            };
        }
    }
}

impl<R: Granted> Clone for Call<R>
where
    R::Request: Clone,
{
    fn clone(&self) -> Self {
        Self {
            api: self.api.clone(),
            base: self.base.clone(),
            request: self.request.clone(),
            timeout: self.timeout,
            least: self.least,
            failover: self.failover,
            headers: self.headers.clone(),
        }
    }
}

impl<R: Granted> IntoFuture for Call<R> {
    type Output = Result<R::Response, CallError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    /// Makes the call.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call; the server may have carried it out.
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<R: Granted> fmt::Debug for Call<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Requests may hold credentials.
        f.debug_struct("Call")
            .field("method", &R::NAME)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// The whole milliseconds of a time limit, at least one, as zero would mean no limit; at most a
/// century, as Go counts nanoseconds in 63 bits.
fn millis(limit: Duration) -> u64 {
    let limit = limit.min(CENTURY);
    u64::try_from(limit.as_millis()).unwrap_or(u64::MAX).max(1)
}

pub(crate) const OUR_NAME: &str = concat!("lk-api/", env!("CARGO_PKG_VERSION"));
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 3600);
const TIMEOUT_MS: HeaderName = HeaderName::from_static("x-twirp-timeout-ms");

//! The task that empties one queue: post, look at the answer, pause, again.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header};
use lk_net::{HttpBody, HttpClient, HttpError, Limits};

use super::masked::Masked;
use super::queues::{Job, Outcome, QueueId};
use super::{Receiver, Shared};
use crate::sign::{SignedWebhook, authorize};

/// Posts once. The tests have their own.
pub(super) trait Post: Send + Sync {
    /// Answers status and headers.
    fn post<'a>(
        &'a self,
        receiver: &'a Uri,
        body: &'a Bytes,
        authorization: &'a str,
    ) -> Answering<'a>;
}

pub(super) type Answering<'a> =
    Pin<Box<dyn Future<Output = Result<(StatusCode, HeaderMap), Unanswered>> + Send + 'a>>;

/// Why there was no answer.
pub(super) struct Unanswered {
    pub(super) cause: String,
    /// The same may succeed later.
    pub(super) is_transient: bool,
}

impl From<HttpError> for Unanswered {
    fn from(error: HttpError) -> Self {
        // What is said of a URL that is none quotes it.
        let deepest = match error {
            HttpError::InvalidUri { .. } => 1,
            _ => usize::MAX,
        };
        let chain = std::iter::successors(Some(&error as &dyn std::error::Error), |error| {
            error.source()
        });
        let causes: Vec<String> = chain.take(deepest).map(ToString::to_string).collect();
        Self {
            cause: causes.join(": "),
            is_transient: error.is_transient(),
        }
    }
}

/// Posts over HTTP.
pub(super) struct HttpPost {
    client: HttpClient,
    limits: Limits,
}

impl HttpPost {
    pub(super) fn new(client: HttpClient, timeout: Duration) -> Self {
        Self {
            client,
            limits: Limits::new().timeout(timeout),
        }
    }
}

impl Post for HttpPost {
    fn post<'a>(
        &'a self,
        receiver: &'a Uri,
        body: &'a Bytes,
        authorization: &'a str,
    ) -> Answering<'a> {
        Box::pin(async move {
            let request = request(receiver, body, authorization).map_err(|error| Unanswered {
                cause: error.to_string(),
                is_transient: false,
            })?;
            let answer = self.client.open(request, self.limits).await?;
            let (head, body) = answer.into_parts();
            drain(body).await;
            Ok((head.status, head.headers))
        })
    }
}

fn request(receiver: &Uri, body: &Bytes, authorization: &str) -> http::Result<Request<Bytes>> {
    let mut authorization = HeaderValue::from_str(authorization)?;
    authorization.set_sensitive(true);
    Request::post(without_user(receiver)?)
        .header(header::CONTENT_TYPE, SignedWebhook::CONTENT_TYPE)
        .header(header::USER_AGENT, SignedWebhook::USER_AGENT)
        .header(header::AUTHORIZATION, authorization)
        .body(body.clone())
}

/// The URL without user and password: where they would go stands the token.
fn without_user(uri: &Uri) -> http::Result<Uri> {
    let host = uri.authority().and_then(|it| it.as_str().rsplit_once('@'));
    let Some((_, host)) = host else {
        return Ok(uri.clone());
    };
    let mut parts = uri.clone().into_parts();
    parts.authority = Some(host.parse()?);
    Ok(Uri::from_parts(parts)?)
}

/// Reads the end of a short answer, so that the connection can be kept. What the answer says does not matter:
/// by its head the receiver has taken the event or has not.
async fn drain(mut body: HttpBody) {
    let mut left = DRAIN_BYTES;
    let drained = async {
        while let Some(Ok(chunk)) = body.chunk().await {
            left = match left.checked_sub(chunk.len()) {
                Some(left) => left,
                None => break,
            };
        }
    };
    // Out of time or too long: the connection is closed with the body.
    let _ = tokio::time::timeout(DRAIN_TIME, drained).await;
}

/// The task of one queue.
pub(super) struct Delivery {
    shared: Arc<Shared>,
    queue: QueueId,
}

impl Delivery {
    pub(super) fn new(shared: Arc<Shared>, queue: QueueId) -> Self {
        Self { shared, queue }
    }

    pub(super) async fn run(self) {
        let queues = &self.shared.queues;
        while let Some(job) = queues.pop(&self.queue) {
            let mut retries = 0;
            let outcome = tokio::select! {
                biased;
                () = queues.dropped() => Outcome::Closed,
                outcome = self.deliver(&job, &mut retries) => outcome,
            };
            queues.finish(self.queue.receiver, &outcome, retries);
        }
    }

    async fn deliver(&self, job: &Job, retries: &mut u64) -> Outcome {
        let Shared {
            key,
            now,
            receivers,
            options,
            post,
            ..
        } = &*self.shared;
        let Some(Receiver { uri, posts }) = receivers.get(self.queue.receiver) else {
            return Outcome::Failed;
        };
        let (url, event) = (Masked(uri), &*job.event);
        let mut pause = options.first_pause;
        for attempt in 1.. {
            // Held while the receiver answers, not while this event pauses.
            let permit = posts.acquire().await;
            if attempt == 1 && job.queued_at.elapsed() > options.max_age {
                tracing::warn!(%url, event, "webhook dropped: it waited too long");
                return Outcome::TooOld;
            }
            // Signed for each attempt: an event may wait for longer than a token holds.
            let Ok(authorization) = authorize(&job.body, key, now()) else {
                return Outcome::Failed;
            };
            let answer = post.post(uri, &job.body, &authorization).await;
            drop(permit);
            let mut wanted_pause = Duration::ZERO;
            let (cause, is_transient) = match answer {
                Ok((status, _)) if status.is_success() => {
                    tracing::debug!(%url, event, %status, "webhook delivered");
                    return Outcome::Delivered;
                }
                Ok((status, headers)) => {
                    wanted_pause = retry_after(&headers, now()).unwrap_or_default();
                    (format!("answered {status}"), is_passing(status))
                }
                Err(Unanswered {
                    cause,
                    is_transient,
                }) => (cause, is_transient),
            };
            if !is_transient || attempt >= options.attempts {
                tracing::warn!(%url, event, cause, attempt, "webhook not delivered");
                return Outcome::Failed;
            }
            let pause_now = pause.max(wanted_pause).min(options.longest_pause);
            tracing::info!(%url, event, cause, attempt, pause = ?pause_now, "webhook will be repeated");
            tokio::time::sleep(pause_now).await;
            pause = pause.saturating_mul(2);
            *retries += 1;
        }
        Outcome::Failed
    }
}

/// Tells whether the same request may be taken later.
fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// How long a receiver asks to be left alone from `now` on.
/// Source: RFC 9110 §10.2.3 (Retry-After), in seconds or as a date.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    date.duration_since(now).ok()
}

/// What is read of an answer to keep its connection.
const DRAIN_BYTES: usize = 16 << 10;
/// How long that may take.
const DRAIN_TIME: Duration = Duration::from_millis(100);

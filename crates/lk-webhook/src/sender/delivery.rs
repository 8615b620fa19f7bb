//! The task that empties one queue: post, look at the answer, pause, again.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, Uri, header};
use lk_net::{HttpClient, Limits};

use super::Shared;
use super::queues::{Outcome, QueueId};
use crate::sign::{SignedWebhook, authorize};

/// Posts once. The tests have their own.
pub(super) trait Post: Send + Sync {
    /// Answers status and headers; `None` when there was no answer.
    fn post<'a>(
        &'a self,
        receiver: &'a Uri,
        body: &'a Bytes,
        authorization: &'a str,
    ) -> Answering<'a>;
}

pub(super) type Answering<'a> =
    Pin<Box<dyn Future<Output = Option<(StatusCode, HeaderMap)>> + Send + 'a>>;

/// Posts over HTTP.
pub(super) struct HttpPost {
    client: HttpClient,
    limits: Limits,
}

impl HttpPost {
    pub(super) fn new(client: HttpClient, timeout: Duration) -> Self {
        // Nobody reads what a receiver answers beyond its status.
        Self {
            client,
            limits: Limits::new().timeout(timeout).max_body(64 << 10),
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
            let request = Request::post(receiver.clone())
                .header(header::CONTENT_TYPE, SignedWebhook::CONTENT_TYPE)
                .header(header::USER_AGENT, SignedWebhook::USER_AGENT)
                .header(header::AUTHORIZATION, authorization)
                .body(body.clone())
                .ok()?;
            match self.client.send(request, self.limits).await {
                Ok(answer) => {
                    let (head, _) = answer.into_parts();
                    Some((head.status, head.headers))
                }
                Err(error) => {
                    tracing::debug!(%error, "webhook got no answer");
                    None
                }
            }
        })
    }
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
            let outcome = if job.queued_at.elapsed() > self.shared.options.max_age {
                Outcome::TooOld
            } else {
                tokio::select! {
                    biased;
                    () = queues.dropped() => Outcome::Closed,
                    outcome = self.deliver(&job.body, &mut retries) => outcome,
                }
            };
            queues.finish(&outcome, retries);
        }
    }

    async fn deliver(&self, body: &Bytes, retries: &mut u64) -> Outcome {
        let Shared {
            key,
            now,
            receivers,
            options,
            post,
            ..
        } = &*self.shared;
        let Some(receiver) = receivers.get(self.queue.receiver) else {
            return Outcome::Failed;
        };
        let mut pause = options.first_pause;
        for attempt in 1.. {
            // Signed for each attempt: an event may wait for longer than a token holds.
            let Ok(authorization) = authorize(body, key, now()) else {
                return Outcome::Failed;
            };
            let answer = post.post(receiver, body, &authorization).await;
            let mut wanted_pause = Duration::ZERO;
            if let Some((status, headers)) = answer {
                if status.is_success() {
                    return Outcome::Delivered;
                }
                if !is_passing(status) {
                    tracing::warn!(%status, "webhook refused");
                    return Outcome::Failed;
                }
                wanted_pause = retry_after(&headers).unwrap_or_default();
            }
            if attempt >= options.attempts {
                break;
            }
            tokio::time::sleep(pause.max(wanted_pause).min(options.longest_pause)).await;
            pause = pause.saturating_mul(2);
            *retries += 1;
        }
        tracing::warn!(attempts = options.attempts, "webhook given up");
        Outcome::Failed
    }
}

/// Tells whether the same request may be taken later.
fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
}

/// `Retry-After` in seconds; its date form is not read.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(header::RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

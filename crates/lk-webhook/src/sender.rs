//! Delivering signed events: in order for each room, with retries, bounded everywhere.

mod delivery;
mod masked;
mod queues;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Uri;
use lk_auth::{ApiKey, MintError};
use lk_net::HttpClient;
use lk_proto::WebhookEvent;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use self::delivery::{Delivery, HttpPost, Post};
use self::queues::{Job, Queues, Refusal};
use crate::event::EventKind;
use crate::sign::sign;

/// Posts events to receivers, without ever making the caller wait. Cheap to clone.
///
/// Events of one room (egress, ingress) reach one receiver in their order; a room whose events fail
/// holds up no other. Each receiver has its own bounds: one that is slow or gone fills and holds up
/// its own queues and those of no other. Delivery is repeated after a connection that failed and may not fail again, a
/// 429 or a 5xx (501 aside), so a receiver may see an event twice: its id tells. A 2xx is success, whatever
/// becomes of the rest of the answer.
///
/// Needs a tokio runtime where events are sent.
#[derive(Clone)]
pub struct WebhookSender {
    shared: Arc<Shared>,
}

struct Shared {
    key: ApiKey,
    receivers: Vec<Receiver>,
    options: SenderOptions,
    queues: Queues,
    post: Box<dyn Post>,
    now: fn() -> SystemTime,
}

struct Receiver {
    uri: Uri,
    /// Who may post to it at once.
    posts: Semaphore,
}

/// How events are delivered.
#[derive(Debug, Clone)]
pub struct SenderOptions {
    max_depth: usize,
    max_queued: usize,
    max_age: Duration,
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    timeout: Duration,
    max_in_flight: usize,
    only: Option<Vec<EventKind>>,
    except: Vec<EventKind>,
}

/// Why an event was not even queued.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// Too many events of this room, or of all rooms, wait already for every receiver.
    #[error("too many events wait for delivery")]
    QueueFull,
    /// The sender is shut down.
    #[error("the sender is shut down")]
    Closed,
    /// It cannot be signed.
    #[error("event cannot be signed")]
    Unsigned(#[source] MintError),
    /// There is no tokio runtime to deliver it.
    #[error("no tokio runtime to deliver in")]
    NoRuntime,
}

/// What became of the events so far, each counted once for each receiver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SenderCounters {
    /// Taken by their receiver (a 2xx).
    pub delivered: u64,
    /// Refused by their receiver, or given up after the last attempt.
    pub failed: u64,
    /// Attempts beyond an event's first.
    pub retries: u64,
    /// Dropped because too many waited.
    pub dropped_full: u64,
    /// Dropped because they waited too long.
    pub dropped_old: u64,
    /// Dropped when the sender was shut down.
    pub dropped_closed: u64,
    /// Waiting or on their way.
    pub queued: u64,
}

impl WebhookSender {
    /// A sender that signs with `key` and posts to each of `receivers` over `client`.
    pub fn new(
        client: HttpClient,
        key: ApiKey,
        receivers: impl IntoIterator<Item = Uri>,
        options: SenderOptions,
    ) -> Self {
        let post = HttpPost::new(client, options.timeout);
        Self::over(
            Box::new(post),
            SystemTime::now,
            key,
            receivers.into_iter().collect(),
            options,
        )
    }

    fn over(
        post: Box<dyn Post>,
        now: fn() -> SystemTime,
        key: ApiKey,
        receivers: Vec<Uri>,
        options: SenderOptions,
    ) -> Self {
        let queues = Queues::new(options.max_depth, options.max_queued);
        let receivers = receivers.into_iter().map(|uri| Receiver {
            uri,
            posts: Semaphore::new(options.max_in_flight),
        });
        Self {
            shared: Arc::new(Shared {
                key,
                receivers: receivers.collect(),
                options,
                queues,
                post,
                now,
            }),
        }
    }

    /// Puts `event` into the queue of each receiver; it is signed when it is posted.
    ///
    /// An event that the options leave out is taken and not delivered.
    ///
    /// # Errors
    ///
    /// [`SendError`] when no receiver will get it. One receiver's full queue alone is counted,
    /// not told.
    pub fn send(&self, event: &WebhookEvent) -> Result<(), SendError> {
        let shared = &self.shared;
        if !shared
            .options
            .lets_pass(&EventKind::from(event.event.as_str()))
        {
            return Ok(());
        }
        let runtime = Handle::try_current().map_err(|_| SendError::NoRuntime)?;
        // Each attempt is signed anew; here it is found out whether it can be.
        let signed = sign(event, &shared.key, (shared.now)()).map_err(SendError::Unsigned)?;
        let body = Bytes::from(signed.body);
        let mut refusal = None;
        let mut taken = shared.receivers.is_empty();
        for receiver in 0..shared.receivers.len() {
            let job = Job {
                event: event.event.as_str().into(),
                body: body.clone(),
                queued_at: Instant::now(),
            };
            match shared.queues.push(receiver, queue_name(event), job) {
                Ok(None) => taken = true,
                Ok(Some(worker)) => {
                    taken = true;
                    runtime.spawn(Delivery::new(Arc::clone(shared), worker).run());
                }
                Err(refused) => refusal = Some(refused),
            }
        }
        match refusal {
            Some(Refusal::Full) if !taken => Err(SendError::QueueFull),
            Some(Refusal::Closed) => Err(SendError::Closed),
            _ => Ok(()),
        }
    }

    /// What became of the events so far.
    pub fn counters(&self) -> SenderCounters {
        self.shared.queues.counters()
    }

    /// Takes no more events, delivers those that wait, and drops what is left after `limit`.
    /// Returns how many were dropped.
    ///
    /// # Cancel safety
    ///
    /// Dropped half way, the sender stays shut and goes on delivering.
    pub async fn shutdown(&self, limit: Duration) -> u64 {
        self.shared.queues.close();
        let drained = tokio::time::timeout(limit, self.shared.queues.drained()).await;
        if drained.is_ok() {
            0
        } else {
            self.shared.queues.drop_all()
        }
    }
}

impl std::fmt::Debug for WebhookSender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebhookSender")
            .field("receivers", &self.shared.receivers.len())
            .field("counters", &self.counters())
            .finish_non_exhaustive()
    }
}

impl SenderOptions {
    /// The server's own defaults.
    pub fn new() -> Self {
        Self {
            max_depth: 200,
            max_queued: 10_000,
            max_age: Duration::from_secs(30),
            attempts: 5,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            timeout: Duration::from_secs(10),
            max_in_flight: 64,
            only: None,
            except: Vec::new(),
        }
    }

    /// Sets how many events of one room may wait for one receiver. Default: 200.
    #[must_use]
    pub fn max_depth(mut self, events: usize) -> Self {
        self.max_depth = events;
        self
    }

    /// Sets how many events, of all rooms, may wait for one receiver or be on their way to it.
    /// Default: 10 000.
    #[must_use]
    pub fn max_queued(mut self, events: usize) -> Self {
        self.max_queued = events;
        self
    }

    /// Sets how many events are posted to one receiver at once; those of one room go one after the
    /// other. Default: 64; at least 1.
    #[must_use]
    pub fn max_in_flight(mut self, events: usize) -> Self {
        self.max_in_flight = events.clamp(1, Semaphore::MAX_PERMITS);
        self
    }

    /// Sets how long an event may wait for its first attempt. Default: 30 s.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Sets how often an event is posted at most. Default: 5; at least 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the pause before the second attempt, which doubles with each, and its bound. A
    /// receiver's `Retry-After` counts where it is longer, within the bound. Default: 1 s; 30 s.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// Sets how long one attempt may take. Default: 10 s.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Delivers these events only, none when the list is empty. Default: all.
    #[must_use]
    pub fn only(mut self, kinds: impl IntoIterator<Item = EventKind>) -> Self {
        self.only = Some(kinds.into_iter().collect());
        self
    }

    /// Delivers all events but these; of no effect beside [`only`](Self::only).
    #[must_use]
    pub fn except(mut self, kinds: impl IntoIterator<Item = EventKind>) -> Self {
        self.except = kinds.into_iter().collect();
        self
    }

    fn lets_pass(&self, kind: &EventKind) -> bool {
        match &self.only {
            Some(only) => only.contains(kind),
            None => !self.except.contains(kind),
        }
    }
}

impl Default for SenderOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// What an event's order hangs on, as the server has it.
fn queue_name(event: &WebhookEvent) -> &str {
    let names = [
        event
            .egress_info
            .as_ref()
            .map(|info| info.egress_id.as_str()),
        event
            .ingress_info
            .as_ref()
            .map(|info| info.ingress_id.as_str()),
        event.room.as_ref().map(|room| room.name.as_str()),
        event
            .participant
            .as_ref()
            .map(|participant| participant.identity.as_str()),
        event.track.as_ref().map(|track| track.sid.as_str()),
    ];
    names
        .into_iter()
        .flatten()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

//! An event that is received and not yet dealt with.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::event::Event;
use crate::replay::{ReplayWindow, Ticket};

/// An event in hand, which is received again unless it is [`done`](Self::done).
///
/// Dropped before, as by a handler that fails, panics or is cancelled, it is forgotten, so that the server's next
/// attempt passes. While it is in hand a second delivery is answered
/// [`ReceiveError::InHand`](crate::ReceiveError::InHand), 503, and so attempted again later. Without a
/// [`replay_window`](crate::WebhookReceiver::replay_window) it is an event like another.
///
/// ```
/// use lk_auth::ApiKey;
/// use lk_webhook::{ReceiveError, WebhookReceiver};
/// # let body = br#"{"event":"room_started","room":{"name":"demo"},"id":"EV_1"}"#;
/// # let authorization = ApiKey::new("devkey", "secret").token()
/// #     .sha256("RIiuGgDgyreikulMXxtSQAprlFSogYBQpQQsV7ZS6Ms=").to_jwt()?;
///
/// let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret")).replay_window(10_000);
/// let pending = receiver.begin(body, &authorization)?;
/// // … what may fail …
/// assert_eq!(pending.id(), "EV_1");
/// pending.done();
/// let again = receiver.begin(body, &authorization);
/// assert!(matches!(again, Err(ReceiveError::Replayed)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "an event that is dropped before it is done is received again"]
pub struct PendingEvent {
    event: Event,
    hold: Hold,
}

/// A place in the window, given back when it is dropped unless it is kept.
pub(crate) struct Hold(Option<(Arc<ReplayWindow>, Ticket)>);

impl PendingEvent {
    pub(crate) fn new(event: Event, hold: Hold) -> Self {
        Self { event, hold }
    }

    /// The event is dealt with: it is not received again.
    pub fn done(self) -> Event {
        self.hold.keep();
        self.event
    }

    /// The event, and the place that it has in the window.
    #[cfg(feature = "tower")]
    pub(crate) fn into_parts(self) -> (Event, Hold) {
        (self.event, self.hold)
    }
}

impl Deref for PendingEvent {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.event
    }
}

impl fmt::Debug for PendingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PendingEvent").field(&self.event).finish()
    }
}

impl Hold {
    /// Of an event that is not remembered.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    pub(crate) fn new(window: Arc<ReplayWindow>, ticket: Ticket) -> Self {
        Self(Some((window, ticket)))
    }

    /// Remembers the event as done.
    pub(crate) fn keep(mut self) {
        if let Some((window, ticket)) = self.0.take() {
            window.done(&ticket);
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some((window, ticket)) = &self.0 {
            window.put_back(ticket);
        }
    }
}

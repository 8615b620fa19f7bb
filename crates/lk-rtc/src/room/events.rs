//! The events of a room, as its application reads them.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::remote::RemoteTrack;
use crate::event::{Event, EventQueue, QueueLimits};

/// Something that happened in a room; a subscribed track comes as a handle to read it.
pub type RoomEvent = Event<RemoteTrack>;

/// What happens in a room, in order. Has one owner; dropping it does not leave the room.
///
/// What is not read in time is merged, never piled up: see [`EventQueue`]. After
/// [`Event::Disconnected`] the stream ends. Those who are in the room already come first, as
/// [`Event::ParticipantConnected`] that say so.
#[derive(Debug)]
pub struct RoomEvents {
    shared: Arc<SharedEvents>,
}

impl RoomEvents {
    /// The next event; `None` after [`Event::Disconnected`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no event.
    pub async fn next(&mut self) -> Option<RoomEvent> {
        std::future::poll_fn(|cx| self.shared.poll(cx)).await
    }

    /// The next event, if one waits.
    pub fn try_next(&mut self) -> Option<RoomEvent> {
        self.shared.lock().queue.pop()
    }
}

impl Stream for RoomEvents {
    type Item = RoomEvent;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<RoomEvent>> {
        self.shared.poll(cx)
    }
}

impl Drop for RoomEvents {
    fn drop(&mut self) {
        let mut inner = self.shared.lock();
        inner.abandoned = true;
        inner.queue = EventQueue::new(QueueLimits::default());
    }
}

#[derive(Debug)]
pub(super) struct SharedEvents {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    queue: EventQueue<RemoteTrack>,
    reader: Option<Waker>,
    abandoned: bool,
}

impl SharedEvents {
    pub(super) fn new(limits: QueueLimits) -> (Arc<Self>, RoomEvents) {
        let queue = EventQueue::new(limits);
        let inner = Mutex::new(Inner {
            queue,
            reader: None,
            abandoned: false,
        });
        let shared = Arc::new(Self { inner });
        (shared.clone(), RoomEvents { shared })
    }

    pub(super) fn push(&self, event: RoomEvent) {
        let mut inner = self.lock();
        if inner.abandoned {
            return;
        }
        inner.queue.push(event);
        let reader = inner.reader.take();
        drop(inner);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<Option<RoomEvent>> {
        let mut inner = self.lock();
        match inner.queue.pop() {
            Some(event) => Poll::Ready(Some(event)),
            None if inner.queue.is_ended() => Poll::Ready(None),
            None => {
                inner.reader = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic in the queue leaves it in order, if not complete.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

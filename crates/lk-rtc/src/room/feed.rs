//! Received media between the task of a room and whoever reads the track.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::engine::{Media, MediaForm};

/// A bounded queue with one reader. When it is full the oldest go.
#[derive(Debug)]
pub(super) struct Feed {
    limit: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    wanted: MediaForm,
    /// Whether the task has not seen yet what is wanted.
    changed: bool,
    queue: VecDeque<Media>,
    bytes: usize,
    dropped: u64,
    ended: bool,
    reader: Option<Waker>,
}

impl Feed {
    pub(super) fn new(limit: usize) -> Self {
        let inner = Inner {
            wanted: MediaForm::Undecided,
            changed: false,
            queue: VecDeque::new(),
            bytes: 0,
            dropped: 0,
            ended: false,
            reader: None,
        };
        Self {
            limit,
            inner: Mutex::new(inner),
        }
    }

    // ---- the task's side

    /// What the reader wants now, if that is news.
    pub(super) fn take_wish(&self) -> Option<MediaForm> {
        let mut inner = self.lock();
        let wanted = inner.wanted;
        std::mem::take(&mut inner.changed).then_some(wanted)
    }

    /// Says whether something had to go.
    pub(super) fn push(&self, media: Media) -> bool {
        let mut inner = self.lock();
        if inner.wanted == MediaForm::Nothing {
            return false;
        }
        inner.bytes += cost(&media);
        inner.queue.push_back(media);
        let before = inner.dropped;
        while inner.bytes > self.limit && inner.queue.len() > 1 {
            if let Some(oldest) = inner.queue.pop_front() {
                inner.bytes -= cost(&oldest);
                inner.dropped += 1;
            }
        }
        let overflowed = inner.dropped > before;
        let reader = inner.reader.take();
        drop(inner);
        if let Some(reader) = reader {
            reader.wake();
        }
        overflowed
    }

    /// Nothing comes any more; what waits can still be read.
    pub(super) fn end(&self) {
        let mut inner = self.lock();
        inner.ended = true;
        let reader = inner.reader.take();
        drop(inner);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    // ---- the reader's side

    /// Says what is wanted; what waits in another form goes.
    pub(super) fn want(&self, form: MediaForm) {
        let mut inner = self.lock();
        if inner.wanted != form {
            inner.wanted = form;
            inner.changed = true;
            inner.queue.clear();
            inner.bytes = 0;
        }
    }

    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<Option<Media>> {
        let mut inner = self.lock();
        match inner.queue.pop_front() {
            Some(media) => {
                inner.bytes -= cost(&media);
                Poll::Ready(Some(media))
            }
            None if inner.ended => Poll::Ready(None),
            None => {
                inner.reader = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    pub(super) fn dropped(&self) -> u64 {
        self.lock().dropped
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing in here panics between two states.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn cost(media: &Media) -> usize {
    OVERHEAD
        + match media {
            Media::Packet(packet) => packet.payload.len(),
            Media::Frame(frame) => frame.data.len(),
        }
}

/// What a piece that waits costs beside its bytes.
const OVERHEAD: usize = 160;

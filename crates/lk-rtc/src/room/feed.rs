//! Received media between the task of a room and whoever reads the track.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::engine::{Media, MediaForm};

/// A bounded queue with one reader: who comes later takes the place of who was there.
///
/// When it is full the oldest go. Of video frames those go, too, that cannot be decoded without them: what is read next
/// is a keyframe.
#[derive(Debug)]
pub(super) struct Feed {
    limit: usize,
    inner: Mutex<Inner>,
}

/// Which of the readers of a feed somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn(u64);

#[derive(Debug)]
struct Inner {
    wanted: MediaForm,
    /// Whether the task has not seen yet what is wanted.
    changed: bool,
    queue: VecDeque<Media>,
    bytes: usize,
    dropped: u64,
    /// Frames went: none makes sense before the next keyframe.
    broken: bool,
    ended: bool,
    turn: u64,
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
            broken: false,
            ended: false,
            turn: 0,
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

    /// Says whether a keyframe is needed, as something had to go and none waits.
    pub(super) fn push(&self, media: Media) -> bool {
        let mut inner = self.lock();
        if inner.wanted == MediaForm::Nothing {
            return false;
        }
        if inner.broken && !starts_anew(&media) {
            inner.dropped += 1;
            return false;
        }
        inner.broken = false;
        inner.bytes += cost(&media);
        inner.queue.push_back(media);
        let needs_keyframe = inner.make_room(self.limit);
        let reader = inner.reader.take();
        drop(inner);
        if let Some(reader) = reader {
            reader.wake();
        }
        needs_keyframe
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

    /// Says what is wanted; what waits in another form goes. Whoever read before is at its end.
    pub(super) fn want(&self, form: MediaForm) -> Turn {
        let mut inner = self.lock();
        if inner.wanted != form {
            inner.wanted = form;
            inner.changed = true;
            inner.broken = false;
            inner.queue.clear();
            inner.bytes = 0;
        }
        inner.turn += 1;
        let turn = Turn(inner.turn);
        let former = inner.reader.take();
        drop(inner);
        if let Some(former) = former {
            former.wake();
        }
        turn
    }

    pub(super) fn poll(&self, turn: Turn, cx: &Context<'_>) -> Poll<Option<Media>> {
        let mut inner = self.lock();
        if turn != Turn(inner.turn) {
            return Poll::Ready(None);
        }
        match inner.pop() {
            Some(media) => Poll::Ready(Some(media)),
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

impl Inner {
    fn pop(&mut self) -> Option<Media> {
        let media = self.queue.pop_front()?;
        self.bytes -= cost(&media);
        Some(media)
    }

    /// Lets go of the oldest until the rest fits and can be decoded; says whether that needs a keyframe to come.
    fn make_room(&mut self, limit: usize) -> bool {
        if self.bytes <= limit || self.queue.len() <= 1 {
            return false;
        }
        while self.bytes > limit && self.queue.len() > 1 {
            self.dropped += u64::from(self.pop().is_some());
        }
        while self.queue.front().is_some_and(|media| !starts_anew(media)) {
            self.dropped += u64::from(self.pop().is_some());
        }
        // Packets are for their reader to judge, and start anew anywhere.
        self.broken = self.queue.is_empty();
        self.broken || matches!(self.queue.front(), Some(Media::Packet(_)))
    }
}

/// Whether this can be made sense of without what came before.
fn starts_anew(media: &Media) -> bool {
    match media {
        Media::Packet(_) => true,
        Media::Frame(frame) => frame.keyframe,
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

#[cfg(test)]
mod tests;

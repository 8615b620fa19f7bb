//! A tap on the shoulder of the task of a room, from whoever cannot wait for a place in its queue.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;

use crate::engine::LocalTrackId;

#[derive(Debug, Default)]
pub(super) struct Poke {
    waker: AtomicWaker,
    poked: AtomicBool,
    closing: AtomicBool,
    unwanted: Mutex<Vec<LocalTrackId>>,
}

impl Poke {
    /// Something that the task watches has changed.
    pub(super) fn poke(&self) {
        self.poked.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// This track was published for somebody who has gone away.
    pub(super) fn withdraw(&self, track: LocalTrackId) {
        self.unwanted().push(track);
        self.poke();
    }

    pub(super) fn take_unwanted(&self) -> Vec<LocalTrackId> {
        std::mem::take(&mut self.unwanted())
    }

    fn unwanted(&self) -> MutexGuard<'_, Vec<LocalTrackId>> {
        self.unwanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room is to be left.
    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Release);
        self.poke();
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    /// Ready when poked since the last time.
    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        self.waker.register(cx.waker());
        if self.poked.swap(false, Ordering::AcqRel) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

//! Lets a part of a task be polled only when something happened to that part.
//!
//! A room is woken for each packet that it sends. Looking at the websocket and at every socket each
//! time would cost more than the packet.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

use futures_util::task::AtomicWaker;

#[derive(Debug)]
pub(super) struct Gate {
    shared: Arc<Shared>,
    waker: Waker,
}

#[derive(Debug)]
struct Shared {
    open: AtomicBool,
    task: AtomicWaker,
}

impl Gate {
    /// An open one.
    pub(super) fn new() -> Self {
        let shared = Arc::new(Shared {
            open: AtomicBool::new(true),
            task: AtomicWaker::new(),
        });
        Self {
            waker: Waker::from(shared.clone()),
            shared,
        }
    }

    /// Has the part polled in the next round, whatever happens.
    pub(super) fn open(&self) {
        self.shared.open.store(true, Ordering::Release);
    }

    /// The waker to poll the part with, if there is reason to. The part has to be polled until it is
    /// pending, or the gate opened again.
    pub(super) fn enter(&self, cx: &Context<'_>) -> Option<Waker> {
        self.shared.task.register(cx.waker());
        let open = self.shared.open.swap(false, Ordering::AcqRel);
        open.then(|| self.waker.clone())
    }
}

impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.open.store(true, Ordering::Release);
        self.task.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_polled_once_for_each_time_it_is_woken() {
        let gate = Gate::new();
        let cx = Context::from_waker(Waker::noop());
        let waker = gate.enter(&cx).expect("open at first");
        assert!(gate.enter(&cx).is_none());
        waker.wake();
        assert!(gate.enter(&cx).is_some());
        assert!(gate.enter(&cx).is_none());
        gate.open();
        assert!(gate.enter(&cx).is_some());
    }
}

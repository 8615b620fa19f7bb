//! The queues: one for each receiver and room, bounded each and for each receiver, and the counters.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::Instant;

use super::SenderCounters;

/// One event on its way to one receiver.
pub(super) struct Job {
    /// What happened, for logs.
    pub(super) event: Box<str>,
    pub(super) body: Bytes,
    pub(super) queued_at: Instant,
}

/// Names one queue; held by the one task that empties it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct QueueId {
    pub(super) receiver: usize,
    name: Box<str>,
}

/// Why a job was not taken.
pub(super) enum Refusal {
    Full,
    Closed,
}

/// How a job ended.
pub(super) enum Outcome {
    Delivered,
    Failed,
    TooOld,
    Closed,
}

pub(super) struct Queues {
    max_depth: usize,
    max_queued: usize,
    state: Mutex<State>,
    /// Turns true when what waits is to be dropped.
    dropping: watch::Sender<bool>,
    /// How many jobs wait or are on their way.
    queued: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    closed: bool,
    queues: HashMap<QueueId, VecDeque<Job>>,
    /// How many jobs of each receiver wait or are on their way.
    by_receiver: HashMap<usize, usize>,
    counters: SenderCounters,
}

impl Queues {
    pub(super) fn new(max_depth: usize, max_queued: usize) -> Self {
        Self {
            max_depth,
            max_queued,
            state: Mutex::default(),
            dropping: watch::Sender::new(false),
            queued: watch::Sender::new(0),
        }
    }

    /// Queues `job`. An id comes back when its queue is new and wants a task to empty it.
    pub(super) fn push(
        &self,
        receiver: usize,
        name: &str,
        job: Job,
    ) -> Result<Option<QueueId>, Refusal> {
        let mut state = self.state();
        if state.closed {
            state.counters.dropped_closed += 1;
            return Err(Refusal::Closed);
        }
        let State {
            queues,
            by_receiver,
            counters,
            ..
        } = &mut *state;
        let held = by_receiver.entry(receiver).or_default();
        let all_full = *held >= self.max_queued;
        let id = QueueId {
            receiver,
            name: name.into(),
        };
        let new = match queues.entry(id) {
            Entry::Occupied(mut queue) if !all_full && queue.get().len() < self.max_depth => {
                queue.get_mut().push_back(job);
                None
            }
            Entry::Vacant(slot) if !all_full => {
                let id = slot.key().clone();
                slot.insert(VecDeque::from([job]));
                Some(id)
            }
            Entry::Occupied(_) | Entry::Vacant(_) => {
                counters.dropped_full += 1;
                return Err(Refusal::Full);
            }
        };
        *held += 1;
        counters.queued += 1;
        self.queued.send_replace(counters.queued);
        Ok(new)
    }

    /// The next job of a queue; `None` ends the queue and with it its task.
    pub(super) fn pop(&self, id: &QueueId) -> Option<Job> {
        let mut state = self.state();
        let job = state.queues.get_mut(id).and_then(VecDeque::pop_front);
        if job.is_none() {
            state.queues.remove(id);
        }
        job
    }

    /// Counts what became of a job of `receiver`.
    pub(super) fn finish(&self, receiver: usize, outcome: &Outcome, retries: u64) {
        let mut state = self.state();
        if let Some(held) = state.by_receiver.get_mut(&receiver) {
            *held = held.saturating_sub(1);
        }
        let counters = &mut state.counters;
        counters.retries += retries;
        counters.queued = counters.queued.saturating_sub(1);
        match outcome {
            Outcome::Delivered => counters.delivered += 1,
            Outcome::Failed => counters.failed += 1,
            Outcome::TooOld => counters.dropped_old += 1,
            Outcome::Closed => counters.dropped_closed += 1,
        }
        self.queued.send_replace(counters.queued);
    }

    pub(super) fn counters(&self) -> SenderCounters {
        self.state().counters
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
    }

    /// Waits until nothing waits and nothing is on its way.
    pub(super) async fn drained(&self) {
        // Fails only when the sender is gone, and `self` holds it.
        let _ = self
            .queued
            .subscribe()
            .wait_for(|&queued| queued == 0)
            .await;
    }

    /// Lets every task drop what it has; returns how many events that were.
    pub(super) fn drop_all(&self) -> u64 {
        let left = self.state().counters.queued;
        self.dropping.send_replace(true);
        left
    }

    /// Waits until what waits is to be dropped.
    pub(super) async fn dropped(&self) {
        let _ = self
            .dropping
            .subscribe()
            .wait_for(|&dropping| dropping)
            .await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change under the lock is whole before anything can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Which events were received before: ids, as many as are allowed, as long as their tokens hold.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::Digest as _;

/// The ids of recent events: in hand, or done.
///
/// A token that is no longer valid lets nothing be received again, so its event's id is forgotten then. Ids are kept
/// as hashes: an id may be as long as a body.
pub(crate) struct ReplayWindow {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    entries: HashMap<Hash, Entry>,
    /// In the order they came. What was forgotten since stays here until its turn, or until it is most of it.
    order: VecDeque<Ticket>,
    /// Entries made so far.
    count: u64,
}

struct Entry {
    number: u64,
    is_done: bool,
    /// Seconds since the Unix epoch.
    until: u64,
}

/// Names one entry: an id that was forgotten and came again has another.
#[derive(Clone, Copy)]
pub(crate) struct Ticket {
    hash: Hash,
    number: u64,
}

/// Why an id cannot be taken in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Somebody has it in hand.
    InHand,
    /// It is done.
    Done,
}

type Hash = [u8; 32];

impl ReplayWindow {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            state: Mutex::default(),
        }
    }

    /// Takes `id` in hand and remembers it until `until`, unless it is known. Both times are seconds since the
    /// Unix epoch.
    pub(crate) fn begin(&self, id: &str, until: u64, now: u64) -> Result<Ticket, Known> {
        let hash = hash(id);
        let mut state = self.state();
        let state = &mut *state;
        match state.entries.get(&hash) {
            Some(known) if known.until > now => {
                return Err(if known.is_done {
                    Known::Done
                } else {
                    Known::InHand
                });
            }
            _ => {
                state.entries.remove(&hash);
            }
        }
        state.drop_first_while(|entry, _| entry.until <= now);
        state.drop_first_while(|_, count| count >= self.capacity);
        if state.order.len() >= self.capacity.saturating_mul(2) {
            let State { entries, order, .. } = state;
            order.retain(|ticket| is_live(entries, ticket));
        }
        state.count += 1;
        let ticket = Ticket {
            hash,
            number: state.count,
        };
        let entry = Entry {
            number: ticket.number,
            is_done: false,
            until,
        };
        state.entries.insert(hash, entry);
        state.order.push_back(ticket);
        Ok(ticket)
    }

    /// Remembers what was in hand as done.
    pub(crate) fn done(&self, ticket: &Ticket) {
        let mut state = self.state();
        if let Some(entry) = state.entries.get_mut(&ticket.hash)
            && entry.number == ticket.number
        {
            entry.is_done = true;
        }
    }

    /// Lets what was in hand be taken in hand anew.
    pub(crate) fn put_back(&self, ticket: &Ticket) {
        let mut state = self.state();
        if is_live(&state.entries, ticket) {
            state.entries.remove(&ticket.hash);
        }
    }

    /// Lets `id` be taken in hand anew, whoever had it.
    pub(crate) fn forget(&self, id: &str) {
        self.state().entries.remove(&hash(id));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock panics half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Drops the oldest as long as it was forgotten, or `is_over` says so of it and how many there are.
    fn drop_first_while(&mut self, is_over: impl Fn(&Entry, usize) -> bool) {
        while let Some(first) = self.order.front() {
            if is_live(&self.entries, first) {
                let entry = &self.entries[&first.hash];
                if !is_over(entry, self.entries.len()) {
                    return;
                }
                self.entries.remove(&first.hash);
            }
            self.order.pop_front();
        }
    }
}

fn is_live(entries: &HashMap<Hash, Entry>, ticket: &Ticket) -> bool {
    entries
        .get(&ticket.hash)
        .is_some_and(|entry| entry.number == ticket.number)
}

impl fmt::Debug for ReplayWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplayWindow")
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}

fn hash(id: &str) -> Hash {
    sha2::Sha256::digest(id).into()
}

#[cfg(test)]
mod tests;

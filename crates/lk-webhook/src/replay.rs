//! Which events were received before: ids, as many as are allowed, as long as their tokens hold.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::Digest as _;

/// The ids of recent events.
///
/// A token that is no longer valid lets nothing be received again, so its event's id is forgotten then. Ids are kept
/// as hashes: an id may be as long as a body.
pub(crate) struct ReplayWindow {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What is remembered, with the entry of `order` that holds it.
    entries: HashMap<Hash, u64>,
    order: VecDeque<Entry>,
    /// Entries made so far.
    count: u64,
}

struct Entry {
    hash: Hash,
    number: u64,
    /// Seconds since the Unix epoch.
    until: u64,
}

type Hash = [u8; 32];

impl ReplayWindow {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            state: Mutex::default(),
        }
    }

    /// Remembers `id` until `until`; false if it is remembered already. Both times are seconds since the Unix epoch.
    pub(crate) fn remember(&self, id: &str, until: u64, now: u64) -> bool {
        let hash = hash(id);
        let mut state = self.state();
        let state = &mut *state;
        while state.order.front().is_some_and(|first| first.until <= now) {
            state.drop_first();
        }
        if state.entries.contains_key(&hash) {
            return false;
        }
        while state.order.len() >= self.capacity {
            state.drop_first();
        }
        state.count += 1;
        let number = state.count;
        state.entries.insert(hash, number);
        state.order.push_back(Entry {
            hash,
            number,
            until,
        });
        true
    }

    /// Lets `id` be remembered anew.
    pub(crate) fn forget(&self, id: &str) {
        // What `order` still holds of it takes its place until its turn to go comes.
        self.state().entries.remove(&hash(id));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock panics half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn drop_first(&mut self) {
        if let Some(first) = self.order.pop_front()
            && self.entries.get(&first.hash) == Some(&first.number)
        {
            self.entries.remove(&first.hash);
        }
    }
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
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_once_until_its_time_is_over() {
        let window = ReplayWindow::new(10);
        assert!(window.remember("a", 100, 50));
        assert!(!window.remember("a", 100, 99));
        assert!(window.remember("a", 200, 100));
        assert!(!window.remember("a", 200, 101));
    }

    #[test]
    fn the_oldest_goes_when_there_is_no_room() {
        let window = ReplayWindow::new(2);
        for id in ["a", "b", "c"] {
            assert!(window.remember(id, 100, 0));
        }
        assert!(!window.remember("b", 100, 0) && !window.remember("c", 100, 0));
        assert!(window.remember("a", 100, 0));
        assert_eq!(window.state().order.len(), 2);
        assert_eq!(window.state().entries.len(), 2);
    }

    #[test]
    fn what_was_forgotten_and_came_again_is_not_dropped_with_its_first_entry() {
        let window = ReplayWindow::new(2);
        assert!(window.remember("a", 100, 0));
        window.forget("a");
        assert!(window.remember("a", 100, 0));
        assert!(window.remember("b", 100, 0));
        assert!(!window.remember("a", 100, 0));
    }
}

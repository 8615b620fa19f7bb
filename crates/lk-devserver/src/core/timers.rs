//! Deadlines by name: one of each, the earliest first.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// A set of named deadlines. Setting one again moves it.
#[derive(Debug)]
pub(crate) struct Timers<K> {
    by_key: BTreeMap<K, Instant>,
    by_time: BTreeSet<(Instant, K)>,
}

impl<K: Copy + Ord> Timers<K> {
    pub(crate) fn new() -> Self {
        Self {
            by_key: BTreeMap::new(),
            by_time: BTreeSet::new(),
        }
    }

    /// Sets or moves the deadline of `key`.
    pub(crate) fn set(&mut self, key: K, at: Instant) {
        if let Some(old) = self.by_key.insert(key, at) {
            if old == at {
                return;
            }
            self.by_time.remove(&(old, key));
        }
        self.by_time.insert((at, key));
    }

    /// Sets the deadline of `key` unless it has one.
    pub(crate) fn set_if_unset(&mut self, key: K, at: Instant) {
        if !self.by_key.contains_key(&key) {
            self.set(key, at);
        }
    }

    pub(crate) fn cancel(&mut self, key: K) {
        if let Some(old) = self.by_key.remove(&key) {
            self.by_time.remove(&(old, key));
        }
    }

    /// Forgets every deadline whose name `unwanted` picks.
    pub(crate) fn cancel_all(&mut self, unwanted: impl Fn(&K) -> bool) {
        let keys: Vec<K> = self
            .by_key
            .keys()
            .copied()
            .filter(|key| unwanted(key))
            .collect();
        for key in keys {
            self.cancel(key);
        }
    }

    pub(crate) fn earliest(&self) -> Option<Instant> {
        self.by_time.first().map(|&(at, _)| at)
    }

    /// Takes out the earliest deadline that is due.
    pub(crate) fn pop_due(&mut self, now: Instant) -> Option<K> {
        let &(at, key) = self.by_time.first()?;
        if at > now {
            return None;
        }
        self.cancel(key);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_deadline_set_again_fires_once_at_its_new_time() {
        let start = Instant::now();
        let mut timers = Timers::new();
        timers.set('a', start + Duration::from_secs(1));
        timers.set('b', start + Duration::from_secs(2));
        timers.set('a', start + Duration::from_secs(3));

        assert_eq!(timers.earliest(), Some(start + Duration::from_secs(2)));
        assert_eq!(timers.pop_due(start + Duration::from_secs(1)), None);
        assert_eq!(timers.pop_due(start + Duration::from_secs(9)), Some('b'));
        assert_eq!(timers.pop_due(start + Duration::from_secs(9)), Some('a'));
        assert_eq!(timers.pop_due(start + Duration::from_secs(9)), None);
    }

    #[test]
    fn a_cancelled_deadline_never_fires() {
        let start = Instant::now();
        let mut timers = Timers::new();
        timers.set(1, start);
        timers.set(2, start);
        timers.cancel_all(|key| *key == 1);
        assert_eq!(timers.pop_due(start), Some(2));
        assert_eq!(timers.earliest(), None);
    }
}

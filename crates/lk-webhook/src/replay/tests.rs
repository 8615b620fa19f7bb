//! What is known, for how long, and how much of it.

use super::*;

/// Takes `id` in hand and is done with it at once.
fn remember(window: &ReplayWindow, id: &str, until: u64, now: u64) -> bool {
    let ticket = window.begin(id, until, now);
    if let Ok(ticket) = &ticket {
        window.done(ticket);
    }
    ticket.is_ok()
}

#[test]
fn an_id_counts_once_until_its_time_is_over() {
    let window = ReplayWindow::new(10);
    assert!(remember(&window, "a", 100, 50));
    assert!(!remember(&window, "a", 100, 99));
    assert!(remember(&window, "a", 200, 100));
    assert!(!remember(&window, "a", 200, 101));
}

#[test]
fn a_time_that_is_over_counts_behind_a_longer_one() {
    let window = ReplayWindow::new(10);
    assert!(remember(&window, "long", 1000, 0));
    assert!(remember(&window, "short", 10, 0));
    assert!(remember(&window, "short", 20, 10));
    assert!(!remember(&window, "short", 20, 19) && !remember(&window, "long", 1000, 19));
}

#[test]
fn the_oldest_goes_when_there_is_no_room() {
    let window = ReplayWindow::new(2);
    for id in ["a", "b", "c"] {
        assert!(remember(&window, id, 100, 0));
    }
    assert!(!remember(&window, "b", 100, 0) && !remember(&window, "c", 100, 0));
    assert!(remember(&window, "a", 100, 0));
    assert_eq!(window.state().order.len(), 2);
    assert_eq!(window.state().entries.len(), 2);
}

#[test]
fn what_is_in_hand_is_known_as_such_until_it_is_done_or_put_back() {
    let window = ReplayWindow::new(2);
    let first = window.begin("a", 100, 0).expect("new");
    assert_eq!(window.begin("a", 100, 0).err(), Some(Known::InHand));
    window.put_back(&first);
    let second = window.begin("a", 100, 0).expect("put back");
    // Whoever had it first has no say in it any more.
    window.put_back(&first);
    window.done(&first);
    assert_eq!(window.begin("a", 100, 0).err(), Some(Known::InHand));
    window.done(&second);
    assert_eq!(window.begin("a", 100, 0).err(), Some(Known::Done));
}

#[test]
fn what_is_forgotten_again_and_again_pushes_nothing_out() {
    let window = ReplayWindow::new(3);
    assert!(remember(&window, "keep", 100, 0));
    for _ in 0..100 {
        let ticket = window.begin("broken", 100, 0).expect("put back each time");
        window.put_back(&ticket);
    }
    assert!(!remember(&window, "keep", 100, 0));
    assert!(window.state().order.len() <= 6, "and takes no memory");
    for id in ["b", "c"] {
        assert!(remember(&window, id, 100, 0));
    }
    assert!(!remember(&window, "keep", 100, 0), "three have room");
}

#[test]
fn what_was_forgotten_and_came_again_is_not_dropped_with_its_first_entry() {
    let window = ReplayWindow::new(2);
    assert!(remember(&window, "a", 100, 0));
    window.forget("a");
    assert!(remember(&window, "a", 100, 0));
    assert!(remember(&window, "b", 100, 0));
    assert!(!remember(&window, "a", 100, 0));
}

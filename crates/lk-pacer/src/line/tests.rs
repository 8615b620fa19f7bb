//! What is dropped together, and that nothing of it stays.

use super::*;
use crate::testing::Part;

/// A line in which so many bytes have room.
struct Narrow(Line<Part, usize>, usize);

impl Narrow {
    /// Queues a packet; says which packets of all came back.
    fn push(&mut self, part: Part, number: usize) -> Vec<usize> {
        let fits = self.0.bytes() + part.size <= self.1;
        let dropped = self.0.push(part, number, fits);
        dropped.into_iter().map(|(_, number)| number).collect()
    }

    fn rest(&mut self) -> Vec<usize> {
        std::iter::from_fn(|| self.0.pop().map(|(_, number)| number)).collect()
    }
}

fn narrow(bytes: usize) -> Narrow {
    Narrow(Line::new(), bytes)
}

fn part(stream: u32, frame: u64) -> Part {
    Part::video(1000).stream(stream).frame(frame)
}

#[test]
fn frames_that_come_between_one_another_leave_no_crumb() {
    let mut line = narrow(5000);
    let mut dropped = Vec::new();
    for number in 0..12 {
        dropped.push(line.push(part(1, [100, 200][number % 2]), number));
    }
    // The sixth does not fit and frees three places, which the other frame outgrows as well.
    assert_eq!(dropped[5], [1, 3, 5]);
    assert_eq!((&dropped[7], &dropped[9]), (&vec![7], &vec![9]));
    assert_eq!(dropped[10], [0, 2, 4, 6, 8, 10]);
    assert_eq!(dropped[11], [11]);
    assert!(line.rest().is_empty());
}

#[test]
fn of_a_frame_that_has_left_in_part_only_the_rest_goes() {
    let mut line = narrow(3000);
    for number in 0..3 {
        assert!(line.push(part(1, 7), number).is_empty());
    }
    assert_eq!(line.0.pop().map(|(_, number)| number), Some(0));
    assert!(line.push(part(1, 7), 3).is_empty());
    assert_eq!(line.push(part(1, 7), 4), [1, 2, 3, 4]);
    assert_eq!(
        line.push(part(1, 7), 5),
        [5],
        "what still comes of it goes too"
    );
    assert!(line.0.is_empty());
}

#[test]
fn a_number_is_free_again_when_eight_other_frames_have_come() {
    let mut line = narrow(1000);
    assert!(line.push(part(1, 0), 0).is_empty());
    assert_eq!(line.push(part(1, 1), 1), [1]);
    line.rest();
    for frame in 2..9 {
        assert!(line.push(part(1, frame), 0).is_empty());
        line.rest();
        let other = line.push(part(2, 1), 0);
        assert!(other.is_empty(), "streams have numbers of their own");
        line.rest();
    }
    // As long as something comes of it, it is not forgotten.
    assert_eq!(line.push(part(1, 1), 2), [2]);
    for frame in 10..18 {
        assert!(line.push(part(1, frame), 0).is_empty());
        line.rest();
    }
    assert!(line.push(part(1, 1), 3).is_empty());
}

#[test]
fn what_is_taken_out_of_the_middle_holds_no_places_for_long() {
    let mut line = narrow(usize::MAX);
    assert!(line.push(part(1, 0), 0).is_empty());
    for round in 0..1000_u64 {
        for number in 0..100 {
            assert!(line.push(part(2, round), number).is_empty());
        }
        assert!(line.push(part(3, round), 0).is_empty());
        // A frame of another stream stands behind the one that goes.
        let (full, dropped) = (part(2, round), 101);
        assert_eq!(line.0.push(full, 0, false).len(), dropped);
        let (places, packets) = (line.0.places.len(), line.0.packets());
        assert_eq!(packets as u64, round + 2);
        assert!(places <= 2 * packets + KEPT, "{places} for {packets}");
    }
    assert_eq!(line.rest().len(), 1001);
}

#[test]
fn a_stream_is_taken_back_with_the_memory_of_its_frames() {
    let mut line = narrow(4000);
    for number in 0..4 {
        assert!(line.push(part(number as u32 % 2, 0), number).is_empty());
    }
    assert_eq!(line.push(part(1, 0), 4), [1, 3, 4]);
    let taken = line.0.take_stream(1);
    assert!(taken.is_empty());
    assert!(
        line.push(part(1, 0), 5).is_empty(),
        "its frame was forgotten"
    );
    let numbers: Vec<_> = line.0.take_stream(0).into_iter().map(|(_, n)| n).collect();
    assert_eq!(numbers, [0, 2]);
    assert_eq!((line.0.bytes(), line.rest()), (1000, vec![5]));
}

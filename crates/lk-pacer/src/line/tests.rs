//! What is dropped together, and that nothing of it stays.

use proptest::prelude::*;

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

/// What a line does, said plainly: everything is looked for from the front.
#[derive(Default)]
struct Plain {
    queued: Vec<(Part, usize)>,
    /// The stream that was used last first, and of each the newest frame.
    streams: Vec<(u32, Vec<Memory>)>,
}

/// A frame, whether it was dropped, and the numbers of those that were queued of it.
type Memory = (u64, bool, Vec<usize>);

impl Plain {
    fn push(&mut self, part: Part, number: usize, room: usize) -> Vec<usize> {
        let bytes: usize = self.queued.iter().map(|(part, _)| part.size).sum();
        let fits = bytes + part.size <= room;
        let mut linked = Vec::new();
        if let Some(id) = part.frame {
            let (_, dropped, numbers) = self.touch(part.stream, id);
            if *dropped {
                return vec![number];
            }
            if fits {
                numbers.push(number);
            } else {
                *dropped = true;
                linked = std::mem::take(numbers);
            }
        }
        if fits {
            self.queued.push((part, number));
            return Vec::new();
        }
        let mut gone = self.take(|(_, number)| linked.contains(number));
        gone.push(number);
        gone
    }

    fn touch(&mut self, stream: u32, id: u64) -> &mut Memory {
        let found = self.streams.iter().position(|(it, _)| *it == stream);
        let known = found.map_or((stream, Vec::new()), |at| self.streams.remove(at));
        self.streams.insert(0, known);
        self.streams.truncate(64);
        let frames = &mut self.streams[0].1;
        let found = frames.iter().position(|(it, ..)| *it == id);
        let known = found.map_or((id, false, Vec::new()), |at| frames.remove(at));
        frames.insert(0, known);
        frames.truncate(8);
        &mut frames[0]
    }

    fn take_stream(&mut self, stream: u32) -> Vec<usize> {
        self.streams.retain(|(it, _)| *it != stream);
        self.take(|(part, _)| part.stream == stream)
    }

    fn take(&mut self, goes: impl Fn(&(Part, usize)) -> bool) -> Vec<usize> {
        let gone = self.queued.extract_if(.., |queued| goes(queued));
        gone.map(|(_, number)| number).collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Push(Part),
    Pop,
    TakeStream(u32),
    Forget,
}

/// Steps with a handful of streams and frames, or with more than are remembered.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let counts = (
        prop_oneof![Just(3_u32), Just(90)],
        prop_oneof![Just(3_u64), Just(12)],
    );
    counts.prop_flat_map(|(streams, frames)| {
        let frame = prop::option::weighted(0.9, 0..frames);
        let part = (1..3000_usize, 0..streams, frame).prop_map(|(size, stream, frame)| {
            let part = Part::video(size).stream(stream);
            Step::Push(frame.map_or(part, |frame| part.frame(frame)))
        });
        let step = prop_oneof![
            60 => part,
            20 => Just(Step::Pop),
            2 => (0..streams).prop_map(Step::TakeStream),
            1 => Just(Step::Forget),
        ];
        prop::collection::vec(step, 1..300)
    })
}

proptest! {
    #[test]
    fn a_line_does_what_it_says_plainly(steps in steps(), room in 1..200_usize) {
        let room = room * 1000;
        let (mut line, mut plain) = (narrow(room), Plain::default());
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Push(part) => {
                    prop_assert_eq!(line.push(part, number), plain.push(part, number, room));
                }
                Step::Pop => {
                    let left = (!plain.queued.is_empty()).then(|| plain.queued.remove(0).1);
                    prop_assert_eq!(line.0.pop().map(|(_, number)| number), left);
                }
                Step::TakeStream(stream) => {
                    let taken = line.0.take_stream(stream).into_iter();
                    let taken: Vec<_> = taken.map(|(_, number)| number).collect();
                    prop_assert_eq!(taken, plain.take_stream(stream));
                }
                Step::Forget => {
                    line.0.forget();
                    plain.streams.clear();
                }
            }
            let first = line.0.front().map(|(_, number)| *number);
            prop_assert_eq!(first, plain.queued.first().map(|(_, number)| *number));
            let bytes = plain.queued.iter().map(|(part, _)| part.size).sum::<usize>();
            prop_assert_eq!((line.0.packets(), line.0.bytes()), (plain.queued.len(), bytes));
        }
    }
}

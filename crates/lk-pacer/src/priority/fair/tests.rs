//! That the tops of both heaps tell the truth, whatever came before.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::testing::Part;

#[derive(Debug, Clone, Copy)]
enum Step {
    Push(Part),
    Pop,
    PopOldest,
    TakeStream(u32),
}

/// Steps of a few streams, or of more than have lanes of their own.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop_oneof![Just(4_u32), Just(12), Just(400)].prop_flat_map(|streams| {
        let part = (1..1500_usize, 0..streams, 0..5_u64).prop_map(|(size, stream, frame)| {
            Step::Push(Part::video(size).stream(stream).frame(frame))
        });
        let step = prop_oneof![
            12 => part,
            6 => Just(Step::Pop),
            2 => Just(Step::PopOldest),
            1 => (0..streams).prop_map(Step::TakeStream),
        ];
        prop::collection::vec(step, 1..400)
    })
}

proptest! {
    #[test]
    fn whose_turn_it_is_and_who_waits_longest_is_seen_at_the_tops(steps in steps(), room in 1..400_usize) {
        let mut queue = FairQueue::new(room * 1000);
        let mut now = 0;
        for (number, step) in steps.into_iter().enumerate() {
            // Some come at the same time.
            now += number as u64 % 3;
            match step {
                Step::Push(part) => drop(queue.push(part, now)),
                Step::Pop => drop(queue.pop()),
                Step::PopOldest => {
                    let oldest = queue.oldest();
                    prop_assert_eq!(queue.pop_oldest().map(|(_, came)| came), oldest);
                }
                Step::TakeStream(stream) => {
                    let taken = queue.take_stream(stream);
                    prop_assert!(taken.iter().all(|(part, _)| part.stream == stream));
                }
            }
            let waiting = || queue.lanes.iter().enumerate().filter(|(_, lane)| !lane.line.is_empty());
            let turn = waiting().map(|(at, lane)| (lane.tag, at)).min();
            prop_assert_eq!(queue.turns.peek().map(|Reverse(turn)| *turn), turn);
            let came = waiting().filter_map(|(_, lane)| lane.line.front()).map(|(_, came)| *came).min();
            prop_assert_eq!(queue.oldest(), came);
            let sums = waiting().map(|(_, lane)| (lane.line.packets(), lane.line.bytes()));
            let (packets, bytes) = sums.fold((0, 0), |sum, lane| (sum.0 + lane.0, sum.1 + lane.1));
            prop_assert_eq!((queue.packets, queue.bytes()), (packets, bytes));
            prop_assert!(queue.turns.len() <= queue.lanes.len() && queue.ages.len() <= queue.lanes.len());
        }
    }
}

//! When each packet leaves, and that none leaves too late or too many at once.

use proptest::prelude::*;

use super::*;
use crate::testing::{Part, departures, micros};

/// 1250 bytes at 1 Mbit/s: 10 ms.
const STEP: u64 = 10_000;

fn bucket() -> LeakyBucket<Part> {
    LeakyBucket::new(Bitrate::from_mbps(1))
}

#[test]
fn packets_leave_at_the_rate() {
    let arrivals = vec![(micros(0), Part::video(1250)); 4];
    let left = departures(&mut bucket(), arrivals);
    assert_eq!(left, [0, STEP, 2 * STEP, 3 * STEP].map(micros));
}

#[test]
fn a_small_packet_is_not_delayed_as_a_large_one() {
    let sizes = [125, 1250, 125, 125];
    let arrivals = sizes.map(|size| (micros(0), Part::video(size)));
    let left = departures(&mut bucket(), arrivals.into());
    assert_eq!(left, [0, 1_000, 11_000, 12_000].map(micros));
}

#[test]
fn a_pause_earns_nothing() {
    let mut arrivals = vec![(micros(0), Part::video(1250))];
    arrivals.extend(vec![(micros(500_000), Part::video(1250)); 3]);
    let left = departures(&mut bucket(), arrivals);
    assert_eq!(left, [0, 500_000, 510_000, 520_000].map(micros));
}

#[test]
fn a_debt_outlasts_an_empty_queue() {
    let arrivals = [0, 4_000, 15_000].map(|at| (micros(at), Part::video(1250)));
    let left = departures(&mut bucket(), arrivals.into());
    assert_eq!(left, [0, 10_000, 20_000].map(micros));
}

#[test]
fn lateness_of_the_caller_is_made_up_for() {
    let (mut pacer, start) = (bucket(), Instant::now());
    for _ in 0..6 {
        assert!(pacer.enqueue(Part::video(1250), start).is_empty());
    }
    let polled = |pacer: &mut LeakyBucket<Part>, at| {
        std::iter::from_fn(|| pacer.poll(start + micros(at))).count()
    };
    assert_eq!(polled(&mut pacer, 0), 1);
    assert_eq!(polled(&mut pacer, 13_000), 1);
    // 3 ms late before, and due at 20 ms all the same.
    assert_eq!(pacer.next_wake(), Some(start + micros(20_000)));
    // After a long sleep only 10 ms are made up for: one packet, and the one that is due.
    assert_eq!(polled(&mut pacer, 300_000), 2);
}

#[test]
fn the_rate_rises_so_that_nothing_waits_too_long() {
    let mut pacer = bucket().max_latency(Duration::from_millis(20));
    let arrivals = vec![(micros(0), Part::video(1250)); 8];
    let left = departures(&mut pacer, arrivals);
    // Eight packets within 20 ms: one each 2.5 ms.
    assert_eq!(
        left,
        [0, 2500, 5000, 7500, 10_000, 12_500, 15_000, 17_500].map(micros)
    );
    assert_eq!(pacer.effective_rate(), Bitrate::from_mbps(1));
}

#[test]
fn a_new_rate_holds_at_once() {
    let (mut pacer, start) = (bucket(), Instant::now());
    for _ in 0..3 {
        assert!(pacer.enqueue(Part::video(1250), start).is_empty());
    }
    assert!(pacer.poll(start).is_some());
    // Half of the pause is over; the rest passes ten times as fast.
    pacer.set_rate(Bitrate::from_mbps(10), start + micros(5_000));
    assert_eq!(pacer.next_wake(), Some(start + micros(5_500)));
}

#[test]
fn what_a_dropped_frame_called_for_goes_with_it() {
    let mut pacer = LeakyBucket::new(Bitrate::from_kbps(100))
        .max_latency(Duration::from_millis(100))
        .max_queue(100_000);
    let start = Instant::now();
    for _ in 0..5 {
        assert!(pacer.enqueue(Part::video(1000).frame(1), start).is_empty());
    }
    let needed = Bitrate::from_kbps(400);
    assert_eq!(pacer.effective_rate(), needed);
    let dropped = (0..120).flat_map(|_| pacer.enqueue(Part::video(1000).frame(2), start));
    assert_eq!(dropped.count(), 120);
    assert_eq!(pacer.effective_rate(), needed);
    for at in [0, 20_000, 40_000, 60_000, 80_000] {
        assert_eq!(pacer.next_wake(), Some(start + micros(at)));
        assert!(pacer.poll(start + micros(at)).is_some());
    }
}

#[test]
fn without_a_limit_the_rate_is_never_raised() {
    let mut pacer = bucket().without_latency_limit();
    let left = departures(&mut pacer, vec![(micros(0), Part::video(1250)); 1000]);
    assert_eq!(left.last(), Some(&micros(9_990_000)));
}

#[test]
fn with_a_limit_of_zero_all_leave_at_once() {
    let mut pacer = bucket().max_latency(Duration::ZERO);
    let left = departures(&mut pacer, vec![(micros(0), Part::video(1250)); 10]);
    assert!(left.iter().all(|at| *at < micros(1)), "{left:?}");
}

/// What may happen to a pacer.
#[derive(Debug, Clone, Copy)]
enum Step {
    Enqueue(Part),
    Poll,
    Remove(u32),
    Rate(u64),
}

fn steps() -> impl Strategy<Value = Vec<(u64, Step)>> {
    let part = (1..1500_usize, 0..3_u32, 0..6_u64).prop_map(|(size, stream, frame)| {
        Step::Enqueue(Part::video(size).stream(stream).frame(frame))
    });
    let step = prop_oneof![
        12 => part,
        4 => Just(Step::Poll),
        1 => (0..3_u32).prop_map(Step::Remove),
        1 => (50..500_u64).prop_map(Step::Rate),
    ];
    let gap = prop_oneof![2 => Just(0), 1 => 0..20_000_u64];
    prop::collection::vec((gap, step), 1..300)
}

proptest! {
    #[test]
    fn the_rate_is_what_the_packets_that_wait_call_for(steps in steps(), limit in 10..200_u64, room in 2..30_usize) {
        let limit = Duration::from_millis(limit);
        let mut rate = Bitrate::from_kbps(200);
        let mut pacer = LeakyBucket::new(rate).max_latency(limit).max_queue(room * 1000);
        let mut now = Instant::now();
        // What waits, each with the bytes up to its end when it came, less what was dropped of them.
        let mut waiting: Vec<(Part, u64)> = Vec::new();
        for (gap, step) in steps {
            now += micros(gap);
            let mut gone = Vec::new();
            match step {
                Step::Enqueue(part) => {
                    // Nothing is late here, so that the debt is that of before.
                    pacer.pass(now);
                    let bytes: usize = waiting.iter().map(|(part, _)| part.size).sum();
                    let ahead = (bytes + part.size) as u64 + pacer.budget.debt_bytes();
                    waiting.push((part, ahead));
                    gone = pacer.enqueue(part, now);
                }
                Step::Poll => if let Some(left) = pacer.poll(now) {
                    prop_assert_eq!(left, waiting.remove(0).0);
                },
                Step::Remove(stream) => gone = pacer.remove(stream, now),
                Step::Rate(kbps) => {
                    rate = Bitrate::from_kbps(kbps);
                    pacer.set_rate(rate, now);
                }
            }
            for part in gone {
                let at = waiting.iter().rposition(|(it, _)| *it == part);
                let (part, _) = waiting.remove(at.expect("what comes back was there"));
                for (_, ahead) in &mut waiting[at.unwrap()..] {
                    *ahead -= part.size as u64;
                }
            }
            let called_for = waiting.iter().map(|(_, ahead)| rate_for(*ahead, limit)).max();
            prop_assert_eq!(pacer.effective_rate(), called_for.map_or(rate, |it| it.max(rate)));
            prop_assert_eq!(pacer.queued_bytes(), waiting.iter().map(|(part, _)| part.size).sum::<usize>());
        }
    }
}

fn script() -> impl Strategy<Value = Vec<(Duration, Part)>> {
    prop::collection::vec((0..20_000_u64, 1..1500_usize), 1..200).prop_map(|steps| {
        let mut at = 0;
        let arrival = |(gap, size)| {
            at += gap;
            (micros(at), Part::video(size))
        };
        steps.into_iter().map(arrival).collect()
    })
}

proptest! {
    #[test]
    fn every_packet_leaves_in_order_and_in_time(arrivals in script(), kbps in 100..5000_u64, limit in 1..500_u64) {
        let limit = Duration::from_millis(limit);
        let mut pacer = LeakyBucket::new(Bitrate::from_kbps(kbps)).max_latency(limit);
        let left = departures(&mut pacer, arrivals.clone());
        prop_assert_eq!(left.len(), arrivals.len());
        for ((arrived, _), left) in arrivals.iter().zip(&left) {
            prop_assert!(left >= arrived);
            // A rate in whole bits and times in whole nanoseconds: some of these at most.
            prop_assert!(*left - *arrived <= limit + micros(1), "{:?} for {:?}", *left - *arrived, limit);
        }
    }

    #[test]
    fn the_rate_holds_over_any_stretch(arrivals in script(), kbps in 100..5000_u64) {
        // Without a limit worth the name.
        let rate = Bitrate::from_kbps(kbps);
        let mut pacer = LeakyBucket::new(rate).without_latency_limit();
        let left = departures(&mut pacer, arrivals.clone());
        for first in 0..left.len() {
            let mut bytes = 0;
            for last in first..left.len() {
                // What has left before the last one is paid for when that leaves.
                let span = left[last] - left[first];
                let paid = rate.bps() as f64 * span.as_secs_f64() / 8.0;
                prop_assert!(bytes as f64 <= paid + 1.0);
                bytes += arrivals[last].1.size();
            }
        }
    }
}

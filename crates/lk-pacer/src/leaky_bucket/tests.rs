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
        let mut pacer = LeakyBucket::new(rate).max_latency(Duration::from_secs(100_000));
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

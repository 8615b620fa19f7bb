//! Who leaves before whom, and when.

use proptest::prelude::*;

use super::*;
use crate::testing::{Part, departures, micros, run};

/// 1250 bytes at 1 Mbit/s: 10 ms.
fn pacer() -> Priority<Part> {
    Priority::new(Bitrate::from_mbps(1))
}

#[test]
fn the_urgent_leaves_first_and_audio_at_once() {
    let at = |class| (micros(0), Part::new(class, 1250));
    let order = [
        Class::Padding,
        Class::Video,
        Class::Retransmission,
        Class::Audio,
    ];
    let left = run(&mut pacer(), order.map(at).into());
    let classes: Vec<_> = left.iter().map(|(at, part)| (*at, part.class)).collect();
    assert_eq!(
        classes,
        [
            (micros(0), Class::Audio),
            (micros(10_000), Class::Retransmission),
            (micros(20_000), Class::Video),
            (micros(30_000), Class::Padding),
        ]
    );
}

#[test]
fn audio_counts_towards_the_rate_and_never_waits() {
    let mut arrivals = vec![(micros(0), Part::video(1250)); 2];
    arrivals.push((micros(3_000), Part::new(Class::Audio, 125)));
    arrivals.push((micros(4_000), Part::new(Class::Audio, 125)));
    let left = departures(&mut pacer(), arrivals);
    assert_eq!(left, [0, 3_000, 4_000, 12_000].map(micros));
}

#[test]
fn streams_take_turns_by_bytes() {
    let mut arrivals = vec![(micros(0), Part::video(1000).stream(1)); 4];
    arrivals.extend(vec![(micros(0), Part::video(500).stream(2)); 4]);
    let left = run(&mut pacer(), arrivals);
    let streams: Vec<_> = left.iter().map(|(_, part)| part.stream).collect();
    assert_eq!(streams, [1, 2, 2, 1, 2, 2, 1, 1]);
}

#[test]
fn an_idle_stream_is_not_owed_the_past() {
    let mut arrivals = vec![(micros(0), Part::video(1000).stream(1)); 10];
    // Stream 1 has sent 5000 bytes by now.
    arrivals.extend(vec![(micros(39_000), Part::video(1000).stream(2)); 3]);
    let left = run(&mut pacer(), arrivals);
    let late: Vec<_> = left[5..].iter().map(|(_, part)| part.stream).collect();
    assert_eq!(late, [2, 1, 2, 1, 2, 1, 1, 1]);
}

#[test]
fn a_stream_that_comes_second_does_not_pass_one_that_sent_for_long() {
    let (mut pacer, mut now) = (pacer(), Instant::now());
    for _ in 0..1000 {
        assert!(pacer.enqueue(Part::video(1250).stream(1), now).is_empty());
        assert!(pacer.poll(now).is_some(), "it never waits");
        now += micros(10_000);
    }
    let burst = |stream| vec![(micros(0), Part::video(1250).stream(stream)); 20];
    let left = run(&mut pacer, [burst(2), burst(1)].concat());
    let streams: Vec<_> = left.iter().map(|(_, part)| part.stream).collect();
    assert_eq!(streams, [1, 2].repeat(20));
}

#[test]
fn streams_beyond_those_with_a_turn_share_one_and_keep_their_order() {
    let mut pacer = pacer().without_latency_limit();
    let count = MAX_STREAMS as u32 + 40;
    let mut arrivals = Vec::new();
    for frame in 0..4 {
        arrivals.extend((0..count).map(|n| (micros(0), Part::video(100).stream(n).frame(frame))));
    }
    // Old lanes are free by then, and one that shared comes again.
    arrivals.extend((0..4).map(|n| (micros(10_000_000), Part::video(100).stream(count + n))));
    let left = run(&mut pacer, arrivals);
    assert_eq!(left.len(), 4 * count as usize + 4);
    let own = MAX_STREAMS as u32;
    let of = |n| left.iter().filter(move |(_, part)| part.stream == n);
    for n in 0..count {
        let frames: Vec<_> = of(n).filter_map(|(_, part)| part.frame).collect();
        assert_eq!(frames, [0, 1, 2, 3]);
    }
    // The first of each stream with a turn leaves in the first round, of the others one.
    let first: Vec<_> = left[..=own as usize]
        .iter()
        .map(|(_, part)| part.stream)
        .collect();
    assert_eq!(first, (0..=own).collect::<Vec<_>>());
    assert!(
        pacer
            .queues
            .iter()
            .all(|queue| queue.lanes() <= MAX_STREAMS + 1)
    );
}

#[test]
fn a_removed_stream_leaves_nothing_behind() {
    let (mut pacer, now) = (pacer(), Instant::now());
    for n in 0..6 {
        let class = [Class::Video, Class::Retransmission][n % 2];
        let part = Part::new(class, 1000).stream(n as u32 % 3);
        assert!(pacer.enqueue(part, now).is_empty());
    }
    let rate = pacer.max_latency(Duration::from_millis(20));
    let mut pacer = rate;
    pacer.set_rate(Bitrate::from_mbps(1), now);
    assert_eq!(pacer.effective_rate(), Bitrate::from_kbps(2_400));
    let removed = pacer.remove(1, now);
    assert_eq!(removed.len(), 2);
    assert!(removed.iter().all(|part| part.stream == 1));
    assert_eq!(pacer.effective_rate(), Bitrate::from_kbps(1_600));
    for stream in [0, 2] {
        assert_eq!(pacer.remove(stream, now).len(), 2);
    }
    assert_eq!((pacer.queued_bytes(), pacer.next_wake()), (0, None));
    assert_eq!(pacer.effective_rate(), Bitrate::from_mbps(1));
}

#[test]
fn without_a_limit_the_rate_is_never_raised() {
    let mut pacer = pacer().without_latency_limit();
    let left = departures(&mut pacer, vec![(micros(0), Part::video(1250)); 1000]);
    assert_eq!(left.last(), Some(&micros(9_990_000)));
}

#[test]
fn with_a_limit_of_zero_all_but_padding_leaves_at_once() {
    let mut pacer = pacer().max_latency(Duration::ZERO);
    let mut arrivals = vec![(micros(0), Part::video(1250)); 3];
    arrivals.push((micros(0), Part::new(Class::Padding, 1250)));
    let left = departures(&mut pacer, arrivals);
    assert_eq!(left, [0, 0, 0, 30_000].map(micros));
}

#[test]
fn the_rate_rises_with_the_time_that_is_left() {
    let mut pacer = pacer().max_latency(Duration::from_millis(20));
    let left = departures(&mut pacer, vec![(micros(0), Part::video(1250)); 8]);
    assert!(left.last().unwrap() <= &micros(20_000), "{left:?}");
    assert_eq!(pacer.effective_rate(), Bitrate::from_mbps(1));
}

#[test]
fn who_is_always_overtaken_leaves_at_the_limit() {
    let mut pacer = pacer().max_latency(Duration::from_millis(50));
    // Retransmissions at the rate, so that nothing is left for the video behind them.
    let mut arrivals = vec![(micros(0), Part::video(1250))];
    for n in 0..20 {
        arrivals.push((micros(n * 10_000), Part::new(Class::Retransmission, 1250)));
    }
    let left = run(&mut pacer, arrivals);
    let (at, _) = left
        .iter()
        .find(|(_, part)| part.class == Class::Video)
        .unwrap();
    assert!(*at <= micros(50_000), "{at:?}");
}

#[test]
fn a_new_rate_holds_at_once() {
    let (mut pacer, start) = (pacer(), Instant::now());
    for _ in 0..3 {
        assert!(pacer.enqueue(Part::video(1250), start).is_empty());
    }
    assert!(pacer.poll(start).is_some());
    pacer.set_rate(Bitrate::from_mbps(10), start + micros(5_000));
    assert_eq!(pacer.next_wake(), Some(start + micros(5_500)));
}

#[test]
fn padding_raises_no_rate() {
    let mut pacer = pacer().max_latency(Duration::from_millis(20));
    let arrivals = vec![(micros(0), Part::new(Class::Padding, 1250)); 4];
    assert_eq!(
        departures(&mut pacer, arrivals),
        [0, 10_000, 20_000, 30_000].map(micros)
    );
}

#[test]
fn a_frame_that_does_not_fit_goes_as_a_whole() {
    let (mut pacer, now) = (pacer(), Instant::now());
    let mut dropped = Vec::new();
    for n in 0..60_u64 {
        dropped.extend(pacer.enqueue(Part::video(100_000).frame(n / 10), now));
    }
    let frames: Vec<_> = dropped.iter().map(|part| part.frame).collect();
    assert_eq!(frames, [[Some(4); 10], [Some(5); 10]].concat());
    assert_eq!(pacer.queued_bytes(), 4_000_000);
}

proptest! {
    #[test]
    fn everything_leaves_once_and_in_the_order_of_its_stream(
        steps in prop::collection::vec((0..15_000_u64, 1..1500_usize, 0..4_usize, 0..3_u32), 1..150),
        kbps in 100..5000_u64,
    ) {
        let mut at = 0;
        let arrivals: Vec<_> = steps.into_iter().zip(0..).map(|((gap, size, class, stream), n)| {
            at += gap;
            (micros(at), Part::new(Class::ALL[class], size).stream(stream).frame(n))
        }).collect();
        let mut pacer = Priority::new(Bitrate::from_kbps(kbps));
        let left = run(&mut pacer, arrivals.clone());
        prop_assert_eq!((left.len(), pacer.queued_bytes()), (arrivals.len(), 0));
        let mut last = std::collections::HashMap::new();
        for (at, part) in left {
            let arrived = arrivals[part.frame.unwrap() as usize].0;
            prop_assert!(at >= arrived);
            if part.class == Class::Audio {
                prop_assert_eq!(at, arrived);
            }
            let before = last.insert((part.class, part.stream), part.frame);
            prop_assert!(before.is_none_or(|before| before < part.frame));
        }
    }
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
    let part =
        (0..4_usize, 1..1500_usize, 0..3_u32, 0..6_u64).prop_map(|(class, size, stream, frame)| {
            Step::Enqueue(
                Part::new(Class::ALL[class], size)
                    .stream(stream)
                    .frame(frame),
            )
        });
    let step = prop_oneof![
        12 => part,
        6 => Just(Step::Poll),
        1 => (0..3_u32).prop_map(Step::Remove),
        1 => (50..500_u64).prop_map(Step::Rate),
    ];
    let gap = prop_oneof![2 => Just(0), 1 => 0..20_000_u64];
    prop::collection::vec((gap, step), 1..300)
}

proptest! {
    #[test]
    fn the_rate_is_what_waits_calls_for(steps in steps(), limit in 0..200_u64, room in 2..30_usize) {
        let limit = Duration::from_millis(limit);
        let mut rate = Bitrate::from_kbps(200);
        let mut pacer = Priority::new(rate).max_latency(limit).max_queue(room * 1000);
        let mut now = Instant::now();
        // What waits, each with the moment at which it came.
        let mut waiting: Vec<(Part, Instant)> = Vec::new();
        for (gap, step) in steps {
            now += micros(gap);
            let gone = match step {
                Step::Enqueue(part) => {
                    waiting.push((part, now));
                    pacer.enqueue(part, now)
                }
                Step::Poll => {
                    let left = pacer.poll(now);
                    if left.is_none() {
                        // Where nothing leaves, nothing is reckoned anew.
                        continue;
                    }
                    left.into_iter().collect()
                }
                Step::Remove(stream) => pacer.remove(stream, now),
                Step::Rate(kbps) => {
                    rate = Bitrate::from_kbps(kbps);
                    pacer.set_rate(rate, now);
                    Vec::new()
                }
            };
            for part in gone {
                // What is handed back is the newest, what leaves the oldest of those that look the same.
                let same = |(it, _): &(Part, Instant)| *it == part;
                let at = match step {
                    Step::Poll => waiting.iter().position(same),
                    _ => waiting.iter().rposition(same),
                };
                waiting.remove(at.expect("what goes was there"));
            }
            let counted = waiting.iter().filter(|(part, _)| is_counted(part.class));
            let waited: u128 = counted.clone().map(|(_, came)| (now - *came).as_nanos()).sum();
            let bytes: usize = counted.clone().map(|(part, _)| part.size).sum();
            let called_for = (bytes > 0).then(|| {
                let mean = Duration::from_nanos((waited / counted.count() as u128) as u64);
                let left = limit.saturating_sub(mean).max(Duration::from_millis(1));
                rate_for(bytes as u64 + pacer.budget.debt_bytes(), left)
            });
            prop_assert_eq!(pacer.effective_rate(), called_for.map_or(rate, |it| it.max(rate)));
        }
    }
}

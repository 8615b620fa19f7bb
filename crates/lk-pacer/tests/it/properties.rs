//! What holds for every pacer, whatever comes, however late it is polled and whenever its rate changes.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
struct Part {
    number: usize,
    size: usize,
    class: Class,
    stream: u32,
    frame: Option<u64>,
}

impl Packet for Part {
    fn size(&self) -> usize {
        self.size
    }

    fn class(&self) -> Class {
        self.class
    }

    fn stream(&self) -> u32 {
        self.stream
    }

    fn frame(&self) -> Option<u64> {
        self.frame
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Send {
        size: usize,
        class: Class,
        stream: u32,
        frame: u64,
    },
    Rate(u64),
}

/// What happened to one packet.
#[derive(Debug, Clone, Copy)]
struct Fate {
    part: Part,
    came: Duration,
    left: Option<Duration>,
}

#[derive(Debug)]
struct Run {
    fates: Vec<Fate>,
    /// Numbers of the packets that left, in their order.
    order: Vec<usize>,
}

/// How late the caller is at each of its wake-ups, going round.
type Lateness = Vec<u64>;

fn step() -> impl Strategy<Value = Step> {
    let send = (1..1500_usize, 0..8_u32, 0..40_u64).prop_map(|(size, stream, frame)| Step::Send {
        size,
        class: Class::ALL[stream as usize % 4],
        stream,
        frame,
    });
    prop_oneof![20 => send, 1 => (50..5000_u64).prop_map(Step::Rate)]
}

fn script() -> impl Strategy<Value = Vec<(u64, Step)>> {
    // Mostly bursts, as frames are.
    let gap = prop_oneof![3 => Just(0), 1 => 0..30_000_u64];
    prop::collection::vec((gap, step()), 1..200)
}

fn lateness() -> impl Strategy<Value = Lateness> {
    prop_oneof![Just(vec![0]), prop::collection::vec(0..MAX_LATE, 1..10)]
}

fn run(pacing: Pacing, script: &[(u64, Step)], lateness: &[u64]) -> Run {
    let mut pacer: Box<dyn Pacer<Part> + Send> = pacing.pacer();
    let start = Instant::now();
    let (mut fates, mut order) = (Vec::<Fate>::new(), Vec::new());
    let mut dropped = HashSet::new();
    let mut lateness = lateness.iter().cycle();
    let mut late = || Duration::from_micros(*lateness.next().unwrap());
    let mut at = start;
    let mut steps = script.iter();
    let mut next = steps
        .next()
        .map(|(gap, step)| (start + Duration::from_micros(*gap), step));
    let mut polled = start;
    loop {
        let wake = pacer.next_wake().map(|wake| wake.max(polled) + late());
        let now = match (next, wake) {
            (Some((when, _)), Some(wake)) => when.min(wake),
            (Some((when, _)), None) => when,
            (None, Some(wake)) => wake,
            (None, None) => break,
        };
        assert!(now >= at, "time goes on");
        at = now;
        if let Some((when, step)) = next.filter(|(when, _)| *when <= now) {
            match *step {
                Step::Rate(kbps) => pacer.set_rate(Bitrate::from_kbps(kbps), now),
                Step::Send {
                    size,
                    class,
                    stream,
                    frame,
                } => {
                    let number = fates.len();
                    let frame = (frame > 0).then_some(frame);
                    let part = Part {
                        number,
                        size,
                        class,
                        stream,
                        frame,
                    };
                    fates.push(Fate {
                        part,
                        came: when - start,
                        left: None,
                    });
                    for gone in pacer.enqueue(part, now) {
                        assert!(dropped.insert(gone.number), "nothing is handed back twice");
                        assert_eq!((gone.stream, gone.class), (stream, class));
                        assert!(gone.number == number || gone.frame == frame && frame.is_some());
                    }
                }
            }
            next = steps
                .next()
                .map(|(gap, step)| (when + Duration::from_micros(*gap), step));
            // Whoever sends looks at once.
        }
        while let Some(part) = pacer.poll(now) {
            assert!(
                !dropped.contains(&part.number),
                "what was handed back does not leave"
            );
            let fate = &mut fates[part.number];
            assert_eq!(fate.left.replace(now - start), None, "nothing leaves twice");
            order.push(part.number);
        }
        polled = now;
        assert!(pacer.next_wake().is_none_or(|wake| wake >= start));
    }
    assert_eq!(pacer.queued_bytes(), 0);
    for fate in &fates {
        assert!(
            fate.left.is_some() != dropped.contains(&fate.part.number),
            "nothing is lost"
        );
    }
    Run { fates, order }
}

proptest! {
    #[test]
    fn every_packet_leaves_or_is_handed_back_once_and_streams_keep_their_order(
        script in script(), lateness in lateness(), kbps in 50..5000_u64, kind in 0..4_usize, room in 1..40_usize,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let pacing = [
            Pacing::pass_through(),
            Pacing::spaced(Duration::from_micros(kbps)),
            Pacing::leaky_bucket(rate),
            Pacing::priority(rate),
        ][kind];
        let run = run(pacing.max_queue(room * 1000), &script, &lateness);
        let mut last = HashMap::new();
        for number in &run.order {
            let part = run.fates[*number].part;
            let line = if kind == 3 { (part.class, part.stream) } else { (Class::Audio, 0) };
            prop_assert!(last.insert(line, *number).is_none_or(|before| before < *number));
        }
    }

    #[test]
    fn no_packet_waits_longer_than_the_limit_whatever_comes(
        script in script(), lateness in lateness(), kbps in 50..5000_u64, limit in 1..500_u64,
        fair: bool, room in 10..100_usize,
    ) {
        let (rate, limit) = (Bitrate::from_kbps(kbps), Duration::from_millis(limit));
        let pacing = if fair { Pacing::priority(rate) } else { Pacing::leaky_bucket(rate) };
        let run = run(pacing.max_latency(limit).max_queue(room * 1000), &script, &lateness);
        let late = Duration::from_micros(lateness.iter().copied().max().unwrap());
        for Fate { part, came, left } in run.fates {
            let Some(left) = left else { continue };
            // A rate in whole bits and times in whole nanoseconds: some of these at most.
            let most = limit + late + Duration::from_micros(1);
            if !fair || matches!(part.class, Class::Retransmission | Class::Video) {
                prop_assert!(left - came <= most, "{:?} of {most:?}", left - came);
            } else if part.class == Class::Audio {
                prop_assert_eq!(left, came);
            }
        }
    }

    #[test]
    fn over_any_stretch_no_more_leaves_than_the_rate_allows(
        script in script(), lateness in lateness(), kbps in 50..5000_u64, fair: bool,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let pacing = if fair { Pacing::priority(rate) } else { Pacing::leaky_bucket(rate) };
        let script: Vec<_> = script.into_iter().filter(|(_, step)| match step {
            // Audio waits for nobody.
            Step::Send { class, .. } => *class != Class::Audio,
            Step::Rate(_) => false,
        }).collect();
        let run = run(pacing.max_latency(Duration::from_secs(100_000)), &script, &lateness);
        // Ten milliseconds of lateness are made up for.
        let slack = if lateness == [0] { 0.0 } else { 0.010 };
        let left: Vec<_> = run.order.iter().map(|number| run.fates[*number]).collect();
        for first in 0..left.len() {
            let mut bytes = 0;
            for last in &left[first..] {
                let span = (last.left.unwrap() - left[first].left.unwrap()).as_secs_f64();
                prop_assert!(f64::from(bytes) <= rate.bps() as f64 * (span + slack) / 8.0 + 1.0);
                bytes += last.part.size as u32;
            }
        }
    }
}

/// The caller is at most this late, in microseconds: as much as a pacer makes up for.
const MAX_LATE: u64 = 10_000;

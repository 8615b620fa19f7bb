//! A script of packets and rates, played to a pacer by a caller who is late at times.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) number: usize,
    pub(crate) size: usize,
    pub(crate) class: Class,
    pub(crate) stream: u32,
    pub(crate) frame: Option<u64>,
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
pub(crate) enum Step {
    Send {
        size: usize,
        class: Class,
        stream: u32,
        frame: u64,
    },
    /// In kilobits a second.
    Rate(u64),
}

/// Steps, each so many microseconds after the one before.
pub(crate) type Script = Vec<(u64, Step)>;

/// How late the caller is at each of its wake-ups, in microseconds, going round.
pub(crate) type Lateness = Vec<u64>;

/// What happened to one packet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fate {
    pub(crate) part: Part,
    pub(crate) came: Duration,
    pub(crate) left: Option<Duration>,
}

/// A moment at which the pacer was asked, and how things stood when it had no more to give.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    pub(crate) at: Duration,
    /// The rate that was set.
    pub(crate) rate: u64,
    /// Numbers of the packets that left.
    pub(crate) left: Vec<usize>,
    /// Numbers of those that wait.
    pub(crate) waiting: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Played {
    pub(crate) fates: Vec<Fate>,
    pub(crate) moments: Vec<Moment>,
}

impl Played {
    /// The packets that left, in their order.
    pub(crate) fn order(&self) -> impl Iterator<Item = Part> {
        let left = self.moments.iter().flat_map(|moment| &moment.left);
        left.map(|number| self.fates[*number].part)
    }
}

/// Up to 200 steps, mostly in bursts, as frames are.
pub(crate) fn script() -> impl Strategy<Value = Script> {
    let send =
        (1..MAX_SIZE + 1, 0..8_u32, 0..40_u64).prop_map(|(size, stream, frame)| Step::Send {
            size,
            class: Class::ALL[stream as usize % 4],
            stream,
            frame,
        });
    let step = prop_oneof![20 => send, 1 => (50..5000_u64).prop_map(Step::Rate)];
    let gap = prop_oneof![3 => Just(0), 1 => 0..30_000_u64];
    prop::collection::vec((gap, step), 1..200)
}

/// As late as a pacer makes up for, or not at all.
pub(crate) fn lateness() -> impl Strategy<Value = Lateness> {
    late_by(MADE_UP_FOR)
}

/// Late by up to so many microseconds, or not at all.
pub(crate) fn late_by(most: u64) -> impl Strategy<Value = Lateness> {
    prop_oneof![Just(vec![0]), prop::collection::vec(0..most, 1..10)]
}

/// Plays a script until nothing waits. Asserts that each packet leaves or comes back, and only once.
pub(crate) fn play(
    pacing: Pacing,
    rate: Bitrate,
    script: &[(u64, Step)],
    lateness: &[u64],
) -> Played {
    let mut pacer: Box<dyn Pacer<Part> + Send> = pacing.pacer();
    let start = Instant::now();
    let mut rate = rate.bps();
    let (mut fates, mut moments) = (Vec::<Fate>::new(), Vec::<Moment>::new());
    let (mut waiting, mut dropped) = (Vec::new(), HashSet::new());
    let mut lateness = lateness.iter().cycle();
    let mut late = || Duration::from_micros(*lateness.next().unwrap());
    let mut steps = script.iter();
    let mut next = steps
        .next()
        .map(|(gap, step)| (start + Duration::from_micros(*gap), step));
    let mut now = start;
    loop {
        let wake = pacer.next_wake().map(|wake| wake.max(now) + late());
        let then = match (next, wake) {
            (Some((when, _)), Some(wake)) => when.min(wake),
            (Some((when, _)), None) => when,
            (None, Some(wake)) => wake,
            (None, None) => break,
        };
        assert!(then >= now, "time goes on");
        now = then;
        if let Some((when, step)) = next.filter(|(when, _)| *when <= now) {
            match *step {
                Step::Rate(kbps) => {
                    let new = Bitrate::from_kbps(kbps);
                    pacer.set_rate(new, now);
                    rate = new.bps();
                }
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
                    waiting.push(number);
                    for gone in pacer.enqueue(part, now) {
                        assert!(dropped.insert(gone.number), "nothing is handed back twice");
                        assert_eq!((gone.stream, gone.class), (stream, class));
                        assert!(gone.number == number || gone.frame == frame && frame.is_some());
                        waiting.retain(|number| *number != gone.number);
                    }
                }
            }
            next = steps
                .next()
                .map(|(gap, step)| (when + Duration::from_micros(*gap), step));
            // Whoever sends looks at once.
        }
        let mut left = Vec::new();
        while let Some(part) = pacer.poll(now) {
            let number = part.number;
            assert!(
                !dropped.contains(&number),
                "what was handed back does not leave"
            );
            let before = fates[number].left.replace(now - start);
            assert_eq!(before, None, "nothing leaves twice");
            left.push(number);
        }
        waiting.retain(|number| !left.contains(number));
        let queued: usize = waiting.iter().map(|number| fates[*number].part.size).sum();
        assert_eq!(pacer.queued_bytes(), queued, "nothing is lost");
        assert_eq!(pacer.next_wake().is_some(), !waiting.is_empty());
        moments.push(Moment {
            at: now - start,
            rate,
            left,
            waiting: waiting.clone(),
        });
    }
    for fate in &fates {
        assert!(fate.left.is_some() != dropped.contains(&fate.part.number));
    }
    Played { fates, moments }
}

/// The largest packet, in bytes.
pub(crate) const MAX_SIZE: usize = 1500;

/// What a pacer makes up for, in microseconds.
pub(crate) const MADE_UP_FOR: u64 = 10_000;

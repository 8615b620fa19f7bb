//! A packet, and a clock that only the tests move.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::{Class, Pacer, Packet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) size: usize,
    pub(crate) class: Class,
    pub(crate) stream: u32,
    pub(crate) frame: Option<u64>,
}

impl Part {
    pub(crate) const fn new(class: Class, size: usize) -> Self {
        Self {
            size,
            class,
            stream: 0,
            frame: None,
        }
    }

    pub(crate) const fn video(size: usize) -> Self {
        Self::new(Class::Video, size)
    }

    pub(crate) const fn stream(mut self, stream: u32) -> Self {
        self.stream = stream;
        self
    }

    pub(crate) const fn frame(mut self, frame: u64) -> Self {
        self.frame = Some(frame);
        self
    }
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

pub(crate) const fn micros(count: u64) -> Duration {
    Duration::from_micros(count)
}

/// Puts packets in at their times and takes them out when they are due; says when each left.
pub(crate) fn departures(
    pacer: &mut impl Pacer<Part>,
    arrivals: Vec<(Duration, Part)>,
) -> Vec<Duration> {
    run(pacer, arrivals).into_iter().map(|(at, _)| at).collect()
}

/// The same, and which packet it was.
pub(crate) fn run(
    pacer: &mut impl Pacer<Part>,
    arrivals: Vec<(Duration, Part)>,
) -> Vec<(Duration, Part)> {
    let start = Instant::now();
    let mut arrivals = VecDeque::from(arrivals);
    let mut left = Vec::new();
    loop {
        let arrival = arrivals.front().map(|(at, _)| start + *at);
        let wake = pacer.next_wake();
        let now = match (arrival, wake) {
            (None, None) => return left,
            (Some(arrival), Some(wake)) => arrival.min(wake),
            (Some(now), None) | (None, Some(now)) => now,
        };
        while arrivals.front().is_some_and(|(at, _)| start + *at <= now) {
            let part = arrivals.pop_front().map(|(_, part)| part).unwrap();
            assert!(pacer.enqueue(part, now).is_empty(), "nothing is dropped");
        }
        let before = left.len();
        while let Some(part) = pacer.poll(now) {
            left.push((now - start, part));
        }
        assert!(
            wake != Some(now) || left.len() > before,
            "a wake-up that does nothing"
        );
    }
}

//! What holds for every pacer, whatever comes, however late it is polled and whenever its rate changes.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use lk_pacer::{Bitrate, Class, Pacing};
use proptest::prelude::*;

use crate::play::{
    Fate, MADE_UP_FOR, MAX_SIZE, Moment, Part, Played, Script, Step, late_by, lateness, play,
    script,
};

/// The pacers that hold a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    LeakyBucket,
    Priority,
}

impl Kind {
    fn pacing(self, rate: Bitrate, limit: Option<Duration>) -> Pacing {
        let pacing = match self {
            Self::LeakyBucket => Pacing::leaky_bucket(rate),
            Self::Priority => Pacing::priority(rate),
        };
        match limit {
            Some(limit) => pacing.max_latency(limit),
            None => pacing.without_latency_limit(),
        }
    }
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::LeakyBucket), Just(Kind::Priority)]
}

fn limit() -> impl Strategy<Value = Option<Duration>> {
    prop_oneof![
        Just(None),
        (1..2000_u64).prop_map(|millis| Some(Duration::from_millis(millis))),
    ]
}

/// Twice as many packets of any script at once, so that much waits.
fn crowded() -> impl Strategy<Value = Script> {
    script().prop_map(|steps| {
        let hurry = |(gap, step): (u64, Step)| (gap / 10, step);
        steps.into_iter().map(hurry).collect()
    })
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
        let played = play(pacing.max_queue(room * 1000), rate, &script, &lateness);
        let mut last = HashMap::new();
        for part in played.order() {
            let line = if kind == 3 { (part.class, part.stream) } else { (Class::Audio, 0) };
            prop_assert!(last.insert(line, part.number).is_none_or(|before| before < part.number));
        }
    }

    #[test]
    fn no_packet_waits_longer_than_the_limit_whatever_comes(
        script in script(), lateness in lateness(), kbps in 50..5000_u64, limit in 1..500_u64,
        kind in kind(), room in 10..100_usize,
    ) {
        let (rate, limit) = (Bitrate::from_kbps(kbps), Duration::from_millis(limit));
        let pacing = kind.pacing(rate, Some(limit)).max_queue(room * 1000);
        let played = play(pacing, rate, &script, &lateness);
        let late = Duration::from_micros(lateness.iter().copied().max().unwrap());
        for Fate { part, came, left } in played.fates {
            let Some(left) = left else { continue };
            // A rate in whole bits and times in whole nanoseconds: some of these at most.
            let most = limit + late + Duration::from_micros(1);
            if kind == Kind::LeakyBucket || matches!(part.class, Class::Retransmission | Class::Video) {
                prop_assert!(left - came <= most, "{:?} of {most:?}", left - came);
            } else if part.class == Class::Audio {
                prop_assert_eq!(left, came);
            }
        }
    }

    /// Whenever something leaves that can be held back, all that left before it is paid for: audio too.
    #[test]
    fn over_any_stretch_no_more_leaves_than_the_rate_allows(
        script in script(), lateness in late_by(50_000), kbps in 50..5000_u64, kind in kind(),
        limit in limit(), room in 10..100_usize,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let pacing = kind.pacing(rate, limit).max_queue(room * 1000);
        let played = play(pacing, rate, &script, &lateness);
        let rates = raised(kind, &played, limit);
        let late = lateness != [0];
        for first in 0..played.moments.len() {
            let (mut sent, mut allowed) = (0.0, 0.0);
            // Lateness of before may be made up for.
            let mut most = rates[first.saturating_sub(1)];
            for next in first..played.moments.len() {
                if next > first {
                    let span = played.moments[next].at - played.moments[next - 1].at;
                    allowed += rates[next - 1] * span.as_secs_f64();
                    most = most.max(rates[next - 1]);
                }
                for number in &played.moments[next].left {
                    let Fate { part, came, left } = played.fates[*number];
                    let waited = left.unwrap() - came;
                    let forced = limit.is_some_and(|limit| waited + Duration::from_micros(1) >= limit);
                    if kind == Kind::LeakyBucket || part.class != Class::Audio && !forced {
                        let slack = if late { most * 0.010 } else { 0.0 };
                        prop_assert!(sent <= allowed + slack + 8.0, "{sent} of {allowed} and {slack} bits");
                    }
                    sent += part.size as f64 * 8.0;
                }
            }
        }
    }

    /// As long as something waits that is not due yet.
    #[test]
    fn over_any_stretch_in_which_something_waits_no_less_leaves_than_the_rate_allows(
        script in crowded(), lateness in lateness(), kbps in 50..5000_u64, kind in kind(),
        limit in limit(), room in 10..100_usize,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let pacing = kind.pacing(rate, limit).max_queue(room * 1000);
        let Played { fates, moments } = play(pacing, rate, &script, &lateness);
        for (first, moment) in moments.iter().enumerate() {
            let Some(last) = moment.left.last() else { continue };
            let Fate { part, came, left } = fates[*last];
            // Behind audio, and behind what had to leave, more is owed than a packet.
            let forced = limit.is_some_and(|limit| left.unwrap() - came + Duration::from_micros(1) >= limit);
            if kind == Kind::Priority && (part.class == Class::Audio || forced) {
                continue;
            }
            let (mut sent, mut due) = (0.0, 0.0);
            for next in first + 1..moments.len() {
                let (before, after) = (&moments[next - 1], &moments[next]);
                if before.waiting.is_empty() {
                    break;
                }
                due += before.rate as f64 * (after.at - before.at).as_secs_f64();
                sent += after.left.iter().map(|number| fates[*number].part.size as f64 * 8.0).sum::<f64>();
                if !after.waiting.is_empty() {
                    let owed = part.size as f64 * 8.0;
                    prop_assert!(sent + owed + 8.0 >= due, "{sent} and {owed} of {due} bits");
                }
            }
        }
    }

    #[test]
    fn two_streams_that_both_wait_get_the_same_but_for_a_packet_each(
        script in crowded(), lateness in lateness(), kbps in 50..1000_u64, room in 10..100_usize,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let pacing = Pacing::priority(rate).without_latency_limit().max_queue(room * 1000);
        let Played { fates, moments } = play(pacing, rate, &script, &lateness);
        // In a script two streams are of each class.
        for one in 0..4 {
            let (mut ahead, mut least, mut most) = (0, 0, 0);
            for Moment { left, waiting, .. } in &moments {
                for from in 0..=left.len() {
                    let here = || left[from..].iter().chain(waiting).map(|number| fates[*number].part);
                    let both = [one, one + 4].map(|stream| here().any(|part| part.stream == stream));
                    if both != [true; 2] {
                        (ahead, least, most) = (0, 0, 0);
                    } else if let Some(part) = left.get(from).map(|number| fates[*number].part) {
                        ahead += match part.stream {
                            stream if stream == one => part.size as i64,
                            stream if stream == one + 4 => -(part.size as i64),
                            _ => 0,
                        };
                        (least, most) = (least.min(ahead), most.max(ahead));
                        prop_assert!(most - least <= 2 * MAX_SIZE as i64, "{least} to {most}");
                    }
                }
            }
        }
    }

    #[test]
    fn packets_are_kept_apart_and_none_waits_for_more_than_its_pause(
        script in crowded(), lateness in lateness(), pause in 1..5000_u64,
    ) {
        let pacing = Pacing::spaced(Duration::from_micros(pause));
        let played = play(pacing, Bitrate::from_kbps(1), &script, &lateness);
        let made_up_for = if lateness == [0] { 0 } else { MADE_UP_FOR };
        let moments = &played.moments;
        for first in 0..moments.len() {
            let (mut sent, mut busy) = (moments[first].left.len() as u64, true);
            for next in first + 1..moments.len() {
                let span = (moments[next].at - moments[first].at).as_micros() as u64;
                busy &= !moments[next - 1].waiting.is_empty();
                sent += moments[next].left.len() as u64;
                prop_assert!(sent <= (span + made_up_for) / pause + 1, "{sent} in {span} us");
                if busy && !moments[next].waiting.is_empty() && !moments[first].left.is_empty() {
                    prop_assert!(sent >= span / pause, "{sent} in {span} us");
                }
            }
        }
    }

    #[test]
    fn a_time_that_runs_backwards_is_taken_as_the_latest_seen(
        steps in prop::collection::vec((0..40_000_u64, 0..4_u8, 1..MAX_SIZE), 1..100), kbps in 50..1000_u64,
    ) {
        let rate = Bitrate::from_kbps(kbps);
        let limit = Duration::from_millis(100);
        for (pacing, has_rate) in [
            (Pacing::pass_through(), false),
            (Pacing::spaced(Duration::from_micros(kbps)), false),
            (Pacing::leaky_bucket(rate).max_latency(limit), true),
            (Pacing::priority(rate).max_latency(limit), true),
        ] {
            let (mut pacer, mut twin) = (pacing.pacer::<Part>(), pacing.pacer::<Part>());
            let start = Instant::now();
            let mut latest = start;
            for (number, (at, what, size)) in steps.iter().enumerate() {
                if *what == 0 && !has_rate {
                    continue;
                }
                let now = start + Duration::from_micros(*at);
                latest = latest.max(now);
                let class = Class::ALL[size % 4];
                let (stream, frame) = (number as u32 % 3, None);
                let part = Part { number, size: *size, class, stream, frame };
                let numbers = |parts: Vec<Part>| parts.iter().map(|part| part.number).collect::<Vec<_>>();
                match what {
                    0 => {
                        let rate = Bitrate::from_kbps(*size as u64);
                        pacer.set_rate(rate, now);
                        twin.set_rate(rate, latest);
                    }
                    1 => {
                        let left = pacer.poll(now).map(|part| part.number);
                        prop_assert_eq!(left, twin.poll(latest).map(|part| part.number));
                    }
                    2 if number % 10 == 0 => {
                        let removed = pacer.remove(stream, now);
                        prop_assert_eq!(numbers(removed), numbers(twin.remove(stream, latest)));
                    }
                    _ => {
                        let dropped = pacer.enqueue(part, now);
                        prop_assert_eq!(numbers(dropped), numbers(twin.enqueue(part, latest)));
                    }
                }
                prop_assert_eq!(pacer.next_wake(), twin.next_wake());
                prop_assert_eq!(pacer.queued_bytes(), twin.queued_bytes());
            }
        }
    }
}

/// The highest rate that may hold from each moment to the next, in bits a second: the one that was set, or
/// what those that wait call for.
fn raised(kind: Kind, played: &Played, limit: Option<Duration>) -> Vec<f64> {
    let Played { fates, moments } = played;
    let size = |number: &usize| fates[*number].part.size as f64;
    // For each packet that waits, the bytes up to its end when it came.
    let mut ahead = HashMap::new();
    // Bits that the pacer owes if it never raises its rate.
    let mut owed = 0.0_f64;
    let mut rates: Vec<f64> = Vec::new();
    for (index, moment) in moments.iter().enumerate() {
        let set = moment.rate as f64;
        let Some(limit) = limit.map(|limit| limit.as_secs_f64()) else {
            rates.push(set);
            continue;
        };
        if let Some(before) = index.checked_sub(1).map(|before| &moments[before]) {
            let paid = before.rate as f64 * (moment.at - before.at).as_secs_f64();
            owed = (owed - paid).max(0.0);
        }
        let bytes: f64 = moment.left.iter().map(size).sum();
        owed += bytes * 8.0;
        let rate = match kind {
            Kind::LeakyBucket => {
                let mut before = 0.0;
                for number in &moment.waiting {
                    before += size(number);
                    ahead.entry(*number).or_insert(bytes + before);
                }
                let calls = moment.waiting.iter().map(|number| ahead[number]);
                let most = calls.fold(0.0, f64::max);
                // And what is owed for the packet that left last.
                let owed = MAX_SIZE as f64;
                if most > 0.0 {
                    (most + owed) * 8.0 / limit
                } else {
                    0.0
                }
            }
            Kind::Priority => {
                let counted = |number: &&usize| {
                    matches!(
                        fates[**number].part.class,
                        Class::Retransmission | Class::Video
                    )
                };
                let waiting: Vec<_> = moment.waiting.iter().filter(counted).collect();
                let bits: f64 = waiting.iter().map(|number| size(number) * 8.0).sum();
                let waited = |number: &&usize| (moment.at - fates[**number].came).as_secs_f64();
                let mean = waiting.iter().map(waited).sum::<f64>() / waiting.len().max(1) as f64;
                let left = (limit - mean).max(0.001);
                let calls = if waiting.is_empty() {
                    0.0
                } else {
                    (bits + owed) / left
                };
                // Where nothing leaves, nothing is reckoned anew.
                let kept = rates
                    .last()
                    .filter(|_| moment.left.is_empty() && !waiting.is_empty());
                calls.max(kept.copied().unwrap_or(0.0))
            }
        };
        // Rates are in whole bits, times in whole nanoseconds.
        rates.push(set.max(rate * 1.000_001 + 1.0));
    }
    rates
}

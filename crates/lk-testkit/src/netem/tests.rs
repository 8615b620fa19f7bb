//! The network does what its seed says.

use std::time::Duration;

use super::*;

const MS: Duration = Duration::from_millis(1);

fn verdicts(netem: &mut Netem, flow: FlowId, count: u32, start: Instant) -> Vec<Verdict> {
    (0..count)
        .map(|i| netem.send(flow, 1000, start + MS * i))
        .collect()
}

fn lossy() -> LinkProfile {
    LinkProfile::new()
        .delay(MS * 50)
        .jitter(MS * 10)
        .loss(0.1)
        .duplicate(0.1)
        .reorder(0.1, MS * 30)
}

#[test]
fn a_seed_fails_the_same_way_again_whatever_the_other_flows_do() {
    let start = Instant::now();
    let run = |seed, noise: u32| {
        let mut netem = Netem::new(seed);
        netem.set_profile(FlowId(1), lossy());
        netem.set_profile(FlowId(2), lossy());
        verdicts(&mut netem, FlowId(2), noise, start);
        verdicts(&mut netem, FlowId(1), 500, start)
    };
    assert_eq!(run(1, 0), run(1, 100));
    assert_ne!(run(1, 0), run(2, 0));
    let mut netem = Netem::new(1);
    netem.set_profile(FlowId(2), lossy());
    assert_ne!(
        run(1, 0),
        verdicts(&mut netem, FlowId(2), 500, start),
        "flows have luck of their own"
    );
}

#[test]
fn shares_come_out_as_asked_for() {
    let mut netem = Netem::new(3);
    netem.set_profile(FlowId(0), lossy());
    let start = Instant::now();
    verdicts(&mut netem, FlowId(0), 100_000, start);
    let counters = netem.counters(FlowId(0));
    assert_eq!((counters.sent, counters.bytes), (100_000, 100_000_000));
    for (count, of) in [
        (counters.lost, counters.sent),
        (counters.duplicated, counters.sent - counters.lost),
        (counters.reordered, counters.sent - counters.lost),
    ] {
        let share = count as f64 / of as f64;
        assert!((0.095..0.105).contains(&share), "{share}");
    }
}

#[test]
fn jitter_keeps_the_order_and_reordering_breaks_it() {
    let start = Instant::now();
    let arrivals = |profile: LinkProfile| {
        let mut network = Network::new(Netem::new(4));
        network.netem().set_profile(FlowId(0), profile);
        for i in 0..1000 {
            network.post(FlowId(0), 100, i, start + MS * i);
        }
        let mut order = Vec::new();
        while let Some(at) = network.next_arrival() {
            assert!(at >= start + MS * 50);
            order.extend(network.arrived(at).map(|(_, i)| i));
        }
        order
    };
    let jittery = LinkProfile::new().delay(MS * 50).jitter(MS * 20);
    assert!(arrivals(jittery.clone()).is_sorted());
    let order = arrivals(jittery.reorder(0.05, MS * 30));
    assert_eq!(order.len(), 1000);
    assert!(!order.is_sorted());
}

#[test]
fn a_narrow_link_delays_and_then_drops() {
    let mut netem = Netem::new(5);
    // 1000 bytes take 8 ms.
    netem.set_profile(FlowId(0), LinkProfile::new().rate(1_000_000, MS * 20));
    let now = Instant::now();
    let arrival = |at| Verdict::Arrives { at, again: None };
    assert_eq!(netem.send(FlowId(0), 1000, now), arrival(now + MS * 8));
    assert_eq!(netem.send(FlowId(0), 1000, now), arrival(now + MS * 16));
    assert_eq!(netem.send(FlowId(0), 1000, now), arrival(now + MS * 24));
    assert_eq!(
        netem.send(FlowId(0), 1000, now),
        Verdict::Dropped(DropCause::Queue)
    );
    assert_eq!(
        netem.send(FlowId(0), 1000, now + MS * 24),
        arrival(now + MS * 32)
    );
    assert_eq!(netem.counters(FlowId(0)).queue_dropped, 1);
}

#[test]
fn a_cut_drops_everything_until_it_is_mended() {
    let mut netem = Netem::new(6);
    let now = Instant::now();
    netem.set_cut(FlowId(0), true);
    assert_eq!(
        netem.send(FlowId(0), 1, now),
        Verdict::Dropped(DropCause::Cut)
    );
    assert!(matches!(
        netem.send(FlowId(1), 1, now),
        Verdict::Arrives { .. }
    ));
    netem.set_cut(FlowId(0), false);
    assert!(matches!(
        netem.send(FlowId(0), 1, now),
        Verdict::Arrives { .. }
    ));
    assert_eq!(netem.counters(FlowId(0)).dropped(), 1);
}

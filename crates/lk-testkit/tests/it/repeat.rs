//! A run repeats.

use std::time::Duration;

use lk_rtc::{Codec, PublishOptions, RoomOptions};
use lk_testkit::media::VideoPattern;
use lk_testkit::netem::LinkProfile;
use lk_testkit::sim::{Direction, Sim, SimOptions};

#[test]
fn a_seed_repeats_to_the_packet() {
    let (first, second, other) = (run(3), run(3), run(4));
    assert_eq!(first, second);
    assert_ne!(first, other);
}

/// What was told, and how many packets and bytes crossed each link.
fn run(seed: u64) -> (Vec<String>, Vec<(u64, u64, u64)>) {
    let link = LinkProfile::new()
        .delay(Duration::from_millis(40))
        .jitter(Duration::from_millis(20))
        .loss(0.1);
    let mut sim = Sim::new(SimOptions::new(seed).link(link));
    let guests = ["alice", "bob"].map(|identity| sim.join(identity, RoomOptions::new()));
    sim.run_for(Duration::from_secs(10));
    let track = sim.publish(guests[0], Codec::Vp8, PublishOptions::camera());
    sim.run_for(Duration::from_secs(1));
    sim.feed_video(guests[0], track, VideoPattern::new(Codec::Vp8, 1), 90);
    sim.run_for(Duration::from_secs(5));
    let directions = [Direction::Up, Direction::Down];
    let flows = guests
        .into_iter()
        .flat_map(|id| directions.map(|it| (id, it)));
    let counters = flows.map(|(id, direction)| {
        let counters = sim.counters(id, direction);
        (counters.sent, counters.lost, counters.reordered)
    });
    let counters = counters.collect();
    (sim.trace().to_vec(), counters)
}

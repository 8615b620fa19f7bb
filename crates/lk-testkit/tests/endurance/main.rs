//! What a long session costs: as much at its end as at its beginning.
//!
//! A binary of its own, since it counts the allocations of the whole process. They stand for time, which a busy machine
//! has less of: the same work makes as many. `LK_PUBLICATIONS=3000` makes the run longer.
#![allow(clippy::print_stderr)]

use std::alloc::System;
use std::ops::Range;
use std::sync::Mutex;
use std::time::Duration;

use lk_rtc::engine::LocalTrackId;
use lk_rtc::{Codec, PeerConnections, PublishOptions, RoomOptions, TrackSid};
use lk_testkit::media::{AudioPattern, VideoPattern};
use lk_testkit::sim::{GuestId, Sim, SimOptions};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// One test at a time.
static COUNTING: Mutex<()> = Mutex::new(());

const CYCLES: usize = 500;
const EARLY: Range<usize> = 100..200;
/// Of each stream that it decrypted, str0m keeps the latest number: the same must not be accepted twice under one key.
/// There are four of each publication, and tables that double as they grow.
const KEPT: usize = 512;
const LIMIT: Duration = Duration::from_secs(5);

#[test]
fn many_publications_on_two_connections() {
    publish_and_unpublish(PeerConnections::Dual);
}

#[test]
fn many_publications_on_one_connection() {
    publish_and_unpublish(PeerConnections::Single);
}

/// Alice publishes one track after the other, which Bob receives: audio and video by turns.
fn publish_and_unpublish(connections: PeerConnections) {
    let _alone = COUNTING.lock();
    let mut sim = Sim::new(SimOptions::new(5));
    let options = RoomOptions::new().peer_connections(connections);
    let [alice, bob] = ["alice", "bob"].map(|name| sim.join(name, options.clone()));
    let joined = |sim: &Sim| [alice, bob].iter().all(|id| sim.guest(*id).is_connected());
    sim.run_until(LIMIT, joined).expect("both join");

    let cycles = std::env::var("LK_PUBLICATIONS").map_or(CYCLES, |count| {
        count.parse().expect("LK_PUBLICATIONS is a number")
    });
    let mut work = Vec::with_capacity(cycles);
    let mut held_early = 0;
    for cycle in 0..cycles {
        if cycle == EARLY.end {
            held_early = held();
        }
        let before = ALLOCATOR.stats().allocations;
        let audio = cycle % 2 == 0;
        if let Err(stalled) = utter(&mut sim, [alice, bob], audio) {
            panic!("publication {cycle} on {connections:?}: {stalled}");
        }
        work.push(ALLOCATOR.stats().allocations - before);
    }

    let sum = |cycles: Range<usize>| work[cycles].iter().sum::<usize>();
    let (early, late) = (sum(EARLY), sum(cycles - EARLY.len()..cycles));
    let grown = held().saturating_sub(held_early) / (cycles - EARLY.end);
    eprintln!("{connections:?}: {early} allocations, then {late}; {grown} bytes a publication");
    assert!(late * 5 <= early * 6, "{early} allocations became {late}");
    assert!(grown < KEPT, "{grown} bytes a publication");
}

/// A track comes, is heard, and goes.
fn utter(
    sim: &mut Sim,
    [alice, bob]: [GuestId; 2],
    audio: bool,
) -> Result<(), lk_testkit::sim::Stalled> {
    sim.forget();
    let track = match audio {
        true => sim.publish(alice, Codec::Opus, PublishOptions::microphone()),
        false => sim.publish(alice, Codec::Vp8, PublishOptions::camera()),
    };
    sim.run_until(LIMIT, |sim| {
        sim.guest(alice).publication(track).is_some() && sim.guest(bob).tracks().count() == 1
    })?;
    let sid = sid_of(sim, alice, track);
    match audio {
        true => sim.feed_audio(alice, track, AudioPattern::new(1), 3),
        false => sim.feed_video(alice, track, VideoPattern::new(Codec::Vp8, 1), 3),
    }
    sim.run_until(LIMIT, |sim| {
        let ledger = sim.guest(bob).ledger(&sid);
        ledger.is_some_and(|ledger| ledger.count() == 3)
    })?;
    sim.act(alice, |guest, now| {
        let unpublished = guest.engine_mut().unpublish(track, now);
        unpublished.expect("it is published");
    });
    sim.run_until(LIMIT, |sim| {
        sim.guest(bob).engine().state().remote_track(&sid).is_none()
    })?;
    // The last answers arrive.
    sim.run_for(Duration::from_millis(50));
    Ok(())
}

fn sid_of(sim: &Sim, guest: GuestId, track: LocalTrackId) -> TrackSid {
    let publication = sim.guest(guest).publication(track);
    publication.expect("it is published").sid().clone()
}

/// Bytes that are allocated and not freed.
fn held() -> usize {
    let stats = ALLOCATOR.stats();
    stats
        .bytes_allocated
        .saturating_sub(stats.bytes_deallocated)
}

//! Reliable data for receivers behind narrow links, in virtual time.
//!
//! The scenario of the same name judges a real server by the wall clock, by hand.

use std::time::Duration;

use lk_devserver::ServerConfig;
use lk_rtc::event::DataReceived;
use lk_rtc::model::ParticipantState;
use lk_rtc::{DataMessage, PeerConnections, RoomOptions, SendDataError};
use lk_testkit::e2e::SLOW_THRESHOLD;
use lk_testkit::netem::LinkProfile;
use lk_testkit::sim::{API_KEY, API_SECRET, Direction, GuestId, Sim, SimOptions};

#[test]
fn a_publisher_waits_for_a_slow_subscriber_alone_on_two_connections() {
    a_publisher_waits_for_a_slow_subscriber_alone(PeerConnections::Dual);
}

#[test]
fn a_publisher_waits_for_a_slow_subscriber_alone_on_one_connection() {
    a_publisher_waits_for_a_slow_subscriber_alone(PeerConnections::Single);
}

/// The publisher waits for a subscriber above the threshold. One below it loses messages instead.
fn a_publisher_waits_for_a_slow_subscriber_alone(connections: PeerConnections) {
    let server = ServerConfig::new(API_KEY, API_SECRET).data_slow_threshold(SLOW_THRESHOLD.into());
    let mut sim = Sim::new(SimOptions::new(1).server(server));
    let options = RoomOptions::new()
        .peer_connections(connections)
        .send_buffer_bytes(64 << 10);
    let [publisher, fast, slow, too_slow] = ["publisher", "fast", "slow", "too-slow"]
        .map(|identity| sim.join(identity, options.clone()));
    let everybody = |sim: &Sim| {
        let publisher = sim.guest(publisher);
        let others = publisher.engine().state().remote_participants().values();
        let active = others
            .into_iter()
            .filter(|it| it.state() == ParticipantState::Active);
        publisher.is_connected() && active.count() == 3
    };
    expect(sim.run_until(LIMIT, everybody));
    narrow(&mut sim, slow, SLOW_THRESHOLD * 3);
    narrow(&mut sim, too_slow, SLOW_THRESHOLD / 2);

    // Messages are sent as fast as the publisher's buffer takes them.
    let mut sent = 0;
    let end = sim.elapsed() + LIMIT;
    while !has_lost_some(&sim, too_slow) {
        assert!(sim.elapsed() < end, "{sent} messages without a loss");
        sent += u64::from(send(&mut sim, publisher, sent));
    }
    sim.set_profile(too_slow, Direction::Down, LinkProfile::new());
    let mut waits_since = sim.elapsed();
    while sim.elapsed() - waits_since < Duration::from_millis(300) {
        assert!(sim.elapsed() < end, "{sent} messages without a wait");
        if send(&mut sim, publisher, sent) {
            sent += 1;
            waits_since = sim.elapsed();
        }
    }

    sim.set_profile(slow, Direction::Down, LinkProfile::new());
    for subscriber in [slow, fast] {
        let all = |sim: &Sim| sim.guest(subscriber).data().len() as u64 >= sent;
        expect(sim.run_until(LIMIT, all));
        let name = sim.guest(subscriber).identity();
        assert_eq!(
            numbers(&sim, subscriber),
            Vec::from_iter(0..sent),
            "{name} received every message in order"
        );
    }
}

/// Limits what a subscriber receives to so many bytes a second. A second of it is queued.
fn narrow(sim: &mut Sim, subscriber: GuestId, bytes_per_second: u32) {
    let rate = u64::from(bytes_per_second) * 8;
    let link = LinkProfile::new().rate(rate, Duration::from_secs(1));
    sim.set_profile(subscriber, Direction::Down, link);
}

/// Sends a hundred bytes that begin with `number`, or lets time pass where the buffer is full. Returns whether it sent.
fn send(sim: &mut Sim, publisher: GuestId, number: u64) -> bool {
    let payload = [&number.to_be_bytes()[..], &[0; 92]].concat();
    let sent = sim.act(publisher, |guest, now| {
        let message = DataMessage::new(payload);
        guest.engine_mut().send_data(&message, now)
    });
    match sent {
        Ok(()) => true,
        Err(SendDataError::Behind { .. }) => {
            sim.run_for(Duration::from_millis(10));
            false
        }
        Err(error) => panic!("not sent: {error}"),
    }
}

/// Whether the last message that a subscriber received is not the one due by their count.
fn has_lost_some(sim: &Sim, subscriber: GuestId) -> bool {
    let data = sim.guest(subscriber).data();
    data.last()
        .is_some_and(|last| number(last) >= data.len() as u64)
}

/// The numbers of the messages that a subscriber received.
fn numbers(sim: &Sim, subscriber: GuestId) -> Vec<u64> {
    sim.guest(subscriber).data().iter().map(number).collect()
}

fn number(data: &DataReceived) -> u64 {
    let first = data.payload.first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}

fn expect(result: Result<(), lk_testkit::sim::Stalled>) {
    result.unwrap_or_else(|stalled| panic!("{stalled}"));
}

/// Virtual time.
const LIMIT: Duration = Duration::from_secs(60);

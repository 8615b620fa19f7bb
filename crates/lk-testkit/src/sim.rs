//! A server and its participants in one thread, in virtual time, over a simulated network.
//!
//! The server is [`lk_devserver::Core`], the participants are [`lk_rtc::engine::Engine`]s, both as
//! they are; only what drives them is made up. Datagrams cross a [`Network`],
//! a link up and a link down for each participant. Signal frames cross a wire that is as slow but
//! loses nothing, as TCP does.
//!
//! ```
//! use lk_rtc::RoomOptions;
//! use lk_testkit::sim::{Sim, SimOptions};
//! use std::time::Duration;
//!
//! let mut sim = Sim::new(SimOptions::new(7));
//! let alice = sim.join("alice", RoomOptions::new());
//! sim.run_until(Duration::from_secs(5), |sim| sim.guest(alice).is_connected())?;
//! # Ok::<(), lk_testkit::sim::Stalled>(())
//! ```

mod dtls;
mod feed;
mod guest;
mod host;
mod tap;
mod wire;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_auth::{AccessToken, VideoGrant};
use lk_devserver::ServerConfig;
use lk_media::Codec;
use lk_peer::CryptoProvider;
use lk_proto::WebhookEvent;
use lk_rtc::engine::EngineConfig;
use lk_rtc::engine::LocalTrackId;
use lk_rtc::{DataMessage, PublishOptions, RoomOptions};

use lk_signal::SignalUrl;

use self::feed::{Feed, Pattern};
pub use self::guest::Guest;
use self::host::Host;
pub use self::tap::{PacketCounters, Tap};
use self::wire::Wire;
use crate::clock::VirtualClock;
use crate::media::{AudioPattern, VideoPattern};
use crate::netem::{FlowCounters, FlowId, LinkProfile, Netem, Network};

/// What a simulation is made of. Start from [`SimOptions::new`], then narrow.
#[derive(Debug, Clone)]
pub struct SimOptions {
    seed: u64,
    link: LinkProfile,
    signal_delay: Duration,
    server: ServerConfig,
}

impl SimOptions {
    /// A simulation over perfect links whose every random choice comes from `seed`. Only keys and
    /// the like are drawn elsewhere, which changes what packets hold and not when they leave.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            link: LinkProfile::new().delay(Duration::from_millis(5)),
            signal_delay: Duration::from_millis(5),
            server: ServerConfig::new(API_KEY, API_SECRET),
        }
    }

    /// How each link behaves, in both directions. Default: 5 ms and no loss.
    #[must_use]
    pub fn link(mut self, link: LinkProfile) -> Self {
        self.link = link;
        self
    }

    /// How long a signal frame is under way. Default: 5 ms.
    #[must_use]
    pub fn signal_delay(mut self, delay: Duration) -> Self {
        self.signal_delay = delay;
        self
    }

    /// How the server behaves; its address is added. Default: keys `devkey` and `secret`.
    #[must_use]
    pub fn server(mut self, server: ServerConfig) -> Self {
        self.server = server;
        self
    }
}

/// Names a participant of the simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuestId(usize);

/// One direction of a participant's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the participant to the server.
    Up,
    /// From the server to the participant.
    Down,
}

/// A server and its participants.
#[derive(Debug)]
pub struct Sim {
    seed: u64,
    clock: VirtualClock,
    link: LinkProfile,
    network: Network<Datagram>,
    wire: Wire,
    host: Host,
    guests: Vec<Guest>,
    feeds: Vec<Feed>,
    tap: Tap,
    trace: Vec<String>,
    crypto: Arc<CryptoProvider>,
}

/// A datagram under way.
#[derive(Debug, Clone)]
struct Datagram {
    from: SocketAddr,
    to: SocketAddr,
    payload: Bytes,
}

/// What was waited for did not come about.
#[derive(Debug, thiserror::Error)]
#[error("nothing came of it within {waited:?} (seed {seed}); at the end:\n{trace}")]
pub struct Stalled {
    /// How long was waited, in virtual time.
    pub waited: Duration,
    /// The simulation's seed.
    pub seed: u64,
    /// The last events of every participant.
    pub trace: String,
}

impl Sim {
    /// A server that nobody has joined.
    #[must_use]
    pub fn new(options: SimOptions) -> Self {
        let clock = VirtualClock::new();
        // What str0m draws by itself.
        fastrand::seed(options.seed);
        let crypto = dtls::seeded_crypto(options.seed);
        let config = options
            .server
            .address(server_address())
            .crypto(crypto.clone());
        Self {
            seed: options.seed,
            link: options.link,
            network: Network::new(Netem::new(options.seed)),
            wire: Wire::new(options.signal_delay),
            host: Host::new(config, seed_bytes(options.seed, 0), &clock),
            guests: Vec::new(),
            feeds: Vec::new(),
            tap: Tap::default(),
            trace: Vec::new(),
            crypto,
            clock,
        }
    }

    // ---- what participants do

    /// Lets a participant set out to join the room `room`.
    ///
    /// # Panics
    ///
    /// If the options make no request.
    pub fn join(&mut self, identity: &str, options: RoomOptions) -> GuestId {
        self.join_with(identity, VideoGrant::join("room"), options)
    }

    /// The same with another grant.
    ///
    /// # Panics
    ///
    /// If the options make no request.
    pub fn join_with(
        &mut self,
        identity: &str,
        grant: VideoGrant,
        options: RoomOptions,
    ) -> GuestId {
        let id = GuestId(self.guests.len());
        for direction in [Direction::Up, Direction::Down] {
            self.network
                .netem()
                .set_profile(flow(id, direction), self.link.clone());
        }
        let token = AccessToken::new(API_KEY, API_SECRET)
            .identity(identity)
            .grant(grant)
            .to_jwt_at(self.clock.system_time())
            .unwrap_or_else(|error| panic!("no token: {error}"));
        let server = SignalUrl::parse("ws://server.sim").unwrap_or_else(|error| panic!("{error}"));
        let config = EngineConfig::new(server, token, seed_bytes(self.seed, 1 + id.0 as u64))
            .options(options)
            .unix_time(self.clock.unix_start() + self.clock.elapsed())
            .crypto(self.crypto.clone());
        let guest = Guest::new(identity, address(id), config, self.clock.now());
        self.guests.push(guest);
        self.act(id, Guest::connect);
        id
    }

    /// Sets out to publish a track.
    ///
    /// # Panics
    ///
    /// If it is clear at once that it cannot be.
    pub fn publish(
        &mut self,
        guest: GuestId,
        codec: Codec,
        options: PublishOptions,
    ) -> LocalTrackId {
        self.act(guest, |guest, now| {
            let track = guest.engine_mut().publish(codec, options, now);
            track.unwrap_or_else(|error| panic!("not published: {error}"))
        })
    }

    /// Feeds a video track with `frames` frames, the first one now. A keyframe that somebody asks
    /// for comes in place of the next frame.
    pub fn feed_video(
        &mut self,
        guest: GuestId,
        track: LocalTrackId,
        video: VideoPattern,
        frames: u64,
    ) {
        self.feed(guest, track, Pattern::Video(video), frames);
    }

    /// Feeds an audio track with `frames` frames, the first one now.
    pub fn feed_audio(
        &mut self,
        guest: GuestId,
        track: LocalTrackId,
        audio: AudioPattern,
        frames: u64,
    ) {
        self.feed(guest, track, Pattern::Audio(audio), frames);
    }

    /// Sends a data packet.
    ///
    /// # Panics
    ///
    /// If it cannot be sent.
    pub fn send_data(&mut self, guest: GuestId, message: &DataMessage) {
        self.act(guest, |guest, now| {
            let sent = guest.engine_mut().send_data(message, now);
            sent.unwrap_or_else(|error| panic!("not sent: {error}"));
        });
    }

    /// Lets a participant leave.
    pub fn leave(&mut self, guest: GuestId) {
        self.act(guest, |guest, now| guest.engine_mut().leave(now));
    }

    /// Does something with a participant, then what comes of it.
    pub fn act<T>(&mut self, id: GuestId, act: impl FnOnce(&mut Guest, Instant) -> T) -> T {
        let now = self.clock.now();
        let result = act(&mut self.guests[id.0], now);
        self.drain_guest(id);
        result
    }

    // ---- the network

    /// Sets how one direction of a participant's link behaves from now on.
    pub fn set_profile(&mut self, guest: GuestId, direction: Direction, profile: LinkProfile) {
        self.network
            .netem()
            .set_profile(flow(guest, direction), profile);
    }

    /// Cuts one direction of a participant's link for datagrams, or mends it.
    pub fn set_cut(&mut self, guest: GuestId, direction: Direction, cut: bool) {
        self.network.netem().set_cut(flow(guest, direction), cut);
    }

    /// What became of the datagrams of one direction.
    pub fn counters(&mut self, guest: GuestId, direction: Direction) -> FlowCounters {
        self.network.netem().counters(flow(guest, direction))
    }

    /// What became of the RTP packets of one direction, of those payload types.
    #[must_use]
    pub fn packets(&self, guest: GuestId, direction: Direction, types: &[u8]) -> PacketCounters {
        self.tap.counters(flow(guest, direction), types)
    }

    // ---- time

    /// How long the simulation has run.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Lets time pass.
    ///
    /// # Panics
    ///
    /// If the simulation does things without end and time does not pass.
    pub fn run_for(&mut self, duration: Duration) {
        let end = self.clock.now() + duration;
        while self.step(end) {}
    }

    /// Lets time pass until `done`.
    ///
    /// # Errors
    ///
    /// [`Stalled`], if `limit` passes first.
    ///
    /// # Panics
    ///
    /// As [`run_for`](Self::run_for).
    pub fn run_until(
        &mut self,
        limit: Duration,
        mut done: impl FnMut(&Self) -> bool,
    ) -> Result<(), Stalled> {
        let end = self.clock.now() + limit;
        while !done(self) {
            if !self.step(end) {
                return Err(Stalled {
                    waited: limit,
                    seed: self.seed,
                    trace: self.last_events(),
                });
            }
        }
        Ok(())
    }

    // ---- what came of it

    /// A participant.
    #[must_use]
    pub fn guest(&self, id: GuestId) -> &Guest {
        &self.guests[id.0]
    }

    /// Everything that participants were told, in order, a line each. Runs of one seed have the
    /// same trace.
    #[must_use]
    pub fn trace(&self) -> &[String] {
        &self.trace
    }

    /// Forgets what came of it so far: events, what arrived, counters, webhooks, tracks that were fed to their end. For
    /// long runs.
    pub fn forget(&mut self) {
        self.trace.clear();
        self.tap = Tap::default();
        self.feeds.retain(|feed| feed.due().is_some());
        self.host.forget();
        self.guests.iter_mut().for_each(Guest::forget);
    }

    /// The webhooks that the server would have sent.
    #[must_use]
    pub fn webhooks(&self) -> &[WebhookEvent] {
        self.host.webhooks()
    }

    // ---- one step

    /// Goes on to the next moment at which something happens, at `end` at the latest. `false`:
    /// it is `end`, and nothing happens before it.
    fn step(&mut self, end: Instant) -> bool {
        let wakes = self.guests.iter().filter_map(Guest::wake);
        let feeds = self.feeds.iter().filter_map(Feed::due);
        let others = [
            self.network.next_arrival(),
            self.wire.next_arrival(),
            self.host.wake(),
        ];
        let next = others.into_iter().flatten().chain(wakes).chain(feeds).min();
        let Some(next) = next.filter(|next| *next <= end) else {
            self.clock.advance_to(end);
            return false;
        };
        self.clock.advance_to(next);
        let now = self.clock.now();
        for _ in 0..MAX_ROUNDS {
            if !self.happen(now) {
                return true;
            }
        }
        panic!(
            "time stands still at {:?} (seed {}):\n{}",
            self.elapsed(),
            self.seed,
            self.last_events()
        );
    }

    /// Lets one thing happen that is due; `false` if there is none.
    fn happen(&mut self, now: Instant) -> bool {
        if let Some(parcel) = self.wire.arrived(now) {
            self.deliver(parcel, now);
            return true;
        }
        if let Some((flow, datagram)) = self.network.arrived(now) {
            self.deliver_datagram(flow, &datagram, now);
            return true;
        }
        if let Some(at) = self
            .feeds
            .iter()
            .position(|feed| feed.due().is_some_and(|due| due <= now))
        {
            let feed = &mut self.feeds[at];
            let id = feed.guest();
            feed.write(&mut self.guests[id.0], now);
            self.drain_guest(id);
            return true;
        }
        if self.host.wake().is_some_and(|wake| wake <= now) {
            self.host.core_mut().handle_timeout(now);
            self.drain_host();
            return true;
        }
        let due = |guest: &Guest| guest.wake().is_some_and(|wake| wake <= now);
        if let Some(at) = self.guests.iter().position(due) {
            self.guests[at].engine_mut().handle_timeout(now);
            self.drain_guest(GuestId(at));
            return true;
        }
        false
    }

    fn deliver_datagram(&mut self, flow: FlowId, datagram: &Datagram, now: Instant) {
        let Datagram { from, to, payload } = datagram;
        let (id, direction) = guest_of(flow);
        match direction {
            Direction::Up => {
                self.host
                    .core_mut()
                    .handle_datagram(*from, *to, payload, now);
                self.drain_host();
            }
            Direction::Down => {
                self.guests[id.0].handle_datagram(*from, *to, payload, now);
                self.drain_guest(id);
            }
        }
    }

    fn post(&mut self, id: GuestId, direction: Direction, datagram: Datagram) {
        let flow = flow(id, direction);
        let size = datagram.payload.len();
        let payload = datagram.payload.clone();
        let verdict = self.network.post(flow, size, datagram, self.clock.now());
        self.tap.see(flow, &payload, &verdict);
    }

    fn feed(&mut self, guest: GuestId, track: LocalTrackId, pattern: Pattern, frames: u64) {
        self.feeds
            .push(Feed::new(guest, track, pattern, frames, self.clock.now()));
    }

    fn note(&mut self, id: GuestId, line: impl fmt::Display) {
        let line = format!(
            "{:>10.3?} {}: {line}",
            self.elapsed(),
            self.guests[id.0].identity()
        );
        self.trace.push(line);
    }

    fn last_events(&self) -> String {
        let from = self.trace.len().saturating_sub(40);
        self.trace[from..].join("\n")
    }
}

/// The key that the server of a simulation knows.
pub const API_KEY: &str = "devkey";
/// Its secret.
pub const API_SECRET: &str = "secret";

/// What may happen in one moment before it counts as an endless loop.
const MAX_ROUNDS: usize = 100_000;

fn server_address() -> SocketAddr {
    SocketAddr::from(([10, 0, 0, 1], 7882))
}

fn address(id: GuestId) -> Ipv4Addr {
    let number = u32::try_from(id.0).unwrap_or(u32::MAX);
    Ipv4Addr::from_bits(Ipv4Addr::new(10, 1, 0, 1).to_bits().wrapping_add(number))
}

fn flow(id: GuestId, direction: Direction) -> FlowId {
    let number = u32::try_from(id.0).unwrap_or(u32::MAX >> 1) << 1;
    FlowId(number | u32::from(direction == Direction::Down))
}

fn guest_of(flow: FlowId) -> (GuestId, Direction) {
    let direction = if flow.0 & 1 == 0 {
        Direction::Up
    } else {
        Direction::Down
    };
    (GuestId((flow.0 >> 1) as usize), direction)
}

fn seed_bytes(seed: u64, part: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    let mut state = crate::netem::mix(seed) ^ part;
    for chunk in bytes.chunks_exact_mut(8) {
        state = crate::netem::mix(state);
        chunk.copy_from_slice(&state.to_le_bytes());
    }
    bytes
}

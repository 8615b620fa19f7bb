//! The link to the remote: ICE credentials and candidates, restarts, and whether the remote is still heard.
//!
//! The engine checks paths; what it does not do is decided here: which credentials are in force, which candidates
//! belong to them, when silence becomes a lost link, and when a restart is through.

mod candidate;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng as _;
use str0m::net::Protocol;
use str0m::{Candidate, IceConnectionState, IceCreds};

pub(crate) use self::candidate::Announced;
use crate::engine::{Check, Engine};
use crate::{CandidateError, FailReason, IceState, LocalAddress, PeerConfig, Transport};

/// Most candidates of the remote in force, most that wait for their description, most addresses it checks from.
const MAX_CANDIDATES: usize = 128;
/// Most addresses that are remembered as given up.
const MAX_RETIRED: usize = 2 * MAX_CANDIDATES;
/// Most candidates of the remote in all: the engine keeps those that were given up.
const MAX_EVER: u32 = 8192;

/// Where a datagram comes from.
type Source = (Protocol, SocketAddr);

pub(crate) struct Link {
    state: IceState,
    why: FailReason,
    disconnect_after: Duration,
    fail_after: Duration,
    /// Ours, in force.
    local: IceCreds,
    /// Ours, offered: in force once the offer is answered.
    next: Option<IceCreds>,
    restart_wanted: bool,
    remote: Option<IceCreds>,
    addresses: Vec<candidate::Local>,
    /// The remote's, as the engine has them.
    candidates: Vec<Candidate>,
    held: VecDeque<Candidate>,
    /// Where the remote checks from that no candidate named, as the engine has it.
    reflexive: Vec<Candidate>,
    /// What was given up at restarts, the oldest first; the engine ignores an address until it is given it again.
    retired: VecDeque<Source>,
    /// How many candidates of the remote the engine was given.
    given: u32,
    restarting: bool,
    /// Whether the engine has a path that works.
    has_path: bool,
    /// When the remote was last heard, or checking began.
    heard: Instant,
}

impl Link {
    pub(crate) fn new(config: &PeerConfig, rng: &mut ChaCha20Rng, now: Instant) -> Self {
        Self {
            state: IceState::New,
            why: FailReason::NoPath,
            disconnect_after: config.ice_disconnect_after,
            fail_after: config.ice_fail_after,
            local: credentials(rng),
            next: None,
            restart_wanted: false,
            remote: None,
            addresses: Vec::new(),
            candidates: Vec::new(),
            held: VecDeque::new(),
            reflexive: Vec::new(),
            retired: VecDeque::new(),
            given: 0,
            restarting: false,
            has_path: false,
            heard: now,
        }
    }

    pub(crate) const fn state(&self) -> IceState {
        self.state
    }

    pub(crate) const fn why(&self) -> FailReason {
        self.why
    }

    // ---- ours

    pub(crate) const fn local(&self) -> &IceCreds {
        &self.local
    }

    pub(crate) fn local_ufrag(&self) -> &str {
        &self.next.as_ref().unwrap_or(&self.local).ufrag
    }

    /// The credentials to put into an offer: new ones when a restart is wanted.
    pub(crate) fn offered(&mut self, rng: &mut ChaCha20Rng) -> &IceCreds {
        if std::mem::take(&mut self.restart_wanted) && self.remote.is_some() {
            self.next = Some(credentials(rng));
        }
        self.next.as_ref().unwrap_or(&self.local)
    }

    pub(crate) const fn want_restart(&mut self) {
        self.restart_wanted = true;
    }

    pub(crate) const fn restart_wanted(&self) -> bool {
        self.restart_wanted
    }

    /// Takes back what [`offered`](Self::offered) promised.
    pub(crate) fn rollback(&mut self) {
        self.restart_wanted |= self.next.take().is_some();
    }

    pub(crate) fn add_local(
        &mut self,
        address: LocalAddress,
        engine: Option<&mut Engine>,
    ) -> Option<&str> {
        if self.addresses.iter().any(|known| known.address == address) {
            return None;
        }
        let local = candidate::Local::new(address, &self.addresses)?;
        if let Some(engine) = engine {
            engine.add_local_candidate(local.candidate.clone());
        }
        self.addresses.push(local);
        self.addresses.last().map(|local| local.text.as_str())
    }

    pub(crate) fn remove_local(&mut self, address: LocalAddress, engine: Option<&mut Engine>) {
        let Some(at) = self
            .addresses
            .iter()
            .position(|known| known.address == address)
        else {
            return;
        };
        let local = self.addresses.remove(at);
        if let Some(engine) = engine {
            engine.invalidate(&local.candidate);
        }
    }

    pub(crate) fn local_candidates(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(|local| local.text.as_str())
    }

    /// Gives a new engine what it needs to answer checks.
    pub(crate) fn equip(&self, engine: &mut Engine) {
        for local in &self.addresses {
            engine.add_local_candidate(local.candidate.clone());
        }
    }

    // ---- theirs

    /// Whether a description with these credentials restarts ICE.
    pub(crate) fn is_restart(&self, remote: &IceCreds) -> bool {
        self.remote.as_ref().is_some_and(|known| known != remote)
    }

    /// Puts the credentials of an offer in force; ours are new when the remote's are.
    pub(crate) fn take_offer(
        &mut self,
        remote: IceCreds,
        engine: &mut Engine,
        rng: &mut ChaCha20Rng,
        now: Instant,
    ) {
        if self.is_restart(&remote) {
            self.local = credentials(rng);
            self.next = None;
        }
        self.take_remote(remote, engine, now);
    }

    /// Puts the credentials of an answer, and those that we offered, in force.
    pub(crate) fn take_answer(&mut self, remote: IceCreds, engine: &mut Engine, now: Instant) {
        let restart = self.next.take();
        if let Some(next) = restart {
            self.local = next;
            // A remote that keeps its credentials through a restart still gets one.
            self.restart(remote, engine, now);
        } else {
            self.take_remote(remote, engine, now);
        }
    }

    fn take_remote(&mut self, remote: IceCreds, engine: &mut Engine, now: Instant) {
        if self.is_restart(&remote) {
            self.restart(remote, engine, now);
        } else if self.remote.is_none() {
            engine.set_credentials(&self.local, &remote);
            self.remote = Some(remote);
            self.state = IceState::Checking;
            self.heard = now;
            self.release_held(engine);
        }
    }

    fn restart(&mut self, remote: IceCreds, engine: &mut Engine, now: Instant) {
        tracing::debug!("ICE restarts");
        engine.set_credentials(&self.local, &remote);
        // Old paths are given up at once: the remote may have moved, and the engine would send there until they fail.
        for old in self.candidates.drain(..).chain(self.reflexive.drain(..)) {
            engine.invalidate(&old);
            let source = source(&old);
            if !self.retired.contains(&source) {
                self.retired.push_back(source);
            }
        }
        let excess = self.retired.len().saturating_sub(MAX_RETIRED);
        self.retired.drain(..excess);
        self.remote = Some(remote);
        self.restart_wanted = false;
        self.restarting = true;
        self.state = IceState::Checking;
        self.heard = now;
        self.release_held(engine);
    }

    pub(crate) fn add_remote(
        &mut self,
        text: &str,
        engine: Option<&mut Engine>,
    ) -> Result<(), CandidateError> {
        let Announced::Usable(candidate) = Announced::parse(text)? else {
            return Ok(());
        };
        let current = self.remote.as_ref().map(|remote| remote.ufrag.as_str());
        let fits =
            current.is_some() && candidate.ufrag().is_none_or(|ufrag| Some(ufrag) == current);
        match engine.filter(|_| fits) {
            Some(engine) => self.use_remote(candidate, engine),
            None if self.held.len() < MAX_CANDIDATES => {
                self.held.push_back(candidate);
                Ok(())
            }
            None => Err(CandidateError::TooMany),
        }
    }

    fn use_remote(
        &mut self,
        candidate: Candidate,
        engine: &mut Engine,
    ) -> Result<(), CandidateError> {
        let same = |known: &Candidate| {
            (source(known), known.kind()) == (source(&candidate), candidate.kind())
        };
        if self.candidates.iter().any(same) {
            return Ok(());
        }
        if self.candidates.len() == MAX_CANDIDATES {
            return Err(CandidateError::TooMany);
        }
        let given = self.give(&candidate, engine)?;
        self.candidates.push(given);
        Ok(())
    }

    /// Gives the engine a candidate of the remote, and returns it as the engine has it.
    fn give(
        &mut self,
        candidate: &Candidate,
        engine: &mut Engine,
    ) -> Result<Candidate, CandidateError> {
        if self.given == MAX_EVER {
            return Err(CandidateError::TooMany);
        }
        self.given += 1;
        let unique = candidate::unique(candidate, self.given);
        engine.add_remote_candidate(unique.clone());
        let address = source(&unique);
        self.retired.retain(|retired| *retired != address);
        Ok(unique)
    }

    /// Uses what came before the description it belongs to; what belongs to another one is dropped.
    fn release_held(&mut self, engine: &mut Engine) {
        let Some(ufrag) = self.remote.as_ref().map(|remote| remote.ufrag.clone()) else {
            return;
        };
        for candidate in std::mem::take(&mut self.held) {
            if candidate.ufrag().is_none_or(|of| of == ufrag) {
                let _ = self.use_remote(candidate, engine);
            }
        }
    }

    // ---- what is heard

    /// Looks at a connectivity check before the engine takes it: does it say that a restart is through, does it come
    /// from an address that was given up?
    pub(crate) fn before_check(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        bytes: &[u8],
        engine: &mut Engine,
    ) {
        let source = (transport.protocol(), from);
        let retired = self.retired.contains(&source);
        if !self.restarting && !retired {
            return;
        }
        let Some(remote) = &self.remote else { return };
        match engine.verify_check(bytes, &self.local, remote) {
            Some(Check::Request) => {
                if retired && self.reflexive.len() < MAX_CANDIDATES {
                    let back = candidate::reflexive(source.0, from);
                    let given = self.give(&back, engine);
                    self.reflexive.extend(given);
                }
                // A lite agent sends no checks of its own, so the remote's are its proof.
                self.restarting &= !engine.is_lite();
            }
            Some(Check::Response) => self.restarting = false,
            None => {}
        }
    }

    /// Remembers where the remote checks from.
    pub(crate) fn after_check(&mut self, transport: Transport, from: SocketAddr) {
        let protocol = transport.protocol();
        if !self.is_in_force((protocol, from)) && self.reflexive.len() < MAX_CANDIDATES {
            self.reflexive.push(candidate::reflexive(protocol, from));
        }
    }

    /// Whether the remote is, or was, where this says: it announced that address, or checked from it.
    pub(crate) fn knows(&self, transport: Transport, from: SocketAddr) -> bool {
        let address = (transport.protocol(), from);
        self.is_in_force(address) || self.retired.contains(&address)
    }

    fn is_in_force(&self, address: Source) -> bool {
        let mut known = self.candidates.iter().chain(&self.reflexive);
        known.any(|known| source(known) == address)
    }

    /// Notes that the remote is still there.
    ///
    /// Only an established link is kept up by this. A check that arrives before the remote description is no path, and
    /// while paths are checked it is [`settle`](Self::settle) that decides.
    pub(crate) fn on_heard(&mut self, now: Instant) {
        if matches!(self.state, IceState::Connected | IceState::Disconnected) {
            self.heard = now;
            self.state = IceState::Connected;
        }
    }

    /// Takes what the engine thinks of its paths.
    pub(crate) fn on_engine_state(&mut self, state: IceConnectionState, now: Instant) {
        // Its own word for a lost link comes later than ours and is not needed.
        self.has_path = state.is_connected();
        self.settle(now);
    }

    pub(crate) fn deadline(&self) -> Option<Instant> {
        match self.state {
            IceState::New | IceState::Failed => None,
            IceState::Connected => Some(self.heard + self.disconnect_after),
            IceState::Checking | IceState::Disconnected => {
                Some(self.heard + self.disconnect_after + self.fail_after)
            }
        }
    }

    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        if self.state == IceState::Connected && self.deadline().is_some_and(|at| at <= now) {
            self.state = IceState::Disconnected;
        }
        let lost = matches!(self.state, IceState::Checking | IceState::Disconnected);
        if lost && self.deadline().is_some_and(|at| at <= now) {
            self.fail(if self.state == IceState::Checking {
                FailReason::NoPath
            } else {
                FailReason::Silent
            });
        }
    }

    pub(crate) const fn fail(&mut self, why: FailReason) {
        self.why = why;
        self.state = IceState::Failed;
    }

    /// Whether paths checked after the last restart, if there was one, work.
    pub(crate) fn is_up(&self) -> bool {
        self.state == IceState::Connected
    }

    /// Ends the wait for a restart once a check with the new credentials succeeded and a path is in use.
    pub(crate) fn settle(&mut self, now: Instant) {
        if self.state == IceState::Checking && !self.restarting && self.has_path {
            self.heard = now;
            self.state = IceState::Connected;
        }
    }
}

fn source(candidate: &Candidate) -> Source {
    (candidate.proto(), candidate.addr())
}

/// 96 bits of user fragment, 192 bits of password. Source: RFC 8445 §5.3.
fn credentials(rng: &mut ChaCha20Rng) -> IceCreds {
    IceCreds {
        ufrag: token(16, rng),
        pass: token(32, rng),
    }
}

pub(crate) fn token(len: usize, rng: &mut ChaCha20Rng) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    (0..len)
        .map(|_| char::from(LETTERS[(rng.next_u32() & 63) as usize]))
        .collect()
}

//! One peer connection: the value that holds all parts and hands out what they do.
//!
//! Negotiation stands in `peer/offer.rs` and `peer/answer.rs`, what both do with a settled section in
//! `peer/settle.rs`, datagrams and events in `peer/drive.rs`, figures in `peer/figures.rs`.

mod answer;
mod describe;
mod drive;
mod figures;
mod offer;
mod settle;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use lk_sdp::{Fingerprint, Mid, Rid};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use str0m::config::CryptoProvider;
use str0m::media::Mid as EngineMid;

use self::figures::Figures;
use crate::channels::Channels;
use crate::engine::{Engine, Payloads};
use crate::lines::{Line, Sender};
use crate::link::Link;
use crate::remote::MAX_SECTIONS;
use crate::{
    CandidateError, ChannelKey, ChannelSpec, FailReason, IceState, Identity, LocalAddress,
    MediaKind, NegotiationError, OfferedSection, Output, PeerConfig, PeerEvent, PeerStats,
    RemoteSection, SectionChoice, SendError, SenderId, SenderSpec, SenderView,
};

/// One peer connection: a plain value that is told what happened and asked what to do.
///
/// It has no clock and no socket. There are four kinds of methods:
///
/// - **what is wanted**: addresses, senders, receivers, channels. They take effect at once or at the next negotiation;
///   [`negotiation_needed`](Self::negotiation_needed) tells.
/// - **negotiation**: [`create_offer`](Self::create_offer) and [`accept_answer`](Self::accept_answer), or
///   [`accept_offer`](Self::accept_offer). One offer is outstanding at a time; an error changes nothing.
/// - **what happened**: [`handle_datagram`](Self::handle_datagram), [`handle_timeout`](Self::handle_timeout).
/// - **what to do**: [`poll_output`](Self::poll_output), until it answers [`Output::Timeout`](crate::Output::Timeout).
///   Drain it before you sleep.
///
/// Time is an argument everywhere and never runs backwards: an earlier `now` counts as the latest one given.
pub struct Peer {
    config: PeerConfig,
    crypto: Arc<CryptoProvider>,
    identity: Option<Identity>,
    rng: ChaCha20Rng,
    session: (u64, u64),
    cname: String,
    link: Link,
    engine: Option<Engine>,
    lines: Vec<Line>,
    /// Media sections by the engine's name for them.
    by_mid: HashMap<EngineMid, usize>,
    /// Streams that are received: section, and layer.
    streams: HashMap<u32, (usize, Option<Rid>)>,
    senders: BTreeMap<SenderId, Sender>,
    next_sender: u32,
    /// Sections to receive in that no offer has yet: audio, video.
    wanted: [usize; 2],
    wants_data: bool,
    next_mid: u32,
    channels: Channels,
    /// An offer of ours waits for its answer.
    outstanding: bool,
    /// How long the last offer was.
    offer_bytes: usize,
    /// What the last offer would have changed was taken back.
    stale: bool,
    remote: Option<Remote>,
    events: VecDeque<PeerEvent>,
    /// What was taken from the engine before it was asked for.
    aside: VecDeque<Output>,
    /// Whether the engine has nothing more to give.
    drained: bool,
    figures: Figures,
    told: IceState,
    handshake: Handshake,
    announced: bool,
    over: Option<FailReason>,
    closed: bool,
    now: Instant,
}

/// The state of the DTLS handshake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handshake {
    /// It begins with a remote description and a path, whichever comes last.
    Waiting,
    /// It fails at `deadline`.
    Running {
        deadline: Instant,
    },
    Done,
}

/// What the first remote description fixed.
struct Remote {
    fingerprint: Fingerprint,
    /// Whether we start the handshake.
    active: bool,
}

impl Peer {
    /// A peer that does nothing until it is given something to offer, or an offer.
    pub fn new(config: PeerConfig, now: Instant) -> Self {
        let mut rng = ChaCha20Rng::from_seed(config.seed);
        let crypto = config
            .crypto
            .clone()
            .unwrap_or_else(|| Arc::new(str0m::crypto::from_feature_flags()));
        Self {
            link: Link::new(&config, &mut rng, now),
            // 62 bits: more and some readers take it for negative.
            session: (rng.next_u64() >> 2, 0),
            cname: crate::link::token(16, &mut rng),
            channels: Channels::new(config.max_channel_buffer),
            identity: config.identity.clone(),
            crypto,
            config,
            rng,
            engine: None,
            lines: Vec::new(),
            by_mid: HashMap::new(),
            streams: HashMap::new(),
            senders: BTreeMap::new(),
            next_sender: 0,
            wanted: [0; 2],
            wants_data: false,
            next_mid: 0,
            outstanding: false,
            offer_bytes: 0,
            stale: false,
            remote: None,
            events: VecDeque::new(),
            aside: VecDeque::new(),
            drained: true,
            figures: Figures::default(),
            told: IceState::New,
            handshake: Handshake::Waiting,
            announced: false,
            over: None,
            closed: false,
            now,
        }
    }

    // ---- what is wanted

    /// Takes an address of ours; returns the candidate to trickle (`candidate:…`).
    ///
    /// `None` when it is known, or cannot be a candidate (unspecified or multicast addresses).
    pub fn add_local_address(&mut self, local: LocalAddress) -> Option<String> {
        self.link
            .add_local(local, self.engine.as_mut())
            .map(str::to_owned)
    }

    /// Gives an address of ours up: its interface is gone. Paths over it are no longer tried; if none is left the link
    /// falls silent, and [`restart_ice`](Self::restart_ice) with new addresses mends it.
    pub fn remove_local_address(&mut self, local: LocalAddress) {
        self.link.remove_local(local, self.engine.as_mut());
    }

    /// Takes a candidate of the remote (`candidate:…`), held until the description it belongs to is known.
    ///
    /// Empty text ends the candidates. Names (`….local`), foreign protocols and addresses that nothing can be sent to
    /// are passed over.
    ///
    /// # Errors
    ///
    /// [`CandidateError`] when it is malformed, or one too many.
    pub fn add_remote_candidate(
        &mut self,
        candidate: &str,
        now: Instant,
    ) -> Result<(), CandidateError> {
        self.advance(now);
        self.link.add_remote(candidate, self.engine.as_mut())
    }

    /// Our candidates, `candidate:…`.
    pub fn local_candidates(&self) -> impl Iterator<Item = &str> {
        self.link.local_candidates()
    }

    /// The user fragment that candidates told now belong to: of our outstanding offer, or else the one in force.
    pub fn local_ufrag(&self) -> &str {
        self.link.local_ufrag()
    }

    /// Adds something to send. Its streams are numbered now; a section is given at the next negotiation.
    ///
    /// An offer reuses a section whose previous track was stopped, or appends one. A client reuses it only for a sender
    /// with one encoding and the same codecs, since LiveKit's server reads layers and codec preferences only from new
    /// sections. A server that is offered sections puts the sender into the first free one that the client would receive
    /// in.
    ///
    /// A description has a thousand sections at most. A sender above that number is given a section when one is free; ask
    /// [`has_section_for`](Self::has_section_for) first.
    pub fn add_sender(&mut self, spec: SenderSpec) -> SenderId {
        let ssrcs = self.new_ssrcs(&spec);
        let id = SenderId(self.next_sender);
        self.next_sender += 1;
        self.senders.insert(id, Sender::new(spec, ssrcs));
        id
    }

    /// Whether the next offer has a section for such a sender: one that is reused, or one that is appended. A description
    /// has a thousand sections and two megabytes at most.
    pub fn has_section_for(&self, spec: &SenderSpec) -> bool {
        let sender = Sender::new(spec.clone(), Vec::new());
        let offered = sender.offers(self.config.codecs.entries());
        if self.sections_left(section_bytes(offered.len())) > 0 {
            return true;
        }
        let media = self.lines.iter().filter_map(Line::media);
        let free = media.filter(|t| {
            t.kind == spec.kind && t.can_carry(self.config.side, &offered, sender.is_simulcast())
        });
        free.count() > self.unassigned_senders(spec.kind)
    }

    /// Stops sending at once. The section falls silent at the next negotiation.
    pub fn remove_sender(&mut self, id: SenderId) {
        let Some(sender) = self.senders.remove(&id) else {
            return;
        };
        self.figures.forget_sender(id);
        if let Some(engine) = self.engine.as_mut().filter(|_| sender.opened) {
            sender
                .ssrcs
                .iter()
                .for_each(|(ssrc, _)| engine.close_stream(*ssrc));
        }
        let line = sender.line.and_then(|at| self.lines.get_mut(at));
        if let Some(transceiver) = line.and_then(Line::media_mut) {
            transceiver.sender = None;
        }
    }

    /// Adds sections to receive in, to be appended to the next offer. A description has a thousand sections and two
    /// megabytes at most: what is above is left out.
    pub fn add_receivers(&mut self, kind: MediaKind, count: usize) {
        let left = self.sections_left(section_bytes(self.codecs_of(kind)));
        self.wanted[kind as usize] += count.min(left);
    }

    /// Opens a data channel. The first one adds a section to the next offer, and so does the first one after that was
    /// refused, which closes all channels; before the connection is up it waits.
    ///
    /// One whose label is longer than [`ChannelSpec::MAX_LABEL`] is closed at once, as [`PeerEvent::ChannelClosed`] tells.
    pub fn open_channel(&mut self, spec: ChannelSpec) -> ChannelKey {
        let announceable = spec.label.len() <= ChannelSpec::MAX_LABEL;
        let key = self.channels.open(spec);
        if !announceable {
            self.close_channel(key);
            return key;
        }
        self.wants_data = true;
        if let Some(engine) = &mut self.engine {
            self.channels.create(engine, &mut self.events);
        }
        key
    }

    /// Closes a data channel; what waits in it is dropped. [`PeerEvent::ChannelClosed`] follows.
    pub fn close_channel(&mut self, key: ChannelKey) {
        if self.channels.close(key, self.engine.as_mut()) {
            self.events.push_back(PeerEvent::ChannelClosed { key });
        }
    }

    /// Whether something waits for a negotiation.
    pub fn negotiation_needed(&self) -> bool {
        let changed = |line: &Line| {
            line.media().is_some_and(|t| {
                t.sender != t.described_sender || t.wanted(self.config.side) != t.described
            })
        };
        self.stale
            || self.link.restart_wanted()
            || self.wanted != [0; 2]
            || self.lines_for_data() > 0
            || self.unassigned().next().is_some()
            || self.lines.iter().any(changed)
    }

    /// How many senders of `kind` have no section.
    pub fn unassigned_senders(&self, kind: MediaKind) -> usize {
        self.unassigned()
            .filter(|(_, sender)| sender.spec.kind == kind)
            .count()
    }

    /// How many sections of `kind` the remote must add to its next offer, so that each sender has one.
    ///
    /// A section that the remote sent in is never free for a sender: it may be reused for another track of the remote's.
    pub fn missing_sections(&self, kind: MediaKind) -> usize {
        let media = self.lines.iter().filter_map(Line::media);
        let free = media
            .filter(|t| t.kind == kind && t.sender.is_none() && t.open_to_us && !t.sent_by_remote);
        self.unassigned_senders(kind).saturating_sub(free.count())
    }

    /// Makes the next offer carry new ICE credentials, once a remote description is known.
    pub const fn restart_ice(&mut self) {
        self.link.want_restart();
    }

    // ---- how it stands

    /// The chooser that takes every section with all codecs we know, for [`accept_offer`](Self::accept_offer).
    pub fn accept_all(_: &OfferedSection<'_>) -> SectionChoice {
        SectionChoice::accept()
    }

    /// The media sections in order.
    pub fn remote_sections(&self) -> impl Iterator<Item = RemoteSection<'_>> {
        self.lines
            .iter()
            .filter_map(Line::media)
            .map(|t| RemoteSection {
                mid: t.mid,
                kind: t.kind,
                direction: t.agreed,
                msid: t.receiving.as_ref().map(|receiving| &receiving.msid),
                codecs: &t.codecs,
                streams: t
                    .receiving
                    .as_ref()
                    .map_or(&[], |receiving| &receiving.streams),
                rids: t
                    .receiving
                    .as_ref()
                    .map_or(&[], |receiving| &receiving.rids),
                sender: t.sender,
            })
    }

    /// How a sender stands.
    pub fn sender(&self, id: SenderId) -> Option<SenderView<'_>> {
        let sender = self.senders.get(&id)?;
        Some(SenderView {
            mid: self.mid_of(id),
            codecs: &sender.codecs,
            ssrcs: &sender.ssrcs,
            ready: sender.live && self.is_up(),
        })
    }

    /// The section of a sender, once one is given.
    pub fn mid_of(&self, id: SenderId) -> Option<Mid> {
        let sender = self.senders.get(&id)?;
        Some(self.lines.get(sender.line?)?.media()?.mid)
    }

    /// How the link stands.
    pub const fn ice_state(&self) -> IceState {
        self.told
    }

    /// Figures since the start; those that the remote reports are as old as
    /// [`stats_interval`](PeerConfig::stats_interval).
    pub fn stats(&self) -> PeerStats {
        self.figures.report(self)
    }

    // ---- data

    /// Sends a binary message. It may wait: before the channel is open, and while SCTP takes no more.
    ///
    /// # Errors
    ///
    /// [`SendError`]; the message is not taken.
    pub fn send(&mut self, channel: ChannelKey, data: Bytes) -> Result<(), SendError> {
        self.channels.send(channel, data, self.engine.as_mut())
    }

    /// Bytes that wait in a channel, unsent or not yet acknowledged; 0 when it is closed.
    pub fn buffered_amount(&mut self, channel: ChannelKey) -> usize {
        self.channels.buffered(channel, self.engine.as_mut())
    }

    /// Sets the mark that [`PeerEvent::ChannelDrained`] tells of. Default: 0.
    pub fn set_buffered_low(&mut self, channel: ChannelKey, bytes: usize) {
        self.channels.set_low(channel, bytes);
    }

    /// Most bytes in one message: what the remote takes, at most 65535.
    pub const fn max_message_size(&self) -> usize {
        self.channels.max_message
    }

    /// Ends the connection: the remote is told. Drain the output once more; after that the peer does nothing.
    pub fn close(&mut self, now: Instant) {
        self.advance(now);
        if !std::mem::replace(&mut self.closed, true) {
            self.events.clear();
            self.aside.clear();
            if let Some(engine) = &mut self.engine {
                engine.close();
            }
        }
    }

    // ---- for all parts

    fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
    }

    fn is_up(&self) -> bool {
        self.handshake == Handshake::Done && self.over.is_none() && !self.closed
    }

    fn check_open(&self) -> Result<(), NegotiationError> {
        if self.closed || self.over.is_some() {
            Err(NegotiationError::Closed)
        } else {
            Ok(())
        }
    }

    /// How many sections of so many bytes can be appended to the next offer, beside those that are sure to be.
    fn sections_left(&self, bytes: usize) -> usize {
        let table = self.config.codecs.entries();
        let senders = self
            .unassigned()
            .map(|(_, sender)| sender.offers(table).len());
        let kinds = [MediaKind::Audio, MediaKind::Video];
        let receivers = kinds
            .into_iter()
            .flat_map(|kind| std::iter::repeat_n(self.codecs_of(kind), self.wanted[kind as usize]));
        let (mut count, mut size) = (self.lines.len() + self.lines_for_data(), self.offer_bytes);
        for codecs in senders.chain(receivers) {
            count += 1;
            size += section_bytes(codecs);
        }
        let by_size = MAX_OFFER.saturating_sub(size) / bytes;
        MAX_SECTIONS.saturating_sub(count).min(by_size)
    }

    fn codecs_of(&self, kind: MediaKind) -> usize {
        let entries = self.config.codecs.entries().iter();
        entries.filter(|entry| entry.codec.kind() == kind).count()
    }

    /// How many sections the next offer adds for data channels.
    fn lines_for_data(&self) -> usize {
        let has_data = self.lines.iter().any(|line| matches!(line, Line::Data(_)));
        usize::from(self.wants_data && !has_data)
    }

    fn unassigned(&self) -> impl Iterator<Item = (SenderId, &Sender)> {
        let unassigned = self
            .senders
            .iter()
            .filter(|(_, sender)| sender.line.is_none());
        unassigned.map(|(id, sender)| (*id, sender))
    }

    /// Numbers for the streams of a sender: SSRC, and SSRC of retransmissions.
    fn new_ssrcs(&mut self, spec: &SenderSpec) -> Vec<(u32, Option<u32>)> {
        let rtx = spec.kind == MediaKind::Video && self.config.nack;
        let mut fresh = Vec::with_capacity(2 * spec.encodings.len());
        while fresh.len() < 2 * spec.encodings.len() {
            let ssrc = self.rng.next_u32();
            let ours = |sender: &Sender| {
                sender
                    .ssrcs
                    .iter()
                    .any(|(main, rtx)| *main == ssrc || *rtx == Some(ssrc))
            };
            let taken = fresh.contains(&ssrc)
                || self.streams.contains_key(&ssrc)
                || self.senders.values().any(ours);
            if ssrc != 0 && !taken {
                fresh.push(ssrc);
            }
        }
        fresh
            .chunks(2)
            .map(|pair| (pair[0], rtx.then_some(pair[1])))
            .collect()
    }

    /// The certificate, made when first needed.
    fn identity(&mut self) -> Result<Identity, NegotiationError> {
        if self.identity.is_none() {
            self.identity = Identity::generate(&self.crypto);
        }
        self.identity
            .clone()
            .ok_or(NegotiationError::NeedsNewConnection(
                "no certificate could be made",
            ))
    }

    /// Builds the engine; `payloads` is asked for only when there is none.
    fn ensure_engine(
        &mut self,
        payloads: impl FnOnce(&PeerConfig) -> Payloads,
    ) -> Result<(), NegotiationError> {
        if self.engine.is_some() {
            return Ok(());
        }
        let identity = self.identity()?;
        let payloads = payloads(&self.config);
        let (crypto, local) = (Arc::clone(&self.crypto), self.link.local().clone());
        let engine = Engine::new(&self.config, crypto, identity, local, payloads, self.now);
        let mut engine = engine.ok_or(NegotiationError::NeedsNewConnection(
            "the engine could not be built",
        ))?;
        self.link.equip(&mut engine);
        self.engine = Some(engine);
        Ok(())
    }
}

/// About what a section takes in an offer.
const fn section_bytes(codecs: usize) -> usize {
    700 + 300 * codecs
}

/// How long an offer may become. LiveKit's server closes a websocket over which more than 2 MiB come at once.
const MAX_OFFER: usize = (2 << 20) - (64 << 10);

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("side", &self.config.side)
            .field("ice", &self.told)
            .field("lines", &self.lines.len())
            .field("outstanding", &self.outstanding)
            .field("over", &self.over)
            .finish_non_exhaustive()
    }
}

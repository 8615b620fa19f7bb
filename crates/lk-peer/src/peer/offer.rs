//! Offers that we make, and the answers to them.

use std::time::Instant;

use lk_sdp::{Direction, Mid, Section, SessionDescription, Setup};

use super::{Peer, Remote};
use crate::engine::Payloads;
use crate::lines::{Line, Transceiver};
use crate::remote::{self, MAX_SECTIONS, RemoteMedia, RemoteTransport};
use crate::{MediaKind, NegotiationError, SenderId};

impl Peer {
    /// Makes an offer with the candidates known so far.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`] when one is outstanding, there is nothing to offer, or the peer is closed.
    pub fn create_offer(&mut self, now: Instant) -> Result<String, NegotiationError> {
        self.check_open()?;
        self.advance(now);
        if self.outstanding {
            return Err(NegotiationError::OfferOutstanding);
        }
        let nothing = self.lines.is_empty()
            && !self.wants_data
            && self.wanted == [0; 2]
            && self.unassigned().next().is_none();
        if nothing {
            return Err(NegotiationError::NothingToOffer);
        }
        self.ensure_engine(|config| Payloads::offering(&config.codecs, config.nack))?;
        self.add_lines();
        let sections: Vec<Section> = self
            .lines
            .iter()
            .map(|line| self.offer_line(line))
            .collect();
        let ice = self.link.offered(&mut self.rng).clone();
        let offer = self.description(sections, &ice, Setup::ActPass)?;
        let side = self.config.side;
        for transceiver in self.lines.iter_mut().filter_map(Line::media_mut) {
            transceiver.described = transceiver.wanted(side);
            transceiver.described_sender = transceiver.sender;
        }
        self.offer_bytes = offer.len();
        self.outstanding = true;
        self.stale = false;
        Ok(offer)
    }

    /// Takes an unanswered offer back: what it would have changed goes into the next one. Sections keep their places.
    pub fn rollback(&mut self) {
        if std::mem::take(&mut self.outstanding) {
            self.link.rollback();
            self.stale = true;
        }
    }

    /// Takes the answer to our offer.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`]; nothing has changed and the offer stays outstanding.
    pub fn accept_answer(&mut self, sdp: &str, now: Instant) -> Result<(), NegotiationError> {
        self.check_open()?;
        self.advance(now);
        if !self.outstanding {
            return Err(NegotiationError::NoOfferOutstanding);
        }
        let answer = SessionDescription::parse(sdp)?;
        if answer.sections.len() != self.lines.len() {
            return Err(NegotiationError::PeerBroke(
                "the answer has other sections than the offer",
            ));
        }
        remote::check_bundle(&answer)?;
        let mut sections = Vec::with_capacity(answer.sections.len());
        for (line, section) in self.lines.iter().zip(&answer.sections) {
            sections.push(self.read_answer(line, section)?);
        }
        // An answer that refuses everything says nothing of a transport.
        let live = answer.sections.iter().any(|section| !section.is_rejected());
        let transport = live.then(|| RemoteTransport::read(&answer)).transpose()?;
        let active = match transport.as_ref().and_then(|transport| transport.setup) {
            Some(Setup::Active) => false,
            Some(Setup::Passive) => true,
            None if transport.is_none() || self.remote.is_some() => false,
            None => true,
            Some(Setup::ActPass | Setup::HoldConn) => {
                return Err(NegotiationError::PeerBroke(
                    "the answer leaves the DTLS role open",
                ));
            }
        };
        if let Some(transport) = &transport {
            self.check_transport(transport)?;
        }

        self.outstanding = false;
        if let Some(transport) = transport {
            self.begin(&transport, active, true);
            let engine = self.engine.as_mut();
            if let Some(engine) = engine {
                self.link.take_answer(transport.ice, engine, self.now);
            }
            self.take_candidates(&transport.candidates);
        }
        for (at, answered) in sections.iter().enumerate() {
            if let Answered::Media(media, agreed) = answered {
                self.retire(at, Some(&**media).filter(|_| agreed.receives()));
            }
        }
        for (at, answered) in sections.into_iter().enumerate() {
            match answered {
                Answered::Refused => self.refuse(at),
                Answered::Data { max_message } => self.settle_data(max_message),
                Answered::Media(media, agreed) => {
                    let codecs = media.codecs.clone();
                    self.settle(at, &media, agreed, codecs);
                }
            }
        }
        self.sync();
        Ok(())
    }

    fn read_answer(&self, line: &Line, section: &Section) -> Result<Answered, NegotiationError> {
        use NegotiationError::PeerBroke;
        if line.kind() != section.kind {
            return Err(PeerBroke("the answer has other sections than the offer"));
        }
        if section.is_rejected() {
            return Ok(Answered::Refused);
        }
        if section.mid != line.mid() || matches!(line, Line::Dead { .. }) {
            return Err(PeerBroke("the answer has other sections than the offer"));
        }
        match line {
            Line::Data(_) if remote::is_data(section) => Ok(Answered::Data {
                max_message: remote::max_message_size(section),
            }),
            Line::Data(_) => Err(PeerBroke(
                "the data channels' protocol is not SCTP over DTLS",
            )),
            Line::Dead { .. } => Ok(Answered::Refused),
            Line::Media(transceiver) => {
                let media = RemoteMedia::read(section, self.config.nack)?;
                let media =
                    media.ok_or(PeerBroke("the answer has other sections than the offer"))?;
                let (ours, theirs) = (transceiver.described, media.direction);
                let sends = ours.sends() && theirs.receives();
                let agreed = Direction::new(sends, ours.receives() && theirs.sends());
                self.check_sendable(transceiver.sender.filter(|_| sends), &media.codecs)?;
                Ok(Answered::Media(Box::new(media), agreed))
            }
        }
    }

    /// Adds a section for each thing that has none.
    fn add_lines(&mut self) {
        let unassigned: Vec<SenderId> = self.unassigned().map(|(id, _)| id).collect();
        for id in unassigned {
            self.assign(id);
        }
        for kind in [MediaKind::Audio, MediaKind::Video] {
            for _ in 0..std::mem::take(&mut self.wanted[kind as usize]) {
                let entries = self.config.codecs.entries().iter();
                let offered = entries
                    .filter(|entry| entry.codec.kind() == kind)
                    .cloned()
                    .collect();
                if let Some(transceiver) = self.append(kind) {
                    transceiver.receive = true;
                    transceiver.offered = offered;
                }
            }
        }
        if self.lines_for_data() > 0 {
            let mid = self.new_mid();
            self.lines.push(Line::Data(mid));
        }
    }

    /// Gives a sender a section: a free one that can carry it, or else a new one. Without either it waits.
    fn assign(&mut self, id: SenderId) {
        let Some(sender) = self.senders.get(&id) else {
            return;
        };
        let kind = sender.spec.kind;
        let offered = sender.offers(self.config.codecs.entries());
        let simulcast = sender.is_simulcast();
        let free = |line: &Line| {
            let transceiver = line.media().filter(|t| t.kind == kind);
            transceiver.is_some_and(|t| t.can_carry(self.config.side, &offered, simulcast))
        };
        let reused = self.lines.iter().position(free);
        let at = reused.unwrap_or(self.lines.len());
        if reused.is_none() && self.append(kind).is_none() {
            return;
        }
        if let Some(transceiver) = self.lines.get_mut(at).and_then(Line::media_mut) {
            transceiver.sender = Some(id);
            transceiver.offered = offered;
        }
        if let Some(sender) = self.senders.get_mut(&id) {
            sender.line = Some(at);
        }
    }

    /// Appends a section; `None` when there are as many as a description may have, one of them for data channels.
    fn append(&mut self, kind: MediaKind) -> Option<&mut Transceiver> {
        if self.lines.len() + self.lines_for_data() >= MAX_SECTIONS {
            return None;
        }
        let mid = self.new_mid();
        let transceiver = Transceiver::new(mid, kind, false)?;
        self.by_mid.insert(transceiver.engine_mid, self.lines.len());
        self.lines.push(Line::Media(Box::new(transceiver)));
        self.lines.last_mut()?.media_mut()
    }

    fn new_mid(&mut self) -> Mid {
        loop {
            let mid = self.next_mid.to_string();
            self.next_mid += 1;
            match Mid::new(&mid) {
                Ok(mid) if self.lines.iter().all(|line| line.mid() != Some(mid)) => return mid,
                _ => {}
            }
        }
    }

    /// Takes what the first description fixes: roles and certificate.
    pub(super) fn begin(&mut self, transport: &RemoteTransport, active: bool, offered: bool) {
        let Some(engine) = &mut self.engine else {
            return;
        };
        if self.remote.is_none() {
            // A lite agent never controls; between two full ones the offerer does. Source: RFC 8445 §6.1.1.
            let controlling = !self.config.ice_lite && (offered || transport.ice_lite);
            engine.set_controlling(controlling);
            self.remote = Some(Remote {
                fingerprint: transport.fingerprint.clone(),
                active,
            });
        }
    }

    pub(super) fn check_transport(
        &self,
        transport: &RemoteTransport,
    ) -> Result<(), NegotiationError> {
        match &self.remote {
            Some(remote) if remote.fingerprint != transport.fingerprint => Err(
                NegotiationError::NeedsNewConnection("the remote's certificate changed"),
            ),
            _ => Ok(()),
        }
    }

    pub(super) fn take_candidates(&mut self, candidates: &[String]) {
        for candidate in candidates {
            if let Err(error) = self.link.add_remote(candidate, self.engine.as_mut()) {
                tracing::debug!(%error, "candidate passed over");
            }
        }
    }

    /// Marks a section as refused and drops what it carried.
    pub(super) fn refuse(&mut self, at: usize) {
        self.retire(at, None);
        let Some(line) = self.lines.get_mut(at) else {
            return;
        };
        let dead = Line::Dead {
            mid: line.mid(),
            kind: line.kind(),
        };
        match std::mem::replace(line, dead) {
            Line::Media(transceiver) => {
                self.by_mid.remove(&transceiver.engine_mid);
                transceiver
                    .sender
                    .into_iter()
                    .for_each(|id| self.stop_sender(id));
                if let Some(engine) = self
                    .engine
                    .as_mut()
                    .filter(|_| transceiver.declared.is_some())
                {
                    engine.undeclare(transceiver.engine_mid);
                }
            }
            Line::Data(_) => {
                // Offered again it would be refused again; the next channel to be opened may try.
                self.wants_data = false;
                self.channels
                    .close_all(self.engine.as_mut(), &mut self.events);
            }
            Line::Dead { .. } => {}
        }
    }
}

/// What the answer says of one section.
enum Answered {
    Refused,
    Data {
        max_message: usize,
    },
    /// With who sends from now on, seen by us.
    Media(Box<RemoteMedia>, Direction),
}

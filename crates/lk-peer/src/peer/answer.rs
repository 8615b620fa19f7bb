//! Offers of the remote, and our answers.
//!
//! An answer is planned as a whole before anything is changed, so that an offer that cannot be taken leaves no trace.

use std::time::Instant;

use lk_sdp::{
    CodecDesc, Direction, Extmap, Mid, RidDesc, RidDirection, Section, SessionDescription, Setup,
    Simulcast,
};

use super::Peer;
use super::describe::data_section;
use crate::engine::Payloads;
use crate::lines::{Line, Transceiver};
use crate::remote::{self, RemoteMedia, RemoteTransport};
use crate::{
    Codec, NegotiatedCodec, NegotiationError, OfferedSection, PeerConfig, SectionChoice, SenderId,
    Side,
};

/// How one section of the offer will be answered.
enum Plan {
    Refuse(Box<Section>),
    Data { mid: Mid, max_message: usize },
    Media(Box<MediaPlan>),
}

struct MediaPlan {
    media: RemoteMedia,
    choice: SectionChoice,
    codecs: Vec<NegotiatedCodec>,
    /// What we send in it from now on.
    sender: Option<SenderId>,
    agreed: Direction,
}

impl Peer {
    /// Takes an offer and answers it; `choose` decides on each media section.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`]; nothing has changed.
    pub fn accept_offer(
        &mut self,
        sdp: &str,
        choose: &mut dyn FnMut(&OfferedSection<'_>) -> SectionChoice,
        now: Instant,
    ) -> Result<String, NegotiationError> {
        self.check_open()?;
        self.advance(now);
        if self.outstanding {
            return Err(NegotiationError::OfferOutstanding);
        }
        let offer = SessionDescription::parse(sdp)?;
        if offer.sections.len() < self.lines.len() {
            return Err(NegotiationError::PeerBroke("the offer leaves sections out"));
        }
        remote::check_bundle(&offer)?;
        let live = offer.sections.iter().any(|section| !section.is_rejected());
        let transport = live.then(|| RemoteTransport::read(&offer)).transpose()?;
        let active = match transport.as_ref().and_then(|transport| transport.setup) {
            Some(Setup::Active) => false,
            Some(Setup::ActPass | Setup::Passive) | None => true,
            Some(Setup::HoldConn) => {
                return Err(NegotiationError::PeerBroke(
                    "the offer holds the connection back",
                ));
            }
        };
        if let Some(transport) = &transport {
            self.check_transport(transport)?;
        }
        let plans = self.plan(&offer, choose)?;
        self.ensure_engine(|config| {
            let medias = plans.iter().filter_map(|plan| match plan {
                Plan::Media(plan) => Some(&plan.media.codecs),
                Plan::Refuse(_) | Plan::Data { .. } => None,
            });
            Payloads::answering(medias.flatten(), &config.codecs)
        })?;

        if let Some(transport) = transport {
            self.begin(&transport, active, false);
            if let Some(engine) = &mut self.engine {
                self.link
                    .take_offer(transport.ice, engine, &mut self.rng, self.now);
            }
            self.take_candidates(&transport.candidates);
        }
        let sections = self.carry_out(plans);
        let role = if self.remote.as_ref().is_none_or(|remote| remote.active) {
            Setup::Active
        } else {
            Setup::Passive
        };
        let ice = self.link.local().clone();
        let answer = self.description(sections, &ice, role)?;
        self.stale = false;
        self.sync();
        Ok(answer)
    }

    fn plan(
        &self,
        offer: &SessionDescription,
        choose: &mut dyn FnMut(&OfferedSection<'_>) -> SectionChoice,
    ) -> Result<Vec<Plan>, NegotiationError> {
        let mut waiting: Vec<SenderId> = match self.config.side {
            Side::Server => self.unassigned().map(|(id, _)| id).collect(),
            Side::Client => Vec::new(),
        };
        let mut plans = Vec::with_capacity(offer.sections.len());
        for (at, section) in offer.sections.iter().enumerate() {
            let line = self.lines.get(at);
            if let Some(line) = line {
                check_same(line, section)?;
            }
            plans.push(self.plan_section(line, section, choose, &mut waiting)?);
        }
        Ok(plans)
    }

    fn plan_section(
        &self,
        line: Option<&Line>,
        section: &Section,
        choose: &mut dyn FnMut(&OfferedSection<'_>) -> SectionChoice,
        waiting: &mut Vec<SenderId>,
    ) -> Result<Plan, NegotiationError> {
        let refuse = || Ok(Plan::Refuse(Box::new(self.refusal(section))));
        let Some(mid) = section.mid.filter(|_| !section.is_rejected()) else {
            return refuse();
        };
        if remote::is_data(section) {
            return Ok(Plan::Data {
                mid,
                max_message: remote::max_message_size(section),
            });
        }
        let Some(mut media) = RemoteMedia::read(section, self.config.nack)? else {
            return refuse();
        };
        let table = self.config.codecs.entries();
        let known = |codec: &NegotiatedCodec| table.iter().any(|entry| entry.codec == codec.codec);
        media.codecs.retain(known);
        // The server's dead sections stay dead.
        let dead = matches!(line, Some(Line::Dead { .. }));
        if dead && self.config.side == Side::Server {
            return refuse();
        }
        let known = line.and_then(Line::media);
        if known.is_none() && Transceiver::new(mid, media.kind, true).is_none() {
            return refuse();
        }
        let choice = choose(&OfferedSection {
            mid,
            kind: media.kind,
            direction: media.direction,
            msid: media.msid.as_ref(),
            codecs: &media.codecs,
            rids: &media.rids,
            is_new: known.is_none(),
        });
        let codecs = chosen(&media.codecs, &choice);
        if choice.reject || codecs.is_empty() {
            return refuse();
        }
        let theirs = media.direction;
        // What the remote no longer wants here needs another section.
        let mut sender = known.and_then(|t| t.sender).filter(|_| theirs.receives());
        // Where the remote sent before, it may only not have thought of closing its receiving half.
        let free = known.is_none_or(|t| !t.sent_by_remote);
        if sender.is_none() && theirs.receives() && free {
            let kind = |id: &SenderId| self.senders.get(id).map(|sender| sender.spec.kind);
            let fits = waiting.iter().position(|id| kind(id) == Some(media.kind));
            sender = fits.map(|at| waiting.remove(at));
        }
        let sends = sender.is_some();
        let receives = theirs.sends() && choice.receive != Some(false);
        self.check_sendable(sender.filter(|_| sends), &codecs)?;
        let agreed = Direction::new(sends, receives);
        Ok(Plan::Media(Box::new(MediaPlan {
            media,
            choice,
            codecs,
            sender,
            agreed,
        })))
    }

    /// A refused section, as the side writes it.
    fn refusal(&self, section: &Section) -> Section {
        let refused = Section::rejected(section.kind.clone());
        match self.config.side {
            Side::Server => refused,
            Side::Client => Section {
                mid: section.mid,
                protocol: section.protocol.clone(),
                formats: section.formats.clone(),
                direction: Direction::Inactive,
                ..refused
            },
        }
    }

    fn carry_out(&mut self, plans: Vec<Plan>) -> Vec<Section> {
        for (at, plan) in plans.iter().enumerate() {
            match plan {
                Plan::Refuse(_) => self.retire(at, None),
                Plan::Data { .. } => {}
                Plan::Media(plan) => {
                    self.retire(at, Some(&plan.media).filter(|_| plan.agreed.receives()));
                }
            }
        }
        let carry_out = |(at, plan)| match plan {
            Plan::Refuse(section) => {
                if at == self.lines.len() {
                    let (mid, kind) = (section.mid, section.kind.clone());
                    self.lines.push(Line::Dead { mid, kind });
                }
                self.refuse(at);
                *section
            }
            Plan::Data { mid, max_message } => {
                self.replace(at, Line::Data(mid));
                self.settle_data(max_message);
                data_section(mid)
            }
            Plan::Media(plan) => self.carry_out_media(at, *plan),
        };
        plans.into_iter().enumerate().map(carry_out).collect()
    }

    fn carry_out_media(&mut self, at: usize, plan: MediaPlan) -> Section {
        let MediaPlan {
            media,
            choice,
            codecs,
            sender,
            agreed,
        } = plan;
        let (mid, kind) = (media.mid, media.kind);
        if self.lines.get(at).and_then(Line::media).is_none() {
            let Some(transceiver) = Transceiver::new(mid, kind, true) else {
                return Section::rejected(kind.sdp());
            };
            let engine_mid = transceiver.engine_mid;
            self.replace(at, Line::Media(Box::new(transceiver)));
            self.by_mid.insert(engine_mid, at);
        }
        let mut before = None;
        if let Some(t) = self.lines.get_mut(at).and_then(Line::media_mut) {
            before = std::mem::replace(&mut t.sender, sender);
            t.described = agreed;
            t.described_sender = sender;
            t.open_to_us = media.direction.receives();
        }
        if let Some(id) = before.filter(|id| Some(*id) != sender) {
            self.stop_sender(id);
            if let Some(sender) = self.senders.get_mut(&id) {
                sender.line = None;
            }
        }
        if let Some(sender) = sender.and_then(|id| self.senders.get_mut(&id)) {
            sender.line = Some(at);
        }
        let mut section = answer_section(&media, &choice, &codecs, agreed, &self.config);
        let t = self.lines.get(at).and_then(Line::media);
        let fresh = sender.is_none() && t.is_some_and(|t| !t.sent_by_remote && !t.sent_by_us);
        if self.config.side == Side::Server && fresh && media.direction.receives() {
            // As the server does: it would send here, but has nothing yet.
            section.direction = Direction::new(true, agreed.receives());
        }
        let known = media.extensions.iter();
        let known = known.filter(|(_, ext)| self.config.extensions.knows(kind, *ext));
        section.extmap = known.map(|(id, ext)| Extmap::new(*id, ext.uri())).collect();
        if let Some(t) = self.lines.get(at).and_then(Line::media) {
            self.describe_sender(t, &mut section);
        }
        let mut media = media;
        media
            .extensions
            .retain(|(_, ext)| self.config.extensions.knows(kind, *ext));
        self.settle(at, &media, agreed, codecs);
        section
    }

    fn replace(&mut self, at: usize, line: Line) {
        match self.lines.get_mut(at) {
            Some(place) => *place = line,
            None => self.lines.push(line),
        }
    }
}

/// Fails when a section is not the one that has this place. A refused one may be taken for something new.
fn check_same(line: &Line, section: &Section) -> Result<(), NegotiationError> {
    let dead = matches!(line, Line::Dead { .. });
    if dead || section.is_rejected() {
        return Ok(());
    }
    if line.kind() == section.kind && line.mid() == section.mid {
        Ok(())
    } else {
        Err(NegotiationError::PeerBroke(
            "a section is not the one it was",
        ))
    }
}

/// The offered codecs that are kept, in the order of the choice.
fn chosen(offered: &[NegotiatedCodec], choice: &SectionChoice) -> Vec<NegotiatedCodec> {
    let Some(wanted) = &choice.codecs else {
        return offered.to_vec();
    };
    let of = |wanted| offered.iter().filter(move |codec| codec.codec == wanted);
    wanted
        .iter()
        .flat_map(|wanted| of(*wanted))
        .cloned()
        .collect()
}

fn answer_section(
    media: &RemoteMedia,
    choice: &SectionChoice,
    codecs: &[NegotiatedCodec],
    agreed: Direction,
    config: &PeerConfig,
) -> Section {
    let (nack, table) = (config.nack, config.codecs.entries());
    let mut section = Section::new(media.kind.sdp(), media.mid);
    section.protocol.clone_from(&media.protocol);
    section.direction = agreed;
    for codec in codecs {
        let offered = |pt: u8| media.descs.iter().find(|desc| desc.pt == pt).cloned();
        let Some(mut desc) = offered(codec.pt) else {
            continue;
        };
        let understood = |fb: &String| match fb.as_str() {
            "nack" => nack,
            "nack pli" | "ccm fir" | "transport-cc" => true,
            _ => false,
        };
        desc.feedback.retain(understood);
        if let Some(ours) = table
            .iter()
            .find(|e| e.codec == codec.codec)
            .filter(|_| codec.codec == Codec::Opus)
        {
            // What we want to receive is ours to say. Other codecs' parameters tell which of them it is.
            desc.fmtp.clone_from(&ours.fmtp);
        }
        for (_, extra) in choice.fmtp.iter().filter(|(of, _)| *of == codec.codec) {
            add_parameter(&mut desc, extra);
        }
        for (_, extra) in choice.feedback.iter().filter(|(of, _)| *of == codec.codec) {
            if !desc.feedback.contains(extra) && (extra != "nack" || nack) {
                desc.feedback.push(extra.clone());
            }
        }
        for desc in [Some(desc), codec.rtx.and_then(offered)]
            .into_iter()
            .flatten()
        {
            section.formats.push(desc.pt.to_string());
            section.codecs.push(desc);
        }
    }
    if agreed.receives() && !media.rids.is_empty() {
        let desc = |id| RidDesc {
            id,
            direction: RidDirection::Recv,
            restrictions: None,
        };
        section.rids = media.rids.iter().copied().map(desc).collect();
        section.simulcast = Some(Simulcast {
            send: Vec::new(),
            recv: media.rids.clone(),
        });
    }
    section
}

fn add_parameter(desc: &mut CodecDesc, parameter: &str) {
    let name = parameter.split('=').next().unwrap_or_default();
    if desc.parameter(name).is_some() {
        return;
    }
    if !desc.fmtp.is_empty() {
        desc.fmtp.push(';');
    }
    desc.fmtp.push_str(parameter);
}

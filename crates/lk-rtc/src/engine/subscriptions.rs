//! Tracks of others: which section carries which, what of them has come, in which form it goes out.
//!
//! A track is received once two things are known, in whichever order: a section of the connection
//! that carries it, and a publication of that id. A section carries one track at a time and may
//! carry another, in another codec, later.

mod filler;
mod receiver;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use lk_media::Codec;
use lk_peer::{IncomingRtp, Mid, RemoteTrack};

use self::filler::Filler;
pub(super) use self::receiver::Received;
use self::receiver::Receiver;
use super::convert::codec_from_peer;
use super::output::MediaForm;
use super::room::RoomModel;
use crate::model::SubscriptionState;
use crate::{ReceivedPacket, TrackSid};

#[derive(Debug)]
pub(super) struct Subscriptions {
    auto: bool,
    limits: Limits,
    sections: BTreeMap<Mid, Section>,
    /// What the application asked for, track by track, where it did.
    choices: BTreeMap<TrackSid, bool>,
    /// Which track a section carries, as the server lists it beside its descriptions.
    listed: HashMap<String, String>,
    filler: Filler,
}

/// How much of a track may wait, and how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) reorder_window: Duration,
    pub(super) buffer_bytes: usize,
    /// Whether frames that the server made are handed out.
    pub(super) filler: bool,
}

/// The server began to send in a section.
#[derive(Debug)]
pub(super) struct Started {
    pub(super) mid: Mid,
    /// The two parts of its `a=msid`.
    pub(super) stream: String,
    pub(super) track: String,
    pub(super) video: bool,
    pub(super) codec: Option<lk_peer::Codec>,
}

impl From<RemoteTrack> for Started {
    fn from(track: RemoteTrack) -> Self {
        Self {
            mid: track.mid,
            stream: track.msid.stream,
            track: track.msid.track,
            video: track.kind == lk_peer::MediaKind::Video,
            codec: track.codecs.first().map(|first| first.codec),
        }
    }
}

/// A section in which the server sends.
#[derive(Debug)]
struct Section {
    /// Ids that the track might have, the best first.
    names: Vec<String>,
    codec: Option<Codec>,
    video: bool,
    /// The stream of the last packet.
    ssrc: Option<u32>,
    /// What came before it was known which track this is.
    early: VecDeque<ReceivedPacket>,
    receiver: Option<(TrackSid, Receiver)>,
    hold: Hold,
}

/// Whether a section may be joined to its track.
///
/// A server that was told that we no longer want a track goes on sending it for a while, ends with frames of its own, and
/// then stops the section. Who subscribes again before that is given a new section, or a new stream in the same one; the
/// media of the old one is not what was asked for. But a server that hears of both together changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// It may.
    Free,
    /// The application unsubscribed from its track, and the server has not stopped it yet.
    Unsubscribed,
    /// The application has subscribed again, at this time.
    Resubscribed(Instant),
}

impl Subscriptions {
    pub(super) fn new(auto: bool, limits: Limits) -> Self {
        Self {
            auto,
            limits,
            sections: BTreeMap::new(),
            choices: BTreeMap::new(),
            listed: HashMap::new(),
            filler: Filler::default(),
        }
    }

    /// Takes what the server ends frames of its own with.
    pub(super) fn set_trailer(&mut self, trailer: &[u8]) {
        self.filler.set_trailer(trailer);
    }

    // ---- what the connection tells

    /// Takes over which track stands in which section. `complete`: the list names all of them.
    pub(super) fn on_listed(&mut self, listed: &HashMap<String, String>, complete: bool) {
        if complete {
            self.listed.clear();
        }
        let listed = listed.iter().map(|(mid, sid)| (mid.clone(), sid.clone()));
        self.listed.extend(listed.take(MAX_LISTED));
    }

    pub(super) fn on_started(&mut self, started: Started, room: &mut RoomModel, now: Instant) {
        let Started {
            mid,
            stream,
            track,
            video,
            codec,
        } = started;
        self.on_stopped(mid, room);
        let second = stream.split_once('|').map(|(_, second)| second.to_owned());
        let section = Section {
            names: [Some(track), second].into_iter().flatten().collect(),
            codec: codec.and_then(codec_from_peer),
            video,
            ssrc: None,
            early: VecDeque::new(),
            receiver: None,
            hold: Hold::Free,
        };
        self.sections.insert(mid, section);
        self.resolve(room, now);
    }

    pub(super) fn on_stopped(&mut self, mid: Mid, room: &mut RoomModel) {
        if let Some(Section {
            receiver: Some((sid, _)),
            ..
        }) = self.sections.remove(&mid)
        {
            let left = if self.wants(&sid) {
                SubscriptionState::Pending
            } else {
                SubscriptionState::Unsubscribed
            };
            room.unsubscribed(&sid, left);
        }
    }

    pub(super) fn on_codec_changed(&mut self, mid: Mid, codec: Option<lk_peer::Codec>) {
        let codec = codec.and_then(codec_from_peer);
        if let Some(section) = self.sections.get_mut(&mid) {
            section.codec = codec;
            if let Some((_, receiver)) = &mut section.receiver {
                receiver.set_codec(codec);
            }
        }
    }

    pub(super) fn on_rtp(&mut self, packet: IncomingRtp, room: &mut RoomModel, now: Instant) {
        let Some(section) = self.sections.get_mut(&packet.mid) else {
            return;
        };
        let codec = codec_from_peer(packet.codec);
        let server_made = self.filler.made(codec, &packet.payload);
        let renewed = section.ssrc.replace(packet.ssrc) != Some(packet.ssrc);
        if section.hold != Hold::Free && section.releases(renewed, server_made, now) {
            section.hold = Hold::Free;
            self.resolve(room, now);
        }
        let Some(section) = self.sections.get_mut(&packet.mid) else {
            return;
        };
        let packet = ReceivedPacket {
            seq: packet.seq,
            timestamp: packet.timestamp,
            marker: packet.marker,
            payload_type: packet.pt,
            codec,
            server_made,
            payload: bytes::Bytes::from_owner(packet.payload),
            audio_level: packet.extensions.audio_level.map(|level| level.level),
            dependency_descriptor: packet
                .extensions
                .rare
                .and_then(|rare| rare.dependency_descriptor),
            arrival: packet.arrival,
        };
        match &mut section.receiver {
            Some((_, receiver)) => receiver.push(packet),
            None if section.hold == Hold::Unsubscribed => {}
            None => {
                if section.early.len() == MAX_EARLY {
                    section.early.pop_front();
                }
                section.early.push_back(packet);
            }
        }
    }

    /// Joins sections and publications that found each other.
    pub(super) fn resolve(&mut self, room: &mut RoomModel, now: Instant) {
        let Self {
            sections,
            choices,
            listed,
            auto,
            limits,
            ..
        } = self;
        let joined = sections.values().filter_map(|it| it.receiver.as_ref());
        let mut joined: BTreeSet<TrackSid> = joined.map(|(sid, _)| sid.clone()).collect();
        let free = |(_, it): &(_, &mut Section)| it.receiver.is_none() && it.hold == Hold::Free;
        for (mid, section) in sections.iter_mut().filter(free) {
            let named = listed.get(mid.as_str()).into_iter().chain(&section.names);
            let Some(sid) = named.into_iter().find(|name| room.knows_track(name)) else {
                continue;
            };
            let Ok(sid) = TrackSid::try_from(sid.as_str()) else {
                continue;
            };
            // A new section may start before the old one of the same track is stopped.
            if !choices.get(&sid).copied().unwrap_or(*auto) || !joined.insert(sid.clone()) {
                continue;
            }
            let mut receiver = Receiver::new(section.codec, section.video, *limits, now);
            for packet in section.early.drain(..) {
                receiver.push(packet);
            }
            section.receiver = Some((sid.clone(), receiver));
            room.subscribed(&sid);
        }
    }

    // ---- what the application asks for

    /// Says whether that changes anything.
    pub(super) fn choose(
        &mut self,
        sid: &TrackSid,
        wanted: bool,
        room: &mut RoomModel,
        now: Instant,
    ) -> bool {
        let before = self.wants(sid);
        self.choices.insert(sid.clone(), wanted);
        if before == wanted {
            return false;
        }
        self.hold(sid, wanted, now);
        if wanted {
            room.set_subscription(sid, SubscriptionState::Pending);
            self.resolve(room, now);
        } else {
            self.detach(sid);
            room.unsubscribed(sid, SubscriptionState::Unsubscribed);
        }
        true
    }

    /// Joins the sections whose server has kept them though it was told that their track is not wanted for a while.
    pub(super) fn release(&mut self, room: &mut RoomModel, now: Instant) -> bool {
        let mut any = false;
        for section in self.sections.values_mut() {
            if section.released_at().is_some_and(|at| at <= now) {
                section.hold = Hold::Free;
                any = true;
            }
        }
        if any {
            self.resolve(room, now);
        }
        any
    }

    pub(super) fn set_form(&mut self, sid: &TrackSid, form: MediaForm) {
        if let Some(receiver) = self.receiver_mut(sid) {
            receiver.set_form(form);
        }
    }

    pub(super) fn request_keyframe(&mut self, sid: &TrackSid) -> bool {
        self.receiver_mut(sid)
            .is_some_and(Receiver::request_keyframe)
    }

    // ---- what the room tells

    /// A publication is gone; the room has told so.
    pub(super) fn forget(&mut self, sid: &TrackSid) {
        self.choices.remove(sid);
        self.detach(sid);
    }

    /// Nothing is received any more.
    pub(super) fn clear(&mut self) {
        self.sections.clear();
    }

    // ---- what goes out

    /// Takes what has become ready on one track after the other.
    pub(super) fn poll(&mut self, now: Instant) -> Option<(TrackSid, Received)> {
        for (mid, section) in &mut self.sections {
            let Some((sid, receiver)) = &mut section.receiver else {
                continue;
            };
            if let Some(received) = receiver.poll(*mid, now) {
                return Some((sid.clone(), received));
            }
        }
        None
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        let receivers = self
            .sections
            .values()
            .filter_map(|section| section.receiver.as_ref());
        let receivers = receivers.filter_map(|(_, receiver)| receiver.deadline());
        let held = self.sections.values().filter_map(Section::released_at);
        receivers.chain(held).min()
    }

    /// The section and the receiver of a track.
    pub(super) fn receiver(&self, sid: &TrackSid) -> Option<(Mid, &Receiver)> {
        self.sections.iter().find_map(|(mid, section)| {
            section
                .receiver
                .as_ref()
                .filter(|(of, _)| of == sid)
                .map(|(_, it)| (*mid, it))
        })
    }

    fn receiver_mut(&mut self, sid: &TrackSid) -> Option<&mut Receiver> {
        self.sections.values_mut().find_map(|section| {
            section
                .receiver
                .as_mut()
                .filter(|(of, _)| of == sid)
                .map(|(_, it)| it)
        })
    }

    fn wants(&self, sid: &TrackSid) -> bool {
        self.choices.get(sid).copied().unwrap_or(self.auto)
    }

    /// Notes which sections the server will stop, now that the application's choice of a track changes.
    fn hold(&mut self, sid: &TrackSid, wanted: bool, now: Instant) {
        for (mid, section) in &mut self.sections {
            let listed = self.listed.get(mid.as_str());
            let named = listed.into_iter().chain(&section.names);
            let carries = match &section.receiver {
                Some((of, _)) => of == sid,
                None => named.into_iter().any(|name| *name == sid.as_str()),
            };
            section.hold = match section.hold {
                hold if !carries => hold,
                Hold::Unsubscribed if wanted => Hold::Resubscribed(now),
                Hold::Free if section.receiver.is_none() => Hold::Free,
                _ => Hold::Unsubscribed,
            };
        }
    }

    fn detach(&mut self, sid: &TrackSid) {
        for section in self.sections.values_mut() {
            if section.receiver.as_ref().is_some_and(|(of, _)| of == sid) {
                section.receiver = None;
            }
        }
    }
}

impl Section {
    /// When a section that is held is joined in any case.
    fn released_at(&self) -> Option<Instant> {
        match self.hold {
            Hold::Resubscribed(at) => Some(at + STOPPED_WITHIN),
            Hold::Free | Hold::Unsubscribed => None,
        }
    }

    /// Whether a packet shows that what a held section carries is what was asked for. `renewed`: it begins another
    /// stream.
    fn releases(&mut self, renewed: bool, server_made: bool, now: Instant) -> bool {
        let Hold::Resubscribed(at) = self.hold else {
            return false;
        };
        if renewed {
            self.early.clear();
        }
        renewed || (!server_made && now >= at + FLUSHED_WITHIN)
    }
}

/// How long after a track was subscribed to again the publisher's media may still belong to the subscription before: what
/// was under way when the server heard of its end.
const FLUSHED_WITHIN: Duration = Duration::from_millis(500);

/// How long a server may take to stop a section: it sends frames of its own for 200 ms, then negotiates.
const STOPPED_WITHIN: Duration = Duration::from_secs(2);

/// Packets that are kept of a track before its publication is known: more than a keyframe.
const MAX_EARLY: usize = 512;

/// More sections than any description may have.
const MAX_LISTED: usize = 4096;

#[cfg(test)]
mod tests;

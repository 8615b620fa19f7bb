//! One client: it answers what the server asks of it, and writes down what it hears.

use std::time::Instant;

use bytes::Bytes;
use lk_devserver::SessionId;
use lk_peer::{
    ChannelSpec, Codec, CodecTable, IncomingRtp, MediaKind, OfferedSection, RemoteTrack,
    SectionChoice,
};
use lk_proto::{
    DataPacket, JoinResponse, SessionDescription, SignalTarget, TrackInfo,
    signal_request::Message as Asked, signal_response::Message,
};
use prost::Message as _;

use super::{
    Datagram, Join,
    link::{Heard, Link},
};

pub(crate) struct Client {
    pub(crate) session: Option<SessionId>,
    pub(crate) join: JoinResponse,
    /// Everything the server said, in order.
    pub(crate) heard: Vec<Message>,
    pub(crate) closed: bool,
    pub(crate) publisher: Link,
    pub(crate) subscriber: Option<Link>,
    pub(crate) rtp: Vec<IncomingRtp>,
    pub(crate) tracks: Vec<RemoteTrack>,
    pub(crate) stopped: usize,
    pub(crate) keyframes_asked: usize,
    pub(crate) data: Vec<(String, DataPacket)>,
    /// Packets of data tracks.
    pub(crate) datagrams: Vec<Bytes>,
    reacted: usize,
    pub(super) offer_id: u32,
    pub(super) offering: bool,
    pub(crate) answers: bool,
    codecs: CodecTable,
}

impl Client {
    pub(super) fn new(join: &Join, index: usize, now: Instant) -> Self {
        let port = 10_000 + u16::try_from(index).expect("few") * 2;
        let mut publisher = Link::new(join, port, now);
        let lossy = |label: &str| ChannelSpec::new(label).ordered(false).max_retransmits(0);
        for spec in [
            ChannelSpec::new("_reliable"),
            lossy("_lossy"),
            lossy("_data_track"),
        ] {
            publisher.peer.open_channel(spec);
        }
        Self {
            session: None,
            join: JoinResponse::default(),
            heard: Vec::new(),
            closed: false,
            publisher,
            subscriber: (!join.single).then(|| Link::new(join, port + 1, now)),
            rtp: Vec::new(),
            tracks: Vec::new(),
            stopped: 0,
            keyframes_asked: 0,
            data: Vec::new(),
            datagrams: Vec::new(),
            reacted: 0,
            offer_id: 0,
            offering: false,
            answers: true,
            codecs: join.codecs.clone(),
        }
    }

    pub(crate) fn is_connected(&self) -> bool {
        if self.join.subscriber_primary {
            self.subscriber.as_ref().is_some_and(|link| link.connected) && self.publisher.connected
        } else {
            self.publisher.connected
        }
    }

    pub(crate) fn sid(&self) -> &str {
        self.join
            .participant
            .as_ref()
            .map_or("", |participant| &participant.sid)
    }

    /// What the server calls the track announced with this cid.
    pub(crate) fn published(&self, cid: &str) -> Option<TrackInfo> {
        self.heard.iter().rev().find_map(|message| match message {
            Message::TrackPublished(it) if it.cid == cid => it.track.clone(),
            _ => None,
        })
    }

    /// The last that was heard of a participant.
    pub(crate) fn last_update(&self, identity: &str) -> Option<lk_proto::ParticipantInfo> {
        self.heard.iter().rev().find_map(|message| match message {
            Message::Update(update) => update
                .participants
                .iter()
                .find(|it| it.identity == identity)
                .cloned(),
            _ => None,
        })
    }

    pub(crate) fn left_with(&self) -> Option<lk_proto::LeaveRequest> {
        self.heard.iter().find_map(|message| match message {
            Message::Leave(leave) => Some(leave.clone()),
            _ => None,
        })
    }

    pub(crate) fn downstream(&mut self) -> &mut Link {
        self.subscriber.as_mut().unwrap_or(&mut self.publisher)
    }

    /// The packets of a received track, in order of arrival.
    pub(crate) fn packets_of(&self, track_sid: &str) -> Vec<&IncomingRtp> {
        let mids: Vec<_> = self
            .tracks
            .iter()
            .filter(|it| it.msid.track == track_sid)
            .map(|it| it.mid)
            .collect();
        self.rtp
            .iter()
            .filter(|packet| mids.contains(&packet.mid))
            .collect()
    }

    pub(super) fn links(&self) -> impl Iterator<Item = &Link> {
        [Some(&self.publisher), self.subscriber.as_ref()]
            .into_iter()
            .flatten()
    }

    pub(super) fn links_mut(&mut self) -> impl Iterator<Item = &mut Link> {
        [Some(&mut self.publisher), self.subscriber.as_mut()]
            .into_iter()
            .flatten()
    }

    /// Does what the server's newest messages call for.
    pub(super) fn react(&mut self, now: Instant) -> Vec<Asked> {
        let mut asked = Vec::new();
        while let Some(message) = self.heard.get(self.reacted).cloned() {
            self.reacted += 1;
            match message {
                Message::Join(join) => {
                    self.join = join;
                    if !self.offering {
                        asked.extend(self.next_offer(now));
                    }
                }
                Message::Answer(answer) => {
                    assert_eq!(answer.id, self.offer_id, "the answer to the last offer");
                    self.publisher
                        .peer
                        .accept_answer(&answer.sdp, now)
                        .expect("an acceptable answer");
                    self.publisher.wake = now;
                    self.offering = false;
                    if self.publisher.peer.negotiation_needed() {
                        asked.extend(self.next_offer(now));
                    }
                }
                Message::Offer(offer) if self.answers => {
                    let link = self.subscriber.as_mut().expect("two connections");
                    let answer = link.peer.accept_offer(
                        &offer.sdp,
                        &mut |section| choose(section, &self.codecs),
                        now,
                    );
                    link.wake = now;
                    asked.push(Asked::Answer(description(
                        "answer",
                        answer.expect("an acceptable offer"),
                        offer.id,
                    )));
                }
                Message::Trickle(trickle) => {
                    let init: serde_json::Value =
                        serde_json::from_str(&trickle.candidate_init).expect("JSON");
                    let candidate = init["candidate"].as_str().expect("a candidate");
                    let link = match (trickle.target(), &mut self.subscriber) {
                        (SignalTarget::Subscriber, Some(subscriber)) => subscriber,
                        _ => &mut self.publisher,
                    };
                    let taken = link.peer.add_remote_candidate(candidate, now);
                    taken.expect("an acceptable candidate");
                    link.wake = now;
                }
                Message::MediaSectionsRequirement(wanted) => {
                    self.publisher
                        .peer
                        .add_receivers(MediaKind::Audio, wanted.num_audios as usize);
                    self.publisher
                        .peer
                        .add_receivers(MediaKind::Video, wanted.num_videos as usize);
                    if !self.offering {
                        asked.extend(self.next_offer(now));
                    }
                }
                _ => {}
            }
        }
        asked
    }

    fn next_offer(&mut self, now: Instant) -> Option<Asked> {
        let sdp = self.publisher.peer.create_offer(now).ok()?;
        self.publisher.wake = now;
        self.offering = true;
        self.offer_id += 1;
        Some(Asked::Offer(description("offer", sdp, self.offer_id)))
    }

    pub(super) fn drain(&mut self, launched: &mut Vec<Datagram>) {
        let mut events = Vec::new();
        for link in self.links_mut() {
            loop {
                match link.peer.poll_output() {
                    lk_peer::Output::Transmit(it) => {
                        launched.push(Datagram {
                            from: it.from,
                            to: it.to,
                            bytes: it.payload,
                        });
                    }
                    lk_peer::Output::Event(event) => link.on_event(event, &mut events),
                    lk_peer::Output::Timeout(at) => {
                        link.wake = at;
                        break;
                    }
                }
            }
        }
        for event in events {
            match event {
                Heard::Rtp(packet) => self.rtp.push(packet),
                Heard::Track(track) => self.tracks.push(track),
                Heard::Stopped => self.stopped += 1,
                Heard::Keyframe => self.keyframes_asked += 1,
                Heard::Data(label, bytes) if label == "_data_track" => self.datagrams.push(bytes),
                Heard::Data(label, bytes) => {
                    self.data
                        .push((label, DataPacket::decode(bytes).expect("a data packet")));
                }
            }
        }
    }
}

/// Takes what the table knows of a section, and refuses it if that is nothing.
fn choose(section: &OfferedSection<'_>, table: &CodecTable) -> SectionChoice {
    let known = |codec: &Codec| table.entries().iter().any(|entry| entry.codec == *codec);
    let offered = section.codecs.iter().map(|it| it.codec);
    SectionChoice::accept().codecs(offered.filter(known))
}

pub(super) fn description(kind: &str, sdp: String, id: u32) -> SessionDescription {
    SessionDescription {
        r#type: kind.into(),
        sdp,
        id,
        ..SessionDescription::default()
    }
}

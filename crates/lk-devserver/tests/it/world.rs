//! A server core and a few clients in virtual time, joined by a perfect network, or a lossy one.
//!
//! A client is as small as it can be: it answers offers, offers when told to, and writes down what it hears.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use bytes::Bytes;
use lk_auth::{AccessToken, VideoGrant};
use lk_devserver::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Output, Refusal, ServerConfig, SessionId,
    SignalFrame,
};
use lk_peer::{
    ChannelKey, ChannelSpec, Codec, CodecTable, IncomingRtp, KeyframeKind, LocalAddress, MediaKind,
    OfferedSection, OutgoingRtp, Peer, PeerConfig, PeerEvent, RemoteTrack, SectionChoice, SenderId,
    SenderSpec, Side, Transport,
};
use lk_proto::{
    AddTrackRequest, ClientInfo, ConnectionSettings, DataPacket, JoinRequest, JoinResponse,
    SessionDescription, SignalRequest, SignalResponse, SignalTarget, TrackInfo, TrackSource,
    TrackType, WebhookEvent, WrappedJoinRequest, signal_request::Message as Asked,
    signal_response::Message,
};
use prost::Message as _;

pub(crate) const SERVER: SocketAddr = SocketAddr::V4(std::net::SocketAddrV4::new(
    std::net::Ipv4Addr::new(10, 0, 0, 1),
    7882,
));

/// Everything that happens, in one thread and one clock.
pub(crate) struct World {
    pub(crate) core: Core,
    pub(crate) now: Instant,
    pub(crate) webhooks: Vec<WebhookEvent>,
    /// One way.
    pub(crate) delay: Duration,
    /// Which datagrams are lost; `true` is lost.
    pub(crate) loses: Box<dyn FnMut(&Datagram) -> bool>,
    clients: Vec<Client>,
    replies: BTreeMap<HttpId, HttpReply>,
    flying: BTreeMap<(Instant, u64), Datagram>,
    sent: u64,
    core_wake: Instant,
}

#[derive(Debug, Clone)]
pub(crate) struct Datagram {
    pub(crate) from: SocketAddr,
    pub(crate) to: SocketAddr,
    pub(crate) bytes: Vec<u8>,
}

/// Names a client of a [`World`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id(usize);

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
    offer_id: u32,
    offering: bool,
    pub(crate) answers: bool,
    codecs: CodecTable,
}

pub(crate) struct Link {
    pub(crate) peer: Peer,
    pub(crate) connected: bool,
    pub(crate) failed: bool,
    address: SocketAddr,
    labels: BTreeMap<ChannelKey, String>,
    wake: Instant,
}

/// How a client joins. The defaults are those of an ordinary client on two connections.
#[derive(Clone)]
pub(crate) struct Join {
    pub(crate) identity: String,
    pub(crate) grant: VideoGrant,
    pub(crate) single: bool,
    pub(crate) auto_subscribe: bool,
    pub(crate) adaptive_stream: bool,
    pub(crate) protocol: i32,
    pub(crate) query: String,
    pub(crate) codecs: CodecTable,
    pub(crate) token: fn(AccessToken) -> AccessToken,
    pub(crate) add_tracks: Vec<AddTrackRequest>,
    /// Offer with the join, on a single connection.
    pub(crate) bundled: bool,
}

impl Join {
    pub(crate) fn new(room: &str, identity: &str) -> Self {
        Self {
            identity: identity.into(),
            grant: VideoGrant::join(room),
            single: false,
            auto_subscribe: true,
            adaptive_stream: false,
            protocol: 17,
            query: String::new(),
            codecs: CodecTable::livekit(),
            token: |token| token,
            add_tracks: Vec::new(),
            bundled: true,
        }
    }

    pub(crate) fn single(mut self, single: bool) -> Self {
        self.single = single;
        self
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(|config| config)
    }

    pub(crate) fn with(configure: impl FnOnce(ServerConfig) -> ServerConfig) -> Self {
        let now = Instant::now();
        let config = configure(ServerConfig::new("devkey", "secret")).address(SERVER);
        Self {
            core: Core::new(config, [1; 32], UNIX, now),
            now,
            webhooks: Vec::new(),
            delay: Duration::from_millis(5),
            loses: Box::new(|_| false),
            clients: Vec::new(),
            replies: BTreeMap::new(),
            flying: BTreeMap::new(),
            sent: 0,
            core_wake: now,
        }
    }

    // ---- joining

    /// Joins and runs until the primary connection is up.
    pub(crate) fn join(&mut self, join: &Join) -> Id {
        let id = self.dial(join).expect("let in");
        self.until(
            |world| world.client(id).is_connected(),
            "the client connects",
        );
        id
    }

    /// Joins, without waiting for anything.
    pub(crate) fn dial(&mut self, join: &Join) -> Result<Id, Refusal> {
        let id = Id(self.clients.len());
        let mut client = Client::new(join, id.0, self.now);
        let target = join.target(&mut client, self.now);
        let session = self.core.dial(
            &Dial {
                target: &target,
                authorization: None,
            },
            self.now,
        )?;
        client.session = Some(session);
        self.clients.push(client);
        self.settle();
        Ok(id)
    }

    pub(crate) fn client(&self, id: Id) -> &Client {
        &self.clients[id.0]
    }

    pub(crate) fn client_mut(&mut self, id: Id) -> &mut Client {
        &mut self.clients[id.0]
    }

    // ---- signalling

    pub(crate) fn ask(&mut self, id: Id, message: Asked) {
        let bytes = SignalRequest {
            message: Some(message),
        }
        .encode_to_vec();
        if let Some(session) = self.clients[id.0].session {
            let frame = SignalFrame::Binary(bytes.into());
            self.core.handle_signal(session, &frame, self.now);
        }
        self.settle();
    }

    /// Cuts the websocket.
    pub(crate) fn hang_up(&mut self, id: Id) {
        if let Some(session) = self.clients[id.0].session.take() {
            self.core.signal_closed(session, self.now);
        }
        self.settle();
    }

    /// Announces a track, adds it to the connection and offers. Returns what it is called.
    pub(crate) fn publish(&mut self, id: Id, track: &NewTrack) -> SenderId {
        self.ask(id, Asked::AddTrack(track.request()));
        let sender = self.clients[id.0].publisher.peer.add_sender(track.spec());
        self.offer(id);
        sender
    }

    /// Publishes and runs until the track can be written to. Returns sender and track.
    pub(crate) fn publish_and_wait(&mut self, id: Id, track: &NewTrack) -> (SenderId, TrackInfo) {
        let sender = self.publish(id, track);
        self.until(
            |world| {
                world
                    .client(id)
                    .publisher
                    .peer
                    .sender(sender)
                    .is_some_and(|view| view.ready)
            },
            "the track can be written to",
        );
        let info = self
            .client(id)
            .published(&track.cid)
            .expect("TrackPublished");
        (sender, info)
    }

    pub(crate) fn offer(&mut self, id: Id) {
        let now = self.now;
        let client = &mut self.clients[id.0];
        if client.offering {
            return;
        }
        if let Ok(sdp) = client.publisher.peer.create_offer(now) {
            client.offering = true;
            client.offer_id += 1;
            let offer = description("offer", sdp, client.offer_id);
            self.ask(id, Asked::Offer(offer));
        }
    }

    // ---- media and data

    pub(crate) fn write(&mut self, id: Id, sender: SenderId, packet: OutgoingRtp) {
        self.write_layer(id, sender, 0, packet);
    }

    pub(crate) fn write_layer(
        &mut self,
        id: Id,
        sender: SenderId,
        layer: usize,
        packet: OutgoingRtp,
    ) {
        let now = self.now;
        self.clients[id.0]
            .publisher
            .peer
            .write_rtp(sender, layer, packet, now)
            .expect("written");
        self.settle();
    }

    pub(crate) fn ask_keyframe(&mut self, id: Id, track: &RemoteTrack) {
        let link = self.clients[id.0].downstream();
        assert!(
            link.peer
                .request_keyframe(track.mid, None, KeyframeKind::Pli)
        );
        self.settle();
    }

    /// Sends on the channel of this label, whose direction is upstream.
    pub(crate) fn send_data(&mut self, id: Id, label: &str, packet: &DataPacket) {
        self.send_bytes(id, label, packet.encode_to_vec().into());
    }

    pub(crate) fn send_bytes(&mut self, id: Id, label: &str, bytes: Bytes) {
        let link = &mut self.clients[id.0].publisher;
        let key = link
            .labels
            .iter()
            .find(|(_, it)| *it == label)
            .map(|(key, _)| *key);
        link.peer
            .send(key.expect("an open channel"), bytes)
            .expect("sent");
        self.settle();
    }

    /// Loses every datagram to and from a client.
    pub(crate) fn cut_off(&mut self, id: Id) {
        let addresses: Vec<SocketAddr> = self.clients[id.0]
            .links()
            .map(|link| link.address)
            .collect();
        self.loses = Box::new(move |it| addresses.contains(&it.from) || addresses.contains(&it.to));
    }

    // ---- the API

    pub(crate) fn post(
        &mut self,
        method: &str,
        token: &str,
        body: &str,
    ) -> (u16, serde_json::Value) {
        let id = self.begin_post(method, token, body);
        let reply = self.reply(id).expect("answered at once");
        (
            reply.status,
            serde_json::from_slice(&reply.body).expect("JSON"),
        )
    }

    pub(crate) fn begin_post(&mut self, method: &str, token: &str, body: &str) -> HttpId {
        let target = format!("/twirp/livekit.RoomService/{method}");
        let authorization = format!("Bearer {token}");
        self.http(&HttpRequest {
            method: "POST",
            target: &target,
            authorization: Some(&authorization),
            content_type: Some("application/json"),
            body: body.as_bytes(),
        })
    }

    pub(crate) fn http(&mut self, request: &HttpRequest<'_>) -> HttpId {
        let id = self.core.handle_http(request, self.now);
        self.settle();
        id
    }

    pub(crate) fn reply(&mut self, id: HttpId) -> Option<HttpReply> {
        self.replies.remove(&id)
    }

    // ---- time

    /// Lets time pass.
    pub(crate) fn run(&mut self, duration: Duration) {
        let end = self.now + duration;
        self.settle();
        while let Some(next) = self.next_moment().filter(|next| *next <= end) {
            self.step(next);
        }
        self.now = end;
    }

    /// Lets time pass until something is so, a minute at most.
    pub(crate) fn until(&mut self, holds: impl Fn(&Self) -> bool, what: &str) {
        let end = self.now + Duration::from_secs(60);
        self.settle();
        while !holds(self) {
            let next = self.next_moment().filter(|next| *next <= end);
            match next {
                Some(next) => self.step(next),
                None => panic!("not within a minute: {what}"),
            }
        }
    }

    pub(crate) fn event_names(&self) -> Vec<&str> {
        self.webhooks
            .iter()
            .map(|event| event.event.as_str())
            .collect()
    }

    fn next_moment(&self) -> Option<Instant> {
        let links = self
            .clients
            .iter()
            .flat_map(Client::links)
            .map(|link| link.wake);
        let flying = self.flying.keys().next().map(|(at, _)| *at);
        links.chain(flying).chain([self.core_wake]).min()
    }

    fn step(&mut self, to: Instant) {
        self.now = self.now.max(to);
        while let Some(entry) = self
            .flying
            .first_entry()
            .filter(|it| it.key().0 <= self.now)
        {
            let datagram = entry.remove();
            self.deliver(&datagram);
        }
        if self.core_wake <= self.now {
            self.core.handle_timeout(self.now);
        }
        for client in &mut self.clients {
            for link in client.links_mut().filter(|link| link.wake <= self.now) {
                link.peer.handle_timeout(self.now);
                link.wake = self.now;
            }
        }
        self.settle();
    }

    fn deliver(&mut self, datagram: &Datagram) {
        let Datagram { from, to, bytes } = datagram;
        if *to == SERVER {
            self.core.handle_datagram(*from, *to, bytes, self.now);
            self.settle();
            return;
        }
        let now = self.now;
        for client in &mut self.clients {
            for link in client.links_mut() {
                if link.address == *to {
                    link.peer
                        .handle_datagram(Transport::Udp, *from, *to, bytes, now);
                    link.wake = now;
                }
            }
        }
        self.settle();
    }

    /// Takes what everyone has to say until nobody has anything more to say now.
    fn settle(&mut self) {
        loop {
            let asked = self.drain_clients();
            let spoke = self.drain_core();
            for (id, message) in asked {
                self.ask(id, message);
            }
            if !spoke {
                return;
            }
        }
    }

    fn drain_core(&mut self) -> bool {
        let mut spoke = false;
        loop {
            match self.core.poll_output() {
                Output::Transmit { from, to, payload } => self.launch(from, to, payload),
                Output::Signal { session, frame } => {
                    let SignalFrame::Binary(bytes) = frame else {
                        panic!("JSON was not asked for")
                    };
                    let message = SignalResponse::decode(bytes).expect("a response").message;
                    let client = self
                        .clients
                        .iter_mut()
                        .find(|it| it.session == Some(session));
                    if let (Some(client), Some(message)) = (client, message) {
                        client.heard.push(message);
                        spoke = true;
                    }
                }
                Output::CloseSignal { session } => {
                    if let Some(client) = self
                        .clients
                        .iter_mut()
                        .find(|it| it.session == Some(session))
                    {
                        client.session = None;
                        client.closed = true;
                    }
                }
                Output::Http { id, reply } => {
                    self.replies.insert(id, reply);
                }
                Output::Webhook(event) => self.webhooks.push(*event),
                Output::Timeout(at) => {
                    self.core_wake = at;
                    return spoke;
                }
                other => panic!("not expected: {other:?}"),
            }
        }
    }

    fn drain_clients(&mut self) -> Vec<(Id, Asked)> {
        let mut asked = Vec::new();
        let mut launched = Vec::new();
        let now = self.now;
        for (index, client) in self.clients.iter_mut().enumerate() {
            for message in client.react(now) {
                asked.push((Id(index), message));
            }
            client.drain(&mut launched);
        }
        for Datagram { from, to, bytes } in launched {
            self.launch(from, to, bytes);
        }
        asked
    }

    fn launch(&mut self, from: SocketAddr, to: SocketAddr, bytes: Vec<u8>) {
        let datagram = Datagram { from, to, bytes };
        if (self.loses)(&datagram) {
            return;
        }
        self.sent += 1;
        self.flying
            .insert((self.now + self.delay, self.sent), datagram);
    }
}

impl Client {
    fn new(join: &Join, index: usize, now: Instant) -> Self {
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

    fn links(&self) -> impl Iterator<Item = &Link> {
        [Some(&self.publisher), self.subscriber.as_ref()]
            .into_iter()
            .flatten()
    }

    fn links_mut(&mut self) -> impl Iterator<Item = &mut Link> {
        [Some(&mut self.publisher), self.subscriber.as_mut()]
            .into_iter()
            .flatten()
    }

    /// Does what the server's newest messages call for.
    fn react(&mut self, now: Instant) -> Vec<Asked> {
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

    fn drain(&mut self, launched: &mut Vec<Datagram>) {
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

enum Heard {
    Rtp(IncomingRtp),
    Track(RemoteTrack),
    Stopped,
    Keyframe,
    Data(String, Bytes),
}

impl Link {
    fn new(join: &Join, port: u16, now: Instant) -> Self {
        let mut seed = [2; 32];
        seed[..2].copy_from_slice(&port.to_be_bytes());
        let mut peer = Peer::new(
            PeerConfig::new(Side::Client, seed).codecs(join.codecs.clone()),
            now,
        );
        let address = SocketAddr::from(([10, 0, 0, 2], port));
        peer.add_local_address(LocalAddress::udp(address));
        Self {
            peer,
            connected: false,
            failed: false,
            address,
            labels: BTreeMap::new(),
            wake: now,
        }
    }

    fn on_event(&mut self, event: PeerEvent, heard: &mut Vec<Heard>) {
        match event {
            PeerEvent::Connected => self.connected = true,
            PeerEvent::Failed(_) => self.failed = true,
            PeerEvent::Rtp(packet) => heard.push(Heard::Rtp(packet)),
            PeerEvent::ReceivingStarted(track) => heard.push(Heard::Track(track)),
            PeerEvent::ReceivingStopped { .. } => heard.push(Heard::Stopped),
            PeerEvent::KeyframeRequest { .. } => heard.push(Heard::Keyframe),
            PeerEvent::ChannelOpen { key, label, .. } => {
                self.labels.insert(key, label);
            }
            PeerEvent::ChannelData { key, data, .. } => {
                heard.push(Heard::Data(
                    self.labels.get(&key).cloned().unwrap_or_default(),
                    data,
                ));
            }
            _ => {}
        }
    }
}

impl Join {
    pub(crate) fn jwt(&self) -> String {
        let token = AccessToken::new("devkey", "secret")
            .identity(self.identity.as_str())
            .grant(self.grant.clone());
        (self.token)(token)
            .to_jwt_at(std::time::SystemTime::UNIX_EPOCH + UNIX)
            .expect("a token")
    }

    /// Path and query of the upgrade.
    fn target(&self, client: &mut Client, now: Instant) -> String {
        let token = self.jwt();
        if !self.single {
            let auto_subscribe = u8::from(self.auto_subscribe);
            let adaptive = u8::from(self.adaptive_stream);
            return format!(
                "/rtc?access_token={token}&sdk=rust&protocol={}&auto_subscribe={auto_subscribe}&adaptive_stream={adaptive}{}",
                self.protocol, self.query
            );
        }
        let peer = &mut client.publisher.peer;
        peer.add_receivers(MediaKind::Audio, 3);
        peer.add_receivers(MediaKind::Video, 3);
        let publisher_offer = self.bundled.then(|| {
            client.offering = true;
            client.offer_id += 1;
            description(
                "offer",
                peer.create_offer(now).expect("an offer"),
                client.offer_id,
            )
        });
        let request = JoinRequest {
            client_info: Some(ClientInfo {
                protocol: self.protocol,
                ..ClientInfo::default()
            }),
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: self.auto_subscribe,
                adaptive_stream: self.adaptive_stream,
                ..ConnectionSettings::default()
            }),
            add_track_requests: self.add_tracks.clone(),
            publisher_offer,
            ..JoinRequest::default()
        };
        let wrapped = WrappedJoinRequest {
            join_request: request.encode_to_vec().into(),
            ..WrappedJoinRequest::default()
        };
        let wrapped = URL_SAFE.encode(wrapped.encode_to_vec());
        format!(
            "/rtc/v1?access_token={token}&join_request={wrapped}{}",
            self.query
        )
    }
}

/// A track to be published.
#[derive(Debug, Clone)]
pub(crate) struct NewTrack {
    pub(crate) cid: String,
    pub(crate) codec: Codec,
    pub(crate) source: TrackSource,
    pub(crate) muted: bool,
    /// Names of simulcast layers, the lowest first.
    pub(crate) rids: Vec<&'static str>,
}

impl NewTrack {
    pub(crate) fn new(cid: &str, codec: Codec) -> Self {
        let source = match codec.kind() {
            MediaKind::Audio => TrackSource::Microphone,
            MediaKind::Video => TrackSource::Camera,
        };
        Self {
            cid: cid.into(),
            codec,
            source,
            muted: false,
            rids: Vec::new(),
        }
    }

    pub(crate) fn request(&self) -> AddTrackRequest {
        let kind = match self.codec.kind() {
            MediaKind::Audio => TrackType::Audio,
            MediaKind::Video => TrackType::Video,
        };
        let sizes = [(320, 180), (640, 360), (1280, 720)];
        let layers =
            self.rids
                .iter()
                .zip(sizes)
                .enumerate()
                .map(|(quality, (_, (width, height)))| lk_proto::VideoLayer {
                    quality: i32::try_from(quality).expect("few"),
                    width,
                    height,
                    ..lk_proto::VideoLayer::default()
                });
        AddTrackRequest {
            cid: self.cid.clone(),
            name: self.cid.clone(),
            r#type: kind.into(),
            source: self.source.into(),
            muted: self.muted,
            layers: layers.collect(),
            ..AddTrackRequest::default()
        }
    }

    pub(crate) fn spec(&self) -> SenderSpec {
        let rids = self
            .rids
            .iter()
            .map(|rid| lk_peer::Rid::new(rid).expect("a rid"));
        let spec =
            SenderSpec::new(self.codec.kind(), "stream", self.cid.as_str()).codecs([self.codec]);
        if self.rids.is_empty() {
            spec
        } else {
            spec.simulcast(rids)
        }
    }
}

/// A VP8 payload: one packet that is a whole frame, which ends with `mark`.
pub(crate) fn vp8(keyframe: bool, mark: u8) -> Vec<u8> {
    let mut payload = vec![0x10, u8::from(!keyframe)];
    payload.extend([0; 20]);
    payload.push(mark);
    payload
}

pub(crate) fn description(kind: &str, sdp: String, id: u32) -> SessionDescription {
    SessionDescription {
        r#type: kind.into(),
        sdp,
        id,
        ..SessionDescription::default()
    }
}

/// The wall clock at the start.
pub(crate) const UNIX: Duration = Duration::from_secs(1_700_000_000);

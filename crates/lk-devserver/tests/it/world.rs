//! A server core and a few clients in virtual time, joined by a perfect network, or a lossy one.
//!
//! A client is as small as it can be: it answers offers, offers when told to, and writes down what it hears.

mod client;
mod clock;
mod join;
mod link;
mod track;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use bytes::Bytes;
use lk_devserver::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Refusal, ServerConfig, SignalFrame,
};
use lk_peer::{KeyframeKind, OutgoingRtp, RemoteTrack, SenderId};
use lk_proto::{
    DataPacket, SignalRequest, TrackInfo, WebhookEvent, signal_request::Message as Asked,
};
use prost::Message as _;

use self::client::description;
pub(crate) use self::{
    client::Client,
    join::Join,
    track::{NewTrack, vp8},
};

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

    pub(crate) fn event_names(&self) -> Vec<&str> {
        self.webhooks
            .iter()
            .map(|event| event.event.as_str())
            .collect()
    }
}

/// Where the server takes datagrams.
pub(crate) const SERVER: SocketAddr = SocketAddr::V4(std::net::SocketAddrV4::new(
    std::net::Ipv4Addr::new(10, 0, 0, 1),
    7882,
));
/// The wall clock at the start.
pub(crate) const UNIX: Duration = Duration::from_secs(1_700_000_000);

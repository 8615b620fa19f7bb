//! From nothing to a room: one path or the other, stage by stage, within a time.

use std::time::{Duration, Instant};

use lk_peer::{CodecTable, MediaKind, Peer, PeerConfig, Side};
use lk_proto as proto;
use lk_signal::{JoinOptions, SignalPath};
use rand::RngExt as _;

use super::convert::codec_from_peer;
use super::data::DataChannels;
use super::output::{Output, PeerSide};
use super::transport::{Link, Transports};
use super::{Engine, Phase};
use crate::error::{ConnectError, ConnectStage};
use crate::model::ConnectionState;
use crate::options::PeerConnections;
use crate::stats::JoinTimings;

/// When joining began and how far it came.
#[derive(Debug)]
pub(super) struct Joining {
    started: Instant,
    deadline: Option<Instant>,
    opened_at: Option<Instant>,
    joined_at: Option<Instant>,
    done_at: Option<Instant>,
}

impl Joining {
    pub(super) const fn new(now: Instant) -> Self {
        Self {
            started: now,
            deadline: None,
            opened_at: None,
            joined_at: None,
            done_at: None,
        }
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    pub(super) fn on_opened(&mut self, now: Instant) {
        self.opened_at.get_or_insert(now);
    }

    pub(super) fn on_joined(&mut self, now: Instant) {
        self.joined_at.get_or_insert(now);
    }

    pub(super) fn timings(&self, transports: &Transports, primary: PeerSide) -> JoinTimings {
        let links = || {
            let sides = [PeerSide::Publisher, primary];
            sides.into_iter().filter_map(|side| transports.get(side))
        };
        // A stage is reached when every connection has.
        let all = |at: fn(&Link) -> Option<Instant>| {
            let times: Option<Vec<Instant>> = links().map(at).collect();
            times.and_then(|times| times.into_iter().max())
        };
        let since = |at: Option<Instant>| at.map(|at| at.saturating_duration_since(self.started));
        JoinTimings {
            signal_opened: since(self.opened_at),
            joined: since(self.joined_at),
            negotiated: since(all(|link| link.negotiated_at)),
            ice: since(all(|link| link.ice_at)),
            dtls: since(all(|link| link.connected_at)),
            data_channels: since(self.done_at),
        }
    }
}

impl Engine {
    pub(super) fn begin_joining(&mut self, now: Instant) -> Result<(), ConnectError> {
        let began = self.config.began.unwrap_or(now);
        self.joining = Joining::new(began);
        self.joining.deadline = Some(began + self.config.options.connect_timeout);
        self.path = match self.config.options.connections {
            PeerConnections::Dual => SignalPath::Dual,
            PeerConnections::Auto | PeerConnections::Single => SignalPath::Single,
        };
        self.dial(now)?;
        self.phase = Phase::Connecting;
        Ok(())
    }

    /// Goes over to two connections, where the server knows of no other.
    pub(super) fn fall_back(&mut self, now: Instant) -> Result<(), ConnectError> {
        self.path = SignalPath::Dual;
        self.negotiator = super::Negotiator::new();
        self.dial(now)
    }

    pub(super) fn can_fall_back(&self) -> bool {
        self.path == SignalPath::Single && self.config.options.connections == PeerConnections::Auto
    }

    fn dial(&mut self, now: Instant) -> Result<(), ConnectError> {
        let options = self.config.options.clone();
        let mut peer = self.make_peer(now);
        self.data = Some(DataChannels::open(&mut peer, options.send_buffer_bytes));
        let mut join = JoinOptions::new(self.path).auto_subscribe(options.auto_subscribe);
        for (key, value) in options.attributes {
            join = join.attribute(key, value);
        }
        if self.path == SignalPath::Single {
            for kind in [MediaKind::Audio, MediaKind::Video] {
                if self.receives(kind) {
                    peer.add_receivers(kind, SECTIONS_AT_FIRST);
                }
            }
            let link = self.transports.put(PeerSide::Publisher, peer);
            if let Ok(sdp) = link.peer.create_offer(now) {
                link.described = true;
                let id = self.negotiator.offered(now);
                join = join.publisher_offer(description("offer", sdp, id));
            }
            join = join.metadata(options.metadata);
        } else {
            self.transports.put(PeerSide::Publisher, peer);
        }
        self.session.join(&join, now)?;
        Ok(())
    }

    /// What our peers offer and accept.
    fn codecs(&self) -> impl Iterator<Item = lk_peer::Codec> {
        let table = CodecTable::livekit();
        let known: Vec<_> = table.entries().iter().map(|entry| entry.codec).collect();
        let takes = |codec: &lk_peer::Codec| {
            codec_from_peer(*codec).is_some_and(|codec| self.config.options.takes(codec))
        };
        known.into_iter().filter(takes)
    }

    /// Whether there can be sections of this kind: one without a codec is none.
    pub(super) fn receives(&self, kind: MediaKind) -> bool {
        self.codecs().any(|codec| codec.kind() == kind)
    }

    /// A peer of ours. Each has a seed of its own, for its secrets hang on it.
    fn make_peer(&mut self, now: Instant) -> Peer {
        let codecs: Vec<_> = self.codecs().collect();
        let mut config = PeerConfig::new(Side::Client, self.rng.random())
            .codecs(CodecTable::livekit().only(&codecs))
            .nack(self.config.options.retransmission)
            .max_channel_buffer(self.config.options.send_buffer_bytes);
        if let Some(crypto) = &self.config.crypto {
            config = config.crypto(crypto.clone());
        }
        if let Some(identity) = &self.config.identity {
            config = config.identity(identity.clone());
        }
        Peer::new(config, now)
    }

    pub(super) fn on_joined(&mut self, join: &proto::JoinResponse, now: Instant) {
        self.joining.on_joined(now);
        self.room.join(join);
        self.subscriptions.set_trailer(&join.sif_trailer);
        self.publish_codecs = join
            .enabled_publish_codecs
            .iter()
            .map(|codec| codec.mime.clone())
            .collect();
        if self.path == SignalPath::Dual {
            let peer = self.make_peer(now);
            self.transports.put(PeerSide::Subscriber, peer);
            self.outputs
                .push_back(Output::OpenSockets(PeerSide::Subscriber));
            if join.subscriber_primary {
                self.primary = PeerSide::Subscriber;
            }
            // Not left until something is published: joining ends with the channels open.
            self.negotiator.want();
        }
    }

    /// Says whether joining has just come to its end.
    pub(super) fn check_joined(&mut self, now: Instant) -> bool {
        let open = self.data.as_ref().is_some_and(DataChannels::are_open);
        let primary = self
            .transports
            .get(self.primary)
            .is_some_and(Link::is_connected);
        if self.phase != Phase::Connecting || !open || !primary {
            return false;
        }
        self.phase = Phase::Connected;
        self.joining.done_at = Some(now);
        self.room.set_connection(ConnectionState::Connected);
        let timings = self.join_timings();
        tracing::debug!(?timings, "connected");
        self.outputs.push_back(Output::Connected(timings));
        true
    }

    /// The first stage that was not reached.
    pub(super) fn stage(&self) -> ConnectStage {
        if self.joining.joined_at.is_none() {
            return match self.joining.opened_at {
                None => ConnectStage::Upgrade,
                Some(_) => ConnectStage::FirstMessage,
            };
        }
        let links = [self.primary, PeerSide::Publisher].map(|side| self.transports.get(side));
        let stages = links.into_iter().flatten().filter_map(|link| match link {
            Link {
                negotiated_at: None,
                ..
            } => Some(ConnectStage::Negotiation),
            Link { ice_at: None, .. } => Some(ConnectStage::Ice),
            Link {
                connected_at: None, ..
            } => Some(ConnectStage::Dtls),
            _ => None,
        });
        stages.min().unwrap_or(ConnectStage::DataChannels)
    }

    pub(super) fn connect_overdue(&self, now: Instant) -> Option<ConnectError> {
        let deadline = self
            .joining
            .deadline
            .filter(|_| self.phase == Phase::Connecting)?;
        let after: Duration = self.config.options.connect_timeout;
        (deadline <= now).then(|| ConnectError::TimedOut {
            stage: self.stage(),
            after,
        })
    }
}

pub(super) fn description(kind: &str, sdp: String, id: u32) -> proto::SessionDescription {
    proto::SessionDescription {
        r#type: kind.to_owned(),
        sdp,
        id,
        ..Default::default()
    }
}

/// How many sections of each kind the first offer on a single connection can receive in; the server
/// asks for more when it needs them.
const SECTIONS_AT_FIRST: usize = 3;

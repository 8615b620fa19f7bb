//! A participant's peer connections: made, negotiated, told apart by what they carry.

use lk_peer::{ChannelKey, ChannelSpec, NegotiationError, Peer, PeerConfig, SendError, Side};

use super::{
    env::Env,
    keys::Role,
    pressure::{Drain, Withheld},
};

/// A participant's connections: two, or a single one.
pub(crate) struct Links {
    pub(crate) publisher: Link,
    pub(crate) subscriber: Option<Link>,
    /// Whether the subscriber's connection is the one that counts, and carries data to the client.
    pub(crate) subscriber_primary: bool,
}

/// One peer connection and what was agreed on it.
pub(crate) struct Link {
    pub(crate) peer: Peer,
    /// Media and data can flow.
    pub(crate) connected: bool,
    pub(crate) ever_connected: bool,
    channels: Channels,
    /// The number of our last offer.
    offer_id: u32,
    /// How fast the client takes reliable data.
    pub(crate) drain: Drain,
    /// What carries the client's data, while that has to wait.
    pub(crate) withheld: Option<Withheld>,
    /// The client has been told our candidates.
    pub(crate) trickled: bool,
    /// Our offer waits for its answer.
    pub(crate) outstanding: bool,
    /// Something changed that only a further offer tells.
    pub(crate) offer_wanted: bool,
    /// Sections asked of a client on a single connection that it has not offered yet: audio, video.
    pub(crate) asked: [usize; 2],
}

#[derive(Default)]
struct Channels {
    reliable: Option<ChannelKey>,
    lossy: Option<ChannelKey>,
    data_track: Option<ChannelKey>,
}

/// What a data channel is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    Reliable,
    Lossy,
    DataTrack,
    /// A channel with a label of the client's own.
    Unlabeled,
}

impl Links {
    pub(crate) fn new(
        single: bool,
        subscriber_primary: bool,
        ice_lite: bool,
        env: &mut Env,
    ) -> Self {
        let mut subscriber = (!single).then(|| Link::new(ice_lite, env));
        if let (Some(link), true) = (&mut subscriber, subscriber_primary) {
            link.open_channels();
        }
        Self {
            publisher: Link::new(ice_lite, env),
            subscriber,
            subscriber_primary,
        }
    }

    pub(crate) fn get(&mut self, role: Role) -> Option<&mut Link> {
        match role {
            Role::Publisher => Some(&mut self.publisher),
            Role::Subscriber => self.subscriber.as_mut(),
        }
    }

    pub(crate) fn roles(&self) -> impl Iterator<Item = Role> + use<> {
        let subscriber = self.subscriber.as_ref().map(|_| Role::Subscriber);
        [Some(Role::Publisher), subscriber].into_iter().flatten()
    }

    /// The connection that decides whether the participant is active.
    pub(crate) fn primary(&self) -> Role {
        if self.subscriber_primary {
            Role::Subscriber
        } else {
            Role::Publisher
        }
    }

    /// The connection on which media goes to the client.
    pub(crate) fn downstream(&self) -> Role {
        if self.subscriber.is_some() {
            Role::Subscriber
        } else {
            Role::Publisher
        }
    }

    pub(crate) fn downstream_link(&mut self) -> &mut Link {
        self.subscriber.as_mut().unwrap_or(&mut self.publisher)
    }

    /// The connection on which data goes to the client.
    pub(crate) fn data_link(&mut self) -> (Role, &mut Link) {
        match &mut self.subscriber {
            Some(subscriber) if self.subscriber_primary => (Role::Subscriber, subscriber),
            _ => (Role::Publisher, &mut self.publisher),
        }
    }

    pub(crate) fn ever_connected(&self) -> bool {
        self.publisher.ever_connected
            || self
                .subscriber
                .as_ref()
                .is_some_and(|link| link.ever_connected)
    }
}

impl Link {
    fn new(ice_lite: bool, env: &mut Env) -> Self {
        let mut config = PeerConfig::new(Side::Server, env.random.seed())
            .ice_lite(ice_lite)
            .nack(env.config.nack)
            .max_channel_buffer(MAX_CHANNEL_BUFFER);
        if let Some(crypto) = &env.config.crypto {
            config = config.crypto(crypto.clone());
        }
        let peer = Peer::new(config, env.now);
        Self {
            peer,
            connected: false,
            ever_connected: false,
            channels: Channels::default(),
            offer_id: env.random.below(256),
            outstanding: false,
            drain: Drain::default(),
            withheld: None,
            trickled: false,
            offer_wanted: false,
            asked: [0; 2],
        }
    }

    /// The channels on which the server sends when the subscriber's connection is primary.
    fn open_channels(&mut self) {
        let unreliable = |label: &str| ChannelSpec::new(label).ordered(false).max_retransmits(0);
        for spec in [
            ChannelSpec::new(RELIABLE),
            unreliable(LOSSY),
            unreliable(DATA_TRACK),
        ] {
            self.peer.open_channel(spec);
        }
    }

    /// Takes note of a channel and says what it is for.
    pub(crate) fn channel_opened(&mut self, key: ChannelKey, label: &str) -> Lane {
        let (slot, lane) = match label {
            RELIABLE => (&mut self.channels.reliable, Lane::Reliable),
            LOSSY => (&mut self.channels.lossy, Lane::Lossy),
            DATA_TRACK => (&mut self.channels.data_track, Lane::DataTrack),
            _ => return Lane::Unlabeled,
        };
        *slot = Some(key);
        lane
    }

    pub(crate) fn channel_closed(&mut self, key: ChannelKey) {
        let Channels {
            reliable,
            lossy,
            data_track,
        } = &mut self.channels;
        for slot in [reliable, lossy, data_track] {
            if *slot == Some(key) {
                *slot = None;
            }
        }
    }

    pub(crate) fn lane(&self, key: ChannelKey) -> Lane {
        let Channels {
            reliable,
            lossy,
            data_track,
        } = &self.channels;
        let is = |slot: &Option<ChannelKey>| *slot == Some(key);
        match () {
            () if is(reliable) => Lane::Reliable,
            () if is(lossy) => Lane::Lossy,
            () if is(data_track) => Lane::DataTrack,
            () => Lane::Unlabeled,
        }
    }

    pub(crate) fn can_send(&self, lane: Lane) -> bool {
        self.channel(lane).is_some()
    }

    /// Sends a message on the channel of `lane`.
    pub(crate) fn send(&mut self, lane: Lane, data: bytes::Bytes) -> Result<(), SendError> {
        let channel = self.channel(lane).ok_or(SendError::Closed)?;
        self.peer.send(channel, data)
    }

    /// How many bytes wait on the channel of `lane`.
    pub(crate) fn buffered(&mut self, lane: Lane) -> usize {
        let channel = self.channel(lane);
        channel.map_or(0, |channel| self.peer.buffered_amount(channel))
    }

    fn channel(&self, lane: Lane) -> Option<ChannelKey> {
        match lane {
            Lane::Reliable => self.channels.reliable,
            Lane::Lossy => self.channels.lossy,
            Lane::DataTrack => self.channels.data_track,
            Lane::Unlabeled => None,
        }
    }

    /// Makes our next offer, with its number.
    pub(crate) fn offer(&mut self, env: &Env) -> Result<(u32, String), NegotiationError> {
        let sdp = self.peer.create_offer(env.now)?;
        self.offer_id = self.offer_id.wrapping_add(1);
        self.outstanding = true;
        self.offer_wanted = false;
        Ok((self.offer_id, sdp))
    }

    pub(crate) fn answered(&mut self, sdp: &str, env: &Env) -> Result<(), NegotiationError> {
        self.peer.accept_answer(sdp, env.now)?;
        self.outstanding = false;
        Ok(())
    }

    /// The next offer carries new ICE credentials; one that waits for its answer is taken back.
    pub(crate) fn restart(&mut self) {
        if std::mem::take(&mut self.outstanding) {
            self.peer.rollback();
        }
        self.peer.restart_ice();
    }
}

const RELIABLE: &str = "_reliable";
const LOSSY: &str = "_lossy";
const DATA_TRACK: &str = "_data_track";

/// Bytes that may wait for one slow client before its data is dropped.
const MAX_CHANNEL_BUFFER: usize = 16 << 20;

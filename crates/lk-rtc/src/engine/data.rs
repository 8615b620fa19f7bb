//! Data packets: numbered, told apart, addressed.

use std::collections::HashMap;

use bytes::Bytes;
use lk_peer::{ChannelKey, ChannelSpec, Peer};
use lk_proto as proto;
use prost::Message as _;

use crate::ParticipantIdentity;
use crate::error::SendDataError;
use crate::event::DataReceived;

/// A message to others in the room. Start from [`DataMessage::new`], then narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataMessage {
    payload: Bytes,
    topic: Option<String>,
    reliable: bool,
    to: Vec<ParticipantIdentity>,
}

impl DataMessage {
    /// A message that reaches everybody, in order and without loss.
    pub fn new(payload: impl Into<Bytes>) -> Self {
        Self {
            payload: payload.into(),
            topic: None,
            reliable: true,
            to: Vec::new(),
        }
    }

    /// What it is about; receivers choose by it. Default: not told.
    #[must_use]
    pub fn topic(mut self, topic: impl Into<String>) -> Self {
        self.topic = Some(topic.into());
        self
    }

    /// Whether it arrives for certain, and after those sent before it. A message that is not
    /// reliable is sent once, and dropped where the way is full. Default: true.
    #[must_use]
    pub fn reliable(mut self, reliable: bool) -> Self {
        self.reliable = reliable;
        self
    }

    /// Whom it reaches; may be called more than once. Default: everybody.
    #[must_use]
    pub fn to(mut self, identity: impl Into<ParticipantIdentity>) -> Self {
        self.to.push(identity.into());
        self
    }

    /// How many bytes it takes on the wire, addresses and all.
    ///
    /// # Errors
    ///
    /// [`SendDataError::TooLarge`], where no server would forward it.
    pub fn check(&self) -> Result<usize, SendDataError> {
        let (size, max) = (self.encode(u32::MAX).encoded_len(), MAX_MESSAGE);
        if size > max {
            Err(SendDataError::TooLarge { size, max })
        } else {
            Ok(size)
        }
    }

    /// Whether it goes over the reliable channel.
    pub fn is_reliable(&self) -> bool {
        self.reliable
    }

    fn encode(&self, sequence: u32) -> proto::DataPacket {
        let to: Vec<String> = self.to.iter().map(ToString::to_string).collect();
        let kind = if self.reliable {
            proto::data_packet::Kind::Reliable
        } else {
            proto::data_packet::Kind::Lossy
        };
        #[expect(deprecated, reason = "older servers and clients read only these")]
        proto::DataPacket {
            kind: kind.into(),
            destination_identities: to.clone(),
            sequence,
            value: Some(proto::data_packet::Value::User(proto::UserPacket {
                payload: self.payload.clone(),
                topic: self.topic.clone(),
                destination_identities: to,
                ..Default::default()
            })),
            ..Default::default()
        }
    }
}

/// The two channels that we publish on, and what came on those that we receive on.
#[derive(Debug)]
pub(super) struct DataChannels {
    lossy: ChannelKey,
    reliable: ChannelKey,
    lossy_open: bool,
    reliable_open: bool,
    lossy_limit: usize,
    last_sequence: u32,
    /// The last sequence number of each sender, by the id of its session.
    heard: HashMap<String, u32>,
}

impl DataChannels {
    /// Opens both channels, in the order that servers expect.
    pub(super) fn open(peer: &mut Peer, reliable_limit: usize) -> Self {
        let lossy = ChannelSpec::new(LOSSY).ordered(false).max_retransmits(0);
        let lossy = peer.open_channel(lossy);
        let reliable = peer.open_channel(ChannelSpec::new(RELIABLE));
        peer.set_buffered_low(reliable, reliable_limit / 2);
        peer.set_buffered_low(lossy, 0);
        Self {
            lossy,
            reliable,
            lossy_open: false,
            reliable_open: false,
            lossy_limit: reliable_limit / 16,
            last_sequence: 0,
            heard: HashMap::new(),
        }
    }

    pub(super) fn are_open(&self) -> bool {
        self.lossy_open && self.reliable_open
    }

    pub(super) fn on_open(&mut self, key: ChannelKey) {
        self.lossy_open |= key == self.lossy;
        self.reliable_open |= key == self.reliable;
    }

    /// Says whether it was one of ours.
    pub(super) fn on_closed(&mut self, key: ChannelKey) -> bool {
        self.lossy_open &= key != self.lossy;
        self.reliable_open &= key != self.reliable;
        key == self.lossy || key == self.reliable
    }

    /// Whether the drained channel is one of ours, and if so whether it is the reliable one.
    pub(super) fn on_drained(&self, key: ChannelKey) -> Option<bool> {
        (key == self.lossy || key == self.reliable).then_some(key == self.reliable)
    }

    pub(super) fn send(
        &mut self,
        message: &DataMessage,
        peer: &mut Peer,
    ) -> Result<(), SendDataError> {
        let reliable = message.reliable;
        let key = if reliable { self.reliable } else { self.lossy };
        // Numbers begin at 1, and only on the reliable channel.
        let sequence = if reliable {
            self.last_sequence.wrapping_add(1).max(1)
        } else {
            0
        };
        let packet = message.encode(sequence);
        let (size, max) = (
            packet.encoded_len(),
            MAX_MESSAGE.min(peer.max_message_size()),
        );
        if size > max {
            return Err(SendDataError::TooLarge { size, max });
        }
        if !reliable {
            let waiting = peer.buffered_amount(key);
            if waiting > 0 && waiting + size > self.lossy_limit {
                return Err(SendDataError::Behind { waiting });
            }
        }
        peer.send(key, packet.encode_to_vec().into())
            .map_err(|error| match error {
                lk_peer::SendError::TooLarge { max, .. } => SendDataError::TooLarge { size, max },
                lk_peer::SendError::Full { buffered, .. } => {
                    SendDataError::Behind { waiting: buffered }
                }
                _ => SendDataError::ChannelClosed,
            })?;
        if reliable {
            self.last_sequence = sequence;
        }
        Ok(())
    }

    /// Takes a message apart; `None` where it says nothing that we know, or said it before.
    pub(super) fn receive(&mut self, data: &Bytes) -> Option<DataReceived> {
        let packet = proto::DataPacket::decode(data.clone()).ok()?;
        #[expect(deprecated, reason = "servers say in it which channel it came on")]
        let reliable = packet.kind == proto::data_packet::Kind::Reliable as i32;
        if reliable && packet.sequence > 0 && !packet.participant_sid.is_empty() {
            let last = self
                .heard
                .get(&packet.participant_sid)
                .copied()
                .unwrap_or(0);
            if packet.sequence <= last {
                return None;
            }
            if self.heard.len() >= MAX_SENDERS && last == 0 {
                self.heard.clear();
            }
            self.heard.insert(packet.participant_sid, packet.sequence);
        }
        #[expect(deprecated, reason = "older servers and clients write only these")]
        match packet.value? {
            proto::data_packet::Value::User(user) => {
                let from = [packet.participant_identity, user.participant_identity];
                let from = from.into_iter().find(|identity| !identity.is_empty());
                Some(DataReceived {
                    from: from.map(ParticipantIdentity::from),
                    topic: user.topic,
                    payload: user.payload,
                    reliable,
                })
            }
            _ => None,
        }
    }
}

const LOSSY: &str = "_lossy";
const RELIABLE: &str = "_reliable";

/// The largest message that servers forward for certain, in bytes encoded.
pub(super) const MAX_MESSAGE: usize = 64_000;

/// How many senders are remembered by their last sequence number.
const MAX_SENDERS: usize = 10_000;

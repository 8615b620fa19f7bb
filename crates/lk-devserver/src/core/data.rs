//! Data between participants: read, stamped with its sender, sent to whom it is for.
#![expect(deprecated, reason = "fields that older clients still write and read")]

use bytes::Bytes;
use lk_proto::{
    DataPacket, UserPacket,
    data_packet::{Kind, Value},
    data_stream::header::ContentHeader,
    participant_info::State,
    rpc_response,
};
use prost::Message as _;

use super::{
    connection::Lane, env::Env, keys::ParticipantKey, participant::Participant, room::Room,
    rpc::Answer,
};

impl Room {
    /// A message arrived on a participant's data channel.
    pub(crate) fn on_data(&mut self, from: ParticipantKey, lane: Lane, data: Bytes, env: &mut Env) {
        let Some(sender) = self.participants.get_mut(&from) else {
            return;
        };
        if !sender.can_publish_data() {
            return;
        }
        let kind = match lane {
            Lane::Reliable => Kind::Reliable,
            Lane::Lossy => Kind::Lossy,
            Lane::DataTrack => return self.on_data_track_packet(from, &data),
            Lane::Unlabeled => return self.wrap_unlabeled(from, data, env),
        };
        let Ok(mut packet) = DataPacket::decode(data) else {
            tracing::debug!("a data packet cannot be read");
            return;
        };
        if kind == Kind::Reliable && packet.sequence > 0 {
            // A client that resumes sends again what it is not sure of.
            if packet.sequence <= sender.last_reliable {
                return;
            }
            sender.last_reliable = packet.sequence;
        }
        packet.kind = kind.into();
        if sender.stamp(&mut packet) && !answers_rpc(from, &packet, env) {
            self.route(Some(from), kind, packet, env);
        }
    }

    /// Sends a packet to those it is for: everyone but its sender, unless it names somebody.
    pub(crate) fn route(
        &mut self,
        from: Option<ParticipantKey>,
        kind: Kind,
        mut packet: DataPacket,
        env: &mut Env,
    ) {
        let mut sids = Vec::new();
        if let Some(Value::User(user)) = &mut packet.value {
            if self.nonces.contains(&user.nonce) {
                return;
            }
            if (1..=MAX_NONCE).contains(&user.nonce.len()) {
                // A copy, since the nonce as read holds on to its whole packet.
                self.nonces.push_back(Bytes::copy_from_slice(&user.nonce));
                if self.nonces.len() > MAX_NONCES {
                    self.nonces.pop_front();
                }
            }
            if packet.destination_identities.is_empty() {
                packet
                    .destination_identities
                    .clone_from(&user.destination_identities);
            } else {
                user.destination_identities
                    .clone_from(&packet.destination_identities);
            }
            sids.clone_from(&user.destination_sids);
        }
        packet.kind = kind.into();
        let identities = &packet.destination_identities;
        let everyone = sids.is_empty() && identities.is_empty();
        let named = |it: &Participant| sids.contains(&it.sid) || identities.contains(&it.identity);
        let receivers: Vec<_> = self
            .participants
            .iter()
            .filter(|(key, it)| Some(**key) != from && (everyone || named(it)))
            .map(|(key, _)| *key)
            .collect();
        let bytes = Bytes::from(packet.encode_to_vec());
        let threshold = env.config.data_slow_threshold;
        for to in receivers {
            match from {
                Some(from) if threshold > 0 && kind == Kind::Reliable && self.takes_data(to) => {
                    self.send_under_pressure(from, to, threshold, bytes.clone(), env);
                }
                _ => self.send_data(to, kind, bytes.clone(), env),
            }
        }
    }

    fn takes_data(&mut self, who: ParticipantKey) -> bool {
        let receiver = self.participants.get_mut(&who);
        receiver.is_some_and(|it| {
            it.state == State::Active && it.links.data_link().1.can_send(Lane::Reliable)
        })
    }

    /// Sends an encoded packet. Reliable data for who is still connecting waits a little.
    pub(crate) fn send_data(&mut self, to: ParticipantKey, kind: Kind, bytes: Bytes, env: &Env) {
        let Some(receiver) = self.participants.get_mut(&to) else {
            return;
        };
        let active = receiver.state == State::Active;
        let (role, link) = receiver.links.data_link();
        let lane = if kind == Kind::Reliable {
            Lane::Reliable
        } else {
            Lane::Lossy
        };
        if kind == Kind::Reliable && !link.can_send(lane) {
            return receiver.held.push(bytes, env.now);
        }
        if !active {
            return;
        }
        if let Err(error) = link.send(lane, bytes) {
            tracing::debug!(%error, "data packet dropped");
        }
        self.touch(to, role);
    }

    /// The channel of a participant that was connecting is open.
    pub(crate) fn send_held_data(&mut self, to: ParticipantKey, env: &Env) {
        let Some(receiver) = self.participants.get_mut(&to) else {
            return;
        };
        let held = receiver.held.take(env.now);
        let (role, link) = receiver.links.data_link();
        for bytes in held {
            if let Err(error) = link.send(Lane::Reliable, bytes) {
                tracing::debug!(%error, "data packet dropped");
            }
        }
        self.touch(to, role);
    }

    /// A channel that is none of ours carries bare bytes: they become user packets for everyone.
    fn wrap_unlabeled(&mut self, from: ParticipantKey, payload: Bytes, env: &mut Env) {
        let Some(sender) = self.participants.get(&from) else {
            return;
        };
        let mut packet = DataPacket {
            value: Some(Value::User(UserPacket {
                payload,
                ..UserPacket::default()
            })),
            ..DataPacket::default()
        };
        if sender.stamp(&mut packet) {
            self.route(Some(from), Kind::Reliable, packet, env);
        }
    }
}

impl Participant {
    /// Writes into a packet who sent it. Returns whether it is to be sent on.
    fn stamp(&self, packet: &mut DataPacket) -> bool {
        let hidden = self.is_hidden();
        let shown = |text: &str| {
            if hidden {
                String::new()
            } else {
                text.to_owned()
            }
        };
        // An agent may speak in the name of somebody else.
        let named =
            !packet.participant_identity.is_empty() && packet.participant_identity != self.identity;
        let for_another = self.is_agent() && named;
        packet.participant_sid.clone_from(&self.sid);
        let mut keep_identity = false;
        let forward = match &mut packet.value {
            None | Some(Value::Metrics(_) | Value::Speaker(_)) => false,
            Some(Value::Transcription(_)) => self.is_agent(),
            Some(Value::User(user)) => {
                user.participant_sid = shown(&self.sid);
                user.participant_identity = shown(&self.identity);
                true
            }
            Some(Value::ChatMessage(chat)) => {
                chat.generated |= for_another;
                keep_identity = for_another;
                true
            }
            Some(Value::StreamHeader(header)) => {
                if let (Some(ContentHeader::TextHeader(text)), true) =
                    (&mut header.content_header, for_another)
                {
                    text.generated = true;
                    keep_identity = true;
                }
                true
            }
            Some(_) => true,
        };
        if !keep_identity {
            packet.participant_identity = shown(&self.identity);
        }
        forward
    }
}

/// Whether a packet answers a call that the API made; such a packet goes no further.
fn answers_rpc(from: ParticipantKey, packet: &DataPacket, env: &mut Env) -> bool {
    match &packet.value {
        Some(Value::RpcAck(ack)) => env.rpc_answered(from, &ack.request_id, Answer::Ack),
        Some(Value::RpcResponse(response)) => {
            let answer = match &response.value {
                Some(rpc_response::Value::Payload(payload)) => Answer::Payload(payload.clone()),
                Some(rpc_response::Value::Error(error)) => Answer::Error(error.clone()),
                _ => return false,
            };
            env.rpc_answered(from, &response.request_id, answer)
        }
        _ => false,
    }
}

/// Most bytes of a nonce that is remembered. They have sixteen.
const MAX_NONCE: usize = 16;
/// How many nonces a room remembers.
const MAX_NONCES: usize = 1024;

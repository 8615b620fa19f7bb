//! Calls that the API makes to a participant: sent over its data channel, answered over HTTP when it answers.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use bytes::Bytes;
use lk_proto::{
    DataPacket, PerformRpcResponse, RpcError, RpcRequest,
    data_packet::{Kind, Value},
    rpc::room_service,
};
use prost::Message as _;

use super::{
    Core,
    api::{Call, Format, TwirpCode, TwirpError},
    env::Env,
    keys::{Deadline, HttpId, ParticipantKey},
};

/// Calls that wait for their answers.
#[derive(Debug, Default)]
pub(crate) struct Rpcs {
    waiting: BTreeMap<String, Waiting>,
}

#[derive(Debug)]
struct Waiting {
    number: u64,
    callee: ParticipantKey,
    http: HttpId,
    format: Format,
    /// When it must have answered.
    due: Instant,
    acknowledged: bool,
}

/// What a participant answers.
#[derive(Debug)]
pub(crate) enum Answer {
    Ack,
    Payload(String),
    Error(RpcError),
}

impl Core {
    pub(super) fn perform_rpc(&mut self, call: &Call<'_>) -> Result<(), TwirpError> {
        let request = call.request::<room_service::PerformRpc>()?;
        call.require_admin(&request.room)?;
        if request.destination_identity.is_empty() {
            return Err(TwirpError::new(
                TwirpCode::InvalidArgument,
                "destination identity is required",
            ));
        }
        let callee = self
            .live_participant(&request.room, &request.destination_identity)?
            .1;
        if request.payload.len() > MAX_PAYLOAD {
            return Err(failure(1402, "Request payload too large", ""));
        }
        let timeout = match request.response_timeout_ms {
            0 => DEFAULT_TIMEOUT,
            millis => Duration::from_millis(millis.into()),
        };
        let id = self.env.random.uuid();
        let number = self.env.next_key();
        let waiting = Waiting {
            number,
            callee,
            http: call.id,
            format: call.format,
            due: self.env.now + timeout,
            acknowledged: false,
        };
        self.env.timers.set(
            Deadline::Rpc(number),
            self.env.now + ACK_TIMEOUT.min(timeout),
        );
        self.env.rpcs.waiting.insert(id.clone(), waiting);
        let packet = DataPacket {
            // By this the participant addresses its answer; it comes back to us.
            participant_identity: id.clone(),
            value: Some(Value::RpcRequest(RpcRequest {
                id,
                method: request.method,
                payload: request.payload,
                response_timeout_ms: u32::try_from(timeout.as_millis()).unwrap_or(u32::MAX),
                version: 1,
                ..RpcRequest::default()
            })),
            ..DataPacket::default()
        };
        if let Some(room) = self.rooms.named_mut(&request.room) {
            room.send_data(
                callee,
                Kind::Reliable,
                Bytes::from(packet.encode_to_vec()),
                &self.env,
            );
        }
        Ok(())
    }
}

impl Env {
    /// A participant answered a call. Returns whether it was one of ours.
    pub(crate) fn rpc_answered(&mut self, from: ParticipantKey, id: &str, answer: Answer) -> bool {
        let Some(waiting) = self
            .rpcs
            .waiting
            .get_mut(id)
            .filter(|waiting| waiting.callee == from)
        else {
            return false;
        };
        let result = match answer {
            Answer::Ack => {
                waiting.acknowledged = true;
                self.timers.set(Deadline::Rpc(waiting.number), waiting.due);
                return true;
            }
            Answer::Payload(payload) => Ok(PerformRpcResponse { payload }),
            Answer::Error(error) => Err(failure(error.code, &error.message, &error.data)),
        };
        self.finish_rpc(id, result);
        true
    }

    /// A call was not acknowledged, or not answered, in time.
    pub(crate) fn rpc_overdue(&mut self, number: u64) {
        let found = self
            .rpcs
            .waiting
            .iter()
            .find(|(_, waiting)| waiting.number == number);
        let Some((id, waiting)) = found.map(|(id, waiting)| (id.clone(), waiting)) else {
            return;
        };
        let error = if self.now >= waiting.due {
            failure(1502, "Response timeout", "")
        } else {
            failure(1501, "Connection timeout", "")
        };
        self.finish_rpc(&id, Err(error));
    }

    /// A participant that was called is gone.
    pub(crate) fn rpc_callee_left(&mut self, callee: ParticipantKey) {
        let calls = self
            .rpcs
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.callee == callee);
        let ids: Vec<String> = calls.map(|(id, _)| id.clone()).collect();
        for id in ids {
            self.finish_rpc(&id, Err(failure(1503, "Recipient disconnected", "")));
        }
    }

    fn finish_rpc(&mut self, id: &str, result: Result<PerformRpcResponse, TwirpError>) {
        let Some(waiting) = self.rpcs.waiting.remove(id) else {
            return;
        };
        self.timers.cancel(Deadline::Rpc(waiting.number));
        let reply = match result {
            Ok(response) => waiting.format.reply(&response),
            Err(error) => error.into(),
        };
        self.answer(waiting.http, reply);
    }
}

fn failure(code: u32, message: &str, data: &str) -> TwirpError {
    let twirp = match code {
        1501 | 1502 => TwirpCode::Canceled,
        1503 => TwirpCode::Unavailable,
        1400 | 1402 => TwirpCode::InvalidArgument,
        1401 => TwirpCode::NotFound,
        1403 | 1404 => TwirpCode::Unimplemented,
        _ => TwirpCode::Internal,
    };
    let detail = if data.is_empty() {
        String::new()
    } else {
        format!(": {data}")
    };
    TwirpError::new(twirp, format!("RpcError {code}: {message}{detail}"))
}

/// Most bytes of a request's payload.
const MAX_PAYLOAD: usize = 15_360;
/// How long a participant may take to say that it has got a call.
const ACK_TIMEOUT: Duration = Duration::from_secs(2);
/// How long it may take to answer, where the caller does not say.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

//! AgentDispatchService: dispatches are kept and listed; no worker is ever asked, since none can register.

use std::collections::HashMap;

use lk_proto::{
    AgentDispatch, AgentDispatchState, CreateAgentDispatchRequest, ListAgentDispatchResponse,
    rpc::agent_dispatch_service as rpc,
};

use super::{Call, TwirpCode, TwirpError};
use crate::core::{Core, env::Env, output::HttpReply, room::Room, rooms::RoomWishes};

impl Core {
    pub(super) fn agent_dispatch(&mut self, call: &Call<'_>, method: &str) -> HttpReply {
        match method {
            "CreateDispatch" => {
                call.answer::<rpc::CreateDispatch>(|request| self.create_dispatch(call, request))
            }
            "ListDispatch" => call.answer::<rpc::ListDispatch>(|request| {
                call.require_admin(&request.room)?;
                let room = self
                    .rooms
                    .named_mut(&request.room)
                    .ok_or_else(TwirpError::nobody)?;
                let wanted = |it: &&AgentDispatch| {
                    request.dispatch_id.is_empty() || it.id == request.dispatch_id
                };
                Ok(ListAgentDispatchResponse {
                    agent_dispatches: room.dispatches.iter().filter(wanted).cloned().collect(),
                })
            }),
            "DeleteDispatch" => call.answer::<rpc::DeleteDispatch>(|request| {
                call.require_admin(&request.room)?;
                let room = self
                    .rooms
                    .named_mut(&request.room)
                    .ok_or_else(TwirpError::nobody)?;
                let at = room
                    .dispatches
                    .iter()
                    .position(|it| it.id == request.dispatch_id);
                let at = at
                    .ok_or_else(|| TwirpError::new(TwirpCode::NotFound, "dispatch ID not found"))?;
                Ok(room.dispatches.remove(at))
            }),
            _ => TwirpError::new(TwirpCode::Unimplemented, method).into(),
        }
    }

    fn create_dispatch(
        &mut self,
        call: &Call<'_>,
        request: CreateAgentDispatchRequest,
    ) -> Result<AgentDispatch, TwirpError> {
        call.require_admin(&request.room)?;
        let key = match self.rooms.by_name(&request.room) {
            Some(key) => key,
            None if self.env.config.auto_create => {
                self.rooms
                    .create(&request.room, RoomWishes::default(), &mut self.env)
            }
            None => return Err(TwirpError::room_not_found()),
        };
        let room = self
            .rooms
            .get_mut(key)
            .ok_or_else(TwirpError::room_not_found)?;
        if room.dispatches.len() >= MAX_DISPATCHES {
            return Err(TwirpError::new(
                TwirpCode::Unavailable,
                "too many dispatches",
            ));
        }
        let dispatch = AgentDispatch {
            agent_name: request.agent_name,
            metadata: request.metadata,
            restart_policy: request.restart_policy,
            deployment: request.deployment,
            attributes: request.attributes,
            thread_id: request.thread_id,
            ..AgentDispatch::default()
        };
        Ok(room.add_dispatch(dispatch, &mut self.env))
    }
}

impl Room {
    pub(crate) fn dispatch(
        &mut self,
        agent_name: String,
        metadata: String,
        attributes: HashMap<String, String>,
        env: &mut Env,
    ) {
        self.add_dispatch(
            AgentDispatch {
                agent_name,
                metadata,
                attributes,
                ..AgentDispatch::default()
            },
            env,
        );
    }

    fn add_dispatch(&mut self, dispatch: AgentDispatch, env: &mut Env) -> AgentDispatch {
        let nanoseconds = i64::try_from(env.unix().as_nanos()).unwrap_or(i64::MAX);
        let dispatch = AgentDispatch {
            id: env.random.sid("AD_"),
            room: self.fixed.name.clone(),
            state: Some(AgentDispatchState {
                created_at: nanoseconds,
                ..AgentDispatchState::default()
            }),
            ..dispatch
        };
        self.dispatches.push(dispatch.clone());
        dispatch
    }
}

/// Most dispatches in one room.
const MAX_DISPATCHES: usize = 1000;

//! Sending agents into rooms.

use lk_proto::rpc::agent_dispatch_service::{CreateDispatch, DeleteDispatch, ListDispatch};

use crate::api::LiveKitApi;
use crate::call::Call;

/// Sending agents into rooms. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct AgentDispatch(LiveKitApi);

impl LiveKitApi {
    /// Sending agents into rooms.
    pub fn agent_dispatch(&self) -> AgentDispatch {
        AgentDispatch(self.clone())
    }
}

impl AgentDispatch {
    /// Sends an agent into a room.
    pub fn create_dispatch(
        &self,
        request: lk_proto::CreateAgentDispatchRequest,
    ) -> Call<CreateDispatch> {
        Call::new(&self.0, request)
    }

    /// Takes a dispatch back.
    pub fn delete_dispatch(
        &self,
        request: lk_proto::DeleteAgentDispatchRequest,
    ) -> Call<DeleteDispatch> {
        Call::new(&self.0, request)
    }

    /// Lists a room's dispatches: all, or the one named.
    pub fn list_dispatch(&self, request: lk_proto::ListAgentDispatchRequest) -> Call<ListDispatch> {
        Call::new(&self.0, request)
    }
}

//! The client of `livekit.AgentDispatchService`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::agent_dispatch_service as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Sending agents into rooms.
///
/// One method a call of `livekit.AgentDispatchService`; each takes its request message.
#[derive(Debug, Clone)]
pub struct AgentDispatch(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Sending agents into rooms.
    pub fn agent_dispatch(&self) -> AgentDispatch {
        AgentDispatch(self.clone())
    }
}

impl AgentDispatch {
    /// Sends an agent into a room.
    pub fn create_dispatch(&self, request: lk_proto::CreateAgentDispatchRequest) -> Call<rpc::CreateDispatch> {
        Call::new(&self.0, request)
    }

    /// Takes a dispatch back.
    pub fn delete_dispatch(&self, request: lk_proto::DeleteAgentDispatchRequest) -> Call<rpc::DeleteDispatch> {
        Call::new(&self.0, request)
    }

    /// Lists a room's dispatches: all, or the one named.
    pub fn list_dispatch(&self, request: lk_proto::ListAgentDispatchRequest) -> Call<rpc::ListDispatch> {
        Call::new(&self.0, request)
    }
}

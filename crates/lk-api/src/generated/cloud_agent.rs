//! The client of `livekit.CloudAgent`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::cloud_agent as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Agents that LiveKit Cloud hosts.
///
/// One method a call of `livekit.CloudAgent`; each takes its request message.
#[derive(Debug, Clone)]
pub struct CloudAgents(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Agents that LiveKit Cloud hosts.
    pub fn cloud_agent(&self) -> CloudAgents {
        CloudAgents(self.clone())
    }
}

impl CloudAgents {
    /// Creates an agent.
    pub fn create_agent(&self, request: lk_proto::CreateAgentRequest) -> Call<rpc::CreateAgent> {
        Call::new(&self.0, request)
    }

    /// Creates an agent from source that is uploaded next.
    pub fn create_agent_v2(&self, request: lk_proto::CreateAgentV2Request) -> Call<rpc::CreateAgentV2> {
        Call::new(&self.0, request)
    }

    /// Creates a private link.
    pub fn create_private_link(&self, request: lk_proto::CreatePrivateLinkRequest) -> Call<rpc::CreatePrivateLink> {
        Call::new(&self.0, request)
    }

    /// Deletes an agent.
    pub fn delete_agent(&self, request: lk_proto::DeleteAgentRequest) -> Call<rpc::DeleteAgent> {
        Call::new(&self.0, request)
    }

    /// Deploys a new version of an agent.
    pub fn deploy_agent(&self, request: lk_proto::DeployAgentRequest) -> Call<rpc::DeployAgent> {
        Call::new(&self.0, request)
    }

    /// Deploys a new version from source that is uploaded next.
    pub fn deploy_agent_v2(&self, request: lk_proto::DeployAgentV2Request) -> Call<rpc::DeployAgentV2> {
        Call::new(&self.0, request)
    }

    /// Deletes a private link.
    pub fn destroy_private_link(&self, request: lk_proto::DestroyPrivateLinkRequest) -> Call<rpc::DestroyPrivateLink> {
        Call::new(&self.0, request)
    }

    /// Returns what clients of the service should know.
    pub fn get_client_settings(&self, request: lk_proto::ClientSettingsRequest) -> Call<rpc::GetClientSettings> {
        Call::new(&self.0, request)
    }

    /// Returns how a private link fares.
    pub fn get_private_link_status(&self, request: lk_proto::GetPrivateLinkStatusRequest) -> Call<rpc::GetPrivateLinkStatus> {
        Call::new(&self.0, request)
    }

    /// Lists the names of an agent's secrets.
    pub fn list_agent_secrets(&self, request: lk_proto::ListAgentSecretsRequest) -> Call<rpc::ListAgentSecrets> {
        Call::new(&self.0, request)
    }

    /// Lists an agent's versions.
    pub fn list_agent_versions(&self, request: lk_proto::ListAgentVersionsRequest) -> Call<rpc::ListAgentVersions> {
        Call::new(&self.0, request)
    }

    /// Lists the project's agents.
    pub fn list_agents(&self, request: lk_proto::ListAgentsRequest) -> Call<rpc::ListAgents> {
        Call::new(&self.0, request)
    }

    /// Lists private links.
    pub fn list_private_links(&self, request: lk_proto::ListPrivateLinksRequest) -> Call<rpc::ListPrivateLinks> {
        Call::new(&self.0, request)
    }

    /// Makes a version the one that serves.
    pub fn promote_agent(&self, request: lk_proto::PromoteAgentRequest) -> Call<rpc::PromoteAgent> {
        Call::new(&self.0, request)
    }

    /// Restarts an agent.
    pub fn restart_agent(&self, request: lk_proto::RestartAgentRequest) -> Call<rpc::RestartAgent> {
        Call::new(&self.0, request)
    }

    /// Goes back to an earlier version.
    pub fn rollback_agent(&self, request: lk_proto::RollbackAgentRequest) -> Call<rpc::RollbackAgent> {
        Call::new(&self.0, request)
    }

    /// Changes an agent.
    pub fn update_agent(&self, request: lk_proto::UpdateAgentRequest) -> Call<rpc::UpdateAgent> {
        Call::new(&self.0, request)
    }

    /// Changes an agent's secrets.
    pub fn update_agent_secrets(&self, request: lk_proto::UpdateAgentSecretsRequest) -> Call<rpc::UpdateAgentSecrets> {
        Call::new(&self.0, request)
    }
}

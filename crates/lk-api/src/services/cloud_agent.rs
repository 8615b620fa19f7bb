//! Agents that LiveKit Cloud hosts.

use lk_proto::rpc::cloud_agent::{
    CreateAgent, CreateAgentV2, CreatePrivateLink, DeleteAgent, DeployAgent, DeployAgentV2,
    DestroyPrivateLink, GetClientSettings, GetPrivateLinkStatus, ListAgentSecrets,
    ListAgentVersions, ListAgents, ListPrivateLinks, PromoteAgent, RestartAgent, RollbackAgent,
    UpdateAgent, UpdateAgentSecrets,
};

use crate::api::LiveKitApi;
use crate::call::Call;

/// Agents that LiveKit Cloud hosts. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct CloudAgents(LiveKitApi);

impl LiveKitApi {
    /// Agents that LiveKit Cloud hosts.
    pub fn cloud_agent(&self) -> CloudAgents {
        CloudAgents(self.clone())
    }
}

impl CloudAgents {
    /// Creates an agent.
    pub fn create_agent(&self, request: lk_proto::CreateAgentRequest) -> Call<CreateAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Creates an agent from source that is uploaded next.
    pub fn create_agent_v2(&self, request: lk_proto::CreateAgentV2Request) -> Call<CreateAgentV2> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Lists the project's agents.
    pub fn list_agents(&self, request: lk_proto::ListAgentsRequest) -> Call<ListAgents> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Lists an agent's versions.
    pub fn list_agent_versions(
        &self,
        request: lk_proto::ListAgentVersionsRequest,
    ) -> Call<ListAgentVersions> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Lists the names of an agent's secrets.
    pub fn list_agent_secrets(
        &self,
        request: lk_proto::ListAgentSecretsRequest,
    ) -> Call<ListAgentSecrets> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Changes an agent.
    pub fn update_agent(&self, request: lk_proto::UpdateAgentRequest) -> Call<UpdateAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Changes an agent's secrets.
    pub fn update_agent_secrets(
        &self,
        request: lk_proto::UpdateAgentSecretsRequest,
    ) -> Call<UpdateAgentSecrets> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Restarts an agent.
    pub fn restart_agent(&self, request: lk_proto::RestartAgentRequest) -> Call<RestartAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Deploys a new version of an agent.
    pub fn deploy_agent(&self, request: lk_proto::DeployAgentRequest) -> Call<DeployAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Deploys a new version from source that is uploaded next.
    pub fn deploy_agent_v2(&self, request: lk_proto::DeployAgentV2Request) -> Call<DeployAgentV2> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Makes a version the one that serves.
    pub fn promote_agent(&self, request: lk_proto::PromoteAgentRequest) -> Call<PromoteAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Goes back to an earlier version.
    pub fn rollback_agent(&self, request: lk_proto::RollbackAgentRequest) -> Call<RollbackAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Deletes an agent.
    pub fn delete_agent(&self, request: lk_proto::DeleteAgentRequest) -> Call<DeleteAgent> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Returns what clients of the service should know.
    pub fn get_client_settings(
        &self,
        request: lk_proto::ClientSettingsRequest,
    ) -> Call<GetClientSettings> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Creates a private link.
    pub fn create_private_link(
        &self,
        request: lk_proto::CreatePrivateLinkRequest,
    ) -> Call<CreatePrivateLink> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Deletes a private link.
    pub fn destroy_private_link(
        &self,
        request: lk_proto::DestroyPrivateLinkRequest,
    ) -> Call<DestroyPrivateLink> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Lists private links.
    pub fn list_private_links(
        &self,
        request: lk_proto::ListPrivateLinksRequest,
    ) -> Call<ListPrivateLinks> {
        Call::new(&self.0, request).at(self.0.agents())
    }

    /// Returns how a private link fares.
    pub fn get_private_link_status(
        &self,
        request: lk_proto::GetPrivateLinkStatusRequest,
    ) -> Call<GetPrivateLinkStatus> {
        Call::new(&self.0, request).at(self.0.agents())
    }
}

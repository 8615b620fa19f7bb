//! Protojson of `livekit_cloud_agent.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static AGENT_SECRET_KIND: EnumTable = EnumTable(&[
    (0, "AGENT_SECRET_KIND_UNKNOWN"),
    (1, "AGENT_SECRET_KIND_ENVIRONMENT"),
    (2, "AGENT_SECRET_KIND_FILE"),
]);

pub(super) static AGENT_EVENT_TYPE: EnumTable = EnumTable(&[
    (0, "AGENT_EVENT_TYPE_UNKNOWN"),
    (1, "AGENT_EVENT_TYPE_APPLICATION_CRASHED"),
    (2, "AGENT_EVENT_TYPE_RESTARTED_HIGH_DISK_USAGE"),
    (3, "AGENT_EVENT_TYPE_RESTARTED_HIGH_MEMORY_USAGE"),
]);

pub(super) static CREATE_AGENT_REQUEST: Table = Table {
    name: "livekit.CreateAgentRequest",
    fields: &[
        field(1, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(2, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(3, "replicas", "replicas", Kind::Int32, Label::Implicit),
        field(4, "max_replicas", "maxReplicas", Kind::Int32, Label::Implicit),
        field(5, "cpu_req", "cpuReq", Kind::String, Label::Implicit),
        field(6, "regions", "regions", Kind::String, Label::Repeated),
    ],
};

pub(super) static AGENT_SECRET: Table = Table {
    name: "livekit.AgentSecret",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "value", "value", Kind::Bytes, Label::Implicit),
        field(3, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(4, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(5, "kind", "kind", Kind::Enum(&AGENT_SECRET_KIND), Label::Implicit),
        field(6, "deployments", "deployments", Kind::String, Label::Repeated),
    ],
};

pub(super) static CREATE_AGENT_RESPONSE: Table = Table {
    name: "livekit.CreateAgentResponse",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "status", "status", Kind::String, Label::Implicit),
        field(4, "version", "version", Kind::String, Label::Implicit),
        field(5, "presigned_url", "presignedUrl", Kind::String, Label::Implicit),
        field(6, "tag", "tag", Kind::String, Label::Implicit),
        field(7, "server_regions", "serverRegions", Kind::String, Label::Repeated),
        field(8, "presigned_post_request", "presignedPostRequest", Kind::Message(&PRESIGNED_POST_REQUEST), Label::Single),
    ],
};

pub(super) static PRESIGNED_POST_REQUEST: Table = Table {
    name: "livekit.PresignedPostRequest",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "values", "values", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static CREATE_AGENT_V2_REQUEST: Table = Table {
    name: "livekit.CreateAgentV2Request",
    fields: &[
        field(1, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(2, "regions", "regions", Kind::String, Label::Repeated),
    ],
};

pub(super) static CREATE_AGENT_V2_RESPONSE: Table = Table {
    name: "livekit.CreateAgentV2Response",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "status", "status", Kind::String, Label::Implicit),
        field(3, "server_regions", "serverRegions", Kind::String, Label::Repeated),
    ],
};

pub(super) static CREATE_PRIVATE_LINK_REQUEST_AWS_CREATE_CONFIG: Table = Table {
    name: "livekit.CreatePrivateLinkRequest.AWSCreateConfig",
    fields: &[
        field(1, "endpoint", "endpoint", Kind::String, Label::Implicit),
    ],
};

pub(super) static CREATE_PRIVATE_LINK_REQUEST: Table = Table {
    name: "livekit.CreatePrivateLinkRequest",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "aws", "aws", Kind::Message(&CREATE_PRIVATE_LINK_REQUEST_AWS_CREATE_CONFIG), Label::Oneof(0)),
        field(3, "region", "region", Kind::String, Label::Implicit),
        field(4, "port", "port", Kind::Uint32, Label::Implicit),
        field(5, "endpoint", "endpoint", Kind::String, Label::Implicit),
        field(6, "cloud_region", "cloudRegion", Kind::String, Label::Optional),
    ],
};

pub(super) static CREATE_PRIVATE_LINK_RESPONSE: Table = Table {
    name: "livekit.CreatePrivateLinkResponse",
    fields: &[
        field(1, "private_link", "privateLink", Kind::Message(&PRIVATE_LINK), Label::Single),
    ],
};

pub(super) static PRIVATE_LINK_AWS_CONFIG: Table = Table {
    name: "livekit.PrivateLink.AWSConfig",
    fields: &[
        field(1, "endpoint", "endpoint", Kind::String, Label::Implicit),
    ],
};

pub(super) static PRIVATE_LINK: Table = Table {
    name: "livekit.PrivateLink",
    fields: &[
        field(1, "private_link_id", "privateLinkId", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "aws", "aws", Kind::Message(&PRIVATE_LINK_AWS_CONFIG), Label::Oneof(0)),
        field(4, "region", "region", Kind::String, Label::Implicit),
        field(5, "port", "port", Kind::Uint32, Label::Implicit),
        field(6, "endpoint", "endpoint", Kind::String, Label::Implicit),
        field(7, "connection_endpoint", "connectionEndpoint", Kind::String, Label::Implicit),
        field(8, "cloud_region", "cloudRegion", Kind::String, Label::Implicit),
    ],
};

pub(super) static DELETE_AGENT_REQUEST: Table = Table {
    name: "livekit.DeleteAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "deployment", "deployment", Kind::String, Label::Implicit),
    ],
};

pub(super) static DELETE_AGENT_RESPONSE: Table = Table {
    name: "livekit.DeleteAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static DEPLOY_AGENT_REQUEST: Table = Table {
    name: "livekit.DeployAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(4, "replicas", "replicas", Kind::Int32, Label::Implicit),
        field(5, "max_replicas", "maxReplicas", Kind::Int32, Label::Implicit),
        field(6, "cpu_req", "cpuReq", Kind::String, Label::Implicit),
        field(7, "deployment", "deployment", Kind::String, Label::Implicit),
        field(8, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static DEPLOY_AGENT_RESPONSE: Table = Table {
    name: "livekit.DeployAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
        field(3, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(4, "presigned_url", "presignedUrl", Kind::String, Label::Implicit),
        field(5, "tag", "tag", Kind::String, Label::Implicit),
        field(6, "presigned_post_request", "presignedPostRequest", Kind::Message(&PRESIGNED_POST_REQUEST), Label::Single),
        field(7, "deployment", "deployment", Kind::String, Label::Implicit),
    ],
};

pub(super) static DEPLOY_AGENT_V2_REQUEST: Table = Table {
    name: "livekit.DeployAgentV2Request",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(3, "deployment", "deployment", Kind::String, Label::Implicit),
        field(4, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static DEPLOY_AGENT_V2_RESPONSE: Table = Table {
    name: "livekit.DeployAgentV2Response",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
        field(3, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(4, "tag", "tag", Kind::String, Label::Implicit),
        field(5, "presigned_req", "presignedReq", Kind::Message(&PRESIGNED_POST_REQUEST), Label::Single),
        field(6, "deployment", "deployment", Kind::String, Label::Implicit),
    ],
};

pub(super) static DESTROY_PRIVATE_LINK_REQUEST: Table = Table {
    name: "livekit.DestroyPrivateLinkRequest",
    fields: &[
        field(1, "private_link_id", "privateLinkId", Kind::String, Label::Implicit),
    ],
};

pub(super) static DESTROY_PRIVATE_LINK_RESPONSE: Table = Table {
    name: "livekit.DestroyPrivateLinkResponse",
    fields: &[],
};

pub(super) static CLIENT_SETTINGS_REQUEST: Table = Table {
    name: "livekit.ClientSettingsRequest",
    fields: &[],
};

pub(super) static CLIENT_SETTINGS_RESPONSE: Table = Table {
    name: "livekit.ClientSettingsResponse",
    fields: &[
        field(1, "params", "params", Kind::Message(&SETTINGS_PARAM), Label::Repeated),
    ],
};

pub(super) static SETTINGS_PARAM: Table = Table {
    name: "livekit.SettingsParam",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "value", "value", Kind::String, Label::Implicit),
    ],
};

pub(super) static GET_PRIVATE_LINK_STATUS_REQUEST: Table = Table {
    name: "livekit.GetPrivateLinkStatusRequest",
    fields: &[
        field(1, "private_link_id", "privateLinkId", Kind::String, Label::Implicit),
    ],
};

pub(super) static GET_PRIVATE_LINK_STATUS_RESPONSE: Table = Table {
    name: "livekit.GetPrivateLinkStatusResponse",
    fields: &[
        field(1, "value", "value", Kind::Message(&PRIVATE_LINK_STATUS), Label::Single),
    ],
};

pub(super) static PRIVATE_LINK_STATUS_STATUS: EnumTable = EnumTable(&[
    (0, "PRIVATE_LINK_STATUS_UNKNOWN"),
    (1, "PRIVATE_LINK_STATUS_PROVISIONING"),
    (2, "PRIVATE_LINK_STATUS_PENDING_APPROVAL"),
    (3, "PRIVATE_LINK_STATUS_HEALTHY"),
    (4, "PRIVATE_LINK_STATUS_UNHEALTHY"),
    (5, "PRIVATE_LINK_STATUS_APPROVED"),
]);

pub(super) static PRIVATE_LINK_STATUS: Table = Table {
    name: "livekit.PrivateLinkStatus",
    fields: &[
        field(1, "status", "status", Kind::Enum(&PRIVATE_LINK_STATUS_STATUS), Label::Implicit),
        field(2, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(3, "reason", "reason", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENT_SECRETS_REQUEST: Table = Table {
    name: "livekit.ListAgentSecretsRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENT_SECRETS_RESPONSE: Table = Table {
    name: "livekit.ListAgentSecretsResponse",
    fields: &[
        field(1, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
    ],
};

pub(super) static LIST_AGENT_VERSIONS_REQUEST: Table = Table {
    name: "livekit.ListAgentVersionsRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENT_VERSIONS_RESPONSE: Table = Table {
    name: "livekit.ListAgentVersionsResponse",
    fields: &[
        field(1, "versions", "versions", Kind::Message(&AGENT_VERSION), Label::Repeated),
    ],
};

pub(super) static AGENT_VERSION: Table = Table {
    name: "livekit.AgentVersion",
    fields: &[
        field(1, "version", "version", Kind::String, Label::Implicit),
        field(2, "current", "current", Kind::Bool, Label::Implicit),
        field(3, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(4, "deployed_at", "deployedAt", Kind::Timestamp, Label::Single),
        field(5, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(6, "status", "status", Kind::String, Label::Implicit),
        field(7, "owner", "owner", Kind::String, Label::Implicit),
        field(8, "draining", "draining", Kind::Bool, Label::Implicit),
        field(9, "active", "active", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static LIST_AGENTS_REQUEST: Table = Table {
    name: "livekit.ListAgentsRequest",
    fields: &[
        field(1, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(2, "agent_id", "agentId", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENTS_RESPONSE: Table = Table {
    name: "livekit.ListAgentsResponse",
    fields: &[
        field(1, "agents", "agents", Kind::Message(&AGENT_INFO), Label::Repeated),
    ],
};

pub(super) static AGENT_INFO: Table = Table {
    name: "livekit.AgentInfo",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "version", "version", Kind::String, Label::Implicit),
        field(4, "agent_deployments", "agentDeployments", Kind::Message(&AGENT_DEPLOYMENT), Label::Repeated),
        field(5, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(6, "deployed_at", "deployedAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_DEPLOYMENT: Table = Table {
    name: "livekit.AgentDeployment",
    fields: &[
        field(1, "region", "region", Kind::String, Label::Implicit),
        field(2, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(3, "status", "status", Kind::String, Label::Implicit),
        field(4, "replicas", "replicas", Kind::Int32, Label::Implicit),
        field(5, "min_replicas", "minReplicas", Kind::Int32, Label::Implicit),
        field(6, "max_replicas", "maxReplicas", Kind::Int32, Label::Implicit),
        field(7, "cpu_req", "cpuReq", Kind::String, Label::Implicit),
        field(8, "cur_cpu", "curCpu", Kind::String, Label::Implicit),
        field(9, "cur_mem", "curMem", Kind::String, Label::Implicit),
        field(10, "mem_req", "memReq", Kind::String, Label::Implicit),
        field(11, "mem_limit", "memLimit", Kind::String, Label::Implicit),
        field(12, "cpu_limit", "cpuLimit", Kind::String, Label::Implicit),
        field(13, "server_region", "serverRegion", Kind::String, Label::Implicit),
        field(14, "events", "events", Kind::Message(&AGENT_EVENT), Label::Repeated),
        field(15, "deployment", "deployment", Kind::String, Label::Implicit),
        field(16, "version", "version", Kind::String, Label::Implicit),
        field(17, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(18, "deployment_enabled", "deploymentEnabled", Kind::Bool, Label::Implicit),
        field(19, "last_scraped_at", "lastScrapedAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_EVENT: Table = Table {
    name: "livekit.AgentEvent",
    fields: &[
        field(1, "type", "type", Kind::Enum(&AGENT_EVENT_TYPE), Label::Implicit),
        field(2, "count", "count", Kind::Int32, Label::Implicit),
        field(3, "timestamp", "timestamp", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static LIST_PRIVATE_LINKS_REQUEST: Table = Table {
    name: "livekit.ListPrivateLinksRequest",
    fields: &[],
};

pub(super) static LIST_PRIVATE_LINKS_RESPONSE: Table = Table {
    name: "livekit.ListPrivateLinksResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&PRIVATE_LINK), Label::Repeated),
    ],
};

pub(super) static PROMOTE_AGENT_REQUEST: Table = Table {
    name: "livekit.PromoteAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "src_deployment", "srcDeployment", Kind::String, Label::Implicit),
        field(3, "dst_deployment", "dstDeployment", Kind::String, Label::Implicit),
    ],
};

pub(super) static PROMOTE_AGENT_RESPONSE: Table = Table {
    name: "livekit.PromoteAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
        field(3, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(4, "src_deployment", "srcDeployment", Kind::String, Label::Implicit),
        field(5, "dst_deployment", "dstDeployment", Kind::String, Label::Implicit),
        field(6, "version_tag", "versionTag", Kind::String, Label::Implicit),
    ],
};

pub(super) static RESTART_AGENT_REQUEST: Table = Table {
    name: "livekit.RestartAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
    ],
};

pub(super) static RESTART_AGENT_RESPONSE: Table = Table {
    name: "livekit.RestartAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static ROLLBACK_AGENT_REQUEST: Table = Table {
    name: "livekit.RollbackAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "version", "version", Kind::String, Label::Implicit),
    ],
};

pub(super) static ROLLBACK_AGENT_RESPONSE: Table = Table {
    name: "livekit.RollbackAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_AGENT_REQUEST: Table = Table {
    name: "livekit.UpdateAgentRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "replicas", "replicas", Kind::Int32, Label::Implicit),
        field(4, "max_replicas", "maxReplicas", Kind::Int32, Label::Implicit),
        field(5, "cpu_req", "cpuReq", Kind::String, Label::Implicit),
        field(6, "regions", "regions", Kind::String, Label::Repeated),
        field(7, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
    ],
};

pub(super) static UPDATE_AGENT_RESPONSE: Table = Table {
    name: "livekit.UpdateAgentResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_AGENT_SECRETS_REQUEST: Table = Table {
    name: "livekit.UpdateAgentSecretsRequest",
    fields: &[
        field(1, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "overwrite", "overwrite", Kind::Bool, Label::Implicit),
        field(4, "secrets", "secrets", Kind::Message(&AGENT_SECRET), Label::Repeated),
        field(5, "remove", "remove", Kind::String, Label::Repeated),
    ],
};

pub(super) static UPDATE_AGENT_SECRETS_RESPONSE: Table = Table {
    name: "livekit.UpdateAgentSecretsResponse",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::CreateAgentRequest => CREATE_AGENT_REQUEST,
    crate::AgentSecret => AGENT_SECRET,
    crate::CreateAgentResponse => CREATE_AGENT_RESPONSE,
    crate::PresignedPostRequest => PRESIGNED_POST_REQUEST,
    crate::CreateAgentV2Request => CREATE_AGENT_V2_REQUEST,
    crate::CreateAgentV2Response => CREATE_AGENT_V2_RESPONSE,
    crate::create_private_link_request::AwsCreateConfig => CREATE_PRIVATE_LINK_REQUEST_AWS_CREATE_CONFIG,
    crate::CreatePrivateLinkRequest => CREATE_PRIVATE_LINK_REQUEST,
    crate::CreatePrivateLinkResponse => CREATE_PRIVATE_LINK_RESPONSE,
    crate::private_link::AwsConfig => PRIVATE_LINK_AWS_CONFIG,
    crate::PrivateLink => PRIVATE_LINK,
    crate::DeleteAgentRequest => DELETE_AGENT_REQUEST,
    crate::DeleteAgentResponse => DELETE_AGENT_RESPONSE,
    crate::DeployAgentRequest => DEPLOY_AGENT_REQUEST,
    crate::DeployAgentResponse => DEPLOY_AGENT_RESPONSE,
    crate::DeployAgentV2Request => DEPLOY_AGENT_V2_REQUEST,
    crate::DeployAgentV2Response => DEPLOY_AGENT_V2_RESPONSE,
    crate::DestroyPrivateLinkRequest => DESTROY_PRIVATE_LINK_REQUEST,
    crate::DestroyPrivateLinkResponse => DESTROY_PRIVATE_LINK_RESPONSE,
    crate::ClientSettingsRequest => CLIENT_SETTINGS_REQUEST,
    crate::ClientSettingsResponse => CLIENT_SETTINGS_RESPONSE,
    crate::SettingsParam => SETTINGS_PARAM,
    crate::GetPrivateLinkStatusRequest => GET_PRIVATE_LINK_STATUS_REQUEST,
    crate::GetPrivateLinkStatusResponse => GET_PRIVATE_LINK_STATUS_RESPONSE,
    crate::PrivateLinkStatus => PRIVATE_LINK_STATUS,
    crate::ListAgentSecretsRequest => LIST_AGENT_SECRETS_REQUEST,
    crate::ListAgentSecretsResponse => LIST_AGENT_SECRETS_RESPONSE,
    crate::ListAgentVersionsRequest => LIST_AGENT_VERSIONS_REQUEST,
    crate::ListAgentVersionsResponse => LIST_AGENT_VERSIONS_RESPONSE,
    crate::AgentVersion => AGENT_VERSION,
    crate::ListAgentsRequest => LIST_AGENTS_REQUEST,
    crate::ListAgentsResponse => LIST_AGENTS_RESPONSE,
    crate::AgentInfo => AGENT_INFO,
    crate::AgentDeployment => AGENT_DEPLOYMENT,
    crate::AgentEvent => AGENT_EVENT,
    crate::ListPrivateLinksRequest => LIST_PRIVATE_LINKS_REQUEST,
    crate::ListPrivateLinksResponse => LIST_PRIVATE_LINKS_RESPONSE,
    crate::PromoteAgentRequest => PROMOTE_AGENT_REQUEST,
    crate::PromoteAgentResponse => PROMOTE_AGENT_RESPONSE,
    crate::RestartAgentRequest => RESTART_AGENT_REQUEST,
    crate::RestartAgentResponse => RESTART_AGENT_RESPONSE,
    crate::RollbackAgentRequest => ROLLBACK_AGENT_REQUEST,
    crate::RollbackAgentResponse => ROLLBACK_AGENT_RESPONSE,
    crate::UpdateAgentRequest => UPDATE_AGENT_REQUEST,
    crate::UpdateAgentResponse => UPDATE_AGENT_RESPONSE,
    crate::UpdateAgentSecretsRequest => UPDATE_AGENT_SECRETS_REQUEST,
    crate::UpdateAgentSecretsResponse => UPDATE_AGENT_SECRETS_RESPONSE,
}

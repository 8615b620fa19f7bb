//! Messages of `livekit_cloud_agent.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateAgentRequest {
    #[deprecated]
    #[prost(string, tag = "1")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[deprecated]
    #[prost(int32, tag = "3")]
    pub replicas: i32,
    #[deprecated]
    #[prost(int32, tag = "4")]
    pub max_replicas: i32,
    #[deprecated]
    #[prost(string, tag = "5")]
    pub cpu_req: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "6")]
    pub regions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct AgentSecret {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(bytes = "bytes", tag = "2")]
    pub value: ::prost::bytes::Bytes,
    #[prost(message, optional, tag = "3")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "4")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(enumeration = "AgentSecretKind", tag = "5")]
    pub kind: i32,
    #[prost(string, repeated, tag = "6")]
    pub deployments: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct CreateAgentResponse {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub status: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub version: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub presigned_url: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub tag: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "7")]
    pub server_regions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "8")]
    pub presigned_post_request: ::core::option::Option<PresignedPostRequest>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct PresignedPostRequest {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "2")]
    pub values: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateAgentV2Request {
    #[prost(message, repeated, tag = "1")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[prost(string, repeated, tag = "2")]
    pub regions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct CreateAgentV2Response {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub status: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "3")]
    pub server_regions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct CreatePrivateLinkRequest {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub region: ::prost::alloc::string::String,
    #[prost(uint32, tag = "4")]
    pub port: u32,
    #[prost(string, tag = "5")]
    pub endpoint: ::prost::alloc::string::String,
    #[prost(string, optional, tag = "6")]
    pub cloud_region: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(oneof = "create_private_link_request::Config", tags = "2")]
    pub config: ::core::option::Option<create_private_link_request::Config>,
}
/// Nested message and enum types in `CreatePrivateLinkRequest`.
pub mod create_private_link_request {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AwsCreateConfig {
        #[deprecated]
        #[prost(string, tag = "1")]
        pub endpoint: ::prost::alloc::string::String,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Config {
        #[deprecated]
        #[prost(message, tag = "2")]
        Aws(AwsCreateConfig),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct CreatePrivateLinkResponse {
    #[prost(message, optional, tag = "1")]
    pub private_link: ::core::option::Option<PrivateLink>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PrivateLink {
    #[prost(string, tag = "1")]
    pub private_link_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub region: ::prost::alloc::string::String,
    #[prost(uint32, tag = "5")]
    pub port: u32,
    #[prost(string, tag = "6")]
    pub endpoint: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub connection_endpoint: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub cloud_region: ::prost::alloc::string::String,
    #[prost(oneof = "private_link::Config", tags = "3")]
    pub config: ::core::option::Option<private_link::Config>,
}
/// Nested message and enum types in `PrivateLink`.
pub mod private_link {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AwsConfig {
        #[deprecated]
        #[prost(string, tag = "1")]
        pub endpoint: ::prost::alloc::string::String,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Config {
        #[deprecated]
        #[prost(message, tag = "3")]
        Aws(AwsConfig),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub deployment: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeployAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "3")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[deprecated]
    #[prost(int32, tag = "4")]
    pub replicas: i32,
    #[deprecated]
    #[prost(int32, tag = "5")]
    pub max_replicas: i32,
    #[deprecated]
    #[prost(string, tag = "6")]
    pub cpu_req: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "8")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct DeployAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub agent_id: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, tag = "4")]
    pub presigned_url: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub tag: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "6")]
    pub presigned_post_request: ::core::option::Option<PresignedPostRequest>,
    #[prost(string, tag = "7")]
    pub deployment: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeployAgentV2Request {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[prost(string, tag = "3")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "4")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeployAgentV2Response {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub tag: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "5")]
    pub presigned_req: ::core::option::Option<PresignedPostRequest>,
    #[prost(string, tag = "6")]
    pub deployment: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DestroyPrivateLinkRequest {
    #[prost(string, tag = "1")]
    pub private_link_id: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DestroyPrivateLinkResponse {}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ClientSettingsRequest {}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientSettingsResponse {
    #[prost(message, repeated, tag = "1")]
    pub params: ::prost::alloc::vec::Vec<SettingsParam>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SettingsParam {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub value: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetPrivateLinkStatusRequest {
    #[prost(string, tag = "1")]
    pub private_link_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetPrivateLinkStatusResponse {
    #[prost(message, optional, tag = "1")]
    pub value: ::core::option::Option<PrivateLinkStatus>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PrivateLinkStatus {
    #[prost(enumeration = "private_link_status::Status", tag = "1")]
    pub status: i32,
    #[prost(message, optional, tag = "2")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, tag = "3")]
    pub reason: ::prost::alloc::string::String,
}
/// Nested message and enum types in `PrivateLinkStatus`.
pub mod private_link_status {
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum Status {
        PrivateLinkStatusUnknown = 0,
        PrivateLinkStatusProvisioning = 1,
        PrivateLinkStatusPendingApproval = 2,
        PrivateLinkStatusHealthy = 3,
        PrivateLinkStatusUnhealthy = 4,
        PrivateLinkStatusApproved = 5,
    }
    impl Status {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::PrivateLinkStatusUnknown => "PRIVATE_LINK_STATUS_UNKNOWN",
                Self::PrivateLinkStatusProvisioning => "PRIVATE_LINK_STATUS_PROVISIONING",
                Self::PrivateLinkStatusPendingApproval => {
                    "PRIVATE_LINK_STATUS_PENDING_APPROVAL"
                }
                Self::PrivateLinkStatusHealthy => "PRIVATE_LINK_STATUS_HEALTHY",
                Self::PrivateLinkStatusUnhealthy => "PRIVATE_LINK_STATUS_UNHEALTHY",
                Self::PrivateLinkStatusApproved => "PRIVATE_LINK_STATUS_APPROVED",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "PRIVATE_LINK_STATUS_UNKNOWN" => Some(Self::PrivateLinkStatusUnknown),
                "PRIVATE_LINK_STATUS_PROVISIONING" => {
                    Some(Self::PrivateLinkStatusProvisioning)
                }
                "PRIVATE_LINK_STATUS_PENDING_APPROVAL" => {
                    Some(Self::PrivateLinkStatusPendingApproval)
                }
                "PRIVATE_LINK_STATUS_HEALTHY" => Some(Self::PrivateLinkStatusHealthy),
                "PRIVATE_LINK_STATUS_UNHEALTHY" => Some(Self::PrivateLinkStatusUnhealthy),
                "PRIVATE_LINK_STATUS_APPROVED" => Some(Self::PrivateLinkStatusApproved),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListAgentSecretsRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListAgentSecretsResponse {
    #[prost(message, repeated, tag = "1")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListAgentVersionsRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListAgentVersionsResponse {
    #[prost(message, repeated, tag = "1")]
    pub versions: ::prost::alloc::vec::Vec<AgentVersion>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentVersion {
    #[prost(string, tag = "1")]
    pub version: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub current: bool,
    #[prost(message, optional, tag = "3")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "4")]
    pub deployed_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(map = "string, string", tag = "5")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "6")]
    pub status: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub owner: ::prost::alloc::string::String,
    #[prost(bool, tag = "8")]
    pub draining: bool,
    #[prost(bool, tag = "9")]
    pub active: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListAgentsRequest {
    #[prost(string, tag = "1")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListAgentsResponse {
    #[prost(message, repeated, tag = "1")]
    pub agents: ::prost::alloc::vec::Vec<AgentInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentInfo {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub version: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "4")]
    pub agent_deployments: ::prost::alloc::vec::Vec<AgentDeployment>,
    #[prost(message, repeated, tag = "5")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[prost(message, optional, tag = "6")]
    pub deployed_at: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentDeployment {
    #[prost(string, tag = "1")]
    pub region: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub status: ::prost::alloc::string::String,
    #[prost(int32, tag = "4")]
    pub replicas: i32,
    #[prost(int32, tag = "5")]
    pub min_replicas: i32,
    #[prost(int32, tag = "6")]
    pub max_replicas: i32,
    #[prost(string, tag = "7")]
    pub cpu_req: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub cur_cpu: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub cur_mem: ::prost::alloc::string::String,
    #[prost(string, tag = "10")]
    pub mem_req: ::prost::alloc::string::String,
    #[prost(string, tag = "11")]
    pub mem_limit: ::prost::alloc::string::String,
    #[prost(string, tag = "12")]
    pub cpu_limit: ::prost::alloc::string::String,
    #[prost(string, tag = "13")]
    pub server_region: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "14")]
    pub events: ::prost::alloc::vec::Vec<AgentEvent>,
    #[prost(string, tag = "15")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(string, tag = "16")]
    pub version: ::prost::alloc::string::String,
    #[prost(string, tag = "17")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "18")]
    pub deployment_enabled: bool,
    #[prost(message, optional, tag = "19")]
    pub last_scraped_at: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AgentEvent {
    #[prost(enumeration = "AgentEventType", tag = "1")]
    pub r#type: i32,
    #[prost(int32, tag = "2")]
    pub count: i32,
    #[prost(message, optional, tag = "3")]
    pub timestamp: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListPrivateLinksRequest {}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListPrivateLinksResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<PrivateLink>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PromoteAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub src_deployment: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub dst_deployment: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PromoteAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub src_deployment: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub dst_deployment: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub version_tag: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RestartAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RestartAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RollbackAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub version: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RollbackAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateAgentRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(int32, tag = "3")]
    pub replicas: i32,
    #[deprecated]
    #[prost(int32, tag = "4")]
    pub max_replicas: i32,
    #[deprecated]
    #[prost(string, tag = "5")]
    pub cpu_req: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "6")]
    pub regions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "7")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateAgentResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateAgentSecretsRequest {
    #[prost(string, tag = "1")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub overwrite: bool,
    #[prost(message, repeated, tag = "4")]
    pub secrets: ::prost::alloc::vec::Vec<AgentSecret>,
    #[prost(string, repeated, tag = "5")]
    pub remove: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateAgentSecretsResponse {
    #[prost(bool, tag = "1")]
    pub success: bool,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AgentSecretKind {
    Unknown = 0,
    Environment = 1,
    File = 2,
}
impl AgentSecretKind {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "AGENT_SECRET_KIND_UNKNOWN",
            Self::Environment => "AGENT_SECRET_KIND_ENVIRONMENT",
            Self::File => "AGENT_SECRET_KIND_FILE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AGENT_SECRET_KIND_UNKNOWN" => Some(Self::Unknown),
            "AGENT_SECRET_KIND_ENVIRONMENT" => Some(Self::Environment),
            "AGENT_SECRET_KIND_FILE" => Some(Self::File),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AgentEventType {
    Unknown = 0,
    ApplicationCrashed = 1,
    RestartedHighDiskUsage = 2,
    RestartedHighMemoryUsage = 3,
}
impl AgentEventType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "AGENT_EVENT_TYPE_UNKNOWN",
            Self::ApplicationCrashed => "AGENT_EVENT_TYPE_APPLICATION_CRASHED",
            Self::RestartedHighDiskUsage => "AGENT_EVENT_TYPE_RESTARTED_HIGH_DISK_USAGE",
            Self::RestartedHighMemoryUsage => {
                "AGENT_EVENT_TYPE_RESTARTED_HIGH_MEMORY_USAGE"
            }
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AGENT_EVENT_TYPE_UNKNOWN" => Some(Self::Unknown),
            "AGENT_EVENT_TYPE_APPLICATION_CRASHED" => Some(Self::ApplicationCrashed),
            "AGENT_EVENT_TYPE_RESTARTED_HIGH_DISK_USAGE" => {
                Some(Self::RestartedHighDiskUsage)
            }
            "AGENT_EVENT_TYPE_RESTARTED_HIGH_MEMORY_USAGE" => {
                Some(Self::RestartedHighMemoryUsage)
            }
            _ => None,
        }
    }
}

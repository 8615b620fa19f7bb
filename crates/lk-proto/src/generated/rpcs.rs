//! The calls of every service.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

/// Every call of the schema as service and method, whatever features are on.
pub const RPCS: &[(&str, &str)] = &[
    ("livekit.AgentDispatchService", "CreateDispatch"),
    ("livekit.AgentDispatchService", "DeleteDispatch"),
    ("livekit.AgentDispatchService", "ListDispatch"),
    ("livekit.CloudAgent", "CreateAgent"),
    ("livekit.CloudAgent", "CreateAgentV2"),
    ("livekit.CloudAgent", "CreatePrivateLink"),
    ("livekit.CloudAgent", "DeleteAgent"),
    ("livekit.CloudAgent", "DeployAgent"),
    ("livekit.CloudAgent", "DeployAgentV2"),
    ("livekit.CloudAgent", "DestroyPrivateLink"),
    ("livekit.CloudAgent", "GetClientSettings"),
    ("livekit.CloudAgent", "GetPrivateLinkStatus"),
    ("livekit.CloudAgent", "ListAgentSecrets"),
    ("livekit.CloudAgent", "ListAgentVersions"),
    ("livekit.CloudAgent", "ListAgents"),
    ("livekit.CloudAgent", "ListPrivateLinks"),
    ("livekit.CloudAgent", "PromoteAgent"),
    ("livekit.CloudAgent", "RestartAgent"),
    ("livekit.CloudAgent", "RollbackAgent"),
    ("livekit.CloudAgent", "UpdateAgent"),
    ("livekit.CloudAgent", "UpdateAgentSecrets"),
    ("livekit.AgentSimulation", "CancelSimulationRun"),
    ("livekit.AgentSimulation", "ConfirmSimulationSourceUpload"),
    ("livekit.AgentSimulation", "CountSimulationRuns"),
    ("livekit.AgentSimulation", "CreateScenarioFromSession"),
    ("livekit.AgentSimulation", "CreateSimulationRun"),
    ("livekit.AgentSimulation", "GetSimulationRun"),
    ("livekit.AgentSimulation", "ListSimulationRuns"),
    ("livekit.Connector", "AcceptWhatsAppCall"),
    ("livekit.Connector", "ConnectTwilioCall"),
    ("livekit.Connector", "ConnectWhatsAppCall"),
    ("livekit.Connector", "DialWhatsAppCall"),
    ("livekit.Connector", "DisconnectWhatsAppCall"),
    ("livekit.Egress", "ListEgress"),
    ("livekit.Egress", "StartEgress"),
    ("livekit.Egress", "StartParticipantEgress"),
    ("livekit.Egress", "StartRoomCompositeEgress"),
    ("livekit.Egress", "StartTrackCompositeEgress"),
    ("livekit.Egress", "StartTrackEgress"),
    ("livekit.Egress", "StartWebEgress"),
    ("livekit.Egress", "StopEgress"),
    ("livekit.Egress", "UpdateLayout"),
    ("livekit.Egress", "UpdateStream"),
    ("livekit.Ingress", "CreateIngress"),
    ("livekit.Ingress", "DeleteIngress"),
    ("livekit.Ingress", "ListIngress"),
    ("livekit.Ingress", "UpdateIngress"),
    ("livekit.PhoneNumberService", "GetPhoneNumber"),
    ("livekit.PhoneNumberService", "ListPhoneNumbers"),
    ("livekit.PhoneNumberService", "PurchasePhoneNumber"),
    ("livekit.PhoneNumberService", "ReleasePhoneNumbers"),
    ("livekit.PhoneNumberService", "SearchPhoneNumbers"),
    ("livekit.PhoneNumberService", "UpdatePhoneNumber"),
    ("livekit.RoomService", "CreateRoom"),
    ("livekit.RoomService", "DeleteRoom"),
    ("livekit.RoomService", "ForwardParticipant"),
    ("livekit.RoomService", "GetParticipant"),
    ("livekit.RoomService", "ListParticipants"),
    ("livekit.RoomService", "ListRooms"),
    ("livekit.RoomService", "MoveParticipant"),
    ("livekit.RoomService", "MutePublishedTrack"),
    ("livekit.RoomService", "PerformRpc"),
    ("livekit.RoomService", "RemoveParticipant"),
    ("livekit.RoomService", "SendData"),
    ("livekit.RoomService", "UpdateParticipant"),
    ("livekit.RoomService", "UpdateRoomMetadata"),
    ("livekit.RoomService", "UpdateSubscriptions"),
    ("livekit.SIP", "CreateSIPDispatchRule"),
    ("livekit.SIP", "CreateSIPInboundTrunk"),
    ("livekit.SIP", "CreateSIPOutboundTrunk"),
    ("livekit.SIP", "CreateSIPParticipant"),
    ("livekit.SIP", "DeleteSIPDispatchRule"),
    ("livekit.SIP", "DeleteSIPTrunk"),
    ("livekit.SIP", "GetSIPInboundTrunk"),
    ("livekit.SIP", "GetSIPOutboundTrunk"),
    ("livekit.SIP", "ListSIPDispatchRule"),
    ("livekit.SIP", "ListSIPInboundTrunk"),
    ("livekit.SIP", "ListSIPOutboundTrunk"),
    ("livekit.SIP", "ListSIPTrunk"),
    ("livekit.SIP", "TransferSIPParticipant"),
    ("livekit.SIP", "UpdateSIPDispatchRule"),
    ("livekit.SIP", "UpdateSIPInboundTrunk"),
    ("livekit.SIP", "UpdateSIPOutboundTrunk"),
];

/// The calls of `livekit.AgentDispatchService`.
#[cfg(feature = "agent-dispatch")]
pub mod agent_dispatch_service {
    use crate::rpc::Rpc;

    /// `livekit.AgentDispatchService/CreateDispatch`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateDispatch;

    impl Rpc for CreateDispatch {
        type Request = crate::CreateAgentDispatchRequest;
        type Response = crate::AgentDispatch;
        const SERVICE: &'static str = "livekit.AgentDispatchService";
        const METHOD: &'static str = "CreateDispatch";
        const PATH: &'static str = "/twirp/livekit.AgentDispatchService/CreateDispatch";
    }

    /// `livekit.AgentDispatchService/DeleteDispatch`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteDispatch;

    impl Rpc for DeleteDispatch {
        type Request = crate::DeleteAgentDispatchRequest;
        type Response = crate::AgentDispatch;
        const SERVICE: &'static str = "livekit.AgentDispatchService";
        const METHOD: &'static str = "DeleteDispatch";
        const PATH: &'static str = "/twirp/livekit.AgentDispatchService/DeleteDispatch";
    }

    /// `livekit.AgentDispatchService/ListDispatch`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListDispatch;

    impl Rpc for ListDispatch {
        type Request = crate::ListAgentDispatchRequest;
        type Response = crate::ListAgentDispatchResponse;
        const SERVICE: &'static str = "livekit.AgentDispatchService";
        const METHOD: &'static str = "ListDispatch";
        const PATH: &'static str = "/twirp/livekit.AgentDispatchService/ListDispatch";
    }
}

/// The calls of `livekit.CloudAgent`.
#[cfg(feature = "cloud-agent")]
pub mod cloud_agent {
    use crate::rpc::Rpc;

    /// `livekit.CloudAgent/CreateAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateAgent;

    impl Rpc for CreateAgent {
        type Request = crate::CreateAgentRequest;
        type Response = crate::CreateAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "CreateAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/CreateAgent";
    }

    /// `livekit.CloudAgent/CreateAgentV2`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateAgentV2;

    impl Rpc for CreateAgentV2 {
        type Request = crate::CreateAgentV2Request;
        type Response = crate::CreateAgentV2Response;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "CreateAgentV2";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/CreateAgentV2";
    }

    /// `livekit.CloudAgent/CreatePrivateLink`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreatePrivateLink;

    impl Rpc for CreatePrivateLink {
        type Request = crate::CreatePrivateLinkRequest;
        type Response = crate::CreatePrivateLinkResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "CreatePrivateLink";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/CreatePrivateLink";
    }

    /// `livekit.CloudAgent/DeleteAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteAgent;

    impl Rpc for DeleteAgent {
        type Request = crate::DeleteAgentRequest;
        type Response = crate::DeleteAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "DeleteAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/DeleteAgent";
    }

    /// `livekit.CloudAgent/DeployAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeployAgent;

    impl Rpc for DeployAgent {
        type Request = crate::DeployAgentRequest;
        type Response = crate::DeployAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "DeployAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/DeployAgent";
    }

    /// `livekit.CloudAgent/DeployAgentV2`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeployAgentV2;

    impl Rpc for DeployAgentV2 {
        type Request = crate::DeployAgentV2Request;
        type Response = crate::DeployAgentV2Response;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "DeployAgentV2";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/DeployAgentV2";
    }

    /// `livekit.CloudAgent/DestroyPrivateLink`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DestroyPrivateLink;

    impl Rpc for DestroyPrivateLink {
        type Request = crate::DestroyPrivateLinkRequest;
        type Response = crate::DestroyPrivateLinkResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "DestroyPrivateLink";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/DestroyPrivateLink";
    }

    /// `livekit.CloudAgent/GetClientSettings`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetClientSettings;

    impl Rpc for GetClientSettings {
        type Request = crate::ClientSettingsRequest;
        type Response = crate::ClientSettingsResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "GetClientSettings";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/GetClientSettings";
    }

    /// `livekit.CloudAgent/GetPrivateLinkStatus`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetPrivateLinkStatus;

    impl Rpc for GetPrivateLinkStatus {
        type Request = crate::GetPrivateLinkStatusRequest;
        type Response = crate::GetPrivateLinkStatusResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "GetPrivateLinkStatus";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/GetPrivateLinkStatus";
    }

    /// `livekit.CloudAgent/ListAgentSecrets`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListAgentSecrets;

    impl Rpc for ListAgentSecrets {
        type Request = crate::ListAgentSecretsRequest;
        type Response = crate::ListAgentSecretsResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "ListAgentSecrets";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/ListAgentSecrets";
    }

    /// `livekit.CloudAgent/ListAgentVersions`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListAgentVersions;

    impl Rpc for ListAgentVersions {
        type Request = crate::ListAgentVersionsRequest;
        type Response = crate::ListAgentVersionsResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "ListAgentVersions";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/ListAgentVersions";
    }

    /// `livekit.CloudAgent/ListAgents`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListAgents;

    impl Rpc for ListAgents {
        type Request = crate::ListAgentsRequest;
        type Response = crate::ListAgentsResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "ListAgents";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/ListAgents";
    }

    /// `livekit.CloudAgent/ListPrivateLinks`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListPrivateLinks;

    impl Rpc for ListPrivateLinks {
        type Request = crate::ListPrivateLinksRequest;
        type Response = crate::ListPrivateLinksResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "ListPrivateLinks";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/ListPrivateLinks";
    }

    /// `livekit.CloudAgent/PromoteAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PromoteAgent;

    impl Rpc for PromoteAgent {
        type Request = crate::PromoteAgentRequest;
        type Response = crate::PromoteAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "PromoteAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/PromoteAgent";
    }

    /// `livekit.CloudAgent/RestartAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct RestartAgent;

    impl Rpc for RestartAgent {
        type Request = crate::RestartAgentRequest;
        type Response = crate::RestartAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "RestartAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/RestartAgent";
    }

    /// `livekit.CloudAgent/RollbackAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct RollbackAgent;

    impl Rpc for RollbackAgent {
        type Request = crate::RollbackAgentRequest;
        type Response = crate::RollbackAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "RollbackAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/RollbackAgent";
    }

    /// `livekit.CloudAgent/UpdateAgent`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateAgent;

    impl Rpc for UpdateAgent {
        type Request = crate::UpdateAgentRequest;
        type Response = crate::UpdateAgentResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "UpdateAgent";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/UpdateAgent";
    }

    /// `livekit.CloudAgent/UpdateAgentSecrets`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateAgentSecrets;

    impl Rpc for UpdateAgentSecrets {
        type Request = crate::UpdateAgentSecretsRequest;
        type Response = crate::UpdateAgentSecretsResponse;
        const SERVICE: &'static str = "livekit.CloudAgent";
        const METHOD: &'static str = "UpdateAgentSecrets";
        const PATH: &'static str = "/twirp/livekit.CloudAgent/UpdateAgentSecrets";
    }
}

/// The calls of `livekit.AgentSimulation`.
#[cfg(feature = "agent-simulation")]
pub mod agent_simulation {
    use crate::rpc::Rpc;

    /// `livekit.AgentSimulation/CancelSimulationRun`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CancelSimulationRun;

    impl Rpc for CancelSimulationRun {
        type Request = crate::simulation_run::cancel::Request;
        type Response = crate::simulation_run::cancel::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "CancelSimulationRun";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/CancelSimulationRun";
    }

    /// `livekit.AgentSimulation/ConfirmSimulationSourceUpload`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ConfirmSimulationSourceUpload;

    impl Rpc for ConfirmSimulationSourceUpload {
        type Request = crate::simulation_run::confirm_source_upload::Request;
        type Response = crate::simulation_run::confirm_source_upload::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "ConfirmSimulationSourceUpload";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/ConfirmSimulationSourceUpload";
    }

    /// `livekit.AgentSimulation/CountSimulationRuns`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CountSimulationRuns;

    impl Rpc for CountSimulationRuns {
        type Request = crate::simulation_run::counts::Request;
        type Response = crate::simulation_run::counts::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "CountSimulationRuns";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/CountSimulationRuns";
    }

    /// `livekit.AgentSimulation/CreateScenarioFromSession`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateScenarioFromSession;

    impl Rpc for CreateScenarioFromSession {
        type Request = crate::scenario::create_from_session::Request;
        type Response = crate::scenario::create_from_session::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "CreateScenarioFromSession";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/CreateScenarioFromSession";
    }

    /// `livekit.AgentSimulation/CreateSimulationRun`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateSimulationRun;

    impl Rpc for CreateSimulationRun {
        type Request = crate::simulation_run::create::Request;
        type Response = crate::simulation_run::create::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "CreateSimulationRun";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/CreateSimulationRun";
    }

    /// `livekit.AgentSimulation/GetSimulationRun`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetSimulationRun;

    impl Rpc for GetSimulationRun {
        type Request = crate::simulation_run::get::Request;
        type Response = crate::simulation_run::get::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "GetSimulationRun";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/GetSimulationRun";
    }

    /// `livekit.AgentSimulation/ListSimulationRuns`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListSimulationRuns;

    impl Rpc for ListSimulationRuns {
        type Request = crate::simulation_run::list::Request;
        type Response = crate::simulation_run::list::Response;
        const SERVICE: &'static str = "livekit.AgentSimulation";
        const METHOD: &'static str = "ListSimulationRuns";
        const PATH: &'static str = "/twirp/livekit.AgentSimulation/ListSimulationRuns";
    }
}

/// The calls of `livekit.Connector`.
#[cfg(feature = "connector")]
pub mod connector {
    use crate::rpc::Rpc;

    /// `livekit.Connector/AcceptWhatsAppCall`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct AcceptWhatsAppCall;

    impl Rpc for AcceptWhatsAppCall {
        type Request = crate::AcceptWhatsAppCallRequest;
        type Response = crate::AcceptWhatsAppCallResponse;
        const SERVICE: &'static str = "livekit.Connector";
        const METHOD: &'static str = "AcceptWhatsAppCall";
        const PATH: &'static str = "/twirp/livekit.Connector/AcceptWhatsAppCall";
    }

    /// `livekit.Connector/ConnectTwilioCall`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ConnectTwilioCall;

    impl Rpc for ConnectTwilioCall {
        type Request = crate::ConnectTwilioCallRequest;
        type Response = crate::ConnectTwilioCallResponse;
        const SERVICE: &'static str = "livekit.Connector";
        const METHOD: &'static str = "ConnectTwilioCall";
        const PATH: &'static str = "/twirp/livekit.Connector/ConnectTwilioCall";
    }

    /// `livekit.Connector/ConnectWhatsAppCall`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ConnectWhatsAppCall;

    impl Rpc for ConnectWhatsAppCall {
        type Request = crate::ConnectWhatsAppCallRequest;
        type Response = crate::ConnectWhatsAppCallResponse;
        const SERVICE: &'static str = "livekit.Connector";
        const METHOD: &'static str = "ConnectWhatsAppCall";
        const PATH: &'static str = "/twirp/livekit.Connector/ConnectWhatsAppCall";
    }

    /// `livekit.Connector/DialWhatsAppCall`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DialWhatsAppCall;

    impl Rpc for DialWhatsAppCall {
        type Request = crate::DialWhatsAppCallRequest;
        type Response = crate::DialWhatsAppCallResponse;
        const SERVICE: &'static str = "livekit.Connector";
        const METHOD: &'static str = "DialWhatsAppCall";
        const PATH: &'static str = "/twirp/livekit.Connector/DialWhatsAppCall";
    }

    /// `livekit.Connector/DisconnectWhatsAppCall`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DisconnectWhatsAppCall;

    impl Rpc for DisconnectWhatsAppCall {
        type Request = crate::DisconnectWhatsAppCallRequest;
        type Response = crate::DisconnectWhatsAppCallResponse;
        const SERVICE: &'static str = "livekit.Connector";
        const METHOD: &'static str = "DisconnectWhatsAppCall";
        const PATH: &'static str = "/twirp/livekit.Connector/DisconnectWhatsAppCall";
    }
}

/// The calls of `livekit.Egress`.
#[cfg(feature = "egress")]
pub mod egress {
    use crate::rpc::Rpc;

    /// `livekit.Egress/ListEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListEgress;

    impl Rpc for ListEgress {
        type Request = crate::ListEgressRequest;
        type Response = crate::ListEgressResponse;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "ListEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/ListEgress";
    }

    /// `livekit.Egress/StartEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartEgress;

    impl Rpc for StartEgress {
        type Request = crate::StartEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartEgress";
    }

    /// `livekit.Egress/StartParticipantEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartParticipantEgress;

    impl Rpc for StartParticipantEgress {
        type Request = crate::ParticipantEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartParticipantEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartParticipantEgress";
    }

    /// `livekit.Egress/StartRoomCompositeEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartRoomCompositeEgress;

    impl Rpc for StartRoomCompositeEgress {
        type Request = crate::RoomCompositeEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartRoomCompositeEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartRoomCompositeEgress";
    }

    /// `livekit.Egress/StartTrackCompositeEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartTrackCompositeEgress;

    impl Rpc for StartTrackCompositeEgress {
        type Request = crate::TrackCompositeEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartTrackCompositeEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartTrackCompositeEgress";
    }

    /// `livekit.Egress/StartTrackEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartTrackEgress;

    impl Rpc for StartTrackEgress {
        type Request = crate::TrackEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartTrackEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartTrackEgress";
    }

    /// `livekit.Egress/StartWebEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StartWebEgress;

    impl Rpc for StartWebEgress {
        type Request = crate::WebEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StartWebEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StartWebEgress";
    }

    /// `livekit.Egress/StopEgress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StopEgress;

    impl Rpc for StopEgress {
        type Request = crate::StopEgressRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "StopEgress";
        const PATH: &'static str = "/twirp/livekit.Egress/StopEgress";
    }

    /// `livekit.Egress/UpdateLayout`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateLayout;

    impl Rpc for UpdateLayout {
        type Request = crate::UpdateLayoutRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "UpdateLayout";
        const PATH: &'static str = "/twirp/livekit.Egress/UpdateLayout";
    }

    /// `livekit.Egress/UpdateStream`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateStream;

    impl Rpc for UpdateStream {
        type Request = crate::UpdateStreamRequest;
        type Response = crate::EgressInfo;
        const SERVICE: &'static str = "livekit.Egress";
        const METHOD: &'static str = "UpdateStream";
        const PATH: &'static str = "/twirp/livekit.Egress/UpdateStream";
    }
}

/// The calls of `livekit.Ingress`.
#[cfg(feature = "ingress")]
pub mod ingress {
    use crate::rpc::Rpc;

    /// `livekit.Ingress/CreateIngress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateIngress;

    impl Rpc for CreateIngress {
        type Request = crate::CreateIngressRequest;
        type Response = crate::IngressInfo;
        const SERVICE: &'static str = "livekit.Ingress";
        const METHOD: &'static str = "CreateIngress";
        const PATH: &'static str = "/twirp/livekit.Ingress/CreateIngress";
    }

    /// `livekit.Ingress/DeleteIngress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteIngress;

    impl Rpc for DeleteIngress {
        type Request = crate::DeleteIngressRequest;
        type Response = crate::IngressInfo;
        const SERVICE: &'static str = "livekit.Ingress";
        const METHOD: &'static str = "DeleteIngress";
        const PATH: &'static str = "/twirp/livekit.Ingress/DeleteIngress";
    }

    /// `livekit.Ingress/ListIngress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListIngress;

    impl Rpc for ListIngress {
        type Request = crate::ListIngressRequest;
        type Response = crate::ListIngressResponse;
        const SERVICE: &'static str = "livekit.Ingress";
        const METHOD: &'static str = "ListIngress";
        const PATH: &'static str = "/twirp/livekit.Ingress/ListIngress";
    }

    /// `livekit.Ingress/UpdateIngress`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateIngress;

    impl Rpc for UpdateIngress {
        type Request = crate::UpdateIngressRequest;
        type Response = crate::IngressInfo;
        const SERVICE: &'static str = "livekit.Ingress";
        const METHOD: &'static str = "UpdateIngress";
        const PATH: &'static str = "/twirp/livekit.Ingress/UpdateIngress";
    }
}

/// The calls of `livekit.PhoneNumberService`.
#[cfg(feature = "phone-number")]
pub mod phone_number_service {
    use crate::rpc::Rpc;

    /// `livekit.PhoneNumberService/GetPhoneNumber`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetPhoneNumber;

    impl Rpc for GetPhoneNumber {
        type Request = crate::GetPhoneNumberRequest;
        type Response = crate::GetPhoneNumberResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "GetPhoneNumber";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/GetPhoneNumber";
    }

    /// `livekit.PhoneNumberService/ListPhoneNumbers`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListPhoneNumbers;

    impl Rpc for ListPhoneNumbers {
        type Request = crate::ListPhoneNumbersRequest;
        type Response = crate::ListPhoneNumbersResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "ListPhoneNumbers";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/ListPhoneNumbers";
    }

    /// `livekit.PhoneNumberService/PurchasePhoneNumber`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PurchasePhoneNumber;

    impl Rpc for PurchasePhoneNumber {
        type Request = crate::PurchasePhoneNumberRequest;
        type Response = crate::PurchasePhoneNumberResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "PurchasePhoneNumber";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/PurchasePhoneNumber";
    }

    /// `livekit.PhoneNumberService/ReleasePhoneNumbers`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ReleasePhoneNumbers;

    impl Rpc for ReleasePhoneNumbers {
        type Request = crate::ReleasePhoneNumbersRequest;
        type Response = crate::ReleasePhoneNumbersResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "ReleasePhoneNumbers";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/ReleasePhoneNumbers";
    }

    /// `livekit.PhoneNumberService/SearchPhoneNumbers`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct SearchPhoneNumbers;

    impl Rpc for SearchPhoneNumbers {
        type Request = crate::SearchPhoneNumbersRequest;
        type Response = crate::SearchPhoneNumbersResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "SearchPhoneNumbers";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/SearchPhoneNumbers";
    }

    /// `livekit.PhoneNumberService/UpdatePhoneNumber`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdatePhoneNumber;

    impl Rpc for UpdatePhoneNumber {
        type Request = crate::UpdatePhoneNumberRequest;
        type Response = crate::UpdatePhoneNumberResponse;
        const SERVICE: &'static str = "livekit.PhoneNumberService";
        const METHOD: &'static str = "UpdatePhoneNumber";
        const PATH: &'static str = "/twirp/livekit.PhoneNumberService/UpdatePhoneNumber";
    }
}

/// The calls of `livekit.RoomService`.
#[cfg(feature = "room")]
pub mod room_service {
    use crate::rpc::Rpc;

    /// `livekit.RoomService/CreateRoom`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateRoom;

    impl Rpc for CreateRoom {
        type Request = crate::CreateRoomRequest;
        type Response = crate::Room;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "CreateRoom";
        const PATH: &'static str = "/twirp/livekit.RoomService/CreateRoom";
    }

    /// `livekit.RoomService/DeleteRoom`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteRoom;

    impl Rpc for DeleteRoom {
        type Request = crate::DeleteRoomRequest;
        type Response = crate::DeleteRoomResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "DeleteRoom";
        const PATH: &'static str = "/twirp/livekit.RoomService/DeleteRoom";
    }

    /// `livekit.RoomService/ForwardParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ForwardParticipant;

    impl Rpc for ForwardParticipant {
        type Request = crate::ForwardParticipantRequest;
        type Response = crate::ForwardParticipantResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "ForwardParticipant";
        const PATH: &'static str = "/twirp/livekit.RoomService/ForwardParticipant";
    }

    /// `livekit.RoomService/GetParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetParticipant;

    impl Rpc for GetParticipant {
        type Request = crate::RoomParticipantIdentity;
        type Response = crate::ParticipantInfo;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "GetParticipant";
        const PATH: &'static str = "/twirp/livekit.RoomService/GetParticipant";
    }

    /// `livekit.RoomService/ListParticipants`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListParticipants;

    impl Rpc for ListParticipants {
        type Request = crate::ListParticipantsRequest;
        type Response = crate::ListParticipantsResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "ListParticipants";
        const PATH: &'static str = "/twirp/livekit.RoomService/ListParticipants";
    }

    /// `livekit.RoomService/ListRooms`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListRooms;

    impl Rpc for ListRooms {
        type Request = crate::ListRoomsRequest;
        type Response = crate::ListRoomsResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "ListRooms";
        const PATH: &'static str = "/twirp/livekit.RoomService/ListRooms";
    }

    /// `livekit.RoomService/MoveParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct MoveParticipant;

    impl Rpc for MoveParticipant {
        type Request = crate::MoveParticipantRequest;
        type Response = crate::MoveParticipantResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "MoveParticipant";
        const PATH: &'static str = "/twirp/livekit.RoomService/MoveParticipant";
    }

    /// `livekit.RoomService/MutePublishedTrack`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct MutePublishedTrack;

    impl Rpc for MutePublishedTrack {
        type Request = crate::MuteRoomTrackRequest;
        type Response = crate::MuteRoomTrackResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "MutePublishedTrack";
        const PATH: &'static str = "/twirp/livekit.RoomService/MutePublishedTrack";
    }

    /// `livekit.RoomService/PerformRpc`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PerformRpc;

    impl Rpc for PerformRpc {
        type Request = crate::PerformRpcRequest;
        type Response = crate::PerformRpcResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "PerformRpc";
        const PATH: &'static str = "/twirp/livekit.RoomService/PerformRpc";
    }

    /// `livekit.RoomService/RemoveParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct RemoveParticipant;

    impl Rpc for RemoveParticipant {
        type Request = crate::RoomParticipantIdentity;
        type Response = crate::RemoveParticipantResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "RemoveParticipant";
        const PATH: &'static str = "/twirp/livekit.RoomService/RemoveParticipant";
    }

    /// `livekit.RoomService/SendData`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct SendData;

    impl Rpc for SendData {
        type Request = crate::SendDataRequest;
        type Response = crate::SendDataResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "SendData";
        const PATH: &'static str = "/twirp/livekit.RoomService/SendData";
    }

    /// `livekit.RoomService/UpdateParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateParticipant;

    impl Rpc for UpdateParticipant {
        type Request = crate::UpdateParticipantRequest;
        type Response = crate::ParticipantInfo;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "UpdateParticipant";
        const PATH: &'static str = "/twirp/livekit.RoomService/UpdateParticipant";
    }

    /// `livekit.RoomService/UpdateRoomMetadata`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateRoomMetadata;

    impl Rpc for UpdateRoomMetadata {
        type Request = crate::UpdateRoomMetadataRequest;
        type Response = crate::Room;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "UpdateRoomMetadata";
        const PATH: &'static str = "/twirp/livekit.RoomService/UpdateRoomMetadata";
    }

    /// `livekit.RoomService/UpdateSubscriptions`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateSubscriptions;

    impl Rpc for UpdateSubscriptions {
        type Request = crate::UpdateSubscriptionsRequest;
        type Response = crate::UpdateSubscriptionsResponse;
        const SERVICE: &'static str = "livekit.RoomService";
        const METHOD: &'static str = "UpdateSubscriptions";
        const PATH: &'static str = "/twirp/livekit.RoomService/UpdateSubscriptions";
    }
}

/// The calls of `livekit.SIP`.
#[cfg(feature = "sip")]
pub mod sip {
    use crate::rpc::Rpc;

    /// `livekit.SIP/CreateSIPDispatchRule`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateSipDispatchRule;

    impl Rpc for CreateSipDispatchRule {
        type Request = crate::CreateSipDispatchRuleRequest;
        type Response = crate::SipDispatchRuleInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "CreateSIPDispatchRule";
        const PATH: &'static str = "/twirp/livekit.SIP/CreateSIPDispatchRule";
    }

    /// `livekit.SIP/CreateSIPInboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateSipInboundTrunk;

    impl Rpc for CreateSipInboundTrunk {
        type Request = crate::CreateSipInboundTrunkRequest;
        type Response = crate::SipInboundTrunkInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "CreateSIPInboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/CreateSIPInboundTrunk";
    }

    /// `livekit.SIP/CreateSIPOutboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateSipOutboundTrunk;

    impl Rpc for CreateSipOutboundTrunk {
        type Request = crate::CreateSipOutboundTrunkRequest;
        type Response = crate::SipOutboundTrunkInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "CreateSIPOutboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/CreateSIPOutboundTrunk";
    }

    /// `livekit.SIP/CreateSIPParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CreateSipParticipant;

    impl Rpc for CreateSipParticipant {
        type Request = crate::CreateSipParticipantRequest;
        type Response = crate::SipParticipantInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "CreateSIPParticipant";
        const PATH: &'static str = "/twirp/livekit.SIP/CreateSIPParticipant";
    }

    /// `livekit.SIP/DeleteSIPDispatchRule`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteSipDispatchRule;

    impl Rpc for DeleteSipDispatchRule {
        type Request = crate::DeleteSipDispatchRuleRequest;
        type Response = crate::SipDispatchRuleInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "DeleteSIPDispatchRule";
        const PATH: &'static str = "/twirp/livekit.SIP/DeleteSIPDispatchRule";
    }

    /// `livekit.SIP/DeleteSIPTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DeleteSipTrunk;

    impl Rpc for DeleteSipTrunk {
        type Request = crate::DeleteSipTrunkRequest;
        type Response = crate::SipTrunkInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "DeleteSIPTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/DeleteSIPTrunk";
    }

    /// `livekit.SIP/GetSIPInboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetSipInboundTrunk;

    impl Rpc for GetSipInboundTrunk {
        type Request = crate::GetSipInboundTrunkRequest;
        type Response = crate::GetSipInboundTrunkResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "GetSIPInboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/GetSIPInboundTrunk";
    }

    /// `livekit.SIP/GetSIPOutboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct GetSipOutboundTrunk;

    impl Rpc for GetSipOutboundTrunk {
        type Request = crate::GetSipOutboundTrunkRequest;
        type Response = crate::GetSipOutboundTrunkResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "GetSIPOutboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/GetSIPOutboundTrunk";
    }

    /// `livekit.SIP/ListSIPDispatchRule`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListSipDispatchRule;

    impl Rpc for ListSipDispatchRule {
        type Request = crate::ListSipDispatchRuleRequest;
        type Response = crate::ListSipDispatchRuleResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "ListSIPDispatchRule";
        const PATH: &'static str = "/twirp/livekit.SIP/ListSIPDispatchRule";
    }

    /// `livekit.SIP/ListSIPInboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListSipInboundTrunk;

    impl Rpc for ListSipInboundTrunk {
        type Request = crate::ListSipInboundTrunkRequest;
        type Response = crate::ListSipInboundTrunkResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "ListSIPInboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/ListSIPInboundTrunk";
    }

    /// `livekit.SIP/ListSIPOutboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListSipOutboundTrunk;

    impl Rpc for ListSipOutboundTrunk {
        type Request = crate::ListSipOutboundTrunkRequest;
        type Response = crate::ListSipOutboundTrunkResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "ListSIPOutboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/ListSIPOutboundTrunk";
    }

    /// `livekit.SIP/ListSIPTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ListSipTrunk;

    impl Rpc for ListSipTrunk {
        type Request = crate::ListSipTrunkRequest;
        type Response = crate::ListSipTrunkResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "ListSIPTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/ListSIPTrunk";
    }

    /// `livekit.SIP/TransferSIPParticipant`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct TransferSipParticipant;

    impl Rpc for TransferSipParticipant {
        type Request = crate::TransferSipParticipantRequest;
        type Response = crate::TransferSipParticipantResponse;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "TransferSIPParticipant";
        const PATH: &'static str = "/twirp/livekit.SIP/TransferSIPParticipant";
    }

    /// `livekit.SIP/UpdateSIPDispatchRule`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateSipDispatchRule;

    impl Rpc for UpdateSipDispatchRule {
        type Request = crate::UpdateSipDispatchRuleRequest;
        type Response = crate::SipDispatchRuleInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "UpdateSIPDispatchRule";
        const PATH: &'static str = "/twirp/livekit.SIP/UpdateSIPDispatchRule";
    }

    /// `livekit.SIP/UpdateSIPInboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateSipInboundTrunk;

    impl Rpc for UpdateSipInboundTrunk {
        type Request = crate::UpdateSipInboundTrunkRequest;
        type Response = crate::SipInboundTrunkInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "UpdateSIPInboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/UpdateSIPInboundTrunk";
    }

    /// `livekit.SIP/UpdateSIPOutboundTrunk`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UpdateSipOutboundTrunk;

    impl Rpc for UpdateSipOutboundTrunk {
        type Request = crate::UpdateSipOutboundTrunkRequest;
        type Response = crate::SipOutboundTrunkInfo;
        const SERVICE: &'static str = "livekit.SIP";
        const METHOD: &'static str = "UpdateSIPOutboundTrunk";
        const PATH: &'static str = "/twirp/livekit.SIP/UpdateSIPOutboundTrunk";
    }
}

/// Calls the macro `$each` once with every call of the schema, as `module::Call` below
/// `lk_proto::rpc`.
///
/// For tables and tests that must not miss one. What it names is there with the feature `full`.
#[macro_export]
macro_rules! for_each_rpc {
    ($each:ident) => {
        $each! {
            agent_dispatch_service::CreateDispatch
            agent_dispatch_service::DeleteDispatch
            agent_dispatch_service::ListDispatch
            cloud_agent::CreateAgent
            cloud_agent::CreateAgentV2
            cloud_agent::CreatePrivateLink
            cloud_agent::DeleteAgent
            cloud_agent::DeployAgent
            cloud_agent::DeployAgentV2
            cloud_agent::DestroyPrivateLink
            cloud_agent::GetClientSettings
            cloud_agent::GetPrivateLinkStatus
            cloud_agent::ListAgentSecrets
            cloud_agent::ListAgentVersions
            cloud_agent::ListAgents
            cloud_agent::ListPrivateLinks
            cloud_agent::PromoteAgent
            cloud_agent::RestartAgent
            cloud_agent::RollbackAgent
            cloud_agent::UpdateAgent
            cloud_agent::UpdateAgentSecrets
            agent_simulation::CancelSimulationRun
            agent_simulation::ConfirmSimulationSourceUpload
            agent_simulation::CountSimulationRuns
            agent_simulation::CreateScenarioFromSession
            agent_simulation::CreateSimulationRun
            agent_simulation::GetSimulationRun
            agent_simulation::ListSimulationRuns
            connector::AcceptWhatsAppCall
            connector::ConnectTwilioCall
            connector::ConnectWhatsAppCall
            connector::DialWhatsAppCall
            connector::DisconnectWhatsAppCall
            egress::ListEgress
            egress::StartEgress
            egress::StartParticipantEgress
            egress::StartRoomCompositeEgress
            egress::StartTrackCompositeEgress
            egress::StartTrackEgress
            egress::StartWebEgress
            egress::StopEgress
            egress::UpdateLayout
            egress::UpdateStream
            ingress::CreateIngress
            ingress::DeleteIngress
            ingress::ListIngress
            ingress::UpdateIngress
            phone_number_service::GetPhoneNumber
            phone_number_service::ListPhoneNumbers
            phone_number_service::PurchasePhoneNumber
            phone_number_service::ReleasePhoneNumbers
            phone_number_service::SearchPhoneNumbers
            phone_number_service::UpdatePhoneNumber
            room_service::CreateRoom
            room_service::DeleteRoom
            room_service::ForwardParticipant
            room_service::GetParticipant
            room_service::ListParticipants
            room_service::ListRooms
            room_service::MoveParticipant
            room_service::MutePublishedTrack
            room_service::PerformRpc
            room_service::RemoveParticipant
            room_service::SendData
            room_service::UpdateParticipant
            room_service::UpdateRoomMetadata
            room_service::UpdateSubscriptions
            sip::CreateSipDispatchRule
            sip::CreateSipInboundTrunk
            sip::CreateSipOutboundTrunk
            sip::CreateSipParticipant
            sip::DeleteSipDispatchRule
            sip::DeleteSipTrunk
            sip::GetSipInboundTrunk
            sip::GetSipOutboundTrunk
            sip::ListSipDispatchRule
            sip::ListSipInboundTrunk
            sip::ListSipOutboundTrunk
            sip::ListSipTrunk
            sip::TransferSipParticipant
            sip::UpdateSipDispatchRule
            sip::UpdateSipInboundTrunk
            sip::UpdateSipOutboundTrunk
        }
    };
}

//! `Debug` of messages that hold secrets.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use core::fmt::{Debug, Formatter, Result};

use crate::redacted::Hidden;

impl Debug for crate::Room {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Room")
            .field("sid", &self.sid)
            .field("name", &self.name)
            .field("empty_timeout", &self.empty_timeout)
            .field("max_participants", &self.max_participants)
            .field("creation_time", &self.creation_time)
            .field("turn_password", &Hidden::new(self.turn_password.is_empty()))
            .field("enabled_codecs", &self.enabled_codecs)
            .field("metadata", &self.metadata)
            .field("num_participants", &self.num_participants)
            .field("active_recording", &self.active_recording)
            .field("num_publishers", &self.num_publishers)
            .field("version", &self.version)
            .field("departure_timeout", &self.departure_timeout)
            .field("creation_time_ms", &self.creation_time_ms)
            .finish()
    }
}

#[cfg(feature = "agent")]
impl Debug for crate::JobAssignment {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("JobAssignment")
            .field("job", &self.job)
            .field("url", &self.url)
            .field("token", &Hidden::new(self.token.is_empty()))
            .finish()
    }
}

#[cfg(feature = "agent")]
impl Debug for crate::CreateJobTokenResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("CreateJobTokenResponse")
            .field("request_id", &self.request_id)
            .field("token", &Hidden::new(self.token.is_empty()))
            .field("expires_at", &self.expires_at)
            .field("error", &self.error)
            .finish()
    }
}

#[cfg(feature = "cloud-agent")]
impl Debug for crate::AgentSecret {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("AgentSecret")
            .field("name", &self.name)
            .field("value", &Hidden::new(self.value.is_empty()))
            .field("created_at", &self.created_at)
            .field("updated_at", &self.updated_at)
            .field("kind", &crate::redacted::named::<crate::AgentSecretKind>(self.kind))
            .field("deployments", &self.deployments)
            .finish()
    }
}

#[cfg(feature = "cloud-agent")]
impl Debug for crate::CreateAgentResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("CreateAgentResponse")
            .field("agent_id", &self.agent_id)
            .field("agent_name", &self.agent_name)
            .field("status", &self.status)
            .field("version", &self.version)
            .field("presigned_url", &Hidden::new(self.presigned_url.is_empty()))
            .field("tag", &self.tag)
            .field("server_regions", &self.server_regions)
            .field("presigned_post_request", &self.presigned_post_request)
            .finish()
    }
}

#[cfg(feature = "cloud-agent")]
impl Debug for crate::PresignedPostRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("PresignedPostRequest")
            .field("url", &self.url)
            .field("values", &Hidden::new(self.values.is_empty()))
            .finish()
    }
}

#[cfg(feature = "cloud-agent")]
impl Debug for crate::DeployAgentResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("DeployAgentResponse")
            .field("success", &self.success)
            .field("message", &self.message)
            .field("agent_id", &self.agent_id)
            .field("presigned_url", &Hidden::new(self.presigned_url.is_empty()))
            .field("tag", &self.tag)
            .field("presigned_post_request", &self.presigned_post_request)
            .field("deployment", &self.deployment)
            .finish()
    }
}

#[cfg(feature = "connector")]
impl Debug for crate::ConnectTwilioCallResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("ConnectTwilioCallResponse")
            .field("connect_url", &Hidden::new(self.connect_url.is_empty()))
            .finish()
    }
}

#[cfg(feature = "rtc")]
impl Debug for crate::signal_response::Message {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Join(value) => f.debug_tuple("Join").field(value).finish(),
            Self::Answer(value) => f.debug_tuple("Answer").field(value).finish(),
            Self::Offer(value) => f.debug_tuple("Offer").field(value).finish(),
            Self::Trickle(value) => f.debug_tuple("Trickle").field(value).finish(),
            Self::Update(value) => f.debug_tuple("Update").field(value).finish(),
            Self::TrackPublished(value) => f.debug_tuple("TrackPublished").field(value).finish(),
            Self::Leave(value) => f.debug_tuple("Leave").field(value).finish(),
            Self::Mute(value) => f.debug_tuple("Mute").field(value).finish(),
            Self::SpeakersChanged(value) => f.debug_tuple("SpeakersChanged").field(value).finish(),
            Self::RoomUpdate(value) => f.debug_tuple("RoomUpdate").field(value).finish(),
            Self::ConnectionQuality(value) => f.debug_tuple("ConnectionQuality").field(value).finish(),
            Self::StreamStateUpdate(value) => f.debug_tuple("StreamStateUpdate").field(value).finish(),
            Self::SubscribedQualityUpdate(value) => f.debug_tuple("SubscribedQualityUpdate").field(value).finish(),
            Self::SubscriptionPermissionUpdate(value) => f.debug_tuple("SubscriptionPermissionUpdate").field(value).finish(),
            Self::RefreshToken(_) => f.debug_tuple("RefreshToken").field(&Hidden::Set).finish(),
            Self::TrackUnpublished(value) => f.debug_tuple("TrackUnpublished").field(value).finish(),
            Self::Pong(value) => f.debug_tuple("Pong").field(value).finish(),
            Self::Reconnect(value) => f.debug_tuple("Reconnect").field(value).finish(),
            Self::PongResp(value) => f.debug_tuple("PongResp").field(value).finish(),
            Self::SubscriptionResponse(value) => f.debug_tuple("SubscriptionResponse").field(value).finish(),
            Self::RequestResponse(value) => f.debug_tuple("RequestResponse").field(value).finish(),
            Self::TrackSubscribed(value) => f.debug_tuple("TrackSubscribed").field(value).finish(),
            Self::RoomMoved(value) => f.debug_tuple("RoomMoved").field(value).finish(),
            Self::MediaSectionsRequirement(value) => f.debug_tuple("MediaSectionsRequirement").field(value).finish(),
            Self::SubscribedAudioCodecUpdate(value) => f.debug_tuple("SubscribedAudioCodecUpdate").field(value).finish(),
            Self::PublishDataTrackResponse(value) => f.debug_tuple("PublishDataTrackResponse").field(value).finish(),
            Self::UnpublishDataTrackResponse(value) => f.debug_tuple("UnpublishDataTrackResponse").field(value).finish(),
            Self::DataTrackSubscriberHandles(value) => f.debug_tuple("DataTrackSubscriberHandles").field(value).finish(),
            Self::StoreDataBlobResponse(value) => f.debug_tuple("StoreDataBlobResponse").field(value).finish(),
            Self::GetDataBlobResponse(value) => f.debug_tuple("GetDataBlobResponse").field(value).finish(),
        }
    }
}

#[cfg(feature = "rtc")]
impl Debug for crate::SignalResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SignalResponse")
            .field("message", &self.message)
            .finish()
    }
}

#[cfg(feature = "rtc")]
impl Debug for crate::IceServer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("IceServer")
            .field("urls", &self.urls)
            .field("username", &self.username)
            .field("credential", &Hidden::new(self.credential.is_empty()))
            .finish()
    }
}

#[cfg(feature = "rtc")]
impl Debug for crate::RoomMovedResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("RoomMovedResponse")
            .field("room", &self.room)
            .field("token", &Hidden::new(self.token.is_empty()))
            .field("participant", &self.participant)
            .field("other_participants", &self.other_participants)
            .finish()
    }
}

#[cfg(feature = "connector")]
impl Debug for crate::AcceptWhatsAppCallRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("AcceptWhatsAppCallRequest")
            .field("whatsapp_phone_number_id", &self.whatsapp_phone_number_id)
            .field("whatsapp_api_key", &Hidden::new(self.whatsapp_api_key.is_empty()))
            .field("whatsapp_call_id", &self.whatsapp_call_id)
            .field("whatsapp_biz_opaque_callback_data", &self.whatsapp_biz_opaque_callback_data)
            .field("sdp", &self.sdp)
            .field("room_name", &self.room_name)
            .field("agents", &self.agents)
            .field("participant_identity", &self.participant_identity)
            .field("participant_name", &self.participant_name)
            .field("participant_metadata", &self.participant_metadata)
            .field("participant_attributes", &self.participant_attributes)
            .field("destination_country", &self.destination_country)
            .field("whatsapp_cloud_api_version", &self.whatsapp_cloud_api_version)
            .field("ringing_timeout", &self.ringing_timeout)
            .field("wait_until_answered", &self.wait_until_answered)
            .finish()
    }
}

#[cfg(feature = "connector")]
impl Debug for crate::DialWhatsAppCallRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("DialWhatsAppCallRequest")
            .field("whatsapp_phone_number_id", &self.whatsapp_phone_number_id)
            .field("whatsapp_to_phone_number", &self.whatsapp_to_phone_number)
            .field("whatsapp_api_key", &Hidden::new(self.whatsapp_api_key.is_empty()))
            .field("whatsapp_biz_opaque_callback_data", &self.whatsapp_biz_opaque_callback_data)
            .field("room_name", &self.room_name)
            .field("agents", &self.agents)
            .field("participant_identity", &self.participant_identity)
            .field("participant_name", &self.participant_name)
            .field("participant_metadata", &self.participant_metadata)
            .field("participant_attributes", &self.participant_attributes)
            .field("destination_country", &self.destination_country)
            .field("whatsapp_cloud_api_version", &self.whatsapp_cloud_api_version)
            .field("ringing_timeout", &self.ringing_timeout)
            .finish()
    }
}

#[cfg(feature = "connector")]
impl Debug for crate::disconnect_whats_app_call_request::DisconnectReason {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.as_str_name())
    }
}

#[cfg(feature = "connector")]
impl Debug for crate::DisconnectWhatsAppCallRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("DisconnectWhatsAppCallRequest")
            .field("whatsapp_call_id", &self.whatsapp_call_id)
            .field("whatsapp_api_key", &Hidden::new(self.whatsapp_api_key.is_empty()))
            .field("disconnect_reason", &crate::redacted::named::<crate::disconnect_whats_app_call_request::DisconnectReason>(self.disconnect_reason))
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::S3Upload {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("S3Upload")
            .field("access_key", &Hidden::new(self.access_key.is_empty()))
            .field("secret", &Hidden::new(self.secret.is_empty()))
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("force_path_style", &self.force_path_style)
            .field("metadata", &self.metadata)
            .field("tagging", &self.tagging)
            .field("content_disposition", &self.content_disposition)
            .field("proxy", &self.proxy)
            .field("session_token", &Hidden::new(self.session_token.is_empty()))
            .field("assume_role_arn", &self.assume_role_arn)
            .field("assume_role_external_id", &self.assume_role_external_id)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::ProxyConfig {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("ProxyConfig")
            .field("url", &self.url)
            .field("username", &self.username)
            .field("password", &Hidden::new(self.password.is_empty()))
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::GcpUpload {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("GcpUpload")
            .field("credentials", &Hidden::new(self.credentials.is_empty()))
            .field("bucket", &self.bucket)
            .field("proxy", &self.proxy)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::AzureBlobUpload {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("AzureBlobUpload")
            .field("account_name", &self.account_name)
            .field("account_key", &Hidden::new(self.account_key.is_empty()))
            .field("container_name", &self.container_name)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::AliOssUpload {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("AliOssUpload")
            .field("access_key", &Hidden::new(self.access_key.is_empty()))
            .field("secret", &Hidden::new(self.secret.is_empty()))
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::StreamOutput {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("StreamOutput")
            .field("protocol", &crate::redacted::named::<crate::StreamProtocol>(self.protocol))
            .field("urls", &Hidden::new(self.urls.is_empty()))
            .field("destinations", &self.destinations)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::StreamDestination {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("StreamDestination")
            .field("id", &self.id)
            .field("url", &Hidden::new(self.url.is_empty()))
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::stream_info::Status {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.as_str_name())
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::StreamInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("StreamInfo")
            .field("url", &Hidden::new(self.url.is_empty()))
            .field("started_at", &self.started_at)
            .field("ended_at", &self.ended_at)
            .field("duration", &self.duration)
            .field("status", &crate::redacted::named::<crate::stream_info::Status>(self.status))
            .field("error", &self.error)
            .field("last_retry_at", &self.last_retry_at)
            .field("retries", &self.retries)
            .field("id", &self.id)
            .finish()
    }
}

#[cfg(feature = "egress")]
impl Debug for crate::UpdateStreamRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("UpdateStreamRequest")
            .field("egress_id", &self.egress_id)
            .field("add_output_urls", &Hidden::new(self.add_output_urls.is_empty()))
            .field("remove_output_urls", &Hidden::new(self.remove_output_urls.is_empty()))
            .field("add_destinations", &self.add_destinations)
            .finish()
    }
}

#[cfg(feature = "ingress")]
impl Debug for crate::IngressInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("IngressInfo")
            .field("ingress_id", &self.ingress_id)
            .field("name", &self.name)
            .field("stream_key", &Hidden::new(self.stream_key.is_empty()))
            .field("url", &self.url)
            .field("input_type", &crate::redacted::named::<crate::IngressInput>(self.input_type))
            .field("audio", &self.audio)
            .field("video", &self.video)
            .field("room_name", &self.room_name)
            .field("participant_identity", &self.participant_identity)
            .field("participant_name", &self.participant_name)
            .field("reusable", &self.reusable)
            .field("state", &self.state)
            .field("bypass_transcoding", &self.bypass_transcoding)
            .field("participant_metadata", &self.participant_metadata)
            .field("enable_transcoding", &self.enable_transcoding)
            .field("enabled", &self.enabled)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipDispatchRuleDirect {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipDispatchRuleDirect")
            .field("room_name", &self.room_name)
            .field("pin", &Hidden::new(self.pin.is_empty()))
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipDispatchRuleIndividual {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipDispatchRuleIndividual")
            .field("room_prefix", &self.room_prefix)
            .field("pin", &Hidden::new(self.pin.is_empty()))
            .field("no_randomness", &self.no_randomness)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipDispatchRuleCallee {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipDispatchRuleCallee")
            .field("room_prefix", &self.room_prefix)
            .field("pin", &Hidden::new(self.pin.is_empty()))
            .field("randomize", &self.randomize)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipInboundTrunkInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipInboundTrunkInfo")
            .field("sip_trunk_id", &self.sip_trunk_id)
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .field("numbers", &self.numbers)
            .field("allowed_addresses", &self.allowed_addresses)
            .field("allowed_numbers", &self.allowed_numbers)
            .field("auth_username", &self.auth_username)
            .field("auth_password", &Hidden::new(self.auth_password.is_empty()))
            .field("headers", &self.headers)
            .field("headers_to_attributes", &self.headers_to_attributes)
            .field("ringing_timeout", &self.ringing_timeout)
            .field("max_call_duration", &self.max_call_duration)
            .field("krisp_enabled", &self.krisp_enabled)
            .field("attributes_to_headers", &self.attributes_to_headers)
            .field("include_headers", &crate::redacted::named::<crate::SipHeaderOptions>(self.include_headers))
            .field("media_encryption", &crate::redacted::named::<crate::SipMediaEncryption>(self.media_encryption))
            .field("created_at", &self.created_at)
            .field("updated_at", &self.updated_at)
            .field("auth_realm", &self.auth_realm)
            .field("media", &self.media)
            .field("ringing_timeout_status", &crate::redacted::named::<crate::SipStatusCode>(self.ringing_timeout_status))
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipOutboundTrunkInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipOutboundTrunkInfo")
            .field("sip_trunk_id", &self.sip_trunk_id)
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .field("address", &self.address)
            .field("transport", &crate::redacted::named::<crate::SipTransport>(self.transport))
            .field("numbers", &self.numbers)
            .field("auth_username", &self.auth_username)
            .field("auth_password", &Hidden::new(self.auth_password.is_empty()))
            .field("headers", &self.headers)
            .field("headers_to_attributes", &self.headers_to_attributes)
            .field("attributes_to_headers", &self.attributes_to_headers)
            .field("include_headers", &crate::redacted::named::<crate::SipHeaderOptions>(self.include_headers))
            .field("media_encryption", &crate::redacted::named::<crate::SipMediaEncryption>(self.media_encryption))
            .field("destination_country", &self.destination_country)
            .field("from_host", &self.from_host)
            .field("created_at", &self.created_at)
            .field("updated_at", &self.updated_at)
            .field("media", &self.media)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipOutboundConfig {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipOutboundConfig")
            .field("hostname", &self.hostname)
            .field("transport", &crate::redacted::named::<crate::SipTransport>(self.transport))
            .field("auth_username", &self.auth_username)
            .field("auth_password", &Hidden::new(self.auth_password.is_empty()))
            .field("headers_to_attributes", &self.headers_to_attributes)
            .field("attributes_to_headers", &self.attributes_to_headers)
            .field("destination_country", &self.destination_country)
            .field("from_host", &self.from_host)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::sip_trunk_info::TrunkKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.as_str_name())
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipTrunkInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipTrunkInfo")
            .field("sip_trunk_id", &self.sip_trunk_id)
            .field("inbound_addresses", &self.inbound_addresses)
            .field("outbound_address", &self.outbound_address)
            .field("outbound_number", &self.outbound_number)
            .field("inbound_numbers_regex", &self.inbound_numbers_regex)
            .field("inbound_username", &self.inbound_username)
            .field("inbound_password", &Hidden::new(self.inbound_password.is_empty()))
            .field("outbound_username", &self.outbound_username)
            .field("outbound_password", &Hidden::new(self.outbound_password.is_empty()))
            .field("inbound_numbers", &self.inbound_numbers)
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .field("transport", &crate::redacted::named::<crate::SipTransport>(self.transport))
            .field("kind", &crate::redacted::named::<crate::sip_trunk_info::TrunkKind>(self.kind))
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipInboundTrunkUpdate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipInboundTrunkUpdate")
            .field("numbers", &self.numbers)
            .field("allowed_addresses", &self.allowed_addresses)
            .field("allowed_numbers", &self.allowed_numbers)
            .field("auth_username", &self.auth_username)
            .field("auth_password", &self.auth_password.as_ref().map(|_| Hidden::Set))
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .field("media_encryption", &self.media_encryption.map(crate::redacted::named::<crate::SipMediaEncryption>))
            .field("auth_realm", &self.auth_realm)
            .field("media", &self.media)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::SipOutboundTrunkUpdate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("SipOutboundTrunkUpdate")
            .field("address", &self.address)
            .field("transport", &self.transport.map(crate::redacted::named::<crate::SipTransport>))
            .field("numbers", &self.numbers)
            .field("auth_username", &self.auth_username)
            .field("auth_password", &self.auth_password.as_ref().map(|_| Hidden::Set))
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .field("media_encryption", &self.media_encryption.map(crate::redacted::named::<crate::SipMediaEncryption>))
            .field("destination_country", &self.destination_country)
            .field("from_host", &self.from_host)
            .field("media", &self.media)
            .finish()
    }
}

#[cfg(feature = "sip")]
impl Debug for crate::CreateSipTrunkRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("CreateSipTrunkRequest")
            .field("inbound_addresses", &self.inbound_addresses)
            .field("outbound_address", &self.outbound_address)
            .field("outbound_number", &self.outbound_number)
            .field("inbound_numbers_regex", &self.inbound_numbers_regex)
            .field("inbound_username", &self.inbound_username)
            .field("inbound_password", &Hidden::new(self.inbound_password.is_empty()))
            .field("outbound_username", &self.outbound_username)
            .field("outbound_password", &Hidden::new(self.outbound_password.is_empty()))
            .field("inbound_numbers", &self.inbound_numbers)
            .field("name", &self.name)
            .field("metadata", &self.metadata)
            .finish()
    }
}

#[cfg(feature = "token-source")]
impl Debug for crate::TokenSourceResponse {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("TokenSourceResponse")
            .field("server_url", &self.server_url)
            .field("participant_token", &Hidden::new(self.participant_token.is_empty()))
            .finish()
    }
}

//! Messages of `livekit_sip.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateSipDispatchRuleRequest {
    #[deprecated]
    #[prost(message, optional, tag = "1")]
    pub rule: ::core::option::Option<SipDispatchRule>,
    #[deprecated]
    #[prost(string, repeated, tag = "2")]
    pub trunk_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[deprecated]
    #[prost(bool, tag = "3")]
    pub hide_phone_number: bool,
    #[deprecated]
    #[prost(string, tag = "4")]
    pub name: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, tag = "5")]
    pub metadata: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, repeated, tag = "6")]
    pub inbound_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(map = "string, string", tag = "7")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[deprecated]
    #[prost(string, tag = "8")]
    pub room_preset: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(message, optional, tag = "9")]
    pub room_config: ::core::option::Option<crate::RoomConfiguration>,
    #[prost(message, optional, tag = "10")]
    pub dispatch_rule: ::core::option::Option<SipDispatchRuleInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipDispatchRule {
    #[prost(oneof = "sip_dispatch_rule::Rule", tags = "1, 2, 3")]
    pub rule: ::core::option::Option<sip_dispatch_rule::Rule>,
}
/// Nested message and enum types in `SIPDispatchRule`.
pub mod sip_dispatch_rule {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Rule {
        #[prost(message, tag = "1")]
        DispatchRuleDirect(super::SipDispatchRuleDirect),
        #[prost(message, tag = "2")]
        DispatchRuleIndividual(super::SipDispatchRuleIndividual),
        #[prost(message, tag = "3")]
        DispatchRuleCallee(super::SipDispatchRuleCallee),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipDispatchRuleDirect {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub pin: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipDispatchRuleIndividual {
    #[prost(string, tag = "1")]
    pub room_prefix: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub pin: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub no_randomness: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipDispatchRuleCallee {
    #[prost(string, tag = "1")]
    pub room_prefix: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub pin: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub randomize: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SipDispatchRuleInfo {
    #[prost(string, tag = "1")]
    pub sip_dispatch_rule_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "2")]
    pub rule: ::core::option::Option<SipDispatchRule>,
    #[prost(string, repeated, tag = "3")]
    pub trunk_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(bool, tag = "4")]
    pub hide_phone_number: bool,
    #[prost(string, tag = "5")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "7")]
    pub inbound_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(map = "string, string", tag = "8")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "9")]
    pub room_preset: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "10")]
    pub room_config: ::core::option::Option<crate::RoomConfiguration>,
    #[prost(bool, tag = "11")]
    pub krisp_enabled: bool,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", tag = "12")]
    pub media_encryption: i32,
    #[prost(string, repeated, tag = "13")]
    pub numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "14")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "15")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "16")]
    pub media: ::core::option::Option<SipMediaConfig>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SipMediaConfig {
    #[prost(bool, tag = "1")]
    pub only_listed_codecs: bool,
    #[prost(message, repeated, tag = "2")]
    pub codecs: ::prost::alloc::vec::Vec<SipCodec>,
    #[prost(enumeration = "SipMediaEncryption", optional, tag = "3")]
    pub encryption: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "4")]
    pub media_timeout: ::core::option::Option<::prost_types::Duration>,
    #[prost(bool, tag = "5")]
    pub drop_audio_during_dtmf: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipCodec {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub rate: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateSipInboundTrunkRequest {
    #[prost(message, optional, tag = "1")]
    pub trunk: ::core::option::Option<SipInboundTrunkInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipInboundTrunkInfo {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "4")]
    pub numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "5")]
    pub allowed_addresses: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "6")]
    pub allowed_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "7")]
    pub auth_username: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub auth_password: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "9")]
    pub headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(map = "string, string", tag = "10")]
    pub headers_to_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(message, optional, tag = "11")]
    pub ringing_timeout: ::core::option::Option<::prost_types::Duration>,
    #[prost(message, optional, tag = "12")]
    pub max_call_duration: ::core::option::Option<::prost_types::Duration>,
    #[prost(bool, tag = "13")]
    pub krisp_enabled: bool,
    #[prost(map = "string, string", tag = "14")]
    pub attributes_to_headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(enumeration = "SipHeaderOptions", tag = "15")]
    pub include_headers: i32,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", tag = "16")]
    pub media_encryption: i32,
    #[prost(message, optional, tag = "17")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "18")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, tag = "19")]
    pub auth_realm: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "20")]
    pub media: ::core::option::Option<SipMediaConfig>,
    #[prost(enumeration = "SipStatusCode", tag = "21")]
    pub ringing_timeout_status: i32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateSipOutboundTrunkRequest {
    #[prost(message, optional, tag = "1")]
    pub trunk: ::core::option::Option<SipOutboundTrunkInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipOutboundTrunkInfo {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub address: ::prost::alloc::string::String,
    #[prost(enumeration = "SipTransport", tag = "5")]
    pub transport: i32,
    #[prost(string, repeated, tag = "6")]
    pub numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "7")]
    pub auth_username: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub auth_password: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "9")]
    pub headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(map = "string, string", tag = "10")]
    pub headers_to_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(map = "string, string", tag = "11")]
    pub attributes_to_headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(enumeration = "SipHeaderOptions", tag = "12")]
    pub include_headers: i32,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", tag = "13")]
    pub media_encryption: i32,
    #[prost(string, tag = "14")]
    pub destination_country: ::prost::alloc::string::String,
    #[prost(string, tag = "15")]
    pub from_host: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "16")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "17")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "18")]
    pub media: ::core::option::Option<SipMediaConfig>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateSipParticipantRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub sip_call_to: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub dtmf: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(bool, tag = "6")]
    pub play_ringtone: bool,
    #[prost(string, tag = "7")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "9")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(bool, tag = "10")]
    pub hide_phone_number: bool,
    #[prost(message, optional, tag = "11")]
    pub ringing_timeout: ::core::option::Option<::prost_types::Duration>,
    #[prost(message, optional, tag = "12")]
    pub max_call_duration: ::core::option::Option<::prost_types::Duration>,
    #[deprecated]
    #[prost(bool, tag = "13")]
    pub play_dialtone: bool,
    #[prost(bool, tag = "14")]
    pub krisp_enabled: bool,
    #[prost(string, tag = "15")]
    pub sip_number: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "16")]
    pub headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(enumeration = "SipHeaderOptions", tag = "17")]
    pub include_headers: i32,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", tag = "18")]
    pub media_encryption: i32,
    #[prost(bool, tag = "19")]
    pub wait_until_answered: bool,
    #[prost(message, optional, tag = "20")]
    pub trunk: ::core::option::Option<SipOutboundConfig>,
    #[prost(string, optional, tag = "21")]
    pub display_name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "22")]
    pub destination: ::core::option::Option<Destination>,
    #[prost(message, optional, tag = "23")]
    pub media: ::core::option::Option<SipMediaConfig>,
    #[prost(message, optional, tag = "24")]
    pub sip_request_uri: ::core::option::Option<SipRequestDest>,
    #[prost(message, optional, tag = "25")]
    pub sip_to_header: ::core::option::Option<SipNamedDest>,
    #[prost(message, optional, tag = "26")]
    pub sip_from_header: ::core::option::Option<SipNamedDest>,
    #[prost(string, tag = "27")]
    pub to_user_override: ::prost::alloc::string::String,
    #[prost(enumeration = "SipDialtone", tag = "28")]
    pub dialtone: i32,
    #[prost(string, tag = "29")]
    pub sip_source_call_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipOutboundConfig {
    #[prost(string, tag = "1")]
    pub hostname: ::prost::alloc::string::String,
    #[prost(enumeration = "SipTransport", tag = "2")]
    pub transport: i32,
    #[prost(string, tag = "3")]
    pub auth_username: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub auth_password: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "5")]
    pub headers_to_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(map = "string, string", tag = "6")]
    pub attributes_to_headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "7")]
    pub destination_country: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub from_host: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Destination {
    #[prost(string, tag = "1")]
    pub city: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub country: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub region: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipRequestDest {
    #[prost(oneof = "sip_request_dest::Uri", tags = "1, 2")]
    pub uri: ::core::option::Option<sip_request_dest::Uri>,
}
/// Nested message and enum types in `SIPRequestDest`.
pub mod sip_request_dest {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Uri {
        #[prost(string, tag = "1")]
        Raw(::prost::alloc::string::String),
        #[prost(message, tag = "2")]
        Values(super::SipUri),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipUri {
    #[prost(string, tag = "1")]
    pub user: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub host: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub ip: ::prost::alloc::string::String,
    #[prost(uint32, tag = "4")]
    pub port: u32,
    #[prost(enumeration = "SipTransport", tag = "5")]
    pub transport: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipNamedDest {
    #[prost(string, tag = "3")]
    pub display_name: ::prost::alloc::string::String,
    #[prost(oneof = "sip_named_dest::Uri", tags = "1, 2")]
    pub uri: ::core::option::Option<sip_named_dest::Uri>,
}
/// Nested message and enum types in `SIPNamedDest`.
pub mod sip_named_dest {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Uri {
        #[prost(string, tag = "1")]
        Raw(::prost::alloc::string::String),
        #[prost(message, tag = "2")]
        Values(super::SipUri),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipParticipantInfo {
    #[prost(string, tag = "1")]
    pub participant_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub sip_call_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteSipDispatchRuleRequest {
    #[prost(string, tag = "1")]
    pub sip_dispatch_rule_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteSipTrunkRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipTrunkInfo {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "2")]
    pub inbound_addresses: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "3")]
    pub outbound_address: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub outbound_number: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, repeated, tag = "5")]
    pub inbound_numbers_regex: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "6")]
    pub inbound_username: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub inbound_password: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub outbound_username: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub outbound_password: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "10")]
    pub inbound_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "11")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "12")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(enumeration = "SipTransport", tag = "13")]
    pub transport: i32,
    #[prost(enumeration = "sip_trunk_info::TrunkKind", tag = "14")]
    pub kind: i32,
}
/// Nested message and enum types in `SIPTrunkInfo`.
pub mod sip_trunk_info {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
    #[repr(i32)]
    pub enum TrunkKind {
        TrunkLegacy = 0,
        TrunkInbound = 1,
        TrunkOutbound = 2,
    }
    impl TrunkKind {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::TrunkLegacy => "TRUNK_LEGACY",
                Self::TrunkInbound => "TRUNK_INBOUND",
                Self::TrunkOutbound => "TRUNK_OUTBOUND",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "TRUNK_LEGACY" => Some(Self::TrunkLegacy),
                "TRUNK_INBOUND" => Some(Self::TrunkInbound),
                "TRUNK_OUTBOUND" => Some(Self::TrunkOutbound),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetSipInboundTrunkRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSipInboundTrunkResponse {
    #[prost(message, optional, tag = "1")]
    pub trunk: ::core::option::Option<SipInboundTrunkInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetSipOutboundTrunkRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSipOutboundTrunkResponse {
    #[prost(message, optional, tag = "1")]
    pub trunk: ::core::option::Option<SipOutboundTrunkInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListSipDispatchRuleRequest {
    #[prost(string, repeated, tag = "1")]
    pub dispatch_rule_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub trunk_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "3")]
    pub page: ::core::option::Option<crate::Pagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListSipDispatchRuleResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<SipDispatchRuleInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListSipInboundTrunkRequest {
    #[prost(string, repeated, tag = "1")]
    pub trunk_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "3")]
    pub page: ::core::option::Option<crate::Pagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListSipInboundTrunkResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<SipInboundTrunkInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListSipOutboundTrunkRequest {
    #[prost(string, repeated, tag = "1")]
    pub trunk_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "3")]
    pub page: ::core::option::Option<crate::Pagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListSipOutboundTrunkResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<SipOutboundTrunkInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListSipTrunkRequest {
    #[prost(message, optional, tag = "1")]
    pub page: ::core::option::Option<crate::Pagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListSipTrunkResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<SipTrunkInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TransferSipParticipantRequest {
    #[prost(string, tag = "1")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub transfer_to: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(bool, tag = "4")]
    pub play_dialtone: bool,
    #[prost(map = "string, string", tag = "5")]
    pub headers: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(message, optional, tag = "6")]
    pub ringing_timeout: ::core::option::Option<::prost_types::Duration>,
    #[prost(enumeration = "SipDialtone", tag = "7")]
    pub dialtone: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TransferSipParticipantResponse {
    #[prost(string, tag = "1")]
    pub transfer_id: ::prost::alloc::string::String,
    #[prost(enumeration = "SipTransferStatus", tag = "2")]
    pub status: i32,
    #[prost(enumeration = "SipTransferReason", tag = "3")]
    pub reason: i32,
    #[prost(message, optional, tag = "4")]
    pub sip_status: ::core::option::Option<SipStatus>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipStatus {
    #[prost(enumeration = "SipStatusCode", tag = "1")]
    pub code: i32,
    #[prost(string, tag = "2")]
    pub status: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateSipDispatchRuleRequest {
    #[prost(string, tag = "1")]
    pub sip_dispatch_rule_id: ::prost::alloc::string::String,
    #[prost(oneof = "update_sip_dispatch_rule_request::Action", tags = "2, 3")]
    pub action: ::core::option::Option<update_sip_dispatch_rule_request::Action>,
}
/// Nested message and enum types in `UpdateSIPDispatchRuleRequest`.
pub mod update_sip_dispatch_rule_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Action {
        #[prost(message, tag = "2")]
        Replace(super::SipDispatchRuleInfo),
        #[prost(message, tag = "3")]
        Update(super::SipDispatchRuleUpdate),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SipDispatchRuleUpdate {
    #[prost(message, optional, tag = "1")]
    pub trunk_ids: ::core::option::Option<crate::ListUpdate>,
    #[prost(message, optional, tag = "2")]
    pub rule: ::core::option::Option<SipDispatchRule>,
    #[prost(string, optional, tag = "3")]
    pub name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "4")]
    pub metadata: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(map = "string, string", tag = "5")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", optional, tag = "6")]
    pub media_encryption: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "7")]
    pub media: ::core::option::Option<SipMediaConfig>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateSipInboundTrunkRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(oneof = "update_sip_inbound_trunk_request::Action", tags = "2, 3")]
    pub action: ::core::option::Option<update_sip_inbound_trunk_request::Action>,
}
/// Nested message and enum types in `UpdateSIPInboundTrunkRequest`.
pub mod update_sip_inbound_trunk_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Action {
        #[prost(message, tag = "2")]
        Replace(super::SipInboundTrunkInfo),
        #[prost(message, tag = "3")]
        Update(super::SipInboundTrunkUpdate),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipInboundTrunkUpdate {
    #[prost(message, optional, tag = "1")]
    pub numbers: ::core::option::Option<crate::ListUpdate>,
    #[prost(message, optional, tag = "2")]
    pub allowed_addresses: ::core::option::Option<crate::ListUpdate>,
    #[prost(message, optional, tag = "3")]
    pub allowed_numbers: ::core::option::Option<crate::ListUpdate>,
    #[prost(string, optional, tag = "4")]
    pub auth_username: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "5")]
    pub auth_password: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "6")]
    pub name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "7")]
    pub metadata: ::core::option::Option<::prost::alloc::string::String>,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", optional, tag = "8")]
    pub media_encryption: ::core::option::Option<i32>,
    #[prost(string, optional, tag = "9")]
    pub auth_realm: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "10")]
    pub media: ::core::option::Option<SipMediaConfig>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateSipOutboundTrunkRequest {
    #[prost(string, tag = "1")]
    pub sip_trunk_id: ::prost::alloc::string::String,
    #[prost(oneof = "update_sip_outbound_trunk_request::Action", tags = "2, 3")]
    pub action: ::core::option::Option<update_sip_outbound_trunk_request::Action>,
}
/// Nested message and enum types in `UpdateSIPOutboundTrunkRequest`.
pub mod update_sip_outbound_trunk_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Action {
        #[prost(message, tag = "2")]
        Replace(super::SipOutboundTrunkInfo),
        #[prost(message, tag = "3")]
        Update(super::SipOutboundTrunkUpdate),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SipOutboundTrunkUpdate {
    #[prost(string, optional, tag = "1")]
    pub address: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(enumeration = "SipTransport", optional, tag = "2")]
    pub transport: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub numbers: ::core::option::Option<crate::ListUpdate>,
    #[prost(string, optional, tag = "4")]
    pub auth_username: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "5")]
    pub auth_password: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "6")]
    pub name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "7")]
    pub metadata: ::core::option::Option<::prost::alloc::string::String>,
    #[deprecated]
    #[prost(enumeration = "SipMediaEncryption", optional, tag = "8")]
    pub media_encryption: ::core::option::Option<i32>,
    #[prost(string, optional, tag = "9")]
    pub destination_country: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "10")]
    pub from_host: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "11")]
    pub media: ::core::option::Option<SipMediaConfig>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct CreateSipTrunkRequest {
    #[prost(string, repeated, tag = "1")]
    pub inbound_addresses: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "2")]
    pub outbound_address: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub outbound_number: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, repeated, tag = "4")]
    pub inbound_numbers_regex: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "5")]
    pub inbound_username: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub inbound_password: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub outbound_username: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub outbound_password: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "9")]
    pub inbound_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "10")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "11")]
    pub metadata: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SipCallInfo {
    #[prost(string, tag = "1")]
    pub call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub trunk_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub room_id: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "6")]
    pub from_uri: ::core::option::Option<SipUri>,
    #[prost(message, optional, tag = "7")]
    pub to_uri: ::core::option::Option<SipUri>,
    #[prost(enumeration = "SipCallStatus", tag = "8")]
    pub call_status: i32,
    #[deprecated]
    #[prost(int64, tag = "9")]
    pub created_at: i64,
    #[deprecated]
    #[prost(int64, tag = "10")]
    pub started_at: i64,
    #[deprecated]
    #[prost(int64, tag = "11")]
    pub ended_at: i64,
    #[prost(enumeration = "crate::DisconnectReason", tag = "12")]
    pub disconnect_reason: i32,
    #[prost(string, tag = "13")]
    pub error: ::prost::alloc::string::String,
    #[prost(enumeration = "SipFeature", repeated, tag = "14")]
    pub enabled_features: ::prost::alloc::vec::Vec<i32>,
    #[prost(enumeration = "SipCallDirection", tag = "15")]
    pub call_direction: i32,
    #[prost(string, tag = "16")]
    pub dispatch_rule_id: ::prost::alloc::string::String,
    #[prost(string, tag = "17")]
    pub region: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "18")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(message, optional, tag = "19")]
    pub call_status_code: ::core::option::Option<SipStatus>,
    #[prost(string, tag = "20")]
    pub audio_codec: ::prost::alloc::string::String,
    #[prost(string, tag = "21")]
    pub media_encryption: ::prost::alloc::string::String,
    #[prost(int64, tag = "22")]
    pub created_at_ns: i64,
    #[prost(int64, tag = "23")]
    pub started_at_ns: i64,
    #[prost(int64, tag = "24")]
    pub ended_at_ns: i64,
    #[prost(string, tag = "25")]
    pub pcap_file_link: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "26")]
    pub call_context: ::prost::alloc::vec::Vec<::prost_types::Any>,
    #[prost(message, optional, tag = "27")]
    pub provider_info: ::core::option::Option<ProviderInfo>,
    #[prost(string, tag = "28")]
    pub sip_call_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ProviderInfo {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "ProviderType", tag = "3")]
    pub r#type: i32,
    #[prost(bool, tag = "4")]
    pub prevent_transfer: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipTransferError {
    #[prost(string, tag = "1")]
    pub transfer_id: ::prost::alloc::string::String,
    #[prost(enumeration = "SipTransferReason", tag = "2")]
    pub reason: i32,
    #[prost(message, optional, tag = "3")]
    pub sip_status: ::core::option::Option<SipStatus>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipTransferInfo {
    #[prost(string, tag = "1")]
    pub transfer_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub transfer_to: ::prost::alloc::string::String,
    #[prost(int64, tag = "4")]
    pub transfer_initiated_at_ns: i64,
    #[prost(int64, tag = "5")]
    pub transfer_completed_at_ns: i64,
    #[prost(enumeration = "SipTransferStatus", tag = "6")]
    pub transfer_status: i32,
    #[prost(string, tag = "7")]
    pub error: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "8")]
    pub transfer_status_code: ::core::option::Option<SipStatus>,
    #[prost(enumeration = "SipTransferReason", tag = "9")]
    pub reason: i32,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipMediaEncryption {
    SipMediaEncryptDisable = 0,
    SipMediaEncryptAllow = 1,
    SipMediaEncryptRequire = 2,
}
impl SipMediaEncryption {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::SipMediaEncryptDisable => "SIP_MEDIA_ENCRYPT_DISABLE",
            Self::SipMediaEncryptAllow => "SIP_MEDIA_ENCRYPT_ALLOW",
            Self::SipMediaEncryptRequire => "SIP_MEDIA_ENCRYPT_REQUIRE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIP_MEDIA_ENCRYPT_DISABLE" => Some(Self::SipMediaEncryptDisable),
            "SIP_MEDIA_ENCRYPT_ALLOW" => Some(Self::SipMediaEncryptAllow),
            "SIP_MEDIA_ENCRYPT_REQUIRE" => Some(Self::SipMediaEncryptRequire),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipHeaderOptions {
    SipNoHeaders = 0,
    SipXHeaders = 1,
    SipAllHeaders = 2,
}
impl SipHeaderOptions {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::SipNoHeaders => "SIP_NO_HEADERS",
            Self::SipXHeaders => "SIP_X_HEADERS",
            Self::SipAllHeaders => "SIP_ALL_HEADERS",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIP_NO_HEADERS" => Some(Self::SipNoHeaders),
            "SIP_X_HEADERS" => Some(Self::SipXHeaders),
            "SIP_ALL_HEADERS" => Some(Self::SipAllHeaders),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipStatusCode {
    SipStatusUnknown = 0,
    SipStatusTrying = 100,
    SipStatusRinging = 180,
    SipStatusCallIsForwarded = 181,
    SipStatusQueued = 182,
    SipStatusSessionProgress = 183,
    SipStatusEarlyDialogTerminated = 199,
    SipStatusOk = 200,
    SipStatusAccepted = 202,
    SipStatusNoNotification = 204,
    SipStatusMultipleChoices = 300,
    SipStatusMovedPermanently = 301,
    SipStatusMovedTemporarily = 302,
    SipStatusUseProxy = 305,
    SipStatusAlternativeService = 380,
    SipStatusBadRequest = 400,
    SipStatusUnauthorized = 401,
    SipStatusPaymentRequired = 402,
    SipStatusForbidden = 403,
    SipStatusNotfound = 404,
    SipStatusMethodNotAllowed = 405,
    SipStatusNotAcceptable = 406,
    SipStatusProxyAuthRequired = 407,
    SipStatusRequestTimeout = 408,
    SipStatusConflict = 409,
    SipStatusGone = 410,
    SipStatusLengthRequired = 411,
    SipStatusConditionalRequestFailed = 412,
    SipStatusRequestEntityTooLarge = 413,
    SipStatusRequestUriTooLong = 414,
    SipStatusUnsupportedMediaType = 415,
    SipStatusRequestedRangeNotSatisfiable = 416,
    SipStatusUnknownResourcePriority = 417,
    SipStatusBadExtension = 420,
    SipStatusExtensionRequired = 421,
    SipStatusSessionIntervalTooSmall = 422,
    SipStatusIntervalTooBrief = 423,
    SipStatusBadLocationInformation = 424,
    SipStatusBadAlertMessage = 425,
    SipStatusUseIdentityHeader = 428,
    SipStatusProvideReferrerIdentity = 429,
    SipStatusFlowFailed = 430,
    SipStatusAnonymityDisallowed = 433,
    SipStatusBadIdentityInfo = 436,
    SipStatusUnsupportedCertificate = 437,
    SipStatusInvalidIdentityHeader = 438,
    SipStatusFirstHopLacksOutboundSupport = 439,
    SipStatusMaxBreadthExceeded = 440,
    SipStatusBadInfoPackage = 469,
    SipStatusConsentNeeded = 470,
    SipStatusTemporarilyUnavailable = 480,
    SipStatusCallTransactionDoesNotExists = 481,
    SipStatusLoopDetected = 482,
    SipStatusTooManyHops = 483,
    SipStatusAddressIncomplete = 484,
    SipStatusAmbiguous = 485,
    SipStatusBusyHere = 486,
    SipStatusRequestTerminated = 487,
    SipStatusNotAcceptableHere = 488,
    SipStatusBadEvent = 489,
    SipStatusRequestPending = 491,
    SipStatusUndecipherable = 493,
    SipStatusSecurityAgreementRequired = 494,
    SipStatusInternalServerError = 500,
    SipStatusNotImplemented = 501,
    SipStatusBadGateway = 502,
    SipStatusServiceUnavailable = 503,
    SipStatusGatewayTimeout = 504,
    SipStatusVersionNotSupported = 505,
    SipStatusMessageTooLarge = 513,
    SipStatusGlobalBusyEverywhere = 600,
    SipStatusGlobalDecline = 603,
    SipStatusGlobalDoesNotExistAnywhere = 604,
    SipStatusGlobalNotAcceptable = 606,
    SipStatusGlobalUnwanted = 607,
    SipStatusGlobalRejected = 608,
}
impl SipStatusCode {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::SipStatusUnknown => "SIP_STATUS_UNKNOWN",
            Self::SipStatusTrying => "SIP_STATUS_TRYING",
            Self::SipStatusRinging => "SIP_STATUS_RINGING",
            Self::SipStatusCallIsForwarded => "SIP_STATUS_CALL_IS_FORWARDED",
            Self::SipStatusQueued => "SIP_STATUS_QUEUED",
            Self::SipStatusSessionProgress => "SIP_STATUS_SESSION_PROGRESS",
            Self::SipStatusEarlyDialogTerminated => "SIP_STATUS_EARLY_DIALOG_TERMINATED",
            Self::SipStatusOk => "SIP_STATUS_OK",
            Self::SipStatusAccepted => "SIP_STATUS_ACCEPTED",
            Self::SipStatusNoNotification => "SIP_STATUS_NO_NOTIFICATION",
            Self::SipStatusMultipleChoices => "SIP_STATUS_MULTIPLE_CHOICES",
            Self::SipStatusMovedPermanently => "SIP_STATUS_MOVED_PERMANENTLY",
            Self::SipStatusMovedTemporarily => "SIP_STATUS_MOVED_TEMPORARILY",
            Self::SipStatusUseProxy => "SIP_STATUS_USE_PROXY",
            Self::SipStatusAlternativeService => "SIP_STATUS_ALTERNATIVE_SERVICE",
            Self::SipStatusBadRequest => "SIP_STATUS_BAD_REQUEST",
            Self::SipStatusUnauthorized => "SIP_STATUS_UNAUTHORIZED",
            Self::SipStatusPaymentRequired => "SIP_STATUS_PAYMENT_REQUIRED",
            Self::SipStatusForbidden => "SIP_STATUS_FORBIDDEN",
            Self::SipStatusNotfound => "SIP_STATUS_NOTFOUND",
            Self::SipStatusMethodNotAllowed => "SIP_STATUS_METHOD_NOT_ALLOWED",
            Self::SipStatusNotAcceptable => "SIP_STATUS_NOT_ACCEPTABLE",
            Self::SipStatusProxyAuthRequired => "SIP_STATUS_PROXY_AUTH_REQUIRED",
            Self::SipStatusRequestTimeout => "SIP_STATUS_REQUEST_TIMEOUT",
            Self::SipStatusConflict => "SIP_STATUS_CONFLICT",
            Self::SipStatusGone => "SIP_STATUS_GONE",
            Self::SipStatusLengthRequired => "SIP_STATUS_LENGTH_REQUIRED",
            Self::SipStatusConditionalRequestFailed => {
                "SIP_STATUS_CONDITIONAL_REQUEST_FAILED"
            }
            Self::SipStatusRequestEntityTooLarge => "SIP_STATUS_REQUEST_ENTITY_TOO_LARGE",
            Self::SipStatusRequestUriTooLong => "SIP_STATUS_REQUEST_URI_TOO_LONG",
            Self::SipStatusUnsupportedMediaType => "SIP_STATUS_UNSUPPORTED_MEDIA_TYPE",
            Self::SipStatusRequestedRangeNotSatisfiable => {
                "SIP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE"
            }
            Self::SipStatusUnknownResourcePriority => {
                "SIP_STATUS_UNKNOWN_RESOURCE_PRIORITY"
            }
            Self::SipStatusBadExtension => "SIP_STATUS_BAD_EXTENSION",
            Self::SipStatusExtensionRequired => "SIP_STATUS_EXTENSION_REQUIRED",
            Self::SipStatusSessionIntervalTooSmall => {
                "SIP_STATUS_SESSION_INTERVAL_TOO_SMALL"
            }
            Self::SipStatusIntervalTooBrief => "SIP_STATUS_INTERVAL_TOO_BRIEF",
            Self::SipStatusBadLocationInformation => {
                "SIP_STATUS_BAD_LOCATION_INFORMATION"
            }
            Self::SipStatusBadAlertMessage => "SIP_STATUS_BAD_ALERT_MESSAGE",
            Self::SipStatusUseIdentityHeader => "SIP_STATUS_USE_IDENTITY_HEADER",
            Self::SipStatusProvideReferrerIdentity => {
                "SIP_STATUS_PROVIDE_REFERRER_IDENTITY"
            }
            Self::SipStatusFlowFailed => "SIP_STATUS_FLOW_FAILED",
            Self::SipStatusAnonymityDisallowed => "SIP_STATUS_ANONYMITY_DISALLOWED",
            Self::SipStatusBadIdentityInfo => "SIP_STATUS_BAD_IDENTITY_INFO",
            Self::SipStatusUnsupportedCertificate => "SIP_STATUS_UNSUPPORTED_CERTIFICATE",
            Self::SipStatusInvalidIdentityHeader => "SIP_STATUS_INVALID_IDENTITY_HEADER",
            Self::SipStatusFirstHopLacksOutboundSupport => {
                "SIP_STATUS_FIRST_HOP_LACKS_OUTBOUND_SUPPORT"
            }
            Self::SipStatusMaxBreadthExceeded => "SIP_STATUS_MAX_BREADTH_EXCEEDED",
            Self::SipStatusBadInfoPackage => "SIP_STATUS_BAD_INFO_PACKAGE",
            Self::SipStatusConsentNeeded => "SIP_STATUS_CONSENT_NEEDED",
            Self::SipStatusTemporarilyUnavailable => "SIP_STATUS_TEMPORARILY_UNAVAILABLE",
            Self::SipStatusCallTransactionDoesNotExists => {
                "SIP_STATUS_CALL_TRANSACTION_DOES_NOT_EXISTS"
            }
            Self::SipStatusLoopDetected => "SIP_STATUS_LOOP_DETECTED",
            Self::SipStatusTooManyHops => "SIP_STATUS_TOO_MANY_HOPS",
            Self::SipStatusAddressIncomplete => "SIP_STATUS_ADDRESS_INCOMPLETE",
            Self::SipStatusAmbiguous => "SIP_STATUS_AMBIGUOUS",
            Self::SipStatusBusyHere => "SIP_STATUS_BUSY_HERE",
            Self::SipStatusRequestTerminated => "SIP_STATUS_REQUEST_TERMINATED",
            Self::SipStatusNotAcceptableHere => "SIP_STATUS_NOT_ACCEPTABLE_HERE",
            Self::SipStatusBadEvent => "SIP_STATUS_BAD_EVENT",
            Self::SipStatusRequestPending => "SIP_STATUS_REQUEST_PENDING",
            Self::SipStatusUndecipherable => "SIP_STATUS_UNDECIPHERABLE",
            Self::SipStatusSecurityAgreementRequired => {
                "SIP_STATUS_SECURITY_AGREEMENT_REQUIRED"
            }
            Self::SipStatusInternalServerError => "SIP_STATUS_INTERNAL_SERVER_ERROR",
            Self::SipStatusNotImplemented => "SIP_STATUS_NOT_IMPLEMENTED",
            Self::SipStatusBadGateway => "SIP_STATUS_BAD_GATEWAY",
            Self::SipStatusServiceUnavailable => "SIP_STATUS_SERVICE_UNAVAILABLE",
            Self::SipStatusGatewayTimeout => "SIP_STATUS_GATEWAY_TIMEOUT",
            Self::SipStatusVersionNotSupported => "SIP_STATUS_VERSION_NOT_SUPPORTED",
            Self::SipStatusMessageTooLarge => "SIP_STATUS_MESSAGE_TOO_LARGE",
            Self::SipStatusGlobalBusyEverywhere => "SIP_STATUS_GLOBAL_BUSY_EVERYWHERE",
            Self::SipStatusGlobalDecline => "SIP_STATUS_GLOBAL_DECLINE",
            Self::SipStatusGlobalDoesNotExistAnywhere => {
                "SIP_STATUS_GLOBAL_DOES_NOT_EXIST_ANYWHERE"
            }
            Self::SipStatusGlobalNotAcceptable => "SIP_STATUS_GLOBAL_NOT_ACCEPTABLE",
            Self::SipStatusGlobalUnwanted => "SIP_STATUS_GLOBAL_UNWANTED",
            Self::SipStatusGlobalRejected => "SIP_STATUS_GLOBAL_REJECTED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIP_STATUS_UNKNOWN" => Some(Self::SipStatusUnknown),
            "SIP_STATUS_TRYING" => Some(Self::SipStatusTrying),
            "SIP_STATUS_RINGING" => Some(Self::SipStatusRinging),
            "SIP_STATUS_CALL_IS_FORWARDED" => Some(Self::SipStatusCallIsForwarded),
            "SIP_STATUS_QUEUED" => Some(Self::SipStatusQueued),
            "SIP_STATUS_SESSION_PROGRESS" => Some(Self::SipStatusSessionProgress),
            "SIP_STATUS_EARLY_DIALOG_TERMINATED" => {
                Some(Self::SipStatusEarlyDialogTerminated)
            }
            "SIP_STATUS_OK" => Some(Self::SipStatusOk),
            "SIP_STATUS_ACCEPTED" => Some(Self::SipStatusAccepted),
            "SIP_STATUS_NO_NOTIFICATION" => Some(Self::SipStatusNoNotification),
            "SIP_STATUS_MULTIPLE_CHOICES" => Some(Self::SipStatusMultipleChoices),
            "SIP_STATUS_MOVED_PERMANENTLY" => Some(Self::SipStatusMovedPermanently),
            "SIP_STATUS_MOVED_TEMPORARILY" => Some(Self::SipStatusMovedTemporarily),
            "SIP_STATUS_USE_PROXY" => Some(Self::SipStatusUseProxy),
            "SIP_STATUS_ALTERNATIVE_SERVICE" => Some(Self::SipStatusAlternativeService),
            "SIP_STATUS_BAD_REQUEST" => Some(Self::SipStatusBadRequest),
            "SIP_STATUS_UNAUTHORIZED" => Some(Self::SipStatusUnauthorized),
            "SIP_STATUS_PAYMENT_REQUIRED" => Some(Self::SipStatusPaymentRequired),
            "SIP_STATUS_FORBIDDEN" => Some(Self::SipStatusForbidden),
            "SIP_STATUS_NOTFOUND" => Some(Self::SipStatusNotfound),
            "SIP_STATUS_METHOD_NOT_ALLOWED" => Some(Self::SipStatusMethodNotAllowed),
            "SIP_STATUS_NOT_ACCEPTABLE" => Some(Self::SipStatusNotAcceptable),
            "SIP_STATUS_PROXY_AUTH_REQUIRED" => Some(Self::SipStatusProxyAuthRequired),
            "SIP_STATUS_REQUEST_TIMEOUT" => Some(Self::SipStatusRequestTimeout),
            "SIP_STATUS_CONFLICT" => Some(Self::SipStatusConflict),
            "SIP_STATUS_GONE" => Some(Self::SipStatusGone),
            "SIP_STATUS_LENGTH_REQUIRED" => Some(Self::SipStatusLengthRequired),
            "SIP_STATUS_CONDITIONAL_REQUEST_FAILED" => {
                Some(Self::SipStatusConditionalRequestFailed)
            }
            "SIP_STATUS_REQUEST_ENTITY_TOO_LARGE" => {
                Some(Self::SipStatusRequestEntityTooLarge)
            }
            "SIP_STATUS_REQUEST_URI_TOO_LONG" => Some(Self::SipStatusRequestUriTooLong),
            "SIP_STATUS_UNSUPPORTED_MEDIA_TYPE" => {
                Some(Self::SipStatusUnsupportedMediaType)
            }
            "SIP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE" => {
                Some(Self::SipStatusRequestedRangeNotSatisfiable)
            }
            "SIP_STATUS_UNKNOWN_RESOURCE_PRIORITY" => {
                Some(Self::SipStatusUnknownResourcePriority)
            }
            "SIP_STATUS_BAD_EXTENSION" => Some(Self::SipStatusBadExtension),
            "SIP_STATUS_EXTENSION_REQUIRED" => Some(Self::SipStatusExtensionRequired),
            "SIP_STATUS_SESSION_INTERVAL_TOO_SMALL" => {
                Some(Self::SipStatusSessionIntervalTooSmall)
            }
            "SIP_STATUS_INTERVAL_TOO_BRIEF" => Some(Self::SipStatusIntervalTooBrief),
            "SIP_STATUS_BAD_LOCATION_INFORMATION" => {
                Some(Self::SipStatusBadLocationInformation)
            }
            "SIP_STATUS_BAD_ALERT_MESSAGE" => Some(Self::SipStatusBadAlertMessage),
            "SIP_STATUS_USE_IDENTITY_HEADER" => Some(Self::SipStatusUseIdentityHeader),
            "SIP_STATUS_PROVIDE_REFERRER_IDENTITY" => {
                Some(Self::SipStatusProvideReferrerIdentity)
            }
            "SIP_STATUS_FLOW_FAILED" => Some(Self::SipStatusFlowFailed),
            "SIP_STATUS_ANONYMITY_DISALLOWED" => Some(Self::SipStatusAnonymityDisallowed),
            "SIP_STATUS_BAD_IDENTITY_INFO" => Some(Self::SipStatusBadIdentityInfo),
            "SIP_STATUS_UNSUPPORTED_CERTIFICATE" => {
                Some(Self::SipStatusUnsupportedCertificate)
            }
            "SIP_STATUS_INVALID_IDENTITY_HEADER" => {
                Some(Self::SipStatusInvalidIdentityHeader)
            }
            "SIP_STATUS_FIRST_HOP_LACKS_OUTBOUND_SUPPORT" => {
                Some(Self::SipStatusFirstHopLacksOutboundSupport)
            }
            "SIP_STATUS_MAX_BREADTH_EXCEEDED" => Some(Self::SipStatusMaxBreadthExceeded),
            "SIP_STATUS_BAD_INFO_PACKAGE" => Some(Self::SipStatusBadInfoPackage),
            "SIP_STATUS_CONSENT_NEEDED" => Some(Self::SipStatusConsentNeeded),
            "SIP_STATUS_TEMPORARILY_UNAVAILABLE" => {
                Some(Self::SipStatusTemporarilyUnavailable)
            }
            "SIP_STATUS_CALL_TRANSACTION_DOES_NOT_EXISTS" => {
                Some(Self::SipStatusCallTransactionDoesNotExists)
            }
            "SIP_STATUS_LOOP_DETECTED" => Some(Self::SipStatusLoopDetected),
            "SIP_STATUS_TOO_MANY_HOPS" => Some(Self::SipStatusTooManyHops),
            "SIP_STATUS_ADDRESS_INCOMPLETE" => Some(Self::SipStatusAddressIncomplete),
            "SIP_STATUS_AMBIGUOUS" => Some(Self::SipStatusAmbiguous),
            "SIP_STATUS_BUSY_HERE" => Some(Self::SipStatusBusyHere),
            "SIP_STATUS_REQUEST_TERMINATED" => Some(Self::SipStatusRequestTerminated),
            "SIP_STATUS_NOT_ACCEPTABLE_HERE" => Some(Self::SipStatusNotAcceptableHere),
            "SIP_STATUS_BAD_EVENT" => Some(Self::SipStatusBadEvent),
            "SIP_STATUS_REQUEST_PENDING" => Some(Self::SipStatusRequestPending),
            "SIP_STATUS_UNDECIPHERABLE" => Some(Self::SipStatusUndecipherable),
            "SIP_STATUS_SECURITY_AGREEMENT_REQUIRED" => {
                Some(Self::SipStatusSecurityAgreementRequired)
            }
            "SIP_STATUS_INTERNAL_SERVER_ERROR" => {
                Some(Self::SipStatusInternalServerError)
            }
            "SIP_STATUS_NOT_IMPLEMENTED" => Some(Self::SipStatusNotImplemented),
            "SIP_STATUS_BAD_GATEWAY" => Some(Self::SipStatusBadGateway),
            "SIP_STATUS_SERVICE_UNAVAILABLE" => Some(Self::SipStatusServiceUnavailable),
            "SIP_STATUS_GATEWAY_TIMEOUT" => Some(Self::SipStatusGatewayTimeout),
            "SIP_STATUS_VERSION_NOT_SUPPORTED" => {
                Some(Self::SipStatusVersionNotSupported)
            }
            "SIP_STATUS_MESSAGE_TOO_LARGE" => Some(Self::SipStatusMessageTooLarge),
            "SIP_STATUS_GLOBAL_BUSY_EVERYWHERE" => {
                Some(Self::SipStatusGlobalBusyEverywhere)
            }
            "SIP_STATUS_GLOBAL_DECLINE" => Some(Self::SipStatusGlobalDecline),
            "SIP_STATUS_GLOBAL_DOES_NOT_EXIST_ANYWHERE" => {
                Some(Self::SipStatusGlobalDoesNotExistAnywhere)
            }
            "SIP_STATUS_GLOBAL_NOT_ACCEPTABLE" => {
                Some(Self::SipStatusGlobalNotAcceptable)
            }
            "SIP_STATUS_GLOBAL_UNWANTED" => Some(Self::SipStatusGlobalUnwanted),
            "SIP_STATUS_GLOBAL_REJECTED" => Some(Self::SipStatusGlobalRejected),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipTransport {
    Auto = 0,
    Udp = 1,
    Tcp = 2,
    Tls = 3,
}
impl SipTransport {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Auto => "SIP_TRANSPORT_AUTO",
            Self::Udp => "SIP_TRANSPORT_UDP",
            Self::Tcp => "SIP_TRANSPORT_TCP",
            Self::Tls => "SIP_TRANSPORT_TLS",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIP_TRANSPORT_AUTO" => Some(Self::Auto),
            "SIP_TRANSPORT_UDP" => Some(Self::Udp),
            "SIP_TRANSPORT_TCP" => Some(Self::Tcp),
            "SIP_TRANSPORT_TLS" => Some(Self::Tls),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipDialtone {
    Disabled = 0,
    Etsi = 1,
    Auto = 2,
    Us = 3,
    Uk = 4,
    Jp = 5,
    Au = 6,
}
impl SipDialtone {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Disabled => "SIP_DIALTONE_DISABLED",
            Self::Etsi => "SIP_DIALTONE_ETSI",
            Self::Auto => "SIP_DIALTONE_AUTO",
            Self::Us => "SIP_DIALTONE_US",
            Self::Uk => "SIP_DIALTONE_UK",
            Self::Jp => "SIP_DIALTONE_JP",
            Self::Au => "SIP_DIALTONE_AU",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIP_DIALTONE_DISABLED" => Some(Self::Disabled),
            "SIP_DIALTONE_ETSI" => Some(Self::Etsi),
            "SIP_DIALTONE_AUTO" => Some(Self::Auto),
            "SIP_DIALTONE_US" => Some(Self::Us),
            "SIP_DIALTONE_UK" => Some(Self::Uk),
            "SIP_DIALTONE_JP" => Some(Self::Jp),
            "SIP_DIALTONE_AU" => Some(Self::Au),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipTransferStatus {
    StsTransferOngoing = 0,
    StsTransferFailed = 1,
    StsTransferSuccessful = 2,
}
impl SipTransferStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::StsTransferOngoing => "STS_TRANSFER_ONGOING",
            Self::StsTransferFailed => "STS_TRANSFER_FAILED",
            Self::StsTransferSuccessful => "STS_TRANSFER_SUCCESSFUL",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "STS_TRANSFER_ONGOING" => Some(Self::StsTransferOngoing),
            "STS_TRANSFER_FAILED" => Some(Self::StsTransferFailed),
            "STS_TRANSFER_SUCCESSFUL" => Some(Self::StsTransferSuccessful),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipTransferReason {
    StrUnspecified = 0,
    StrCompleted = 1,
    StrCallEnded = 2,
    StrRejected = 3,
    StrRingingTimeout = 4,
    StrSubscriptionTerminated = 5,
    StrCanceled = 6,
}
impl SipTransferReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::StrUnspecified => "STR_UNSPECIFIED",
            Self::StrCompleted => "STR_COMPLETED",
            Self::StrCallEnded => "STR_CALL_ENDED",
            Self::StrRejected => "STR_REJECTED",
            Self::StrRingingTimeout => "STR_RINGING_TIMEOUT",
            Self::StrSubscriptionTerminated => "STR_SUBSCRIPTION_TERMINATED",
            Self::StrCanceled => "STR_CANCELED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "STR_UNSPECIFIED" => Some(Self::StrUnspecified),
            "STR_COMPLETED" => Some(Self::StrCompleted),
            "STR_CALL_ENDED" => Some(Self::StrCallEnded),
            "STR_REJECTED" => Some(Self::StrRejected),
            "STR_RINGING_TIMEOUT" => Some(Self::StrRingingTimeout),
            "STR_SUBSCRIPTION_TERMINATED" => Some(Self::StrSubscriptionTerminated),
            "STR_CANCELED" => Some(Self::StrCanceled),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipCallStatus {
    ScsCallIncoming = 0,
    ScsParticipantJoined = 1,
    ScsActive = 2,
    ScsDisconnected = 3,
    ScsError = 4,
}
impl SipCallStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::ScsCallIncoming => "SCS_CALL_INCOMING",
            Self::ScsParticipantJoined => "SCS_PARTICIPANT_JOINED",
            Self::ScsActive => "SCS_ACTIVE",
            Self::ScsDisconnected => "SCS_DISCONNECTED",
            Self::ScsError => "SCS_ERROR",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SCS_CALL_INCOMING" => Some(Self::ScsCallIncoming),
            "SCS_PARTICIPANT_JOINED" => Some(Self::ScsParticipantJoined),
            "SCS_ACTIVE" => Some(Self::ScsActive),
            "SCS_DISCONNECTED" => Some(Self::ScsDisconnected),
            "SCS_ERROR" => Some(Self::ScsError),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipFeature {
    None = 0,
    KrispEnabled = 1,
}
impl SipFeature {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::KrispEnabled => "KRISP_ENABLED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "NONE" => Some(Self::None),
            "KRISP_ENABLED" => Some(Self::KrispEnabled),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SipCallDirection {
    ScdUnknown = 0,
    ScdInbound = 1,
    ScdOutbound = 2,
}
impl SipCallDirection {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::ScdUnknown => "SCD_UNKNOWN",
            Self::ScdInbound => "SCD_INBOUND",
            Self::ScdOutbound => "SCD_OUTBOUND",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SCD_UNKNOWN" => Some(Self::ScdUnknown),
            "SCD_INBOUND" => Some(Self::ScdInbound),
            "SCD_OUTBOUND" => Some(Self::ScdOutbound),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ProviderType {
    Unknown = 0,
    Internal = 1,
    External = 2,
}
impl ProviderType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "PROVIDER_TYPE_UNKNOWN",
            Self::Internal => "PROVIDER_TYPE_INTERNAL",
            Self::External => "PROVIDER_TYPE_EXTERNAL",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PROVIDER_TYPE_UNKNOWN" => Some(Self::Unknown),
            "PROVIDER_TYPE_INTERNAL" => Some(Self::Internal),
            "PROVIDER_TYPE_EXTERNAL" => Some(Self::External),
            _ => None,
        }
    }
}

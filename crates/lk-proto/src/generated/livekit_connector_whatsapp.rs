//! Messages of `livekit_connector_whatsapp.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct AcceptWhatsAppCallRequest {
    #[prost(string, tag = "1")]
    pub whatsapp_phone_number_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub whatsapp_api_key: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub whatsapp_call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub whatsapp_biz_opaque_callback_data: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "5")]
    pub sdp: ::core::option::Option<crate::SessionDescription>,
    #[prost(string, tag = "6")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "7")]
    pub agents: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
    #[prost(string, tag = "8")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(string, tag = "10")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "11")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "12")]
    pub destination_country: ::prost::alloc::string::String,
    #[prost(string, tag = "13")]
    pub whatsapp_cloud_api_version: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "14")]
    pub ringing_timeout: ::core::option::Option<::prost_types::Duration>,
    #[prost(bool, tag = "15")]
    pub wait_until_answered: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AcceptWhatsAppCallResponse {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ConnectWhatsAppCallRequest {
    #[prost(string, tag = "1")]
    pub whatsapp_call_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "2")]
    pub sdp: ::core::option::Option<crate::SessionDescription>,
    #[prost(bool, tag = "3")]
    pub wait_until_answered: bool,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ConnectWhatsAppCallResponse {}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct DialWhatsAppCallRequest {
    #[prost(string, tag = "1")]
    pub whatsapp_phone_number_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub whatsapp_to_phone_number: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub whatsapp_api_key: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub whatsapp_biz_opaque_callback_data: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "6")]
    pub agents: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
    #[prost(string, tag = "7")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "10")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "11")]
    pub destination_country: ::prost::alloc::string::String,
    #[prost(string, tag = "12")]
    pub whatsapp_cloud_api_version: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "13")]
    pub ringing_timeout: ::core::option::Option<::prost_types::Duration>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DialWhatsAppCallResponse {
    #[prost(string, tag = "1")]
    pub whatsapp_call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room_name: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct DisconnectWhatsAppCallRequest {
    #[prost(string, tag = "1")]
    pub whatsapp_call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub whatsapp_api_key: ::prost::alloc::string::String,
    #[prost(
        enumeration = "disconnect_whats_app_call_request::DisconnectReason",
        tag = "3"
    )]
    pub disconnect_reason: i32,
}
/// Nested message and enum types in `DisconnectWhatsAppCallRequest`.
pub mod disconnect_whats_app_call_request {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
    #[repr(i32)]
    pub enum DisconnectReason {
        BusinessInitiated = 0,
        UserInitiated = 1,
    }
    impl DisconnectReason {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::BusinessInitiated => "BUSINESS_INITIATED",
                Self::UserInitiated => "USER_INITIATED",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "BUSINESS_INITIATED" => Some(Self::BusinessInitiated),
                "USER_INITIATED" => Some(Self::UserInitiated),
                _ => None,
            }
        }
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DisconnectWhatsAppCallResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WhatsAppCall {
    #[prost(string, tag = "1")]
    pub whatsapp_call_id: ::prost::alloc::string::String,
    #[prost(enumeration = "WhatsAppCallDirection", tag = "2")]
    pub direction: i32,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum WhatsAppCallDirection {
    WhatsappCallDirectionInbound = 0,
    WhatsappCallDirectionOutbound = 2,
}
impl WhatsAppCallDirection {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::WhatsappCallDirectionInbound => "WHATSAPP_CALL_DIRECTION_INBOUND",
            Self::WhatsappCallDirectionOutbound => "WHATSAPP_CALL_DIRECTION_OUTBOUND",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "WHATSAPP_CALL_DIRECTION_INBOUND" => Some(Self::WhatsappCallDirectionInbound),
            "WHATSAPP_CALL_DIRECTION_OUTBOUND" => {
                Some(Self::WhatsappCallDirectionOutbound)
            }
            _ => None,
        }
    }
}

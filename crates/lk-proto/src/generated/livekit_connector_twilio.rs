//! Messages of `livekit_connector_twilio.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ConnectTwilioCallRequest {
    #[prost(enumeration = "connect_twilio_call_request::TwilioCallDirection", tag = "1")]
    pub twilio_call_direction: i32,
    #[prost(string, tag = "2")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "3")]
    pub agents: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "7")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "8")]
    pub destination_country: ::prost::alloc::string::String,
}
/// Nested message and enum types in `ConnectTwilioCallRequest`.
pub mod connect_twilio_call_request {
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
    pub enum TwilioCallDirection {
        Inbound = 0,
        Outbound = 1,
    }
    impl TwilioCallDirection {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Inbound => "TWILIO_CALL_DIRECTION_INBOUND",
                Self::Outbound => "TWILIO_CALL_DIRECTION_OUTBOUND",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "TWILIO_CALL_DIRECTION_INBOUND" => Some(Self::Inbound),
                "TWILIO_CALL_DIRECTION_OUTBOUND" => Some(Self::Outbound),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct ConnectTwilioCallResponse {
    #[prost(string, tag = "1")]
    pub connect_url: ::prost::alloc::string::String,
}

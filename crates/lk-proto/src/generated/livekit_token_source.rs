//! Messages of `livekit_token_source.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

/// What the caller wishes for; the endpoint decides.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TokenSourceRequest {
    #[prost(string, optional, tag = "1")]
    pub room_name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "2")]
    pub participant_name: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "3")]
    pub participant_identity: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "4")]
    pub participant_metadata: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(map = "string, string", tag = "5")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(message, optional, tag = "6")]
    pub room_config: ::core::option::Option<crate::RoomConfiguration>,
}
/// Where to connect, and with what.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct TokenSourceResponse {
    #[prost(string, tag = "1")]
    pub server_url: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub participant_token: ::prost::alloc::string::String,
}

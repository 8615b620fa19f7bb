//! Messages of `livekit_webhook.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

/// One event. Which of the fields are set depends on its name.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WebhookEvent {
    /// The name, such as room_started; new ones may come.
    #[prost(string, tag = "1")]
    pub event: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "2")]
    pub room: ::core::option::Option<crate::Room>,
    #[prost(message, optional, tag = "3")]
    pub participant: ::core::option::Option<crate::ParticipantInfo>,
    /// Unique to the event, such as EV_...; the same when it is posted again.
    #[prost(string, tag = "6")]
    pub id: ::prost::alloc::string::String,
    /// Unix time in seconds.
    #[prost(int64, tag = "7")]
    pub created_at: i64,
    #[prost(message, optional, tag = "8")]
    pub track: ::core::option::Option<crate::TrackInfo>,
    #[prost(message, optional, boxed, tag = "9")]
    pub egress_info: ::core::option::Option<
        ::prost::alloc::boxed::Box<crate::EgressInfo>,
    >,
    #[prost(message, optional, boxed, tag = "10")]
    pub ingress_info: ::core::option::Option<
        ::prost::alloc::boxed::Box<crate::IngressInfo>,
    >,
    #[deprecated]
    #[prost(int32, tag = "11")]
    pub num_dropped: i32,
    #[prost(message, optional, boxed, tag = "12")]
    pub job: ::core::option::Option<::prost::alloc::boxed::Box<crate::Job>>,
    #[prost(enumeration = "crate::RoomEndReason", tag = "13")]
    pub room_end_reason: i32,
}

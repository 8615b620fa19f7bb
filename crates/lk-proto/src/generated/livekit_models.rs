//! Messages of `livekit_models.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientConfiguration {
    #[prost(message, optional, tag = "1")]
    pub video: ::core::option::Option<VideoConfiguration>,
    #[prost(message, optional, tag = "2")]
    pub screen: ::core::option::Option<VideoConfiguration>,
    #[prost(enumeration = "ClientConfigSetting", tag = "3")]
    pub resume_connection: i32,
    #[prost(message, optional, tag = "4")]
    pub disabled_codecs: ::core::option::Option<DisabledCodecs>,
    #[prost(enumeration = "ClientConfigSetting", tag = "5")]
    pub force_relay: i32,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct VideoConfiguration {
    #[prost(enumeration = "ClientConfigSetting", tag = "1")]
    pub hardware_encoder: i32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DisabledCodecs {
    #[prost(message, repeated, tag = "1")]
    pub codecs: ::prost::alloc::vec::Vec<Codec>,
    #[prost(message, repeated, tag = "2")]
    pub publish: ::prost::alloc::vec::Vec<Codec>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Codec {
    #[prost(string, tag = "1")]
    pub mime: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub fmtp_line: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataBlob {
    #[prost(message, optional, tag = "1")]
    pub key: ::core::option::Option<DataBlobKey>,
    #[prost(bytes = "bytes", tag = "2")]
    pub contents: ::prost::bytes::Bytes,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataBlobKey {
    #[prost(oneof = "data_blob_key::Key", tags = "1, 2")]
    pub key: ::core::option::Option<data_blob_key::Key>,
}
/// Nested message and enum types in `DataBlobKey`.
pub mod data_blob_key {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Key {
        #[prost(string, tag = "1")]
        Generic(::prost::alloc::string::String),
        #[prost(message, tag = "2")]
        SchemaId(super::DataTrackSchemaId),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackSchemaId {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "2")]
    pub encoding: ::core::option::Option<DataTrackSchemaEncoding>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackSchemaEncoding {
    #[prost(oneof = "data_track_schema_encoding::Value", tags = "1, 2")]
    pub value: ::core::option::Option<data_track_schema_encoding::Value>,
}
/// Nested message and enum types in `DataTrackSchemaEncoding`.
pub mod data_track_schema_encoding {
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
    pub enum WellKnownSchemaEncoding {
        Unspecified = 0,
        Protobuf = 1,
        Flatbuffer = 2,
        Ros1Msg = 3,
        Ros2Msg = 4,
        Ros2Idl = 5,
        OmgIdl = 6,
        JsonSchema = 7,
    }
    impl WellKnownSchemaEncoding {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Unspecified => "WELL_KNOWN_SCHEMA_ENCODING_UNSPECIFIED",
                Self::Protobuf => "WELL_KNOWN_SCHEMA_ENCODING_PROTOBUF",
                Self::Flatbuffer => "WELL_KNOWN_SCHEMA_ENCODING_FLATBUFFER",
                Self::Ros1Msg => "WELL_KNOWN_SCHEMA_ENCODING_ROS1_MSG",
                Self::Ros2Msg => "WELL_KNOWN_SCHEMA_ENCODING_ROS2_MSG",
                Self::Ros2Idl => "WELL_KNOWN_SCHEMA_ENCODING_ROS2_IDL",
                Self::OmgIdl => "WELL_KNOWN_SCHEMA_ENCODING_OMG_IDL",
                Self::JsonSchema => "WELL_KNOWN_SCHEMA_ENCODING_JSON_SCHEMA",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "WELL_KNOWN_SCHEMA_ENCODING_UNSPECIFIED" => Some(Self::Unspecified),
                "WELL_KNOWN_SCHEMA_ENCODING_PROTOBUF" => Some(Self::Protobuf),
                "WELL_KNOWN_SCHEMA_ENCODING_FLATBUFFER" => Some(Self::Flatbuffer),
                "WELL_KNOWN_SCHEMA_ENCODING_ROS1_MSG" => Some(Self::Ros1Msg),
                "WELL_KNOWN_SCHEMA_ENCODING_ROS2_MSG" => Some(Self::Ros2Msg),
                "WELL_KNOWN_SCHEMA_ENCODING_ROS2_IDL" => Some(Self::Ros2Idl),
                "WELL_KNOWN_SCHEMA_ENCODING_OMG_IDL" => Some(Self::OmgIdl),
                "WELL_KNOWN_SCHEMA_ENCODING_JSON_SCHEMA" => Some(Self::JsonSchema),
                _ => None,
            }
        }
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Value {
        #[prost(enumeration = "WellKnownSchemaEncoding", tag = "1")]
        WellKnown(i32),
        #[prost(string, tag = "2")]
        Custom(::prost::alloc::string::String),
    }
}
/// What participants send over data channels.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DataPacket {
    #[deprecated]
    #[prost(enumeration = "data_packet::Kind", tag = "1")]
    pub kind: i32,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
    /// Who gets it; everybody else in the room when empty.
    #[prost(string, repeated, tag = "5")]
    pub destination_identities: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Orders reliable packets of one sender, from 1; receivers drop what they have had.
    #[prost(uint32, tag = "16")]
    pub sequence: u32,
    /// The sender, filled in by the server.
    #[prost(string, tag = "17")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(
        oneof = "data_packet::Value",
        tags = "2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18"
    )]
    pub value: ::core::option::Option<data_packet::Value>,
}
/// Nested message and enum types in `DataPacket`.
pub mod data_packet {
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
    pub enum Kind {
        Reliable = 0,
        Lossy = 1,
    }
    impl Kind {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Reliable => "RELIABLE",
                Self::Lossy => "LOSSY",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "RELIABLE" => Some(Self::Reliable),
                "LOSSY" => Some(Self::Lossy),
                _ => None,
            }
        }
    }
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Value {
        #[prost(message, tag = "2")]
        User(super::UserPacket),
        #[deprecated]
        #[prost(message, tag = "3")]
        Speaker(super::ActiveSpeakerUpdate),
        #[prost(message, tag = "6")]
        SipDtmf(super::SipDtmf),
        #[prost(message, tag = "7")]
        Transcription(super::Transcription),
        #[prost(message, tag = "8")]
        Metrics(crate::MetricsBatch),
        #[prost(message, tag = "9")]
        ChatMessage(super::ChatMessage),
        #[prost(message, tag = "10")]
        RpcRequest(super::RpcRequest),
        #[prost(message, tag = "11")]
        RpcAck(super::RpcAck),
        #[prost(message, tag = "12")]
        RpcResponse(super::RpcResponse),
        #[prost(message, tag = "13")]
        StreamHeader(super::data_stream::Header),
        #[prost(message, tag = "14")]
        StreamChunk(super::data_stream::Chunk),
        #[prost(message, tag = "15")]
        StreamTrailer(super::data_stream::Trailer),
        #[prost(message, tag = "18")]
        EncryptedPacket(super::EncryptedPacket),
    }
}
/// Bytes that mean something to the application.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UserPacket {
    #[deprecated]
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(bytes = "bytes", tag = "2")]
    pub payload: ::prost::bytes::Bytes,
    #[deprecated]
    #[prost(string, repeated, tag = "3")]
    pub destination_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "4")]
    pub topic: ::core::option::Option<::prost::alloc::string::String>,
    #[deprecated]
    #[prost(string, tag = "5")]
    pub participant_identity: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(string, repeated, tag = "6")]
    pub destination_identities: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "8")]
    pub id: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(uint64, optional, tag = "9")]
    pub start_time: ::core::option::Option<u64>,
    #[prost(uint64, optional, tag = "10")]
    pub end_time: ::core::option::Option<u64>,
    #[prost(bytes = "bytes", tag = "11")]
    pub nonce: ::prost::bytes::Bytes,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ActiveSpeakerUpdate {
    #[prost(message, repeated, tag = "1")]
    pub speakers: ::prost::alloc::vec::Vec<SpeakerInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SpeakerInfo {
    #[prost(string, tag = "1")]
    pub sid: ::prost::alloc::string::String,
    #[prost(float, tag = "2")]
    pub level: f32,
    #[prost(bool, tag = "3")]
    pub active: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SipDtmf {
    #[prost(uint32, tag = "3")]
    pub code: u32,
    #[prost(string, tag = "4")]
    pub digit: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Transcription {
    #[prost(string, tag = "2")]
    pub transcribed_participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub track_id: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "4")]
    pub segments: ::prost::alloc::vec::Vec<TranscriptionSegment>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TranscriptionSegment {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub text: ::prost::alloc::string::String,
    #[prost(uint64, tag = "3")]
    pub start_time: u64,
    #[prost(uint64, tag = "4")]
    pub end_time: u64,
    #[prost(bool, tag = "5")]
    pub r#final: bool,
    #[prost(string, tag = "6")]
    pub language: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ChatMessage {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(int64, tag = "2")]
    pub timestamp: i64,
    #[prost(int64, optional, tag = "3")]
    pub edit_timestamp: ::core::option::Option<i64>,
    #[prost(string, tag = "4")]
    pub message: ::prost::alloc::string::String,
    #[prost(bool, tag = "5")]
    pub deleted: bool,
    #[prost(bool, tag = "6")]
    pub generated: bool,
}
/// A call from one participant to another.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RpcRequest {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub method: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub payload: ::prost::alloc::string::String,
    /// How long the caller waits for its answer.
    #[prost(uint32, tag = "4")]
    pub response_timeout_ms: u32,
    #[prost(uint32, tag = "5")]
    pub version: u32,
    #[prost(bytes = "bytes", tag = "6")]
    pub compressed_payload: ::prost::bytes::Bytes,
}
/// The callee has the request and works on it.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RpcAck {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
}
/// The end of a call.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RpcResponse {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    #[prost(oneof = "rpc_response::Value", tags = "2, 3, 4")]
    pub value: ::core::option::Option<rpc_response::Value>,
}
/// Nested message and enum types in `RpcResponse`.
pub mod rpc_response {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Value {
        #[prost(string, tag = "2")]
        Payload(::prost::alloc::string::String),
        #[prost(message, tag = "3")]
        Error(super::RpcError),
        #[prost(bytes, tag = "4")]
        CompressedPayload(::prost::bytes::Bytes),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RpcError {
    #[prost(uint32, tag = "1")]
    pub code: u32,
    #[prost(string, tag = "2")]
    pub message: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub data: ::prost::alloc::string::String,
}
/// A text or a file of any length, sent as a header, chunks and a trailer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataStream {}
/// Nested message and enum types in `DataStream`.
pub mod data_stream {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct ByteHeader {
        #[prost(string, tag = "1")]
        pub name: ::prost::alloc::string::String,
    }
    /// A piece of a stream.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Chunk {
        #[prost(string, tag = "1")]
        pub stream_id: ::prost::alloc::string::String,
        #[prost(uint64, tag = "2")]
        pub chunk_index: u64,
        #[prost(bytes = "bytes", tag = "3")]
        pub content: ::prost::bytes::Bytes,
        #[prost(int32, tag = "4")]
        pub version: i32,
        #[deprecated]
        #[prost(bytes = "bytes", optional, tag = "5")]
        pub iv: ::core::option::Option<::prost::bytes::Bytes>,
    }
    /// Opens a stream.
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct Header {
        #[prost(string, tag = "1")]
        pub stream_id: ::prost::alloc::string::String,
        #[prost(int64, tag = "2")]
        pub timestamp: i64,
        #[prost(string, tag = "3")]
        pub topic: ::prost::alloc::string::String,
        #[prost(string, tag = "4")]
        pub mime_type: ::prost::alloc::string::String,
        #[prost(uint64, optional, tag = "5")]
        pub total_length: ::core::option::Option<u64>,
        #[deprecated]
        #[prost(enumeration = "super::encryption::Type", tag = "7")]
        pub encryption_type: i32,
        #[prost(map = "string, string", tag = "8")]
        pub attributes: ::std::collections::HashMap<
            ::prost::alloc::string::String,
            ::prost::alloc::string::String,
        >,
        #[prost(bytes = "bytes", optional, tag = "11")]
        pub inline_content: ::core::option::Option<::prost::bytes::Bytes>,
        #[prost(enumeration = "CompressionType", tag = "12")]
        pub compression: i32,
        #[prost(oneof = "header::ContentHeader", tags = "9, 10")]
        pub content_header: ::core::option::Option<header::ContentHeader>,
    }
    /// Nested message and enum types in `Header`.
    pub mod header {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
        pub enum ContentHeader {
            #[prost(message, tag = "9")]
            TextHeader(super::TextHeader),
            #[prost(message, tag = "10")]
            ByteHeader(super::ByteHeader),
        }
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct TextHeader {
        #[prost(enumeration = "OperationType", tag = "1")]
        pub operation_type: i32,
        #[prost(int32, tag = "2")]
        pub version: i32,
        #[prost(string, tag = "3")]
        pub reply_to_stream_id: ::prost::alloc::string::String,
        #[prost(string, repeated, tag = "4")]
        pub attached_stream_ids: ::prost::alloc::vec::Vec<
            ::prost::alloc::string::String,
        >,
        #[prost(bool, tag = "5")]
        pub generated: bool,
    }
    /// Ends a stream.
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct Trailer {
        #[prost(string, tag = "1")]
        pub stream_id: ::prost::alloc::string::String,
        #[prost(string, tag = "2")]
        pub reason: ::prost::alloc::string::String,
        #[prost(map = "string, string", tag = "3")]
        pub attributes: ::std::collections::HashMap<
            ::prost::alloc::string::String,
            ::prost::alloc::string::String,
        >,
    }
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
    pub enum CompressionType {
        None = 0,
        DeflateRaw = 1,
    }
    impl CompressionType {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::None => "NONE",
                Self::DeflateRaw => "DEFLATE_RAW",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "NONE" => Some(Self::None),
                "DEFLATE_RAW" => Some(Self::DeflateRaw),
                _ => None,
            }
        }
    }
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
    pub enum OperationType {
        Create = 0,
        Update = 1,
        Delete = 2,
        Reaction = 3,
    }
    impl OperationType {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Create => "CREATE",
                Self::Update => "UPDATE",
                Self::Delete => "DELETE",
                Self::Reaction => "REACTION",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "CREATE" => Some(Self::Create),
                "UPDATE" => Some(Self::Update),
                "DELETE" => Some(Self::Delete),
                "REACTION" => Some(Self::Reaction),
                _ => None,
            }
        }
    }
}
/// End-to-end encryption of a track's frames.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Encryption {}
/// Nested message and enum types in `Encryption`.
pub mod encryption {
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
    pub enum Type {
        None = 0,
        Gcm = 1,
        Custom = 2,
    }
    impl Type {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::None => "NONE",
                Self::Gcm => "GCM",
                Self::Custom => "CUSTOM",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "NONE" => Some(Self::None),
                "GCM" => Some(Self::Gcm),
                "CUSTOM" => Some(Self::Custom),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct EncryptedPacket {
    #[prost(enumeration = "encryption::Type", tag = "1")]
    pub encryption_type: i32,
    #[prost(bytes = "bytes", tag = "2")]
    pub iv: ::prost::bytes::Bytes,
    #[prost(uint32, tag = "3")]
    pub key_index: u32,
    #[prost(bytes = "bytes", tag = "4")]
    pub encrypted_value: ::prost::bytes::Bytes,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackExtensionParticipantSid {
    #[prost(enumeration = "DataTrackExtensionId", tag = "1")]
    pub id: i32,
    #[prost(string, tag = "2")]
    pub participant_sid: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackSubscriptionOptions {
    #[prost(uint32, optional, tag = "1")]
    pub target_fps: ::core::option::Option<u32>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct EncryptedPacketPayload {
    #[prost(oneof = "encrypted_packet_payload::Value", tags = "1, 3, 4, 5, 6, 7, 8, 9")]
    pub value: ::core::option::Option<encrypted_packet_payload::Value>,
}
/// Nested message and enum types in `EncryptedPacketPayload`.
pub mod encrypted_packet_payload {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Value {
        #[prost(message, tag = "1")]
        User(super::UserPacket),
        #[prost(message, tag = "3")]
        ChatMessage(super::ChatMessage),
        #[prost(message, tag = "4")]
        RpcRequest(super::RpcRequest),
        #[prost(message, tag = "5")]
        RpcAck(super::RpcAck),
        #[prost(message, tag = "6")]
        RpcResponse(super::RpcResponse),
        #[prost(message, tag = "7")]
        StreamHeader(super::data_stream::Header),
        #[prost(message, tag = "8")]
        StreamChunk(super::data_stream::Chunk),
        #[prost(message, tag = "9")]
        StreamTrailer(super::data_stream::Trailer),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListUpdate {
    #[prost(string, repeated, tag = "1")]
    pub set: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub add: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "3")]
    pub remove: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(bool, tag = "4")]
    pub clear: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Pagination {
    #[prost(string, tag = "1")]
    pub after_id: ::prost::alloc::string::String,
    #[prost(int32, tag = "2")]
    pub limit: i32,
}
/// A participant as others see it.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ParticipantInfo {
    /// The server's id of this stay, such as PA_...; another one after every join.
    #[prost(string, tag = "1")]
    pub sid: ::prost::alloc::string::String,
    /// The application's name for the participant, unique in the room.
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(enumeration = "participant_info::State", tag = "3")]
    pub state: i32,
    #[prost(message, repeated, tag = "4")]
    pub tracks: ::prost::alloc::vec::Vec<TrackInfo>,
    #[prost(string, tag = "5")]
    pub metadata: ::prost::alloc::string::String,
    /// Unix time in seconds.
    #[prost(int64, tag = "6")]
    pub joined_at: i64,
    #[prost(string, tag = "9")]
    pub name: ::prost::alloc::string::String,
    /// Grows with every change; an update with an older one is out of date.
    #[prost(uint32, tag = "10")]
    pub version: u32,
    #[prost(message, optional, tag = "11")]
    pub permission: ::core::option::Option<ParticipantPermission>,
    #[prost(string, tag = "12")]
    pub region: ::prost::alloc::string::String,
    /// Has published a track.
    #[prost(bool, tag = "13")]
    pub is_publisher: bool,
    #[prost(enumeration = "participant_info::Kind", tag = "14")]
    pub kind: i32,
    #[prost(map = "string, string", tag = "15")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(enumeration = "DisconnectReason", tag = "16")]
    pub disconnect_reason: i32,
    /// Unix time in milliseconds.
    #[prost(int64, tag = "17")]
    pub joined_at_ms: i64,
    #[prost(enumeration = "participant_info::KindDetail", repeated, tag = "18")]
    pub kind_details: ::prost::alloc::vec::Vec<i32>,
    #[prost(message, repeated, tag = "19")]
    pub data_tracks: ::prost::alloc::vec::Vec<DataTrackInfo>,
    #[prost(int32, tag = "20")]
    pub client_protocol: i32,
    #[prost(enumeration = "client_info::Capability", repeated, tag = "21")]
    pub capabilities: ::prost::alloc::vec::Vec<i32>,
}
/// Nested message and enum types in `ParticipantInfo`.
pub mod participant_info {
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
    pub enum Kind {
        Standard = 0,
        Ingress = 1,
        Egress = 2,
        Sip = 3,
        Agent = 4,
        Connector = 7,
        Bridge = 8,
    }
    impl Kind {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Standard => "STANDARD",
                Self::Ingress => "INGRESS",
                Self::Egress => "EGRESS",
                Self::Sip => "SIP",
                Self::Agent => "AGENT",
                Self::Connector => "CONNECTOR",
                Self::Bridge => "BRIDGE",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "STANDARD" => Some(Self::Standard),
                "INGRESS" => Some(Self::Ingress),
                "EGRESS" => Some(Self::Egress),
                "SIP" => Some(Self::Sip),
                "AGENT" => Some(Self::Agent),
                "CONNECTOR" => Some(Self::Connector),
                "BRIDGE" => Some(Self::Bridge),
                _ => None,
            }
        }
    }
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
    pub enum KindDetail {
        CloudAgent = 0,
        Forwarded = 1,
        ConnectorWhatsapp = 2,
        ConnectorTwilio = 3,
        BridgeRtsp = 4,
        Simulation = 5,
    }
    impl KindDetail {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::CloudAgent => "CLOUD_AGENT",
                Self::Forwarded => "FORWARDED",
                Self::ConnectorWhatsapp => "CONNECTOR_WHATSAPP",
                Self::ConnectorTwilio => "CONNECTOR_TWILIO",
                Self::BridgeRtsp => "BRIDGE_RTSP",
                Self::Simulation => "SIMULATION",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "CLOUD_AGENT" => Some(Self::CloudAgent),
                "FORWARDED" => Some(Self::Forwarded),
                "CONNECTOR_WHATSAPP" => Some(Self::ConnectorWhatsapp),
                "CONNECTOR_TWILIO" => Some(Self::ConnectorTwilio),
                "BRIDGE_RTSP" => Some(Self::BridgeRtsp),
                "SIMULATION" => Some(Self::Simulation),
                _ => None,
            }
        }
    }
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
    pub enum State {
        Joining = 0,
        Joined = 1,
        Active = 2,
        Disconnected = 3,
    }
    impl State {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Joining => "JOINING",
                Self::Joined => "JOINED",
                Self::Active => "ACTIVE",
                Self::Disconnected => "DISCONNECTED",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "JOINING" => Some(Self::Joining),
                "JOINED" => Some(Self::Joined),
                "ACTIVE" => Some(Self::Active),
                "DISCONNECTED" => Some(Self::Disconnected),
                _ => None,
            }
        }
    }
}
/// A published track.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackInfo {
    /// The server's id, such as TR_...; another one when the track is published again.
    #[prost(string, tag = "1")]
    pub sid: ::prost::alloc::string::String,
    #[prost(enumeration = "TrackType", tag = "2")]
    pub r#type: i32,
    #[prost(string, tag = "3")]
    pub name: ::prost::alloc::string::String,
    #[prost(bool, tag = "4")]
    pub muted: bool,
    /// Of the largest layer, in pixels.
    #[prost(uint32, tag = "5")]
    pub width: u32,
    /// Of the largest layer, in pixels.
    #[prost(uint32, tag = "6")]
    pub height: u32,
    #[deprecated]
    #[prost(bool, tag = "7")]
    pub simulcast: bool,
    #[deprecated]
    #[prost(bool, tag = "8")]
    pub disable_dtx: bool,
    #[prost(enumeration = "TrackSource", tag = "9")]
    pub source: i32,
    #[deprecated]
    #[prost(message, repeated, tag = "10")]
    pub layers: ::prost::alloc::vec::Vec<VideoLayer>,
    #[prost(string, tag = "11")]
    pub mime_type: ::prost::alloc::string::String,
    /// Of the section in the publisher's description.
    #[prost(string, tag = "12")]
    pub mid: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "13")]
    pub codecs: ::prost::alloc::vec::Vec<SimulcastCodecInfo>,
    #[deprecated]
    #[prost(bool, tag = "14")]
    pub stereo: bool,
    #[prost(bool, tag = "15")]
    pub disable_red: bool,
    #[prost(enumeration = "encryption::Type", tag = "16")]
    pub encryption: i32,
    /// Tracks that name the same stream are played in sync.
    #[prost(string, tag = "17")]
    pub stream: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "18")]
    pub version: ::core::option::Option<TimedVersion>,
    #[prost(enumeration = "AudioTrackFeature", repeated, tag = "19")]
    pub audio_features: ::prost::alloc::vec::Vec<i32>,
    #[prost(enumeration = "BackupCodecPolicy", tag = "20")]
    pub backup_codec_policy: i32,
    #[prost(enumeration = "PacketTrailerFeature", repeated, tag = "21")]
    pub packet_trailer_features: ::prost::alloc::vec::Vec<i32>,
}
/// One spatial layer of a video track.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct VideoLayer {
    #[prost(enumeration = "VideoQuality", tag = "1")]
    pub quality: i32,
    #[prost(uint32, tag = "2")]
    pub width: u32,
    #[prost(uint32, tag = "3")]
    pub height: u32,
    /// Target in bits a second.
    #[prost(uint32, tag = "4")]
    pub bitrate: u32,
    #[prost(uint32, tag = "5")]
    pub ssrc: u32,
    #[prost(int32, tag = "6")]
    pub spatial_layer: i32,
    /// The layer's RTP stream id in the publisher's description.
    #[prost(string, tag = "7")]
    pub rid: ::prost::alloc::string::String,
    #[prost(uint32, tag = "8")]
    pub repair_ssrc: u32,
}
/// Nested message and enum types in `VideoLayer`.
pub mod video_layer {
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
    pub enum Mode {
        Unused = 0,
        OneSpatialLayerPerStream = 1,
        MultipleSpatialLayersPerStream = 2,
        OneSpatialLayerPerStreamIncompleteRtcpSr = 3,
    }
    impl Mode {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Unused => "MODE_UNUSED",
                Self::OneSpatialLayerPerStream => "ONE_SPATIAL_LAYER_PER_STREAM",
                Self::MultipleSpatialLayersPerStream => {
                    "MULTIPLE_SPATIAL_LAYERS_PER_STREAM"
                }
                Self::OneSpatialLayerPerStreamIncompleteRtcpSr => {
                    "ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR"
                }
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "MODE_UNUSED" => Some(Self::Unused),
                "ONE_SPATIAL_LAYER_PER_STREAM" => Some(Self::OneSpatialLayerPerStream),
                "MULTIPLE_SPATIAL_LAYERS_PER_STREAM" => {
                    Some(Self::MultipleSpatialLayersPerStream)
                }
                "ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR" => {
                    Some(Self::OneSpatialLayerPerStreamIncompleteRtcpSr)
                }
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulcastCodecInfo {
    #[prost(string, tag = "1")]
    pub mime_type: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub mid: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub cid: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "4")]
    pub layers: ::prost::alloc::vec::Vec<VideoLayer>,
    #[prost(enumeration = "video_layer::Mode", tag = "5")]
    pub video_layer_mode: i32,
    #[prost(string, tag = "6")]
    pub sdp_cid: ::prost::alloc::string::String,
}
/// A clock reading and a counter that orders what shares it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TimedVersion {
    #[prost(int64, tag = "1")]
    pub unix_micro: i64,
    #[prost(int32, tag = "2")]
    pub ticks: i32,
}
/// What a participant may do.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ParticipantPermission {
    #[prost(bool, tag = "1")]
    pub can_subscribe: bool,
    #[prost(bool, tag = "2")]
    pub can_publish: bool,
    #[prost(bool, tag = "3")]
    pub can_publish_data: bool,
    /// Not shown to other participants.
    #[prost(bool, tag = "7")]
    pub hidden: bool,
    #[deprecated]
    #[prost(bool, tag = "8")]
    pub recorder: bool,
    /// The only sources it may publish; empty is all of them.
    #[prost(enumeration = "TrackSource", repeated, tag = "9")]
    pub can_publish_sources: ::prost::alloc::vec::Vec<i32>,
    #[prost(bool, tag = "10")]
    pub can_update_metadata: bool,
    #[deprecated]
    #[prost(bool, tag = "11")]
    pub agent: bool,
    #[prost(bool, tag = "12")]
    pub can_subscribe_metrics: bool,
    #[prost(bool, tag = "13")]
    pub can_manage_agent_session: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackInfo {
    #[prost(uint32, tag = "1")]
    pub pub_handle: u32,
    #[prost(string, tag = "2")]
    pub sid: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "encryption::Type", tag = "4")]
    pub encryption: i32,
    #[prost(message, optional, tag = "5")]
    pub frame_encoding: ::core::option::Option<DataTrackFrameEncoding>,
    #[prost(message, optional, tag = "6")]
    pub schema: ::core::option::Option<DataTrackSchemaId>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataTrackFrameEncoding {
    #[prost(oneof = "data_track_frame_encoding::Value", tags = "1, 2")]
    pub value: ::core::option::Option<data_track_frame_encoding::Value>,
}
/// Nested message and enum types in `DataTrackFrameEncoding`.
pub mod data_track_frame_encoding {
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
    pub enum WellKnownFrameEncoding {
        Unspecified = 0,
        Ros1 = 1,
        Cdr = 2,
        Protobuf = 3,
        Flatbuffer = 4,
        Cbor = 5,
        Msgpack = 6,
        Json = 7,
    }
    impl WellKnownFrameEncoding {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Unspecified => "WELL_KNOWN_FRAME_ENCODING_UNSPECIFIED",
                Self::Ros1 => "WELL_KNOWN_FRAME_ENCODING_ROS1",
                Self::Cdr => "WELL_KNOWN_FRAME_ENCODING_CDR",
                Self::Protobuf => "WELL_KNOWN_FRAME_ENCODING_PROTOBUF",
                Self::Flatbuffer => "WELL_KNOWN_FRAME_ENCODING_FLATBUFFER",
                Self::Cbor => "WELL_KNOWN_FRAME_ENCODING_CBOR",
                Self::Msgpack => "WELL_KNOWN_FRAME_ENCODING_MSGPACK",
                Self::Json => "WELL_KNOWN_FRAME_ENCODING_JSON",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "WELL_KNOWN_FRAME_ENCODING_UNSPECIFIED" => Some(Self::Unspecified),
                "WELL_KNOWN_FRAME_ENCODING_ROS1" => Some(Self::Ros1),
                "WELL_KNOWN_FRAME_ENCODING_CDR" => Some(Self::Cdr),
                "WELL_KNOWN_FRAME_ENCODING_PROTOBUF" => Some(Self::Protobuf),
                "WELL_KNOWN_FRAME_ENCODING_FLATBUFFER" => Some(Self::Flatbuffer),
                "WELL_KNOWN_FRAME_ENCODING_CBOR" => Some(Self::Cbor),
                "WELL_KNOWN_FRAME_ENCODING_MSGPACK" => Some(Self::Msgpack),
                "WELL_KNOWN_FRAME_ENCODING_JSON" => Some(Self::Json),
                _ => None,
            }
        }
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Value {
        #[prost(enumeration = "WellKnownFrameEncoding", tag = "1")]
        WellKnown(i32),
        #[prost(string, tag = "2")]
        Custom(::prost::alloc::string::String),
    }
}
/// Which SDK and device a participant uses; the server works around what is known of them.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ClientInfo {
    #[prost(enumeration = "client_info::Sdk", tag = "1")]
    pub sdk: i32,
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// The protocol version that the client speaks.
    #[prost(int32, tag = "3")]
    pub protocol: i32,
    #[prost(string, tag = "4")]
    pub os: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub os_version: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub device_model: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub browser: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub browser_version: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub address: ::prost::alloc::string::String,
    #[prost(string, tag = "10")]
    pub network: ::prost::alloc::string::String,
    #[prost(string, tag = "11")]
    pub other_sdks: ::prost::alloc::string::String,
    #[prost(int32, tag = "12")]
    pub client_protocol: i32,
    #[prost(enumeration = "client_info::Capability", repeated, tag = "13")]
    pub capabilities: ::prost::alloc::vec::Vec<i32>,
}
/// Nested message and enum types in `ClientInfo`.
pub mod client_info {
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
    pub enum Capability {
        CapUnused = 0,
        CapPacketTrailer = 1,
        CapCompressionDeflateRaw = 2,
    }
    impl Capability {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::CapUnused => "CAP_UNUSED",
                Self::CapPacketTrailer => "CAP_PACKET_TRAILER",
                Self::CapCompressionDeflateRaw => "CAP_COMPRESSION_DEFLATE_RAW",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "CAP_UNUSED" => Some(Self::CapUnused),
                "CAP_PACKET_TRAILER" => Some(Self::CapPacketTrailer),
                "CAP_COMPRESSION_DEFLATE_RAW" => Some(Self::CapCompressionDeflateRaw),
                _ => None,
            }
        }
    }
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
    pub enum Sdk {
        Unknown = 0,
        Js = 1,
        Swift = 2,
        Android = 3,
        Flutter = 4,
        Go = 5,
        Unity = 6,
        ReactNative = 7,
        Rust = 8,
        Python = 9,
        Cpp = 10,
        UnityWeb = 11,
        Node = 12,
        Unreal = 13,
        Esp32 = 14,
        Dotnet = 15,
    }
    impl Sdk {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Unknown => "UNKNOWN",
                Self::Js => "JS",
                Self::Swift => "SWIFT",
                Self::Android => "ANDROID",
                Self::Flutter => "FLUTTER",
                Self::Go => "GO",
                Self::Unity => "UNITY",
                Self::ReactNative => "REACT_NATIVE",
                Self::Rust => "RUST",
                Self::Python => "PYTHON",
                Self::Cpp => "CPP",
                Self::UnityWeb => "UNITY_WEB",
                Self::Node => "NODE",
                Self::Unreal => "UNREAL",
                Self::Esp32 => "ESP32",
                Self::Dotnet => "DOTNET",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "UNKNOWN" => Some(Self::Unknown),
                "JS" => Some(Self::Js),
                "SWIFT" => Some(Self::Swift),
                "ANDROID" => Some(Self::Android),
                "FLUTTER" => Some(Self::Flutter),
                "GO" => Some(Self::Go),
                "UNITY" => Some(Self::Unity),
                "REACT_NATIVE" => Some(Self::ReactNative),
                "RUST" => Some(Self::Rust),
                "PYTHON" => Some(Self::Python),
                "CPP" => Some(Self::Cpp),
                "UNITY_WEB" => Some(Self::UnityWeb),
                "NODE" => Some(Self::Node),
                "UNREAL" => Some(Self::Unreal),
                "ESP32" => Some(Self::Esp32),
                "DOTNET" => Some(Self::Dotnet),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ParticipantTracks {
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "2")]
    pub track_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PlayoutDelay {
    #[prost(bool, tag = "1")]
    pub enabled: bool,
    #[prost(uint32, tag = "2")]
    pub min: u32,
    #[prost(uint32, tag = "3")]
    pub max: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RtpForwarderState {
    #[prost(bool, tag = "1")]
    pub started: bool,
    #[prost(int32, tag = "2")]
    pub reference_layer_spatial: i32,
    #[prost(int64, tag = "3")]
    pub pre_start_time: i64,
    #[prost(uint64, tag = "4")]
    pub ext_first_timestamp: u64,
    #[prost(uint64, tag = "5")]
    pub dummy_start_timestamp_offset: u64,
    #[prost(message, optional, tag = "6")]
    pub rtp_munger: ::core::option::Option<RtpMungerState>,
    #[prost(message, repeated, tag = "8")]
    pub sender_report_state: ::prost::alloc::vec::Vec<RtcpSenderReportState>,
    #[prost(message, optional, tag = "9")]
    pub dependency_descriptor_forwarder: ::core::option::Option<
        DependencyDescriptorForwarderState,
    >,
    #[prost(oneof = "rtp_forwarder_state::CodecMunger", tags = "7")]
    pub codec_munger: ::core::option::Option<rtp_forwarder_state::CodecMunger>,
}
/// Nested message and enum types in `RTPForwarderState`.
pub mod rtp_forwarder_state {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum CodecMunger {
        #[prost(message, tag = "7")]
        Vp8Munger(super::Vp8MungerState),
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RtpMungerState {
    #[prost(uint64, tag = "1")]
    pub ext_last_sequence_number: u64,
    #[prost(uint64, tag = "2")]
    pub ext_second_last_sequence_number: u64,
    #[prost(uint64, tag = "3")]
    pub ext_last_timestamp: u64,
    #[prost(uint64, tag = "4")]
    pub ext_second_last_timestamp: u64,
    #[prost(bool, tag = "5")]
    pub last_marker: bool,
    #[prost(bool, tag = "6")]
    pub second_last_marker: bool,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Vp8MungerState {
    #[prost(int32, tag = "1")]
    pub ext_last_picture_id: i32,
    #[prost(bool, tag = "2")]
    pub picture_id_used: bool,
    #[prost(uint32, tag = "3")]
    pub last_tl0_pic_idx: u32,
    #[prost(bool, tag = "4")]
    pub tl0_pic_idx_used: bool,
    #[prost(bool, tag = "5")]
    pub tid_used: bool,
    #[prost(uint32, tag = "6")]
    pub last_key_idx: u32,
    #[prost(bool, tag = "7")]
    pub key_idx_used: bool,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RtcpSenderReportState {
    #[prost(uint32, tag = "1")]
    pub rtp_timestamp: u32,
    #[prost(uint64, tag = "2")]
    pub rtp_timestamp_ext: u64,
    #[prost(uint64, tag = "3")]
    pub ntp_timestamp: u64,
    #[prost(int64, tag = "4")]
    pub at: i64,
    #[prost(int64, tag = "5")]
    pub at_adjusted: i64,
    #[prost(uint32, tag = "6")]
    pub packets: u32,
    #[prost(uint64, tag = "7")]
    pub octets: u64,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DependencyDescriptorForwarderState {
    #[prost(uint64, tag = "1")]
    pub ext_last_frame_number: u64,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RtpStats {
    #[prost(message, optional, tag = "1")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "2")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(double, tag = "3")]
    pub duration: f64,
    #[prost(uint32, tag = "4")]
    pub packets: u32,
    #[prost(double, tag = "5")]
    pub packet_rate: f64,
    #[prost(uint64, tag = "6")]
    pub bytes: u64,
    #[prost(double, tag = "7")]
    pub bitrate: f64,
    #[prost(uint32, tag = "8")]
    pub packets_lost: u32,
    #[prost(double, tag = "9")]
    pub packet_loss_rate: f64,
    #[prost(float, tag = "10")]
    pub packet_loss_percentage: f32,
    #[prost(uint32, tag = "11")]
    pub packets_duplicate: u32,
    #[prost(double, tag = "12")]
    pub packet_duplicate_rate: f64,
    #[prost(uint64, tag = "13")]
    pub bytes_duplicate: u64,
    #[prost(double, tag = "14")]
    pub bitrate_duplicate: f64,
    #[prost(uint32, tag = "15")]
    pub packets_padding: u32,
    #[prost(double, tag = "16")]
    pub packet_padding_rate: f64,
    #[prost(uint64, tag = "17")]
    pub bytes_padding: u64,
    #[prost(double, tag = "18")]
    pub bitrate_padding: f64,
    #[prost(uint32, tag = "19")]
    pub packets_out_of_order: u32,
    #[prost(uint32, tag = "20")]
    pub frames: u32,
    #[prost(double, tag = "21")]
    pub frame_rate: f64,
    #[prost(double, tag = "22")]
    pub jitter_current: f64,
    #[prost(double, tag = "23")]
    pub jitter_max: f64,
    #[prost(map = "int32, uint32", tag = "24")]
    pub gap_histogram: ::std::collections::HashMap<i32, u32>,
    #[prost(uint32, tag = "25")]
    pub nacks: u32,
    #[prost(uint32, tag = "26")]
    pub nack_misses: u32,
    #[prost(uint32, tag = "27")]
    pub plis: u32,
    #[prost(message, optional, tag = "28")]
    pub last_pli: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(uint32, tag = "29")]
    pub firs: u32,
    #[prost(message, optional, tag = "30")]
    pub last_fir: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(uint32, tag = "31")]
    pub rtt_current: u32,
    #[prost(uint32, tag = "32")]
    pub rtt_max: u32,
    #[prost(uint32, tag = "33")]
    pub key_frames: u32,
    #[prost(message, optional, tag = "34")]
    pub last_key_frame: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(uint32, tag = "35")]
    pub layer_lock_plis: u32,
    #[prost(message, optional, tag = "36")]
    pub last_layer_lock_pli: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(uint32, tag = "37")]
    pub nack_acks: u32,
    #[prost(uint32, tag = "38")]
    pub nack_repeated: u32,
    #[prost(uint64, tag = "39")]
    pub header_bytes: u64,
    #[prost(uint64, tag = "40")]
    pub header_bytes_duplicate: u64,
    #[prost(uint64, tag = "41")]
    pub header_bytes_padding: u64,
    #[prost(message, optional, tag = "44")]
    pub packet_drift: ::core::option::Option<RtpDrift>,
    #[prost(message, optional, tag = "45")]
    pub ntp_report_drift: ::core::option::Option<RtpDrift>,
    #[prost(message, optional, tag = "46")]
    pub rebased_report_drift: ::core::option::Option<RtpDrift>,
    #[prost(message, optional, tag = "47")]
    pub received_report_drift: ::core::option::Option<RtpDrift>,
    #[prost(uint32, tag = "48")]
    pub fec_packets: u32,
    #[prost(uint64, tag = "49")]
    pub fec_bytes: u64,
    #[prost(uint32, tag = "50")]
    pub fec_packets_discarded: u32,
    #[prost(uint32, tag = "51")]
    pub fec_packets_recovered: u32,
}
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct RtpDrift {
    #[prost(message, optional, tag = "1")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "2")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(double, tag = "3")]
    pub duration: f64,
    #[prost(uint64, tag = "4")]
    pub start_timestamp: u64,
    #[prost(uint64, tag = "5")]
    pub end_timestamp: u64,
    #[prost(uint64, tag = "6")]
    pub rtp_clock_ticks: u64,
    #[prost(int64, tag = "7")]
    pub drift_samples: i64,
    #[prost(double, tag = "8")]
    pub drift_ms: f64,
    #[prost(double, tag = "9")]
    pub clock_rate: f64,
}
/// A room as the server sees it.
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct Room {
    /// The server's id of this session of the room, such as RM_...; another one when the name is used again.
    #[prost(string, tag = "1")]
    pub sid: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    /// Seconds to keep the room while nobody has joined yet.
    #[prost(uint32, tag = "3")]
    pub empty_timeout: u32,
    /// 0 is no limit.
    #[prost(uint32, tag = "4")]
    pub max_participants: u32,
    /// Unix time in seconds.
    #[prost(int64, tag = "5")]
    pub creation_time: i64,
    #[prost(string, tag = "6")]
    pub turn_password: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "7")]
    pub enabled_codecs: ::prost::alloc::vec::Vec<Codec>,
    #[prost(string, tag = "8")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(uint32, tag = "9")]
    pub num_participants: u32,
    #[prost(bool, tag = "10")]
    pub active_recording: bool,
    #[prost(uint32, tag = "11")]
    pub num_publishers: u32,
    #[prost(message, optional, tag = "13")]
    pub version: ::core::option::Option<TimedVersion>,
    /// Seconds to keep the room after the last participant left.
    #[prost(uint32, tag = "14")]
    pub departure_timeout: u32,
    /// Unix time in milliseconds.
    #[prost(int64, tag = "15")]
    pub creation_time_ms: i64,
}
/// Which server answered.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ServerInfo {
    #[prost(enumeration = "server_info::Edition", tag = "1")]
    pub edition: i32,
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub protocol: i32,
    #[prost(string, tag = "4")]
    pub region: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub node_id: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub debug_info: ::prost::alloc::string::String,
    #[prost(int32, tag = "7")]
    pub agent_protocol: i32,
}
/// Nested message and enum types in `ServerInfo`.
pub mod server_info {
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
    pub enum Edition {
        Standard = 0,
        Cloud = 1,
    }
    impl Edition {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Standard => "Standard",
                Self::Cloud => "Cloud",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "Standard" => Some(Self::Standard),
                "Cloud" => Some(Self::Cloud),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SubscribedAudioCodec {
    #[prost(string, tag = "1")]
    pub codec: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub enabled: bool,
}
/// Where the next page begins; not set is the first page.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TokenPagination {
    #[prost(string, tag = "1")]
    pub token: ::prost::alloc::string::String,
}
/// Where to post events about one egress.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WebhookConfig {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub signing_key: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub filter_params: ::core::option::Option<FilterParams>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FilterParams {
    #[prost(string, repeated, tag = "1")]
    pub include_events: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub exclude_events: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AudioCodec {
    DefaultAc = 0,
    Opus = 1,
    Aac = 2,
    AcMp3 = 3,
}
impl AudioCodec {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultAc => "DEFAULT_AC",
            Self::Opus => "OPUS",
            Self::Aac => "AAC",
            Self::AcMp3 => "AC_MP3",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_AC" => Some(Self::DefaultAc),
            "OPUS" => Some(Self::Opus),
            "AAC" => Some(Self::Aac),
            "AC_MP3" => Some(Self::AcMp3),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ClientConfigSetting {
    Unset = 0,
    Disabled = 1,
    Enabled = 2,
}
impl ClientConfigSetting {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unset => "UNSET",
            Self::Disabled => "DISABLED",
            Self::Enabled => "ENABLED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "UNSET" => Some(Self::Unset),
            "DISABLED" => Some(Self::Disabled),
            "ENABLED" => Some(Self::Enabled),
            _ => None,
        }
    }
}
/// As the server judges a participant's connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ConnectionQuality {
    Poor = 0,
    Good = 1,
    Excellent = 2,
    Lost = 3,
}
impl ConnectionQuality {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Poor => "POOR",
            Self::Good => "GOOD",
            Self::Excellent => "EXCELLENT",
            Self::Lost => "LOST",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "POOR" => Some(Self::Poor),
            "GOOD" => Some(Self::Good),
            "EXCELLENT" => Some(Self::Excellent),
            "LOST" => Some(Self::Lost),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum DataTrackExtensionId {
    DteiInvalid = 0,
    DteiE2ee = 1,
    DteiUserTimestamp = 2,
    DteiParticipantSid = 255,
}
impl DataTrackExtensionId {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DteiInvalid => "DTEI_INVALID",
            Self::DteiE2ee => "DTEI_E2EE",
            Self::DteiUserTimestamp => "DTEI_USER_TIMESTAMP",
            Self::DteiParticipantSid => "DTEI_PARTICIPANT_SID",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DTEI_INVALID" => Some(Self::DteiInvalid),
            "DTEI_E2EE" => Some(Self::DteiE2ee),
            "DTEI_USER_TIMESTAMP" => Some(Self::DteiUserTimestamp),
            "DTEI_PARTICIPANT_SID" => Some(Self::DteiParticipantSid),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ImageCodec {
    IcDefault = 0,
    IcJpeg = 1,
}
impl ImageCodec {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::IcDefault => "IC_DEFAULT",
            Self::IcJpeg => "IC_JPEG",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "IC_DEFAULT" => Some(Self::IcDefault),
            "IC_JPEG" => Some(Self::IcJpeg),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum TrackType {
    Audio = 0,
    Video = 1,
    Data = 2,
}
impl TrackType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Audio => "AUDIO",
            Self::Video => "VIDEO",
            Self::Data => "DATA",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AUDIO" => Some(Self::Audio),
            "VIDEO" => Some(Self::Video),
            "DATA" => Some(Self::Data),
            _ => None,
        }
    }
}
/// Where a track comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum TrackSource {
    Unknown = 0,
    Camera = 1,
    Microphone = 2,
    ScreenShare = 3,
    ScreenShareAudio = 4,
}
impl TrackSource {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Camera => "CAMERA",
            Self::Microphone => "MICROPHONE",
            Self::ScreenShare => "SCREEN_SHARE",
            Self::ScreenShareAudio => "SCREEN_SHARE_AUDIO",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "UNKNOWN" => Some(Self::Unknown),
            "CAMERA" => Some(Self::Camera),
            "MICROPHONE" => Some(Self::Microphone),
            "SCREEN_SHARE" => Some(Self::ScreenShare),
            "SCREEN_SHARE_AUDIO" => Some(Self::ScreenShareAudio),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum VideoQuality {
    Low = 0,
    Medium = 1,
    High = 2,
    Off = 3,
}
impl VideoQuality {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Medium => "MEDIUM",
            Self::High => "HIGH",
            Self::Off => "OFF",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "LOW" => Some(Self::Low),
            "MEDIUM" => Some(Self::Medium),
            "HIGH" => Some(Self::High),
            "OFF" => Some(Self::Off),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AudioTrackFeature {
    TfStereo = 0,
    TfNoDtx = 1,
    TfAutoGainControl = 2,
    TfEchoCancellation = 3,
    TfNoiseSuppression = 4,
    TfEnhancedNoiseCancellation = 5,
    TfPreconnectBuffer = 6,
}
impl AudioTrackFeature {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::TfStereo => "TF_STEREO",
            Self::TfNoDtx => "TF_NO_DTX",
            Self::TfAutoGainControl => "TF_AUTO_GAIN_CONTROL",
            Self::TfEchoCancellation => "TF_ECHO_CANCELLATION",
            Self::TfNoiseSuppression => "TF_NOISE_SUPPRESSION",
            Self::TfEnhancedNoiseCancellation => "TF_ENHANCED_NOISE_CANCELLATION",
            Self::TfPreconnectBuffer => "TF_PRECONNECT_BUFFER",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "TF_STEREO" => Some(Self::TfStereo),
            "TF_NO_DTX" => Some(Self::TfNoDtx),
            "TF_AUTO_GAIN_CONTROL" => Some(Self::TfAutoGainControl),
            "TF_ECHO_CANCELLATION" => Some(Self::TfEchoCancellation),
            "TF_NOISE_SUPPRESSION" => Some(Self::TfNoiseSuppression),
            "TF_ENHANCED_NOISE_CANCELLATION" => Some(Self::TfEnhancedNoiseCancellation),
            "TF_PRECONNECT_BUFFER" => Some(Self::TfPreconnectBuffer),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum BackupCodecPolicy {
    PreferRegression = 0,
    Simulcast = 1,
    Regression = 2,
}
impl BackupCodecPolicy {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::PreferRegression => "PREFER_REGRESSION",
            Self::Simulcast => "SIMULCAST",
            Self::Regression => "REGRESSION",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PREFER_REGRESSION" => Some(Self::PreferRegression),
            "SIMULCAST" => Some(Self::Simulcast),
            "REGRESSION" => Some(Self::Regression),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum PacketTrailerFeature {
    PtfUserTimestamp = 0,
    PtfFrameId = 1,
    PtfUserData = 2,
}
impl PacketTrailerFeature {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::PtfUserTimestamp => "PTF_USER_TIMESTAMP",
            Self::PtfFrameId => "PTF_FRAME_ID",
            Self::PtfUserData => "PTF_USER_DATA",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PTF_USER_TIMESTAMP" => Some(Self::PtfUserTimestamp),
            "PTF_FRAME_ID" => Some(Self::PtfFrameId),
            "PTF_USER_DATA" => Some(Self::PtfUserData),
            _ => None,
        }
    }
}
/// Why a participant left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum DisconnectReason {
    UnknownReason = 0,
    ClientInitiated = 1,
    DuplicateIdentity = 2,
    ServerShutdown = 3,
    ParticipantRemoved = 4,
    RoomDeleted = 5,
    StateMismatch = 6,
    JoinFailure = 7,
    Migration = 8,
    SignalClose = 9,
    RoomClosed = 10,
    UserUnavailable = 11,
    UserRejected = 12,
    SipTrunkFailure = 13,
    ConnectionTimeout = 14,
    MediaFailure = 15,
    AgentError = 16,
}
impl DisconnectReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::UnknownReason => "UNKNOWN_REASON",
            Self::ClientInitiated => "CLIENT_INITIATED",
            Self::DuplicateIdentity => "DUPLICATE_IDENTITY",
            Self::ServerShutdown => "SERVER_SHUTDOWN",
            Self::ParticipantRemoved => "PARTICIPANT_REMOVED",
            Self::RoomDeleted => "ROOM_DELETED",
            Self::StateMismatch => "STATE_MISMATCH",
            Self::JoinFailure => "JOIN_FAILURE",
            Self::Migration => "MIGRATION",
            Self::SignalClose => "SIGNAL_CLOSE",
            Self::RoomClosed => "ROOM_CLOSED",
            Self::UserUnavailable => "USER_UNAVAILABLE",
            Self::UserRejected => "USER_REJECTED",
            Self::SipTrunkFailure => "SIP_TRUNK_FAILURE",
            Self::ConnectionTimeout => "CONNECTION_TIMEOUT",
            Self::MediaFailure => "MEDIA_FAILURE",
            Self::AgentError => "AGENT_ERROR",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "UNKNOWN_REASON" => Some(Self::UnknownReason),
            "CLIENT_INITIATED" => Some(Self::ClientInitiated),
            "DUPLICATE_IDENTITY" => Some(Self::DuplicateIdentity),
            "SERVER_SHUTDOWN" => Some(Self::ServerShutdown),
            "PARTICIPANT_REMOVED" => Some(Self::ParticipantRemoved),
            "ROOM_DELETED" => Some(Self::RoomDeleted),
            "STATE_MISMATCH" => Some(Self::StateMismatch),
            "JOIN_FAILURE" => Some(Self::JoinFailure),
            "MIGRATION" => Some(Self::Migration),
            "SIGNAL_CLOSE" => Some(Self::SignalClose),
            "ROOM_CLOSED" => Some(Self::RoomClosed),
            "USER_UNAVAILABLE" => Some(Self::UserUnavailable),
            "USER_REJECTED" => Some(Self::UserRejected),
            "SIP_TRUNK_FAILURE" => Some(Self::SipTrunkFailure),
            "CONNECTION_TIMEOUT" => Some(Self::ConnectionTimeout),
            "MEDIA_FAILURE" => Some(Self::MediaFailure),
            "AGENT_ERROR" => Some(Self::AgentError),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ReconnectReason {
    RrUnknown = 0,
    RrSignalDisconnected = 1,
    RrPublisherFailed = 2,
    RrSubscriberFailed = 3,
    RrSwitchCandidate = 4,
}
impl ReconnectReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::RrUnknown => "RR_UNKNOWN",
            Self::RrSignalDisconnected => "RR_SIGNAL_DISCONNECTED",
            Self::RrPublisherFailed => "RR_PUBLISHER_FAILED",
            Self::RrSubscriberFailed => "RR_SUBSCRIBER_FAILED",
            Self::RrSwitchCandidate => "RR_SWITCH_CANDIDATE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "RR_UNKNOWN" => Some(Self::RrUnknown),
            "RR_SIGNAL_DISCONNECTED" => Some(Self::RrSignalDisconnected),
            "RR_PUBLISHER_FAILED" => Some(Self::RrPublisherFailed),
            "RR_SUBSCRIBER_FAILED" => Some(Self::RrSubscriberFailed),
            "RR_SWITCH_CANDIDATE" => Some(Self::RrSwitchCandidate),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum RoomEndReason {
    RoomEndUnknown = 0,
    RoomEndApiDelete = 1,
    RoomEndIdleTimeout = 2,
    RoomEndServerShutdown = 3,
    RoomEndSuperseded = 4,
    RoomEndOpenFailed = 5,
}
impl RoomEndReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::RoomEndUnknown => "ROOM_END_UNKNOWN",
            Self::RoomEndApiDelete => "ROOM_END_API_DELETE",
            Self::RoomEndIdleTimeout => "ROOM_END_IDLE_TIMEOUT",
            Self::RoomEndServerShutdown => "ROOM_END_SERVER_SHUTDOWN",
            Self::RoomEndSuperseded => "ROOM_END_SUPERSEDED",
            Self::RoomEndOpenFailed => "ROOM_END_OPEN_FAILED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "ROOM_END_UNKNOWN" => Some(Self::RoomEndUnknown),
            "ROOM_END_API_DELETE" => Some(Self::RoomEndApiDelete),
            "ROOM_END_IDLE_TIMEOUT" => Some(Self::RoomEndIdleTimeout),
            "ROOM_END_SERVER_SHUTDOWN" => Some(Self::RoomEndServerShutdown),
            "ROOM_END_SUPERSEDED" => Some(Self::RoomEndSuperseded),
            "ROOM_END_OPEN_FAILED" => Some(Self::RoomEndOpenFailed),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SubscriptionError {
    SeUnknown = 0,
    SeCodecUnsupported = 1,
    SeTrackNotfound = 2,
}
impl SubscriptionError {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::SeUnknown => "SE_UNKNOWN",
            Self::SeCodecUnsupported => "SE_CODEC_UNSUPPORTED",
            Self::SeTrackNotfound => "SE_TRACK_NOTFOUND",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SE_UNKNOWN" => Some(Self::SeUnknown),
            "SE_CODEC_UNSUPPORTED" => Some(Self::SeCodecUnsupported),
            "SE_TRACK_NOTFOUND" => Some(Self::SeTrackNotfound),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum VideoCodec {
    DefaultVc = 0,
    H264Baseline = 1,
    H264Main = 2,
    H264High = 3,
    Vp8 = 4,
}
impl VideoCodec {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultVc => "DEFAULT_VC",
            Self::H264Baseline => "H264_BASELINE",
            Self::H264Main => "H264_MAIN",
            Self::H264High => "H264_HIGH",
            Self::Vp8 => "VP8",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_VC" => Some(Self::DefaultVc),
            "H264_BASELINE" => Some(Self::H264Baseline),
            "H264_MAIN" => Some(Self::H264Main),
            "H264_HIGH" => Some(Self::H264High),
            "VP8" => Some(Self::Vp8),
            _ => None,
        }
    }
}

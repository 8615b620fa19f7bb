//! Messages of `livekit_egress.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub egress_id: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub active: bool,
    #[prost(message, optional, tag = "4")]
    pub page_token: ::core::option::Option<crate::TokenPagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListEgressResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<EgressInfo>,
    #[prost(message, optional, tag = "2")]
    pub next_page_token: ::core::option::Option<crate::TokenPagination>,
}
/// An egress and how it goes.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct EgressInfo {
    #[prost(string, tag = "1")]
    pub egress_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room_id: ::prost::alloc::string::String,
    #[prost(enumeration = "EgressStatus", tag = "3")]
    pub status: i32,
    #[prost(string, tag = "9")]
    pub error: ::prost::alloc::string::String,
    /// Unix time in nanoseconds.
    #[prost(int64, tag = "10")]
    pub started_at: i64,
    /// Unix time in nanoseconds.
    #[prost(int64, tag = "11")]
    pub ended_at: i64,
    #[prost(string, tag = "13")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "15")]
    pub stream_results: ::prost::alloc::vec::Vec<StreamInfo>,
    #[prost(message, repeated, tag = "16")]
    pub file_results: ::prost::alloc::vec::Vec<FileInfo>,
    #[prost(message, repeated, tag = "17")]
    pub segment_results: ::prost::alloc::vec::Vec<SegmentsInfo>,
    /// Unix time in nanoseconds.
    #[prost(int64, tag = "18")]
    pub updated_at: i64,
    #[prost(message, repeated, tag = "20")]
    pub image_results: ::prost::alloc::vec::Vec<ImagesInfo>,
    #[prost(string, tag = "21")]
    pub details: ::prost::alloc::string::String,
    #[prost(int32, tag = "22")]
    pub error_code: i32,
    #[prost(string, tag = "23")]
    pub manifest_location: ::prost::alloc::string::String,
    #[prost(bool, tag = "25")]
    pub backup_storage_used: bool,
    #[prost(enumeration = "EgressSourceType", tag = "26")]
    pub source_type: i32,
    #[prost(int32, tag = "27")]
    pub retry_count: i32,
    #[prost(oneof = "egress_info::Request", tags = "4, 5, 6, 14, 19, 29, 30")]
    pub request: ::core::option::Option<egress_info::Request>,
    #[prost(oneof = "egress_info::Result", tags = "7, 8, 12")]
    pub result: ::core::option::Option<egress_info::Result>,
}
/// Nested message and enum types in `EgressInfo`.
pub mod egress_info {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Request {
        #[prost(message, tag = "4")]
        RoomComposite(super::RoomCompositeEgressRequest),
        #[prost(message, tag = "5")]
        TrackComposite(super::TrackCompositeEgressRequest),
        #[prost(message, tag = "6")]
        Track(super::TrackEgressRequest),
        #[prost(message, tag = "14")]
        Web(super::WebEgressRequest),
        #[prost(message, tag = "19")]
        Participant(super::ParticipantEgressRequest),
        #[prost(message, tag = "29")]
        Egress(super::StartEgressRequest),
        #[prost(message, tag = "30")]
        Replay(super::ExportReplayRequest),
    }
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Result {
        #[deprecated]
        #[prost(message, tag = "7")]
        Stream(super::StreamInfoList),
        #[deprecated]
        #[prost(message, tag = "8")]
        File(super::FileInfo),
        #[deprecated]
        #[prost(message, tag = "12")]
        Segments(super::SegmentsInfo),
    }
}
/// Records a room as a web page lays it out.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomCompositeEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub layout: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub audio_only: bool,
    #[prost(bool, tag = "4")]
    pub video_only: bool,
    #[prost(string, tag = "5")]
    pub custom_base_url: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "11")]
    pub file_outputs: ::prost::alloc::vec::Vec<EncodedFileOutput>,
    #[prost(message, repeated, tag = "12")]
    pub stream_outputs: ::prost::alloc::vec::Vec<StreamOutput>,
    #[prost(message, repeated, tag = "13")]
    pub segment_outputs: ::prost::alloc::vec::Vec<SegmentedFileOutput>,
    #[prost(message, repeated, tag = "14")]
    pub image_outputs: ::prost::alloc::vec::Vec<ImageOutput>,
    #[prost(enumeration = "AudioMixing", tag = "15")]
    pub audio_mixing: i32,
    #[prost(message, repeated, tag = "16")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "room_composite_egress_request::Output", tags = "6, 7, 10")]
    pub output: ::core::option::Option<room_composite_egress_request::Output>,
    #[prost(oneof = "room_composite_egress_request::Options", tags = "8, 9")]
    pub options: ::core::option::Option<room_composite_egress_request::Options>,
}
/// Nested message and enum types in `RoomCompositeEgressRequest`.
pub mod room_composite_egress_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[deprecated]
        #[prost(message, tag = "6")]
        File(super::EncodedFileOutput),
        #[deprecated]
        #[prost(message, tag = "7")]
        Stream(super::StreamOutput),
        #[deprecated]
        #[prost(message, tag = "10")]
        Segments(super::SegmentedFileOutput),
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Options {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "8")]
        Preset(i32),
        #[prost(message, tag = "9")]
        Advanced(super::EncodingOptions),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct EncodedFileOutput {
    #[prost(enumeration = "EncodedFileType", tag = "1")]
    pub file_type: i32,
    #[prost(string, tag = "2")]
    pub filepath: ::prost::alloc::string::String,
    #[prost(bool, tag = "6")]
    pub disable_manifest: bool,
    #[prost(oneof = "encoded_file_output::Output", tags = "3, 4, 5, 7")]
    pub output: ::core::option::Option<encoded_file_output::Output>,
}
/// Nested message and enum types in `EncodedFileOutput`.
pub mod encoded_file_output {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "3")]
        S3(super::S3Upload),
        #[prost(message, tag = "4")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "5")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "7")]
        AliOss(super::AliOssUpload),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct S3Upload {
    #[prost(string, tag = "1")]
    pub access_key: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub secret: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub region: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub endpoint: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub bucket: ::prost::alloc::string::String,
    #[prost(bool, tag = "6")]
    pub force_path_style: bool,
    #[prost(map = "string, string", tag = "7")]
    pub metadata: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "8")]
    pub tagging: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub content_disposition: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "10")]
    pub proxy: ::core::option::Option<ProxyConfig>,
    #[prost(string, tag = "11")]
    pub session_token: ::prost::alloc::string::String,
    #[prost(string, tag = "12")]
    pub assume_role_arn: ::prost::alloc::string::String,
    #[prost(string, tag = "13")]
    pub assume_role_external_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct ProxyConfig {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub username: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub password: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct GcpUpload {
    #[prost(string, tag = "1")]
    pub credentials: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub bucket: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub proxy: ::core::option::Option<ProxyConfig>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct AzureBlobUpload {
    #[prost(string, tag = "1")]
    pub account_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub account_key: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub container_name: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct AliOssUpload {
    #[prost(string, tag = "1")]
    pub access_key: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub secret: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub region: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub endpoint: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub bucket: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct StreamOutput {
    #[prost(enumeration = "StreamProtocol", tag = "1")]
    pub protocol: i32,
    #[prost(string, repeated, tag = "2")]
    pub urls: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "3")]
    pub destinations: ::prost::alloc::vec::Vec<StreamDestination>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct StreamDestination {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub url: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct EncodingOptions {
    #[prost(int32, tag = "1")]
    pub width: i32,
    #[prost(int32, tag = "2")]
    pub height: i32,
    #[prost(int32, tag = "3")]
    pub depth: i32,
    #[prost(int32, tag = "4")]
    pub framerate: i32,
    #[prost(enumeration = "crate::AudioCodec", tag = "5")]
    pub audio_codec: i32,
    #[prost(int32, tag = "6")]
    pub audio_bitrate: i32,
    #[prost(int32, tag = "7")]
    pub audio_frequency: i32,
    #[prost(enumeration = "crate::VideoCodec", tag = "8")]
    pub video_codec: i32,
    #[prost(int32, tag = "9")]
    pub video_bitrate: i32,
    #[prost(double, tag = "10")]
    pub key_frame_interval: f64,
    #[deprecated]
    #[prost(int32, tag = "11")]
    pub audio_quality: i32,
    #[deprecated]
    #[prost(int32, tag = "12")]
    pub video_quality: i32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SegmentedFileOutput {
    #[prost(enumeration = "SegmentedFileProtocol", tag = "1")]
    pub protocol: i32,
    #[prost(string, tag = "2")]
    pub filename_prefix: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub playlist_name: ::prost::alloc::string::String,
    #[prost(uint32, tag = "4")]
    pub segment_duration: u32,
    #[prost(bool, tag = "8")]
    pub disable_manifest: bool,
    #[prost(enumeration = "SegmentedFileSuffix", tag = "10")]
    pub filename_suffix: i32,
    #[prost(string, tag = "11")]
    pub live_playlist_name: ::prost::alloc::string::String,
    #[prost(oneof = "segmented_file_output::Output", tags = "5, 6, 7, 9")]
    pub output: ::core::option::Option<segmented_file_output::Output>,
}
/// Nested message and enum types in `SegmentedFileOutput`.
pub mod segmented_file_output {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "5")]
        S3(super::S3Upload),
        #[prost(message, tag = "6")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "7")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "9")]
        AliOss(super::AliOssUpload),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ImageOutput {
    #[prost(uint32, tag = "1")]
    pub capture_interval: u32,
    #[prost(int32, tag = "2")]
    pub width: i32,
    #[prost(int32, tag = "3")]
    pub height: i32,
    #[prost(string, tag = "4")]
    pub filename_prefix: ::prost::alloc::string::String,
    #[prost(enumeration = "ImageFileSuffix", tag = "5")]
    pub filename_suffix: i32,
    #[prost(enumeration = "crate::ImageCodec", tag = "6")]
    pub image_codec: i32,
    #[prost(bool, tag = "7")]
    pub disable_manifest: bool,
    #[prost(oneof = "image_output::Output", tags = "8, 9, 10, 11")]
    pub output: ::core::option::Option<image_output::Output>,
}
/// Nested message and enum types in `ImageOutput`.
pub mod image_output {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "8")]
        S3(super::S3Upload),
        #[prost(message, tag = "9")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "10")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "11")]
        AliOss(super::AliOssUpload),
    }
}
/// Records one audio and one video track together.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackCompositeEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub audio_track_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub video_track_id: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "11")]
    pub file_outputs: ::prost::alloc::vec::Vec<EncodedFileOutput>,
    #[prost(message, repeated, tag = "12")]
    pub stream_outputs: ::prost::alloc::vec::Vec<StreamOutput>,
    #[prost(message, repeated, tag = "13")]
    pub segment_outputs: ::prost::alloc::vec::Vec<SegmentedFileOutput>,
    #[prost(message, repeated, tag = "14")]
    pub image_outputs: ::prost::alloc::vec::Vec<ImageOutput>,
    #[prost(message, repeated, tag = "15")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "track_composite_egress_request::Output", tags = "4, 5, 8")]
    pub output: ::core::option::Option<track_composite_egress_request::Output>,
    #[prost(oneof = "track_composite_egress_request::Options", tags = "6, 7")]
    pub options: ::core::option::Option<track_composite_egress_request::Options>,
}
/// Nested message and enum types in `TrackCompositeEgressRequest`.
pub mod track_composite_egress_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[deprecated]
        #[prost(message, tag = "4")]
        File(super::EncodedFileOutput),
        #[deprecated]
        #[prost(message, tag = "5")]
        Stream(super::StreamOutput),
        #[deprecated]
        #[prost(message, tag = "8")]
        Segments(super::SegmentedFileOutput),
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Options {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "6")]
        Preset(i32),
        #[prost(message, tag = "7")]
        Advanced(super::EncodingOptions),
    }
}
/// Exports one track without transcoding.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub track_id: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "5")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "track_egress_request::Output", tags = "3, 4")]
    pub output: ::core::option::Option<track_egress_request::Output>,
}
/// Nested message and enum types in `TrackEgressRequest`.
pub mod track_egress_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "3")]
        File(super::DirectFileOutput),
        #[prost(string, tag = "4")]
        WebsocketUrl(::prost::alloc::string::String),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DirectFileOutput {
    #[prost(string, tag = "1")]
    pub filepath: ::prost::alloc::string::String,
    #[prost(bool, tag = "5")]
    pub disable_manifest: bool,
    #[prost(oneof = "direct_file_output::Output", tags = "2, 3, 4, 6")]
    pub output: ::core::option::Option<direct_file_output::Output>,
}
/// Nested message and enum types in `DirectFileOutput`.
pub mod direct_file_output {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "2")]
        S3(super::S3Upload),
        #[prost(message, tag = "3")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "4")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "6")]
        AliOss(super::AliOssUpload),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamInfoList {
    #[prost(message, repeated, tag = "1")]
    pub info: ::prost::alloc::vec::Vec<StreamInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct StreamInfo {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(int64, tag = "2")]
    pub started_at: i64,
    #[prost(int64, tag = "3")]
    pub ended_at: i64,
    #[prost(int64, tag = "4")]
    pub duration: i64,
    #[prost(enumeration = "stream_info::Status", tag = "5")]
    pub status: i32,
    #[prost(string, tag = "6")]
    pub error: ::prost::alloc::string::String,
    #[prost(int64, tag = "7")]
    pub last_retry_at: i64,
    #[prost(uint32, tag = "8")]
    pub retries: u32,
    #[prost(string, tag = "9")]
    pub id: ::prost::alloc::string::String,
}
/// Nested message and enum types in `StreamInfo`.
pub mod stream_info {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
    #[repr(i32)]
    pub enum Status {
        Active = 0,
        Finished = 1,
        Failed = 2,
    }
    impl Status {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Active => "ACTIVE",
                Self::Finished => "FINISHED",
                Self::Failed => "FAILED",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "ACTIVE" => Some(Self::Active),
                "FINISHED" => Some(Self::Finished),
                "FAILED" => Some(Self::Failed),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FileInfo {
    #[prost(string, tag = "1")]
    pub filename: ::prost::alloc::string::String,
    #[prost(int64, tag = "2")]
    pub started_at: i64,
    #[prost(int64, tag = "3")]
    pub ended_at: i64,
    #[prost(int64, tag = "4")]
    pub size: i64,
    #[prost(string, tag = "5")]
    pub location: ::prost::alloc::string::String,
    #[prost(int64, tag = "6")]
    pub duration: i64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SegmentsInfo {
    #[prost(string, tag = "1")]
    pub playlist_name: ::prost::alloc::string::String,
    #[prost(int64, tag = "2")]
    pub duration: i64,
    #[prost(int64, tag = "3")]
    pub size: i64,
    #[prost(string, tag = "4")]
    pub playlist_location: ::prost::alloc::string::String,
    #[prost(int64, tag = "5")]
    pub segment_count: i64,
    #[prost(int64, tag = "6")]
    pub started_at: i64,
    #[prost(int64, tag = "7")]
    pub ended_at: i64,
    #[prost(string, tag = "8")]
    pub live_playlist_name: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub live_playlist_location: ::prost::alloc::string::String,
}
/// Records any web page.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WebEgressRequest {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub audio_only: bool,
    #[prost(bool, tag = "3")]
    pub video_only: bool,
    #[prost(message, repeated, tag = "9")]
    pub file_outputs: ::prost::alloc::vec::Vec<EncodedFileOutput>,
    #[prost(message, repeated, tag = "10")]
    pub stream_outputs: ::prost::alloc::vec::Vec<StreamOutput>,
    #[prost(message, repeated, tag = "11")]
    pub segment_outputs: ::prost::alloc::vec::Vec<SegmentedFileOutput>,
    #[prost(bool, tag = "12")]
    pub await_start_signal: bool,
    #[prost(message, repeated, tag = "13")]
    pub image_outputs: ::prost::alloc::vec::Vec<ImageOutput>,
    #[prost(message, repeated, tag = "14")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "web_egress_request::Output", tags = "4, 5, 6")]
    pub output: ::core::option::Option<web_egress_request::Output>,
    #[prost(oneof = "web_egress_request::Options", tags = "7, 8")]
    pub options: ::core::option::Option<web_egress_request::Options>,
}
/// Nested message and enum types in `WebEgressRequest`.
pub mod web_egress_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[deprecated]
        #[prost(message, tag = "4")]
        File(super::EncodedFileOutput),
        #[deprecated]
        #[prost(message, tag = "5")]
        Stream(super::StreamOutput),
        #[deprecated]
        #[prost(message, tag = "6")]
        Segments(super::SegmentedFileOutput),
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Options {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "7")]
        Preset(i32),
        #[prost(message, tag = "8")]
        Advanced(super::EncodingOptions),
    }
}
/// Records one participant's audio and video.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ParticipantEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub screen_share: bool,
    #[prost(message, repeated, tag = "6")]
    pub file_outputs: ::prost::alloc::vec::Vec<EncodedFileOutput>,
    #[prost(message, repeated, tag = "7")]
    pub stream_outputs: ::prost::alloc::vec::Vec<StreamOutput>,
    #[prost(message, repeated, tag = "8")]
    pub segment_outputs: ::prost::alloc::vec::Vec<SegmentedFileOutput>,
    #[prost(message, repeated, tag = "9")]
    pub image_outputs: ::prost::alloc::vec::Vec<ImageOutput>,
    #[prost(message, repeated, tag = "10")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "participant_egress_request::Options", tags = "4, 5")]
    pub options: ::core::option::Option<participant_egress_request::Options>,
}
/// Nested message and enum types in `ParticipantEgressRequest`.
pub mod participant_egress_request {
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Options {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "4")]
        Preset(i32),
        #[prost(message, tag = "5")]
        Advanced(super::EncodingOptions),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ImagesInfo {
    #[prost(int64, tag = "1")]
    pub image_count: i64,
    #[prost(int64, tag = "2")]
    pub started_at: i64,
    #[prost(int64, tag = "3")]
    pub ended_at: i64,
    #[prost(string, tag = "4")]
    pub filename_prefix: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StartEgressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "7")]
    pub outputs: ::prost::alloc::vec::Vec<Output>,
    #[prost(message, optional, tag = "8")]
    pub storage: ::core::option::Option<StorageConfig>,
    #[prost(message, repeated, tag = "9")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "start_egress_request::Source", tags = "2, 3, 4")]
    pub source: ::core::option::Option<start_egress_request::Source>,
    #[prost(oneof = "start_egress_request::Encoding", tags = "5, 6")]
    pub encoding: ::core::option::Option<start_egress_request::Encoding>,
}
/// Nested message and enum types in `StartEgressRequest`.
pub mod start_egress_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Source {
        #[prost(message, tag = "2")]
        Template(super::TemplateSource),
        #[prost(message, tag = "3")]
        Web(super::WebSource),
        #[prost(message, tag = "4")]
        Media(super::MediaSource),
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Encoding {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "5")]
        Preset(i32),
        #[prost(message, tag = "6")]
        Advanced(super::EncodingOptions),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TemplateSource {
    #[prost(string, tag = "1")]
    pub layout: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub audio_only: bool,
    #[prost(bool, tag = "3")]
    pub video_only: bool,
    #[prost(string, tag = "4")]
    pub custom_base_url: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WebSource {
    #[prost(string, tag = "1")]
    pub url: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub audio_only: bool,
    #[prost(bool, tag = "3")]
    pub video_only: bool,
    #[prost(bool, tag = "4")]
    pub await_start_signal: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MediaSource {
    #[prost(message, optional, tag = "3")]
    pub audio: ::core::option::Option<AudioConfig>,
    #[prost(message, optional, tag = "4")]
    pub data: ::core::option::Option<DataConfig>,
    #[prost(oneof = "media_source::Video", tags = "1, 2, 5")]
    pub video: ::core::option::Option<media_source::Video>,
}
/// Nested message and enum types in `MediaSource`.
pub mod media_source {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Video {
        #[prost(string, tag = "1")]
        VideoTrackId(::prost::alloc::string::String),
        #[prost(message, tag = "2")]
        ParticipantVideo(super::ParticipantVideo),
        #[prost(message, tag = "5")]
        Videos(super::VideoConfig),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ParticipantVideo {
    #[prost(string, tag = "1")]
    pub identity: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub prefer_screen_share: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AudioConfig {
    #[prost(bool, tag = "1")]
    pub capture_all: bool,
    #[prost(message, repeated, tag = "2")]
    pub routes: ::prost::alloc::vec::Vec<AudioRoute>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AudioRoute {
    #[prost(enumeration = "AudioChannel", tag = "4")]
    pub channel: i32,
    #[prost(string, tag = "5")]
    pub track_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "6")]
    pub exclude: bool,
    #[prost(oneof = "audio_route::Match", tags = "1, 2, 3")]
    pub r#match: ::core::option::Option<audio_route::Match>,
}
/// Nested message and enum types in `AudioRoute`.
pub mod audio_route {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Match {
        #[prost(string, tag = "1")]
        TrackId(::prost::alloc::string::String),
        #[prost(string, tag = "2")]
        ParticipantIdentity(::prost::alloc::string::String),
        #[prost(enumeration = "crate::participant_info::Kind", tag = "3")]
        ParticipantKind(i32),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DataConfig {
    #[prost(bool, tag = "1")]
    pub capture_all: bool,
    #[prost(message, repeated, tag = "2")]
    pub selectors: ::prost::alloc::vec::Vec<DataSelector>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataSelector {
    #[prost(string, tag = "3")]
    pub track_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "4")]
    pub exclude: bool,
    #[prost(oneof = "data_selector::Match", tags = "1, 2")]
    pub r#match: ::core::option::Option<data_selector::Match>,
}
/// Nested message and enum types in `DataSelector`.
pub mod data_selector {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Match {
        #[prost(string, tag = "1")]
        TrackId(::prost::alloc::string::String),
        #[prost(string, tag = "2")]
        ParticipantIdentity(::prost::alloc::string::String),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VideoConfig {
    #[prost(bool, tag = "1")]
    pub capture_all: bool,
    #[prost(message, repeated, tag = "2")]
    pub selectors: ::prost::alloc::vec::Vec<VideoSelector>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct VideoSelector {
    #[prost(string, tag = "3")]
    pub track_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "4")]
    pub exclude: bool,
    #[prost(oneof = "video_selector::Match", tags = "1, 2")]
    pub r#match: ::core::option::Option<video_selector::Match>,
}
/// Nested message and enum types in `VideoSelector`.
pub mod video_selector {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Match {
        #[prost(string, tag = "1")]
        TrackId(::prost::alloc::string::String),
        #[prost(string, tag = "2")]
        ParticipantIdentity(::prost::alloc::string::String),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Output {
    #[prost(message, optional, tag = "6")]
    pub storage: ::core::option::Option<StorageConfig>,
    #[prost(oneof = "output::Config", tags = "1, 2, 3, 4")]
    pub config: ::core::option::Option<output::Config>,
}
/// Nested message and enum types in `Output`.
pub mod output {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Config {
        #[prost(message, tag = "1")]
        File(super::FileOutput),
        #[prost(message, tag = "2")]
        Stream(super::StreamOutput),
        #[prost(message, tag = "3")]
        Segments(super::SegmentedFileOutput),
        #[prost(message, tag = "4")]
        Images(super::ImageOutput),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FileOutput {
    #[prost(enumeration = "EncodedFileType", tag = "1")]
    pub file_type: i32,
    #[prost(string, tag = "2")]
    pub filepath: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub disable_manifest: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StorageConfig {
    #[prost(oneof = "storage_config::Provider", tags = "1, 2, 3, 4")]
    pub provider: ::core::option::Option<storage_config::Provider>,
}
/// Nested message and enum types in `StorageConfig`.
pub mod storage_config {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Provider {
        #[prost(message, tag = "1")]
        S3(super::S3Upload),
        #[prost(message, tag = "2")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "3")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "4")]
        AliOss(super::AliOssUpload),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExportReplayRequest {
    #[prost(string, tag = "1")]
    pub replay_id: ::prost::alloc::string::String,
    #[prost(int64, tag = "2")]
    pub start_offset_ms: i64,
    #[prost(int64, tag = "3")]
    pub end_offset_ms: i64,
    #[prost(message, repeated, tag = "9")]
    pub outputs: ::prost::alloc::vec::Vec<Output>,
    #[prost(message, optional, tag = "10")]
    pub storage: ::core::option::Option<StorageConfig>,
    #[prost(message, repeated, tag = "11")]
    pub webhooks: ::prost::alloc::vec::Vec<crate::WebhookConfig>,
    #[prost(oneof = "export_replay_request::Source", tags = "4, 5, 6")]
    pub source: ::core::option::Option<export_replay_request::Source>,
    #[prost(oneof = "export_replay_request::Encoding", tags = "7, 8")]
    pub encoding: ::core::option::Option<export_replay_request::Encoding>,
}
/// Nested message and enum types in `ExportReplayRequest`.
pub mod export_replay_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Source {
        #[prost(message, tag = "4")]
        Template(super::TemplateSource),
        #[prost(message, tag = "5")]
        Web(super::WebSource),
        #[prost(message, tag = "6")]
        Media(super::MediaSource),
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Encoding {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "7")]
        Preset(i32),
        #[prost(message, tag = "8")]
        Advanced(super::EncodingOptions),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StopEgressRequest {
    #[prost(string, tag = "1")]
    pub egress_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateLayoutRequest {
    #[prost(string, tag = "1")]
    pub egress_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub layout: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct UpdateStreamRequest {
    #[prost(string, tag = "1")]
    pub egress_id: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "2")]
    pub add_output_urls: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "3")]
    pub remove_output_urls: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "4")]
    pub add_destinations: ::prost::alloc::vec::Vec<StreamDestination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AutoParticipantEgress {
    #[prost(message, repeated, tag = "3")]
    pub file_outputs: ::prost::alloc::vec::Vec<EncodedFileOutput>,
    #[prost(message, repeated, tag = "4")]
    pub segment_outputs: ::prost::alloc::vec::Vec<SegmentedFileOutput>,
    #[prost(oneof = "auto_participant_egress::Options", tags = "1, 2")]
    pub options: ::core::option::Option<auto_participant_egress::Options>,
}
/// Nested message and enum types in `AutoParticipantEgress`.
pub mod auto_participant_egress {
    #[derive(Clone, Copy, PartialEq, ::prost::Oneof)]
    pub enum Options {
        #[prost(enumeration = "super::EncodingOptionsPreset", tag = "1")]
        Preset(i32),
        #[prost(message, tag = "2")]
        Advanced(super::EncodingOptions),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AutoTrackEgress {
    #[prost(string, tag = "1")]
    pub filepath: ::prost::alloc::string::String,
    #[prost(bool, tag = "5")]
    pub disable_manifest: bool,
    #[prost(oneof = "auto_track_egress::Output", tags = "2, 3, 4, 6")]
    pub output: ::core::option::Option<auto_track_egress::Output>,
}
/// Nested message and enum types in `AutoTrackEgress`.
pub mod auto_track_egress {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Output {
        #[prost(message, tag = "2")]
        S3(super::S3Upload),
        #[prost(message, tag = "3")]
        Gcp(super::GcpUpload),
        #[prost(message, tag = "4")]
        Azure(super::AzureBlobUpload),
        #[prost(message, tag = "6")]
        AliOss(super::AliOssUpload),
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum EgressStatus {
    EgressStarting = 0,
    EgressActive = 1,
    EgressEnding = 2,
    EgressComplete = 3,
    EgressFailed = 4,
    EgressAborted = 5,
    EgressLimitReached = 6,
}
impl EgressStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::EgressStarting => "EGRESS_STARTING",
            Self::EgressActive => "EGRESS_ACTIVE",
            Self::EgressEnding => "EGRESS_ENDING",
            Self::EgressComplete => "EGRESS_COMPLETE",
            Self::EgressFailed => "EGRESS_FAILED",
            Self::EgressAborted => "EGRESS_ABORTED",
            Self::EgressLimitReached => "EGRESS_LIMIT_REACHED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "EGRESS_STARTING" => Some(Self::EgressStarting),
            "EGRESS_ACTIVE" => Some(Self::EgressActive),
            "EGRESS_ENDING" => Some(Self::EgressEnding),
            "EGRESS_COMPLETE" => Some(Self::EgressComplete),
            "EGRESS_FAILED" => Some(Self::EgressFailed),
            "EGRESS_ABORTED" => Some(Self::EgressAborted),
            "EGRESS_LIMIT_REACHED" => Some(Self::EgressLimitReached),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum EncodedFileType {
    DefaultFiletype = 0,
    Mp4 = 1,
    Ogg = 2,
    Mp3 = 3,
    Mcap = 4,
}
impl EncodedFileType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultFiletype => "DEFAULT_FILETYPE",
            Self::Mp4 => "MP4",
            Self::Ogg => "OGG",
            Self::Mp3 => "MP3",
            Self::Mcap => "MCAP",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_FILETYPE" => Some(Self::DefaultFiletype),
            "MP4" => Some(Self::Mp4),
            "OGG" => Some(Self::Ogg),
            "MP3" => Some(Self::Mp3),
            "MCAP" => Some(Self::Mcap),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum StreamProtocol {
    DefaultProtocol = 0,
    Rtmp = 1,
    Srt = 2,
    Websocket = 3,
}
impl StreamProtocol {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultProtocol => "DEFAULT_PROTOCOL",
            Self::Rtmp => "RTMP",
            Self::Srt => "SRT",
            Self::Websocket => "WEBSOCKET",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_PROTOCOL" => Some(Self::DefaultProtocol),
            "RTMP" => Some(Self::Rtmp),
            "SRT" => Some(Self::Srt),
            "WEBSOCKET" => Some(Self::Websocket),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum EncodingOptionsPreset {
    H264720p30 = 0,
    H264720p60 = 1,
    H2641080p30 = 2,
    H2641080p60 = 3,
    PortraitH264720p30 = 4,
    PortraitH264720p60 = 5,
    PortraitH2641080p30 = 6,
    PortraitH2641080p60 = 7,
    Passthrough = 8,
}
impl EncodingOptionsPreset {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::H264720p30 => "H264_720P_30",
            Self::H264720p60 => "H264_720P_60",
            Self::H2641080p30 => "H264_1080P_30",
            Self::H2641080p60 => "H264_1080P_60",
            Self::PortraitH264720p30 => "PORTRAIT_H264_720P_30",
            Self::PortraitH264720p60 => "PORTRAIT_H264_720P_60",
            Self::PortraitH2641080p30 => "PORTRAIT_H264_1080P_30",
            Self::PortraitH2641080p60 => "PORTRAIT_H264_1080P_60",
            Self::Passthrough => "PASSTHROUGH",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "H264_720P_30" => Some(Self::H264720p30),
            "H264_720P_60" => Some(Self::H264720p60),
            "H264_1080P_30" => Some(Self::H2641080p30),
            "H264_1080P_60" => Some(Self::H2641080p60),
            "PORTRAIT_H264_720P_30" => Some(Self::PortraitH264720p30),
            "PORTRAIT_H264_720P_60" => Some(Self::PortraitH264720p60),
            "PORTRAIT_H264_1080P_30" => Some(Self::PortraitH2641080p30),
            "PORTRAIT_H264_1080P_60" => Some(Self::PortraitH2641080p60),
            "PASSTHROUGH" => Some(Self::Passthrough),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SegmentedFileProtocol {
    DefaultSegmentedFileProtocol = 0,
    HlsProtocol = 1,
    HlsFmp4Protocol = 2,
}
impl SegmentedFileProtocol {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultSegmentedFileProtocol => "DEFAULT_SEGMENTED_FILE_PROTOCOL",
            Self::HlsProtocol => "HLS_PROTOCOL",
            Self::HlsFmp4Protocol => "HLS_FMP4_PROTOCOL",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_SEGMENTED_FILE_PROTOCOL" => Some(Self::DefaultSegmentedFileProtocol),
            "HLS_PROTOCOL" => Some(Self::HlsProtocol),
            "HLS_FMP4_PROTOCOL" => Some(Self::HlsFmp4Protocol),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SegmentedFileSuffix {
    Index = 0,
    Timestamp = 1,
}
impl SegmentedFileSuffix {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Index => "INDEX",
            Self::Timestamp => "TIMESTAMP",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "INDEX" => Some(Self::Index),
            "TIMESTAMP" => Some(Self::Timestamp),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ImageFileSuffix {
    ImageSuffixIndex = 0,
    ImageSuffixTimestamp = 1,
    ImageSuffixNoneOverwrite = 2,
}
impl ImageFileSuffix {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::ImageSuffixIndex => "IMAGE_SUFFIX_INDEX",
            Self::ImageSuffixTimestamp => "IMAGE_SUFFIX_TIMESTAMP",
            Self::ImageSuffixNoneOverwrite => "IMAGE_SUFFIX_NONE_OVERWRITE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "IMAGE_SUFFIX_INDEX" => Some(Self::ImageSuffixIndex),
            "IMAGE_SUFFIX_TIMESTAMP" => Some(Self::ImageSuffixTimestamp),
            "IMAGE_SUFFIX_NONE_OVERWRITE" => Some(Self::ImageSuffixNoneOverwrite),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AudioMixing {
    DefaultMixing = 0,
    DualChannelAgent = 1,
    DualChannelAlternate = 2,
}
impl AudioMixing {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::DefaultMixing => "DEFAULT_MIXING",
            Self::DualChannelAgent => "DUAL_CHANNEL_AGENT",
            Self::DualChannelAlternate => "DUAL_CHANNEL_ALTERNATE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEFAULT_MIXING" => Some(Self::DefaultMixing),
            "DUAL_CHANNEL_AGENT" => Some(Self::DualChannelAgent),
            "DUAL_CHANNEL_ALTERNATE" => Some(Self::DualChannelAlternate),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum EgressSourceType {
    Web = 0,
    Sdk = 1,
}
impl EgressSourceType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Web => "EGRESS_SOURCE_TYPE_WEB",
            Self::Sdk => "EGRESS_SOURCE_TYPE_SDK",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "EGRESS_SOURCE_TYPE_WEB" => Some(Self::Web),
            "EGRESS_SOURCE_TYPE_SDK" => Some(Self::Sdk),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AudioChannel {
    Both = 0,
    Left = 1,
    Right = 2,
}
impl AudioChannel {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Both => "AUDIO_CHANNEL_BOTH",
            Self::Left => "AUDIO_CHANNEL_LEFT",
            Self::Right => "AUDIO_CHANNEL_RIGHT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AUDIO_CHANNEL_BOTH" => Some(Self::Both),
            "AUDIO_CHANNEL_LEFT" => Some(Self::Left),
            "AUDIO_CHANNEL_RIGHT" => Some(Self::Right),
            _ => None,
        }
    }
}

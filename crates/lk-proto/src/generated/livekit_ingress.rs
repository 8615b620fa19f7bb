//! Messages of `livekit_ingress.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateIngressRequest {
    #[prost(enumeration = "IngressInput", tag = "1")]
    pub input_type: i32,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "6")]
    pub audio: ::core::option::Option<IngressAudioOptions>,
    #[prost(message, optional, tag = "7")]
    pub video: ::core::option::Option<IngressVideoOptions>,
    #[deprecated]
    #[prost(bool, tag = "8")]
    pub bypass_transcoding: bool,
    #[prost(string, tag = "9")]
    pub url: ::prost::alloc::string::String,
    #[prost(string, tag = "10")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(bool, optional, tag = "11")]
    pub enable_transcoding: ::core::option::Option<bool>,
    #[prost(bool, optional, tag = "12")]
    pub enabled: ::core::option::Option<bool>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct IngressAudioOptions {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::TrackSource", tag = "2")]
    pub source: i32,
    #[prost(oneof = "ingress_audio_options::EncodingOptions", tags = "3, 4")]
    pub encoding_options: ::core::option::Option<ingress_audio_options::EncodingOptions>,
}
/// Nested message and enum types in `IngressAudioOptions`.
pub mod ingress_audio_options {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum EncodingOptions {
        #[prost(enumeration = "super::IngressAudioEncodingPreset", tag = "3")]
        Preset(i32),
        #[prost(message, tag = "4")]
        Options(super::IngressAudioEncodingOptions),
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct IngressAudioEncodingOptions {
    #[prost(enumeration = "crate::AudioCodec", tag = "1")]
    pub audio_codec: i32,
    #[prost(uint32, tag = "2")]
    pub bitrate: u32,
    #[prost(bool, tag = "3")]
    pub disable_dtx: bool,
    #[prost(uint32, tag = "4")]
    pub channels: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IngressVideoOptions {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::TrackSource", tag = "2")]
    pub source: i32,
    #[prost(oneof = "ingress_video_options::EncodingOptions", tags = "3, 4")]
    pub encoding_options: ::core::option::Option<ingress_video_options::EncodingOptions>,
}
/// Nested message and enum types in `IngressVideoOptions`.
pub mod ingress_video_options {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum EncodingOptions {
        #[prost(enumeration = "super::IngressVideoEncodingPreset", tag = "3")]
        Preset(i32),
        #[prost(message, tag = "4")]
        Options(super::IngressVideoEncodingOptions),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IngressVideoEncodingOptions {
    #[prost(enumeration = "crate::VideoCodec", tag = "1")]
    pub video_codec: i32,
    #[prost(double, tag = "2")]
    pub frame_rate: f64,
    #[prost(message, repeated, tag = "3")]
    pub layers: ::prost::alloc::vec::Vec<crate::VideoLayer>,
}
/// An ingress and how it goes.
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct IngressInfo {
    #[prost(string, tag = "1")]
    pub ingress_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub stream_key: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub url: ::prost::alloc::string::String,
    #[prost(enumeration = "IngressInput", tag = "5")]
    pub input_type: i32,
    #[prost(message, optional, tag = "6")]
    pub audio: ::core::option::Option<IngressAudioOptions>,
    #[prost(message, optional, tag = "7")]
    pub video: ::core::option::Option<IngressVideoOptions>,
    #[prost(string, tag = "8")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "10")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(bool, tag = "11")]
    pub reusable: bool,
    #[prost(message, optional, tag = "12")]
    pub state: ::core::option::Option<IngressState>,
    #[deprecated]
    #[prost(bool, tag = "13")]
    pub bypass_transcoding: bool,
    #[prost(string, tag = "14")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(bool, optional, tag = "15")]
    pub enable_transcoding: ::core::option::Option<bool>,
    #[prost(bool, optional, tag = "16")]
    pub enabled: ::core::option::Option<bool>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IngressState {
    #[prost(enumeration = "ingress_state::Status", tag = "1")]
    pub status: i32,
    #[prost(string, tag = "2")]
    pub error: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub video: ::core::option::Option<InputVideoState>,
    #[prost(message, optional, tag = "4")]
    pub audio: ::core::option::Option<InputAudioState>,
    #[prost(string, tag = "5")]
    pub room_id: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "6")]
    pub tracks: ::prost::alloc::vec::Vec<crate::TrackInfo>,
    #[prost(int64, tag = "7")]
    pub started_at: i64,
    #[prost(int64, tag = "8")]
    pub ended_at: i64,
    #[prost(string, tag = "9")]
    pub resource_id: ::prost::alloc::string::String,
    #[prost(int64, tag = "10")]
    pub updated_at: i64,
}
/// Nested message and enum types in `IngressState`.
pub mod ingress_state {
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
        EndpointInactive = 0,
        EndpointBuffering = 1,
        EndpointPublishing = 2,
        EndpointError = 3,
        EndpointComplete = 4,
    }
    impl Status {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::EndpointInactive => "ENDPOINT_INACTIVE",
                Self::EndpointBuffering => "ENDPOINT_BUFFERING",
                Self::EndpointPublishing => "ENDPOINT_PUBLISHING",
                Self::EndpointError => "ENDPOINT_ERROR",
                Self::EndpointComplete => "ENDPOINT_COMPLETE",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "ENDPOINT_INACTIVE" => Some(Self::EndpointInactive),
                "ENDPOINT_BUFFERING" => Some(Self::EndpointBuffering),
                "ENDPOINT_PUBLISHING" => Some(Self::EndpointPublishing),
                "ENDPOINT_ERROR" => Some(Self::EndpointError),
                "ENDPOINT_COMPLETE" => Some(Self::EndpointComplete),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InputVideoState {
    #[prost(string, tag = "1")]
    pub mime_type: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub average_bitrate: u32,
    #[prost(uint32, tag = "3")]
    pub width: u32,
    #[prost(uint32, tag = "4")]
    pub height: u32,
    #[prost(double, tag = "5")]
    pub framerate: f64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InputAudioState {
    #[prost(string, tag = "1")]
    pub mime_type: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub average_bitrate: u32,
    #[prost(uint32, tag = "3")]
    pub channels: u32,
    #[prost(uint32, tag = "4")]
    pub sample_rate: u32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteIngressRequest {
    #[prost(string, tag = "1")]
    pub ingress_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListIngressRequest {
    #[prost(string, tag = "1")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub ingress_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub page_token: ::core::option::Option<crate::TokenPagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListIngressResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<IngressInfo>,
    #[prost(message, optional, tag = "2")]
    pub next_page_token: ::core::option::Option<crate::TokenPagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateIngressRequest {
    #[prost(string, tag = "1")]
    pub ingress_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "6")]
    pub audio: ::core::option::Option<IngressAudioOptions>,
    #[prost(message, optional, tag = "7")]
    pub video: ::core::option::Option<IngressVideoOptions>,
    #[deprecated]
    #[prost(bool, optional, tag = "8")]
    pub bypass_transcoding: ::core::option::Option<bool>,
    #[prost(string, tag = "9")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(bool, optional, tag = "10")]
    pub enable_transcoding: ::core::option::Option<bool>,
    #[prost(bool, optional, tag = "11")]
    pub enabled: ::core::option::Option<bool>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum IngressInput {
    RtmpInput = 0,
    WhipInput = 1,
    UrlInput = 2,
}
impl IngressInput {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::RtmpInput => "RTMP_INPUT",
            Self::WhipInput => "WHIP_INPUT",
            Self::UrlInput => "URL_INPUT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "RTMP_INPUT" => Some(Self::RtmpInput),
            "WHIP_INPUT" => Some(Self::WhipInput),
            "URL_INPUT" => Some(Self::UrlInput),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum IngressAudioEncodingPreset {
    OpusStereo96kbps = 0,
    OpusMono64kbs = 1,
}
impl IngressAudioEncodingPreset {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::OpusStereo96kbps => "OPUS_STEREO_96KBPS",
            Self::OpusMono64kbs => "OPUS_MONO_64KBS",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "OPUS_STEREO_96KBPS" => Some(Self::OpusStereo96kbps),
            "OPUS_MONO_64KBS" => Some(Self::OpusMono64kbs),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum IngressVideoEncodingPreset {
    H264720p30fps3Layers = 0,
    H2641080p30fps3Layers = 1,
    H264540p25fps2Layers = 2,
    H264720p30fps1Layer = 3,
    H2641080p30fps1Layer = 4,
    H264720p30fps3LayersHighMotion = 5,
    H2641080p30fps3LayersHighMotion = 6,
    H264540p25fps2LayersHighMotion = 7,
    H264720p30fps1LayerHighMotion = 8,
    H2641080p30fps1LayerHighMotion = 9,
}
impl IngressVideoEncodingPreset {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::H264720p30fps3Layers => "H264_720P_30FPS_3_LAYERS",
            Self::H2641080p30fps3Layers => "H264_1080P_30FPS_3_LAYERS",
            Self::H264540p25fps2Layers => "H264_540P_25FPS_2_LAYERS",
            Self::H264720p30fps1Layer => "H264_720P_30FPS_1_LAYER",
            Self::H2641080p30fps1Layer => "H264_1080P_30FPS_1_LAYER",
            Self::H264720p30fps3LayersHighMotion => {
                "H264_720P_30FPS_3_LAYERS_HIGH_MOTION"
            }
            Self::H2641080p30fps3LayersHighMotion => {
                "H264_1080P_30FPS_3_LAYERS_HIGH_MOTION"
            }
            Self::H264540p25fps2LayersHighMotion => {
                "H264_540P_25FPS_2_LAYERS_HIGH_MOTION"
            }
            Self::H264720p30fps1LayerHighMotion => "H264_720P_30FPS_1_LAYER_HIGH_MOTION",
            Self::H2641080p30fps1LayerHighMotion => {
                "H264_1080P_30FPS_1_LAYER_HIGH_MOTION"
            }
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "H264_720P_30FPS_3_LAYERS" => Some(Self::H264720p30fps3Layers),
            "H264_1080P_30FPS_3_LAYERS" => Some(Self::H2641080p30fps3Layers),
            "H264_540P_25FPS_2_LAYERS" => Some(Self::H264540p25fps2Layers),
            "H264_720P_30FPS_1_LAYER" => Some(Self::H264720p30fps1Layer),
            "H264_1080P_30FPS_1_LAYER" => Some(Self::H2641080p30fps1Layer),
            "H264_720P_30FPS_3_LAYERS_HIGH_MOTION" => {
                Some(Self::H264720p30fps3LayersHighMotion)
            }
            "H264_1080P_30FPS_3_LAYERS_HIGH_MOTION" => {
                Some(Self::H2641080p30fps3LayersHighMotion)
            }
            "H264_540P_25FPS_2_LAYERS_HIGH_MOTION" => {
                Some(Self::H264540p25fps2LayersHighMotion)
            }
            "H264_720P_30FPS_1_LAYER_HIGH_MOTION" => {
                Some(Self::H264720p30fps1LayerHighMotion)
            }
            "H264_1080P_30FPS_1_LAYER_HIGH_MOTION" => {
                Some(Self::H2641080p30fps1LayerHighMotion)
            }
            _ => None,
        }
    }
}

//! Messages of `livekit_metrics.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MetricsBatch {
    #[prost(int64, tag = "1")]
    pub timestamp_ms: i64,
    #[prost(message, optional, tag = "2")]
    pub normalized_timestamp: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, repeated, tag = "3")]
    pub str_data: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "4")]
    pub time_series: ::prost::alloc::vec::Vec<TimeSeriesMetric>,
    #[prost(message, repeated, tag = "5")]
    pub events: ::prost::alloc::vec::Vec<EventMetric>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TimeSeriesMetric {
    #[prost(uint32, tag = "1")]
    pub label: u32,
    #[prost(uint32, tag = "2")]
    pub participant_identity: u32,
    #[prost(uint32, tag = "3")]
    pub track_sid: u32,
    #[prost(message, repeated, tag = "4")]
    pub samples: ::prost::alloc::vec::Vec<MetricSample>,
    #[prost(uint32, tag = "5")]
    pub rid: u32,
}
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct MetricSample {
    #[prost(int64, tag = "1")]
    pub timestamp_ms: i64,
    #[prost(message, optional, tag = "2")]
    pub normalized_timestamp: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(float, tag = "3")]
    pub value: f32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct EventMetric {
    #[prost(uint32, tag = "1")]
    pub label: u32,
    #[prost(uint32, tag = "2")]
    pub participant_identity: u32,
    #[prost(uint32, tag = "3")]
    pub track_sid: u32,
    #[prost(int64, tag = "4")]
    pub start_timestamp_ms: i64,
    #[prost(int64, optional, tag = "5")]
    pub end_timestamp_ms: ::core::option::Option<i64>,
    #[prost(message, optional, tag = "6")]
    pub normalized_start_timestamp: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "7")]
    pub normalized_end_timestamp: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, tag = "8")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(uint32, tag = "9")]
    pub rid: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MetricsRecordingHeader {
    #[prost(string, tag = "1")]
    pub room_id: ::prost::alloc::string::String,
    #[prost(uint64, tag = "3")]
    pub duration: u64,
    #[prost(message, optional, tag = "4")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(map = "string, string", tag = "5")]
    pub room_tags: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "6")]
    pub room_name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "7")]
    pub room_start_time: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, tag = "8")]
    pub job_id: ::prost::alloc::string::String,
    #[prost(bool, tag = "9")]
    pub simulated: bool,
    #[prost(bool, tag = "10")]
    pub redaction_enabled: bool,
    #[prost(string, tag = "11")]
    pub session_summary: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum MetricLabel {
    AgentsLlmTtft = 0,
    AgentsSttTtft = 1,
    AgentsTtsTtfb = 2,
    ClientVideoSubscriberFreezeCount = 3,
    ClientVideoSubscriberTotalFreezeDuration = 4,
    ClientVideoSubscriberPauseCount = 5,
    ClientVideoSubscriberTotalPausesDuration = 6,
    ClientAudioSubscriberConcealedSamples = 7,
    ClientAudioSubscriberSilentConcealedSamples = 8,
    ClientAudioSubscriberConcealmentEvents = 9,
    ClientAudioSubscriberInterruptionCount = 10,
    ClientAudioSubscriberTotalInterruptionDuration = 11,
    ClientSubscriberJitterBufferDelay = 12,
    ClientSubscriberJitterBufferEmittedCount = 13,
    ClientVideoPublisherQualityLimitationDurationBandwidth = 14,
    ClientVideoPublisherQualityLimitationDurationCpu = 15,
    ClientVideoPublisherQualityLimitationDurationOther = 16,
    PublisherRtt = 17,
    ServerMeshRtt = 18,
    SubscriberRtt = 19,
    PredefinedMaxValue = 4096,
}
impl MetricLabel {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::AgentsLlmTtft => "AGENTS_LLM_TTFT",
            Self::AgentsSttTtft => "AGENTS_STT_TTFT",
            Self::AgentsTtsTtfb => "AGENTS_TTS_TTFB",
            Self::ClientVideoSubscriberFreezeCount => {
                "CLIENT_VIDEO_SUBSCRIBER_FREEZE_COUNT"
            }
            Self::ClientVideoSubscriberTotalFreezeDuration => {
                "CLIENT_VIDEO_SUBSCRIBER_TOTAL_FREEZE_DURATION"
            }
            Self::ClientVideoSubscriberPauseCount => {
                "CLIENT_VIDEO_SUBSCRIBER_PAUSE_COUNT"
            }
            Self::ClientVideoSubscriberTotalPausesDuration => {
                "CLIENT_VIDEO_SUBSCRIBER_TOTAL_PAUSES_DURATION"
            }
            Self::ClientAudioSubscriberConcealedSamples => {
                "CLIENT_AUDIO_SUBSCRIBER_CONCEALED_SAMPLES"
            }
            Self::ClientAudioSubscriberSilentConcealedSamples => {
                "CLIENT_AUDIO_SUBSCRIBER_SILENT_CONCEALED_SAMPLES"
            }
            Self::ClientAudioSubscriberConcealmentEvents => {
                "CLIENT_AUDIO_SUBSCRIBER_CONCEALMENT_EVENTS"
            }
            Self::ClientAudioSubscriberInterruptionCount => {
                "CLIENT_AUDIO_SUBSCRIBER_INTERRUPTION_COUNT"
            }
            Self::ClientAudioSubscriberTotalInterruptionDuration => {
                "CLIENT_AUDIO_SUBSCRIBER_TOTAL_INTERRUPTION_DURATION"
            }
            Self::ClientSubscriberJitterBufferDelay => {
                "CLIENT_SUBSCRIBER_JITTER_BUFFER_DELAY"
            }
            Self::ClientSubscriberJitterBufferEmittedCount => {
                "CLIENT_SUBSCRIBER_JITTER_BUFFER_EMITTED_COUNT"
            }
            Self::ClientVideoPublisherQualityLimitationDurationBandwidth => {
                "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_BANDWIDTH"
            }
            Self::ClientVideoPublisherQualityLimitationDurationCpu => {
                "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_CPU"
            }
            Self::ClientVideoPublisherQualityLimitationDurationOther => {
                "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_OTHER"
            }
            Self::PublisherRtt => "PUBLISHER_RTT",
            Self::ServerMeshRtt => "SERVER_MESH_RTT",
            Self::SubscriberRtt => "SUBSCRIBER_RTT",
            Self::PredefinedMaxValue => "METRIC_LABEL_PREDEFINED_MAX_VALUE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AGENTS_LLM_TTFT" => Some(Self::AgentsLlmTtft),
            "AGENTS_STT_TTFT" => Some(Self::AgentsSttTtft),
            "AGENTS_TTS_TTFB" => Some(Self::AgentsTtsTtfb),
            "CLIENT_VIDEO_SUBSCRIBER_FREEZE_COUNT" => {
                Some(Self::ClientVideoSubscriberFreezeCount)
            }
            "CLIENT_VIDEO_SUBSCRIBER_TOTAL_FREEZE_DURATION" => {
                Some(Self::ClientVideoSubscriberTotalFreezeDuration)
            }
            "CLIENT_VIDEO_SUBSCRIBER_PAUSE_COUNT" => {
                Some(Self::ClientVideoSubscriberPauseCount)
            }
            "CLIENT_VIDEO_SUBSCRIBER_TOTAL_PAUSES_DURATION" => {
                Some(Self::ClientVideoSubscriberTotalPausesDuration)
            }
            "CLIENT_AUDIO_SUBSCRIBER_CONCEALED_SAMPLES" => {
                Some(Self::ClientAudioSubscriberConcealedSamples)
            }
            "CLIENT_AUDIO_SUBSCRIBER_SILENT_CONCEALED_SAMPLES" => {
                Some(Self::ClientAudioSubscriberSilentConcealedSamples)
            }
            "CLIENT_AUDIO_SUBSCRIBER_CONCEALMENT_EVENTS" => {
                Some(Self::ClientAudioSubscriberConcealmentEvents)
            }
            "CLIENT_AUDIO_SUBSCRIBER_INTERRUPTION_COUNT" => {
                Some(Self::ClientAudioSubscriberInterruptionCount)
            }
            "CLIENT_AUDIO_SUBSCRIBER_TOTAL_INTERRUPTION_DURATION" => {
                Some(Self::ClientAudioSubscriberTotalInterruptionDuration)
            }
            "CLIENT_SUBSCRIBER_JITTER_BUFFER_DELAY" => {
                Some(Self::ClientSubscriberJitterBufferDelay)
            }
            "CLIENT_SUBSCRIBER_JITTER_BUFFER_EMITTED_COUNT" => {
                Some(Self::ClientSubscriberJitterBufferEmittedCount)
            }
            "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_BANDWIDTH" => {
                Some(Self::ClientVideoPublisherQualityLimitationDurationBandwidth)
            }
            "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_CPU" => {
                Some(Self::ClientVideoPublisherQualityLimitationDurationCpu)
            }
            "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_OTHER" => {
                Some(Self::ClientVideoPublisherQualityLimitationDurationOther)
            }
            "PUBLISHER_RTT" => Some(Self::PublisherRtt),
            "SERVER_MESH_RTT" => Some(Self::ServerMeshRtt),
            "SUBSCRIBER_RTT" => Some(Self::SubscriberRtt),
            "METRIC_LABEL_PREDEFINED_MAX_VALUE" => Some(Self::PredefinedMaxValue),
            _ => None,
        }
    }
}

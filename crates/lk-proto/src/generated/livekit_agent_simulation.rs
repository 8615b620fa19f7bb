//! Messages of `livekit_agent_simulation.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulationRun {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub project_id: ::prost::alloc::string::String,
    #[prost(enumeration = "simulation_run::Status", tag = "3")]
    pub status: i32,
    #[prost(string, tag = "4")]
    pub agent_description: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub error: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "6")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, repeated, tag = "7")]
    pub jobs: ::prost::alloc::vec::Vec<simulation_run::Job>,
    #[prost(string, tag = "9")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "10")]
    pub scenario_group: ::core::option::Option<ScenarioGroup>,
    #[prost(message, optional, tag = "11")]
    pub ended_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(int32, tag = "12")]
    pub job_count: i32,
    #[prost(int32, tag = "13")]
    pub passed_count: i32,
    #[prost(int32, tag = "14")]
    pub failed_count: i32,
    #[prost(int32, tag = "15")]
    pub num_simulations: i32,
    #[prost(message, optional, tag = "16")]
    pub usage: ::core::option::Option<simulation_run::Usage>,
    #[prost(int32, tag = "17")]
    pub concurrency: i32,
    #[prost(enumeration = "SimulationMode", tag = "18")]
    pub mode: i32,
    #[prost(message, optional, tag = "19")]
    pub metrics: ::core::option::Option<simulation_run::RunMetrics>,
    #[prost(bytes = "bytes", tag = "20")]
    pub summary_zstd: ::prost::bytes::Bytes,
    #[prost(int32, optional, tag = "21")]
    pub issue_count: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "22")]
    pub ci: ::core::option::Option<simulation_run::Ci>,
    #[prost(message, optional, tag = "23")]
    pub sampling: ::core::option::Option<simulation_run::SamplingOptions>,
}
/// Nested message and enum types in `SimulationRun`.
pub mod simulation_run {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Ci {
        #[prost(string, tag = "1")]
        pub provider: ::prost::alloc::string::String,
        #[prost(string, tag = "2")]
        pub commit_sha: ::prost::alloc::string::String,
        #[prost(string, tag = "3")]
        pub r#ref: ::prost::alloc::string::String,
        #[prost(string, tag = "4")]
        pub pull_request: ::prost::alloc::string::String,
        #[prost(string, tag = "5")]
        pub run_url: ::prost::alloc::string::String,
        #[prost(string, tag = "6")]
        pub actor: ::prost::alloc::string::String,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Cancel {}
    /// Nested message and enum types in `Cancel`.
    pub mod cancel {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub simulation_run_id: ::prost::alloc::string::String,
        }
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Response {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct ConfirmSourceUpload {}
    /// Nested message and enum types in `ConfirmSourceUpload`.
    pub mod confirm_source_upload {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub simulation_run_id: ::prost::alloc::string::String,
            #[prost(string, tag = "3")]
            pub code_entrypoint: ::prost::alloc::string::String,
        }
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Response {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Counts {}
    /// Nested message and enum types in `Counts`.
    pub mod counts {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Bucket {
            #[prost(message, optional, tag = "1")]
            pub bucket_start: ::core::option::Option<::prost_types::Timestamp>,
            #[prost(uint64, tag = "2")]
            pub count: u64,
        }
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(message, optional, tag = "2")]
            pub start_time: ::core::option::Option<::prost_types::Timestamp>,
            #[prost(message, optional, tag = "3")]
            pub end_time: ::core::option::Option<::prost_types::Timestamp>,
            #[prost(enumeration = "super::Status", optional, tag = "4")]
            pub status: ::core::option::Option<i32>,
            #[prost(string, optional, tag = "5")]
            pub agent_name: ::core::option::Option<::prost::alloc::string::String>,
            #[prost(enumeration = "super::super::SimulationMode", optional, tag = "6")]
            pub mode: ::core::option::Option<i32>,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Response {
            #[prost(message, repeated, tag = "1")]
            pub buckets: ::prost::alloc::vec::Vec<Bucket>,
            #[prost(message, optional, tag = "2")]
            pub interval: ::core::option::Option<::prost_types::Duration>,
        }
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Create {}
    /// Nested message and enum types in `Create`.
    pub mod create {
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub agent_name: ::prost::alloc::string::String,
            #[prost(int32, tag = "4")]
            pub num_simulations: i32,
            #[prost(string, tag = "6")]
            pub region: ::prost::alloc::string::String,
            #[prost(message, optional, tag = "7")]
            pub scenario_group: ::core::option::Option<super::super::ScenarioGroup>,
            #[prost(int32, optional, tag = "8")]
            pub concurrency: ::core::option::Option<i32>,
            #[prost(enumeration = "super::super::SimulationMode", tag = "9")]
            pub mode: i32,
            #[prost(bool, tag = "10")]
            pub background_noise: bool,
            #[prost(bool, tag = "11")]
            pub low_quality_microphone: bool,
            #[prost(bool, tag = "12")]
            pub packet_loss: bool,
            #[prost(message, optional, tag = "13")]
            pub ci: ::core::option::Option<super::Ci>,
            #[prost(message, optional, tag = "14")]
            pub sampling: ::core::option::Option<super::SamplingOptions>,
            #[prost(string, tag = "15")]
            pub sip_call_to: ::prost::alloc::string::String,
            #[prost(string, tag = "16")]
            pub sip_trunk_id: ::prost::alloc::string::String,
            #[prost(string, tag = "17")]
            pub sip_number: ::prost::alloc::string::String,
            #[prost(string, tag = "18")]
            pub deployment: ::prost::alloc::string::String,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Response {
            #[prost(string, tag = "1")]
            pub simulation_run_id: ::prost::alloc::string::String,
            #[prost(message, optional, tag = "2")]
            pub presigned_post_request: ::core::option::Option<
                crate::PresignedPostRequest,
            >,
        }
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Get {}
    /// Nested message and enum types in `Get`.
    pub mod get {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub simulation_run_id: ::prost::alloc::string::String,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Response {
            #[prost(message, optional, tag = "1")]
            pub run: ::core::option::Option<super::super::SimulationRun>,
        }
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct Job {
        #[prost(string, tag = "1")]
        pub id: ::prost::alloc::string::String,
        #[prost(enumeration = "job::Status", tag = "2")]
        pub status: i32,
        #[prost(string, tag = "3")]
        pub instructions: ::prost::alloc::string::String,
        #[prost(string, tag = "4")]
        pub error: ::prost::alloc::string::String,
        #[prost(string, tag = "5")]
        pub agent_expectations: ::prost::alloc::string::String,
        #[prost(string, tag = "6")]
        pub label: ::prost::alloc::string::String,
        #[prost(string, repeated, tag = "7")]
        pub tags: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
        #[prost(string, tag = "8")]
        pub room_name: ::prost::alloc::string::String,
        #[prost(message, optional, tag = "10")]
        pub started_at: ::core::option::Option<::prost_types::Timestamp>,
        #[prost(message, optional, tag = "11")]
        pub ended_at: ::core::option::Option<::prost_types::Timestamp>,
        #[prost(string, tag = "12")]
        pub room_id: ::prost::alloc::string::String,
        #[prost(message, optional, tag = "13")]
        pub usage: ::core::option::Option<job::Usage>,
        #[prost(message, optional, tag = "14")]
        pub metrics: ::core::option::Option<JobMetrics>,
        #[prost(string, tag = "15")]
        pub scenario_id: ::prost::alloc::string::String,
        #[prost(int32, tag = "16")]
        pub sample: i32,
        #[prost(enumeration = "job::FailureReason", tag = "19")]
        pub failure_reason: i32,
    }
    /// Nested message and enum types in `Job`.
    pub mod job {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Usage {
            #[prost(int32, tag = "1")]
            pub text_turns_count: i32,
            #[prost(int32, tag = "2")]
            pub audio_turns_count: i32,
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
        pub enum FailureReason {
            Unspecified = 0,
            AgentJoinTimeout = 1,
        }
        impl FailureReason {
            /// String value of the enum field names used in the ProtoBuf definition.
            ///
            /// The values are not transformed in any way and thus are considered stable
            /// (if the ProtoBuf definition does not change) and safe for programmatic use.
            pub fn as_str_name(&self) -> &'static str {
                match self {
                    Self::Unspecified => "FAILURE_REASON_UNSPECIFIED",
                    Self::AgentJoinTimeout => "FAILURE_REASON_AGENT_JOIN_TIMEOUT",
                }
            }
            /// Creates an enum from field names used in the ProtoBuf definition.
            pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
                match value {
                    "FAILURE_REASON_UNSPECIFIED" => Some(Self::Unspecified),
                    "FAILURE_REASON_AGENT_JOIN_TIMEOUT" => Some(Self::AgentJoinTimeout),
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
        pub enum Status {
            Pending = 0,
            Running = 1,
            Completed = 2,
            Failed = 3,
            Cancelled = 4,
        }
        impl Status {
            /// String value of the enum field names used in the ProtoBuf definition.
            ///
            /// The values are not transformed in any way and thus are considered stable
            /// (if the ProtoBuf definition does not change) and safe for programmatic use.
            pub fn as_str_name(&self) -> &'static str {
                match self {
                    Self::Pending => "STATUS_PENDING",
                    Self::Running => "STATUS_RUNNING",
                    Self::Completed => "STATUS_COMPLETED",
                    Self::Failed => "STATUS_FAILED",
                    Self::Cancelled => "STATUS_CANCELLED",
                }
            }
            /// Creates an enum from field names used in the ProtoBuf definition.
            pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
                match value {
                    "STATUS_PENDING" => Some(Self::Pending),
                    "STATUS_RUNNING" => Some(Self::Running),
                    "STATUS_COMPLETED" => Some(Self::Completed),
                    "STATUS_FAILED" => Some(Self::Failed),
                    "STATUS_CANCELLED" => Some(Self::Cancelled),
                    _ => None,
                }
            }
        }
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct JobMetrics {
        #[prost(float, optional, tag = "3")]
        pub task_completion: ::core::option::Option<f32>,
        #[prost(message, optional, tag = "4")]
        pub stt: ::core::option::Option<job_metrics::Stt>,
        #[prost(message, optional, tag = "5")]
        pub llm: ::core::option::Option<job_metrics::Llm>,
        #[prost(message, optional, tag = "6")]
        pub tts: ::core::option::Option<job_metrics::Tts>,
        #[prost(message, optional, tag = "7")]
        pub conversation: ::core::option::Option<job_metrics::Conversation>,
        #[prost(message, repeated, tag = "9")]
        pub turns: ::prost::alloc::vec::Vec<job_metrics::Turn>,
        #[prost(string, tag = "10")]
        pub judge_model: ::prost::alloc::string::String,
        #[prost(bool, tag = "12")]
        pub has_remote_session: bool,
        #[prost(message, optional, tag = "13")]
        pub t0: ::core::option::Option<::prost_types::Timestamp>,
        #[prost(float, optional, tag = "14")]
        pub conciseness: ::core::option::Option<f32>,
        #[prost(bool, optional, tag = "15")]
        pub unnecessary_tool_calls: ::core::option::Option<bool>,
        #[prost(bool, optional, tag = "16")]
        pub information_loss: ::core::option::Option<bool>,
        #[prost(bool, optional, tag = "17")]
        pub redundant_statements: ::core::option::Option<bool>,
        #[prost(bool, optional, tag = "18")]
        pub poor_question_quality: ::core::option::Option<bool>,
        #[prost(float, optional, tag = "19")]
        pub conversation_progression: ::core::option::Option<f32>,
        #[prost(float, optional, tag = "20")]
        pub overall_score: ::core::option::Option<f32>,
        #[prost(enumeration = "job_metrics::EndReason", tag = "21")]
        pub end_reason: i32,
        #[prost(string, tag = "22")]
        pub caller_language: ::prost::alloc::string::String,
        #[prost(string, tag = "23")]
        pub caller_listen_language: ::prost::alloc::string::String,
        #[prost(message, optional, tag = "24")]
        pub impairments: ::core::option::Option<super::SimulationImpairments>,
    }
    /// Nested message and enum types in `JobMetrics`.
    pub mod job_metrics {
        #[derive(Clone, Copy, PartialEq, ::prost::Message)]
        pub struct Conversation {
            #[prost(float, optional, tag = "1")]
            pub turn_taking_score: ::core::option::Option<f32>,
            #[prost(int32, optional, tag = "2")]
            pub heard_e2e_latency_p50_ms: ::core::option::Option<i32>,
            #[prost(int32, optional, tag = "3")]
            pub heard_e2e_latency_p95_ms: ::core::option::Option<i32>,
            #[prost(int32, optional, tag = "4")]
            pub heard_e2e_latency_p99_ms: ::core::option::Option<i32>,
            #[prost(uint32, optional, tag = "5")]
            pub time_to_yield_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "6")]
            pub eot_misprediction_count: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "7")]
            pub overlap_ratio: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "8")]
            pub overlap_speech_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "9")]
            pub total_speech_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "11")]
            pub awkward_silence_count: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "12")]
            pub unanswered_turns: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "13")]
            pub false_interruption_count: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "15")]
            pub e2e_latency_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "16")]
            pub backchannel_count: ::core::option::Option<u32>,
        }
        #[derive(Clone, Copy, PartialEq, ::prost::Message)]
        pub struct Llm {
            #[prost(uint32, optional, tag = "1")]
            pub ttft_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "2")]
            pub ttfs_ms: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "3")]
            pub tokens_per_second: ::core::option::Option<f32>,
        }
        #[derive(Clone, Copy, PartialEq, ::prost::Message)]
        pub struct Stt {
            #[prost(float, optional, tag = "1")]
            pub wer: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "2")]
            pub words: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "3")]
            pub word_errors: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "4")]
            pub cer: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "8")]
            pub stt_delay_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "9")]
            pub chars: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "10")]
            pub char_errors: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "11")]
            pub entity_recognition: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "12")]
            pub entities_uttered: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "13")]
            pub entities_recognized: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "14")]
            pub entity_recall: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "15")]
            pub entities_acquired_uttered: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "16")]
            pub entities_acquired_recognized: ::core::option::Option<u32>,
        }
        #[derive(Clone, Copy, PartialEq, ::prost::Message)]
        pub struct Tts {
            #[prost(uint32, optional, tag = "2")]
            pub ttfb_ms: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "3")]
            pub wer: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "7")]
            pub words: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "8")]
            pub word_errors: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "9")]
            pub cer: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "10")]
            pub chars: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "11")]
            pub char_errors: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "14")]
            pub entity_recognition: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "15")]
            pub entities_uttered: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "16")]
            pub entities_recognized: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "17")]
            pub entity_recall: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "18")]
            pub entities_acquired_uttered: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "19")]
            pub entities_acquired_recognized: ::core::option::Option<u32>,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Turn {
            #[prost(uint32, tag = "1")]
            pub index: u32,
            #[prost(enumeration = "crate::agent::ChatRole", tag = "2")]
            pub role: i32,
            #[prost(uint32, optional, tag = "3")]
            pub start_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "4")]
            pub end_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "5")]
            pub stt_delay_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "6")]
            pub llm_ttft_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "7")]
            pub llm_ttfs_ms: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "8")]
            pub llm_tps: ::core::option::Option<f32>,
            #[prost(uint32, optional, tag = "9")]
            pub tts_ttfb_ms: ::core::option::Option<u32>,
            #[prost(uint32, optional, tag = "10")]
            pub e2e_latency_ms: ::core::option::Option<u32>,
            #[prost(int32, optional, tag = "11")]
            pub heard_e2e_latency_ms: ::core::option::Option<i32>,
            #[prost(uint32, optional, tag = "12")]
            pub time_to_yield_ms: ::core::option::Option<u32>,
            #[prost(float, optional, tag = "13")]
            pub turn_taking_score: ::core::option::Option<f32>,
            #[prost(float, optional, tag = "14")]
            pub conciseness: ::core::option::Option<f32>,
            #[prost(bool, optional, tag = "15")]
            pub eot_misprediction: ::core::option::Option<bool>,
            #[prost(bool, optional, tag = "16")]
            pub awkward_silence: ::core::option::Option<bool>,
            #[prost(bool, optional, tag = "17")]
            pub unanswered: ::core::option::Option<bool>,
            #[prost(string, tag = "18")]
            pub text: ::prost::alloc::string::String,
            #[prost(message, repeated, tag = "19")]
            pub entities: ::prost::alloc::vec::Vec<turn::Entity>,
            #[prost(string, tag = "20")]
            pub item_id: ::prost::alloc::string::String,
        }
        /// Nested message and enum types in `Turn`.
        pub mod turn {
            #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
            pub struct Entity {
                #[prost(string, tag = "1")]
                pub said: ::prost::alloc::string::String,
                #[prost(string, tag = "2")]
                pub heard: ::prost::alloc::string::String,
                #[prost(bool, tag = "3")]
                pub recognized: bool,
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
        pub enum EndReason {
            Unspecified = 0,
            ScenarioCompleted = 1,
            AgentEnded = 2,
            Inactivity = 3,
            TurnLimit = 4,
            EmptyResponse = 5,
            AgentError = 6,
        }
        impl EndReason {
            /// String value of the enum field names used in the ProtoBuf definition.
            ///
            /// The values are not transformed in any way and thus are considered stable
            /// (if the ProtoBuf definition does not change) and safe for programmatic use.
            pub fn as_str_name(&self) -> &'static str {
                match self {
                    Self::Unspecified => "END_REASON_UNSPECIFIED",
                    Self::ScenarioCompleted => "END_REASON_SCENARIO_COMPLETED",
                    Self::AgentEnded => "END_REASON_AGENT_ENDED",
                    Self::Inactivity => "END_REASON_INACTIVITY",
                    Self::TurnLimit => "END_REASON_TURN_LIMIT",
                    Self::EmptyResponse => "END_REASON_EMPTY_RESPONSE",
                    Self::AgentError => "END_REASON_AGENT_ERROR",
                }
            }
            /// Creates an enum from field names used in the ProtoBuf definition.
            pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
                match value {
                    "END_REASON_UNSPECIFIED" => Some(Self::Unspecified),
                    "END_REASON_SCENARIO_COMPLETED" => Some(Self::ScenarioCompleted),
                    "END_REASON_AGENT_ENDED" => Some(Self::AgentEnded),
                    "END_REASON_INACTIVITY" => Some(Self::Inactivity),
                    "END_REASON_TURN_LIMIT" => Some(Self::TurnLimit),
                    "END_REASON_EMPTY_RESPONSE" => Some(Self::EmptyResponse),
                    "END_REASON_AGENT_ERROR" => Some(Self::AgentError),
                    _ => None,
                }
            }
        }
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct List {}
    /// Nested message and enum types in `List`.
    pub mod list {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(enumeration = "super::Status", optional, tag = "2")]
            pub status: ::core::option::Option<i32>,
            #[prost(message, optional, tag = "3")]
            pub page_token: ::core::option::Option<crate::TokenPagination>,
            #[prost(message, optional, tag = "4")]
            pub start_time: ::core::option::Option<::prost_types::Timestamp>,
            #[prost(message, optional, tag = "5")]
            pub end_time: ::core::option::Option<::prost_types::Timestamp>,
            #[prost(string, optional, tag = "6")]
            pub agent_name: ::core::option::Option<::prost::alloc::string::String>,
            #[prost(enumeration = "super::super::SimulationMode", optional, tag = "7")]
            pub mode: ::core::option::Option<i32>,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Response {
            #[prost(message, repeated, tag = "1")]
            pub runs: ::prost::alloc::vec::Vec<super::super::SimulationRun>,
            #[prost(message, optional, tag = "2")]
            pub next_page_token: ::core::option::Option<crate::TokenPagination>,
        }
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Message)]
    pub struct RunMetrics {
        #[prost(float, optional, tag = "3")]
        pub scenario_pass_rate: ::core::option::Option<f32>,
        #[prost(message, optional, tag = "4")]
        pub stt: ::core::option::Option<job_metrics::Stt>,
        #[prost(message, optional, tag = "5")]
        pub llm: ::core::option::Option<job_metrics::Llm>,
        #[prost(message, optional, tag = "6")]
        pub tts: ::core::option::Option<job_metrics::Tts>,
        #[prost(message, optional, tag = "7")]
        pub conversation: ::core::option::Option<job_metrics::Conversation>,
        #[prost(float, optional, tag = "8")]
        pub conciseness: ::core::option::Option<f32>,
        #[prost(float, optional, tag = "9")]
        pub conversation_progression: ::core::option::Option<f32>,
        #[prost(float, optional, tag = "10")]
        pub overall_score: ::core::option::Option<f32>,
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Message)]
    pub struct SamplingOptions {
        #[prost(int32, tag = "1")]
        pub samples: i32,
        #[prost(double, tag = "2")]
        pub pass_rate: f64,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Usage {
        #[prost(int32, tag = "1")]
        pub text_turns_count: i32,
        #[prost(int32, tag = "2")]
        pub audio_turns_count: i32,
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
    pub enum Status {
        PendingUpload = 0,
        Generating = 1,
        Running = 2,
        Summarizing = 3,
        Completed = 4,
        Failed = 5,
        Cancelled = 6,
    }
    impl Status {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::PendingUpload => "STATUS_PENDING_UPLOAD",
                Self::Generating => "STATUS_GENERATING",
                Self::Running => "STATUS_RUNNING",
                Self::Summarizing => "STATUS_SUMMARIZING",
                Self::Completed => "STATUS_COMPLETED",
                Self::Failed => "STATUS_FAILED",
                Self::Cancelled => "STATUS_CANCELLED",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "STATUS_PENDING_UPLOAD" => Some(Self::PendingUpload),
                "STATUS_GENERATING" => Some(Self::Generating),
                "STATUS_RUNNING" => Some(Self::Running),
                "STATUS_SUMMARIZING" => Some(Self::Summarizing),
                "STATUS_COMPLETED" => Some(Self::Completed),
                "STATUS_FAILED" => Some(Self::Failed),
                "STATUS_CANCELLED" => Some(Self::Cancelled),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ScenarioGroup {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub scenarios: ::prost::alloc::vec::Vec<Scenario>,
    #[prost(string, tag = "3")]
    pub id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Scenario {
    #[prost(string, tag = "1")]
    pub label: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub instructions: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub agent_expectations: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "4")]
    pub tags: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "5")]
    pub userdata: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub id: ::prost::alloc::string::String,
}
/// Nested message and enum types in `Scenario`.
pub mod scenario {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct CreateFromSession {}
    /// Nested message and enum types in `CreateFromSession`.
    pub mod create_from_session {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Request {
            #[prost(string, tag = "1")]
            pub project_id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub room_id: ::prost::alloc::string::String,
            #[prost(string, tag = "3")]
            pub region: ::prost::alloc::string::String,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Response {
            #[prost(message, optional, tag = "1")]
            pub scenario: ::core::option::Option<super::super::Scenario>,
        }
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SimulationImpairments {
    #[prost(bool, tag = "1")]
    pub background_noise: bool,
    #[prost(bool, tag = "2")]
    pub low_quality_microphone: bool,
    #[prost(bool, tag = "3")]
    pub packet_loss: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulationDispatch {
    #[prost(string, tag = "1")]
    pub simulation_run_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub job_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub scenario: ::core::option::Option<Scenario>,
    #[prost(enumeration = "SimulationMode", tag = "4")]
    pub mode: i32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulationRunSummary {
    #[prost(int32, tag = "1")]
    pub passed: i32,
    #[prost(int32, tag = "2")]
    pub failed: i32,
    #[prost(string, tag = "3")]
    pub going_well: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub to_improve: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "5")]
    pub issues: ::prost::alloc::vec::Vec<simulation_run_summary::Issue>,
    #[prost(map = "string, message", tag = "6")]
    pub chat_history: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        crate::agent::ChatContext,
    >,
}
/// Nested message and enum types in `SimulationRunSummary`.
pub mod simulation_run_summary {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Issue {
        #[prost(string, tag = "1")]
        pub description: ::prost::alloc::string::String,
        #[prost(string, tag = "2")]
        pub suggestion: ::prost::alloc::string::String,
        #[prost(string, tag = "3")]
        pub label: ::prost::alloc::string::String,
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SimulationMode {
    Unspecified = 0,
    Text = 1,
    Audio = 2,
}
impl SimulationMode {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "SIMULATION_MODE_UNSPECIFIED",
            Self::Text => "SIMULATION_MODE_TEXT",
            Self::Audio => "SIMULATION_MODE_AUDIO",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIMULATION_MODE_UNSPECIFIED" => Some(Self::Unspecified),
            "SIMULATION_MODE_TEXT" => Some(Self::Text),
            "SIMULATION_MODE_AUDIO" => Some(Self::Audio),
            _ => None,
        }
    }
}

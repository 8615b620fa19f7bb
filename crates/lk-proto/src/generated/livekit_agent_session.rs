//! Messages of `agent/livekit_agent_session.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentSessionMessage {
    #[prost(oneof = "agent_session_message::Message", tags = "1, 2, 3, 4, 5, 6, 7, 8")]
    pub message: ::core::option::Option<agent_session_message::Message>,
}
/// Nested message and enum types in `AgentSessionMessage`.
pub mod agent_session_message {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct ConsoleIo {}
    /// Nested message and enum types in `ConsoleIO`.
    pub mod console_io {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct AudioFrame {
            #[prost(bytes = "bytes", tag = "1")]
            pub data: ::prost::bytes::Bytes,
            #[prost(uint32, tag = "2")]
            pub sample_rate: u32,
            #[prost(uint32, tag = "3")]
            pub num_channels: u32,
            #[prost(uint32, tag = "4")]
            pub samples_per_channel: u32,
        }
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct AudioPlaybackClear {}
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct AudioPlaybackFinished {}
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct AudioPlaybackFlush {}
    }
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Message {
        #[prost(message, tag = "1")]
        AudioInput(console_io::AudioFrame),
        #[prost(message, tag = "2")]
        AudioOutput(console_io::AudioFrame),
        #[prost(message, tag = "3")]
        Event(super::AgentSessionEvent),
        #[prost(message, tag = "4")]
        Request(super::SessionRequest),
        #[prost(message, tag = "5")]
        Response(super::SessionResponse),
        #[prost(message, tag = "6")]
        AudioPlaybackFlush(console_io::AudioPlaybackFlush),
        #[prost(message, tag = "7")]
        AudioPlaybackClear(console_io::AudioPlaybackClear),
        #[prost(message, tag = "8")]
        AudioPlaybackFinished(console_io::AudioPlaybackFinished),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentSessionEvent {
    #[prost(message, optional, tag = "1")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(
        oneof = "agent_session_event::Event",
        tags = "10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25"
    )]
    pub event: ::core::option::Option<agent_session_event::Event>,
}
/// Nested message and enum types in `AgentSessionEvent`.
pub mod agent_session_event {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AgentFalseInterruption {
        #[prost(bool, tag = "1")]
        pub resumed: bool,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AgentStateChanged {
        #[prost(enumeration = "super::AgentState", tag = "1")]
        pub old_state: i32,
        #[prost(enumeration = "super::AgentState", tag = "2")]
        pub new_state: i32,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AmdCompleted {
        #[prost(enumeration = "super::AmdCategory", tag = "1")]
        pub category: i32,
        #[prost(string, tag = "2")]
        pub reason: ::prost::alloc::string::String,
        #[prost(bool, tag = "3")]
        pub voicemail_message_played: bool,
        #[prost(message, optional, tag = "4")]
        pub prediction: ::core::option::Option<AmdPrediction>,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AmdPrediction {
        #[prost(message, optional, tag = "1")]
        pub speech_duration: ::core::option::Option<::prost_types::Duration>,
        #[prost(enumeration = "super::AmdCategory", tag = "2")]
        pub category: i32,
        #[prost(string, tag = "3")]
        pub reason: ::prost::alloc::string::String,
        #[prost(string, tag = "4")]
        pub transcript: ::prost::alloc::string::String,
        #[prost(message, optional, tag = "5")]
        pub delay: ::core::option::Option<::prost_types::Duration>,
        #[prost(uint32, tag = "6")]
        pub turn_id: u32,
        #[prost(enumeration = "super::AmdCategory", tag = "7")]
        pub stage: i32,
        #[prost(message, optional, tag = "8")]
        pub inference_duration: ::core::option::Option<::prost_types::Duration>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct ConversationItemAdded {
        #[prost(message, optional, tag = "1")]
        pub item: ::core::option::Option<super::chat_context::ChatItem>,
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Message)]
    pub struct EotPrediction {
        #[prost(float, tag = "1")]
        pub probability: f32,
        #[prost(float, tag = "2")]
        pub threshold: f32,
        #[prost(message, optional, tag = "3")]
        pub inference_duration: ::core::option::Option<::prost_types::Duration>,
        #[prost(message, optional, tag = "4")]
        pub delay: ::core::option::Option<::prost_types::Duration>,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Error {
        #[prost(string, tag = "1")]
        pub message: ::prost::alloc::string::String,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct FunctionToolsExecuted {
        #[prost(message, repeated, tag = "1")]
        pub function_calls: ::prost::alloc::vec::Vec<super::FunctionCall>,
        #[prost(message, repeated, tag = "2")]
        pub function_call_outputs: ::prost::alloc::vec::Vec<super::FunctionCallOutput>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct FunctionToolsStarted {
        #[prost(message, repeated, tag = "1")]
        pub function_calls: ::prost::alloc::vec::Vec<super::FunctionCall>,
    }
    #[derive(Clone, Copy, PartialEq, ::prost::Message)]
    pub struct OverlappingSpeech {
        #[prost(bool, tag = "1")]
        pub is_interruption: bool,
        #[prost(message, optional, tag = "2")]
        pub overlap_started_at: ::core::option::Option<::prost_types::Timestamp>,
        #[prost(double, tag = "3")]
        pub detection_delay: f64,
        #[prost(message, optional, tag = "4")]
        pub detected_at: ::core::option::Option<::prost_types::Timestamp>,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct SessionClosed {
        #[prost(enumeration = "super::CloseReason", tag = "1")]
        pub reason: i32,
        #[prost(string, optional, tag = "2")]
        pub error: ::core::option::Option<::prost::alloc::string::String>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct SessionUsageUpdated {
        #[prost(message, optional, tag = "1")]
        pub usage: ::core::option::Option<super::AgentSessionUsage>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct ToolExecutionUpdated {
        #[prost(oneof = "tool_execution_updated::Update", tags = "1, 2, 3, 4")]
        pub update: ::core::option::Option<tool_execution_updated::Update>,
    }
    /// Nested message and enum types in `ToolExecutionUpdated`.
    pub mod tool_execution_updated {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct CallUpdated {
            #[prost(string, tag = "1")]
            pub id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub call_id: ::prost::alloc::string::String,
            #[prost(string, tag = "3")]
            pub message: ::prost::alloc::string::String,
        }
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Ended {
            #[prost(string, tag = "1")]
            pub id: ::prost::alloc::string::String,
            #[prost(string, tag = "2")]
            pub call_id: ::prost::alloc::string::String,
            #[prost(string, optional, tag = "3")]
            pub message: ::core::option::Option<::prost::alloc::string::String>,
            #[prost(enumeration = "super::super::ToolCallStatus", tag = "4")]
            pub status: i32,
        }
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct ReplyUpdated {
            #[prost(string, repeated, tag = "1")]
            pub update_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
            #[prost(enumeration = "super::super::ToolReplyStatus", tag = "2")]
            pub status: i32,
            #[prost(string, tag = "3")]
            pub speech_id: ::prost::alloc::string::String,
        }
        #[derive(Clone, PartialEq, ::prost::Message)]
        pub struct Started {
            #[prost(message, optional, tag = "1")]
            pub function_call: ::core::option::Option<super::super::FunctionCall>,
        }
        #[derive(Clone, PartialEq, ::prost::Oneof)]
        pub enum Update {
            #[prost(message, tag = "1")]
            Started(Started),
            #[prost(message, tag = "2")]
            CallUpdated(CallUpdated),
            #[prost(message, tag = "3")]
            ReplyUpdated(ReplyUpdated),
            #[prost(message, tag = "4")]
            Ended(Ended),
        }
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct UserInputTranscribed {
        #[prost(string, tag = "1")]
        pub transcript: ::prost::alloc::string::String,
        #[prost(bool, tag = "2")]
        pub is_final: bool,
        #[prost(string, optional, tag = "3")]
        pub language: ::core::option::Option<::prost::alloc::string::String>,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct UserStateChanged {
        #[prost(enumeration = "super::UserState", tag = "1")]
        pub old_state: i32,
        #[prost(enumeration = "super::UserState", tag = "2")]
        pub new_state: i32,
    }
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Event {
        #[prost(message, tag = "10")]
        AgentStateChanged(AgentStateChanged),
        #[prost(message, tag = "11")]
        UserStateChanged(UserStateChanged),
        #[prost(message, tag = "12")]
        ConversationItemAdded(ConversationItemAdded),
        #[prost(message, tag = "13")]
        UserInputTranscribed(UserInputTranscribed),
        #[prost(message, tag = "14")]
        FunctionToolsExecuted(FunctionToolsExecuted),
        #[prost(message, tag = "15")]
        Error(Error),
        #[prost(message, tag = "16")]
        OverlappingSpeech(OverlappingSpeech),
        #[prost(message, tag = "17")]
        SessionUsageUpdated(SessionUsageUpdated),
        #[prost(message, tag = "18")]
        AmdPrediction(AmdPrediction),
        #[prost(message, tag = "19")]
        EotPrediction(EotPrediction),
        #[prost(message, tag = "20")]
        FunctionToolsStarted(FunctionToolsStarted),
        #[prost(message, tag = "21")]
        DebugMessage(super::DebugMessage),
        #[prost(message, tag = "22")]
        ToolExecutionUpdated(ToolExecutionUpdated),
        #[prost(message, tag = "23")]
        AgentFalseInterruption(AgentFalseInterruption),
        #[prost(message, tag = "24")]
        AmdCompleted(AmdCompleted),
        #[prost(message, tag = "25")]
        SessionClosed(SessionClosed),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DebugMessage {
    #[prost(message, optional, tag = "1")]
    pub payload: ::core::option::Option<::prost_types::Struct>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ChatContext {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<chat_context::ChatItem>,
}
/// Nested message and enum types in `ChatContext`.
pub mod chat_context {
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct ChatItem {
        #[prost(oneof = "chat_item::Item", tags = "1, 2, 3, 4, 5")]
        pub item: ::core::option::Option<chat_item::Item>,
    }
    /// Nested message and enum types in `ChatItem`.
    pub mod chat_item {
        #[derive(Clone, PartialEq, ::prost::Oneof)]
        pub enum Item {
            #[prost(message, tag = "1")]
            Message(super::super::ChatMessage),
            #[prost(message, tag = "2")]
            FunctionCall(super::super::FunctionCall),
            #[prost(message, tag = "3")]
            FunctionCallOutput(super::super::FunctionCallOutput),
            #[prost(message, tag = "4")]
            AgentHandoff(super::super::AgentHandoff),
            #[prost(message, tag = "5")]
            AgentConfigUpdate(super::super::AgentConfigUpdate),
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ChatMessage {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(enumeration = "ChatRole", tag = "2")]
    pub role: i32,
    #[prost(message, repeated, tag = "3")]
    pub content: ::prost::alloc::vec::Vec<chat_message::ChatContent>,
    #[prost(bool, tag = "4")]
    pub interrupted: bool,
    #[prost(double, optional, tag = "5")]
    pub transcript_confidence: ::core::option::Option<f64>,
    #[prost(map = "string, string", tag = "6")]
    pub extra: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(message, optional, tag = "7")]
    pub metrics: ::core::option::Option<MetricsReport>,
    #[prost(message, optional, tag = "8")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
}
/// Nested message and enum types in `ChatMessage`.
pub mod chat_message {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct ChatContent {
        #[prost(oneof = "chat_content::Payload", tags = "1")]
        pub payload: ::core::option::Option<chat_content::Payload>,
    }
    /// Nested message and enum types in `ChatContent`.
    pub mod chat_content {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
        pub enum Payload {
            #[prost(string, tag = "1")]
            Text(::prost::alloc::string::String),
        }
    }
}
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct MetricsReport {
    #[prost(message, optional, tag = "1")]
    pub started_speaking_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "2")]
    pub stopped_speaking_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(double, optional, tag = "3")]
    pub transcription_delay: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "4")]
    pub end_of_turn_delay: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "5")]
    pub on_user_turn_completed_delay: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "6")]
    pub llm_node_ttft: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "7")]
    pub tts_node_ttfb: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "8")]
    pub e2e_latency: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "9")]
    pub llm_node_tps: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "10")]
    pub llm_node_ttfs: ::core::option::Option<f64>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct FunctionCall {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub arguments: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "5")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(map = "string, string", tag = "6")]
    pub extra: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FunctionCallOutput {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub call_id: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub output: ::prost::alloc::string::String,
    #[prost(bool, tag = "5")]
    pub is_error: bool,
    #[prost(message, optional, tag = "6")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AgentHandoff {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, optional, tag = "2")]
    pub old_agent_id: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, tag = "3")]
    pub new_agent_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "4")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AgentConfigUpdate {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, optional, tag = "2")]
    pub instructions: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "3")]
    pub tools_added: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "4")]
    pub tools_removed: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "5")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentSessionUsage {
    #[prost(message, repeated, tag = "1")]
    pub model_usage: ::prost::alloc::vec::Vec<ModelUsage>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModelUsage {
    #[prost(oneof = "model_usage::Usage", tags = "1, 2, 3, 4, 5")]
    pub usage: ::core::option::Option<model_usage::Usage>,
}
/// Nested message and enum types in `ModelUsage`.
pub mod model_usage {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Usage {
        #[prost(message, tag = "1")]
        Llm(super::LlmModelUsage),
        #[prost(message, tag = "2")]
        Tts(super::TtsModelUsage),
        #[prost(message, tag = "3")]
        Stt(super::SttModelUsage),
        #[prost(message, tag = "4")]
        Interruption(super::InterruptionModelUsage),
        #[prost(message, tag = "5")]
        Eot(super::EotModelUsage),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LlmModelUsage {
    #[prost(string, tag = "1")]
    pub provider: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub input_tokens: i32,
    #[prost(int32, tag = "4")]
    pub input_cached_tokens: i32,
    #[prost(int32, tag = "5")]
    pub input_audio_tokens: i32,
    #[prost(int32, tag = "6")]
    pub input_cached_audio_tokens: i32,
    #[prost(int32, tag = "7")]
    pub input_text_tokens: i32,
    #[prost(int32, tag = "8")]
    pub input_cached_text_tokens: i32,
    #[prost(int32, tag = "9")]
    pub input_image_tokens: i32,
    #[prost(int32, tag = "10")]
    pub input_cached_image_tokens: i32,
    #[prost(int32, tag = "11")]
    pub output_tokens: i32,
    #[prost(int32, tag = "12")]
    pub output_audio_tokens: i32,
    #[prost(int32, tag = "13")]
    pub output_text_tokens: i32,
    #[prost(double, tag = "14")]
    pub session_duration: f64,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TtsModelUsage {
    #[prost(string, tag = "1")]
    pub provider: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub input_tokens: i32,
    #[prost(int32, tag = "4")]
    pub output_tokens: i32,
    #[prost(int32, tag = "5")]
    pub characters_count: i32,
    #[prost(double, tag = "6")]
    pub audio_duration: f64,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SttModelUsage {
    #[prost(string, tag = "1")]
    pub provider: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub input_tokens: i32,
    #[prost(int32, tag = "4")]
    pub output_tokens: i32,
    #[prost(double, tag = "5")]
    pub audio_duration: f64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InterruptionModelUsage {
    #[prost(string, tag = "1")]
    pub provider: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub total_requests: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct EotModelUsage {
    #[prost(string, tag = "1")]
    pub provider: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    #[prost(int32, tag = "3")]
    pub total_requests: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SessionRequest {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    #[prost(
        oneof = "session_request::Request",
        tags = "2, 4, 5, 6, 7, 8, 9, 10, 11, 12"
    )]
    pub request: ::core::option::Option<session_request::Request>,
}
/// Nested message and enum types in `SessionRequest`.
pub mod session_request {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct FinalizeSimulation {
        #[prost(bool, tag = "1")]
        pub provisional_success: bool,
        #[prost(string, tag = "2")]
        pub provisional_reason: ::prost::alloc::string::String,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetAgentInfo {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetChatHistory {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetFrameworkInfo {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetRtcStats {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetSessionState {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetSessionUsage {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Ping {}
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct RunInput {
        #[prost(string, tag = "1")]
        pub text: ::prost::alloc::string::String,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct UpdateIo {
        #[prost(message, optional, tag = "1")]
        pub input: ::core::option::Option<update_io::Input>,
        #[prost(message, optional, tag = "2")]
        pub output: ::core::option::Option<update_io::Output>,
    }
    /// Nested message and enum types in `UpdateIO`.
    pub mod update_io {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Input {
            #[prost(bool, optional, tag = "1")]
            pub audio_enabled: ::core::option::Option<bool>,
            #[prost(bool, optional, tag = "2")]
            pub video_enabled: ::core::option::Option<bool>,
        }
        #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct Output {
            #[prost(bool, optional, tag = "1")]
            pub audio_enabled: ::core::option::Option<bool>,
            #[prost(bool, optional, tag = "2")]
            pub video_enabled: ::core::option::Option<bool>,
            #[prost(bool, optional, tag = "3")]
            pub transcription_enabled: ::core::option::Option<bool>,
        }
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Request {
        #[prost(message, tag = "2")]
        Ping(Ping),
        #[prost(message, tag = "4")]
        GetChatHistory(GetChatHistory),
        #[prost(message, tag = "5")]
        RunInput(RunInput),
        #[prost(message, tag = "6")]
        GetAgentInfo(GetAgentInfo),
        #[prost(message, tag = "7")]
        GetSessionState(GetSessionState),
        #[prost(message, tag = "8")]
        GetRtcStats(GetRtcStats),
        #[prost(message, tag = "9")]
        GetSessionUsage(GetSessionUsage),
        #[prost(message, tag = "10")]
        GetFrameworkInfo(GetFrameworkInfo),
        #[prost(message, tag = "11")]
        UpdateIo(UpdateIo),
        #[prost(message, tag = "12")]
        FinalizeSimulation(FinalizeSimulation),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SessionResponse {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    #[prost(string, optional, tag = "2")]
    pub error: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(
        oneof = "session_response::Response",
        tags = "3, 5, 6, 7, 8, 9, 10, 11, 12, 13"
    )]
    pub response: ::core::option::Option<session_response::Response>,
}
/// Nested message and enum types in `SessionResponse`.
pub mod session_response {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct FinalizeSimulationResponse {
        #[prost(message, optional, tag = "1")]
        pub user_verdict: ::core::option::Option<
            finalize_simulation_response::SimulationVerdict,
        >,
    }
    /// Nested message and enum types in `FinalizeSimulationResponse`.
    pub mod finalize_simulation_response {
        #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
        pub struct SimulationVerdict {
            #[prost(bool, tag = "1")]
            pub success: bool,
            #[prost(string, tag = "2")]
            pub reason: ::prost::alloc::string::String,
        }
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct GetAgentInfoResponse {
        #[prost(string, tag = "1")]
        pub id: ::prost::alloc::string::String,
        #[prost(string, optional, tag = "2")]
        pub instructions: ::core::option::Option<::prost::alloc::string::String>,
        #[prost(string, repeated, tag = "3")]
        pub tools: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
        #[prost(message, repeated, tag = "4")]
        pub chat_ctx: ::prost::alloc::vec::Vec<super::chat_context::ChatItem>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct GetChatHistoryResponse {
        #[prost(message, repeated, tag = "1")]
        pub items: ::prost::alloc::vec::Vec<super::chat_context::ChatItem>,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GetFrameworkInfoResponse {
        #[prost(string, tag = "1")]
        pub sdk: ::prost::alloc::string::String,
        #[prost(string, tag = "2")]
        pub sdk_version: ::prost::alloc::string::String,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct GetRtcStatsResponse {
        #[prost(message, repeated, tag = "1")]
        pub publisher_stats: ::prost::alloc::vec::Vec<::prost_types::Struct>,
        #[prost(message, repeated, tag = "2")]
        pub subscriber_stats: ::prost::alloc::vec::Vec<::prost_types::Struct>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct GetSessionStateResponse {
        #[prost(enumeration = "super::AgentState", tag = "1")]
        pub agent_state: i32,
        #[prost(enumeration = "super::UserState", tag = "2")]
        pub user_state: i32,
        #[prost(string, tag = "3")]
        pub agent_id: ::prost::alloc::string::String,
        #[prost(map = "string, string", tag = "4")]
        pub options: ::std::collections::HashMap<
            ::prost::alloc::string::String,
            ::prost::alloc::string::String,
        >,
        #[prost(message, optional, tag = "5")]
        pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    }
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct GetSessionUsageResponse {
        #[prost(message, optional, tag = "1")]
        pub usage: ::core::option::Option<super::AgentSessionUsage>,
        #[prost(message, optional, tag = "2")]
        pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Pong {}
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct RunInputResponse {
        #[prost(message, repeated, tag = "1")]
        pub items: ::prost::alloc::vec::Vec<super::chat_context::ChatItem>,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct UpdateIoResponse {}
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Response {
        #[prost(message, tag = "3")]
        Pong(Pong),
        #[prost(message, tag = "5")]
        GetChatHistory(GetChatHistoryResponse),
        #[prost(message, tag = "6")]
        RunInput(RunInputResponse),
        #[prost(message, tag = "7")]
        GetAgentInfo(GetAgentInfoResponse),
        #[prost(message, tag = "8")]
        GetSessionState(GetSessionStateResponse),
        #[prost(message, tag = "9")]
        GetRtcStats(GetRtcStatsResponse),
        #[prost(message, tag = "10")]
        GetSessionUsage(GetSessionUsageResponse),
        #[prost(message, tag = "11")]
        GetFrameworkInfo(GetFrameworkInfoResponse),
        #[prost(message, tag = "12")]
        UpdateIo(UpdateIoResponse),
        #[prost(message, tag = "13")]
        FinalizeSimulation(FinalizeSimulationResponse),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TimedString {
    #[prost(string, tag = "1")]
    pub text: ::prost::alloc::string::String,
    #[prost(double, optional, tag = "2")]
    pub start_time: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "3")]
    pub end_time: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "4")]
    pub confidence: ::core::option::Option<f64>,
    #[prost(double, optional, tag = "5")]
    pub start_time_offset: ::core::option::Option<f64>,
    #[prost(string, optional, tag = "6")]
    pub speaker_id: ::core::option::Option<::prost::alloc::string::String>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AgentState {
    AsInitializing = 0,
    AsIdle = 1,
    AsListening = 2,
    AsThinking = 3,
    AsSpeaking = 4,
}
impl AgentState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::AsInitializing => "AS_INITIALIZING",
            Self::AsIdle => "AS_IDLE",
            Self::AsListening => "AS_LISTENING",
            Self::AsThinking => "AS_THINKING",
            Self::AsSpeaking => "AS_SPEAKING",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AS_INITIALIZING" => Some(Self::AsInitializing),
            "AS_IDLE" => Some(Self::AsIdle),
            "AS_LISTENING" => Some(Self::AsListening),
            "AS_THINKING" => Some(Self::AsThinking),
            "AS_SPEAKING" => Some(Self::AsSpeaking),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AmdCategory {
    AmdUnknown = 0,
    AmdHuman = 1,
    AmdMachineIvr = 2,
    AmdMachineVm = 3,
    AmdMachineUnavailable = 4,
    AmdUncertain = 5,
    AmdMachineScreening = 6,
    AmdWait = 7,
}
impl AmdCategory {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::AmdUnknown => "AMD_UNKNOWN",
            Self::AmdHuman => "AMD_HUMAN",
            Self::AmdMachineIvr => "AMD_MACHINE_IVR",
            Self::AmdMachineVm => "AMD_MACHINE_VM",
            Self::AmdMachineUnavailable => "AMD_MACHINE_UNAVAILABLE",
            Self::AmdUncertain => "AMD_UNCERTAIN",
            Self::AmdMachineScreening => "AMD_MACHINE_SCREENING",
            Self::AmdWait => "AMD_WAIT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "AMD_UNKNOWN" => Some(Self::AmdUnknown),
            "AMD_HUMAN" => Some(Self::AmdHuman),
            "AMD_MACHINE_IVR" => Some(Self::AmdMachineIvr),
            "AMD_MACHINE_VM" => Some(Self::AmdMachineVm),
            "AMD_MACHINE_UNAVAILABLE" => Some(Self::AmdMachineUnavailable),
            "AMD_UNCERTAIN" => Some(Self::AmdUncertain),
            "AMD_MACHINE_SCREENING" => Some(Self::AmdMachineScreening),
            "AMD_WAIT" => Some(Self::AmdWait),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ChatRole {
    Developer = 0,
    System = 1,
    User = 2,
    Assistant = 3,
}
impl ChatRole {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Developer => "DEVELOPER",
            Self::System => "SYSTEM",
            Self::User => "USER",
            Self::Assistant => "ASSISTANT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEVELOPER" => Some(Self::Developer),
            "SYSTEM" => Some(Self::System),
            "USER" => Some(Self::User),
            "ASSISTANT" => Some(Self::Assistant),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum CloseReason {
    CrUnknown = 0,
    CrError = 1,
    CrJobShutdown = 2,
    CrParticipantDisconnected = 3,
    CrUserInitiated = 4,
    CrCompleted = 5,
}
impl CloseReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::CrUnknown => "CR_UNKNOWN",
            Self::CrError => "CR_ERROR",
            Self::CrJobShutdown => "CR_JOB_SHUTDOWN",
            Self::CrParticipantDisconnected => "CR_PARTICIPANT_DISCONNECTED",
            Self::CrUserInitiated => "CR_USER_INITIATED",
            Self::CrCompleted => "CR_COMPLETED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "CR_UNKNOWN" => Some(Self::CrUnknown),
            "CR_ERROR" => Some(Self::CrError),
            "CR_JOB_SHUTDOWN" => Some(Self::CrJobShutdown),
            "CR_PARTICIPANT_DISCONNECTED" => Some(Self::CrParticipantDisconnected),
            "CR_USER_INITIATED" => Some(Self::CrUserInitiated),
            "CR_COMPLETED" => Some(Self::CrCompleted),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ToolCallStatus {
    TcRunning = 0,
    TcDone = 1,
    TcError = 2,
    TcCancelled = 3,
}
impl ToolCallStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::TcRunning => "TC_RUNNING",
            Self::TcDone => "TC_DONE",
            Self::TcError => "TC_ERROR",
            Self::TcCancelled => "TC_CANCELLED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "TC_RUNNING" => Some(Self::TcRunning),
            "TC_DONE" => Some(Self::TcDone),
            "TC_ERROR" => Some(Self::TcError),
            "TC_CANCELLED" => Some(Self::TcCancelled),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ToolReplyStatus {
    TrScheduled = 0,
    TrCompleted = 1,
    TrInterrupted = 2,
    TrSkipped = 3,
}
impl ToolReplyStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::TrScheduled => "TR_SCHEDULED",
            Self::TrCompleted => "TR_COMPLETED",
            Self::TrInterrupted => "TR_INTERRUPTED",
            Self::TrSkipped => "TR_SKIPPED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "TR_SCHEDULED" => Some(Self::TrScheduled),
            "TR_COMPLETED" => Some(Self::TrCompleted),
            "TR_INTERRUPTED" => Some(Self::TrInterrupted),
            "TR_SKIPPED" => Some(Self::TrSkipped),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum UserState {
    UsSpeaking = 0,
    UsListening = 1,
    UsAway = 2,
}
impl UserState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::UsSpeaking => "US_SPEAKING",
            Self::UsListening => "US_LISTENING",
            Self::UsAway => "US_AWAY",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "US_SPEAKING" => Some(Self::UsSpeaking),
            "US_LISTENING" => Some(Self::UsListening),
            "US_AWAY" => Some(Self::UsAway),
            _ => None,
        }
    }
}

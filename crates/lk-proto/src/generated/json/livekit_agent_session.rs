//! Protojson of `agent/livekit_agent_session.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static AGENT_AGENT_STATE: EnumTable = EnumTable(&[
    (0, "AS_INITIALIZING"),
    (1, "AS_IDLE"),
    (2, "AS_LISTENING"),
    (3, "AS_THINKING"),
    (4, "AS_SPEAKING"),
]);

pub(super) static AGENT_AMD_CATEGORY: EnumTable = EnumTable(&[
    (0, "AMD_UNKNOWN"),
    (1, "AMD_HUMAN"),
    (2, "AMD_MACHINE_IVR"),
    (3, "AMD_MACHINE_VM"),
    (4, "AMD_MACHINE_UNAVAILABLE"),
    (5, "AMD_UNCERTAIN"),
    (6, "AMD_MACHINE_SCREENING"),
    (7, "AMD_WAIT"),
]);

pub(super) static AGENT_CHAT_ROLE: EnumTable = EnumTable(&[
    (0, "DEVELOPER"),
    (1, "SYSTEM"),
    (2, "USER"),
    (3, "ASSISTANT"),
]);

pub(super) static AGENT_CLOSE_REASON: EnumTable = EnumTable(&[
    (0, "CR_UNKNOWN"),
    (1, "CR_ERROR"),
    (2, "CR_JOB_SHUTDOWN"),
    (3, "CR_PARTICIPANT_DISCONNECTED"),
    (4, "CR_USER_INITIATED"),
    (5, "CR_COMPLETED"),
]);

pub(super) static AGENT_TOOL_CALL_STATUS: EnumTable = EnumTable(&[
    (0, "TC_RUNNING"),
    (1, "TC_DONE"),
    (2, "TC_ERROR"),
    (3, "TC_CANCELLED"),
]);

pub(super) static AGENT_TOOL_REPLY_STATUS: EnumTable = EnumTable(&[
    (0, "TR_SCHEDULED"),
    (1, "TR_COMPLETED"),
    (2, "TR_INTERRUPTED"),
    (3, "TR_SKIPPED"),
]);

pub(super) static AGENT_USER_STATE: EnumTable = EnumTable(&[
    (0, "US_SPEAKING"),
    (1, "US_LISTENING"),
    (2, "US_AWAY"),
]);

pub(super) static AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_FRAME: Table = Table {
    name: "livekit.agent.AgentSessionMessage.ConsoleIO.AudioFrame",
    fields: &[
        field(1, "data", "data", Kind::Bytes, Label::Implicit),
        field(2, "sample_rate", "sampleRate", Kind::Uint32, Label::Implicit),
        field(3, "num_channels", "numChannels", Kind::Uint32, Label::Implicit),
        field(4, "samples_per_channel", "samplesPerChannel", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_CLEAR: Table = Table {
    name: "livekit.agent.AgentSessionMessage.ConsoleIO.AudioPlaybackClear",
    fields: &[],
};

pub(super) static AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FINISHED: Table = Table {
    name: "livekit.agent.AgentSessionMessage.ConsoleIO.AudioPlaybackFinished",
    fields: &[],
};

pub(super) static AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FLUSH: Table = Table {
    name: "livekit.agent.AgentSessionMessage.ConsoleIO.AudioPlaybackFlush",
    fields: &[],
};

pub(super) static AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO: Table = Table {
    name: "livekit.agent.AgentSessionMessage.ConsoleIO",
    fields: &[],
};

pub(super) static AGENT_AGENT_SESSION_MESSAGE: Table = Table {
    name: "livekit.agent.AgentSessionMessage",
    fields: &[
        field(1, "audio_input", "audioInput", Kind::Message(&AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_FRAME), Label::Oneof(0)),
        field(2, "audio_output", "audioOutput", Kind::Message(&AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_FRAME), Label::Oneof(0)),
        field(3, "event", "event", Kind::Message(&AGENT_AGENT_SESSION_EVENT), Label::Oneof(0)),
        field(4, "request", "request", Kind::Message(&AGENT_SESSION_REQUEST), Label::Oneof(0)),
        field(5, "response", "response", Kind::Message(&AGENT_SESSION_RESPONSE), Label::Oneof(0)),
        field(6, "audio_playback_flush", "audioPlaybackFlush", Kind::Message(&AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FLUSH), Label::Oneof(0)),
        field(7, "audio_playback_clear", "audioPlaybackClear", Kind::Message(&AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_CLEAR), Label::Oneof(0)),
        field(8, "audio_playback_finished", "audioPlaybackFinished", Kind::Message(&AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FINISHED), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_AGENT_FALSE_INTERRUPTION: Table = Table {
    name: "livekit.agent.AgentSessionEvent.AgentFalseInterruption",
    fields: &[
        field(1, "resumed", "resumed", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_AGENT_STATE_CHANGED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.AgentStateChanged",
    fields: &[
        field(1, "old_state", "oldState", Kind::Enum(&AGENT_AGENT_STATE), Label::Implicit),
        field(2, "new_state", "newState", Kind::Enum(&AGENT_AGENT_STATE), Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_AMD_COMPLETED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.AmdCompleted",
    fields: &[
        field(1, "category", "category", Kind::Enum(&AGENT_AMD_CATEGORY), Label::Implicit),
        field(2, "reason", "reason", Kind::String, Label::Implicit),
        field(3, "voicemail_message_played", "voicemailMessagePlayed", Kind::Bool, Label::Implicit),
        field(4, "prediction", "prediction", Kind::Message(&AGENT_AGENT_SESSION_EVENT_AMD_PREDICTION), Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_AMD_PREDICTION: Table = Table {
    name: "livekit.agent.AgentSessionEvent.AmdPrediction",
    fields: &[
        field(1, "speech_duration", "speechDuration", Kind::Duration, Label::Single),
        field(2, "category", "category", Kind::Enum(&AGENT_AMD_CATEGORY), Label::Implicit),
        field(3, "reason", "reason", Kind::String, Label::Implicit),
        field(4, "transcript", "transcript", Kind::String, Label::Implicit),
        field(5, "delay", "delay", Kind::Duration, Label::Single),
        field(6, "turn_id", "turnId", Kind::Uint32, Label::Implicit),
        field(7, "stage", "stage", Kind::Enum(&AGENT_AMD_CATEGORY), Label::Implicit),
        field(8, "inference_duration", "inferenceDuration", Kind::Duration, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_CONVERSATION_ITEM_ADDED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ConversationItemAdded",
    fields: &[
        field(1, "item", "item", Kind::Message(&AGENT_CHAT_CONTEXT_CHAT_ITEM), Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_EOT_PREDICTION: Table = Table {
    name: "livekit.agent.AgentSessionEvent.EotPrediction",
    fields: &[
        field(1, "probability", "probability", Kind::Float, Label::Implicit),
        field(2, "threshold", "threshold", Kind::Float, Label::Implicit),
        field(3, "inference_duration", "inferenceDuration", Kind::Duration, Label::Single),
        field(4, "delay", "delay", Kind::Duration, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_ERROR: Table = Table {
    name: "livekit.agent.AgentSessionEvent.Error",
    fields: &[
        field(1, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_EXECUTED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.FunctionToolsExecuted",
    fields: &[
        field(1, "function_calls", "functionCalls", Kind::Message(&AGENT_FUNCTION_CALL), Label::Repeated),
        field(2, "function_call_outputs", "functionCallOutputs", Kind::Message(&AGENT_FUNCTION_CALL_OUTPUT), Label::Repeated),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_STARTED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.FunctionToolsStarted",
    fields: &[
        field(1, "function_calls", "functionCalls", Kind::Message(&AGENT_FUNCTION_CALL), Label::Repeated),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_OVERLAPPING_SPEECH: Table = Table {
    name: "livekit.agent.AgentSessionEvent.OverlappingSpeech",
    fields: &[
        field(1, "is_interruption", "isInterruption", Kind::Bool, Label::Implicit),
        field(2, "overlap_started_at", "overlapStartedAt", Kind::Timestamp, Label::Optional),
        field(3, "detection_delay", "detectionDelay", Kind::Double, Label::Implicit),
        field(4, "detected_at", "detectedAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_SESSION_CLOSED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.SessionClosed",
    fields: &[
        field(1, "reason", "reason", Kind::Enum(&AGENT_CLOSE_REASON), Label::Implicit),
        field(2, "error", "error", Kind::String, Label::Optional),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_SESSION_USAGE_UPDATED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.SessionUsageUpdated",
    fields: &[
        field(1, "usage", "usage", Kind::Message(&AGENT_AGENT_SESSION_USAGE), Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_CALL_UPDATED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ToolExecutionUpdated.CallUpdated",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "call_id", "callId", Kind::String, Label::Implicit),
        field(3, "message", "message", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_ENDED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ToolExecutionUpdated.Ended",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "call_id", "callId", Kind::String, Label::Implicit),
        field(3, "message", "message", Kind::String, Label::Optional),
        field(4, "status", "status", Kind::Enum(&AGENT_TOOL_CALL_STATUS), Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_REPLY_UPDATED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ToolExecutionUpdated.ReplyUpdated",
    fields: &[
        field(1, "update_ids", "updateIds", Kind::String, Label::Repeated),
        field(2, "status", "status", Kind::Enum(&AGENT_TOOL_REPLY_STATUS), Label::Implicit),
        field(3, "speech_id", "speechId", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_STARTED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ToolExecutionUpdated.Started",
    fields: &[
        field(1, "function_call", "functionCall", Kind::Message(&AGENT_FUNCTION_CALL), Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.ToolExecutionUpdated",
    fields: &[
        field(1, "started", "started", Kind::Message(&AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_STARTED), Label::Oneof(0)),
        field(2, "call_updated", "callUpdated", Kind::Message(&AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_CALL_UPDATED), Label::Oneof(0)),
        field(3, "reply_updated", "replyUpdated", Kind::Message(&AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_REPLY_UPDATED), Label::Oneof(0)),
        field(4, "ended", "ended", Kind::Message(&AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_ENDED), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_USER_INPUT_TRANSCRIBED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.UserInputTranscribed",
    fields: &[
        field(1, "transcript", "transcript", Kind::String, Label::Implicit),
        field(2, "is_final", "isFinal", Kind::Bool, Label::Implicit),
        field(3, "language", "language", Kind::String, Label::Optional),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT_USER_STATE_CHANGED: Table = Table {
    name: "livekit.agent.AgentSessionEvent.UserStateChanged",
    fields: &[
        field(1, "old_state", "oldState", Kind::Enum(&AGENT_USER_STATE), Label::Implicit),
        field(2, "new_state", "newState", Kind::Enum(&AGENT_USER_STATE), Label::Implicit),
    ],
};

pub(super) static AGENT_AGENT_SESSION_EVENT: Table = Table {
    name: "livekit.agent.AgentSessionEvent",
    fields: &[
        field(1, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(10, "agent_state_changed", "agentStateChanged", Kind::Message(&AGENT_AGENT_SESSION_EVENT_AGENT_STATE_CHANGED), Label::Oneof(0)),
        field(11, "user_state_changed", "userStateChanged", Kind::Message(&AGENT_AGENT_SESSION_EVENT_USER_STATE_CHANGED), Label::Oneof(0)),
        field(12, "conversation_item_added", "conversationItemAdded", Kind::Message(&AGENT_AGENT_SESSION_EVENT_CONVERSATION_ITEM_ADDED), Label::Oneof(0)),
        field(13, "user_input_transcribed", "userInputTranscribed", Kind::Message(&AGENT_AGENT_SESSION_EVENT_USER_INPUT_TRANSCRIBED), Label::Oneof(0)),
        field(14, "function_tools_executed", "functionToolsExecuted", Kind::Message(&AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_EXECUTED), Label::Oneof(0)),
        field(15, "error", "error", Kind::Message(&AGENT_AGENT_SESSION_EVENT_ERROR), Label::Oneof(0)),
        field(16, "overlapping_speech", "overlappingSpeech", Kind::Message(&AGENT_AGENT_SESSION_EVENT_OVERLAPPING_SPEECH), Label::Oneof(0)),
        field(17, "session_usage_updated", "sessionUsageUpdated", Kind::Message(&AGENT_AGENT_SESSION_EVENT_SESSION_USAGE_UPDATED), Label::Oneof(0)),
        field(18, "amd_prediction", "amdPrediction", Kind::Message(&AGENT_AGENT_SESSION_EVENT_AMD_PREDICTION), Label::Oneof(0)),
        field(19, "eot_prediction", "eotPrediction", Kind::Message(&AGENT_AGENT_SESSION_EVENT_EOT_PREDICTION), Label::Oneof(0)),
        field(20, "function_tools_started", "functionToolsStarted", Kind::Message(&AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_STARTED), Label::Oneof(0)),
        field(21, "debug_message", "debugMessage", Kind::Message(&AGENT_DEBUG_MESSAGE), Label::Oneof(0)),
        field(22, "tool_execution_updated", "toolExecutionUpdated", Kind::Message(&AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED), Label::Oneof(0)),
        field(23, "agent_false_interruption", "agentFalseInterruption", Kind::Message(&AGENT_AGENT_SESSION_EVENT_AGENT_FALSE_INTERRUPTION), Label::Oneof(0)),
        field(24, "amd_completed", "amdCompleted", Kind::Message(&AGENT_AGENT_SESSION_EVENT_AMD_COMPLETED), Label::Oneof(0)),
        field(25, "session_closed", "sessionClosed", Kind::Message(&AGENT_AGENT_SESSION_EVENT_SESSION_CLOSED), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_DEBUG_MESSAGE: Table = Table {
    name: "livekit.agent.DebugMessage",
    fields: &[
        field(1, "payload", "payload", Kind::Struct, Label::Single),
    ],
};

pub(super) static AGENT_CHAT_CONTEXT_CHAT_ITEM: Table = Table {
    name: "livekit.agent.ChatContext.ChatItem",
    fields: &[
        field(1, "message", "message", Kind::Message(&AGENT_CHAT_MESSAGE), Label::Oneof(0)),
        field(2, "function_call", "functionCall", Kind::Message(&AGENT_FUNCTION_CALL), Label::Oneof(0)),
        field(3, "function_call_output", "functionCallOutput", Kind::Message(&AGENT_FUNCTION_CALL_OUTPUT), Label::Oneof(0)),
        field(4, "agent_handoff", "agentHandoff", Kind::Message(&AGENT_AGENT_HANDOFF), Label::Oneof(0)),
        field(5, "agent_config_update", "agentConfigUpdate", Kind::Message(&AGENT_AGENT_CONFIG_UPDATE), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_CHAT_CONTEXT: Table = Table {
    name: "livekit.agent.ChatContext",
    fields: &[
        field(1, "items", "items", Kind::Message(&AGENT_CHAT_CONTEXT_CHAT_ITEM), Label::Repeated),
    ],
};

pub(super) static AGENT_CHAT_MESSAGE_CHAT_CONTENT: Table = Table {
    name: "livekit.agent.ChatMessage.ChatContent",
    fields: &[
        field(1, "text", "text", Kind::String, Label::Oneof(0)),
    ],
};

pub(super) static AGENT_CHAT_MESSAGE: Table = Table {
    name: "livekit.agent.ChatMessage",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "role", "role", Kind::Enum(&AGENT_CHAT_ROLE), Label::Implicit),
        field(3, "content", "content", Kind::Message(&AGENT_CHAT_MESSAGE_CHAT_CONTENT), Label::Repeated),
        field(4, "interrupted", "interrupted", Kind::Bool, Label::Implicit),
        field(5, "transcript_confidence", "transcriptConfidence", Kind::Double, Label::Optional),
        field(6, "extra", "extra", Kind::String, Label::Map(Kind::String)),
        field(7, "metrics", "metrics", Kind::Message(&AGENT_METRICS_REPORT), Label::Single),
        field(8, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_METRICS_REPORT: Table = Table {
    name: "livekit.agent.MetricsReport",
    fields: &[
        field(1, "started_speaking_at", "startedSpeakingAt", Kind::Timestamp, Label::Single),
        field(2, "stopped_speaking_at", "stoppedSpeakingAt", Kind::Timestamp, Label::Single),
        field(3, "transcription_delay", "transcriptionDelay", Kind::Double, Label::Optional),
        field(4, "end_of_turn_delay", "endOfTurnDelay", Kind::Double, Label::Optional),
        field(5, "on_user_turn_completed_delay", "onUserTurnCompletedDelay", Kind::Double, Label::Optional),
        field(6, "llm_node_ttft", "llmNodeTtft", Kind::Double, Label::Optional),
        field(7, "tts_node_ttfb", "ttsNodeTtfb", Kind::Double, Label::Optional),
        field(8, "e2e_latency", "e2eLatency", Kind::Double, Label::Optional),
        field(9, "llm_node_tps", "llmNodeTps", Kind::Double, Label::Optional),
        field(10, "llm_node_ttfs", "llmNodeTtfs", Kind::Double, Label::Optional),
    ],
};

pub(super) static AGENT_FUNCTION_CALL: Table = Table {
    name: "livekit.agent.FunctionCall",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "call_id", "callId", Kind::String, Label::Implicit),
        field(3, "arguments", "arguments", Kind::String, Label::Implicit),
        field(4, "name", "name", Kind::String, Label::Implicit),
        field(5, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(6, "extra", "extra", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static AGENT_FUNCTION_CALL_OUTPUT: Table = Table {
    name: "livekit.agent.FunctionCallOutput",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "call_id", "callId", Kind::String, Label::Implicit),
        field(4, "output", "output", Kind::String, Label::Implicit),
        field(5, "is_error", "isError", Kind::Bool, Label::Implicit),
        field(6, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_HANDOFF: Table = Table {
    name: "livekit.agent.AgentHandoff",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "old_agent_id", "oldAgentId", Kind::String, Label::Optional),
        field(3, "new_agent_id", "newAgentId", Kind::String, Label::Implicit),
        field(4, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_CONFIG_UPDATE: Table = Table {
    name: "livekit.agent.AgentConfigUpdate",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "instructions", "instructions", Kind::String, Label::Optional),
        field(3, "tools_added", "toolsAdded", Kind::String, Label::Repeated),
        field(4, "tools_removed", "toolsRemoved", Kind::String, Label::Repeated),
        field(5, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_AGENT_SESSION_USAGE: Table = Table {
    name: "livekit.agent.AgentSessionUsage",
    fields: &[
        field(1, "model_usage", "modelUsage", Kind::Message(&AGENT_MODEL_USAGE), Label::Repeated),
    ],
};

pub(super) static AGENT_MODEL_USAGE: Table = Table {
    name: "livekit.agent.ModelUsage",
    fields: &[
        field(1, "llm", "llm", Kind::Message(&AGENT_LLM_MODEL_USAGE), Label::Oneof(0)),
        field(2, "tts", "tts", Kind::Message(&AGENT_TTS_MODEL_USAGE), Label::Oneof(0)),
        field(3, "stt", "stt", Kind::Message(&AGENT_STT_MODEL_USAGE), Label::Oneof(0)),
        field(4, "interruption", "interruption", Kind::Message(&AGENT_INTERRUPTION_MODEL_USAGE), Label::Oneof(0)),
        field(5, "eot", "eot", Kind::Message(&AGENT_EOT_MODEL_USAGE), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_LLM_MODEL_USAGE: Table = Table {
    name: "livekit.agent.LLMModelUsage",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "model", "model", Kind::String, Label::Implicit),
        field(3, "input_tokens", "inputTokens", Kind::Int32, Label::Implicit),
        field(4, "input_cached_tokens", "inputCachedTokens", Kind::Int32, Label::Implicit),
        field(5, "input_audio_tokens", "inputAudioTokens", Kind::Int32, Label::Implicit),
        field(6, "input_cached_audio_tokens", "inputCachedAudioTokens", Kind::Int32, Label::Implicit),
        field(7, "input_text_tokens", "inputTextTokens", Kind::Int32, Label::Implicit),
        field(8, "input_cached_text_tokens", "inputCachedTextTokens", Kind::Int32, Label::Implicit),
        field(9, "input_image_tokens", "inputImageTokens", Kind::Int32, Label::Implicit),
        field(10, "input_cached_image_tokens", "inputCachedImageTokens", Kind::Int32, Label::Implicit),
        field(11, "output_tokens", "outputTokens", Kind::Int32, Label::Implicit),
        field(12, "output_audio_tokens", "outputAudioTokens", Kind::Int32, Label::Implicit),
        field(13, "output_text_tokens", "outputTextTokens", Kind::Int32, Label::Implicit),
        field(14, "session_duration", "sessionDuration", Kind::Double, Label::Implicit),
    ],
};

pub(super) static AGENT_TTS_MODEL_USAGE: Table = Table {
    name: "livekit.agent.TTSModelUsage",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "model", "model", Kind::String, Label::Implicit),
        field(3, "input_tokens", "inputTokens", Kind::Int32, Label::Implicit),
        field(4, "output_tokens", "outputTokens", Kind::Int32, Label::Implicit),
        field(5, "characters_count", "charactersCount", Kind::Int32, Label::Implicit),
        field(6, "audio_duration", "audioDuration", Kind::Double, Label::Implicit),
    ],
};

pub(super) static AGENT_STT_MODEL_USAGE: Table = Table {
    name: "livekit.agent.STTModelUsage",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "model", "model", Kind::String, Label::Implicit),
        field(3, "input_tokens", "inputTokens", Kind::Int32, Label::Implicit),
        field(4, "output_tokens", "outputTokens", Kind::Int32, Label::Implicit),
        field(5, "audio_duration", "audioDuration", Kind::Double, Label::Implicit),
    ],
};

pub(super) static AGENT_INTERRUPTION_MODEL_USAGE: Table = Table {
    name: "livekit.agent.InterruptionModelUsage",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "model", "model", Kind::String, Label::Implicit),
        field(3, "total_requests", "totalRequests", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static AGENT_EOT_MODEL_USAGE: Table = Table {
    name: "livekit.agent.EotModelUsage",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "model", "model", Kind::String, Label::Implicit),
        field(3, "total_requests", "totalRequests", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static AGENT_SESSION_REQUEST_FINALIZE_SIMULATION: Table = Table {
    name: "livekit.agent.SessionRequest.FinalizeSimulation",
    fields: &[
        field(1, "provisional_success", "provisionalSuccess", Kind::Bool, Label::Implicit),
        field(2, "provisional_reason", "provisionalReason", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_SESSION_REQUEST_GET_AGENT_INFO: Table = Table {
    name: "livekit.agent.SessionRequest.GetAgentInfo",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_GET_CHAT_HISTORY: Table = Table {
    name: "livekit.agent.SessionRequest.GetChatHistory",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_GET_FRAMEWORK_INFO: Table = Table {
    name: "livekit.agent.SessionRequest.GetFrameworkInfo",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_GET_RTC_STATS: Table = Table {
    name: "livekit.agent.SessionRequest.GetRTCStats",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_GET_SESSION_STATE: Table = Table {
    name: "livekit.agent.SessionRequest.GetSessionState",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_GET_SESSION_USAGE: Table = Table {
    name: "livekit.agent.SessionRequest.GetSessionUsage",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_PING: Table = Table {
    name: "livekit.agent.SessionRequest.Ping",
    fields: &[],
};

pub(super) static AGENT_SESSION_REQUEST_RUN_INPUT: Table = Table {
    name: "livekit.agent.SessionRequest.RunInput",
    fields: &[
        field(1, "text", "text", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_SESSION_REQUEST_UPDATE_IO_INPUT: Table = Table {
    name: "livekit.agent.SessionRequest.UpdateIO.Input",
    fields: &[
        field(1, "audio_enabled", "audioEnabled", Kind::Bool, Label::Optional),
        field(2, "video_enabled", "videoEnabled", Kind::Bool, Label::Optional),
    ],
};

pub(super) static AGENT_SESSION_REQUEST_UPDATE_IO_OUTPUT: Table = Table {
    name: "livekit.agent.SessionRequest.UpdateIO.Output",
    fields: &[
        field(1, "audio_enabled", "audioEnabled", Kind::Bool, Label::Optional),
        field(2, "video_enabled", "videoEnabled", Kind::Bool, Label::Optional),
        field(3, "transcription_enabled", "transcriptionEnabled", Kind::Bool, Label::Optional),
    ],
};

pub(super) static AGENT_SESSION_REQUEST_UPDATE_IO: Table = Table {
    name: "livekit.agent.SessionRequest.UpdateIO",
    fields: &[
        field(1, "input", "input", Kind::Message(&AGENT_SESSION_REQUEST_UPDATE_IO_INPUT), Label::Optional),
        field(2, "output", "output", Kind::Message(&AGENT_SESSION_REQUEST_UPDATE_IO_OUTPUT), Label::Optional),
    ],
};

pub(super) static AGENT_SESSION_REQUEST: Table = Table {
    name: "livekit.agent.SessionRequest",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
        field(2, "ping", "ping", Kind::Message(&AGENT_SESSION_REQUEST_PING), Label::Oneof(0)),
        field(4, "get_chat_history", "getChatHistory", Kind::Message(&AGENT_SESSION_REQUEST_GET_CHAT_HISTORY), Label::Oneof(0)),
        field(5, "run_input", "runInput", Kind::Message(&AGENT_SESSION_REQUEST_RUN_INPUT), Label::Oneof(0)),
        field(6, "get_agent_info", "getAgentInfo", Kind::Message(&AGENT_SESSION_REQUEST_GET_AGENT_INFO), Label::Oneof(0)),
        field(7, "get_session_state", "getSessionState", Kind::Message(&AGENT_SESSION_REQUEST_GET_SESSION_STATE), Label::Oneof(0)),
        field(8, "get_rtc_stats", "getRtcStats", Kind::Message(&AGENT_SESSION_REQUEST_GET_RTC_STATS), Label::Oneof(0)),
        field(9, "get_session_usage", "getSessionUsage", Kind::Message(&AGENT_SESSION_REQUEST_GET_SESSION_USAGE), Label::Oneof(0)),
        field(10, "get_framework_info", "getFrameworkInfo", Kind::Message(&AGENT_SESSION_REQUEST_GET_FRAMEWORK_INFO), Label::Oneof(0)),
        field(11, "update_io", "updateIo", Kind::Message(&AGENT_SESSION_REQUEST_UPDATE_IO), Label::Oneof(0)),
        field(12, "finalize_simulation", "finalizeSimulation", Kind::Message(&AGENT_SESSION_REQUEST_FINALIZE_SIMULATION), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE_SIMULATION_VERDICT: Table = Table {
    name: "livekit.agent.SessionResponse.FinalizeSimulationResponse.SimulationVerdict",
    fields: &[
        field(1, "success", "success", Kind::Bool, Label::Implicit),
        field(2, "reason", "reason", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.FinalizeSimulationResponse",
    fields: &[
        field(1, "user_verdict", "userVerdict", Kind::Message(&AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE_SIMULATION_VERDICT), Label::Single),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_AGENT_INFO_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetAgentInfoResponse",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "instructions", "instructions", Kind::String, Label::Optional),
        field(3, "tools", "tools", Kind::String, Label::Repeated),
        field(4, "chat_ctx", "chatCtx", Kind::Message(&AGENT_CHAT_CONTEXT_CHAT_ITEM), Label::Repeated),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_CHAT_HISTORY_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetChatHistoryResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&AGENT_CHAT_CONTEXT_CHAT_ITEM), Label::Repeated),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_FRAMEWORK_INFO_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetFrameworkInfoResponse",
    fields: &[
        field(1, "sdk", "sdk", Kind::String, Label::Implicit),
        field(2, "sdk_version", "sdkVersion", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_RTC_STATS_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetRTCStatsResponse",
    fields: &[
        field(1, "publisher_stats", "publisherStats", Kind::Struct, Label::Repeated),
        field(2, "subscriber_stats", "subscriberStats", Kind::Struct, Label::Repeated),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_SESSION_STATE_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetSessionStateResponse",
    fields: &[
        field(1, "agent_state", "agentState", Kind::Enum(&AGENT_AGENT_STATE), Label::Implicit),
        field(2, "user_state", "userState", Kind::Enum(&AGENT_USER_STATE), Label::Implicit),
        field(3, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(4, "options", "options", Kind::String, Label::Map(Kind::String)),
        field(5, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_GET_SESSION_USAGE_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.GetSessionUsageResponse",
    fields: &[
        field(1, "usage", "usage", Kind::Message(&AGENT_AGENT_SESSION_USAGE), Label::Single),
        field(2, "created_at", "createdAt", Kind::Timestamp, Label::Single),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_PONG: Table = Table {
    name: "livekit.agent.SessionResponse.Pong",
    fields: &[],
};

pub(super) static AGENT_SESSION_RESPONSE_RUN_INPUT_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.RunInputResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&AGENT_CHAT_CONTEXT_CHAT_ITEM), Label::Repeated),
    ],
};

pub(super) static AGENT_SESSION_RESPONSE_UPDATE_IO_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse.UpdateIOResponse",
    fields: &[],
};

pub(super) static AGENT_SESSION_RESPONSE: Table = Table {
    name: "livekit.agent.SessionResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
        field(2, "error", "error", Kind::String, Label::Optional),
        field(3, "pong", "pong", Kind::Message(&AGENT_SESSION_RESPONSE_PONG), Label::Oneof(0)),
        field(5, "get_chat_history", "getChatHistory", Kind::Message(&AGENT_SESSION_RESPONSE_GET_CHAT_HISTORY_RESPONSE), Label::Oneof(0)),
        field(6, "run_input", "runInput", Kind::Message(&AGENT_SESSION_RESPONSE_RUN_INPUT_RESPONSE), Label::Oneof(0)),
        field(7, "get_agent_info", "getAgentInfo", Kind::Message(&AGENT_SESSION_RESPONSE_GET_AGENT_INFO_RESPONSE), Label::Oneof(0)),
        field(8, "get_session_state", "getSessionState", Kind::Message(&AGENT_SESSION_RESPONSE_GET_SESSION_STATE_RESPONSE), Label::Oneof(0)),
        field(9, "get_rtc_stats", "getRtcStats", Kind::Message(&AGENT_SESSION_RESPONSE_GET_RTC_STATS_RESPONSE), Label::Oneof(0)),
        field(10, "get_session_usage", "getSessionUsage", Kind::Message(&AGENT_SESSION_RESPONSE_GET_SESSION_USAGE_RESPONSE), Label::Oneof(0)),
        field(11, "get_framework_info", "getFrameworkInfo", Kind::Message(&AGENT_SESSION_RESPONSE_GET_FRAMEWORK_INFO_RESPONSE), Label::Oneof(0)),
        field(12, "update_io", "updateIo", Kind::Message(&AGENT_SESSION_RESPONSE_UPDATE_IO_RESPONSE), Label::Oneof(0)),
        field(13, "finalize_simulation", "finalizeSimulation", Kind::Message(&AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE), Label::Oneof(0)),
    ],
};

pub(super) static AGENT_TIMED_STRING: Table = Table {
    name: "livekit.agent.TimedString",
    fields: &[
        field(1, "text", "text", Kind::String, Label::Implicit),
        field(2, "start_time", "startTime", Kind::Double, Label::Optional),
        field(3, "end_time", "endTime", Kind::Double, Label::Optional),
        field(4, "confidence", "confidence", Kind::Double, Label::Optional),
        field(5, "start_time_offset", "startTimeOffset", Kind::Double, Label::Optional),
        field(6, "speaker_id", "speakerId", Kind::String, Label::Optional),
    ],
};

messages! {
    crate::agent::agent_session_message::console_io::AudioFrame => AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_FRAME,
    crate::agent::agent_session_message::console_io::AudioPlaybackClear => AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_CLEAR,
    crate::agent::agent_session_message::console_io::AudioPlaybackFinished => AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FINISHED,
    crate::agent::agent_session_message::console_io::AudioPlaybackFlush => AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO_AUDIO_PLAYBACK_FLUSH,
    crate::agent::agent_session_message::ConsoleIo => AGENT_AGENT_SESSION_MESSAGE_CONSOLE_IO,
    crate::agent::AgentSessionMessage => AGENT_AGENT_SESSION_MESSAGE,
    crate::agent::agent_session_event::AgentFalseInterruption => AGENT_AGENT_SESSION_EVENT_AGENT_FALSE_INTERRUPTION,
    crate::agent::agent_session_event::AgentStateChanged => AGENT_AGENT_SESSION_EVENT_AGENT_STATE_CHANGED,
    crate::agent::agent_session_event::AmdCompleted => AGENT_AGENT_SESSION_EVENT_AMD_COMPLETED,
    crate::agent::agent_session_event::AmdPrediction => AGENT_AGENT_SESSION_EVENT_AMD_PREDICTION,
    crate::agent::agent_session_event::ConversationItemAdded => AGENT_AGENT_SESSION_EVENT_CONVERSATION_ITEM_ADDED,
    crate::agent::agent_session_event::EotPrediction => AGENT_AGENT_SESSION_EVENT_EOT_PREDICTION,
    crate::agent::agent_session_event::Error => AGENT_AGENT_SESSION_EVENT_ERROR,
    crate::agent::agent_session_event::FunctionToolsExecuted => AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_EXECUTED,
    crate::agent::agent_session_event::FunctionToolsStarted => AGENT_AGENT_SESSION_EVENT_FUNCTION_TOOLS_STARTED,
    crate::agent::agent_session_event::OverlappingSpeech => AGENT_AGENT_SESSION_EVENT_OVERLAPPING_SPEECH,
    crate::agent::agent_session_event::SessionClosed => AGENT_AGENT_SESSION_EVENT_SESSION_CLOSED,
    crate::agent::agent_session_event::SessionUsageUpdated => AGENT_AGENT_SESSION_EVENT_SESSION_USAGE_UPDATED,
    crate::agent::agent_session_event::tool_execution_updated::CallUpdated => AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_CALL_UPDATED,
    crate::agent::agent_session_event::tool_execution_updated::Ended => AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_ENDED,
    crate::agent::agent_session_event::tool_execution_updated::ReplyUpdated => AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_REPLY_UPDATED,
    crate::agent::agent_session_event::tool_execution_updated::Started => AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED_STARTED,
    crate::agent::agent_session_event::ToolExecutionUpdated => AGENT_AGENT_SESSION_EVENT_TOOL_EXECUTION_UPDATED,
    crate::agent::agent_session_event::UserInputTranscribed => AGENT_AGENT_SESSION_EVENT_USER_INPUT_TRANSCRIBED,
    crate::agent::agent_session_event::UserStateChanged => AGENT_AGENT_SESSION_EVENT_USER_STATE_CHANGED,
    crate::agent::AgentSessionEvent => AGENT_AGENT_SESSION_EVENT,
    crate::agent::DebugMessage => AGENT_DEBUG_MESSAGE,
    crate::agent::chat_context::ChatItem => AGENT_CHAT_CONTEXT_CHAT_ITEM,
    crate::agent::ChatContext => AGENT_CHAT_CONTEXT,
    crate::agent::chat_message::ChatContent => AGENT_CHAT_MESSAGE_CHAT_CONTENT,
    crate::agent::ChatMessage => AGENT_CHAT_MESSAGE,
    crate::agent::MetricsReport => AGENT_METRICS_REPORT,
    crate::agent::FunctionCall => AGENT_FUNCTION_CALL,
    crate::agent::FunctionCallOutput => AGENT_FUNCTION_CALL_OUTPUT,
    crate::agent::AgentHandoff => AGENT_AGENT_HANDOFF,
    crate::agent::AgentConfigUpdate => AGENT_AGENT_CONFIG_UPDATE,
    crate::agent::AgentSessionUsage => AGENT_AGENT_SESSION_USAGE,
    crate::agent::ModelUsage => AGENT_MODEL_USAGE,
    crate::agent::LlmModelUsage => AGENT_LLM_MODEL_USAGE,
    crate::agent::TtsModelUsage => AGENT_TTS_MODEL_USAGE,
    crate::agent::SttModelUsage => AGENT_STT_MODEL_USAGE,
    crate::agent::InterruptionModelUsage => AGENT_INTERRUPTION_MODEL_USAGE,
    crate::agent::EotModelUsage => AGENT_EOT_MODEL_USAGE,
    crate::agent::session_request::FinalizeSimulation => AGENT_SESSION_REQUEST_FINALIZE_SIMULATION,
    crate::agent::session_request::GetAgentInfo => AGENT_SESSION_REQUEST_GET_AGENT_INFO,
    crate::agent::session_request::GetChatHistory => AGENT_SESSION_REQUEST_GET_CHAT_HISTORY,
    crate::agent::session_request::GetFrameworkInfo => AGENT_SESSION_REQUEST_GET_FRAMEWORK_INFO,
    crate::agent::session_request::GetRtcStats => AGENT_SESSION_REQUEST_GET_RTC_STATS,
    crate::agent::session_request::GetSessionState => AGENT_SESSION_REQUEST_GET_SESSION_STATE,
    crate::agent::session_request::GetSessionUsage => AGENT_SESSION_REQUEST_GET_SESSION_USAGE,
    crate::agent::session_request::Ping => AGENT_SESSION_REQUEST_PING,
    crate::agent::session_request::RunInput => AGENT_SESSION_REQUEST_RUN_INPUT,
    crate::agent::session_request::update_io::Input => AGENT_SESSION_REQUEST_UPDATE_IO_INPUT,
    crate::agent::session_request::update_io::Output => AGENT_SESSION_REQUEST_UPDATE_IO_OUTPUT,
    crate::agent::session_request::UpdateIo => AGENT_SESSION_REQUEST_UPDATE_IO,
    crate::agent::SessionRequest => AGENT_SESSION_REQUEST,
    crate::agent::session_response::finalize_simulation_response::SimulationVerdict => AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE_SIMULATION_VERDICT,
    crate::agent::session_response::FinalizeSimulationResponse => AGENT_SESSION_RESPONSE_FINALIZE_SIMULATION_RESPONSE,
    crate::agent::session_response::GetAgentInfoResponse => AGENT_SESSION_RESPONSE_GET_AGENT_INFO_RESPONSE,
    crate::agent::session_response::GetChatHistoryResponse => AGENT_SESSION_RESPONSE_GET_CHAT_HISTORY_RESPONSE,
    crate::agent::session_response::GetFrameworkInfoResponse => AGENT_SESSION_RESPONSE_GET_FRAMEWORK_INFO_RESPONSE,
    crate::agent::session_response::GetRtcStatsResponse => AGENT_SESSION_RESPONSE_GET_RTC_STATS_RESPONSE,
    crate::agent::session_response::GetSessionStateResponse => AGENT_SESSION_RESPONSE_GET_SESSION_STATE_RESPONSE,
    crate::agent::session_response::GetSessionUsageResponse => AGENT_SESSION_RESPONSE_GET_SESSION_USAGE_RESPONSE,
    crate::agent::session_response::Pong => AGENT_SESSION_RESPONSE_PONG,
    crate::agent::session_response::RunInputResponse => AGENT_SESSION_RESPONSE_RUN_INPUT_RESPONSE,
    crate::agent::session_response::UpdateIoResponse => AGENT_SESSION_RESPONSE_UPDATE_IO_RESPONSE,
    crate::agent::SessionResponse => AGENT_SESSION_RESPONSE,
    crate::agent::TimedString => AGENT_TIMED_STRING,
}

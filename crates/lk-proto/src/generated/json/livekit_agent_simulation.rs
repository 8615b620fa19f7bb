//! Protojson of `livekit_agent_simulation.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static SIMULATION_MODE: EnumTable = EnumTable(&[
    (0, "SIMULATION_MODE_UNSPECIFIED"),
    (1, "SIMULATION_MODE_TEXT"),
    (2, "SIMULATION_MODE_AUDIO"),
]);

pub(super) static SIMULATION_RUN_STATUS: EnumTable = EnumTable(&[
    (0, "STATUS_PENDING_UPLOAD"),
    (1, "STATUS_GENERATING"),
    (2, "STATUS_RUNNING"),
    (3, "STATUS_SUMMARIZING"),
    (4, "STATUS_COMPLETED"),
    (5, "STATUS_FAILED"),
    (6, "STATUS_CANCELLED"),
]);

pub(super) static SIMULATION_RUN_CI: Table = Table {
    name: "livekit.SimulationRun.CI",
    fields: &[
        field(1, "provider", "provider", Kind::String, Label::Implicit),
        field(2, "commit_sha", "commitSha", Kind::String, Label::Implicit),
        field(3, "ref", "ref", Kind::String, Label::Implicit),
        field(4, "pull_request", "pullRequest", Kind::String, Label::Implicit),
        field(5, "run_url", "runUrl", Kind::String, Label::Implicit),
        field(6, "actor", "actor", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_CANCEL_REQUEST: Table = Table {
    name: "livekit.SimulationRun.Cancel.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "simulation_run_id", "simulationRunId", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_CANCEL_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.Cancel.Response",
    fields: &[],
};

pub(super) static SIMULATION_RUN_CANCEL: Table = Table {
    name: "livekit.SimulationRun.Cancel",
    fields: &[],
};

pub(super) static SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD_REQUEST: Table = Table {
    name: "livekit.SimulationRun.ConfirmSourceUpload.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "simulation_run_id", "simulationRunId", Kind::String, Label::Implicit),
        field(3, "code_entrypoint", "codeEntrypoint", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.ConfirmSourceUpload.Response",
    fields: &[],
};

pub(super) static SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD: Table = Table {
    name: "livekit.SimulationRun.ConfirmSourceUpload",
    fields: &[],
};

pub(super) static SIMULATION_RUN_COUNTS_BUCKET: Table = Table {
    name: "livekit.SimulationRun.Counts.Bucket",
    fields: &[
        field(1, "bucket_start", "bucketStart", Kind::Timestamp, Label::Single),
        field(2, "count", "count", Kind::Uint64, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_COUNTS_REQUEST: Table = Table {
    name: "livekit.SimulationRun.Counts.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "start_time", "startTime", Kind::Timestamp, Label::Single),
        field(3, "end_time", "endTime", Kind::Timestamp, Label::Single),
        field(4, "status", "status", Kind::Enum(&SIMULATION_RUN_STATUS), Label::Optional),
        field(5, "agent_name", "agentName", Kind::String, Label::Optional),
        field(6, "mode", "mode", Kind::Enum(&SIMULATION_MODE), Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_COUNTS_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.Counts.Response",
    fields: &[
        field(1, "buckets", "buckets", Kind::Message(&SIMULATION_RUN_COUNTS_BUCKET), Label::Repeated),
        field(2, "interval", "interval", Kind::Duration, Label::Single),
    ],
};

pub(super) static SIMULATION_RUN_COUNTS: Table = Table {
    name: "livekit.SimulationRun.Counts",
    fields: &[],
};

pub(super) static SIMULATION_RUN_CREATE_REQUEST: Table = Table {
    name: "livekit.SimulationRun.Create.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(4, "num_simulations", "numSimulations", Kind::Int32, Label::Implicit),
        field(6, "region", "region", Kind::String, Label::Implicit),
        field(7, "scenario_group", "scenarioGroup", Kind::Message(&SCENARIO_GROUP), Label::Optional),
        field(8, "concurrency", "concurrency", Kind::Int32, Label::Optional),
        field(9, "mode", "mode", Kind::Enum(&SIMULATION_MODE), Label::Implicit),
        field(10, "background_noise", "backgroundNoise", Kind::Bool, Label::Implicit),
        field(11, "low_quality_microphone", "lowQualityMicrophone", Kind::Bool, Label::Implicit),
        field(12, "packet_loss", "packetLoss", Kind::Bool, Label::Implicit),
        field(13, "ci", "ci", Kind::Message(&SIMULATION_RUN_CI), Label::Optional),
        field(14, "sampling", "sampling", Kind::Message(&SIMULATION_RUN_SAMPLING_OPTIONS), Label::Optional),
        field(15, "sip_call_to", "sipCallTo", Kind::String, Label::Implicit),
        field(16, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(17, "sip_number", "sipNumber", Kind::String, Label::Implicit),
        field(18, "deployment", "deployment", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_CREATE_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.Create.Response",
    fields: &[
        field(1, "simulation_run_id", "simulationRunId", Kind::String, Label::Implicit),
        field(2, "presigned_post_request", "presignedPostRequest", Kind::Message(&super::livekit_cloud_agent::PRESIGNED_POST_REQUEST), Label::Single),
    ],
};

pub(super) static SIMULATION_RUN_CREATE: Table = Table {
    name: "livekit.SimulationRun.Create",
    fields: &[],
};

pub(super) static SIMULATION_RUN_GET_REQUEST: Table = Table {
    name: "livekit.SimulationRun.Get.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "simulation_run_id", "simulationRunId", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_GET_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.Get.Response",
    fields: &[
        field(1, "run", "run", Kind::Message(&SIMULATION_RUN), Label::Single),
    ],
};

pub(super) static SIMULATION_RUN_GET: Table = Table {
    name: "livekit.SimulationRun.Get",
    fields: &[],
};

pub(super) static SIMULATION_RUN_JOB_FAILURE_REASON: EnumTable = EnumTable(&[
    (0, "FAILURE_REASON_UNSPECIFIED"),
    (1, "FAILURE_REASON_AGENT_JOIN_TIMEOUT"),
]);

pub(super) static SIMULATION_RUN_JOB_STATUS: EnumTable = EnumTable(&[
    (0, "STATUS_PENDING"),
    (1, "STATUS_RUNNING"),
    (2, "STATUS_COMPLETED"),
    (3, "STATUS_FAILED"),
    (4, "STATUS_CANCELLED"),
]);

pub(super) static SIMULATION_RUN_JOB_USAGE: Table = Table {
    name: "livekit.SimulationRun.Job.Usage",
    fields: &[
        field(1, "text_turns_count", "textTurnsCount", Kind::Int32, Label::Implicit),
        field(2, "audio_turns_count", "audioTurnsCount", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_JOB: Table = Table {
    name: "livekit.SimulationRun.Job",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "status", "status", Kind::Enum(&SIMULATION_RUN_JOB_STATUS), Label::Implicit),
        field(3, "instructions", "instructions", Kind::String, Label::Implicit),
        field(4, "error", "error", Kind::String, Label::Implicit),
        field(5, "agent_expectations", "agentExpectations", Kind::String, Label::Implicit),
        field(6, "label", "label", Kind::String, Label::Implicit),
        field(7, "tags", "tags", Kind::String, Label::Repeated),
        field(8, "room_name", "roomName", Kind::String, Label::Implicit),
        field(10, "started_at", "startedAt", Kind::Timestamp, Label::Single),
        field(11, "ended_at", "endedAt", Kind::Timestamp, Label::Single),
        field(12, "room_id", "roomId", Kind::String, Label::Implicit),
        field(13, "usage", "usage", Kind::Message(&SIMULATION_RUN_JOB_USAGE), Label::Single),
        field(14, "metrics", "metrics", Kind::Message(&SIMULATION_RUN_JOB_METRICS), Label::Single),
        field(15, "scenario_id", "scenarioId", Kind::String, Label::Implicit),
        field(16, "sample", "sample", Kind::Int32, Label::Implicit),
        field(19, "failure_reason", "failureReason", Kind::Enum(&SIMULATION_RUN_JOB_FAILURE_REASON), Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_END_REASON: EnumTable = EnumTable(&[
    (0, "END_REASON_UNSPECIFIED"),
    (1, "END_REASON_SCENARIO_COMPLETED"),
    (2, "END_REASON_AGENT_ENDED"),
    (3, "END_REASON_INACTIVITY"),
    (4, "END_REASON_TURN_LIMIT"),
    (5, "END_REASON_EMPTY_RESPONSE"),
    (6, "END_REASON_AGENT_ERROR"),
]);

pub(super) static SIMULATION_RUN_JOB_METRICS_CONVERSATION: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.Conversation",
    fields: &[
        field(1, "turn_taking_score", "turnTakingScore", Kind::Float, Label::Optional),
        field(2, "heard_e2e_latency_p50_ms", "heardE2eLatencyP50Ms", Kind::Int32, Label::Optional),
        field(3, "heard_e2e_latency_p95_ms", "heardE2eLatencyP95Ms", Kind::Int32, Label::Optional),
        field(4, "heard_e2e_latency_p99_ms", "heardE2eLatencyP99Ms", Kind::Int32, Label::Optional),
        field(5, "time_to_yield_ms", "timeToYieldMs", Kind::Uint32, Label::Optional),
        field(6, "eot_misprediction_count", "eotMispredictionCount", Kind::Uint32, Label::Optional),
        field(7, "overlap_ratio", "overlapRatio", Kind::Float, Label::Optional),
        field(8, "overlap_speech_ms", "overlapSpeechMs", Kind::Uint32, Label::Optional),
        field(9, "total_speech_ms", "totalSpeechMs", Kind::Uint32, Label::Optional),
        field(11, "awkward_silence_count", "awkwardSilenceCount", Kind::Uint32, Label::Optional),
        field(12, "unanswered_turns", "unansweredTurns", Kind::Uint32, Label::Optional),
        field(13, "false_interruption_count", "falseInterruptionCount", Kind::Uint32, Label::Optional),
        field(15, "e2e_latency_ms", "e2eLatencyMs", Kind::Uint32, Label::Optional),
        field(16, "backchannel_count", "backchannelCount", Kind::Uint32, Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_LLM: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.LLM",
    fields: &[
        field(1, "ttft_ms", "ttftMs", Kind::Uint32, Label::Optional),
        field(2, "ttfs_ms", "ttfsMs", Kind::Uint32, Label::Optional),
        field(3, "tokens_per_second", "tokensPerSecond", Kind::Float, Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_STT: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.STT",
    fields: &[
        field(1, "wer", "wer", Kind::Float, Label::Optional),
        field(2, "words", "words", Kind::Uint32, Label::Optional),
        field(3, "word_errors", "wordErrors", Kind::Uint32, Label::Optional),
        field(4, "cer", "cer", Kind::Float, Label::Optional),
        field(8, "stt_delay_ms", "sttDelayMs", Kind::Uint32, Label::Optional),
        field(9, "chars", "chars", Kind::Uint32, Label::Optional),
        field(10, "char_errors", "charErrors", Kind::Uint32, Label::Optional),
        field(11, "entity_recognition", "entityRecognition", Kind::Float, Label::Optional),
        field(12, "entities_uttered", "entitiesUttered", Kind::Uint32, Label::Optional),
        field(13, "entities_recognized", "entitiesRecognized", Kind::Uint32, Label::Optional),
        field(14, "entity_recall", "entityRecall", Kind::Float, Label::Optional),
        field(15, "entities_acquired_uttered", "entitiesAcquiredUttered", Kind::Uint32, Label::Optional),
        field(16, "entities_acquired_recognized", "entitiesAcquiredRecognized", Kind::Uint32, Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_TTS: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.TTS",
    fields: &[
        field(2, "ttfb_ms", "ttfbMs", Kind::Uint32, Label::Optional),
        field(3, "wer", "wer", Kind::Float, Label::Optional),
        field(7, "words", "words", Kind::Uint32, Label::Optional),
        field(8, "word_errors", "wordErrors", Kind::Uint32, Label::Optional),
        field(9, "cer", "cer", Kind::Float, Label::Optional),
        field(10, "chars", "chars", Kind::Uint32, Label::Optional),
        field(11, "char_errors", "charErrors", Kind::Uint32, Label::Optional),
        field(14, "entity_recognition", "entityRecognition", Kind::Float, Label::Optional),
        field(15, "entities_uttered", "entitiesUttered", Kind::Uint32, Label::Optional),
        field(16, "entities_recognized", "entitiesRecognized", Kind::Uint32, Label::Optional),
        field(17, "entity_recall", "entityRecall", Kind::Float, Label::Optional),
        field(18, "entities_acquired_uttered", "entitiesAcquiredUttered", Kind::Uint32, Label::Optional),
        field(19, "entities_acquired_recognized", "entitiesAcquiredRecognized", Kind::Uint32, Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_TURN_ENTITY: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.Turn.Entity",
    fields: &[
        field(1, "said", "said", Kind::String, Label::Implicit),
        field(2, "heard", "heard", Kind::String, Label::Implicit),
        field(3, "recognized", "recognized", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS_TURN: Table = Table {
    name: "livekit.SimulationRun.JobMetrics.Turn",
    fields: &[
        field(1, "index", "index", Kind::Uint32, Label::Implicit),
        field(2, "role", "role", Kind::Enum(&super::livekit_agent_session::AGENT_CHAT_ROLE), Label::Implicit),
        field(3, "start_ms", "startMs", Kind::Uint32, Label::Optional),
        field(4, "end_ms", "endMs", Kind::Uint32, Label::Optional),
        field(5, "stt_delay_ms", "sttDelayMs", Kind::Uint32, Label::Optional),
        field(6, "llm_ttft_ms", "llmTtftMs", Kind::Uint32, Label::Optional),
        field(7, "llm_ttfs_ms", "llmTtfsMs", Kind::Uint32, Label::Optional),
        field(8, "llm_tps", "llmTps", Kind::Float, Label::Optional),
        field(9, "tts_ttfb_ms", "ttsTtfbMs", Kind::Uint32, Label::Optional),
        field(10, "e2e_latency_ms", "e2eLatencyMs", Kind::Uint32, Label::Optional),
        field(11, "heard_e2e_latency_ms", "heardE2eLatencyMs", Kind::Int32, Label::Optional),
        field(12, "time_to_yield_ms", "timeToYieldMs", Kind::Uint32, Label::Optional),
        field(13, "turn_taking_score", "turnTakingScore", Kind::Float, Label::Optional),
        field(14, "conciseness", "conciseness", Kind::Float, Label::Optional),
        field(15, "eot_misprediction", "eotMisprediction", Kind::Bool, Label::Optional),
        field(16, "awkward_silence", "awkwardSilence", Kind::Bool, Label::Optional),
        field(17, "unanswered", "unanswered", Kind::Bool, Label::Optional),
        field(18, "text", "text", Kind::String, Label::Implicit),
        field(19, "entities", "entities", Kind::Message(&SIMULATION_RUN_JOB_METRICS_TURN_ENTITY), Label::Repeated),
        field(20, "item_id", "itemId", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_JOB_METRICS: Table = Table {
    name: "livekit.SimulationRun.JobMetrics",
    fields: &[
        field(3, "task_completion", "taskCompletion", Kind::Float, Label::Optional),
        field(4, "stt", "stt", Kind::Message(&SIMULATION_RUN_JOB_METRICS_STT), Label::Single),
        field(5, "llm", "llm", Kind::Message(&SIMULATION_RUN_JOB_METRICS_LLM), Label::Single),
        field(6, "tts", "tts", Kind::Message(&SIMULATION_RUN_JOB_METRICS_TTS), Label::Single),
        field(7, "conversation", "conversation", Kind::Message(&SIMULATION_RUN_JOB_METRICS_CONVERSATION), Label::Single),
        field(9, "turns", "turns", Kind::Message(&SIMULATION_RUN_JOB_METRICS_TURN), Label::Repeated),
        field(10, "judge_model", "judgeModel", Kind::String, Label::Implicit),
        field(12, "has_remote_session", "hasRemoteSession", Kind::Bool, Label::Implicit),
        field(13, "t0", "t0", Kind::Timestamp, Label::Single),
        field(14, "conciseness", "conciseness", Kind::Float, Label::Optional),
        field(15, "unnecessary_tool_calls", "unnecessaryToolCalls", Kind::Bool, Label::Optional),
        field(16, "information_loss", "informationLoss", Kind::Bool, Label::Optional),
        field(17, "redundant_statements", "redundantStatements", Kind::Bool, Label::Optional),
        field(18, "poor_question_quality", "poorQuestionQuality", Kind::Bool, Label::Optional),
        field(19, "conversation_progression", "conversationProgression", Kind::Float, Label::Optional),
        field(20, "overall_score", "overallScore", Kind::Float, Label::Optional),
        field(21, "end_reason", "endReason", Kind::Enum(&SIMULATION_RUN_JOB_METRICS_END_REASON), Label::Implicit),
        field(22, "caller_language", "callerLanguage", Kind::String, Label::Implicit),
        field(23, "caller_listen_language", "callerListenLanguage", Kind::String, Label::Implicit),
        field(24, "impairments", "impairments", Kind::Message(&SIMULATION_IMPAIRMENTS), Label::Single),
    ],
};

pub(super) static SIMULATION_RUN_LIST_REQUEST: Table = Table {
    name: "livekit.SimulationRun.List.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "status", "status", Kind::Enum(&SIMULATION_RUN_STATUS), Label::Optional),
        field(3, "page_token", "pageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Optional),
        field(4, "start_time", "startTime", Kind::Timestamp, Label::Optional),
        field(5, "end_time", "endTime", Kind::Timestamp, Label::Optional),
        field(6, "agent_name", "agentName", Kind::String, Label::Optional),
        field(7, "mode", "mode", Kind::Enum(&SIMULATION_MODE), Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_LIST_RESPONSE: Table = Table {
    name: "livekit.SimulationRun.List.Response",
    fields: &[
        field(1, "runs", "runs", Kind::Message(&SIMULATION_RUN), Label::Repeated),
        field(2, "next_page_token", "nextPageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static SIMULATION_RUN_LIST: Table = Table {
    name: "livekit.SimulationRun.List",
    fields: &[],
};

pub(super) static SIMULATION_RUN_RUN_METRICS: Table = Table {
    name: "livekit.SimulationRun.RunMetrics",
    fields: &[
        field(3, "scenario_pass_rate", "scenarioPassRate", Kind::Float, Label::Optional),
        field(4, "stt", "stt", Kind::Message(&SIMULATION_RUN_JOB_METRICS_STT), Label::Single),
        field(5, "llm", "llm", Kind::Message(&SIMULATION_RUN_JOB_METRICS_LLM), Label::Single),
        field(6, "tts", "tts", Kind::Message(&SIMULATION_RUN_JOB_METRICS_TTS), Label::Single),
        field(7, "conversation", "conversation", Kind::Message(&SIMULATION_RUN_JOB_METRICS_CONVERSATION), Label::Single),
        field(8, "conciseness", "conciseness", Kind::Float, Label::Optional),
        field(9, "conversation_progression", "conversationProgression", Kind::Float, Label::Optional),
        field(10, "overall_score", "overallScore", Kind::Float, Label::Optional),
    ],
};

pub(super) static SIMULATION_RUN_SAMPLING_OPTIONS: Table = Table {
    name: "livekit.SimulationRun.SamplingOptions",
    fields: &[
        field(1, "samples", "samples", Kind::Int32, Label::Implicit),
        field(2, "pass_rate", "passRate", Kind::Double, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_USAGE: Table = Table {
    name: "livekit.SimulationRun.Usage",
    fields: &[
        field(1, "text_turns_count", "textTurnsCount", Kind::Int32, Label::Implicit),
        field(2, "audio_turns_count", "audioTurnsCount", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN: Table = Table {
    name: "livekit.SimulationRun",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "project_id", "projectId", Kind::String, Label::Implicit),
        field(3, "status", "status", Kind::Enum(&SIMULATION_RUN_STATUS), Label::Implicit),
        field(4, "agent_description", "agentDescription", Kind::String, Label::Implicit),
        field(5, "error", "error", Kind::String, Label::Implicit),
        field(6, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(7, "jobs", "jobs", Kind::Message(&SIMULATION_RUN_JOB), Label::Repeated),
        field(9, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(10, "scenario_group", "scenarioGroup", Kind::Message(&SCENARIO_GROUP), Label::Single),
        field(11, "ended_at", "endedAt", Kind::Timestamp, Label::Single),
        field(12, "job_count", "jobCount", Kind::Int32, Label::Implicit),
        field(13, "passed_count", "passedCount", Kind::Int32, Label::Implicit),
        field(14, "failed_count", "failedCount", Kind::Int32, Label::Implicit),
        field(15, "num_simulations", "numSimulations", Kind::Int32, Label::Implicit),
        field(16, "usage", "usage", Kind::Message(&SIMULATION_RUN_USAGE), Label::Single),
        field(17, "concurrency", "concurrency", Kind::Int32, Label::Implicit),
        field(18, "mode", "mode", Kind::Enum(&SIMULATION_MODE), Label::Implicit),
        field(19, "metrics", "metrics", Kind::Message(&SIMULATION_RUN_RUN_METRICS), Label::Single),
        field(20, "summary_zstd", "summaryZstd", Kind::Bytes, Label::Implicit),
        field(21, "issue_count", "issueCount", Kind::Int32, Label::Optional),
        field(22, "ci", "ci", Kind::Message(&SIMULATION_RUN_CI), Label::Optional),
        field(23, "sampling", "sampling", Kind::Message(&SIMULATION_RUN_SAMPLING_OPTIONS), Label::Optional),
    ],
};

pub(super) static SCENARIO_GROUP: Table = Table {
    name: "livekit.ScenarioGroup",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "scenarios", "scenarios", Kind::Message(&SCENARIO), Label::Repeated),
        field(3, "id", "id", Kind::String, Label::Implicit),
    ],
};

pub(super) static SCENARIO_CREATE_FROM_SESSION_REQUEST: Table = Table {
    name: "livekit.Scenario.CreateFromSession.Request",
    fields: &[
        field(1, "project_id", "projectId", Kind::String, Label::Implicit),
        field(2, "room_id", "roomId", Kind::String, Label::Implicit),
        field(3, "region", "region", Kind::String, Label::Implicit),
    ],
};

pub(super) static SCENARIO_CREATE_FROM_SESSION_RESPONSE: Table = Table {
    name: "livekit.Scenario.CreateFromSession.Response",
    fields: &[
        field(1, "scenario", "scenario", Kind::Message(&SCENARIO), Label::Single),
    ],
};

pub(super) static SCENARIO_CREATE_FROM_SESSION: Table = Table {
    name: "livekit.Scenario.CreateFromSession",
    fields: &[],
};

pub(super) static SCENARIO: Table = Table {
    name: "livekit.Scenario",
    fields: &[
        field(1, "label", "label", Kind::String, Label::Implicit),
        field(2, "instructions", "instructions", Kind::String, Label::Implicit),
        field(3, "agent_expectations", "agentExpectations", Kind::String, Label::Implicit),
        field(4, "tags", "tags", Kind::String, Label::Map(Kind::String)),
        field(5, "userdata", "userdata", Kind::String, Label::Implicit),
        field(6, "id", "id", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_IMPAIRMENTS: Table = Table {
    name: "livekit.SimulationImpairments",
    fields: &[
        field(1, "background_noise", "backgroundNoise", Kind::Bool, Label::Implicit),
        field(2, "low_quality_microphone", "lowQualityMicrophone", Kind::Bool, Label::Implicit),
        field(3, "packet_loss", "packetLoss", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIMULATION_DISPATCH: Table = Table {
    name: "livekit.SimulationDispatch",
    fields: &[
        field(1, "simulation_run_id", "simulationRunId", Kind::String, Label::Implicit),
        field(2, "job_id", "jobId", Kind::String, Label::Implicit),
        field(3, "scenario", "scenario", Kind::Message(&SCENARIO), Label::Single),
        field(4, "mode", "mode", Kind::Enum(&SIMULATION_MODE), Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_SUMMARY_ISSUE: Table = Table {
    name: "livekit.SimulationRunSummary.Issue",
    fields: &[
        field(1, "description", "description", Kind::String, Label::Implicit),
        field(2, "suggestion", "suggestion", Kind::String, Label::Implicit),
        field(3, "label", "label", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATION_RUN_SUMMARY: Table = Table {
    name: "livekit.SimulationRunSummary",
    fields: &[
        field(1, "passed", "passed", Kind::Int32, Label::Implicit),
        field(2, "failed", "failed", Kind::Int32, Label::Implicit),
        field(3, "going_well", "goingWell", Kind::String, Label::Implicit),
        field(4, "to_improve", "toImprove", Kind::String, Label::Implicit),
        field(5, "issues", "issues", Kind::Message(&SIMULATION_RUN_SUMMARY_ISSUE), Label::Repeated),
        field(6, "chat_history", "chatHistory", Kind::Message(&super::livekit_agent_session::AGENT_CHAT_CONTEXT), Label::Map(Kind::String)),
    ],
};

messages! {
    crate::simulation_run::Ci => SIMULATION_RUN_CI,
    crate::simulation_run::cancel::Request => SIMULATION_RUN_CANCEL_REQUEST,
    crate::simulation_run::cancel::Response => SIMULATION_RUN_CANCEL_RESPONSE,
    crate::simulation_run::Cancel => SIMULATION_RUN_CANCEL,
    crate::simulation_run::confirm_source_upload::Request => SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD_REQUEST,
    crate::simulation_run::confirm_source_upload::Response => SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD_RESPONSE,
    crate::simulation_run::ConfirmSourceUpload => SIMULATION_RUN_CONFIRM_SOURCE_UPLOAD,
    crate::simulation_run::counts::Bucket => SIMULATION_RUN_COUNTS_BUCKET,
    crate::simulation_run::counts::Request => SIMULATION_RUN_COUNTS_REQUEST,
    crate::simulation_run::counts::Response => SIMULATION_RUN_COUNTS_RESPONSE,
    crate::simulation_run::Counts => SIMULATION_RUN_COUNTS,
    crate::simulation_run::create::Request => SIMULATION_RUN_CREATE_REQUEST,
    crate::simulation_run::create::Response => SIMULATION_RUN_CREATE_RESPONSE,
    crate::simulation_run::Create => SIMULATION_RUN_CREATE,
    crate::simulation_run::get::Request => SIMULATION_RUN_GET_REQUEST,
    crate::simulation_run::get::Response => SIMULATION_RUN_GET_RESPONSE,
    crate::simulation_run::Get => SIMULATION_RUN_GET,
    crate::simulation_run::job::Usage => SIMULATION_RUN_JOB_USAGE,
    crate::simulation_run::Job => SIMULATION_RUN_JOB,
    crate::simulation_run::job_metrics::Conversation => SIMULATION_RUN_JOB_METRICS_CONVERSATION,
    crate::simulation_run::job_metrics::Llm => SIMULATION_RUN_JOB_METRICS_LLM,
    crate::simulation_run::job_metrics::Stt => SIMULATION_RUN_JOB_METRICS_STT,
    crate::simulation_run::job_metrics::Tts => SIMULATION_RUN_JOB_METRICS_TTS,
    crate::simulation_run::job_metrics::turn::Entity => SIMULATION_RUN_JOB_METRICS_TURN_ENTITY,
    crate::simulation_run::job_metrics::Turn => SIMULATION_RUN_JOB_METRICS_TURN,
    crate::simulation_run::JobMetrics => SIMULATION_RUN_JOB_METRICS,
    crate::simulation_run::list::Request => SIMULATION_RUN_LIST_REQUEST,
    crate::simulation_run::list::Response => SIMULATION_RUN_LIST_RESPONSE,
    crate::simulation_run::List => SIMULATION_RUN_LIST,
    crate::simulation_run::RunMetrics => SIMULATION_RUN_RUN_METRICS,
    crate::simulation_run::SamplingOptions => SIMULATION_RUN_SAMPLING_OPTIONS,
    crate::simulation_run::Usage => SIMULATION_RUN_USAGE,
    crate::SimulationRun => SIMULATION_RUN,
    crate::ScenarioGroup => SCENARIO_GROUP,
    crate::scenario::create_from_session::Request => SCENARIO_CREATE_FROM_SESSION_REQUEST,
    crate::scenario::create_from_session::Response => SCENARIO_CREATE_FROM_SESSION_RESPONSE,
    crate::scenario::CreateFromSession => SCENARIO_CREATE_FROM_SESSION,
    crate::Scenario => SCENARIO,
    crate::SimulationImpairments => SIMULATION_IMPAIRMENTS,
    crate::SimulationDispatch => SIMULATION_DISPATCH,
    crate::simulation_run_summary::Issue => SIMULATION_RUN_SUMMARY_ISSUE,
    crate::SimulationRunSummary => SIMULATION_RUN_SUMMARY,
}

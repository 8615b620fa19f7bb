//! Protojson of `livekit_metrics.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static METRIC_LABEL: EnumTable = EnumTable(&[
    (0, "AGENTS_LLM_TTFT"),
    (1, "AGENTS_STT_TTFT"),
    (2, "AGENTS_TTS_TTFB"),
    (3, "CLIENT_VIDEO_SUBSCRIBER_FREEZE_COUNT"),
    (4, "CLIENT_VIDEO_SUBSCRIBER_TOTAL_FREEZE_DURATION"),
    (5, "CLIENT_VIDEO_SUBSCRIBER_PAUSE_COUNT"),
    (6, "CLIENT_VIDEO_SUBSCRIBER_TOTAL_PAUSES_DURATION"),
    (7, "CLIENT_AUDIO_SUBSCRIBER_CONCEALED_SAMPLES"),
    (8, "CLIENT_AUDIO_SUBSCRIBER_SILENT_CONCEALED_SAMPLES"),
    (9, "CLIENT_AUDIO_SUBSCRIBER_CONCEALMENT_EVENTS"),
    (10, "CLIENT_AUDIO_SUBSCRIBER_INTERRUPTION_COUNT"),
    (11, "CLIENT_AUDIO_SUBSCRIBER_TOTAL_INTERRUPTION_DURATION"),
    (12, "CLIENT_SUBSCRIBER_JITTER_BUFFER_DELAY"),
    (13, "CLIENT_SUBSCRIBER_JITTER_BUFFER_EMITTED_COUNT"),
    (14, "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_BANDWIDTH"),
    (15, "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_CPU"),
    (16, "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_OTHER"),
    (17, "PUBLISHER_RTT"),
    (18, "SERVER_MESH_RTT"),
    (19, "SUBSCRIBER_RTT"),
    (4096, "METRIC_LABEL_PREDEFINED_MAX_VALUE"),
]);

pub(super) static METRICS_BATCH: Table = Table {
    name: "livekit.MetricsBatch",
    fields: &[
        field(1, "timestamp_ms", "timestampMs", Kind::Int64, Label::Implicit),
        field(2, "normalized_timestamp", "normalizedTimestamp", Kind::Timestamp, Label::Single),
        field(3, "str_data", "strData", Kind::String, Label::Repeated),
        field(4, "time_series", "timeSeries", Kind::Message(&TIME_SERIES_METRIC), Label::Repeated),
        field(5, "events", "events", Kind::Message(&EVENT_METRIC), Label::Repeated),
    ],
};

pub(super) static TIME_SERIES_METRIC: Table = Table {
    name: "livekit.TimeSeriesMetric",
    fields: &[
        field(1, "label", "label", Kind::Uint32, Label::Implicit),
        field(2, "participant_identity", "participantIdentity", Kind::Uint32, Label::Implicit),
        field(3, "track_sid", "trackSid", Kind::Uint32, Label::Implicit),
        field(4, "samples", "samples", Kind::Message(&METRIC_SAMPLE), Label::Repeated),
        field(5, "rid", "rid", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static METRIC_SAMPLE: Table = Table {
    name: "livekit.MetricSample",
    fields: &[
        field(1, "timestamp_ms", "timestampMs", Kind::Int64, Label::Implicit),
        field(2, "normalized_timestamp", "normalizedTimestamp", Kind::Timestamp, Label::Single),
        field(3, "value", "value", Kind::Float, Label::Implicit),
    ],
};

pub(super) static EVENT_METRIC: Table = Table {
    name: "livekit.EventMetric",
    fields: &[
        field(1, "label", "label", Kind::Uint32, Label::Implicit),
        field(2, "participant_identity", "participantIdentity", Kind::Uint32, Label::Implicit),
        field(3, "track_sid", "trackSid", Kind::Uint32, Label::Implicit),
        field(4, "start_timestamp_ms", "startTimestampMs", Kind::Int64, Label::Implicit),
        field(5, "end_timestamp_ms", "endTimestampMs", Kind::Int64, Label::Optional),
        field(6, "normalized_start_timestamp", "normalizedStartTimestamp", Kind::Timestamp, Label::Single),
        field(7, "normalized_end_timestamp", "normalizedEndTimestamp", Kind::Timestamp, Label::Optional),
        field(8, "metadata", "metadata", Kind::String, Label::Implicit),
        field(9, "rid", "rid", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static METRICS_RECORDING_HEADER: Table = Table {
    name: "livekit.MetricsRecordingHeader",
    fields: &[
        field(1, "room_id", "roomId", Kind::String, Label::Implicit),
        field(3, "duration", "duration", Kind::Uint64, Label::Implicit),
        field(4, "start_time", "startTime", Kind::Timestamp, Label::Single),
        field(5, "room_tags", "roomTags", Kind::String, Label::Map(Kind::String)),
        field(6, "room_name", "roomName", Kind::String, Label::Implicit),
        field(7, "room_start_time", "roomStartTime", Kind::Timestamp, Label::Single),
        field(8, "job_id", "jobId", Kind::String, Label::Implicit),
        field(9, "simulated", "simulated", Kind::Bool, Label::Implicit),
        field(10, "redaction_enabled", "redactionEnabled", Kind::Bool, Label::Implicit),
        field(11, "session_summary", "sessionSummary", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::MetricsBatch => METRICS_BATCH,
    crate::TimeSeriesMetric => TIME_SERIES_METRIC,
    crate::MetricSample => METRIC_SAMPLE,
    crate::EventMetric => EVENT_METRIC,
    crate::MetricsRecordingHeader => METRICS_RECORDING_HEADER,
}

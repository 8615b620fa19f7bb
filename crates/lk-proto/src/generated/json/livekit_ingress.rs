//! Protojson of `livekit_ingress.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static INGRESS_INPUT: EnumTable = EnumTable(&[
    (0, "RTMP_INPUT"),
    (1, "WHIP_INPUT"),
    (2, "URL_INPUT"),
]);

pub(super) static INGRESS_AUDIO_ENCODING_PRESET: EnumTable = EnumTable(&[
    (0, "OPUS_STEREO_96KBPS"),
    (1, "OPUS_MONO_64KBS"),
]);

pub(super) static INGRESS_VIDEO_ENCODING_PRESET: EnumTable = EnumTable(&[
    (0, "H264_720P_30FPS_3_LAYERS"),
    (1, "H264_1080P_30FPS_3_LAYERS"),
    (2, "H264_540P_25FPS_2_LAYERS"),
    (3, "H264_720P_30FPS_1_LAYER"),
    (4, "H264_1080P_30FPS_1_LAYER"),
    (5, "H264_720P_30FPS_3_LAYERS_HIGH_MOTION"),
    (6, "H264_1080P_30FPS_3_LAYERS_HIGH_MOTION"),
    (7, "H264_540P_25FPS_2_LAYERS_HIGH_MOTION"),
    (8, "H264_720P_30FPS_1_LAYER_HIGH_MOTION"),
    (9, "H264_1080P_30FPS_1_LAYER_HIGH_MOTION"),
]);

pub(super) static CREATE_INGRESS_REQUEST: Table = Table {
    name: "livekit.CreateIngressRequest",
    fields: &[
        field(1, "input_type", "inputType", Kind::Enum(&INGRESS_INPUT), Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "room_name", "roomName", Kind::String, Label::Implicit),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(5, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(6, "audio", "audio", Kind::Message(&INGRESS_AUDIO_OPTIONS), Label::Single),
        field(7, "video", "video", Kind::Message(&INGRESS_VIDEO_OPTIONS), Label::Single),
        field(8, "bypass_transcoding", "bypassTranscoding", Kind::Bool, Label::Implicit),
        field(9, "url", "url", Kind::String, Label::Implicit),
        field(10, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(11, "enable_transcoding", "enableTranscoding", Kind::Bool, Label::Optional),
        field(12, "enabled", "enabled", Kind::Bool, Label::Optional),
    ],
};

pub(super) static INGRESS_AUDIO_OPTIONS: Table = Table {
    name: "livekit.IngressAudioOptions",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "source", "source", Kind::Enum(&super::livekit_models::TRACK_SOURCE), Label::Implicit),
        field(3, "preset", "preset", Kind::Enum(&INGRESS_AUDIO_ENCODING_PRESET), Label::Oneof(0)),
        field(4, "options", "options", Kind::Message(&INGRESS_AUDIO_ENCODING_OPTIONS), Label::Oneof(0)),
    ],
};

pub(super) static INGRESS_AUDIO_ENCODING_OPTIONS: Table = Table {
    name: "livekit.IngressAudioEncodingOptions",
    fields: &[
        field(1, "audio_codec", "audioCodec", Kind::Enum(&super::livekit_models::AUDIO_CODEC), Label::Implicit),
        field(2, "bitrate", "bitrate", Kind::Uint32, Label::Implicit),
        field(3, "disable_dtx", "disableDtx", Kind::Bool, Label::Implicit),
        field(4, "channels", "channels", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static INGRESS_VIDEO_OPTIONS: Table = Table {
    name: "livekit.IngressVideoOptions",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "source", "source", Kind::Enum(&super::livekit_models::TRACK_SOURCE), Label::Implicit),
        field(3, "preset", "preset", Kind::Enum(&INGRESS_VIDEO_ENCODING_PRESET), Label::Oneof(0)),
        field(4, "options", "options", Kind::Message(&INGRESS_VIDEO_ENCODING_OPTIONS), Label::Oneof(0)),
    ],
};

pub(super) static INGRESS_VIDEO_ENCODING_OPTIONS: Table = Table {
    name: "livekit.IngressVideoEncodingOptions",
    fields: &[
        field(1, "video_codec", "videoCodec", Kind::Enum(&super::livekit_models::VIDEO_CODEC), Label::Implicit),
        field(2, "frame_rate", "frameRate", Kind::Double, Label::Implicit),
        field(3, "layers", "layers", Kind::Message(&super::livekit_models::VIDEO_LAYER), Label::Repeated),
    ],
};

pub(super) static INGRESS_INFO: Table = Table {
    name: "livekit.IngressInfo",
    fields: &[
        field(1, "ingress_id", "ingressId", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "stream_key", "streamKey", Kind::String, Label::Implicit),
        field(4, "url", "url", Kind::String, Label::Implicit),
        field(5, "input_type", "inputType", Kind::Enum(&INGRESS_INPUT), Label::Implicit),
        field(6, "audio", "audio", Kind::Message(&INGRESS_AUDIO_OPTIONS), Label::Single),
        field(7, "video", "video", Kind::Message(&INGRESS_VIDEO_OPTIONS), Label::Single),
        field(8, "room_name", "roomName", Kind::String, Label::Implicit),
        field(9, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(10, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(11, "reusable", "reusable", Kind::Bool, Label::Implicit),
        field(12, "state", "state", Kind::Message(&INGRESS_STATE), Label::Single),
        field(13, "bypass_transcoding", "bypassTranscoding", Kind::Bool, Label::Implicit),
        field(14, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(15, "enable_transcoding", "enableTranscoding", Kind::Bool, Label::Optional),
        field(16, "enabled", "enabled", Kind::Bool, Label::Optional),
    ],
};

pub(super) static INGRESS_STATE_STATUS: EnumTable = EnumTable(&[
    (0, "ENDPOINT_INACTIVE"),
    (1, "ENDPOINT_BUFFERING"),
    (2, "ENDPOINT_PUBLISHING"),
    (3, "ENDPOINT_ERROR"),
    (4, "ENDPOINT_COMPLETE"),
]);

pub(super) static INGRESS_STATE: Table = Table {
    name: "livekit.IngressState",
    fields: &[
        field(1, "status", "status", Kind::Enum(&INGRESS_STATE_STATUS), Label::Implicit),
        field(2, "error", "error", Kind::String, Label::Implicit),
        field(3, "video", "video", Kind::Message(&INPUT_VIDEO_STATE), Label::Single),
        field(4, "audio", "audio", Kind::Message(&INPUT_AUDIO_STATE), Label::Single),
        field(5, "room_id", "roomId", Kind::String, Label::Implicit),
        field(6, "tracks", "tracks", Kind::Message(&super::livekit_models::TRACK_INFO), Label::Repeated),
        field(7, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(8, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(9, "resource_id", "resourceId", Kind::String, Label::Implicit),
        field(10, "updated_at", "updatedAt", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static INPUT_VIDEO_STATE: Table = Table {
    name: "livekit.InputVideoState",
    fields: &[
        field(1, "mime_type", "mimeType", Kind::String, Label::Implicit),
        field(2, "average_bitrate", "averageBitrate", Kind::Uint32, Label::Implicit),
        field(3, "width", "width", Kind::Uint32, Label::Implicit),
        field(4, "height", "height", Kind::Uint32, Label::Implicit),
        field(5, "framerate", "framerate", Kind::Double, Label::Implicit),
    ],
};

pub(super) static INPUT_AUDIO_STATE: Table = Table {
    name: "livekit.InputAudioState",
    fields: &[
        field(1, "mime_type", "mimeType", Kind::String, Label::Implicit),
        field(2, "average_bitrate", "averageBitrate", Kind::Uint32, Label::Implicit),
        field(3, "channels", "channels", Kind::Uint32, Label::Implicit),
        field(4, "sample_rate", "sampleRate", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static DELETE_INGRESS_REQUEST: Table = Table {
    name: "livekit.DeleteIngressRequest",
    fields: &[
        field(1, "ingress_id", "ingressId", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_INGRESS_REQUEST: Table = Table {
    name: "livekit.ListIngressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "ingress_id", "ingressId", Kind::String, Label::Implicit),
        field(3, "page_token", "pageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_INGRESS_RESPONSE: Table = Table {
    name: "livekit.ListIngressResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&INGRESS_INFO), Label::Repeated),
        field(2, "next_page_token", "nextPageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static UPDATE_INGRESS_REQUEST: Table = Table {
    name: "livekit.UpdateIngressRequest",
    fields: &[
        field(1, "ingress_id", "ingressId", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "room_name", "roomName", Kind::String, Label::Implicit),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(5, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(6, "audio", "audio", Kind::Message(&INGRESS_AUDIO_OPTIONS), Label::Single),
        field(7, "video", "video", Kind::Message(&INGRESS_VIDEO_OPTIONS), Label::Single),
        field(8, "bypass_transcoding", "bypassTranscoding", Kind::Bool, Label::Optional),
        field(9, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(10, "enable_transcoding", "enableTranscoding", Kind::Bool, Label::Optional),
        field(11, "enabled", "enabled", Kind::Bool, Label::Optional),
    ],
};

messages! {
    crate::CreateIngressRequest => CREATE_INGRESS_REQUEST,
    crate::IngressAudioOptions => INGRESS_AUDIO_OPTIONS,
    crate::IngressAudioEncodingOptions => INGRESS_AUDIO_ENCODING_OPTIONS,
    crate::IngressVideoOptions => INGRESS_VIDEO_OPTIONS,
    crate::IngressVideoEncodingOptions => INGRESS_VIDEO_ENCODING_OPTIONS,
    crate::IngressInfo => INGRESS_INFO,
    crate::IngressState => INGRESS_STATE,
    crate::InputVideoState => INPUT_VIDEO_STATE,
    crate::InputAudioState => INPUT_AUDIO_STATE,
    crate::DeleteIngressRequest => DELETE_INGRESS_REQUEST,
    crate::ListIngressRequest => LIST_INGRESS_REQUEST,
    crate::ListIngressResponse => LIST_INGRESS_RESPONSE,
    crate::UpdateIngressRequest => UPDATE_INGRESS_REQUEST,
}

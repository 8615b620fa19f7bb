//! Protojson of `livekit_egress.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static EGRESS_STATUS: EnumTable = EnumTable(&[
    (0, "EGRESS_STARTING"),
    (1, "EGRESS_ACTIVE"),
    (2, "EGRESS_ENDING"),
    (3, "EGRESS_COMPLETE"),
    (4, "EGRESS_FAILED"),
    (5, "EGRESS_ABORTED"),
    (6, "EGRESS_LIMIT_REACHED"),
]);

pub(super) static ENCODED_FILE_TYPE: EnumTable = EnumTable(&[
    (0, "DEFAULT_FILETYPE"),
    (1, "MP4"),
    (2, "OGG"),
    (3, "MP3"),
    (4, "MCAP"),
]);

pub(super) static STREAM_PROTOCOL: EnumTable = EnumTable(&[
    (0, "DEFAULT_PROTOCOL"),
    (1, "RTMP"),
    (2, "SRT"),
    (3, "WEBSOCKET"),
]);

pub(super) static ENCODING_OPTIONS_PRESET: EnumTable = EnumTable(&[
    (0, "H264_720P_30"),
    (1, "H264_720P_60"),
    (2, "H264_1080P_30"),
    (3, "H264_1080P_60"),
    (4, "PORTRAIT_H264_720P_30"),
    (5, "PORTRAIT_H264_720P_60"),
    (6, "PORTRAIT_H264_1080P_30"),
    (7, "PORTRAIT_H264_1080P_60"),
    (8, "PASSTHROUGH"),
]);

pub(super) static SEGMENTED_FILE_PROTOCOL: EnumTable = EnumTable(&[
    (0, "DEFAULT_SEGMENTED_FILE_PROTOCOL"),
    (1, "HLS_PROTOCOL"),
    (2, "HLS_FMP4_PROTOCOL"),
]);

pub(super) static SEGMENTED_FILE_SUFFIX: EnumTable = EnumTable(&[
    (0, "INDEX"),
    (1, "TIMESTAMP"),
]);

pub(super) static IMAGE_FILE_SUFFIX: EnumTable = EnumTable(&[
    (0, "IMAGE_SUFFIX_INDEX"),
    (1, "IMAGE_SUFFIX_TIMESTAMP"),
    (2, "IMAGE_SUFFIX_NONE_OVERWRITE"),
]);

pub(super) static AUDIO_MIXING: EnumTable = EnumTable(&[
    (0, "DEFAULT_MIXING"),
    (1, "DUAL_CHANNEL_AGENT"),
    (2, "DUAL_CHANNEL_ALTERNATE"),
]);

pub(super) static EGRESS_SOURCE_TYPE: EnumTable = EnumTable(&[
    (0, "EGRESS_SOURCE_TYPE_WEB"),
    (1, "EGRESS_SOURCE_TYPE_SDK"),
]);

pub(super) static AUDIO_CHANNEL: EnumTable = EnumTable(&[
    (0, "AUDIO_CHANNEL_BOTH"),
    (1, "AUDIO_CHANNEL_LEFT"),
    (2, "AUDIO_CHANNEL_RIGHT"),
]);

pub(super) static LIST_EGRESS_REQUEST: Table = Table {
    name: "livekit.ListEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "egress_id", "egressId", Kind::String, Label::Implicit),
        field(3, "active", "active", Kind::Bool, Label::Implicit),
        field(4, "page_token", "pageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_EGRESS_RESPONSE: Table = Table {
    name: "livekit.ListEgressResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&EGRESS_INFO), Label::Repeated),
        field(2, "next_page_token", "nextPageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static EGRESS_INFO: Table = Table {
    name: "livekit.EgressInfo",
    fields: &[
        field(1, "egress_id", "egressId", Kind::String, Label::Implicit),
        field(2, "room_id", "roomId", Kind::String, Label::Implicit),
        field(3, "status", "status", Kind::Enum(&EGRESS_STATUS), Label::Implicit),
        field(4, "room_composite", "roomComposite", Kind::Message(&ROOM_COMPOSITE_EGRESS_REQUEST), Label::Oneof(0)),
        field(5, "track_composite", "trackComposite", Kind::Message(&TRACK_COMPOSITE_EGRESS_REQUEST), Label::Oneof(0)),
        field(6, "track", "track", Kind::Message(&TRACK_EGRESS_REQUEST), Label::Oneof(0)),
        field(7, "stream", "stream", Kind::Message(&STREAM_INFO_LIST), Label::Oneof(1)),
        field(8, "file", "file", Kind::Message(&FILE_INFO), Label::Oneof(1)),
        field(9, "error", "error", Kind::String, Label::Implicit),
        field(10, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(11, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(12, "segments", "segments", Kind::Message(&SEGMENTS_INFO), Label::Oneof(1)),
        field(13, "room_name", "roomName", Kind::String, Label::Implicit),
        field(14, "web", "web", Kind::Message(&WEB_EGRESS_REQUEST), Label::Oneof(0)),
        field(15, "stream_results", "streamResults", Kind::Message(&STREAM_INFO), Label::Repeated),
        field(16, "file_results", "fileResults", Kind::Message(&FILE_INFO), Label::Repeated),
        field(17, "segment_results", "segmentResults", Kind::Message(&SEGMENTS_INFO), Label::Repeated),
        field(18, "updated_at", "updatedAt", Kind::Int64, Label::Implicit),
        field(19, "participant", "participant", Kind::Message(&PARTICIPANT_EGRESS_REQUEST), Label::Oneof(0)),
        field(20, "image_results", "imageResults", Kind::Message(&IMAGES_INFO), Label::Repeated),
        field(21, "details", "details", Kind::String, Label::Implicit),
        field(22, "error_code", "errorCode", Kind::Int32, Label::Implicit),
        field(23, "manifest_location", "manifestLocation", Kind::String, Label::Implicit),
        field(25, "backup_storage_used", "backupStorageUsed", Kind::Bool, Label::Implicit),
        field(26, "source_type", "sourceType", Kind::Enum(&EGRESS_SOURCE_TYPE), Label::Implicit),
        field(27, "retry_count", "retryCount", Kind::Int32, Label::Implicit),
        field(29, "egress", "egress", Kind::Message(&START_EGRESS_REQUEST), Label::Oneof(0)),
        field(30, "replay", "replay", Kind::Message(&EXPORT_REPLAY_REQUEST), Label::Oneof(0)),
    ],
};

pub(super) static ROOM_COMPOSITE_EGRESS_REQUEST: Table = Table {
    name: "livekit.RoomCompositeEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "layout", "layout", Kind::String, Label::Implicit),
        field(3, "audio_only", "audioOnly", Kind::Bool, Label::Implicit),
        field(4, "video_only", "videoOnly", Kind::Bool, Label::Implicit),
        field(5, "custom_base_url", "customBaseUrl", Kind::String, Label::Implicit),
        field(6, "file", "file", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Oneof(0)),
        field(7, "stream", "stream", Kind::Message(&STREAM_OUTPUT), Label::Oneof(0)),
        field(8, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(1)),
        field(9, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(1)),
        field(10, "segments", "segments", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Oneof(0)),
        field(11, "file_outputs", "fileOutputs", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Repeated),
        field(12, "stream_outputs", "streamOutputs", Kind::Message(&STREAM_OUTPUT), Label::Repeated),
        field(13, "segment_outputs", "segmentOutputs", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Repeated),
        field(14, "image_outputs", "imageOutputs", Kind::Message(&IMAGE_OUTPUT), Label::Repeated),
        field(15, "audio_mixing", "audioMixing", Kind::Enum(&AUDIO_MIXING), Label::Implicit),
        field(16, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static ENCODED_FILE_OUTPUT: Table = Table {
    name: "livekit.EncodedFileOutput",
    fields: &[
        field(1, "file_type", "fileType", Kind::Enum(&ENCODED_FILE_TYPE), Label::Implicit),
        field(2, "filepath", "filepath", Kind::String, Label::Implicit),
        field(3, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(4, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(5, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(6, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
        field(7, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
    ],
};

pub(super) static S3_UPLOAD: Table = Table {
    name: "livekit.S3Upload",
    fields: &[
        field(1, "access_key", "accessKey", Kind::String, Label::Implicit),
        field(2, "secret", "secret", Kind::String, Label::Implicit),
        field(3, "region", "region", Kind::String, Label::Implicit),
        field(4, "endpoint", "endpoint", Kind::String, Label::Implicit),
        field(5, "bucket", "bucket", Kind::String, Label::Implicit),
        field(6, "force_path_style", "forcePathStyle", Kind::Bool, Label::Implicit),
        field(7, "metadata", "metadata", Kind::String, Label::Map(Kind::String)),
        field(8, "tagging", "tagging", Kind::String, Label::Implicit),
        field(9, "content_disposition", "contentDisposition", Kind::String, Label::Implicit),
        field(10, "proxy", "proxy", Kind::Message(&PROXY_CONFIG), Label::Single),
        field(11, "session_token", "sessionToken", Kind::String, Label::Implicit),
        field(12, "assume_role_arn", "assumeRoleArn", Kind::String, Label::Implicit),
        field(13, "assume_role_external_id", "assumeRoleExternalId", Kind::String, Label::Implicit),
    ],
};

pub(super) static PROXY_CONFIG: Table = Table {
    name: "livekit.ProxyConfig",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "username", "username", Kind::String, Label::Implicit),
        field(3, "password", "password", Kind::String, Label::Implicit),
    ],
};

pub(super) static GCP_UPLOAD: Table = Table {
    name: "livekit.GCPUpload",
    fields: &[
        field(1, "credentials", "credentials", Kind::String, Label::Implicit),
        field(2, "bucket", "bucket", Kind::String, Label::Implicit),
        field(3, "proxy", "proxy", Kind::Message(&PROXY_CONFIG), Label::Single),
    ],
};

pub(super) static AZURE_BLOB_UPLOAD: Table = Table {
    name: "livekit.AzureBlobUpload",
    fields: &[
        field(1, "account_name", "accountName", Kind::String, Label::Implicit),
        field(2, "account_key", "accountKey", Kind::String, Label::Implicit),
        field(3, "container_name", "containerName", Kind::String, Label::Implicit),
    ],
};

pub(super) static ALI_OSS_UPLOAD: Table = Table {
    name: "livekit.AliOSSUpload",
    fields: &[
        field(1, "access_key", "accessKey", Kind::String, Label::Implicit),
        field(2, "secret", "secret", Kind::String, Label::Implicit),
        field(3, "region", "region", Kind::String, Label::Implicit),
        field(4, "endpoint", "endpoint", Kind::String, Label::Implicit),
        field(5, "bucket", "bucket", Kind::String, Label::Implicit),
    ],
};

pub(super) static STREAM_OUTPUT: Table = Table {
    name: "livekit.StreamOutput",
    fields: &[
        field(1, "protocol", "protocol", Kind::Enum(&STREAM_PROTOCOL), Label::Implicit),
        field(2, "urls", "urls", Kind::String, Label::Repeated),
        field(3, "destinations", "destinations", Kind::Message(&STREAM_DESTINATION), Label::Repeated),
    ],
};

pub(super) static STREAM_DESTINATION: Table = Table {
    name: "livekit.StreamDestination",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "url", "url", Kind::String, Label::Implicit),
    ],
};

pub(super) static ENCODING_OPTIONS: Table = Table {
    name: "livekit.EncodingOptions",
    fields: &[
        field(1, "width", "width", Kind::Int32, Label::Implicit),
        field(2, "height", "height", Kind::Int32, Label::Implicit),
        field(3, "depth", "depth", Kind::Int32, Label::Implicit),
        field(4, "framerate", "framerate", Kind::Int32, Label::Implicit),
        field(5, "audio_codec", "audioCodec", Kind::Enum(&super::livekit_models::AUDIO_CODEC), Label::Implicit),
        field(6, "audio_bitrate", "audioBitrate", Kind::Int32, Label::Implicit),
        field(7, "audio_frequency", "audioFrequency", Kind::Int32, Label::Implicit),
        field(8, "video_codec", "videoCodec", Kind::Enum(&super::livekit_models::VIDEO_CODEC), Label::Implicit),
        field(9, "video_bitrate", "videoBitrate", Kind::Int32, Label::Implicit),
        field(10, "key_frame_interval", "keyFrameInterval", Kind::Double, Label::Implicit),
        field(11, "audio_quality", "audioQuality", Kind::Int32, Label::Implicit),
        field(12, "video_quality", "videoQuality", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static SEGMENTED_FILE_OUTPUT: Table = Table {
    name: "livekit.SegmentedFileOutput",
    fields: &[
        field(1, "protocol", "protocol", Kind::Enum(&SEGMENTED_FILE_PROTOCOL), Label::Implicit),
        field(2, "filename_prefix", "filenamePrefix", Kind::String, Label::Implicit),
        field(3, "playlist_name", "playlistName", Kind::String, Label::Implicit),
        field(4, "segment_duration", "segmentDuration", Kind::Uint32, Label::Implicit),
        field(5, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(6, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(7, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(8, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
        field(9, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
        field(10, "filename_suffix", "filenameSuffix", Kind::Enum(&SEGMENTED_FILE_SUFFIX), Label::Implicit),
        field(11, "live_playlist_name", "livePlaylistName", Kind::String, Label::Implicit),
    ],
};

pub(super) static IMAGE_OUTPUT: Table = Table {
    name: "livekit.ImageOutput",
    fields: &[
        field(1, "capture_interval", "captureInterval", Kind::Uint32, Label::Implicit),
        field(2, "width", "width", Kind::Int32, Label::Implicit),
        field(3, "height", "height", Kind::Int32, Label::Implicit),
        field(4, "filename_prefix", "filenamePrefix", Kind::String, Label::Implicit),
        field(5, "filename_suffix", "filenameSuffix", Kind::Enum(&IMAGE_FILE_SUFFIX), Label::Implicit),
        field(6, "image_codec", "imageCodec", Kind::Enum(&super::livekit_models::IMAGE_CODEC), Label::Implicit),
        field(7, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
        field(8, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(9, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(10, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(11, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
    ],
};

pub(super) static TRACK_COMPOSITE_EGRESS_REQUEST: Table = Table {
    name: "livekit.TrackCompositeEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "audio_track_id", "audioTrackId", Kind::String, Label::Implicit),
        field(3, "video_track_id", "videoTrackId", Kind::String, Label::Implicit),
        field(4, "file", "file", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Oneof(0)),
        field(5, "stream", "stream", Kind::Message(&STREAM_OUTPUT), Label::Oneof(0)),
        field(6, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(1)),
        field(7, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(1)),
        field(8, "segments", "segments", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Oneof(0)),
        field(11, "file_outputs", "fileOutputs", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Repeated),
        field(12, "stream_outputs", "streamOutputs", Kind::Message(&STREAM_OUTPUT), Label::Repeated),
        field(13, "segment_outputs", "segmentOutputs", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Repeated),
        field(14, "image_outputs", "imageOutputs", Kind::Message(&IMAGE_OUTPUT), Label::Repeated),
        field(15, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static TRACK_EGRESS_REQUEST: Table = Table {
    name: "livekit.TrackEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "track_id", "trackId", Kind::String, Label::Implicit),
        field(3, "file", "file", Kind::Message(&DIRECT_FILE_OUTPUT), Label::Oneof(0)),
        field(4, "websocket_url", "websocketUrl", Kind::String, Label::Oneof(0)),
        field(5, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static DIRECT_FILE_OUTPUT: Table = Table {
    name: "livekit.DirectFileOutput",
    fields: &[
        field(1, "filepath", "filepath", Kind::String, Label::Implicit),
        field(2, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(3, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(4, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(5, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
        field(6, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
    ],
};

pub(super) static STREAM_INFO_LIST: Table = Table {
    name: "livekit.StreamInfoList",
    fields: &[
        field(1, "info", "info", Kind::Message(&STREAM_INFO), Label::Repeated),
    ],
};

pub(super) static STREAM_INFO_STATUS: EnumTable = EnumTable(&[
    (0, "ACTIVE"),
    (1, "FINISHED"),
    (2, "FAILED"),
]);

pub(super) static STREAM_INFO: Table = Table {
    name: "livekit.StreamInfo",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(3, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(4, "duration", "duration", Kind::Int64, Label::Implicit),
        field(5, "status", "status", Kind::Enum(&STREAM_INFO_STATUS), Label::Implicit),
        field(6, "error", "error", Kind::String, Label::Implicit),
        field(7, "last_retry_at", "lastRetryAt", Kind::Int64, Label::Implicit),
        field(8, "retries", "retries", Kind::Uint32, Label::Implicit),
        field(9, "id", "id", Kind::String, Label::Implicit),
    ],
};

pub(super) static FILE_INFO: Table = Table {
    name: "livekit.FileInfo",
    fields: &[
        field(1, "filename", "filename", Kind::String, Label::Implicit),
        field(2, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(3, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(4, "size", "size", Kind::Int64, Label::Implicit),
        field(5, "location", "location", Kind::String, Label::Implicit),
        field(6, "duration", "duration", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static SEGMENTS_INFO: Table = Table {
    name: "livekit.SegmentsInfo",
    fields: &[
        field(1, "playlist_name", "playlistName", Kind::String, Label::Implicit),
        field(2, "duration", "duration", Kind::Int64, Label::Implicit),
        field(3, "size", "size", Kind::Int64, Label::Implicit),
        field(4, "playlist_location", "playlistLocation", Kind::String, Label::Implicit),
        field(5, "segment_count", "segmentCount", Kind::Int64, Label::Implicit),
        field(6, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(7, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(8, "live_playlist_name", "livePlaylistName", Kind::String, Label::Implicit),
        field(9, "live_playlist_location", "livePlaylistLocation", Kind::String, Label::Implicit),
    ],
};

pub(super) static WEB_EGRESS_REQUEST: Table = Table {
    name: "livekit.WebEgressRequest",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "audio_only", "audioOnly", Kind::Bool, Label::Implicit),
        field(3, "video_only", "videoOnly", Kind::Bool, Label::Implicit),
        field(4, "file", "file", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Oneof(0)),
        field(5, "stream", "stream", Kind::Message(&STREAM_OUTPUT), Label::Oneof(0)),
        field(6, "segments", "segments", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Oneof(0)),
        field(7, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(1)),
        field(8, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(1)),
        field(9, "file_outputs", "fileOutputs", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Repeated),
        field(10, "stream_outputs", "streamOutputs", Kind::Message(&STREAM_OUTPUT), Label::Repeated),
        field(11, "segment_outputs", "segmentOutputs", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Repeated),
        field(12, "await_start_signal", "awaitStartSignal", Kind::Bool, Label::Implicit),
        field(13, "image_outputs", "imageOutputs", Kind::Message(&IMAGE_OUTPUT), Label::Repeated),
        field(14, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static PARTICIPANT_EGRESS_REQUEST: Table = Table {
    name: "livekit.ParticipantEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "screen_share", "screenShare", Kind::Bool, Label::Implicit),
        field(4, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(0)),
        field(5, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(0)),
        field(6, "file_outputs", "fileOutputs", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Repeated),
        field(7, "stream_outputs", "streamOutputs", Kind::Message(&STREAM_OUTPUT), Label::Repeated),
        field(8, "segment_outputs", "segmentOutputs", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Repeated),
        field(9, "image_outputs", "imageOutputs", Kind::Message(&IMAGE_OUTPUT), Label::Repeated),
        field(10, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static IMAGES_INFO: Table = Table {
    name: "livekit.ImagesInfo",
    fields: &[
        field(1, "image_count", "imageCount", Kind::Int64, Label::Implicit),
        field(2, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(3, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(4, "filename_prefix", "filenamePrefix", Kind::String, Label::Implicit),
    ],
};

pub(super) static START_EGRESS_REQUEST: Table = Table {
    name: "livekit.StartEgressRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "template", "template", Kind::Message(&TEMPLATE_SOURCE), Label::Oneof(0)),
        field(3, "web", "web", Kind::Message(&WEB_SOURCE), Label::Oneof(0)),
        field(4, "media", "media", Kind::Message(&MEDIA_SOURCE), Label::Oneof(0)),
        field(5, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(1)),
        field(6, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(1)),
        field(7, "outputs", "outputs", Kind::Message(&OUTPUT), Label::Repeated),
        field(8, "storage", "storage", Kind::Message(&STORAGE_CONFIG), Label::Single),
        field(9, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static TEMPLATE_SOURCE: Table = Table {
    name: "livekit.TemplateSource",
    fields: &[
        field(1, "layout", "layout", Kind::String, Label::Implicit),
        field(2, "audio_only", "audioOnly", Kind::Bool, Label::Implicit),
        field(3, "video_only", "videoOnly", Kind::Bool, Label::Implicit),
        field(4, "custom_base_url", "customBaseUrl", Kind::String, Label::Implicit),
    ],
};

pub(super) static WEB_SOURCE: Table = Table {
    name: "livekit.WebSource",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "audio_only", "audioOnly", Kind::Bool, Label::Implicit),
        field(3, "video_only", "videoOnly", Kind::Bool, Label::Implicit),
        field(4, "await_start_signal", "awaitStartSignal", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static MEDIA_SOURCE: Table = Table {
    name: "livekit.MediaSource",
    fields: &[
        field(1, "video_track_id", "videoTrackId", Kind::String, Label::Oneof(0)),
        field(2, "participant_video", "participantVideo", Kind::Message(&PARTICIPANT_VIDEO), Label::Oneof(0)),
        field(3, "audio", "audio", Kind::Message(&AUDIO_CONFIG), Label::Single),
        field(4, "data", "data", Kind::Message(&DATA_CONFIG), Label::Single),
        field(5, "videos", "videos", Kind::Message(&VIDEO_CONFIG), Label::Oneof(0)),
    ],
};

pub(super) static PARTICIPANT_VIDEO: Table = Table {
    name: "livekit.ParticipantVideo",
    fields: &[
        field(1, "identity", "identity", Kind::String, Label::Implicit),
        field(2, "prefer_screen_share", "preferScreenShare", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static AUDIO_CONFIG: Table = Table {
    name: "livekit.AudioConfig",
    fields: &[
        field(1, "capture_all", "captureAll", Kind::Bool, Label::Implicit),
        field(2, "routes", "routes", Kind::Message(&AUDIO_ROUTE), Label::Repeated),
    ],
};

pub(super) static AUDIO_ROUTE: Table = Table {
    name: "livekit.AudioRoute",
    fields: &[
        field(1, "track_id", "trackId", Kind::String, Label::Oneof(0)),
        field(2, "participant_identity", "participantIdentity", Kind::String, Label::Oneof(0)),
        field(3, "participant_kind", "participantKind", Kind::Enum(&super::livekit_models::PARTICIPANT_INFO_KIND), Label::Oneof(0)),
        field(4, "channel", "channel", Kind::Enum(&AUDIO_CHANNEL), Label::Implicit),
        field(5, "track_name", "trackName", Kind::String, Label::Implicit),
        field(6, "exclude", "exclude", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static DATA_CONFIG: Table = Table {
    name: "livekit.DataConfig",
    fields: &[
        field(1, "capture_all", "captureAll", Kind::Bool, Label::Implicit),
        field(2, "selectors", "selectors", Kind::Message(&DATA_SELECTOR), Label::Repeated),
    ],
};

pub(super) static DATA_SELECTOR: Table = Table {
    name: "livekit.DataSelector",
    fields: &[
        field(1, "track_id", "trackId", Kind::String, Label::Oneof(0)),
        field(2, "participant_identity", "participantIdentity", Kind::String, Label::Oneof(0)),
        field(3, "track_name", "trackName", Kind::String, Label::Implicit),
        field(4, "exclude", "exclude", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static VIDEO_CONFIG: Table = Table {
    name: "livekit.VideoConfig",
    fields: &[
        field(1, "capture_all", "captureAll", Kind::Bool, Label::Implicit),
        field(2, "selectors", "selectors", Kind::Message(&VIDEO_SELECTOR), Label::Repeated),
    ],
};

pub(super) static VIDEO_SELECTOR: Table = Table {
    name: "livekit.VideoSelector",
    fields: &[
        field(1, "track_id", "trackId", Kind::String, Label::Oneof(0)),
        field(2, "participant_identity", "participantIdentity", Kind::String, Label::Oneof(0)),
        field(3, "track_name", "trackName", Kind::String, Label::Implicit),
        field(4, "exclude", "exclude", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static OUTPUT: Table = Table {
    name: "livekit.Output",
    fields: &[
        field(1, "file", "file", Kind::Message(&FILE_OUTPUT), Label::Oneof(0)),
        field(2, "stream", "stream", Kind::Message(&STREAM_OUTPUT), Label::Oneof(0)),
        field(3, "segments", "segments", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Oneof(0)),
        field(4, "images", "images", Kind::Message(&IMAGE_OUTPUT), Label::Oneof(0)),
        field(6, "storage", "storage", Kind::Message(&STORAGE_CONFIG), Label::Single),
    ],
};

pub(super) static FILE_OUTPUT: Table = Table {
    name: "livekit.FileOutput",
    fields: &[
        field(1, "file_type", "fileType", Kind::Enum(&ENCODED_FILE_TYPE), Label::Implicit),
        field(2, "filepath", "filepath", Kind::String, Label::Implicit),
        field(3, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static STORAGE_CONFIG: Table = Table {
    name: "livekit.StorageConfig",
    fields: &[
        field(1, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(2, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(3, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(4, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
    ],
};

pub(super) static EXPORT_REPLAY_REQUEST: Table = Table {
    name: "livekit.ExportReplayRequest",
    fields: &[
        field(1, "replay_id", "replayId", Kind::String, Label::Implicit),
        field(2, "start_offset_ms", "startOffsetMs", Kind::Int64, Label::Implicit),
        field(3, "end_offset_ms", "endOffsetMs", Kind::Int64, Label::Implicit),
        field(4, "template", "template", Kind::Message(&TEMPLATE_SOURCE), Label::Oneof(0)),
        field(5, "web", "web", Kind::Message(&WEB_SOURCE), Label::Oneof(0)),
        field(6, "media", "media", Kind::Message(&MEDIA_SOURCE), Label::Oneof(0)),
        field(7, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(1)),
        field(8, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(1)),
        field(9, "outputs", "outputs", Kind::Message(&OUTPUT), Label::Repeated),
        field(10, "storage", "storage", Kind::Message(&STORAGE_CONFIG), Label::Single),
        field(11, "webhooks", "webhooks", Kind::Message(&super::livekit_models::WEBHOOK_CONFIG), Label::Repeated),
    ],
};

pub(super) static STOP_EGRESS_REQUEST: Table = Table {
    name: "livekit.StopEgressRequest",
    fields: &[
        field(1, "egress_id", "egressId", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_LAYOUT_REQUEST: Table = Table {
    name: "livekit.UpdateLayoutRequest",
    fields: &[
        field(1, "egress_id", "egressId", Kind::String, Label::Implicit),
        field(2, "layout", "layout", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_STREAM_REQUEST: Table = Table {
    name: "livekit.UpdateStreamRequest",
    fields: &[
        field(1, "egress_id", "egressId", Kind::String, Label::Implicit),
        field(2, "add_output_urls", "addOutputUrls", Kind::String, Label::Repeated),
        field(3, "remove_output_urls", "removeOutputUrls", Kind::String, Label::Repeated),
        field(4, "add_destinations", "addDestinations", Kind::Message(&STREAM_DESTINATION), Label::Repeated),
    ],
};

pub(super) static AUTO_PARTICIPANT_EGRESS: Table = Table {
    name: "livekit.AutoParticipantEgress",
    fields: &[
        field(1, "preset", "preset", Kind::Enum(&ENCODING_OPTIONS_PRESET), Label::Oneof(0)),
        field(2, "advanced", "advanced", Kind::Message(&ENCODING_OPTIONS), Label::Oneof(0)),
        field(3, "file_outputs", "fileOutputs", Kind::Message(&ENCODED_FILE_OUTPUT), Label::Repeated),
        field(4, "segment_outputs", "segmentOutputs", Kind::Message(&SEGMENTED_FILE_OUTPUT), Label::Repeated),
    ],
};

pub(super) static AUTO_TRACK_EGRESS: Table = Table {
    name: "livekit.AutoTrackEgress",
    fields: &[
        field(1, "filepath", "filepath", Kind::String, Label::Implicit),
        field(2, "s3", "s3", Kind::Message(&S3_UPLOAD), Label::Oneof(0)),
        field(3, "gcp", "gcp", Kind::Message(&GCP_UPLOAD), Label::Oneof(0)),
        field(4, "azure", "azure", Kind::Message(&AZURE_BLOB_UPLOAD), Label::Oneof(0)),
        field(5, "disable_manifest", "disableManifest", Kind::Bool, Label::Implicit),
        field(6, "aliOSS", "aliOSS", Kind::Message(&ALI_OSS_UPLOAD), Label::Oneof(0)),
    ],
};

messages! {
    crate::ListEgressRequest => LIST_EGRESS_REQUEST,
    crate::ListEgressResponse => LIST_EGRESS_RESPONSE,
    crate::EgressInfo => EGRESS_INFO,
    crate::RoomCompositeEgressRequest => ROOM_COMPOSITE_EGRESS_REQUEST,
    crate::EncodedFileOutput => ENCODED_FILE_OUTPUT,
    crate::S3Upload => S3_UPLOAD,
    crate::ProxyConfig => PROXY_CONFIG,
    crate::GcpUpload => GCP_UPLOAD,
    crate::AzureBlobUpload => AZURE_BLOB_UPLOAD,
    crate::AliOssUpload => ALI_OSS_UPLOAD,
    crate::StreamOutput => STREAM_OUTPUT,
    crate::StreamDestination => STREAM_DESTINATION,
    crate::EncodingOptions => ENCODING_OPTIONS,
    crate::SegmentedFileOutput => SEGMENTED_FILE_OUTPUT,
    crate::ImageOutput => IMAGE_OUTPUT,
    crate::TrackCompositeEgressRequest => TRACK_COMPOSITE_EGRESS_REQUEST,
    crate::TrackEgressRequest => TRACK_EGRESS_REQUEST,
    crate::DirectFileOutput => DIRECT_FILE_OUTPUT,
    crate::StreamInfoList => STREAM_INFO_LIST,
    crate::StreamInfo => STREAM_INFO,
    crate::FileInfo => FILE_INFO,
    crate::SegmentsInfo => SEGMENTS_INFO,
    crate::WebEgressRequest => WEB_EGRESS_REQUEST,
    crate::ParticipantEgressRequest => PARTICIPANT_EGRESS_REQUEST,
    crate::ImagesInfo => IMAGES_INFO,
    crate::StartEgressRequest => START_EGRESS_REQUEST,
    crate::TemplateSource => TEMPLATE_SOURCE,
    crate::WebSource => WEB_SOURCE,
    crate::MediaSource => MEDIA_SOURCE,
    crate::ParticipantVideo => PARTICIPANT_VIDEO,
    crate::AudioConfig => AUDIO_CONFIG,
    crate::AudioRoute => AUDIO_ROUTE,
    crate::DataConfig => DATA_CONFIG,
    crate::DataSelector => DATA_SELECTOR,
    crate::VideoConfig => VIDEO_CONFIG,
    crate::VideoSelector => VIDEO_SELECTOR,
    crate::Output => OUTPUT,
    crate::FileOutput => FILE_OUTPUT,
    crate::StorageConfig => STORAGE_CONFIG,
    crate::ExportReplayRequest => EXPORT_REPLAY_REQUEST,
    crate::StopEgressRequest => STOP_EGRESS_REQUEST,
    crate::UpdateLayoutRequest => UPDATE_LAYOUT_REQUEST,
    crate::UpdateStreamRequest => UPDATE_STREAM_REQUEST,
    crate::AutoParticipantEgress => AUTO_PARTICIPANT_EGRESS,
    crate::AutoTrackEgress => AUTO_TRACK_EGRESS,
}

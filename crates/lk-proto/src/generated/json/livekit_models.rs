//! Protojson of `livekit_models.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static AUDIO_CODEC: EnumTable = EnumTable(&[
    (0, "DEFAULT_AC"),
    (1, "OPUS"),
    (2, "AAC"),
    (3, "AC_MP3"),
]);

pub(super) static CLIENT_CONFIG_SETTING: EnumTable = EnumTable(&[
    (0, "UNSET"),
    (1, "DISABLED"),
    (2, "ENABLED"),
]);

pub(super) static CONNECTION_QUALITY: EnumTable = EnumTable(&[
    (0, "POOR"),
    (1, "GOOD"),
    (2, "EXCELLENT"),
    (3, "LOST"),
]);

pub(super) static DATA_TRACK_EXTENSION_ID: EnumTable = EnumTable(&[
    (0, "DTEI_INVALID"),
    (1, "DTEI_E2EE"),
    (2, "DTEI_USER_TIMESTAMP"),
    (255, "DTEI_PARTICIPANT_SID"),
]);

pub(super) static IMAGE_CODEC: EnumTable = EnumTable(&[
    (0, "IC_DEFAULT"),
    (1, "IC_JPEG"),
]);

pub(super) static TRACK_TYPE: EnumTable = EnumTable(&[
    (0, "AUDIO"),
    (1, "VIDEO"),
    (2, "DATA"),
]);

pub(super) static TRACK_SOURCE: EnumTable = EnumTable(&[
    (0, "UNKNOWN"),
    (1, "CAMERA"),
    (2, "MICROPHONE"),
    (3, "SCREEN_SHARE"),
    (4, "SCREEN_SHARE_AUDIO"),
]);

pub(super) static VIDEO_QUALITY: EnumTable = EnumTable(&[
    (0, "LOW"),
    (1, "MEDIUM"),
    (2, "HIGH"),
    (3, "OFF"),
]);

pub(super) static AUDIO_TRACK_FEATURE: EnumTable = EnumTable(&[
    (0, "TF_STEREO"),
    (1, "TF_NO_DTX"),
    (2, "TF_AUTO_GAIN_CONTROL"),
    (3, "TF_ECHO_CANCELLATION"),
    (4, "TF_NOISE_SUPPRESSION"),
    (5, "TF_ENHANCED_NOISE_CANCELLATION"),
    (6, "TF_PRECONNECT_BUFFER"),
]);

pub(super) static BACKUP_CODEC_POLICY: EnumTable = EnumTable(&[
    (0, "PREFER_REGRESSION"),
    (1, "SIMULCAST"),
    (2, "REGRESSION"),
]);

pub(super) static PACKET_TRAILER_FEATURE: EnumTable = EnumTable(&[
    (0, "PTF_USER_TIMESTAMP"),
    (1, "PTF_FRAME_ID"),
    (2, "PTF_USER_DATA"),
]);

pub(super) static DISCONNECT_REASON: EnumTable = EnumTable(&[
    (0, "UNKNOWN_REASON"),
    (1, "CLIENT_INITIATED"),
    (2, "DUPLICATE_IDENTITY"),
    (3, "SERVER_SHUTDOWN"),
    (4, "PARTICIPANT_REMOVED"),
    (5, "ROOM_DELETED"),
    (6, "STATE_MISMATCH"),
    (7, "JOIN_FAILURE"),
    (8, "MIGRATION"),
    (9, "SIGNAL_CLOSE"),
    (10, "ROOM_CLOSED"),
    (11, "USER_UNAVAILABLE"),
    (12, "USER_REJECTED"),
    (13, "SIP_TRUNK_FAILURE"),
    (14, "CONNECTION_TIMEOUT"),
    (15, "MEDIA_FAILURE"),
    (16, "AGENT_ERROR"),
]);

pub(super) static RECONNECT_REASON: EnumTable = EnumTable(&[
    (0, "RR_UNKNOWN"),
    (1, "RR_SIGNAL_DISCONNECTED"),
    (2, "RR_PUBLISHER_FAILED"),
    (3, "RR_SUBSCRIBER_FAILED"),
    (4, "RR_SWITCH_CANDIDATE"),
]);

pub(super) static ROOM_END_REASON: EnumTable = EnumTable(&[
    (0, "ROOM_END_UNKNOWN"),
    (1, "ROOM_END_API_DELETE"),
    (2, "ROOM_END_IDLE_TIMEOUT"),
    (3, "ROOM_END_SERVER_SHUTDOWN"),
    (4, "ROOM_END_SUPERSEDED"),
    (5, "ROOM_END_OPEN_FAILED"),
]);

pub(super) static SUBSCRIPTION_ERROR: EnumTable = EnumTable(&[
    (0, "SE_UNKNOWN"),
    (1, "SE_CODEC_UNSUPPORTED"),
    (2, "SE_TRACK_NOTFOUND"),
]);

pub(super) static VIDEO_CODEC: EnumTable = EnumTable(&[
    (0, "DEFAULT_VC"),
    (1, "H264_BASELINE"),
    (2, "H264_MAIN"),
    (3, "H264_HIGH"),
    (4, "VP8"),
]);

pub(super) static CLIENT_CONFIGURATION: Table = Table {
    name: "livekit.ClientConfiguration",
    fields: &[
        field(1, "video", "video", Kind::Message(&VIDEO_CONFIGURATION), Label::Single),
        field(2, "screen", "screen", Kind::Message(&VIDEO_CONFIGURATION), Label::Single),
        field(3, "resume_connection", "resumeConnection", Kind::Enum(&CLIENT_CONFIG_SETTING), Label::Implicit),
        field(4, "disabled_codecs", "disabledCodecs", Kind::Message(&DISABLED_CODECS), Label::Single),
        field(5, "force_relay", "forceRelay", Kind::Enum(&CLIENT_CONFIG_SETTING), Label::Implicit),
    ],
};

pub(super) static VIDEO_CONFIGURATION: Table = Table {
    name: "livekit.VideoConfiguration",
    fields: &[
        field(1, "hardware_encoder", "hardwareEncoder", Kind::Enum(&CLIENT_CONFIG_SETTING), Label::Implicit),
    ],
};

pub(super) static DISABLED_CODECS: Table = Table {
    name: "livekit.DisabledCodecs",
    fields: &[
        field(1, "codecs", "codecs", Kind::Message(&CODEC), Label::Repeated),
        field(2, "publish", "publish", Kind::Message(&CODEC), Label::Repeated),
    ],
};

pub(super) static CODEC: Table = Table {
    name: "livekit.Codec",
    fields: &[
        field(1, "mime", "mime", Kind::String, Label::Implicit),
        field(2, "fmtp_line", "fmtpLine", Kind::String, Label::Implicit),
    ],
};

pub(super) static DATA_BLOB: Table = Table {
    name: "livekit.DataBlob",
    fields: &[
        field(1, "key", "key", Kind::Message(&DATA_BLOB_KEY), Label::Single),
        field(2, "contents", "contents", Kind::Bytes, Label::Implicit),
    ],
};

pub(super) static DATA_BLOB_KEY: Table = Table {
    name: "livekit.DataBlobKey",
    fields: &[
        field(1, "generic", "generic", Kind::String, Label::Oneof(0)),
        field(2, "schema_id", "schemaId", Kind::Message(&DATA_TRACK_SCHEMA_ID), Label::Oneof(0)),
    ],
};

pub(super) static DATA_TRACK_SCHEMA_ID: Table = Table {
    name: "livekit.DataTrackSchemaId",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "encoding", "encoding", Kind::Message(&DATA_TRACK_SCHEMA_ENCODING), Label::Single),
    ],
};

pub(super) static DATA_TRACK_SCHEMA_ENCODING_WELL_KNOWN_SCHEMA_ENCODING: EnumTable = EnumTable(&[
    (0, "WELL_KNOWN_SCHEMA_ENCODING_UNSPECIFIED"),
    (1, "WELL_KNOWN_SCHEMA_ENCODING_PROTOBUF"),
    (2, "WELL_KNOWN_SCHEMA_ENCODING_FLATBUFFER"),
    (3, "WELL_KNOWN_SCHEMA_ENCODING_ROS1_MSG"),
    (4, "WELL_KNOWN_SCHEMA_ENCODING_ROS2_MSG"),
    (5, "WELL_KNOWN_SCHEMA_ENCODING_ROS2_IDL"),
    (6, "WELL_KNOWN_SCHEMA_ENCODING_OMG_IDL"),
    (7, "WELL_KNOWN_SCHEMA_ENCODING_JSON_SCHEMA"),
]);

pub(super) static DATA_TRACK_SCHEMA_ENCODING: Table = Table {
    name: "livekit.DataTrackSchemaEncoding",
    fields: &[
        field(1, "well_known", "wellKnown", Kind::Enum(&DATA_TRACK_SCHEMA_ENCODING_WELL_KNOWN_SCHEMA_ENCODING), Label::Oneof(0)),
        field(2, "custom", "custom", Kind::String, Label::Oneof(0)),
    ],
};

pub(super) static DATA_PACKET_KIND: EnumTable = EnumTable(&[
    (0, "RELIABLE"),
    (1, "LOSSY"),
]);

pub(super) static DATA_PACKET: Table = Table {
    name: "livekit.DataPacket",
    fields: &[
        field(1, "kind", "kind", Kind::Enum(&DATA_PACKET_KIND), Label::Implicit),
        field(2, "user", "user", Kind::Message(&USER_PACKET), Label::Oneof(0)),
        field(3, "speaker", "speaker", Kind::Message(&ACTIVE_SPEAKER_UPDATE), Label::Oneof(0)),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(5, "destination_identities", "destinationIdentities", Kind::String, Label::Repeated),
        field(6, "sip_dtmf", "sipDtmf", Kind::Message(&SIP_DTMF), Label::Oneof(0)),
        field(7, "transcription", "transcription", Kind::Message(&TRANSCRIPTION), Label::Oneof(0)),
        field(8, "metrics", "metrics", Kind::Message(&super::livekit_metrics::METRICS_BATCH), Label::Oneof(0)),
        field(9, "chat_message", "chatMessage", Kind::Message(&CHAT_MESSAGE), Label::Oneof(0)),
        field(10, "rpc_request", "rpcRequest", Kind::Message(&RPC_REQUEST), Label::Oneof(0)),
        field(11, "rpc_ack", "rpcAck", Kind::Message(&RPC_ACK), Label::Oneof(0)),
        field(12, "rpc_response", "rpcResponse", Kind::Message(&RPC_RESPONSE), Label::Oneof(0)),
        field(13, "stream_header", "streamHeader", Kind::Message(&DATA_STREAM_HEADER), Label::Oneof(0)),
        field(14, "stream_chunk", "streamChunk", Kind::Message(&DATA_STREAM_CHUNK), Label::Oneof(0)),
        field(15, "stream_trailer", "streamTrailer", Kind::Message(&DATA_STREAM_TRAILER), Label::Oneof(0)),
        field(16, "sequence", "sequence", Kind::Uint32, Label::Implicit),
        field(17, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(18, "encrypted_packet", "encryptedPacket", Kind::Message(&ENCRYPTED_PACKET), Label::Oneof(0)),
    ],
};

pub(super) static USER_PACKET: Table = Table {
    name: "livekit.UserPacket",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "payload", "payload", Kind::Bytes, Label::Implicit),
        field(3, "destination_sids", "destinationSids", Kind::String, Label::Repeated),
        field(4, "topic", "topic", Kind::String, Label::Optional),
        field(5, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(6, "destination_identities", "destinationIdentities", Kind::String, Label::Repeated),
        field(8, "id", "id", Kind::String, Label::Optional),
        field(9, "start_time", "startTime", Kind::Uint64, Label::Optional),
        field(10, "end_time", "endTime", Kind::Uint64, Label::Optional),
        field(11, "nonce", "nonce", Kind::Bytes, Label::Implicit),
    ],
};

pub(super) static ACTIVE_SPEAKER_UPDATE: Table = Table {
    name: "livekit.ActiveSpeakerUpdate",
    fields: &[
        field(1, "speakers", "speakers", Kind::Message(&SPEAKER_INFO), Label::Repeated),
    ],
};

pub(super) static SPEAKER_INFO: Table = Table {
    name: "livekit.SpeakerInfo",
    fields: &[
        field(1, "sid", "sid", Kind::String, Label::Implicit),
        field(2, "level", "level", Kind::Float, Label::Implicit),
        field(3, "active", "active", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIP_DTMF: Table = Table {
    name: "livekit.SipDTMF",
    fields: &[
        field(3, "code", "code", Kind::Uint32, Label::Implicit),
        field(4, "digit", "digit", Kind::String, Label::Implicit),
    ],
};

pub(super) static TRANSCRIPTION: Table = Table {
    name: "livekit.Transcription",
    fields: &[
        field(2, "transcribed_participant_identity", "transcribedParticipantIdentity", Kind::String, Label::Implicit),
        field(3, "track_id", "trackId", Kind::String, Label::Implicit),
        field(4, "segments", "segments", Kind::Message(&TRANSCRIPTION_SEGMENT), Label::Repeated),
    ],
};

pub(super) static TRANSCRIPTION_SEGMENT: Table = Table {
    name: "livekit.TranscriptionSegment",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "text", "text", Kind::String, Label::Implicit),
        field(3, "start_time", "startTime", Kind::Uint64, Label::Implicit),
        field(4, "end_time", "endTime", Kind::Uint64, Label::Implicit),
        field(5, "final", "final", Kind::Bool, Label::Implicit),
        field(6, "language", "language", Kind::String, Label::Implicit),
    ],
};

pub(super) static CHAT_MESSAGE: Table = Table {
    name: "livekit.ChatMessage",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
        field(3, "edit_timestamp", "editTimestamp", Kind::Int64, Label::Optional),
        field(4, "message", "message", Kind::String, Label::Implicit),
        field(5, "deleted", "deleted", Kind::Bool, Label::Implicit),
        field(6, "generated", "generated", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static RPC_REQUEST: Table = Table {
    name: "livekit.RpcRequest",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "method", "method", Kind::String, Label::Implicit),
        field(3, "payload", "payload", Kind::String, Label::Implicit),
        field(4, "response_timeout_ms", "responseTimeoutMs", Kind::Uint32, Label::Implicit),
        field(5, "version", "version", Kind::Uint32, Label::Implicit),
        field(6, "compressed_payload", "compressedPayload", Kind::Bytes, Label::Implicit),
    ],
};

pub(super) static RPC_ACK: Table = Table {
    name: "livekit.RpcAck",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
    ],
};

pub(super) static RPC_RESPONSE: Table = Table {
    name: "livekit.RpcResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
        field(2, "payload", "payload", Kind::String, Label::Oneof(0)),
        field(3, "error", "error", Kind::Message(&RPC_ERROR), Label::Oneof(0)),
        field(4, "compressed_payload", "compressedPayload", Kind::Bytes, Label::Oneof(0)),
    ],
};

pub(super) static RPC_ERROR: Table = Table {
    name: "livekit.RpcError",
    fields: &[
        field(1, "code", "code", Kind::Uint32, Label::Implicit),
        field(2, "message", "message", Kind::String, Label::Implicit),
        field(3, "data", "data", Kind::String, Label::Implicit),
    ],
};

pub(super) static DATA_STREAM_COMPRESSION_TYPE: EnumTable = EnumTable(&[
    (0, "NONE"),
    (1, "DEFLATE_RAW"),
]);

pub(super) static DATA_STREAM_OPERATION_TYPE: EnumTable = EnumTable(&[
    (0, "CREATE"),
    (1, "UPDATE"),
    (2, "DELETE"),
    (3, "REACTION"),
]);

pub(super) static DATA_STREAM_BYTE_HEADER: Table = Table {
    name: "livekit.DataStream.ByteHeader",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
    ],
};

pub(super) static DATA_STREAM_CHUNK: Table = Table {
    name: "livekit.DataStream.Chunk",
    fields: &[
        field(1, "stream_id", "streamId", Kind::String, Label::Implicit),
        field(2, "chunk_index", "chunkIndex", Kind::Uint64, Label::Implicit),
        field(3, "content", "content", Kind::Bytes, Label::Implicit),
        field(4, "version", "version", Kind::Int32, Label::Implicit),
        field(5, "iv", "iv", Kind::Bytes, Label::Optional),
    ],
};

pub(super) static DATA_STREAM_HEADER: Table = Table {
    name: "livekit.DataStream.Header",
    fields: &[
        field(1, "stream_id", "streamId", Kind::String, Label::Implicit),
        field(2, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
        field(3, "topic", "topic", Kind::String, Label::Implicit),
        field(4, "mime_type", "mimeType", Kind::String, Label::Implicit),
        field(5, "total_length", "totalLength", Kind::Uint64, Label::Optional),
        field(7, "encryption_type", "encryptionType", Kind::Enum(&ENCRYPTION_TYPE), Label::Implicit),
        field(8, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(9, "text_header", "textHeader", Kind::Message(&DATA_STREAM_TEXT_HEADER), Label::Oneof(0)),
        field(10, "byte_header", "byteHeader", Kind::Message(&DATA_STREAM_BYTE_HEADER), Label::Oneof(0)),
        field(11, "inline_content", "inlineContent", Kind::Bytes, Label::Optional),
        field(12, "compression", "compression", Kind::Enum(&DATA_STREAM_COMPRESSION_TYPE), Label::Implicit),
    ],
};

pub(super) static DATA_STREAM_TEXT_HEADER: Table = Table {
    name: "livekit.DataStream.TextHeader",
    fields: &[
        field(1, "operation_type", "operationType", Kind::Enum(&DATA_STREAM_OPERATION_TYPE), Label::Implicit),
        field(2, "version", "version", Kind::Int32, Label::Implicit),
        field(3, "reply_to_stream_id", "replyToStreamId", Kind::String, Label::Implicit),
        field(4, "attached_stream_ids", "attachedStreamIds", Kind::String, Label::Repeated),
        field(5, "generated", "generated", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static DATA_STREAM_TRAILER: Table = Table {
    name: "livekit.DataStream.Trailer",
    fields: &[
        field(1, "stream_id", "streamId", Kind::String, Label::Implicit),
        field(2, "reason", "reason", Kind::String, Label::Implicit),
        field(3, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static DATA_STREAM: Table = Table {
    name: "livekit.DataStream",
    fields: &[],
};

pub(super) static ENCRYPTION_TYPE: EnumTable = EnumTable(&[
    (0, "NONE"),
    (1, "GCM"),
    (2, "CUSTOM"),
]);

pub(super) static ENCRYPTION: Table = Table {
    name: "livekit.Encryption",
    fields: &[],
};

pub(super) static ENCRYPTED_PACKET: Table = Table {
    name: "livekit.EncryptedPacket",
    fields: &[
        field(1, "encryption_type", "encryptionType", Kind::Enum(&ENCRYPTION_TYPE), Label::Implicit),
        field(2, "iv", "iv", Kind::Bytes, Label::Implicit),
        field(3, "key_index", "keyIndex", Kind::Uint32, Label::Implicit),
        field(4, "encrypted_value", "encryptedValue", Kind::Bytes, Label::Implicit),
    ],
};

pub(super) static DATA_TRACK_EXTENSION_PARTICIPANT_SID: Table = Table {
    name: "livekit.DataTrackExtensionParticipantSid",
    fields: &[
        field(1, "id", "id", Kind::Enum(&DATA_TRACK_EXTENSION_ID), Label::Implicit),
        field(2, "participant_sid", "participantSid", Kind::String, Label::Implicit),
    ],
};

pub(super) static DATA_TRACK_SUBSCRIPTION_OPTIONS: Table = Table {
    name: "livekit.DataTrackSubscriptionOptions",
    fields: &[
        field(1, "target_fps", "targetFps", Kind::Uint32, Label::Optional),
    ],
};

pub(super) static ENCRYPTED_PACKET_PAYLOAD: Table = Table {
    name: "livekit.EncryptedPacketPayload",
    fields: &[
        field(1, "user", "user", Kind::Message(&USER_PACKET), Label::Oneof(0)),
        field(3, "chat_message", "chatMessage", Kind::Message(&CHAT_MESSAGE), Label::Oneof(0)),
        field(4, "rpc_request", "rpcRequest", Kind::Message(&RPC_REQUEST), Label::Oneof(0)),
        field(5, "rpc_ack", "rpcAck", Kind::Message(&RPC_ACK), Label::Oneof(0)),
        field(6, "rpc_response", "rpcResponse", Kind::Message(&RPC_RESPONSE), Label::Oneof(0)),
        field(7, "stream_header", "streamHeader", Kind::Message(&DATA_STREAM_HEADER), Label::Oneof(0)),
        field(8, "stream_chunk", "streamChunk", Kind::Message(&DATA_STREAM_CHUNK), Label::Oneof(0)),
        field(9, "stream_trailer", "streamTrailer", Kind::Message(&DATA_STREAM_TRAILER), Label::Oneof(0)),
    ],
};

pub(super) static LIST_UPDATE: Table = Table {
    name: "livekit.ListUpdate",
    fields: &[
        field(1, "set", "set", Kind::String, Label::Repeated),
        field(2, "add", "add", Kind::String, Label::Repeated),
        field(3, "remove", "remove", Kind::String, Label::Repeated),
        field(4, "clear", "clear", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static PAGINATION: Table = Table {
    name: "livekit.Pagination",
    fields: &[
        field(1, "after_id", "afterId", Kind::String, Label::Implicit),
        field(2, "limit", "limit", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static PARTICIPANT_INFO_KIND: EnumTable = EnumTable(&[
    (0, "STANDARD"),
    (1, "INGRESS"),
    (2, "EGRESS"),
    (3, "SIP"),
    (4, "AGENT"),
    (7, "CONNECTOR"),
    (8, "BRIDGE"),
]);

pub(super) static PARTICIPANT_INFO_KIND_DETAIL: EnumTable = EnumTable(&[
    (0, "CLOUD_AGENT"),
    (1, "FORWARDED"),
    (2, "CONNECTOR_WHATSAPP"),
    (3, "CONNECTOR_TWILIO"),
    (4, "BRIDGE_RTSP"),
    (5, "SIMULATION"),
]);

pub(super) static PARTICIPANT_INFO_STATE: EnumTable = EnumTable(&[
    (0, "JOINING"),
    (1, "JOINED"),
    (2, "ACTIVE"),
    (3, "DISCONNECTED"),
]);

pub(super) static PARTICIPANT_INFO: Table = Table {
    name: "livekit.ParticipantInfo",
    fields: &[
        field(1, "sid", "sid", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "state", "state", Kind::Enum(&PARTICIPANT_INFO_STATE), Label::Implicit),
        field(4, "tracks", "tracks", Kind::Message(&TRACK_INFO), Label::Repeated),
        field(5, "metadata", "metadata", Kind::String, Label::Implicit),
        field(6, "joined_at", "joinedAt", Kind::Int64, Label::Implicit),
        field(9, "name", "name", Kind::String, Label::Implicit),
        field(10, "version", "version", Kind::Uint32, Label::Implicit),
        field(11, "permission", "permission", Kind::Message(&PARTICIPANT_PERMISSION), Label::Single),
        field(12, "region", "region", Kind::String, Label::Implicit),
        field(13, "is_publisher", "isPublisher", Kind::Bool, Label::Implicit),
        field(14, "kind", "kind", Kind::Enum(&PARTICIPANT_INFO_KIND), Label::Implicit),
        field(15, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(16, "disconnect_reason", "disconnectReason", Kind::Enum(&DISCONNECT_REASON), Label::Implicit),
        field(17, "joined_at_ms", "joinedAtMs", Kind::Int64, Label::Implicit),
        field(18, "kind_details", "kindDetails", Kind::Enum(&PARTICIPANT_INFO_KIND_DETAIL), Label::Repeated),
        field(19, "data_tracks", "dataTracks", Kind::Message(&DATA_TRACK_INFO), Label::Repeated),
        field(20, "client_protocol", "clientProtocol", Kind::Int32, Label::Implicit),
        field(21, "capabilities", "capabilities", Kind::Enum(&CLIENT_INFO_CAPABILITY), Label::Repeated),
    ],
};

pub(super) static TRACK_INFO: Table = Table {
    name: "livekit.TrackInfo",
    fields: &[
        field(1, "sid", "sid", Kind::String, Label::Implicit),
        field(2, "type", "type", Kind::Enum(&TRACK_TYPE), Label::Implicit),
        field(3, "name", "name", Kind::String, Label::Implicit),
        field(4, "muted", "muted", Kind::Bool, Label::Implicit),
        field(5, "width", "width", Kind::Uint32, Label::Implicit),
        field(6, "height", "height", Kind::Uint32, Label::Implicit),
        field(7, "simulcast", "simulcast", Kind::Bool, Label::Implicit),
        field(8, "disable_dtx", "disableDtx", Kind::Bool, Label::Implicit),
        field(9, "source", "source", Kind::Enum(&TRACK_SOURCE), Label::Implicit),
        field(10, "layers", "layers", Kind::Message(&VIDEO_LAYER), Label::Repeated),
        field(11, "mime_type", "mimeType", Kind::String, Label::Implicit),
        field(12, "mid", "mid", Kind::String, Label::Implicit),
        field(13, "codecs", "codecs", Kind::Message(&SIMULCAST_CODEC_INFO), Label::Repeated),
        field(14, "stereo", "stereo", Kind::Bool, Label::Implicit),
        field(15, "disable_red", "disableRed", Kind::Bool, Label::Implicit),
        field(16, "encryption", "encryption", Kind::Enum(&ENCRYPTION_TYPE), Label::Implicit),
        field(17, "stream", "stream", Kind::String, Label::Implicit),
        field(18, "version", "version", Kind::Message(&TIMED_VERSION), Label::Single),
        field(19, "audio_features", "audioFeatures", Kind::Enum(&AUDIO_TRACK_FEATURE), Label::Repeated),
        field(20, "backup_codec_policy", "backupCodecPolicy", Kind::Enum(&BACKUP_CODEC_POLICY), Label::Implicit),
        field(21, "packet_trailer_features", "packetTrailerFeatures", Kind::Enum(&PACKET_TRAILER_FEATURE), Label::Repeated),
    ],
};

pub(super) static VIDEO_LAYER_MODE: EnumTable = EnumTable(&[
    (0, "MODE_UNUSED"),
    (1, "ONE_SPATIAL_LAYER_PER_STREAM"),
    (2, "MULTIPLE_SPATIAL_LAYERS_PER_STREAM"),
    (3, "ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR"),
]);

pub(super) static VIDEO_LAYER: Table = Table {
    name: "livekit.VideoLayer",
    fields: &[
        field(1, "quality", "quality", Kind::Enum(&VIDEO_QUALITY), Label::Implicit),
        field(2, "width", "width", Kind::Uint32, Label::Implicit),
        field(3, "height", "height", Kind::Uint32, Label::Implicit),
        field(4, "bitrate", "bitrate", Kind::Uint32, Label::Implicit),
        field(5, "ssrc", "ssrc", Kind::Uint32, Label::Implicit),
        field(6, "spatial_layer", "spatialLayer", Kind::Int32, Label::Implicit),
        field(7, "rid", "rid", Kind::String, Label::Implicit),
        field(8, "repair_ssrc", "repairSsrc", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static SIMULCAST_CODEC_INFO: Table = Table {
    name: "livekit.SimulcastCodecInfo",
    fields: &[
        field(1, "mime_type", "mimeType", Kind::String, Label::Implicit),
        field(2, "mid", "mid", Kind::String, Label::Implicit),
        field(3, "cid", "cid", Kind::String, Label::Implicit),
        field(4, "layers", "layers", Kind::Message(&VIDEO_LAYER), Label::Repeated),
        field(5, "video_layer_mode", "videoLayerMode", Kind::Enum(&VIDEO_LAYER_MODE), Label::Implicit),
        field(6, "sdp_cid", "sdpCid", Kind::String, Label::Implicit),
    ],
};

pub(super) static TIMED_VERSION: Table = Table {
    name: "livekit.TimedVersion",
    fields: &[
        field(1, "unix_micro", "unixMicro", Kind::Int64, Label::Implicit),
        field(2, "ticks", "ticks", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static PARTICIPANT_PERMISSION: Table = Table {
    name: "livekit.ParticipantPermission",
    fields: &[
        field(1, "can_subscribe", "canSubscribe", Kind::Bool, Label::Implicit),
        field(2, "can_publish", "canPublish", Kind::Bool, Label::Implicit),
        field(3, "can_publish_data", "canPublishData", Kind::Bool, Label::Implicit),
        field(7, "hidden", "hidden", Kind::Bool, Label::Implicit),
        field(8, "recorder", "recorder", Kind::Bool, Label::Implicit),
        field(9, "can_publish_sources", "canPublishSources", Kind::Enum(&TRACK_SOURCE), Label::Repeated),
        field(10, "can_update_metadata", "canUpdateMetadata", Kind::Bool, Label::Implicit),
        field(11, "agent", "agent", Kind::Bool, Label::Implicit),
        field(12, "can_subscribe_metrics", "canSubscribeMetrics", Kind::Bool, Label::Implicit),
        field(13, "can_manage_agent_session", "canManageAgentSession", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static DATA_TRACK_INFO: Table = Table {
    name: "livekit.DataTrackInfo",
    fields: &[
        field(1, "pub_handle", "pubHandle", Kind::Uint32, Label::Implicit),
        field(2, "sid", "sid", Kind::String, Label::Implicit),
        field(3, "name", "name", Kind::String, Label::Implicit),
        field(4, "encryption", "encryption", Kind::Enum(&ENCRYPTION_TYPE), Label::Implicit),
        field(5, "frame_encoding", "frameEncoding", Kind::Message(&DATA_TRACK_FRAME_ENCODING), Label::Optional),
        field(6, "schema", "schema", Kind::Message(&DATA_TRACK_SCHEMA_ID), Label::Optional),
    ],
};

pub(super) static DATA_TRACK_FRAME_ENCODING_WELL_KNOWN_FRAME_ENCODING: EnumTable = EnumTable(&[
    (0, "WELL_KNOWN_FRAME_ENCODING_UNSPECIFIED"),
    (1, "WELL_KNOWN_FRAME_ENCODING_ROS1"),
    (2, "WELL_KNOWN_FRAME_ENCODING_CDR"),
    (3, "WELL_KNOWN_FRAME_ENCODING_PROTOBUF"),
    (4, "WELL_KNOWN_FRAME_ENCODING_FLATBUFFER"),
    (5, "WELL_KNOWN_FRAME_ENCODING_CBOR"),
    (6, "WELL_KNOWN_FRAME_ENCODING_MSGPACK"),
    (7, "WELL_KNOWN_FRAME_ENCODING_JSON"),
]);

pub(super) static DATA_TRACK_FRAME_ENCODING: Table = Table {
    name: "livekit.DataTrackFrameEncoding",
    fields: &[
        field(1, "well_known", "wellKnown", Kind::Enum(&DATA_TRACK_FRAME_ENCODING_WELL_KNOWN_FRAME_ENCODING), Label::Oneof(0)),
        field(2, "custom", "custom", Kind::String, Label::Oneof(0)),
    ],
};

pub(super) static CLIENT_INFO_CAPABILITY: EnumTable = EnumTable(&[
    (0, "CAP_UNUSED"),
    (1, "CAP_PACKET_TRAILER"),
    (2, "CAP_COMPRESSION_DEFLATE_RAW"),
]);

pub(super) static CLIENT_INFO_SDK: EnumTable = EnumTable(&[
    (0, "UNKNOWN"),
    (1, "JS"),
    (2, "SWIFT"),
    (3, "ANDROID"),
    (4, "FLUTTER"),
    (5, "GO"),
    (6, "UNITY"),
    (7, "REACT_NATIVE"),
    (8, "RUST"),
    (9, "PYTHON"),
    (10, "CPP"),
    (11, "UNITY_WEB"),
    (12, "NODE"),
    (13, "UNREAL"),
    (14, "ESP32"),
    (15, "DOTNET"),
]);

pub(super) static CLIENT_INFO: Table = Table {
    name: "livekit.ClientInfo",
    fields: &[
        field(1, "sdk", "sdk", Kind::Enum(&CLIENT_INFO_SDK), Label::Implicit),
        field(2, "version", "version", Kind::String, Label::Implicit),
        field(3, "protocol", "protocol", Kind::Int32, Label::Implicit),
        field(4, "os", "os", Kind::String, Label::Implicit),
        field(5, "os_version", "osVersion", Kind::String, Label::Implicit),
        field(6, "device_model", "deviceModel", Kind::String, Label::Implicit),
        field(7, "browser", "browser", Kind::String, Label::Implicit),
        field(8, "browser_version", "browserVersion", Kind::String, Label::Implicit),
        field(9, "address", "address", Kind::String, Label::Implicit),
        field(10, "network", "network", Kind::String, Label::Implicit),
        field(11, "other_sdks", "otherSdks", Kind::String, Label::Implicit),
        field(12, "client_protocol", "clientProtocol", Kind::Int32, Label::Implicit),
        field(13, "capabilities", "capabilities", Kind::Enum(&CLIENT_INFO_CAPABILITY), Label::Repeated),
    ],
};

pub(super) static PARTICIPANT_TRACKS: Table = Table {
    name: "livekit.ParticipantTracks",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "track_sids", "trackSids", Kind::String, Label::Repeated),
    ],
};

pub(super) static PLAYOUT_DELAY: Table = Table {
    name: "livekit.PlayoutDelay",
    fields: &[
        field(1, "enabled", "enabled", Kind::Bool, Label::Implicit),
        field(2, "min", "min", Kind::Uint32, Label::Implicit),
        field(3, "max", "max", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static RTP_FORWARDER_STATE: Table = Table {
    name: "livekit.RTPForwarderState",
    fields: &[
        field(1, "started", "started", Kind::Bool, Label::Implicit),
        field(2, "reference_layer_spatial", "referenceLayerSpatial", Kind::Int32, Label::Implicit),
        field(3, "pre_start_time", "preStartTime", Kind::Int64, Label::Implicit),
        field(4, "ext_first_timestamp", "extFirstTimestamp", Kind::Uint64, Label::Implicit),
        field(5, "dummy_start_timestamp_offset", "dummyStartTimestampOffset", Kind::Uint64, Label::Implicit),
        field(6, "rtp_munger", "rtpMunger", Kind::Message(&RTP_MUNGER_STATE), Label::Single),
        field(7, "vp8_munger", "vp8Munger", Kind::Message(&VP8_MUNGER_STATE), Label::Oneof(0)),
        field(8, "sender_report_state", "senderReportState", Kind::Message(&RTCP_SENDER_REPORT_STATE), Label::Repeated),
        field(9, "dependency_descriptor_forwarder", "dependencyDescriptorForwarder", Kind::Message(&DEPENDENCY_DESCRIPTOR_FORWARDER_STATE), Label::Single),
    ],
};

pub(super) static RTP_MUNGER_STATE: Table = Table {
    name: "livekit.RTPMungerState",
    fields: &[
        field(1, "ext_last_sequence_number", "extLastSequenceNumber", Kind::Uint64, Label::Implicit),
        field(2, "ext_second_last_sequence_number", "extSecondLastSequenceNumber", Kind::Uint64, Label::Implicit),
        field(3, "ext_last_timestamp", "extLastTimestamp", Kind::Uint64, Label::Implicit),
        field(4, "ext_second_last_timestamp", "extSecondLastTimestamp", Kind::Uint64, Label::Implicit),
        field(5, "last_marker", "lastMarker", Kind::Bool, Label::Implicit),
        field(6, "second_last_marker", "secondLastMarker", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static VP8_MUNGER_STATE: Table = Table {
    name: "livekit.VP8MungerState",
    fields: &[
        field(1, "ext_last_picture_id", "extLastPictureId", Kind::Int32, Label::Implicit),
        field(2, "picture_id_used", "pictureIdUsed", Kind::Bool, Label::Implicit),
        field(3, "last_tl0_pic_idx", "lastTl0PicIdx", Kind::Uint32, Label::Implicit),
        field(4, "tl0_pic_idx_used", "tl0PicIdxUsed", Kind::Bool, Label::Implicit),
        field(5, "tid_used", "tidUsed", Kind::Bool, Label::Implicit),
        field(6, "last_key_idx", "lastKeyIdx", Kind::Uint32, Label::Implicit),
        field(7, "key_idx_used", "keyIdxUsed", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static RTCP_SENDER_REPORT_STATE: Table = Table {
    name: "livekit.RTCPSenderReportState",
    fields: &[
        field(1, "rtp_timestamp", "rtpTimestamp", Kind::Uint32, Label::Implicit),
        field(2, "rtp_timestamp_ext", "rtpTimestampExt", Kind::Uint64, Label::Implicit),
        field(3, "ntp_timestamp", "ntpTimestamp", Kind::Uint64, Label::Implicit),
        field(4, "at", "at", Kind::Int64, Label::Implicit),
        field(5, "at_adjusted", "atAdjusted", Kind::Int64, Label::Implicit),
        field(6, "packets", "packets", Kind::Uint32, Label::Implicit),
        field(7, "octets", "octets", Kind::Uint64, Label::Implicit),
    ],
};

pub(super) static DEPENDENCY_DESCRIPTOR_FORWARDER_STATE: Table = Table {
    name: "livekit.DependencyDescriptorForwarderState",
    fields: &[
        field(1, "ext_last_frame_number", "extLastFrameNumber", Kind::Uint64, Label::Implicit),
    ],
};

pub(super) static RTP_STATS: Table = Table {
    name: "livekit.RTPStats",
    fields: &[
        field(1, "start_time", "startTime", Kind::Timestamp, Label::Single),
        field(2, "end_time", "endTime", Kind::Timestamp, Label::Single),
        field(3, "duration", "duration", Kind::Double, Label::Implicit),
        field(4, "packets", "packets", Kind::Uint32, Label::Implicit),
        field(5, "packet_rate", "packetRate", Kind::Double, Label::Implicit),
        field(6, "bytes", "bytes", Kind::Uint64, Label::Implicit),
        field(7, "bitrate", "bitrate", Kind::Double, Label::Implicit),
        field(8, "packets_lost", "packetsLost", Kind::Uint32, Label::Implicit),
        field(9, "packet_loss_rate", "packetLossRate", Kind::Double, Label::Implicit),
        field(10, "packet_loss_percentage", "packetLossPercentage", Kind::Float, Label::Implicit),
        field(11, "packets_duplicate", "packetsDuplicate", Kind::Uint32, Label::Implicit),
        field(12, "packet_duplicate_rate", "packetDuplicateRate", Kind::Double, Label::Implicit),
        field(13, "bytes_duplicate", "bytesDuplicate", Kind::Uint64, Label::Implicit),
        field(14, "bitrate_duplicate", "bitrateDuplicate", Kind::Double, Label::Implicit),
        field(15, "packets_padding", "packetsPadding", Kind::Uint32, Label::Implicit),
        field(16, "packet_padding_rate", "packetPaddingRate", Kind::Double, Label::Implicit),
        field(17, "bytes_padding", "bytesPadding", Kind::Uint64, Label::Implicit),
        field(18, "bitrate_padding", "bitratePadding", Kind::Double, Label::Implicit),
        field(19, "packets_out_of_order", "packetsOutOfOrder", Kind::Uint32, Label::Implicit),
        field(20, "frames", "frames", Kind::Uint32, Label::Implicit),
        field(21, "frame_rate", "frameRate", Kind::Double, Label::Implicit),
        field(22, "jitter_current", "jitterCurrent", Kind::Double, Label::Implicit),
        field(23, "jitter_max", "jitterMax", Kind::Double, Label::Implicit),
        field(24, "gap_histogram", "gapHistogram", Kind::Uint32, Label::Map(Kind::Int32)),
        field(25, "nacks", "nacks", Kind::Uint32, Label::Implicit),
        field(26, "nack_misses", "nackMisses", Kind::Uint32, Label::Implicit),
        field(27, "plis", "plis", Kind::Uint32, Label::Implicit),
        field(28, "last_pli", "lastPli", Kind::Timestamp, Label::Single),
        field(29, "firs", "firs", Kind::Uint32, Label::Implicit),
        field(30, "last_fir", "lastFir", Kind::Timestamp, Label::Single),
        field(31, "rtt_current", "rttCurrent", Kind::Uint32, Label::Implicit),
        field(32, "rtt_max", "rttMax", Kind::Uint32, Label::Implicit),
        field(33, "key_frames", "keyFrames", Kind::Uint32, Label::Implicit),
        field(34, "last_key_frame", "lastKeyFrame", Kind::Timestamp, Label::Single),
        field(35, "layer_lock_plis", "layerLockPlis", Kind::Uint32, Label::Implicit),
        field(36, "last_layer_lock_pli", "lastLayerLockPli", Kind::Timestamp, Label::Single),
        field(37, "nack_acks", "nackAcks", Kind::Uint32, Label::Implicit),
        field(38, "nack_repeated", "nackRepeated", Kind::Uint32, Label::Implicit),
        field(39, "header_bytes", "headerBytes", Kind::Uint64, Label::Implicit),
        field(40, "header_bytes_duplicate", "headerBytesDuplicate", Kind::Uint64, Label::Implicit),
        field(41, "header_bytes_padding", "headerBytesPadding", Kind::Uint64, Label::Implicit),
        field(44, "packet_drift", "packetDrift", Kind::Message(&RTP_DRIFT), Label::Single),
        field(45, "ntp_report_drift", "ntpReportDrift", Kind::Message(&RTP_DRIFT), Label::Single),
        field(46, "rebased_report_drift", "rebasedReportDrift", Kind::Message(&RTP_DRIFT), Label::Single),
        field(47, "received_report_drift", "receivedReportDrift", Kind::Message(&RTP_DRIFT), Label::Single),
        field(48, "fec_packets", "fecPackets", Kind::Uint32, Label::Implicit),
        field(49, "fec_bytes", "fecBytes", Kind::Uint64, Label::Implicit),
        field(50, "fec_packets_discarded", "fecPacketsDiscarded", Kind::Uint32, Label::Implicit),
        field(51, "fec_packets_recovered", "fecPacketsRecovered", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static RTP_DRIFT: Table = Table {
    name: "livekit.RTPDrift",
    fields: &[
        field(1, "start_time", "startTime", Kind::Timestamp, Label::Single),
        field(2, "end_time", "endTime", Kind::Timestamp, Label::Single),
        field(3, "duration", "duration", Kind::Double, Label::Implicit),
        field(4, "start_timestamp", "startTimestamp", Kind::Uint64, Label::Implicit),
        field(5, "end_timestamp", "endTimestamp", Kind::Uint64, Label::Implicit),
        field(6, "rtp_clock_ticks", "rtpClockTicks", Kind::Uint64, Label::Implicit),
        field(7, "drift_samples", "driftSamples", Kind::Int64, Label::Implicit),
        field(8, "drift_ms", "driftMs", Kind::Double, Label::Implicit),
        field(9, "clock_rate", "clockRate", Kind::Double, Label::Implicit),
    ],
};

pub(super) static ROOM: Table = Table {
    name: "livekit.Room",
    fields: &[
        field(1, "sid", "sid", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "empty_timeout", "emptyTimeout", Kind::Uint32, Label::Implicit),
        field(4, "max_participants", "maxParticipants", Kind::Uint32, Label::Implicit),
        field(5, "creation_time", "creationTime", Kind::Int64, Label::Implicit),
        field(6, "turn_password", "turnPassword", Kind::String, Label::Implicit),
        field(7, "enabled_codecs", "enabledCodecs", Kind::Message(&CODEC), Label::Repeated),
        field(8, "metadata", "metadata", Kind::String, Label::Implicit),
        field(9, "num_participants", "numParticipants", Kind::Uint32, Label::Implicit),
        field(10, "active_recording", "activeRecording", Kind::Bool, Label::Implicit),
        field(11, "num_publishers", "numPublishers", Kind::Uint32, Label::Implicit),
        field(13, "version", "version", Kind::Message(&TIMED_VERSION), Label::Single),
        field(14, "departure_timeout", "departureTimeout", Kind::Uint32, Label::Implicit),
        field(15, "creation_time_ms", "creationTimeMs", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static SERVER_INFO_EDITION: EnumTable = EnumTable(&[
    (0, "Standard"),
    (1, "Cloud"),
]);

pub(super) static SERVER_INFO: Table = Table {
    name: "livekit.ServerInfo",
    fields: &[
        field(1, "edition", "edition", Kind::Enum(&SERVER_INFO_EDITION), Label::Implicit),
        field(2, "version", "version", Kind::String, Label::Implicit),
        field(3, "protocol", "protocol", Kind::Int32, Label::Implicit),
        field(4, "region", "region", Kind::String, Label::Implicit),
        field(5, "node_id", "nodeId", Kind::String, Label::Implicit),
        field(6, "debug_info", "debugInfo", Kind::String, Label::Implicit),
        field(7, "agent_protocol", "agentProtocol", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static SUBSCRIBED_AUDIO_CODEC: Table = Table {
    name: "livekit.SubscribedAudioCodec",
    fields: &[
        field(1, "codec", "codec", Kind::String, Label::Implicit),
        field(2, "enabled", "enabled", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static TOKEN_PAGINATION: Table = Table {
    name: "livekit.TokenPagination",
    fields: &[
        field(1, "token", "token", Kind::String, Label::Implicit),
    ],
};

pub(super) static WEBHOOK_CONFIG: Table = Table {
    name: "livekit.WebhookConfig",
    fields: &[
        field(1, "url", "url", Kind::String, Label::Implicit),
        field(2, "signing_key", "signingKey", Kind::String, Label::Implicit),
        field(3, "filter_params", "filterParams", Kind::Message(&FILTER_PARAMS), Label::Single),
    ],
};

pub(super) static FILTER_PARAMS: Table = Table {
    name: "livekit.FilterParams",
    fields: &[
        field(1, "include_events", "includeEvents", Kind::String, Label::Repeated),
        field(2, "exclude_events", "excludeEvents", Kind::String, Label::Repeated),
    ],
};

messages! {
    crate::ClientConfiguration => CLIENT_CONFIGURATION,
    crate::VideoConfiguration => VIDEO_CONFIGURATION,
    crate::DisabledCodecs => DISABLED_CODECS,
    crate::Codec => CODEC,
    crate::DataBlob => DATA_BLOB,
    crate::DataBlobKey => DATA_BLOB_KEY,
    crate::DataTrackSchemaId => DATA_TRACK_SCHEMA_ID,
    crate::DataTrackSchemaEncoding => DATA_TRACK_SCHEMA_ENCODING,
    crate::DataPacket => DATA_PACKET,
    crate::UserPacket => USER_PACKET,
    crate::ActiveSpeakerUpdate => ACTIVE_SPEAKER_UPDATE,
    crate::SpeakerInfo => SPEAKER_INFO,
    crate::SipDtmf => SIP_DTMF,
    crate::Transcription => TRANSCRIPTION,
    crate::TranscriptionSegment => TRANSCRIPTION_SEGMENT,
    crate::ChatMessage => CHAT_MESSAGE,
    crate::RpcRequest => RPC_REQUEST,
    crate::RpcAck => RPC_ACK,
    crate::RpcResponse => RPC_RESPONSE,
    crate::RpcError => RPC_ERROR,
    crate::data_stream::ByteHeader => DATA_STREAM_BYTE_HEADER,
    crate::data_stream::Chunk => DATA_STREAM_CHUNK,
    crate::data_stream::Header => DATA_STREAM_HEADER,
    crate::data_stream::TextHeader => DATA_STREAM_TEXT_HEADER,
    crate::data_stream::Trailer => DATA_STREAM_TRAILER,
    crate::DataStream => DATA_STREAM,
    crate::Encryption => ENCRYPTION,
    crate::EncryptedPacket => ENCRYPTED_PACKET,
    crate::DataTrackExtensionParticipantSid => DATA_TRACK_EXTENSION_PARTICIPANT_SID,
    crate::DataTrackSubscriptionOptions => DATA_TRACK_SUBSCRIPTION_OPTIONS,
    crate::EncryptedPacketPayload => ENCRYPTED_PACKET_PAYLOAD,
    crate::ListUpdate => LIST_UPDATE,
    crate::Pagination => PAGINATION,
    crate::ParticipantInfo => PARTICIPANT_INFO,
    crate::TrackInfo => TRACK_INFO,
    crate::VideoLayer => VIDEO_LAYER,
    crate::SimulcastCodecInfo => SIMULCAST_CODEC_INFO,
    crate::TimedVersion => TIMED_VERSION,
    crate::ParticipantPermission => PARTICIPANT_PERMISSION,
    crate::DataTrackInfo => DATA_TRACK_INFO,
    crate::DataTrackFrameEncoding => DATA_TRACK_FRAME_ENCODING,
    crate::ClientInfo => CLIENT_INFO,
    crate::ParticipantTracks => PARTICIPANT_TRACKS,
    crate::PlayoutDelay => PLAYOUT_DELAY,
    crate::RtpForwarderState => RTP_FORWARDER_STATE,
    crate::RtpMungerState => RTP_MUNGER_STATE,
    crate::Vp8MungerState => VP8_MUNGER_STATE,
    crate::RtcpSenderReportState => RTCP_SENDER_REPORT_STATE,
    crate::DependencyDescriptorForwarderState => DEPENDENCY_DESCRIPTOR_FORWARDER_STATE,
    crate::RtpStats => RTP_STATS,
    crate::RtpDrift => RTP_DRIFT,
    crate::Room => ROOM,
    crate::ServerInfo => SERVER_INFO,
    crate::SubscribedAudioCodec => SUBSCRIBED_AUDIO_CODEC,
    crate::TokenPagination => TOKEN_PAGINATION,
    crate::WebhookConfig => WEBHOOK_CONFIG,
    crate::FilterParams => FILTER_PARAMS,
}

//! Protojson of `livekit_rtc.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static SIGNAL_TARGET: EnumTable = EnumTable(&[
    (0, "PUBLISHER"),
    (1, "SUBSCRIBER"),
]);

pub(super) static NEGOTIATED_DATA_CHANNEL_ID: EnumTable = EnumTable(&[
    (0, "NDCI_INVALID"),
    (100, "NDCI_RELIABLE"),
    (101, "NDCI_LOSSY"),
    (102, "NDCI_DATA_TRACK"),
]);

pub(super) static CANDIDATE_PROTOCOL: EnumTable = EnumTable(&[
    (0, "UDP"),
    (1, "TCP"),
    (2, "TLS"),
]);

pub(super) static STREAM_STATE: EnumTable = EnumTable(&[
    (0, "ACTIVE"),
    (1, "PAUSED"),
]);

pub(super) static JOIN_REQUEST: Table = Table {
    name: "livekit.JoinRequest",
    fields: &[
        field(1, "client_info", "clientInfo", Kind::Message(&super::livekit_models::CLIENT_INFO), Label::Single),
        field(2, "connection_settings", "connectionSettings", Kind::Message(&CONNECTION_SETTINGS), Label::Single),
        field(3, "metadata", "metadata", Kind::String, Label::Implicit),
        field(4, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(5, "add_track_requests", "addTrackRequests", Kind::Message(&ADD_TRACK_REQUEST), Label::Repeated),
        field(6, "publisher_offer", "publisherOffer", Kind::Message(&SESSION_DESCRIPTION), Label::Single),
        field(7, "reconnect", "reconnect", Kind::Bool, Label::Implicit),
        field(8, "reconnect_reason", "reconnectReason", Kind::Enum(&super::livekit_models::RECONNECT_REASON), Label::Implicit),
        field(9, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(10, "sync_state", "syncState", Kind::Message(&SYNC_STATE), Label::Single),
    ],
};

pub(super) static CONNECTION_SETTINGS: Table = Table {
    name: "livekit.ConnectionSettings",
    fields: &[
        field(1, "auto_subscribe", "autoSubscribe", Kind::Bool, Label::Implicit),
        field(2, "adaptive_stream", "adaptiveStream", Kind::Bool, Label::Implicit),
        field(3, "subscriber_allow_pause", "subscriberAllowPause", Kind::Bool, Label::Optional),
        field(4, "disable_ice_lite", "disableIceLite", Kind::Bool, Label::Implicit),
        field(5, "auto_subscribe_data_track", "autoSubscribeDataTrack", Kind::Bool, Label::Optional),
    ],
};

pub(super) static ADD_TRACK_REQUEST: Table = Table {
    name: "livekit.AddTrackRequest",
    fields: &[
        field(1, "cid", "cid", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "type", "type", Kind::Enum(&super::livekit_models::TRACK_TYPE), Label::Implicit),
        field(4, "width", "width", Kind::Uint32, Label::Implicit),
        field(5, "height", "height", Kind::Uint32, Label::Implicit),
        field(6, "muted", "muted", Kind::Bool, Label::Implicit),
        field(7, "disable_dtx", "disableDtx", Kind::Bool, Label::Implicit),
        field(8, "source", "source", Kind::Enum(&super::livekit_models::TRACK_SOURCE), Label::Implicit),
        field(9, "layers", "layers", Kind::Message(&super::livekit_models::VIDEO_LAYER), Label::Repeated),
        field(10, "simulcast_codecs", "simulcastCodecs", Kind::Message(&SIMULCAST_CODEC), Label::Repeated),
        field(11, "sid", "sid", Kind::String, Label::Implicit),
        field(12, "stereo", "stereo", Kind::Bool, Label::Implicit),
        field(13, "disable_red", "disableRed", Kind::Bool, Label::Implicit),
        field(14, "encryption", "encryption", Kind::Enum(&super::livekit_models::ENCRYPTION_TYPE), Label::Implicit),
        field(15, "stream", "stream", Kind::String, Label::Implicit),
        field(16, "backup_codec_policy", "backupCodecPolicy", Kind::Enum(&super::livekit_models::BACKUP_CODEC_POLICY), Label::Implicit),
        field(17, "audio_features", "audioFeatures", Kind::Enum(&super::livekit_models::AUDIO_TRACK_FEATURE), Label::Repeated),
        field(18, "packet_trailer_features", "packetTrailerFeatures", Kind::Enum(&super::livekit_models::PACKET_TRAILER_FEATURE), Label::Repeated),
    ],
};

pub(super) static SIMULCAST_CODEC: Table = Table {
    name: "livekit.SimulcastCodec",
    fields: &[
        field(1, "codec", "codec", Kind::String, Label::Implicit),
        field(2, "cid", "cid", Kind::String, Label::Implicit),
        field(4, "layers", "layers", Kind::Message(&super::livekit_models::VIDEO_LAYER), Label::Repeated),
        field(5, "video_layer_mode", "videoLayerMode", Kind::Enum(&super::livekit_models::VIDEO_LAYER_MODE), Label::Implicit),
    ],
};

pub(super) static SESSION_DESCRIPTION: Table = Table {
    name: "livekit.SessionDescription",
    fields: &[
        field(1, "type", "type", Kind::String, Label::Implicit),
        field(2, "sdp", "sdp", Kind::String, Label::Implicit),
        field(3, "id", "id", Kind::Uint32, Label::Implicit),
        field(4, "mid_to_track_id", "midToTrackId", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static SYNC_STATE: Table = Table {
    name: "livekit.SyncState",
    fields: &[
        field(1, "answer", "answer", Kind::Message(&SESSION_DESCRIPTION), Label::Single),
        field(2, "subscription", "subscription", Kind::Message(&UPDATE_SUBSCRIPTION), Label::Single),
        field(3, "publish_tracks", "publishTracks", Kind::Message(&TRACK_PUBLISHED_RESPONSE), Label::Repeated),
        field(4, "data_channels", "dataChannels", Kind::Message(&DATA_CHANNEL_INFO), Label::Repeated),
        field(5, "offer", "offer", Kind::Message(&SESSION_DESCRIPTION), Label::Single),
        field(6, "track_sids_disabled", "trackSidsDisabled", Kind::String, Label::Repeated),
        field(7, "datachannel_receive_states", "datachannelReceiveStates", Kind::Message(&DATA_CHANNEL_RECEIVE_STATE), Label::Repeated),
        field(8, "publish_data_tracks", "publishDataTracks", Kind::Message(&PUBLISH_DATA_TRACK_RESPONSE), Label::Repeated),
        field(9, "data_subscription", "dataSubscription", Kind::Message(&UPDATE_DATA_SUBSCRIPTION), Label::Single),
    ],
};

pub(super) static UPDATE_SUBSCRIPTION: Table = Table {
    name: "livekit.UpdateSubscription",
    fields: &[
        field(1, "track_sids", "trackSids", Kind::String, Label::Repeated),
        field(2, "subscribe", "subscribe", Kind::Bool, Label::Implicit),
        field(3, "participant_tracks", "participantTracks", Kind::Message(&super::livekit_models::PARTICIPANT_TRACKS), Label::Repeated),
    ],
};

pub(super) static TRACK_PUBLISHED_RESPONSE: Table = Table {
    name: "livekit.TrackPublishedResponse",
    fields: &[
        field(1, "cid", "cid", Kind::String, Label::Implicit),
        field(2, "track", "track", Kind::Message(&super::livekit_models::TRACK_INFO), Label::Single),
    ],
};

pub(super) static DATA_CHANNEL_INFO: Table = Table {
    name: "livekit.DataChannelInfo",
    fields: &[
        field(1, "label", "label", Kind::String, Label::Implicit),
        field(2, "id", "id", Kind::Uint32, Label::Implicit),
        field(3, "target", "target", Kind::Enum(&SIGNAL_TARGET), Label::Implicit),
    ],
};

pub(super) static DATA_CHANNEL_RECEIVE_STATE: Table = Table {
    name: "livekit.DataChannelReceiveState",
    fields: &[
        field(1, "publisher_sid", "publisherSid", Kind::String, Label::Implicit),
        field(2, "last_seq", "lastSeq", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static PUBLISH_DATA_TRACK_RESPONSE: Table = Table {
    name: "livekit.PublishDataTrackResponse",
    fields: &[
        field(1, "info", "info", Kind::Message(&super::livekit_models::DATA_TRACK_INFO), Label::Single),
    ],
};

pub(super) static UPDATE_DATA_SUBSCRIPTION_UPDATE: Table = Table {
    name: "livekit.UpdateDataSubscription.Update",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "subscribe", "subscribe", Kind::Bool, Label::Implicit),
        field(3, "options", "options", Kind::Message(&super::livekit_models::DATA_TRACK_SUBSCRIPTION_OPTIONS), Label::Single),
    ],
};

pub(super) static UPDATE_DATA_SUBSCRIPTION: Table = Table {
    name: "livekit.UpdateDataSubscription",
    fields: &[
        field(1, "updates", "updates", Kind::Message(&UPDATE_DATA_SUBSCRIPTION_UPDATE), Label::Repeated),
    ],
};

pub(super) static SIGNAL_REQUEST: Table = Table {
    name: "livekit.SignalRequest",
    fields: &[
        field(1, "offer", "offer", Kind::Message(&SESSION_DESCRIPTION), Label::Oneof(0)),
        field(2, "answer", "answer", Kind::Message(&SESSION_DESCRIPTION), Label::Oneof(0)),
        field(3, "trickle", "trickle", Kind::Message(&TRICKLE_REQUEST), Label::Oneof(0)),
        field(4, "add_track", "addTrack", Kind::Message(&ADD_TRACK_REQUEST), Label::Oneof(0)),
        field(5, "mute", "mute", Kind::Message(&MUTE_TRACK_REQUEST), Label::Oneof(0)),
        field(6, "subscription", "subscription", Kind::Message(&UPDATE_SUBSCRIPTION), Label::Oneof(0)),
        field(7, "track_setting", "trackSetting", Kind::Message(&UPDATE_TRACK_SETTINGS), Label::Oneof(0)),
        field(8, "leave", "leave", Kind::Message(&LEAVE_REQUEST), Label::Oneof(0)),
        field(10, "update_layers", "updateLayers", Kind::Message(&UPDATE_VIDEO_LAYERS), Label::Oneof(0)),
        field(11, "subscription_permission", "subscriptionPermission", Kind::Message(&SUBSCRIPTION_PERMISSION), Label::Oneof(0)),
        field(12, "sync_state", "syncState", Kind::Message(&SYNC_STATE), Label::Oneof(0)),
        field(13, "simulate", "simulate", Kind::Message(&SIMULATE_SCENARIO), Label::Oneof(0)),
        field(14, "ping", "ping", Kind::Int64, Label::Oneof(0)),
        field(15, "update_metadata", "updateMetadata", Kind::Message(&UPDATE_PARTICIPANT_METADATA), Label::Oneof(0)),
        field(16, "ping_req", "pingReq", Kind::Message(&PING), Label::Oneof(0)),
        field(17, "update_audio_track", "updateAudioTrack", Kind::Message(&UPDATE_LOCAL_AUDIO_TRACK), Label::Oneof(0)),
        field(18, "update_video_track", "updateVideoTrack", Kind::Message(&UPDATE_LOCAL_VIDEO_TRACK), Label::Oneof(0)),
        field(19, "publish_data_track_request", "publishDataTrackRequest", Kind::Message(&PUBLISH_DATA_TRACK_REQUEST), Label::Oneof(0)),
        field(20, "unpublish_data_track_request", "unpublishDataTrackRequest", Kind::Message(&UNPUBLISH_DATA_TRACK_REQUEST), Label::Oneof(0)),
        field(21, "update_data_subscription", "updateDataSubscription", Kind::Message(&UPDATE_DATA_SUBSCRIPTION), Label::Oneof(0)),
        field(22, "store_data_blob_request", "storeDataBlobRequest", Kind::Message(&STORE_DATA_BLOB_REQUEST), Label::Oneof(0)),
        field(23, "get_data_blob_request", "getDataBlobRequest", Kind::Message(&GET_DATA_BLOB_REQUEST), Label::Oneof(0)),
    ],
};

pub(super) static TRICKLE_REQUEST: Table = Table {
    name: "livekit.TrickleRequest",
    fields: &[
        field(1, "candidateInit", "candidateInit", Kind::String, Label::Implicit),
        field(2, "target", "target", Kind::Enum(&SIGNAL_TARGET), Label::Implicit),
        field(3, "final", "final", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static MUTE_TRACK_REQUEST: Table = Table {
    name: "livekit.MuteTrackRequest",
    fields: &[
        field(1, "sid", "sid", Kind::String, Label::Implicit),
        field(2, "muted", "muted", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static UPDATE_TRACK_SETTINGS: Table = Table {
    name: "livekit.UpdateTrackSettings",
    fields: &[
        field(1, "track_sids", "trackSids", Kind::String, Label::Repeated),
        field(3, "disabled", "disabled", Kind::Bool, Label::Implicit),
        field(4, "quality", "quality", Kind::Enum(&super::livekit_models::VIDEO_QUALITY), Label::Implicit),
        field(5, "width", "width", Kind::Uint32, Label::Implicit),
        field(6, "height", "height", Kind::Uint32, Label::Implicit),
        field(7, "fps", "fps", Kind::Uint32, Label::Implicit),
        field(8, "priority", "priority", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static LEAVE_REQUEST_ACTION: EnumTable = EnumTable(&[
    (0, "DISCONNECT"),
    (1, "RESUME"),
    (2, "RECONNECT"),
]);

pub(super) static LEAVE_REQUEST: Table = Table {
    name: "livekit.LeaveRequest",
    fields: &[
        field(1, "can_reconnect", "canReconnect", Kind::Bool, Label::Implicit),
        field(2, "reason", "reason", Kind::Enum(&super::livekit_models::DISCONNECT_REASON), Label::Implicit),
        field(3, "action", "action", Kind::Enum(&LEAVE_REQUEST_ACTION), Label::Implicit),
        field(4, "regions", "regions", Kind::Message(&REGION_SETTINGS), Label::Single),
    ],
};

pub(super) static REGION_SETTINGS: Table = Table {
    name: "livekit.RegionSettings",
    fields: &[
        field(1, "regions", "regions", Kind::Message(&REGION_INFO), Label::Repeated),
    ],
};

pub(super) static REGION_INFO: Table = Table {
    name: "livekit.RegionInfo",
    fields: &[
        field(1, "region", "region", Kind::String, Label::Implicit),
        field(2, "url", "url", Kind::String, Label::Implicit),
        field(3, "distance", "distance", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static UPDATE_VIDEO_LAYERS: Table = Table {
    name: "livekit.UpdateVideoLayers",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "layers", "layers", Kind::Message(&super::livekit_models::VIDEO_LAYER), Label::Repeated),
    ],
};

pub(super) static SUBSCRIPTION_PERMISSION: Table = Table {
    name: "livekit.SubscriptionPermission",
    fields: &[
        field(1, "all_participants", "allParticipants", Kind::Bool, Label::Implicit),
        field(2, "track_permissions", "trackPermissions", Kind::Message(&TRACK_PERMISSION), Label::Repeated),
    ],
};

pub(super) static TRACK_PERMISSION: Table = Table {
    name: "livekit.TrackPermission",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "all_tracks", "allTracks", Kind::Bool, Label::Implicit),
        field(3, "track_sids", "trackSids", Kind::String, Label::Repeated),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIMULATE_SCENARIO: Table = Table {
    name: "livekit.SimulateScenario",
    fields: &[
        field(1, "speaker_update", "speakerUpdate", Kind::Int32, Label::Oneof(0)),
        field(2, "node_failure", "nodeFailure", Kind::Bool, Label::Oneof(0)),
        field(3, "migration", "migration", Kind::Bool, Label::Oneof(0)),
        field(4, "server_leave", "serverLeave", Kind::Bool, Label::Oneof(0)),
        field(5, "switch_candidate_protocol", "switchCandidateProtocol", Kind::Enum(&CANDIDATE_PROTOCOL), Label::Oneof(0)),
        field(6, "subscriber_bandwidth", "subscriberBandwidth", Kind::Int64, Label::Oneof(0)),
        field(7, "disconnect_signal_on_resume", "disconnectSignalOnResume", Kind::Bool, Label::Oneof(0)),
        field(8, "disconnect_signal_on_resume_no_messages", "disconnectSignalOnResumeNoMessages", Kind::Bool, Label::Oneof(0)),
        field(9, "leave_request_full_reconnect", "leaveRequestFullReconnect", Kind::Bool, Label::Oneof(0)),
    ],
};

pub(super) static UPDATE_PARTICIPANT_METADATA: Table = Table {
    name: "livekit.UpdateParticipantMetadata",
    fields: &[
        field(1, "metadata", "metadata", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(4, "request_id", "requestId", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static PING: Table = Table {
    name: "livekit.Ping",
    fields: &[
        field(1, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
        field(2, "rtt", "rtt", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static UPDATE_LOCAL_AUDIO_TRACK: Table = Table {
    name: "livekit.UpdateLocalAudioTrack",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "features", "features", Kind::Enum(&super::livekit_models::AUDIO_TRACK_FEATURE), Label::Repeated),
    ],
};

pub(super) static UPDATE_LOCAL_VIDEO_TRACK: Table = Table {
    name: "livekit.UpdateLocalVideoTrack",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "width", "width", Kind::Uint32, Label::Implicit),
        field(3, "height", "height", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static PUBLISH_DATA_TRACK_REQUEST: Table = Table {
    name: "livekit.PublishDataTrackRequest",
    fields: &[
        field(1, "pub_handle", "pubHandle", Kind::Uint32, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "encryption", "encryption", Kind::Enum(&super::livekit_models::ENCRYPTION_TYPE), Label::Implicit),
        field(4, "frame_encoding", "frameEncoding", Kind::Message(&super::livekit_models::DATA_TRACK_FRAME_ENCODING), Label::Optional),
        field(5, "schema", "schema", Kind::Message(&super::livekit_models::DATA_TRACK_SCHEMA_ID), Label::Optional),
    ],
};

pub(super) static UNPUBLISH_DATA_TRACK_REQUEST: Table = Table {
    name: "livekit.UnpublishDataTrackRequest",
    fields: &[
        field(1, "pub_handle", "pubHandle", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static STORE_DATA_BLOB_REQUEST: Table = Table {
    name: "livekit.StoreDataBlobRequest",
    fields: &[
        field(1, "request_id", "requestId", Kind::Uint32, Label::Implicit),
        field(2, "blob", "blob", Kind::Message(&super::livekit_models::DATA_BLOB), Label::Single),
    ],
};

pub(super) static GET_DATA_BLOB_REQUEST: Table = Table {
    name: "livekit.GetDataBlobRequest",
    fields: &[
        field(1, "request_id", "requestId", Kind::Uint32, Label::Implicit),
        field(2, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(3, "key", "key", Kind::Message(&super::livekit_models::DATA_BLOB_KEY), Label::Single),
    ],
};

pub(super) static SIGNAL_RESPONSE: Table = Table {
    name: "livekit.SignalResponse",
    fields: &[
        field(1, "join", "join", Kind::Message(&JOIN_RESPONSE), Label::Oneof(0)),
        field(2, "answer", "answer", Kind::Message(&SESSION_DESCRIPTION), Label::Oneof(0)),
        field(3, "offer", "offer", Kind::Message(&SESSION_DESCRIPTION), Label::Oneof(0)),
        field(4, "trickle", "trickle", Kind::Message(&TRICKLE_REQUEST), Label::Oneof(0)),
        field(5, "update", "update", Kind::Message(&PARTICIPANT_UPDATE), Label::Oneof(0)),
        field(6, "track_published", "trackPublished", Kind::Message(&TRACK_PUBLISHED_RESPONSE), Label::Oneof(0)),
        field(8, "leave", "leave", Kind::Message(&LEAVE_REQUEST), Label::Oneof(0)),
        field(9, "mute", "mute", Kind::Message(&MUTE_TRACK_REQUEST), Label::Oneof(0)),
        field(10, "speakers_changed", "speakersChanged", Kind::Message(&SPEAKERS_CHANGED), Label::Oneof(0)),
        field(11, "room_update", "roomUpdate", Kind::Message(&ROOM_UPDATE), Label::Oneof(0)),
        field(12, "connection_quality", "connectionQuality", Kind::Message(&CONNECTION_QUALITY_UPDATE), Label::Oneof(0)),
        field(13, "stream_state_update", "streamStateUpdate", Kind::Message(&STREAM_STATE_UPDATE), Label::Oneof(0)),
        field(14, "subscribed_quality_update", "subscribedQualityUpdate", Kind::Message(&SUBSCRIBED_QUALITY_UPDATE), Label::Oneof(0)),
        field(15, "subscription_permission_update", "subscriptionPermissionUpdate", Kind::Message(&SUBSCRIPTION_PERMISSION_UPDATE), Label::Oneof(0)),
        field(16, "refresh_token", "refreshToken", Kind::String, Label::Oneof(0)),
        field(17, "track_unpublished", "trackUnpublished", Kind::Message(&TRACK_UNPUBLISHED_RESPONSE), Label::Oneof(0)),
        field(18, "pong", "pong", Kind::Int64, Label::Oneof(0)),
        field(19, "reconnect", "reconnect", Kind::Message(&RECONNECT_RESPONSE), Label::Oneof(0)),
        field(20, "pong_resp", "pongResp", Kind::Message(&PONG), Label::Oneof(0)),
        field(21, "subscription_response", "subscriptionResponse", Kind::Message(&SUBSCRIPTION_RESPONSE), Label::Oneof(0)),
        field(22, "request_response", "requestResponse", Kind::Message(&REQUEST_RESPONSE), Label::Oneof(0)),
        field(23, "track_subscribed", "trackSubscribed", Kind::Message(&TRACK_SUBSCRIBED), Label::Oneof(0)),
        field(24, "room_moved", "roomMoved", Kind::Message(&ROOM_MOVED_RESPONSE), Label::Oneof(0)),
        field(25, "media_sections_requirement", "mediaSectionsRequirement", Kind::Message(&MEDIA_SECTIONS_REQUIREMENT), Label::Oneof(0)),
        field(26, "subscribed_audio_codec_update", "subscribedAudioCodecUpdate", Kind::Message(&SUBSCRIBED_AUDIO_CODEC_UPDATE), Label::Oneof(0)),
        field(27, "publish_data_track_response", "publishDataTrackResponse", Kind::Message(&PUBLISH_DATA_TRACK_RESPONSE), Label::Oneof(0)),
        field(28, "unpublish_data_track_response", "unpublishDataTrackResponse", Kind::Message(&UNPUBLISH_DATA_TRACK_RESPONSE), Label::Oneof(0)),
        field(29, "data_track_subscriber_handles", "dataTrackSubscriberHandles", Kind::Message(&DATA_TRACK_SUBSCRIBER_HANDLES), Label::Oneof(0)),
        field(30, "store_data_blob_response", "storeDataBlobResponse", Kind::Message(&STORE_DATA_BLOB_RESPONSE), Label::Oneof(0)),
        field(31, "get_data_blob_response", "getDataBlobResponse", Kind::Message(&GET_DATA_BLOB_RESPONSE), Label::Oneof(0)),
    ],
};

pub(super) static JOIN_RESPONSE: Table = Table {
    name: "livekit.JoinResponse",
    fields: &[
        field(1, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
        field(2, "participant", "participant", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Single),
        field(3, "other_participants", "otherParticipants", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Repeated),
        field(4, "server_version", "serverVersion", Kind::String, Label::Implicit),
        field(5, "ice_servers", "iceServers", Kind::Message(&ICE_SERVER), Label::Repeated),
        field(6, "subscriber_primary", "subscriberPrimary", Kind::Bool, Label::Implicit),
        field(7, "alternative_url", "alternativeUrl", Kind::String, Label::Implicit),
        field(8, "client_configuration", "clientConfiguration", Kind::Message(&super::livekit_models::CLIENT_CONFIGURATION), Label::Single),
        field(9, "server_region", "serverRegion", Kind::String, Label::Implicit),
        field(10, "ping_timeout", "pingTimeout", Kind::Int32, Label::Implicit),
        field(11, "ping_interval", "pingInterval", Kind::Int32, Label::Implicit),
        field(12, "server_info", "serverInfo", Kind::Message(&super::livekit_models::SERVER_INFO), Label::Single),
        field(13, "sif_trailer", "sifTrailer", Kind::Bytes, Label::Implicit),
        field(14, "enabled_publish_codecs", "enabledPublishCodecs", Kind::Message(&super::livekit_models::CODEC), Label::Repeated),
        field(15, "fast_publish", "fastPublish", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static ICE_SERVER: Table = Table {
    name: "livekit.ICEServer",
    fields: &[
        field(1, "urls", "urls", Kind::String, Label::Repeated),
        field(2, "username", "username", Kind::String, Label::Implicit),
        field(3, "credential", "credential", Kind::String, Label::Implicit),
    ],
};

pub(super) static PARTICIPANT_UPDATE: Table = Table {
    name: "livekit.ParticipantUpdate",
    fields: &[
        field(1, "participants", "participants", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Repeated),
        field(2, "full_snapshot", "fullSnapshot", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SPEAKERS_CHANGED: Table = Table {
    name: "livekit.SpeakersChanged",
    fields: &[
        field(1, "speakers", "speakers", Kind::Message(&super::livekit_models::SPEAKER_INFO), Label::Repeated),
    ],
};

pub(super) static ROOM_UPDATE: Table = Table {
    name: "livekit.RoomUpdate",
    fields: &[
        field(1, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
    ],
};

pub(super) static CONNECTION_QUALITY_UPDATE: Table = Table {
    name: "livekit.ConnectionQualityUpdate",
    fields: &[
        field(1, "updates", "updates", Kind::Message(&CONNECTION_QUALITY_INFO), Label::Repeated),
    ],
};

pub(super) static CONNECTION_QUALITY_INFO: Table = Table {
    name: "livekit.ConnectionQualityInfo",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "quality", "quality", Kind::Enum(&super::livekit_models::CONNECTION_QUALITY), Label::Implicit),
        field(3, "score", "score", Kind::Float, Label::Implicit),
    ],
};

pub(super) static STREAM_STATE_UPDATE: Table = Table {
    name: "livekit.StreamStateUpdate",
    fields: &[
        field(1, "stream_states", "streamStates", Kind::Message(&STREAM_STATE_INFO), Label::Repeated),
    ],
};

pub(super) static STREAM_STATE_INFO: Table = Table {
    name: "livekit.StreamStateInfo",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(3, "state", "state", Kind::Enum(&STREAM_STATE), Label::Implicit),
    ],
};

pub(super) static SUBSCRIBED_QUALITY_UPDATE: Table = Table {
    name: "livekit.SubscribedQualityUpdate",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "subscribed_qualities", "subscribedQualities", Kind::Message(&SUBSCRIBED_QUALITY), Label::Repeated),
        field(3, "subscribed_codecs", "subscribedCodecs", Kind::Message(&SUBSCRIBED_CODEC), Label::Repeated),
    ],
};

pub(super) static SUBSCRIBED_QUALITY: Table = Table {
    name: "livekit.SubscribedQuality",
    fields: &[
        field(1, "quality", "quality", Kind::Enum(&super::livekit_models::VIDEO_QUALITY), Label::Implicit),
        field(2, "enabled", "enabled", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SUBSCRIBED_CODEC: Table = Table {
    name: "livekit.SubscribedCodec",
    fields: &[
        field(1, "codec", "codec", Kind::String, Label::Implicit),
        field(2, "qualities", "qualities", Kind::Message(&SUBSCRIBED_QUALITY), Label::Repeated),
    ],
};

pub(super) static SUBSCRIPTION_PERMISSION_UPDATE: Table = Table {
    name: "livekit.SubscriptionPermissionUpdate",
    fields: &[
        field(1, "participant_sid", "participantSid", Kind::String, Label::Implicit),
        field(2, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(3, "allowed", "allowed", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static TRACK_UNPUBLISHED_RESPONSE: Table = Table {
    name: "livekit.TrackUnpublishedResponse",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
    ],
};

pub(super) static RECONNECT_RESPONSE: Table = Table {
    name: "livekit.ReconnectResponse",
    fields: &[
        field(1, "ice_servers", "iceServers", Kind::Message(&ICE_SERVER), Label::Repeated),
        field(2, "client_configuration", "clientConfiguration", Kind::Message(&super::livekit_models::CLIENT_CONFIGURATION), Label::Single),
        field(3, "server_info", "serverInfo", Kind::Message(&super::livekit_models::SERVER_INFO), Label::Single),
        field(4, "last_message_seq", "lastMessageSeq", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static PONG: Table = Table {
    name: "livekit.Pong",
    fields: &[
        field(1, "last_ping_timestamp", "lastPingTimestamp", Kind::Int64, Label::Implicit),
        field(2, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static SUBSCRIPTION_RESPONSE: Table = Table {
    name: "livekit.SubscriptionResponse",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "err", "err", Kind::Enum(&super::livekit_models::SUBSCRIPTION_ERROR), Label::Implicit),
    ],
};

pub(super) static REQUEST_RESPONSE_REASON: EnumTable = EnumTable(&[
    (0, "OK"),
    (1, "NOT_FOUND"),
    (2, "NOT_ALLOWED"),
    (3, "LIMIT_EXCEEDED"),
    (4, "QUEUED"),
    (5, "UNSUPPORTED_TYPE"),
    (6, "UNCLASSIFIED_ERROR"),
    (7, "INVALID_HANDLE"),
    (8, "INVALID_NAME"),
    (9, "DUPLICATE_HANDLE"),
    (10, "DUPLICATE_NAME"),
    (11, "INVALID_REQUEST"),
]);

pub(super) static REQUEST_RESPONSE: Table = Table {
    name: "livekit.RequestResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::Uint32, Label::Implicit),
        field(2, "reason", "reason", Kind::Enum(&REQUEST_RESPONSE_REASON), Label::Implicit),
        field(3, "message", "message", Kind::String, Label::Implicit),
        field(4, "trickle", "trickle", Kind::Message(&TRICKLE_REQUEST), Label::Oneof(0)),
        field(5, "add_track", "addTrack", Kind::Message(&ADD_TRACK_REQUEST), Label::Oneof(0)),
        field(6, "mute", "mute", Kind::Message(&MUTE_TRACK_REQUEST), Label::Oneof(0)),
        field(7, "update_metadata", "updateMetadata", Kind::Message(&UPDATE_PARTICIPANT_METADATA), Label::Oneof(0)),
        field(8, "update_audio_track", "updateAudioTrack", Kind::Message(&UPDATE_LOCAL_AUDIO_TRACK), Label::Oneof(0)),
        field(9, "update_video_track", "updateVideoTrack", Kind::Message(&UPDATE_LOCAL_VIDEO_TRACK), Label::Oneof(0)),
        field(10, "publish_data_track", "publishDataTrack", Kind::Message(&PUBLISH_DATA_TRACK_REQUEST), Label::Oneof(0)),
        field(11, "unpublish_data_track", "unpublishDataTrack", Kind::Message(&UNPUBLISH_DATA_TRACK_REQUEST), Label::Oneof(0)),
    ],
};

pub(super) static TRACK_SUBSCRIBED: Table = Table {
    name: "livekit.TrackSubscribed",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
    ],
};

pub(super) static ROOM_MOVED_RESPONSE: Table = Table {
    name: "livekit.RoomMovedResponse",
    fields: &[
        field(1, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
        field(2, "token", "token", Kind::String, Label::Implicit),
        field(3, "participant", "participant", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Single),
        field(4, "other_participants", "otherParticipants", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Repeated),
    ],
};

pub(super) static MEDIA_SECTIONS_REQUIREMENT: Table = Table {
    name: "livekit.MediaSectionsRequirement",
    fields: &[
        field(1, "num_audios", "numAudios", Kind::Uint32, Label::Implicit),
        field(2, "num_videos", "numVideos", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static SUBSCRIBED_AUDIO_CODEC_UPDATE: Table = Table {
    name: "livekit.SubscribedAudioCodecUpdate",
    fields: &[
        field(1, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(2, "subscribed_audio_codecs", "subscribedAudioCodecs", Kind::Message(&super::livekit_models::SUBSCRIBED_AUDIO_CODEC), Label::Repeated),
    ],
};

pub(super) static UNPUBLISH_DATA_TRACK_RESPONSE: Table = Table {
    name: "livekit.UnpublishDataTrackResponse",
    fields: &[
        field(1, "info", "info", Kind::Message(&super::livekit_models::DATA_TRACK_INFO), Label::Single),
    ],
};

pub(super) static DATA_TRACK_SUBSCRIBER_HANDLES_PUBLISHED_DATA_TRACK: Table = Table {
    name: "livekit.DataTrackSubscriberHandles.PublishedDataTrack",
    fields: &[
        field(1, "publisher_identity", "publisherIdentity", Kind::String, Label::Implicit),
        field(2, "publisher_sid", "publisherSid", Kind::String, Label::Implicit),
        field(3, "track_sid", "trackSid", Kind::String, Label::Implicit),
    ],
};

pub(super) static DATA_TRACK_SUBSCRIBER_HANDLES: Table = Table {
    name: "livekit.DataTrackSubscriberHandles",
    fields: &[
        field(1, "sub_handles", "subHandles", Kind::Message(&DATA_TRACK_SUBSCRIBER_HANDLES_PUBLISHED_DATA_TRACK), Label::Map(Kind::Uint32)),
    ],
};

pub(super) static STORE_DATA_BLOB_RESPONSE: Table = Table {
    name: "livekit.StoreDataBlobResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::Uint32, Label::Implicit),
        field(2, "key", "key", Kind::Message(&super::livekit_models::DATA_BLOB_KEY), Label::Single),
    ],
};

pub(super) static GET_DATA_BLOB_RESPONSE: Table = Table {
    name: "livekit.GetDataBlobResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::Uint32, Label::Implicit),
        field(2, "blob", "blob", Kind::Message(&super::livekit_models::DATA_BLOB), Label::Single),
    ],
};

pub(super) static WRAPPED_JOIN_REQUEST_COMPRESSION: EnumTable = EnumTable(&[
    (0, "NONE"),
    (1, "GZIP"),
]);

pub(super) static WRAPPED_JOIN_REQUEST: Table = Table {
    name: "livekit.WrappedJoinRequest",
    fields: &[
        field(1, "compression", "compression", Kind::Enum(&WRAPPED_JOIN_REQUEST_COMPRESSION), Label::Implicit),
        field(2, "join_request", "joinRequest", Kind::Bytes, Label::Implicit),
    ],
};

messages! {
    crate::JoinRequest => JOIN_REQUEST,
    crate::ConnectionSettings => CONNECTION_SETTINGS,
    crate::AddTrackRequest => ADD_TRACK_REQUEST,
    crate::SimulcastCodec => SIMULCAST_CODEC,
    crate::SessionDescription => SESSION_DESCRIPTION,
    crate::SyncState => SYNC_STATE,
    crate::UpdateSubscription => UPDATE_SUBSCRIPTION,
    crate::TrackPublishedResponse => TRACK_PUBLISHED_RESPONSE,
    crate::DataChannelInfo => DATA_CHANNEL_INFO,
    crate::DataChannelReceiveState => DATA_CHANNEL_RECEIVE_STATE,
    crate::PublishDataTrackResponse => PUBLISH_DATA_TRACK_RESPONSE,
    crate::update_data_subscription::Update => UPDATE_DATA_SUBSCRIPTION_UPDATE,
    crate::UpdateDataSubscription => UPDATE_DATA_SUBSCRIPTION,
    crate::SignalRequest => SIGNAL_REQUEST,
    crate::TrickleRequest => TRICKLE_REQUEST,
    crate::MuteTrackRequest => MUTE_TRACK_REQUEST,
    crate::UpdateTrackSettings => UPDATE_TRACK_SETTINGS,
    crate::LeaveRequest => LEAVE_REQUEST,
    crate::RegionSettings => REGION_SETTINGS,
    crate::RegionInfo => REGION_INFO,
    crate::UpdateVideoLayers => UPDATE_VIDEO_LAYERS,
    crate::SubscriptionPermission => SUBSCRIPTION_PERMISSION,
    crate::TrackPermission => TRACK_PERMISSION,
    crate::SimulateScenario => SIMULATE_SCENARIO,
    crate::UpdateParticipantMetadata => UPDATE_PARTICIPANT_METADATA,
    crate::Ping => PING,
    crate::UpdateLocalAudioTrack => UPDATE_LOCAL_AUDIO_TRACK,
    crate::UpdateLocalVideoTrack => UPDATE_LOCAL_VIDEO_TRACK,
    crate::PublishDataTrackRequest => PUBLISH_DATA_TRACK_REQUEST,
    crate::UnpublishDataTrackRequest => UNPUBLISH_DATA_TRACK_REQUEST,
    crate::StoreDataBlobRequest => STORE_DATA_BLOB_REQUEST,
    crate::GetDataBlobRequest => GET_DATA_BLOB_REQUEST,
    crate::SignalResponse => SIGNAL_RESPONSE,
    crate::JoinResponse => JOIN_RESPONSE,
    crate::IceServer => ICE_SERVER,
    crate::ParticipantUpdate => PARTICIPANT_UPDATE,
    crate::SpeakersChanged => SPEAKERS_CHANGED,
    crate::RoomUpdate => ROOM_UPDATE,
    crate::ConnectionQualityUpdate => CONNECTION_QUALITY_UPDATE,
    crate::ConnectionQualityInfo => CONNECTION_QUALITY_INFO,
    crate::StreamStateUpdate => STREAM_STATE_UPDATE,
    crate::StreamStateInfo => STREAM_STATE_INFO,
    crate::SubscribedQualityUpdate => SUBSCRIBED_QUALITY_UPDATE,
    crate::SubscribedQuality => SUBSCRIBED_QUALITY,
    crate::SubscribedCodec => SUBSCRIBED_CODEC,
    crate::SubscriptionPermissionUpdate => SUBSCRIPTION_PERMISSION_UPDATE,
    crate::TrackUnpublishedResponse => TRACK_UNPUBLISHED_RESPONSE,
    crate::ReconnectResponse => RECONNECT_RESPONSE,
    crate::Pong => PONG,
    crate::SubscriptionResponse => SUBSCRIPTION_RESPONSE,
    crate::RequestResponse => REQUEST_RESPONSE,
    crate::TrackSubscribed => TRACK_SUBSCRIBED,
    crate::RoomMovedResponse => ROOM_MOVED_RESPONSE,
    crate::MediaSectionsRequirement => MEDIA_SECTIONS_REQUIREMENT,
    crate::SubscribedAudioCodecUpdate => SUBSCRIBED_AUDIO_CODEC_UPDATE,
    crate::UnpublishDataTrackResponse => UNPUBLISH_DATA_TRACK_RESPONSE,
    crate::data_track_subscriber_handles::PublishedDataTrack => DATA_TRACK_SUBSCRIBER_HANDLES_PUBLISHED_DATA_TRACK,
    crate::DataTrackSubscriberHandles => DATA_TRACK_SUBSCRIBER_HANDLES,
    crate::StoreDataBlobResponse => STORE_DATA_BLOB_RESPONSE,
    crate::GetDataBlobResponse => GET_DATA_BLOB_RESPONSE,
    crate::WrappedJoinRequest => WRAPPED_JOIN_REQUEST,
}

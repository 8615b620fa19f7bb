//! Protojson of `livekit_sip.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static SIP_MEDIA_ENCRYPTION: EnumTable = EnumTable(&[
    (0, "SIP_MEDIA_ENCRYPT_DISABLE"),
    (1, "SIP_MEDIA_ENCRYPT_ALLOW"),
    (2, "SIP_MEDIA_ENCRYPT_REQUIRE"),
]);

pub(super) static SIP_HEADER_OPTIONS: EnumTable = EnumTable(&[
    (0, "SIP_NO_HEADERS"),
    (1, "SIP_X_HEADERS"),
    (2, "SIP_ALL_HEADERS"),
]);

pub(super) static SIP_STATUS_CODE: EnumTable = EnumTable(&[
    (0, "SIP_STATUS_UNKNOWN"),
    (100, "SIP_STATUS_TRYING"),
    (180, "SIP_STATUS_RINGING"),
    (181, "SIP_STATUS_CALL_IS_FORWARDED"),
    (182, "SIP_STATUS_QUEUED"),
    (183, "SIP_STATUS_SESSION_PROGRESS"),
    (199, "SIP_STATUS_EARLY_DIALOG_TERMINATED"),
    (200, "SIP_STATUS_OK"),
    (202, "SIP_STATUS_ACCEPTED"),
    (204, "SIP_STATUS_NO_NOTIFICATION"),
    (300, "SIP_STATUS_MULTIPLE_CHOICES"),
    (301, "SIP_STATUS_MOVED_PERMANENTLY"),
    (302, "SIP_STATUS_MOVED_TEMPORARILY"),
    (305, "SIP_STATUS_USE_PROXY"),
    (380, "SIP_STATUS_ALTERNATIVE_SERVICE"),
    (400, "SIP_STATUS_BAD_REQUEST"),
    (401, "SIP_STATUS_UNAUTHORIZED"),
    (402, "SIP_STATUS_PAYMENT_REQUIRED"),
    (403, "SIP_STATUS_FORBIDDEN"),
    (404, "SIP_STATUS_NOTFOUND"),
    (405, "SIP_STATUS_METHOD_NOT_ALLOWED"),
    (406, "SIP_STATUS_NOT_ACCEPTABLE"),
    (407, "SIP_STATUS_PROXY_AUTH_REQUIRED"),
    (408, "SIP_STATUS_REQUEST_TIMEOUT"),
    (409, "SIP_STATUS_CONFLICT"),
    (410, "SIP_STATUS_GONE"),
    (411, "SIP_STATUS_LENGTH_REQUIRED"),
    (412, "SIP_STATUS_CONDITIONAL_REQUEST_FAILED"),
    (413, "SIP_STATUS_REQUEST_ENTITY_TOO_LARGE"),
    (414, "SIP_STATUS_REQUEST_URI_TOO_LONG"),
    (415, "SIP_STATUS_UNSUPPORTED_MEDIA_TYPE"),
    (416, "SIP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE"),
    (417, "SIP_STATUS_UNKNOWN_RESOURCE_PRIORITY"),
    (420, "SIP_STATUS_BAD_EXTENSION"),
    (421, "SIP_STATUS_EXTENSION_REQUIRED"),
    (422, "SIP_STATUS_SESSION_INTERVAL_TOO_SMALL"),
    (423, "SIP_STATUS_INTERVAL_TOO_BRIEF"),
    (424, "SIP_STATUS_BAD_LOCATION_INFORMATION"),
    (425, "SIP_STATUS_BAD_ALERT_MESSAGE"),
    (428, "SIP_STATUS_USE_IDENTITY_HEADER"),
    (429, "SIP_STATUS_PROVIDE_REFERRER_IDENTITY"),
    (430, "SIP_STATUS_FLOW_FAILED"),
    (433, "SIP_STATUS_ANONYMITY_DISALLOWED"),
    (436, "SIP_STATUS_BAD_IDENTITY_INFO"),
    (437, "SIP_STATUS_UNSUPPORTED_CERTIFICATE"),
    (438, "SIP_STATUS_INVALID_IDENTITY_HEADER"),
    (439, "SIP_STATUS_FIRST_HOP_LACKS_OUTBOUND_SUPPORT"),
    (440, "SIP_STATUS_MAX_BREADTH_EXCEEDED"),
    (469, "SIP_STATUS_BAD_INFO_PACKAGE"),
    (470, "SIP_STATUS_CONSENT_NEEDED"),
    (480, "SIP_STATUS_TEMPORARILY_UNAVAILABLE"),
    (481, "SIP_STATUS_CALL_TRANSACTION_DOES_NOT_EXISTS"),
    (482, "SIP_STATUS_LOOP_DETECTED"),
    (483, "SIP_STATUS_TOO_MANY_HOPS"),
    (484, "SIP_STATUS_ADDRESS_INCOMPLETE"),
    (485, "SIP_STATUS_AMBIGUOUS"),
    (486, "SIP_STATUS_BUSY_HERE"),
    (487, "SIP_STATUS_REQUEST_TERMINATED"),
    (488, "SIP_STATUS_NOT_ACCEPTABLE_HERE"),
    (489, "SIP_STATUS_BAD_EVENT"),
    (491, "SIP_STATUS_REQUEST_PENDING"),
    (493, "SIP_STATUS_UNDECIPHERABLE"),
    (494, "SIP_STATUS_SECURITY_AGREEMENT_REQUIRED"),
    (500, "SIP_STATUS_INTERNAL_SERVER_ERROR"),
    (501, "SIP_STATUS_NOT_IMPLEMENTED"),
    (502, "SIP_STATUS_BAD_GATEWAY"),
    (503, "SIP_STATUS_SERVICE_UNAVAILABLE"),
    (504, "SIP_STATUS_GATEWAY_TIMEOUT"),
    (505, "SIP_STATUS_VERSION_NOT_SUPPORTED"),
    (513, "SIP_STATUS_MESSAGE_TOO_LARGE"),
    (600, "SIP_STATUS_GLOBAL_BUSY_EVERYWHERE"),
    (603, "SIP_STATUS_GLOBAL_DECLINE"),
    (604, "SIP_STATUS_GLOBAL_DOES_NOT_EXIST_ANYWHERE"),
    (606, "SIP_STATUS_GLOBAL_NOT_ACCEPTABLE"),
    (607, "SIP_STATUS_GLOBAL_UNWANTED"),
    (608, "SIP_STATUS_GLOBAL_REJECTED"),
]);

pub(super) static SIP_TRANSPORT: EnumTable = EnumTable(&[
    (0, "SIP_TRANSPORT_AUTO"),
    (1, "SIP_TRANSPORT_UDP"),
    (2, "SIP_TRANSPORT_TCP"),
    (3, "SIP_TRANSPORT_TLS"),
]);

pub(super) static SIP_DIALTONE: EnumTable = EnumTable(&[
    (0, "SIP_DIALTONE_DISABLED"),
    (1, "SIP_DIALTONE_ETSI"),
    (2, "SIP_DIALTONE_AUTO"),
    (3, "SIP_DIALTONE_US"),
    (4, "SIP_DIALTONE_UK"),
    (5, "SIP_DIALTONE_JP"),
    (6, "SIP_DIALTONE_AU"),
]);

pub(super) static SIP_TRANSFER_STATUS: EnumTable = EnumTable(&[
    (0, "STS_TRANSFER_ONGOING"),
    (1, "STS_TRANSFER_FAILED"),
    (2, "STS_TRANSFER_SUCCESSFUL"),
]);

pub(super) static SIP_TRANSFER_REASON: EnumTable = EnumTable(&[
    (0, "STR_UNSPECIFIED"),
    (1, "STR_COMPLETED"),
    (2, "STR_CALL_ENDED"),
    (3, "STR_REJECTED"),
    (4, "STR_RINGING_TIMEOUT"),
    (5, "STR_SUBSCRIPTION_TERMINATED"),
    (6, "STR_CANCELED"),
]);

pub(super) static SIP_CALL_STATUS: EnumTable = EnumTable(&[
    (0, "SCS_CALL_INCOMING"),
    (1, "SCS_PARTICIPANT_JOINED"),
    (2, "SCS_ACTIVE"),
    (3, "SCS_DISCONNECTED"),
    (4, "SCS_ERROR"),
]);

pub(super) static SIP_FEATURE: EnumTable = EnumTable(&[
    (0, "NONE"),
    (1, "KRISP_ENABLED"),
]);

pub(super) static SIP_CALL_DIRECTION: EnumTable = EnumTable(&[
    (0, "SCD_UNKNOWN"),
    (1, "SCD_INBOUND"),
    (2, "SCD_OUTBOUND"),
]);

pub(super) static PROVIDER_TYPE: EnumTable = EnumTable(&[
    (0, "PROVIDER_TYPE_UNKNOWN"),
    (1, "PROVIDER_TYPE_INTERNAL"),
    (2, "PROVIDER_TYPE_EXTERNAL"),
]);

pub(super) static CREATE_SIP_DISPATCH_RULE_REQUEST: Table = Table {
    name: "livekit.CreateSIPDispatchRuleRequest",
    fields: &[
        field(1, "rule", "rule", Kind::Message(&SIP_DISPATCH_RULE), Label::Single),
        field(2, "trunk_ids", "trunkIds", Kind::String, Label::Repeated),
        field(3, "hide_phone_number", "hidePhoneNumber", Kind::Bool, Label::Implicit),
        field(4, "name", "name", Kind::String, Label::Implicit),
        field(5, "metadata", "metadata", Kind::String, Label::Implicit),
        field(6, "inbound_numbers", "inboundNumbers", Kind::String, Label::Repeated),
        field(7, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(8, "room_preset", "roomPreset", Kind::String, Label::Implicit),
        field(9, "room_config", "roomConfig", Kind::Message(&super::livekit_room::ROOM_CONFIGURATION), Label::Single),
        field(10, "dispatch_rule", "dispatchRule", Kind::Message(&SIP_DISPATCH_RULE_INFO), Label::Single),
    ],
};

pub(super) static SIP_DISPATCH_RULE: Table = Table {
    name: "livekit.SIPDispatchRule",
    fields: &[
        field(1, "dispatch_rule_direct", "dispatchRuleDirect", Kind::Message(&SIP_DISPATCH_RULE_DIRECT), Label::Oneof(0)),
        field(2, "dispatch_rule_individual", "dispatchRuleIndividual", Kind::Message(&SIP_DISPATCH_RULE_INDIVIDUAL), Label::Oneof(0)),
        field(3, "dispatch_rule_callee", "dispatchRuleCallee", Kind::Message(&SIP_DISPATCH_RULE_CALLEE), Label::Oneof(0)),
    ],
};

pub(super) static SIP_DISPATCH_RULE_DIRECT: Table = Table {
    name: "livekit.SIPDispatchRuleDirect",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
        field(2, "pin", "pin", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_DISPATCH_RULE_INDIVIDUAL: Table = Table {
    name: "livekit.SIPDispatchRuleIndividual",
    fields: &[
        field(1, "room_prefix", "roomPrefix", Kind::String, Label::Implicit),
        field(2, "pin", "pin", Kind::String, Label::Implicit),
        field(3, "no_randomness", "noRandomness", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIP_DISPATCH_RULE_CALLEE: Table = Table {
    name: "livekit.SIPDispatchRuleCallee",
    fields: &[
        field(1, "room_prefix", "roomPrefix", Kind::String, Label::Implicit),
        field(2, "pin", "pin", Kind::String, Label::Implicit),
        field(3, "randomize", "randomize", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIP_DISPATCH_RULE_INFO: Table = Table {
    name: "livekit.SIPDispatchRuleInfo",
    fields: &[
        field(1, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Implicit),
        field(2, "rule", "rule", Kind::Message(&SIP_DISPATCH_RULE), Label::Single),
        field(3, "trunk_ids", "trunkIds", Kind::String, Label::Repeated),
        field(4, "hide_phone_number", "hidePhoneNumber", Kind::Bool, Label::Implicit),
        field(5, "name", "name", Kind::String, Label::Implicit),
        field(6, "metadata", "metadata", Kind::String, Label::Implicit),
        field(7, "inbound_numbers", "inboundNumbers", Kind::String, Label::Repeated),
        field(8, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(9, "room_preset", "roomPreset", Kind::String, Label::Implicit),
        field(10, "room_config", "roomConfig", Kind::Message(&super::livekit_room::ROOM_CONFIGURATION), Label::Single),
        field(11, "krisp_enabled", "krispEnabled", Kind::Bool, Label::Implicit),
        field(12, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Implicit),
        field(13, "numbers", "numbers", Kind::String, Label::Repeated),
        field(14, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(15, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(16, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
    ],
};

pub(super) static SIP_MEDIA_CONFIG: Table = Table {
    name: "livekit.SIPMediaConfig",
    fields: &[
        field(1, "only_listed_codecs", "onlyListedCodecs", Kind::Bool, Label::Implicit),
        field(2, "codecs", "codecs", Kind::Message(&SIP_CODEC), Label::Repeated),
        field(3, "encryption", "encryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Optional),
        field(4, "media_timeout", "mediaTimeout", Kind::Duration, Label::Optional),
        field(5, "drop_audio_during_dtmf", "dropAudioDuringDtmf", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIP_CODEC: Table = Table {
    name: "livekit.SIPCodec",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "rate", "rate", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static CREATE_SIP_INBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.CreateSIPInboundTrunkRequest",
    fields: &[
        field(1, "trunk", "trunk", Kind::Message(&SIP_INBOUND_TRUNK_INFO), Label::Single),
    ],
};

pub(super) static SIP_INBOUND_TRUNK_INFO: Table = Table {
    name: "livekit.SIPInboundTrunkInfo",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "metadata", "metadata", Kind::String, Label::Implicit),
        field(4, "numbers", "numbers", Kind::String, Label::Repeated),
        field(5, "allowed_addresses", "allowedAddresses", Kind::String, Label::Repeated),
        field(6, "allowed_numbers", "allowedNumbers", Kind::String, Label::Repeated),
        field(7, "auth_username", "authUsername", Kind::String, Label::Implicit),
        field(8, "auth_password", "authPassword", Kind::String, Label::Implicit),
        field(9, "headers", "headers", Kind::String, Label::Map(Kind::String)),
        field(10, "headers_to_attributes", "headersToAttributes", Kind::String, Label::Map(Kind::String)),
        field(11, "ringing_timeout", "ringingTimeout", Kind::Duration, Label::Single),
        field(12, "max_call_duration", "maxCallDuration", Kind::Duration, Label::Single),
        field(13, "krisp_enabled", "krispEnabled", Kind::Bool, Label::Implicit),
        field(14, "attributes_to_headers", "attributesToHeaders", Kind::String, Label::Map(Kind::String)),
        field(15, "include_headers", "includeHeaders", Kind::Enum(&SIP_HEADER_OPTIONS), Label::Implicit),
        field(16, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Implicit),
        field(17, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(18, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(19, "auth_realm", "authRealm", Kind::String, Label::Implicit),
        field(20, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
        field(21, "ringing_timeout_status", "ringingTimeoutStatus", Kind::Enum(&SIP_STATUS_CODE), Label::Implicit),
    ],
};

pub(super) static CREATE_SIP_OUTBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.CreateSIPOutboundTrunkRequest",
    fields: &[
        field(1, "trunk", "trunk", Kind::Message(&SIP_OUTBOUND_TRUNK_INFO), Label::Single),
    ],
};

pub(super) static SIP_OUTBOUND_TRUNK_INFO: Table = Table {
    name: "livekit.SIPOutboundTrunkInfo",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "metadata", "metadata", Kind::String, Label::Implicit),
        field(4, "address", "address", Kind::String, Label::Implicit),
        field(5, "transport", "transport", Kind::Enum(&SIP_TRANSPORT), Label::Implicit),
        field(6, "numbers", "numbers", Kind::String, Label::Repeated),
        field(7, "auth_username", "authUsername", Kind::String, Label::Implicit),
        field(8, "auth_password", "authPassword", Kind::String, Label::Implicit),
        field(9, "headers", "headers", Kind::String, Label::Map(Kind::String)),
        field(10, "headers_to_attributes", "headersToAttributes", Kind::String, Label::Map(Kind::String)),
        field(11, "attributes_to_headers", "attributesToHeaders", Kind::String, Label::Map(Kind::String)),
        field(12, "include_headers", "includeHeaders", Kind::Enum(&SIP_HEADER_OPTIONS), Label::Implicit),
        field(13, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Implicit),
        field(14, "destination_country", "destinationCountry", Kind::String, Label::Implicit),
        field(15, "from_host", "fromHost", Kind::String, Label::Implicit),
        field(16, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(17, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(18, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
    ],
};

pub(super) static CREATE_SIP_PARTICIPANT_REQUEST: Table = Table {
    name: "livekit.CreateSIPParticipantRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "sip_call_to", "sipCallTo", Kind::String, Label::Implicit),
        field(3, "room_name", "roomName", Kind::String, Label::Implicit),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(5, "dtmf", "dtmf", Kind::String, Label::Implicit),
        field(6, "play_ringtone", "playRingtone", Kind::Bool, Label::Implicit),
        field(7, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(8, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(9, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(10, "hide_phone_number", "hidePhoneNumber", Kind::Bool, Label::Implicit),
        field(11, "ringing_timeout", "ringingTimeout", Kind::Duration, Label::Single),
        field(12, "max_call_duration", "maxCallDuration", Kind::Duration, Label::Single),
        field(13, "play_dialtone", "playDialtone", Kind::Bool, Label::Implicit),
        field(14, "krisp_enabled", "krispEnabled", Kind::Bool, Label::Implicit),
        field(15, "sip_number", "sipNumber", Kind::String, Label::Implicit),
        field(16, "headers", "headers", Kind::String, Label::Map(Kind::String)),
        field(17, "include_headers", "includeHeaders", Kind::Enum(&SIP_HEADER_OPTIONS), Label::Implicit),
        field(18, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Implicit),
        field(19, "wait_until_answered", "waitUntilAnswered", Kind::Bool, Label::Implicit),
        field(20, "trunk", "trunk", Kind::Message(&SIP_OUTBOUND_CONFIG), Label::Single),
        field(21, "display_name", "displayName", Kind::String, Label::Optional),
        field(22, "destination", "destination", Kind::Message(&DESTINATION), Label::Optional),
        field(23, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
        field(24, "sip_request_uri", "sipRequestUri", Kind::Message(&SIP_REQUEST_DEST), Label::Single),
        field(25, "sip_to_header", "sipToHeader", Kind::Message(&SIP_NAMED_DEST), Label::Single),
        field(26, "sip_from_header", "sipFromHeader", Kind::Message(&SIP_NAMED_DEST), Label::Single),
        field(27, "to_user_override", "toUserOverride", Kind::String, Label::Implicit),
        field(28, "dialtone", "dialtone", Kind::Enum(&SIP_DIALTONE), Label::Implicit),
        field(29, "sip_source_call_id", "sipSourceCallId", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_OUTBOUND_CONFIG: Table = Table {
    name: "livekit.SIPOutboundConfig",
    fields: &[
        field(1, "hostname", "hostname", Kind::String, Label::Implicit),
        field(2, "transport", "transport", Kind::Enum(&SIP_TRANSPORT), Label::Implicit),
        field(3, "auth_username", "authUsername", Kind::String, Label::Implicit),
        field(4, "auth_password", "authPassword", Kind::String, Label::Implicit),
        field(5, "headers_to_attributes", "headersToAttributes", Kind::String, Label::Map(Kind::String)),
        field(6, "attributes_to_headers", "attributesToHeaders", Kind::String, Label::Map(Kind::String)),
        field(7, "destination_country", "destinationCountry", Kind::String, Label::Implicit),
        field(8, "from_host", "fromHost", Kind::String, Label::Implicit),
    ],
};

pub(super) static DESTINATION: Table = Table {
    name: "livekit.Destination",
    fields: &[
        field(1, "city", "city", Kind::String, Label::Implicit),
        field(2, "country", "country", Kind::String, Label::Implicit),
        field(3, "region", "region", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_REQUEST_DEST: Table = Table {
    name: "livekit.SIPRequestDest",
    fields: &[
        field(1, "raw", "raw", Kind::String, Label::Oneof(0)),
        field(2, "values", "values", Kind::Message(&SIP_URI), Label::Oneof(0)),
    ],
};

pub(super) static SIP_URI: Table = Table {
    name: "livekit.SIPUri",
    fields: &[
        field(1, "user", "user", Kind::String, Label::Implicit),
        field(2, "host", "host", Kind::String, Label::Implicit),
        field(3, "ip", "ip", Kind::String, Label::Implicit),
        field(4, "port", "port", Kind::Uint32, Label::Implicit),
        field(5, "transport", "transport", Kind::Enum(&SIP_TRANSPORT), Label::Implicit),
    ],
};

pub(super) static SIP_NAMED_DEST: Table = Table {
    name: "livekit.SIPNamedDest",
    fields: &[
        field(1, "raw", "raw", Kind::String, Label::Oneof(0)),
        field(2, "values", "values", Kind::Message(&SIP_URI), Label::Oneof(0)),
        field(3, "display_name", "displayName", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_PARTICIPANT_INFO: Table = Table {
    name: "livekit.SIPParticipantInfo",
    fields: &[
        field(1, "participant_id", "participantId", Kind::String, Label::Implicit),
        field(2, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(3, "room_name", "roomName", Kind::String, Label::Implicit),
        field(4, "sip_call_id", "sipCallId", Kind::String, Label::Implicit),
    ],
};

pub(super) static DELETE_SIP_DISPATCH_RULE_REQUEST: Table = Table {
    name: "livekit.DeleteSIPDispatchRuleRequest",
    fields: &[
        field(1, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Implicit),
    ],
};

pub(super) static DELETE_SIP_TRUNK_REQUEST: Table = Table {
    name: "livekit.DeleteSIPTrunkRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_TRUNK_INFO_TRUNK_KIND: EnumTable = EnumTable(&[
    (0, "TRUNK_LEGACY"),
    (1, "TRUNK_INBOUND"),
    (2, "TRUNK_OUTBOUND"),
]);

pub(super) static SIP_TRUNK_INFO: Table = Table {
    name: "livekit.SIPTrunkInfo",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "inbound_addresses", "inboundAddresses", Kind::String, Label::Repeated),
        field(3, "outbound_address", "outboundAddress", Kind::String, Label::Implicit),
        field(4, "outbound_number", "outboundNumber", Kind::String, Label::Implicit),
        field(5, "inbound_numbers_regex", "inboundNumbersRegex", Kind::String, Label::Repeated),
        field(6, "inbound_username", "inboundUsername", Kind::String, Label::Implicit),
        field(7, "inbound_password", "inboundPassword", Kind::String, Label::Implicit),
        field(8, "outbound_username", "outboundUsername", Kind::String, Label::Implicit),
        field(9, "outbound_password", "outboundPassword", Kind::String, Label::Implicit),
        field(10, "inbound_numbers", "inboundNumbers", Kind::String, Label::Repeated),
        field(11, "name", "name", Kind::String, Label::Implicit),
        field(12, "metadata", "metadata", Kind::String, Label::Implicit),
        field(13, "transport", "transport", Kind::Enum(&SIP_TRANSPORT), Label::Implicit),
        field(14, "kind", "kind", Kind::Enum(&SIP_TRUNK_INFO_TRUNK_KIND), Label::Implicit),
    ],
};

pub(super) static GET_SIP_INBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.GetSIPInboundTrunkRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
    ],
};

pub(super) static GET_SIP_INBOUND_TRUNK_RESPONSE: Table = Table {
    name: "livekit.GetSIPInboundTrunkResponse",
    fields: &[
        field(1, "trunk", "trunk", Kind::Message(&SIP_INBOUND_TRUNK_INFO), Label::Single),
    ],
};

pub(super) static GET_SIP_OUTBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.GetSIPOutboundTrunkRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
    ],
};

pub(super) static GET_SIP_OUTBOUND_TRUNK_RESPONSE: Table = Table {
    name: "livekit.GetSIPOutboundTrunkResponse",
    fields: &[
        field(1, "trunk", "trunk", Kind::Message(&SIP_OUTBOUND_TRUNK_INFO), Label::Single),
    ],
};

pub(super) static LIST_SIP_DISPATCH_RULE_REQUEST: Table = Table {
    name: "livekit.ListSIPDispatchRuleRequest",
    fields: &[
        field(1, "dispatch_rule_ids", "dispatchRuleIds", Kind::String, Label::Repeated),
        field(2, "trunk_ids", "trunkIds", Kind::String, Label::Repeated),
        field(3, "page", "page", Kind::Message(&super::livekit_models::PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_SIP_DISPATCH_RULE_RESPONSE: Table = Table {
    name: "livekit.ListSIPDispatchRuleResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&SIP_DISPATCH_RULE_INFO), Label::Repeated),
    ],
};

pub(super) static LIST_SIP_INBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.ListSIPInboundTrunkRequest",
    fields: &[
        field(1, "trunk_ids", "trunkIds", Kind::String, Label::Repeated),
        field(2, "numbers", "numbers", Kind::String, Label::Repeated),
        field(3, "page", "page", Kind::Message(&super::livekit_models::PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_SIP_INBOUND_TRUNK_RESPONSE: Table = Table {
    name: "livekit.ListSIPInboundTrunkResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&SIP_INBOUND_TRUNK_INFO), Label::Repeated),
    ],
};

pub(super) static LIST_SIP_OUTBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.ListSIPOutboundTrunkRequest",
    fields: &[
        field(1, "trunk_ids", "trunkIds", Kind::String, Label::Repeated),
        field(2, "numbers", "numbers", Kind::String, Label::Repeated),
        field(3, "page", "page", Kind::Message(&super::livekit_models::PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_SIP_OUTBOUND_TRUNK_RESPONSE: Table = Table {
    name: "livekit.ListSIPOutboundTrunkResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&SIP_OUTBOUND_TRUNK_INFO), Label::Repeated),
    ],
};

pub(super) static LIST_SIP_TRUNK_REQUEST: Table = Table {
    name: "livekit.ListSIPTrunkRequest",
    fields: &[
        field(1, "page", "page", Kind::Message(&super::livekit_models::PAGINATION), Label::Single),
    ],
};

pub(super) static LIST_SIP_TRUNK_RESPONSE: Table = Table {
    name: "livekit.ListSIPTrunkResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&SIP_TRUNK_INFO), Label::Repeated),
    ],
};

pub(super) static TRANSFER_SIP_PARTICIPANT_REQUEST: Table = Table {
    name: "livekit.TransferSIPParticipantRequest",
    fields: &[
        field(1, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(2, "room_name", "roomName", Kind::String, Label::Implicit),
        field(3, "transfer_to", "transferTo", Kind::String, Label::Implicit),
        field(4, "play_dialtone", "playDialtone", Kind::Bool, Label::Implicit),
        field(5, "headers", "headers", Kind::String, Label::Map(Kind::String)),
        field(6, "ringing_timeout", "ringingTimeout", Kind::Duration, Label::Single),
        field(7, "dialtone", "dialtone", Kind::Enum(&SIP_DIALTONE), Label::Implicit),
    ],
};

pub(super) static TRANSFER_SIP_PARTICIPANT_RESPONSE: Table = Table {
    name: "livekit.TransferSIPParticipantResponse",
    fields: &[
        field(1, "transfer_id", "transferId", Kind::String, Label::Implicit),
        field(2, "status", "status", Kind::Enum(&SIP_TRANSFER_STATUS), Label::Implicit),
        field(3, "reason", "reason", Kind::Enum(&SIP_TRANSFER_REASON), Label::Implicit),
        field(4, "sip_status", "sipStatus", Kind::Message(&SIP_STATUS), Label::Single),
    ],
};

pub(super) static SIP_STATUS: Table = Table {
    name: "livekit.SIPStatus",
    fields: &[
        field(1, "code", "code", Kind::Enum(&SIP_STATUS_CODE), Label::Implicit),
        field(2, "status", "status", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_SIP_DISPATCH_RULE_REQUEST: Table = Table {
    name: "livekit.UpdateSIPDispatchRuleRequest",
    fields: &[
        field(1, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Implicit),
        field(2, "replace", "replace", Kind::Message(&SIP_DISPATCH_RULE_INFO), Label::Oneof(0)),
        field(3, "update", "update", Kind::Message(&SIP_DISPATCH_RULE_UPDATE), Label::Oneof(0)),
    ],
};

pub(super) static SIP_DISPATCH_RULE_UPDATE: Table = Table {
    name: "livekit.SIPDispatchRuleUpdate",
    fields: &[
        field(1, "trunk_ids", "trunkIds", Kind::Message(&super::livekit_models::LIST_UPDATE), Label::Single),
        field(2, "rule", "rule", Kind::Message(&SIP_DISPATCH_RULE), Label::Single),
        field(3, "name", "name", Kind::String, Label::Optional),
        field(4, "metadata", "metadata", Kind::String, Label::Optional),
        field(5, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(6, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Optional),
        field(7, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
    ],
};

pub(super) static UPDATE_SIP_INBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.UpdateSIPInboundTrunkRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "replace", "replace", Kind::Message(&SIP_INBOUND_TRUNK_INFO), Label::Oneof(0)),
        field(3, "update", "update", Kind::Message(&SIP_INBOUND_TRUNK_UPDATE), Label::Oneof(0)),
    ],
};

pub(super) static SIP_INBOUND_TRUNK_UPDATE: Table = Table {
    name: "livekit.SIPInboundTrunkUpdate",
    fields: &[
        field(1, "numbers", "numbers", Kind::Message(&super::livekit_models::LIST_UPDATE), Label::Single),
        field(2, "allowed_addresses", "allowedAddresses", Kind::Message(&super::livekit_models::LIST_UPDATE), Label::Single),
        field(3, "allowed_numbers", "allowedNumbers", Kind::Message(&super::livekit_models::LIST_UPDATE), Label::Single),
        field(4, "auth_username", "authUsername", Kind::String, Label::Optional),
        field(5, "auth_password", "authPassword", Kind::String, Label::Optional),
        field(6, "name", "name", Kind::String, Label::Optional),
        field(7, "metadata", "metadata", Kind::String, Label::Optional),
        field(8, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Optional),
        field(9, "auth_realm", "authRealm", Kind::String, Label::Optional),
        field(10, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
    ],
};

pub(super) static UPDATE_SIP_OUTBOUND_TRUNK_REQUEST: Table = Table {
    name: "livekit.UpdateSIPOutboundTrunkRequest",
    fields: &[
        field(1, "sip_trunk_id", "sipTrunkId", Kind::String, Label::Implicit),
        field(2, "replace", "replace", Kind::Message(&SIP_OUTBOUND_TRUNK_INFO), Label::Oneof(0)),
        field(3, "update", "update", Kind::Message(&SIP_OUTBOUND_TRUNK_UPDATE), Label::Oneof(0)),
    ],
};

pub(super) static SIP_OUTBOUND_TRUNK_UPDATE: Table = Table {
    name: "livekit.SIPOutboundTrunkUpdate",
    fields: &[
        field(1, "address", "address", Kind::String, Label::Optional),
        field(2, "transport", "transport", Kind::Enum(&SIP_TRANSPORT), Label::Optional),
        field(3, "numbers", "numbers", Kind::Message(&super::livekit_models::LIST_UPDATE), Label::Single),
        field(4, "auth_username", "authUsername", Kind::String, Label::Optional),
        field(5, "auth_password", "authPassword", Kind::String, Label::Optional),
        field(6, "name", "name", Kind::String, Label::Optional),
        field(7, "metadata", "metadata", Kind::String, Label::Optional),
        field(8, "media_encryption", "mediaEncryption", Kind::Enum(&SIP_MEDIA_ENCRYPTION), Label::Optional),
        field(9, "destination_country", "destinationCountry", Kind::String, Label::Optional),
        field(10, "from_host", "fromHost", Kind::String, Label::Optional),
        field(11, "media", "media", Kind::Message(&SIP_MEDIA_CONFIG), Label::Single),
    ],
};

pub(super) static CREATE_SIP_TRUNK_REQUEST: Table = Table {
    name: "livekit.CreateSIPTrunkRequest",
    fields: &[
        field(1, "inbound_addresses", "inboundAddresses", Kind::String, Label::Repeated),
        field(2, "outbound_address", "outboundAddress", Kind::String, Label::Implicit),
        field(3, "outbound_number", "outboundNumber", Kind::String, Label::Implicit),
        field(4, "inbound_numbers_regex", "inboundNumbersRegex", Kind::String, Label::Repeated),
        field(5, "inbound_username", "inboundUsername", Kind::String, Label::Implicit),
        field(6, "inbound_password", "inboundPassword", Kind::String, Label::Implicit),
        field(7, "outbound_username", "outboundUsername", Kind::String, Label::Implicit),
        field(8, "outbound_password", "outboundPassword", Kind::String, Label::Implicit),
        field(9, "inbound_numbers", "inboundNumbers", Kind::String, Label::Repeated),
        field(10, "name", "name", Kind::String, Label::Implicit),
        field(11, "metadata", "metadata", Kind::String, Label::Implicit),
    ],
};

pub(super) static SIP_CALL_INFO: Table = Table {
    name: "livekit.SIPCallInfo",
    fields: &[
        field(1, "call_id", "callId", Kind::String, Label::Implicit),
        field(2, "trunk_id", "trunkId", Kind::String, Label::Implicit),
        field(3, "room_name", "roomName", Kind::String, Label::Implicit),
        field(4, "room_id", "roomId", Kind::String, Label::Implicit),
        field(5, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(6, "from_uri", "fromUri", Kind::Message(&SIP_URI), Label::Single),
        field(7, "to_uri", "toUri", Kind::Message(&SIP_URI), Label::Single),
        field(8, "call_status", "callStatus", Kind::Enum(&SIP_CALL_STATUS), Label::Implicit),
        field(9, "created_at", "createdAt", Kind::Int64, Label::Implicit),
        field(10, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(11, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(12, "disconnect_reason", "disconnectReason", Kind::Enum(&super::livekit_models::DISCONNECT_REASON), Label::Implicit),
        field(13, "error", "error", Kind::String, Label::Implicit),
        field(14, "enabled_features", "enabledFeatures", Kind::Enum(&SIP_FEATURE), Label::Repeated),
        field(15, "call_direction", "callDirection", Kind::Enum(&SIP_CALL_DIRECTION), Label::Implicit),
        field(16, "dispatch_rule_id", "dispatchRuleId", Kind::String, Label::Implicit),
        field(17, "region", "region", Kind::String, Label::Implicit),
        field(18, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(19, "call_status_code", "callStatusCode", Kind::Message(&SIP_STATUS), Label::Single),
        field(20, "audio_codec", "audioCodec", Kind::String, Label::Implicit),
        field(21, "media_encryption", "mediaEncryption", Kind::String, Label::Implicit),
        field(22, "created_at_ns", "createdAtNs", Kind::Int64, Label::Implicit),
        field(23, "started_at_ns", "startedAtNs", Kind::Int64, Label::Implicit),
        field(24, "ended_at_ns", "endedAtNs", Kind::Int64, Label::Implicit),
        field(25, "pcap_file_link", "pcapFileLink", Kind::String, Label::Implicit),
        field(26, "call_context", "callContext", Kind::Any, Label::Repeated),
        field(27, "provider_info", "providerInfo", Kind::Message(&PROVIDER_INFO), Label::Single),
        field(28, "sip_call_id", "sipCallId", Kind::String, Label::Implicit),
    ],
};

pub(super) static PROVIDER_INFO: Table = Table {
    name: "livekit.ProviderInfo",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "name", "name", Kind::String, Label::Implicit),
        field(3, "type", "type", Kind::Enum(&PROVIDER_TYPE), Label::Implicit),
        field(4, "prevent_transfer", "preventTransfer", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static SIP_TRANSFER_ERROR: Table = Table {
    name: "livekit.SIPTransferError",
    fields: &[
        field(1, "transfer_id", "transferId", Kind::String, Label::Implicit),
        field(2, "reason", "reason", Kind::Enum(&SIP_TRANSFER_REASON), Label::Implicit),
        field(3, "sip_status", "sipStatus", Kind::Message(&SIP_STATUS), Label::Single),
    ],
};

pub(super) static SIP_TRANSFER_INFO: Table = Table {
    name: "livekit.SIPTransferInfo",
    fields: &[
        field(1, "transfer_id", "transferId", Kind::String, Label::Implicit),
        field(2, "call_id", "callId", Kind::String, Label::Implicit),
        field(3, "transfer_to", "transferTo", Kind::String, Label::Implicit),
        field(4, "transfer_initiated_at_ns", "transferInitiatedAtNs", Kind::Int64, Label::Implicit),
        field(5, "transfer_completed_at_ns", "transferCompletedAtNs", Kind::Int64, Label::Implicit),
        field(6, "transfer_status", "transferStatus", Kind::Enum(&SIP_TRANSFER_STATUS), Label::Implicit),
        field(7, "error", "error", Kind::String, Label::Implicit),
        field(8, "transfer_status_code", "transferStatusCode", Kind::Message(&SIP_STATUS), Label::Single),
        field(9, "reason", "reason", Kind::Enum(&SIP_TRANSFER_REASON), Label::Implicit),
    ],
};

messages! {
    crate::CreateSipDispatchRuleRequest => CREATE_SIP_DISPATCH_RULE_REQUEST,
    crate::SipDispatchRule => SIP_DISPATCH_RULE,
    crate::SipDispatchRuleDirect => SIP_DISPATCH_RULE_DIRECT,
    crate::SipDispatchRuleIndividual => SIP_DISPATCH_RULE_INDIVIDUAL,
    crate::SipDispatchRuleCallee => SIP_DISPATCH_RULE_CALLEE,
    crate::SipDispatchRuleInfo => SIP_DISPATCH_RULE_INFO,
    crate::SipMediaConfig => SIP_MEDIA_CONFIG,
    crate::SipCodec => SIP_CODEC,
    crate::CreateSipInboundTrunkRequest => CREATE_SIP_INBOUND_TRUNK_REQUEST,
    crate::SipInboundTrunkInfo => SIP_INBOUND_TRUNK_INFO,
    crate::CreateSipOutboundTrunkRequest => CREATE_SIP_OUTBOUND_TRUNK_REQUEST,
    crate::SipOutboundTrunkInfo => SIP_OUTBOUND_TRUNK_INFO,
    crate::CreateSipParticipantRequest => CREATE_SIP_PARTICIPANT_REQUEST,
    crate::SipOutboundConfig => SIP_OUTBOUND_CONFIG,
    crate::Destination => DESTINATION,
    crate::SipRequestDest => SIP_REQUEST_DEST,
    crate::SipUri => SIP_URI,
    crate::SipNamedDest => SIP_NAMED_DEST,
    crate::SipParticipantInfo => SIP_PARTICIPANT_INFO,
    crate::DeleteSipDispatchRuleRequest => DELETE_SIP_DISPATCH_RULE_REQUEST,
    crate::DeleteSipTrunkRequest => DELETE_SIP_TRUNK_REQUEST,
    crate::SipTrunkInfo => SIP_TRUNK_INFO,
    crate::GetSipInboundTrunkRequest => GET_SIP_INBOUND_TRUNK_REQUEST,
    crate::GetSipInboundTrunkResponse => GET_SIP_INBOUND_TRUNK_RESPONSE,
    crate::GetSipOutboundTrunkRequest => GET_SIP_OUTBOUND_TRUNK_REQUEST,
    crate::GetSipOutboundTrunkResponse => GET_SIP_OUTBOUND_TRUNK_RESPONSE,
    crate::ListSipDispatchRuleRequest => LIST_SIP_DISPATCH_RULE_REQUEST,
    crate::ListSipDispatchRuleResponse => LIST_SIP_DISPATCH_RULE_RESPONSE,
    crate::ListSipInboundTrunkRequest => LIST_SIP_INBOUND_TRUNK_REQUEST,
    crate::ListSipInboundTrunkResponse => LIST_SIP_INBOUND_TRUNK_RESPONSE,
    crate::ListSipOutboundTrunkRequest => LIST_SIP_OUTBOUND_TRUNK_REQUEST,
    crate::ListSipOutboundTrunkResponse => LIST_SIP_OUTBOUND_TRUNK_RESPONSE,
    crate::ListSipTrunkRequest => LIST_SIP_TRUNK_REQUEST,
    crate::ListSipTrunkResponse => LIST_SIP_TRUNK_RESPONSE,
    crate::TransferSipParticipantRequest => TRANSFER_SIP_PARTICIPANT_REQUEST,
    crate::TransferSipParticipantResponse => TRANSFER_SIP_PARTICIPANT_RESPONSE,
    crate::SipStatus => SIP_STATUS,
    crate::UpdateSipDispatchRuleRequest => UPDATE_SIP_DISPATCH_RULE_REQUEST,
    crate::SipDispatchRuleUpdate => SIP_DISPATCH_RULE_UPDATE,
    crate::UpdateSipInboundTrunkRequest => UPDATE_SIP_INBOUND_TRUNK_REQUEST,
    crate::SipInboundTrunkUpdate => SIP_INBOUND_TRUNK_UPDATE,
    crate::UpdateSipOutboundTrunkRequest => UPDATE_SIP_OUTBOUND_TRUNK_REQUEST,
    crate::SipOutboundTrunkUpdate => SIP_OUTBOUND_TRUNK_UPDATE,
    crate::CreateSipTrunkRequest => CREATE_SIP_TRUNK_REQUEST,
    crate::SipCallInfo => SIP_CALL_INFO,
    crate::ProviderInfo => PROVIDER_INFO,
    crate::SipTransferError => SIP_TRANSFER_ERROR,
    crate::SipTransferInfo => SIP_TRANSFER_INFO,
}

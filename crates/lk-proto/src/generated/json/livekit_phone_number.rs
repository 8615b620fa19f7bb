//! Protojson of `livekit_phone_number.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static PHONE_NUMBER_TYPE: EnumTable = EnumTable(&[
    (0, "PHONE_NUMBER_TYPE_UNKNOWN"),
    (1, "PHONE_NUMBER_TYPE_MOBILE"),
    (2, "PHONE_NUMBER_TYPE_LOCAL"),
    (3, "PHONE_NUMBER_TYPE_TOLL_FREE"),
]);

pub(super) static PHONE_NUMBER_STATUS: EnumTable = EnumTable(&[
    (0, "PHONE_NUMBER_STATUS_UNSPECIFIED"),
    (1, "PHONE_NUMBER_STATUS_ACTIVE"),
    (2, "PHONE_NUMBER_STATUS_PENDING"),
    (3, "PHONE_NUMBER_STATUS_RELEASED"),
    (4, "PHONE_NUMBER_STATUS_OFFLINE"),
]);

pub(super) static PHONE_NUMBER_INBOUND_STATUS: EnumTable = EnumTable(&[
    (0, "PHONE_NUMBER_IN_STATUS_UNSPECIFIED"),
    (1, "PHONE_NUMBER_IN_STATUS_ACTIVE"),
    (2, "PHONE_NUMBER_IN_STATUS_UNAVAILABLE"),
    (3, "PHONE_NUMBER_IN_STATUS_DETACHED"),
]);

pub(super) static PHONE_NUMBER_OUTBOUND_STATUS: EnumTable = EnumTable(&[
    (0, "PHONE_NUMBER_OUT_STATUS_UNSPECIFIED"),
    (1, "PHONE_NUMBER_OUT_STATUS_ACTIVE"),
    (2, "PHONE_NUMBER_OUT_STATUS_UNAVAILABLE"),
]);

pub(super) static GET_PHONE_NUMBER_REQUEST: Table = Table {
    name: "livekit.GetPhoneNumberRequest",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Optional),
        field(2, "phone_number", "phoneNumber", Kind::String, Label::Optional),
    ],
};

pub(super) static GET_PHONE_NUMBER_RESPONSE: Table = Table {
    name: "livekit.GetPhoneNumberResponse",
    fields: &[
        field(1, "phone_number", "phoneNumber", Kind::Message(&PHONE_NUMBER), Label::Single),
    ],
};

pub(super) static PHONE_NUMBER: Table = Table {
    name: "livekit.PhoneNumber",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "e164_format", "e164Format", Kind::String, Label::Implicit),
        field(3, "country_code", "countryCode", Kind::String, Label::Implicit),
        field(4, "area_code", "areaCode", Kind::String, Label::Implicit),
        field(5, "number_type", "numberType", Kind::Enum(&PHONE_NUMBER_TYPE), Label::Implicit),
        field(6, "locality", "locality", Kind::String, Label::Implicit),
        field(7, "region", "region", Kind::String, Label::Implicit),
        field(8, "spam_score", "spamScore", Kind::Double, Label::Implicit),
        field(9, "created_at", "createdAt", Kind::Timestamp, Label::Single),
        field(10, "updated_at", "updatedAt", Kind::Timestamp, Label::Single),
        field(11, "capabilities", "capabilities", Kind::String, Label::Repeated),
        field(12, "status", "status", Kind::Enum(&PHONE_NUMBER_STATUS), Label::Implicit),
        field(13, "assigned_at", "assignedAt", Kind::Timestamp, Label::Single),
        field(14, "released_at", "releasedAt", Kind::Timestamp, Label::Single),
        field(15, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Implicit),
        field(16, "sip_dispatch_rule_ids", "sipDispatchRuleIds", Kind::String, Label::Repeated),
        field(17, "name", "name", Kind::String, Label::Implicit),
        field(18, "inbound_status", "inboundStatus", Kind::Enum(&PHONE_NUMBER_INBOUND_STATUS), Label::Implicit),
        field(19, "outbound_status", "outboundStatus", Kind::Enum(&PHONE_NUMBER_OUTBOUND_STATUS), Label::Implicit),
    ],
};

pub(super) static LIST_PHONE_NUMBERS_REQUEST: Table = Table {
    name: "livekit.ListPhoneNumbersRequest",
    fields: &[
        field(1, "limit", "limit", Kind::Int32, Label::Optional),
        field(2, "statuses", "statuses", Kind::Enum(&PHONE_NUMBER_STATUS), Label::Repeated),
        field(3, "page_token", "pageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Optional),
        field(4, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Optional),
    ],
};

pub(super) static LIST_PHONE_NUMBERS_RESPONSE: Table = Table {
    name: "livekit.ListPhoneNumbersResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&PHONE_NUMBER), Label::Repeated),
        field(2, "next_page_token", "nextPageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
        field(3, "total_count", "totalCount", Kind::Int32, Label::Implicit),
        field(4, "offline_count", "offlineCount", Kind::Int32, Label::Implicit),
    ],
};

pub(super) static PURCHASE_PHONE_NUMBER_REQUEST: Table = Table {
    name: "livekit.PurchasePhoneNumberRequest",
    fields: &[
        field(1, "phone_numbers", "phoneNumbers", Kind::String, Label::Repeated),
        field(2, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Optional),
    ],
};

pub(super) static PURCHASE_PHONE_NUMBER_RESPONSE: Table = Table {
    name: "livekit.PurchasePhoneNumberResponse",
    fields: &[
        field(1, "phone_numbers", "phoneNumbers", Kind::Message(&PHONE_NUMBER), Label::Repeated),
    ],
};

pub(super) static RELEASE_PHONE_NUMBERS_REQUEST: Table = Table {
    name: "livekit.ReleasePhoneNumbersRequest",
    fields: &[
        field(1, "ids", "ids", Kind::String, Label::Repeated),
        field(2, "phone_numbers", "phoneNumbers", Kind::String, Label::Repeated),
    ],
};

pub(super) static RELEASE_PHONE_NUMBERS_RESPONSE: Table = Table {
    name: "livekit.ReleasePhoneNumbersResponse",
    fields: &[],
};

pub(super) static SEARCH_PHONE_NUMBERS_REQUEST: Table = Table {
    name: "livekit.SearchPhoneNumbersRequest",
    fields: &[
        field(1, "country_code", "countryCode", Kind::String, Label::Implicit),
        field(2, "area_code", "areaCode", Kind::String, Label::Optional),
        field(3, "limit", "limit", Kind::Int32, Label::Optional),
        field(4, "page_token", "pageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Optional),
    ],
};

pub(super) static SEARCH_PHONE_NUMBERS_RESPONSE: Table = Table {
    name: "livekit.SearchPhoneNumbersResponse",
    fields: &[
        field(1, "items", "items", Kind::Message(&PHONE_NUMBER), Label::Repeated),
        field(2, "next_page_token", "nextPageToken", Kind::Message(&super::livekit_models::TOKEN_PAGINATION), Label::Single),
    ],
};

pub(super) static UPDATE_PHONE_NUMBER_REQUEST: Table = Table {
    name: "livekit.UpdatePhoneNumberRequest",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Optional),
        field(2, "phone_number", "phoneNumber", Kind::String, Label::Optional),
        field(3, "sip_dispatch_rule_id", "sipDispatchRuleId", Kind::String, Label::Optional),
        field(4, "name", "name", Kind::String, Label::Optional),
    ],
};

pub(super) static UPDATE_PHONE_NUMBER_RESPONSE: Table = Table {
    name: "livekit.UpdatePhoneNumberResponse",
    fields: &[
        field(1, "phone_number", "phoneNumber", Kind::Message(&PHONE_NUMBER), Label::Single),
    ],
};

messages! {
    crate::GetPhoneNumberRequest => GET_PHONE_NUMBER_REQUEST,
    crate::GetPhoneNumberResponse => GET_PHONE_NUMBER_RESPONSE,
    crate::PhoneNumber => PHONE_NUMBER,
    crate::ListPhoneNumbersRequest => LIST_PHONE_NUMBERS_REQUEST,
    crate::ListPhoneNumbersResponse => LIST_PHONE_NUMBERS_RESPONSE,
    crate::PurchasePhoneNumberRequest => PURCHASE_PHONE_NUMBER_REQUEST,
    crate::PurchasePhoneNumberResponse => PURCHASE_PHONE_NUMBER_RESPONSE,
    crate::ReleasePhoneNumbersRequest => RELEASE_PHONE_NUMBERS_REQUEST,
    crate::ReleasePhoneNumbersResponse => RELEASE_PHONE_NUMBERS_RESPONSE,
    crate::SearchPhoneNumbersRequest => SEARCH_PHONE_NUMBERS_REQUEST,
    crate::SearchPhoneNumbersResponse => SEARCH_PHONE_NUMBERS_RESPONSE,
    crate::UpdatePhoneNumberRequest => UPDATE_PHONE_NUMBER_REQUEST,
    crate::UpdatePhoneNumberResponse => UPDATE_PHONE_NUMBER_RESPONSE,
}

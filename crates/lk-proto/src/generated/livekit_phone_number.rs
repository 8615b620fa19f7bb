//! Messages of `livekit_phone_number.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetPhoneNumberRequest {
    #[prost(string, optional, tag = "1")]
    pub id: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "2")]
    pub phone_number: ::core::option::Option<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetPhoneNumberResponse {
    #[prost(message, optional, tag = "1")]
    pub phone_number: ::core::option::Option<PhoneNumber>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PhoneNumber {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub e164_format: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub country_code: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub area_code: ::prost::alloc::string::String,
    #[prost(enumeration = "PhoneNumberType", tag = "5")]
    pub number_type: i32,
    #[prost(string, tag = "6")]
    pub locality: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub region: ::prost::alloc::string::String,
    #[prost(double, tag = "8")]
    pub spam_score: f64,
    #[prost(message, optional, tag = "9")]
    pub created_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "10")]
    pub updated_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(string, repeated, tag = "11")]
    pub capabilities: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(enumeration = "PhoneNumberStatus", tag = "12")]
    pub status: i32,
    #[prost(message, optional, tag = "13")]
    pub assigned_at: ::core::option::Option<::prost_types::Timestamp>,
    #[prost(message, optional, tag = "14")]
    pub released_at: ::core::option::Option<::prost_types::Timestamp>,
    #[deprecated]
    #[prost(string, tag = "15")]
    pub sip_dispatch_rule_id: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "16")]
    pub sip_dispatch_rule_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "17")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "PhoneNumberInboundStatus", tag = "18")]
    pub inbound_status: i32,
    #[prost(enumeration = "PhoneNumberOutboundStatus", tag = "19")]
    pub outbound_status: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListPhoneNumbersRequest {
    #[prost(int32, optional, tag = "1")]
    pub limit: ::core::option::Option<i32>,
    #[prost(enumeration = "PhoneNumberStatus", repeated, tag = "2")]
    pub statuses: ::prost::alloc::vec::Vec<i32>,
    #[prost(message, optional, tag = "3")]
    pub page_token: ::core::option::Option<crate::TokenPagination>,
    #[prost(string, optional, tag = "4")]
    pub sip_dispatch_rule_id: ::core::option::Option<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListPhoneNumbersResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<PhoneNumber>,
    #[prost(message, optional, tag = "2")]
    pub next_page_token: ::core::option::Option<crate::TokenPagination>,
    #[prost(int32, tag = "3")]
    pub total_count: i32,
    #[prost(int32, tag = "4")]
    pub offline_count: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PurchasePhoneNumberRequest {
    #[prost(string, repeated, tag = "1")]
    pub phone_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "2")]
    pub sip_dispatch_rule_id: ::core::option::Option<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PurchasePhoneNumberResponse {
    #[prost(message, repeated, tag = "1")]
    pub phone_numbers: ::prost::alloc::vec::Vec<PhoneNumber>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ReleasePhoneNumbersRequest {
    #[prost(string, repeated, tag = "1")]
    pub ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "2")]
    pub phone_numbers: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ReleasePhoneNumbersResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SearchPhoneNumbersRequest {
    #[prost(string, tag = "1")]
    pub country_code: ::prost::alloc::string::String,
    #[prost(string, optional, tag = "2")]
    pub area_code: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(int32, optional, tag = "3")]
    pub limit: ::core::option::Option<i32>,
    #[prost(message, optional, tag = "4")]
    pub page_token: ::core::option::Option<crate::TokenPagination>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPhoneNumbersResponse {
    #[prost(message, repeated, tag = "1")]
    pub items: ::prost::alloc::vec::Vec<PhoneNumber>,
    #[prost(message, optional, tag = "2")]
    pub next_page_token: ::core::option::Option<crate::TokenPagination>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdatePhoneNumberRequest {
    #[prost(string, optional, tag = "1")]
    pub id: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "2")]
    pub phone_number: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "3")]
    pub sip_dispatch_rule_id: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "4")]
    pub name: ::core::option::Option<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdatePhoneNumberResponse {
    #[prost(message, optional, tag = "1")]
    pub phone_number: ::core::option::Option<PhoneNumber>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum PhoneNumberType {
    Unknown = 0,
    Mobile = 1,
    Local = 2,
    TollFree = 3,
}
impl PhoneNumberType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unknown => "PHONE_NUMBER_TYPE_UNKNOWN",
            Self::Mobile => "PHONE_NUMBER_TYPE_MOBILE",
            Self::Local => "PHONE_NUMBER_TYPE_LOCAL",
            Self::TollFree => "PHONE_NUMBER_TYPE_TOLL_FREE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PHONE_NUMBER_TYPE_UNKNOWN" => Some(Self::Unknown),
            "PHONE_NUMBER_TYPE_MOBILE" => Some(Self::Mobile),
            "PHONE_NUMBER_TYPE_LOCAL" => Some(Self::Local),
            "PHONE_NUMBER_TYPE_TOLL_FREE" => Some(Self::TollFree),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum PhoneNumberStatus {
    Unspecified = 0,
    Active = 1,
    Pending = 2,
    Released = 3,
    Offline = 4,
}
impl PhoneNumberStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "PHONE_NUMBER_STATUS_UNSPECIFIED",
            Self::Active => "PHONE_NUMBER_STATUS_ACTIVE",
            Self::Pending => "PHONE_NUMBER_STATUS_PENDING",
            Self::Released => "PHONE_NUMBER_STATUS_RELEASED",
            Self::Offline => "PHONE_NUMBER_STATUS_OFFLINE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PHONE_NUMBER_STATUS_UNSPECIFIED" => Some(Self::Unspecified),
            "PHONE_NUMBER_STATUS_ACTIVE" => Some(Self::Active),
            "PHONE_NUMBER_STATUS_PENDING" => Some(Self::Pending),
            "PHONE_NUMBER_STATUS_RELEASED" => Some(Self::Released),
            "PHONE_NUMBER_STATUS_OFFLINE" => Some(Self::Offline),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum PhoneNumberInboundStatus {
    PhoneNumberInStatusUnspecified = 0,
    PhoneNumberInStatusActive = 1,
    PhoneNumberInStatusUnavailable = 2,
    PhoneNumberInStatusDetached = 3,
}
impl PhoneNumberInboundStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::PhoneNumberInStatusUnspecified => "PHONE_NUMBER_IN_STATUS_UNSPECIFIED",
            Self::PhoneNumberInStatusActive => "PHONE_NUMBER_IN_STATUS_ACTIVE",
            Self::PhoneNumberInStatusUnavailable => "PHONE_NUMBER_IN_STATUS_UNAVAILABLE",
            Self::PhoneNumberInStatusDetached => "PHONE_NUMBER_IN_STATUS_DETACHED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PHONE_NUMBER_IN_STATUS_UNSPECIFIED" => {
                Some(Self::PhoneNumberInStatusUnspecified)
            }
            "PHONE_NUMBER_IN_STATUS_ACTIVE" => Some(Self::PhoneNumberInStatusActive),
            "PHONE_NUMBER_IN_STATUS_UNAVAILABLE" => {
                Some(Self::PhoneNumberInStatusUnavailable)
            }
            "PHONE_NUMBER_IN_STATUS_DETACHED" => Some(Self::PhoneNumberInStatusDetached),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum PhoneNumberOutboundStatus {
    PhoneNumberOutStatusUnspecified = 0,
    PhoneNumberOutStatusActive = 1,
    PhoneNumberOutStatusUnavailable = 2,
}
impl PhoneNumberOutboundStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::PhoneNumberOutStatusUnspecified => {
                "PHONE_NUMBER_OUT_STATUS_UNSPECIFIED"
            }
            Self::PhoneNumberOutStatusActive => "PHONE_NUMBER_OUT_STATUS_ACTIVE",
            Self::PhoneNumberOutStatusUnavailable => {
                "PHONE_NUMBER_OUT_STATUS_UNAVAILABLE"
            }
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PHONE_NUMBER_OUT_STATUS_UNSPECIFIED" => {
                Some(Self::PhoneNumberOutStatusUnspecified)
            }
            "PHONE_NUMBER_OUT_STATUS_ACTIVE" => Some(Self::PhoneNumberOutStatusActive),
            "PHONE_NUMBER_OUT_STATUS_UNAVAILABLE" => {
                Some(Self::PhoneNumberOutStatusUnavailable)
            }
            _ => None,
        }
    }
}

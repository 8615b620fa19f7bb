//! How the mock says no.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::{Value, json};

use super::{super::http::Answer, control::SipStatus};

/// An error of Twirp's.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    body: Value,
}

impl Refusal {
    pub(super) fn new(status: u16, code: &str, msg: &str) -> Self {
        let body = json!({ "code": code, "msg": msg });
        Self { status, body }
    }

    /// The failure with an HTTP status, and the code that goes with it unless one is given.
    pub(super) fn of_status(status: u16, code: Option<&str>) -> Self {
        let code = code.unwrap_or(match status {
            400 => "invalid_argument",
            401 => "unauthenticated",
            403 => "permission_denied",
            404 => "not_found",
            429 => "resource_exhausted",
            500.. => "unavailable",
            _ => "internal",
        });
        Self::new(status, code, &format!("mock failure (status {status})"))
    }
}

impl From<&SipStatus> for Refusal {
    /// As the real server tells what the other end of a phone call said.
    fn from(said: &SipStatus) -> Self {
        let (code, status) = match said.code {
            404 | 301 | 302 => ("not_found", 404),
            408 | 504 => ("deadline_exceeded", 408),
            401..=403 | 603 => ("permission_denied", 403),
            407 => ("unauthenticated", 401),
            486 => ("resource_exhausted", 429),
            505 | 513 => ("invalid_argument", 400),
            500..=599 => ("failed_precondition", 412),
            300.. => ("invalid_argument", 400),
            _ => ("unknown", 500),
        };
        let reason = said.reason.as_deref().unwrap_or(match said.code {
            404 => "Not Found",
            408 => "Request Timeout",
            480 => "Temporarily Unavailable",
            486 => "Busy Here",
            487 => "Request Terminated",
            503 => "Service Unavailable",
            603 => "Decline",
            _ => "",
        });
        let mut refusal = Self::new(
            status,
            code,
            &format!("sip status: {}: {reason}", said.code),
        );
        refusal.body["meta"] = json!({
            "sip_status_code": said.code.to_string(),
            "sip_status": reason,
        });
        refusal
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let mut answer = Response::new(Full::new(Bytes::from(refusal.body.to_string())));
        *answer.status_mut() =
            StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = answer.headers_mut();
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
        headers.insert("x-lk-mock-region", HeaderValue::from_static(""));
        answer
    }
}

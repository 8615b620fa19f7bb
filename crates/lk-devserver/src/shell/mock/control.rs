//! What a request asks the mock to do to it.

use std::time::Duration;

use http::HeaderMap;
use serde_json::Value;

/// The header `X-Lk-Mock`. What is absent or makes no sense asks for nothing.
#[derive(Debug)]
pub(super) struct Control {
    /// Regions, by index, that fail the request.
    pub(super) fail_regions: Vec<usize>,
    /// They close the connection, and do not answer.
    pub(super) drops: bool,
    /// How long they take before they fail; from the headers of the mock's first form only.
    pub(super) stall: Option<Duration>,
    pub(super) fail_status: u16,
    pub(super) fail_code: Option<String>,
    /// How long the answer takes, whatever the call would.
    pub(super) delay: Option<Duration>,
    /// The status of the list of regions.
    pub(super) regions_status: u16,
    /// The answer, in place of the mock's own.
    pub(super) response: Option<Value>,
    pub(super) skips_auth: bool,
    /// How a phone call is not answered.
    pub(super) sip_status: Option<SipStatus>,
    /// The regions, by name, that the project may use; empty for all.
    pub(super) pinned: Vec<String>,
}

/// What the other end of a phone call says.
#[derive(Debug)]
pub(super) struct SipStatus {
    pub(super) code: u16,
    pub(super) reason: Option<String>,
}

impl Control {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let asked = headers
            .get("x-lk-mock")
            .and_then(|header| serde_json::from_slice(header.as_bytes()).ok())
            .unwrap_or(Value::Null);
        let number = |name: &str| asked[name].as_u64();
        let text = |value: &Value| {
            value
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let list = |name: &str| asked[name].as_array().cloned().unwrap_or_default();
        let status = |name: &str, default| {
            let given = number(name).and_then(|status| u16::try_from(status).ok());
            given
                .filter(|status| (100..600).contains(status))
                .unwrap_or(default)
        };
        let old = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let stall = || {
            let millis = old("x-lk-mock-delay-ms").and_then(|millis| millis.parse().ok());
            Duration::from_millis(millis.unwrap_or(30_000))
        };
        let old_regions = old("x-lk-mock-fail-regions").unwrap_or_default().split(',');
        let sip = &asked["sipStatus"];
        Self {
            fail_regions: list("failRegions")
                .iter()
                .filter_map(|index| usize::try_from(index.as_u64()?).ok())
                .chain(old_regions.filter_map(|index| index.trim().parse().ok()))
                .collect(),
            stall: (old("x-lk-mock-fail-mode") == Some("delay")).then(stall),
            drops: asked["failMode"] == "drop",
            fail_status: status("failStatus", 503),
            fail_code: text(&asked["failTwirpCode"]),
            delay: number("delayMs").map(Duration::from_millis),
            regions_status: status("regionsStatus", 200),
            response: asked.get("response").filter(|it| it.is_object()).cloned(),
            skips_auth: asked["skipAuth"] == true,
            sip_status: sip["code"].as_u64().map(|code| SipStatus {
                code: u16::try_from(code).unwrap_or_default(),
                reason: text(&sip["status"]),
            }),
            pinned: list("pinnedRegions").iter().filter_map(text).collect(),
        }
    }
}

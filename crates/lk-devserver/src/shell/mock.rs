//! The server APIs as the vendor's conformance mock has them (`cmd/test-server` of the server's
//! repository): several regions, and failures that each request asks for.
//!
//! A request says in its header `X-Lk-Mock`, a JSON object, what is to go wrong; without it all is
//! well. Every call of the schema is answered, with every field set, what the request shares with
//! the answer as the request has it. Each call wants its exact grant. Of the headers
//! of the mock's first form only those are read that make a region slow before it fails, and
//! refusals of phone calls carry no `error_details`.

mod control;
mod grants;
mod refusal;
mod rpcs;

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use lk_auth::{ApiKey, Claims, TokenVerifier};
use serde_json::{Value, json};

use self::{control::Control, refusal::Refusal, rpcs::Known};
use super::http::{Answer, MAX_BODY, text};

/// The mock's regions: what they have in common.
#[derive(Debug)]
pub(super) struct Mock {
    verifier: TokenVerifier,
    /// Where each region is.
    urls: Vec<String>,
}

/// One region of the mock: one socket.
#[derive(Debug, Clone)]
pub(super) struct Region {
    mock: Arc<Mock>,
    index: usize,
}

/// The connection is to be closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed as the request asked for")]
pub(super) struct Dropped;

impl Mock {
    pub(super) fn new(key: &str, secret: &str, urls: Vec<String>) -> Arc<Self> {
        let verifier = TokenVerifier::new(ApiKey::new(key, secret));
        Arc::new(Self { verifier, urls })
    }

    pub(super) fn region(self: &Arc<Self>, index: usize) -> Region {
        let mock = Arc::clone(self);
        Region { mock, index }
    }
}

impl Region {
    /// Whether this is the mock's to answer.
    pub(super) fn serves(&self, path: &str) -> bool {
        path.starts_with("/twirp/") || path == "/settings/regions"
    }

    pub(super) async fn answer(&self, request: Request<Incoming>) -> Result<Answer, Dropped> {
        let control = Control::of(request.headers());
        if request.uri().path() == "/settings/regions" {
            return Ok(self.regions(&control));
        }
        let (head, body) = request.into_parts();
        if head.method != Method::POST {
            let refusal = Refusal::new(404, "bad_route", "only POST is allowed");
            return Ok(refusal.into());
        }
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            return Ok(text(
                StatusCode::PAYLOAD_TOO_LARGE,
                "request body too large",
            ));
        };
        let is_json = head
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
        let authorization = head.headers.get(header::AUTHORIZATION);
        let path = head.uri.path();
        self.call(path, &body.to_bytes(), is_json, authorization, &control)
            .await
    }

    async fn call(
        &self,
        path: &str,
        body: &[u8],
        is_json: bool,
        authorization: Option<&HeaderValue>,
        control: &Control,
    ) -> Result<Answer, Dropped> {
        let known = Known::at(path);
        let request = known.map_or(Value::Null, |known| known.read(body, is_json));
        if known.is_some()
            && !control.skips_auth
            && let Err(refusal) = self.authorize(path, authorization, &request)
        {
            return Ok(refusal.into());
        }
        if !control.pinned.is_empty() && !control.pinned.contains(&self.name()) {
            let status = StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS;
            return Ok(text(status, "project not allowed in this region."));
        }
        let dials = rings(path, &request);
        let delay = control.delay.unwrap_or(match dials {
            Some(true) => ANSWERED_AFTER,
            _ => Duration::ZERO,
        });
        tokio::time::sleep(delay).await;
        if let (Some(_), Some(status)) = (dials, &control.sip_status) {
            return Ok(Refusal::from(status).into());
        }
        if control.fail_regions.contains(&self.index) {
            if control.drops {
                return Err(Dropped);
            }
            tokio::time::sleep(control.stall.unwrap_or_default()).await;
            return Ok(
                Refusal::of_status(control.fail_status, control.fail_code.as_deref()).into(),
            );
        }
        let body = known.map_or(Vec::new(), |known| {
            known.write(&request, control.response.as_ref(), is_json)
        });
        let kind = if is_json {
            "application/json"
        } else {
            "application/protobuf"
        };
        Ok(self.named(200, kind, body))
    }

    /// Tells whether the token allows the call.
    fn authorize(
        &self,
        path: &str,
        authorization: Option<&HeaderValue>,
        request: &Value,
    ) -> Result<(), Refusal> {
        let verified = || -> Option<Claims> {
            let token = authorization?.to_str().ok()?.strip_prefix("Bearer ")?;
            self.mock.verifier.verify(token).ok()
        };
        let claims = verified()
            .ok_or_else(|| Refusal::new(401, "unauthenticated", "mock: unauthenticated"))?;
        if grants::allows(&claims, path, request) {
            return Ok(());
        }
        Err(Refusal::new(
            403,
            "permission_denied",
            "mock: permission_denied",
        ))
    }

    fn regions(&self, control: &Control) -> Answer {
        if control.regions_status != 200 {
            let status = StatusCode::from_u16(control.regions_status);
            return text(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), "");
        }
        let urls = self.mock.urls.iter().enumerate();
        let regions: Vec<Value> = urls
            .filter(|(index, _)| control.pinned.is_empty() || control.pinned.contains(&name(*index)))
            .map(|(index, url)| json!({ "region": name(index), "url": url, "distance": index.to_string() }))
            .collect();
        let body = json!({ "regions": regions }).to_string();
        let mut answer = self.named(200, "application/json", body.into_bytes());
        let now = HeaderValue::from_static("max-age=0");
        answer.headers_mut().insert(header::CACHE_CONTROL, now);
        answer
    }

    fn name(&self) -> String {
        name(self.index)
    }

    /// An answer that says which region gave it.
    fn named(&self, status: u16, kind: &'static str, body: Vec<u8>) -> Answer {
        let mut answer = Response::new(Full::new(Bytes::from(body)));
        *answer.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert("x-lk-mock-region", HeaderValue::from(self.index));
        answer
    }
}

fn name(index: usize) -> String {
    format!("region-{index}")
}

/// Whether the call dials, and if so whether it waits for an answer.
fn rings(path: &str, request: &Value) -> Option<bool> {
    match path.rsplit('/').next()? {
        "CreateSIPParticipant" => Some(request["waitUntilAnswered"] == true),
        "TransferSIPParticipant" => Some(true),
        _ => None,
    }
}

/// How long a call rings before somebody answers.
const ANSWERED_AFTER: Duration = Duration::from_secs(11);

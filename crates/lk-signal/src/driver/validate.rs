//! The question why a dial failed.

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue};
use lk_net::{HttpClient, Limits};

use crate::output::{ValidateAnswer, ValidateRequest};
use crate::token::Token;

/// Carries out [`Output::Validate`](crate::Output::Validate). `None`: no answer, or one too long
/// to be of this service.
///
/// # Cancel safety
///
/// Dropping the future abandons the question.
pub async fn validate(request: &ValidateRequest, http: &HttpClient) -> Option<ValidateAnswer> {
    let get = http::Request::get(&request.url)
        .header(AUTHORIZATION, bearer(&request.token)?)
        .body(Bytes::new())
        .ok()?;
    let limits = Limits::new()
        .timeout(request.timeout)
        .max_body(MAX_BODY_LEN);
    match http.send(get, limits).await {
        Ok(answer) => Some(ValidateAnswer {
            status: answer.status().as_u16(),
            body: String::from_utf8_lossy(answer.body()).into(),
        }),
        Err(error) => {
            tracing::debug!(%error, "validate was not answered");
            None
        }
    }
}

/// `None` if the token holds what no header can carry, and so is no JWT.
pub(super) fn bearer(token: &Token) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Answers of the service are one line; proxies send pages.
pub(super) const MAX_BODY_LEN: usize = 64 << 10;

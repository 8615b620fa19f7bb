//! Signing: an event becomes what a server posts.

use std::time::{Duration, SystemTime};

use lk_auth::{AccessToken, ApiKey, MintError};
use lk_proto::WebhookEvent;
use lk_proto::json::Dialect;

use crate::hash_claim;

/// What a server posts for one event.
///
/// `Debug` leaves the token out.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedWebhook {
    /// The body: protojson in camelCase, defaults left out.
    pub body: Vec<u8>,
    /// The `Authorization` header: the bare token, as servers send it.
    pub authorization: String,
}

impl SignedWebhook {
    /// The `Content-Type` header.
    pub const CONTENT_TYPE: &'static str = "application/webhook+json";
    /// The `User-Agent` header that receivers know servers by.
    pub const USER_AGENT: &'static str = "LiveKit";
}

/// Signs `event` with `key`; the token holds from `now` on for 5 minutes.
///
/// ```
/// use std::time::SystemTime;
/// use lk_auth::ApiKey;
/// use lk_proto::WebhookEvent;
///
/// let key = ApiKey::new("devkey", "secret");
/// let event = WebhookEvent { event: "room_started".into(), ..Default::default() };
/// let signed = lk_webhook::sign(&event, &key, SystemTime::now())?;
/// assert_eq!(signed.body, br#"{"event":"room_started"}"#);
/// # Ok::<(), lk_auth::MintError>(())
/// ```
///
/// # Errors
///
/// [`MintError`] when the key is empty, or the clock stands before 1970.
pub fn sign(
    event: &WebhookEvent,
    key: &ApiKey,
    now: SystemTime,
) -> Result<SignedWebhook, MintError> {
    let body = lk_proto::json::to_vec(event, Dialect::Camel);
    Ok(SignedWebhook {
        authorization: authorize(&body, key, now)?,
        body,
    })
}

/// The header that vouches for `body` from `now` on.
pub(crate) fn authorize(body: &[u8], key: &ApiKey, now: SystemTime) -> Result<String, MintError> {
    AccessToken::with_key(key.clone())
        .sha256(String::from_utf8_lossy(&hash_claim(body)))
        .valid_for(VALIDITY)
        .to_jwt_at(now)
}

impl std::fmt::Debug for SignedWebhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedWebhook")
            .field("body_len", &self.body.len())
            .finish_non_exhaustive()
    }
}

const VALIDITY: Duration = Duration::from_secs(5 * 60);

//! Verifying.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde_json::Value;

use crate::claims::Claims;
use crate::json_text::replace_lone_surrogates;
use crate::key::SIGNATURE_LEN;
use crate::key_provider::KeyProvider;
use crate::object::NumericDate;
use crate::token::HEADER;

/// How far two clocks may be apart: 60 seconds, as the server takes it.
pub const DEFAULT_LEEWAY: Duration = Duration::from_secs(60);

/// Tells whether tokens are true, by the keys of a [`KeyProvider`].
///
/// Cheap to clone.
///
/// ```
/// use lk_auth::{AccessToken, ApiKey, TokenVerifier, VideoGrant};
///
/// let key = ApiKey::new("devkey", "secret");
/// let jwt = key.token().identity("bot").grant(VideoGrant::join("demo")).to_jwt()?;
///
/// let claims = TokenVerifier::new(key).verify(&jwt)?;
/// assert_eq!(claims.identity(), "bot");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TokenVerifier {
    keys: Arc<dyn KeyProvider>,
    leeway: Duration,
}

/// Why a token is not taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It is not a token: not three parts of unpadded URL-safe base64, or not the JSON of one.
    #[error("not an access token")]
    #[non_exhaustive]
    Malformed {
        /// Which part of it is not, where that is known.
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// It is signed by another algorithm than HS256, or by none.
    #[error("token is not signed with HS256")]
    WrongAlgorithm,
    /// Its header demands an extension (`crit`) that is not known here.
    #[error("token demands an unknown extension")]
    UnknownExtension,
    /// It names no issuer, or one whose key is not known.
    #[error("token is signed by an unknown API key")]
    UnknownKey,
    /// None of the issuer's keys made its signature.
    #[error("token has a wrong signature")]
    BadSignature,
    /// It has no end of validity.
    #[error("token never expires")]
    MissingExpiry,
    /// Its time is over.
    #[error("token expired at {at} (Unix time)")]
    #[non_exhaustive]
    Expired {
        /// When, leeway not counted.
        at: NumericDate,
    },
    /// Its time has not come.
    #[error("token is not valid before {from} (Unix time)")]
    #[non_exhaustive]
    NotYetValid {
        /// From when, leeway not counted.
        from: NumericDate,
    },
}

impl VerifyError {
    fn malformed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Malformed {
            source: Some(source.into()),
        }
    }
}

impl TokenVerifier {
    /// A verifier that finds its keys in `keys`.
    pub fn new(keys: impl KeyProvider + 'static) -> Self {
        Self {
            keys: Arc::new(keys),
            leeway: DEFAULT_LEEWAY,
        }
    }

    /// Sets how far the clocks of signer and verifier may be apart, whole seconds: less than one is
    /// none. Default: [`DEFAULT_LEEWAY`].
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Returns what `token` says if it is true now, by the system clock.
    ///
    /// Where there is no clock (`wasm32-unknown-unknown`) there is only
    /// [`verify_at`](Self::verify_at).
    ///
    /// # Errors
    ///
    /// As [`verify_at`](Self::verify_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn verify(&self, token: &str) -> Result<Claims, VerifyError> {
        self.verify_at(token, SystemTime::now())
    }

    /// Returns what `token` says if it is true at `now`.
    ///
    /// Takes the bare token: no `Bearer `, no space around. The signature is compared in
    /// constant time; the claims count for nothing before it is found right.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] tells what is wrong with it.
    pub fn verify_at(&self, token: &str, now: SystemTime) -> Result<Claims, VerifyError> {
        let (message, signature) = token
            .rsplit_once('.')
            .ok_or(VerifyError::Malformed { source: None })?;
        let (header, payload) = message
            .split_once('.')
            .ok_or(VerifyError::Malformed { source: None })?;
        check_header(header)?;
        let mut claims = Claims::default();
        read_payload(payload, &mut claims)?;
        self.check_signature(&claims.iss, message, signature)?;
        self.check_times(&claims, now)?;
        Ok(claims)
    }

    fn check_signature(
        &self,
        iss: &str,
        message: &str,
        signature: &str,
    ) -> Result<(), VerifyError> {
        let keys = self.keys.keys(iss);
        if keys.is_empty() || iss.is_empty() {
            return Err(VerifyError::UnknownKey);
        }
        let mut bytes = [0; SIGNATURE_LEN];
        match URL_SAFE_NO_PAD.decode_slice(signature, &mut bytes) {
            Ok(SIGNATURE_LEN) => {}
            Ok(_) | Err(base64::DecodeSliceError::OutputSliceTooSmall) => {
                return Err(VerifyError::BadSignature);
            }
            Err(error) => return Err(VerifyError::malformed(error)),
        }
        let signed = keys
            .iter()
            .any(|key| key.has_signed(message.as_bytes(), &bytes));
        if signed {
            Ok(())
        } else {
            Err(VerifyError::BadSignature)
        }
    }

    fn check_times(&self, claims: &Claims, now: SystemTime) -> Result<(), VerifyError> {
        let now = NumericDate::from_system_time(now)
            .unwrap_or_default()
            .as_secs();
        let leeway = self.leeway.as_secs();
        let at = claims.exp.ok_or(VerifyError::MissingExpiry)?;
        if now >= at.as_secs().saturating_add(leeway) {
            return Err(VerifyError::Expired { at });
        }
        match claims.nbf {
            Some(from) if now.saturating_add(leeway) < from.as_secs() => {
                Err(VerifyError::NotYetValid { from })
            }
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for TokenVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenVerifier")
            .field("leeway", &self.leeway)
            .finish_non_exhaustive()
    }
}

/// Reads the claims of `token` and believes nothing.
pub(crate) fn read_claims(token: &str) -> Result<Claims, VerifyError> {
    let mut parts = token.split('.');
    let (Some(_), Some(payload), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(VerifyError::Malformed { source: None });
    };
    let mut claims = Claims::default();
    read_payload(payload, &mut claims)?;
    Ok(claims)
}

/// In place, since claims are large and a token is verified for each request.
fn read_payload(payload: &str, claims: &mut Claims) -> Result<(), VerifyError> {
    let mut json = URL_SAFE_NO_PAD
        .decode(payload)
        .map_err(VerifyError::malformed)?;
    replace_lone_surrogates(&mut json);
    let json = std::str::from_utf8(&json).map_err(VerifyError::malformed)?;
    let mut reader = serde_json::Deserializer::from_str(json);
    claims
        .read_members(&mut reader)
        .and_then(|()| reader.end())
        .map_err(VerifyError::malformed)
}

/// Refuses what is not HS256. The headers that nearly every token has are known by sight.
fn check_header(header: &str) -> Result<(), VerifyError> {
    if header == HEADER || header == HEADER_TYP_FIRST || header == HEADER_BARE {
        return Ok(());
    }
    let mut json = URL_SAFE_NO_PAD
        .decode(header)
        .map_err(VerifyError::malformed)?;
    replace_lone_surrogates(&mut json);
    // It reads the headers of tokens only, not headers by themselves.
    let token = format!("{}..", URL_SAFE_NO_PAD.encode(&json));
    match jsonwebtoken::decode_header(&token) {
        Ok(header) if header.alg != Algorithm::HS256 => Err(VerifyError::WrongAlgorithm),
        Ok(header) if header.crit.is_some() => Err(VerifyError::UnknownExtension),
        Ok(_) => Ok(()),
        // It reads no header whose algorithm it does not know: `none`, or one of tomorrow.
        Err(_) if names_an_algorithm(&json) => Err(VerifyError::WrongAlgorithm),
        Err(error) => Err(VerifyError::malformed(error)),
    }
}

fn names_an_algorithm(json: &[u8]) -> bool {
    let header: Value = serde_json::from_slice(json).unwrap_or_default();
    header["alg"]
        .as_str()
        .is_some_and(|alg| !alg.is_empty() && alg != "HS256")
}

/// `{"typ":"JWT","alg":"HS256"}`, encoded: the same the other way around.
const HEADER_TYP_FIRST: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
/// `{"alg":"HS256"}`, encoded: JavaScript's.
const HEADER_BARE: &str = "eyJhbGciOiJIUzI1NiJ9";

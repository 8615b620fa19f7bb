//! One API key and its secret, ready to sign.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::token::AccessToken;

/// One API key and its secret.
///
/// Cheap to clone. The secret itself is not kept, only the HMAC state made from it, which is
/// wiped when the last clone goes; `Debug` shows the key alone.
///
/// ```
/// use lk_auth::{ApiKey, VideoGrant};
///
/// let key = ApiKey::new("devkey", "secret");
/// let jwt = key.token().identity("bot").grant(VideoGrant::join("demo")).to_jwt()?;
/// # Ok::<(), lk_auth::MintError>(())
/// ```
#[derive(Clone)]
pub struct ApiKey(Arc<Inner>);

/// An environment variable is absent, empty or not Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not set")]
pub struct EnvError(&'static str);

impl EnvError {
    /// The variable's name.
    pub fn variable(&self) -> &'static str {
        self.0
    }
}

struct Inner {
    id: Box<str>,
    has_secret: bool,
    mac: Hmac<Sha256>,
}

/// A signature's length, bytes.
pub(crate) const SIGNATURE_LEN: usize = 32;

impl ApiKey {
    /// A key named `key` that signs with `secret`.
    ///
    /// An empty key or secret is told when a token is minted; it verifies nothing.
    pub fn new(key: impl Into<Box<str>>, secret: impl AsRef<[u8]>) -> Self {
        let secret = secret.as_ref();
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret)
            .expect("HMAC takes a key of any length");
        Self(Arc::new(Inner {
            id: key.into(),
            has_secret: !secret.is_empty(),
            mac,
        }))
    }

    /// The key of `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET`.
    ///
    /// # Errors
    ///
    /// [`EnvError`] names the variable that is absent, empty or not Unicode.
    pub fn from_env() -> Result<Self, EnvError> {
        Self::from_vars(|name| std::env::var(name).ok())
    }

    fn from_vars(var: impl Fn(&str) -> Option<String>) -> Result<Self, EnvError> {
        let var = |name| {
            var(name)
                .filter(|value| !value.is_empty())
                .ok_or(EnvError(name))
        };
        Ok(Self::new(
            var("LIVEKIT_API_KEY")?,
            var("LIVEKIT_API_SECRET")?,
        ))
    }

    /// The key's name, which tokens carry as `iss`.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Starts a token that this key signs.
    #[inline]
    pub fn token(&self) -> AccessToken {
        AccessToken::with_key(self.clone())
    }

    /// Tells whether both the name and the secret are there.
    pub(crate) fn is_complete(&self) -> bool {
        self.0.has_secret && !self.0.id.is_empty()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LEN] {
        self.0
            .mac
            .clone()
            .chain_update(message)
            .finalize()
            .into_bytes()
            .into()
    }

    /// Compares in constant time.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8; SIGNATURE_LEN]) -> bool {
        self.is_complete()
            && self
                .0
                .mac
                .clone()
                .chain_update(message)
                .verify(signature.into())
                .is_ok()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey")
            .field("id", &self.0.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_from_the_secret_is_wiped() {
        use hmac::digest::block_api::{Buffer, CoreProxy};
        use hmac::digest::zeroize::ZeroizeOnDrop;

        fn is_wiped<T: ZeroizeOnDrop>() {}

        // Who adds a field: it must not come from the secret, or be wiped too.
        let key = ApiKey::new("k", "s");
        let Inner {
            id: _,
            has_secret: _,
            mac: _,
        } = &*key.0;
        // The HMAC is three states of the hash and a buffer.
        is_wiped::<<Sha256 as CoreProxy>::Core>();
        is_wiped::<Buffer<<Hmac<Sha256> as CoreProxy>::Core>>();
    }

    #[test]
    fn the_environment_gives_both_or_says_what_is_missing() {
        let both = |name: &str| Some(name.to_lowercase());
        let key = ApiKey::from_vars(both).expect("a key");
        assert_eq!(key.id(), "livekit_api_key");
        assert_eq!(
            key.sign(b"m"),
            ApiKey::new("", "livekit_api_secret").sign(b"m")
        );
        let error = ApiKey::from_vars(|_| None).expect_err("nothing");
        assert_eq!(error.variable(), "LIVEKIT_API_KEY");
        let empty = |name: &str| {
            Some(if name.ends_with("KEY") {
                "k".into()
            } else {
                String::new()
            })
        };
        let error = ApiKey::from_vars(empty).expect_err("no secret");
        assert_eq!(error.to_string(), "LIVEKIT_API_SECRET is not set");
    }
}

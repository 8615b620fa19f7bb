//! Where a verifier finds the keys of an issuer.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::key::ApiKey;
use crate::key_file::{KeyFileError, read_key_file};

/// Finds the keys that may have signed a token.
///
/// [`ApiKey`] is a provider of itself, [`KeyMap`] of many, [`KeyFn`] of whatever a closure finds.
pub trait KeyProvider: Send + Sync {
    /// The keys named `issuer`; none when it is unknown, several while one is being replaced.
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]>;
}

impl KeyProvider for ApiKey {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Borrowed(if issuer == self.id() {
            std::slice::from_ref(self)
        } else {
            &[]
        })
    }
}

impl<P: KeyProvider + ?Sized> KeyProvider for Arc<P> {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        (**self).keys(issuer)
    }
}

/// A provider made of a closure from issuer to keys.
///
/// ```
/// use lk_auth::{ApiKey, KeyFn, TokenVerifier};
///
/// let verifier = TokenVerifier::new(KeyFn(|issuer: &str| match issuer {
///     "devkey" => vec![ApiKey::new("devkey", "secret")],
///     _ => vec![],
/// }));
/// # let _ = verifier;
/// ```
pub struct KeyFn<F>(pub F);

impl<F: Fn(&str) -> Vec<ApiKey> + Send + Sync> KeyProvider for KeyFn<F> {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Owned((self.0)(issuer))
    }
}

impl<F> fmt::Debug for KeyFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyFn")
    }
}

/// Keys by name. Adding a name twice keeps both secrets, so that one can replace the other.
///
/// Parsed from a key file as [`read_key_file`] reads it, which JSON is as well:
///
/// ```
/// use lk_auth::KeyMap;
///
/// let yaml: KeyMap = "devkey: secret\n# next month's\nother: \"other secret\"".parse()?;
/// let json: KeyMap = r#"{"devkey": ["secret", "its successor"]}"#.parse()?;
/// assert_eq!((yaml.len(), json.len()), (2, 1));
/// # Ok::<(), lk_auth::KeyFileError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct KeyMap(HashMap<Box<str>, Vec<ApiKey>>);

impl KeyMap {
    /// No keys yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `key`, beside those of the same name.
    pub fn insert(&mut self, key: ApiKey) {
        self.0.entry(key.id().into()).or_default().push(key);
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All keys, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &ApiKey> {
        self.0.values().flatten()
    }
}

impl KeyProvider for KeyMap {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Borrowed(self.0.get(issuer).map_or(&[], Vec::as_slice))
    }
}

impl FromIterator<ApiKey> for KeyMap {
    fn from_iter<I: IntoIterator<Item = ApiKey>>(keys: I) -> Self {
        let mut map = Self::new();
        keys.into_iter().for_each(|key| map.insert(key));
        map
    }
}

impl FromStr for KeyMap {
    type Err = KeyFileError;

    /// Reads a key file, as [`read_key_file`] does.
    fn from_str(text: &str) -> Result<Self, KeyFileError> {
        let pairs = read_key_file(text)?.into_iter();
        Ok(pairs
            .map(|(key, secret)| ApiKey::new(key, secret))
            .collect())
    }
}

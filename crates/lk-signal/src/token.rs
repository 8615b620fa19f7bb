//! An access token on its way to the server.

use std::fmt;
use std::sync::Arc;

/// A signed access token. It opens rooms, so `Debug` does not show it.
///
/// Opaque here: this crate neither reads its claims nor checks it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Arc<str>);

impl Token {
    /// Wraps a JWT.
    #[must_use]
    pub fn new(jwt: impl Into<Arc<str>>) -> Self {
        Self(jwt.into())
    }

    /// The JWT itself. Keep it out of logs.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Token {
    fn from(jwt: &str) -> Self {
        Self(jwt.into())
    }
}

impl From<String> for Token {
    fn from(jwt: String) -> Self {
        Self(jwt.into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

//! Access tokens: grants, minting, verifying, API keys.
//!
//! ```
//! use lk_sdk::auth::{AccessToken, ApiKey, TokenVerifier, VideoGrant};
//!
//! let jwt = AccessToken::new("devkey", "secret")
//!     .identity("alice")
//!     .grant(VideoGrant::join("demo"))
//!     .to_jwt()?;
//! let claims = TokenVerifier::new(ApiKey::new("devkey", "secret")).verify(&jwt)?;
//! assert_eq!(claims.identity(), "alice");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

#[doc(inline)]
pub use lk_auth::*;

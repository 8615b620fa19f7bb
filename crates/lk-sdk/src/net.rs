//! How a server is reached: URLs, TLS configuration, proxies, dialling, the HTTP client.
//!
//! ```
//! use lk_sdk::net::ServerUrl;
//!
//! let url: ServerUrl = "wss://example.com/livekit".parse()?;
//! assert_eq!(url.ws("/rtc"), "wss://example.com/livekit/rtc");
//! # Ok::<_, lk_sdk::net::UrlError>(())
//! ```

#[doc(inline)]
pub use lk_net::*;

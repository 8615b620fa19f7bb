#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "dial")]
mod connect;
#[cfg(feature = "dial")]
mod dial;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "dial")]
mod public;
#[cfg(feature = "regions")]
mod regions;
#[cfg(feature = "dial")]
mod stream;
#[cfg(feature = "dial")]
mod tls;
mod url;

#[cfg(feature = "client")]
pub use client::{HttpBody, HttpClient, HttpError, Limits, Processed, RequestBody};
#[cfg(feature = "dial")]
pub use dial::{DialError, DialStage, Dialer, TlsProblem};
#[cfg(feature = "proxy")]
pub use proxy::{Proxies, ProxyError};
#[cfg(feature = "regions")]
pub use regions::{Region, RegionCache, RegionError};
#[cfg(feature = "dial")]
pub use stream::NetStream;
#[cfg(feature = "dial")]
pub use tls::{TlsConfig, TlsConfigError};
pub use url::{ServerUrl, UrlError, UrlProblem};

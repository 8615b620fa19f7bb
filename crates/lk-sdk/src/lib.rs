#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "api")]
pub mod api;
#[cfg(feature = "auth")]
pub mod auth;
#[cfg(feature = "devserver")]
pub mod devserver;
#[cfg(feature = "media")]
pub mod media;
#[cfg(feature = "net")]
pub mod net;
#[cfg(feature = "pacer")]
pub mod pacer;
pub mod prelude;
#[cfg(feature = "auth-proto")]
pub mod proto;
#[cfg(feature = "rtc")]
pub mod rtc;
#[cfg(feature = "webhook")]
pub mod webhook;

/// The README of the repository: its examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

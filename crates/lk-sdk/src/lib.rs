#![doc = include_str!("../README.md")]

#[cfg(feature = "api")]
#[doc(inline)]
pub use lk_api as api;
#[cfg(feature = "auth")]
#[doc(inline)]
pub use lk_auth as auth;
#[cfg(feature = "devserver")]
#[doc(inline)]
pub use lk_devserver as devserver;
#[cfg(feature = "media")]
#[doc(inline)]
pub use lk_media as media;
#[cfg(feature = "net")]
#[doc(inline)]
pub use lk_net as net;
#[cfg(feature = "pacer")]
#[doc(inline)]
pub use lk_pacer as pacer;
#[cfg(feature = "auth-proto")]
#[doc(inline)]
pub use lk_proto as proto;
#[cfg(feature = "rtc")]
#[doc(inline)]
pub use lk_rtc as rtc;
#[cfg(feature = "webhook")]
#[doc(inline)]
pub use lk_webhook as webhook;

pub mod prelude;

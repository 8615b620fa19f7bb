//! What most programs name: `use lk_sdk::prelude::*;`.

#[cfg(feature = "api")]
pub use lk_api::{CallError, Failover, LiveKitApi, SetupError, TwirpCode};
#[cfg(feature = "auth")]
pub use lk_auth::{AccessToken, ApiKey, TokenVerifier, VideoGrant};
#[cfg(feature = "devserver")]
pub use lk_devserver::DevServer;
#[cfg(feature = "media")]
pub use lk_media::{Codec, Frame, MediaKind};
#[cfg(feature = "net")]
pub use lk_net::ServerUrl;
#[cfg(feature = "rtc")]
pub use lk_rtc::source::{FileSource, MediaSource};
#[cfg(feature = "rtc")]
pub use lk_rtc::{
    DataMessage, Event, LocalTrack, PublishOptions, RemoteTrack, Room, RoomEvent, RoomEvents,
    RoomOptions,
};
#[cfg(feature = "webhook")]
pub use lk_webhook::{EventKind, EventView, WebhookReceiver};
#[cfg(feature = "webhook-sender")]
pub use lk_webhook::{SenderOptions, WebhookSender};

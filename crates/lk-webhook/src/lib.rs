#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod authorization;
#[cfg(any(feature = "axum", feature = "tower"))]
mod body;
mod event;
#[cfg(feature = "axum")]
mod extract;
#[cfg(feature = "tower")]
mod layer;
mod pending;
mod receive;
mod replay;
#[cfg(feature = "http")]
mod request;
#[cfg(feature = "sender-tokio")]
mod sender;
#[cfg(feature = "sender")]
mod sign;

pub use authorization::AuthorizationHeader;
pub use event::{Event, EventKind, EventView};
#[cfg(feature = "tower")]
pub use layer::{Refused, WebhookLayer, WebhookService};
pub use pending::PendingEvent;
pub use receive::{DEFAULT_MAX_BODY, ReceiveError, WebhookReceiver};
#[cfg(feature = "sender-tokio")]
pub use sender::{SendError, SenderCounters, SenderOptions, WebhookSender};
#[cfg(feature = "sender")]
pub use sign::{SignedWebhook, sign};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

/// What the `sha256` claim says of `body`: standard base64 of its SHA-256.
fn hash_claim(body: &[u8]) -> [u8; 44] {
    let mut text = [0; 44];
    let written = STANDARD.encode_slice(sha2::Sha256::digest(body), &mut text);
    debug_assert_eq!(written.ok(), Some(text.len()));
    text
}

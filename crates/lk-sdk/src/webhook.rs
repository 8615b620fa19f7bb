//! Webhooks: verify and decode what a server posts, and with `webhook-sender` post events like a server.
//!
//! ```
//! use lk_sdk::prelude::*;
//!
//! let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
//!
//! // `body` is the request's body, byte for byte. `authorization` is its header of that name.
//! fn handle(receiver: &WebhookReceiver, body: &[u8], authorization: Option<&str>) -> u16 {
//!     match receiver.receive(body, authorization) {
//!         Ok(event) => {
//!             if let EventView::RoomFinished { room, .. } = event.view() {
//!                 println!("{} has ended", room.name);
//!             }
//!             200
//!         }
//!         Err(error) => error.status(),
//!     }
//! }
//! assert_eq!(handle(&receiver, b"{}", None), 401);
//! ```

#[doc(inline)]
pub use lk_webhook::*;

//! Calls of the server's API over Twirp: rooms, and with the feature `api-full` egress, ingress, SIP and agents.
//!
//! ```no_run
//! use lk_sdk::prelude::*;
//! use lk_sdk::proto::{CreateRoomRequest, ListParticipantsRequest};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! // LIVEKIT_URL, and LIVEKIT_API_KEY with LIVEKIT_API_SECRET, or LIVEKIT_TOKEN.
//! let api = LiveKitApi::from_env()?;
//! let request = CreateRoomRequest { name: "demo".into(), ..Default::default() };
//! let room = api.room().create_room(request).await?;
//!
//! match api.room().list_participants(ListParticipantsRequest { room: room.name }).await {
//!     Ok(list) => println!("{} participants", list.participants.len()),
//!     Err(CallError::Refused(refusal)) => println!("{}: {}", refusal.code, refusal.message),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(()) }
//! ```

#[doc(inline)]
pub use lk_api::*;

//! Participants: join a room, publish and receive encoded media, exchange data.
//!
//! ```no_run
//! use lk_sdk::prelude::*;
//!
//! # async fn run(url: &str, key: &str, secret: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let jwt = AccessToken::new(key, secret).identity("bot").grant(VideoGrant::join("demo")).to_jwt()?;
//! let (room, mut events) = Room::connect(url, &jwt, RoomOptions::new()).await?;
//! room.local_participant().publish(FileSource::open("clip.ivf")?, PublishOptions::camera()).await?;
//!
//! while let Some(event) = events.next().await {
//!     match event {
//!         Event::DataReceived(data) => println!("{} bytes", data.payload.len()),
//!         Event::Disconnected(end) => println!("disconnected: {}", end.reason),
//!         _ => {}
//!     }
//! }
//! # Ok(()) }
//! ```

#[doc(inline)]
pub use lk_rtc::*;

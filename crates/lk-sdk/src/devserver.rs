//! A LiveKit-compatible server inside the process, for tests, demos and laptops.
//!
//! ```no_run
//! use lk_sdk::prelude::*;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let server = DevServer::start().await?;
//! println!("{} {} {}", server.url(), server.api_key(), server.api_secret());
//! server.shutdown().await;
//! # Ok(()) }
//! ```

#[doc(inline)]
pub use lk_devserver::*;

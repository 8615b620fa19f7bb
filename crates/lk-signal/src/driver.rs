//! Websockets for a [`Session`](crate::Session), over tokio.
//!
//! [`SignalSocket`] is one websocket: it carries out [`Output::Dial`](crate::Output::Dial),
//! [`Send`](crate::Output::Send) and [`Close`](crate::Output::Close); [`validate`] carries out
//! [`Output::Validate`](crate::Output::Validate). Neither spawns a task: whoever owns the session
//! polls them beside its other work. [`SignalClient`] is such an owner with nothing else to do.

mod client;
mod socket;
mod upgrade;
mod validate;

pub use self::client::SignalClient;
pub use self::socket::{MAX_FRAME_LEN, QueueFull, SignalSocket, SocketEvent};
pub use self::validate::validate;

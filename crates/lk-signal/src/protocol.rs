//! The protocol number that this crate announces, and what each number changes.
//!
//! A client sends one number, `protocol`, and a server enables everything up to it. The numbers
//! below are those of `ClientInfo.protocol`; `client_protocol` is a second, younger counter that
//! other participants read (data streams, RPC), not the server.
//!
//! | number | since then |
//! | --- | --- |
//! | 1 | `PA_…\|TR_…` stream ids |
//! | 2 | data packets |
//! | 3 | the subscriber connection is the primary one; `SpeakersChanged` |
//! | 4 | a subscribed track may take over an idle section |
//! | 5 | `ConnectionQuality` |
//! | 6 | ICE-lite servers; migration |
//! | 7 | `TrackUnpublished` |
//! | 8 | tracks that exist at the join stand in the first offer |
//! | 9 | who left meanwhile is told on resume |
//! | 10 | stream ids that group tracks to play in step |
//! | 11 | connection quality `LOST` |
//! | 12 | a participant that comes back is known by identity: no departure is told for the old sid |
//! | 13 | `Leave` carries an action and regions, no more `can_reconnect` |
//! | 15 | `RequestResponse` with reason `OK` is sent too |
//! | 16 | participants may be moved to another room |
//! | 17 | packet trailers |
//! | 18 | data channels are negotiated by number (`NegotiatedDataChannelID`), on one connection only |
//!
//! Number 18 is not announced yet: a server that speaks it would open no channel in band.

/// The number this crate announces as `ClientInfo.protocol`.
pub const PROTOCOL: i32 = 17;

/// The number this crate announces as `ClientInfo.client_protocol`: 0, plain data packets.
///
/// It rises with the first data stream and RPC dialect that the participant answers in.
pub const CLIENT_PROTOCOL: i32 = 0;

/// The version this crate announces as `ClientInfo.version`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The name this crate announces as `sdk`. Servers choose by it: tracks are announced by their
/// section alone, sections may change codec, SCTP goes without checksums, ICE may run over TCP.
pub const SDK: &str = "rust";

#![doc = include_str!("../README.md")]

mod attributes;
mod codec;
mod id;
mod parse;
mod section;
mod session;
mod write;

pub use attributes::{Attribute, Fingerprint, IceParameters, Msid, Setup};
pub use codec::CodecDesc;
pub use id::{IdError, Mid, Rid};
pub use parse::{MAX_BYTES, MAX_LINE, MAX_SECTIONS, ParseError, Why};
pub use section::{Direction, Extmap, Kind, RidDesc, RidDirection, Section, Simulcast, SsrcDesc};
pub use session::{Origin, SessionDescription};

#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod claims;
mod credentials;
mod dispatch;
mod grants;
mod json_text;
mod key;
mod key_file;
mod key_provider;
mod names;
mod object;
#[cfg(feature = "proto")]
mod permission;
mod token;
mod verify;
mod video;
mod write;

pub use claims::Claims;
#[cfg(feature = "proto")]
pub use claims::RoomConfigError;
pub use credentials::EmbeddedCredential;
pub use dispatch::AgentDispatch;
pub use grants::{
    AgentDatabaseGrant, AgentEndpointGrant, AgentGrant, AgentThreadGrant, Grant, InferenceGrant,
    ObservabilityGrant, SipGrant,
};
pub use key::{ApiKey, EnvError};
pub use key_file::{KeyFileError, read_key_file};
pub use key_provider::{KeyFn, KeyMap, KeyProvider};
pub use names::{KindDetail, ParticipantKind, PublishSource};
pub use object::NumericDate;
pub use token::{AccessToken, DEFAULT_VALIDITY, MintError};
pub use verify::{DEFAULT_LEEWAY, TokenVerifier, VerifyError};
pub use video::VideoGrant;

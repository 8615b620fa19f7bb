//! Everything that a token says.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::grants::{
    AgentDatabaseGrant, AgentEndpointGrant, AgentGrant, AgentThreadGrant, InferenceGrant,
    ObservabilityGrant, SipGrant,
};
use crate::names::{KindDetail, ParticipantKind};
use crate::object::{NumericDate, json_object};
use crate::verify::VerifyError;
use crate::video::VideoGrant;

json_object! {
    /// Everything that a token says: who signed it for whom, how long, and the grants.
    ///
    /// A field is absent from the token when it is empty. What is read and minted again loses
    /// nothing: names that this version does not know stay in `other`, here and in each grant.
    pub struct Claims {
        /// The API key that signed the token.
        iss: String = "iss",
        /// The participant's identity. Read it through [`identity`](Self::identity).
        sub: String = "sub",
        /// The token is of no use from here on.
        exp: Option<NumericDate> = "exp",
        /// The token is of no use before.
        nbf: Option<NumericDate> = "nbf",
        /// When the token was minted. Nobody checks it.
        iat: Option<NumericDate> = "iat",
        /// The token's id; the identity of tokens without `sub`.
        jti: String = "jti",
        /// The participant's display name.
        name: String = "name",
        /// What the participant is.
        kind: Option<ParticipantKind> = "kind",
        /// More about what the participant is.
        kind_details: Vec<KindDetail> = "kindDetails",
        /// The participant's metadata, at most 512 KiB on a default server.
        metadata: String = "metadata",
        /// The participant's attributes, at most 64 KiB on a default server, names included.
        attributes: BTreeMap<String, String> = "attributes",
        /// Base64 (standard alphabet) of the SHA-256 of a body that the token vouches for.
        sha256: String = "sha256",
        /// What the holder may do in and to rooms.
        video: Option<VideoGrant> = "video",
        /// What the holder may do over SIP.
        sip: Option<SipGrant> = "sip",
        /// What the holder may do to agents.
        agent: Option<AgentGrant> = "agent",
        /// Calls to an agent's endpoint.
        agent_endpoint: Option<AgentEndpointGrant> = "agentEndpoint",
        /// What the holder may do with agent threads.
        agent_thread: Option<AgentThreadGrant> = "agentThread",
        /// What the holder may do with agent databases.
        agent_database: Option<AgentDatabaseGrant> = "agentDatabase",
        /// Use of hosted models.
        inference: Option<InferenceGrant> = "inference",
        /// Use of the observability service.
        observability: Option<ObservabilityGrant> = "observability",
        /// How the room is made if joining makes it: `RoomConfiguration` as protojson.
        room_config: Option<Value> = "roomConfig",
        /// The name of a room configuration that the server knows.
        room_preset: String = "roomPreset",
    }
}

impl Claims {
    /// Who the token is for: `sub`, or `jti` where that is empty, as the server reads it.
    pub fn identity(&self) -> &str {
        if self.sub.is_empty() {
            &self.jti
        } else {
            &self.sub
        }
    }

    /// How the room is made if joining makes it, if the token says so; unknown fields are dropped.
    /// Feature `proto`.
    ///
    /// # Errors
    ///
    /// [`RoomConfigError`] when the claim is no room configuration.
    #[cfg(feature = "proto")]
    pub fn room_configuration(
        &self,
    ) -> Result<Option<lk_proto::RoomConfiguration>, RoomConfigError> {
        use serde::Deserialize as _;

        self.room_config
            .as_ref()
            .map(lk_proto::RoomConfiguration::deserialize)
            .transpose()
            .map_err(|source| RoomConfigError {
                source: source.into(),
            })
    }

    /// A name among the unknown claims that is a known one's.
    pub(crate) fn shadowed(&self) -> Option<&str> {
        self.other
            .keys()
            .map(String::as_str)
            .find(|name| Self::is_known(name))
    }

    /// Reads what `token` says without knowing whether it is true.
    ///
    /// For logs, and for choosing what to do before a key is at hand. Never decide by it.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Malformed`] when it is not a token.
    pub fn from_unverified(token: &str) -> Result<Self, VerifyError> {
        crate::verify::read_claims(token)
    }
}

/// The claim `roomConfig` is no room configuration. Feature `proto`.
#[cfg(feature = "proto")]
#[derive(Debug, thiserror::Error)]
#[error("claim roomConfig is no room configuration")]
pub struct RoomConfigError {
    source: Box<dyn std::error::Error + Send + Sync>,
}

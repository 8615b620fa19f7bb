//! Minting.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::claims::Claims;
use crate::credentials::{self, EmbeddedCredential};
use crate::dispatch::{self, AgentDispatch};
use crate::grants::Grant;
use crate::key::{ApiKey, SIGNATURE_LEN};
use crate::names::{KindDetail, ParticipantKind};
use crate::object::NumericDate;
use crate::write;

/// How long a token is valid when nothing else is said: six hours.
pub const DEFAULT_VALIDITY: Duration = Duration::from_secs(6 * 3600);

/// `{"alg":"HS256","typ":"JWT"}`, encoded.
pub(crate) const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// An access token on its way to be signed.
///
/// ```
/// use std::time::Duration;
/// use lk_auth::{AccessToken, VideoGrant};
///
/// let jwt = AccessToken::new("devkey", "secret")
///     .identity("bot")
///     .grant(VideoGrant::join("demo"))
///     .valid_for(Duration::from_secs(3600))
///     .to_jwt()?;
/// # assert_eq!(jwt.split('.').count(), 3);
/// # Ok::<(), lk_auth::MintError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct AccessToken {
    key: ApiKey,
    claims: Claims,
    valid_for: Duration,
    allows_credentials: bool,
}

/// Why a token was not minted. Each is the caller's to mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MintError {
    /// The API key or its secret is empty.
    #[error("API key or secret is missing")]
    MissingKey,
    /// The grant allows joining and names no room; the server would refuse it.
    #[error("a grant to join needs a room")]
    JoinWithoutRoom,
    /// The grant allows joining and the token has no identity; the server would refuse it.
    #[error("a grant to join needs an identity")]
    JoinWithoutIdentity,
    /// The room configuration holds a credential, which every holder of the token could read.
    #[error("room configuration holds a credential ({})", .0.as_str())]
    Credential(EmbeddedCredential),
    /// A claim that has a field in [`Claims`] was set by its name.
    #[error("claim {0} has a field of its own")]
    ShadowedClaim(Box<str>),
    /// The token would be valid for less than a second.
    #[error("a token must be valid for at least one second")]
    TooShort,
    /// The token would be valid for longer than a date can say.
    #[error("a token cannot be valid for that long")]
    TooLong,
    /// The clock stands before 1970.
    #[error("the clock stands before 1970")]
    Clock,
}

impl AccessToken {
    /// Starts a token that `key` signs with `secret`.
    ///
    /// Who mints many keeps an [`ApiKey`] and starts from [`ApiKey::token`]: it prepares the
    /// secret once.
    #[inline]
    pub fn new(key: impl Into<Box<str>>, secret: impl AsRef<[u8]>) -> Self {
        Self::with_key(ApiKey::new(key, secret))
    }

    /// Starts a token that `key` signs.
    #[inline]
    pub fn with_key(key: ApiKey) -> Self {
        Self::from_claims(key, Claims::default())
    }

    /// Starts a token that says all that `claims` says, but who signs it and when: `iss`, `nbf`
    /// and `exp` are set anew, `iat` is dropped. So is `identity`, in which the Go SDK repeats
    /// `sub` and which nobody reads: it would not follow another [`identity`](Self::identity).
    #[inline]
    pub fn from_claims(key: ApiKey, mut claims: Claims) -> Self {
        claims.iss.clear();
        claims.nbf = None;
        claims.exp = None;
        claims.iat = None;
        claims.other.remove("identity");
        Self {
            key,
            claims,
            valid_for: DEFAULT_VALIDITY,
            allows_credentials: false,
        }
    }

    /// Sets who the token is for (claim `sub`).
    #[inline]
    pub fn identity(mut self, identity: impl Into<String>) -> Self {
        self.claims.sub = identity.into();
        self
    }

    /// Sets the participant's display name.
    #[inline]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.claims.name = name.into();
        self
    }

    /// Sets what the participant is. Default: a standard participant.
    #[inline]
    pub fn kind(mut self, kind: ParticipantKind) -> Self {
        self.claims.kind = Some(kind);
        self
    }

    /// Adds to what the participant is.
    #[inline]
    pub fn kind_detail(mut self, detail: KindDetail) -> Self {
        self.claims.kind_details.push(detail);
        self
    }

    /// Sets the participant's metadata.
    #[inline]
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.claims.metadata = metadata.into();
        self
    }

    /// Sets one attribute of the participant.
    #[inline]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.claims.attributes.insert(name.into(), value.into());
        self
    }

    /// Sets attributes of the participant, beside those set before.
    #[inline]
    pub fn attributes<K: Into<String>, V: Into<String>>(
        mut self,
        attributes: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let attributes = attributes
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        self.claims.attributes.extend(attributes);
        self
    }

    /// Adds a grant; one of the same type is replaced.
    #[inline]
    pub fn grant(mut self, grant: impl Grant) -> Self {
        grant.put_into(&mut self.claims);
        self
    }

    /// Sets the hash of a body that the token vouches for: standard base64 of its SHA-256.
    #[inline]
    pub fn sha256(mut self, hash: impl Into<String>) -> Self {
        self.claims.sha256 = hash.into();
        self
    }

    /// Sets how the room is made if joining makes it: `RoomConfiguration` as protojson.
    #[inline]
    pub fn room_config(mut self, config: Value) -> Self {
        self.claims.room_config = Some(config);
        self
    }

    /// Sets how the room is made if joining makes it. Feature `proto`.
    ///
    /// ```
    /// use lk_auth::{AccessToken, VideoGrant};
    /// use lk_proto::{RoomAgentDispatch, RoomConfiguration};
    ///
    /// let agent = RoomAgentDispatch { agent_name: "greeter".into(), ..Default::default() };
    /// let config = RoomConfiguration { agents: vec![agent], ..Default::default() };
    /// let token = AccessToken::new("devkey", "secret")
    ///     .identity("alice")
    ///     .grant(VideoGrant::join("demo"))
    ///     .room_configuration(&config);
    /// assert_eq!(token.claims().room_configuration()?, Some(config));
    /// # Ok::<(), lk_auth::RoomConfigError>(())
    /// ```
    #[cfg(feature = "proto")]
    pub fn room_configuration(self, config: &lk_proto::RoomConfiguration) -> Self {
        let config = serde_json::to_value(config).expect("memory takes any message");
        self.room_config(config)
    }

    /// Sets the agents that are sent to the room if joining makes it, in place of those of the
    /// room configuration; the rest of that stays. By name, or as [`AgentDispatch`].
    ///
    /// ```
    /// use lk_auth::{AccessToken, AgentDispatch, VideoGrant};
    ///
    /// let token = AccessToken::new("devkey", "secret")
    ///     .identity("alice")
    ///     .grant(VideoGrant::join("demo"))
    ///     .agents([AgentDispatch::new("greeter").metadata("hello")]);
    /// let config = token.claims().room_config.as_ref().unwrap();
    /// assert_eq!(config["agents"][0]["agentName"], "greeter");
    /// ```
    pub fn agents<A: Into<AgentDispatch>>(mut self, agents: impl IntoIterator<Item = A>) -> Self {
        let agents = agents.into_iter().map(Into::into);
        dispatch::put_into(&mut self.claims.room_config, agents);
        self
    }

    /// Sets the name of a room configuration that the server knows.
    #[inline]
    pub fn room_preset(mut self, name: impl Into<String>) -> Self {
        self.claims.room_preset = name.into();
        self
    }

    /// Sets a claim that has no field in [`Claims`]; one that has is refused when it is minted.
    #[inline]
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.claims.other.insert(name.into(), value.into());
        self
    }

    /// Sets how long the token is valid, whole seconds. Default: [`DEFAULT_VALIDITY`].
    #[inline]
    pub fn valid_for(mut self, duration: Duration) -> Self {
        self.valid_for = duration;
        self
    }

    /// Lets a room configuration with storage credentials pass. Default: refused.
    ///
    /// Only for tokens that never leave your own servers: whoever holds one can read it.
    #[inline]
    pub fn dangerously_allow_credentials(mut self) -> Self {
        self.allows_credentials = true;
        self
    }

    /// What the token will say, but for `iss`, `nbf` and `exp`.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Signs the token, valid from now on by the system clock.
    ///
    /// Where there is no clock (`wasm32-unknown-unknown`) there is only
    /// [`to_jwt_at`](Self::to_jwt_at).
    ///
    /// # Errors
    ///
    /// As [`to_jwt_at`](Self::to_jwt_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn to_jwt(&self) -> Result<String, MintError> {
        self.to_jwt_at(SystemTime::now())
    }

    /// Signs the token, valid from `now` on.
    ///
    /// # Errors
    ///
    /// [`MintError`] names what is missing or contradictory.
    pub fn to_jwt_at(&self, now: SystemTime) -> Result<String, MintError> {
        self.check()?;
        let now = NumericDate::from_system_time(now).ok_or(MintError::Clock)?;
        let valid_for = self.valid_for.as_secs();
        if valid_for == 0 {
            return Err(MintError::TooShort);
        }
        // Readers of the claim hold it in a signed integer.
        let exp = now
            .as_secs()
            .checked_add(valid_for)
            .filter(|&exp| i64::try_from(exp).is_ok());
        let exp = NumericDate::from_secs(exp.ok_or(MintError::TooLong)?);

        let mut json = Vec::with_capacity(JSON_GUESS);
        write::object(&mut json, |json| {
            write::member("iss", self.key.id(), json);
            write::member("nbf", &now, json);
            write::member("exp", &exp, json);
            self.claims.write_members(json);
        });

        let encoded_len = |bytes: usize| (bytes * 4).div_ceil(3);
        let message_len = HEADER.len() + 1 + encoded_len(json.len());
        let mut token = vec![b'.'; message_len + 1 + encoded_len(SIGNATURE_LEN)];
        token[..HEADER.len()].copy_from_slice(HEADER.as_bytes());
        encode_into(&json, &mut token[HEADER.len() + 1..message_len]);
        let signature = self.key.sign(&token[..message_len]);
        encode_into(&signature, &mut token[message_len + 1..]);
        Ok(String::from_utf8(token).expect("base64 is ASCII"))
    }

    fn check(&self) -> Result<(), MintError> {
        if !self.key.is_complete() {
            return Err(MintError::MissingKey);
        }
        if let Some(video) = self.claims.video.as_ref().filter(|video| video.room_join) {
            if video.room.is_empty() {
                return Err(MintError::JoinWithoutRoom);
            }
            if self.claims.identity().is_empty() {
                return Err(MintError::JoinWithoutIdentity);
            }
        }
        if let Some(name) = self.claims.shadowed() {
            return Err(MintError::ShadowedClaim(name.into()));
        }
        match self.claims.room_config.as_ref().and_then(credentials::find) {
            Some(found) if !self.allows_credentials => Err(MintError::Credential(found)),
            _ => Ok(()),
        }
    }
}

/// `out` has the length that `bytes` encode to.
fn encode_into(bytes: &[u8], out: &mut [u8]) {
    let len = out.len();
    let written = URL_SAFE_NO_PAD.encode_slice(bytes, out);
    debug_assert_eq!(written.ok(), Some(len));
}

/// Bytes that the claims of an ordinary token fit in.
const JSON_GUESS: usize = 256;

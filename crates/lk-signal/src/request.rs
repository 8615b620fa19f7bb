//! The request that opens a signalling connection, as bytes: URL, query, `join_request`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use flate2::Compression;
use flate2::write::GzEncoder;
use lk_proto::client_info::{Capability, Sdk};
use lk_proto::wrapped_join_request;
use lk_proto::{
    AddTrackRequest, ClientInfo, ConnectionSettings, JoinRequest, ReconnectReason,
    SessionDescription, WrappedJoinRequest,
};
use prost::Message as _;

use crate::protocol;
use crate::query;
use crate::token::Token;
use crate::url::SignalUrl;

/// What this crate can do beyond its protocol number: nothing that needs announcing yet.
const CAPABILITIES: &[Capability] = &[];

/// The longest URL that is dialled, in bytes; HTTP libraries stop just above it.
pub const MAX_URL_LEN: usize = 65_000;

/// Which endpoint is dialled, and with it how many peer connections the session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignalPath {
    /// `/rtc`: the client offers what it publishes, the server what the client receives, on a
    /// connection each.
    Dual,
    /// `/rtc/v1`: the client offers both, on one connection.
    Single,
}

impl SignalPath {
    fn endpoint(self) -> &'static str {
        match self {
            Self::Dual => "/rtc",
            Self::Single => "/rtc/v1",
        }
    }
}

/// What a participant asks for when it joins. Start from [`JoinOptions::new`], then narrow.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinOptions {
    path: SignalPath,
    auto_subscribe: bool,
    auto_subscribe_data_track: bool,
    adaptive_stream: bool,
    subscriber_allow_pause: bool,
    disable_ice_lite: bool,
    attributes: BTreeMap<String, String>,
    metadata: String,
    publish: String,
    add_tracks: Vec<AddTrackRequest>,
    publisher_offer: Option<SessionDescription>,
}

impl JoinOptions {
    /// Options for joining over `path`; everything else keeps its default.
    #[must_use]
    pub fn new(path: SignalPath) -> Self {
        Self {
            path,
            auto_subscribe: true,
            auto_subscribe_data_track: false,
            adaptive_stream: false,
            subscriber_allow_pause: false,
            disable_ice_lite: false,
            attributes: BTreeMap::new(),
            metadata: String::new(),
            publish: String::new(),
            add_tracks: Vec::new(),
            publisher_offer: None,
        }
    }

    /// The path that is dialled.
    #[must_use]
    pub fn path(&self) -> SignalPath {
        self.path
    }

    /// Whether the server subscribes the participant to every track. Default: true.
    #[must_use]
    pub fn auto_subscribe(mut self, on: bool) -> Self {
        self.auto_subscribe = on;
        self
    }

    /// Whether the server subscribes the participant to every data track. Default: false.
    #[must_use]
    pub fn auto_subscribe_data_track(mut self, on: bool) -> Self {
        self.auto_subscribe_data_track = on;
        self
    }

    /// Whether video starts at its lowest layer until settings for the track ask for more.
    /// Default: false.
    #[must_use]
    pub fn adaptive_stream(mut self, on: bool) -> Self {
        self.adaptive_stream = on;
        self
    }

    /// Whether the server may pause video when the link is too narrow. Default: false. Always
    /// sent, as servers differ in what its absence means.
    #[must_use]
    pub fn subscriber_allow_pause(mut self, on: bool) -> Self {
        self.subscriber_allow_pause = on;
        self
    }

    /// Whether the server is asked for full ICE. Default: false.
    #[must_use]
    pub fn disable_ice_lite(mut self, on: bool) -> Self {
        self.disable_ice_lite = on;
        self
    }

    /// Sets one attribute of the participant over those of its token. Needs the grant
    /// `canUpdateOwnMetadata`; an empty value is skipped by the server.
    #[must_use]
    pub fn attribute(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.insert(key.into(), value.into());
        self
    }

    /// The participant's metadata in place of its token's. On [`SignalPath::Single`] only.
    #[must_use]
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.metadata = metadata.into();
        self
    }

    /// Joins as a second, publish-only connection named `identity#suffix`. On
    /// [`SignalPath::Dual`] only.
    #[must_use]
    pub fn publish(mut self, suffix: impl Into<String>) -> Self {
        self.publish = suffix.into();
        self
    }

    /// Announces a track within the join request. On [`SignalPath::Single`] only.
    #[must_use]
    pub fn add_track(mut self, track: AddTrackRequest) -> Self {
        self.add_tracks.push(track);
        self
    }

    /// The first offer, sent within the join request. On [`SignalPath::Single`] only.
    #[must_use]
    pub fn publisher_offer(mut self, offer: SessionDescription) -> Self {
        self.publisher_offer = Some(offer);
        self
    }

    /// The requests that join with these options, or resume where `resume` says which session.
    ///
    /// # Errors
    ///
    /// [`RequestError`], if an option does not exist on the chosen path or the URL grows past
    /// [`MAX_URL_LEN`].
    ///
    /// ```
    /// use lk_signal::{JoinOptions, SignalPath, SignalUrl, Token};
    ///
    /// let server = SignalUrl::parse("wss://example.test")?;
    /// let dial = JoinOptions::new(SignalPath::Dual).request(&server, &Token::from("jwt"), None)?;
    /// assert!(dial.url.starts_with("wss://example.test/rtc?sdk=rust&"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn request(
        &self,
        server: &SignalUrl,
        token: &Token,
        resume: Option<&Resume>,
    ) -> Result<DialRequest, RequestError> {
        let (query, validate) = match self.path {
            SignalPath::Dual => {
                self.refuse_unless_empty(&[
                    ("metadata", self.metadata.is_empty()),
                    ("add_track", self.add_tracks.is_empty()),
                    ("publisher_offer", self.publisher_offer.is_none()),
                ])?;
                let query = self.dual_query(resume);
                (query.clone(), query)
            }
            SignalPath::Single => {
                self.refuse_unless_empty(&[("publish", self.publish.is_empty())])?;
                // What only matters after the upgrade would make the diagnosis needlessly long.
                let mut bare = self.join_request(resume);
                let query = single_query(&bare);
                bare.add_track_requests.clear();
                bare.publisher_offer = None;
                (query, single_query(&bare))
            }
        };
        let endpoint = self.path.endpoint();
        let url = server.websocket(endpoint, &query);
        if url.len() > MAX_URL_LEN {
            return Err(RequestError::TooLarge {
                size: url.len(),
                max: MAX_URL_LEN,
            });
        }
        Ok(DialRequest {
            url,
            validate_url: server.http(&format!("{endpoint}/validate"), &validate),
            token: token.clone(),
            timeout: DIAL_TIMEOUT,
        })
    }

    fn refuse_unless_empty(&self, options: &[(&'static str, bool)]) -> Result<(), RequestError> {
        match options.iter().find(|(_, empty)| !empty) {
            None => Ok(()),
            Some(&(option, _)) => Err(RequestError::NotOnThisPath {
                option,
                path: self.path,
            }),
        }
    }

    fn dual_query(&self, resume: Option<&Resume>) -> String {
        fn flag(on: bool) -> &'static str {
            if on { "1" } else { "0" }
        }
        let mut query = String::with_capacity(256);
        let mut push = |key: &str, value: &str| query::push(&mut query, key, value);
        push("sdk", protocol::SDK);
        push("version", protocol::VERSION);
        push("protocol", &protocol::PROTOCOL.to_string());
        push("client_protocol", &protocol::CLIENT_PROTOCOL.to_string());
        push("os", std::env::consts::OS);
        if !CAPABILITIES.is_empty() {
            let names: Vec<_> = CAPABILITIES.iter().map(Capability::as_str_name).collect();
            push("capabilities", &names.join(","));
        }
        push("auto_subscribe", flag(self.auto_subscribe));
        push(
            "auto_subscribe_data_track",
            flag(self.auto_subscribe_data_track),
        );
        push("adaptive_stream", flag(self.adaptive_stream));
        push("subscriber_allow_pause", flag(self.subscriber_allow_pause));
        push("disable_ice_lite", flag(self.disable_ice_lite));
        if !self.attributes.is_empty() {
            push(
                "attributes",
                &URL_SAFE.encode(json_object(&self.attributes)),
            );
        }
        if !self.publish.is_empty() {
            push("publish", &self.publish);
        }
        if let Some(resume) = resume {
            push("reconnect", "1");
            push("sid", &resume.participant_sid);
            push("reconnect_reason", &(resume.reason as i32).to_string());
        }
        query
    }

    fn join_request(&self, resume: Option<&Resume>) -> JoinRequest {
        JoinRequest {
            client_info: Some(ClientInfo {
                sdk: Sdk::Rust.into(),
                version: protocol::VERSION.to_owned(),
                protocol: protocol::PROTOCOL,
                client_protocol: protocol::CLIENT_PROTOCOL,
                os: std::env::consts::OS.to_owned(),
                capabilities: CAPABILITIES.iter().map(|&one| one.into()).collect(),
                ..Default::default()
            }),
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: self.auto_subscribe,
                adaptive_stream: self.adaptive_stream,
                subscriber_allow_pause: Some(self.subscriber_allow_pause),
                disable_ice_lite: self.disable_ice_lite,
                auto_subscribe_data_track: Some(self.auto_subscribe_data_track),
            }),
            metadata: self.metadata.clone(),
            participant_attributes: self.attributes.clone().into_iter().collect(),
            add_track_requests: self.add_tracks.clone(),
            publisher_offer: self.publisher_offer.clone(),
            reconnect: resume.is_some(),
            reconnect_reason: resume.map_or(0, |resume| resume.reason.into()),
            participant_sid: resume.map_or_else(String::new, |it| it.participant_sid.clone()),
            ..Default::default()
        }
    }
}

/// Which session is resumed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The sid that the server gave this participant when it joined.
    pub participant_sid: String,
    /// What was lost.
    pub reason: ReconnectReason,
}

/// A websocket to open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DialRequest {
    /// The `ws` or `wss` URL, query included. It holds no secret.
    pub url: String,
    /// The HTTP URL that tells, by its status, why the first one failed.
    pub validate_url: String,
    /// Goes out as `Authorization: Bearer`, on both URLs.
    pub token: Token,
    /// How long opening may take, from name resolution to the answered upgrade.
    pub timeout: Duration,
}

/// Why no request can be made of the options.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The option does not exist on the path; it would be lost without a word.
    #[error("{option} is not part of a {path:?} join")]
    #[non_exhaustive]
    NotOnThisPath {
        /// The setter's name.
        option: &'static str,
        /// The chosen path.
        path: SignalPath,
    },
    /// Metadata, attributes, tracks or offer make the URL longer than one can be.
    #[error("the join request makes a url of {size} bytes, above {max}")]
    #[non_exhaustive]
    TooLarge {
        /// Bytes of the URL.
        size: usize,
        /// [`MAX_URL_LEN`].
        max: usize,
    },
    /// The session is dialling or open already.
    #[error("the session is in use")]
    Busy,
}

/// The default of [`DialRequest::timeout`].
pub(crate) const DIAL_TIMEOUT: Duration = Duration::from_secs(10);

fn single_query(request: &JoinRequest) -> String {
    let wrapped = WrappedJoinRequest {
        compression: wrapped_join_request::Compression::Gzip.into(),
        join_request: gzip(&request.encode_to_vec()).into(),
    };
    let mut query = String::new();
    query::push(
        &mut query,
        "join_request",
        &URL_SAFE.encode(wrapped.encode_to_vec()),
    );
    query
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(
        Vec::with_capacity(bytes.len() / 2 + 64),
        Compression::default(),
    );
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .unwrap_or_else(|_| unreachable!("writing to memory does not fail"))
}

/// `{"key":"value",…}`, so that the smallest consumer needs no JSON library.
fn json_object(map: &BTreeMap<String, String>) -> String {
    let mut json = String::from("{");
    for (key, value) in map {
        if json.len() > 1 {
            json.push(',');
        }
        json_string(&mut json, key);
        json.push(':');
        json_string(&mut json, value);
    }
    json.push('}');
    json
}

fn json_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\u{0}'..='\u{1F}' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests;

//! The parameters of a join, from either form of the URL.

use std::collections::BTreeMap;
use std::io::Read as _;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use flate2::read::GzDecoder;
use lk_proto::client_info::{Capability, Sdk};
use lk_proto::wrapped_join_request::Compression;
use lk_proto::{
    AddTrackRequest, ClientInfo, ConnectionSettings, JoinRequest, ReconnectReason,
    SessionDescription, WrappedJoinRequest,
};
use prost::Message as _;

use super::{Refusal, Route};
use crate::query;
use crate::request::Resume;
use crate::token::Token;

/// What a client asks for when it opens a signalling connection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JoinParams {
    /// One peer connection: the parameters came as a `join_request`.
    pub single_connection: bool,
    /// Who is asking.
    pub client_info: ClientInfo,
    /// Whether to subscribe to every track.
    pub auto_subscribe: bool,
    /// Whether to subscribe to every data track.
    pub auto_subscribe_data_track: bool,
    /// Whether video starts at its lowest layer.
    pub adaptive_stream: bool,
    /// Whether video may be paused; `None` leaves it to the server.
    pub subscriber_allow_pause: Option<bool>,
    /// Whether the client asks for full ICE.
    pub disable_ice_lite: bool,
    /// Attributes over those of the token.
    pub attributes: BTreeMap<String, String>,
    /// Metadata in place of the token's; empty keeps it.
    pub metadata: String,
    /// The suffix of a second, publish-only connection; empty on an ordinary one.
    pub publish: String,
    /// Tracks announced with the join, before the offer.
    pub add_track_requests: Vec<AddTrackRequest>,
    /// The first offer.
    pub publisher_offer: Option<SessionDescription>,
    /// The session to go on with.
    pub resume: Option<Resume>,
    /// `access_token` of the query, for clients that cannot set headers. A header wins over it.
    pub access_token: Option<Token>,
}

impl JoinParams {
    /// Reads the query of a request to `route`.
    ///
    /// On `/rtc` a `join_request` is understood too. Later pairs of one name are ignored.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] to answer with. Nothing above 1 MiB is unpacked.
    pub fn parse(route: Route, query: &str) -> Result<Self, Refusal> {
        let mut form = BTreeMap::new();
        for (key, value) in query::pairs(query) {
            form.entry(key).or_insert(value);
        }
        let form = Form(form);
        let access_token = Some(form.text("access_token"))
            .filter(|token| !token.is_empty())
            .map(Token::from);
        let wrapped = form.text("join_request");
        let params = if !wrapped.is_empty() {
            from_join_request(unwrap(wrapped)?)
        } else if route.needs_join_request() {
            return Err(Refusal::JoinRequestRequired);
        } else {
            from_form(&form, route)?
        };
        Ok(Self {
            access_token,
            ..params
        })
    }
}

struct Form(BTreeMap<String, String>);

impl Form {
    fn text(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    fn owned(&self, key: &str) -> String {
        self.text(key).to_owned()
    }

    fn number(&self, key: &str) -> i32 {
        self.text(key).parse().unwrap_or(0)
    }

    fn flag(&self, key: &str) -> Option<bool> {
        match self.text(key) {
            "" => None,
            value => Some(matches!(value, "1" | "true")),
        }
    }
}

fn from_form(form: &Form, route: Route) -> Result<JoinParams, Refusal> {
    let attributes = match form.text("attributes") {
        "" => BTreeMap::new(),
        text => match decode_attributes(text) {
            Some(attributes) => attributes,
            None if route.is_validate() => return Err(Refusal::BadAttributes),
            None => BTreeMap::new(),
        },
    };
    let resume = form.flag("reconnect").unwrap_or(false).then(|| Resume {
        participant_sid: form.owned("sid"),
        reason: reconnect_reason(form.number("reconnect_reason")),
    });
    Ok(JoinParams {
        client_info: client_info(form),
        auto_subscribe: form.flag("auto_subscribe").unwrap_or(true),
        auto_subscribe_data_track: form.flag("auto_subscribe_data_track").unwrap_or(false),
        adaptive_stream: form.flag("adaptive_stream").unwrap_or(false),
        subscriber_allow_pause: form.flag("subscriber_allow_pause"),
        disable_ice_lite: form.flag("disable_ice_lite").unwrap_or(false),
        attributes,
        publish: form.owned("publish"),
        resume,
        ..JoinParams::default()
    })
}

fn from_join_request(request: JoinRequest) -> JoinParams {
    let settings: ConnectionSettings = request.connection_settings.unwrap_or_default();
    JoinParams {
        single_connection: true,
        client_info: request.client_info.unwrap_or_default(),
        auto_subscribe: settings.auto_subscribe,
        auto_subscribe_data_track: settings.auto_subscribe_data_track.unwrap_or(false),
        adaptive_stream: settings.adaptive_stream,
        subscriber_allow_pause: Some(settings.subscriber_allow_pause.unwrap_or(false)),
        disable_ice_lite: settings.disable_ice_lite,
        attributes: request.participant_attributes.into_iter().collect(),
        metadata: request.metadata,
        publish: String::new(),
        add_track_requests: request.add_track_requests,
        publisher_offer: request.publisher_offer,
        resume: request.reconnect.then(|| Resume {
            participant_sid: request.participant_sid,
            reason: reconnect_reason(request.reconnect_reason),
        }),
        access_token: None,
    }
}

fn unwrap(text: &str) -> Result<JoinRequest, Refusal> {
    let wrapped = BASE64.decode(text).map_err(|_| Refusal::BadBase64)?;
    let wrapped =
        WrappedJoinRequest::decode(wrapped.as_slice()).map_err(|_| Refusal::BadWrappedRequest)?;
    let bytes = match Compression::try_from(wrapped.compression) {
        Ok(Compression::None) => wrapped.join_request,
        Ok(Compression::Gzip) => gunzip(&wrapped.join_request)?.into(),
        // A newer client's; the real server goes on with an empty request.
        Err(_) => bytes::Bytes::new(),
    };
    if bytes.len() > MAX_JOIN_REQUEST_LEN {
        return Err(Refusal::TooLarge);
    }
    JoinRequest::decode(bytes).map_err(|_| Refusal::BadJoinRequest)
}

/// Unpacks one byte more than allowed at most.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes)
        .take(MAX_JOIN_REQUEST_LEN as u64 + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| Refusal::BadGzip)?;
    Ok(unpacked)
}

fn decode_attributes(text: &str) -> Option<BTreeMap<String, String>> {
    serde_json::from_slice(&BASE64.decode(text).ok()?).ok()
}

fn client_info(form: &Form) -> ClientInfo {
    let sdk = match form.text("sdk") {
        "js" => Sdk::Js,
        "ios" | "swift" => Sdk::Swift,
        "android" => Sdk::Android,
        "flutter" => Sdk::Flutter,
        "go" => Sdk::Go,
        "unity" => Sdk::Unity,
        "reactnative" => Sdk::ReactNative,
        "rust" => Sdk::Rust,
        "python" => Sdk::Python,
        "cpp" => Sdk::Cpp,
        "unityweb" => Sdk::UnityWeb,
        "node" => Sdk::Node,
        "esp32" => Sdk::Esp32,
        _ => Sdk::Unknown,
    };
    let capabilities = form.text("capabilities").split(',');
    ClientInfo {
        sdk: sdk.into(),
        version: form.owned("version"),
        protocol: form.number("protocol"),
        client_protocol: form.number("client_protocol"),
        os: form.owned("os"),
        os_version: form.owned("os_version"),
        device_model: form.owned("device_model"),
        browser: form.owned("browser"),
        browser_version: form.owned("browser_version"),
        network: form.owned("network"),
        capabilities: capabilities
            .filter_map(|name| Capability::from_str_name(name.trim()))
            .map(i32::from)
            .collect(),
        ..ClientInfo::default()
    }
}

fn reconnect_reason(number: i32) -> ReconnectReason {
    ReconnectReason::try_from(number).unwrap_or_default()
}

/// What the real server unpacks at most, in bytes.
const MAX_JOIN_REQUEST_LEN: usize = 1 << 20;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

//! The API of one server: where it is and who asks.

use std::env;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use lk_auth::{AccessToken, ApiKey, MintError};
use lk_net::{HttpClient, RegionCache, ServerUrl, UrlError};
#[cfg(feature = "cloud-agent")]
use lk_proto::rpc::Rpc as _;

use crate::call::Call;
use crate::error::CallError;
use crate::failover::Failover;
use crate::grants::Granted;

/// The API of one server. Cheap to clone; clones share the connections.
///
/// Each service is one method away, as [`room`](Self::room) is. A call is signed for itself
/// alone: a token that allows just that call, valid for minutes.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use lk_api::LiveKitApi;
///
/// let api = LiveKitApi::new("wss://example.com", "devkey", "secret")?;
/// for room in api.room().list_rooms(Default::default()).await?.rooms {
///     println!("{}: {} participants", room.name, room.num_participants);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct LiveKitApi {
    shared: Arc<Shared>,
}

#[derive(Clone)]
struct Shared {
    url: ServerUrl,
    credential: Credential,
    http: HttpClient,
    /// What the user set.
    timeout: Option<Duration>,
    failover: Failover,
    regions: RegionCache,
    #[cfg(feature = "cloud-agent")]
    agents_url: Option<ServerUrl>,
}

#[derive(Clone)]
enum Credential {
    /// Signs a token for each call.
    Key(ApiKey),
    /// `Bearer` and a token that was signed elsewhere.
    Token(HeaderValue),
}

/// Why there is no API to call. Each is the caller's to mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// `LIVEKIT_URL` is not set.
    #[error("LIVEKIT_URL is not set")]
    MissingUrl,
    /// The URL is not one of a server; the error quotes it.
    #[error(transparent)]
    Url(UrlError),
    /// There is neither a token nor a key with its secret: in the environment `LIVEKIT_TOKEN`, or
    /// `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET`.
    #[error("neither a token nor an API key and its secret are given")]
    MissingCredentials,
    /// The environment has a key without its secret, or a secret without its key: this variable is
    /// not set.
    #[error("{0} is not set")]
    MissingVariable(&'static str),
    /// The token cannot stand in a header.
    #[error("token cannot stand in a header")]
    InvalidToken,
}

impl LiveKitApi {
    /// The API at `url`, asked by `key` and its `secret`.
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the URL is none, or the key or secret is empty.
    pub fn new(url: &str, key: &str, secret: &str) -> Result<Self, SetupError> {
        if key.is_empty() || secret.is_empty() {
            return Err(SetupError::MissingCredentials);
        }
        Ok(Self::with_key(
            url.parse().map_err(SetupError::Url)?,
            ApiKey::new(key, secret),
        ))
    }

    /// The API at `url`, asked by `key`.
    pub fn with_key(url: ServerUrl, key: ApiKey) -> Self {
        Self::with_credential(url, Credential::Key(key))
    }

    /// The API at `url`, asked with a token that was signed elsewhere. Calls that it does not
    /// allow are refused by the server.
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the URL is none, or the token is empty or cannot stand in a header.
    pub fn with_token(url: &str, token: &str) -> Result<Self, SetupError> {
        if token.is_empty() {
            return Err(SetupError::MissingCredentials);
        }
        let header = format!("Bearer {token}").try_into();
        let mut header: HeaderValue = header.map_err(|_| SetupError::InvalidToken)?;
        header.set_sensitive(true);
        let url = url.parse().map_err(SetupError::Url)?;
        Ok(Self::with_credential(url, Credential::Token(header)))
    }

    /// The API that the environment names: `LIVEKIT_URL`, and either `LIVEKIT_TOKEN`, which
    /// counts first, or `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET`. What is empty is not set.
    /// With the feature `cloud-agent`, `LK_AGENTS_URL` says where hosted agents are administered.
    ///
    /// # Errors
    ///
    /// [`SetupError`] tells what is missing or wrong.
    pub fn from_env() -> Result<Self, SetupError> {
        Self::from_vars(|name| env::var(name).ok())
    }

    fn from_vars(var: impl Fn(&str) -> Option<String>) -> Result<Self, SetupError> {
        let var = |name: &str| var(name).filter(|value| !value.is_empty());
        let url = var("LIVEKIT_URL").ok_or(SetupError::MissingUrl)?;
        let api = if let Some(token) = var("LIVEKIT_TOKEN") {
            Self::with_token(&url, &token)?
        } else {
            match (var("LIVEKIT_API_KEY"), var("LIVEKIT_API_SECRET")) {
                (Some(key), Some(secret)) => Self::new(&url, &key, &secret)?,
                (Some(_), None) => return Err(SetupError::MissingVariable("LIVEKIT_API_SECRET")),
                (None, Some(_)) => return Err(SetupError::MissingVariable("LIVEKIT_API_KEY")),
                (None, None) => return Err(SetupError::MissingCredentials),
            }
        };
        #[cfg(feature = "cloud-agent")]
        if let Some(agents) = var("LK_AGENTS_URL") {
            return Ok(api.agents_url(agents.parse().map_err(SetupError::Url)?));
        }
        Ok(api)
    }

    fn with_credential(url: ServerUrl, credential: Credential) -> Self {
        let shared = Shared {
            url,
            credential,
            http: HttpClient::default(),
            timeout: None,
            failover: Failover::Cloud,
            regions: RegionCache::new(),
            #[cfg(feature = "cloud-agent")]
            agents_url: None,
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Exchanges HTTP over `client`: with its TLS configuration, and its pool of connections.
    #[must_use]
    pub fn http_client(mut self, client: HttpClient) -> Self {
        Arc::make_mut(&mut self.shared).http = client;
        self
    }

    /// Sets how long a call may take that says nothing else. Default: 10 s, or as long as a call
    /// waits by its own nature; those that wait longer than what is set here keep their time.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        Arc::make_mut(&mut self.shared).timeout = Some(limit);
        self
    }

    /// Sets whether calls that fail in one region are made in another. Default: on LiveKit Cloud.
    #[must_use]
    pub fn failover(mut self, failover: Failover) -> Self {
        Arc::make_mut(&mut self.shared).failover = failover;
        self
    }

    /// Shares what `regions` knows, and tells it what is found out.
    #[must_use]
    pub fn region_cache(mut self, regions: RegionCache) -> Self {
        Arc::make_mut(&mut self.shared).regions = regions;
        self
    }

    /// Sets where hosted agents are administered. Default: `agents.` in place of the project's
    /// name on LiveKit Cloud, else the server itself.
    #[cfg(feature = "cloud-agent")]
    #[must_use]
    pub fn agents_url(mut self, url: ServerUrl) -> Self {
        Arc::make_mut(&mut self.shared).agents_url = Some(url);
        self
    }

    #[cfg(feature = "cloud-agent")]
    pub(crate) fn agents(&self) -> ServerUrl {
        let url = self.url();
        if let Some(url) = &self.shared.agents_url {
            return url.clone();
        }
        match url.host().split_once('.') {
            Some((_, domain)) if url.is_cloud() => url.with_host(&format!("agents.{domain}")),
            _ => url.clone(),
        }
    }

    /// Where `service` is: hosted agents are administered elsewhere than rooms.
    pub(crate) fn base_of(&self, service: &str) -> ServerUrl {
        #[cfg(feature = "cloud-agent")]
        if service == lk_proto::rpc::cloud_agent::ListAgents::SERVICE {
            return self.agents();
        }
        let _ = service;
        self.url().clone()
    }

    /// Makes a call of the schema by its type; the services' methods are shorthands of this.
    ///
    /// ```no_run
    /// # async fn run(api: lk_api::LiveKitApi) -> Result<(), lk_api::CallError> {
    /// use lk_proto::rpc::room_service::ListRooms;
    ///
    /// let rooms = api.call::<ListRooms>(Default::default()).await?.rooms;
    /// # let _ = rooms; Ok(()) }
    /// ```
    pub fn call<R: Granted>(&self, request: R::Request) -> Call<R> {
        Call::new(self, request)
    }

    /// Where the server is.
    pub fn url(&self) -> &ServerUrl {
        &self.shared.url
    }

    /// Starts a token that the API's own key signs, for a participant; `None` when there is only
    /// a token signed elsewhere.
    ///
    /// ```
    /// use lk_api::LiveKitApi;
    /// use lk_auth::VideoGrant;
    ///
    /// let api = LiveKitApi::new("ws://localhost:7880", "devkey", "secret")?;
    /// let token = api.token().expect("a key").identity("bot").grant(VideoGrant::join("demo"));
    /// # let _ = token; Ok::<(), lk_api::SetupError>(())
    /// ```
    pub fn token(&self) -> Option<AccessToken> {
        match &self.shared.credential {
            Credential::Key(key) => Some(key.token()),
            Credential::Token(_) => None,
        }
    }

    pub(crate) fn http(&self) -> &HttpClient {
        &self.shared.http
    }

    pub(crate) fn regions(&self) -> &RegionCache {
        &self.shared.regions
    }

    pub(crate) fn default_failover(&self) -> Failover {
        self.shared.failover
    }

    /// The time limit of a call that waits for `own` by its nature, if any.
    pub(crate) fn default_timeout(&self, own: Option<Duration>) -> Duration {
        match (self.shared.timeout, own) {
            (Some(set), own) => set.max(own.unwrap_or_default()),
            (None, own) => own.unwrap_or(CALL_TIMEOUT),
        }
    }

    /// The `Authorization` of the call `R`, valid from `now` on.
    pub(crate) fn authorize<R: Granted>(
        &self,
        request: &R::Request,
        now: SystemTime,
    ) -> Result<HeaderValue, CallError> {
        let method = R::NAME;
        let signed = self.sign(|token| R::grant(request, token), now);
        signed.map_err(|source| CallError::Unsigned { method, source })
    }

    /// An `Authorization` for what `grant` grants, or the token that was signed elsewhere.
    pub(crate) fn sign(
        &self,
        grant: impl FnOnce(AccessToken) -> AccessToken,
        now: SystemTime,
    ) -> Result<HeaderValue, MintError> {
        let key = match &self.shared.credential {
            Credential::Token(header) => return Ok(header.clone()),
            Credential::Key(key) => key,
        };
        let token = grant(key.token()).valid_for(CALL_VALIDITY).to_jwt_at(now)?;
        // A token is base64 and dots: it can always stand in a header.
        let header = HeaderValue::try_from(format!("Bearer {token}"));
        let mut header = header.unwrap_or(HeaderValue::from_static(""));
        header.set_sensitive(true);
        Ok(header)
    }
}

impl fmt::Debug for LiveKitApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveKitApi")
            .field("url", &self.shared.url)
            .finish_non_exhaustive()
    }
}

const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the token of one call is valid: clocks may be apart, and a slow call may be repeated.
const CALL_VALIDITY: Duration = Duration::from_secs(10 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    fn from(vars: &[(&str, &str)]) -> Result<LiveKitApi, SetupError> {
        LiveKitApi::from_vars(|name| {
            vars.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_is_read_as_other_sdks_read_it() {
        let url = ("LIVEKIT_URL", "ws://localhost:7880");
        let key = [("LIVEKIT_API_KEY", "k"), ("LIVEKIT_API_SECRET", "s")];
        assert!(
            from(&[url, key[0], key[1]])
                .expect("an API")
                .token()
                .is_some()
        );
        let token = ("LIVEKIT_TOKEN", "a.b.c");
        assert!(
            from(&[url, key[0], key[1], token])
                .expect("an API")
                .token()
                .is_none()
        );
        assert!(matches!(from(&key), Err(SetupError::MissingUrl)));
        assert!(matches!(from(&[url]), Err(SetupError::MissingCredentials)));
        let empty = ("LIVEKIT_API_SECRET", "");
        for (set, missing) in [
            (vec![url, key[0]], "LIVEKIT_API_SECRET"),
            (vec![url, key[0], empty], "LIVEKIT_API_SECRET"),
            (vec![url, key[1]], "LIVEKIT_API_KEY"),
        ] {
            let error = from(&set).expect_err("half a credential");
            assert_eq!(error.to_string(), format!("{missing} is not set"));
        }
        let error = from(&[("LIVEKIT_URL", "example.com:7880"), token]).expect_err("no scheme");
        assert!(
            error.to_string().contains(r#""example.com:7880""#),
            "{error}"
        );
    }

    #[test]
    fn tokens_that_break_headers_are_refused_and_none_is_shown() {
        let error = LiveKitApi::with_token("ws://h", "abc\n").expect_err("a line break");
        assert!(matches!(error, SetupError::InvalidToken));
        let api = LiveKitApi::with_token("ws://h", "tell-nobody").expect("an API");
        assert!(!format!("{api:?}").contains("tell-nobody"));
        let call = api.room().list_rooms(Default::default());
        let sent = call.to_request(SystemTime::UNIX_EPOCH).expect("a request");
        assert_eq!(sent.headers()["authorization"], "Bearer tell-nobody");
        assert!(!format!("{sent:?} {call:?}").contains("tell-nobody"));
    }
}

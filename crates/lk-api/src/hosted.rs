//! Hosted agents beyond their calls: the logs of a build and of a running agent, where to push an
//! image, and the source to build from.
//!
//! These are plain HTTP at the address where hosted agents are administered, with the grant of its
//! calls.

mod log;
#[cfg(feature = "agent-source")]
mod source;
#[cfg(feature = "agent-source")]
mod upload;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::SystemTime;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request, Response, StatusCode};
use lk_auth::AgentGrant;
use lk_net::{HttpBody, HttpError, Limits};

use crate::answer;
use crate::call::OUR_NAME;
use crate::error::CallError;
use crate::generated::CloudAgents;

pub use log::{AgentLog, LogError};
#[cfg(feature = "agent-source")]
pub use source::{AgentSource, SourceError};

/// Which build to start, and what goes with the version that it makes.
#[derive(Debug, Clone)]
pub struct BuildRequest {
    agent_id: String,
    deployment: Option<String>,
    attributes: BTreeMap<String, String>,
}

impl BuildRequest {
    /// The build of the agent `agent_id` from the source that was uploaded for it.
    pub fn new(agent_id: impl Into<String>) -> Self {
        Self {
            agent_id: agent_id.into(),
            deployment: None,
            attributes: BTreeMap::new(),
        }
    }

    /// Sets the deployment to build for. Default: the agent's own.
    #[must_use]
    pub fn deployment(mut self, name: impl Into<String>) -> Self {
        self.deployment = Some(name.into());
        self
    }

    /// Adds an attribute of the version, such as the commit that it is made of. Default: none.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.insert(name.into(), value.into());
        self
    }
}

/// Which log to read.
#[derive(Debug, Clone)]
pub struct LogRequest {
    agent_id: String,
    kind: String,
    deployment: Option<String>,
}

impl LogRequest {
    /// The log of the agent `agent_id`.
    pub fn new(agent_id: impl Into<String>) -> Self {
        Self {
            agent_id: agent_id.into(),
            kind: "deploy".into(),
            deployment: None,
        }
    }

    /// Sets which of the agent's logs, such as `build`. Default: `deploy`.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = kind.into();
        self
    }

    /// Sets the deployment whose log it is. Default: the agent's own.
    #[must_use]
    pub fn deployment(mut self, name: impl Into<String>) -> Self {
        self.deployment = Some(name.into());
        self
    }
}

/// Where to push an image that was built elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PushTarget {
    /// The registry, as it is reached through LiveKit Cloud.
    pub proxy_host: String,
    /// The image's name there.
    pub name: String,
    /// The tag to push.
    pub tag: String,
}

impl CloudAgents {
    /// Builds an agent from its uploaded source, and returns the log of it while it is written.
    ///
    /// Each line is a status of BuildKit's in JSON, its `SolveStatus`. A build that fails ends
    /// the log with [`LogError::Failed`].
    ///
    /// # Errors
    ///
    /// [`CallError`] when the build is refused or does not begin within the API's time limit.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future, or the log, leaves the build to itself.
    pub async fn build(&self, request: BuildRequest) -> Result<AgentLog, CallError> {
        let mut query = Query::new("/build");
        query.add("agent_id", &request.agent_id);
        query.add_some("deployment", request.deployment.as_deref());
        let answer = self
            .hosted(BUILD, Method::POST, query, &request.attributes)
            .await?;
        Ok(AgentLog::of_build(answer.into_body()))
    }

    /// Returns a log of an agent, and what is added to it.
    ///
    /// # Errors
    ///
    /// [`CallError`] when the server refuses or does not answer within the API's time limit.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    ///
    /// ```no_run
    /// # async fn run(api: lk_api::LiveKitApi) -> Result<(), Box<dyn std::error::Error>> {
    /// use lk_api::LogRequest;
    ///
    /// let mut log = api.cloud_agent().log(LogRequest::new("CA_x").kind("build")).await?;
    /// while let Some(line) = log.next().await {
    ///     println!("{}", line?);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn log(&self, request: LogRequest) -> Result<AgentLog, CallError> {
        let mut query = Query::new("/logs");
        query.add("agent_id", &request.agent_id);
        query.add("log_type", &request.kind);
        query.add_some("deployment", request.deployment.as_deref());
        let answer = self
            .hosted(LOGS, Method::GET, query, &BTreeMap::new())
            .await?;
        Ok(AgentLog::of_agent(answer.into_body()))
    }

    /// Returns where to push an image of the agent that was built elsewhere.
    ///
    /// # Errors
    ///
    /// [`CallError`] when the server refuses or does not answer within the API's time limit.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    pub async fn push_target(&self, agent_id: &str) -> Result<PushTarget, CallError> {
        let mut query = Query::new("/push-target");
        query.add("agent_id", agent_id);
        let answer = self
            .hosted(PUSH, Method::GET, query, &BTreeMap::new())
            .await?;
        let body = whole(PUSH, answer, self.0.default_timeout(None)).await?;
        let target = || {
            let target: serde_json::Value = serde_json::from_slice(&body)?;
            let text = |name: &str| {
                let text = target.get(name).and_then(serde_json::Value::as_str);
                text.map(str::to_owned).ok_or(format!("no {name}"))
            };
            Ok(PushTarget {
                proxy_host: text("proxy_host")?,
                name: text("name")?,
                tag: text("tag")?,
            })
        };
        target().map_err(|source| CallError::Malformed {
            method: PUSH,
            request_id: None,
            source,
        })
    }

    /// Asks where hosted agents are; what is no success is an error.
    async fn hosted(
        &self,
        method: &'static str,
        verb: Method,
        query: Query,
        attributes: &BTreeMap<String, String>,
    ) -> Result<Response<HttpBody>, CallError> {
        let invalid = CallError::InvalidHeader { method };
        let token = self
            .0
            .sign(|token| token.grant(AgentGrant::admin()), SystemTime::now())
            .map_err(|source| CallError::Unsigned { method, source })?;
        let mut request = Request::builder()
            .method(verb)
            .uri(self.0.agents().http(&query.0))
            .header(AUTHORIZATION, token)
            .header(USER_AGENT, HeaderValue::from_static(OUR_NAME))
            .header(CLIENT_VERSION, env!("CARGO_PKG_VERSION"));
        if !attributes.is_empty() {
            let json = serde_json::to_vec(attributes).unwrap_or_default();
            request = request.header(ATTRIBUTES, BASE64_STANDARD.encode(json));
        }
        let request = request.body(Bytes::new()).map_err(|_| invalid)?;
        let limits = Limits::new().timeout(self.0.default_timeout(None));
        let answer = self.0.http().open(request, limits).await;
        let answer = answer.map_err(|source| unanswered(method, source))?;
        if answer.status() == StatusCode::OK {
            return Ok(answer);
        }
        let status = answer.status();
        let body = whole(method, answer, self.0.default_timeout(None)).await?;
        Err(answer::refused(method, status, &body, None))
    }
}

/// The whole body of an answer that is small.
async fn whole(
    method: &'static str,
    answer: Response<HttpBody>,
    limit: std::time::Duration,
) -> Result<Vec<u8>, CallError> {
    let mut body = answer.into_body();
    let read = async {
        let mut whole = Vec::new();
        while let Some(piece) = body.chunk().await {
            whole.extend_from_slice(&piece?);
            if whole.len() > MAX_WHOLE {
                return Err(HttpError::BodyTooLarge(MAX_WHOLE));
            }
        }
        Ok(whole)
    };
    match tokio::time::timeout(limit, read).await {
        Ok(read) => read.map_err(|source| unanswered(method, source)),
        Err(_) => Err(unanswered(method, HttpError::TimedOut(limit))),
    }
}

fn unanswered(method: &'static str, source: HttpError) -> CallError {
    CallError::Unanswered {
        method,
        request_id: None,
        source,
    }
}

/// A path with a query.
struct Query(String);

impl Query {
    fn new(path: &str) -> Self {
        Self(path.into())
    }

    fn add(&mut self, name: &str, value: &str) {
        let separator = if self.0.contains('?') { '&' } else { '?' };
        let _ = write!(self.0, "{separator}{name}=");
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                self.0.push(char::from(byte));
            } else {
                let _ = write!(self.0, "%{byte:02X}");
            }
        }
    }

    fn add_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }
}

const BUILD: &str = "agents/build";
const LOGS: &str = "agents/logs";
const PUSH: &str = "agents/push-target";
const CLIENT_VERSION: HeaderName = HeaderName::from_static("x-livekit-cli-version");
const ATTRIBUTES: HeaderName = HeaderName::from_static("x-livekit-agent-version-attributes");
const MAX_WHOLE: usize = 64 << 10;

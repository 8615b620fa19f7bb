//! Hosted agents beyond their calls: the logs of a build and of a running agent, where to push an
//! image, and the source to build from.
//!
//! These are plain HTTP at the address where hosted agents are administered, with the grant of its
//! calls.

mod call;
mod log;
#[cfg(feature = "agent-source")]
mod source;
#[cfg(feature = "agent-source")]
mod upload;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::HeaderName;
use http::{Method, Response};
use lk_net::{HttpBody, ServerUrl};
use tokio::time::Instant;

use self::call::{Answer, Asked};
use crate::error::CallError;
use crate::generated::CloudAgents;

pub use call::HostedCall;
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

    /// Adds an attribute of the version, such as the commit that it is made of; of the first
    /// version of a new agent, too, whose `create_agent` takes none. Default: none.
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
    region: Option<String>,
}

impl LogRequest {
    /// The log of the agent `agent_id`.
    pub fn new(agent_id: impl Into<String>) -> Self {
        Self {
            agent_id: agent_id.into(),
            kind: "deploy".into(),
            deployment: None,
            region: None,
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

    /// Sets the region to ask, as an agent's deployment names it (`server_region`). Default: the
    /// one nearest to us. Counts on LiveKit Cloud.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
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
    /// Each line is a status of BuildKit's in JSON, its `SolveStatus`; before the build begins,
    /// lines may say what it waits for ([`AgentLog::queue_message`]). A build that fails ends the
    /// log with [`LogError::Failed`]. The log begins within 60 s unless another limit is set.
    ///
    /// # Errors
    ///
    /// [`CallError`] when the build is refused or does not begin within the time limit.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future, or the log, leaves the build to itself.
    pub fn build(&self, request: BuildRequest) -> HostedCall<AgentLog> {
        let mut query = Query::new("/build");
        query.add("agent_id", &request.agent_id);
        query.add_some("deployment", request.deployment.as_deref());
        let call = self.hosted(BUILD, (Method::POST, query), None, |asked, answer, _| {
            Box::pin(std::future::ready(Ok(AgentLog::of_build(&asked, answer))))
        });
        let call = call.timeout(self.0.default_timeout(Some(BUILD_BEGINS)));
        let call = call.idle_limit(BUILD_SILENCE).header(BUILD_PROTOCOL, "v2");
        if request.attributes.is_empty() {
            return call;
        }
        let json = serde_json::to_vec(&request.attributes).unwrap_or_default();
        call.header(ATTRIBUTES, BASE64_STANDARD.encode(json))
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
    pub fn log(&self, request: LogRequest) -> HostedCall<AgentLog> {
        let mut query = Query::new("/logs");
        query.add("agent_id", &request.agent_id);
        query.add("log_type", &request.kind);
        query.add_some("deployment", request.deployment.as_deref());
        let region = request.region.as_deref();
        self.hosted(LOGS, (Method::GET, query), region, |asked, answer, _| {
            Box::pin(std::future::ready(Ok(AgentLog::of_agent(&asked, answer))))
        })
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
    pub fn push_target(&self, agent_id: &str) -> HostedCall<PushTarget> {
        let mut query = Query::new("/push-target");
        query.add("agent_id", agent_id);
        self.hosted(PUSH, (Method::GET, query), None, |asked, answer, since| {
            Box::pin(async move {
                let body = asked.whole(answer.into_body(), since).await?;
                PushTarget::read(&body).map_err(|source| CallError::Malformed {
                    method: PUSH,
                    request_id: asked.request_id,
                    source,
                })
            })
        })
    }

    /// A call to where hosted agents are, or to the part of them that is in `region`.
    fn hosted<T>(
        &self,
        method: &'static str,
        (verb, query): (Method, Query),
        region: Option<&str>,
        read: fn(Asked, Response<HttpBody>, Instant) -> Answer<T>,
    ) -> HostedCall<T> {
        let agents = self.0.agents();
        let url = match region {
            None => Ok(agents),
            Some(region) => in_region(&agents, region).ok_or(region),
        };
        let uri = match url {
            Ok(url) => parsed(&url.http(&query.0)),
            Err(region) => Err(region.into()),
        };
        HostedCall::new(&self.0, method, (verb, uri), read)
    }
}

impl PushTarget {
    fn read(body: &[u8]) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let target: serde_json::Value = serde_json::from_slice(body)?;
        let text = |name: &str| {
            let text = target.get(name).and_then(serde_json::Value::as_str);
            text.map(str::to_owned).ok_or(format!("no {name}"))
        };
        Ok(Self {
            proxy_host: text("proxy_host")?,
            name: text("name")?,
            tag: text("tag")?,
        })
    }
}

/// Where the hosted agents of `region` are: on LiveKit Cloud at a name of their own. `None` where
/// that would be none.
fn in_region(agents: &ServerUrl, region: &str) -> Option<ServerUrl> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if region.is_empty() || !region.bytes().all(is_plain) {
        return None;
    }
    if !agents.is_cloud() {
        return Some(agents.clone());
    }
    Some(agents.with_host(&format!("{region}.{}", agents.host())))
}

/// A URL, or what was given where it is none.
fn parsed(url: &str) -> Result<http::Uri, Box<str>> {
    url.parse().map_err(|_| url.into())
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
const ATTRIBUTES: HeaderName = HeaderName::from_static("x-livekit-agent-version-attributes");
/// Lines about the queue come as such, not as steps of the build.
const BUILD_PROTOCOL: HeaderName = HeaderName::from_static("x-livekit-build-protocol");
/// How long a build may take to begin, and to say its next word.
const BUILD_BEGINS: Duration = Duration::from_secs(60);
const BUILD_SILENCE: Duration = Duration::from_secs(10 * 60);

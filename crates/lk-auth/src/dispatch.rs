//! Agents that are sent to a room when joining makes it, as a token names them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// One agent that is sent to the room if joining makes it.
///
/// For [`AccessToken::agents`](crate::AccessToken::agents); what a room configuration can say beyond this
/// is lk-proto's `RoomConfiguration` (feature `proto`).
/// Source: `livekit_agent_dispatch.proto: RoomAgentDispatch`.
///
/// `Debug` leaves the metadata and the attributes' values out.
///
/// ```
/// use lk_auth::AgentDispatch;
///
/// let agent = AgentDispatch::new("greeter").metadata("{\"language\":\"en\"}");
/// # let _ = agent;
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct AgentDispatch {
    agent_name: String,
    metadata: String,
    deployment: String,
    attributes: BTreeMap<String, String>,
}

impl AgentDispatch {
    /// Sends the agent that registered as `agent_name`.
    pub fn new(agent_name: impl Into<String>) -> Self {
        Self {
            agent_name: agent_name.into(),
            metadata: String::new(),
            deployment: String::new(),
            attributes: BTreeMap::new(),
        }
    }

    /// Sets what the agent is told with its job. Default: nothing. Whoever holds the token can read it.
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.metadata = metadata.into();
        self
    }

    /// Sets the deployment meant. Default: the server's choice.
    pub fn deployment(mut self, name: impl Into<String>) -> Self {
        self.deployment = name.into();
        self
    }

    /// Sets one attribute of the agent's participant. Default: none.
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.insert(name.into(), value.into());
        self
    }

    /// The agent as protojson.
    fn into_json(self) -> Value {
        let texts = [
            ("agentName", self.agent_name),
            ("metadata", self.metadata),
            ("deployment", self.deployment),
        ];
        let mut members: Map<String, Value> = texts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect();
        if !self.attributes.is_empty() {
            let attributes = self.attributes.into_iter();
            let attributes: Map<_, _> = attributes.map(|(name, v)| (name, v.into())).collect();
            members.insert("attributes".to_owned(), attributes.into());
        }
        members.into()
    }
}

impl From<&str> for AgentDispatch {
    fn from(agent_name: &str) -> Self {
        Self::new(agent_name)
    }
}

impl From<String> for AgentDispatch {
    fn from(agent_name: String) -> Self {
        Self::new(agent_name)
    }
}

impl std::fmt::Debug for AgentDispatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgentDispatch")
            .field("agent_name", &self.agent_name)
            .field("deployment", &self.deployment)
            .field("attributes", &self.attributes.keys())
            .finish_non_exhaustive()
    }
}

/// Replaces the agents of a room configuration and keeps the rest of it; what is no configuration is replaced.
pub(crate) fn put_into(config: &mut Option<Value>, agents: impl Iterator<Item = AgentDispatch>) {
    let agents: Vec<Value> = agents.map(AgentDispatch::into_json).collect();
    let mut members = match config.take() {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    members.insert("agents".to_owned(), agents.into());
    *config = Some(members.into());
}

//! The grants beside the video grant, and how any grant gets into a token.

use crate::claims::Claims;
use crate::object::json_object;
use crate::video::VideoGrant;

/// A grant that a token can carry, or two of them; it replaces an earlier one of its type.
pub trait Grant: sealed::Sealed {
    /// Puts the grant into `claims`.
    fn put_into(self, claims: &mut Claims);
}

mod sealed {
    pub trait Sealed {}
}

impl<A: Grant, B: Grant> sealed::Sealed for (A, B) {}

impl<A: Grant, B: Grant> Grant for (A, B) {
    fn put_into(self, claims: &mut Claims) {
        self.0.put_into(claims);
        self.1.put_into(claims);
    }
}

macro_rules! grants {
    ($( $type:ident => $field:ident, )*) => {
        $(
            impl sealed::Sealed for $type {}
            impl Grant for $type {
                fn put_into(self, claims: &mut Claims) {
                    claims.$field = Some(self);
                }
            }
        )*
    };
}

grants! {
    VideoGrant => video,
    SipGrant => sip,
    AgentGrant => agent,
    AgentEndpointGrant => agent_endpoint,
    AgentThreadGrant => agent_thread,
    InferenceGrant => inference,
    ObservabilityGrant => observability,
}

json_object! {
    /// What the holder may do over SIP (claim `sip`).
    pub struct SipGrant {
        /// Administer trunks and dispatch rules.
        admin: bool = "admin",
        /// Place and transfer calls.
        call: bool = "call",
    }
}

impl SipGrant {
    /// Allows administering trunks and dispatch rules.
    pub fn admin() -> Self {
        Self {
            admin: true,
            ..Self::default()
        }
    }

    /// Allows placing and transferring calls.
    pub fn call() -> Self {
        Self {
            call: true,
            ..Self::default()
        }
    }
}

json_object! {
    /// What the holder may do to agents (claim `agent`).
    pub struct AgentGrant {
        /// Administer agents.
        admin: bool = "admin",
        /// Administer simulations.
        simulation_admin: bool = "simulationAdmin",
        /// Administer agent databases.
        database_admin: bool = "databaseAdmin",
        /// Administer dispatches.
        dispatch_admin: bool = "dispatchAdmin",
    }
}

impl AgentGrant {
    /// Allows administering agents.
    pub fn admin() -> Self {
        Self {
            admin: true,
            ..Self::default()
        }
    }

    /// Allows administering simulations.
    pub fn simulation_admin() -> Self {
        Self {
            simulation_admin: true,
            ..Self::default()
        }
    }
}

json_object! {
    /// Calls to an agent's endpoint (claim `agentEndpoint`).
    pub struct AgentEndpointGrant {
        /// Call the endpoint.
        call: bool = "call",
        /// The agent meant.
        agent_name: String = "agentName",
        /// The deployment meant.
        deployment: String = "deployment",
    }
}

json_object! {
    /// What the holder may do with agent threads (claim `agentThread`).
    pub struct AgentThreadGrant {
        /// All threads, not only those listed.
        all: bool = "all",
        /// The scope of the threads meant.
        scope: String = "scope",
        /// The threads meant.
        thread_ids: Vec<String> = "threadIds",
        /// List threads.
        list: bool = "list",
        /// Create threads.
        create: bool = "create",
        /// Write to threads.
        write: bool = "write",
        /// Read threads.
        read: bool = "read",
        /// Delete threads.
        delete: bool = "delete",
    }
}

json_object! {
    /// Use of hosted models (claim `inference`).
    pub struct InferenceGrant {
        /// Run inference.
        perform: bool = "perform",
    }
}

impl InferenceGrant {
    /// Allows running inference.
    pub fn perform() -> Self {
        Self {
            perform: true,
            ..Self::default()
        }
    }
}

json_object! {
    /// Use of the observability service (claim `observability`).
    pub struct ObservabilityGrant {
        /// Write reports.
        write: bool = "write",
    }
}

impl ObservabilityGrant {
    /// Allows writing reports.
    pub fn write() -> Self {
        Self {
            write: true,
            ..Self::default()
        }
    }
}

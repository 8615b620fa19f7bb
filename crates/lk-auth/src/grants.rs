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
    AgentDatabaseGrant => agent_database,
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

/// For grants whose constructors are called as their permissions: adds another to them.
macro_rules! also {
    ($type:ident: $( $doc:literal $name:ident => $field:ident; )*) => {
        impl $type {
            /// An empty grant: nothing is allowed.
            pub fn new() -> Self {
                Self::default()
            }

            $(
                #[doc = $doc]
                #[must_use]
                pub fn $name(mut self) -> Self {
                    self.$field = true;
                    self
                }
            )*
        }
    };
}

also! { SipGrant:
    "Also allows administering trunks and dispatch rules." and_admin => admin;
    "Also allows placing and transferring calls." and_call => call;
}

also! { AgentGrant:
    "Also allows administering agents." and_admin => admin;
    "Also allows administering simulations." and_simulation_admin => simulation_admin;
    "Also allows administering dispatches." and_dispatch_admin => dispatch_admin;
}

impl SipGrant {
    /// Allows administering trunks and dispatch rules.
    ///
    /// ```
    /// let both = lk_auth::SipGrant::admin().and_call();
    /// assert!(both.admin && both.call);
    /// ```
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
        /// Administer dispatches.
        dispatch_admin: bool = "dispatchAdmin",
    }
}

impl AgentGrant {
    /// Allows administering dispatches.
    pub fn dispatch_admin() -> Self {
        Self {
            dispatch_admin: true,
            ..Self::default()
        }
    }

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

impl AgentEndpointGrant {
    /// Allows calling the endpoints of every agent; narrow it by
    /// [`agent_name`](Self::agent_name) and [`deployment`](Self::deployment).
    pub fn call() -> Self {
        Self {
            call: true,
            ..Self::default()
        }
    }

    /// Sets the agent meant. Default: all.
    #[must_use]
    pub fn agent_name(mut self, name: impl Into<String>) -> Self {
        self.agent_name = name.into();
        self
    }

    /// Sets the deployment meant. Default: all.
    #[must_use]
    pub fn deployment(mut self, name: impl Into<String>) -> Self {
        self.deployment = name.into();
        self
    }

    /// Tells whether the endpoint of this agent in this deployment may be called.
    pub fn may_call(&self, agent_name: &str, deployment: &str) -> bool {
        let is_meant = |wanted: &str, name: &str| wanted.is_empty() || wanted == name;
        self.call
            && is_meant(&self.agent_name, agent_name)
            && is_meant(&self.deployment, deployment)
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
        /// Open the databases of threads.
        sql: bool = "sql",
    }
}

impl AgentThreadGrant {
    /// Speaks of all threads; say what may be done with them.
    ///
    /// ```
    /// use lk_auth::AgentThreadGrant;
    ///
    /// let grant = AgentThreadGrant::threads(["TH_1"]).read(true);
    /// assert!(grant.may_read("TH_1") && !grant.may_read("TH_2") && !grant.may_write("TH_1"));
    /// ```
    pub fn all() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }

    /// Speaks of the threads of `scope`, for [`create`](Self::create) and [`list`](Self::list).
    pub fn scope(scope: impl Into<String>) -> Self {
        Self {
            scope: scope.into(),
            ..Self::default()
        }
    }

    /// Speaks of the threads with these ids, for [`read`](Self::read), [`write`](Self::write),
    /// [`delete`](Self::delete) and [`sql`](Self::sql).
    pub fn threads<T: Into<String>>(ids: impl IntoIterator<Item = T>) -> Self {
        Self {
            thread_ids: ids.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Tells whether threads may be listed in `scope`.
    pub fn may_list(&self, scope: &str) -> bool {
        self.list && self.is_in_scope(scope)
    }

    /// Tells whether threads may be created in `scope`.
    pub fn may_create(&self, scope: &str) -> bool {
        self.create && self.is_in_scope(scope)
    }

    /// Tells whether this thread may be written to.
    pub fn may_write(&self, thread_id: &str) -> bool {
        self.write && self.includes(thread_id)
    }

    /// Tells whether this thread may be read.
    pub fn may_read(&self, thread_id: &str) -> bool {
        self.read && self.includes(thread_id)
    }

    /// Tells whether this thread may be deleted.
    pub fn may_delete(&self, thread_id: &str) -> bool {
        self.delete && self.includes(thread_id)
    }

    /// Tells whether the database of this thread may be opened.
    pub fn may_open_database(&self, thread_id: &str) -> bool {
        self.sql && self.includes(thread_id)
    }

    fn is_in_scope(&self, scope: &str) -> bool {
        self.all || (!self.scope.is_empty() && self.scope == scope)
    }

    fn includes(&self, thread_id: &str) -> bool {
        !thread_id.is_empty() && (self.all || self.thread_ids.iter().any(|id| id == thread_id))
    }
}

macro_rules! setters {
    ($type:ident: $( $doc:literal $field:ident; )*) => {
        impl $type {
            $(
                #[doc = $doc]
                #[must_use]
                pub fn $field(mut self, allowed: bool) -> Self {
                    self.$field = allowed;
                    self
                }
            )*
        }
    };
}

setters! { AgentThreadGrant:
    "Sets whether threads of the scope may be listed. Default: no." list;
    "Sets whether threads may be created in the scope. Default: no." create;
    "Sets whether the threads may be written to. Default: no." write;
    "Sets whether the threads may be read. Default: no." read;
    "Sets whether the threads may be deleted. Default: no." delete;
    "Sets whether the databases of the threads may be opened. Default: no." sql;
}

json_object! {
    /// What the holder may do with agent databases that stand alone (claim `agentDatabase`).
    ///
    /// The database of a thread is [`AgentThreadGrant::sql`]'s.
    pub struct AgentDatabaseGrant {
        /// The databases that may be read, written to and deleted.
        database_ids: Vec<String> = "databaseIds",
        /// Read these databases.
        read: bool = "read",
        /// Write to these databases.
        write: bool = "write",
        /// Delete these databases.
        delete: bool = "delete",
        /// Create databases in the project.
        create: bool = "create",
        /// List the databases of the project.
        list: bool = "list",
    }
}

impl AgentDatabaseGrant {
    /// An empty grant: nothing is allowed. For [`create`](Self::create) and [`list`](Self::list), which speak of the
    /// whole project.
    pub fn new() -> Self {
        Self::default()
    }

    /// Speaks of the databases with these ids; say what may be done with them.
    ///
    /// ```
    /// use lk_auth::AgentDatabaseGrant;
    ///
    /// let grant = AgentDatabaseGrant::databases(["DB_1"]).read(true).list(true);
    /// assert!(grant.may_read("DB_1") && !grant.may_read("DB_2") && !grant.may_write("DB_1"));
    /// ```
    pub fn databases<T: Into<String>>(ids: impl IntoIterator<Item = T>) -> Self {
        Self {
            database_ids: ids.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Tells whether this database may be read.
    pub fn may_read(&self, database_id: &str) -> bool {
        self.read && self.includes(database_id)
    }

    /// Tells whether this database may be written to.
    pub fn may_write(&self, database_id: &str) -> bool {
        self.write && self.includes(database_id)
    }

    /// Tells whether this database may be deleted.
    pub fn may_delete(&self, database_id: &str) -> bool {
        self.delete && self.includes(database_id)
    }

    fn includes(&self, database_id: &str) -> bool {
        !database_id.is_empty() && self.database_ids.iter().any(|id| id == database_id)
    }
}

setters! { AgentDatabaseGrant:
    "Sets whether the databases may be read. Default: no." read;
    "Sets whether the databases may be written to. Default: no." write;
    "Sets whether the databases may be deleted. Default: no." delete;
    "Sets whether databases may be created in the project. Default: no." create;
    "Sets whether the databases of the project may be listed. Default: no." list;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_grant_without_names_means_all() {
        let all = AgentEndpointGrant::call();
        assert!(all.may_call("a", "d") && all.may_call("", ""));
        let one = AgentEndpointGrant::call().agent_name("a").deployment("d");
        assert!(one.may_call("a", "d") && !one.may_call("b", "d") && !one.may_call("a", "e"));
        assert!(!AgentEndpointGrant::default().may_call("a", "d"));
    }

    #[test]
    fn a_thread_grant_reaches_its_scope_or_its_threads() {
        let scope = AgentThreadGrant::scope("s")
            .list(true)
            .create(true)
            .read(true);
        assert!(scope.may_list("s") && scope.may_create("s"));
        assert!(!scope.may_list("t") && !scope.may_list("") && !scope.may_read("TH_1"));
        let threads = AgentThreadGrant::threads(["TH_1"]).write(true).delete(true);
        assert!(threads.may_write("TH_1") && threads.may_delete("TH_1"));
        assert!(!threads.may_read("TH_1") && !threads.may_write("TH_2"));
        let all = AgentThreadGrant::all().read(true).list(true);
        assert!(all.may_read("TH_9") && all.may_list("any") && !all.may_read(""));
        assert!(!AgentThreadGrant::scope("").list(true).may_list(""));
        let sql = AgentThreadGrant::threads(["TH_1"]).sql(true);
        assert!(sql.may_open_database("TH_1") && !sql.may_open_database("TH_2"));
        assert!(!sql.may_read("TH_1") && !threads.may_open_database("TH_1"));
    }

    #[test]
    fn a_database_grant_reaches_the_databases_that_it_names() {
        let grant = AgentDatabaseGrant::databases(["DB_1", ""])
            .read(true)
            .write(true);
        assert!(grant.may_read("DB_1") && grant.may_write("DB_1") && !grant.may_delete("DB_1"));
        assert!(!grant.may_read("DB_2") && !grant.may_read("") && !grant.create && !grant.list);
        assert!(!AgentDatabaseGrant::new().delete(true).may_delete("DB_1"));
        let json = r#"{"databaseIds":["DB_1"],"read":true,"create":true}"#;
        let read: AgentDatabaseGrant = serde_json::from_str(json).expect("a grant");
        assert_eq!(
            read,
            AgentDatabaseGrant::databases(["DB_1"])
                .read(true)
                .create(true)
        );
        assert_eq!(serde_json::to_string(&read).expect("JSON"), json);
    }
}

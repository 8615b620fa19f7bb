//! The client of `livekit.AgentSimulation`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::agent_simulation as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Trying agents out in simulated conversations.
///
/// One method a call of `livekit.AgentSimulation`; each takes its request message.
#[derive(Debug, Clone)]
pub struct AgentSimulations(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Trying agents out in simulated conversations.
    pub fn agent_simulation(&self) -> AgentSimulations {
        AgentSimulations(self.clone())
    }
}

impl AgentSimulations {
    /// Cancels a run.
    pub fn cancel_simulation_run(&self, request: lk_proto::simulation_run::cancel::Request) -> Call<rpc::CancelSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Tells that a run's source is uploaded.
    pub fn confirm_simulation_source_upload(&self, request: lk_proto::simulation_run::confirm_source_upload::Request) -> Call<rpc::ConfirmSimulationSourceUpload> {
        Call::new(&self.0, request)
    }

    /// Counts runs.
    pub fn count_simulation_runs(&self, request: lk_proto::simulation_run::counts::Request) -> Call<rpc::CountSimulationRuns> {
        Call::new(&self.0, request)
    }

    /// Makes a scenario out of a session that took place.
    pub fn create_scenario_from_session(&self, request: lk_proto::scenario::create_from_session::Request) -> Call<rpc::CreateScenarioFromSession> {
        Call::new(&self.0, request)
    }

    /// Creates a run.
    pub fn create_simulation_run(&self, request: lk_proto::simulation_run::create::Request) -> Call<rpc::CreateSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Returns one run.
    pub fn get_simulation_run(&self, request: lk_proto::simulation_run::get::Request) -> Call<rpc::GetSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Lists runs, a page at a time.
    pub fn list_simulation_runs(&self, request: lk_proto::simulation_run::list::Request) -> Call<rpc::ListSimulationRuns> {
        Call::new(&self.0, request)
    }
}

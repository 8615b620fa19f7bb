//! Trying agents out in simulated conversations.

use lk_proto::rpc::agent_simulation::{
    CancelSimulationRun, ConfirmSimulationSourceUpload, CountSimulationRuns,
    CreateScenarioFromSession, CreateSimulationRun, GetSimulationRun, ListSimulationRuns,
};

use crate::api::LiveKitApi;
use crate::call::Call;

/// Trying agents out in simulated conversations. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct AgentSimulations(LiveKitApi);

impl LiveKitApi {
    /// Trying agents out in simulated conversations.
    pub fn agent_simulation(&self) -> AgentSimulations {
        AgentSimulations(self.clone())
    }
}

impl AgentSimulations {
    /// Creates a run.
    pub fn create_simulation_run(
        &self,
        request: lk_proto::simulation_run::create::Request,
    ) -> Call<CreateSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Tells that a run's source is uploaded.
    pub fn confirm_simulation_source_upload(
        &self,
        request: lk_proto::simulation_run::confirm_source_upload::Request,
    ) -> Call<ConfirmSimulationSourceUpload> {
        Call::new(&self.0, request)
    }

    /// Returns one run.
    pub fn get_simulation_run(
        &self,
        request: lk_proto::simulation_run::get::Request,
    ) -> Call<GetSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Lists runs, a page at a time.
    pub fn list_simulation_runs(
        &self,
        request: lk_proto::simulation_run::list::Request,
    ) -> Call<ListSimulationRuns> {
        Call::new(&self.0, request)
    }

    /// Counts runs.
    pub fn count_simulation_runs(
        &self,
        request: lk_proto::simulation_run::counts::Request,
    ) -> Call<CountSimulationRuns> {
        Call::new(&self.0, request)
    }

    /// Cancels a run.
    pub fn cancel_simulation_run(
        &self,
        request: lk_proto::simulation_run::cancel::Request,
    ) -> Call<CancelSimulationRun> {
        Call::new(&self.0, request)
    }

    /// Makes a scenario out of a session that took place.
    pub fn create_scenario_from_session(
        &self,
        request: lk_proto::scenario::create_from_session::Request,
    ) -> Call<CreateScenarioFromSession> {
        Call::new(&self.0, request)
    }
}

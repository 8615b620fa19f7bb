//! Agent dispatches: one by its id.

use lk_proto::{AgentDispatch as Dispatch, ListAgentDispatchRequest};

use crate::error::CallError;
use crate::generated::AgentDispatch;

impl AgentDispatch {
    /// Returns the dispatch `id` of `room`, or `None` where the room has none of that id.
    ///
    /// # Errors
    ///
    /// Those of [`list_dispatch`](Self::list_dispatch), whose shorthand this is.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    pub async fn get_dispatch(&self, id: &str, room: &str) -> Result<Option<Dispatch>, CallError> {
        let request = ListAgentDispatchRequest {
            dispatch_id: id.into(),
            room: room.into(),
        };
        let listed = self.list_dispatch(request).await?.agent_dispatches;
        // A server that does not know how to look for one lists them all.
        Ok(listed.into_iter().find(|dispatch| dispatch.id == id))
    }
}

//! Phone calls: trunks and rules by their ids.

use std::collections::HashMap;

use lk_proto::{
    ListSipDispatchRuleRequest, ListSipInboundTrunkRequest, ListSipOutboundTrunkRequest,
    SipDispatchRuleInfo, SipInboundTrunkInfo, SipOutboundTrunkInfo,
};

use crate::error::CallError;
use crate::generated::Sip;

impl Sip {
    /// Returns the inbound trunks with `ids`: as many and in that order, `None` where the server
    /// knows none. No ids are no trunks, and no call.
    ///
    /// # Errors
    ///
    /// Those of [`list_sip_inbound_trunk`](Self::list_sip_inbound_trunk).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    ///
    /// ```no_run
    /// # async fn run(api: lk_api::LiveKitApi) -> Result<(), lk_api::CallError> {
    /// let trunks = api.sip().inbound_trunks(["ST_a", "ST_b"]).await?;
    /// assert_eq!(trunks.len(), 2);
    /// # Ok(()) }
    /// ```
    pub async fn inbound_trunks(
        &self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Vec<Option<SipInboundTrunkInfo>>, CallError> {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let request = ListSipInboundTrunkRequest {
            trunk_ids: ids.clone(),
            ..Default::default()
        };
        let listed = self.list_sip_inbound_trunk(request).await?.items;
        Ok(in_order(ids, listed, |trunk| &trunk.sip_trunk_id))
    }

    /// Returns the outbound trunks with `ids`, as [`inbound_trunks`](Self::inbound_trunks) does.
    ///
    /// # Errors
    ///
    /// Those of [`list_sip_outbound_trunk`](Self::list_sip_outbound_trunk).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    pub async fn outbound_trunks(
        &self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Vec<Option<SipOutboundTrunkInfo>>, CallError> {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let request = ListSipOutboundTrunkRequest {
            trunk_ids: ids.clone(),
            ..Default::default()
        };
        let listed = self.list_sip_outbound_trunk(request).await?.items;
        Ok(in_order(ids, listed, |trunk| &trunk.sip_trunk_id))
    }

    /// Returns the dispatch rules with `ids`, as [`inbound_trunks`](Self::inbound_trunks) does.
    ///
    /// # Errors
    ///
    /// Those of [`list_sip_dispatch_rule`](Self::list_sip_dispatch_rule).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the call, which changes nothing.
    pub async fn dispatch_rules(
        &self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Vec<Option<SipDispatchRuleInfo>>, CallError> {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let request = ListSipDispatchRuleRequest {
            dispatch_rule_ids: ids.clone(),
            ..Default::default()
        };
        let listed = self.list_sip_dispatch_rule(request).await?.items;
        Ok(in_order(ids, listed, |rule| &rule.sip_dispatch_rule_id))
    }
}

/// What of `listed` has which of `ids`, in their order. An id that is asked for twice is answered
/// twice.
fn in_order<T: Clone>(
    ids: Vec<String>,
    listed: Vec<T>,
    id_of: impl Fn(&T) -> &String,
) -> Vec<Option<T>> {
    let by_id: HashMap<&String, &T> = listed.iter().map(|item| (id_of(item), item)).collect();
    ids.iter()
        .map(|id| by_id.get(id).copied().cloned())
        .collect()
}

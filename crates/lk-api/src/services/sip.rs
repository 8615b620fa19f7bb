//! Phone calls: trunks, dispatch rules, participants.

use lk_proto::rpc::sip::{
    CreateSipDispatchRule, CreateSipInboundTrunk, CreateSipOutboundTrunk, CreateSipParticipant,
    DeleteSipDispatchRule, DeleteSipTrunk, GetSipInboundTrunk, GetSipOutboundTrunk,
    ListSipDispatchRule, ListSipInboundTrunk, ListSipOutboundTrunk, ListSipTrunk,
    TransferSipParticipant, UpdateSipDispatchRule, UpdateSipInboundTrunk, UpdateSipOutboundTrunk,
};

use super::dial::dial_limit;
use crate::api::LiveKitApi;
use crate::call::Call;

/// Phone calls: trunks, dispatch rules, participants. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct Sip(LiveKitApi);

impl LiveKitApi {
    /// Phone calls: trunks, dispatch rules, participants.
    pub fn sip(&self) -> Sip {
        Sip(self.clone())
    }
}

impl Sip {
    /// Creates a trunk for calls that come in.
    pub fn create_sip_inbound_trunk(
        &self,
        request: lk_proto::CreateSipInboundTrunkRequest,
    ) -> Call<CreateSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Creates a trunk for calls that go out.
    pub fn create_sip_outbound_trunk(
        &self,
        request: lk_proto::CreateSipOutboundTrunkRequest,
    ) -> Call<CreateSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces an inbound trunk.
    pub fn update_sip_inbound_trunk(
        &self,
        request: lk_proto::UpdateSipInboundTrunkRequest,
    ) -> Call<UpdateSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces an outbound trunk.
    pub fn update_sip_outbound_trunk(
        &self,
        request: lk_proto::UpdateSipOutboundTrunkRequest,
    ) -> Call<UpdateSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Returns one inbound trunk.
    pub fn get_sip_inbound_trunk(
        &self,
        request: lk_proto::GetSipInboundTrunkRequest,
    ) -> Call<GetSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Returns one outbound trunk.
    pub fn get_sip_outbound_trunk(
        &self,
        request: lk_proto::GetSipOutboundTrunkRequest,
    ) -> Call<GetSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists inbound trunks, a page at a time.
    pub fn list_sip_inbound_trunk(
        &self,
        request: lk_proto::ListSipInboundTrunkRequest,
    ) -> Call<ListSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists outbound trunks, a page at a time.
    pub fn list_sip_outbound_trunk(
        &self,
        request: lk_proto::ListSipOutboundTrunkRequest,
    ) -> Call<ListSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists trunks of the kind that servers no longer make.
    #[deprecated(note = "list inbound and outbound trunks instead")]
    #[allow(deprecated)]
    pub fn list_sip_trunk(&self, request: lk_proto::ListSipTrunkRequest) -> Call<ListSipTrunk> {
        Call::new(&self.0, request)
    }

    /// Deletes a trunk.
    pub fn delete_sip_trunk(
        &self,
        request: lk_proto::DeleteSipTrunkRequest,
    ) -> Call<DeleteSipTrunk> {
        Call::new(&self.0, request)
    }

    /// Creates a rule for where calls that come in are sent.
    pub fn create_sip_dispatch_rule(
        &self,
        request: lk_proto::CreateSipDispatchRuleRequest,
    ) -> Call<CreateSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces a dispatch rule.
    pub fn update_sip_dispatch_rule(
        &self,
        request: lk_proto::UpdateSipDispatchRuleRequest,
    ) -> Call<UpdateSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Lists dispatch rules, a page at a time.
    pub fn list_sip_dispatch_rule(
        &self,
        request: lk_proto::ListSipDispatchRuleRequest,
    ) -> Call<ListSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Deletes a dispatch rule.
    pub fn delete_sip_dispatch_rule(
        &self,
        request: lk_proto::DeleteSipDispatchRuleRequest,
    ) -> Call<DeleteSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Calls a phone number, and puts who answers into a room.
    ///
    /// Where the request waits until the call is answered, the ringing timeout is set to 30 s if
    /// it is not, and the call's time limit to 2 s more, unless it is set.
    pub fn create_sip_participant(
        &self,
        mut request: lk_proto::CreateSipParticipantRequest,
    ) -> Call<CreateSipParticipant> {
        if !request.wait_until_answered {
            return Call::new(&self.0, request);
        }
        let limit = dial_limit(&mut request.ringing_timeout);
        Call::new(&self.0, request).timeout(limit)
    }

    /// Transfers a call to another number.
    ///
    /// The ringing timeout is set to 30 s if it is not, and the call's time limit to 2 s more,
    /// unless it is set.
    pub fn transfer_sip_participant(
        &self,
        mut request: lk_proto::TransferSipParticipantRequest,
    ) -> Call<TransferSipParticipant> {
        let limit = dial_limit(&mut request.ringing_timeout);
        Call::new(&self.0, request).timeout(limit)
    }
}

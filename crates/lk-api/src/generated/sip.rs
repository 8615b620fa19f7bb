//! The client of `livekit.SIP`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::sip as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Phone calls: trunks, dispatch rules, participants.
///
/// One method a call of `livekit.SIP`; each takes its request message.
#[derive(Debug, Clone)]
pub struct Sip(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Phone calls: trunks, dispatch rules, participants.
    pub fn sip(&self) -> Sip {
        Sip(self.clone())
    }
}

impl Sip {
    /// Creates a rule for where calls that come in are sent.
    pub fn create_sip_dispatch_rule(&self, request: lk_proto::CreateSipDispatchRuleRequest) -> Call<rpc::CreateSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Creates a trunk for calls that come in.
    pub fn create_sip_inbound_trunk(&self, request: lk_proto::CreateSipInboundTrunkRequest) -> Call<rpc::CreateSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Creates a trunk for calls that go out.
    pub fn create_sip_outbound_trunk(&self, request: lk_proto::CreateSipOutboundTrunkRequest) -> Call<rpc::CreateSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Calls a phone number, and puts who answers into a room.
    ///
    /// Where the request waits until the call is answered, the ringing timeout is set to 30 s if
    /// it is not, and the call's time limit to 2 s more, unless it is set.
    pub fn create_sip_participant(&self, request: lk_proto::CreateSipParticipantRequest) -> Call<rpc::CreateSipParticipant> {
        Call::new(&self.0, request)
    }

    /// Deletes a dispatch rule.
    pub fn delete_sip_dispatch_rule(&self, request: lk_proto::DeleteSipDispatchRuleRequest) -> Call<rpc::DeleteSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Deletes a trunk.
    pub fn delete_sip_trunk(&self, request: lk_proto::DeleteSipTrunkRequest) -> Call<rpc::DeleteSipTrunk> {
        Call::new(&self.0, request)
    }

    /// Returns one inbound trunk.
    pub fn get_sip_inbound_trunk(&self, request: lk_proto::GetSipInboundTrunkRequest) -> Call<rpc::GetSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Returns one outbound trunk.
    pub fn get_sip_outbound_trunk(&self, request: lk_proto::GetSipOutboundTrunkRequest) -> Call<rpc::GetSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists dispatch rules, a page at a time.
    pub fn list_sip_dispatch_rule(&self, request: lk_proto::ListSipDispatchRuleRequest) -> Call<rpc::ListSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Lists inbound trunks, a page at a time.
    pub fn list_sip_inbound_trunk(&self, request: lk_proto::ListSipInboundTrunkRequest) -> Call<rpc::ListSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists outbound trunks, a page at a time.
    pub fn list_sip_outbound_trunk(&self, request: lk_proto::ListSipOutboundTrunkRequest) -> Call<rpc::ListSipOutboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Lists trunks of the kind that servers no longer make; list inbound and outbound trunks
    /// instead.
    #[deprecated = "marked so in the schema"]
    pub fn list_sip_trunk(&self, request: lk_proto::ListSipTrunkRequest) -> Call<rpc::ListSipTrunk> {
        Call::new(&self.0, request)
    }

    /// Transfers a call to another number.
    ///
    /// The ringing timeout is set to 30 s if it is not, and the call's time limit to 2 s more,
    /// unless it is set.
    pub fn transfer_sip_participant(&self, request: lk_proto::TransferSipParticipantRequest) -> Call<rpc::TransferSipParticipant> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces a dispatch rule.
    pub fn update_sip_dispatch_rule(&self, request: lk_proto::UpdateSipDispatchRuleRequest) -> Call<rpc::UpdateSipDispatchRule> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces an inbound trunk.
    pub fn update_sip_inbound_trunk(&self, request: lk_proto::UpdateSipInboundTrunkRequest) -> Call<rpc::UpdateSipInboundTrunk> {
        Call::new(&self.0, request)
    }

    /// Changes or replaces an outbound trunk.
    pub fn update_sip_outbound_trunk(&self, request: lk_proto::UpdateSipOutboundTrunkRequest) -> Call<rpc::UpdateSipOutboundTrunk> {
        Call::new(&self.0, request)
    }
}

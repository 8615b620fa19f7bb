//! Calls that come and go over WhatsApp and Twilio.

use lk_proto::rpc::connector::{
    AcceptWhatsAppCall, ConnectTwilioCall, ConnectWhatsAppCall, DialWhatsAppCall,
    DisconnectWhatsAppCall,
};

use super::dial::dial_limit;
use crate::api::LiveKitApi;
use crate::call::Call;

/// Calls that come and go over WhatsApp and Twilio. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct Connector(LiveKitApi);

impl LiveKitApi {
    /// Calls that come and go over WhatsApp and Twilio.
    pub fn connector(&self) -> Connector {
        Connector(self.clone())
    }
}

impl Connector {
    /// Calls a WhatsApp user.
    pub fn dial_whats_app_call(
        &self,
        request: lk_proto::DialWhatsAppCallRequest,
    ) -> Call<DialWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Ends a WhatsApp call.
    pub fn disconnect_whats_app_call(
        &self,
        request: lk_proto::DisconnectWhatsAppCallRequest,
    ) -> Call<DisconnectWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Connects a WhatsApp call that was dialled, once it is answered.
    pub fn connect_whats_app_call(
        &self,
        request: lk_proto::ConnectWhatsAppCallRequest,
    ) -> Call<ConnectWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Answers a WhatsApp call.
    ///
    /// Where the request waits until the call is answered, the ringing timeout is set to 30 s if
    /// it is not, and the call's time limit to 2 s more, unless it is set.
    pub fn accept_whats_app_call(
        &self,
        mut request: lk_proto::AcceptWhatsAppCallRequest,
    ) -> Call<AcceptWhatsAppCall> {
        if !request.wait_until_answered {
            return Call::new(&self.0, request);
        }
        let limit = dial_limit(&mut request.ringing_timeout);
        Call::new(&self.0, request).timeout(limit)
    }

    /// Connects a Twilio call to a room.
    pub fn connect_twilio_call(
        &self,
        request: lk_proto::ConnectTwilioCallRequest,
    ) -> Call<ConnectTwilioCall> {
        Call::new(&self.0, request)
    }
}

//! The client of `livekit.Connector`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::connector as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Calls that come and go over WhatsApp and Twilio.
///
/// One method a call of `livekit.Connector`; each takes its request message.
#[derive(Debug, Clone)]
pub struct Connector(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Calls that come and go over WhatsApp and Twilio.
    pub fn connector(&self) -> Connector {
        Connector(self.clone())
    }
}

impl Connector {
    /// Answers a WhatsApp call.
    ///
    /// Where the request waits until the call is answered, the ringing timeout is set to 30 s if
    /// it is not, and the call's time limit to 2 s more, unless it is set.
    pub fn accept_whats_app_call(&self, request: lk_proto::AcceptWhatsAppCallRequest) -> Call<rpc::AcceptWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Connects a Twilio call to a room.
    pub fn connect_twilio_call(&self, request: lk_proto::ConnectTwilioCallRequest) -> Call<rpc::ConnectTwilioCall> {
        Call::new(&self.0, request)
    }

    /// Connects a WhatsApp call that was dialled, once it is answered.
    ///
    /// Where the request waits until the call is answered, the call's time limit is 32 s, unless it
    /// is set.
    pub fn connect_whats_app_call(&self, request: lk_proto::ConnectWhatsAppCallRequest) -> Call<rpc::ConnectWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Calls a WhatsApp user.
    pub fn dial_whats_app_call(&self, request: lk_proto::DialWhatsAppCallRequest) -> Call<rpc::DialWhatsAppCall> {
        Call::new(&self.0, request)
    }

    /// Ends a WhatsApp call.
    pub fn disconnect_whats_app_call(&self, request: lk_proto::DisconnectWhatsAppCallRequest) -> Call<rpc::DisconnectWhatsAppCall> {
        Call::new(&self.0, request)
    }
}

//! The client of `livekit.Ingress`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::ingress as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Publishing into rooms over RTMP, WHIP and from URLs.
///
/// One method a call of `livekit.Ingress`; each takes its request message.
#[derive(Debug, Clone)]
pub struct Ingress(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Publishing into rooms over RTMP, WHIP and from URLs.
    pub fn ingress(&self) -> Ingress {
        Ingress(self.clone())
    }
}

impl Ingress {
    /// Creates an ingress.
    pub fn create_ingress(&self, request: lk_proto::CreateIngressRequest) -> Call<rpc::CreateIngress> {
        Call::new(&self.0, request)
    }

    /// Deletes an ingress, and ends it where it is in use.
    pub fn delete_ingress(&self, request: lk_proto::DeleteIngressRequest) -> Call<rpc::DeleteIngress> {
        Call::new(&self.0, request)
    }

    /// Lists ingresses, a page at a time.
    pub fn list_ingress(&self, request: lk_proto::ListIngressRequest) -> Call<rpc::ListIngress> {
        Call::new(&self.0, request)
    }

    /// Changes an ingress that is not in use.
    pub fn update_ingress(&self, request: lk_proto::UpdateIngressRequest) -> Call<rpc::UpdateIngress> {
        Call::new(&self.0, request)
    }
}

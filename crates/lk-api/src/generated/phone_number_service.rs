//! The client of `livekit.PhoneNumberService`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::phone_number_service as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Phone numbers of LiveKit Cloud.
///
/// One method a call of `livekit.PhoneNumberService`; each takes its request message.
#[derive(Debug, Clone)]
pub struct PhoneNumbers(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Phone numbers of LiveKit Cloud.
    pub fn phone_number(&self) -> PhoneNumbers {
        PhoneNumbers(self.clone())
    }
}

impl PhoneNumbers {
    /// Returns one number of the project.
    pub fn get_phone_number(&self, request: lk_proto::GetPhoneNumberRequest) -> Call<rpc::GetPhoneNumber> {
        Call::new(&self.0, request)
    }

    /// Lists the numbers that the project has, a page at a time.
    pub fn list_phone_numbers(&self, request: lk_proto::ListPhoneNumbersRequest) -> Call<rpc::ListPhoneNumbers> {
        Call::new(&self.0, request)
    }

    /// Buys phone numbers.
    pub fn purchase_phone_number(&self, request: lk_proto::PurchasePhoneNumberRequest) -> Call<rpc::PurchasePhoneNumber> {
        Call::new(&self.0, request)
    }

    /// Gives numbers back.
    pub fn release_phone_numbers(&self, request: lk_proto::ReleasePhoneNumbersRequest) -> Call<rpc::ReleasePhoneNumbers> {
        Call::new(&self.0, request)
    }

    /// Searches for numbers that can be bought. The time limit, unless set, is 30 s.
    pub fn search_phone_numbers(&self, request: lk_proto::SearchPhoneNumbersRequest) -> Call<rpc::SearchPhoneNumbers> {
        Call::new(&self.0, request)
    }

    /// Changes which dispatch rule a number follows.
    pub fn update_phone_number(&self, request: lk_proto::UpdatePhoneNumberRequest) -> Call<rpc::UpdatePhoneNumber> {
        Call::new(&self.0, request)
    }
}

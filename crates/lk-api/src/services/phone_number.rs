//! Phone numbers of LiveKit Cloud.

use std::time::Duration;

use lk_proto::rpc::phone_number_service::{
    GetPhoneNumber, ListPhoneNumbers, PurchasePhoneNumber, ReleasePhoneNumbers, SearchPhoneNumbers,
    UpdatePhoneNumber,
};

use crate::api::LiveKitApi;
use crate::call::Call;

/// Phone numbers of LiveKit Cloud. One method a call; each takes its request message.
#[derive(Debug, Clone)]
pub struct PhoneNumbers(LiveKitApi);

impl LiveKitApi {
    /// Phone numbers of LiveKit Cloud.
    pub fn phone_number(&self) -> PhoneNumbers {
        PhoneNumbers(self.clone())
    }
}

impl PhoneNumbers {
    /// Searches for numbers that can be bought. The time limit, unless set, is 30 s.
    pub fn search_phone_numbers(
        &self,
        request: lk_proto::SearchPhoneNumbersRequest,
    ) -> Call<SearchPhoneNumbers> {
        Call::new(&self.0, request).timeout(SEARCH_TIMEOUT)
    }

    /// Buys phone numbers.
    pub fn purchase_phone_number(
        &self,
        request: lk_proto::PurchasePhoneNumberRequest,
    ) -> Call<PurchasePhoneNumber> {
        Call::new(&self.0, request)
    }

    /// Lists the numbers that the project has, a page at a time.
    pub fn list_phone_numbers(
        &self,
        request: lk_proto::ListPhoneNumbersRequest,
    ) -> Call<ListPhoneNumbers> {
        Call::new(&self.0, request)
    }

    /// Returns one number of the project.
    pub fn get_phone_number(
        &self,
        request: lk_proto::GetPhoneNumberRequest,
    ) -> Call<GetPhoneNumber> {
        Call::new(&self.0, request)
    }

    /// Changes which dispatch rule a number follows.
    pub fn update_phone_number(
        &self,
        request: lk_proto::UpdatePhoneNumberRequest,
    ) -> Call<UpdatePhoneNumber> {
        Call::new(&self.0, request)
    }

    /// Gives numbers back.
    pub fn release_phone_numbers(
        &self,
        request: lk_proto::ReleasePhoneNumbersRequest,
    ) -> Call<ReleasePhoneNumbers> {
        Call::new(&self.0, request)
    }
}

const SEARCH_TIMEOUT: Duration = Duration::from_secs(30);

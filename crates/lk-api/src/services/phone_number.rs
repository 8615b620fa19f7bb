//! Phone numbers: how long searching may take.

use std::time::Duration;

/// The time limit of a search, which asks carriers.
pub(crate) fn search(_: &mut lk_proto::SearchPhoneNumbersRequest) -> Option<Duration> {
    Some(Duration::from_secs(30))
}

//! Phone numbers: how long searching may take.

use std::time::Duration;

use crate::grants::Wait;

/// The time limit of a search, which asks carriers.
pub(crate) fn search(_: &mut lk_proto::SearchPhoneNumbersRequest) -> Option<Wait> {
    Some(Wait::up_to(Duration::from_secs(30)))
}

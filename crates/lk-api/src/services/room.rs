//! Rooms: data that is delivered once, and calls that wait for a participant.

use std::time::Duration;

use crate::grants::Wait;
use crate::random;

/// Gives data its nonce, unless it has one.
pub(crate) fn with_nonce(request: &mut lk_proto::SendDataRequest) -> Option<Wait> {
    if request.nonce.is_empty() {
        request.nonce = random::bytes()
            .map(|nonce| nonce.to_vec().into())
            .unwrap_or_default();
    }
    None
}

/// What lies above the time that the server waits for a participant's response.
pub(crate) fn rpc_limit(request: &mut lk_proto::PerformRpcRequest) -> Option<Wait> {
    let response = match request.response_timeout_ms {
        0 => RESPONSE_TIMEOUT,
        millis => Duration::from_millis(millis.into()),
    };
    Some(Wait::up_to(response + SERVER_MARGIN + OUR_MARGIN))
}

/// What the server waits for a response when the request does not say.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(15);
/// What the server waits beyond that.
const SERVER_MARGIN: Duration = Duration::from_secs(7);
/// What its answer may take to reach us.
const OUR_MARGIN: Duration = Duration::from_secs(1);

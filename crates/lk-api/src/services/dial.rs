//! How long a call may take that waits for somebody to pick up.

use std::time::Duration;

use crate::grants::Wait;

#[cfg(feature = "sip")]
pub(crate) fn create(request: &mut lk_proto::CreateSipParticipantRequest) -> Option<Wait> {
    request
        .wait_until_answered
        .then(|| ringing(&mut request.ringing_timeout))
}

#[cfg(feature = "sip")]
pub(crate) fn transfer(request: &mut lk_proto::TransferSipParticipantRequest) -> Option<Wait> {
    Some(ringing(&mut request.ringing_timeout))
}

#[cfg(feature = "connector")]
pub(crate) fn accept(request: &mut lk_proto::AcceptWhatsAppCallRequest) -> Option<Wait> {
    request
        .wait_until_answered
        .then(|| ringing(&mut request.ringing_timeout))
}

/// How long this one rings was said when it was dialled; the usual time is all that we know.
#[cfg(feature = "connector")]
pub(crate) fn connect(request: &mut lk_proto::ConnectWhatsAppCallRequest) -> Option<Wait> {
    request.wait_until_answered.then(|| ringing(&mut None))
}

/// A call that gave up earlier would leave a phone ringing, and whoever picks up with nobody.
fn ringing(timeout: &mut Option<prost_types::Duration>) -> Wait {
    Wait {
        limit: limit(timeout),
        is_least: true,
    }
}

/// Pins the ringing timeout, so that server and client mean the same one, and returns how long
/// the call may take: what rings, and what the answer takes to reach us. Nothing, or less, is to
/// the server as if it were not set.
fn limit(ringing: &mut Option<prost_types::Duration>) -> Duration {
    if ringing.is_some_and(|set| set.seconds < 0 || (set.seconds == 0 && set.nanos <= 0)) {
        *ringing = None;
    }
    let pinned = ringing.get_or_insert(DEFAULT_RINGING);
    let seconds = u64::try_from(pinned.seconds).unwrap_or(0);
    let nanos = u32::try_from(pinned.nanos).unwrap_or(0).min(999_999_999);
    Duration::new(seconds, nanos).saturating_add(MARGIN)
}

const DEFAULT_RINGING: prost_types::Duration = prost_types::Duration {
    seconds: 30,
    nanos: 0,
};
const MARGIN: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ringing_is_pinned_and_the_limit_lies_two_seconds_above() {
        let mut ringing = None;
        assert_eq!(limit(&mut ringing), Duration::from_secs(32));
        assert_eq!(ringing, Some(DEFAULT_RINGING));
        let mut ringing = Some(prost_types::Duration {
            seconds: 5,
            nanos: 500_000_000,
        });
        assert_eq!(limit(&mut ringing), Duration::from_millis(7500));
        for (seconds, nanos) in [(0, 0), (-5, -1), (0, -1), (-1, 5)] {
            let mut nonsense = Some(prost_types::Duration { seconds, nanos });
            assert_eq!(limit(&mut nonsense), Duration::from_secs(32));
            assert_eq!(nonsense, Some(DEFAULT_RINGING));
        }
        let mut endless = Some(prost_types::Duration {
            seconds: i64::MAX,
            nanos: i32::MAX,
        });
        assert!(limit(&mut endless) > Duration::from_secs(1 << 60));
    }
}

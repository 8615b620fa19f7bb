//! When a call is made again, and where.
//!
//! LiveKit Cloud serves a project from several regions. A call that one of them fails to answer
//! goes to the next, up to three attempts, each with the call's whole time limit.

use std::time::Duration;

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, Response, StatusCode};
use lk_net::{HttpError, Region, ServerUrl};

use crate::api::LiveKitApi;

/// Whether a call that fails in one region is made in another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failover {
    /// On LiveKit Cloud only; other servers have no regions.
    #[default]
    Cloud,
    /// On every server: one that serves `/settings/regions` like LiveKit Cloud.
    Always,
    /// Nowhere. A project that is pinned to other regions (451) is still followed there.
    Never,
}

impl Failover {
    /// Tells whether a call to `url` that may take `limit` has other regions to go to.
    ///
    /// One in a hurry has not: when a region fails, all those calls at once would fall on the
    /// next.
    pub(crate) fn applies(self, url: &ServerUrl, limit: Duration) -> bool {
        let wanted = match self {
            Self::Cloud => url.is_cloud(),
            Self::Always => true,
            Self::Never => false,
        };
        wanted && limit >= SHORTEST_LIMIT
    }
}

/// The attempts of one call.
pub(crate) struct Attempts {
    applies: bool,
    may_repeat: bool,
    limit: Duration,
    made: u32,
    tried: Vec<ServerUrl>,
}

/// What follows an attempt.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// Nothing: this is the answer.
    Done,
    /// The same region, after a pause that it asked for.
    Wait(Duration),
    /// Another region.
    Elsewhere,
    /// Another region, out of a list that must be fetched anew.
    Pinned,
}

impl Attempts {
    /// The attempts of a call that begins at `url`. `may_repeat` is false for a call that must
    /// not happen twice.
    pub(crate) fn new(
        failover: Failover,
        url: &ServerUrl,
        limit: Duration,
        may_repeat: bool,
    ) -> Self {
        let applies = failover.applies(url, limit);
        Self {
            applies,
            may_repeat,
            limit,
            made: 0,
            tried: vec![url.clone()],
        }
    }

    /// Where the next attempt goes to.
    pub(crate) fn at(&self) -> &ServerUrl {
        // There is always one: the list begins with the call's own.
        &self.tried[self.tried.len() - 1]
    }

    /// How many attempts were made.
    pub(crate) fn made(&self) -> u32 {
        self.made
    }

    /// Takes the outcome of an attempt; true when another follows, its pause over by then.
    pub(crate) async fn again(
        &mut self,
        api: &LiveKitApi,
        headers: &HeaderMap,
        outcome: &Result<Response<Bytes>, HttpError>,
    ) -> bool {
        self.made += 1;
        let next = self.next(outcome);
        tracing::debug!(attempt = self.made, ?next, "attempt failed or done");
        let fetched = match next {
            Next::Done => return false,
            Next::Wait(pause) => {
                tokio::time::sleep(pause).await;
                return true;
            }
            Next::Elsewhere => {
                api.regions()
                    .regions(api.http(), &self.tried[0], headers)
                    .await
            }
            Next::Pinned => {
                api.regions()
                    .fetch(api.http(), &self.tried[0], headers)
                    .await
            }
        };
        let regions = match fetched {
            Ok(regions) => regions,
            Err(error) => {
                tracing::debug!(%error, "no other region");
                return false;
            }
        };
        let Some(region) = self.untried(&regions) else {
            return false;
        };
        tracing::warn!(attempt = self.made, region = %region.url, "call failed, trying a region");
        self.tried.push(region.url.clone());
        if next == Next::Elsewhere {
            tokio::time::sleep(PAUSE * (1 << (self.made - 1).min(4))).await;
        }
        true
    }

    fn next(&self, outcome: &Result<Response<Bytes>, HttpError>) -> Next {
        if self.made >= MAX_ATTEMPTS {
            return Next::Done;
        }
        let elsewhere = if self.applies {
            Next::Elsewhere
        } else {
            Next::Done
        };
        match outcome {
            Err(error) if self.may_repeat || !error.may_have_arrived() => match error {
                HttpError::Dial(_) | HttpError::TimedOut(_) | HttpError::Broken { .. } => elsewhere,
                _ => Next::Done,
            },
            Err(_) => Next::Done,
            Ok(answer) => match answer.status() {
                StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS => Next::Pinned,
                StatusCode::TOO_MANY_REQUESTS => self.wait(answer),
                // It says itself that it did nothing, and when to come back.
                StatusCode::SERVICE_UNAVAILABLE if !self.applies => self.wait(answer),
                status if status.is_server_error() && self.may_repeat => elsewhere,
                _ => Next::Done,
            },
        }
    }

    /// `Retry-After` in seconds, if the call's time limit has room for it.
    fn wait(&self, answer: &Response<Bytes>) -> Next {
        let seconds = answer
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok());
        match seconds
            .and_then(|seconds| seconds.trim().parse().ok())
            .map(Duration::from_secs)
        {
            Some(pause) if pause < self.limit => Next::Wait(pause),
            _ => Next::Done,
        }
    }

    fn untried<'r>(&self, regions: &'r [Region]) -> Option<&'r Region> {
        let same = |a: &ServerUrl, b: &ServerUrl| {
            a.host().eq_ignore_ascii_case(b.host()) && a.port() == b.port()
        };
        regions
            .iter()
            .find(|region| !self.tried.iter().any(|tried| same(tried, &region.url)))
    }
}

const MAX_ATTEMPTS: u32 = 3;
const SHORTEST_LIMIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(200);

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(failover: Failover, url: &str, seconds: u64, may_repeat: bool) -> Attempts {
        let url = url.parse().expect("a URL");
        let mut attempts = Attempts::new(failover, &url, Duration::from_secs(seconds), may_repeat);
        attempts.made = 1;
        attempts
    }

    fn status(status: u16) -> Result<Response<Bytes>, HttpError> {
        Ok(Response::builder()
            .status(status)
            .body(Bytes::new())
            .expect("an answer"))
    }

    fn busy(status: u16, after: &str) -> Result<Response<Bytes>, HttpError> {
        let answer = Response::builder()
            .status(status)
            .header(RETRY_AFTER, after);
        Ok(answer.body(Bytes::new()).expect("an answer"))
    }

    const CLOUD: &str = "wss://p.livekit.cloud";

    #[test]
    fn only_what_another_region_may_mend_goes_there() {
        let cloud = attempts(Failover::Cloud, CLOUD, 10, true);
        for (code, next) in [
            (200, Next::Done),
            (400, Next::Done),
            (401, Next::Done),
            (404, Next::Done),
            (429, Next::Done),
            (451, Next::Pinned),
            (500, Next::Elsewhere),
            (503, Next::Elsewhere),
        ] {
            assert_eq!(cloud.next(&status(code)), next, "{code}");
        }
        let limit = Duration::from_secs(10);
        assert_eq!(
            cloud.next(&Err(HttpError::TimedOut(limit))),
            Next::Elsewhere
        );
        assert_eq!(cloud.next(&Err(HttpError::BodyTooLarge(1))), Next::Done);
    }

    #[test]
    fn there_are_three_attempts() {
        let mut cloud = attempts(Failover::Cloud, CLOUD, 10, true);
        cloud.made = 2;
        assert_eq!(cloud.next(&status(500)), Next::Elsewhere);
        cloud.made = 3;
        assert_eq!(cloud.next(&status(500)), Next::Done);
        assert_eq!(cloud.next(&status(451)), Next::Done);
    }

    #[test]
    fn other_servers_hurried_calls_and_those_told_so_stay_where_they_are() {
        for stays in [
            attempts(Failover::Cloud, "wss://example.com", 10, true),
            attempts(Failover::Cloud, CLOUD, 4, true),
            attempts(Failover::Never, CLOUD, 10, true),
        ] {
            assert_eq!(stays.next(&status(500)), Next::Done);
            assert_eq!(
                stays.next(&status(451)),
                Next::Pinned,
                "a pin is always followed"
            );
        }
        let always = attempts(Failover::Always, "ws://localhost:1", 10, true);
        assert_eq!(always.next(&status(500)), Next::Elsewhere);
    }

    #[test]
    fn a_call_that_must_not_happen_twice_is_made_again_only_if_it_never_arrived() {
        let once = attempts(Failover::Cloud, CLOUD, 10, false);
        assert_eq!(once.next(&status(503)), Next::Done);
        assert_eq!(
            once.next(&Err(HttpError::TimedOut(Duration::ZERO))),
            Next::Done
        );
        assert_eq!(
            once.next(&Err(HttpError::Dial(lk_net::DialError::NoTls))),
            Next::Elsewhere
        );
        assert_eq!(once.next(&status(451)), Next::Pinned);
    }

    #[test]
    fn retry_after_is_waited_for_within_the_limit() {
        let here = attempts(Failover::Cloud, "ws://localhost", 10, false);
        assert_eq!(
            here.next(&busy(429, "3")),
            Next::Wait(Duration::from_secs(3))
        );
        assert_eq!(
            here.next(&busy(503, "3")),
            Next::Wait(Duration::from_secs(3))
        );
        assert_eq!(here.next(&busy(429, "10")), Next::Done);
        assert_eq!(here.next(&busy(429, "tomorrow")), Next::Done);
        assert_eq!(here.next(&busy(500, "3")), Next::Done);
    }
}

//! When a call is made again, and where.
//!
//! LiveKit Cloud serves a project from several regions. A call that one of them fails to answer
//! goes to the next, up to three attempts, each with the call's whole time limit.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use lk_net::{HttpError, Region, ServerUrl};
use tokio::time::Instant;

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
    /// When the region that is asked was first asked, and whether it asked us to wait.
    since: Instant,
    has_waited: bool,
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
            since: Instant::now(),
            has_waited: false,
            made: 0,
            tried: vec![url.clone()],
        }
    }

    /// Where the next attempt goes to.
    pub(crate) fn at(&self) -> &ServerUrl {
        // There is always one: the list begins with the call's own.
        &self.tried[self.tried.len() - 1]
    }

    /// Whether that is elsewhere than where the call began.
    pub(crate) fn has_moved(&self) -> bool {
        self.tried.len() > 1
    }

    /// How long the next attempt may take: in a new region all of the call's time limit, in the
    /// same one what is left of it.
    pub(crate) fn remaining(&self) -> Duration {
        if self.has_waited {
            self.left()
        } else {
            self.limit
        }
    }

    fn left(&self) -> Duration {
        self.limit.saturating_sub(self.since.elapsed())
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
        match outcome {
            Ok(answer) => {
                let status = answer.status().as_u16();
                tracing::debug!(attempt = self.made, status, ?next, "attempt answered");
            }
            Err(error) => tracing::debug!(attempt = self.made, %error, ?next, "attempt failed"),
        }
        let fetched = match next {
            Next::Done => return false,
            Next::Wait(pause) => return self.wait(Some(pause)).await,
            Next::Elsewhere => {
                api.regions()
                    .regions(api.http(), &self.tried[0], headers)
                    .await
            }
            Next::Pinned => {
                let anew = api.regions().fetch(api.http(), &self.tried[0], headers);
                let remembered = || api.regions().remembered(&self.tried[0]);
                match anew.await {
                    Ok(regions) => Ok(regions),
                    Err(error) => remembered().ok_or(error),
                }
            }
        };
        let found = match &fetched {
            Ok(regions) => self.untried(regions),
            Err(error) => {
                tracing::debug!(%error, "no other region");
                None
            }
        };
        let Some(region) = found else {
            // Where there is nowhere to go, there may be a time to come back.
            return self.wait(self.asked_to_wait(outcome)).await;
        };
        tracing::warn!(attempt = self.made, region = %region.url, "call failed, trying a region");
        let url = region.url.clone();
        self.tried.push(url);
        if next == Next::Elsewhere {
            tokio::time::sleep(PAUSE * (1 << (self.made - 1).min(4))).await;
        }
        self.since = Instant::now();
        self.has_waited = false;
        true
    }

    /// Waits, and tells whether there is something to wait for.
    async fn wait(&mut self, pause: Option<Duration>) -> bool {
        let Some(pause) = pause else { return false };
        tokio::time::sleep(pause).await;
        self.has_waited = true;
        true
    }

    fn next(&self, outcome: &Result<Response<Bytes>, HttpError>) -> Next {
        if self.made >= MAX_ATTEMPTS {
            return Next::Done;
        }
        let or_wait = match self.asked_to_wait(outcome) {
            Some(pause) => Next::Wait(pause),
            None => Next::Done,
        };
        match outcome {
            Err(error) if self.may_repeat || !error.may_have_arrived() => match error {
                HttpError::Dial(_) | HttpError::TimedOut(_) | HttpError::Broken { .. }
                    if self.applies =>
                {
                    Next::Elsewhere
                }
                _ => Next::Done,
            },
            Err(_) => Next::Done,
            Ok(answer) => match answer.status() {
                StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS => Next::Pinned,
                status if status.is_server_error() && self.applies && self.may_repeat => {
                    Next::Elsewhere
                }
                _ => or_wait,
            },
        }
    }

    /// How long the server asks us to wait, where it says so in earnest: it did nothing (429, or
    /// 503 to a call that may be repeated), and the call's time limit has room for the pause.
    fn asked_to_wait(&self, outcome: &Result<Response<Bytes>, HttpError>) -> Option<Duration> {
        let answer = outcome.as_ref().ok()?;
        let is_meant = match answer.status() {
            StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::SERVICE_UNAVAILABLE => self.may_repeat,
            _ => false,
        };
        let pause = retry_after(answer.headers().get(RETRY_AFTER)?, SystemTime::now())?;
        (is_meant && self.made < MAX_ATTEMPTS && pause < self.left()).then_some(pause)
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

/// Seconds, or a date. Source: RFC 9110 §10.2.3.
fn retry_after(value: &HeaderValue, now: SystemTime) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let when = httpdate::parse_http_date(text).ok()?;
    Some(when.duration_since(now).unwrap_or_default())
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
            once.next(&Err(HttpError::Dial(lk_net::DialError::NoTls { source: None }))),
            Next::Elsewhere
        );
        assert_eq!(once.next(&status(451)), Next::Pinned);
    }

    #[test]
    fn retry_after_is_waited_for_within_the_limit() {
        let here = attempts(Failover::Cloud, "ws://localhost", 10, true);
        let three = Next::Wait(Duration::from_secs(3));
        assert_eq!(here.next(&busy(429, "3")), three);
        assert_eq!(here.next(&busy(503, "3")), three);
        assert_eq!(here.next(&busy(429, "10")), Next::Done);
        assert_eq!(here.next(&busy(429, "tomorrow")), Next::Done);
        assert_eq!(here.next(&busy(500, "3")), Next::Done);
        let last = Attempts { made: 3, ..here };
        assert_eq!(last.next(&busy(429, "3")), Next::Done);
    }

    #[test]
    fn a_call_that_must_not_happen_twice_waits_only_where_nothing_was_done() {
        let once = attempts(Failover::Cloud, "ws://localhost", 10, false);
        assert_eq!(
            once.next(&busy(429, "3")),
            Next::Wait(Duration::from_secs(3))
        );
        assert_eq!(once.next(&busy(503, "3")), Next::Done);
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_takes_from_the_time_that_the_region_has() {
        let here = attempts(Failover::Cloud, "ws://localhost", 10, true);
        tokio::time::advance(Duration::from_secs(8)).await;
        assert_eq!(here.left(), Duration::from_secs(2));
        assert_eq!(here.next(&busy(429, "3")), Next::Done);
        assert_eq!(
            here.next(&busy(429, "1")),
            Next::Wait(Duration::from_secs(1))
        );
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let wait = |text: &'static str| retry_after(&HeaderValue::from_static(text), now);
        assert_eq!(wait(" 7 "), Some(Duration::from_secs(7)));
        let date = "Tue, 14 Nov 2023 22:13:25 GMT";
        assert_eq!(wait(date), Some(Duration::from_secs(5)));
        assert_eq!(wait("Tue, 14 Nov 2000 22:13:25 GMT"), Some(Duration::ZERO));
        assert_eq!((wait("-1"), wait("soon"), wait("")), (None, None, None));
    }
}

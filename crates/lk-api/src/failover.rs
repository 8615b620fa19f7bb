//! When a call is made again, and where.
//!
//! LiveKit Cloud serves a project from several regions. A call that one of them fails to answer
//! goes to the next, and to the same one where there is no other: up to three attempts, each with
//! the call's whole time limit.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use lk_net::{HttpError, Processed, Region, ServerUrl};
use tokio::time::Instant;

use crate::answer;
use crate::api::LiveKitApi;

/// Whether a call that fails in one region is made in another, or again in the same one where there
/// is no other that was not tried, and whether one that the project is
/// not pinned to (451) is left for one that it is.
///
/// Calls that may take less than 5 s are not made again where they failed; a pin is followed
/// however short they are, as nobody else serves the project. What begins over TLS stays so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failover {
    /// On LiveKit Cloud only; other servers have no regions. Its own API (`cloud-api.livekit.io`)
    /// finds its regions by itself, and is asked again at the same address.
    #[default]
    Cloud,
    /// On every server; one that serves `/settings/regions` has regions as LiveKit Cloud has.
    Always,
    /// Nowhere: the server's first answer counts.
    Never,
}

impl Failover {
    /// Tells whether a call to `url` has other regions to go to.
    fn is_wanted(self, url: &ServerUrl) -> bool {
        match self {
            Self::Cloud => url.is_cloud() || is_cloud_api(url),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// The attempts of one call.
pub(crate) struct Attempts {
    /// A pin is followed.
    follows: bool,
    /// A failure goes elsewhere. Not for a call in a hurry: when a region fails, all those at once
    /// would fall on the next.
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
        let follows = failover.is_wanted(url);
        Self {
            follows,
            applies: follows && limit >= SHORTEST_LIMIT,
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

    /// Whether what failed last was asked for by the server, after a pause.
    pub(crate) fn has_waited(&self) -> bool {
        self.has_waited
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
        let (home, cache) = (&self.tried[0], api.regions());
        let fetched = match next {
            Next::Done => return false,
            Next::Wait(pause) => return self.wait(Some(pause)).await,
            Next::Elsewhere if is_cloud_api(home) => {
                self.back_off().await;
                return true;
            }
            Next::Elsewhere => cache.regions(api.http(), home, headers).await.ok(),
            Next::Pinned => {
                let anew = cache.fetch(api.http(), home, headers);
                // A short call waits no longer for the list than for an answer.
                let anew = tokio::time::timeout(self.limit, anew).await;
                let anew = anew.ok().and_then(Result::ok);
                anew.or_else(|| cache.remembered(home))
            }
        };
        let found = fetched.as_deref().and_then(|regions| self.untried(regions));
        let Some(region) = found else {
            tracing::debug!(attempt = self.made, "no other region");
            // Where there is nowhere to go, there may be a time to come back.
            let pause = self.asked_to_wait(outcome);
            if pause.is_none() && next == Next::Elsewhere {
                self.back_off().await;
                return true;
            }
            return self.wait(pause).await;
        };
        tracing::warn!(attempt = self.made, region = %region.url, "call failed, trying a region");
        let url = region.url.clone();
        self.tried.push(url);
        if next == Next::Elsewhere {
            self.back_off().await;
        } else {
            self.begin_anew();
        }
        true
    }

    /// Pauses after a failure; what follows has all of the time limit.
    async fn back_off(&mut self) {
        tokio::time::sleep(PAUSE * (1 << (self.made - 1).min(4))).await;
        self.begin_anew();
    }

    fn begin_anew(&mut self) {
        self.since = Instant::now();
        self.has_waited = false;
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
            Err(error) => {
                let may_repeat = self.may_repeat || error.processed() == Processed::No;
                match may_repeat && self.applies && error.is_transient() {
                    true => Next::Elsewhere,
                    false => Next::Done,
                }
            }
            Ok(answer) => match answer.status() {
                StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS if self.follows => Next::Pinned,
                status if status.is_server_error() && self.applies && self.may_repeat => {
                    Next::Elsewhere
                }
                _ => or_wait,
            },
        }
    }

    /// How long the server asks us to wait, where it says so in earnest: it did nothing, and the
    /// call's time limit has room for the pause.
    fn asked_to_wait(&self, outcome: &Result<Response<Bytes>, HttpError>) -> Option<Duration> {
        let answer = outcome.as_ref().ok()?;
        let pause = answer::retry_after(answer.headers(), SystemTime::now())?;
        let did_nothing = match answer.status() {
            // The server also says so of somebody who is busy, whose phone did ring; something
            // before it, which turned the call away, speaks no Twirp.
            StatusCode::TOO_MANY_REQUESTS => self.may_repeat || !answer::is_refusal(answer.body()),
            StatusCode::SERVICE_UNAVAILABLE => self.may_repeat,
            _ => false,
        };
        (did_nothing && self.made < MAX_ATTEMPTS && pause < self.left()).then_some(pause)
    }

    fn untried<'r>(&self, regions: &'r [Region]) -> Option<&'r Region> {
        let same = |a: &ServerUrl, b: &ServerUrl| a.host() == b.host() && a.port() == b.port();
        let is_as_safe = |url: &ServerUrl| url.is_secure() || !self.tried[0].is_secure();
        regions.iter().find(|Region { url, .. }| {
            is_as_safe(url) && !self.tried.iter().any(|tried| same(tried, url))
        })
    }
}

/// Tells whether `url` is that of LiveKit Cloud's own API, or of one of its stages.
fn is_cloud_api(url: &ServerUrl) -> bool {
    let host = url.host();
    host.starts_with("cloud-api.") && host.ends_with(".livekit.io")
}

const MAX_ATTEMPTS: u32 = 3;
const SHORTEST_LIMIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(200);

#[cfg(test)]
mod tests {
    use http::header::RETRY_AFTER;

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
    }

    #[tokio::test(start_paused = true)]
    async fn the_clouds_own_api_is_asked_again_where_it_is() {
        let url = "https://cloud-api.livekit.io";
        let api = LiveKitApi::new(url, "k", "s").expect("an API");
        let mut here = attempts(Failover::Cloud, url, 10, true);
        here.made = 0;
        for again in [true, true, false] {
            let headers = HeaderMap::new();
            assert_eq!(here.again(&api, &headers, &status(503)).await, again);
            assert!(!here.has_moved());
        }
        let other = "wss://cloud-api.example.com".parse().expect("a URL");
        assert!(!Failover::Cloud.is_wanted(&other));
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
        for (stays, pinned) in [
            (
                attempts(Failover::Cloud, "wss://example.com", 10, true),
                Next::Done,
            ),
            (attempts(Failover::Never, CLOUD, 10, true), Next::Done),
            (attempts(Failover::Cloud, CLOUD, 4, true), Next::Pinned),
        ] {
            assert_eq!(stays.next(&status(500)), Next::Done);
            assert_eq!(stays.next(&status(451)), pinned);
        }
        let always = attempts(Failover::Always, "ws://localhost:1", 10, true);
        assert_eq!(always.next(&status(500)), Next::Elsewhere);
    }

    /// What dialling a closed port comes to.
    async fn not_reached() -> HttpError {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("ws://{}", listener.local_addr().expect("an address"));
        drop(listener);
        let dialer = lk_net::Dialer::new(lk_net::TlsConfig::none());
        let refused = dialer.dial(&url.parse().expect("a URL")).await;
        refused.expect_err("closed").into()
    }

    #[tokio::test]
    async fn what_no_other_region_mends_goes_nowhere() {
        let cloud = attempts(Failover::Cloud, CLOUD, 10, true);
        assert_eq!(cloud.next(&Err(not_reached().await)), Next::Elsewhere);
        let no_tls = lk_net::DialError::NoTls { source: None };
        assert_eq!(cloud.next(&Err(no_tls.into())), Next::Done);
    }

    #[test]
    fn what_begins_over_tls_goes_on_over_tls() {
        let region = |url: &str| {
            let list = format!(r#"{{"regions":[{{"url":"{url}"}}]}}"#);
            Region::list(list.as_bytes()).expect("a list")
        };
        let cloud = attempts(Failover::Cloud, CLOUD, 10, true);
        assert!(
            cloud
                .untried(&region("http://other.livekit.cloud"))
                .is_none()
        );
        assert!(
            cloud
                .untried(&region("wss://other.livekit.cloud"))
                .is_some()
        );
        assert!(
            cloud
                .untried(&region("https://p.livekit.cloud:443"))
                .is_none()
        );
        let plain = attempts(Failover::Always, "ws://localhost:1", 10, true);
        assert!(plain.untried(&region("http://localhost:2")).is_some());
    }

    #[tokio::test]
    async fn a_call_that_must_not_happen_twice_is_made_again_only_if_it_never_arrived() {
        let once = attempts(Failover::Cloud, CLOUD, 10, false);
        assert_eq!(once.next(&status(503)), Next::Done);
        assert_eq!(
            once.next(&Err(HttpError::TimedOut(Duration::ZERO))),
            Next::Done
        );
        assert_eq!(once.next(&Err(not_reached().await)), Next::Elsewhere);
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
        // Somebody's phone rang.
        let callee = busy(429, "3").map(|answer| {
            answer.map(|_| Bytes::from_static(br#"{"code":"resource_exhausted","msg":"486"}"#))
        });
        assert_eq!(once.next(&callee), Next::Done);
        let here = attempts(Failover::Cloud, "ws://localhost", 10, true);
        assert_eq!(here.next(&callee), Next::Wait(Duration::from_secs(3)));
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
}

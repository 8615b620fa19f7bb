//! The regions that serve a project of LiveKit Cloud, nearest first.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt as _;
use futures_util::future::WeakShared;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName};
use http::{Request, StatusCode};
use serde_json::Value;

use crate::client::{HttpClient, HttpError, Limits};
use crate::url::ServerUrl;

/// Asks which regions there are, and remembers the answer as long as it says.
///
/// Cheap to clone; clones share what they remember, and those who ask at the same time share the
/// answer. A list that has run out still serves when no new one can be had, an empty one included.
#[derive(Clone, Default)]
pub struct RegionCache {
    shared: Arc<Mutex<Projects>>,
}

/// By the authority of a project's URL.
#[derive(Default)]
struct Projects {
    known: HashMap<String, Known>,
    /// The questions that are on their way.
    asked: HashMap<String, Asked>,
}

type Fetched = Result<Arc<[Region]>, RegionError>;

/// Gone with the last who waits for it.
type Asked = WeakShared<Pin<Box<dyn Future<Output = Fetched> + Send>>>;

/// One region.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Region {
    /// Its name.
    pub name: Box<str>,
    /// Where it is.
    pub url: ServerUrl,
}

/// Why there is no list of regions.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RegionError {
    /// The server did not answer.
    #[error("no answer to which regions there are")]
    Unanswered(#[source] Arc<HttpError>),
    /// The server answered with a status that is no success: it has no regions, or the token is
    /// not good for asking.
    #[error("asked which regions there are, the server answered {0}")]
    Status(StatusCode),
    /// The answer is not a list of regions.
    #[error("answer is not a list of regions")]
    Malformed,
    /// The list names no region that can be reached, and one that is remembered does.
    #[error("list of regions is empty")]
    Empty,
}

struct Known {
    regions: Arc<[Region]>,
    fresh_until: Instant,
}

impl Region {
    /// Reads a list of regions, `{"regions": [{"region", "url"}]}`, in its order.
    ///
    /// A region whose URL is none is left out, and so is what comes after the first 100.
    ///
    /// # Errors
    ///
    /// [`RegionError::Malformed`] when `body` is not such a list.
    pub fn list(body: &[u8]) -> Result<Vec<Self>, RegionError> {
        parse(body).ok_or(RegionError::Malformed)
    }
}

impl RegionCache {
    /// A cache that knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The regions of the project at `url`, in the server's order: as remembered while that is
    /// fresh, else as the server answers within 2 s.
    ///
    /// `headers` go with the question, but those that describe a body; the authorization must be
    /// among them.
    ///
    /// # Errors
    ///
    /// [`RegionError`] when there is neither an answer nor an older list.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves what is remembered as it was.
    pub async fn regions(
        &self,
        client: &HttpClient,
        url: &ServerUrl,
        headers: &HeaderMap,
    ) -> Result<Arc<[Region]>, RegionError> {
        let fresh = {
            let projects = self.projects();
            let known = projects.known.get(&url.authority());
            let fresh = known.filter(|known| known.fresh_until > Instant::now());
            fresh.map(|known| Arc::clone(&known.regions))
        };
        if let Some(regions) = fresh {
            return Ok(regions);
        }
        self.fetch(client, url, headers)
            .await
            .or_else(|error| self.remembered(url).ok_or(error))
    }

    /// What is remembered of the regions of the project at `url`, however old.
    pub fn remembered(&self, url: &ServerUrl) -> Option<Arc<[Region]>> {
        let projects = self.projects();
        let known = projects.known.get(&url.authority());
        known.map(|known| Arc::clone(&known.regions))
    }

    /// The same, asked anew whatever is remembered; an older list does not serve. Where the
    /// question is on its way already, its answer is shared.
    ///
    /// For a project that turns out to be pinned to other regions.
    ///
    /// # Errors
    ///
    /// [`RegionError`] when there is no answer, or it says less than what is remembered.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves what is remembered as it was.
    pub async fn fetch(
        &self,
        client: &HttpClient,
        url: &ServerUrl,
        headers: &HeaderMap,
    ) -> Result<Arc<[Region]>, RegionError> {
        let key = url.authority();
        let asked = {
            let mut projects = self.projects();
            if let Some(asked) = projects.asked.get(&key).and_then(Asked::upgrade) {
                asked
            } else {
                let question = question(url, headers)?;
                let (cache, client) = (self.clone(), client.clone());
                let entry = key.clone();
                let answer = async move { cache.ask(&client, question, entry).await };
                let answer: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(answer);
                let asked = answer.shared();
                projects.asked.retain(|_, asked| asked.upgrade().is_some());
                projects
                    .asked
                    .extend(asked.downgrade().map(|asked| (key, asked)));
                asked
            }
        };
        asked.await
    }

    /// Asks, and remembers the answer.
    async fn ask(&self, client: &HttpClient, question: Request<Bytes>, key: String) -> Fetched {
        let asked_at = Instant::now();
        let answer = client.send(question, LIMITS).await;
        let mut projects = self.projects();
        projects.asked.remove(&key);
        let answer = answer.map_err(|error| RegionError::Unanswered(error.into()))?;
        if answer.status() != StatusCode::OK {
            return Err(RegionError::Status(answer.status()));
        }
        let regions: Arc<[Region]> = Region::list(answer.body())?.into();
        let fresh_until = asked_at + max_age(answer.headers());
        if regions.is_empty() && projects.serves(&key) {
            return Err(RegionError::Empty);
        }
        projects.remember(
            key,
            Known {
                regions: Arc::clone(&regions),
                fresh_until,
            },
        );
        Ok(regions)
    }

    fn projects(&self) -> MutexGuard<'_, Projects> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Projects {
    /// Tells whether there is a list that is better than an empty one.
    fn serves(&self, key: &str) -> bool {
        let known = self.known.get(key);
        known.is_some_and(|known| !known.regions.is_empty())
    }

    /// Remembers a list; where there are too many, in place of the one that ran out first.
    fn remember(&mut self, key: String, list: Known) {
        if self.known.len() >= MAX_PROJECTS && !self.known.contains_key(&key) {
            let oldest = self.known.iter().min_by_key(|(_, known)| known.fresh_until);
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                self.known.remove(&oldest);
            }
        }
        self.known.insert(key, list);
    }
}

/// What to ask of the server at `url`, with those of `headers` that describe no body.
fn question(url: &ServerUrl, headers: &HeaderMap) -> Result<Request<Bytes>, RegionError> {
    let invalid = |_| HttpError::InvalidUri { source: None };
    let mut question = Request::get(url.http("/settings/regions"))
        .body(Bytes::new())
        .map_err(invalid)
        .map_err(|error| RegionError::Unanswered(error.into()))?;
    let of_the_call = [
        CONTENT_TYPE,
        CONTENT_LENGTH,
        HeaderName::from_static("x-twirp-timeout-ms"),
    ];
    for (name, value) in headers {
        if !of_the_call.contains(name) {
            question.headers_mut().append(name, value.clone());
        }
    }
    Ok(question)
}

impl fmt::Debug for RegionCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegionCache")
            .field("projects", &self.projects().known.len())
            .finish()
    }
}

/// Reads `{"regions": [{"region", "url"}]}`; a region whose URL is none is left out.
fn parse(body: &[u8]) -> Option<Vec<Region>> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let regions = body.as_object()?.get("regions")?.as_array()?;
    let region = |value: &Value| {
        let url = value["url"].as_str()?.parse().ok()?;
        Some(Region {
            name: value["region"].as_str().unwrap_or_default().into(),
            url,
        })
    };
    Some(
        regions
            .iter()
            .filter_map(region)
            .take(MAX_REGIONS)
            .collect(),
    )
}

/// How long the answer may be remembered.
fn max_age(headers: &HeaderMap) -> Duration {
    let Some(control) = headers
        .get(CACHE_CONTROL)
        .and_then(|value| value.to_str().ok())
    else {
        return DEFAULT_MAX_AGE;
    };
    let mut age = DEFAULT_MAX_AGE;
    for directive in control.split(',').map(str::trim) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
            return Duration::ZERO;
        }
        if name.eq_ignore_ascii_case("max-age") {
            age = value
                .trim_matches('"')
                .parse()
                .map_or(Duration::ZERO, Duration::from_secs);
        }
    }
    age.min(LONGEST_MAX_AGE)
}

const LIMITS: Limits = Limits::new()
    .timeout(Duration::from_secs(2))
    .max_body(256 << 10);
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(5);
const LONGEST_MAX_AGE: Duration = Duration::from_secs(3600);
const MAX_REGIONS: usize = 100;
const MAX_PROJECTS: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_leniently() {
        let regions = parse(
            br#"{"regions":[{"region":"a","url":"https://a","distance":"1"},{"url":"https://b"},
                {"region":"c","url":"nonsense"},{"region":"d"},7],"more":1}"#,
        )
        .expect("a list");
        let names: Vec<_> = regions
            .iter()
            .map(|region| (&*region.name, region.url.host()))
            .collect();
        assert_eq!(names, [("a", "a"), ("", "b")]);
        let empty = parse(br#"{"regions":[]}"#);
        assert_eq!(empty.map(|regions| regions.len()), Some(0));
        assert!(parse(b"{}").is_none() && parse(br#"{"regions":null}"#).is_none());
        assert!(parse(b"[]").is_none() && parse(b"<html>").is_none() && parse(b"").is_none());
    }

    #[test]
    fn among_too_many_projects_the_stalest_makes_room() {
        let mut projects = Projects::default();
        let now = Instant::now();
        let list = |age: u64| Known {
            regions: Arc::from([]),
            fresh_until: now + Duration::from_secs(age),
        };
        for (index, age) in (0..MAX_PROJECTS).zip(10..) {
            projects.remember(index.to_string(), list(age));
        }
        projects.remember("7".into(), list(1));
        assert_eq!(projects.known.len(), MAX_PROJECTS, "known already");
        projects.remember("another".into(), list(5));
        assert_eq!(projects.known.len(), MAX_PROJECTS);
        assert!(!projects.known.contains_key("7") && projects.known.contains_key("0"));
    }

    #[test]
    fn the_age_is_the_servers_within_an_hour() {
        let age = |control: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CACHE_CONTROL, http::HeaderValue::from_static(control));
            max_age(&headers).as_secs()
        };
        assert_eq!(age("private, max-age=60"), 60);
        assert_eq!(age("Max-Age=\"7\""), 7);
        assert_eq!(age("max-age=99999999"), 3600);
        assert_eq!(
            (
                age("max-age=x"),
                age("no-store, max-age=60"),
                age("private")
            ),
            (0, 0, 5)
        );
        assert_eq!(max_age(&HeaderMap::new()), DEFAULT_MAX_AGE);
    }
}

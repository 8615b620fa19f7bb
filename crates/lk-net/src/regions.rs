//! The regions that serve a project of LiveKit Cloud, nearest first.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName};
use http::{Request, StatusCode};
use serde_json::Value;

use crate::client::{HttpClient, HttpError, Limits};
use crate::url::ServerUrl;

/// Asks which regions there are, and remembers the answer as long as it says.
///
/// Cheap to clone; clones share what they remember. A list that has run out still serves when
/// no new one can be had.
#[derive(Clone, Default)]
pub struct RegionCache {
    known: Arc<Mutex<HashMap<String, Known>>>,
}

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
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegionError {
    /// The server did not answer.
    #[error("no answer to which regions there are")]
    Unanswered(#[source] HttpError),
    /// The server answered with a status that is no success: it has no regions, or the token is
    /// not good for asking.
    #[error("asked which regions there are, the server answered {0}")]
    Status(StatusCode),
    /// The answer is not a list of regions.
    #[error("answer is not a list of regions")]
    Malformed,
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
        let key = url.authority().to_ascii_lowercase();
        let fresh = {
            let known = self.known();
            let fresh = known
                .get(&key)
                .filter(|known| known.fresh_until > Instant::now());
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
        let key = url.authority().to_ascii_lowercase();
        let known = self.known();
        known.get(&key).map(|known| Arc::clone(&known.regions))
    }

    /// The same, asked anew whatever is remembered; an older list does not serve.
    ///
    /// For a project that turns out to be pinned to other regions.
    ///
    /// # Errors
    ///
    /// [`RegionError`] when there is no answer.
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
        let asked_at = Instant::now();
        let mut request = Request::get(url.http("/settings/regions"))
            .body(Bytes::new())
            .map_err(|_| RegionError::Unanswered(HttpError::InvalidUri { source: None }))?;
        for (name, value) in headers {
            if ![
                CONTENT_TYPE,
                CONTENT_LENGTH,
                HeaderName::from_static("x-twirp-timeout-ms"),
            ]
            .contains(name)
            {
                request.headers_mut().append(name, value.clone());
            }
        }
        let answer = client
            .send(request, LIMITS)
            .await
            .map_err(RegionError::Unanswered)?;
        if answer.status() != StatusCode::OK {
            return Err(RegionError::Status(answer.status()));
        }
        let regions: Arc<[Region]> = Region::list(answer.body())?.into();
        let fresh_until = asked_at + max_age(answer.headers());
        let mut known = self.known();
        if known.len() >= MAX_PROJECTS {
            known.clear();
        }
        let entry = Known {
            regions: Arc::clone(&regions),
            fresh_until,
        };
        known.insert(url.authority().to_ascii_lowercase(), entry);
        Ok(regions)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for RegionCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegionCache")
            .field("projects", &self.known().len())
            .finish()
    }
}

/// Reads `{"regions": [{"region", "url"}]}`; a region whose URL is none is left out.
fn parse(body: &[u8]) -> Option<Vec<Region>> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let regions = body.as_object()?.get("regions").and_then(Value::as_array);
    let region = |value: &Value| {
        let url = value["url"].as_str()?.parse().ok()?;
        Some(Region {
            name: value["region"].as_str().unwrap_or_default().into(),
            url,
        })
    };
    Some(
        regions
            .into_iter()
            .flatten()
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
        assert_eq!(parse(b"{}").map(|regions| regions.len()), Some(0));
        assert!(parse(b"[]").is_none() && parse(b"<html>").is_none() && parse(b"").is_none());
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

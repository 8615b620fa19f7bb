//! The headers that a caller sets on a call.

use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, Request};

use crate::error::CallError;
use crate::random;

/// Headers set one by one; an impossible one is told when the call is made.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headers {
    map: HeaderMap,
    has_bad: bool,
}

impl Headers {
    /// Sets a header, in place of one of the same name.
    pub(crate) fn set<N, V>(&mut self, name: N, value: V)
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        match (name.try_into(), value.try_into()) {
            (Ok(name), Ok(value)) => {
                self.map.insert(name, value);
            }
            _ => self.has_bad = true,
        }
    }

    pub(crate) fn contains(&self, name: &HeaderName) -> bool {
        self.map.contains_key(name)
    }

    /// Fails where one was impossible.
    pub(crate) fn check(&self, method: &'static str) -> Result<(), CallError> {
        match self.has_bad {
            true => Err(CallError::InvalidHeader { method }),
            false => Ok(()),
        }
    }

    /// Puts them on `request`, in place of those that it has.
    pub(crate) fn put_on<B>(&self, request: &mut Request<B>) {
        let headers = request.headers_mut();
        for (name, value) in &self.map {
            headers.insert(name, value.clone());
        }
    }
}

/// Gives `request` an id of its own, where the operating system has randomness to give.
pub(crate) fn put_id<B>(request: &mut Request<B>) {
    if let Some(Ok(id)) = random::uuid().map(HeaderValue::try_from) {
        request.headers_mut().insert(REQUEST_ID, id);
    }
}

/// The id that `request` goes by.
pub(crate) fn request_id<B>(request: &Request<B>) -> Option<&str> {
    request.headers().get(REQUEST_ID)?.to_str().ok()
}

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-livekit-request-id");

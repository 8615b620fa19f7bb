//! Receiving an `http` request.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::event::Event;
use crate::pending::PendingEvent;
use crate::receive::{ReceiveError, WebhookReceiver};

impl WebhookReceiver {
    /// Returns the event in `request` if it holds now, by the system clock. Feature `http`.
    ///
    /// Method and path are the caller's to look at: servers post.
    ///
    /// ```
    /// # let key = lk_auth::ApiKey::new("devkey", "secret");
    /// # let receiver = lk_webhook::WebhookReceiver::new(key.clone());
    /// # let jwt = key.token().sha256("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=").to_jwt()?;
    /// let request = http::Request::post("/hook").header("authorization", jwt).body(b"{}")?;
    /// let event = receiver.receive_request(&request)?;
    /// # assert_eq!(event.id(), "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn receive_request<B: AsRef<[u8]>>(
        &self,
        request: &http::Request<B>,
    ) -> Result<Event, ReceiveError> {
        self.receive_parts(request.headers(), request.body().as_ref())
    }

    /// Returns the event of a request with these headers and this body if it holds now.
    /// Feature `http`.
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn receive_parts(&self, headers: &HeaderMap, body: &[u8]) -> Result<Event, ReceiveError> {
        self.receive_parts_at(headers, body, std::time::SystemTime::now())
    }

    /// Returns the event of a request with these headers and this body if it holds at `now`.
    /// Feature `http`.
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at).
    pub fn receive_parts_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: std::time::SystemTime,
    ) -> Result<Event, ReceiveError> {
        self.begin_parts_at(headers, body, now)
            .map(PendingEvent::done)
    }

    /// As [`receive_request`](Self::receive_request), but what comes back is to be
    /// [done](PendingEvent::done) yet. Feature `http`.
    ///
    /// # Errors
    ///
    /// As [`begin_at`](Self::begin_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn begin_request<B: AsRef<[u8]>>(
        &self,
        request: &http::Request<B>,
    ) -> Result<PendingEvent, ReceiveError> {
        self.begin_parts(request.headers(), request.body().as_ref())
    }

    /// As [`receive_parts`](Self::receive_parts), but what comes back is to be
    /// [done](PendingEvent::done) yet. Feature `http`.
    ///
    /// # Errors
    ///
    /// As [`begin_at`](Self::begin_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn begin_parts(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<PendingEvent, ReceiveError> {
        self.begin_parts_at(headers, body, std::time::SystemTime::now())
    }

    /// As [`receive_parts_at`](Self::receive_parts_at), but what comes back is to be
    /// [done](PendingEvent::done) yet. Feature `http`.
    ///
    /// # Errors
    ///
    /// As [`begin_at`](Self::begin_at).
    pub fn begin_parts_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: std::time::SystemTime,
    ) -> Result<PendingEvent, ReceiveError> {
        let mut found = headers.get_all(AUTHORIZATION).iter();
        match (found.next(), found.next()) {
            // What is not text is no token either, and refused as such.
            (Some(header), None) => self.begin_at(body, header.to_str().unwrap_or("?"), now),
            (None, _) => Err(ReceiveError::MissingAuthorization),
            (Some(_), Some(_)) => Err(ReceiveError::DoubledAuthorization),
        }
    }
}

//! Receiving an `http` request.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::event::Event;
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
        let mut found = headers.get_all(AUTHORIZATION).iter();
        match (found.next(), found.next()) {
            // What is not text is no token either, and refused as such.
            (Some(header), None) => self.receive_at(body, header.to_str().unwrap_or("?"), now),
            (None, _) => Err(ReceiveError::MissingAuthorization),
            (Some(_), Some(_)) => Err(ReceiveError::DoubledAuthorization),
        }
    }
}

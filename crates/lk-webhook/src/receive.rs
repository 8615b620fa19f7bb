//! Receiving: verify first, decode then.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ctutils::CtEq as _;
use lk_auth::{Claims, DEFAULT_LEEWAY, KeyProvider, NumericDate, TokenVerifier, VerifyError};

use crate::authorization::AuthorizationHeader;
use crate::event::Event;
use crate::hash_claim;
use crate::pending::{Hold, PendingEvent};
use crate::replay::{Known, ReplayWindow};

/// How long a body may be when nothing else is said: 7.4 MiB, the longest that a server with default limits makes.
///
/// Such an event carries the metadata of a room and of a participant (512 KiB each) and the participant's attributes
/// (64 KiB), and JSON may write six bytes for one (`\u0001`). 1 MiB is left for what JSON puts between attributes (384
/// KiB, where they are all as short as can be), for names, tracks and codecs.
pub const DEFAULT_MAX_BODY: usize =
    (2 * MAX_METADATA + MAX_ATTRIBUTES) * LONGEST_ESCAPE + (1 << 20);

/// What a default server allows: `limit.max_metadata_size`, `limit.max_attributes_size`; bytes.
const MAX_METADATA: usize = 512 << 10;
const MAX_ATTRIBUTES: usize = 64 << 10;
const LONGEST_ESCAPE: usize = r"\u0001".len();

/// Turns what a server posted into an event, if it is true. Cheap to clone.
///
/// ```
/// use lk_auth::ApiKey;
/// use lk_webhook::{EventKind, WebhookReceiver};
/// # let body = br#"{"event":"room_started","room":{"name":"demo"},"id":"EV_1"}"#;
/// # let authorization = ApiKey::new("devkey", "secret").token()
/// #     .sha256("RIiuGgDgyreikulMXxtSQAprlFSogYBQpQQsV7ZS6Ms=").to_jwt()?;
///
/// let receiver = WebhookReceiver::new(ApiKey::new("devkey", "secret"));
/// let event = receiver.receive(body, &authorization)?;
/// assert_eq!(*event.kind(), EventKind::RoomStarted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct WebhookReceiver {
    verifier: TokenVerifier,
    leeway: Duration,
    max_body: usize,
    max_age: Option<Duration>,
    replays: Option<Arc<ReplayWindow>>,
}

/// Why a request is not an event of the server, or not a new one. [`status`](Self::status) is what
/// to answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiveError {
    /// There is no `Authorization`.
    #[error("webhook carries no authorization")]
    MissingAuthorization,
    /// There is more than one `Authorization`, as separate headers or joined by a comma.
    #[error("webhook carries more than one authorization")]
    DoubledAuthorization,
    /// Its token is not taken.
    #[error("webhook carries an untrusted token")]
    Token(#[source] VerifyError),
    /// Its token vouches for no body: it is one for something else.
    #[error("webhook's token vouches for no body")]
    MissingHash,
    /// Its token vouches for another body.
    #[error("webhook's token vouches for another body")]
    WrongHash,
    /// The body is longer than it may be.
    #[error("webhook is longer than {0} bytes")]
    BodyTooLarge(usize),
    /// The event is older than it may be, or says no time.
    #[error("webhook is too old")]
    TooOld,
    /// An event with this id was received before. Only with
    /// [`replay_window`](WebhookReceiver::replay_window).
    #[error("webhook was received before")]
    Replayed,
    /// An event with this id was received before and is not dealt with yet: it may still come to
    /// nothing. Only with [`replay_window`](WebhookReceiver::replay_window).
    #[error("webhook is in hand already")]
    InHand,
    /// The body ended early. Only from an adapter that reads it.
    #[error("webhook's body cannot be read")]
    #[non_exhaustive]
    Unread {
        /// What the connection says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The body is authentic and not an event.
    #[error("webhook is authentic and not an event")]
    #[non_exhaustive]
    Malformed {
        /// What the decoder says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl ReceiveError {
    /// The HTTP status to answer with: 400 for what is no event, 413 for what is too long, 401
    /// for what is not to be trusted, 200 for what was received before, so that the server does
    /// not send it again, and 503 for what is in hand, so that it does.
    pub fn status(&self) -> u16 {
        match self {
            Self::Replayed => 200,
            Self::Malformed { .. } | Self::Unread { .. } => 400,
            Self::BodyTooLarge(_) => 413,
            Self::InHand => 503,
            _ => 401,
        }
    }
}

impl WebhookReceiver {
    /// A receiver that knows the server's keys.
    pub fn new(keys: impl KeyProvider + 'static) -> Self {
        Self {
            verifier: TokenVerifier::new(keys),
            leeway: DEFAULT_LEEWAY,
            max_body: DEFAULT_MAX_BODY,
            max_age: None,
            replays: None,
        }
    }

    /// Sets how far the clocks of server and receiver may be apart, whole seconds: less than one is
    /// none. Default: 60 s.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.verifier = self.verifier.leeway(leeway);
        self.leeway = leeway;
        self
    }

    /// Sets how long a body may be, bytes. Default: [`DEFAULT_MAX_BODY`]; raise it with the limits of the server, lower
    /// it where nobody has much metadata.
    ///
    /// A web framework has read the body by then; bound it there as well.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Sets how old an event may be. Default: as old as its token, which servers sign for
    /// 5 minutes.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// Refuses an event that was received before, by its id, of the last `events`. Default: off.
    ///
    /// An id is remembered until the token that came with it is of no use any more; when there are
    /// more than `events`, the oldest go first. Clones share what they remember; each remembered
    /// event takes about 150 bytes. An event without an id, as very old servers send it, passes. So
    /// does an attempt that is signed anew after the first token is of no use: bound its age too, by
    /// [`max_age`](Self::max_age).
    ///
    /// A server repeats a delivery that it saw fail, also while the first is still being dealt with.
    /// [`begin`](Self::begin) takes an event in hand and remembers it for good only once it is done;
    /// [`receive`](Self::receive) counts it as done at once, and [`forget`](Self::forget) takes that
    /// back.
    #[must_use]
    pub fn replay_window(mut self, events: usize) -> Self {
        self.replays = Some(Arc::new(ReplayWindow::new(events)));
        self
    }

    /// Lets `event` be received again, since it came to nothing this time.
    pub fn forget(&self, event: &Event) {
        if let Some(replays) = &self.replays {
            replays.forget(event.id());
        }
    }

    /// How long a body may be, bytes.
    #[cfg(any(feature = "tower", feature = "axum"))]
    pub(crate) fn body_limit(&self) -> usize {
        self.max_body
    }

    /// Returns the event in `body` if its `Authorization` header holds now, by the system clock.
    ///
    /// Where there is no clock (`wasm32-unknown-unknown`) there is only
    /// [`receive_at`](Self::receive_at).
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at).
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn receive<'a>(
        &self,
        body: &[u8],
        authorization: impl AuthorizationHeader<'a>,
    ) -> Result<Event, ReceiveError> {
        self.receive_at(body, authorization, SystemTime::now())
    }

    /// Returns the event in `body` if its `Authorization` header holds at `now`.
    ///
    /// `body` is the body as it came, byte for byte: a framework that parses and writes it again
    /// breaks the hash. The header is the bare token, as servers send it, or `Bearer` and it.
    /// Unknown events and fields pass.
    ///
    /// # Errors
    ///
    /// [`ReceiveError`] tells what is wrong with it.
    pub fn receive_at<'a>(
        &self,
        body: &[u8],
        authorization: impl AuthorizationHeader<'a>,
        now: SystemTime,
    ) -> Result<Event, ReceiveError> {
        let pending = self.begin_at(body, authorization, now)?;
        Ok(pending.done())
    }

    /// As [`receive`](Self::receive), but what comes back is to be [done](PendingEvent::done) yet.
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at), and [`ReceiveError::InHand`].
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn begin<'a>(
        &self,
        body: &[u8],
        authorization: impl AuthorizationHeader<'a>,
    ) -> Result<PendingEvent, ReceiveError> {
        self.begin_at(body, authorization, SystemTime::now())
    }

    /// As [`receive_at`](Self::receive_at), but what comes back is to be [done](PendingEvent::done)
    /// yet.
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at), and [`ReceiveError::InHand`].
    pub fn begin_at<'a>(
        &self,
        body: &[u8],
        authorization: impl AuthorizationHeader<'a>,
        now: SystemTime,
    ) -> Result<PendingEvent, ReceiveError> {
        let claims = self.authentic(body, authorization.value(), now)?;
        let event = Event::from_json(body).map_err(|error| ReceiveError::Malformed {
            source: error.into(),
        })?;
        match (self.max_age, event.created_at()) {
            (Some(limit), Some(at)) if now.duration_since(at).unwrap_or_default() <= limit => {}
            (Some(_), _) => return Err(ReceiveError::TooOld),
            (None, _) => {}
        }
        let hold = self.take_in_hand(&event, &claims, now)?;
        Ok(PendingEvent::new(event, hold))
    }

    /// Tells whether `body` is authentic, whatever it says.
    ///
    /// # Errors
    ///
    /// As [`receive_at`](Self::receive_at), but those of the body's content.
    pub fn verify_at<'a>(
        &self,
        body: &[u8],
        authorization: impl AuthorizationHeader<'a>,
        now: SystemTime,
    ) -> Result<(), ReceiveError> {
        self.authentic(body, authorization.value(), now).map(drop)
    }

    fn authentic(
        &self,
        body: &[u8],
        authorization: Option<&str>,
        now: SystemTime,
    ) -> Result<Claims, ReceiveError> {
        if body.len() > self.max_body {
            return Err(ReceiveError::BodyTooLarge(self.max_body));
        }
        let header = authorization.unwrap_or_default().trim();
        if header.is_empty() {
            return Err(ReceiveError::MissingAuthorization);
        }
        // No token holds a comma: proxies join with it what they get twice.
        if header.contains(',') {
            return Err(ReceiveError::DoubledAuthorization);
        }
        let claims = self
            .verifier
            .verify_at(without_scheme(header), now)
            .map_err(ReceiveError::Token)?;
        if claims.sha256.is_empty() {
            return Err(ReceiveError::MissingHash);
        }
        let hash = hash_claim(body);
        if claims.sha256.as_bytes().ct_eq(&hash[..]).to_bool() {
            Ok(claims)
        } else {
            Err(ReceiveError::WrongHash)
        }
    }

    fn take_in_hand(
        &self,
        event: &Event,
        claims: &Claims,
        now: SystemTime,
    ) -> Result<Hold, ReceiveError> {
        let Some(replays) = self.replays.as_ref().filter(|_| !event.id().is_empty()) else {
            return Ok(Hold::none());
        };
        let expiry = claims.exp.unwrap_or_default().as_secs();
        let until = expiry.saturating_add(self.leeway.as_secs());
        let now = NumericDate::from_system_time(now).unwrap_or_default();
        match replays.begin(event.id(), until, now.as_secs()) {
            Ok(ticket) => Ok(Hold::new(Arc::clone(replays), ticket)),
            Err(Known::InHand) => Err(ReceiveError::InHand),
            Err(Known::Done) => Err(ReceiveError::Replayed),
        }
    }
}

fn without_scheme(header: &str) -> &str {
    match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim_start(),
        _ => header,
    }
}

//! A session with its websocket, for those who need signalling and nothing else.

use std::time::{Instant, SystemTime};

use lk_net::{Dialer, HttpClient};
use lk_proto::{DisconnectReason, JoinResponse, signal_request};
use tokio::time::{sleep_until, timeout};

use super::socket::{MAX_FRAME_LEN, SignalSocket, SocketEvent};
use super::validate::validate;
use crate::error::{ConnectError, SendError, SessionEnd};
use crate::output::{Output, SignalEvent};
use crate::request::JoinOptions;
use crate::session::{Session, SessionConfig};

/// A joined signalling session that drives itself while [`next`](Self::next) is polled.
///
/// It has no media, so the server does not count it as active and lets it go after a minute.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use lk_net::{Dialer, HttpClient};
/// use lk_signal::driver::SignalClient;
/// use lk_signal::{JoinOptions, SessionConfig, SignalPath, SignalUrl};
///
/// let server = SignalUrl::parse("ws://127.0.0.1:7880")?;
/// let config = SessionConfig::new(server, "a.jwt.token");
/// let options = JoinOptions::new(SignalPath::Dual);
/// let (mut client, join) =
///     SignalClient::join(config, &options, Dialer::default(), HttpClient::default()).await?;
/// println!("{} others", join.other_participants.len());
/// while let Some(event) = client.next().await {
///     println!("{event:?}");
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct SignalClient {
    session: Session,
    socket: Option<SignalSocket>,
    closing: Option<(SignalSocket, u16)>,
    dialer: Dialer,
    http: HttpClient,
}

impl SignalClient {
    /// Joins a room.
    ///
    /// # Errors
    ///
    /// [`ConnectError`], by the stage that failed.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the attempt up.
    pub async fn join(
        config: SessionConfig,
        options: &JoinOptions,
        dialer: Dialer,
        http: HttpClient,
    ) -> Result<(Self, Box<JoinResponse>), ConnectError> {
        let unix_time = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let mut session = Session::new(config.unix_time(unix_time), Instant::now());
        session.join(options, Instant::now())?;
        let mut client = Self {
            session,
            socket: None,
            closing: None,
            dialer,
            http,
        };
        match client.next().await {
            Some(SignalEvent::Joined(join)) => Ok((client, join)),
            Some(SignalEvent::ConnectFailed(error)) => Err(error),
            _ => Err(ConnectError::Cancelled),
        }
    }

    /// The next event. `None` after the session ended, once its websocket is closed.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no event.
    pub async fn next(&mut self) -> Option<SignalEvent> {
        loop {
            let wake = match self.session.poll_output() {
                Output::Event(event) => return Some(event),
                Output::Dial(dial) => {
                    match SignalSocket::dial(&dial, &self.dialer).await {
                        Ok(socket) => {
                            self.socket = Some(socket);
                            self.session.handle_opened(Instant::now());
                        }
                        Err(failure) => self.session.handle_dial_failed(failure, Instant::now()),
                    }
                    continue;
                }
                Output::Validate(request) => {
                    let answer = validate(&request, &self.http).await;
                    self.session.handle_validated(answer);
                    continue;
                }
                Output::Send(frame) => {
                    // Where the queue is full, the socket tells its end by itself.
                    let _ = self.socket.as_mut().map(|socket| socket.send(frame));
                    continue;
                }
                Output::Close(code) => {
                    // The peer may be gone: what is to be told first does not wait for it.
                    self.closing = self.socket.take().map(|socket| (socket, code));
                    continue;
                }
                Output::Timeout(wake) => wake,
            };
            if self.session.is_idle() {
                if let Some((socket, code)) = self.closing.take() {
                    socket.close(code).await;
                }
                return None;
            }
            let event = match (&mut self.socket, wake) {
                (Some(socket), Some(wake)) => {
                    let left = wake.saturating_duration_since(Instant::now());
                    timeout(left, socket.next()).await.ok()
                }
                (Some(socket), None) => Some(socket.next().await),
                (None, wake) => {
                    sleep_until(wake.unwrap_or_else(Instant::now).into()).await;
                    None
                }
            };
            let now = Instant::now();
            match event {
                None => self.session.handle_timeout(now),
                Some(SocketEvent::Frame(kind, frame)) => {
                    self.session.handle_frame(kind, &frame, now);
                }
                Some(SocketEvent::Oversized) => self.session.handle_oversized(MAX_FRAME_LEN),
                Some(SocketEvent::Closed(closed)) => {
                    self.socket = None;
                    self.session.handle_closed(closed);
                }
            }
        }
    }

    /// Sends one message; it goes out while [`next`](Self::next) is polled.
    ///
    /// # Errors
    ///
    /// [`SendError`], if the session is over or no server would read so much.
    pub fn send(&mut self, message: signal_request::Message) -> Result<(), SendError> {
        self.session.send(message)
    }

    /// Says goodbye, waits until the server has answered or a second passed, and closes the websocket; three seconds
    /// at most in all.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes the connection without a goodbye.
    pub async fn leave(mut self, reason: DisconnectReason) -> SessionEnd {
        self.session.leave(reason, Instant::now());
        let mut ended = SessionEnd::Left;
        while let Some(event) = self.next().await {
            if let SignalEvent::Ended(end) = event {
                ended = end;
            }
        }
        ended
    }

    /// The session, to look at.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }
}

//! The signalling session as a plain value.

mod config;
mod keepalive;

use std::collections::VecDeque;
use std::mem;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_proto::{
    DisconnectReason, JoinResponse, LeaveRequest, Ping, SignalRequest, SignalResponse,
    leave_request, signal_request, signal_response,
};
use prost::Message as _;

pub use self::config::SessionConfig;
use self::keepalive::Keepalive;
use crate::error::{
    ConnectError, DialFailure, DialStage, ProtocolError, SendError, SessionEnd, SocketClosed,
};
use crate::output::{Output, SignalEvent, ValidateAnswer, ValidateRequest};
use crate::request::{JoinOptions, RequestError, Resume};
use crate::token::Token;

/// One participant's signalling, over as many websockets as it takes, one at a time.
///
/// A session is stepped from outside and has four kinds of methods:
///
/// - commands ([`join`](Self::join), [`resume`](Self::resume), [`send`](Self::send),
///   [`leave`](Self::leave), [`close`](Self::close)) say what the owner wants;
/// - `handle_*` take what happened to the connection the session asked for;
/// - [`poll_output`](Self::poll_output) says what to do next, and must be drained to
///   [`Output::Timeout`] after each of the above;
/// - getters only look.
///
/// It dials once per `join` or `resume`; when to dial again, and where, is its owner's to decide.
/// It keeps the newest token the server sent for that.
///
/// ```
/// use lk_signal::{JoinOptions, Output, Session, SessionConfig, SignalPath, SignalUrl};
/// use std::time::Instant;
///
/// let now = Instant::now();
/// let server = SignalUrl::parse("ws://127.0.0.1:7880")?;
/// let mut session = Session::new(SessionConfig::new(server, "a.jwt.token"), now);
/// session.join(&JoinOptions::new(SignalPath::Single), now)?;
/// let Output::Dial(dial) = session.poll_output() else { unreachable!() };
/// assert!(dial.url.starts_with("ws://127.0.0.1:7880/rtc/v1?join_request="));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Session {
    config: SessionConfig,
    token: Token,
    started: Instant,
    state: State,
    keepalive: Option<Keepalive>,
    outputs: VecDeque<Output>,
    unknown_messages: u64,
}

#[derive(Debug)]
enum State {
    Idle,
    Dialing {
        first: First,
        validate_url: String,
        deadline: Instant,
    },
    Diagnosing {
        failure: ConnectError,
        deadline: Instant,
    },
    Waiting {
        first: First,
        deadline: Instant,
    },
    Open,
    Leaving {
        deadline: Instant,
    },
}

/// Which first message is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Join,
    Reconnect,
}

/// Whether a frame was sent as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// Protobuf.
    Binary,
    /// Protojson.
    Text,
}

impl Session {
    /// An idle session.
    #[must_use]
    pub fn new(config: SessionConfig, now: Instant) -> Self {
        Self {
            token: config.token.clone(),
            config,
            started: now,
            state: State::Idle,
            keepalive: None,
            outputs: VecDeque::new(),
            unknown_messages: 0,
        }
    }

    // ---- commands

    /// Dials to join the room. Ends in [`SignalEvent::Joined`] or [`SignalEvent::ConnectFailed`].
    ///
    /// # Errors
    ///
    /// [`RequestError`], if the options make no request or the session is not idle.
    pub fn join(&mut self, options: &JoinOptions, now: Instant) -> Result<(), RequestError> {
        self.dial(options, None, now)
    }

    /// Dials to go on with an earlier session. Ends in [`SignalEvent::Resumed`] or
    /// [`SignalEvent::ConnectFailed`].
    ///
    /// # Errors
    ///
    /// [`RequestError`], if the options make no request or the session is not idle.
    pub fn resume(
        &mut self,
        options: &JoinOptions,
        resume: &Resume,
        now: Instant,
    ) -> Result<(), RequestError> {
        self.dial(options, Some(resume), now)
    }

    /// Sends one message to the server.
    ///
    /// # Errors
    ///
    /// [`SendError`], if the session is not open or no server would read so much.
    pub fn send(&mut self, message: signal_request::Message) -> Result<(), SendError> {
        if !matches!(self.state, State::Open) {
            return Err(SendError::NotOpen);
        }
        let request = SignalRequest {
            message: Some(message),
        };
        let size = request.encoded_len();
        if size > MAX_REQUEST_LEN {
            return Err(SendError::TooLarge {
                size,
                max: MAX_REQUEST_LEN,
            });
        }
        self.push_frame(&request);
        Ok(())
    }

    /// Says goodbye and waits a little for the answer. Ends in [`SignalEvent::Ended`]; a dial that
    /// is under way is given up.
    pub fn leave(&mut self, reason: DisconnectReason, now: Instant) {
        if matches!(self.state, State::Open) {
            let leave = LeaveRequest {
                reason: reason.into(),
                action: leave_request::Action::Disconnect.into(),
                ..Default::default()
            };
            self.push_frame(&SignalRequest {
                message: Some(signal_request::Message::Leave(leave)),
            });
            self.state = State::Leaving {
                deadline: now + self.config.leave_timeout,
            };
        } else if !matches!(self.state, State::Leaving { .. }) {
            self.close();
        }
    }

    /// Drops the connection without a word to the server, which then keeps the participant for
    /// a while. Does nothing on an idle session.
    pub fn close(&mut self) {
        match self.state {
            State::Idle => {}
            State::Dialing { .. } | State::Diagnosing { .. } | State::Waiting { .. } => {
                self.fail(ConnectError::Cancelled, Some(NORMAL));
            }
            State::Open | State::Leaving { .. } => self.end(SessionEnd::Left, Some(NORMAL)),
        }
    }

    // ---- what happened

    /// The websocket that was asked for is open.
    pub fn handle_opened(&mut self, now: Instant) {
        if let State::Dialing { first, .. } = self.state {
            let deadline = now + self.config.first_message_timeout;
            self.state = State::Waiting { first, deadline };
        }
    }

    /// The websocket that was asked for did not open.
    pub fn handle_dial_failed(&mut self, failure: DialFailure, now: Instant) {
        let State::Dialing { validate_url, .. } = &mut self.state else {
            return;
        };
        let url = mem::take(validate_url);
        let (failure, ask) = match failure {
            // `validate` sits behind the same name, address and certificate.
            DialFailure::Unreachable {
                stage,
                transient,
                source,
            } => (
                ConnectError::Unreachable {
                    stage,
                    transient,
                    source,
                },
                stage == DialStage::Upgrade,
            ),
            DialFailure::TimedOut { stage, source } => (
                ConnectError::DialTimedOut {
                    stage,
                    source: Some(source),
                },
                stage == Some(DialStage::Upgrade),
            ),
            DialFailure::NotWebSocket { source } => (ConnectError::NotWebSocket { source }, true),
            DialFailure::Refused { status, body } => {
                let failure = ConnectError::from_status(status, &body).unwrap_or(
                    ConnectError::NotWebSocket {
                        source: "no upgrade".into(),
                    },
                );
                // A 404 of the websocket endpoint is also what proxies say that know no
                // websockets, and a body may have been lost on the way.
                let ask = matches!(failure, ConnectError::ServiceNotFound { .. })
                    || matches!(failure, ConnectError::NotWebSocket { .. })
                    || body.is_empty() && !matches!(status, 401 | 403 | 503);
                (failure, ask)
            }
        };
        if !ask {
            return self.fail(failure, None);
        }
        let timeout = self.config.validate_timeout;
        self.outputs.push_back(Output::Validate(ValidateRequest {
            url,
            token: self.token.clone(),
            timeout,
        }));
        self.state = State::Diagnosing {
            failure,
            deadline: now + timeout + GRACE,
        };
    }

    /// The question why the dial failed was answered, or not (`None`).
    pub fn handle_validated(&mut self, answer: Option<ValidateAnswer>) {
        let State::Diagnosing { .. } = self.state else {
            return;
        };
        let State::Diagnosing { failure, .. } = mem::replace(&mut self.state, State::Idle) else {
            return;
        };
        let told = answer.and_then(|it| ConnectError::from_status(it.status, &it.body));
        self.fail(told.unwrap_or(failure), None);
    }

    /// A frame came in. Does nothing unless the websocket is open.
    pub fn handle_frame(&mut self, kind: FrameKind, frame: &[u8], now: Instant) {
        if matches!(
            self.state,
            State::Idle | State::Dialing { .. } | State::Diagnosing { .. }
        ) {
            return;
        }
        if kind == FrameKind::Text {
            return self.break_off(ProtocolError::UnexpectedText, UNSUPPORTED);
        }
        match SignalResponse::decode(frame) {
            Ok(SignalResponse {
                message: Some(message),
            }) => self.on_message(message, now),
            // A newer server's message.
            Ok(SignalResponse { message: None }) => self.unknown_messages += 1,
            Err(error) => {
                let error = ProtocolError::Undecodable {
                    size: frame.len(),
                    source: error.into(),
                };
                self.break_off(error, INVALID_PAYLOAD);
            }
        }
    }

    /// The websocket is gone, or its driver gave it up.
    pub fn handle_closed(&mut self, closed: SocketClosed) {
        match self.state {
            State::Idle | State::Dialing { .. } | State::Diagnosing { .. } => {}
            State::Waiting { .. } => self.fail(ConnectError::Closed { closed }, None),
            State::Open => self.end(SessionEnd::Closed(closed), None),
            State::Leaving { .. } => self.end(SessionEnd::Left, None),
        }
    }

    /// A frame came in that is larger than the driver reads, `max` bytes.
    pub fn handle_oversized(&mut self, max: usize) {
        self.break_off(ProtocolError::Oversized { max }, TOO_BIG);
    }

    /// Time passed.
    pub fn handle_timeout(&mut self, now: Instant) {
        match &self.state {
            State::Idle => {}
            State::Dialing { deadline, .. } if *deadline <= now => {
                let error = ConnectError::DialTimedOut {
                    stage: None,
                    source: None,
                };
                self.fail(error, Some(NORMAL));
            }
            State::Diagnosing { deadline, .. } if *deadline <= now => {
                self.outputs.push_back(Output::Close(NORMAL));
                self.handle_validated(None);
            }
            State::Waiting { deadline, .. } if *deadline <= now => {
                self.fail(ConnectError::Silent, Some(NORMAL));
            }
            State::Leaving { deadline } if *deadline <= now => {
                self.end(SessionEnd::Left, Some(NORMAL));
            }
            State::Open => self.on_keepalive(now),
            State::Dialing { .. }
            | State::Diagnosing { .. }
            | State::Waiting { .. }
            | State::Leaving { .. } => {}
        }
    }

    // ---- what to do next

    /// The next thing to do. [`Output::Timeout`] means drained.
    pub fn poll_output(&mut self) -> Output {
        self.outputs
            .pop_front()
            .unwrap_or_else(|| Output::Timeout(self.deadline()))
    }

    // ---- getters

    /// Whether the session is joined and its websocket open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// Whether there is no connection, and none under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    /// The newest token: the one given at first, then what the server refreshed it to.
    #[must_use]
    pub fn current_token(&self) -> &Token {
        &self.token
    }

    /// The last round trip of a ping.
    #[must_use]
    pub fn rtt(&self) -> Option<Duration> {
        self.keepalive.as_ref().and_then(Keepalive::rtt)
    }

    /// Messages ignored because this crate does not know them.
    #[must_use]
    pub fn unknown_messages(&self) -> u64 {
        self.unknown_messages
    }

    // ---- reactions

    fn dial(
        &mut self,
        options: &JoinOptions,
        resume: Option<&Resume>,
        now: Instant,
    ) -> Result<(), RequestError> {
        if !self.is_idle() {
            return Err(RequestError::Busy);
        }
        let mut dial = options.request(&self.config.server, &self.token, resume)?;
        dial.timeout = self.config.dial_timeout;
        self.state = State::Dialing {
            first: if resume.is_some() {
                First::Reconnect
            } else {
                First::Join
            },
            validate_url: dial.validate_url.clone(),
            deadline: now + dial.timeout + GRACE,
        };
        self.outputs.push_back(Output::Dial(dial));
        Ok(())
    }

    fn on_message(&mut self, message: signal_response::Message, now: Instant) {
        use signal_response::Message;

        if let Message::Leave(leave) = message {
            return self.on_leave(Box::new(leave));
        }
        let message = match self.state {
            State::Waiting { first, .. } => match self.on_first_message(first, message, now) {
                Some(message) => message,
                None => return,
            },
            _ => message,
        };
        match message {
            Message::Pong(_) => self.on_pong(None, now),
            Message::PongResp(pong) => self.on_pong(Some(pong.last_ping_timestamp), now),
            Message::RefreshToken(token) => self.on_token(token),
            Message::RoomMoved(mut moved) => {
                self.on_token(mem::take(&mut moved.token));
                self.push_event(SignalEvent::Message(Box::new(Message::RoomMoved(moved))));
            }
            other => self.push_event(SignalEvent::Message(Box::new(other))),
        }
    }

    /// Opens the session, or not. A message that is left over is one of the open session.
    fn on_first_message(
        &mut self,
        first: First,
        message: signal_response::Message,
        now: Instant,
    ) -> Option<signal_response::Message> {
        use signal_response::Message;

        match (first, message) {
            (First::Join, Message::Join(join)) => {
                match missing_field(&join) {
                    Some(field) => {
                        self.break_off(ProtocolError::IncompleteJoin { field }, INVALID_PAYLOAD);
                    }
                    None => {
                        self.state = State::Open;
                        self.keepalive = Keepalive::new(join.ping_interval, join.ping_timeout, now);
                        self.push_event(SignalEvent::Joined(Box::new(join)));
                    }
                }
                None
            }
            (First::Reconnect, Message::Reconnect(reconnect)) => {
                self.open_resumed(now);
                self.push_event(SignalEvent::Resumed(Some(Box::new(reconnect))));
                None
            }
            (First::Join, _) | (First::Reconnect, Message::Join(_)) => {
                self.break_off(ProtocolError::UnexpectedFirstMessage, INVALID_PAYLOAD);
                None
            }
            (First::Reconnect, other) => {
                self.open_resumed(now);
                self.push_event(SignalEvent::Resumed(None));
                Some(other)
            }
        }
    }

    fn open_resumed(&mut self, now: Instant) {
        self.state = State::Open;
        if let Some(keepalive) = &mut self.keepalive {
            keepalive.restart(now);
        }
    }

    fn on_leave(&mut self, leave: Box<LeaveRequest>) {
        match self.state {
            State::Waiting { .. } => self.fail(ConnectError::Left { leave }, Some(NORMAL)),
            State::Open => self.end(SessionEnd::ServerLeave(leave), Some(NORMAL)),
            // The server repeats a goodbye before it closes.
            State::Leaving { .. } => self.end(SessionEnd::Left, Some(NORMAL)),
            State::Idle | State::Dialing { .. } | State::Diagnosing { .. } => {}
        }
    }

    fn on_pong(&mut self, echo: Option<i64>, now: Instant) {
        if let Some(keepalive) = &mut self.keepalive {
            keepalive.pong(echo, now);
        }
    }

    fn on_token(&mut self, token: String) {
        if !token.is_empty() {
            self.token = token.into();
            self.push_event(SignalEvent::TokenRefreshed);
        }
    }

    fn on_keepalive(&mut self, now: Instant) {
        let timestamp = self.unix_millis(now);
        let Some(keepalive) = &mut self.keepalive else {
            return;
        };
        if keepalive.is_lost(now) {
            return self.end(SessionEnd::PingTimeout, Some(GOING_AWAY));
        }
        if !keepalive.ping_due(timestamp, now) {
            return;
        }
        let rtt = keepalive
            .rtt()
            .map_or(0, |rtt| i64::try_from(rtt.as_millis()).unwrap_or(0));
        // Old servers know only the first, new ones learn the round trip from the second.
        for message in [
            signal_request::Message::Ping(timestamp),
            signal_request::Message::PingReq(Ping { timestamp, rtt }),
        ] {
            self.push_frame(&SignalRequest {
                message: Some(message),
            });
        }
    }

    fn break_off(&mut self, error: ProtocolError, code: u16) {
        match self.state {
            State::Idle | State::Dialing { .. } | State::Diagnosing { .. } => {}
            State::Waiting { .. } => self.fail(error.into(), Some(code)),
            State::Open => self.end(error.into(), Some(code)),
            State::Leaving { .. } => self.end(SessionEnd::Left, Some(code)),
        }
    }

    fn fail(&mut self, error: ConnectError, close: Option<u16>) {
        self.finish(SignalEvent::ConnectFailed(error), close);
    }

    fn end(&mut self, end: SessionEnd, close: Option<u16>) {
        self.finish(SignalEvent::Ended(end), close);
    }

    fn finish(&mut self, event: SignalEvent, close: Option<u16>) {
        self.state = State::Idle;
        self.outputs.extend(close.map(Output::Close));
        self.push_event(event);
    }

    fn push_event(&mut self, event: SignalEvent) {
        self.outputs.push_back(Output::Event(event));
    }

    fn push_frame(&mut self, request: &SignalRequest) {
        self.outputs
            .push_back(Output::Send(Bytes::from(request.encode_to_vec())));
    }

    fn deadline(&self) -> Option<Instant> {
        match &self.state {
            State::Idle => None,
            State::Dialing { deadline, .. }
            | State::Diagnosing { deadline, .. }
            | State::Waiting { deadline, .. }
            | State::Leaving { deadline } => Some(*deadline),
            State::Open => self.keepalive.as_ref().map(Keepalive::deadline),
        }
    }

    fn unix_millis(&self, now: Instant) -> i64 {
        let since_epoch = self.config.unix_time + now.saturating_duration_since(self.started);
        i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
    }
}

fn missing_field(join: &JoinResponse) -> Option<&'static str> {
    match join {
        JoinResponse { room: None, .. } => Some("room"),
        JoinResponse {
            participant: None, ..
        } => Some("participant"),
        _ => None,
    }
}

/// The largest message a client may send, in bytes encoded; servers close the connection above.
pub const MAX_REQUEST_LEN: usize = 2 << 20;

/// The driver's own deadline comes first: it knows how far it came.
const GRACE: Duration = Duration::from_millis(500);

const NORMAL: u16 = 1000;
const GOING_AWAY: u16 = 1001;
const UNSUPPORTED: u16 = 1003;
const INVALID_PAYLOAD: u16 = 1007;
const TOO_BIG: u16 = 1009;

#[cfg(test)]
mod tests;

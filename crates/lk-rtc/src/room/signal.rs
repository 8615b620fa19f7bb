//! The websocket of a room, through its life: dialled, open, asked why it is not, closed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use lk_net::{Dialer, HttpClient, NetStream};
use lk_signal::driver::{MAX_FRAME_LEN, SignalSocket, SocketEvent, validate};
use lk_signal::{DialFailure, DialRequest, ValidateAnswer, ValidateRequest};

use crate::engine::SignalInput;

/// Carries out what the engine asks of its websocket.
pub(super) struct SignalDriver {
    dialer: Dialer,
    http: HttpClient,
    state: State,
    closing: Option<Boxed<()>>,
    /// A connection that was begun before there was a request for it.
    begun: Option<Connecting>,
}

/// A connection to the server, on its way or there.
pub(super) type Connecting = Boxed<Result<NetStream, DialFailure>>;

enum State {
    Idle,
    Dialing(Boxed<Result<SignalSocket, DialFailure>>),
    Validating(Boxed<Option<ValidateAnswer>>),
    Open(Box<SignalSocket>),
}

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl SignalDriver {
    /// The first websocket is opened over `begun`.
    pub(super) fn new(dialer: Dialer, http: HttpClient, begun: Connecting) -> Self {
        Self {
            dialer,
            http,
            state: State::Idle,
            closing: None,
            begun: Some(begun),
        }
    }

    pub(super) fn dial(&mut self, request: DialRequest) {
        let (begun, dialer) = (self.begun.take(), self.dialer.clone());
        let dial = async move {
            match begun {
                Some(begun) => SignalSocket::dial_over(&request, begun).await,
                None => SignalSocket::dial(&request, &dialer).await,
            }
        };
        self.state = State::Dialing(Box::pin(dial));
    }

    pub(super) fn validate(&mut self, request: ValidateRequest) {
        let http = self.http.clone();
        let ask = async move { validate(&request, &http).await };
        self.state = State::Validating(Box::pin(ask));
    }

    pub(super) fn send(&mut self, frame: Bytes) {
        if let State::Open(socket) = &mut self.state {
            // Where the queue is full, the socket tells its end by itself.
            let _ = socket.send(frame);
        }
    }

    /// Closes in the background: see [`poll_closed`](Self::poll_closed).
    pub(super) fn close(&mut self, code: u16) {
        if let State::Open(socket) = std::mem::replace(&mut self.state, State::Idle) {
            self.closing = Some(Box::pin(socket.close(code)));
        }
    }

    /// Whether what is being closed is closed; takes two seconds at most.
    pub(super) fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(closing) = &mut self.closing {
            std::task::ready!(closing.as_mut().poll(cx));
            self.closing = None;
        }
        Poll::Ready(())
    }

    /// Hands `take` the next thing that happened.
    pub(super) fn poll_next<R>(
        &mut self,
        cx: &mut Context<'_>,
        take: impl FnOnce(SignalInput<'_>) -> R,
    ) -> Poll<R> {
        let _ = self.poll_closed(cx);
        let input = match &mut self.state {
            State::Idle => return Poll::Pending,
            State::Dialing(dial) => match std::task::ready!(dial.as_mut().poll(cx)) {
                Ok(socket) => {
                    self.state = State::Open(Box::new(socket));
                    SignalInput::Opened
                }
                Err(failure) => {
                    self.state = State::Idle;
                    SignalInput::DialFailed(failure)
                }
            },
            State::Validating(ask) => {
                let answer = std::task::ready!(ask.as_mut().poll(cx));
                self.state = State::Idle;
                SignalInput::Validated(answer)
            }
            State::Open(socket) => match std::task::ready!(socket.poll_next(cx)) {
                SocketEvent::Frame(kind, frame) => {
                    return Poll::Ready(take(SignalInput::Frame(kind, &frame)));
                }
                SocketEvent::Oversized => SignalInput::Oversized { max: MAX_FRAME_LEN },
                SocketEvent::Closed(closed) => {
                    self.state = State::Idle;
                    SignalInput::Closed(closed)
                }
            },
        };
        Poll::Ready(take(input))
    }
}

impl fmt::Debug for SignalDriver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Idle => "idle",
            State::Dialing(_) => "dialing",
            State::Validating(_) => "validating",
            State::Open(_) => "open",
        };
        f.debug_struct("SignalDriver")
            .field("state", &state)
            .finish_non_exhaustive()
    }
}

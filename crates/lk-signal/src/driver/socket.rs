//! One websocket, polled by its owner.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Sink, Stream, StreamExt as _};
use lk_net::{DialError, Dialer, NetStream, ServerUrl};
use tokio::time::{Instant, Sleep, sleep, timeout, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error as WsError, Message};

use super::upgrade::upgrade;
use crate::error::{DialFailure, DialStage, ServerText, SocketClosed};
use crate::request::DialRequest;
use crate::session::FrameKind;

/// An open signalling websocket.
///
/// Nothing moves, in either direction, unless [`next`](Self::next) is polled. Incoming frames are
/// bounded by [`MAX_FRAME_LEN`], outgoing ones by a queue of 4 MiB; a peer that takes nothing for
/// 10 s counts as gone.
#[derive(Debug)]
pub struct SignalSocket {
    socket: WebSocketStream<NetStream>,
    queue: VecDeque<Bytes>,
    queued: usize,
    /// Runs while something is written that the peer does not take.
    stalled: Option<Pin<Box<Sleep>>>,
}

/// What came out of a websocket.
#[derive(Debug)]
pub enum SocketEvent {
    /// One frame, for [`Session::handle_frame`](crate::Session::handle_frame).
    Frame(FrameKind, Bytes),
    /// A frame above [`MAX_FRAME_LEN`], for
    /// [`Session::handle_oversized`](crate::Session::handle_oversized). Nothing more will come.
    Oversized,
    /// The end, for [`Session::handle_closed`](crate::Session::handle_closed).
    Closed(SocketClosed),
}

/// The peer reads too slowly: the frame was not queued. The connection is best given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signalling connection does not keep up")]
pub struct QueueFull;

impl SignalSocket {
    /// Opens the websocket that a session asks for, within [`DialRequest::timeout`].
    ///
    /// # Errors
    ///
    /// [`DialFailure`], for
    /// [`Session::handle_dial_failed`](crate::Session::handle_dial_failed).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes what was opened.
    pub async fn dial(dial: &DialRequest, dialer: &Dialer) -> Result<Self, DialFailure> {
        let deadline = Instant::now() + dial.timeout;
        let server = server_of(&dial.url)?;
        let stream = match timeout_at(deadline, dialer.dial(&server)).await {
            Ok(stream) => stream.map_err(|error| DialFailure::from(Arc::new(error)))?,
            Err(_) => return Err(timed_out(&server, None)),
        };
        let config = WebSocketConfig::default()
            .read_buffer_size(BUFFER_LEN)
            .write_buffer_size(0)
            .max_write_buffer_size(MAX_QUEUED + MAX_FRAME_LEN)
            .max_message_size(Some(MAX_FRAME_LEN))
            .max_frame_size(Some(MAX_FRAME_LEN));
        let socket = match timeout_at(deadline, upgrade(dial, stream, config)).await {
            Ok(socket) => socket?,
            Err(_) => return Err(timed_out(&server, Some(DialStage::Upgrade))),
        };
        Ok(Self {
            socket,
            queue: VecDeque::new(),
            queued: 0,
            stalled: None,
        })
    }

    /// Queues one binary frame; [`next`](Self::next) sends it.
    ///
    /// # Errors
    ///
    /// [`QueueFull`] above 4 MiB of unsent frames.
    pub fn send(&mut self, frame: Bytes) -> Result<(), QueueFull> {
        if !self.queue.is_empty() && self.queued + frame.len() > MAX_QUEUED {
            return Err(QueueFull);
        }
        self.queued += frame.len();
        self.queue.push_back(frame);
        Ok(())
    }

    /// Sends what is queued and waits for the next frame. After [`SocketEvent::Oversized`] or
    /// [`SocketEvent::Closed`] nothing more comes.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing.
    pub async fn next(&mut self) -> SocketEvent {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// As [`next`](Self::next), for those who poll by hand.
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<SocketEvent> {
        if let Some(closed) = self.poll_write(cx) {
            return Poll::Ready(SocketEvent::Closed(closed));
        }
        loop {
            let message = match Pin::new(&mut self.socket).poll_next(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(message) => message,
            };
            return Poll::Ready(match message {
                Some(Ok(Message::Binary(frame))) => SocketEvent::Frame(FrameKind::Binary, frame),
                Some(Ok(Message::Text(text))) => {
                    SocketEvent::Frame(FrameKind::Text, Bytes::from(text))
                }
                Some(Ok(Message::Close(frame))) => {
                    // The answer to it is queued; sending it is politeness.
                    let _ = Pin::new(&mut self.socket).poll_flush(cx);
                    SocketEvent::Closed(close_said(frame))
                }
                // Answered by the library, which flushes with the next write.
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {
                    if let Some(closed) = self.poll_write(cx) {
                        return Poll::Ready(SocketEvent::Closed(closed));
                    }
                    continue;
                }
                Some(Err(WsError::Capacity(_))) => SocketEvent::Oversized,
                Some(Err(error)) => SocketEvent::Closed(broke(error)),
                None => SocketEvent::Closed(SocketClosed::default()),
            });
        }
    }

    /// Sends what is queued, then says goodbye and waits for the answer; 2 s in all.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes the connection without a goodbye.
    pub async fn close(mut self, code: u16) {
        let goodbye = async {
            let drained = poll_fn(|cx| match self.poll_write(cx) {
                Some(closed) => Poll::Ready(Err(closed)),
                None if self.stalled.is_none() => Poll::Ready(Ok(())),
                None => Poll::Pending,
            });
            if drained.await.is_err() {
                return;
            }
            let frame = CloseFrame {
                code: CloseCode::from(code),
                reason: "".into(),
            };
            if self.socket.close(Some(frame)).await.is_ok() {
                while let Some(Ok(_)) = self.socket.next().await {}
            }
        };
        let _ = timeout(CLOSE_TIMEOUT, goodbye).await;
    }

    /// Writes as much as the peer takes. `Some`: it is gone.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Option<SocketClosed> {
        loop {
            let mut socket = Pin::new(&mut self.socket);
            let ready = match self.queue.is_empty() {
                true => socket.as_mut().poll_flush(cx),
                false => socket.as_mut().poll_ready(cx),
            };
            match ready {
                Poll::Pending => break,
                Poll::Ready(Err(error)) => return closed_by_write(error),
                Poll::Ready(Ok(())) => {}
            }
            let Some(frame) = self.queue.pop_front() else {
                self.stalled = None;
                return None;
            };
            self.queued -= frame.len();
            if let Err(error) = socket.start_send(Message::Binary(frame)) {
                return closed_by_write(error);
            }
            // Slow is not gone.
            self.stalled = None;
        }
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep(WRITE_TIMEOUT)));
        match stalled.as_mut().poll(cx) {
            Poll::Pending => None,
            Poll::Ready(()) => Some(SocketClosed {
                source: Some("the peer does not read".into()),
                ..SocketClosed::default()
            }),
        }
    }
}

/// The largest frame that is read, in bytes.
pub const MAX_FRAME_LEN: usize = 4 << 20;

const MAX_QUEUED: usize = 4 << 20;
const BUFFER_LEN: usize = 4 << 10;
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

fn server_of(url: &str) -> Result<ServerUrl, DialFailure> {
    let unreachable = |source| DialFailure::Unreachable {
        stage: DialStage::Dns,
        transient: false,
        source,
    };
    let (address, _) = url.split_once('?').unwrap_or((url, ""));
    address
        .parse()
        .map_err(|error: lk_net::UrlError| unreachable(error.into()))
}

fn timed_out(server: &ServerUrl, stage: Option<DialStage>) -> DialFailure {
    let source = format!("{}:{} did not answer", server.host(), server.port()).into();
    DialFailure::TimedOut { stage, source }
}

fn close_said(frame: Option<CloseFrame>) -> SocketClosed {
    SocketClosed {
        code: frame.as_ref().map(|frame| frame.code.into()),
        text: frame
            .map(|frame| ServerText::new(&frame.reason))
            .unwrap_or_default(),
        source: None,
    }
}

fn broke(error: WsError) -> SocketClosed {
    SocketClosed {
        source: Some(error.into()),
        ..SocketClosed::default()
    }
}

/// Writing to a websocket that is being closed by its peer fails; reading tells how it closed.
fn closed_by_write(error: WsError) -> Option<SocketClosed> {
    match error {
        WsError::ConnectionClosed | WsError::AlreadyClosed | WsError::Protocol(_) => None,
        error => Some(broke(error)),
    }
}

impl From<Arc<DialError>> for DialFailure {
    fn from(error: Arc<DialError>) -> Self {
        let stage = match error.stage() {
            lk_net::DialStage::Resolve => DialStage::Dns,
            lk_net::DialStage::Tls => DialStage::Tls,
            _ => DialStage::Tcp,
        };
        match *error {
            DialError::TimedOut { .. } => Self::TimedOut {
                stage: Some(stage),
                source: error.into(),
            },
            _ => Self::Unreachable {
                stage,
                transient: error.is_transient(),
                source: error.into(),
            },
        }
    }
}

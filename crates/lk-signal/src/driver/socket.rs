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
use crate::error::{BoxError, DialFailure, DialStage, ServerText, SocketClosed};
use crate::request::DialRequest;
use crate::session::FrameKind;
use crate::url::SignalUrl;

/// An open signalling websocket.
///
/// Nothing is sent or received unless [`next`](Self::next) is polled. Incoming frames are
/// bounded by [`MAX_FRAME_LEN`], outgoing ones by a queue of 4 MiB; a peer that takes nothing for
/// 10 s counts as gone. When nothing more can be written, what the peer has sent is still read, a
/// goodbye most likely: the end is told after that, 2 s later at most.
#[derive(Debug)]
pub struct SignalSocket {
    socket: WebSocketStream<NetStream>,
    queue: VecDeque<Bytes>,
    queued: usize,
    /// Runs while something is written that the peer does not take.
    stalled: Option<Pin<Box<Sleep>>>,
    broken: Option<Broken>,
}

/// Why nothing more is written, and how long the peer is still read.
#[derive(Debug)]
struct Broken {
    why: SocketClosed,
    until: Pin<Box<Sleep>>,
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

/// The peer reads too slowly: the frame was not queued. The connection is given up; its end follows
/// from [`SignalSocket::next`].
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
        Self::dial_over(dial, connect(&dial.url, dialer)).await
    }

    /// Opens a connection to a server, for a websocket whose request is not known yet:
    /// [`dial_over`](Self::dial_over) sends it. The dialer's limits apply.
    ///
    /// # Errors
    ///
    /// [`DialFailure`], as [`dial`](Self::dial).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes what was opened.
    pub fn connect(
        server: &SignalUrl,
        dialer: &Dialer,
    ) -> impl Future<Output = Result<NetStream, DialFailure>> + Send + 'static {
        let (url, dialer) = (server.to_string(), dialer.clone());
        async move { connect(&url, &dialer).await }
    }

    /// Opens the websocket that a session asks for over a connection to its server, all within
    /// [`DialRequest::timeout`].
    ///
    /// # Errors
    ///
    /// [`DialFailure`], as [`dial`](Self::dial).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes what was opened.
    pub async fn dial_over(
        dial: &DialRequest,
        stream: impl Future<Output = Result<NetStream, DialFailure>>,
    ) -> Result<Self, DialFailure> {
        let deadline = Instant::now() + dial.timeout;
        let server = server_of(&dial.url)?;
        let stream = match timeout_at(deadline, stream).await {
            Ok(stream) => stream?,
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
            broken: None,
        })
    }

    /// Queues one binary frame; [`next`](Self::next) sends it.
    ///
    /// # Errors
    ///
    /// [`QueueFull`] above 4 MiB of unsent frames, and after that.
    pub fn send(&mut self, frame: Bytes) -> Result<(), QueueFull> {
        if self.broken.is_some() {
            return Err(QueueFull);
        }
        if !self.queue.is_empty() && self.queued + frame.len() > MAX_QUEUED {
            self.stop_writing(broke(QueueFull));
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
        loop {
            self.poll_write(cx);
            let message = match Pin::new(&mut self.socket).poll_next(cx) {
                Poll::Pending => {
                    let Some(broken) = &mut self.broken else {
                        return Poll::Pending;
                    };
                    std::task::ready!(broken.until.as_mut().poll(cx));
                    None
                }
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
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
                Some(Err(WsError::Capacity(_))) => SocketEvent::Oversized,
                Some(Err(error)) => SocketEvent::Closed(self.why_broken(broke(error))),
                None => SocketEvent::Closed(self.why_broken(SocketClosed::default())),
            });
        }
    }

    /// Sends what is queued, then says goodbye and reads until the peer has answered; 2 s in all. A connection that is
    /// closed with anything unread is reset, and the peer may lose what was sent last.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes the connection without a goodbye.
    pub async fn close(mut self, code: u16) {
        let goodbye = async {
            poll_fn(|cx| {
                self.poll_write(cx);
                match self.stalled.is_none() || self.broken.is_some() {
                    true => Poll::Ready(()),
                    false => Poll::Pending,
                }
            })
            .await;
            if self.broken.is_none() {
                let frame = CloseFrame {
                    code: CloseCode::from(code),
                    reason: "".into(),
                };
                let _ = self.socket.close(Some(frame)).await;
            }
            while let Some(Ok(_)) = self.socket.next().await {}
        };
        let _ = timeout(CLOSE_TIMEOUT, goodbye).await;
    }

    /// Writes as much as the peer takes.
    fn poll_write(&mut self, cx: &mut Context<'_>) {
        while self.broken.is_none() {
            let mut socket = Pin::new(&mut self.socket);
            let ready = match self.queue.is_empty() {
                true => socket.as_mut().poll_flush(cx),
                false => socket.as_mut().poll_ready(cx),
            };
            match ready {
                Poll::Pending => return self.poll_stalled(cx),
                Poll::Ready(Err(error)) => return self.write_failed(error),
                Poll::Ready(Ok(())) => {}
            }
            let Some(frame) = self.queue.pop_front() else {
                self.stalled = None;
                return;
            };
            self.queued -= frame.len();
            if let Err(error) = socket.start_send(Message::Binary(frame)) {
                return self.write_failed(error);
            }
            // Slow is not gone.
            self.stalled = None;
        }
    }

    fn poll_stalled(&mut self, cx: &mut Context<'_>) {
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep(WRITE_TIMEOUT)));
        if stalled.as_mut().poll(cx).is_ready() {
            self.stop_writing(broke("the peer does not read"));
        }
    }

    /// Writing to a websocket that is being closed by its peer fails; reading tells how it closed.
    fn write_failed(&mut self, error: WsError) {
        match error {
            WsError::ConnectionClosed | WsError::AlreadyClosed | WsError::Protocol(_) => {}
            error => self.stop_writing(broke(error)),
        }
    }

    fn stop_writing(&mut self, why: SocketClosed) {
        self.queue.clear();
        self.queued = 0;
        let until = Box::pin(sleep(LAST_FRAMES_TIMEOUT));
        self.broken.get_or_insert(Broken { why, until });
    }

    /// What a websocket broke of: the first failure tells most.
    fn why_broken(&mut self, otherwise: SocketClosed) -> SocketClosed {
        self.broken.take().map_or(otherwise, |broken| broken.why)
    }
}

/// The largest frame that is read, in bytes.
pub const MAX_FRAME_LEN: usize = 4 << 20;

const MAX_QUEUED: usize = 4 << 20;
const BUFFER_LEN: usize = 4 << 10;
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a peer is read that nothing can be written to.
const LAST_FRAMES_TIMEOUT: Duration = Duration::from_secs(2);

async fn connect(url: &str, dialer: &Dialer) -> Result<NetStream, DialFailure> {
    let server = server_of(url)?;
    dialer
        .dial(&server)
        .await
        .map_err(|error| DialFailure::from(Arc::new(error)))
}

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

fn broke(error: impl Into<BoxError>) -> SocketClosed {
    SocketClosed {
        source: Some(error.into()),
        ..SocketClosed::default()
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

//! One signal websocket: frames from the client to the core and back.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::mpsc,
    time::{Instant, interval, sleep_until, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::CapacityError,
        protocol::{CloseFrame, Role, WebSocketConfig, frame::coding::CloseCode},
    },
};

use super::{
    driver::{Input, Opened},
    frames::FrameReceiver,
};
use crate::core::{SessionId, SignalFrame};

/// Serves one session over a connection that is about to be upgraded, until either side ends it.
pub(super) async fn serve(upgrade: OnUpgrade, mut opened: Opened, inputs: mpsc::Sender<Input>) {
    if let Ok(upgraded) = upgrade.await {
        converse(
            TokioIo::new(upgraded),
            opened.session,
            &mut opened.frames,
            &inputs,
        )
        .await;
    }
    let session = opened.session;
    // Fails only when the server is gone, and the session with it.
    let _ = inputs.send(Input::SignalClosed { session }).await;
}

/// How the exchange of frames ended.
#[derive(Debug)]
enum End {
    /// The server has nothing more to say, or refuses to listen.
    Server(CloseCode),
    /// The client sent its last frame.
    Client,
    /// The client takes nothing more. What it sent before is still to be read.
    WriteFailed,
}

async fn converse<S>(
    stream: S,
    session: SessionId,
    frames: &mut FrameReceiver,
    inputs: &mpsc::Sender<Input>,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let config = WebSocketConfig::default()
        .max_message_size(Some(MAX_SIGNAL_MESSAGE))
        .max_frame_size(Some(MAX_SIGNAL_MESSAGE));
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
    let end = pump(&mut socket, session, frames, inputs).await;
    // The session ends here whether or not the client takes part.
    let _ = timeout(CLOSE, async {
        match end {
            End::Server(code) => shake_hands(&mut socket, Some(close_with(code))).await,
            End::Client => shake_hands(&mut socket, None).await,
            End::WriteFailed => {
                while let Ok(frame) = receive(&mut socket).await {
                    pass_on(session, frame, inputs).await;
                }
            }
        }
    })
    .await;
}

/// Carries frames both ways until one side ends.
///
/// After the first frame the server is silent until the client says something or [`FIRST_PAUSE`] is over: some clients
/// begin to read before their own offer is in force, and drop an answer to it.
async fn pump<S>(
    socket: &mut WebSocketStream<S>,
    session: SessionId,
    frames: &mut FrameReceiver,
    inputs: &mpsc::Sender<Input>,
) -> End
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut ping = interval(PING);
    ping.tick().await;
    let mut first = true;
    let mut silent_until = None;
    loop {
        let outgoing = tokio::select! {
            frame = frames.next(), if silent_until.is_none() => match frame {
                Some(SignalFrame::Binary(bytes)) => Message::Binary(bytes),
                Some(SignalFrame::Text(text)) => Message::Text(text.into()),
                None => return End::Server(CloseCode::Normal),
            },
            frame = receive(socket) => match frame {
                Ok(frame) => {
                    silent_until = None;
                    pass_on(session, frame, inputs).await;
                    continue;
                }
                Err(end) => return end,
            },
            () = sleep_until(silent_until.unwrap_or_else(Instant::now)), if silent_until.is_some() => {
                silent_until = None;
                continue;
            }
            _ = ping.tick() => Message::Ping(bytes::Bytes::new()),
        };
        let is_frame = !outgoing.is_ping();
        match timeout(WRITE, socket.send(outgoing)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return End::WriteFailed,
        }
        if is_frame && std::mem::take(&mut first) {
            silent_until = Some(Instant::now() + FIRST_PAUSE);
        }
    }
}

/// Reads the client's next frame.
///
/// Cancel safe: a frame is taken only when this answers.
async fn receive<S>(socket: &mut WebSocketStream<S>) -> Result<SignalFrame, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        return match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => Ok(SignalFrame::Binary(bytes)),
            Some(Ok(Message::Text(text))) => Ok(SignalFrame::Text(text.as_str().into())),
            Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => {
                Err(End::Server(CloseCode::Size))
            }
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Client),
            Some(Ok(_)) => continue,
        };
    }
}

async fn pass_on(session: SessionId, frame: SignalFrame, inputs: &mpsc::Sender<Input>) {
    // Fails only while the server goes down: the frames end soon, and a goodbye is among them.
    let _ = inputs.send(Input::Signal { session, frame }).await;
}

/// Closes, and reads on until the client has done so too. A TCP connection that ends with anything unread is reset, and
/// takes with it what the client has not read yet.
async fn shake_hands<S>(socket: &mut WebSocketStream<S>, close: Option<CloseFrame>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    if socket.close(close).await.is_ok() {
        while let Some(Ok(_)) = socket.next().await {}
    }
}

fn close_with(code: CloseCode) -> CloseFrame {
    CloseFrame {
        code,
        reason: "".into(),
    }
}

/// How long the server is silent after its first frame.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
/// Most bytes of one signal message.
const MAX_SIGNAL_MESSAGE: usize = 2 * 1024 * 1024;
/// How often the websocket itself is pinged.
const PING: Duration = Duration::from_secs(10);
/// How long one write may take.
const WRITE: Duration = Duration::from_secs(10);
/// How long the closing handshake may take.
const CLOSE: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests;

//! One signal websocket: frames from the client to the core and back.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::{
    sync::mpsc,
    time::{interval, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::CapacityError,
        protocol::{CloseFrame, Role, WebSocketConfig, frame::coding::CloseCode},
    },
};

use super::driver::{Input, Opened};
use crate::core::SignalFrame;

type Socket = WebSocketStream<TokioIo<hyper::upgrade::Upgraded>>;

/// Serves one session over a connection that is about to be upgraded, until either side ends it.
pub(super) async fn serve(upgrade: OnUpgrade, mut opened: Opened, inputs: mpsc::Sender<Input>) {
    let session = opened.session;
    if let Ok(upgraded) = upgrade.await {
        let config = WebSocketConfig::default()
            .max_message_size(Some(MAX_SIGNAL_MESSAGE))
            .max_frame_size(Some(MAX_SIGNAL_MESSAGE));
        let mut socket =
            WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config))
                .await;
        let close = pump(&mut socket, &mut opened, &inputs).await;
        // The session ends here whether or not the client takes part.
        let _ = timeout(CLOSE, shake_hands(&mut socket, close)).await;
    }
    // Fails only when the server is gone, and the session with it.
    let _ = inputs.send(Input::SignalClosed { session }).await;
}

/// Carries frames both ways; answers with what to close the websocket with.
async fn pump(
    socket: &mut Socket,
    opened: &mut Opened,
    inputs: &mpsc::Sender<Input>,
) -> Option<CloseFrame> {
    let mut ping = interval(PING);
    ping.tick().await;
    loop {
        let outgoing = tokio::select! {
            frame = opened.frames.next() => match frame {
                Some(SignalFrame::Binary(bytes)) => Message::Binary(bytes),
                Some(SignalFrame::Text(text)) => Message::Text(text.into()),
                None => return Some(close_with(CloseCode::Normal)),
            },
            message = socket.next() => {
                let frame = match message? {
                    Ok(Message::Binary(bytes)) => SignalFrame::Binary(bytes),
                    Ok(Message::Text(text)) => SignalFrame::Text(text.as_str().into()),
                    Ok(Message::Close(_)) => return None,
                    Ok(_) => continue,
                    Err(Error::Capacity(CapacityError::MessageTooLong { .. })) => {
                        return Some(close_with(CloseCode::Size));
                    }
                    Err(_) => return None,
                };
                // Fails only while the server goes down: the frames end soon, and a goodbye is among them.
                let _ = inputs.send(Input::Signal { session: opened.session, frame }).await;
                continue;
            }
            _ = ping.tick() => Message::Ping(bytes::Bytes::new()),
        };
        timeout(WRITE, socket.send(outgoing)).await.ok()?.ok()?;
    }
}

/// Closes, and reads on until the client has done so too. A TCP connection that ends with anything unread is reset, and
/// takes with it what the client has not read yet.
async fn shake_hands(socket: &mut Socket, close: Option<CloseFrame>) {
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

/// Most bytes of one signal message.
const MAX_SIGNAL_MESSAGE: usize = 2 * 1024 * 1024;
/// How often the websocket itself is pinged.
const PING: Duration = Duration::from_secs(10);
/// How long one write may take.
const WRITE: Duration = Duration::from_secs(10);
/// How long the closing handshake may take.
const CLOSE: Duration = Duration::from_secs(1);

//! Signal frames as a server reads and writes them.

use bytes::Bytes;
use lk_proto::{Pong, SignalRequest, SignalResponse, signal_request, signal_response};
use prost::Message as _;

use crate::error::BoxError;
use crate::session::FrameKind;

/// The dialect of one websocket: replies are protobuf until the client sends JSON in a text
/// frame, and again from its next binary frame on. JSON needs the feature `server-json`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ServerFrames {
    json: bool,
}

impl ServerFrames {
    /// A websocket on which nothing was read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one frame. A request without a message is one that only a newer client knows.
    ///
    /// # Errors
    ///
    /// [`FrameError`], after which the websocket is to be closed.
    pub fn decode(&mut self, kind: FrameKind, frame: &[u8]) -> Result<SignalRequest, FrameError> {
        let error = |source: BoxError| FrameError {
            size: frame.len(),
            source,
        };
        match kind {
            FrameKind::Binary => {
                self.json = false;
                SignalRequest::decode(frame).map_err(|it| error(it.into()))
            }
            #[cfg(feature = "server-json")]
            FrameKind::Text => {
                self.json = true;
                serde_json::from_slice(frame).map_err(|it| error(it.into()))
            }
            #[cfg(not(feature = "server-json"))]
            FrameKind::Text => Err(error("text frames are switched off".into())),
        }
    }

    /// Writes one frame in the client's dialect.
    #[must_use]
    pub fn encode(&self, response: &SignalResponse) -> (FrameKind, Bytes) {
        #[cfg(feature = "server-json")]
        if self.json
            && let Ok(json) = serde_json::to_vec(response)
        {
            return (FrameKind::Text, json.into());
        }
        (FrameKind::Binary, response.encode_to_vec().into())
    }
}

/// A frame holds no request.
#[derive(Debug, thiserror::Error)]
#[error("a signal frame of {size} bytes cannot be decoded")]
#[non_exhaustive]
pub struct FrameError {
    /// Bytes of the frame.
    pub size: usize,
    /// What the decoder said.
    pub source: BoxError,
}

/// The answer to a ping of either kind; `None` if `request` is none.
///
/// `unix_millis` is the wall clock, as both answers carry it.
#[must_use]
pub fn answer_ping(request: &SignalRequest, unix_millis: i64) -> Option<SignalResponse> {
    let message = match request.message.as_ref()? {
        signal_request::Message::Ping(_) => signal_response::Message::Pong(unix_millis),
        signal_request::Message::PingReq(ping) => signal_response::Message::PongResp(Pong {
            last_ping_timestamp: ping.timestamp,
            timestamp: unix_millis,
        }),
        _ => return None,
    };
    Some(SignalResponse {
        message: Some(message),
    })
}

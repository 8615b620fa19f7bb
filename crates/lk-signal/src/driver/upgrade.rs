//! From a byte stream to a websocket: one HTTP/1.1 exchange.
//!
//! Hyper, not the websocket library, makes the exchange: so the whole answer of a server that
//! refuses is at hand, and no log of the library shows the token.

use std::error::Error as _;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONNECTION, HOST, HeaderMap, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION, UPGRADE, USER_AGENT,
};
use http::{Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use lk_net::{DialError, NetStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::validate::{MAX_BODY_LEN, bearer};
use crate::error::{BoxError, DialFailure, DialStage};
use crate::request::DialRequest;

/// Asks for the websocket on an open stream.
pub(super) async fn upgrade(
    dial: &DialRequest,
    stream: NetStream,
    config: WebSocketConfig,
) -> Result<WebSocketStream<NetStream>, DialFailure> {
    let key = generate_key();
    let request = request(dial, &key).map_err(|source| broken(source.into()))?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(from_hyper)?;
    let exchange = async {
        let response = sender.send_request(request).await.map_err(from_hyper)?;
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            return Err(refused(response).await);
        }
        check(response.headers(), &key)?;
        hyper::upgrade::on(response).await.map_err(from_hyper)
    };
    let upgraded = alongside(connection.with_upgrades(), exchange).await?;
    let parts = upgraded
        .downcast::<TokioIo<NetStream>>()
        .map_err(|_| broken("the stream was replaced".into()))?;
    let (stream, read) = (parts.io.into_inner(), parts.read_buf.to_vec());
    Ok(WebSocketStream::from_partially_read(stream, read, Role::Client, Some(config)).await)
}

fn request(dial: &DialRequest, key: &str) -> Result<Request<Empty<Bytes>>, http::Error> {
    let url: Uri = dial.url.parse()?;
    let host = url.authority().map_or("", |authority| authority.as_str());
    let target = url.path_and_query().map_or("/", |target| target.as_str());
    let mut request = Request::get(target)
        .header(HOST, host)
        .header(CONNECTION, "Upgrade")
        .header(UPGRADE, "websocket")
        .header(SEC_WEBSOCKET_VERSION, "13")
        .header(SEC_WEBSOCKET_KEY, key)
        .header(USER_AGENT, concat!("lk-signal/", env!("CARGO_PKG_VERSION")));
    if let Some(bearer) = bearer(&dial.token) {
        request = request.header(AUTHORIZATION, bearer);
    }
    request.body(Empty::new())
}

/// Source: RFC 6455 §4.1, what the client must check.
fn check(headers: &HeaderMap, key: &str) -> Result<(), DialFailure> {
    let says = |name, word: &str| {
        let values = headers
            .get_all(name)
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        values
            .flat_map(|value| value.split(','))
            .any(|it| it.trim().eq_ignore_ascii_case(word))
    };
    let accept = headers
        .get(SEC_WEBSOCKET_ACCEPT)
        .map(http::HeaderValue::as_bytes);
    if !says(UPGRADE, "websocket") || !says(CONNECTION, "upgrade") {
        return Err(DialFailure::NotWebSocket {
            source: "upgraded to something else".into(),
        });
    }
    if accept != Some(derive_accept_key(key.as_bytes()).as_bytes()) {
        return Err(DialFailure::NotWebSocket {
            source: "the accept key is wrong".into(),
        });
    }
    Ok(())
}

async fn refused(response: Response<Incoming>) -> DialFailure {
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), MAX_BODY_LEN)
        .collect()
        .await;
    let body = body
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    DialFailure::Refused {
        status,
        body: String::from_utf8_lossy(&body).into(),
    }
}

fn from_hyper(error: hyper::Error) -> DialFailure {
    if error.is_parse() {
        return DialFailure::NotWebSocket {
            source: error.into(),
        };
    }
    let io = error.source().and_then(|source| source.downcast_ref());
    match io.and_then(DialError::within) {
        Some(refused) => DialFailure::from(refused),
        None => broken(error.into()),
    }
}

fn broken(source: BoxError) -> DialFailure {
    DialFailure::Unreachable {
        stage: DialStage::Upgrade,
        transient: true,
        source,
    }
}

/// Polls `background` as long as `exchange` needs it.
async fn alongside<T>(
    background: impl Future<Output = hyper::Result<()>>,
    exchange: impl Future<Output = T>,
) -> T {
    let (mut background, mut exchange) = (pin!(background), pin!(exchange));
    let mut ended = false;
    std::future::poll_fn(|cx| {
        // Its outcome reaches the exchange as well.
        ended = ended || background.as_mut().poll(cx).is_ready();
        match exchange.as_mut().poll(cx) {
            // A first poll may have handed the background something to do.
            Poll::Pending if !ended && background.as_mut().poll(cx).is_ready() => {
                ended = true;
                exchange.as_mut().poll(cx)
            }
            poll => poll,
        }
    })
    .await
}

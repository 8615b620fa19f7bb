//! HTTP: what every answer has in common (CORS, limits), and the upgrade of signal websockets.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, oneshot},
    task::JoinSet,
    time::timeout,
};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::{
    driver::{Input, OwnedRequest},
    log, websocket,
};
use crate::core::{HttpReply, Refusal};

pub(super) type Answer = Response<Full<Bytes>>;

/// What answers on a socket.
#[derive(Clone)]
pub(super) struct Serving {
    pub(super) inputs: mpsc::Sender<Input>,
    /// The region of the mock that this socket is, where the API is mocked.
    #[cfg(feature = "mock")]
    pub(super) region: Option<super::mock::Region>,
}

/// Accepts connections until the task is dropped; every connection ends with it.
pub(super) async fn accept(listener: TcpListener, serving: Serving) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, serving.clone()));
                }
                // Out of file descriptors, mostly: others must finish first.
                Err(error) => {
                    tracing::warn!(%error, "cannot accept");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, serving: Serving) {
    // Signal messages are small and waited for.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    let service = service_fn(|request: Request<Incoming>| {
        let serving = serving.clone();
        async move {
            #[cfg(feature = "mock")]
            if let Some(region) = &serving.region
                && region.serves(request.uri().path())
            {
                return region.answer(request).await;
            }
            Ok::<_, Closed>(answer(request, serving.inputs).await)
        }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_READ)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    if let Err(error) = connection.await {
        tracing::debug!(%error, "connection ended");
    }
}

/// Why a connection is closed without an answer.
#[cfg(feature = "mock")]
type Closed = super::mock::Dropped;
#[cfg(not(feature = "mock"))]
type Closed = std::convert::Infallible;

async fn answer(request: Request<Incoming>, inputs: mpsc::Sender<Input>) -> Answer {
    let origin = request.headers().get(header::ORIGIN).cloned();
    if request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
    {
        return preflight(request.headers(), origin);
    }
    let open_to_all = request.uri().path().ends_with("/validate");
    let mut response = if is_websocket(request.headers()) {
        upgrade(request, inputs).await
    } else {
        plain(request, inputs).await
    };
    allow_origin(response.headers_mut(), origin, open_to_all);
    response
}

async fn plain(request: Request<Incoming>, inputs: mpsc::Sender<Input>) -> Answer {
    let (parts, body) = request.into_parts();
    let declared = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > MAX_BODY) {
        return text(StatusCode::PAYLOAD_TOO_LARGE, "request body too large");
    }
    let body = match timeout(BODY_READ, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return text(StatusCode::PAYLOAD_TOO_LARGE, "request body too large"),
        Err(_) => return text(StatusCode::REQUEST_TIMEOUT, "request body too slow"),
    };
    let request = OwnedRequest {
        method: parts.method.to_string(),
        target: target(&parts.uri),
        authorization: value(&parts.headers, header::AUTHORIZATION),
        content_type: value(&parts.headers, header::CONTENT_TYPE),
        body,
    };
    let (method, path) = (parts.method, parts.uri.path());
    let asked_at = Instant::now();
    let (reply, answered) = oneshot::channel();
    if inputs.send(Input::Http { request, reply }).await.is_err() {
        return text(StatusCode::SERVICE_UNAVAILABLE, "shutting down");
    }
    match answered.await {
        Ok(HttpReply {
            status,
            content_type,
            body,
        }) => {
            log::request(method.as_str(), path, status, &body, asked_at.elapsed());
            let mut response = Response::new(Full::new(Bytes::from(body)));
            *response.status_mut() =
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            response
        }
        Err(_) => text(StatusCode::SERVICE_UNAVAILABLE, "shutting down"),
    }
}

async fn upgrade(mut request: Request<Incoming>, inputs: mpsc::Sender<Input>) -> Answer {
    let Some(key) = request.headers().get(header::SEC_WEBSOCKET_KEY).cloned() else {
        return text(StatusCode::BAD_REQUEST, "Sec-WebSocket-Key is missing");
    };
    let (reply, answered) = oneshot::channel();
    let dial = Input::Dial {
        target: target(request.uri()),
        authorization: value(request.headers(), header::AUTHORIZATION),
        reply,
    };
    if inputs.send(dial).await.is_err() {
        return text(StatusCode::SERVICE_UNAVAILABLE, "shutting down");
    }
    let opened = match answered.await {
        Ok(Ok(opened)) => opened,
        Ok(Err(Refusal { status, body, .. })) => {
            log::refused_join(request.uri().path(), status, &body);
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return text(status, body);
        }
        Err(_) => return text(StatusCode::SERVICE_UNAVAILABLE, "shutting down"),
    };
    // Outlives this connection's task, which ends with the upgrade; it ends itself when the server is gone.
    tokio::spawn(websocket::serve(
        hyper::upgrade::on(&mut request),
        opened,
        inputs,
    ));

    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    if let Ok(accept) = HeaderValue::from_str(&derive_accept_key(key.as_bytes())) {
        headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    }
    response
}

/// Path and query, with a doubled slash at the front taken as one, as clients with a trailing slash in their URL send it.
fn target(uri: &http::Uri) -> String {
    let target = uri
        .path_and_query()
        .map_or("/", http::uri::PathAndQuery::as_str);
    match target.strip_prefix("//") {
        Some(rest) => format!("/{rest}"),
        None => target.into(),
    }
}

fn is_websocket(headers: &HeaderMap) -> bool {
    let has = |name, word: &str| {
        headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .any(|value| {
                value
                    .split(',')
                    .any(|part| part.trim().eq_ignore_ascii_case(word))
            })
    };
    has(header::CONNECTION, "upgrade") && has(header::UPGRADE, "websocket")
}

fn preflight(asked: &HeaderMap, origin: Option<HeaderValue>) -> Answer {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    for (from, to) in [
        (
            header::ACCESS_CONTROL_REQUEST_METHOD,
            header::ACCESS_CONTROL_ALLOW_METHODS,
        ),
        (
            header::ACCESS_CONTROL_REQUEST_HEADERS,
            header::ACCESS_CONTROL_ALLOW_HEADERS,
        ),
    ] {
        if let Some(value) = asked.get(from) {
            headers.insert(to, value.clone());
        }
    }
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("86400"),
    );
    allow_origin(headers, origin, false);
    response
}

fn allow_origin(headers: &mut HeaderMap, origin: Option<HeaderValue>, open_to_all: bool) {
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("*"),
        );
    } else if open_to_all {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
    }
}

fn value(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.into())
}

pub(super) fn text(status: StatusCode, body: impl Into<Bytes>) -> Answer {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

/// Most bytes of an API request.
pub(super) const MAX_BODY: usize = 10 * 1024 * 1024;
const HEADER_READ: Duration = Duration::from_secs(10);
const BODY_READ: Duration = Duration::from_secs(30);
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

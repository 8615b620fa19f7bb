//! Reading answers: a message, a refusal, or something that is neither.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Response, StatusCode};
use prost::Message as _;
use serde_json::Value;

use crate::code::TwirpCode;
use crate::error::{CallError, Refusal};
use crate::grants::Granted;

/// Reads the answer to a call that was sent with the id `request_id`.
pub(crate) fn read<R: Granted>(
    answer: Response<Bytes>,
    request_id: Option<&str>,
) -> Result<R::Response, CallError> {
    let method = R::NAME;
    let (head, body) = answer.into_parts();
    let is_protobuf = match head.headers.get(CONTENT_TYPE) {
        Some(kind) => kind.as_bytes().starts_with(b"application/protobuf"),
        None => true,
    };
    if head.status == StatusCode::OK && is_protobuf {
        return R::Response::decode(body).map_err(|error| CallError::Malformed {
            method,
            request_id: request_id.map(Into::into),
            source: error.into(),
        });
    }
    Err(refused(method, head.status, &body, request_id))
}

/// Why an answer is no success, or none of the API's.
pub(crate) fn refused(
    method: &'static str,
    status: StatusCode,
    body: &[u8],
    request_id: Option<&str>,
) -> CallError {
    match refusal(method, status, body, request_id) {
        Some(refusal) if !status.is_success() => CallError::Refused(Box::new(refusal)),
        _ => CallError::NotTwirp {
            method,
            status,
            start: start(body),
            request_id: request_id.map(Into::into),
        },
    }
}

/// Reads `{"code", "msg", "meta"}`; `None` when the body is something else.
fn refusal(
    method: &'static str,
    status: StatusCode,
    body: &[u8],
    request_id: Option<&str>,
) -> Option<Refusal> {
    let Value::Object(mut body) = serde_json::from_slice(body).ok()? else {
        return None;
    };
    let code = TwirpCode::from(body.get("code")?.as_str()?);
    let message = match body.remove("msg") {
        Some(Value::String(message)) => message,
        _ => String::new(),
    };
    let meta = match body.remove("meta") {
        Some(Value::Object(meta)) => meta,
        _ => serde_json::Map::new(),
    };
    let meta = meta
        .into_iter()
        .map(|(name, value)| (name, text(value)))
        .collect();
    let request_id = request_id.map(str::to_owned);
    Some(Refusal {
        method,
        status,
        code,
        message,
        meta,
        request_id,
    })
}

/// Metadata is text; where it is not, what it is.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// How `body` begins, fit for a log.
fn start(body: &[u8]) -> Box<str> {
    let start = String::from_utf8_lossy(&body[..body.len().min(MAX_START)]);
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    start
        .trim()
        .chars()
        .map(printable)
        .collect::<String>()
        .into()
}

const MAX_START: usize = 200;

#[cfg(test)]
mod tests {
    use lk_proto::Room;
    use lk_proto::rpc::room_service::CreateRoom;

    use super::*;

    fn answer(status: u16, kind: &str, body: impl Into<Bytes>) -> Result<Room, CallError> {
        let answer = Response::builder()
            .status(status)
            .header(CONTENT_TYPE, kind);
        read::<CreateRoom>(answer.body(body.into()).expect("an answer"), Some("id"))
    }

    #[test]
    fn a_message_is_decoded() {
        let room = Room {
            name: "demo".into(),
            ..Default::default()
        };
        let read = answer(200, "application/protobuf", room.encode_to_vec()).expect("a room");
        assert_eq!(read, room);
        let error = answer(200, "application/protobuf", "\u{1}\u{2}\u{3}").expect_err("no message");
        assert!(matches!(error, CallError::Malformed { .. }) && error.may_have_taken_effect());
    }

    #[test]
    fn a_refusal_keeps_everything() {
        let body = r#"{"code":"invalid_argument","msg":"too long 5","meta":{"argument":"too long","n":5}}"#;
        let error = answer(400, "application/json", body).expect_err("refused");
        let refusal = error.refusal().expect("a refusal");
        assert_eq!(refusal.method, "livekit.RoomService/CreateRoom");
        assert_eq!(refusal.status, StatusCode::BAD_REQUEST);
        assert_eq!(refusal.code, TwirpCode::InvalidArgument);
        assert_eq!(refusal.meta["argument"], "too long");
        assert_eq!(refusal.meta["n"], "5");
        assert_eq!(error.request_id(), Some("id"));
        assert_eq!(
            error.to_string(),
            "livekit.RoomService/CreateRoom refused (invalid_argument): too long 5"
        );

        let bare = answer(418, "application/json", r#"{"code":"teapot"}"#).expect_err("refused");
        assert_eq!(bare.code(), Some(TwirpCode::Other("teapot".into())));
    }

    #[test]
    fn what_is_not_twirp_is_told_with_its_beginning() {
        for (status, kind, body, code) in [
            (
                502,
                "text/html",
                "<html>\n<b>Bad Gateway",
                TwirpCode::Unavailable,
            ),
            (
                401,
                "text/plain",
                "invalid API key: x",
                TwirpCode::Unauthenticated,
            ),
            (404, "text/plain", "404 page not found", TwirpCode::BadRoute),
            (451, "text/plain", "region pinned", TwirpCode::Unknown),
            (204, "text/plain", "", TwirpCode::Unknown),
            (200, "text/html", "<html>log in first", TwirpCode::Unknown),
            (302, "text/html", "moved", TwirpCode::Internal),
            (500, "application/json", "{\"error\":1}", TwirpCode::Unknown),
        ] {
            let error = answer(status, kind, body).expect_err(body);
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.code(), Some(code), "{status}");
            assert_eq!(error.request_id(), Some("id"));
            let CallError::NotTwirp { start, .. } = &error else {
                panic!("{error:?}")
            };
            assert_eq!(**start, *body.replace('\n', " "));
        }
        let long = answer(500, "text/plain", "é".repeat(5000)).expect_err("long");
        assert!(long.to_string().len() < 400);
    }
}

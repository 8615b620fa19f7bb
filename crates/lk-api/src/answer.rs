//! Reading answers: a message, a refusal, or something that is neither.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use http::response::Parts;
use http::{Response, StatusCode};
use lk_net::HttpError;
use prost::Message as _;
use serde_json::Value;

use crate::code::TwirpCode;
use crate::error::{CallError, Refusal, breaks_lines};
use crate::grants::Granted;

/// Reads the answer to a call that was sent with the id `request_id`.
pub(crate) fn read<R: Granted>(
    answer: Response<Bytes>,
    request_id: Option<&str>,
) -> Result<R::Response, CallError> {
    let method = R::NAME;
    let (head, body) = answer.into_parts();
    let is_protobuf = head.headers.get(CONTENT_TYPE).is_none_or(is_protobuf);
    if head.status == StatusCode::OK && is_protobuf {
        return R::Response::decode(body).map_err(|error| CallError::Malformed {
            method,
            request_id: request_id.map(Into::into),
            source: error.into(),
        });
    }
    Err(refused(method, &head, &body, request_id))
}

/// Why an answer is no success, or none of the API's.
pub(crate) fn refused(
    method: &'static str,
    head: &Parts,
    body: &[u8],
    request_id: Option<&str>,
) -> CallError {
    let status = head.status;
    match refusal(method, head, body, request_id) {
        Some(refusal) if !status.is_success() => CallError::Refused(Box::new(refusal)),
        _ => CallError::NotTwirp {
            method,
            status,
            start: start(body),
            retry_after: retry_after(&head.headers, SystemTime::now()),
            then_silence: false,
            request_id: request_id.map(Into::into),
        },
    }
}

/// Tells whether a body is a refusal of the API's: the call was looked at, and not turned away by
/// something before.
pub(crate) fn is_refusal(body: &[u8]) -> bool {
    let body = serde_json::from_slice::<Value>(body);
    body.is_ok_and(|body| code(&body).is_some())
}

/// The head of an error answer stands for all of it where the body cannot be read: the status
/// says more than what is wrong with the body.
pub(crate) fn head_alone(error: HttpError) -> Result<Response<Bytes>, HttpError> {
    match error.head() {
        Some(head) if !head.status.is_success() => {
            Ok(Response::from_parts(head.clone(), Bytes::new()))
        }
        _ => Err(error),
    }
}

/// The media type is compared without its parameters, in any case. Source: RFC 9110 §8.3.1.
fn is_protobuf(kind: &HeaderValue) -> bool {
    let essence = kind.as_bytes().split(|byte| *byte == b';').next();
    let essence = essence.unwrap_or_default().trim_ascii();
    essence.eq_ignore_ascii_case(b"application/protobuf")
}

/// The code of a refusal of the API's.
fn code(body: &Value) -> Option<TwirpCode> {
    TwirpCode::parse(body.get("code")?.as_str()?)
}

/// How long to wait: in seconds, or until a date. Source: RFC 9110 §10.2.3.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let when = httpdate::parse_http_date(text).ok()?;
    Some(when.duration_since(now).unwrap_or_default())
}

/// Reads `{"code", "msg", "meta"}`; `None` when the body is something else, such as the error of a
/// gateway with a code of its own.
fn refusal(
    method: &'static str,
    head: &Parts,
    body: &[u8],
    request_id: Option<&str>,
) -> Option<Refusal> {
    let mut body: Value = serde_json::from_slice(body).ok()?;
    let code = code(&body)?;
    let body = body.as_object_mut()?;
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
        status: head.status,
        code,
        message,
        meta,
        request_id,
        retry_after: retry_after(&head.headers, SystemTime::now()),
        then_silence: false,
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
    let printable = |c: char| if breaks_lines(c) { ' ' } else { c };
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
    use lk_net::Processed;
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
        assert!(matches!(error, CallError::Malformed { .. }));
        assert_eq!(error.processed(), Processed::Yes);
        for kind in ["Application/Protobuf", "application/protobuf; charset=x"] {
            assert_eq!(answer(200, kind, room.encode_to_vec()).expect(kind), room);
        }
        let other = answer(200, "application/protobuf2", "").expect_err("another type");
        assert!(matches!(other, CallError::NotTwirp { .. }));
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

        let bare = answer(404, "application/json", r#"{"code":"not_found"}"#).expect_err("refused");
        assert!(bare.is_not_found());
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
            (408, "text/html", "<html>", TwirpCode::DeadlineExceeded),
            (451, "text/plain", "region pinned", TwirpCode::Unknown),
            (204, "text/plain", "", TwirpCode::Unknown),
            (200, "text/html", "<html>log in first", TwirpCode::Unknown),
            (302, "text/html", "moved", TwirpCode::Internal),
            (500, "application/json", "{\"error\":1}", TwirpCode::Unknown),
            (
                503,
                "application/json",
                r#"{"code":"SERVICE_UNAVAILABLE","message":"try later"}"#,
                TwirpCode::Unavailable,
            ),
            (
                401,
                "application/json",
                r#"{"code":"","msg":"no key"}"#,
                TwirpCode::Unauthenticated,
            ),
            (
                429,
                "application/json",
                r#"{"code":429,"message":"slow down"}"#,
                TwirpCode::ResourceExhausted,
            ),
            (
                504,
                "application/json",
                r#"{"code":"teapot"}"#,
                TwirpCode::Unavailable,
            ),
        ] {
            let error = answer(status, kind, body).expect_err(body);
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.code(), Some(code), "{status}");
            assert_eq!(error.request_id(), Some("id"));
            let is_transient = matches!(status, 408 | 429 | 502..=504);
            assert_eq!(error.is_transient(), is_transient, "{status}");
            let CallError::NotTwirp { start, .. } = &error else {
                panic!("{error:?}")
            };
            assert_eq!(**start, *body.replace('\n', " "));
        }
        let long = answer(500, "text/plain", "é".repeat(5000)).expect_err("long");
        assert!(long.to_string().len() < 400);
    }

    #[test]
    fn what_ran_out_of_time_or_was_interrupted_may_have_been_processed() {
        let refused = |status, code: &str, meta: &str| {
            let body = format!(r#"{{"code":"{code}","msg":"","meta":{{{meta}}}}}"#);
            answer(status, "application/json", body).expect_err("refused")
        };
        for (status, code, processed) in [
            (408, "deadline_exceeded", Processed::Unknown),
            (408, "canceled", Processed::Unknown),
            (409, "aborted", Processed::Unknown),
            (500, "unknown", Processed::Unknown),
            (503, "unavailable", Processed::Unknown),
            (400, "invalid_argument", Processed::No),
            (404, "not_found", Processed::No),
            (429, "resource_exhausted", Processed::No),
        ] {
            let error = refused(status, code, "");
            assert_eq!(error.processed(), processed, "{code}");
        }
        for status in [408, 499, 502, 200] {
            let error = answer(status, "text/html", "<html>").expect_err("a page");
            assert_eq!(error.processed(), Processed::Unknown, "{status}");
        }
        let turned_away = answer(403, "text/html", "<html>").expect_err("a page");
        assert_eq!(turned_away.processed(), Processed::No);
        // The callee's own answer leaves nothing open, and is no reason to ring again.
        for (status, code) in [(429, "resource_exhausted"), (408, "deadline_exceeded")] {
            for meta in [
                r#""sip_status_code":"486""#,
                r#""sip_transfer_reason":"STR_RINGING_TIMEOUT""#,
            ] {
                let error = refused(status, code, meta);
                assert!(error.processed() == Processed::Yes && !error.is_transient());
            }
            assert!(refused(status, code, "").is_transient());
        }
    }

    #[test]
    fn why_a_transfer_failed_is_read_beside_the_sip_status() {
        let refused = |meta: &str| {
            let body = format!(r#"{{"code":"unavailable","msg":"","meta":{{{meta}}}}}"#);
            answer(503, "application/json", body).expect_err("refused")
        };
        let error = refused(
            r#""sip_transfer_reason":"STR_REJECTED","sip_transfer_id":"ST_1",
            "sip_status_code":"603","sip_status":"Decline""#,
        );
        let transfer = error.sip_transfer().expect("a transfer");
        assert_eq!((transfer.reason, transfer.id), ("STR_REJECTED", "ST_1"));
        assert_eq!(error.sip_status().expect("a status").code, 603);
        let error = refused(r#""sip_transfer_reason":"STR_CALL_ENDED""#);
        let transfer = error.sip_transfer().expect("a transfer");
        assert_eq!((transfer.reason, transfer.id), ("STR_CALL_ENDED", ""));
        assert_eq!(error.sip_status(), None);
        assert_eq!(refused("").sip_transfer(), None);
    }

    #[test]
    fn a_refusals_words_are_kept_whole_and_shown_short_on_one_line() {
        let words = format!("line1\\nforged line2 {}", "x".repeat(1 << 20));
        let body = format!(r#"{{"code":"internal","msg":"{words}"}}"#);
        let error = answer(500, "application/json", body).expect_err("refused");
        let shown = error.to_string();
        assert!(shown.chars().count() < 1200, "{}", shown.len());
        assert!(shown.contains("line1 forged line2 x") && shown.ends_with('…'));
        let kept = error.refusal().expect("a refusal");
        assert_eq!(kept.message.len(), words.len() - 1);
        assert!(kept.message.contains('\n'));
    }

    #[test]
    fn what_no_response_from_servers_means_is_told() {
        let body = r#"{"code":"unavailable","msg":"no response from servers"}"#;
        let error = answer(503, "application/json", body).expect_err("refused");
        assert!(error.is_transient());
        assert_eq!(
            error.to_string(),
            "livekit.RoomService/CreateRoom refused (unavailable): no response from servers \
             (the room or the participant does not exist, or its server is gone)"
        );
        assert_eq!(
            error.refusal().expect("a refusal").message,
            "no response from servers"
        );
    }

    #[test]
    fn when_to_ask_again_is_kept() {
        let after = |body: &'static str| {
            let answer = Response::builder().status(429).header(RETRY_AFTER, "7");
            let answer = answer.body(Bytes::from_static(body.as_bytes()));
            let read = read::<CreateRoom>(answer.expect("an answer"), None);
            read.expect_err("refused").retry_after()
        };
        let seven = Some(Duration::from_secs(7));
        assert_eq!(after(r#"{"code":"resource_exhausted"}"#), seven);
        assert_eq!(after("slow down"), seven);
        let none = answer(429, "text/plain", "slow down").expect_err("refused");
        assert_eq!(none.retry_after(), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let wait = |text: &'static str| {
            let value = http::HeaderValue::from_static(text);
            retry_after(&HeaderMap::from_iter([(RETRY_AFTER, value)]), now)
        };
        assert_eq!(wait(" 7 "), Some(Duration::from_secs(7)));
        let date = "Tue, 14 Nov 2023 22:13:25 GMT";
        assert_eq!(wait(date), Some(Duration::from_secs(5)));
        assert_eq!(wait("Tue, 14 Nov 2000 22:13:25 GMT"), Some(Duration::ZERO));
        assert_eq!((wait("-1"), wait("soon"), wait("")), (None, None, None));
    }
}

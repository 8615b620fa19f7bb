//! What the fuzzer runs for answers to calls. The corpus is replayed by the ordinary tests.

use bytes::Bytes;
use http::Response;
use lk_api::{Call, CallError};
use lk_proto::rpc::room_service::ListParticipants;

/// An answer: the first byte chooses the status, the second the kind, the rest is the body. It is
/// read or told to be wrong, and what is told is bounded.
pub(crate) fn answer(input: &[u8]) {
    let [status, kind, body @ ..] = input else {
        return;
    };
    let status = 100 + u16::from(*status) * 2;
    let kind = ["application/json", "application/protobuf", "text/html"][usize::from(*kind) % 3];
    let answer = Response::builder()
        .status(status)
        .header("content-type", kind);
    let answer = answer
        .body(Bytes::copy_from_slice(body))
        .expect("an answer");
    let Err(error) = Call::<ListParticipants>::decode(answer) else {
        assert_eq!(status, 200);
        return;
    };
    let _ = (
        error.is_transient(),
        error.processed(),
        error.sip_transfer(),
        error.code(),
        error.sip_status(),
    );
    let shown = error.to_string();
    assert!(shown.chars().count() < 1200 && !shown.contains(char::is_control));
    match &error {
        CallError::NotTwirp { start, .. } => assert!(start.chars().count() <= 200),
        CallError::Refused(refusal) => {
            assert!(refusal.message.len() <= body.len() * 3 && refusal.meta.len() <= body.len());
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        }
        CallError::Malformed { .. } => assert_eq!(status, 200),
        other => panic!("{other:?}"),
    }
}

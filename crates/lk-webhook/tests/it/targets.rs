//! What the fuzzer runs. The corpus under `corpus/` is replayed through the same by the ordinary tests.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use lk_auth::ApiKey;
use lk_proto::WebhookEvent;
use lk_webhook::{ReceiveError, WebhookReceiver};
use sha2::Digest as _;

/// The `Authorization` in the first line and the body after it: nothing that is not signed is taken. Then the
/// body alone, signed: it is an event or malformed, and an event that is signed again says the same.
pub(crate) fn receive(input: &[u8]) {
    let line_end = input.iter().position(|&byte| byte == b'\n');
    let (header, body) = input.split_at(line_end.unwrap_or(0));
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let key = ApiKey::new("fuzz", "a secret that stands in no corpus");
    let receiver = WebhookReceiver::new(key.clone()).replay_window(4);
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let header = String::from_utf8_lossy(header);
    assert!(receiver.receive_at(body, &*header, now).is_err());

    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(body));
    let token = key.token().sha256(hash).to_jwt_at(now).expect("a token");
    let event = match receiver.receive_at(body, token.as_str(), now) {
        Ok(event) => event,
        Err(error) => {
            assert!(matches!(error, ReceiveError::Malformed { .. }), "{error}");
            return;
        }
    };
    let _ = (event.view(), event.kind().as_str(), event.created_at());
    receiver.forget(&event);
    let wire: WebhookEvent = event.into_wire();
    let signed = lk_webhook::sign(&wire, &key, now).expect("signed");
    let again = receiver.receive_at(&signed.body, signed.authorization.as_str(), now);
    let again = again.expect("just signed").into_wire();
    // Not compared as they are: a float may be NaN, which is not even equal to itself.
    assert_eq!(format!("{again:?}"), format!("{wire:?}"));
}

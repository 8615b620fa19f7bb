//! Tokens and webhooks where there is no operating system: `wasm32-unknown-unknown`.
//!
//! There is no clock, so the time is a constant, and nothing can be printed, so the exit code is the number of the
//! first step that failed, or 0. `run.cjs` runs it under node; an ordinary test does the same natively.

use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use lk_auth::{AccessToken, ApiKey, Claims, TokenVerifier, VerifyError, VideoGrant};
use lk_webhook::{EventKind, ReceiveError, WebhookReceiver};
use serde_json::Value;

/// What is tried, in the order of their numbers.
const STEPS: [fn() -> bool; 5] = [
    minted_tokens_hold_until_they_expire,
    golden_tokens_hold_and_are_minted_again,
    forged_tokens_are_refused,
    golden_webhooks_get_their_verdict,
    signed_webhooks_are_received_once,
];

fn main() -> ExitCode {
    let failed = STEPS.iter().position(|step| !step());
    let number = failed.map_or(0, |index| index + 1);
    ExitCode::from(u8::try_from(number).unwrap_or(u8::MAX))
}

fn minted_tokens_hold_until_they_expire() -> bool {
    let token = AccessToken::new("devkey", "secret")
        .identity("alice")
        .grant(VideoGrant::join("demo").can_publish(false))
        .valid_for(Duration::from_secs(600));
    let jwt = token.to_jwt_at(at(NOW)).unwrap_or_default();
    let verifier = TokenVerifier::new(ApiKey::new("devkey", "secret"));
    let claims = verifier.verify_at(&jwt, at(NOW + 599));
    let expired = verifier.verify_at(&jwt, at(NOW + 660));
    matches!(claims, Ok(claims) if claims.identity() == "alice" && claims.video == token.claims().video)
        && matches!(expired, Err(VerifyError::Expired { .. }))
}

fn golden_tokens_hold_and_are_minted_again() -> bool {
    let verifier = TokenVerifier::new(key());
    let mint = |claims: &Claims| AccessToken::from_claims(key(), claims.clone()).to_jwt_at(at(NOW));
    let again = |claims: &Claims| verifier.verify_at(&mint(claims).ok()?, at(NOW)).ok();
    all(TOKENS, |case| {
        let Ok(read) = verifier.verify_at(text(case, "token"), at(NOW)) else {
            return false;
        };
        again(&read).is_some_and(|mut again| {
            (again.exp, again.nbf) = (read.exp, read.nbf);
            again == read
        })
    })
}

fn forged_tokens_are_refused() -> bool {
    let stranger = TokenVerifier::new(ApiKey::new(key().id(), "another secret"));
    all(TOKENS, |case| {
        let verdict = stranger.verify_at(text(case, "token"), at(NOW));
        matches!(verdict, Err(VerifyError::BadSignature))
    })
}

fn golden_webhooks_get_their_verdict() -> bool {
    let receiver = WebhookReceiver::new(key());
    all(WEBHOOKS, |case| {
        let (body, authorization) = (text(case, "body"), text(case, "authorization"));
        let received = receiver.receive_at(body.as_bytes(), authorization, at(NOW));
        // The Python SDK, which made these, takes no `Bearer`.
        let is_taken = text(case, "python") == "accept" || text(case, "name") == "bearer_prefix";
        received.is_ok() == is_taken
    })
}

fn signed_webhooks_are_received_once() -> bool {
    let receiver = WebhookReceiver::new(key()).replay_window(4);
    let body = br#"{"event":"room_started","id":"EV_1","room":{"name":"demo"}}"#;
    let event = serde_json::from_slice(body);
    let Some(signed) = event
        .ok()
        .and_then(|event| lk_webhook::sign(&event, &key(), at(NOW)).ok())
    else {
        return false;
    };
    let receive = |body: &[u8]| receiver.receive_at(body, &*signed.authorization, at(NOW + 1));
    matches!(receive(b"{}"), Err(ReceiveError::WrongHash))
        && matches!(receive(&signed.body), Ok(event) if *event.kind() == EventKind::RoomStarted)
        && matches!(receive(&signed.body), Err(ReceiveError::Replayed))
}

fn key() -> ApiKey {
    ApiKey::new(
        "APIgoldenkey123",
        "golden-secret-0123456789-abcdefghijklmnop",
    )
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Tells whether there are cases in the vector file `text`, and `holds` for each.
fn all(text: &str, holds: impl Fn(&Value) -> bool) -> bool {
    let file: Value = serde_json::from_str(text).unwrap_or_default();
    let cases = file["cases"].as_array().map_or(&[][..], Vec::as_slice);
    !cases.is_empty() && cases.iter().all(holds)
}

fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member].as_str().unwrap_or_default()
}

/// When the golden tokens were minted.
const NOW: u64 = 1_700_000_000;
const TOKENS: &str = include_str!("../../crates/lk-auth/tests/vectors/tokens.json");
const WEBHOOKS: &str = include_str!("../../crates/lk-webhook/tests/vectors/webhooks.json");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_holds_natively_too() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(step(), "step {}", index + 1);
        }
    }
}

//! What the server tells of itself, by `tracing`: what happens in rooms, and what it answers.

use std::{borrow::Cow, time::Duration};

use lk_proto::WebhookEvent;

/// Tells what happened in a room. Webhook receivers are told the same.
pub(super) fn event(event: &WebhookEvent) {
    let participant = event.participant.as_ref();
    let track = event.track.as_ref();
    let left = participant.filter(|it| it.disconnect_reason != 0);
    let what = event.event.replace('_', " ");
    tracing::info!(
        room = event.room.as_ref().map(|room| &*room.name),
        participant = participant.map(|participant| &*participant.identity),
        reason = left.map(|participant| participant.disconnect_reason().as_str_name()),
        track = track.map(|track| &*track.sid),
        source = track.map(|track| track.source().as_str_name()),
        mime = track.map(|track| &*track.mime_type),
        "{what}"
    );
}

/// Tells how a request was answered: calls of the API and refusals at info, the rest at debug.
pub(super) fn request(method: &str, path: &str, status: u16, answer: &[u8], took: Duration) {
    let call = path.strip_prefix("/twirp/livekit.");
    let refusal = (status >= 400).then(|| first_of(&twirp_error(answer).unwrap_or(answer.into())));
    match (call, &refusal) {
        (Some(call), _) => tracing::info!(call, status, refusal, ?took, "API call"),
        (None, Some(_)) => tracing::info!(method, path, status, refusal, "refused"),
        (None, None) => tracing::debug!(method, path, status, "answered"),
    }
}

/// Tells that a client may not open a signal connection.
pub(super) fn refused_join(path: &str, status: u16, why: &str) {
    tracing::info!(path, status, why, "join refused");
}

/// Code and message of an error of the API.
fn twirp_error(answer: &[u8]) -> Option<Cow<'_, [u8]>> {
    let error: serde_json::Value = serde_json::from_slice(answer).ok()?;
    let (code, msg) = (error["code"].as_str()?, error["msg"].as_str()?);
    Some(format!("{code}: {msg}").into_bytes().into())
}

/// The beginning of a text, which may be long.
fn first_of(text: &[u8]) -> String {
    let first = text.get(..LONGEST).unwrap_or(text);
    String::from_utf8_lossy(first).trim_end().to_owned()
}

/// Bytes of an answer that are told.
const LONGEST: usize = 300;

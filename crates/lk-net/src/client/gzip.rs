//! Answers that come compressed with gzip.

use std::io::Read as _;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
use http::{Request, Response};

use super::{HttpError, RequestBody};

/// Asks for a compressed answer, and tells whether that was our wish: where the caller says
/// what it accepts, it takes what comes.
pub(super) fn ask(mut request: Request<RequestBody>) -> (Request<RequestBody>, bool) {
    let headers = request.headers_mut();
    let is_ours = !headers.contains_key(ACCEPT_ENCODING);
    if is_ours {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
    (request, is_ours)
}

/// Undoes the compression, to at most `max_body` bytes.
pub(super) fn undo(
    mut answer: Response<Bytes>,
    max_body: usize,
) -> Result<Response<Bytes>, HttpError> {
    let is_gzip = |value: &HeaderValue| {
        let value = value.as_bytes().trim_ascii();
        value.eq_ignore_ascii_case(b"gzip") || value.eq_ignore_ascii_case(b"x-gzip")
    };
    if !answer.headers().get(CONTENT_ENCODING).is_some_and(is_gzip) || answer.body().is_empty() {
        return Ok(answer);
    }
    let mut plain = Vec::new();
    let most = u64::try_from(max_body)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let decoded = MultiGzDecoder::new(&answer.body()[..])
        .take(most)
        .read_to_end(&mut plain);
    let head = |answer: Response<Bytes>| answer.into_parts().0.into();
    match decoded {
        Ok(_) if plain.len() > max_body => {
            let head = head(answer);
            return Err(HttpError::BodyTooLarge { head, max_body });
        }
        Ok(_) => {}
        // What a proxy says in an error is often not compressed, whatever its headers say.
        Err(_) if !answer.status().is_success() => return Ok(answer),
        Err(error) => {
            return Err(HttpError::BadBody {
                head: head(answer),
                source: error.into(),
            });
        }
    }
    // Neither is true any more.
    answer.headers_mut().remove(CONTENT_ENCODING);
    answer.headers_mut().remove(CONTENT_LENGTH);
    *answer.body_mut() = plain.into();
    Ok(answer)
}

//! Reading a request's body, bounded.

use bytes::Bytes;
use http_body::Body;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::receive::ReceiveError;

/// Reads `body`, at most `limit` bytes of it; one that says it is longer is not read at all.
pub(crate) async fn read<B>(body: B, limit: usize) -> Result<Bytes, ReceiveError>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    if body.size_hint().lower() > limit as u64 {
        return Err(ReceiveError::BodyTooLarge(limit));
    }
    match Limited::new(body, limit).collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ReceiveError::BodyTooLarge(limit)),
        Err(source) => Err(ReceiveError::Unread { source }),
    }
}

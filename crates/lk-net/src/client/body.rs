//! Bodies: of requests, at hand; of answers, whole and bounded, or piece by piece.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use futures_util::Stream;
use http::Response;
use http::response::Parts;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body, Frame, SizeHint};

use super::HttpError;
use super::pool::Lease;

type BoxError = Box<dyn StdError + Send + Sync>;

/// The body of a request: all of it, at hand, in as many pieces as it was made of.
///
/// ```
/// use bytes::Bytes;
/// use lk_net::RequestBody;
///
/// let file = Bytes::from(vec![0; 1 << 20]);
/// // The file is not copied to stand between the two.
/// let body = RequestBody::from_iter(["before".into(), file, "after".into()]);
/// # let _ = body;
/// ```
#[derive(Debug, Clone, Default)]
pub struct RequestBody {
    first: Bytes,
    /// The others, the last one first.
    rest: Vec<Bytes>,
}

impl RequestBody {
    fn len(&self) -> u64 {
        let pieces = self.rest.iter().chain([&self.first]);
        pieces.map(|piece| piece.len() as u64).sum()
    }
}

impl From<Bytes> for RequestBody {
    fn from(whole: Bytes) -> Self {
        Self {
            first: whole,
            rest: Vec::new(),
        }
    }
}

impl FromIterator<Bytes> for RequestBody {
    fn from_iter<I: IntoIterator<Item = Bytes>>(pieces: I) -> Self {
        let mut pieces = pieces.into_iter();
        let first = pieces.next().unwrap_or_default();
        let mut rest: Vec<_> = pieces.collect();
        rest.reverse();
        Self { first, rest }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        while this.first.is_empty() {
            match this.rest.pop() {
                Some(piece) => this.first = piece,
                None => return Poll::Ready(None),
            }
        }
        Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut this.first)))))
    }

    fn is_end_stream(&self) -> bool {
        self.len() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.len())
    }
}

/// The body of an answer that is still coming, as a stream of its pieces.
///
/// Dropping it ends the exchange.
pub struct HttpBody {
    inner: UnsyncBoxBody<Bytes, BoxError>,
    /// For errors.
    head: Box<Parts>,
    /// The connection that it comes on, given back after the body is dropped.
    lease: Option<Lease>,
}

impl HttpBody {
    pub(super) fn new<B>(head: &Parts, body: B) -> Self
    where
        B: Body + Send + 'static,
        B::Error: Into<BoxError>,
        B::Data: Send,
    {
        let inner = body
            .map_frame(|frame| {
                frame.map_data(|mut data| {
                    let length = data.remaining();
                    data.copy_to_bytes(length)
                })
            })
            .map_err(Into::into);
        Self {
            inner: UnsyncBoxBody::new(inner),
            head: Box::new(head.clone()),
            lease: None,
        }
    }

    pub(super) fn on(mut self, lease: Lease) -> Self {
        self.lease = Some(lease);
        self
    }

    /// The next piece; `None` when the body is over.
    ///
    /// # Errors
    ///
    /// [`HttpError::BadBody`] when the connection failed before the body was complete.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, HttpError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl HttpBody {
    /// Reads what is left of the body, of at most `max_body` bytes.
    ///
    /// # Errors
    ///
    /// [`HttpError::BadBody`] and [`HttpError::BodyTooLarge`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the exchange.
    pub async fn collect(mut self, max_body: usize) -> Result<Bytes, HttpError> {
        let mut whole = Vec::new();
        while let Some(piece) = self.chunk().await {
            whole.extend_from_slice(&piece?);
            if whole.len() > max_body {
                let head = self.head;
                return Err(HttpError::BodyTooLarge { head, max_body });
            }
        }
        Ok(whole.into())
    }
}

impl Stream for HttpBody {
    type Item = Result<Bytes, HttpError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match ready!(Pin::new(&mut self.inner).poll_frame(cx)) {
                None => None,
                Some(Err(source)) => Some(Err(HttpError::BadBody {
                    head: self.head.clone(),
                    source,
                })),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // Trailers.
                    Err(_) => continue,
                },
            });
        }
    }
}

impl fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBody").finish_non_exhaustive()
    }
}

/// Reads the whole of an answer, of at most `max_body` bytes.
pub(super) async fn collect<B>(
    answer: Response<B>,
    max_body: usize,
) -> Result<Response<Bytes>, HttpError>
where
    B: Body,
    B::Error: Into<BoxError>,
{
    let (head, body) = answer.into_parts();
    match Limited::new(body, max_body).collect().await {
        Ok(body) => Ok(Response::from_parts(head, body.to_bytes())),
        Err(source) if source.is::<LengthLimitError>() => Err(HttpError::BodyTooLarge {
            head: head.into(),
            max_body,
        }),
        Err(source) => Err(HttpError::BadBody {
            head: head.into(),
            source,
        }),
    }
}

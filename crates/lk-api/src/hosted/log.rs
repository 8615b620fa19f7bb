//! Logs that come line by line.

use std::fmt;
use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::Response;
use lk_net::{HttpBody, HttpError};
use serde_json::Value;
use tokio::time::Sleep;

use super::call::Asked;
use crate::error::Words;

/// A log while it is written, as a stream of its lines. Dropping it ends the reading, not what is
/// logged.
///
/// After an error it is over.
#[must_use = "streams do nothing unless polled"]
pub struct AgentLog {
    /// `None` once it is over.
    body: Option<HttpBody>,
    /// What came of lines that are not complete; before `start` what was given out, before
    /// `searched` no end of a line.
    buffer: Vec<u8>,
    start: usize,
    searched: usize,
    is_build: bool,
    /// What was said last of a build that waits for its turn.
    queued: Option<String>,
    idle_limit: Option<Duration>,
    /// Runs while nothing comes.
    silence: Option<Pin<Box<Sleep>>>,
}

/// Why a log ended before its time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The build failed. At most 500 characters of why are shown, on one line.
    #[error("build failed: {}", Words(.0))]
    Failed(Box<str>),
    /// The connection did.
    #[error("log broke off")]
    Broken(#[source] HttpError),
    /// Nothing came for as long as it may be silent.
    #[error("log was silent for {0:?}")]
    Silent(Duration),
    /// A line has more than 4 MiB.
    #[error("line of the log is too long")]
    LineTooLong,
}

impl AgentLog {
    pub(super) fn of_build(asked: &Asked, answer: Response<HttpBody>) -> Self {
        Self::new(asked, answer, true)
    }

    pub(super) fn of_agent(asked: &Asked, answer: Response<HttpBody>) -> Self {
        Self::new(asked, answer, false)
    }

    fn new(asked: &Asked, answer: Response<HttpBody>, is_build: bool) -> Self {
        Self {
            body: Some(answer.into_body()),
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            is_build,
            queued: None,
            idle_limit: asked.idle_limit,
            silence: None,
        }
    }

    /// The next line, without its end; `None` after the last. Bytes that are not text are
    /// replaced.
    ///
    /// # Errors
    ///
    /// [`LogError`], after which the log is over.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<String, LogError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// What a line of a build's log says of a build that waits for its turn, such as `Waiting for
    /// an available builder`; `None` for any other line.
    ///
    /// Such a line is `{"lkQueue": {"message": …}}`, no status of BuildKit's: the build has not
    /// begun then. It comes once, however often the server repeats it.
    ///
    /// ```
    /// use lk_api::AgentLog;
    ///
    /// let line = r#"{"lkQueue": {"message": "2 builds ahead"}}"#;
    /// assert_eq!(AgentLog::queue_message(line).as_deref(), Some("2 builds ahead"));
    /// ```
    pub fn queue_message(line: &str) -> Option<String> {
        let line: Value = serde_json::from_str(line).ok()?;
        let message = line.get("lkQueue")?.get("message")?.as_str()?;
        Some(message.to_owned())
    }

    /// Reads no more, not even what came already.
    fn end(&mut self) {
        self.body = None;
        self.buffer.clear();
        (self.start, self.searched) = (0, 0);
        self.silence = None;
    }

    /// A line that came already.
    fn line_at_hand(&mut self) -> Option<String> {
        let fresh = &self.buffer[self.searched..];
        let Some(length) = fresh.iter().position(|byte| *byte == b'\n') else {
            self.buffer.drain(..self.start);
            self.start = 0;
            self.searched = self.buffer.len();
            return None;
        };
        let end = self.searched + length;
        let line = text(&self.buffer[self.start..end]);
        (self.start, self.searched) = (end + 1, end + 1);
        Some(line)
    }

    fn poll_line(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<String, LogError>>> {
        loop {
            if let Some(line) = self.line_at_hand() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.buffer.len() > MAX_LINE {
                return Poll::Ready(Some(Err(LogError::LineTooLong)));
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match Pin::new(body).poll_next(cx) {
                Poll::Ready(Some(Ok(piece))) => {
                    self.silence = None;
                    self.buffer.extend_from_slice(&piece);
                }
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(LogError::Broken(error))));
                }
                Poll::Ready(None) => {
                    let last = text(&self.buffer);
                    self.end();
                    return Poll::Ready((!last.is_empty()).then_some(Ok(last)));
                }
                Poll::Pending => {
                    let Some(limit) = self.idle_limit else {
                        return Poll::Pending;
                    };
                    let sleep = || Box::pin(tokio::time::sleep(limit));
                    let silence = self.silence.get_or_insert_with(sleep);
                    ready!(silence.as_mut().poll(cx));
                    return Poll::Ready(Some(Err(LogError::Silent(limit))));
                }
            }
        }
    }
}

impl Stream for AgentLog {
    type Item = Result<String, LogError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            let line = match ready!(this.poll_line(cx)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => {
                    this.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            };
            if !this.is_build {
                return Poll::Ready(Some(Ok(line)));
            }
            if let Some(why) = line.strip_prefix("BUILD ERROR:") {
                let why = why.trim().into();
                this.end();
                return Poll::Ready(Some(Err(LogError::Failed(why))));
            }
            let queued = Self::queue_message(&line);
            // Said again and again while it waits.
            if queued.is_some() && queued == this.queued {
                continue;
            }
            this.queued = queued;
            return Poll::Ready(Some(Ok(line)));
        }
    }
}

impl fmt::Debug for AgentLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AgentLog")
            .field("over", &self.body.is_none())
            .finish_non_exhaustive()
    }
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)).into_owned()
}

const MAX_LINE: usize = 4 << 20;

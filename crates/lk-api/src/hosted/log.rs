//! Logs that come line by line.

use std::fmt;

use lk_net::{HttpBody, HttpError};

/// A log while it is written. Dropping it ends the reading, not what is logged.
pub struct AgentLog {
    /// `None` once it is over.
    body: Option<HttpBody>,
    /// What came of lines that are not complete, and before `start` what was given out.
    buffer: Vec<u8>,
    start: usize,
    is_build: bool,
}

/// Why a log ended before its time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The build failed.
    #[error("build failed: {0}")]
    Failed(Box<str>),
    /// The connection did.
    #[error("log broke off")]
    Broken(#[source] HttpError),
    /// A line has more than 4 MiB.
    #[error("line of the log is too long")]
    LineTooLong,
}

impl AgentLog {
    pub(super) fn of_build(body: HttpBody) -> Self {
        Self::new(body, true)
    }

    pub(super) fn of_agent(body: HttpBody) -> Self {
        Self::new(body, false)
    }

    fn new(body: HttpBody, is_build: bool) -> Self {
        Self {
            body: Some(body),
            buffer: Vec::new(),
            start: 0,
            is_build,
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
        let line = match self.line().await? {
            Ok(line) => line,
            Err(error) => {
                self.end();
                return Some(Err(error));
            }
        };
        if self.is_build
            && let Some(why) = line.strip_prefix("BUILD ERROR:")
        {
            self.end();
            return Some(Err(LogError::Failed(why.trim().into())));
        }
        Some(Ok(line))
    }

    /// Reads no more, not even what came already.
    fn end(&mut self) {
        self.body = None;
        self.buffer.clear();
        self.start = 0;
    }

    async fn line(&mut self) -> Option<Result<String, LogError>> {
        loop {
            let waiting = &self.buffer[self.start..];
            if let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
                let line = text(&waiting[..end]);
                self.start += end + 1;
                return Some(Ok(line));
            }
            self.buffer.drain(..self.start);
            self.start = 0;
            if self.buffer.len() > MAX_LINE {
                return Some(Err(LogError::LineTooLong));
            }
            match self.body.as_mut()?.chunk().await {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => return Some(Err(LogError::Broken(error))),
                None => {
                    self.body = None;
                    let last = std::mem::take(&mut self.buffer);
                    return (!last.is_empty()).then(|| Ok(text(&last)));
                }
            }
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

//! A connection as hyper wants it, which tells its pool when something was read from it.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, Weak};
use std::task::{Context, Poll};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;

use super::host::Host;
use crate::dial::DialError;
use crate::stream::NetStream;

/// The stream of one pooled connection.
///
/// hyper does not tell when the settings of a server of HTTP/2 arrive or change, which is when
/// waiting requests may be sent. It processes what it read before it reads more: each time it does,
/// the pool looks at the settings.
pub(super) struct PooledStream {
    inner: TokioIo<NetStream>,
    host: Weak<Host>,
    has_read: bool,
    refusal: Refusal,
}

/// The refusal of TLS that reading failed with, kept here as hyper keeps no more than its text.
pub(super) type Refusal = Arc<OnceLock<Arc<DialError>>>;

impl PooledStream {
    pub(super) fn new(stream: NetStream, host: Weak<Host>, refusal: Refusal) -> Self {
        Self {
            inner: TokioIo::new(stream),
            host,
            has_read: false,
            refusal,
        }
    }
}

impl Read for PooledStream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.has_read)
            && let Some(host) = this.host.upgrade()
        {
            host.handle_read();
        }
        let read = Pin::new(&mut this.inner).poll_read(cx, buf);
        this.has_read = matches!(read, Poll::Ready(Ok(())));
        match read {
            Poll::Ready(Err(error)) => {
                if let Some(refusal) = DialError::within(&error) {
                    let _ = this.refusal.set(refusal);
                }
                Poll::Ready(Err(error))
            }
            read => read,
        }
    }
}

impl Write for PooledStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write_vectored(cx, bufs)
    }
}

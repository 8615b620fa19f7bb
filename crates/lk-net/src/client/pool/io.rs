//! A connection as hyper wants it, which tells its pool when something was read from it.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, Weak};
use std::task::{Context, Poll};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;

use super::host::Host;
use crate::stream::{NetStream, TlsAlert};

/// The stream of one pooled connection.
///
/// hyper does not tell when the settings of a server of HTTP/2 arrive or change, which is when
/// waiting requests may be sent. It processes what it read before it reads more: each time it does,
/// the pool looks at the settings.
pub(super) struct PooledStream {
    inner: TokioIo<NetStream>,
    host: Weak<Host>,
    has_read: bool,
    alert: Alert,
}

/// The alert with which the server ended TLS, kept here as hyper keeps no more than its text.
///
/// Source: RFC 8446 §4.4.2.4: a server may find that the client shows no certificate, or a wrong
/// one, after the client has finished its part of the handshake.
pub(super) type Alert = Arc<OnceLock<TlsAlert>>;

impl PooledStream {
    pub(super) fn new(stream: NetStream, host: Weak<Host>, alert: Alert) -> Self {
        Self {
            inner: TokioIo::new(stream),
            host,
            has_read: false,
            alert,
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
        if std::mem::take(&mut this.has_read) {
            if let Some(host) = this.host.upgrade() {
                host.handle_read();
            }
        }
        let read = Pin::new(&mut this.inner).poll_read(cx, buf);
        this.has_read = matches!(read, Poll::Ready(Ok(())));
        match read {
            Poll::Ready(Err(error)) => {
                if let Some(alert) = this.inner.inner().alert_of(&error) {
                    let _ = this.alert.set(alert);
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

//! One connection to a server, with or without TLS.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

#[cfg(feature = "client")]
use crate::dial::DialError;

/// A byte stream to a server: TCP, under TLS where the URL asks for it.
#[derive(Debug)]
pub struct NetStream(Kind);

#[derive(Debug)]
enum Kind {
    Plain(TcpStream),
    /// Over TCP, or over TLS with a proxy.
    Tls {
        stream: Box<TlsStream<NetStream>>,
        /// The server asked for a client certificate, and got none.
        lacks_certificate: bool,
    },
}

/// An alert with which a server ends TLS after the handshake.
#[cfg(feature = "client")]
#[derive(Debug, Clone)]
pub(crate) struct TlsAlert {
    error: rustls::Error,
    lacks_certificate: bool,
}

#[cfg(feature = "client")]
impl TlsAlert {
    pub(crate) fn into_error(self, host: Box<str>) -> DialError {
        let source = io::Error::new(io::ErrorKind::InvalidData, self.error);
        DialError::tls(host, source, self.lacks_certificate)
    }
}

impl NetStream {
    pub(crate) fn plain(tcp: TcpStream) -> Self {
        Self(Kind::Plain(tcp))
    }

    pub(crate) fn tls(stream: TlsStream<NetStream>, lacks_certificate: bool) -> Self {
        Self(Kind::Tls {
            stream: Box::new(stream),
            lacks_certificate,
        })
    }

    /// The address that was reached.
    ///
    /// # Errors
    ///
    /// When the connection is gone.
    pub fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.tcp().peer_addr()
    }

    /// Our own address on this connection.
    ///
    /// # Errors
    ///
    /// When the connection is gone.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp().local_addr()
    }

    /// The protocol that TLS settled on (ALPN), such as `h2`.
    pub fn alpn(&self) -> Option<&[u8]> {
        match &self.0 {
            Kind::Plain(_) => None,
            Kind::Tls { stream, .. } => stream.get_ref().1.alpn_protocol(),
        }
    }

    pub(crate) fn tcp(&self) -> &TcpStream {
        match &self.0 {
            Kind::Plain(tcp) => tcp,
            Kind::Tls { stream, .. } => stream.get_ref().0.tcp(),
        }
    }

    /// The alert that reading failed with, if it is one.
    #[cfg(feature = "client")]
    pub(crate) fn alert_of(&self, error: &io::Error) -> Option<TlsAlert> {
        let Kind::Tls {
            lacks_certificate, ..
        } = self.0
        else {
            return None;
        };
        match error.get_ref()?.downcast_ref()? {
            error @ rustls::Error::AlertReceived(_) => Some(TlsAlert {
                error: error.clone(),
                lacks_certificate,
            }),
            _ => None,
        }
    }
}

/// Calls one method on whichever stream it is.
macro_rules! forward {
    ($self:ident, $stream:ident => $call:expr) => {
        match &mut $self.get_mut().0 {
            Kind::Plain(tcp) => {
                let $stream = Pin::new(tcp);
                $call
            }
            Kind::Tls { stream, .. } => {
                let $stream = Pin::new(stream.as_mut());
                $call
            }
        }
    };
}

impl AsyncRead for NetStream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_read(cx, buf))
    }
}

impl AsyncWrite for NetStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        forward!(self, stream => stream.poll_write(cx, buf))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        forward!(self, stream => stream.poll_write_vectored(cx, bufs))
    }

    fn is_write_vectored(&self) -> bool {
        match &self.0 {
            Kind::Plain(tcp) => tcp.is_write_vectored(),
            Kind::Tls { stream, .. } => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_shutdown(cx))
    }
}

//! One connection to a server, with or without TLS.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::AlertDescription;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use crate::dial::DialError;

/// A byte stream to a server: TCP, under TLS where the URL asks for it.
///
/// A server of TLS 1.3 refuses a client's certificate after the handshake: then the first read
/// fails, with a [`DialError`] that [`DialError::within`] finds.
#[derive(Debug)]
pub struct NetStream(Kind);

#[derive(Debug)]
enum Kind {
    Plain(TcpStream),
    Tls(Box<Tls>),
}

#[derive(Debug)]
struct Tls {
    /// Over TCP, or over TLS with a proxy.
    stream: TlsStream<NetStream>,
    /// The server's name in errors.
    host: Box<str>,
    /// The server asked for a client certificate, and got none.
    lacks_certificate: bool,
    /// Something has been read.
    has_read: bool,
}

impl NetStream {
    pub(crate) fn plain(tcp: TcpStream) -> Self {
        Self(Kind::Plain(tcp))
    }

    pub(crate) fn tls(
        stream: TlsStream<NetStream>,
        host: Box<str>,
        lacks_certificate: bool,
    ) -> Self {
        Self(Kind::Tls(Box::new(Tls {
            stream,
            host,
            lacks_certificate,
            has_read: false,
        })))
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
            Kind::Tls(tls) => tls.stream.get_ref().1.alpn_protocol(),
        }
    }

    pub(crate) fn tcp(&self) -> &TcpStream {
        match &self.0 {
            Kind::Plain(tcp) => tcp,
            Kind::Tls(tls) => tls.stream.get_ref().0.tcp(),
        }
    }
}

impl Tls {
    /// Names what is wrong where the server refuses the client's certificate, or that there is
    /// none, once the client has finished the handshake.
    ///
    /// Source: RFC 8446 §4.4.2.4, §6.2.
    fn explained(&self, error: io::Error) -> io::Error {
        let cause = error.get_ref().and_then(|error| error.downcast_ref());
        let is_refused = match cause {
            Some(rustls::Error::AlertReceived(alert)) => {
                !self.has_read && is_about_certificates(*alert)
            }
            _ => false,
        };
        if !is_refused {
            return error;
        }
        let kind = error.kind();
        let error = DialError::tls(self.host.clone(), error, self.lacks_certificate);
        io::Error::new(kind, Arc::new(error))
    }
}

fn is_about_certificates(alert: AlertDescription) -> bool {
    use AlertDescription as Alert;
    matches!(
        alert,
        Alert::CertificateRequired
            | Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateRevoked
            | Alert::CertificateExpired
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied
    )
}

/// Calls one method on whichever stream it is.
macro_rules! forward {
    ($self:ident, $stream:ident => $call:expr) => {
        match &mut $self.get_mut().0 {
            Kind::Plain(tcp) => {
                let $stream = Pin::new(tcp);
                $call
            }
            Kind::Tls(tls) => {
                let $stream = Pin::new(&mut tls.stream);
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
        match &mut self.get_mut().0 {
            Kind::Plain(tcp) => Pin::new(tcp).poll_read(cx, buf),
            Kind::Tls(tls) => {
                let read = Pin::new(&mut tls.stream).poll_read(cx, buf);
                tls.has_read |= matches!(read, Poll::Ready(Ok(())));
                read.map_err(|error| tls.explained(error))
            }
        }
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
            Kind::Tls(tls) => tls.stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_shutdown(cx))
    }
}

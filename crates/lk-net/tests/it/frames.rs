//! A server of HTTP/2 by its frames: it answers some requests, and names the last of them in a
//! `GOAWAY`.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Answers the first `count` requests with 200, names the last of them in a `GOAWAY`, and ignores
/// all others. Counts those that it answered.
///
/// Source: RFC 9113 §3.4, §4.1, §6.8.
pub(crate) async fn answer_then_go_away(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    count: u32,
    answered: Arc<AtomicUsize>,
) -> io::Result<()> {
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await?;
    write(&mut stream, SETTINGS, 0, 0, &[]).await?;
    let mut left = count;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let (kind, flags) = (head[3], head[4]);
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        let mut payload = vec![0; usize::try_from(length).expect("a length")];
        stream.read_exact(&mut payload).await?;
        match kind {
            SETTINGS if flags & ACK == 0 => write(&mut stream, SETTINGS, ACK, 0, &[]).await?,
            PING if flags & ACK == 0 => write(&mut stream, PING, ACK, 0, &payload).await?,
            HEADERS | DATA if flags & END_STREAM != 0 && left > 0 => {
                left -= 1;
                answered.fetch_add(1, SeqCst);
                let flags = END_STREAM | END_HEADERS;
                write(&mut stream, HEADERS, flags, id, &[STATUS_200]).await?;
                if left == 0 {
                    let mut payload = [0; 8];
                    payload[..4].copy_from_slice(&id.to_be_bytes());
                    write(&mut stream, GOAWAY, 0, 0, &payload).await?;
                }
            }
            _ => {}
        }
    }
}

async fn write(
    stream: &mut (impl AsyncWrite + Unpin),
    kind: u8,
    flags: u8,
    id: u32,
    payload: &[u8],
) -> io::Result<()> {
    let length = u32::try_from(payload.len())
        .expect("a length")
        .to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, flags];
    frame.extend_from_slice(&id.to_be_bytes());
    frame.extend_from_slice(payload);
    stream.write_all(&frame).await?;
    stream.flush().await
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// `:status: 200`, by its place in the static table of RFC 7541.
const STATUS_200: u8 = 0x88;

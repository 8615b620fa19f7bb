//! Over streams in memory, in virtual time.

use std::{
    io::{self, ErrorKind},
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use tokio::io::{DuplexStream, duplex, join};

use super::*;
use crate::shell::frames::{self, FrameSender};

const SESSION: SessionId = SessionId(1);

type Client = WebSocketStream<DuplexStream>;

/// A direction that the client has closed.
struct Closed;

impl AsyncWrite for Closed {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, _: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(Err(ErrorKind::BrokenPipe.into()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(ErrorKind::BrokenPipe.into()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

async fn client(stream: DuplexStream) -> Client {
    WebSocketStream::from_raw_socket(stream, Role::Client, None).await
}

async fn next(client: &mut Client) -> Bytes {
    match client.next().await {
        Some(Ok(Message::Binary(bytes))) => bytes,
        other => panic!("{other:?}"),
    }
}

fn frame(text: &'static str) -> SignalFrame {
    SignalFrame::Binary(Bytes::from_static(text.as_bytes()))
}

/// A session at whose client these frames are directed, served in a task.
async fn serve_frames(texts: [&'static str; 2]) -> (Client, FrameSender, mpsc::Receiver<Input>) {
    let (near, far) = duplex(4096);
    let (sender, mut receiver) = frames::queue();
    for text in texts {
        sender.send(frame(text)).expect("there is space");
    }
    let (inputs, taken) = mpsc::channel(8);
    tokio::spawn(async move { converse(far, SESSION, &mut receiver, &inputs).await });
    (client(near).await, sender, taken)
}

#[tokio::test(start_paused = true)]
async fn the_server_is_silent_for_a_while_after_the_join_response() {
    let (mut client, _frames, _inputs) = serve_frames(["join", "answer"]).await;
    assert_eq!(next(&mut client).await, "join");
    let joined = Instant::now();
    assert_eq!(next(&mut client).await, "answer");
    assert!(joined.elapsed() >= FIRST_PAUSE, "{:?}", joined.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_speaks_ends_the_silence() {
    let (mut client, _frames, mut inputs) = serve_frames(["join", "answer"]).await;
    assert_eq!(next(&mut client).await, "join");
    let joined = Instant::now();
    client
        .send(Message::Binary("hello".into()))
        .await
        .expect("sent");
    assert_eq!(next(&mut client).await, "answer");
    assert_eq!(joined.elapsed(), Duration::ZERO);
    assert!(matches!(inputs.recv().await, Some(Input::Signal { .. })));
}

#[tokio::test(start_paused = true)]
async fn what_was_sent_before_a_write_failed_is_still_read() {
    // What comes first, the frame to be written or those to be read, is decided anew each time.
    for _ in 0..32 {
        let (near, far) = duplex(4096);
        let mut leaving = client(near).await;
        for text in ["mute", "leave"] {
            let sent = leaving.send(Message::Binary(text.into())).await;
            sent.expect("there is space");
        }
        drop(leaving);
        let (sender, mut receiver) = frames::queue();
        sender.send(frame("update")).expect("there is space");
        let (inputs, mut taken) = mpsc::channel(8);
        converse(join(far, Closed), SESSION, &mut receiver, &inputs).await;
        drop(inputs);
        let mut texts = Vec::new();
        while let Some(Input::Signal { frame, .. }) = taken.recv().await {
            texts.push(frame);
        }
        assert_eq!(texts, [frame("mute"), frame("leave")]);
    }
}

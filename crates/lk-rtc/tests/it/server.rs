//! A server of signalling that does one thing only.

use std::sync::{Arc, Mutex};

use futures_util::{SinkExt as _, StreamExt as _};
use lk_proto::{SignalResponse, signal_response};
use prost::Message as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite;

/// What it does with every connection.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Reads and is silent.
    Nothing,
    /// Answers every request with this status and body.
    Http(u16, &'static str),
    /// Opens the websocket and sends these frames.
    Frames(Vec<Vec<u8>>),
}

impl Answer {
    pub(crate) fn messages(messages: impl IntoIterator<Item = signal_response::Message>) -> Self {
        let encode = |message| {
            SignalResponse {
                message: Some(message),
            }
            .encode_to_vec()
        };
        Self::Frames(messages.into_iter().map(encode).collect())
    }
}

pub(crate) struct Server {
    port: u16,
    paths: Arc<Mutex<Vec<String>>>,
    open: watch::Receiver<(u32, u32)>,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let paths = Arc::new(Mutex::new(Vec::new()));
        let (counts, open) = watch::channel((0, 0));
        let asked = paths.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, asked, counts) = (answer.clone(), asked.clone(), counts.clone());
                tokio::spawn(async move { serve(stream, answer, &asked, &counts).await });
            }
        });
        Self {
            port,
            paths,
            open,
            task,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// The paths that were asked for, queries cut off.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.paths.lock().expect("no panic").clone()
    }

    pub(crate) async fn opened(&self) {
        self.open
            .clone()
            .wait_for(|(opened, _)| *opened > 0)
            .await
            .expect("the server runs");
    }

    pub(crate) async fn closed(&self) {
        self.open
            .clone()
            .wait_for(|(_, closed)| *closed > 0)
            .await
            .expect("the server runs");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    answer: Answer,
    asked: &Mutex<Vec<String>>,
    counts: &watch::Sender<(u32, u32)>,
) {
    let mut head = vec![0; 70_000];
    match answer {
        Answer::Nothing => while matches!(stream.read(&mut head).await, Ok(1..)) {},
        Answer::Http(status, body) => {
            let mut length = 0;
            while !head[..length].ends_with(b"\r\n\r\n") {
                match stream.read(&mut head[length..]).await {
                    Ok(read @ 1..) => length += read,
                    _ => return,
                }
            }
            let request = String::from_utf8_lossy(&head[..length]);
            let target = request.split(' ').nth(1).unwrap_or_default();
            let path = target.split('?').next().unwrap_or_default().to_owned();
            asked.lock().expect("no panic").push(path);
            let answer = format!(
                "HTTP/1.1 {status} Said\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
        Answer::Frames(frames) => {
            let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
                return;
            };
            counts.send_modify(|(opened, _)| *opened += 1);
            for frame in frames {
                if socket
                    .send(tungstenite::Message::Binary(frame.into()))
                    .await
                    .is_err()
                {
                    break;
                }
            }
            while let Some(Ok(_)) = socket.next().await {}
            counts.send_modify(|(_, closed)| *closed += 1);
        }
    }
}

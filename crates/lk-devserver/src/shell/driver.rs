//! The one task that owns the core: it feeds in what arrived and does what comes out.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use tokio::{
    sync::{mpsc, oneshot},
    time::{Sleep, sleep_until, timeout},
};
use tokio_util::task::{TaskTracker, task_tracker::TaskTrackerToken};

use super::{
    frames::{self, FrameReceiver, FrameSender, NotQueued},
    log,
    sockets::Sockets,
    webhook::Webhooks,
};
use crate::core::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Output, Refusal, SessionId, SignalFrame,
};

/// What a connection asks of the core.
#[derive(Debug)]
pub(super) enum Input {
    Http {
        request: OwnedRequest,
        reply: oneshot::Sender<HttpReply>,
    },
    Dial {
        target: String,
        authorization: Option<String>,
        reply: oneshot::Sender<Result<Opened, Refusal>>,
    },
    Signal {
        session: SessionId,
        frame: SignalFrame,
    },
    SignalClosed {
        session: SessionId,
    },
    Shutdown {
        done: oneshot::Sender<()>,
    },
}

/// An [`HttpRequest`] on its way between tasks.
#[derive(Debug)]
pub(super) struct OwnedRequest {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) authorization: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) body: bytes::Bytes,
}

/// A session that the core has opened, and the frames that it sends on it. Their end is the end of the session.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) session: SessionId,
    pub(super) frames: FrameReceiver,
    /// Shutdown waits for whoever holds this.
    _open: TaskTrackerToken,
}

pub(super) struct Driver {
    core: Core,
    inputs: mpsc::Receiver<Input>,
    sockets: Sockets,
    webhooks: Webhooks,
    sessions: HashMap<SessionId, FrameSender>,
    /// Everyone who holds an [`Opened`].
    websockets: TaskTracker,
    replies: HashMap<HttpId, oneshot::Sender<HttpReply>>,
}

impl Driver {
    pub(super) fn new(
        core: Core,
        inputs: mpsc::Receiver<Input>,
        sockets: Sockets,
        webhooks: Webhooks,
    ) -> Self {
        Self {
            core,
            inputs,
            sockets,
            webhooks,
            sessions: HashMap::new(),
            websockets: TaskTracker::new(),
            replies: HashMap::new(),
        }
    }

    /// Serves until told to shut down, or until nobody can ask any more.
    pub(super) async fn run(mut self) {
        let mut buffer = vec![0; MAX_DATAGRAM];
        let mut wake = self.drain();
        let timer = sleep_until(wake.into());
        tokio::pin!(timer);
        loop {
            tokio::select! {
                input = self.inputs.recv() => match input {
                    Some(Input::Shutdown { done }) => {
                        self.shutdown().await;
                        // Whoever asked may have stopped waiting; the server is down all the same.
                        let _ = done.send(());
                        return;
                    }
                    Some(input) => self.handle(input, Instant::now()),
                    None => return,
                },
                (from, to, length) = self.sockets.receive(&mut buffer) => {
                    self.core.handle_datagram(from, to, buffer.get(..length).unwrap_or_default(), Instant::now());
                }
                () = timer.as_mut() => self.core.handle_timeout(Instant::now()),
            }
            let next = self.drain();
            if next != wake || timer.is_elapsed() {
                wake = next;
                rearm(timer.as_mut(), wake);
            }
        }
    }

    fn handle(&mut self, input: Input, now: Instant) {
        match input {
            Input::Http { request, reply } => {
                let id = self.core.handle_http(&request.borrow(), now);
                self.replies.insert(id, reply);
            }
            Input::Dial {
                target,
                authorization,
                reply,
            } => {
                let dial = Dial {
                    target: &target,
                    authorization: authorization.as_deref(),
                };
                let answer = self.core.dial(&dial, now).map(|session| {
                    let (sender, frames) = frames::queue();
                    self.sessions.insert(session, sender);
                    Opened {
                        session,
                        frames,
                        _open: self.websockets.token(),
                    }
                });
                if let Err(Ok(opened)) = reply.send(answer) {
                    self.end(opened.session, now);
                }
            }
            Input::Signal { session, frame } => self.core.handle_signal(session, &frame, now),
            Input::SignalClosed { session } => self.end(session, now),
            Input::Shutdown { .. } => {}
        }
    }

    fn end(&mut self, session: SessionId, now: Instant) {
        if self.sessions.remove(&session).is_some() {
            self.core.signal_closed(session, now);
        }
    }

    /// Does everything that the core wants done; answers when to wake it.
    fn drain(&mut self) -> Instant {
        loop {
            match self.core.poll_output() {
                Output::Transmit { from, to, payload } => self.sockets.send(from, to, &payload),
                Output::Signal { session, frame } => {
                    let Some(sender) = self.sessions.get(&session) else {
                        continue;
                    };
                    match sender.send(frame) {
                        Ok(()) => {}
                        Err(NotQueued::Full) => {
                            tracing::debug!(?session, "signal client does not keep up");
                            self.end(session, Instant::now());
                        }
                        // What the client said last may still be queued; `SignalClosed` comes behind it.
                        Err(NotQueued::Ended) => {}
                    }
                }
                Output::CloseSignal { session } => {
                    self.sessions.remove(&session);
                }
                Output::Http { id, reply } => {
                    if let Some(waiting) = self.replies.remove(&id) {
                        // The client may have hung up meanwhile.
                        let _ = waiting.send(reply);
                    }
                }
                Output::Webhook(event) => {
                    log::event(&event);
                    self.webhooks.queue(&event);
                }
                Output::Timeout(at) => return at,
            }
        }
    }

    async fn shutdown(&mut self) {
        self.core.shutdown(Instant::now());
        self.drain();
        // Nobody is answered any more, and nobody waits until there is space to ask.
        self.inputs.close();
        self.sessions.clear();
        self.websockets.close();
        let goodbyes = timeout(FLUSH, self.websockets.wait());
        let (goodbyes, ()) = tokio::join!(goodbyes, self.webhooks.flush(FLUSH));
        if goodbyes.is_err() {
            let websockets = self.websockets.len();
            tracing::warn!(
                websockets,
                "some clients did not take their goodbyes in time"
            );
        }
    }
}

impl OwnedRequest {
    fn borrow(&self) -> HttpRequest<'_> {
        HttpRequest {
            method: &self.method,
            target: &self.target,
            authorization: self.authorization.as_deref(),
            content_type: self.content_type.as_deref(),
            body: &self.body,
        }
    }
}

fn rearm(timer: std::pin::Pin<&mut Sleep>, at: Instant) {
    timer.reset(at.into());
}

/// Larger than any packet that SRTP or SCTP sends over the path MTU in use.
const MAX_DATAGRAM: usize = 2048;
/// How long shutdown waits for goodbyes and webhooks to be taken.
const FLUSH: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use lk_auth::{AccessToken, VideoGrant};
    use lk_proto::{SignalRequest, signal_request::Message};
    use prost::Message as _;

    use super::*;
    use crate::core::ServerConfig;

    fn driver() -> Driver {
        let config = ServerConfig::new("devkey", "secret");
        let core = Core::new(config, [1; 32], Duration::from_secs(1), Instant::now());
        let (_, inputs) = mpsc::channel(1);
        let sockets = Sockets::bind(&[Ipv4Addr::LOCALHOST.into()], 0, None).expect("bound");
        let webhooks = Webhooks::start(&[], "devkey", "secret").expect("no URL");
        Driver::new(core, inputs, sockets, webhooks)
    }

    impl Driver {
        fn take(&mut self, input: Input) {
            self.handle(input, Instant::now());
            self.drain();
        }

        fn join(&mut self, identity: &str) -> Opened {
            let token = AccessToken::new("devkey", "secret")
                .identity(identity)
                .grant(VideoGrant::join("demo"))
                .to_jwt_at(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1))
                .expect("a token");
            let (reply, mut answer) = oneshot::channel();
            self.take(Input::Dial {
                target: format!("/rtc?protocol=17&access_token={token}"),
                authorization: None,
                reply,
            });
            answer.try_recv().expect("answered").expect("let in")
        }
    }

    #[tokio::test]
    async fn what_a_client_said_last_is_heard_though_its_websocket_has_ended() {
        let mut driver = driver();
        let leaving = driver.join("alice");
        let session = leaving.session;
        drop(leaving);
        // She is told of him, and cannot be.
        let _bob = driver.join("bob");
        assert!(driver.sessions.contains_key(&session));

        let leave = Message::Leave(lk_proto::LeaveRequest::default());
        let leave = SignalRequest {
            message: Some(leave),
        };
        driver.take(Input::Signal {
            session,
            frame: SignalFrame::Binary(leave.encode_to_vec().into()),
        });
        assert!(!driver.sessions.contains_key(&session), "she has left");
        driver.take(Input::SignalClosed { session });
    }
}

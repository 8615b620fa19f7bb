//! The one task of a room: it owns the engine and carries out what the engine asks for.
//!
//! A turn takes what came (over signalling, over the sockets, from the application, by time), hands
//! it to the engine, and carries out every output before it waits again. What the application reads
//! is published first, what it is told comes after.

mod carry_out;
mod obey;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use lk_peer::Transport;
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot, watch};
use tokio::time::{Sleep, sleep_until};

use super::command::{Command, Published, Reply, ToWrite, WeakCommands};
use super::events::SharedEvents;
use super::feed::Feed;
use super::gate::Gate;
use super::local::LocalStatus;
use super::poke::Poke;
use super::signal::SignalDriver;
use super::sockets::Sockets;
use crate::TrackSid;
use crate::engine::{DataMessage, Engine, LocalTrackId, PeerSide, SignalInput};
use crate::error::{ConnectError, DisconnectReason, PublishError, TrackError, WriteError};
use crate::model::RoomState;
use crate::options::RoomOptions;
use crate::stats::JoinTimings;

/// What a task is made of.
pub(super) struct Parts {
    pub(super) engine: Engine,
    pub(super) server_is_loopback: bool,
    pub(super) signal: SignalDriver,
    pub(super) options: RoomOptions,
    pub(super) commands: mpsc::Receiver<Command>,
    pub(super) weak: WeakCommands,
    pub(super) poke: Arc<Poke>,
    pub(super) events: Arc<SharedEvents>,
    pub(super) state: watch::Sender<Arc<RoomState>>,
    pub(super) ended: watch::Sender<Option<DisconnectReason>>,
    pub(super) connected: oneshot::Sender<Result<Joined, ConnectError>>,
    pub(super) span: tracing::Span,
}

/// What is known when the room is joined.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) timings: JoinTimings,
    /// The largest data message, in bytes encoded.
    pub(super) max_message: usize,
}

pub(super) struct Task {
    engine: Engine,
    server_is_loopback: bool,
    signal: SignalDriver,
    signal_gate: Gate,
    sockets: Sockets,
    socket_gate: Gate,
    options: RoomOptions,
    commands: mpsc::Receiver<Command>,
    weak: WeakCommands,
    poke: Arc<Poke>,
    events: Arc<SharedEvents>,
    state: watch::Sender<Arc<RoomState>>,
    ended: watch::Sender<Option<DisconnectReason>>,
    connected: Option<oneshot::Sender<Result<Joined, ConnectError>>>,
    span: tracing::Span,
    timer: Option<Pin<Box<Sleep>>>,
    wake: Option<Instant>,
    stage: Stage,
    /// Every handle is gone.
    abandoned: bool,
    publishing: HashMap<LocalTrackId, Reply<Result<Published, PublishError>>>,
    locals: HashMap<LocalTrackId, Local>,
    feeds: BTreeMap<TrackSid, Arc<Feed>>,
    unsent: VecDeque<(DataMessage, OwnedSemaphorePermit)>,
}

/// A track of ours, as the task sees it.
struct Local {
    status: watch::Sender<LocalStatus>,
    /// What its writers wait to have written.
    behind: VecDeque<(ToWrite, Reply<Result<(), WriteError>>)>,
    /// Who waits until all has left.
    draining: Vec<Reply<Result<(), TrackError>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Not polled yet.
    New,
    Running,
    /// Out of the room; the websocket is being closed.
    Closing(DisconnectReason),
}

impl Future for Task {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        if this.stage == Stage::New {
            this.stage = Stage::Running;
            this.begin();
        }
        for _ in 0..TURNS {
            if let Stage::Closing(_) = this.stage {
                break;
            }
            let mut busy = this.poll_signal(cx);
            busy |= this.poll_sockets(cx);
            busy |= this.poll_commands(cx);
            busy |= this.poll_poke(cx);
            busy |= this.poll_timer(cx);
            if !busy {
                return Poll::Pending;
            }
        }
        if let Stage::Closing(reason) = this.stage {
            std::task::ready!(this.signal.poll_closed(cx));
            this.finish(reason);
            return Poll::Ready(());
        }
        // Others want their turn, too.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Task {
    pub(super) fn new(parts: Parts) -> Self {
        let Parts {
            engine,
            server_is_loopback,
            signal,
            options,
            commands,
            weak,
            poke,
            events,
            state,
            ended,
            connected,
            span,
        } = parts;
        Self {
            engine,
            server_is_loopback,
            signal,
            signal_gate: Gate::new(),
            sockets: Sockets::new(),
            socket_gate: Gate::new(),
            options,
            commands,
            weak,
            poke,
            events,
            state,
            ended,
            connected: Some(connected),
            span,
            timer: None,
            wake: None,
            stage: Stage::New,
            abandoned: false,
            publishing: HashMap::new(),
            locals: HashMap::new(),
            feeds: BTreeMap::new(),
            unsent: VecDeque::new(),
        }
    }

    fn begin(&mut self) {
        if let Err(error) = self.open_sockets(PeerSide::Publisher) {
            return self.fail(error.into());
        }
        match self.turn(Engine::connect) {
            Some(Ok(())) | None => {}
            Some(Err(error)) => self.fail(error),
        }
    }

    // ---- what came

    fn poll_signal(&mut self, cx: &Context<'_>) -> bool {
        let Some(waker) = self.signal_gate.enter(cx) else {
            return false;
        };
        let mut cx = Context::from_waker(&waker);
        for count in 0..FRAMES {
            let Self { engine, signal, .. } = self;
            let take = |input: SignalInput<'_>| guard(|| engine.handle_signal(input, now()));
            let Poll::Ready(done) = signal.poll_next(&mut cx, take) else {
                return count > 0;
            };
            self.carry_on(done);
        }
        self.signal_gate.open();
        true
    }

    fn poll_sockets(&mut self, cx: &Context<'_>) -> bool {
        let Some(waker) = self.socket_gate.enter(cx) else {
            return false;
        };
        let cx = &mut Context::from_waker(&waker);
        self.sockets.poll_send(cx);
        let Self {
            engine, sockets, ..
        } = self;
        let at = now();
        let (mut any, mut whole) = (false, Some(()));
        let polled = sockets.poll_recv(cx, DATAGRAMS, |datagram| {
            any = true;
            if whole.is_some() {
                whole = guard(|| {
                    engine.handle_datagram(
                        datagram.side,
                        Transport::Udp,
                        datagram.from,
                        datagram.to,
                        datagram.bytes,
                        at,
                    );
                });
            }
        });
        if polled.is_ready() {
            self.socket_gate.open();
        }
        if any {
            self.carry_on(whole);
        }
        any
    }

    fn poll_commands(&mut self, cx: &mut Context<'_>) -> bool {
        for count in 0..COMMANDS {
            match self.commands.poll_recv(cx) {
                Poll::Pending => return count > 0,
                Poll::Ready(None) => {
                    let leaves = !std::mem::replace(&mut self.abandoned, true);
                    if leaves {
                        self.turn(Engine::leave);
                    }
                    return leaves;
                }
                Poll::Ready(Some(command)) => self.obey(command),
            }
        }
        true
    }

    fn poll_poke(&mut self, cx: &Context<'_>) -> bool {
        if self.poke.poll(cx).is_pending() {
            return false;
        }
        if self.poke.is_closing() {
            self.turn(Engine::leave);
        }
        for track in self.poke.take_unwanted() {
            let _ = self.turn(|engine, now| engine.unpublish(track, now));
        }
        let wishes: Vec<_> = self
            .feeds
            .iter()
            .filter_map(|(sid, feed)| Some((sid.clone(), feed.take_wish()?)))
            .collect();
        for (sid, form) in wishes {
            self.turn(|engine, now| engine.set_media_form(&sid, form, now));
        }
        true
    }

    fn poll_timer(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(wake) = self.wake else { return false };
        let timer = match &mut self.timer {
            Some(timer) => {
                if timer.deadline() != wake.into() {
                    timer.as_mut().reset(wake.into());
                }
                timer
            }
            None => self.timer.insert(Box::pin(sleep_until(wake.into()))),
        };
        if timer.as_mut().poll(cx).is_pending() {
            return false;
        }
        self.turn(Engine::handle_timeout);
        true
    }

    // ---- the end

    fn fail(&mut self, error: ConnectError) {
        if let Some(connected) = self.connected.take() {
            let _ = connected.send(Err(error));
            self.stage = Stage::Closing(DisconnectReason::ClientInitiated);
            self.flush_after_end();
        }
    }

    /// Lets everybody know who still waits.
    fn finish(&mut self, reason: DisconnectReason) {
        for feed in self.feeds.values() {
            feed.end();
        }
        for local in self.locals.values() {
            local.status.send_modify(|status| status.ended = true);
        }
        self.ended.send_replace(Some(reason));
    }
}

/// A runtime that shuts down drops its tasks where they are: whoever waits elsewhere is not left waiting.
impl Drop for Task {
    fn drop(&mut self) {
        if self.ended.borrow().is_none() {
            let reason = DisconnectReason::ClientInitiated;
            self.tell_end(reason);
            self.finish(reason);
        }
    }
}

/// The time as tokio has it: a test that stops the clock stops the engine's, too.
fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

/// Runs a piece of the engine; `None` if it panicked.
fn guard<R>(what: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(what)).ok()
}

/// Answers, if the question was understood and somebody still waits.
fn answer<T>(reply: Reply<T>, answer: Option<T>) {
    if let Some(answer) = answer {
        let _ = reply.send(answer);
    }
}

/// How often a task looks at everything before it lets others have their turn.
const TURNS: usize = 8;

/// How many datagrams, commands and signal frames are taken in one turn.
const DATAGRAMS: usize = 64;
const COMMANDS: usize = 64;
const FRAMES: usize = 16;

const GOING_AWAY: u16 = 1001;

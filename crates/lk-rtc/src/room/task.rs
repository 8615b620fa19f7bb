//! The one task of a room: it owns the engine and carries out what the engine asks for.
//!
//! A turn takes what came (over signalling, over the sockets, from the application, by time), hands
//! it to the engine, and carries out every output before it waits again. What the application reads
//! is published first, what it is told comes after.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use lk_peer::{LocalAddress, Transport};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot, watch};
use tokio::time::{Sleep, sleep_until};

use super::command::{Command, Published, Reply, ToWrite, WeakCommands};
use super::events::{RoomEvent, SharedEvents};
use super::feed::Feed;
use super::gate::Gate;
use super::local::LocalStatus;
use super::poke::Poke;
use super::remote::RemoteTrack;
use super::signal::SignalDriver;
use super::sockets::Sockets;
use crate::TrackSid;
use crate::engine::{
    DataMessage, Engine, EngineEvent, LocalTrackEvent, LocalTrackId, Media, Output, PeerSide,
    SignalInput,
};
use crate::error::{ConnectError, DisconnectReason, PublishError, SendDataError, WriteError};
use crate::event::{Disconnected, Event};
use crate::model::{RoomState, TrackPublication};
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
    pub(super) connected: oneshot::Sender<Result<JoinTimings, ConnectError>>,
    pub(super) span: tracing::Span,
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
    connected: Option<oneshot::Sender<Result<JoinTimings, ConnectError>>>,
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

    // ---- what the application wants

    fn obey(&mut self, command: Command) {
        match command {
            Command::Publish(codec, options, reply) => {
                match self.step(|engine, now| engine.publish(codec, *options, now)) {
                    Some(Ok(track)) => {
                        self.publishing.insert(track, reply);
                    }
                    Some(Err(error)) => drop(reply.send(Err(error))),
                    None => return,
                }
                self.carry_on(Some(()));
            }
            Command::Unpublish(track, reply) => {
                let done = self.turn(|engine, now| engine.unpublish(track, now));
                answer(reply, done);
            }
            Command::SetMuted(track, muted, reply) => {
                let done = self.turn(|engine, now| engine.set_muted(track, muted, now));
                answer(reply, done);
            }
            Command::Write(track, media, reply) => self.write(track, media, reply),
            Command::SetSubscribed(sid, on, reply) => {
                let done = self.turn(|engine, now| engine.set_subscribed(&sid, on, now));
                answer(reply, done);
            }
            Command::SetTrackSettings(sid, settings, reply) => {
                let done = self.turn(|engine, now| engine.set_track_settings(&sid, &settings, now));
                answer(reply, done);
            }
            Command::RequestKeyframe(sid, reply) => {
                let done = self.turn(|engine, now| engine.request_keyframe(&sid, now));
                answer(reply, done);
            }
            Command::SendData(message, permit) => {
                self.unsent.push_back((message, permit));
                self.send_unsent();
            }
            Command::LocalStats(track, reply) => {
                answer(reply, Some(self.engine.local_track_stats(track)));
            }
            Command::RemoteStats(sid, reply) => {
                answer(reply, Some(self.engine.remote_track_stats(&sid)));
            }
            Command::Stats(reply) => answer(reply, Some(self.engine.stats())),
        }
    }

    fn write(&mut self, track: LocalTrackId, media: ToWrite, reply: Reply<Result<(), WriteError>>) {
        let behind = self
            .locals
            .get_mut(&track)
            .filter(|local| !local.behind.is_empty());
        if let Some(local) = behind {
            local.behind.push_back((media, reply));
            return;
        }
        let written = self.turn(|engine, now| match &media {
            ToWrite::Frame(frame) => engine.write_frame(track, frame, now),
            ToWrite::Packet(packet) => engine.write_rtp(track, packet, now),
        });
        match written {
            Some(Err(WriteError::Behind)) => {
                if let Some(local) = self.locals.get_mut(&track) {
                    local.behind.push_back((media, reply));
                }
            }
            written => answer(reply, written),
        }
    }

    /// Sends data packets as far as their channels take them.
    fn send_unsent(&mut self) {
        while let Some((message, permit)) = self.unsent.pop_front() {
            match self.step(|engine, now| engine.send_data(&message, now)) {
                Some(Err(SendDataError::Behind { .. })) if message.is_reliable() => {
                    self.unsent.push_front((message, permit));
                    break;
                }
                Some(Err(error)) => tracing::debug!(%error, "data packet not sent"),
                Some(Ok(())) => {}
                None => return,
            }
        }
        self.carry_on(Some(()));
    }

    // ---- what the engine wants

    /// Has the engine do something, then carries out what follows from it.
    fn turn<R>(&mut self, what: impl FnOnce(&mut Engine, Instant) -> R) -> Option<R> {
        let done = self.step(what)?;
        self.carry_on(Some(()));
        Some(done)
    }

    /// Has the engine do something. `None`: it failed, and the session is over.
    fn step<R>(&mut self, what: impl FnOnce(&mut Engine, Instant) -> R) -> Option<R> {
        if self.stage != Stage::Running {
            return None;
        }
        let done = guard(|| what(&mut self.engine, now()));
        if done.is_none() {
            self.carry_on(None);
        }
        done
    }

    /// Carries out every output. `None`: the engine failed.
    fn carry_on(&mut self, whole: Option<()>) {
        let mut whole = whole;
        while whole.is_some() && self.stage == Stage::Running {
            let Some(output) = guard(|| self.engine.poll_output()) else {
                whole = None;
                break;
            };
            if let Output::Timeout(wake) = output {
                self.wake = wake;
                self.flush();
                self.publish_state();
                return;
            }
            self.carry_out(output);
        }
        if whole.is_none() && self.stage == Stage::Running {
            tracing::error!("the engine failed");
            self.fail(ConnectError::Internal);
            self.tell(Event::Disconnected(Disconnected {
                reason: DisconnectReason::Internal,
            }));
            self.signal.close(GOING_AWAY);
            self.stage = Stage::Closing(DisconnectReason::Internal);
        }
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Transmit(side, transmit) => self.sockets.send(side, transmit),
            Output::Media(sid, media) => self.feed(&sid, media),
            Output::SendSignal(frame) => self.signal().send(frame),
            Output::Dial(request) => self.signal().dial(request),
            Output::Validate(request) => self.signal().validate(request),
            Output::CloseSignal(code) => self.signal().close(code),
            Output::OpenSockets(side) => {
                if let Err(error) = self.open_sockets(side) {
                    tracing::warn!(%error, ?side, "no sockets");
                }
            }
            Output::Connected(timings) => {
                self.span.record("name", self.engine.state().name());
                self.publish_state();
                // Where nobody waits for it any more, the handle is gone, too: we leave.
                if let Some(connected) = self.connected.take() {
                    let _ = connected.send(Ok(timings));
                }
            }
            Output::ConnectFailed(error) => self.fail(error),
            Output::Event(event) => self.on_event(event),
            Output::Published { track, result } => self.on_published(track, result),
            Output::LocalTrack(track, event) => self.on_local_track(track, event),
            Output::DataWritable { .. } => self.send_unsent(),
            Output::Timeout(_) => {}
        }
    }

    fn open_sockets(&mut self, side: PeerSide) -> std::io::Result<()> {
        let network = &self.options.network;
        for address in self.sockets.bind(side, network, self.server_is_loopback)? {
            let address = LocalAddress::udp(address);
            if guard(|| self.engine.add_local_address(side, address, now())).is_none() {
                self.carry_on(None);
            }
        }
        Ok(())
    }

    fn on_event(&mut self, event: EngineEvent) {
        let weak = &self.weak;
        let (feeds, poke) = (&mut self.feeds, &self.poke);
        let limit = self.options.media_buffer_bytes;
        let ended = match &event {
            Event::TrackUnsubscribed(e) => feeds.remove(e.publication.sid()),
            _ => None,
        };
        if let Some(feed) = ended {
            feed.end();
        }
        let described = match &event {
            Event::TrackSubscribed(e) => Some((e.publication.kind(), e.publication.codec())),
            _ => None,
        };
        let reason = match &event {
            Event::Disconnected(e) => Some(e.reason),
            _ => None,
        };
        let event = event.map_track(|sid| {
            let feed = Arc::new(Feed::new(limit));
            feeds.insert(sid.clone(), feed.clone());
            let (kind, codec) = described.unwrap_or((lk_media::MediaKind::Video, None));
            RemoteTrack::new(sid, kind, codec, feed, poke.clone(), weak.clone())
        });
        self.tell(event);
        if let Some(reason) = reason {
            self.stage = Stage::Closing(reason);
            self.flush_after_end();
        }
    }

    /// What the engine still wants done when it has ended: its goodbyes.
    fn flush_after_end(&mut self) {
        while let Some(output) = guard(|| self.engine.poll_output()) {
            match output {
                Output::Timeout(_) => break,
                Output::Transmit(side, transmit) => self.sockets.send(side, transmit),
                Output::SendSignal(frame) => self.signal().send(frame),
                Output::CloseSignal(code) => self.signal().close(code),
                _ => {}
            }
        }
        self.flush();
    }

    /// The websocket, to be given something to do: it is polled afterwards.
    fn signal(&mut self) -> &mut SignalDriver {
        self.signal_gate.open();
        &mut self.signal
    }

    /// Lets the datagrams go that were collected.
    fn flush(&mut self) {
        if self.sockets.flush().is_err() {
            self.socket_gate.open();
        }
    }

    /// Tells the application, which finds the state to be so already.
    fn tell(&mut self, event: RoomEvent) {
        self.publish_state();
        self.events.push(event);
    }

    fn publish_state(&self) {
        let Some(state) = guard(|| self.engine.state().clone()) else {
            return;
        };
        self.state.send_if_modified(|published| {
            let modified = !Arc::ptr_eq(published, &state);
            if modified {
                *published = state;
            }
            modified
        });
    }

    fn on_published(
        &mut self,
        track: LocalTrackId,
        result: Result<TrackPublication, PublishError>,
    ) {
        let Some(reply) = self.publishing.remove(&track) else {
            return;
        };
        let published = result.map(|publication| {
            let muted = publication.is_muted();
            let (status, watched) = watch::channel(LocalStatus {
                muted,
                ..Default::default()
            });
            self.locals.insert(
                track,
                Local {
                    status,
                    behind: VecDeque::new(),
                },
            );
            Published {
                id: track,
                publication,
                status: watched,
            }
        });
        if let Err(Ok(_)) = reply.send(published) {
            // Whoever wanted it has gone away.
            let taken_back = guard(|| self.engine.unpublish(track, now()));
            if taken_back.is_none() {
                self.carry_on(None);
            }
        }
    }

    fn on_local_track(&mut self, track: LocalTrackId, event: LocalTrackEvent) {
        let Some(local) = self.locals.get_mut(&track) else {
            return;
        };
        match event {
            LocalTrackEvent::KeyframeRequested => {
                local
                    .status
                    .send_modify(|status| status.keyframe_requests += 1);
            }
            LocalTrackEvent::Subscribed => {
                local.status.send_modify(|status| status.subscribed = true);
            }
            LocalTrackEvent::Muted(muted) => {
                local.status.send_modify(|status| status.muted = muted);
            }
            LocalTrackEvent::Ended => {
                local.status.send_modify(|status| status.ended = true);
                let waiting = std::mem::take(&mut local.behind);
                self.locals.remove(&track);
                for (_, reply) in waiting {
                    answer(reply, Some(Err(WriteError::Gone)));
                }
            }
            LocalTrackEvent::Writable => {
                let waiting = std::mem::take(&mut local.behind);
                for (media, reply) in waiting {
                    self.write(track, media, reply);
                }
            }
        }
    }

    fn feed(&mut self, sid: &TrackSid, media: Media) {
        let overflowed = self.feeds.get(sid).is_some_and(|feed| feed.push(media));
        if overflowed {
            // What is left cannot be decoded: begin anew. Audio has no keyframes, and refuses.
            let _ = guard(|| self.engine.request_keyframe(sid, now()));
        }
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

//! A participant behind a thin line: what carries data reaches it only so fast.

use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::net::SocketAddr;
use std::task::Poll;
use std::time::{Duration, Instant};

use lk_auth::VideoGrant;
use lk_net::Dialer;
use lk_peer::{LocalAddress, Transport};
use lk_rtc::engine::{Engine, EngineConfig, Output, PeerSide, SignalInput};
use lk_rtc::{Event, RoomOptions};
use lk_signal::SignalUrl;
use lk_signal::driver::{SignalSocket, SocketEvent};
use tokio::io::ReadBuf;
use tokio::net::UdpSocket;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{sleep, sleep_until};

use super::Env;

/// An engine with sockets of its own, so that it can be kept waiting for its datagrams.
pub struct SlowReader {
    rate: watch::Sender<Option<u32>>,
    /// The payload of every message, in the order in which they came.
    pub messages: mpsc::UnboundedReceiver<bytes::Bytes>,
}

impl SlowReader {
    /// Joins, and reads so many bytes of datagrams a second.
    ///
    /// # Panics
    ///
    /// If it cannot join.
    pub async fn join(
        env: &Env,
        options: RoomOptions,
        room: &str,
        identity: &str,
        rate: u32,
    ) -> Self {
        let token = env.token(identity, VideoGrant::join(room));
        let server = SignalUrl::parse(env.url()).expect("the server's url");
        let seed = [identity.len() as u8; 32];
        let config = EngineConfig::new(server, token, seed).options(options);
        let (rate, rates) = watch::channel(Some(rate));
        let (told, messages) = mpsc::unbounded_channel();
        let (connected, connecting) = oneshot::channel();
        let driver = Driver {
            engine: Engine::new(config, Instant::now()),
            signal: None,
            sockets: BTreeMap::new(),
            line: VecDeque::new(),
            waiting: 0,
            free_at: Instant::now(),
            rates,
            told,
            connected: Some(connected),
        };
        tokio::spawn(driver.run());
        connecting.await.expect("it joins");
        Self { rate, messages }
    }

    /// The line is as wide as any from now on.
    pub fn hurry(&self) {
        self.rate.send_replace(None);
    }
}

struct Driver {
    engine: Engine,
    signal: Option<SignalSocket>,
    sockets: BTreeMap<PeerSide, (UdpSocket, SocketAddr)>,
    /// Datagrams under way, and their bytes.
    line: VecDeque<(PeerSide, SocketAddr, Vec<u8>)>,
    waiting: usize,
    /// When the line has carried the one before.
    free_at: Instant,
    rates: watch::Receiver<Option<u32>>,
    told: mpsc::UnboundedSender<bytes::Bytes>,
    connected: Option<oneshot::Sender<()>>,
}

impl Driver {
    /// Until nobody listens any more.
    async fn run(mut self) {
        self.open(PeerSide::Publisher).await;
        self.engine.connect(Instant::now()).expect("a request");
        while !self.told.is_closed() {
            let Some(wake) = self.drain().await else {
                return;
            };
            let mut datagram = [0; 2000];
            let next = self.line.front().map(|_| self.free_at);
            tokio::select! {
                event = next_event(&mut self.signal) => self.on_signal(event),
                (side, from, size) = receive(&self.sockets, &mut datagram) => {
                    self.on_datagram(side, from, &datagram[..size]);
                }
                () = until(next) => self.carry(),
                () = until(wake) => self.engine.handle_timeout(Instant::now()),
                _ = self.rates.changed() => self.free_at = Instant::now(),
                () = sleep(Duration::from_millis(200)) => {}
            }
        }
    }

    async fn open(&mut self, side: PeerSide) {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
        let address = socket.local_addr().expect("bound");
        self.sockets.insert(side, (socket, address));
        let address = LocalAddress::udp(address);
        self.engine.add_local_address(side, address, Instant::now());
    }

    /// Carries out what the engine wants. `None`: it has ended.
    async fn drain(&mut self) -> Option<Option<Instant>> {
        loop {
            match self.engine.poll_output() {
                Output::Timeout(wake) => return Some(wake),
                Output::Transmit(side, transmit) => {
                    if let Some((socket, _)) = self.sockets.get(&side) {
                        let _ = socket.send_to(&transmit.payload, transmit.to).await;
                    }
                }
                Output::Dial(dial) => {
                    let socket = SignalSocket::dial(&dial, &Dialer::default()).await;
                    self.signal = Some(socket.expect("open"));
                    let now = Instant::now();
                    self.engine.handle_signal(SignalInput::Opened, now);
                }
                Output::SendSignal(frame) => {
                    if let Some(signal) = &mut self.signal {
                        signal.send(frame).expect("queued");
                    }
                }
                Output::OpenSockets(side) => self.open(side).await,
                Output::Connected(_) => {
                    if let Some(connected) = self.connected.take() {
                        let _ = connected.send(());
                    }
                }
                Output::Event(Event::DataReceived(data)) => {
                    let _ = self.told.send(data.payload);
                }
                Output::Event(Event::Disconnected(_)) | Output::ConnectFailed(_) => return None,
                _ => {}
            }
        }
    }

    fn on_signal(&mut self, event: SocketEvent) {
        let now = Instant::now();
        match event {
            SocketEvent::Frame(kind, frame) => {
                self.engine
                    .handle_signal(SignalInput::Frame(kind, &frame), now);
            }
            SocketEvent::Oversized | SocketEvent::Closed(_) => {
                self.signal = None;
                let closed = SignalInput::Closed(Default::default());
                self.engine.handle_signal(closed, now);
            }
        }
    }

    fn on_datagram(&mut self, side: PeerSide, from: SocketAddr, datagram: &[u8]) {
        // DTLS, and in it the data, takes the line; checks of the path do not.
        let rate = *self.rates.borrow();
        match rate {
            Some(rate) if matches!(datagram.first(), Some(20..=63)) => {
                if self.line.is_empty() {
                    self.free_at = Instant::now() + time_of(datagram.len(), rate);
                }
                if self.waiting < rate as usize / QUEUE {
                    self.waiting += datagram.len();
                    self.line.push_back((side, from, datagram.to_vec()));
                }
            }
            _ => self.hand_over(side, from, datagram),
        }
    }

    /// The first datagram on the line has come through; without a rate all have.
    fn carry(&mut self) {
        let rate = *self.rates.borrow();
        while let Some((side, from, datagram)) = self.line.pop_front() {
            self.waiting -= datagram.len();
            self.hand_over(side, from, &datagram);
            if let (Some(rate), Some((.., next))) = (rate, self.line.front()) {
                self.free_at += time_of(next.len(), rate);
                return;
            }
        }
    }

    fn hand_over(&mut self, side: PeerSide, from: SocketAddr, datagram: &[u8]) {
        if let Some((_, to)) = self.sockets.get(&side) {
            let now = Instant::now();
            self.engine
                .handle_datagram(side, Transport::Udp, from, *to, datagram, now);
        }
    }
}

fn time_of(bytes: usize, rate: u32) -> Duration {
    Duration::from_secs_f64(bytes as f64 / f64::from(rate))
}

async fn until(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment.into()).await,
        None => std::future::pending().await,
    }
}

async fn next_event(signal: &mut Option<SignalSocket>) -> SocketEvent {
    match signal {
        Some(signal) => signal.next().await,
        None => std::future::pending().await,
    }
}

async fn receive(
    sockets: &BTreeMap<PeerSide, (UdpSocket, SocketAddr)>,
    datagram: &mut [u8],
) -> (PeerSide, SocketAddr, usize) {
    poll_fn(|cx| {
        for (side, (socket, _)) in sockets {
            let mut buffer = ReadBuf::new(datagram);
            if let Poll::Ready(Ok(from)) = socket.poll_recv_from(cx, &mut buffer) {
                return Poll::Ready((*side, from, buffer.filled().len()));
            }
        }
        Poll::Pending
    })
    .await
}

/// The line holds this part of what it carries in a second; what is above is lost.
const QUEUE: usize = 1;

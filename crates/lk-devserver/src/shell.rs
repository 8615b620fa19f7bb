//! The tokio shell around the core: HTTP, websockets, UDP and webhook delivery.

mod driver;
mod drops;
mod frames;
mod http;
mod log;
#[cfg(feature = "mock")]
mod mock;
mod sockets;
mod webhook;
mod websocket;

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

pub use self::drops::DatagramDrops;
use self::{
    driver::{Driver, Input},
    drops::DropCounter,
    sockets::Sockets,
    webhook::Webhooks,
};
use crate::core::{Core, ServerConfig};

/// A running server. Dropping it stops it at once; [`shutdown`](Self::shutdown) lets clients know first.
#[derive(Debug)]
pub struct DevServer {
    address: SocketAddr,
    media: Vec<SocketAddr>,
    drops: DropCounter,
    key: (String, String),
    inputs: mpsc::Sender<Input>,
    driver: JoinHandle<()>,
    accept: Vec<JoinHandle<()>>,
    #[cfg(feature = "mock")]
    regions: Vec<String>,
}

impl DevServer {
    /// Starts a server on free ports of 127.0.0.1 with keys `devkey` and `secret`.
    ///
    /// # Errors
    ///
    /// [`StartError`]: no socket could be bound.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// A server to be described before it starts.
    pub fn builder() -> DevServerBuilder {
        DevServerBuilder::default()
    }

    /// Where clients connect, such as `ws://127.0.0.1:41234`.
    pub fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// Where the API is, such as `http://127.0.0.1:41234`.
    pub fn http_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the HTTP socket.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the regions of a server with a [mocked API](DevServerBuilder::mock_api) are, the one
    /// of [`http_url`](Self::http_url) first; empty without.
    #[cfg(feature = "mock")]
    pub fn region_urls(&self) -> &[String] {
        &self.regions
    }

    /// The UDP addresses that media arrives on.
    pub fn media_addresses(&self) -> &[SocketAddr] {
        &self.media
    }

    /// Datagrams of media that were dropped on this machine because the server, or a client, did not keep up.
    ///
    /// Reads a small file of the operating system.
    pub fn datagram_drops(&self) -> DatagramDrops {
        self.drops.read()
    }

    /// The first API key.
    pub fn api_key(&self) -> &str {
        &self.key.0
    }

    /// The secret of the first API key.
    pub fn api_secret(&self) -> &str {
        &self.key.1
    }

    /// Tells every client that the server goes down, delivers what is under way to clients and webhook receivers, and stops.
    ///
    /// Ends within about five seconds, also when one of them takes nothing.
    ///
    /// # Cancel safety
    ///
    /// Cancelled, it drops the server, which stops it at once.
    pub async fn shutdown(mut self) {
        let (done, finished) = oneshot::channel();
        if self.inputs.send(Input::Shutdown { done }).await.is_ok() {
            // An error means that the driver ended by itself: down is down.
            let _ = finished.await;
            let _ = (&mut self.driver).await;
        }
    }
}

impl Drop for DevServer {
    fn drop(&mut self) {
        self.accept.iter().for_each(JoinHandle::abort);
        self.driver.abort();
    }
}

/// What a [`DevServer`] is to be. Start from [`DevServer::builder`].
#[derive(Debug, Clone)]
pub struct DevServerBuilder {
    config: ServerConfig,
    bind: SocketAddr,
    more_binds: Vec<SocketAddr>,
    node_ip: Option<IpAddr>,
    udp_port: u16,
    webhook_urls: Vec<String>,
    seed: Option<[u8; 32]>,
    #[cfg(feature = "mock")]
    regions: usize,
}

impl DevServerBuilder {
    /// How the rooms behave. Default: `ServerConfig::new("devkey", "secret")`.
    #[must_use]
    pub fn config(mut self, config: ServerConfig) -> Self {
        self.config = config;
        self
    }

    /// Where HTTP and websockets are served; media arrives on the same address. Default: 127.0.0.1 and a free port.
    #[must_use]
    pub fn bind(mut self, address: SocketAddr) -> Self {
        self.bind = address;
        self
    }

    /// Adds an address where HTTP and websockets are served, and media arrives. Port 0 stands for that of
    /// [`bind`](Self::bind). Default: none.
    #[must_use]
    pub fn also_bind(mut self, address: SocketAddr) -> Self {
        self.more_binds.push(address);
        self
    }

    /// The address at which clients reach the media port, where it is another than the one bound, such as the host's
    /// from inside a container. Default: the addresses bound.
    #[must_use]
    pub fn node_ip(mut self, ip: IpAddr) -> Self {
        self.node_ip = Some(ip);
        self
    }

    /// The UDP port for media; 0 takes a free one. Default: 0.
    #[must_use]
    pub fn udp_port(mut self, port: u16) -> Self {
        self.udp_port = port;
        self
    }

    /// Adds a URL that webhooks are posted to. Default: none.
    #[must_use]
    pub fn webhook_url(mut self, url: impl Into<String>) -> Self {
        self.webhook_urls.push(url.into());
        self
    }

    /// The seed of ids and numbers. Default: from the operating system.
    #[must_use]
    pub fn seed(mut self, seed: [u8; 32]) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Answers the server APIs as the vendor's conformance mock does, from as many sockets as
    /// there are to be `regions`: what the request's header `X-Lk-Mock` asks for goes wrong, and
    /// calls have no effect on rooms. Websockets are served as ever, on each. Default: 0, no mock.
    ///
    /// The protocol is that of `cmd/test-server` in the server's repository.
    #[cfg(feature = "mock")]
    #[must_use]
    pub fn mock_api(mut self, regions: usize) -> Self {
        self.regions = regions;
        self
    }

    /// Binds the sockets and serves until [`DevServer::shutdown`].
    ///
    /// # Errors
    ///
    /// [`StartError`]: a socket could not be bound, or a webhook URL is none.
    pub async fn start(self) -> Result<DevServer, StartError> {
        let unbound = |source| StartError::Bind {
            address: self.bind,
            source,
        };
        let listener = listen(self.bind).await?;
        let address = listener.local_addr().map_err(unbound)?;
        let mut ips = vec![address.ip()];
        let mut more_listeners = Vec::new();
        for mut more in self.more_binds {
            if more.port() == 0 {
                more.set_port(address.port());
            }
            more_listeners.push(listen(more).await?);
            ips.push(more.ip());
        }
        let sockets = Sockets::bind(&ips, self.udp_port, self.node_ip)?;
        let media: Vec<SocketAddr> = sockets.addresses().collect();
        let drops = sockets.drops().clone();

        let config = media
            .iter()
            .fold(self.config, |config, address| config.address(*address));
        let key = config
            .signing_key()
            .map(|(key, secret)| (key.to_owned(), secret.to_owned()))
            .unwrap_or_default();
        let webhooks = Webhooks::start(&self.webhook_urls, &key.0, &key.1)?;
        let seed = match self.seed {
            Some(seed) => seed,
            None => random_seed()?,
        };
        // A clock before 1970 would only misdate what the server says.
        let unix_now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let core = Core::new(config, seed, unix_now, Instant::now());

        let (inputs, queue) = mpsc::channel(INPUT_QUEUE);
        let driver = tokio::spawn(Driver::new(core, queue, sockets, webhooks).run());
        let mut listeners = vec![listener];
        #[cfg(feature = "mock")]
        for _ in 1..self.regions {
            listeners.push(listen(SocketAddr::new(address.ip(), 0)).await?);
        }
        #[cfg(feature = "mock")]
        let (mock, regions) = {
            let url = |listener: &tokio::net::TcpListener| {
                Ok(format!("http://{}", listener.local_addr()?))
            };
            let urls: Vec<String> = listeners
                .iter()
                .take(self.regions)
                .map(url)
                .collect::<io::Result<_>>()
                .map_err(unbound)?;
            (mock::Mock::new(&key.0, &key.1, urls.clone()), urls)
        };
        // The first are the regions of a mocked API.
        listeners.append(&mut more_listeners);
        let mut accept = Vec::new();
        for (index, listener) in listeners.into_iter().enumerate() {
            let serving = http::Serving {
                inputs: inputs.clone(),
                #[cfg(feature = "mock")]
                region: (index < regions.len()).then(|| mock.region(index)),
            };
            let _ = index;
            accept.push(tokio::spawn(http::accept(listener, serving)));
        }
        Ok(DevServer {
            #[cfg(feature = "mock")]
            regions,
            address,
            media,
            drops,
            key,
            inputs,
            driver,
            accept,
        })
    }
}

async fn listen(address: SocketAddr) -> Result<tokio::net::TcpListener, StartError> {
    let listener = tokio::net::TcpListener::bind(address).await;
    listener.map_err(|source| StartError::Bind { address, source })
}

fn random_seed() -> Result<[u8; 32], StartError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|source| StartError::Random {
        source: source.into(),
    })?;
    Ok(seed)
}

/// Requests and frames that may wait for the core.
const INPUT_QUEUE: usize = 1024;

impl Default for DevServerBuilder {
    fn default() -> Self {
        Self {
            config: ServerConfig::new("devkey", "secret"),
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            more_binds: Vec::new(),
            node_ip: None,
            udp_port: 0,
            webhook_urls: Vec::new(),
            seed: None,
            #[cfg(feature = "mock")]
            regions: 0,
        }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// An address was taken, or is not ours.
    #[error("cannot bind {address}")]
    #[non_exhaustive]
    Bind {
        /// Which.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// A webhook URL has no scheme or no host.
    #[error("{url:?} is not a URL that webhooks can be posted to (http://host/path)")]
    #[non_exhaustive]
    WebhookUrl {
        /// The URL as given.
        url: String,
    },
    /// The operating system gave no random seed.
    #[error("no randomness from the operating system")]
    #[non_exhaustive]
    Random {
        /// What it said.
        source: io::Error,
    },
}

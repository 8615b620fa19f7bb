//! Flags and environment, and what they come to together with a configuration file.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs},
    path::PathBuf,
    time::Duration,
};

use anyhow::{Context, bail};
use clap::Parser;
use lk_auth::read_key_file;

use super::{MEDIA_PORT, file::FileConfig};
use crate::{DevServer, DevServerBuilder, ServerConfig};

/// A LiveKit-compatible server for tests, demos and laptops.
///
/// Without keys it takes `devkey` with the secret `secret`. Flags win over the environment, and both over the
/// configuration file. What happens is logged on stderr; RUST_LOG says how much.
#[derive(Debug, Default, Parser)]
#[command(version)]
pub(super) struct Args {
    /// As livekit-server has it: logs more. Keys and addresses are those of development anyway.
    #[arg(long)]
    dev: bool,
    /// A configuration file of livekit-server; what has no effect here is warned about.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The same as a text; wins over --config.
    #[arg(
        long,
        value_name = "YAML",
        env = "LIVEKIT_CONFIG",
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    config_body: Option<String>,
    /// A file of keys, as `key: secret` lines; wins over all other keys.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Keys, as `key: secret` lines; may be given more than once. The first one signs webhooks.
    #[arg(
        long,
        value_name = "KEYS",
        env = "LIVEKIT_KEYS",
        hide_env_values = true
    )]
    keys: Vec<String>,
    /// An address or name to serve on, 127.0.0.1 unless it is given; media arrives there too. May be given more than
    /// once; 0.0.0.0 stands for every interface.
    #[arg(long, value_name = "ADDRESS")]
    bind: Vec<String>,
    /// The port of HTTP and websockets: 7880 unless it is given.
    #[arg(long)]
    port: Option<u16>,
    /// The UDP port of media. Left out, it is 7882, or any if that one is taken.
    #[arg(long, env = "UDP_PORT")]
    udp_port: Option<u16>,
    /// The address at which clients reach the UDP port, where it is not the one that is bound.
    #[arg(long, value_name = "ADDRESS", env = "NODE_IP")]
    node_ip: Option<IpAddr>,
    /// The region told to clients.
    #[arg(long, env = "LIVEKIT_REGION")]
    region: Option<String>,
    /// A URL that webhooks are posted to; may be given more than once.
    #[arg(long, value_name = "URL")]
    webhook_url: Vec<String>,
    /// Refuses to join rooms that the API has not created.
    #[arg(long)]
    no_auto_create: bool,
    /// Seconds that a room is kept that nobody joined: 300 unless it is given.
    #[arg(long, value_name = "SECONDS")]
    empty_timeout: Option<u64>,
    /// Seconds that a room is kept after the last participant left: 20 unless it is given.
    #[arg(long, value_name = "SECONDS")]
    departure_timeout: Option<u64>,
    /// Lets the API unmute tracks.
    #[arg(long)]
    enable_remote_unmute: bool,
}

/// What a server is to be.
#[derive(Debug)]
pub(super) struct Setup {
    pub(super) server: ServerConfig,
    pub(super) binds: Vec<SocketAddr>,
    pub(super) udp_port: Option<u16>,
    pub(super) node_ip: Option<IpAddr>,
    pub(super) webhook_urls: Vec<String>,
    /// In the form of RUST_LOG.
    pub(super) log_filter: String,
    /// Names in the configuration that mean nothing here.
    pub(super) ignored: Vec<String>,
}

impl Args {
    pub(super) fn into_setup(self) -> anyhow::Result<Setup> {
        let mut file = self.read_config()?;
        if !self.bind.is_empty() {
            file.bind = self.bind.clone();
        }
        let port = self.port.or(file.port).unwrap_or(PORT);
        let keys = self.read_keys(&mut file)?;
        let mut server = file.server.keys(keys);
        if self.no_auto_create {
            server = server.auto_create(false);
        }
        if let Some(seconds) = self.empty_timeout {
            server = server.empty_timeout(Duration::from_secs(seconds));
        }
        if let Some(seconds) = self.departure_timeout {
            server = server.departure_timeout(Duration::from_secs(seconds));
        }
        if self.enable_remote_unmute {
            server = server.remote_unmute(true);
        }
        if let Some(region) = self.region {
            server = server.region(region);
        }
        let level = match file.log_level.filter(|_| !self.dev) {
            Some(level) => level,
            None if self.dev || file.development => "info,lk_devserver=debug".to_owned(),
            None => "info".to_owned(),
        };
        let mut webhook_urls = file.webhook_urls;
        webhook_urls.extend(self.webhook_url);
        Ok(Setup {
            server,
            binds: addresses(&file.bind, port)?,
            udp_port: self.udp_port.or(file.udp_port),
            node_ip: self.node_ip.or(file.node_ip),
            webhook_urls,
            log_filter: level,
            ignored: file.ignored,
        })
    }

    fn read_config(&self) -> anyhow::Result<FileConfig> {
        let text = match (&self.config_body, &self.config) {
            (Some(body), _) if !body.is_empty() => body.clone(),
            (_, Some(path)) => {
                let text = fs::read_to_string(path);
                text.with_context(|| format!("cannot read the configuration {}", path.display()))?
            }
            (_, None) => String::new(),
        };
        FileConfig::read(&text).context("the configuration cannot be used")
    }

    /// All keys; the one that signs webhooks first.
    fn read_keys(&self, file: &mut FileConfig) -> anyhow::Result<Vec<(String, String)>> {
        let mut keys = std::mem::take(&mut file.keys);
        if self.keys.iter().any(|keys| !keys.trim().is_empty()) {
            keys.clear();
            for text in &self.keys {
                let pairs = read_key_file(text);
                keys.extend(pairs.context("--keys wants `key: secret`, with the space")?);
            }
        }
        if let Some(path) = self.key_file.as_ref().or(file.key_file.as_ref()) {
            let text = fs::read_to_string(path);
            let text = text.with_context(|| format!("cannot read the keys {}", path.display()))?;
            let pairs = read_key_file(&text);
            keys = pairs.with_context(|| format!("the keys {} cannot be used", path.display()))?;
        }
        if keys.is_empty() {
            keys.push(("devkey".to_owned(), "secret".to_owned()));
        }
        if let Some(signer) = &file.webhook_key {
            let Some(index) = keys.iter().position(|(key, _)| key == signer) else {
                bail!("webhook.api_key is {signer}, and there is no such key");
            };
            keys.swap(0, index);
        }
        Ok(keys)
    }
}

impl Setup {
    pub(super) fn builder(&self) -> DevServerBuilder {
        let mut binds = self.binds.iter().copied();
        let mut builder = DevServer::builder()
            .config(self.server.clone())
            .udp_port(self.udp_port.unwrap_or(MEDIA_PORT));
        if let Some(first) = binds.next() {
            builder = builder.bind(first);
        }
        builder = binds.fold(builder, DevServerBuilder::also_bind);
        if let Some(ip) = self.node_ip {
            builder = builder.node_ip(ip);
        }
        let urls = self.webhook_urls.iter();
        urls.fold(builder, DevServerBuilder::webhook_url)
    }
}

/// The addresses of `hosts`, each once; of a name those that this machine has.
fn addresses(hosts: &[String], port: u16) -> anyhow::Result<Vec<SocketAddr>> {
    if hosts.is_empty() {
        return Ok(vec![(Ipv4Addr::LOCALHOST, port).into()]);
    }
    let mut found = Vec::new();
    for host in hosts {
        // As the real server has it, an empty text is every interface.
        let host = if host.is_empty() { "0.0.0.0" } else { host };
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let resolved: Vec<SocketAddr> = match address.parse::<IpAddr>() {
            Ok(ip) => vec![(ip, port).into()],
            Err(_) => {
                let resolved = (host, port).to_socket_addrs();
                let resolved = resolved.with_context(|| format!("--bind {host}: no such host"))?;
                let is_here = |address: &SocketAddr| TcpListener::bind((address.ip(), 0)).is_ok();
                resolved.filter(is_here).collect()
            }
        };
        if resolved.is_empty() {
            bail!("--bind {host}: this machine has no such address");
        }
        for address in resolved {
            if !found.contains(&address) {
                found.push(address);
            }
        }
    }
    Ok(found)
}

/// The real server's.
const PORT: u16 = 7880;

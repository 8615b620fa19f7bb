//! `lk-devserver`: the server as a program that behaves like `livekit-server --dev`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Parser;
use lk_devserver::{DevServer, DevServerBuilder, ServerConfig, StartError};
use tracing_subscriber::EnvFilter;

/// A LiveKit-compatible server for tests, demos and laptops.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// The address to serve on; media arrives on it too. Give 0.0.0.0 for every interface.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// The port of HTTP and websockets.
    #[arg(long, default_value_t = 7880)]
    port: u16,
    /// The UDP port of media. Left out, it is 7882, or any if that one is taken.
    #[arg(long)]
    udp_port: Option<u16>,
    /// A key pair as `key: secret`; may be given more than once. The first one signs webhooks.
    #[arg(long, default_value = "devkey: secret", value_parser = parse_pair)]
    keys: Vec<(String, String)>,
    /// A URL that webhooks are posted to; may be given more than once.
    #[arg(long)]
    webhook_url: Vec<String>,
    /// Refuses to join rooms that the API has not created.
    #[arg(long)]
    no_auto_create: bool,
    /// Seconds that a room is kept that nobody joined.
    #[arg(long, default_value_t = 300)]
    empty_timeout: u64,
    /// Seconds that a room is kept after the last participant left.
    #[arg(long, default_value_t = 20)]
    departure_timeout: u64,
    /// Lets the API unmute tracks.
    #[arg(long)]
    enable_remote_unmute: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let server = start(Args::parse()).await?;
    let media = server.media_addresses();
    tracing::info!(
        url = server.url(),
        key = server.api_key(),
        ?media,
        "serving"
    );

    wait_for_the_end().await?;
    tracing::info!("shutting down");
    server.shutdown().await;
    Ok(())
}

async fn start(args: Args) -> Result<DevServer, StartError> {
    let config = ServerConfig::new("", "")
        .keys(args.keys)
        .auto_create(!args.no_auto_create)
        .empty_timeout(Duration::from_secs(args.empty_timeout))
        .departure_timeout(Duration::from_secs(args.departure_timeout))
        .remote_unmute(args.enable_remote_unmute);
    let builder = DevServer::builder()
        .config(config)
        .bind(SocketAddr::new(args.bind, args.port));
    let builder = args
        .webhook_url
        .into_iter()
        .fold(builder, DevServerBuilder::webhook_url);
    if let Some(port) = args.udp_port {
        return builder.udp_port(port).start().await;
    }
    match builder.clone().udp_port(MEDIA_PORT).start().await {
        Err(StartError::Bind { address, .. }) if address.port() == MEDIA_PORT => {
            builder.start().await
        }
        started => started,
    }
}

/// Waits for Ctrl-C, or for being told to end.
async fn wait_for_the_end() -> anyhow::Result<()> {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        let mut terminate = signal(SignalKind::terminate()).context("cannot wait for a signal")?;
        tokio::select! {
            interrupted = interrupt => interrupted.context("cannot wait for a signal"),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    interrupt.await.context("cannot wait for a signal")
}

fn parse_pair(pair: &str) -> anyhow::Result<(String, String)> {
    let (key, secret) = pair
        .split_once(':')
        .context("a key pair is written `key: secret`")?;
    let (key, secret) = (key.trim(), secret.trim());
    ensure!(
        !key.is_empty() && !secret.is_empty(),
        "a key pair has a key and a secret"
    );
    Ok((key.into(), secret.into()))
}

/// The real server's, in development.
const MEDIA_PORT: u16 = 7882;

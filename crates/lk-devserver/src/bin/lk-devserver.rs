//! `lk-devserver`: the server as a program that behaves like `livekit-server --dev`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::{Context, ensure};
use clap::Parser;
use lk_devserver::{DevServer, ServerConfig};
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
    /// The UDP port of media.
    #[arg(long, default_value_t = 7882)]
    udp_port: u16,
    /// A key pair as `key: secret`; may be given more than once. The first one signs webhooks.
    #[arg(long, default_value = "devkey: secret")]
    keys: Vec<String>,
    /// A URL that webhooks are posted to; may be given more than once.
    #[arg(long)]
    webhook_url: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let args = Args::parse();

    let keys = args
        .keys
        .iter()
        .map(|pair| parse_pair(pair))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let config = ServerConfig::new("", "").keys(keys);
    let mut builder = DevServer::builder()
        .config(config)
        .bind(SocketAddr::new(args.bind, args.port))
        .udp_port(args.udp_port);
    for url in args.webhook_url {
        builder = builder.webhook_url(url);
    }
    let server = builder.start().await?;
    tracing::info!(url = server.url(), key = server.api_key(), media = ?server.media_addresses(), "serving");

    tokio::signal::ctrl_c()
        .await
        .context("cannot wait for a signal")?;
    tracing::info!("shutting down");
    server.shutdown().await;
    Ok(())
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

//! The program `lk-devserver`: what it is told by flags, environment and file, and where it tells what happens.

mod args;
mod file;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal};

use anyhow::Context;
use clap::Parser;
use tracing_subscriber::EnvFilter;

use self::args::{Args, Setup};
use crate::{DevServer, StartError};

/// Runs the program until it is told to end.
///
/// # Errors
///
/// What it was told contradicts itself or cannot be read, or an address is taken.
pub async fn run() -> anyhow::Result<()> {
    let setup = Args::parse().into_setup()?;
    let filter = EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| EnvFilter::new(&setup.log_filter));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    for key in &setup.ignored {
        tracing::warn!(key, "the configuration names what has no effect here");
    }
    let server = start(setup).await?;
    tracing::info!(
        url = server.url(),
        key = server.api_key(),
        media = ?server.media_addresses(),
        "serving"
    );

    wait_for_the_end().await?;
    tracing::info!("shutting down");
    server.shutdown().await;
    Ok(())
}

async fn start(setup: Setup) -> anyhow::Result<DevServer> {
    let media_port_is_chosen = setup.udp_port.is_some();
    let builder = setup.builder();
    let started = match builder.clone().start().await {
        Err(StartError::Bind { address, .. })
            if address.port() == MEDIA_PORT && !media_port_is_chosen =>
        {
            builder.udp_port(0).start().await
        }
        started => started,
    };
    started.map_err(|error| {
        let taken = match &error {
            StartError::Bind { address, source } if source.kind() == io::ErrorKind::AddrInUse => {
                Some(address.port())
            }
            _ => None,
        };
        let error = anyhow::Error::from(error);
        match taken {
            Some(port) if media_port_is_chosen && Some(port) == setup.udp_port => {
                error.context("the UDP port is taken: choose another with --udp-port")
            }
            Some(_) => error.context("the port is taken: choose another with --port"),
            None => error,
        }
    })
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

/// The UDP port of the real server in development.
const MEDIA_PORT: u16 = 7882;

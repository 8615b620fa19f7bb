//! Mints access tokens, and says what a token allows and whether it holds.
//!
//! ```text
//! export LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret
//! cargo run --example token -- mint --room demo --identity alice --minutes 10
//! cargo run --example token -- check eyJ…
//! ```
//!
//! `mint --listen-only` denies publishing, `mint --admin` also allows administering the room.

#![allow(clippy::print_stdout)]

use std::time::Duration;

use anyhow::bail;
use clap::{Parser, Subcommand, builder::NonEmptyStringValueParser};
use lk_sdk::auth::{ApiKey, Claims, TokenVerifier, VerifyError, VideoGrant};

/// Mints access tokens, and says what a token allows and whether it holds.
///
/// The key is LIVEKIT_API_KEY with LIVEKIT_API_SECRET.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mints a token to join a room.
    Mint {
        /// The room.
        #[arg(long, value_parser = NonEmptyStringValueParser::new())]
        room: String,
        /// Who the token is for: unique within the room.
        #[arg(long, value_parser = NonEmptyStringValueParser::new())]
        identity: String,
        /// The name that others are shown.
        #[arg(long)]
        name: Option<String>,
        /// How long the token holds.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
        minutes: u32,
        /// Denies publishing.
        #[arg(long)]
        listen_only: bool,
        /// Also allows administering the room.
        #[arg(long)]
        admin: bool,
    },
    /// Says what a token allows, and whether this key signed it and it holds now.
    Check {
        /// The token.
        token: String,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    // A backend that mints many tokens keeps this: it prepares the secret once.
    let key = ApiKey::from_env()?;
    match args.command {
        Command::Mint {
            room,
            identity,
            name,
            minutes,
            listen_only,
            admin,
        } => {
            let mut grant = VideoGrant::join(room).room_admin(admin);
            if listen_only {
                // Absent means yes; only what is set to false denies.
                grant = grant.can_publish(false);
            }
            let jwt = key
                .token()
                .identity(identity)
                .name(name.unwrap_or_default())
                .grant(grant)
                .valid_for(Duration::from_secs(60 * u64::from(minutes)))
                .to_jwt()?;
            println!("{jwt}");
        }
        Command::Check { token } => match TokenVerifier::new(key).verify(&token) {
            Ok(claims) => print(&claims),
            // The rest of the variants are a stranger's tokens, or none at all.
            Err(VerifyError::Expired { at, .. }) => bail!("true, and over since {at} (Unix time)"),
            Err(VerifyError::NotYetValid { from, .. }) => bail!("true from {from} (Unix time) on"),
            Err(error) => bail!("not to be trusted: {error}"),
        },
    }
    Ok(())
}

fn print(claims: &Claims) {
    println!("identity   {}", claims.identity());
    if let Some(at) = claims.exp {
        println!("until      {at} (Unix time)");
    }
    let Some(video) = &claims.video else {
        return println!("no grant for rooms");
    };
    println!("room       {}", video.room);
    println!("join       {}", video.room_join);
    println!("administer {}", video.room_admin);
    println!("publish    {}", video.may_publish());
    println!("subscribe  {}", video.may_subscribe());
    println!("send data  {}", video.may_publish_data());
}

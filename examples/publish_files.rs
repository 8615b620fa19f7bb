//! Joins a room and publishes media files, each as a track of its own, until Ctrl-C or the end of all of them.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example publish_files -- --room demo examples/media/clip.ivf examples/media/clip.ogg
//! ```

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use lk_sdk::{prelude::*, rtc::PeerConnections};

#[derive(Debug, Parser)]
struct Args {
    #[arg(long, env = "LIVEKIT_URL")]
    url: String,
    #[arg(long, env = "LIVEKIT_API_KEY")]
    api_key: String,
    #[arg(long, env = "LIVEKIT_API_SECRET", hide_env_values = true)]
    api_secret: String,
    #[arg(long)]
    room: String,
    #[arg(long, default_value = "publisher")]
    identity: String,
    /// Play the files over and over.
    #[arg(long)]
    repeat: bool,
    /// Use two peer connections, one for each direction.
    #[arg(long)]
    dual: bool,
    /// What to publish: .ivf, .h264, .h265, .obu, .ogg or .wav.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .init();
    let args = Args::parse();
    let jwt = AccessToken::new(args.api_key, args.api_secret)
        .identity(args.identity)
        .grant(VideoGrant::join(args.room))
        .to_jwt()?;
    let connections = if args.dual {
        PeerConnections::Dual
    } else {
        PeerConnections::Auto
    };
    let (room, mut events) = Room::connect(
        &args.url,
        &jwt,
        RoomOptions::new().peer_connections(connections),
    )
    .await?;
    println!(
        "joined {} in {:.0?}",
        room.name(),
        room.join_timings().total()
    );

    let mut tracks = Vec::new();
    for path in &args.files {
        let source =
            FileSource::open(path).with_context(|| format!("cannot play {}", path.display()))?;
        let source = if args.repeat { source.repeat() } else { source };
        let options = match source.codec().kind() {
            MediaKind::Audio => PublishOptions::microphone(),
            MediaKind::Video if tracks.is_empty() => PublishOptions::camera(),
            MediaKind::Video => PublishOptions::screen_share(),
        };
        let track = room.local_participant().publish(source, options).await?;
        println!("{} is {}", path.display(), track.sid());
        tracks.push(track);
    }

    let played = async {
        for track in &tracks {
            track.finished().await?;
        }
        anyhow::Ok(())
    };
    tokio::select! {
        result = played => result?,
        // What happens meanwhile is not of interest here; the end of it is.
        () = async { while events.next().await.is_some() {} } => println!("disconnected"),
        result = tokio::signal::ctrl_c() => result?,
    }
    for track in &tracks {
        let stats = track.stats().await?;
        println!(
            "{} {} frames, {} packets, {} sent again",
            track.sid(),
            stats.frames,
            stats.packets,
            stats.retransmitted
        );
    }
    room.close().await;
    Ok(())
}

//! Joins a room and publishes media files, until Ctrl-C or the end of all of them.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example publish_files -- --room demo examples/media/clip.ivf examples/media/clip.ogg
//! ```

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Parser, ValueEnum};
use lk_sdk::{
    prelude::*,
    rtc::{
        PeerConnections, TrackSource,
        source::{MediaFile, OnKeyframeRequest, Start, Timeline},
    },
};

/// Joins a room and publishes media files, each track of them by itself, all on one clock.
#[derive(Debug, Parser)]
struct Args {
    /// Where the server is, such as ws://127.0.0.1:7880.
    #[arg(long, env = "LIVEKIT_URL")]
    url: String,
    /// The API key with which the token is signed.
    #[arg(long, env = "LIVEKIT_API_KEY")]
    api_key: String,
    /// The secret that belongs to the API key.
    #[arg(long, env = "LIVEKIT_API_SECRET", hide_env_values = true)]
    api_secret: String,
    /// The room to join; the server makes it if it does not exist.
    #[arg(long)]
    room: String,
    /// The identity to join as; a participant who has it already is put out of the room.
    #[arg(long, default_value = "publisher")]
    identity: String,
    /// Play the files over and over.
    #[arg(long)]
    repeat: bool,
    /// Begin when somebody receives the tracks, rather than at once.
    #[arg(long)]
    wait_for_subscriber: bool,
    /// What answers a receiver that asks for a keyframe.
    #[arg(long, value_enum, default_value = "next-keyframe")]
    on_keyframe_request: Answer,
    /// Use two peer connections, one for each direction.
    #[arg(long)]
    dual: bool,
    /// What to publish: .ivf, .h264, .h265, .obu, .ogg, .wav, .webm, .mkv or .mp4.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Answer {
    /// The file's next keyframe, when it comes.
    NextKeyframe,
    /// The last keyframe and what followed it, again and faster.
    CatchUp,
    /// All tracks go back to the last keyframe.
    Rewind,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter =
        tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let args = Args::parse();

    // What cannot be played is told before anybody is disturbed.
    let timeline = Timeline::new();
    let mut sources = Vec::new();
    for path in &args.files {
        let tracks = open(path, &args, &timeline)?;
        sources.extend(tracks.map(|track| (path, track)));
    }

    let jwt = AccessToken::new(&*args.api_key, &args.api_secret)
        .identity(&*args.identity)
        .grant(VideoGrant::join(&*args.room))
        .to_jwt()?;
    let connections = if args.dual {
        PeerConnections::Dual
    } else {
        PeerConnections::Auto
    };
    let options = RoomOptions::new().peer_connections(connections);
    let (room, mut events) = Room::connect(&args.url, &jwt, options).await?;
    let took = room.join_timings().total();
    println!("joined {} in {took:.0?}", room.name());

    let mut tracks = Vec::new();
    for (path, source) in sources {
        let described = describe(&source);
        let options = match source.codec().kind() {
            MediaKind::Audio => PublishOptions::microphone(),
            MediaKind::Video if has_camera(&tracks) => PublishOptions::screen_share(),
            MediaKind::Video => PublishOptions::camera(),
        };
        let track = room.local_participant().publish(source, options).await?;
        println!(
            "{}: {described} as {}, {}",
            path.display(),
            track.source(),
            track.sid()
        );
        tracks.push(track);
    }

    let played = async {
        for track in &tracks {
            track.finished().await?;
        }
        anyhow::Ok(())
    };
    let disconnected = async {
        while let Some(event) = events.next().await {
            if let Event::Disconnected(end) = event {
                return Some(end.reason);
            }
        }
        None
    };
    tokio::select! {
        result = played => result?,
        reason = disconnected => match reason {
            Some(reason) => bail!("disconnected: {reason}"),
            None => bail!("disconnected"),
        },
        result = tokio::signal::ctrl_c() => result?,
    }
    for track in &tracks {
        let (stats, progress) = (track.stats().await?, track.progress().unwrap_or_default());
        println!(
            "{}: {} frames of the file, {} repeated, {} refused, {} dropped; {} packets, {} sent again, {} keyframe requests",
            track.sid(),
            progress.frames,
            progress.repeated,
            progress.refused,
            stats.dropped,
            stats.packets,
            stats.retransmitted,
            stats.keyframe_requests
        );
    }
    room.close().await;
    Ok(())
}

fn open(
    path: &Path,
    args: &Args,
    timeline: &Timeline,
) -> anyhow::Result<impl Iterator<Item = FileSource>> {
    let mut file = MediaFile::open(path)?.timeline(timeline);
    if args.repeat {
        file = file.repeat();
    }
    if args.wait_for_subscriber {
        file = file.start(Start::WithFirstSubscriber);
    }
    let answer = match args.on_keyframe_request {
        Answer::NextKeyframe => OnKeyframeRequest::NextKeyframe,
        Answer::CatchUp => OnKeyframeRequest::CatchUp,
        Answer::Rewind => OnKeyframeRequest::Rewind,
    };
    Ok(file.on_keyframe_request(answer).into_iter())
}

/// What is in a track: `VP8, 480x270` or `Opus, 2 channels`.
fn describe(source: &FileSource) -> String {
    let codec = source.codec();
    match (source.dimensions(), source.channels()) {
        (Some(size), _) => format!("{codec}, {}x{}", size.width, size.height),
        (None, Some(1)) => format!("{codec}, 1 channel"),
        (None, Some(channels)) => format!("{codec}, {channels} channels"),
        (None, None) => codec.to_string(),
    }
}

fn has_camera(tracks: &[LocalTrack]) -> bool {
    tracks
        .iter()
        .any(|track| track.source() == TrackSource::Camera)
}

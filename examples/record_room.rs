//! Joins a room and records every track into a file of its own, until Ctrl-C or the end of the room.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example record_room -- --room demo --out recordings
//! ```

use std::{path::PathBuf, time::Duration};

use anyhow::Context as _;
use clap::{Parser, builder::NonEmptyStringValueParser};
use lk_sdk::media::{FileWriter, container::Kind};
use lk_sdk::{prelude::*, rtc::PeerConnections};
use tokio::task::JoinSet;

/// Joins a room and records every track into a file of its own, until Ctrl-C or the end of the room.
///
/// Files are named by the track and its codec, such as TR_VCx9.ivf. No file is overwritten.
#[derive(Debug, Parser)]
struct Args {
    /// The server's URL, such as ws://127.0.0.1:7880.
    #[arg(long, env = "LIVEKIT_URL")]
    url: String,
    /// The API key that the participant's token is signed with.
    #[arg(long, env = "LIVEKIT_API_KEY")]
    api_key: String,
    /// The secret of the API key.
    #[arg(long, env = "LIVEKIT_API_SECRET", hide_env_values = true)]
    api_secret: String,
    /// The room to join.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    room: String,
    /// The participant's identity. Another participant with the same one is disconnected.
    #[arg(long, default_value = "recorder", value_parser = NonEmptyStringValueParser::new())]
    identity: String,
    /// The folder for the files. It is created where it is missing.
    #[arg(long, default_value = ".")]
    out: PathBuf,
    /// Use two peer connections, one for each direction.
    #[arg(long)]
    dual: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .init();
    let args = Args::parse();
    std::fs::create_dir_all(&args.out)
        .with_context(|| format!("cannot write to {}", args.out.display()))?;
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

    let (mut recorders, started) = (JoinSet::new(), std::time::Instant::now());
    loop {
        tokio::select! {
            event = events.next() => match event {
                Some(Event::TrackSubscribed(subscribed)) => {
                    let from = subscribed.participant.identity().to_string();
                    recorders.spawn(record(subscribed.track, args.out.clone(), from, started));
                }
                Some(Event::Disconnected(end)) => println!("disconnected: {}", end.reason),
                Some(_) => {}
                None => break,
            },
            Some(done) = recorders.join_next() => report(done?),
            result = tokio::signal::ctrl_c() => {
                result?;
                room.close().await;
            }
        }
    }
    while let Some(done) = recorders.join_next().await {
        report(done?);
    }
    Ok(())
}

/// One track that cannot be recorded is no reason to stop with the others.
fn report(done: anyhow::Result<String>) {
    match done {
        Ok(recorded) => println!("{recorded}"),
        Err(error) => eprintln!("not recorded to its end: {error:#}"),
    }
}

async fn record(
    track: RemoteTrack,
    folder: PathBuf,
    from: String,
    started: std::time::Instant,
) -> anyhow::Result<String> {
    let codec = track.codec().context("a track of an unknown codec")?;
    let extension = Kind::extension_of(codec).context("no file holds this codec")?;
    // Identities are the application's, and may hold anything: the file is named by the track.
    let name = |number| folder.join(file_name(track.sid().as_str(), number, extension));
    // A track that was received before is another file.
    let free = (0..1000).map(name).find(|path| !path.exists());
    let path = free.context("too many files of this track")?;
    let mut writer = FileWriter::create(&path, codec)?;
    let (mut frames, mut keyframes, mut last) = (track.frames(), 0, Duration::ZERO);
    let (mut count, mut first) = (0u64, None);
    while let Some(frame) = frames.next().await {
        if !frame.intact {
            continue;
        }
        count += 1;
        keyframes += u64::from(frame.keyframe);
        first.get_or_insert(frame.arrival);
        // Packets of audio say how long they last.
        let duration = match frame.info().duration {
            Some(duration) => duration,
            None => frame.pts.saturating_sub(last),
        };
        last = frame.pts;
        writer.write(
            &Frame::new(frame.data, duration)
                .pts(frame.pts)
                .keyframe(frame.keyframe),
        )?;
    }
    writer.finish()?;
    // Where several files are put side by side, each begins so much later than the recording.
    let begins = first.map_or(Duration::ZERO, |first| first.duration_since(started));
    Ok(format!(
        "{} from {from}: {count} {} frames, {keyframes} keyframes, begins at {:.3} s",
        path.display(),
        codec.name(),
        begins.as_secs_f64()
    ))
}

/// A sid is the server's choice: what could lead out of the folder is left out of the name.
fn file_name(sid: &str, number: u32, extension: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let name: String = sid.chars().filter(plain).take(64).collect();
    match number {
        0 => format!("{name}.{extension}"),
        _ => format!("{name}.{number}.{extension}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codec_has_a_file() {
        let folder = std::env::temp_dir();
        for codec in Codec::ALL.into_iter().filter(|codec| *codec != Codec::Red) {
            let name = format!(
                "lk-record-{}.{}",
                std::process::id(),
                Kind::extension_of(codec).unwrap()
            );
            let path = folder.join(name);
            FileWriter::create(&path, codec).unwrap();
            std::fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn no_sid_leads_out_of_the_folder() {
        assert_eq!(file_name("TR_VCx9-a", 0, "ivf"), "TR_VCx9-a.ivf");
        assert_eq!(file_name("../../etc/passwd", 2, "ivf"), "etcpasswd.2.ivf");
        assert_eq!(file_name("/abs", 0, "ogg"), "abs.ogg");
        assert_eq!(file_name(r"C:\x", 0, "ogg"), "Cx.ogg");
    }
}

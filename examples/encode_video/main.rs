//! Joins a room and publishes video from an encoder of its own, which makes keyframes when receivers ask for them and
//! follows a bit rate that depends on the quality of the connection. Runs until Ctrl-C.
//!
//! The encoder compresses nothing (see `raw_h264.rs`); the example shows how an encoder is connected to a room:
//! implement [`VideoEncoder`](lk_sdk::media::encode::VideoEncoder) for a real one, `source.rs` makes a source of it.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example encode_video -- --room demo
//! ```

mod raw_h264;
mod source;

use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, value_parser};
use lk_sdk::media::encode::EncoderRate;
use lk_sdk::prelude::*;
use lk_sdk::rtc::model::ConnectionQuality;
use tokio::sync::watch;

use raw_h264::{Picture, RawH264};
use source::EncodedSource;

/// Joins a room and publishes H.264 video from an encoder of its own, until Ctrl-C or the end of the room.
///
/// The encoder makes a keyframe when a receiver asks for one. While the connection is poor it halves its frame rate and
/// takes a quarter of its bit rate.
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
    #[arg(long, default_value = "encoder", value_parser = NonEmptyStringValueParser::new())]
    identity: String,
    /// The bit rate while the connection is good, in kilobits a second.
    #[arg(long, default_value_t = 2000, value_parser = value_parser!(u64).range(100..=100_000))]
    kbps: u64,
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
    let (room, mut events) = Room::connect(&args.url, &jwt, RoomOptions::new()).await?;

    let full = EncoderRate::new(args.kbps * 1000).max_frames_per_second(FRAMES_PER_SECOND);
    let (rate, followed) = watch::channel(full);
    let period = Duration::from_secs(1) / FRAMES_PER_SECOND;
    let encoder = RawH264::new(COLUMNS, ROWS, period, full);
    let source = EncodedSource::new(encoder, period, followed, draw);
    let options = PublishOptions::camera();
    let track = room.local_participant().publish(source, options).await?;
    println!("publishing {} in {}", track.sid(), room.name());

    let us = room.local_participant().identity();
    loop {
        let event = tokio::select! {
            event = events.next() => event,
            result = tokio::signal::ctrl_c() => {
                result?;
                break;
            }
        };
        match event {
            Some(Event::ConnectionQualityChanged(e)) if e.participant.identity() == &us => {
                let poor = e.quality <= ConnectionQuality::Poor;
                let now = if poor {
                    EncoderRate::new(args.kbps * 250).max_frames_per_second(FRAMES_PER_SECOND / 2)
                } else {
                    full
                };
                println!("the connection is {:?}: {now:?}", e.quality);
                rate.send_replace(now);
            }
            Some(Event::Disconnected(end)) => println!("disconnected: {}", end.reason),
            Some(_) => {}
            None => break,
        }
    }
    // A track that ended with its room has none.
    if let Ok(stats) = track.stats().await {
        println!("{} frames, {} packets", stats.frames, stats.packets);
    }
    room.close().await;
    Ok(())
}

/// A bright square on grey, moving in a circle.
fn draw(at: Duration) -> Picture {
    let mut picture = Picture::new(COLUMNS, ROWS);
    let (width, height) = (COLUMNS * 16, ROWS * 16);
    let turn = at.as_secs_f64() * std::f64::consts::FRAC_PI_2;
    let place = |way: f64, room: usize| ((way + 1.0) / 2.0 * (room - SQUARE) as f64) as usize;
    let (left, top) = (place(turn.cos(), width), place(turn.sin(), height));
    for line in top..top + SQUARE {
        picture.planes[0][line * width + left..][..SQUARE].fill(235);
    }
    picture
}

const COLUMNS: usize = 10;
const ROWS: usize = 6;
const SQUARE: usize = 32;
const FRAMES_PER_SECOND: u32 = 15;

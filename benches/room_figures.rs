//! What a room costs: to join, to hear the first packet of a track, to sit in silently.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo bench -p lk-benches --bench room_figures
//! ```
//!
//! A report, not a statistic: each figure is the median and the worst of a few runs. Without `LIVEKIT_URL` it runs on the
//! embedded server, whose memory and time are then counted, too. `FIGURES_ROOMS` says in how many rooms at once to be
//! silent (100).

#![allow(clippy::print_stdout)]

use std::env;
use std::process;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_sdk::prelude::*;
use lk_sdk::rtc::PeerConnections;
use lk_sdk::rtc::stats::JoinTimings;
use tokio::time::{sleep, timeout};

type Failure = Box<dyn std::error::Error>;

struct Server {
    url: String,
    key: String,
    secret: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    // A process for each path: what one has freed would hide what the other takes.
    let Ok(path) = env::var(PATH) else {
        for path in ["dual", "single"] {
            let mut child = process::Command::new(env::current_exe()?);
            let status = child.env(PATH, path).status()?;
            if !status.success() {
                return Err(format!("{path}: {status}").into());
            }
        }
        return Ok(());
    };
    let connections = match path.as_str() {
        "dual" => PeerConnections::Dual,
        _ => PeerConnections::Auto,
    };
    let named = |name: &str, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.into());
    let embedded = match env::var("LIVEKIT_URL") {
        Ok(_) => None,
        Err(_) => Some(DevServer::start().await?),
    };
    let server = Server {
        url: embedded
            .as_ref()
            .map_or_else(|| named("LIVEKIT_URL", ""), DevServer::url),
        key: named("LIVEKIT_API_KEY", "devkey"),
        secret: named("LIVEKIT_API_SECRET", "secret"),
    };

    println!("{path}");
    joins(&server, connections).await?;
    for codec in [Codec::Opus, Codec::Vp8] {
        first_packets(&server, connections, codec).await?;
    }
    silence(&server, connections, named("FIGURES_ROOMS", "100").parse()?).await?;
    if let Some(embedded) = embedded {
        embedded.shutdown().await;
    }
    Ok(())
}

impl Server {
    async fn join(
        &self,
        connections: PeerConnections,
        room: &str,
        identity: &str,
    ) -> Result<(Room, RoomEvents), Failure> {
        let jwt = AccessToken::new(&*self.key, &self.secret)
            .identity(identity)
            .grant(VideoGrant::join(room))
            .to_jwt()?;
        let options = RoomOptions::new().peer_connections(connections);
        Ok(Room::connect(&self.url, &jwt, options).await?)
    }
}

async fn joins(server: &Server, connections: PeerConnections) -> Result<(), Failure> {
    let mut timings = Vec::new();
    for run in 0..JOINS {
        let name = format!("figures-join-{connections:?}-{run}");
        let (room, _events) = server.join(connections, &name, "alice").await?;
        timings.push(room.join_timings());
        room.close().await;
    }
    println!(
        "  join: {}",
        summary(timings.iter().map(JoinTimings::total))
    );
    let first = timings.first().copied().unwrap_or_default();
    println!("    the first of the process: {:.1} ms", ms(first.total()));
    for (stage, reached) in [
        (
            "websocket open",
            timings
                .iter()
                .map(|it| it.signal_opened)
                .collect::<Vec<_>>(),
        ),
        (
            "first message",
            timings.iter().map(|it| it.joined).collect(),
        ),
        (
            "negotiated",
            timings.iter().map(|it| it.negotiated).collect(),
        ),
        ("ICE", timings.iter().map(|it| it.ice).collect()),
        ("DTLS", timings.iter().map(|it| it.dtls).collect()),
        (
            "data channels",
            timings.iter().map(|it| it.data_channels).collect(),
        ),
    ] {
        println!("    {stage}: {}", summary(reached.into_iter().flatten()));
    }
    Ok(())
}

/// From the wish to publish until the other participant has a packet; frames are written every 5 ms.
async fn first_packets(
    server: &Server,
    connections: PeerConnections,
    codec: Codec,
) -> Result<(), Failure> {
    let (mut published, mut heard) = (Vec::new(), Vec::new());
    for run in 0..PUBLICATIONS {
        let name = format!("figures-publish-{connections:?}-{}-{run}", codec.name());
        let (bob, mut events) = server.join(connections, &name, "bob").await?;
        let (alice, _alice_events) = server.join(connections, &name, "alice").await?;
        sleep(SETTLE).await;

        let start = Instant::now();
        let listener = tokio::spawn(async move {
            loop {
                match events.next().await {
                    Some(Event::TrackSubscribed(subscribed)) => {
                        let mut packets = subscribed.track.packets();
                        packets.next().await;
                        return Instant::now();
                    }
                    Some(_) => {}
                    None => return start,
                }
            }
        });
        let options = match codec.kind() {
            MediaKind::Audio => PublishOptions::microphone(),
            MediaKind::Video => PublishOptions::camera(),
        };
        let track = alice
            .local_participant()
            .publish_track(codec, options)
            .await?;
        published.push(start.elapsed());
        let writer = tokio::spawn(async move {
            let step = Duration::from_millis(5);
            for count in 0_u32.. {
                let frame = Frame::new(payload(codec), step)
                    .pts(step * count)
                    .keyframe(true);
                if track.write_frame(frame).await.is_err() {
                    return;
                }
                sleep(step).await;
            }
        });
        heard.push(timeout(PATIENCE, listener).await??.duration_since(start));
        writer.abort();
        alice.close().await;
        bob.close().await;
    }
    let name = codec.name();
    println!("  {name} published: {}", summary(published.into_iter()));
    println!(
        "  {name} until the first packet: {}",
        summary(heard.into_iter())
    );
    Ok(())
}

/// What a participant costs that says and hears nothing, in a room of its own.
async fn silence(
    server: &Server,
    connections: PeerConnections,
    rooms: usize,
) -> Result<(), Failure> {
    let Some(before) = Usage::now() else {
        println!("  silent: not measured on this system");
        return Ok(());
    };
    let mut inside = Vec::new();
    for run in 0..rooms {
        let name = format!("figures-silent-{connections:?}-{run}");
        inside.push(server.join(connections, &name, "alice").await?);
    }
    sleep(CALM).await;
    let settled = Usage::now().unwrap_or(before);
    sleep(SILENCE).await;
    let after = Usage::now().unwrap_or(settled);
    let each = |amount: f64| amount / rooms as f64;
    println!(
        "  silent: {:.0} kB, {:.4} % of a core each",
        each(after.resident_kb - before.resident_kb),
        each((after.cpu - settled.cpu).as_secs_f64() / SILENCE.as_secs_f64() * 100.0),
    );
    for (room, _) in &inside {
        room.close().await;
    }
    Ok(())
}

/// What this process has used.
#[derive(Debug, Clone, Copy)]
struct Usage {
    resident_kb: f64,
    cpu: Duration,
}

impl Usage {
    /// As Linux tells it in `/proc`.
    fn now() -> Option<Self> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let resident = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let resident_kb = resident.trim().strip_suffix("kB")?.trim().parse().ok()?;
        // On a thread by thread basis, in nanoseconds.
        let mut cpu = Duration::ZERO;
        for thread in std::fs::read_dir("/proc/self/task").ok()? {
            let path = thread.ok()?.path().join("schedstat");
            let schedstat = std::fs::read_to_string(path).ok()?;
            cpu += Duration::from_nanos(schedstat.split(' ').next()?.parse().ok()?);
        }
        Some(Self { resident_kb, cpu })
    }
}

/// A frame as small as it may be.
fn payload(codec: Codec) -> Bytes {
    match codec {
        // The head of a keyframe of 320x240, and next to nothing.
        Codec::Vp8 => Bytes::from_static(b"\x10\x02\0\x9d\x01\x2a\x40\x01\xf0\0\0\0\0\0\0\0\0"),
        _ => Bytes::from_static(b"\xfc\xff\xfe"),
    }
}

fn summary(durations: impl Iterator<Item = Duration>) -> String {
    let mut sorted: Vec<Duration> = durations.collect();
    sorted.sort_unstable();
    match (sorted.get(sorted.len() / 2), sorted.last()) {
        (Some(median), Some(worst)) => {
            format!("median {:.1} ms, worst {:.1} ms", ms(*median), ms(*worst))
        }
        _ => "not seen".into(),
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The variable that tells a child which path it takes.
const PATH: &str = "FIGURES_PATH";
const JOINS: usize = 20;
const PUBLICATIONS: usize = 10;
const SETTLE: Duration = Duration::from_millis(500);
const CALM: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(10);

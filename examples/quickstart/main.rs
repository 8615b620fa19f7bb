//! From an empty room to recorded files, in one program.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! starts the embedded server in the process. With `LIVEKIT_URL`, `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET` set it runs on
//! that server instead; `--webhook-listen` is then the address that the server posts its webhooks to.

mod hooks;
mod recorder;
mod report;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, bail, ensure};
use bytes::Bytes;
use clap::Parser;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use lk_sdk::{
    media::FileReader,
    prelude::*,
    proto::{CreateRoomRequest, DeleteRoomRequest},
    rtc::{
        PeerConnections, RoomOptions,
        source::{OnKeyframeRequest, Start, Timeline},
    },
};
use tokio::{task::JoinSet, time::timeout};

use self::{
    hooks::Hooks,
    recorder::{Recording, Tally, record},
    report::{Joined, Sent},
};

/// Starts a server, creates a room, publishes files, sends data, records what is received, and prints the results.
///
/// Everything runs in this process, over real sockets on 127.0.0.1. With --url it runs on that server.
#[derive(Debug, Parser)]
struct Args {
    /// The server to run on, such as ws://127.0.0.1:7880. Default: one is started in the process.
    #[arg(long, env = "LIVEKIT_URL")]
    url: Option<String>,
    /// The API key for the server's API and the participants' tokens.
    #[arg(long, env = "LIVEKIT_API_KEY", default_value = "devkey")]
    api_key: String,
    /// The secret of the API key.
    #[arg(
        long,
        env = "LIVEKIT_API_SECRET",
        default_value = "secret",
        hide_env_values = true
    )]
    api_secret: String,
    /// The address to listen at for webhooks. Default: none with --url, else a free port.
    #[arg(long)]
    webhook_listen: Option<SocketAddr>,
    /// The folder for the recorded files. It is created where it is missing.
    #[arg(long, default_value = "target/quickstart")]
    out: PathBuf,
    /// Use two peer connections, one for each direction, as older servers do.
    #[arg(long)]
    dual: bool,
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
    std::fs::create_dir_all(&args.out)
        .with_context(|| format!("cannot write to {}", args.out.display()))?;
    let room_name = format!(
        "quickstart-{}",
        SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis()
    );

    // 1. A server, and a listener for its webhooks.
    let stage = Stage::set_up(&args, &room_name).await?;
    println!("server      {}", stage.url);
    if cfg!(debug_assertions) {
        println!("build       debug: times are longer than those of a release build");
    }

    // 2. A room, created over the API.
    let api = LiveKitApi::new(&stage.url, &args.api_key, &args.api_secret)?;
    let request = CreateRoomRequest {
        name: room_name.clone(),
        empty_timeout: 60,
        ..Default::default()
    };
    let created = api.room().create_room(request).await?;
    println!("room        {} ({})", created.name, created.sid);

    // 3. Two participants with a token each.
    let connections = if args.dual {
        PeerConnections::Dual
    } else {
        PeerConnections::Auto
    };
    let options = RoomOptions::new().peer_connections(connections);
    let (alice, alice_events, alice_joined) =
        join(&args, &stage.url, &room_name, "alice", &options).await?;
    let (bob, bob_events, bob_joined) =
        join(&args, &stage.url, &room_name, "bob", &options).await?;
    report::joins(&[alice_joined, bob_joined]);

    // 4. Media from files one way, data both ways.
    let bars = MultiProgress::new();
    let tally = Tally::default();
    let listener = tokio::spawn(receive(
        bob.clone(),
        bob_events,
        args.out.clone(),
        bars.clone(),
        tally.clone(),
    ));
    let echo = tokio::spawn(await_echo(alice_events));
    let published = Instant::now();
    let timeline = Timeline::new();
    let mut tracks = Vec::new();
    for (file, options) in [
        ("clip.ivf", PublishOptions::camera().name("camera")),
        ("clip.ogg", PublishOptions::microphone().name("voice")),
        ("clip.h264", PublishOptions::screen_share().name("screen")),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("media")
            .join(file);
        // Bob gets every frame from the first on, and none twice.
        let source = FileSource::open(&path)?
            .timeline(&timeline)
            .start(Start::WithFirstSubscriber)
            .on_keyframe_request(OnKeyframeRequest::NextKeyframe);
        tracks.push((
            path,
            alice.local_participant().publish(source, options).await?,
        ));
    }
    alice
        .local_participant()
        .send_data(DataMessage::new("ping").topic(GREETING).to("bob"))
        .await?;
    let round_trip = timeout(PATIENCE, echo)
        .await
        .context("no answer to the data message")???;

    // 5. Wait for the end of every file.
    let mut sent = Vec::new();
    for (path, track) in &tracks {
        timeout(CLIP_LIMIT, track.finished())
            .await
            .context("a file did not end")??;
        sent.push(Sent {
            clip: read_clip(path)?,
            codec: track.codec(),
            stats: track.stats().await?,
        });
    }
    // Lost packets are sent again, so the tracks have to last until all frames are recorded.
    for Sent { codec, clip, .. } in &sent {
        let all = tally.reached(*codec, clip);
        if timeout(PATIENCE, all).await.is_err() {
            eprintln!("{}: some frames were not received", codec.name());
        }
    }
    for (_, track) in &tracks {
        track.unpublish().await?;
    }
    let recordings = timeout(PATIENCE, listener)
        .await
        .context("the tracks did not end")???;
    bars.clear()?;

    // 6. Everybody leaves, the room is deleted, and the webhooks are checked.
    alice.close().await;
    bob.close().await;
    api.room()
        .delete_room(DeleteRoomRequest { room: room_name })
        .await?;
    let complete = report::media(&sent, &recordings, published)?;
    println!(
        "data        ping to bob and back in {:.1} ms",
        round_trip.as_secs_f64() * 1e3
    );
    stage.tear_down().await?;

    ensure!(complete, "what was recorded is not what was sent");
    Ok(())
}

fn read_clip(path: &Path) -> anyhow::Result<Vec<Bytes>> {
    let mut reader = FileReader::open(path)?;
    let mut frames = Vec::new();
    while let Some(frame) = reader.next_frame()? {
        frames.push(frame.data);
    }
    Ok(frames)
}

/// The server that is used, and its webhooks.
struct Stage {
    url: String,
    embedded: Option<DevServer>,
    hooks: Option<Hooks>,
}

impl Stage {
    async fn set_up(args: &Args, room: &str) -> anyhow::Result<Self> {
        let listen = |address| Hooks::listen(address, room, &args.api_key, &args.api_secret);
        if let Some(url) = &args.url {
            let hooks = match args.webhook_listen {
                Some(address) => Some(listen(address).await?),
                None => None,
            };
            return Ok(Self {
                url: url.clone(),
                embedded: None,
                hooks,
            });
        }
        let hooks = listen(
            args.webhook_listen
                .unwrap_or_else(|| ([127, 0, 0, 1], 0).into()),
        )
        .await?;
        let config = lk_sdk::devserver::ServerConfig::new(&args.api_key, &args.api_secret);
        let embedded = DevServer::builder()
            .config(config)
            .webhook_url(hooks.url())
            .start()
            .await?;
        Ok(Self {
            url: embedded.url(),
            embedded: Some(embedded),
            hooks: Some(hooks),
        })
    }

    async fn tear_down(self) -> anyhow::Result<()> {
        match self.hooks {
            Some(mut hooks) => {
                let last = timeout(PATIENCE, hooks.wait_for("room_finished")).await;
                let seen = hooks.seen();
                report::webhooks(&seen);
                last.context("webhook room_finished did not come")??;
                ensure!(
                    seen.refused == 0,
                    "{} webhooks did not verify",
                    seen.refused
                );
            }
            None => println!(
                "webhooks    off: give --webhook-listen with the address that the server posts to"
            ),
        }
        if let Some(embedded) = self.embedded {
            embedded.shutdown().await;
        }
        Ok(())
    }
}

async fn join(
    args: &Args,
    url: &str,
    room: &str,
    identity: &str,
    options: &RoomOptions,
) -> anyhow::Result<(Room, RoomEvents, Joined)> {
    let jwt = AccessToken::new(&*args.api_key, &args.api_secret)
        .identity(identity)
        .grant(VideoGrant::join(room))
        .valid_for(Duration::from_secs(600))
        .to_jwt()?;
    let (room, events) = Room::connect(url, &jwt, options.clone()).await?;
    let timings = room.join_timings();
    Ok((
        room,
        events,
        Joined {
            identity: identity.into(),
            timings,
        },
    ))
}

/// Bob: records the tracks that he is subscribed to, and echoes the data that he receives.
async fn receive(
    bob: Room,
    mut events: RoomEvents,
    folder: PathBuf,
    bars: MultiProgress,
    tally: Tally,
) -> anyhow::Result<Vec<Recording>> {
    let mut recorders = JoinSet::new();
    let mut recordings = Vec::new();
    while recordings.len() < TRACKS {
        tokio::select! {
            event = events.next() => match event {
                Some(Event::TrackSubscribed(subscribed)) => {
                    let bar = bars.add(ProgressBar::new_spinner().with_style(style()?));
                    bar.set_prefix(subscribed.publication.name().to_owned());
                    recorders.spawn(record(subscribed.track, folder.clone(), bar, tally.clone()));
                }
                Some(Event::DataReceived(data)) => {
                    let Some(sender) = data.from else { continue };
                    let answer = DataMessage::new(data.payload).topic(GREETING).to(sender);
                    bob.local_participant().send_data(answer).await?;
                }
                Some(Event::Disconnected(end)) => bail!("bob was disconnected: {}", end.reason),
                Some(_) => {}
                None => bail!("bob's events ended"),
            },
            Some(done) = recorders.join_next() => recordings.push(done??),
        }
    }
    Ok(recordings)
}

/// Alice: waits for bob's answer, and returns how long that took.
async fn await_echo(mut events: RoomEvents) -> anyhow::Result<Duration> {
    let asked = Instant::now();
    while let Some(event) = events.next().await {
        match event {
            Event::DataReceived(data) if data.topic.as_deref() == Some(GREETING) => {
                return Ok(asked.elapsed());
            }
            Event::Disconnected(end) => bail!("alice was disconnected: {}", end.reason),
            _ => {}
        }
    }
    bail!("alice's events ended")
}

fn style() -> anyhow::Result<ProgressStyle> {
    Ok(ProgressStyle::with_template(
        "{spinner} {prefix:<8} {pos:>5} frames  {per_sec:>12}  {elapsed}",
    )?)
}

const TRACKS: usize = 3;
const GREETING: &str = "greeting";
const PATIENCE: Duration = Duration::from_secs(10);
const CLIP_LIMIT: Duration = Duration::from_secs(60);

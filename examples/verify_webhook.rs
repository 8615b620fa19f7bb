//! Receives a server's webhooks, turns away what no server signed, and says what happened.
//!
//! ```text
//! LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example verify_webhook -- --listen 127.0.0.1:8086
//! ```
//!
//! Then let the server post to it: its configuration names `http://127.0.0.1:8086/` under `webhook.urls`, and the
//! key under `webhook.api_key`. `curl -d '{}' http://127.0.0.1:8086/ -i` shows how a stranger is answered.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use anyhow::Context as _;
use clap::Parser;
use http_body_util::Empty;
use hyper::{Request, Response, body::Bytes, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use lk_sdk::{
    auth::ApiKey,
    webhook::{Event, EventKind, EventView, WebhookLayer, WebhookReceiver},
};
use tokio::net::TcpListener;
use tower::{ServiceBuilder, service_fn};

/// Receives a server's webhooks, turns away what no server signed, and says what happened.
///
/// The key is LIVEKIT_API_KEY with LIVEKIT_API_SECRET.
#[derive(Debug, Parser)]
struct Args {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8086")]
    listen: SocketAddr,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    // A delivery may be repeated: the window lets each event come once as long as its token holds, and the age
    // bounds what is signed anew after that.
    let receiver = WebhookReceiver::new(ApiKey::from_env()?)
        .max_age(Duration::from_secs(300))
        .replay_window(10_000);
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("cannot listen on {}", args.listen))?;
    println!("listening at http://{}/", listener.local_addr()?);
    // Verifies and decodes; the service within sees authentic events only.
    let service = ServiceBuilder::new()
        .layer(WebhookLayer::new(receiver))
        .service(service_fn(on_event));

    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => accepted?,
            stopped = tokio::signal::ctrl_c() => return Ok(stopped?),
        };
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(10))
                .serve_connection(TokioIo::new(stream), service);
            match connection.await {
                // A connection that nothing was asked on in time, which servers leave behind.
                Err(error) if error.is_timeout() => {}
                Err(error) => eprintln!("{peer}: {error}"),
                Ok(()) => {}
            }
        });
    }
}

/// Answers 200: after a 5xx, or no answer, the server posts the event again.
async fn on_event(request: Request<Event>) -> Result<Response<Empty<Bytes>>, Infallible> {
    let event = request.body();
    match event.view() {
        EventView::RoomStarted { room, .. } => println!("{} is open", room.name),
        EventView::RoomFinished { room, reason, .. } => {
            println!("{} is over: {}", room.name, reason.as_str_name());
        }
        EventView::ParticipantJoined {
            room, participant, ..
        } => println!("{} is in {}", participant.identity, room.name),
        EventView::ParticipantLeft {
            room, participant, ..
        } => println!("{} left {}", participant.identity, room.name),
        EventView::Egress { info, .. } if *event.kind() == EventKind::EgressEnded => {
            println!("recording {} ended: {}", info.egress_id, info.error);
        }
        // Events that are of no interest here, those of newer servers among them.
        _ => println!("{} {}", event.kind(), event.id()),
    }
    Ok(Response::new(Empty::new()))
}

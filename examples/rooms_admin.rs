//! Lists, opens and closes rooms, and shows or removes who is in them.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example rooms_admin -- open demo
//! ```
//!
//! Other commands: `list`, `close ROOM`, `who ROOM`, `remove ROOM IDENTITY`, `say ROOM TEXT`.

#![allow(clippy::print_stdout)]

use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use lk_sdk::{
    api::{CallError, LiveKitApi},
    proto::{
        CreateRoomRequest, DeleteRoomRequest, ListParticipantsRequest, RoomParticipantIdentity,
        SendDataRequest,
    },
};

#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List,
    Open { room: String },
    Close { room: String },
    Who { room: String },
    Remove { room: String, identity: String },
    Say { room: String, text: String },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // What the environment says: LIVEKIT_URL, and a key with its secret or a token.
    let api = LiveKitApi::from_env()?.timeout(Duration::from_secs(5));
    match run(&api, Args::parse().command).await {
        Err(error) if error.is_not_found() => bail!("there is no such room or participant"),
        // Each call is safe to repeat; the error says when that may help.
        Err(error) if error.is_transient() => Err(error).context("try again later"),
        other => Ok(other?),
    }
}

async fn run(api: &LiveKitApi, command: Command) -> Result<(), CallError> {
    let rooms = api.room();
    match command {
        Command::List => {
            for room in rooms.list_rooms(Default::default()).await?.rooms {
                println!(
                    "{}\t{}\t{} there",
                    room.name, room.sid, room.num_participants
                );
            }
        }
        Command::Open { room } => {
            let request = CreateRoomRequest {
                name: room,
                empty_timeout: 600,
                ..Default::default()
            };
            let room = rooms.create_room(request).await?;
            println!("{} is {}", room.name, room.sid);
        }
        Command::Close { room } => {
            rooms.delete_room(DeleteRoomRequest { room }).await?;
        }
        Command::Who { room } => {
            let request = ListParticipantsRequest { room };
            for who in rooms.list_participants(request).await?.participants {
                println!("{}\t{}\t{} tracks", who.identity, who.sid, who.tracks.len());
            }
        }
        Command::Remove { room, identity } => {
            let request = RoomParticipantIdentity {
                room,
                identity,
                ..Default::default()
            };
            rooms.remove_participant(request).await?;
        }
        Command::Say { room, text } => {
            let request = SendDataRequest {
                room,
                data: text.into_bytes().into(),
                topic: Some("say".into()),
                ..Default::default()
            };
            rooms.send_data(request).await?;
        }
    }
    Ok(())
}

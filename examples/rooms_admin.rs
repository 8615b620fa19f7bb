//! Lists, opens and closes rooms, and shows or removes who is in them.
//!
//! ```text
//! LIVEKIT_URL=ws://127.0.0.1:7880 LIVEKIT_API_KEY=devkey LIVEKIT_API_SECRET=secret \
//!     cargo run --example rooms_admin -- open demo
//! ```
//!
//! `--help` names the other commands.

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

/// Lists, opens and closes rooms, and shows or removes who is in them.
///
/// The server is LIVEKIT_URL, the key LIVEKIT_API_KEY with LIVEKIT_API_SECRET.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the rooms.
    List,
    /// Opens a room, which is kept for 10 minutes until somebody joins.
    Open {
        /// The room's name.
        room: String,
    },
    /// Closes a room, whoever is in it.
    Close {
        /// The room's name.
        room: String,
    },
    /// Lists who is in a room.
    Who {
        /// The room's name.
        room: String,
    },
    /// Removes a participant from a room.
    Remove {
        /// The room's name.
        room: String,
        /// Whom.
        identity: String,
    },
    /// Sends a text to all in a room, as data with the topic `say`.
    Say {
        /// The room's name.
        room: String,
        /// The text.
        text: String,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    // What the environment says: LIVEKIT_URL, and a key with its secret or a token.
    let api = LiveKitApi::from_env()?.timeout(Duration::from_secs(5));
    match run(&api, args.command).await {
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

//! Calls a phone number, waits until somebody picks up, and puts them into a room.
//!
//! ```text
//! LIVEKIT_URL=wss://example.livekit.cloud LIVEKIT_API_KEY=… LIVEKIT_API_SECRET=… \
//!     cargo run --example sip_call -- --trunk ST_… --to +15550100 --room demo
//! ```

#![allow(clippy::print_stdout)]

use anyhow::bail;
use clap::{Parser, builder::NonEmptyStringValueParser};
use lk_sdk::{api::LiveKitApi, net::Processed, proto::CreateSipParticipantRequest};

/// Calls a phone number, waits until somebody picks up, and puts them into a room.
///
/// The server is LIVEKIT_URL, the key LIVEKIT_API_KEY with LIVEKIT_API_SECRET.
#[derive(Debug, Parser)]
struct Args {
    /// The id of the outbound trunk, such as ST_abc.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    trunk: String,
    /// The number to call, such as +15550100.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    to: String,
    /// The room that the callee joins.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    room: String,
    /// The identity that the callee has there.
    #[arg(long, default_value = "caller")]
    identity: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let api = LiveKitApi::from_env()?;

    // Trunks by their ids: as many as were asked for, `None` for those that are not there.
    let trunks = api.sip().outbound_trunks([&args.trunk]).await?;
    let Some(Some(trunk)) = trunks.into_iter().next() else {
        bail!("there is no outbound trunk {}", args.trunk);
    };
    println!("calling {} over {}", args.to, trunk.name);

    // The call rings for 30 s, and the request waits 2 s longer: both are set by the SDK.
    let request = CreateSipParticipantRequest {
        sip_trunk_id: args.trunk,
        sip_call_to: args.to,
        room_name: args.room,
        participant_identity: args.identity,
        wait_until_answered: true,
        ..Default::default()
    };
    match api.sip().create_sip_participant(request).await {
        Ok(call) => println!("{} is in {}", call.participant_identity, call.room_name),
        Err(error) => match error.sip_status() {
            Some(status) => bail!("not answered: {} {}", status.code, status.reason),
            // A call that may have been made is not made twice.
            None if error.processed() != Processed::No => bail!("nobody knows: {error}"),
            None => return Err(error.into()),
        },
    }
    Ok(())
}

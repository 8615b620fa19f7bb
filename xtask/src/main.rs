//! `cargo xtask`: what the workspace does to itself, in Rust so that it runs wherever cargo does.

mod codegen;

use std::path::PathBuf;

use clap::Parser;

/// Automation of this workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Task {
    /// Generate lk-proto's Rust from `proto/`.
    Codegen(codegen::Args),
}

fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Codegen(args) => codegen::run(&args),
    }
}

/// The workspace's root folder.
fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}

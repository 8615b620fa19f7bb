//! `cargo xtask`: what the workspace does to itself, in Rust so that it runs wherever cargo does.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench_report;
mod ci;
mod codegen;
mod layers;
mod peers;
mod pure;
mod surface;
mod tidy;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};
use clap::Parser;

/// Automation of this workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
enum Task {
    /// Generate lk-proto's messages and lk-api's clients from `proto/`.
    Codegen(codegen::Args),
    /// Fail when a crate uses one that its layer does not allow.
    Layers,
    /// Fail when a crate that does no IO has a runtime in its tree.
    Pure,
    /// Fail on files that break the house style in a way that a machine can see.
    Tidy,
    /// Fail when a call of the schema has no method in lk-api, or no row in its table of grants.
    Surface,
    /// Tabulate what the benchmarks measured, ours beside the peers'.
    BenchReport(bench_report::Args),
    /// Try tokens and webhooks between us and the published SDKs of other languages.
    Peers(peers::Args),
    /// Run every check, or those named, and time them.
    Ci(ci::Args),
}

fn main() -> ExitCode {
    match run(Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Codegen(args) => codegen::run(&args),
        Task::Layers => layers::run(),
        Task::Pure => pure::run(),
        Task::Tidy => tidy::run(),
        Task::Surface => surface::run(),
        Task::BenchReport(args) => bench_report::run(&args),
        Task::Peers(args) => peers::run(&args),
        Task::Ci(args) => ci::run(&args),
    }
}

/// The workspace's root folder.
fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A cargo command at the workspace's root, with the cargo that runs us.
fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// Runs a command with its output shown; anything but success is an error.
fn passes(command: &mut Command) -> anyhow::Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{status}: {command:?}");
    Ok(())
}

/// Runs a command and returns what it printed.
fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {command:?}"))?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{}: {command:?}\n{stderr}",
        output.status
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// An error that lists `faults`, unless there are none.
fn none(what: &str, faults: &[String]) -> anyhow::Result<()> {
    ensure!(faults.is_empty(), "{what}\n  {}", faults.join("\n  "));
    Ok(())
}

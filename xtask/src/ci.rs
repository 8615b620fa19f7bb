//! `cargo xtask ci`: the whole of CI, so that it can be run before a push.

use std::env;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};

use crate::{cargo, codegen, layers, passes, pure, surface, tidy};

/// The version that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

const WASM: &str = "wasm32-unknown-unknown";

/// Flags of `cargo xtask ci`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these jobs, in this order; all of them when none is named.
    jobs: Vec<String>,
}

/// What a job came to.
enum Outcome {
    Passed,
    /// Something that the job needs is not installed.
    Skipped(&'static str),
}

type Job = (&'static str, fn() -> anyhow::Result<Outcome>);

/// Every job; the quick ones first.
const JOBS: &[Job] = &[
    ("fmt", || command(&["fmt", "--all", "--check"], &[])),
    ("tidy", || tidy::run().map(passed)),
    ("layers", || layers::run().map(passed)),
    ("codegen", || {
        codegen::run(&codegen::Args::check()).map(passed)
    }),
    ("surface", || surface::run().map(passed)),
    ("pure", || pure::run().map(passed)),
    ("deny", deny),
    ("clippy", || {
        command(
            &["clippy", "--workspace", "--all-targets", "--locked"],
            DENY_LINTS,
        )
    }),
    ("clippy-pure", clippy_pure),
    ("features", features),
    ("neighbours", neighbours),
    ("wasm", wasm),
    ("doc", doc),
    ("test", || {
        // A test binary that fails must not hide the documentation's tests.
        command(&["test", "--workspace", "--locked", "--no-fail-fast"], &[])
    }),
];

const DENY_LINTS: &[&str] = &["--", "--deny", "warnings"];

/// Runs the jobs, each to its end, and prints a table of them.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let jobs: Vec<&Job> = if args.jobs.is_empty() {
        JOBS.iter().collect()
    } else {
        args.jobs
            .iter()
            .map(|name| find(name))
            .collect::<anyhow::Result<_>>()?
    };

    let start = Instant::now();
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for (name, job) in jobs {
        println!("── {name}");
        let start = Instant::now();
        let verdict = match job() {
            Ok(Outcome::Passed) => "ok".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(error) => {
                eprintln!("{error:#}");
                failed.push(*name);
                "FAILED".to_owned()
            }
        };
        rows.push(row(name, start.elapsed(), &verdict));
    }

    println!("\n{}\n{}", rows.join("\n"), row("all", start.elapsed(), ""));
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn row(name: &str, took: Duration, verdict: &str) -> String {
    format!("{name:<12} {:>7.1} s  {verdict}", took.as_secs_f64())
        .trim_end()
        .to_owned()
}

fn find(name: &str) -> anyhow::Result<&'static Job> {
    let names = || {
        JOBS.iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    match JOBS.iter().find(|(job, _)| *job == name) {
        Some(job) => Ok(job),
        None => bail!("no job {name}; there are: {}", names()),
    }
}

fn passed((): ()) -> Outcome {
    Outcome::Passed
}

fn command(args: &[&str], rest: &[&str]) -> anyhow::Result<Outcome> {
    passes(cargo(args).args(rest)).map(passed)
}

fn clippy_pure() -> anyhow::Result<Outcome> {
    let mut clippy = cargo(&["clippy", "--no-default-features", "--locked"]);
    for name in pure::SANS_IO {
        clippy.args(["--package", name]);
    }
    passes(clippy.args(DENY_LINTS)).map(passed)
}

/// Features that must compile alone, beside those of lk-proto, whose domains do with `json`.
const ALONE: &[(&str, &[&str])] = &[
    ("lk-auth", &["", "proto"]),
    (
        "lk-webhook",
        &["", "http", "tower", "axum", "sender", "sender-tokio"],
    ),
    (
        "lk-sdk",
        &[
            "",
            "auth",
            "auth-proto",
            "api",
            "api,tls-ring,platform-roots",
            "net",
            "webhook",
            "webhook-axum",
            "webhook-http",
            "webhook-sender",
            "webhook-sign",
            "webhook-tower",
            "rtc",
            "devserver",
        ],
    ),
    (
        "lk-net",
        &[
            "",
            "dial",
            "client",
            "http2",
            "gzip",
            "proxy",
            "regions",
            "platform-roots",
            "dial,tls-ring,platform-roots,webpki-roots",
            "dial,tls-ring,webpki-roots",
        ],
    ),
    (
        "lk-api",
        &[
            "",
            "agent-dispatch",
            "agent-simulation",
            "agent-source",
            "cloud-agent",
            "connector",
            "egress",
            "ingress",
            "phone-number",
            "room",
            "sip",
        ],
    ),
];

/// Each domain of lk-proto compiles alone, and so do the features of those in the list.
fn features() -> anyhow::Result<Outcome> {
    for feature in [""].into_iter().chain(codegen::features()) {
        let list = if feature.is_empty() {
            String::new()
        } else {
            format!("{feature},json")
        };
        let mut clippy = cargo(&["clippy", "--quiet", "--package=lk-proto", "--features"]);
        passes(clippy.arg(list).args(DENY_LINTS))?;
    }
    for (package, features) in ALONE {
        for feature in *features {
            let mut clippy = cargo(&["clippy", "--quiet", "--no-default-features", "--package"]);
            clippy.args([package, "--features", feature]);
            passes(clippy.args(DENY_LINTS))?;
        }
    }
    Ok(Outcome::Passed)
}

/// An application that turns on features of the crates it shares with us; a workspace of its own.
fn neighbours() -> anyhow::Result<Outcome> {
    let manifest = [
        "test",
        "--locked",
        "--manifest-path",
        "neighbours/Cargo.toml",
    ];
    let target = crate::target().join("neighbours");
    passes(cargo(&manifest).env("CARGO_TARGET_DIR", target)).map(passed)
}

/// What needs neither sockets nor a clock also builds for the browser, and tokens and webhooks run there.
fn wasm() -> anyhow::Result<Outcome> {
    if install() {
        passes(Command::new("rustup").args(["target", "add", WASM]))?;
    }
    let mut probe = Command::new("rustc");
    let libdir = crate::output(probe.args(["--print", "target-libdir", "--target", WASM]))?;
    if !std::path::Path::new(libdir.trim()).exists() {
        return Ok(Outcome::Skipped(
            "the wasm32 target is not installed; LK_CI_INSTALL=1 adds it",
        ));
    }
    let mut check = cargo(&[
        "check",
        "--no-default-features",
        "--locked",
        "--target",
        WASM,
    ]);
    for name in ["lk-auth", "lk-media", "lk-pacer", "lk-proto", "lk-webhook"] {
        check.args(["--package", name]);
    }
    passes(&mut check)?;
    wasm_runs()
}

/// Runs the package `lk-wasm` under node.
fn wasm_runs() -> anyhow::Result<Outcome> {
    let package = [
        "build",
        "--package",
        "lk-wasm",
        "--locked",
        "--target",
        WASM,
    ];
    passes(&mut cargo(&package))?;
    let mut version = Command::new("node");
    let silent = version.arg("--version").stdout(Stdio::null());
    if silent.stderr(Stdio::null()).status().is_err() {
        return Ok(Outcome::Skipped(
            "it builds; node is not installed to run it",
        ));
    }
    let module = crate::target().join(WASM).join("debug/lk-wasm.wasm");
    let mut run = Command::new("node");
    passes(run.arg(crate::root().join("wasm/run.cjs")).arg(module)).map(passed)
}

fn doc() -> anyhow::Result<Outcome> {
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    passes(doc.env("RUSTDOCFLAGS", "--deny warnings")).map(passed)
}

/// Licences, bans and sources; advisories need the network and are left to a scheduled run.
fn deny() -> anyhow::Result<Outcome> {
    let mut version = cargo(&["deny", "--version"]);
    let found = version
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?
        .success();
    if !found {
        if !install() {
            return Ok(Outcome::Skipped(
                "cargo-deny is not installed; LK_CI_INSTALL=1 installs it",
            ));
        }
        passes(&mut cargo(&[
            "install",
            "cargo-deny",
            "--locked",
            "--version",
            CARGO_DENY,
        ]))?;
    }
    command(
        &["deny", "check", "--hide-inclusion-graph"],
        &["licenses", "bans", "sources"],
    )
}

/// Whether jobs may install the tools they lack.
fn install() -> bool {
    env::var("LK_CI_INSTALL").is_ok_and(|value| value == "1")
}

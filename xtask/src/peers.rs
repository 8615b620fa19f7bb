//! `cargo xtask peers`: tokens and webhooks between us and other languages' published SDKs.
//!
//! Runs every script in `crates/*/tests/peers` with the program that `ours.rs` there is built to, which is the
//! example `<crate>-peer`. Needs the package registries, so it is no job of `cargo xtask ci`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::ensure;

use crate::{cargo, passes};

const PIP: &[&str] = &["livekit-api==1.2.2"];
const NPM: &[&str] = &["livekit-server-sdk@2.19.2"];

/// Flags of `cargo xtask peers`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only scripts whose path contains one of these; all of them when none is named.
    names: Vec<String>,
}

/// How scripts of one language run.
enum Interpreter {
    Python(PathBuf),
    /// With the folder that its packages are in.
    Node(PathBuf),
}

impl Interpreter {
    fn command(&self, script: &Path) -> Command {
        let mut command = match self {
            Self::Python(program) => Command::new(program),
            Self::Node(packages) => {
                let mut node = Command::new("node");
                node.env("NODE_PATH", packages);
                node
            }
        };
        command.arg(script);
        command
    }
}

/// Installs the SDKs under `target/peers`, runs the scripts, and prints a verdict for each.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let root = crate::root();
    let scripts = scripts(&root, &args.names)?;
    ensure!(!scripts.is_empty(), "no such scripts");
    let folder = crate::target().join("peers");
    fs::create_dir_all(&folder)?;

    let uses = |ending| scripts.iter().any(|script| ends(script, ending));
    let python = uses("py").then(|| python(&folder)).transpose()?;
    let node = uses("cjs").then(|| node(&folder)).transpose()?;

    let mut rows = Vec::new();
    let mut failed = 0;
    for script in &scripts {
        let interpreter = if ends(script, "py") { &python } else { &node };
        let (Some(interpreter), Some(package)) = (interpreter, package(script)) else {
            continue;
        };
        let name = script.strip_prefix(&root)?.display();
        println!("── {name}");
        let start = Instant::now();
        let ours = ours(package)?;
        let verdict = match passes(interpreter.command(script).arg(ours)) {
            Ok(()) => "ok",
            Err(error) => {
                eprintln!("{error:#}");
                failed += 1;
                "FAILED"
            }
        };
        let took = start.elapsed().as_secs_f64();
        rows.push(format!("{name:<44} {took:>6.1} s  {verdict}"));
    }

    println!("\n{}", rows.join("\n"));
    ensure!(failed == 0, "{failed} of {} failed", rows.len());
    Ok(())
}

/// The scripts of all crates, less those that none of `names` means.
fn scripts(root: &Path, names: &[String]) -> anyhow::Result<Vec<PathBuf>> {
    let mut scripts = Vec::new();
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path().join("tests/peers");
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let text = path.to_string_lossy();
            let is_meant = names.is_empty() || names.iter().any(|name| text.contains(name));
            if is_meant && (ends(&path, "py") || ends(&path, "cjs")) {
                scripts.push(path);
            }
        }
    }
    scripts.sort();
    Ok(scripts)
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension() == Some(OsStr::new(ending))
}

/// The crate that `script` belongs to: `crates/PACKAGE/tests/peers/SCRIPT`.
fn package(script: &Path) -> Option<&str> {
    script.ancestors().nth(3)?.file_name()?.to_str()
}

/// Builds our side for `package`.
fn ours(package: &str) -> anyhow::Result<PathBuf> {
    let name = format!("{package}-peer");
    let build = ["build", "--quiet", "--locked", "--package", package];
    passes(cargo(&build).args(["--example", &name]))?;
    let program = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(crate::target().join("debug/examples").join(program))
}

/// A virtual environment with the Python SDK.
fn python(folder: &Path) -> anyhow::Result<Interpreter> {
    let venv = folder.join("venv");
    if !venv.exists() {
        passes(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    let scripts = if cfg!(windows) { "Scripts" } else { "bin" };
    let program = venv.join(scripts).join("python");
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    passes(Command::new(&program).args(install).args(PIP))?;
    Ok(Interpreter::Python(program))
}

/// A folder with the Node SDK.
fn node(folder: &Path) -> anyhow::Result<Interpreter> {
    let home = folder.join("npm");
    fs::create_dir_all(&home)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
    passes(Command::new(npm).args(install).arg(&home).args(NPM))?;
    Ok(Interpreter::Node(home.join("node_modules")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_stand_in_the_crate_that_they_test() {
        let scripts = scripts(&crate::root(), &[]).expect("the crates");
        assert!(scripts.len() >= 4, "{scripts:?}");
        for script in scripts {
            let package = package(&script).expect("a crate");
            let ours = script.with_file_name("ours.rs");
            assert!(package.starts_with("lk-") && ours.is_file(), "{script:?}");
        }
    }
}

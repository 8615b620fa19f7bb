//! `cargo xtask codegen`: `proto/` to committed Rust, with no `protoc`: lk-proto's messages and
//! lk-api's clients.
//!
//! protox compiles the schema, prost-build writes the messages of one file at a time: types of
//! other files are external to it, so every domain stands behind its own Cargo feature.

mod clients;
mod domains;
mod json;
mod messages;
mod rpcs;
mod secrets;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use prost::Message;
use prost_types::FileDescriptorSet;

use domains::DOMAINS;
pub(crate) use domains::features;

use crate::tidy::files_below;

/// Flags of `cargo xtask codegen`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail when the committed code differs from what would be generated.
    #[arg(long)]
    check: bool,
    /// Also write the compiled descriptor set to this file.
    #[arg(long, value_name = "FILE")]
    descriptors: Option<PathBuf>,
}

impl Args {
    /// As `codegen --check`.
    pub(crate) fn check() -> Self {
        Self {
            check: true,
            descriptors: None,
        }
    }
}

/// Generated files by path below a crate's `src`.
type Output = BTreeMap<PathBuf, String>;

/// Generates, then writes or compares.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let set = compile()?;
    domains::check_features(&set)?;
    if let Some(path) = &args.descriptors {
        fs::write(path, set.encode_to_vec())?;
    }

    let mut output = Output::new();
    messages::generate(&set, &mut output)?;
    rpcs::generate(&set, &mut output);
    json::generate(&set, &mut output)?;
    secrets::generate(&set, &mut output)?;

    let mut clients = Output::new();
    clients::generate(&set, &mut clients)?;

    for (folder, output) in [
        ("crates/lk-proto/src", &output),
        ("crates/lk-api/src", &clients),
    ] {
        let folder = crate::root().join(folder);
        if args.check {
            compare(&folder, output)?;
        } else {
            write(&folder, output)?;
        }
    }
    Ok(())
}

/// Compiles the schema with comments and imports.
pub(crate) fn compile() -> anyhow::Result<FileDescriptorSet> {
    let proto = crate::root().join("proto");
    let mut compiler = protox::Compiler::new([&proto])?;
    compiler.include_imports(true).include_source_info(true);
    compiler.open_files(DOMAINS.iter().map(|domain| proto.join(domain.file)))?;
    let set = compiler.file_descriptor_set();

    let known = |name: &str| DOMAINS.iter().any(|domain| domain.file == name);
    for path in files_below(&proto)? {
        let name = path
            .strip_prefix(&proto)?
            .to_string_lossy()
            .replace('\\', "/");
        if !known(&name) {
            bail!("proto/{name} has no row in the table of domains");
        }
    }
    Ok(set)
}

fn write(folder: &Path, output: &Output) -> anyhow::Result<()> {
    for stale in stale(folder, output)? {
        fs::remove_file(&stale)?;
    }
    for (path, text) in output {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::write(&path, text)?;
        }
    }
    Ok(())
}

fn compare(folder: &Path, output: &Output) -> anyhow::Result<()> {
    let mut faults: Vec<PathBuf> = stale(folder, output)?;
    for (path, text) in output {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            faults.push(path);
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let list: Vec<_> = faults
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    bail!(
        "not what `cargo xtask codegen` writes:\n  {}",
        list.join("\n  ")
    )
}

/// Files in the generated folder that nothing generates any more.
fn stale(folder: &Path, output: &Output) -> anyhow::Result<Vec<PathBuf>> {
    let generated = folder.join("generated");
    if !generated.exists() {
        return Ok(Vec::new());
    }
    let mut files = files_below(&generated)?;
    files.retain(|path| {
        path.strip_prefix(folder)
            .is_ok_and(|path| !output.contains_key(path))
    });
    Ok(files)
}

//! `cargo xtask layers`: holds the crates to `[workspace.metadata.layers]`.
//!
//! Optional and build dependencies count; dev-dependencies do not, as tests may look sideways.

use std::collections::BTreeMap;

use cargo_metadata::{Dependency, DependencyKind, Metadata, MetadataCommand};

/// Allowed dependencies by crate.
type Layers = BTreeMap<String, Vec<String>>;

/// Fails when a crate depends on one that its row does not name.
pub(crate) fn run() -> anyhow::Result<()> {
    let meta = MetadataCommand::new().no_deps().exec()?;
    let layers = serde_json::from_value(meta.workspace_metadata["layers"].clone())?;
    crate::none("layering", &faults(&meta, &layers))
}

fn faults(meta: &Metadata, layers: &Layers) -> Vec<String> {
    let packages = meta.workspace_packages();
    let mut faults = Vec::new();
    for package in &packages {
        let Some(below) = layers.get(package.name.as_str()) else {
            faults.push(format!(
                "{}: no row in [workspace.metadata.layers]",
                package.name
            ));
            continue;
        };
        let used = package
            .dependencies
            .iter()
            .filter(|dependency| counts(dependency));
        for dependency in used.filter(|dependency| !below.contains(&dependency.name)) {
            faults.push(format!(
                "{} -> {}: not allowed",
                package.name, dependency.name
            ));
        }
    }
    for name in layers.keys().chain(layers.values().flatten()) {
        if !packages.iter().any(|package| package.name == name.as_str()) {
            faults.push(format!(
                "{name}: named in [workspace.metadata.layers], but no crate"
            ));
        }
    }
    faults.dedup();
    faults
}

fn counts(dependency: &Dependency) -> bool {
    dependency.path.is_some() && dependency.kind != DependencyKind::Development
}

//! `cargo xtask surface`: every call of a covered service is a method of lk-api.

use std::fs;

use anyhow::ensure;
use heck::ToSnakeCase;

use crate::{codegen, tidy};

/// Services that lk-api says it covers; the list grows with it.
const COVERED: &[&str] = &["RoomService"];

/// Fails on a call that the schema has and lk-api lacks.
pub(crate) fn run() -> anyhow::Result<()> {
    let mut source = String::new();
    for path in tidy::files_below(&crate::root().join("crates/lk-api/src"))? {
        source.push_str(&fs::read_to_string(path)?);
    }

    let set = codegen::compile()?;
    let mut faults = Vec::new();
    let mut known = 0;
    for service in set.file.iter().flat_map(|file| &file.service) {
        if !COVERED.contains(&service.name()) {
            continue;
        }
        known += 1;
        for method in &service.method {
            let name = method.name().to_snake_case();
            if !source.contains(&format!("pub fn {name}(")) {
                faults.push(format!(
                    "{}/{}: no `pub fn {name}`",
                    service.name(),
                    method.name()
                ));
            }
        }
    }
    ensure!(
        known == COVERED.len(),
        "a covered service is not in the schema: {COVERED:?}"
    );
    crate::none("calls without a method in lk-api", &faults)
}

//! `cargo xtask surface`: every call of the schema is a method of lk-api, with a row in its table
//! of grants.

use std::fs;

use anyhow::ensure;
use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::codegen;

/// Fails on a call that the schema has and lk-api lacks.
pub(crate) fn run() -> anyhow::Result<()> {
    let source = crate::root().join("crates/lk-api/src");
    let grants = fs::read_to_string(source.join("grants.rs"))?;
    let set = codegen::compile()?;
    let mut faults = Vec::new();
    let mut known = 0;
    for service in set.file.iter().flat_map(|file| &file.service) {
        let module = service.name().to_snake_case();
        let client = fs::read_to_string(source.join(format!("generated/{module}.rs")))?;
        // The rows of one service stand between its `mod` and the closing brace.
        let rows = grants
            .split_once(&format!("mod {module} {{"))
            .and_then(|(_, rest)| rest.split_once("\n    }"))
            .map_or("", |(rows, _)| rows);
        for method in &service.method {
            known += 1;
            let name = method.name().to_snake_case();
            let row = method.name().to_upper_camel_case();
            if !client.contains(&format!("pub fn {name}(")) {
                faults.push(format!("{}/{name}: no method", service.name()));
            }
            let is_row = |word: &str| word == row;
            if !rows.split(|c: char| !c.is_alphanumeric()).any(is_row) {
                faults.push(format!("{}/{row}: no grant", service.name()));
            }
        }
    }
    ensure!(known > 0, "the schema has no calls");
    crate::none("calls that lk-api does not make", &faults)
}

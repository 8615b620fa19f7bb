//! `cargo xtask tidy`: the part of the house style that a machine can see.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A longer file holds more than one concept.
const MAX_LINES: usize = 1000;

/// Folders whose files are looked at.
const FOLDERS: &[&str] = &[
    "benches",
    "crates",
    "examples",
    "neighbours",
    "proto",
    "wasm",
    "xtask",
];

/// Words that promise work instead of doing it; joined here so that this file passes.
const FORBIDDEN: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// Fails on a file that breaks a rule.
pub(crate) fn run() -> anyhow::Result<()> {
    let root = crate::root();
    let mut faults = Vec::new();
    for folder in FOLDERS {
        for path in files_below(&root.join(folder))? {
            let name = path
                .strip_prefix(&root)?
                .to_string_lossy()
                .replace('\\', "/");
            if let Some(fault) = fault(&name, &path)? {
                faults.push(format!("{name}: {fault}"));
            }
        }
    }
    for entry in fs::read_dir(&root)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(OsStr::to_str) else {
            continue;
        };
        if path.is_file()
            && let Some(fault) = fault(name, &path)?
        {
            faults.push(format!("{name}: {fault}"));
        }
    }
    for entry in fs::read_dir(root.join("crates"))? {
        let path = entry?.path();
        if path.is_dir() && !path.join("README.md").is_file() {
            faults.push(format!(
                "{}: no README.md",
                path.strip_prefix(&root)?.display()
            ));
        }
    }
    crate::none("untidy", &faults)
}

fn fault(name: &str, path: &Path) -> anyhow::Result<Option<String>> {
    let kind = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    if !matches!(kind, "md" | "proto" | "rs" | "toml") {
        return Ok(None);
    }
    let text = fs::read_to_string(path)?;
    if let Some(word) = FORBIDDEN.iter().find(|word| has_word(&text, word)) {
        return Ok(Some(format!("says {word}")));
    }
    Ok(match kind {
        "md" => link_fault(name, path, &text),
        "rs" => source_fault(name, &text),
        "toml" if name.starts_with("crates/") && name.ends_with("/Cargo.toml") => {
            let inherits = text.contains("[lints]\nworkspace = true");
            (!inherits).then(|| "does not take the workspace's lints".to_owned())
        }
        _ => None,
    })
}

fn source_fault(name: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    let from_readme = "#![doc = include_str!(\"../README.md\")]";
    if name.ends_with("/mod.rs") {
        Some("stands as foo.rs beside foo/".to_owned())
    } else if !text.starts_with("//! ") && !text.starts_with(from_readme) {
        Some("does not open with //!".to_owned())
    } else if lines > MAX_LINES && !name.starts_with("crates/lk-proto/src/generated/") {
        Some(format!("{lines} lines, {MAX_LINES} allowed"))
    } else {
        None
    }
}

/// Links to files lead to one. A crate's README is its documentation too, where there are no files to link to.
fn link_fault(name: &str, path: &Path, text: &str) -> Option<String> {
    let is_documentation = name.starts_with("crates/") && name.ends_with("/README.md");
    let folder = path.parent().unwrap_or(path);
    links(text).find_map(|link| {
        let (file, _) = link.split_once('#').unwrap_or((link, ""));
        let is_file = file.contains('/') || file.ends_with(".md");
        if !is_file || file.contains("://") {
            None
        } else if is_documentation {
            Some(format!("links to the file {file}"))
        } else {
            (!folder.join(file).exists()).then(|| format!("links to {file}, which does not exist"))
        }
    })
}

/// The targets of Markdown's inline links.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1);
    targets.filter_map(|rest| rest.split_once(')').map(|(link, _)| link))
}

fn has_word(text: &str, word: &str) -> bool {
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        apart(text[..at].chars().next_back()) && apart(text[at + word.len()..].chars().next())
    })
}

/// Every file below `folder`, build output and clones aside.
pub(crate) fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_dir() {
            files.push(path);
        } else if !path.ends_with("target") && !path.ends_with("benches/peers") {
            files.extend(files_below(&path)?);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_word_counts_only_when_it_stands_alone() {
        let word = FORBIDDEN[0];
        assert!(has_word(&format!("// {word}: later"), word));
        assert!(!has_word(&format!("MAS{word}N"), word));
    }

    #[test]
    fn a_link_to_a_file_that_is_missing_or_that_documentation_lacks_is_a_fault() {
        let root = crate::root();
        let fault = |name: &str, text: &str| link_fault(name, &root.join(name), text);
        assert!(
            fault(
                "README.md",
                "[a](crates/lk-auth) [b](https://x.test/y) [c](#d)"
            )
            .is_none()
        );
        assert!(fault("README.md", "[a](crates/lk-nothing)").is_some());
        assert!(fault("crates/lk-auth/README.md", "[a](crate::Claims)").is_none());
        assert!(fault("crates/lk-auth/README.md", "[a](../lk-api/README.md)").is_some());
    }

    #[test]
    fn a_source_file_is_refused_without_its_opening_and_past_the_limit() {
        assert!(source_fault("crates/a/src/b.rs", "//! B.\n").is_none());
        assert!(source_fault("crates/a/src/b.rs", "use x;\n").is_some());
        assert!(source_fault("crates/a/src/b/mod.rs", "//! B.\n").is_some());
        assert!(source_fault("crates/a/src/b.rs", &"//! B.\n".repeat(1001)).is_some());
    }
}

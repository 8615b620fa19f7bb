//! Which files of a folder stay out of its archive.
//!
//! Three judges, and what one of them leaves out no other takes back: a list of what never belongs
//! in a build, `.gitignore` by git's rules, and `.dockerignore` by docker's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::SourceError;

/// Tells whether something never goes in, by its name; the `Dockerfile` of the root does.
pub(super) fn is_never_in(inner: &str) -> bool {
    let name = inner.rsplit('/').next().unwrap_or(inner);
    match name {
        "Dockerfile" => inner != name,
        _ => NEVER_IN.contains(&name) || name.starts_with(".env."),
    }
}

/// The `.gitignore` files that reach a folder: its own, and those above it.
///
/// Source: gitignore(5).
pub(super) struct GitRules {
    /// The folder that is packed, by the path that the files' own patterns are held against.
    root: PathBuf,
    /// Outermost first. The innermost that has something to say counts.
    files: Vec<Gitignore>,
}

impl GitRules {
    /// What counts in the folder at `root` before its own file: that of each folder above, up to
    /// the top of the repository, where it is in one.
    pub(super) fn above(root: &Path) -> Result<Self, SourceError> {
        let whole = fs::canonicalize(root).map_err(unreadable(root))?;
        let mut rules = Self {
            files: Vec::new(),
            root: whole.clone(),
        };
        let top = whole.ancestors().position(|one| one.join(".git").exists());
        if let Some(top) = top {
            let mut folders: Vec<_> = whole.ancestors().take(top + 1).collect();
            folders.reverse();
            let exclude = Path::new(".git").join("info").join("exclude");
            rules.files.extend(read(folders[0], &exclude)?);
            for folder in &folders[..folders.len() - 1] {
                rules.files.extend(read(folder, Path::new(NAME))?);
            }
        }
        Ok(rules)
    }

    /// Enters a folder, `""` for the root; returns what [`leave`](Self::leave) wants.
    pub(super) fn enter(&mut self, inner: &str) -> Result<usize, SourceError> {
        let depth = self.files.len();
        let folder = self.root.join(inner);
        self.files.extend(read(&folder, Path::new(NAME))?);
        Ok(depth)
    }

    /// Leaves the folder that was entered last.
    pub(super) fn leave(&mut self, depth: usize) {
        self.files.truncate(depth);
    }

    /// Tells whether something in the folder that was entered last stays out. What lies in a
    /// folder that does is never asked for: git takes nothing back there.
    pub(super) fn exclude(&self, inner: &str, is_folder: bool) -> bool {
        let path = self.root.join(inner);
        let mut verdicts = self
            .files
            .iter()
            .rev()
            .map(|file| file.matched(&path, is_folder));
        verdicts
            .find(|verdict| !verdict.is_none())
            .is_some_and(|verdict| verdict.is_ignore())
    }
}

fn read(folder: &Path, name: &Path) -> Result<Option<Gitignore>, SourceError> {
    let Some(text) = text(&folder.join(name))? else {
        return Ok(None);
    };
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.lines() {
        // Git passes over what is no pattern.
        if let Err(error) = builder.add_line(None, &literal_braces(line)) {
            tracing::debug!(line, %error, "passed over");
        }
    }
    let built = builder.build();
    let built = built.map_err(|error| unreadable(&folder.join(name))(io::Error::other(error)))?;
    Ok(Some(built))
}

/// The rules of `.dockerignore`: of those that match a path or a folder above it, the last counts.
///
/// Source: the reference of `.dockerignore`.
#[derive(Default)]
pub(super) struct DockerRules {
    rules: Vec<(GlobMatcher, bool)>,
    take_back: bool,
}

impl DockerRules {
    /// Reads the file of the folder at `root`, if it has one. A line that is no pattern means the
    /// file of that very name, so that what was to stay out does.
    pub(super) fn read(root: &Path) -> Result<Self, SourceError> {
        let mut rules = Self::default();
        for line in text(&root.join(".dockerignore"))?
            .unwrap_or_default()
            .lines()
        {
            if line.starts_with('#') || rules.add(line).is_ok() {
                continue;
            }
            tracing::warn!(line, "no pattern, taken as a name");
            rules.add(&globset::escape(line.trim()))?;
        }
        Ok(rules)
    }

    /// Adds a line.
    pub(super) fn add(&mut self, line: &str) -> Result<(), SourceError> {
        let line = line.trim();
        let (takes_back, pattern) = match line.strip_prefix('!') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        let pattern = clean(pattern);
        if pattern.is_empty() {
            return Ok(());
        }
        let glob = GlobBuilder::new(&literal_braces(&pattern))
            .literal_separator(true)
            .backslash_escape(true)
            .build()
            .map_err(|error| SourceError::Pattern {
                pattern: line.into(),
                source: error.into(),
            })?;
        self.rules.push((glob.compile_matcher(), takes_back));
        self.take_back |= takes_back;
        Ok(())
    }

    /// Tells whether some rule may take back what lies in a folder that stays out.
    pub(super) fn take_back(&self) -> bool {
        self.take_back
    }

    pub(super) fn exclude(&self, inner: &str) -> bool {
        let ancestors = || {
            let above = inner.match_indices('/').map(|(end, _)| &inner[..end]);
            above.chain([inner])
        };
        let mut is_out = false;
        for (glob, takes_back) in &self.rules {
            if is_out == *takes_back && ancestors().any(|path| glob.is_match(path)) {
                is_out = !takes_back;
            }
        }
        is_out
    }
}

/// A pattern without what a path has to spare, and with `**` as a folder's worth of its own.
fn clean(pattern: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in pattern.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => match part.strip_prefix("**") {
                Some(rest) if !rest.is_empty() => parts.extend(["**", rest]),
                _ => parts.push(part),
            },
        }
    }
    parts.join("/")
}

/// Braces mean themselves in both kinds of file.
fn literal_braces(pattern: &str) -> String {
    let mut literal = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(next) = chars.next() {
        match next {
            '\\' => {
                literal.push(next);
                literal.extend(chars.next());
            }
            '{' | '}' => literal.extend(['\\', next]),
            _ => literal.push(next),
        }
    }
    literal
}

/// What a file holds; `None` where there is none. Bytes that are not text are replaced.
fn text(path: &Path) -> Result<Option<String>, SourceError> {
    match fs::read(path) {
        Ok(bytes) => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            Ok(Some(String::from_utf8_lossy(bytes).into_owned()))
        }
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory => Ok(None),
            _ => Err(unreadable(path)(error)),
        },
    }
}

/// An error about the file or folder at `path`.
pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> SourceError + use<> {
    let path = path.to_owned();
    move |source| SourceError::Unreadable { path, source }
}

const NAME: &str = ".gitignore";

/// Never part of a build, and some of it secret.
const NEVER_IN: &[&str] = &[
    ".dockerignore",
    ".env",
    ".git",
    ".gitignore",
    ".venv",
    "node_modules",
    "venv",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn out(lines: &[&str], path: &str) -> bool {
        let mut rules = DockerRules::default();
        for line in lines {
            rules.add(line).expect("a pattern");
        }
        rules.exclude(path)
    }

    #[test]
    fn dockers_patterns_stand_at_the_root_unless_they_say_otherwise() {
        assert!(out(&["target"], "target") && out(&["target"], "target/x/y"));
        assert!(!out(&["target"], "sub/target") && out(&["**/target"], "sub/target/x"));
        assert!(out(&["/target/"], "target/x") && out(&["./a/*.log"], "a/b.log"));
        assert!(!out(&["*.log"], "a/b.log") && out(&["*.log"], "b.log"));
        assert!(out(&["a?c/[x-z]"], "abc/y") && !out(&["{a,b}"], "a"));
        assert!(out(&["{a}"], "{a}") && out(&["\\{a}"], "{a}"));
        assert!(out(&["a/../b//c"], "b/c") && out(&["**.key"], "x/.key"));
        assert!(!out(&["", "  ", ".", "!"], "x"));
    }

    #[test]
    fn the_last_of_dockers_rules_that_matches_counts() {
        assert!(!out(&["docs", "!docs/README.md"], "docs/README.md"));
        assert!(out(&["docs", "!docs/README.md"], "docs/other.md"));
        assert!(out(&["!docs/README.md", "docs"], "docs/README.md"));
        assert!(out(&["*", "!src", "src/secret"], "src/secret/key"));
        assert!(!out(&["*", "!src", "src/secret"], "src/main.rs"));
    }

    #[test]
    fn what_is_never_in_is_known_by_its_name_wherever_it_is() {
        for inner in [
            ".env",
            "a/.env.local",
            "a/.git",
            "x/y/node_modules",
            "a/Dockerfile",
        ] {
            assert!(is_never_in(inner), "{inner}");
        }
        for inner in [
            "Dockerfile",
            "env",
            ".environment",
            "git",
            "a/Dockerfile.dev",
        ] {
            assert!(!is_never_in(inner), "{inner}");
        }
    }
}

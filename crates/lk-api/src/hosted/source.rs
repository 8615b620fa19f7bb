//! The source of an agent, packed for its build.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use globset::{GlobBuilder, GlobMatcher};

/// The source of an agent as a compressed archive (`tar.gz`), ready to be uploaded.
///
/// What the folder's `.gitignore` and `.dockerignore` name stays out, by the rules of the latter,
/// and so do folders of version control, installed packages and virtual environments, and `.env`
/// files, wherever they are. The `Dockerfile` is always in.
#[derive(Clone)]
pub struct AgentSource {
    archive: Bytes,
    files: usize,
}

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// A file or folder cannot be read.
    #[error("cannot read {path}", path = .path.display())]
    #[non_exhaustive]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A line of an ignore file, or a pattern that was given, is none.
    #[error("{pattern:?} is not a pattern")]
    #[non_exhaustive]
    Pattern {
        /// The line.
        pattern: Box<str>,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The archive has more bytes than it may.
    #[error("archive of the source is larger than {0} bytes")]
    TooLarge(usize),
}

impl AgentSource {
    /// Packs the folder at `path`. It blocks: from a task, use `spawn_blocking`.
    ///
    /// Links are kept as links, and nothing that is neither file, folder nor link goes in.
    ///
    /// # Errors
    ///
    /// [`SourceError`] when something cannot be read, an ignore file holds what is no pattern, or
    /// the archive would have more than 1 GiB.
    pub fn pack(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        Self::pack_without(path, &[])
    }

    /// The same, without what `patterns` name as lines of a `.dockerignore` do.
    ///
    /// # Errors
    ///
    /// As [`pack`](Self::pack).
    pub fn pack_without(path: impl AsRef<Path>, patterns: &[&str]) -> Result<Self, SourceError> {
        let root = path.as_ref();
        let mut rules = Rules::default();
        for pattern in patterns.iter().chain(ALWAYS_OUT) {
            rules.add(pattern)?;
        }
        for name in [".gitignore", ".dockerignore"] {
            match fs::read_to_string(root.join(name)) {
                Ok(text) => text.lines().try_for_each(|line| rules.add(line))?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => {
                    let path = root.join(name);
                    return Err(SourceError::Unreadable { path, source });
                }
            }
        }
        let sink = Bounded {
            bytes: Vec::new(),
            is_full: false,
        };
        let mut packing = Packing {
            root,
            rules,
            archive: tar::Builder::new(GzEncoder::new(sink, Compression::default())),
            files: 0,
        };
        packing.archive.follow_symlinks(false);
        packing.folder("")?;
        packing.finish()
    }

    /// The archive.
    pub fn archive(&self) -> &Bytes {
        &self.archive
    }

    /// How many files are in it.
    pub fn files(&self) -> usize {
        self.files
    }
}

impl std::fmt::Debug for AgentSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgentSource")
            .field("files", &self.files)
            .field("bytes", &self.archive.len())
            .finish()
    }
}

struct Packing<'p> {
    root: &'p Path,
    rules: Rules,
    archive: tar::Builder<GzEncoder<Bounded>>,
    files: usize,
}

impl Packing<'_> {
    /// Packs what is in the folder `below` the root, in the order of the names.
    fn folder(&mut self, below: &str) -> Result<(), SourceError> {
        let folder = self.root.join(below);
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| SourceError::Unreadable { path, source }
        };
        let mut entries = fs::read_dir(&folder)
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(unreadable(&folder))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let kind = entry.file_type().map_err(unreadable(&path))?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                let source = io::Error::new(io::ErrorKind::InvalidData, "name is not UTF-8");
                return Err(SourceError::Unreadable { path, source });
            };
            let inner = match below {
                "" => name.to_owned(),
                _ => format!("{below}/{name}"),
            };
            let is_out = inner != "Dockerfile" && self.rules.exclude(&inner);
            if kind.is_dir() {
                // A later rule may take back what lies in a folder that is out.
                if !is_out {
                    self.add(&path, &inner)?;
                }
                if !is_out || self.rules.take_back {
                    self.folder(&inner)?;
                }
            } else if !is_out && (kind.is_file() || kind.is_symlink()) {
                self.add(&path, &inner)?;
                self.files += 1;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, inner: &str) -> Result<(), SourceError> {
        self.archive
            .append_path_with_name(path, inner)
            .map_err(|source| self.failed(path, source))
    }

    fn failed(&self, path: &Path, source: io::Error) -> SourceError {
        if self.archive.get_ref().get_ref().is_full {
            return SourceError::TooLarge(MAX_ARCHIVE);
        }
        let path = path.to_owned();
        SourceError::Unreadable { path, source }
    }

    fn finish(mut self) -> Result<AgentSource, SourceError> {
        // Writing to memory fails only where there is too much of it.
        let too_large = |_| SourceError::TooLarge(MAX_ARCHIVE);
        self.archive.finish().map_err(too_large)?;
        let gzip = self.archive.into_inner().map_err(too_large)?;
        let sink = gzip.finish().map_err(too_large)?;
        Ok(AgentSource {
            archive: sink.bytes.into(),
            files: self.files,
        })
    }
}

/// Which paths stay out: of the rules that match a path or a folder above it, the last counts.
#[derive(Default)]
struct Rules {
    rules: Vec<(GlobMatcher, bool)>,
    /// Some rule takes something back.
    take_back: bool,
}

impl Rules {
    /// Adds a line of an ignore file. Source: the reference of `.dockerignore`.
    fn add(&mut self, line: &str) -> Result<(), SourceError> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let (takes_back, pattern) = match line.strip_prefix('!') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        let pattern = pattern.trim_start_matches("./").trim_matches('/');
        if pattern.is_empty() || pattern == "." {
            return Ok(());
        }
        // Braces mean themselves there.
        let escaped = pattern.replace('{', "[{]").replace('}', "[}]");
        let glob = GlobBuilder::new(&escaped)
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

    fn exclude(&self, path: &str) -> bool {
        let ancestors = || {
            let above = path.match_indices('/').map(|(end, _)| &path[..end]);
            above.chain([path])
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

/// Memory that is not grown without bound.
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_ARCHIVE {
            self.is_full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Never part of a build, and some of it secret.
const ALWAYS_OUT: &[&str] = &[
    "**/Dockerfile",
    "**/.dockerignore",
    "**/.gitignore",
    "**/.git",
    "**/node_modules",
    "**/.env",
    "**/.env.*",
    "**/.venv",
    "**/venv",
];

const MAX_ARCHIVE: usize = 1 << 30;

#[cfg(test)]
mod tests {
    use super::*;

    fn out(lines: &[&str], path: &str) -> bool {
        let mut rules = Rules::default();
        for line in lines {
            rules.add(line).expect("a pattern");
        }
        rules.exclude(path)
    }

    #[test]
    fn patterns_stand_at_the_root_unless_they_say_otherwise() {
        assert!(out(&["target"], "target") && out(&["target"], "target/x/y"));
        assert!(!out(&["target"], "sub/target") && out(&["**/target"], "sub/target/x"));
        assert!(out(&["/target/"], "target/x") && out(&["./a/*.log"], "a/b.log"));
        assert!(!out(&["*.log"], "a/b.log") && out(&["*.log"], "b.log"));
        assert!(out(&["a?c/[x-z]"], "abc/y") && !out(&["{a,b}"], "a") && out(&["{a}"], "{a}"));
        assert!(!out(&["# x", "", "  ", "."], "# x"));
    }

    #[test]
    fn the_last_rule_that_matches_counts() {
        assert!(!out(&["docs", "!docs/README.md"], "docs/README.md"));
        assert!(out(&["docs", "!docs/README.md"], "docs/other.md"));
        assert!(out(&["!docs/README.md", "docs"], "docs/README.md"));
        assert!(out(&["*", "!src", "src/secret"], "src/secret/key"));
        assert!(!out(&["*", "!src", "src/secret"], "src/main.rs"));
    }
}

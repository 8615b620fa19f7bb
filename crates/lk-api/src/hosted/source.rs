//! The source of an agent, packed for its build.

mod rules;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};

use self::rules::{DockerRules, GitRules, is_never_in, unreadable};

/// The source of an agent as a compressed archive (`tar.gz`), ready to be uploaded.
///
/// What stays out, whatever else takes it back:
/// - `.env` files (`.env.*` too), `.git`, `node_modules`, `.venv` and `venv`, wherever they are;
/// - what git ignores, by git's rules: the `.gitignore` of each folder, those above it up to the
///   top of the repository, and its `.git/info/exclude`;
/// - what the folder's `.dockerignore` names, by docker's rules.
///
/// The `Dockerfile` of the folder itself is always in. The Go SDK reads both ignore files by
/// docker's rules, where `*.pem` leaves `certs/server.pem` in.
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
    /// A pattern that was given is none.
    #[error("{pattern:?} is not a pattern")]
    #[non_exhaustive]
    Pattern {
        /// The pattern.
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
    /// Links are kept as links, and nothing that is neither file, folder nor link goes in. A line
    /// of `.gitignore` that is no pattern is passed over, one of `.dockerignore` taken as a name.
    ///
    /// # Errors
    ///
    /// [`SourceError`] when something cannot be read, or the archive would have more than 1 GiB.
    pub fn pack(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        Self::pack_without(path, &[])
    }

    /// The same, without what `patterns` name as lines of a `.dockerignore` do; they count after
    /// its own.
    ///
    /// # Errors
    ///
    /// As [`pack`](Self::pack), and [`SourceError::Pattern`].
    pub fn pack_without(path: impl AsRef<Path>, patterns: &[&str]) -> Result<Self, SourceError> {
        let root = path.as_ref();
        let mut docker = DockerRules::read(root)?;
        for pattern in patterns {
            docker.add(pattern)?;
        }
        let sink = Bounded {
            bytes: Vec::new(),
            is_full: false,
        };
        let mut packing = Packing {
            root,
            git: GitRules::above(root)?,
            docker,
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
    git: GitRules,
    docker: DockerRules,
    archive: tar::Builder<GzEncoder<Bounded>>,
    files: usize,
}

impl Packing<'_> {
    /// Packs what is in the folder `below` the root, in the order of the names.
    fn folder(&mut self, below: &str) -> Result<(), SourceError> {
        let depth = self.git.enter(below)?;
        let folder = self.root.join(below);
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
            let is_folder = kind.is_dir();
            let is_dockerfile = inner == "Dockerfile";
            if is_never_in(&inner) || (!is_dockerfile && self.git.exclude(&inner, is_folder)) {
                continue;
            }
            let is_out = !is_dockerfile && self.docker.exclude(&inner);
            if is_folder {
                // A later rule may take back what lies in a folder that is out.
                if !is_out {
                    self.add(&path, &inner)?;
                }
                if !is_out || self.docker.take_back() {
                    self.folder(&inner)?;
                }
            } else if !is_out && (kind.is_file() || kind.is_symlink()) {
                self.add(&path, &inner)?;
                self.files += 1;
            }
        }
        self.git.leave(depth);
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
        unreadable(path)(source)
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

const MAX_ARCHIVE: usize = 1 << 30;

//! Replays the fuzzers' corpora.

use std::fs;
use std::path::Path;

use crate::targets;

#[test]
fn the_corpus_is_read_without_a_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for file in fs::read_dir(root.join("corpus/description"))
        .expect("corpus")
        .flatten()
    {
        targets::description(&fs::read(file.path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 10);
    for folder in fs::read_dir(root.join("tests/vectors"))
        .expect("vectors")
        .flatten()
    {
        for file in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            targets::description(&fs::read(file.path()).expect("bytes"));
        }
    }
}

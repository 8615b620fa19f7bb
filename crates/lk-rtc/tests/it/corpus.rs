//! Replays the fuzzer's corpus.

use std::fs;
use std::path::Path;

use crate::targets;

#[test]
fn the_corpus_is_taken_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/engine");
    let mut count = 0;
    for file in fs::read_dir(folder).expect("corpus").flatten() {
        targets::engine(&fs::read(file.path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 5, "{count} files");
}

//! Replays what the fuzzer is started with, and what it found.

use std::path::Path;

use crate::targets;

#[test]
fn the_corpus_is_received_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/receive");
    let mut count = 0;
    for file in std::fs::read_dir(folder).expect("a corpus") {
        targets::receive(&std::fs::read(file.expect("a file").path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 10);
}

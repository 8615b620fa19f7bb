//! Replays what the fuzzer is started with, and what it found.

use std::path::Path;

use crate::targets;
use crate::vectors::{cases, text};

#[test]
fn the_corpus_is_read_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/token");
    let mut count = 0;
    for file in std::fs::read_dir(folder).expect("a corpus") {
        targets::token(&std::fs::read(file.expect("a file").path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 10);
    for case in cases("tokens.json").iter().chain(&cases("verify.json")) {
        targets::token(text(case, "token").as_bytes());
    }
}

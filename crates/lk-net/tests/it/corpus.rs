//! Replays the fuzzer's corpus.

use std::path::Path;

use crate::targets;

#[test]
fn every_corpus_is_survived() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/regions");
    let mut files = 0;
    for entry in std::fs::read_dir(corpus).expect("a corpus") {
        let path = entry.expect("an entry").path();
        targets::regions(&std::fs::read(path).expect("a file"));
        files += 1;
    }
    assert!(files > 0, "there is a corpus");
}

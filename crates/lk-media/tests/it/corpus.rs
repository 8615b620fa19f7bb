//! Replays what the fuzzer is started with, and what it found.

use std::path::Path;

use crate::{codec_targets, container_targets, targets};

#[test]
fn every_corpus_is_survived() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let targets = [
        &targets::TARGETS[..],
        &codec_targets::TARGETS,
        &container_targets::TARGETS,
    ];
    for &(name, target) in targets.into_iter().flatten() {
        let mut files = 0;
        for entry in std::fs::read_dir(corpus.join(name)).unwrap() {
            target(&std::fs::read(entry.unwrap().path()).unwrap());
            files += 1;
        }
        assert!(files > 0, "{name} has a corpus");
    }
}

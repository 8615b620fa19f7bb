//! Minting and verifying a join token. `cargo bench --bench token`
//!
//! `kept` is a key that is kept between tokens, as a backend would; `fresh` makes it anew for each token, as
//! `livekit-api` always does. `floor` is what the work cannot do without: one HMAC-SHA-256 over what the token
//! signs, with a key that is ready and with one that is not.

use std::hint::black_box;

use backend::{SECRET, key, ours, ours_fresh, ours_full, peers, peers_full, verifiers};
use criterion::{Criterion, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit as _, Mac as _};
use livekit_api::access_token as peer;
use lk_auth::Claims;
use sha2::Sha256;

fn mint(c: &mut Criterion) {
    let key = key();
    let mut group = c.benchmark_group("mint");
    group.bench_function("small/lk-auth kept", |b| b.iter(|| ours(&key)));
    group.bench_function("small/lk-auth fresh", |b| b.iter(ours_fresh));
    group.bench_function("small/livekit-api", |b| b.iter(peers));
    group.bench_function("full/lk-auth kept", |b| b.iter(|| ours_full(&key)));
    group.bench_function("full/livekit-api", |b| b.iter(peers_full));
    group.finish();
}

fn verify(c: &mut Criterion) {
    let (ours, theirs) = verifiers();
    for (size, token) in tokens() {
        let (head, signature) = token.rsplit_once('.').expect("three parts");
        let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
        let mut group = c.benchmark_group(format!("verify/{size}"));
        group.bench_function("lk-auth", |b| {
            b.iter(|| ours.verify(black_box(&token)).expect("true"));
        });
        group.bench_function("livekit-api", |b| {
            b.iter(|| theirs.verify(black_box(&token)).expect("true"));
        });
        group.bench_function("forged/lk-auth", |b| {
            b.iter(|| ours.verify(black_box(&forged)).expect_err("forged"));
        });
        group.bench_function("forged/livekit-api", |b| {
            b.iter(|| theirs.verify(black_box(&forged)).expect_err("forged"));
        });
        group.bench_function("unverified/lk-auth", |b| {
            b.iter(|| Claims::from_unverified(black_box(&token)).expect("claims"));
        });
        group.bench_function("unverified/livekit-api", |b| {
            b.iter(|| peer::Claims::from_unverified(black_box(&token)).expect("claims"));
        });
        group.finish();
    }
}

fn floor(c: &mut Criterion) {
    let kept = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    for (size, token) in tokens() {
        let message = token.rsplit_once('.').expect("three parts").0;
        let mut group = c.benchmark_group(format!("floor/{size} {} B", message.len()));
        group.bench_function("kept", |b| {
            b.iter(|| kept.clone().chain_update(black_box(message)).finalize());
        });
        group.bench_function("fresh", |b| {
            b.iter(|| {
                let key = Hmac::<Sha256>::new_from_slice(black_box(SECRET.as_bytes()));
                key.expect("a key")
                    .chain_update(black_box(message))
                    .finalize()
            });
        });
        group.finish();
    }
}

fn tokens() -> [(&'static str, String); 2] {
    [("small", ours(&key())), ("full", ours_full(&key()))]
}

criterion_group!(benches, mint, verify, floor);
criterion_main!(benches);

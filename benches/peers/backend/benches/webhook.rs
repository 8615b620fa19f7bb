//! Receiving a webhook: verify, hash, decode. `cargo bench --bench webhook`
//!
//! `floor` is what the work cannot do without: the signature of the token and the hash of the body.

use std::hint::black_box;

use backend::{SECRET, receivers, webhooks};
use criterion::{Criterion, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit as _, Mac as _};
use lk_proto::{WebhookEvent, json};
use sha2::{Digest as _, Sha256};

fn receive(c: &mut Criterion) {
    let (ours, theirs) = receivers();
    let kept = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    for (name, body, token) in webhooks() {
        let signed = token.rsplit_once('.').expect("three parts").0;
        let mut group = c.benchmark_group(format!("webhook/{name} {} B", body.len()));
        group.bench_function("lk-webhook", |b| {
            b.iter(|| {
                let token = black_box(token.as_str());
                ours.receive(black_box(body.as_bytes()), token)
                    .expect("an event")
            });
        });
        group.bench_function("livekit-api", |b| {
            b.iter(|| {
                let token = black_box(token.as_str());
                theirs.receive(black_box(&body), token).expect("an event")
            });
        });
        group.bench_function("decode/lk-proto", |b| {
            b.iter(|| {
                let body = black_box(body.as_bytes());
                json::from_slice::<WebhookEvent>(body).expect("an event")
            });
        });
        group.bench_function("floor", |b| {
            b.iter(|| {
                let mac = kept.clone().chain_update(black_box(signed)).finalize();
                (mac, Sha256::digest(black_box(&body)))
            });
        });
        group.finish();
    }
}

criterion_group!(benches, receive);
criterion_main!(benches);

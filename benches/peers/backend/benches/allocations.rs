//! How often each call asks for memory. `cargo bench --bench allocations`
//!
//! Apart from the timed benchmarks, since counting costs time.
#![allow(clippy::print_stdout)]

use std::hint::black_box;

use backend::{
    key, ours, ours_fresh, ours_full, peers, peers_full, receivers, verifiers, webhooks,
};

fn main() {
    let key = key();
    count("mint/small/lk-auth kept", || ours(&key));
    count("mint/small/lk-auth fresh", ours_fresh);
    count("mint/small/livekit-api", peers);
    count("mint/full/lk-auth kept", || ours_full(&key));
    count("mint/full/livekit-api", peers_full);

    let (verifier, peers_verifier) = verifiers();
    for (size, token) in [("small", ours(&key)), ("full", ours_full(&key))] {
        count(&format!("verify/{size}/lk-auth"), || {
            verifier.verify(&token)
        });
        count(&format!("verify/{size}/livekit-api"), || {
            peers_verifier.verify(&token)
        });
    }

    let (receiver, peers_receiver) = receivers();
    for (name, body, token) in webhooks() {
        count(&format!("webhook/{name}/lk-webhook"), || {
            receiver.receive(body.as_bytes(), token.as_str())
        });
        count(&format!("webhook/{name}/livekit-api"), || {
            peers_receiver.receive(&body, &token)
        });
    }
}

fn count<T>(name: &str, call: impl Fn() -> T) {
    // The first call also fills what is made once.
    drop(black_box(call()));
    let count = allocation_counter::measure(|| drop(black_box(call())));
    println!(
        "{name}: {} allocations, {} B",
        count.count_total, count.bytes_total
    );
}

//! Calls per second against the dev server, with 1, 16 and 256 in flight.

use std::hint::black_box;
use std::time::{Duration, Instant};

use api::{call_ours, call_peers, ours, peers, runtime, server};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use futures_util::StreamExt as _;
use futures_util::stream;

/// How long `count` calls take with `width` of them in flight.
async fn run<F: Future<Output = ()>>(count: u64, width: usize, call: impl Fn() -> F) -> Duration {
    let start = Instant::now();
    let mut calls = stream::iter(0..count)
        .map(|_| call())
        .buffer_unordered(width);
    while let Some(done) = calls.next().await {
        black_box(done);
    }
    start.elapsed()
}

fn throughput(criterion: &mut Criterion) {
    let url = server();
    let runtime = runtime();
    let (ours, peers) = runtime.block_on(async { (ours(&url), peers(&url)) });
    let mut group = criterion.benchmark_group("calls");
    group.throughput(Throughput::Elements(1));
    for width in [1, 16, 256] {
        group.bench_function(BenchmarkId::new("lk-api", width), |bencher| {
            bencher.iter_custom(|count| runtime.block_on(run(count, width, || call_ours(&ours))));
        });
        group.bench_function(BenchmarkId::new("livekit-api", width), |bencher| {
            bencher.iter_custom(|count| runtime.block_on(run(count, width, || call_peers(&peers))));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).measurement_time(Duration::from_secs(5));
    targets = throughput
}
criterion_main!(benches);

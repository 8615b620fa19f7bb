//! Allocations of one call on a warm connection, client side: not timed, only counted.

use allocation_counter::measure;
use api::{call_ours, call_peers, ours, peers, runtime, server};

fn main() {
    let url = server();
    let runtime = runtime();
    let (ours, peers) = runtime.block_on(async { (ours(&url), peers(&url)) });
    let count = |name: &str, call: &dyn Fn()| {
        for _ in 0..10 {
            call();
        }
        let counted = measure(|| (0..100).for_each(|_| call()));
        println!(
            "{name}: {:.1} allocations, {:.0} bytes a call",
            counted.count_total as f64 / 100.0,
            counted.bytes_total as f64 / 100.0,
        );
    };
    count("lk-api", &|| runtime.block_on(call_ours(&ours)));
    count("livekit-api", &|| runtime.block_on(call_peers(&peers)));
}

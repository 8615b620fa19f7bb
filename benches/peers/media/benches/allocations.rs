//! How often each asks for memory for one frame. `cargo bench --bench allocations`
//!
//! Apart from the timed benchmarks, since counting costs time.

use std::hint::black_box;

use lk_media::{Depacketizer, Packetizer};
use media::{MAX_PAYLOAD, buffers, frames, row, str0m_packetizer, webrtc_payloader};

fn main() {
    for (codec, size, frame) in frames() {
        let row = row(codec, size, &frame);
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        let mut buffers = buffers(codec, &frame);
        count(&format!("packetize/{row}/lk-media copy"), || {
            let payloads = packetizer.packetize(&frame).expect("a frame");
            for (payload, buffer) in payloads.zip(&mut buffers) {
                black_box(payload.copy_to_slice(buffer));
            }
        });
        if let Some(mut payloader) = webrtc_payloader(codec) {
            count(&format!("packetize/{row}/webrtc-rs"), || {
                payloader.payload(MAX_PAYLOAD, &frame)
            });
        }
        if let Some(mut packetizer) = str0m_packetizer(codec) {
            count(&format!("packetize/{row}/str0m"), || {
                packetizer.packetize(MAX_PAYLOAD, &frame)
            });
        }
        let payloads: Vec<_> = Packetizer::new(codec, MAX_PAYLOAD)
            .packetize(&frame)
            .expect("a frame")
            .map(|payload| payload.to_bytes())
            .collect();
        let depacketizer = Depacketizer::new(codec);
        count(&format!("depacketize/{row}/lk-media"), || {
            depacketizer.assemble(payloads.iter())
        });
    }
}

fn count<T>(name: &str, mut call: impl FnMut() -> T) {
    // The first call also fills what is made once.
    drop(black_box(call()));
    let count = allocation_counter::measure(|| drop(black_box(call())));
    println!(
        "{name}: {} allocations, {} B",
        count.count_total, count.bytes_total
    );
}

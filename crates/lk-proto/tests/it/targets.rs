//! What the fuzzer and the property tests run, and the replay of the corpus.

use lk_proto::json::{self, Dialect, JsonMessage};
use lk_proto::{DataPacket, EgressInfo, SignalRequest, SignalResponse, WebhookEvent, agent};

/// Any text is read or refused; what is read is written, in both dialects, so that it reads as a message as long, and
/// is then written the same.
pub(crate) fn json(text: &[u8]) {
    survives::<WebhookEvent>(text);
    survives::<SignalRequest>(text);
    survives::<SignalResponse>(text);
    survives::<DataPacket>(text);
    survives::<EgressInfo>(text);
    survives::<agent::DebugMessage>(text);
}

pub(crate) fn survives<M: JsonMessage>(text: &[u8]) {
    let Ok(message) = json::from_slice::<M>(text) else {
        return;
    };
    for dialect in [Dialect::Camel, Dialect::Twirp] {
        let written = json::to_vec(&message, dialect);
        let again: M = json::from_slice(&written).expect("what was written reads");
        assert_eq!(again.encoded_len(), message.encoded_len());
        // Messages are not compared as they are (a float may be NaN, which is not even equal to itself), nor is text:
        // maps have no order.
        let value = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(&json::to_vec(&again, dialect)), value(&written));
    }
}

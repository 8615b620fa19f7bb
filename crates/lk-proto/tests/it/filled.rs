//! Messages with every field set decode whole.

use lk_proto::json::{Dialect, filled, to_vec};
use lk_proto::rpc::Rpc;
use prost::Message as _;

#[test]
fn every_field_of_every_call_survives_decoding() {
    let mut checked = 0;
    macro_rules! check {
        ($($service:ident::$rpc:ident)+) => {$(
            check!(@message <lk_proto::rpc::$service::$rpc as Rpc>::Request);
            check!(@message <lk_proto::rpc::$service::$rpc as Rpc>::Response);
        )+};
        (@message $message:ty) => {
            let wire = filled::<$message>();
            let message = <$message>::decode(&wire[..]).expect("a message");
            assert_eq!(message.encode_to_vec().len(), wire.len(), "{}", stringify!($message));
            let json: serde_json::Value =
                serde_json::from_slice(&to_vec(&message, Dialect::Camel)).expect("JSON");
            assert!(json.is_object());
            checked += 1;
        };
    }
    lk_proto::for_each_rpc!(check);
    assert_eq!(checked, 2 * lk_proto::rpc::RPCS.len());
}

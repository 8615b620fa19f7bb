//! Every call of the schema: reading its request and making up its answer.

use lk_proto::{
    json::{self, Dialect, JsonMessage},
    rpc::{self, Rpc},
};
use serde_json::Value;

/// What the mock knows of one call.
#[derive(Clone, Copy)]
pub(super) struct Known {
    read: fn(&[u8], bool) -> Value,
    write: fn(&Value, Option<&Value>, bool) -> Vec<u8>,
}

impl Known {
    /// The call at a path.
    pub(super) fn at(path: &str) -> Option<Self> {
        macro_rules! rows {
            ($($service:ident::$rpc:ident)+) => {
                match path {
                    $( <rpc::$service::$rpc as Rpc>::PATH => Some(Self::of::<rpc::$service::$rpc>()), )+
                    _ => None,
                }
            };
        }
        lk_proto::for_each_rpc!(rows)
    }

    fn of<R>() -> Self
    where
        R: Rpc<Request: JsonMessage, Response: JsonMessage>,
    {
        Self {
            read: read::<R::Request>,
            write: write::<R::Response>,
        }
    }

    /// What was sent, as JSON; what cannot be read counts as nothing sent.
    pub(super) fn read(self, body: &[u8], is_json: bool) -> Value {
        (self.read)(body, is_json)
    }

    /// The answer to `request`: the one `given`, or one with every field set.
    pub(super) fn write(self, request: &Value, given: Option<&Value>, is_json: bool) -> Vec<u8> {
        (self.write)(request, given, is_json)
    }
}

fn read<M: JsonMessage>(body: &[u8], is_json: bool) -> Value {
    let message = if is_json {
        json::from_slice(body).unwrap_or_default()
    } else {
        M::decode(body).unwrap_or_default()
    };
    to_value(&message)
}

fn write<M: JsonMessage>(request: &Value, given: Option<&Value>, is_json: bool) -> Vec<u8> {
    let given = given.and_then(|given| json::from_slice(given.to_string().as_bytes()).ok());
    let message: M = given.unwrap_or_else(|| made_up(request));
    if is_json {
        json::to_vec(&message, Dialect::Twirp)
    } else {
        message.encode_to_vec()
    }
}

/// Every field set; those that the request has, too, as it has them.
fn made_up<M: JsonMessage>(request: &Value) -> M {
    let filled = M::decode(&json::filled::<M>()[..]).unwrap_or_default();
    let mut answer = to_value(&filled);
    if let (Value::Object(answer), Value::Object(request)) = (&mut answer, request) {
        for (name, value) in request {
            let is_plain = |value: &Value| !value.is_object() && !value.is_array();
            if let Some(field) = answer.get_mut(name)
                && is_plain(field)
                && is_plain(value)
            {
                *field = value.clone();
            }
        }
    }
    json::from_slice(answer.to_string().as_bytes()).unwrap_or(filled)
}

fn to_value<M: JsonMessage>(message: &M) -> Value {
    serde_json::from_slice(&json::to_vec(message, Dialect::Camel)).unwrap_or(Value::Null)
}

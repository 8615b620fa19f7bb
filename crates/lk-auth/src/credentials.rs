//! Storage credentials in a room configuration. A token is readable by whoever holds it, so a
//! secret inside is a secret told.

use serde_json::Value;

/// Where a credential stands in a room configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmbeddedCredential {
    /// The secret, session token or proxy password of an S3 upload.
    S3,
    /// The credentials or proxy password of a Google Cloud Storage upload.
    Gcp,
    /// The account key of an Azure upload.
    Azure,
    /// The secret of an Alibaba OSS upload.
    AliOss,
    /// A stream output, whose URLs carry stream keys.
    StreamOutput,
}

impl EmbeddedCredential {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Gcp => "gcp",
            Self::Azure => "azure",
            Self::AliOss => "aliOSS",
            Self::StreamOutput => "stream output",
        }
    }
}

/// Returns the first credential in the room configuration `config`.
///
/// Walks all of it: files, segments, images, and outputs that do not exist yet.
pub(crate) fn find(config: &Value) -> Option<EmbeddedCredential> {
    match config {
        Value::Object(members) => members
            .iter()
            .find_map(|(name, value)| found_in_member(name, value).or_else(|| find(value))),
        Value::Array(items) => items.iter().find_map(find),
        _ => None,
    }
}

fn found_in_member(name: &str, value: &Value) -> Option<EmbeddedCredential> {
    use EmbeddedCredential as E;
    let (kind, secrets): (E, &[&str]) = match name {
        "s3" => (E::S3, &["secret", "sessionToken", "session_token"]),
        "gcp" => (E::Gcp, &["credentials"]),
        "azure" => (E::Azure, &["accountKey", "account_key"]),
        "aliOSS" | "ali_oss" | "aliOss" => (E::AliOss, &["secret"]),
        "streamOutputs" | "stream_outputs" | "stream" => {
            return is_filled(value).then_some(E::StreamOutput);
        }
        _ => return None,
    };
    let password = value.get("proxy").and_then(|proxy| proxy.get("password"));
    let mut held = secrets
        .iter()
        .filter_map(|secret| value.get(secret))
        .chain(password);
    held.any(is_filled).then_some(kind)
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn credentials_are_found_in_every_kind_of_output() {
        let s3 = json!({"s3": {"secret": "x"}});
        for (config, expected) in [
            (
                json!({"egress": {"room": {"fileOutputs": [s3]}}}),
                EmbeddedCredential::S3,
            ),
            (
                json!({"egress": {"room": {"imageOutputs": [s3]}}}),
                EmbeddedCredential::S3,
            ),
            (
                json!({"egress": {"room": {"someFutureOutputs": [s3]}}}),
                EmbeddedCredential::S3,
            ),
            (
                json!({"egress": {"tracks": {"gcp": {"credentials": "{}"}}}}),
                EmbeddedCredential::Gcp,
            ),
            (
                json!({"egress": {"participant": {"segment_outputs": [{"azure": {"account_key": "k"}}]}}}),
                EmbeddedCredential::Azure,
            ),
            (
                json!({"egress": {"tracks": {"aliOSS": {"secret": "k"}}}}),
                EmbeddedCredential::AliOss,
            ),
            (
                json!({"egress": {"tracks": {"gcp": {"proxy": {"password": "k"}}}}}),
                EmbeddedCredential::Gcp,
            ),
            (
                json!({"egress": {"room": {"streamOutputs": [{"urls": ["rtmp://x/key"]}]}}}),
                EmbeddedCredential::StreamOutput,
            ),
        ] {
            assert_eq!(find(&config), Some(expected), "{config}");
        }
    }

    #[test]
    fn a_configuration_without_secrets_passes() {
        let config = json!({
            "agents": [{"agentName": "a"}],
            "egress": {"room": {"fileOutputs": [{"filepath": "f", "s3": {"bucket": "b", "secret": ""}}],
                "streamOutputs": []}},
        });
        assert_eq!(find(&config), None);
    }
}

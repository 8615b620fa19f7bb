//! Where a verifier finds the keys of an issuer.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::Value;

use crate::key::ApiKey;

/// Finds the keys that may have signed a token.
///
/// [`ApiKey`] is a provider of itself, [`KeyMap`] of many, [`KeyFn`] of whatever a closure finds.
pub trait KeyProvider: Send + Sync {
    /// The keys named `issuer`; none when it is unknown, several while one is being replaced.
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]>;
}

impl KeyProvider for ApiKey {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Borrowed(if issuer == self.id() {
            std::slice::from_ref(self)
        } else {
            &[]
        })
    }
}

impl<P: KeyProvider + ?Sized> KeyProvider for Arc<P> {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        (**self).keys(issuer)
    }
}

/// A provider made of a closure from issuer to keys.
///
/// ```
/// use lk_auth::{ApiKey, KeyFn, TokenVerifier};
///
/// let verifier = TokenVerifier::new(KeyFn(|issuer: &str| match issuer {
///     "devkey" => vec![ApiKey::new("devkey", "secret")],
///     _ => vec![],
/// }));
/// # let _ = verifier;
/// ```
pub struct KeyFn<F>(pub F);

impl<F: Fn(&str) -> Vec<ApiKey> + Send + Sync> KeyProvider for KeyFn<F> {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Owned((self.0)(issuer))
    }
}

impl<F> fmt::Debug for KeyFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyFn")
    }
}

/// Keys by name. Adding a name twice keeps both secrets, so that one can replace the other.
///
/// Parsed from what the server takes as its key file, or from the same as JSON:
///
/// ```
/// use lk_auth::KeyMap;
///
/// let yaml: KeyMap = "devkey: secret\n# next month's\nother: \"other secret\"".parse()?;
/// let json: KeyMap = r#"{"devkey": ["secret", "its successor"]}"#.parse()?;
/// assert_eq!((yaml.len(), json.len()), (2, 1));
/// # Ok::<(), lk_auth::KeyFileError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct KeyMap(HashMap<Box<str>, Vec<ApiKey>>);

impl KeyMap {
    /// No keys yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `key`, beside those of the same name.
    pub fn insert(&mut self, key: ApiKey) {
        self.0.entry(key.id().into()).or_default().push(key);
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All keys, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &ApiKey> {
        self.0.values().flatten()
    }
}

impl KeyProvider for KeyMap {
    fn keys(&self, issuer: &str) -> Cow<'_, [ApiKey]> {
        Cow::Borrowed(self.0.get(issuer).map_or(&[], Vec::as_slice))
    }
}

impl FromIterator<ApiKey> for KeyMap {
    fn from_iter<I: IntoIterator<Item = ApiKey>>(keys: I) -> Self {
        let mut map = Self::new();
        keys.into_iter().for_each(|key| map.insert(key));
        map
    }
}

/// Why a text is no list of keys. It never quotes the text, which holds secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// A line is not `key: secret`; lines count from 1.
    #[error("line {0} is not `key: secret`")]
    Line(usize),
    /// The text begins like JSON and is not an object of strings or lists of strings.
    #[error("not a JSON object of secrets by key")]
    Json,
}

impl FromStr for KeyMap {
    type Err = KeyFileError;

    /// Reads `key: secret` lines (a flat YAML map, quotes and comments allowed), or JSON.
    ///
    /// What YAML would read otherwise than it looks is refused: `null` and `~`, escapes in quotes, lists,
    /// anchors, values over several lines, a second document. So is what YAML does not read as a map,
    /// such as `key:secret` without a space. A key that stands there twice keeps both secrets.
    fn from_str(text: &str) -> Result<Self, KeyFileError> {
        if text.trim_start().starts_with('{') {
            return from_json(text).ok_or(KeyFileError::Json);
        }
        let mut map = Self::new();
        let mut indent = None;
        for (index, line) in text.lines().enumerate() {
            let content = line.trim();
            let is_start = content == "---" && indent.is_none();
            if content.is_empty() || content.starts_with('#') || is_start {
                continue;
            }
            // A line that stands further in would be a value within a value.
            let here = line.len() - line.trim_start().len();
            let is_flat = *indent.get_or_insert(here) == here;
            let key = from_line(content).filter(|_| is_flat);
            map.insert(key.ok_or(KeyFileError::Line(index + 1))?);
        }
        Ok(map)
    }
}

fn from_line(line: &str) -> Option<ApiKey> {
    let (name, rest) = scalar(line, is_colon)?;
    let value = rest
        .trim_start()
        .strip_prefix(':')?
        .strip_prefix(is_blank)?;
    let (secret, rest) = scalar(value.trim_start(), is_comment)?;
    let rest = rest.trim_start();
    let ends = rest.is_empty() || rest.starts_with('#');
    (ends && !name.is_empty() && !secret.is_empty()).then(|| ApiKey::new(name, secret))
}

/// Splits a plain or quoted YAML scalar from what follows; a plain one ends where `is_end` says so of
/// what is before and after a place.
fn scalar(text: &str, is_end: fn(&str, &str) -> bool) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            let (inner, rest) = quoted.split_once(quote)?;
            return (quote == '\'' || !inner.contains('\\')).then_some((inner, rest));
        }
    }
    let (head, tail) = text
        .char_indices()
        .map(|(at, _)| text.split_at(at))
        .find(|(head, tail)| is_end(head, tail))
        .unwrap_or((text, ""));
    let head = head.trim_end();
    is_plain(head).then_some((head, tail))
}

/// A colon ends a key only before a space.
fn is_colon(_: &str, after: &str) -> bool {
    after
        .strip_prefix(':')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
}

/// A `#` starts a comment only after a space.
fn is_comment(before: &str, after: &str) -> bool {
    after.starts_with('#') && before.ends_with(is_blank)
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// Tells whether YAML reads `text`, without quotes, as the string that it looks like.
fn is_plain(text: &str) -> bool {
    let is_item = text == "-" || (text.starts_with('-') && text[1..].starts_with(is_blank));
    let has_structure = (0..text.len())
        .filter_map(|at| text.split_at_checked(at))
        .any(|(head, tail)| is_colon(head, tail) || is_comment(head, tail));
    !text.starts_with(YAML_INDICATORS) && !NOT_STRINGS.contains(&text) && !is_item && !has_structure
}

/// What no plain YAML scalar begins with.
const YAML_INDICATORS: [char; 14] = [
    '[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', '?', ',',
];

/// Nothing, and what merges another map into this one. Numbers and the like are read as their text.
const NOT_STRINGS: [&str; 5] = ["null", "Null", "NULL", "~", "<<"];

fn from_json(text: &str) -> Option<KeyMap> {
    let Value::Object(members) = serde_json::from_str(text).ok()? else {
        return None;
    };
    let mut map = KeyMap::new();
    for (name, value) in members {
        let secrets = match value {
            Value::Array(secrets) => secrets,
            one => vec![one],
        };
        for secret in secrets {
            let secret = secret.as_str().filter(|secret| !secret.is_empty())?;
            map.insert(ApiKey::new(name.as_str(), secret));
        }
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_files_are_read_as_the_server_reads_them() {
        let text =
            "---\n# keys\nAPI1: s1\n'API2' : \"s 2\" # old\nAPI3:\ts3#x:y\t# z\nAPI1: s1b\n\n";
        let map: KeyMap = text.parse().expect("a key file");
        assert_eq!(map.len(), 3);
        assert_eq!(map.keys("API1").len(), 2);
        let signature = map.keys("API2")[0].sign(b"m");
        assert!(ApiKey::new("API2", "s 2").has_signed(b"m", &signature));
        let signature = map.keys("API3")[0].sign(b"m");
        assert!(ApiKey::new("API3", "s3#x:y").has_signed(b"m", &signature));
        assert!(map.keys("API4").is_empty());
    }

    #[test]
    fn bad_key_files_say_which_line() {
        let line = |text: &str| text.parse::<KeyMap>().expect_err(text);
        assert_eq!(line("a: b\nc"), KeyFileError::Line(2));
        assert_eq!(line("a:"), KeyFileError::Line(1));
        assert_eq!(line(": b"), KeyFileError::Line(1));
        assert_eq!(line("a: \"b"), KeyFileError::Line(1));
        assert_eq!(line(r#"a: "b\"c""#), KeyFileError::Line(1));
        assert_eq!(line("a: 'it''s'"), KeyFileError::Line(1));
        for value in ["[b, c]", "|", "*b", "!b", "{b: c}", "&b c"] {
            assert_eq!(line(&format!("a: {value}")), KeyFileError::Line(1));
        }
        assert_eq!(line("{\"a\": 1}"), KeyFileError::Json);
        assert_eq!(line("{\"a\": null}"), KeyFileError::Json);
        assert_eq!(line("{\"a\""), KeyFileError::Json);
    }

    #[test]
    fn a_secret_that_is_none_to_yaml_is_none_here() {
        for secret in [
            "null",
            "Null",
            "NULL",
            "~",
            "null # none",
            "- b",
            "-",
            "b: c",
            "b:",
        ] {
            let file = format!("a: {secret}");
            let read = file.parse::<KeyMap>();
            assert_eq!(read.err(), Some(KeyFileError::Line(1)), "{secret}");
        }
        for name in ["null", "~", "<<", "- a", "a #b"] {
            let file = format!("{name}: b");
            assert!(file.parse::<KeyMap>().is_err(), "{name}");
        }
        for file in [
            "a:b",
            "\"a\":b",
            "a: b\n  c: d",
            "a: b\n---\nc: d",
            "a: b\n...",
        ] {
            assert!(file.parse::<KeyMap>().is_err(), "{file}");
        }
        for (secret, read) in [
            ("\"null\"", "null"),
            ("'~'", "~"),
            ("nullable", "nullable"),
            ("-b", "-b"),
            ("b:c", "b:c"),
            (":b", ":b"),
            ("007", "007"),
            ("true", "true"),
        ] {
            let map: KeyMap = format!("a:b: {secret}").parse().expect(secret);
            let signature = ApiKey::new("a:b", read).sign(b"m");
            assert!(map.keys("a:b")[0].has_signed(b"m", &signature), "{secret}");
        }
        let map: KeyMap = "  a: b\n  c: d".parse().expect("all lines stand as far in");
        assert_eq!(map.len(), 2);
    }
}

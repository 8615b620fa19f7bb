//! The server's key file: a YAML map from API key to secret.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

/// Reads a key file into pairs of API key and secret, in their order.
///
/// The file is a YAML map, as the server takes it: a line `key: secret` for each key. JSON is YAML too. In place
/// of one secret a key may have a list of them, so that one can replace the other; the server takes one only. A
/// byte order mark at the start is skipped.
///
/// Whatever is not plainly a key and a secret is refused: an empty value (`key:` or `key: # to be set`), `null` and
/// `~`, a key that stands there twice, an anchor, alias or tag, a text over several lines, a second document, and
/// control characters and white space other than the space inside a key or secret. Numbers and the like are read
/// as the text that they are written as.
///
/// For programs that need the secrets themselves; to verify tokens, parse a [`KeyMap`](crate::KeyMap).
///
/// ```
/// let pairs = lk_auth::read_key_file("devkey: secret\nother: \"other secret\"")?;
/// assert_eq!(pairs[1], ("other".to_owned(), "other secret".to_owned()));
/// assert!(lk_auth::read_key_file("devkey: # to be set").is_err());
/// # Ok::<(), lk_auth::KeyFileError>(())
/// ```
///
/// # Errors
///
/// [`KeyFileError`] names the line.
pub fn read_key_file(text: &str) -> Result<Vec<(String, String)>, KeyFileError> {
    Reader::new(text).read()
}

/// Why a text is no list of keys. It never quotes the text, which holds secrets. Lines count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// A line is not `key: secret`.
    #[error("line {0} is not `key: secret`")]
    Line(usize),
    /// A line names a key that an earlier one names.
    #[error("line {0} names a key for the second time")]
    Duplicate(usize),
}

/// The events of the YAML parser, and the line of the last one.
struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    line: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            events: Parser::new_from_str(text),
            line: 1,
        }
    }

    fn read(mut self) -> Result<Vec<(String, String)>, KeyFileError> {
        let mut pairs = Vec::new();
        let mut names = HashSet::new();
        self.expect(|event| matches!(event, Event::StreamStart))?;
        match self.next()?.0 {
            // Nothing but comments.
            Event::StreamEnd => return Ok(pairs),
            Event::DocumentStart(_) => {}
            _ => return Err(self.wrong()),
        }
        self.expect(|event| matches!(event, Event::MappingStart(0, None)))?;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let name = self.text(event, span)?;
            if !names.insert(name.clone()) {
                return Err(KeyFileError::Duplicate(self.line));
            }
            for secret in self.secrets()? {
                pairs.push((name.clone(), secret));
            }
        }
        self.expect(|event| matches!(event, Event::DocumentEnd))?;
        self.expect(|event| matches!(event, Event::StreamEnd))?;
        Ok(pairs)
    }

    /// One secret, or a list of them that is not empty.
    fn secrets(&mut self) -> Result<Vec<String>, KeyFileError> {
        let (event, span) = self.next()?;
        if !matches!(event, Event::SequenceStart(0, None)) {
            return Ok(vec![self.text(event, span)?]);
        }
        let mut secrets = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) if !secrets.is_empty() => return Ok(secrets),
                (event, span) => secrets.push(self.text(event, span)?),
            }
        }
    }

    fn text(&self, event: Event<'t>, span: Span) -> Result<String, KeyFileError> {
        let Event::Scalar(text, style, 0, None) = event else {
            return Err(self.wrong());
        };
        let is_text = match style {
            ScalarStyle::Plain => !NOT_TEXTS.contains(&&*text),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => true,
            ScalarStyle::Literal | ScalarStyle::Folded => false,
        };
        let is_on_one_line = span.start.line() == span.end.line();
        let is_plain = is_text && is_on_one_line && !text.is_empty() && !text.chars().any(is_odd);
        is_plain.then(|| text.into_owned()).ok_or(self.wrong())
    }

    fn expect(&mut self, is_expected: fn(&Event<'t>) -> bool) -> Result<(), KeyFileError> {
        let (event, _) = self.next()?;
        is_expected(&event).then_some(()).ok_or(self.wrong())
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), KeyFileError> {
        match self.events.next() {
            Some(Ok((event, span))) => {
                self.line = span.start.line();
                Ok((event, span))
            }
            Some(Err(error)) => Err(KeyFileError::Line(error.marker().line())),
            None => Err(self.wrong()),
        }
    }

    fn wrong(&self) -> KeyFileError {
        KeyFileError::Line(self.line)
    }
}

/// Tells whether `c` is one that nobody means to have in a key or secret.
fn is_odd(c: char) -> bool {
    c.is_control() || (c.is_whitespace() && c != ' ') || c == BYTE_ORDER_MARK
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Unquoted, these are nothing to YAML, or merge another map into this one.
const NOT_TEXTS: [&str; 6] = ["", "~", "null", "Null", "NULL", "<<"];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, KeyFileError> {
        read_key_file(text)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Result<Vec<(String, String)>, KeyFileError> {
        let own = |(key, secret): &(&str, &str)| ((*key).to_owned(), (*secret).to_owned());
        Ok(pairs.iter().map(own).collect())
    }

    /// `gopkg.in/yaml.v3`, with which the server reads its key file, reads each of these the same.
    #[test]
    fn key_files_are_read_as_the_server_reads_them() {
        let file = "---\n# keys\nAPI1: s1\n'API2' : \"s 2\" # old\nAPI3: s3#x:y\t# z\n\n";
        let expected = [("API1", "s1"), ("API2", "s 2"), ("API3", "s3#x:y")];
        assert_eq!(read(file), pairs(&expected));
        for (file, secret) in [
            ("\u{feff}a: b", "b"),
            ("a: b\t# c", "b"),
            ("a: b #c", "b"),
            ("a: b#c", "b#c"),
            ("a: b c", "b c"),
            ("a: 'it''s'", "it's"),
            (r#"a: "b\"c""#, "b\"c"),
            ("a: 007", "007"),
            ("a: true", "true"),
            ("a: 0x1f", "0x1f"),
            ("a: 1e3", "1e3"),
            ("a: .inf", ".inf"),
            ("a: 2001-01-01", "2001-01-01"),
            ("a: -b", "-b"),
            ("a: 'null'", "null"),
            ("a: \"~\"", "~"),
            ("a: nullable", "nullable"),
            ("{\"a\":\"b\"}", "b"),
            ("{a: b}", "b"),
        ] {
            assert_eq!(read(file), pairs(&[("a", secret)]), "{file}");
        }
        let two = pairs(&[("a", "b"), ("c", "d")]);
        for file in ["  a: b\n  c: d", "a: b\r\nc: d\r\n", "a: b\rc: d"] {
            assert_eq!(read(file), two, "{file}");
        }
    }

    #[test]
    fn a_key_may_have_a_list_of_secrets() {
        let list = pairs(&[("a", "old"), ("a", "new"), ("c", "d")]);
        assert_eq!(read("a: [old, new]\nc: d"), list);
        assert_eq!(read("a:\n- old\n- new\nc: d"), list);
        assert_eq!(read(r#"{"a": ["old", "new"], "c": "d"}"#), list);
        for file in ["a: []", "a: [b, ]c", "a: [b, [c]]", "a: [b, ~]"] {
            assert!(read(file).is_err(), "{file}");
        }
    }

    #[test]
    fn what_is_not_plainly_a_key_and_a_secret_is_refused() {
        for value in [
            "",
            " ",
            "# to be set",
            "#",
            "\t# to be set",
            "null",
            "Null",
            "NULL",
            "~",
            "null # none",
            "\"\"",
            "''",
            "-",
            "- b",
            "b: c",
            "b:",
            "{b: c}",
            "|\n  b",
            ">\n  b",
            "!b c",
            "!!str b",
            "&b c",
            "*b",
            "%b",
            "@b",
            "`b",
            "\"b",
            "'b' 'c'",
            "b\n  c",
            "\"b\n  c\"",
            "\"b\\nc\"",
            "b\0c",
            "b\u{b}c",
            "b\u{7f}",
            "b\u{a0}",
            "\u{a0}b",
            "b\u{85}",
            "b\u{2028}c",
            "\u{feff}b",
            "\"b\\u00a0\"",
            "b\u{3000}c",
        ] {
            let read = read(&format!("a: {value}"));
            assert!(
                matches!(read, Err(KeyFileError::Line(_))),
                "{value:?}: {read:?}"
            );
        }
        for name in [
            "",
            "null",
            "~",
            "<<",
            "- a",
            "a #b",
            "[a]",
            "{a: b}",
            "&a b",
            "a\u{a0}",
            "\"\"",
            "\"a\\tb\"",
        ] {
            let file = format!("{name}: b");
            assert!(read(&file).is_err(), "{name}");
        }
        for file in [
            "a",
            "a:b",
            "\"a\":b",
            "- a",
            "a: b\n  c: d",
            "a: b\n---\nc: d",
            "a: &x b\nc: *x",
            "{\"a\": 1",
            "{",
        ] {
            assert!(read(file).is_err(), "{file}");
        }
        assert_eq!(read("# nothing\n"), pairs(&[]));
    }

    #[test]
    fn the_line_is_named_and_nothing_quoted() {
        assert_eq!(read("a: b\n\nc: # none\n"), Err(KeyFileError::Line(3)));
        assert_eq!(read("a: b\na: c"), Err(KeyFileError::Duplicate(2)));
        assert_eq!(
            read(r#"{"a":"b","a":"b"}"#),
            Err(KeyFileError::Duplicate(1))
        );
        let error = read("devkey: \"hush").expect_err("not closed");
        assert!(!format!("{error} {error:?}").contains("hush"));
    }
}

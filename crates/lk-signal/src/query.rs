//! Query strings: `application/x-www-form-urlencoded`, written and read.

use std::fmt::Write as _;

/// Appends `key=value` with the value percent-encoded.
pub(crate) fn push(query: &mut String, key: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(key);
    query.push('=');
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                query.push(char::from(byte));
            }
            _ => {
                let _ = write!(query, "%{byte:02X}");
            }
        }
    }
}

/// The pairs of a query string in their order. Bytes that are no UTF-8 become U+FFFD; a broken
/// escape stands for itself.
#[cfg(any(feature = "server", test))]
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
}

#[cfg(any(feature = "server", test))]
fn decode(text: &str) -> String {
    if !text.contains(['%', '+']) {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(any(feature = "server", test))]
fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut query = String::new();
        push(&mut query, "plain", "a-b_c.~9");
        push(&mut query, "hard", "ä =&+%/?#");
        assert_eq!(query, "plain=a-b_c.~9&hard=%C3%A4%20%3D%26%2B%25%2F%3F%23");
        let read: Vec<_> = pairs(&query).collect();
        assert_eq!(
            read,
            [
                ("plain".to_owned(), "a-b_c.~9".to_owned()),
                ("hard".to_owned(), "ä =&+%/?#".to_owned())
            ]
        );
    }

    #[test]
    fn broken_escapes_stand_for_themselves() {
        let read: Vec<_> = pairs("&a=%&b=%4&c=%zz&d=1+2&e&%FF=1").collect();
        let read: Vec<_> = read.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(
            read,
            [
                ("a", "%"),
                ("b", "%4"),
                ("c", "%zz"),
                ("d", "1 2"),
                ("e", ""),
                ("\u{FFFD}", "1")
            ]
        );
    }
}

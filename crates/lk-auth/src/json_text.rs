//! Lone surrogates in JSON, which serde refuses and JavaScript writes for a text that was cut inside an emoji.

/// Replaces each `\u` escape of a surrogate that has no partner by that of U+FFFD, as Go reads it.
pub(crate) fn replace_lone_surrogates(json: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = json
        .get(at..)
        .and_then(|rest| rest.iter().position(|&b| b == b'\\'))
    {
        at += found;
        at += match escaped(json, at) {
            Some(HIGH_FIRST..=HIGH_LAST) if is_low(escaped(json, at + ESCAPE_LEN)) => {
                2 * ESCAPE_LEN
            }
            Some(HIGH_FIRST..=LOW_LAST) => {
                json[at + 2..at + ESCAPE_LEN].copy_from_slice(b"fffd");
                ESCAPE_LEN
            }
            Some(_) => ESCAPE_LEN,
            // Another escape, such as that of a backslash.
            None => 2,
        };
    }
}

/// The number of the escape `\uXXXX` at `at`, if one stands there.
fn escaped(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + ESCAPE_LEN)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn is_low(number: Option<u16>) -> bool {
    number.is_some_and(|number| (LOW_FIRST..=LOW_LAST).contains(&number))
}

const ESCAPE_LEN: usize = r"\uXXXX".len();
const HIGH_FIRST: u16 = 0xd800;
const HIGH_LAST: u16 = 0xdbff;
const LOW_FIRST: u16 = 0xdc00;
const LOW_LAST: u16 = 0xdfff;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_surrogates_without_a_partner_are_replaced() {
        for (before, after) in [
            (r#""a\ud83d""#, r#""a\ufffd""#),
            (r#""\ude00b""#, r#""\ufffdb""#),
            (r#""\uD83D\uDE00""#, r#""\uD83D\uDE00""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83dA""#, r#""\ufffdA""#),
            (r#""\ud83d\u0041""#, r#""\ufffd\u0041""#),
            (r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\n""#, r#""\ufffd\n""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\ud83""#, r#""\ud83""#),
            (r#""\ud83d\u00""#, r#""\ufffd\u00""#),
            (r#""\u+83d""#, r#""\u+83d""#),
            (r"\", r"\"),
            ("", ""),
        ] {
            let mut json = before.as_bytes().to_vec();
            replace_lone_surrogates(&mut json);
            assert_eq!(String::from_utf8_lossy(&json), after, "{before}");
        }
    }
}

//! Integers written as text, exactly.

/// The integer that `text` states, whatever its form: `-7`, `7.0`, `1.7e18`.
///
/// `None` for anything with a fraction, beyond 64 bits by far, or not a JSON number.
pub(super) fn integer(text: &str) -> Option<i128> {
    // Nearly every one: digits alone, too few to overflow.
    if (1..=18).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let value = text
            .bytes()
            .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
        return Some(value.into());
    }
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    if whole.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return None;
    }

    let fraction = fraction.trim_end_matches('0');
    let mut value: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        value = value
            .checked_mul(10)?
            .checked_add(i128::from(digit - b'0'))?;
    }
    if value != 0 {
        let shift = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        let power = 10_i128.checked_pow(shift.unsigned_abs())?;
        value = match shift {
            0.. => value.checked_mul(power)?,
            _ if value % power == 0 => value / power,
            _ => return None,
        };
    }
    Some(if negative { -value } else { value })
}

/// The integer that a float is, if it is one that 64 bits can hold.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn integral(value: f64) -> Option<i128> {
    const BEYOND: f64 = 18_446_744_073_709_551_616.0;
    (value.fract() == 0.0 && value.abs() < BEYOND).then_some(value as i128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_read_exactly_in_every_form() {
        let cases = [
            ("0", 0),
            ("-0", 0),
            ("7.0", 7),
            ("7e0", 7),
            ("70e-1", 7),
            ("1.7e18", 1_700_000_000_000_000_000),
            ("1.7E+18", 1_700_000_000_000_000_000),
            ("9007199254740993", 9_007_199_254_740_993),
            ("999999999999999999", 999_999_999_999_999_999),
            ("1000000000000000000", 1_000_000_000_000_000_000),
            ("0000000000000000000000007", 7),
            ("18446744073709551615", u64::MAX.into()),
            ("-9223372036854775808", i64::MIN.into()),
            ("0e999999999", 0),
        ];
        for (text, value) in cases {
            assert_eq!(integer(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_integer_is_refused() {
        let texts = [
            "",
            "-",
            "+1",
            " 1",
            "1 ",
            ".5",
            "5.",
            "1.5",
            "1e-1",
            "1e",
            "e5",
            "0x10",
            "١",
            "NaN",
            "1e99999999999",
            "1e400",
            "--1",
            "1_000",
        ];
        for text in texts {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn a_float_counts_when_it_is_integral_and_in_range() {
        assert_eq!(integral(1.7e18), Some(1_700_000_000_000_000_000));
        assert_eq!(integral(-1.0), Some(-1));
        for value in [0.5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(integral(value), None, "{value}");
        }
    }
}

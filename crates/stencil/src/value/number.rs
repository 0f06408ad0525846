//! Numbers as JavaScript writes and reads them.

/// `String(number)`.
pub(super) fn write(number: f64, out: &mut String) {
    use std::fmt::Write;
    let result = if number.is_nan() {
        out.push_str("NaN");
        Ok(())
    } else if number.is_infinite() {
        out.push_str(if number < 0.0 { "-Infinity" } else { "Infinity" });
        Ok(())
    } else if number == 0.0 {
        out.push('0');
        Ok(())
    } else if number.fract() == 0.0 && number.abs() < 1e15 {
        write!(out, "{}", number as i64)
    } else if (1e-6..1e21).contains(&number.abs()) {
        write!(out, "{number}")
    } else {
        let text = format!("{number:e}");
        match text.split_once('e') {
            Some((digits, exponent)) if exponent.starts_with('-') => write!(out, "{digits}e{exponent}"),
            Some((digits, exponent)) => write!(out, "{digits}e+{exponent}"),
            None => write!(out, "{text}"),
        }
    };
    debug_assert!(result.is_ok(), "writing to a String cannot fail");
}

/// `Number(text)`.
pub(super) fn read(text: &str) -> f64 {
    let text = text.trim_matches(crate::parse::is_space);
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return u64::from_str_radix(digits, radix).map_or(f64::NAN, |number| number as f64);
        }
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ if text.contains(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E')) => f64::NAN,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_javascript_writes_them() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000"),
            (123456789012345680000.0, "123456789012345680000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (0.000001, "0.000001"),
            (0.00000015, "1.5e-7"),
            (5e-324, "5e-324"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, expected) in cases {
            let mut out = String::new();
            write(number, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn text_is_read_as_javascript_reads_it() {
        assert_eq!(read(" 12 "), 12.0);
        assert_eq!(read(""), 0.0);
        assert_eq!(read("0x1F"), 31.0);
        assert_eq!(read("1e3"), 1000.0);
        assert!(read("inf").is_nan());
        assert!(read("12px").is_nan());
    }
}

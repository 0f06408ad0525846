//! Byte ranges (RFC 9110, 14): one range at a time; of several the whole file is sent, as the RFC allows.

use http::HeaderValue;

/// What part of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// From the first to the last byte, both included.
    Part(u64, u64),
    /// Bytes that the file does not have.
    Nothing,
}

/// Reads a `Range` header for a file of `length` bytes.
pub fn wanted(header: Option<&HeaderValue>, length: u64) -> Wanted {
    let text = header.and_then(|value| value.to_str().ok());
    let Some(range) = text.and_then(|text| text.trim().strip_prefix("bytes=")) else {
        return Wanted::Whole;
    };
    let Some((first, last)) = range.split_once('-').map(|(a, b)| (a.trim(), b.trim())) else {
        return Wanted::Whole;
    };
    let number = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| text.parse::<u64>().ok())
            .flatten()
    };
    match (first, last) {
        ("", last) => match number(last) {
            Some(0) => Wanted::Nothing,
            Some(_) if length == 0 => Wanted::Nothing,
            Some(count) => Wanted::Part(length.saturating_sub(count), length - 1),
            None => Wanted::Whole,
        },
        (first, last) => match (
            number(first),
            if last.is_empty() {
                Some(u64::MAX)
            } else {
                number(last)
            },
        ) {
            (Some(first), Some(last)) if first > last => Wanted::Whole,
            (Some(first), Some(_)) if first >= length => Wanted::Nothing,
            (Some(first), Some(last)) => Wanted::Part(first, last.min(length - 1)),
            _ => Wanted::Whole,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_rfc_says() {
        let cases = [
            ("bytes=0-499", Wanted::Part(0, 499)),
            ("bytes=500-", Wanted::Part(500, 999)),
            ("bytes=-200", Wanted::Part(800, 999)),
            ("bytes=-2000", Wanted::Part(0, 999)),
            ("bytes=900-5000", Wanted::Part(900, 999)),
            ("bytes=1000-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=0-1,5-6", Wanted::Whole),
            ("bytes=5-1", Wanted::Whole),
            ("bytes=+1-5", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("items=0-5", Wanted::Whole),
        ];
        for (header, part) in cases {
            assert_eq!(
                wanted(Some(&HeaderValue::from_static(header)), 1000),
                part,
                "{header}"
            );
        }
        assert_eq!(
            wanted(Some(&HeaderValue::from_static("bytes=0-")), 0),
            Wanted::Nothing
        );
    }
}

//! Times as people write them.

use jiff::{civil, tz::TimeZone};
use kernel::Timestamp;

/// What is expected, for errors.
pub const EXPECTED: &str = "write a time as 2026-11-23T08:00:00Z, 2026-11-23 08:00, 2026-11-23 or -3h";

/// Reads a time. Without an offset it is one of `zone`; `-90m`, `-3h`, `-2d`, `+1h30m` are counted from `now`.
pub fn parse(text: &str, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    if text == "now" {
        return Some(now);
    }
    let (sign, rest) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => (-1, rest),
        (_, Some(rest)) => (1, rest),
        _ => return absolute(text, zone),
    };
    Some(now.plus_millis(sign * span(rest)?))
}

fn absolute(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.into());
    }
    let civil = match text.parse::<civil::DateTime>() {
        Ok(time) => time,
        Err(_) => text
            .parse::<civil::Date>()
            .ok()?
            .to_datetime(civil::Time::midnight()),
    };
    Some(zone.to_timestamp(civil).ok()?.into())
}

/// Milliseconds of `1d4h30m`.
fn span(text: &str) -> Option<i64> {
    let (mut millis, mut number) = (0i64, String::new());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let unit = match c {
            'w' => 7 * 86_400_000,
            'd' => 86_400_000,
            'h' => 3_600_000,
            'm' => 60_000,
            's' => 1000,
            _ => return None,
        };
        millis = millis.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    (number.is_empty() && !text.is_empty()).then_some(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_newsrooms_zone_and_from_now() {
        let kyiv = TimeZone::get("Europe/Kyiv").unwrap();
        let now = Timestamp::from_millis(1_800_000_000_000);
        let read = |text: &str| parse(text, &kyiv, now).map(|time| time.to_string());
        assert_eq!(read("2026-11-23T08:00:00Z").unwrap(), "2026-11-23T08:00:00Z");
        assert_eq!(read("2026-11-23 08:00").unwrap(), "2026-11-23T06:00:00Z");
        assert_eq!(read("2026-07-01").unwrap(), "2026-06-30T21:00:00Z");
        assert_eq!(parse("-1h30m", &kyiv, now).unwrap(), now.plus_millis(-5_400_000));
        assert_eq!(parse("+2d", &kyiv, now).unwrap(), now.plus_millis(172_800_000));
        for bad in ["", "-", "-3", "yesterday", "-3x", "2026-13-01"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}

//! Dates as themes write them: the format strings of moment.js, in the newsroom's zone and the page's language.

mod format;
mod relative;
mod words;

pub(crate) use format::format;
pub(crate) use relative::from_now;
pub(crate) use words::Words;

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

/// Reads what a theme gives for a date: RFC 3339 with any offset, a civil time or date (in UTC, as `Date.parse` of a
/// bare date), or milliseconds since 1970.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    if let Ok(time) = text.parse::<jiff::civil::DateTime>() {
        return time
            .to_zoned_datetime(TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp());
    }
    let month = text.strip_suffix("-00").unwrap_or(text);
    if month.len() == 7 {
        let first = format!("{month}-01").parse::<jiff::civil::Date>().ok()?;
        return first
            .to_zoned_datetime(TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp());
    }
    None
}

/// A moment as Ghost's API writes it: `2026-11-23T10:00:00.000+02:00`.
pub(crate) fn iso(moment: kernel::Timestamp, zone: &TimeZone) -> String {
    let zoned = ZonedDateTime::new(moment.to_jiff(), zone.clone());
    let mut out = String::with_capacity(29);
    push_iso(&mut out, &zoned);
    out
}

fn push_iso(out: &mut String, zoned: &ZonedDateTime) {
    format::number(out, i64::from(zoned.year()), 4);
    out.push('-');
    format::number(out, i64::from(zoned.month()), 2);
    out.push('-');
    format::number(out, i64::from(zoned.day()), 2);
    out.push('T');
    format::number(out, i64::from(zoned.hour()), 2);
    out.push(':');
    format::number(out, i64::from(zoned.minute()), 2);
    out.push(':');
    format::number(out, i64::from(zoned.second()), 2);
    out.push('.');
    format::number(out, i64::from(zoned.millisecond()), 3);
    format::offset(out, zoned.offset().seconds(), true);
}

/// The first moment of the next day in that zone, whatever its clocks do in that night.
pub(crate) fn next_midnight(now: kernel::Timestamp, zone: &TimeZone) -> kernel::Timestamp {
    let today = ZonedDateTime::new(now.to_jiff(), zone.clone()).date();
    let midnight = today
        .tomorrow()
        .and_then(|day| day.to_zoned_datetime(zone.clone()));
    midnight.map_or(now.plus_millis(86_400_000), |at| at.timestamp().into())
}

/// The zone of that IANA name; UTC when there is none.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_where_the_newsroom_is() {
        for (zone, now, midnight) in [
            (
                "Europe/Kyiv",
                "2026-11-23T12:00:00+02:00",
                "2026-11-24T00:00:00+02:00",
            ),
            ("Europe/Kyiv", "2026-11-23T21:59:59.999Z", "2026-11-23T22:00:00Z"),
            ("Europe/Kyiv", "2026-11-23T22:00:00Z", "2026-11-24T22:00:00Z"),
            // 23 and 25 hours.
            (
                "Europe/Kyiv",
                "2026-03-29T00:00:00+02:00",
                "2026-03-30T00:00:00+03:00",
            ),
            (
                "Europe/Kyiv",
                "2026-10-25T00:00:00+03:00",
                "2026-10-26T00:00:00+02:00",
            ),
            // There is no midnight: the clocks go from 23:59 to 1:00.
            (
                "Asia/Beirut",
                "2026-03-28T12:00:00+02:00",
                "2026-03-29T01:00:00+03:00",
            ),
        ] {
            let moment = |text: &str| kernel::Timestamp::from(parse(text).unwrap());
            assert_eq!(
                next_midnight(moment(now), &super::zone(zone)),
                moment(midnight),
                "{zone} {now}"
            );
        }
    }

    #[test]
    fn moments_are_read_in_the_forms_that_themes_have() {
        let noon = parse("2026-11-23T12:00:00Z").unwrap();
        for same in [
            "2026-11-23T14:00:00.000+02:00",
            "2026-11-23T12:00:00",
            "2026-11-23 12:00:00",
            " 2026-11-23T12:00:00.000Z",
        ] {
            assert_eq!(parse(same), Some(noon), "{same}");
        }
        assert_eq!(parse("2026-11-23").unwrap().to_string(), "2026-11-23T00:00:00Z");
        assert_eq!(parse("2026-11").unwrap().to_string(), "2026-11-01T00:00:00Z");
        for bad in ["", "soon", "2026-13-01", "12:00"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_moment_is_written_as_ghosts_interface_does() {
        let at = kernel::Timestamp::from_millis(1_795_428_000_123);
        assert_eq!(iso(at, &zone("Europe/Kyiv")), "2026-11-23T12:00:00.123+02:00");
        assert_eq!(iso(at, &zone("Nowhere/Land")), "2026-11-23T10:00:00.123+00:00");
    }
}

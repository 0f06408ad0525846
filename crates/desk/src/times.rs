//! Times as the desk shows and reads them: in the newsroom's zone, which is always named.

use crate::fields::Fields;
use jiff::{
    civil::{Date, DateTime},
    tz::TimeZone,
};
use kernel::{SiteSettings, Timestamp};

fn zone(settings: &SiteSettings) -> TimeZone {
    TimeZone::get(&settings.timezone).unwrap_or(TimeZone::UTC)
}

/// `25 Nov 2026, 14:05`.
pub(crate) fn short(settings: &SiteSettings, at: Timestamp) -> String {
    let zoned = at.to_jiff().to_zoned_datetime(zone(settings));
    zoned.strftime("%-d %b %Y, %H:%M").to_string()
}

/// A note that ends with a time, as the store writes it, with that time as the desk shows it.
pub(crate) fn in_words(settings: &SiteSettings, note: &str) -> String {
    let time = |(words, last): (&str, &str)| {
        let at: jiff::Timestamp = last.parse().ok()?;
        Some(format!("{words} {}", short(settings, at.into())))
    };
    note.rsplit_once(' ')
        .and_then(time)
        .unwrap_or_else(|| note.to_owned())
}

/// The value of a field of date and time: `2026-11-25T14:05:09`.
pub(crate) fn field(settings: &SiteSettings, at: Timestamp) -> String {
    let zoned = at.to_jiff().to_zoned_datetime(zone(settings));
    zoned.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Reads a field of date and time, in the newsroom's zone. A time that a change of clocks skips is the one after; of one
/// that comes twice, the first.
pub(crate) fn read(settings: &SiteSettings, text: &str) -> Option<Timestamp> {
    let civil: DateTime = text.trim().parse().ok()?;
    let zoned = zone(settings).to_zoned_datetime(civil).ok()?;
    Some(zoned.timestamp().into())
}

/// The time from the beginning of the day in the field `since` to the end of that in `until` (`2026-11-25`), in the
/// newsroom's zone. What is no day bounds nothing.
pub(crate) fn days(settings: &SiteSettings, fields: &Fields) -> (Option<Timestamp>, Option<Timestamp>) {
    let day = |name: &str| fields.get(name)?.parse::<Date>().ok();
    let begins = |day: Date| {
        let start = zone(settings).to_zoned_datetime(day.at(0, 0, 0, 0)).ok()?;
        Some(start.timestamp().into())
    };
    let since = day("since").and_then(begins);
    (since, day("until").and_then(|day| begins(day.tomorrow().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_also_when_the_clocks_change() {
        let settings = SiteSettings {
            timezone: "Europe/Kyiv".into(),
            ..SiteSettings::default()
        };
        let of = |query: &str| {
            let (since, until) = days(&settings, &Fields::read(query.as_bytes()));
            [since, until].map(|at| at.map_or_else(String::new, |at| at.to_string()))
        };
        // A day of 23 hours and one of 25.
        assert_eq!(
            of("since=2026-03-29&until=2026-03-29"),
            ["2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"]
        );
        assert_eq!(
            of("since=2026-10-25&until=2026-10-25"),
            ["2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z"]
        );
        assert_eq!(of("since=soon&until=2026-02-30"), ["", ""]);
        assert_eq!(of("until=9999-12-31"), ["", ""]);
    }

    #[test]
    fn a_note_says_its_time_in_the_zone_of_the_newsroom() {
        let settings = SiteSettings {
            timezone: "Europe/Kyiv".into(),
            ..SiteSettings::default()
        };
        assert_eq!(
            in_words(&settings, "Restored the state of 2026-11-26T07:11:46.031Z"),
            "Restored the state of 26 Nov 2026, 09:11"
        );
        assert_eq!(in_words(&settings, "Published"), "Published");
        assert_eq!(in_words(&settings, "Before it came back"), "Before it came back");
    }

    #[test]
    fn a_time_reads_back_as_it_is_shown() {
        let settings = SiteSettings {
            timezone: "Europe/Kyiv".into(),
            ..SiteSettings::default()
        };
        let at = read(&settings, "2026-07-01T09:30").unwrap();
        assert_eq!(at.to_string(), "2026-07-01T06:30:00Z");
        assert_eq!(field(&settings, at), "2026-07-01T09:30:00");
        assert_eq!(read(&settings, &field(&settings, at)), Some(at));
        assert_eq!(read(&settings, "soon"), None);
        // The hour that the clock skips, and the one that it has twice.
        assert_eq!(
            read(&settings, "2026-03-29T03:30").unwrap().to_string(),
            "2026-03-29T01:30:00Z"
        );
        assert_eq!(
            read(&settings, "2026-10-25T03:30").unwrap().to_string(),
            "2026-10-25T00:30:00Z"
        );
    }
}

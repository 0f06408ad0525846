//! Years and months as spans of time, where the newsroom is.

use jiff::{ZonedDateTime, civil::Date, tz::TimeZone};
use kernel::{Language, SiteSettings, Timestamp};
use store::{Cmp, Filter, Reader, StoreError};

/// A year or a month of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub year: i16,
    pub month: Option<i8>,
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
}

impl Period {
    /// Nothing when there is no such year or month.
    pub(crate) fn of(year: i16, month: Option<i8>, zone: &TimeZone) -> Option<Self> {
        let first = Date::new(year, month.unwrap_or(1), 1).ok()?;
        let next = match month {
            Some(12) | None => Date::new(year.checked_add(1)?, 1, 1),
            Some(month) => Date::new(year, month + 1, 1),
        };
        let begin = |date: Date| {
            Some(Timestamp::from(
                date.to_zoned_datetime(zone.clone()).ok()?.timestamp(),
            ))
        };
        Some(Self {
            year,
            month,
            start: begin(first)?,
            end: begin(next.ok()?)?,
        })
    }

    /// The stories of it.
    pub(crate) fn filter(&self) -> Filter {
        Filter::And(vec![
            Filter::PublishedAt(Cmp::GreaterOrEqual, self.start),
            Filter::PublishedAt(Cmp::Less, self.end),
        ])
    }

    /// `/archive/`, `/archive/2026/`, `/archive/2026/03/`.
    pub(crate) fn path(prefix: &str, year: Option<i16>, month: Option<i8>) -> String {
        match (year, month) {
            (None, _) => format!("{prefix}/archive/"),
            (Some(year), None) => format!("{prefix}/archive/{year}/"),
            (Some(year), Some(month)) => format!("{prefix}/archive/{year}/{month:02}/"),
        }
    }
}

/// A month that has stories, where the newsroom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// When the newest of its stories was published.
    pub newest: Timestamp,
}

/// Fifty years.
pub(crate) const MOST: usize = 600;

/// The months of an edition that have stories, newest first. Notes the list of all stories.
pub fn months(
    reader: &Reader,
    settings: &SiteSettings,
    language: &Language,
    now: Timestamp,
) -> Result<Vec<Month>, StoreError> {
    let zone = crate::date::zone(&settings.timezone);
    let (mut months, mut until) = (Vec::new(), now);
    while months.len() < MOST {
        let Some(newest) = reader.newest_story(&Filter::All, language, until)? else {
            break;
        };
        let local = ZonedDateTime::new(newest.to_jiff(), zone.clone());
        let (year, month) = (local.year(), local.month());
        months.push(Month { year, month, newest });
        match Period::of(year, Some(month), &zone) {
            Some(period) => until = period.start.plus_millis(-1),
            None => break,
        }
    }
    Ok(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_where_the_newsroom_is() {
        let zone = crate::date::zone("Europe/Kyiv");
        let march = Period::of(2026, Some(3), &zone).unwrap();
        assert_eq!(march.start.to_string(), "2026-02-28T22:00:00Z");
        assert_eq!(march.end.to_string(), "2026-03-31T21:00:00Z");
        assert_eq!(
            Period::of(2026, Some(12), &zone).unwrap().end,
            Period::of(2026, None, &zone).unwrap().end
        );
        assert_eq!(Period::of(2026, Some(13), &zone), None);
    }
}

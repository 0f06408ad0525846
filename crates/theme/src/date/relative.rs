//! “5 minutes ago”, with the thresholds and the rounding of moment.js.

use super::words::{Span, Words};
use jiff::{ToSpan, ZonedDateTime};

/// How far `then` lies from `now`, in words, with “in” or “ago”.
pub(crate) fn from_now(then: &ZonedDateTime, now: &ZonedDateTime, words: &Words) -> String {
    let past = then <= now;
    let (early, late) = if past { (then, now) } else { (now, then) };
    let (n, span) = rounded(early, late);
    let text = (words.relative)(n, span);
    let (before, after) = if past { words.past } else { words.future };
    format!("{before}{text}{after}")
}

fn rounded(early: &ZonedDateTime, late: &ZonedDateTime) -> (i64, Span) {
    let (months, rest) = calendar_difference(early, late);
    let whole_days = (months as f64 * 146_097.0 / 4800.0).round();
    let days = whole_days + rest / 86_400_000.0;
    let seconds = (days * 86_400.0).round() as i64;
    let minutes = (days * 1440.0).round() as i64;
    let hours = (days * 24.0).round() as i64;
    let exact_months = months as f64 + rest / 86_400_000.0 * 4800.0 / 146_097.0;
    let month_count = exact_months.round() as i64;
    let years = (exact_months / 12.0).round() as i64;
    let days = days.round() as i64;
    if seconds <= 44 {
        (seconds, Span::Seconds)
    } else if minutes <= 1 {
        (1, Span::Minute)
    } else if minutes < 45 {
        (minutes, Span::Minutes)
    } else if hours <= 1 {
        (1, Span::Hour)
    } else if hours < 22 {
        (hours, Span::Hours)
    } else if days <= 1 {
        (1, Span::Day)
    } else if days < 26 {
        (days, Span::Days)
    } else if month_count <= 1 {
        (1, Span::Month)
    } else if month_count < 11 {
        (month_count, Span::Months)
    } else if years <= 1 {
        (1, Span::Year)
    } else {
        (years, Span::Years)
    }
}

/// Whole calendar months from `early` to `late`, and the milliseconds left.
fn calendar_difference(early: &ZonedDateTime, late: &ZonedDateTime) -> (i64, f64) {
    let mut months = (i64::from(late.year()) - i64::from(early.year())) * 12 + i64::from(late.month())
        - i64::from(early.month());
    let ahead = |months: i64| {
        early
            .checked_add(months.months())
            .unwrap_or_else(|_| early.clone())
    };
    if months > 0 && &ahead(months) > late {
        months -= 1;
    }
    let left = late.timestamp().as_millisecond() - ahead(months).timestamp().as_millisecond();
    (months, left as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ago(seconds: i64, language: &str) -> String {
        let now: ZonedDateTime = "2026-11-23T10:00:00+00:00[UTC]".parse().unwrap();
        from_now(&(&now - seconds.seconds()), &now, Words::of(language))
    }

    #[test]
    fn spans_are_rounded_as_moment_rounds_them() {
        for (seconds, english) in [
            (0, "a few seconds ago"),
            (44, "a few seconds ago"),
            (45, "a minute ago"),
            (89, "a minute ago"),
            (90, "2 minutes ago"),
            (44 * 60, "44 minutes ago"),
            (45 * 60, "an hour ago"),
            (89 * 60, "an hour ago"),
            (90 * 60, "2 hours ago"),
            (21 * 3600, "21 hours ago"),
            (22 * 3600, "a day ago"),
            (36 * 3600, "2 days ago"),
            (25 * 86_400, "25 days ago"),
            (26 * 86_400, "a month ago"),
            (45 * 86_400, "a month ago"),
            (47 * 86_400, "2 months ago"),
            (319 * 86_400, "10 months ago"),
            (320 * 86_400, "a year ago"),
            (549 * 86_400, "2 years ago"),
            (-3600, "in an hour"),
        ] {
            assert_eq!(ago(seconds, "en"), english, "{seconds} s");
        }
    }

    #[test]
    fn ukrainian_counts_in_three_forms() {
        assert_eq!(ago(21 * 60, "uk"), "21 хвилину тому");
        assert_eq!(ago(3 * 3600, "uk"), "3 години тому");
        assert_eq!(ago(11 * 86_400, "uk-UA"), "11 днів тому");
        assert_eq!(ago(-60, "uk"), "за хвилину");
    }
}

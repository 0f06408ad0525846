//! What is asked for in the query of an address: `?q=harbour&section=city&from=2026-01-01&to=2026-06-30&sort=new&page=2`.
//! What cannot be read is left out; nothing is an error.

use ::search::{Asked, Order, Query};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use kernel::{Language, Timestamp};

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params {
    /// What was typed, at most 200 characters.
    pub query: String,
    /// Slug of the section.
    pub section: Option<String>,
    /// From the beginning of this day, in the newsroom's zone.
    pub from: Option<Date>,
    /// To the end of this day.
    pub to: Option<Date>,
    /// In which order.
    pub order: Order,
    /// Which page, from 1.
    pub page: u32,
}

/// Characters of what was typed that are shown and read.
pub(super) const LONGEST: usize = 200;

impl Params {
    /// Reads the query of an address; of what is given twice the last counts.
    pub fn parse(query: &str) -> Self {
        let mut params = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(32) {
            match &*name {
                "q" => {
                    let plain = value.chars().map(|c| if c.is_control() { ' ' } else { c });
                    params.query = plain.take(LONGEST).collect::<String>().trim().to_owned();
                }
                "section" => {
                    params.section =
                        Some(value.into_owned()).filter(|slug| slug.parse::<kernel::Slug>().is_ok())
                }
                "from" => params.from = day(&value),
                "to" => params.to = day(&value),
                "sort" => {
                    params.order = if &*value == "new" {
                        Order::Newest
                    } else {
                        Order::Best
                    }
                }
                "page" => params.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        if let (Some(from), Some(to)) = (params.from, params.to)
            && from > to
        {
            (params.from, params.to) = (Some(to), Some(from));
        }
        params
    }

    /// Whether nothing is looked for: filters alone do not count.
    pub fn is_empty(&self) -> bool {
        Query::parse(&self.query).is_empty()
    }

    /// The question, without section and part.
    pub(super) fn question(&self, language: Language, zone: &TimeZone) -> Asked {
        let begin = |day: Date| {
            Some(Timestamp::from(
                day.to_zoned_datetime(zone.clone()).ok()?.timestamp(),
            ))
        };
        let until = self.to.and_then(|day| begin(day.checked_add(1.day()).ok()?));
        let mut asked =
            Asked::new(Query::parse(&self.query), language).published(self.from.and_then(begin), until);
        asked.order = self.order;
        asked
    }

    /// The query of an address that asks for the first page of the same; empty when nothing is looked for.
    pub fn address(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let mut out = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        out.append_pair("q", &self.query);
        if let Some(section) = &self.section {
            out.append_pair("section", section);
        }
        for (name, day) in [("from", self.from), ("to", self.to)] {
            if let Some(day) = day {
                out.append_pair(name, &day.to_string());
            }
        }
        if self.order == Order::Newest {
            out.append_pair("sort", "new");
        }
        out.finish()
    }
}

fn day(text: &str) -> Option<Date> {
    text.parse()
        .ok()
        .filter(|day: &Date| (1600..=9000).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_asked_is_read_and_written_again() {
        let params = Params::parse(
            "q=%D0%BF%D0%BE%D1%80%D1%82+%22x%22&section=city&from=2026-06-30&to=2026-01-01&sort=new&page=3&x=y",
        );
        assert_eq!(params.query, "порт \"x\"");
        assert_eq!(
            (params.section.as_deref(), params.page, params.order),
            (Some("city"), 3, Order::Newest)
        );
        assert_eq!(
            params.from.unwrap().to_string(),
            "2026-01-01",
            "days in the wrong order are exchanged"
        );
        let address =
            "?q=%D0%BF%D0%BE%D1%80%D1%82+%22x%22&section=city&from=2026-01-01&to=2026-06-30&sort=new";
        assert_eq!(params.address(), address);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let params = Params::parse("q=a%&section=../x&from=yesterday&to=2026-02-30&page=-1&sort=<script>");
        let expected = Params {
            query: "a%".into(),
            page: 1,
            ..Params::default()
        };
        assert_eq!(params, expected);
        assert_eq!(
            Params::parse(&format!("q={}", "x".repeat(3000))).query.len(),
            LONGEST
        );
        assert_eq!(Params::parse("q=+--+&sort=new").address(), "");
    }

    #[test]
    fn a_day_lasts_from_midnight_to_midnight_in_the_newsrooms_zone() {
        let zone = TimeZone::get("Europe/Kyiv").unwrap();
        let asked = Params::parse("q=x&from=2026-03-29&to=2026-03-29").question(Language::english(), &zone);
        let (from, until) = (asked.from.unwrap(), asked.until.unwrap());
        assert_eq!(
            Timestamp::from_millis(from * 1000).to_string(),
            "2026-03-28T22:00:00Z"
        );
        assert_eq!(until - from, 23 * 3600, "the night in which clocks go forward");
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_its_address_asks_for_the_same(query in "(q=|section=|from=|to=|sort=new|page=|&|%|[0-9a-f]|\\+|2026-01-0|\\PC){0,30}") {
            let params = Params::parse(&query);
            if !params.is_empty() {
                let again = Params::parse(&params.address()[1..]);
                prop_assert_eq!(again, Params { page: 1, ..params });
            }
        }
    }
}

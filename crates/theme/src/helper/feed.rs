//! `{{#feed limit=20}}`: the news feed by days.

use super::{looping, prelude::*};
use crate::{date, place::Place};
use jiff::{ZonedDateTime, civil::Date};
use kernel::{Post, Timestamp};
use std::sync::Arc;
use store::FeedQuery;

const DEFAULT: u32 = 20;
const MOST: i64 = 200;

pub(super) fn feed(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let limit = integer(call, "limit");
    let fetched;
    let items: &[Arc<Post>] = match (&visit.feed, limit) {
        (Some(items), None) => items,
        _ => {
            let query = FeedQuery {
                language: Some(visit.place.language.clone()),
                now: visit.now(),
                before: None,
                limit: limit.map_or(DEFAULT, |n| n.clamp(1, MOST) as u32),
            };
            fetched = visit.got(call, visit.reader().feed(&query))?;
            &fetched
        }
    };
    let days = days(items, &visit);
    looping::list(call, days)
}

/// The day of a moment where the newsroom is.
fn day_of(at: Timestamp, place: &Place) -> Date {
    ZonedDateTime::new(at.to_jiff(), place.zone.clone()).date()
}

fn days(items: &[Arc<Post>], visit: &Visit) -> Vec<Value> {
    let place = &visit.place;
    let today = day_of(visit.now(), place);
    let dated = items
        .iter()
        .filter_map(|item| Some((day_of(item.published_at?, place), item)));
    let mut days: Vec<(Date, Vec<&Arc<Post>>)> = Vec::new();
    for (day, item) in dated {
        match days.last_mut() {
            Some((last, items)) if *last == day => items.push(item),
            _ => days.push((day, vec![item])),
        }
    }
    let one = |(day, items): (Date, Vec<&Arc<Post>>)| {
        let first = items
            .first()
            .and_then(|item| item.published_at)
            .unwrap_or_else(|| visit.now());
        Map::new()
            .with("date", string(date::iso(first, &place.zone)))
            .with("today", Value::Bool(day == today))
            .with("yesterday", Value::Bool(day.tomorrow().ok() == Some(today)))
            .with(
                "items",
                array(items.into_iter().map(|item| visit.value(item)).collect()),
            )
            .into_value()
    };
    days.into_iter().map(one).collect()
}

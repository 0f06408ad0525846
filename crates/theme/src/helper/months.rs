//! `{{#archive}}`: the months that have stories.

use super::{looping, prelude::*};
use crate::{
    archive::{MOST, Period},
    date,
};
use jiff::ZonedDateTime;
use store::{Cmp, Filter, PostQuery};

pub(super) fn archive(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let place = &visit.place;
    let year = integer(call, "year").and_then(|year| i16::try_from(year).ok());
    let query = |filter| PostQuery {
        language: Some(place.language.clone()),
        filter,
        limit: 1,
        with_total: true,
        ..PostQuery::stories(visit.now())
    };
    let mut before = year
        .and_then(|year| Period::of(year, None, &place.zone))
        .map(|period| period.end);
    let mut months = Vec::new();
    while months.len() < MOST {
        let older = before.map_or(Filter::All, |end| Filter::PublishedAt(Cmp::Less, end));
        let newest = visit.got(
            call,
            visit.reader().posts(&PostQuery {
                with_total: false,
                ..query(older)
            }),
        )?;
        let Some(at) = newest.posts.first().and_then(|post| post.published_at) else {
            break;
        };
        let local = ZonedDateTime::new(at.to_jiff(), place.zone.clone());
        if year.is_some_and(|year| local.year() != year) {
            break;
        }
        let Some(month) = Period::of(local.year(), Some(local.month()), &place.zone) else {
            break;
        };
        let count = visit
            .got(call, visit.reader().posts(&query(month.filter())))?
            .total;
        let url = Period::path(&place.prefix, Some(month.year), month.month);
        months.push(
            Map::new()
                .with("year", number(month.year))
                .with("month", number(local.month()))
                .with("date", string(date::iso(month.start, &place.zone)))
                .with("current", Value::Bool(visit.list_path == url))
                .with("url", string(url))
                .with("count", number(count as f64))
                .into_value(),
        );
        before = Some(month.start);
    }
    looping::list(call, months)
}

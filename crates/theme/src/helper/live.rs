//! `<div {{live_feed limit=20}}>`: where a list of the news feed hears of what comes after it.

use super::prelude::*;
use crate::render::FEED_PAGE;

/// The attributes from which a script keeps the list up to date: the stream, the last change that the list has seen,
/// and how many items it shows. Nothing where a theme is not live, and on later pages of the feed.
pub(super) fn live_feed(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let limit = integer(call, "limit");
    let later = limit.is_none() && visit.pagination.is_some_and(|pagination| pagination.page > 1);
    if !visit.theme.live || later {
        return Ok(Value::Undefined);
    }
    Ok(safe(format!(
        "data-live=\"{}/live/feed\" data-after=\"{}\" data-limit=\"{}\"",
        visit.place.prefix,
        visit.reader().snapshot(),
        limit.unwrap_or(i64::from(FEED_PAGE)),
    )))
}

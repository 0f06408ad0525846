//! `{{#most_read limit=5 period="day" section=slug}}`: what is read most.

use super::{looping, prelude::*};
use kernel::{Slug, TagId};
use store::Period;

const DEFAULT: i64 = 5;
const MOST: i64 = 20;

/// Of the last 24 hours (`period="day"`) or of seven days (`"week"`); without a period of the day, or of the week where
/// nothing was read in the day. `section` is the slug of a tag whose stories alone are meant.
pub(super) fn most_read(call: &mut Call<'_, '_>) -> Answer {
    let limit = integer(call, "limit").unwrap_or(DEFAULT).clamp(1, MOST) as u32;
    let periods: &[Period] = match text(call, "period").as_deref() {
        None => &Period::ALL,
        Some("day") => &[Period::Day],
        Some("week") => &[Period::Week],
        Some(_) => return Err(call.error("the period of {{#most_read}} is \"day\" or \"week\"")),
    };
    let visit = Visit::of(call)?;
    let tag = match text(call, "section") {
        Some(slug) => match of_slug(call, &visit, &slug)? {
            Some(tag) => Some(tag),
            None => return looping::list(call, Vec::new()),
        },
        None => None,
    };
    for period in periods {
        let read = visit
            .reader()
            .most_read(*period, tag, &visit.place.language, visit.now(), limit);
        let stories = visit.got(call, read)?;
        if !stories.is_empty() {
            return looping::list(call, stories.iter().map(|story| visit.value(story)).collect());
        }
    }
    looping::list(call, Vec::new())
}

/// The tag of this slug; what is no slug is the slug of nothing.
fn of_slug(call: &Call<'_, '_>, visit: &Visit, slug: &str) -> Result<Option<TagId>, Error> {
    let Ok(slug) = slug.parse::<Slug>() else {
        return Ok(None);
    };
    Ok(visit
        .got(call, visit.reader().tag_by_slug(&slug))?
        .map(|tag| tag.id))
}

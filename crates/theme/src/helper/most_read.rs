//! `{{#most_read limit=5 period="day"}}`: what is read most.

use super::{looping, prelude::*};
use store::Period;

const DEFAULT: i64 = 5;
const MOST: i64 = 20;

/// Of the last 24 hours, or of seven days where nothing was read in them or `period="week"` says so.
pub(super) fn most_read(call: &mut Call<'_, '_>) -> Answer {
    let limit = integer(call, "limit").unwrap_or(DEFAULT).clamp(1, MOST) as u32;
    let period = match text(call, "period").as_deref() {
        None | Some("day") => Period::Day,
        Some("week") => Period::Week,
        Some(_) => return Err(call.error("the period of {{#most_read}} is \"day\" or \"week\"")),
    };
    let visit = Visit::of(call)?;
    let of = |period| {
        visit
            .reader()
            .most_read(period, &visit.place.language, visit.now(), limit)
    };
    let mut stories = visit.got(call, of(period))?;
    if stories.is_empty() && period == Period::Day {
        stories = visit.got(call, of(Period::Week))?;
    }
    looping::list(call, stories.iter().map(|story| visit.value(story)).collect())
}

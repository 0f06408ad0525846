//! `{{#placement "picks" limit=5}}`: what editors put there.

use super::{looping, prelude::*};
use crate::object::PostObject;
use kernel::PlacementName;

pub(super) fn placement(call: &mut Call<'_, '_>) -> Answer {
    let name = call.arg(0);
    let Some(name) = name.as_str().and_then(|name| name.parse::<PlacementName>().ok()) else {
        return Err(call.error("{{#placement}} must be given the name of a placement"));
    };
    let limit = integer(call, "limit")
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(usize::MAX);
    let visit = Visit::of(call)?;
    let place = &visit.place;
    let placed = visit.got(
        call,
        visit.reader().placement(&name, &place.language, visit.now()),
    )?;
    let stories = placed
        .into_iter()
        .take(limit)
        .map(|one| PostObject::under(one.pick.headline, &one.post, place));
    looping::list(call, stories.collect())
}

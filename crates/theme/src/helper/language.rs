//! `{{lang}}`, `{{dir}}`, `{{#translations}}`.

use super::{looping, prelude::*};
use crate::{meta, place};

pub(super) fn lang(call: &mut Call<'_, '_>) -> Answer {
    Ok(string(Visit::of(call)?.place.language.as_str()))
}

pub(super) fn dir(call: &mut Call<'_, '_>) -> Answer {
    Ok(string(place::direction(&Visit::of(call)?.place.language)))
}

pub(super) fn translations(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let versions = visit.got(call, meta::versions(&visit))?;
    let each = versions.into_iter().map(|version| {
        Map::new()
            .with("lang", string(version.language.as_str()))
            .with("name", string(place::own_name(&version.language)))
            .with("url", string(&version.path))
            .with("title", optional(version.title.as_deref()))
            .with("current", Value::Bool(version.current))
            .with("exact", Value::Bool(version.exact))
            .into_value()
    });
    looping::list(call, each.collect())
}
